// Draws what stands below #!mermaid. The package that does it came along when the extension was installed, if npm could get it; else the text is shown.
let loading;
let count = 0;

function load() {
  return new Promise((done, fail) => {
    const script = document.createElement('script');
    script.src = new URL('mermaid.tiny.js', import.meta.url).href;
    script.onload = () => done(window.mermaid);
    script.onerror = () => fail(new Error());
    document.head.append(script);
  });
}

export const activate = () => ({
  async renderOutputItem(item, target) {
    const text = document.createElement('pre');
    text.textContent = item.text();
    try {
      loading ??= load();
      const mermaid = await loading;
      mermaid.initialize({ startOnLoad: false, theme: document.body.classList.contains('vscode-dark') ? 'dark' : 'default' });
      const { svg } = await mermaid.render(`dl-mermaid-${count++}`, text.textContent);
      target.innerHTML = svg;
    } catch (error) {
      if (error.message) text.textContent += `\n\n${error.message}`;
      target.replaceChildren(text);
    }
  },
});
