// Runs before the page is drawn: the reader's choice of light or dark.
(() => {
  const root = document.documentElement;
  root.classList.add('js');
  try {
    const theme = localStorage.getItem('theme');
    if (theme) root.dataset.theme = theme;
  } catch { /* no storage for this page */ }

  // Pictures wait here for pictures.js, which this page brings itself.
  window.dlPictures = [];
})();
