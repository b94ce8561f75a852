// A picture for each value of a slider: moves by hand, by the arrow keys, or plays. Loaded by pictures.js for the first slider of a page.
(() => {
  'use strict';
  const still = matchMedia('(prefers-reduced-motion: reduce)');
  const longest = 6000, pause = { least: 60, most: 700 }; // milliseconds: for all steps, and for one

  const style = document.createElement('style');
  style.textContent = `
    .dl-slider { position: sticky; left: 0; width: 100%; box-sizing: border-box; padding: 4px 8px 8px; font: 14px/1.5 system-ui, sans-serif; color: #333333; }
    .dl-dark > .dl-slider { color: #d6d6d6; }
    .dl-slider > div { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 10px; }
    .dl-slider > div + div { margin-top: 6px; }
    .dl-slider label { flex: none; }
    .dl-slider input { flex: 1 1 10em; min-width: 7em; height: 28px; margin: 0; accent-color: #0072b2; cursor: pointer; }
    .dl-dark > .dl-slider input { accent-color: #4da6e6; }
    .dl-slider output { flex: none; min-width: 4.5em; font-weight: 600; font-variant-numeric: tabular-nums; }
    .dl-slider button { flex: none; width: 36px; height: 32px; padding: 0; border: 1px solid #9aa0a6; border-radius: 6px; background: transparent; color: inherit; font: 14px/1 system-ui, sans-serif; cursor: pointer; }
    .dl-slider :is(input, button):focus-visible { outline: 2px solid #0072b2; outline-offset: 2px; }`;
  document.head.append(style);

  window.dlPictures.kinds.slider = figure => {
    const { labels, values, start } = figure.picture, places = [...start];
    const box = make('div', { className: 'dl-slider' });
    box.dataset.lmSuppressShortcuts = 'true'; // arrow keys belong to the slider, not to Jupyter
    box.addEventListener('keydown', event => { if (event.key !== 'Escape' && event.key !== 'Tab') event.stopPropagation(); });
    const rows = labels.map((label, i) => row(figure, label, values[i], places[i], place => {
      places[i] = place;
      figure.show(places.reduce((all, at, j) => all * values[j].length + at, 0));
    }));
    for (const one of rows) one.others = rows.filter(other => other !== one);
    box.append(...rows.map(one => one.element));
    figure.element.querySelector(':scope > p')?.remove(); // says that it would move
    figure.element.append(box);
  };

  function row({ element: figure }, label, values, start, show) {
    const input = make('input', { type: 'range', min: 0, max: values.length - 1, step: 1, value: start });
    const output = make('output', { textContent: values[start] }), button = make('button', { type: 'button' });
    const words = make('label', { textContent: label });
    words.append(input);
    const self = { element: make('div', {}), stop };
    let timer;

    input.setAttribute('aria-label', label);
    output.style.minWidth = `${Math.max(3, ...values.map(text => text.length)) * 0.62}em`;
    words.style.display = 'contents';
    self.element.append(words, output, button);
    input.addEventListener('input', () => { stop(); to(input.valueAsNumber); });
    button.addEventListener('click', () => {
      self.others.forEach(other => other.stop());
      if (timer) return stop();
      if (input.valueAsNumber === values.length - 1) to(0);
      else if (still.matches) to(input.valueAsNumber + 1);
      if (!still.matches) play();
    });
    still.addEventListener('change', stop);
    to(start, true);
    stop();
    return self;

    function to(place, quiet) {
      input.value = place;
      output.textContent = values[place];
      input.setAttribute('aria-valuetext', values[place]);
      if (!quiet) show(place);
    }

    // Nothing moves by itself: it plays when asked to, once, and not at all for who wants no motion; then the button goes one step.
    function play() {
      timer = setInterval(() => {
        if (!figure.isConnected || input.valueAsNumber >= values.length - 1) return stop();
        to(input.valueAsNumber + 1);
        if (input.valueAsNumber === values.length - 1) stop();
      }, Math.min(pause.most, Math.max(pause.least, longest / values.length)));
      face();
    }

    function stop() {
      clearInterval(timer);
      timer = undefined;
      face();
    }

    function face() {
      const [sign, name] = timer ? ['❚❚', 'Pause'] : still.matches ? ['▸❘', 'One step'] : ['▶', 'Play'];
      button.textContent = sign;
      button.title = name;
      button.setAttribute('aria-label', `${name}: ${label}`);
    }
  }

  function make(name, properties) {
    return Object.assign(document.createElement(name), properties);
  }
})();
