// Runs before the page is drawn: the reader's choice of light or dark, and where the charts find plotly.js.
(() => {
  const root = document.documentElement;
  root.classList.add('js');
  try {
    const theme = localStorage.getItem('theme');
    if (theme) root.dataset.theme = theme;
  } catch { /* no storage for this page */ }

  // A chart asks window.dlPlotly for plotly.js. It gets ours, if the book has it, and never asks the network.
  // Each is drawn when it comes near the screen; until then its picture stands there.
  window.dlPlotly = new Promise((resolve, reject) => addEventListener('load', () => {
    if (!window.Plotly || !window.IntersectionObserver) return reject(new Error('no plotly.js'));
    resolve({
      newPlot: (target, ...figure) => new Promise((drawn, failed) => {
        const watch = new IntersectionObserver(entries => {
          if (!entries.some(entry => entry.isIntersecting)) return;
          watch.disconnect();
          window.Plotly.newPlot(target, ...figure).then(drawn, failed);
        }, { rootMargin: '400px' });
        watch.observe(target);
      }),
    });
  }));
  window.dlPlotly.catch(() => {});
})();
