// Finds the repository, its engine and its chapters, and builds what is not built yet.
'use strict';
const { execFile, spawn } = require('child_process');
const fs = require('fs');
const path = require('path');
const vscode = require('vscode');

const project = path.join('lib', 'Notebooks', 'Notebooks.csproj');
const start = path.join('notebooks', '00-start-here.ipynb');

class Chapters {
  constructor(log) {
    this.log = log;
  }

  // The repository that a file lies in; else the one that is open; else the one that this extension was installed from.
  repository(file) {
    for (let folder = file && path.dirname(file); folder && folder !== path.dirname(folder); folder = path.dirname(folder)) {
      if (fs.existsSync(path.join(folder, project))) return folder;
    }
    const open = (vscode.workspace.workspaceFolders ?? []).map(folder => folder.uri.fsPath).find(folder => fs.existsSync(path.join(folder, project)));
    if (open) return open;
    const recorded = path.join(__dirname, 'repository.json');
    const folder = fs.existsSync(recorded) ? JSON.parse(fs.readFileSync(recorded, 'utf8')).folder : undefined;
    return folder && fs.existsSync(path.join(folder, project)) ? folder : undefined;
  }

  // The newest build of the engine, or undefined.
  engine(repository) {
    return ['Release', 'Debug']
      .map(configuration => path.join(repository, 'lib', 'Notebooks', 'bin', configuration, 'net10.0', 'Notebooks.dll'))
      .filter(file => fs.existsSync(file))
      .sort((a, b) => fs.statSync(b).mtimeMs - fs.statSync(a).mtimeMs)[0];
  }

  libraryIsBuilt(repository) {
    return fs.existsSync(path.join(repository, 'lib', 'bin', 'DeepLearning.dll'));
  }

  // What is needed to run a notebook: { engine } or { problem }. Asks the reader to install or build what is missing.
  async prepare(file) {
    const repository = this.repository(file);
    if (!repository) {
      return { problem: 'This notebook lies outside the repository of Deep Learning from Scratch, and the one that the extension was installed from is gone. Install the extension again from there: dotnet run -c Release --project lib/Notebooks -- vscode install' };
    }
    if (!await this.hasSdk()) {
      const get = 'Get the .NET SDK';
      const message = 'Running C# cells needs the .NET SDK 10, and no command dotnet was found. Install it, then start VS Code again.';
      vscode.window.showErrorMessage(message, get)
        .then(choice => choice === get && vscode.env.openExternal(vscode.Uri.parse('https://dotnet.microsoft.com/download')));
      return { problem: message };
    }
    if (!this.engine(repository) || !this.libraryIsBuilt(repository)) {
      const build = 'Build';
      // In the middle of the window: a notification would hide itself while the cell waits for an answer.
      const choice = await vscode.window.showInformationMessage('The library is not built yet.', { modal: true, detail: 'Building takes about a minute, once.' }, build);
      if (choice !== build) return { problem: 'The library is not built yet. Run the cell again and choose Build, or run: dotnet build -c Release' };
      if (!await this.build(repository)) return { problem: 'The library could not be built; what the compiler said is in the output panel, under Deep Learning.' };
    }
    return { engine: this.engine(repository) };
  }

  hasSdk() {
    return new Promise(done => execFile('dotnet', ['--list-sdks'], (error, output) => done(!error && output.trim().length > 0)));
  }

  build(repository) {
    return vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title: 'Building the library' }, () => new Promise(done => {
      const build = spawn('dotnet', ['build', '-c', 'Release', path.join('lib', 'Notebooks'), '-v', 'minimal', '--nologo'], { cwd: repository });
      build.stdout.on('data', text => this.log.append(text.toString()));
      build.stderr.on('data', text => this.log.append(text.toString()));
      build.on('error', error => this.log.appendLine(error.message));
      build.on('close', code => {
        if (code !== 0) this.log.show(true);
        done(code === 0);
      });
    }));
  }

  async open() {
    const repository = this.repository();
    if (!repository) {
      vscode.window.showErrorMessage('The chapters were not found. Open the folder of the repository first (File, Open Folder).');
      return;
    }
    const chapter = vscode.Uri.file(path.join(repository, start));
    const notebook = await vscode.workspace.openNotebookDocument(chapter);
    await vscode.window.showNotebookDocument(notebook);
  }
}

module.exports = { Chapters };
