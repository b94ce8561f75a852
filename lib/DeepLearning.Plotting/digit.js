// A digit drawn by hand and read by a trained network, in the page. Loaded by pictures.js for the first such picture of a page.
(() => {
  'use strict';
  const side = 28, zoom = 10, pen = 22, box = 20; // MNIST's digits lie in 20 × 20 pixels around their centre of mass

  const style = document.createElement('style');
  style.textContent = `
    .dl-pad { display: flex; flex-wrap: wrap; gap: 12px 20px; padding: 8px; font: 14px/1.5 system-ui, sans-serif; color: #333333; }
    .dl-dark > .dl-pad { color: #d6d6d6; }
    .dl-pad canvas { width: ${side * zoom}px; max-width: 100%; aspect-ratio: 1; border: 1px solid #9aa0a6; border-radius: 6px; background: #000; cursor: crosshair; touch-action: none; }
    .dl-pad > div { flex: 1 1 220px; }
    .dl-pad .dl-bar { display: grid; grid-template-columns: 1.2em 1fr 3.2em; gap: 8px; align-items: center; line-height: 20px; font-variant-numeric: tabular-nums; }
    .dl-pad .dl-bar i { height: 12px; border-radius: 3px; background: #0072b2; }
    .dl-dark > .dl-pad .dl-bar i { background: #4da6e6; }
    .dl-pad .dl-best { font-weight: 700; }
    .dl-pad output { display: block; min-height: 1.6em; font-weight: 600; }
    .dl-pad button { height: 32px; margin: 6px 8px 0 0; padding: 0 12px; border: 1px solid #9aa0a6; border-radius: 6px; background: transparent; color: inherit; font: inherit; cursor: pointer; }`;
  document.head.append(style);

  window.dlPictures.kinds.digit = ({ element, svg, picture }) => {
    const chances = network(picture), pad = make('div', { className: 'dl-pad' }), canvas = make('canvas', { width: side * zoom, height: side * zoom });
    const ink = canvas.getContext('2d', { willReadFrequently: true }), panel = make('div', {}), words = make('output', {});
    const rows = Array.from({ length: 10 }, (_, digit) => {
      const row = make('div', { className: 'dl-bar' }), bar = make('i', {}), share = make('span', {});
      row.append(make('span', { textContent: digit }), bar, share);
      return { row, bar, share };
    });
    canvas.setAttribute('aria-label', 'Draw a digit here; the button below brings one of the test set');
    canvas.setAttribute('role', 'img');
    let last, example = -1;

    const clear = () => { ink.fillStyle = '#000'; ink.fillRect(0, 0, canvas.width, canvas.height); };
    const button = (text, action) => { const made = make('button', { type: 'button', textContent: text }); made.addEventListener('click', action); return made; };
    panel.append(words, ...rows.map(one => one.row),
      button('Clear', () => { clear(); show(); }),
      button('A test digit', () => { example = (example + 1) % picture.examples.length; const pixels = bytes(picture.examples[example]); clear(); paint(ink, pixels); show(pixels); }));
    pad.append(canvas, panel);
    svg.style.display = 'none';
    element.append(pad);
    clear();
    show();

    const place = event => { const { left, top, width } = canvas.getBoundingClientRect(); return [(event.clientX - left) * canvas.width / width, (event.clientY - top) * canvas.width / width]; };
    canvas.addEventListener('pointerdown', event => { event.preventDefault(); canvas.setPointerCapture(event.pointerId); last = place(event); stroke(last); });
    canvas.addEventListener('pointermove', event => { if (last) stroke(place(event)); });
    for (const end of ['pointerup', 'pointercancel']) canvas.addEventListener(end, () => { last = undefined; });

    function stroke(to) {
      Object.assign(ink, { strokeStyle: '#fff', lineWidth: pen, lineCap: 'round', lineJoin: 'round' });
      ink.beginPath();
      ink.moveTo(...last);
      ink.lineTo(...to);
      ink.stroke();
      last = to;
      show(centred(canvas, ink));
    }

    function show(pixels) {
      const read = pixels && pixels.some(value => value > 0) ? chances(pixels) : undefined, best = read?.indexOf(Math.max(...read));
      rows.forEach(({ row, bar, share }, digit) => {
        bar.style.width = `${100 * (read?.[digit] ?? 0)}%`;
        share.textContent = read ? `${Math.round(100 * read[digit])} %` : '';
        row.classList.toggle('dl-best', digit === best);
      });
      words.textContent = read ? `It reads a ${best}` : 'Draw a digit with mouse or finger';
      element.dataset.dlChances = JSON.stringify(read ?? []);
    }
  };

  // Convolution that keeps the size, tanh, dense layer, softmax: what DigitPad.Read does in C#.
  function network({ size, filters, filterBiases, scales, biases, mean, deviation, weights }) {
    const dense = new Int8Array(bytes(weights).buffer), half = size >> 1;
    return pixels => {
      const x = Float64Array.from(pixels, value => (value - mean) / deviation), sums = new Float64Array(10);
      for (let f = 0; f < filterBiases.length; f++)
        for (let i = 0; i < side; i++)
          for (let j = 0; j < side; j++) {
            let sum = filterBiases[f];
            for (let u = 0; u < size; u++)
              for (let v = 0; v < size; v++) {
                const row = i + u - half, column = j + v - half;
                if (row >= 0 && row < side && column >= 0 && column < side) sum += filters[(f * size + u) * size + v] * x[row * side + column];
              }
            const value = Math.tanh(sum), from = (f * side * side + i * side + j) * 10;
            for (let c = 0; c < 10; c++) sums[c] += value * dense[from + c];
          }
      const scores = biases.map((bias, c) => bias + sums[c] * scales[c]), most = Math.max(...scores);
      const powers = scores.map(score => Math.exp(score - most)), all = powers.reduce((a, b) => a + b);
      return powers.map(power => power / all);
    };
  }

  // As MNIST was made: the drawing is scaled to fit 20 × 20 pixels, and its centre of mass moved to the middle.
  function centred(canvas, ink) {
    const { data } = ink.getImageData(0, 0, canvas.width, canvas.height), n = canvas.width;
    let [left, top, right, bottom] = [n, n, -1, -1];
    for (let y = 0; y < n; y++)
      for (let x = 0; x < n; x++)
        if (data[4 * (y * n + x)] > 20) [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
    if (right < 0) return new Uint8Array(side * side);
    const [width, height] = [right - left + 1, bottom - top + 1], scale = box / Math.max(width, height);
    const draw = (x, y) => {
      const small = make('canvas', { width: side, height: side }), to = small.getContext('2d', { willReadFrequently: true });
      Object.assign(to, { fillStyle: '#000', imageSmoothingQuality: 'high' });
      to.fillRect(0, 0, side, side);
      to.drawImage(canvas, left, top, width, height, x, y, width * scale, height * scale);
      const { data } = to.getImageData(0, 0, side, side);
      return Uint8Array.from({ length: side * side }, (_, i) => data[4 * i]);
    };
    const [x, y] = [(side - width * scale) / 2, (side - height * scale) / 2], once = draw(x, y), mass = once.reduce((a, b) => a + b) || 1;
    const middle = of => once.reduce((sum, value, i) => sum + value * (of(i) + 0.5), 0) / mass;
    return draw(x + Math.round(side / 2 - middle(i => i % side)), y + Math.round(side / 2 - middle(i => Math.floor(i / side))));
  }

  function paint(ink, pixels) {
    pixels.forEach((value, i) => {
      ink.fillStyle = `rgb(${value},${value},${value})`;
      ink.fillRect(i % side * zoom, Math.floor(i / side) * zoom, zoom, zoom);
    });
  }

  function bytes(base64) {
    return Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
  }

  function make(name, properties) {
    return Object.assign(document.createElement(name), properties);
  }
})();
