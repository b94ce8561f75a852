(() => {
  const root = document.currentScript.dataset.root;
  const page = document.documentElement;

  // Formulas. Without KaTeX they stay text.
  if (window.katex) {
    for (const formula of document.querySelectorAll('.math')) {
      try {
        window.katex.render(formula.dataset.tex, formula, { displayMode: formula.classList.contains('display'), throwOnError: true });
        formula.classList.add('set');
      } catch (error) {
        console.warn(`A formula stays as text: ${error.message}`);
      }
    }
  }

  // Diagrams. Without Mermaid they stay text.
  const diagrams = [...document.querySelectorAll('pre.diagram')];
  if (diagrams.length > 0) {
    const script = document.createElement('script');
    script.src = `${root}assets/mermaid/mermaid.tiny.js`;
    script.onload = async () => {
      window.mermaid.initialize({ startOnLoad: false, theme: 'neutral' });
      for (const [i, diagram] of diagrams.entries()) {
        try {
          const { svg } = await window.mermaid.render(`diagram-${i}`, diagram.textContent);
          diagram.outerHTML = `<div class="output rich diagram">${svg}</div>`;
        } catch (error) {
          console.warn(`A diagram stays as text: ${error.message}`);
        }
      }
    };
    document.head.append(script);
  }

  // Light or dark.
  const theme = document.getElementById('theme');
  const preferred = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (page.dataset.theme ?? (preferred.matches ? 'dark' : 'light')) === 'dark';
  const label = () => { theme.textContent = isDark() ? 'Light' : 'Dark'; };
  theme.hidden = false;
  theme.addEventListener('click', () => {
    page.dataset.theme = isDark() ? 'light' : 'dark';
    try { localStorage.setItem('theme', page.dataset.theme); } catch { /* it holds for this page */ }
    label();
  });
  preferred.addEventListener('change', label);
  label();

  // The section that is being read, marked in the contents.
  const links = new Map([...document.querySelectorAll('.side a[href^="#"]')].map(link => [decodeURIComponent(link.hash.slice(1)), link]));
  const headings = [...document.querySelectorAll('main h2[id]')];
  const mark = () => {
    const current = headings.filter(heading => heading.getBoundingClientRect().top < 140).at(-1)?.id;
    for (const [id, link] of links) link.classList.toggle('here', id === current);
  };
  addEventListener('scroll', mark, { passive: true });
  mark();
  document.querySelector('.menu')?.addEventListener('click', event => { if (event.target.closest('a')) event.currentTarget.open = false; });

  // Search: the book's words come in a script of their own, when they are first asked for.
  const dialog = document.getElementById('search');
  const input = dialog.querySelector('input');
  const results = dialog.querySelector('ol');
  const find = document.getElementById('find');
  find.hidden = false;
  find.addEventListener('click', open);
  addEventListener('keydown', event => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || dialog.open || event.target.closest('input, textarea')) return;
    event.preventDefault();
    open();
  });
  dialog.addEventListener('click', event => { if (event.target === dialog || event.target.closest('a')) dialog.close(); });
  input.addEventListener('input', show);
  input.addEventListener('keydown', event => {
    if (event.key === 'Enter') results.querySelector('a')?.click();
    if (event.key === 'ArrowDown') { event.preventDefault(); results.querySelector('a')?.focus(); }
  });

  function open() {
    dialog.showModal();
    input.select();
    if (window.bookIndex) return show();
    const script = document.createElement('script');
    script.src = `${root}assets/index.js`;
    script.onload = show;
    document.head.append(script);
  }

  function show() {
    const words = input.value.toLowerCase().split(/\s+/).filter(word => word.length > 1);
    const found = words.length === 0 ? [] : (window.bookIndex ?? []).map(passage => [score(passage, words), passage]).filter(([points]) => points > 0);
    found.sort((a, b) => b[0] - a[0]);
    results.replaceChildren(...found.slice(0, 12).map(([, passage]) => result(passage, words)));
    if (words.length > 0 && found.length === 0 && window.bookIndex) results.append(Object.assign(document.createElement('li'), { textContent: 'Nothing found.', className: 'none' }));
  }

  function score([, , heading, text], words) {
    const head = heading.toLowerCase(), body = text.toLowerCase();
    let points = 0;
    for (const word of words) {
      const inHead = head.includes(word), count = body.split(word).length - 1;
      if (!inHead && count === 0) return 0;
      points += (inHead ? 20 : 0) + Math.min(count, 8);
    }
    return points;
  }

  function result([address, chapter, heading, text], words) {
    const item = document.createElement('li'), link = document.createElement('a');
    link.href = root + address;
    const at = Math.max(0, Math.min(...words.map(word => text.toLowerCase().indexOf(word)).filter(index => index >= 0)) - 50);
    const from = Number.isFinite(at) && at > 0 ? text.indexOf(' ', at) + 1 : 0; // whole words, at both ends
    const to = from + 150 < text.length ? text.lastIndexOf(' ', from + 150) : text.length;
    const excerpt = (from > 0 ? '… ' : '') + text.slice(from, to) + (to < text.length ? ' …' : '');
    const parts = [['small', chapter], ['strong', heading || chapter], ['span', excerpt]];
    for (const [name, content] of parts) link.append(Object.assign(document.createElement(name), { textContent: content }));
    item.append(link);
    return item;
  }
})();
