// Opens chapters in Jupyter Notebook in a browser, runs them, types, interrupts.
// Usage: node jupyter_notebook_test.mjs FOLDER_OF_NODE_MODULES FOLDER_OF_NOTEBOOKS FOLDER_FOR_SCREENSHOTS
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';

const [, , packages, folder, shots] = process.argv;
const { chromium } = createRequire(`${packages}/`)('playwright-core');
const token = 'browser-test';
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

const port = await freePort();
const server = spawn('jupyter-notebook', ['--no-browser', '--allow-root', '--ip=127.0.0.1', `--port=${port}`, `--NotebookApp.token=${token}`, `--notebook-dir=${folder}`], { stdio: 'ignore' });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: flags });
try {
  await answering(`http://127.0.0.1:${port}/api?token=${token}`);
  for (const [i, start] of ['01-', '03-'].entries()) {
    const name = readdirSync(folder).find(file => file.startsWith(start) && file.endsWith('.ipynb'));
    if (!name) continue;
    const page = await open(name);
    await runAll(page, name);
    if (i === 0) await work(page);
    await page.evaluate(() => Jupyter.notebook.session.delete());
    await page.close();
  }
} finally {
  await browser.close();
  server.kill();
  await Promise.race([once(server, 'exit'), pause(5000)]);
  server.kill('SIGKILL');
}

async function open(name) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
  await page.goto(`http://127.0.0.1:${port}/notebooks/${name}?token=${token}`);
  await page.waitForFunction(() => window.Jupyter?.notebook?.kernel?.is_connected?.() && window.Jupyter.notebook.kernel.info_reply.implementation, null, { timeout: 60000 });
  check(await page.evaluate(() => Jupyter.notebook.kernel.info_reply.implementation) === 'deep-learning-csharp', `${name} opens with our kernel`);
  return page;
}

async function runAll(page, name) {
  await page.evaluate(() => { Jupyter.notebook.clear_all_output(); Jupyter.notebook.execute_all_cells(); });
  await idle(page, 120000);
  const { cells, ran, errors, charts } = await page.evaluate(() => {
    const code = Jupyter.notebook.get_cells().filter(cell => cell.cell_type === 'code');
    const outputs = code.filter(cell => !(cell.metadata.tags ?? []).includes('raises-exception')).flatMap(cell => cell.output_area.outputs);
    return { cells: code.length, ran: code.filter(cell => cell.input_prompt_number > 0).length,
      errors: outputs.filter(output => output.output_type === 'error').map(output => output.evalue),
      charts: [...document.querySelectorAll('.output svg')].filter(svg => svg.getBoundingClientRect().width > 100).length };
  });
  check(ran === cells && errors.length === 0, `${name}: ${ran} of ${cells} cells ran, errors: ${JSON.stringify(errors)}`);
  check(charts > 0, `${name}: ${charts} charts are visible`);
  check(await comesAlive(page), `${name}: under the pointer a chart comes alive`);
  const slider = page.locator('.output .dl-slider input').first();
  if (await slider.count()) {
    const figure = page.locator('.output [data-dl-figure]:has(> .dl-slider)').first(), picture = () => figure.locator(':scope > svg').innerHTML();
    const [before, selected] = [await picture(), await page.evaluate(() => Jupyter.notebook.get_selected_index())];
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown']) await slider.press(key);
    check(await picture() !== before && await page.evaluate(() => Jupyter.notebook.get_selected_index()) === selected, `${name}: arrow keys move the slider, not the notebook`);
  }
  await page.evaluate(() => (document.querySelector('.output [data-dl-figure]') ?? document.querySelector('.output svg')).scrollIntoView({ block: 'center' }));
  await page.screenshot({ path: `${shots}/jupyter-${name.slice(0, 2)}.png` });
}

async function comesAlive(page) {
  for (const figure of await page.locator('.output [data-dl-figure]').all()) {
    await figure.scrollIntoViewIfNeeded();
    await figure.dispatchEvent('pointerenter');
    if (await page.waitForSelector('.js-plotly-plot .main-svg', { timeout: 3000 }).then(() => true, () => false)) return true;
  }
  return false;
}

async function work(page) {
  await add(page, 'var name = Console.ReadLine();\n"Hello " + name');
  await page.locator('.raw_input').fill('Ada');
  await page.locator('.raw_input').press('Enter');
  await idle(page, 20000);
  check((await lastOutput(page)).includes('Hello Ada'), 'a cell asks for a line and gets it');
  await add(page, 'while (true) ;');
  await page.waitForTimeout(1000);
  await page.evaluate(() => Jupyter.notebook.kernel.interrupt());
  await idle(page, 10000);
  check((await lastOutput(page)).includes('interrupted'), 'an endless loop is interrupted');
  const matches = await page.evaluate(() => new Promise(done => Jupyter.notebook.kernel.complete('Console.Wri', 11, reply => done(reply.content.matches))));
  check(matches.includes('WriteLine'), 'a name is completed');
  await page.evaluate(() => Jupyter.notebook.save_notebook());
  await page.waitForFunction(() => !Jupyter.notebook.dirty, null, { timeout: 10000 });
  check(true, 'the notebook is saved');
}

async function add(page, code) {
  await page.evaluate(text => {
    const cell = Jupyter.notebook.insert_cell_at_bottom('code');
    cell.set_text(text);
    Jupyter.notebook.select(Jupyter.notebook.find_cell_index(cell));
    cell.execute();
  }, code);
}

function lastOutput(page) {
  return page.evaluate(() => JSON.stringify(Jupyter.notebook.get_cells().at(-1).output_area.outputs));
}

async function idle(page, timeout) {
  await page.waitForTimeout(300);
  await page.waitForFunction(() => Jupyter.notebook.get_cells().every(cell => cell.cell_type !== 'code' || cell.input_prompt_number !== '*'), null, { timeout });
}

async function answering(address) {
  for (let i = 0; i < 300; i++) {
    if (await fetch(address).then(response => response.ok, () => false)) return;
    await pause(300);
  }
  throw new Error('Jupyter Notebook did not start.');
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  return port;
}

function pause(milliseconds) {
  return new Promise(done => setTimeout(done, milliseconds));
}

function check(condition, what) {
  console.log(`  ${condition ? 'ok' : 'FAILED'}: ${what}`);
  if (!condition) process.exitCode = 1;
}
