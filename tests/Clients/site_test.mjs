// Reads the book as its readers do, from the file system.
// Usage: node site_test.mjs FOLDER_OF_NODE_MODULES SITE FOLDER_FOR_SCREENSHOTS
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';

const [, , packages, site, shots] = process.argv;
const { chromium } = createRequire(`${packages}/`)('playwright-core');
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', headless: true, args: flags });
const pages = readdirSync(site).filter(name => name.endsWith('.html') && name !== 'index.html').sort();
const katex = existsSync(`${site}/assets/katex`);

for (const name of pages) {
  await reading(name, { viewport: { width: 1280, height: 950 } }, async page => {
    const { formulas, set, dead } = await page.evaluate(() => ({
      formulas: document.querySelectorAll('.math').length, set: document.querySelectorAll('.math.set').length,
      dead: [...document.querySelectorAll('a[href^="#"]')].map(link => link.getAttribute('href')).filter(href => href !== '#main' && !document.getElementById(decodeURIComponent(href.slice(1)))),
    }));
    check(!katex || set === formulas, `${name}: ${set} of ${formulas} formulas are set`);
    check(dead.length === 0, `${name}: every link within the page has its target ${dead}`);
    if (await page.locator('[data-dl-map]').count()) await hovering(page, name);
    if (await page.locator('.dl-slider').count()) await sliding(page, name);
    if (await page.locator('.dl-grip').count()) await dragging(page, name);
    if (await page.locator('.dl-pad').count()) await readingDigits(page, name);
    const figures = await page.locator('.dl-figure').count();
    check(await page.locator('.dl-figure > svg').count() === figures, `${name}: where scripts run all ${figures} pictures are crisp`);
    const live = await page.evaluate(() => [...document.scripts].filter(script => script.textContent.includes(',chart:')).map(script => /id:'(\w+)'/.exec(script.textContent)[1]));
    if (live.length === 0) return;
    const chart = page.locator(`[data-dl-figure="${live[0]}"]`).first();
    await chart.scrollIntoViewIfNeeded();
    const { x, y, width, height } = await chart.boundingBox();
    const plot = await chart.evaluate(figure => figure.querySelector('svg').getBoundingClientRect().width);
    await page.mouse.move(x + width / 3, y + height / 2);
    await page.waitForSelector('.js-plotly-plot .main-svg', { timeout: 20000 });
    await page.waitForTimeout(500);
    check(await chart.evaluate(figure => getComputedStyle(figure.querySelector(':scope > svg')).visibility === 'hidden'), `${name}: the first chart comes alive under the pointer`);
    check(Math.abs(plot - await chart.locator('.main-svg').first().evaluate(svg => svg.getBoundingClientRect().width)) < 1, `${name}: as large as the still picture`);
    await page.screenshot({ path: `${shots}/site-${name.slice(0, 2)}.png` });
  });
  await reading(name, { viewport: { width: 390, height: 800 }, colorScheme: 'dark', javaScriptEnabled: false }, async page => {
    const pictures = await page.locator('.dl-figure > img[alt]').count();
    check(await page.locator('.dl-figure').count() === pictures, `${name}: without scripts ${pictures} charts are pictures`);
    if (pictures > 0) await page.locator('.dl-figure > img').first().scrollIntoViewIfNeeded();
    await page.screenshot({ path: `${shots}/site-${name.slice(0, 2)}-narrow.png` });
  });
  await reading(name, { viewport: { width: 390, height: 800 } }, async page => {
    check(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name}: nothing sticks out of a narrow window`);
    const controls = page.locator('.dl-slider');
    check(await controls.evaluateAll(all => all.every(one => one.getBoundingClientRect().right <= innerWidth)), `${name}: ${await controls.count()} sliders fit in a narrow window`);
  });
}

await reading(pages.find(name => name.startsWith('01')), { viewport: { width: 390, height: 800 }, reducedMotion: 'reduce', hasTouch: true }, async page => {
  const figure = page.locator('.dl-figure:has(> .dl-slider)').first(), slider = figure.locator('input'), button = figure.locator('button');
  await slider.scrollIntoViewIfNeeded();
  await page.waitForTimeout(900);
  check(await slider.inputValue() === '0', 'nothing moves by itself');
  await button.tap();
  await page.waitForTimeout(900);
  check(await slider.inputValue() === '1', 'for who wants no motion the button goes one step');
  const { x, y, width, height } = await slider.boundingBox();
  await page.touchscreen.tap(x + width * 0.75, y + height / 2);
  check(Number(await slider.inputValue()) > 5, 'a finger moves the slider');
  // The slopes that the chapter has computed, beside those of the formula.
  for (let i = 0; i < 12; i++) {
    await slider.fill(String(i));
    const h = Number(await figure.locator('output').textContent()), slope = ((1 + h) ** 2 - 1) / h;
    const title = await figure.locator(':scope > svg text').first().textContent();
    check(title === `h = ${h}: slope ${Number(slope.toFixed(2))}`, `the picture for ${h} says “${title}”`);
  }
});

await reading(pages[0], { viewport: { width: 1280, height: 950 } }, async page => {
  await page.keyboard.press('/');
  await page.locator('#search input').fill('derivative');
  await page.waitForSelector('#search li a', { timeout: 5000 });
  await page.screenshot({ path: `${shots}/site-search.png` });
  await page.keyboard.press('Enter');
  await page.waitForURL(address => address.hash.length > 1, { timeout: 5000 });
  check(true, `the search leads to ${decodeURIComponent(page.url().split('/').at(-1))}`);
  const before = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.locator('#theme').click();
  check(await page.evaluate(() => getComputedStyle(document.body).backgroundColor) !== before, 'the button turns the page dark');
  await page.screenshot({ path: `${shots}/site-dark.png` });
  const paper = await page.pdf({ path: `${shots}/site.pdf`, format: 'A4', printBackground: true });
  check(paper.length > 20000, 'the page prints');
});
await browser.close();

// A point of a map shows its picture beside the pointer, and no longer when the pointer leaves.
async function hovering(page, name) {
  const map = page.locator('[data-dl-map]').first(), tip = map.locator(':scope > div').last();
  await map.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await map.boundingBox();
  for (let i = 1; i < 64 && !await tip.isVisible(); i++) await page.mouse.move(x + width * (i % 8) / 8, y + height * Math.ceil(i / 8) / 9);
  const picture = await tip.locator('div').first().evaluate(element => getComputedStyle(element).backgroundImage);
  check(await tip.isVisible() && picture.startsWith('url("data:image/png') && /\d/.test(await tip.textContent()), `${name}: a point of the map shows its picture`);
  await page.screenshot({ path: `${shots}/site-${name.slice(0, 2)}-map.png` });
  await page.mouse.move(x - 5, y - 5);
  check(!await tip.isVisible(), `${name}: the picture goes with the pointer`);
}

// Every slider shows another picture when it moves; the first of a page by hand, by keys and by its button.
async function sliding(page, name) {
  const figures = page.locator(':is(.dl-figure, .dl-words):has(> .dl-slider)'), count = await figures.count();
  const picture = figure => figure.locator('> :first-child').evaluate(element => element.outerHTML);
  for (let i = 0; i < count; i++)
    for (const slider of await figures.nth(i).locator('input').all()) {
      const before = await picture(figures.nth(i)), [place, last] = await slider.evaluate(input => [input.value, input.max]);
      await slider.fill(place === last ? '0' : last);
      if (await picture(figures.nth(i)) === before) check(false, `${name}: slider ${i + 1} shows nothing new at its other end`);
      await slider.fill(place);
      if (await picture(figures.nth(i)) !== before) check(false, `${name}: slider ${i + 1} does not come back`);
    }
  const figure = figures.first(), slider = figure.locator('input').first(), button = figure.locator('button').first(), output = figure.locator('output').first();
  await figure.scrollIntoViewIfNeeded();
  const at = async () => [Number(await slider.inputValue()), await slider.getAttribute('aria-valuetext'), await output.textContent()];
  const last = Number(await slider.getAttribute('max')), { x, y, width, height } = await slider.boundingBox();
  await page.mouse.move(x + 8, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2, y + height / 2, { steps: 4 });
  await page.mouse.move(x + width, y + height / 2, { steps: 4 });
  await page.mouse.up();
  const dragged = await at();
  await page.keyboard.press('ArrowLeft');
  const pressed = await at();
  check(dragged[0] === last && pressed[0] === last - 1 && dragged[1] !== pressed[1] && pressed[1] === pressed[2], `${name}: a slider follows the hand to “${dragged[1]}” and a key to “${pressed[1]}”`);
  await page.keyboard.press('Home');
  await button.click();
  const playing = await button.getAttribute('title');
  await page.waitForFunction(([input, end]) => input.valueAsNumber === end, [await slider.elementHandle(), last], { timeout: 30000 });
  check(playing === 'Pause' && await button.getAttribute('title') === 'Play', `${name}: it plays to its end once`);
  await button.click();
  await page.waitForTimeout(100);
  await button.click();
  const paused = await at();
  await page.waitForTimeout(900);
  check(paused[0] < last && (await at())[0] === paused[0], `${name}: and pauses where it is told to`);
  await page.screenshot({ path: `${shots}/site-${name.slice(0, 2)}-slider.png` });
}

// The line of the page is that of C#, and follows a point that is dragged.
async function dragging(page, name) {
  const figure = page.locator('.dl-figure:has(.dl-grip)').first(), grips = figure.locator('.dl-grip');
  const id = await figure.getAttribute('data-dl-figure');
  const state = () => figure.evaluate(element => [JSON.parse(element.dataset.dlFit), JSON.parse(element.dataset.dlPoints)]);
  const given = await page.evaluate(key => JSON.parse(/fit:(\[.*?\])/.exec([...document.scripts].find(script => script.textContent.includes(`id:'${key}'`)).textContent)[1]), id);
  const near = (a, b) => a.every((value, i) => Math.abs(value - b[i]) <= 1e-6 * Math.max(1, Math.abs(b[i])));
  check(near((await state())[0], given), `${name}: the page's line is that of C#: ${given}`);
  await figure.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await grips.first().boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + 30, y - 60, { steps: 5 });
  await page.mouse.up();
  const [fit, points] = await state(), n = points.length, sum = of => points.reduce((all, [a, b]) => all + of(a, b), 0);
  const slope = (n * sum((a, b) => a * b) - sum(a => a) * sum((_, b) => b)) / (n * sum(a => a * a) - sum(a => a) ** 2), intercept = sum((_, b) => b) / n - slope * sum(a => a) / n;
  const loss = sum((a, b) => (b - intercept - slope * a) ** 2) / n;
  check(!near(fit, given) && near(fit, [slope, intercept, loss]), `${name}: and follows a point: ${fit}`);
  const moved = points[0][1];
  await grips.first().press('ArrowDown');
  check((await state())[1][0][1] < moved, `${name}: also by keys`);
  await page.screenshot({ path: `${shots}/site-${name.slice(0, 2)}-line.png` });
  await figure.locator('button').click();
  check(near((await state())[0], given), `${name}: and is put back`);
}

// The network in the page reads the test digits as the one in C# did, and what is drawn by hand.
async function readingDigits(page, name) {
  const figure = page.locator('.dl-figure:has(> .dl-pad)').first(), canvas = figure.locator('canvas'), id = await figure.getAttribute('data-dl-figure');
  const expected = await page.evaluate(key => JSON.parse(/expected:(\[\[.*?\]\])/.exec([...document.scripts].find(script => script.textContent.includes(`id:'${key}'`)).textContent)[1]), id);
  const chances = () => figure.evaluate(element => JSON.parse(element.dataset.dlChances));
  await figure.scrollIntoViewIfNeeded();
  let worst = 0;
  for (const own of expected) {
    await figure.getByRole('button', { name: 'A test digit' }).click();
    const read = await chances();
    worst = Math.max(worst, ...read.map((chance, digit) => Math.abs(chance - own[digit])));
  }
  check(worst <= 0.021, `${name}: ten digits are read in the page as in C#; the probabilities differ by at most ${worst.toFixed(4)}`);
  await page.screenshot({ path: `${shots}/site-${name.slice(0, 2)}-digit.png` });
  await figure.getByRole('button', { name: 'Clear' }).click();
  check((await chances()).length === 0, `${name}: an empty pad is not read`);
  const { x, y, width, height } = await canvas.boundingBox();
  await page.mouse.move(x + width * 0.52, y + height * 0.15);
  await page.mouse.down();
  await page.mouse.move(x + width * 0.48, y + height * 0.85, { steps: 8 });
  await page.mouse.up();
  const drawn = await chances();
  check(drawn.indexOf(Math.max(...drawn)) === 1, `${name}: an upright stroke is read as a 1 (${Math.round(100 * drawn[1])} %)`);
}

async function reading(name, options, action) {
  const context = await browser.newContext(options), page = await context.newPage(), problems = [];
  page.on('request', request => { if (/^(https?|wss?):/.test(request.url())) problems.push(request.url()); });
  page.on('pageerror', error => problems.push(error.message));
  page.on('console', message => { if (['error', 'warning'].includes(message.type())) problems.push(message.text()); });
  await page.goto(`file://${site}/${name}`);
  await action(page);
  if (problems.length > 0) check(false, `${name}: ${problems.join('; ')}`);
  await context.close();
}

function check(condition, what) {
  console.log(`  ${condition ? 'ok' : 'FAILED'}: ${what}`);
  if (!condition) process.exitCode = 1;
}
