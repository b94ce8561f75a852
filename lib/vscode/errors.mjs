// Draws the errors of C# cells where VS Code draws outputs: in the colour of errors, wrapped, with the first place in view and the calls behind it folded.
// Errors of other kernels are drawn as the editor draws them.
const place = /^  at .+, line \d+, column \d+:$/;
const style = `
  .dl-error { border-left: 3px solid var(--vscode-errorForeground); padding: 2px 0 2px 10px; font: var(--vscode-editor-font-size) var(--vscode-editor-font-family, monospace);
    white-space: pre-wrap; overflow-wrap: anywhere; line-height: 1.5 }
  .dl-error .what { color: var(--vscode-errorForeground); font-weight: bold }
  .dl-error .code { background: var(--vscode-textCodeBlock-background); padding: 0 4px }
  .dl-error summary { cursor: pointer; color: var(--vscode-descriptionForeground) }`;

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...children);
  return made;
}

// A line of the program stands behind each place, with four spaces before it.
function line(text) {
  if (text.startsWith('    ')) return element('div', '', '    ', element('span', 'code', text.slice(4)));
  return element('div', /^ /.test(text) ? '' : 'what', text);
}

// The compiler names a place once for each problem, and each is read; an exception has one place, and calls that led there.
export function draw(name, lines) {
  const places = lines.flatMap((text, i) => place.test(text) ? [i] : []);
  const shown = /^CS\d+$/.test(name) || places.length < 2 ? lines.length : places[1];
  const error = element('div', 'dl-error', element('style', '', style), ...lines.slice(0, shown).map(line));
  error.setAttribute('role', 'alert');
  if (shown < lines.length) {
    const calls = lines.slice(shown).filter(text => place.test(text)).length;
    error.append(element('details', '', element('summary', '', `called from ${calls} ${calls === 1 ? 'place' : 'places'}`), ...lines.slice(shown).map(line)));
  }
  return error;
}

export async function activate(context) {
  const editor = await context.getRenderer('vscode.builtin-renderer');
  return {
    renderOutputItem(item, target, signal) {
      const { name, message, stack } = item.json();
      const lines = (stack || message || '').split('\n');
      // Ours have no colours of a terminal in them, and begin with what they are.
      const ours = !/\x1b\[/.test(stack ?? '') && (lines.some(text => place.test(text)) || lines.join('\n').endsWith(message));
      if (!ours) return editor?.renderOutputItem(item, target, signal);
      target.replaceChildren(draw(name, lines));
    },
  };
}
