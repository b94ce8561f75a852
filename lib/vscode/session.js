// One process of the engine: requests and answers as lines of JSON.
'use strict';
const { spawn } = require('child_process');
const readline = require('readline');

class Session {
  // ended(reason) is called once, when the process is gone; ask(prompt, password) gives the reader's answer, or undefined.
  constructor(engine, folder, log, ask, ended) {
    this.ask = ask;
    this.waiting = new Map();
    this.count = 0;
    this.process = spawn('dotnet', [engine, 'serve', '--stdio'], { cwd: folder });
    this.process.stderr.on('data', text => log.append(text.toString()));
    this.process.stdin.on('error', () => { }); // the exit below tells what happened
    readline.createInterface({ input: this.process.stdout }).on('line', line => this.take(JSON.parse(line)));
    this.ended = new Promise(done => {
      this.process.on('error', error => done(error.message));
      this.process.on('exit', (code, signal) => done(signal ? `was ended (${signal})` : `ended with exit code ${code}`));
    });
    this.ended.then(reason => {
      this.isOver = true;
      for (const request of this.waiting.values()) request.done({ type: 'lost', reason });
      this.waiting.clear();
      ended(this, reason);
    });
  }

  // Answers with the last message; the ones before go to output(message).
  request(type, content = {}, output = () => { }) {
    if (this.isOver) return Promise.resolve({ type: 'lost', reason: 'has ended' });
    const id = ++this.count;
    return new Promise(done => {
      this.waiting.set(id, { done, output });
      this.process.stdin.write(JSON.stringify({ id, type, ...content }) + '\n');
    });
  }

  async take(message) {
    if (message.type === 'ask') {
      this.request('answer', { text: await this.ask(message.prompt, message.password) ?? null });
      return;
    }
    const request = this.waiting.get(message.id);
    if (!request) return;
    if (message.type !== 'done' && message.type !== 'fault') {
      request.output(message);
      return;
    }
    this.waiting.delete(message.id);
    request.done(message);
  }

  kill() {
    this.process.kill('SIGKILL');
  }
}

module.exports = { Session };
