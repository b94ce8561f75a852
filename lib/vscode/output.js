// Puts the messages of a running cell below it, in order.
'use strict';
const vscode = require('vscode');

const maxText = 5_000_000; // characters of console text that a cell shows

class CellOutput {
  constructor(execution, displays) {
    this.execution = execution;
    this.displays = displays;
    this.last = Promise.resolve();
    this.stream = undefined; // the output that console text is being added to
    this.length = 0; // of the console text so far
  }

  take(message) {
    switch (message.type) {
      case 'text': return this.text(message.text, message.error);
      case 'display': return this.display(message.display, message.data);
      case 'update': return this.update(message.display, message.data);
      case 'result': return this.append(new vscode.NotebookCellOutput(items(message.data), { outputType: 'execute_result', executionCount: this.order }));
      case 'error': return this.fail(message.name, message.message, message.traceback);
    }
  }

  // What arrives while the editor is still busy with the text before is added to it in one go.
  text(text, error) {
    this.length += text.length;
    if (this.length > maxText) {
      if (!this.isCut) this.append(new vscode.NotebookCellOutput([vscode.NotebookCellOutputItem.stderr(`… the rest is not shown: more than ${maxText.toLocaleString('en')} characters.\n`)], { outputType: 'stream' }));
      this.isCut = true;
      return;
    }
    if (this.stream?.error !== error) {
      const output = new vscode.NotebookCellOutput([], { outputType: 'stream' });
      this.append(output);
      this.stream = { output, error, waiting: '' };
    }
    const stream = this.stream;
    stream.waiting += text;
    if (stream.waiting.length > text.length) return;
    this.next(() => {
      const all = stream.waiting;
      stream.waiting = '';
      return this.execution.appendOutputItems(error ? vscode.NotebookCellOutputItem.stderr(all) : vscode.NotebookCellOutputItem.stdout(all), stream.output);
    });
  }

  display(id, data) {
    const output = new vscode.NotebookCellOutput(items(data), { outputType: 'display_data' });
    this.displays.set(id, output);
    this.append(output);
  }

  update(id, data) {
    const output = this.displays.get(id);
    if (output) this.next(() => this.execution.replaceOutputItems(items(data), output));
  }

  fail(name, message, traceback) {
    const error = Object.assign(new Error(message), { name, stack: (traceback ?? [message]).join('\n') });
    this.append(new vscode.NotebookCellOutput([vscode.NotebookCellOutputItem.error(error)], { outputType: 'error' }));
  }

  append(output) {
    this.stream = undefined;
    this.next(() => this.execution.appendOutput(output));
  }

  next(action) {
    this.last = this.last.then(action).catch(() => { }); // the notebook was closed meanwhile
  }

  complete() {
    return this.last;
  }
}

function items(data) {
  return Object.entries(data).map(([mime, content]) => mime === 'image/png' || mime === 'image/jpeg'
    ? new vscode.NotebookCellOutputItem(Buffer.from(content, 'base64'), mime)
    : vscode.NotebookCellOutputItem.text(content, mime));
}

module.exports = { CellOutput };
