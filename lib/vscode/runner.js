// Runs the cells of one notebook in a session of their own.
'use strict';
const path = require('path');
const vscode = require('vscode');
const { CellOutput } = require('./output');
const { Session } = require('./session');

const patience = 2000; // ms that an interrupted cell has to end

class NotebookRunner {
  constructor(notebook, controller, chapters, log) {
    Object.assign(this, { notebook, controller, chapters, log, order: 0, ran: new Map(), displays: new Map(), queue: Promise.resolve() });
  }

  get file() {
    return this.notebook.uri.scheme === 'file' ? this.notebook.uri.fsPath : undefined;
  }

  get folder() {
    return this.file ? path.dirname(this.file) : vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? require('os').homedir();
  }

  // Starts the engine before the first cell needs it, if all is there; asks nothing.
  warmUp() {
    const repository = this.chapters.repository(this.file);
    const engine = repository && this.chapters.engine(repository);
    if (engine && this.chapters.libraryIsBuilt(repository) && !this.session) this.start(engine);
  }

  run(cells) {
    const stop = {};
    this.stop = stop;
    this.queue = this.queue.then(() => this.runAll(cells, stop));
    return this.queue;
  }

  async runAll(cells, stop) {
    const executions = cells.map(cell => this.controller.createNotebookCellExecution(cell)); // they all show that they wait
    for (const execution of executions) {
      if (!stop.now) {
        stop.now = !await this.runCell(execution.cell, execution) || stop.now;
        continue;
      }
      execution.start();
      execution.end(undefined);
    }
  }

  async runCell(cell, execution) {
    execution.start(Date.now());
    await execution.clearOutput();
    const output = new CellOutput(execution, this.displays);
    const { session, problem } = await this.open();
    if (problem) {
      output.fail('Not run', problem);
      await output.complete();
      execution.end(false, Date.now());
      return false;
    }
    const code = cell.document.getText();
    execution.executionOrder = ++this.order;
    output.order = this.order;
    this.running = { cell, session };
    const answer = code.trim() === '' ? { succeeded: true }
      : await session.request('execute', { code, cell: `cell ${this.order}` }, message => output.take(message));
    this.running = undefined;
    if (answer.type === 'lost') output.fail('Session lost', this.lost(answer.reason));
    if (answer.type === 'fault') output.fail('Engine', answer.message);
    if (session === this.session) this.ran.set(cell.document.uri.toString(), code);
    await output.complete();
    execution.end(answer.succeeded === true, Date.now());
    return answer.succeeded === true;
  }

  lost(reason) {
    const why = this.reason ?? `The engine ${reason}.`;
    this.reason = undefined;
    const cells = this.order - 1;
    return `${why} What ${cells === 1 ? 'the cell before' : `the ${cells} cells before`} declared is lost with it: run them again (Run All Above).`;
  }

  async open() {
    if (this.session) return { session: this.session };
    const { engine, problem } = await this.chapters.prepare(this.file);
    if (problem) return { problem };
    return { session: this.session ?? this.start(engine) };
  }

  start(engine) {
    this.forget();
    this.session = new Session(engine, this.folder, this.log, (prompt, password) => this.answer(prompt, password), session => session === this.session && this.forget());
    return this.session;
  }

  // Asks the reader for a line that a cell waits for. An interrupt, and the end of the session, close the box.
  async answer(prompt, password) {
    this.question?.cancel();
    const question = this.question = new vscode.CancellationTokenSource();
    const name = path.basename(this.notebook.uri.path);
    return vscode.window.showInputBox({ title: `A cell of ${name} asks`, prompt: prompt || 'Write a line, then press Enter.', password, ignoreFocusOut: true }, question.token);
  }

  forget() {
    this.question?.cancel();
    this.session = undefined;
    this.order = this.running ? this.order : 0;
    this.ran.clear();
    this.displays.clear();
  }

  async interrupt() {
    if (this.stop) this.stop.now = true;
    const { session } = this.running ?? {};
    if (!session) return;
    session.request('interrupt');
    this.question?.cancel();
    await new Promise(done => setTimeout(done, patience));
    if (this.running?.session !== session) return;
    this.reason = 'This cell could not be stopped, so its process was ended.';
    session.kill();
  }

  async restart() {
    if (this.stop) this.stop.now = true;
    this.reason = this.running ? 'The session was restarted.' : undefined;
    const session = this.session;
    session?.kill();
    await session?.ended;
    this.order = 0;
    this.warmUp();
    vscode.window.setStatusBarMessage('C#: restarted, all variables are gone.', 5000);
  }

  // The code cells that stand before one and have not run as they are now: what they declare is known to the editor, too.
  above(cell) {
    return this.notebook.getCells().slice(0, cell.index)
      .filter(other => other.kind === vscode.NotebookCellKind.Code && other.document.languageId === 'csharp')
      .map(other => ({ key: other.document.uri.toString(), code: other.document.getText() }))
      .filter(({ key, code }) => this.ran.get(key) !== code)
      .map(({ code }) => code);
  }

  // Asks the session about a cell; undefined when there is none.
  async ask(type, cell, content) {
    const answer = await this.session?.request(type, { code: cell.document.getText(), above: this.above(cell), ...content });
    return answer?.type === 'done' ? answer : undefined;
  }

  // The variables that its cells have declared; none while a cell runs, since their values are changing.
  async variables() {
    if (this.running) return undefined;
    const answer = await this.session?.request('variables');
    return answer?.type === 'done' ? answer.variables : undefined;
  }

  dispose() {
    this.session?.kill();
  }
}

module.exports = { NotebookRunner };
