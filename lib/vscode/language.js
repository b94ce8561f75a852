// Completion, the parameters of a call, documentation on hover, and errors as you type, in C# cells.
'use strict';
const vscode = require('vscode');

const kinds = {
  method: 'Method', property: 'Property', field: 'Field', event: 'Event', class: 'Class', struct: 'Struct', interface: 'Interface',
  enum: 'Enum', enumMember: 'EnumMember', delegate: 'Class', namespace: 'Module', variable: 'Variable', parameter: 'Variable', keyword: 'Keyword',
};
const pause = 500; // ms without a key pressed

// find(document) gives { runner, cell } of a cell's document, or undefined.
function registerLanguage(notebookType, find) {
  const selector = { notebookType, language: 'csharp' };
  const problems = vscode.languages.createDiagnosticCollection('deep-learning-csharp');
  const timers = new Map();

  const check = document => {
    clearTimeout(timers.get(document));
    timers.set(document, setTimeout(async () => {
      timers.delete(document);
      const found = find(document);
      const version = document.version;
      const answer = found && await found.runner.ask('diagnostics', found.cell);
      if (!answer || document.version !== version) return;
      problems.set(document.uri, answer.problems.map(problem => {
        const range = rangeOf(document, problem);
        const severity = problem.isError ? vscode.DiagnosticSeverity.Error : vscode.DiagnosticSeverity.Warning;
        return Object.assign(new vscode.Diagnostic(range, problem.message, severity), { code: problem.code, source: 'C#' });
      }));
    }, pause));
  };

  return [
    problems,
    vscode.workspace.onDidChangeTextDocument(({ document }) => document.languageId === 'csharp' && find(document) && check(document)),
    vscode.workspace.onDidChangeNotebookDocument(({ cellChanges }) => {
      for (const { cell, executionSummary } of cellChanges) if (executionSummary?.success !== undefined) check(cell.document);
    }),
    vscode.workspace.onDidCloseTextDocument(document => problems.delete(document.uri)),
    vscode.languages.registerCompletionItemProvider(selector, {
      async provideCompletionItems(document, position) {
        const found = find(document);
        const answer = await found?.runner.ask('complete', found.cell, { position: document.offsetAt(position) });
        if (!answer) return undefined;
        const range = rangeOf(document, answer);
        return answer.items.map(({ text, kind }, index) => {
          const item = new vscode.CompletionItem(text, vscode.CompletionItemKind[kinds[kind]]);
          return Object.assign(item, { range, index, runner: found.runner, cell: found.cell });
        });
      },
      async resolveCompletionItem(item) {
        const answer = await item.runner.ask('describe', item.cell, { item: item.index });
        if (answer?.signature) Object.assign(item, { detail: answer.signature, documentation: new vscode.MarkdownString(answer.documentation) });
        return item;
      },
    }, '.'),
    vscode.languages.registerSignatureHelpProvider(selector, {
      async provideSignatureHelp(document, position) {
        const found = find(document);
        const answer = await found?.runner.ask('signatures', found.cell, { position: document.offsetAt(position) });
        if (!answer?.signatures) return undefined;
        return Object.assign(new vscode.SignatureHelp(), {
          activeSignature: answer.active,
          activeParameter: answer.parameter,
          signatures: answer.signatures.map(({ text, documentation, parameters }) => Object.assign(
            new vscode.SignatureInformation(text, new vscode.MarkdownString(documentation)),
            { parameters: parameters.map(({ label, documentation }) => new vscode.ParameterInformation(label, new vscode.MarkdownString(documentation))) })),
        });
      },
    }, '(', ','),
    vscode.languages.registerHoverProvider(selector, {
      async provideHover(document, position) {
        const found = find(document);
        const answer = await found?.runner.ask('inspect', found.cell, { position: document.offsetAt(position) });
        if (!answer?.signature) return undefined;
        const text = new vscode.MarkdownString().appendCodeblock(answer.signature, 'csharp').appendMarkdown(answer.documentation);
        return new vscode.Hover(text, rangeOf(document, answer));
      },
    }),
  ];
}

function rangeOf(document, { start, end }) {
  return new vscode.Range(document.positionAt(start), document.positionAt(end));
}

module.exports = { registerLanguage };
