// Runs C# notebooks through the engine of the repository (lib/Notebooks -- serve --stdio).
'use strict';
const vscode = require('vscode');
const { Chapters } = require('./chapters');
const { NotebookRunner } = require('./runner');
const { registerLanguage } = require('./language');
const { registerVariables } = require('./variables');

const notebookType = 'jupyter-notebook';

function activate(context) {
  const log = vscode.window.createOutputChannel('Deep Learning');
  const chapters = new Chapters(log);
  const controller = vscode.notebooks.createNotebookController('deep-learning-csharp', notebookType, 'C#');
  controller.description = 'Deep Learning from Scratch';
  controller.supportedLanguages = ['csharp'];
  controller.supportsExecutionOrder = true;

  const runners = new Map(); // one session for each open notebook
  const runnerOf = notebook => {
    const key = notebook.uri.toString();
    if (!runners.has(key)) runners.set(key, new NotebookRunner(notebook, controller, chapters, log));
    return runners.get(key);
  };
  const forget = notebook => {
    runners.get(notebook.uri.toString())?.dispose();
    runners.delete(notebook.uri.toString());
  };
  controller.executeHandler = (cells, notebook) => runnerOf(notebook).run(cells);
  controller.interruptHandler = notebook => runnerOf(notebook).interrupt();

  // A notebook that names our kind of kernel opens with this one chosen.
  const prefer = notebook => {
    if (notebook.notebookType !== notebookType) return;
    const metadata = notebook.metadata?.metadata ?? notebook.metadata?.custom?.metadata;
    if (metadata?.kernelspec?.name !== '.net-csharp') return;
    controller.updateNotebookAffinity(notebook, vscode.NotebookControllerAffinity.Preferred);
    runnerOf(notebook).warmUp();
  };
  vscode.workspace.notebookDocuments.forEach(prefer);

  context.subscriptions.push(
    log, controller,
    vscode.workspace.onDidOpenNotebookDocument(prefer),
    controller.onDidChangeSelectedNotebooks(({ notebook, selected }) => selected ? runnerOf(notebook).warmUp() : forget(notebook)),
    vscode.workspace.onDidCloseNotebookDocument(forget),
    vscode.commands.registerCommand('deepLearning.restart', async () => {
      const notebook = vscode.window.activeNotebookEditor?.notebook;
      if (notebook) await runnerOf(notebook).restart();
    }),
    vscode.commands.registerCommand('deepLearning.openChapters', () => chapters.open()),
    ...registerVariables(notebookType, notebook => runners.get(notebook.uri.toString())),
    ...registerLanguage(notebookType, document => {
      for (const runner of runners.values()) {
        const cell = runner.notebook.getCells().find(cell => cell.document === document);
        if (cell) return { runner, cell };
      }
      return undefined;
    }),
    { dispose: () => runners.forEach(runner => runner.dispose()) });
}

module.exports = { activate };
