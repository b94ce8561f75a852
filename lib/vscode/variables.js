// The variables of the notebook in front, with their values, in a view below the files.
'use strict';
const vscode = require('vscode');

const pause = 300; // ms after a cell has ended, so that a run of many cells asks once

// find(notebook) gives the runner of a notebook, or undefined.
function registerVariables(notebookType, find) {
  const changed = new vscode.EventEmitter();
  let timer;
  const refresh = () => {
    clearTimeout(timer);
    timer = setTimeout(() => changed.fire(), pause);
  };
  const provider = {
    onDidChangeTreeData: changed.event,
    async getChildren(item) {
      const notebook = vscode.window.activeNotebookEditor?.notebook;
      if (item || !notebook) return [];
      return await find(notebook)?.variables() ?? [];
    },
    getTreeItem({ name, type, value }) {
      return Object.assign(new vscode.TreeItem(name), { description: value, tooltip: new vscode.MarkdownString().appendCodeblock(`${type} ${name} = ${value}`, 'csharp') });
    },
  };
  // The editor's own word for a notebook in front, notebookType, holds within the notebook only.
  const show = editor => vscode.commands.executeCommand('setContext', 'deepLearning.notebookInFront', editor?.notebook.notebookType === notebookType);
  show(vscode.window.activeNotebookEditor);
  return [
    changed,
    vscode.window.registerTreeDataProvider('deepLearning.variables', provider),
    vscode.window.onDidChangeActiveNotebookEditor(editor => {
      show(editor);
      refresh();
    }),
    vscode.workspace.onDidChangeNotebookDocument(({ cellChanges }) => {
      if (cellChanges.some(({ executionSummary }) => executionSummary?.success !== undefined)) refresh();
    }),
  ];
}

module.exports = { registerVariables };
