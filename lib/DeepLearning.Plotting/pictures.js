// Where scripts run, puts the crisp picture in the place of the still PNG, in the colours of the page, and a live chart over it once a reader turns to it.
// Loaded once for all pictures of a page; plotly.min.js lies beside this file and is read when the first chart comes alive. Asks no network.
(() => {
  'use strict';
  const waiting = window.dlPictures ?? [];
  if (!Array.isArray(waiting)) return; // it runs already
  const folder = new URL('.', document.currentScript.src).href;

  // Colours of the light picture, by what they become on a dark ground. White is the ground itself, whatever the page has.
  const night = {
    '#1f2328': '#ececec', '#333333': '#d6d6d6', '#555555': '#b4b4b4', '#4a5568': '#a9b6c8', '#e4e7eb': '#3b3f45', '#9aa0a6': '#7e858d', '#b8c2cc': '#59626c',
    '#0072b2': '#4da6e6', '#d55e00': '#ff8b45', '#009e73': '#30c99d', '#cc79a7': '#e59fca', '#e69f00': '#f2b53a', '#56b4e9': '#8ccdf5', '#8c564b': '#c4917f',
    '#7a42c8': '#b08cf0', '#9aa800': '#c3d03c', '#c14f00': '#ff8b45', '#00805d': '#30c99d', '#a3427c': '#e59fca', '#7a5c00': '#d6b45a',
    '#e3f0fa': '#17344d', '#e2f4ec': '#123a2c', '#fdf0d9': '#46340e', '#f2f7fb': '#1d2a36', '#00875f': '#30c99d', '#b97800': '#f2b53a',
  };

  const style = document.createElement('style');
  style.textContent = `
    .dl-figure { position: relative; overflow-x: auto; overflow-y: hidden; }
    .dl-figure > svg { display: block; width: 100%; height: auto; min-width: var(--dl-least); max-width: var(--dl-width); }
    .dl-figure > svg > desc + rect { fill: none; }
    .dl-figure > svg :is(rect, path)[fill="#ffffff"] { fill: var(--dl-ground); }
    .dl-figure > svg [fill^="rgba(255,255,255"] { fill: var(--dl-ground); fill-opacity: .8; }
    .dl-figure > svg [stroke="#ffffff"] { stroke: var(--dl-ground); }
    .dl-figure > svg svg rect[fill="#ffffff"]:has(+ text) { fill: #ffffff; }
    .dl-figure .modebar { opacity: 0; transition: opacity .2s; }
    .dl-figure:hover .modebar { opacity: 1; }
    ${Object.entries(night).map(([day, dark]) => `.dl-dark > svg [fill="${day}"] { fill: ${dark}; } .dl-dark > svg [stroke="${day}"] { stroke: ${dark}; }`).join('\n')}
    ${['#1f2328', '#333333'].map(ink => `.dl-dark > svg svg rect + text[fill="${ink}"] { fill: ${ink}; }`).join('\n')}`; // numbers in coloured cells
  document.head.append(style);

  const shown = new Set();
  const kinds = {}; // what further scripts add: a function for each kind of picture that has more than one frame or moves under the hand
  const brought = {}; // scripts that lie beside this one
  window.dlPictures = { push: show, kinds };
  waiting.forEach(show);

  // A front-end may run the script before it puts the picture on the page.
  function show(picture, attempt = 0) {
    const found = document.querySelectorAll(`[data-dl-figure="${picture.id}"]:not([data-dl-on])`);
    found.forEach(element => mount(element, picture));
    if (found.length === 0 && attempt < 5) setTimeout(() => show(picture, attempt + 1), 40 * 3 ** attempt);
  }

  function mount(element, picture) {
    element.dataset.dlOn = '';
    if (picture.frames) picture.svg = frame(picture, picture.start.reduce((place, at, i) => place * picture.values[i].length + at, 0));
    if (element.matches('.dl-words')) return come({ element, picture, svg: element.firstElementChild });
    const svg = made(picture.svg);
    const [width, height] = ['width', 'height'].map(side => Number(svg.getAttribute(side)));
    element.style.setProperty('--dl-width', `${width}px`);
    if (picture.part) element.style.maxWidth = `${width}px`; // the still picture may be a strip of several
    // On a narrow page it does not shrink below what can be read, but scrolls: diagrams are all letters, charts are not.
    element.style.setProperty('--dl-least', `${(svg.querySelector('svg, image') ? 0.45 : 0.7) * width}px`);
    element.querySelector(':scope > img')?.remove();
    element.prepend(svg);
    const figure = { element, picture, svg, width, height };
    shown.add(figure);
    dress(figure);
    if (picture.map) {
      element.dataset.dlMap = '';
      point(figure);
    }
    if (picture.part) come(figure);
    if (!picture.chart) return;
    if (svg.querySelector('[data-dl-live]')) whenSeen(element, () => enliven(figure)); // the still picture does not hold all of it
    for (const turn of ['pointerenter', 'pointerdown', 'focusin']) element.addEventListener(turn, event => enliven(figure, event.pointerType === 'touch'), { once: true });
  }

  // Pictures with much in common are pieces of one text.
  function frame({ frames, pool }, place) {
    let text = '';
    for (let i = 0; i < frames[place].length; i += 2) text += pool.substr(frames[place][i], frames[place][i + 1]);
    return text;
  }

  function made(markup) {
    const holder = document.createElement('div');
    holder.innerHTML = markup;
    const svg = holder.firstElementChild;
    svg.removeAttribute('style');
    return svg;
  }

  // A picture of a kind that has a script of its own.
  async function come(figure) {
    const { part } = figure.picture;
    figure.show = place => {
      if (figure.element.matches('.dl-words')) figure.svg.innerHTML = frame(figure.picture, place);
      else {
        const next = made(frame(figure.picture, place));
        figure.svg.replaceWith(next);
        figure.svg = next;
      }
    };
    shown.add(figure);
    dress(figure);
    if (figure.element.matches('.dl-words')) figure.svg.innerHTML = figure.picture.svg; // the still one may show several
    try {
      if (!kinds[part]) await bring(`${part}.js`);
      kinds[part](figure);
    } catch (error) {
      console.warn(`A picture stays still: ${error.message}`);
    }
  }

  function whenSeen(element, action) {
    const watch = new IntersectionObserver(entries => {
      if (!entries.some(entry => entry.isIntersecting)) return;
      watch.disconnect();
      action();
    });
    watch.observe(element);
  }

  // --- light and dark ---

  function dress(figure) {
    const ground = groundOf(figure.element), dark = brightness(ground) < 0.4;
    figure.element.style.setProperty('--dl-ground', ground);
    figure.element.classList.toggle('dl-dark', dark);
    const changed = figure.ground !== undefined && figure.ground !== ground;
    Object.assign(figure, { ground, dark });
    if (changed && figure.drawn) draw(figure);
  }

  // What lies behind the picture; where all is transparent, as in VS Code, the colour of the letters tells.
  function groundOf(element) {
    for (let one = element.parentElement; one; one = one.parentElement) {
      const color = getComputedStyle(one).backgroundColor;
      if (opacity(color) > 0.5) return color;
    }
    const editor = getComputedStyle(document.documentElement).getPropertyValue('--vscode-editor-background').trim();
    return editor || (brightness(getComputedStyle(element).color) > 0.5 ? '#1e1e1e' : '#ffffff');
  }

  function parts(color) {
    const text = color.trim().toLowerCase();
    const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})?$/.exec(text) ?? /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(text);
    if (hex) return hex.slice(1, 4).map(part => parseInt(part.padEnd(2, part), 16)).concat(hex[4] ? parseInt(hex[4], 16) / 255 : 1);
    const listed = /^rgba?\(([^)]*)\)$/.exec(text)?.[1].split(/[\s,/]+/).filter(Boolean).map(Number);
    return listed && listed.length >= 3 && !listed.some(Number.isNaN) ? [...listed.slice(0, 3), listed[3] ?? 1] : undefined;
  }

  function opacity(color) {
    return parts(color)?.[3] ?? (color === 'transparent' ? 0 : 1);
  }

  function brightness(color) {
    const [red, green, blue] = parts(color) ?? [255, 255, 255];
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
  }

  let again;
  const dressAll = () => {
    clearTimeout(again);
    again = setTimeout(() => shown.forEach(figure => figure.element.isConnected ? dress(figure) : shown.delete(figure)), 60);
  };
  for (const root of [document.documentElement, document.body]) new MutationObserver(dressAll).observe(root, { attributes: true });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', dressAll);

  // --- live charts ---

  // A loader of modules on the page (Jupyter's require.js) would take a library for itself.
  function bring(file) {
    return brought[file] ??= new Promise((loaded, failed) => {
      const define = window.define, script = document.createElement('script');
      window.define = undefined;
      const end = action => () => { window.define = define; action(); };
      script.src = folder + file;
      script.onload = end(loaded);
      script.onerror = end(() => failed(new Error(`${script.src} is not there`)));
      document.head.append(script);
    });
  }

  async function plotly() {
    if (!window.Plotly) await bring('plotly.min.js');
    return window.Plotly;
  }

  // Drawn at the size of the still picture and scaled with it, so that nothing moves and no letter takes more room.
  async function enliven(figure, touched) {
    if (figure.target) return;
    const target = figure.target = document.createElement('div');
    target.style.cssText = `position:absolute;left:0;top:0;width:${figure.width}px;height:${figure.height}px;transform-origin:0 0;visibility:hidden`;
    figure.element.append(target);
    figure.touched = touched;
    const fit = () => { target.style.transform = `scale(${figure.svg.getBoundingClientRect().width / figure.width})`; };
    try {
      figure.plotly = await plotly();
      fit();
      await draw(figure);
    } catch (error) {
      console.warn(`A chart stays still: ${error.message}`);
      target.remove();
      return;
    }
    new ResizeObserver(fit).observe(figure.element);
    figure.svg.style.visibility = 'hidden';
    target.style.visibility = 'visible';
    target.on('plotly_relayout', change => ticks(figure, change));
  }

  async function draw(figure) {
    const { data, layout } = structuredClone(figure.picture.chart);
    for (const note of layout.annotations ?? []) note.arrowcolor ??= '#555555';
    paint(data, figure);
    paint(layout, figure);
    Object.assign(layout, { width: figure.width, height: figure.height, autosize: false, paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)', hovermode: layout.hovermode ?? 'closest' });
    if (figure.touched) layout.dragmode = false; // the finger scrolls the page
    layout.font = { color: tone('#333333', figure), ...layout.font };
    layout.modebar = { bgcolor: 'rgba(0,0,0,0)', color: tone('#9aa0a6', figure), activecolor: tone('#1f2328', figure), ...layout.modebar };
    layout.hoverlabel = { bgcolor: figure.ground, bordercolor: tone('#9aa0a6', figure), font: { color: tone('#1f2328', figure) }, ...layout.hoverlabel };
    data.forEach(trace => label(trace, layout));
    data.forEach(trace => { if (trace.z) trace.colorbar = { thickness: 14, ypad: 0, outlinewidth: 0, ...trace.colorbar }; });
    // The margins are those of the still picture, wide enough for every label.
    for (const name of Object.keys(layout)) if (/^[xy]axis\d*$/.test(name)) layout[name].automargin = false;
    const flat = data.every(trace => trace.type !== 'surface' && !/3d$/.test(trace.type ?? '') && trace.type !== 'pie');
    const config = { displaylogo: false, ...(flat ? { modeBarButtons: [['zoom2d', 'pan2d', 'resetScale2d', 'toImage']] } : {}) };
    await (figure.drawn ? figure.plotly.react : figure.plotly.newPlot).call(figure.plotly, figure.target, data, layout, config);
    figure.drawn = true;
  }

  function tone(color, { dark, ground }) {
    const found = parts(color);
    if (!found) return color;
    const hex = '#' + found.slice(0, 3).map(part => Math.round(part).toString(16).padStart(2, '0')).join('');
    const target = hex === '#ffffff' ? ground : dark ? night[hex] : undefined;
    if (!target) return color;
    const [red, green, blue] = parts(target) ?? found;
    return `rgba(${red},${green},${blue},${found[3]})`;
  }

  // Every colour of a figure but those that are scales of values.
  function paint(node, figure) {
    for (const [key, value] of Object.entries(node ?? {})) {
      if (key === 'colorscale') continue;
      if (typeof value === 'string') { if (/color$/i.test(key) || node === node?.colorway) node[key] = tone(value, figure); }
      else if (Array.isArray(value) && /color(way)?$/i.test(key)) node[key] = value.map(one => typeof one === 'string' ? tone(one, figure) : one);
      else if (typeof value === 'object' && !(Array.isArray(value) && typeof value[0] !== 'object')) paint(value, figure);
    }
  }

  // The pointer reads what the axes are called, numbers as a person writes them, and the name of the line, if it has one.
  function label(trace, layout) {
    if (trace.hovertemplate || trace.hoverinfo || !['scatter', 'scattergl', 'bar', undefined].includes(trace.type)) return;
    if (trace.line) trace.line.simplify = false;
    let names;
    const part = letter => {
      const axis = layout[(trace[`${letter}axis`] ?? letter).replace(letter, `${letter}axis`)] ?? {}, title = axis.title?.text ?? axis.title;
      const places = trace.type === 'bar' && Array.isArray(trace[letter]) ? trace[letter].map(value => axis.tickvals?.indexOf(value) ?? -1) : [-1];
      if (!names && places.every(place => place >= 0)) {
        names = places.map(place => axis.ticktext[place]); // bars that stand at names
        return '%{hovertext}';
      }
      return `${typeof title === 'string' && title ? `${title}: ` : `${letter} = `}%{${letter}${format(trace[letter])}}`;
    };
    trace.hovertemplate = `${trace.name ? `<b>${trace.name}</b><br>` : ''}${part('x')}<br>${part('y')}<extra></extra>`;
    if (names) trace.hovertext = names;
  }

  function format(values) {
    const numbers = Array.isArray(values) ? values.filter(value => typeof value === 'number') : [];
    if (numbers.length === 0) return Array.isArray(values) ? '' : ':.4~r';
    if (numbers.every(Number.isInteger)) return ':,d';
    const largest = Math.max(...numbers.map(Math.abs));
    return largest < 1e-3 || largest >= 1e7 ? ':.3~e' : ':,.4~r';
  }

  // Ticks stand where the still picture has them; a part that the reader has chosen gets ticks of its own.
  function ticks({ plotly, target, picture }, change) {
    const update = {};
    for (const [name, axis] of Object.entries(picture.chart.layout)) {
      if (!/^[xy]axis\d*$/.test(name) || !axis.tickvals) continue;
      const start = change[`${name}.range[0]`] ?? change[`${name}.range`]?.[0];
      if (start === undefined && !change[`${name}.autorange`]) continue;
      const whole = axis.range && start !== undefined && Math.abs(start - axis.range[0]) < 1e-6 * Math.abs(axis.range[1] - axis.range[0]);
      const mode = whole ? 'array' : 'auto';
      if (target._fullLayout[name].tickmode !== mode) Object.assign(update, { [`${name}.tickmode`]: mode, [`${name}.nticks`]: mode === 'auto' ? 8 : undefined });
    }
    if (Object.keys(update).length > 0) plotly.relayout(target, update);
  }

  // --- maps: the picture of the nearest point that has one, no farther than 25 pixels; a ring marks it ---

  function point({ element, svg, picture: { map } }) {
    const make = css => Object.assign(document.createElement('div'), { style: css });
    const ring = make('position:absolute;display:none;pointer-events:none;width:12px;height:12px;margin:-8px 0 0 -8px;border:2px solid #000;border-radius:50%;box-shadow:0 0 0 1.5px #fff');
    const tip = make('position:absolute;display:none;pointer-events:none;z-index:9;padding:5px 5px 2px;background:#fff;color:#333;border:1px solid #9aa0a6;border-radius:6px;font:12px system-ui,sans-serif;text-align:center;box-shadow:0 2px 8px #0004');
    const thumbnail = make(`width:${map.a}px;height:${map.b}px;image-rendering:pixelated;background:url(${map.s}) 0 0/${map.c * map.a}px auto`);
    const words = make('padding-top:2px');
    tip.append(thumbnail, words);
    element.append(ring, tip);
    const hide = () => { ring.style.display = tip.style.display = 'none'; };
    const follow = event => {
      const drawn = svg.getBoundingClientRect(), box = element.getBoundingClientRect(), scale = drawn.width / map.w;
      const [x, y] = [(event.clientX - drawn.left) / scale, (event.clientY - drawn.top) / scale];
      let nearest = -1, least = 625;
      for (let i = 0; i < map.x.length; i++) {
        const square = (map.x[i] - x) ** 2 + (map.y[i] - y) ** 2;
        if (square < least) [nearest, least] = [i, square];
      }
      if (nearest < 0) return hide();
      const [left, top] = [drawn.left - box.left + element.scrollLeft + map.x[nearest] * scale, drawn.top - box.top + map.y[nearest] * scale];
      const [width, height] = [map.a + 12, map.b + 30];
      thumbnail.style.backgroundPosition = `${-(nearest % map.c) * map.a}px ${-Math.floor(nearest / map.c) * map.b}px`;
      words.textContent = `${map.g[nearest]} (no. ${map.n[nearest]})`;
      Object.assign(ring.style, { left: `${left}px`, top: `${top}px`, display: 'block' });
      Object.assign(tip.style, {
        left: `${left + 14 + width > box.width + element.scrollLeft ? Math.max(0, left - 14 - width) : left + 14}px`,
        top: `${Math.max(0, Math.min(top - height / 2, box.height - height))}px`, display: 'block',
      });
    };
    svg.addEventListener('pointermove', follow);
    svg.addEventListener('pointerdown', follow);
    svg.addEventListener('pointerleave', hide);
  }
})();
