// Runs where VS Code draws outputs, before the first: brings the script that draws crisp pictures and live charts, and plotly.js beside it.
window.dlPictures ??= [];
const script = document.createElement('script');
script.src = new URL('pictures.js', import.meta.url).href;
document.head.append(script);

export const activate = () => ({});
