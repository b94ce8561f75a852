// A straight line that follows its points: each can be dragged, or moved by the arrow keys. Loaded by pictures.js for the first such picture of a page.
(() => {
  'use strict';
  const style = document.createElement('style');
  style.textContent = `
    .dl-hands { position: sticky; left: 0; width: 100%; box-sizing: border-box; display: flex; flex-wrap: wrap; align-items: center; gap: 4px 12px; padding: 4px 8px 8px; font: 14px/1.5 system-ui, sans-serif; color: #333333; }
    .dl-dark > .dl-hands { color: #d6d6d6; }
    .dl-hands output { flex: 1 1 14em; font-variant-numeric: tabular-nums; }
    .dl-hands button { height: 32px; padding: 0 12px; border: 1px solid #9aa0a6; border-radius: 6px; background: transparent; color: inherit; font: inherit; cursor: pointer; }
    .dl-grip { cursor: grab; touch-action: none; outline: none; }
    .dl-grip:focus-visible { stroke: #d55e00; stroke-width: 4; }`;
  document.head.append(style);

  window.dlPictures.kinds.line = ({ element, svg, picture }) => {
    const { panels } = picture, [plane, bowl] = svg.querySelectorAll(':scope > svg');
    const at = [...picture.x].map((x, i) => [x, picture.y[i]]);
    svg.setAttribute('role', 'group');
    for (const panel of [plane, bowl]) panel.replaceChildren();
    const before = path(plane, '#9aa0a6', 1.5, '4 4'), line = path(plane, '#d55e00', 2.5), curve = path(bowl, '#d55e00', 2.5);
    const bottom = make('circle', { r: 6, fill: '#0072b2' });
    bowl.append(bottom);
    const grips = at.map((_, i) => grip(i));
    plane.append(...grips);
    const bar = Object.assign(document.createElement('div'), { className: 'dl-hands' }), words = document.createElement('output');
    const reset = Object.assign(document.createElement('button'), { type: 'button', textContent: 'Put back' });
    bar.dataset.lmSuppressShortcuts = 'true';
    reset.addEventListener('click', () => { at.forEach((point, i) => point.splice(0, 2, picture.x[i], picture.y[i])); draw(); });
    bar.append(words, reset);
    element.append(bar);
    draw();
    before.setAttribute('d', line.getAttribute('d'));

    function draw() {
      const { slope, intercept, loss } = fit(at), [x0, x1] = panels[0];
      at.forEach(([x, y], i) => {
        place(grips[i], plane, panels[0], x, y);
        grips[i].setAttribute('aria-valuetext', `x ${show(x)}, y ${show(y)}`);
      });
      line.setAttribute('d', through(plane, panels[0], [[x0, intercept + slope * x0], [x1, intercept + slope * x1]]));
      const slopes = Array.from({ length: 61 }, (_, i) => panels[1][0] + (panels[1][1] - panels[1][0]) * i / 60);
      curve.setAttribute('d', through(bowl, panels[1], slopes.map(one => [one, lossOf(at, one)])));
      place(bottom, bowl, panels[1], slope, loss);
      words.textContent = `slope ${show(slope)}, intercept ${show(intercept)}, mean squared error ${show(loss)}`;
      Object.assign(element.dataset, { dlFit: JSON.stringify([slope, intercept, loss]), dlPoints: JSON.stringify(at) });
    }

    function grip(i) {
      const circle = make('circle', { r: 7, fill: '#0072b2', stroke: '#ffffff', 'stroke-width': 1.5, class: 'dl-grip', tabindex: 0, role: 'slider', 'aria-label': `point ${i + 1} of ${at.length}`, 'aria-valuenow': i });
      const move = (x, y) => {
        const [x0, x1, y0, y1] = panels[0];
        at[i].splice(0, 2, Math.min(x1, Math.max(x0, x)), Math.min(y1, Math.max(y0, y)));
        draw();
      };
      circle.addEventListener('pointerdown', event => { circle.setPointerCapture(event.pointerId); event.preventDefault(); circle.focus(); });
      circle.addEventListener('pointermove', event => {
        if (!circle.hasPointerCapture(event.pointerId)) return;
        const { left, top, width, height } = frame(), [x0, x1, y0, y1] = panels[0];
        move(x0 + (event.clientX - left) / width * (x1 - x0), y1 - (event.clientY - top) / height * (y1 - y0));
      });
      circle.addEventListener('keydown', event => {
        const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[event.key];
        if (!step) return;
        event.preventDefault();
        event.stopPropagation();
        const [x0, x1, y0, y1] = panels[0];
        move(at[i][0] + step[0] * (x1 - x0) / 50, at[i][1] + step[1] * (y1 - y0) / 50);
      });
      return circle;
    }

    // Where the left panel lies on the screen, at whatever size the picture is shown.
    function frame() {
      const whole = svg.getBoundingClientRect(), scale = whole.width / svg.viewBox.baseVal.width;
      const [x, y, width, height] = ['x', 'y', 'width', 'height'].map(name => Number(plane.getAttribute(name)) * scale);
      return { left: whole.left + x, top: whole.top + y, width, height };
    }
  };

  function fit(at) {
    const mean = k => at.reduce((sum, point) => sum + point[k], 0) / at.length, [mx, my] = [mean(0), mean(1)];
    let across = 0, spread = 0;
    for (const [x, y] of at) { across += (x - mx) * (y - my); spread += (x - mx) ** 2; }
    const slope = spread > 0 ? across / spread : 0;
    return { slope, intercept: my - slope * mx, loss: lossOf(at, slope) };
  }

  function lossOf(at, slope) {
    const mean = k => at.reduce((sum, point) => sum + point[k], 0) / at.length, [mx, my] = [mean(0), mean(1)];
    return at.reduce((sum, [x, y]) => sum + (y - my - slope * (x - mx)) ** 2, 0) / at.length;
  }

  function spot(panel, [x0, x1, y0, y1], x, y) {
    return [(x - x0) / (x1 - x0) * Number(panel.getAttribute('width')), (y1 - y) / (y1 - y0) * Number(panel.getAttribute('height'))].map(v => Math.round(v * 100) / 100);
  }

  function place(circle, panel, ends, x, y) {
    const [cx, cy] = spot(panel, ends, x, y);
    circle.setAttribute('cx', cx);
    circle.setAttribute('cy', cy);
  }

  function through(panel, ends, points) {
    return 'M' + points.map(([x, y]) => spot(panel, ends, x, y).join(' ')).join('L');
  }

  function path(panel, stroke, width, dashes) {
    const made = make('path', { fill: 'none', stroke, 'stroke-width': width, ...(dashes ? { 'stroke-dasharray': dashes } : {}) });
    panel.append(made);
    return made;
  }

  function make(name, attributes) {
    const made = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  }

  function show(value) {
    return String(Number(value.toPrecision(4))).replace('-', '−');
  }
})();
