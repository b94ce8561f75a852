// Drives a real VS Code in a browser: is told what is missing, runs chapters, edits, completes, interrupts, saves and reopens.
// Usage: node vscode_test.mjs PACKAGES ADDRESS FOLDER SHOTS DOTNET PLACE
// FOLDER/notebooks holds the chapters, try.ipynb and other.ipynb (two cells each). VS Code finds DOTNET once it lies at PLACE; building makes FOLDER/lib/bin.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const [, , packages, address, folder, shots, dotnet, place] = process.argv;
const chapters = [['01-foundations.ipynb', /square\(3\) = 9/], ['03-deep-learning-from-scratch.ipynb', /sum of each column/]];
const { chromium } = createRequire(path.join(packages, 'package.json'))('playwright-core');
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: flags });
const page = await browser.newPage({ viewport: { width: 1280, height: 1000 } });
fs.mkdirSync(shots, { recursive: true });
const shot = name => page.screenshot({ path: path.join(shots, `${name}.png`) });
const idle = 'nothing runs';
const cells = '.code-cell-row:not([inert] *)'; // of the notebook in front
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
    if (await page.waitForSelector(cells, { timeout: 5000 }).then(() => true, () => false)) return;
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

const cell = index => page.locator(cells).nth(index);

async function write(index, code) {
  await cell(index).locator('.monaco-editor').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(code);
}

async function run() {
  await until(idle, async () => await page.locator('.codicon-notebook-state-executing, .codicon-notebook-state-pending').count() === 0);
  await page.keyboard.press('Control+Enter');
}

// A reader without the SDK, then without the library, is asked to get and to build them.
async function missing() {
  await open('try.ipynb');
  await write(0, '10 * 123');
  await run();
  await until('without the SDK a button leads to it', () => page.locator('.notification-list-item:has-text("needs the .NET SDK") .monaco-button:has-text("Get the .NET SDK")').first().isVisible());
  await until('and the cell says what is missing', async () => /needs the \.NET SDK 10/.test(await text()));
  await shot('0-no-sdk');
  await command('Notifications: Clear All Notifications');
  fs.symlinkSync(dotnet, place);
  await cell(0).locator('.monaco-editor').click();
  await run();
  const build = page.locator('.monaco-dialog-box:has-text("not built yet") .monaco-button:text-is("Build")').first();
  await until('without the library a button builds it', () => build.isVisible());
  await shot('0-not-built');
  await build.click();
  await until('and then the cell runs', async () => /1230/.test(await text()), 240);
  await command('Notebook: Clear All Outputs');
  await page.keyboard.press('Control+S');
  await page.waitForTimeout(1000);
  await command('View: Close All Editors');
}

async function runChapter(name, printed) {
  const unrun = saved(name);
  for (const one of unrun.cells.filter(one => one.cell_type === 'code')) Object.assign(one, { outputs: [], execution_count: null });
  fs.writeFileSync(path.join(folder, 'notebooks', name), JSON.stringify(unrun));
  const code = () => saved(name).cells.filter(one => one.cell_type === 'code');
  await open(name);
  await until(`${name} opens with our kernel chosen`, () => page.locator('.kernel-label:has-text("C#")').first().isVisible());
  await command('Notebook: Run All');
  await page.keyboard.press('Escape');
  await until('all its cells run, and saving keeps their outputs', async () => {
    await page.keyboard.press('Control+S');
    await page.waitForTimeout(500);
    return code().every((one, i) => one.execution_count === i + 1);
  }, 120);
  ok(code().length > 10 && code().every(one => one.metadata.tags?.includes('raises-exception') || one.outputs.every(output => output.output_type !== 'error')), 'none of them fails');
  await until('what it prints is there', () => scrollTo(async () => printed.test(await text())));
  await until('its charts are drawn', () => scrollTo(() => chartInView()), 120);
  await until('under the pointer one comes alive', () => scrollTo(() => comesAlive()), 120);
  if (name.startsWith('01')) await until('a slider moves with its picture', () => scrollTo(() => slides()), 120);
  await page.locator('.tab.active').first().click(); // the slider has the keys now: back to the editor
  await shot(`1-chapter-${name.slice(0, 2)}`);
  await command('View: Close All Editors');
}

// Points at the picture in the middle of the window, if there is one; diagrams stay still.
async function comesAlive() {
  for (const frame of page.frames()) {
    for (const figure of await frame.locator('[data-dl-figure]').all()) {
      const box = await figure.boundingBox().catch(() => null);
      if (!box || box.y < 150 || box.y > 750) continue;
      await page.mouse.move(box.x + 50, Math.min(box.y + box.height / 2, 900));
      await page.waitForTimeout(800);
      if (await frame.locator('.js-plotly-plot .main-svg').count() > 0) return true;
    }
  }
  return false;
}

// Presses an arrow key on a slider in the window: value and picture change, and the notebook stays where it is.
async function slides() {
  for (const frame of page.frames()) {
    for (const figure of await frame.locator('[data-dl-figure]:has(> .dl-slider)').all()) {
      const slider = figure.locator('input').first(), box = await slider.boundingBox().catch(() => null);
      if (!box || box.y < 150 || box.y > 950) continue;
      const state = async () => [await figure.locator('output').first().textContent(), await figure.locator(':scope > svg').innerHTML()];
      const before = await state();
      await slider.press('ArrowRight');
      const after = await state();
      return before[0] !== after[0] && before[1] !== after[1] && Math.abs((await slider.boundingBox()).y - box.y) < 2;
    }
  }
  return false;
}

// Whether a whole chart lies in the window, in the middle rather than at an edge.
async function chartInView() {
  for (const frame of page.frames()) {
    for (const chart of await frame.locator('.js-plotly-plot .main-svg, [data-dl-figure] > svg').all()) {
      const box = await chart.boundingBox().catch(() => null);
      if (box && box.height > 150 && box.y > 150 && box.y + box.height < 950) return true;
    }
  }
  return false;
}

try {
  await page.goto(`${address}/?folder=${folder}`);
  await page.waitForSelector('.explorer-folders-view .monaco-list-row', { timeout: 60000 });

  await missing();
  for (const [name, printed] of chapters) await runChapter(name, printed);

  await open('try.ipynb');
  await until('another notebook has our kernel, too', () => page.locator('.kernel-label:has-text("C#")').first().isVisible());
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
  await page.keyboard.type('(', { delay: 20 });
  await until('a call shows its parameters', () => page.locator('.parameter-hints-widget:has-text("Math.Sqrt(double d)")').first().isVisible(), 20);
  await shot('3-parameters');
  await page.keyboard.type('answer * answer', { delay: 20 });
  await run();
  await until('what was completed runs', async () => /error|CS1026/.test(await text()) || /\b42\b/.test(await text()));

  await command('Explorer: Focus on Notebook Variables View');
  await until('variables are listed with their values', () => page.locator('.monaco-list-row:has-text("answer"):has-text("42")').first().isVisible(), 20);
  await shot('3-variables');

  await write(1, 'var wrong = answr;');
  await until('an error is marked as you type', async () => await page.locator('.squiggly-error').count() > 0, 20);
  await shot('4-error');
  await write(1, 'answer');
  await cell(1).locator('.view-line span span').first().hover();
  await until('hovering tells the type', () => page.locator('.monaco-hover:has-text("int answer")').first().isVisible(), 20);
  await shot('5-hover');
  await page.keyboard.press('Escape');

  await write(1, `void Inner() => throw new FormatException("long ${'words '.repeat(40)}");\nvoid Outer() => Inner();\nOuter();`);
  await run();
  await until('an error tells where, with the calls behind it folded', async () => /FormatException: long words[^]+line 1[^]+called from 2 places/.test(await text()));
  const looks = (await outputs(body => [...body.querySelectorAll('.dl-error')].map(error => [getComputedStyle(error.querySelector('.what')).color !== getComputedStyle(body).color,
    error.scrollWidth <= error.clientWidth + 1, error.querySelector('details').open]))).flat();
  ok(JSON.stringify(looks) === '[[true,true,false]]', `it stands in a colour of its own and is wrapped (${JSON.stringify(looks)})`);
  await shot('5-exception');

  await write(1, 'Console.Write("Name? ");\nvar who = Console.ReadLine();\nwho + await GetPasswordAsync("Secret?") + await GetInputAsync("Age?")');
  await run();
  const box = page.locator('.quick-input-widget:has(.quick-input-title:has-text("A cell of try.ipynb asks"))').first();
  await until('Console.ReadLine opens a box', () => box.isVisible(), 20);
  ok(/Name\? /.test(await text()), 'what the cell wrote before is there');
  await shot('5-input');
  await page.keyboard.type('Ada');
  await page.keyboard.press('Enter');
  await until('a password is not shown', async () => await box.isVisible() && await box.locator('input[type=password]').count() === 1, 20);
  await page.keyboard.type('x');
  await page.keyboard.press('Enter');
  await until('GetInputAsync tells what it asks for', () => page.locator('.quick-input-widget:has-text("Age?")').first().isVisible(), 20);
  await page.keyboard.type('36');
  await page.keyboard.press('Enter');
  await until('and gets the answer', async () => /Ada.*36/.test(await text()));
  await write(1, 'await GetInputAsync("Again?")');
  await run();
  await until('a second cell asks', () => box.isVisible(), 20);
  await page.keyboard.press('Escape');
  await until('who closes the box ends the cell', async () => /its input box was closed/.test(await text()) && !await box.isVisible());

  await write(1, '#!mermaid\ngraph LR\n  data --> network --> loss');
  await run();
  await until('a diagram is drawn without a network', async () => (await outputs(body => body.querySelectorAll('svg[id^=dl-mermaid] .node').length)).some(nodes => nodes === 3));
  await shot('5-diagram');

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

  const library = '[DllImport("libc")] static extern';
  // Not with a bracket first: the editor would add the closing one at the end.
  await write(0, `using System.Runtime.InteropServices;\n${library} int pipe(int[] ends);\n${library} nint read(int file, byte[] to, nint count);\nvar ends = new int[2];\npipe(ends);\nConsole.WriteLine("go");\nread(ends[0], new byte[1], 1);`);
  await run();
  await until('a cell waits outside of .NET for ever', async () => /^go$/m.test(await text()));
  await command('Notebook: Interrupt');
  await until('a cell that cannot be interrupted is ended with its process', async () => /could not be stopped, so its process was ended/.test(await text()), 20);
  await write(0, 'var mine = 30 * 7;\nmine');
  await run();
  await until('and a new process takes over', async () => /\b210\b/.test(await text()));

  await open('other.ipynb');
  await write(0, 'mine');
  await run();
  await until('a second notebook beside it does not see its variables', async () => /The name 'mine' does not exist/.test(await text()));
  console.log(`${checks} checks passed`);
} catch (error) {
  await shot('failed').catch(() => { });
  console.log((await text().catch(() => '')).slice(-1500));
  console.log(`FAILED: ${error.message}`);
  process.exitCode = 1;
} finally {
  await browser.close();
}
