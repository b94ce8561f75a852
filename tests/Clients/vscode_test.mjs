// Drives a real VS Code in a browser: opens a chapter, runs it, edits, completes, interrupts, saves and reopens.
// Usage: node vscode_test.mjs PACKAGES ADDRESS FOLDER SHOTS   (FOLDER/notebooks holds the chapters and try.ipynb, two cells)
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const [, , packages, address, folder, shots, chapter = '01-foundations.ipynb'] = process.argv;
const { chromium } = createRequire(path.join(packages, 'package.json'))('playwright-core');
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: flags });
const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
fs.mkdirSync(shots, { recursive: true });
const shot = name => page.screenshot({ path: path.join(shots, `${name}.png`) });
const idle = 'nothing runs';
let checks = 0;

function ok(condition, what) {
  if (!condition) throw new Error(what);
  checks++;
  console.log(`ok: ${what}`);
}

async function until(what, test, seconds = 60) {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await page.waitForTimeout(200)) {
    if (await test().catch(() => false)) return what === idle || ok(true, what);
  }
  throw new Error(`not within ${seconds} s: ${what}`);
}

// Outputs are rendered in frames of their own.
async function outputs(measure = body => body.innerText) {
  const all = [];
  for (const frame of page.frames()) {
    const found = await frame.evaluate(source => document.querySelector('.output_container') ? (0, eval)(source)(document.body) : null, `(${measure})`).catch(() => null);
    if (found !== null) all.push(found);
  }
  return all;
}

const text = async () => (await outputs()).join('\n');
const saved = name => JSON.parse(fs.readFileSync(path.join(folder, 'notebooks', name), 'utf8'));

// Right after the start, before extensions are ready, a notebook may open as raw text: then once more.
async function open(name) {
  for (let attempt = 0; attempt < 8; attempt++) {
    await page.keyboard.press('Control+P');
    await page.locator('.quick-input-widget input').first().fill(name);
    await page.locator(`.quick-input-list .monaco-list-row.focused:has-text("${name}")`).waitFor({ timeout: 20000 });
    await page.keyboard.press('Enter');
    if (await page.waitForSelector('.code-cell-row', { timeout: 5000 }).then(() => true, () => false)) return;
    await page.locator('.tab .codicon-close').first().click({ timeout: 2000 }).catch(() => { });
  }
  throw new Error(`${name} did not open as a notebook`);
}

async function command(name) {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').first().fill(`>${name}`);
  await page.locator(`.quick-input-list .monaco-list-row.focused:has-text("${name}")`).waitFor({ timeout: 20000 });
  await page.keyboard.press('Enter');
}

// Outputs are drawn when they come into view.
async function scrollTo(test) {
  if (await test()) return true;
  await page.mouse.move(760, 600);
  await page.mouse.wheel(0, 300);
  await page.waitForTimeout(300);
  return test();
}

const cell = index => page.locator('.code-cell-row').nth(index);

async function write(index, code) {
  await cell(index).locator('.monaco-editor').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(code);
}

async function run() {
  await until(idle, async () => await page.locator('.codicon-notebook-state-executing, .codicon-notebook-state-pending').count() === 0);
  await page.keyboard.press('Control+Enter');
}

try {
  await page.goto(`${address}/?folder=${folder}`);
  await page.waitForSelector('.explorer-folders-view .monaco-list-row', { timeout: 60000 });

  const unrun = saved(chapter);
  for (const one of unrun.cells.filter(one => one.cell_type === 'code')) Object.assign(one, { outputs: [], execution_count: null });
  fs.writeFileSync(path.join(folder, 'notebooks', chapter), JSON.stringify(unrun));
  const code = () => saved(chapter).cells.filter(one => one.cell_type === 'code');
  await open(chapter);
  await until('the notebook opens with our kernel chosen', () => page.locator('.kernel-label:has-text("C#")').first().isVisible());
  await command('Notebook: Run All');
  await page.keyboard.press('Escape');
  await until('all cells of the chapter run, and saving keeps their outputs', async () => {
    await page.keyboard.press('Control+S');
    await page.waitForTimeout(500);
    return code().every((one, i) => one.execution_count === i + 1);
  }, 120);
  ok(code().length > 10 && code().every(one => one.outputs.every(output => output.output_type !== 'error')), 'no cell of the chapter fails');
  await until('a value of the chapter is printed', () => scrollTo(async () => /square\(3\) = 9/.test(await text())));
  await until('charts of the chapter are drawn', () => scrollTo(async () => (await outputs(body => body.querySelectorAll('svg.main-svg, figure svg, svg[role=img]').length)).some(count => count > 1)));
  await page.mouse.move(760, 600);
  await page.mouse.wheel(0, 1500);
  await page.waitForTimeout(2000);
  await shot('1-chapter');
  await page.mouse.wheel(0, 900);
  await page.waitForTimeout(2000);
  await shot('2-charts');

  await command('View: Close All Editors');
  await open('try.ipynb');
  await until('the second notebook has our kernel, too', () => page.locator('.kernel-label:has-text("C#")').first().isVisible());
  await write(0, 'var answer = 6 * 7;\nanswer');
  await run();
  await until('an edited cell runs and shows its value', async () => /\b42\b/.test(await text()));

  await write(1, 'Console.WriteLine("begin");\nwhile (true) { }');
  await run();
  await until('text appears while a cell runs', async () => /begin/.test(await text()));
  await command('Notebook: Interrupt');
  const before = Date.now();
  await until('an endless loop is interrupted', async () => /was interrupted/.test(await text()), 10);
  console.log(`  after ${Date.now() - before} ms`);

  await write(1, 'answer + 1');
  await run();
  await until('the session goes on with its variables', async () => /\b43\b/.test(await text()));

  await cell(1).locator('.monaco-editor').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Math.Sq', { delay: 60 });
  await until('completion offers what fits', () => page.locator('.suggest-widget .monaco-list-row:has-text("Sqrt")').first().isVisible(), 20);
  await shot('3-completion');
  await page.keyboard.press('Enter');
  await page.keyboard.type('(answer * answer', { delay: 20 });
  await run();
  await until('what was completed runs', async () => /error|CS1026/.test(await text()) || /\b42\b/.test(await text()));

  await write(1, 'var wrong = answr;');
  await until('an error is marked as you type', async () => await page.locator('.squiggly-error').count() > 0, 20);
  await shot('4-error');
  await write(1, 'answer');
  await page.locator('.code-cell-row').nth(1).locator('.view-line span span').first().hover();
  await until('hovering tells the type', () => page.locator('.monaco-hover:has-text("int answer")').first().isVisible(), 20);
  await shot('5-hover');
  await page.keyboard.press('Escape');

  await write(1, 'for (var i = 0; i < 100_000; i++) Console.WriteLine(i);\nanswer + 2');
  await run();
  await until('100,000 printed lines do not block', async () => /\b44\b/.test(await text()), 40);

  await write(1, 'var shown = "first".Display();\nawait Task.Delay(200);\nshown.Update("second");');
  await run();
  await until('a display is replaced in place', async () => /second/.test(await text()) && !/first/.test(await text()));
  await page.keyboard.press('Control+S');
  await page.waitForTimeout(1000);
  const kept = saved('try.ipynb').cells.map(one => one.outputs.map(output => [output.output_type, ...Object.values(output.data ?? {}).flat()]));
  ok(JSON.stringify(kept[0]) === '[["execute_result","42"]]', 'a saved value is what Jupyter would save');
  ok(JSON.stringify(kept[1]) === '[["display_data","second"]]', 'a saved display is its last state');
  await command('View: Close All Editors');
  await open('try.ipynb');
  await until('a reopened notebook shows its outputs', async () => /\b42\b/.test(await text()) && /second/.test(await text()));

  await write(0, 'answer');
  await command('Deep Learning: Restart');
  await page.waitForTimeout(1500);
  await write(0, 'answer');
  await run();
  await until('a restart forgets everything', async () => /CS0103/.test(await text()));
  await shot('6-restarted');
  console.log(`${checks} checks passed`);
} catch (error) {
  await shot('failed').catch(() => { });
  console.log((await text().catch(() => '')).slice(-1500));
  console.log(`FAILED: ${error.message}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
