// Opens a page in headless Chromium and looks at it as a reader would: nothing leaves the page, the console
// stays empty, formulas and drawings are to be seen, colours, headings and names are good; screenshots to
// look at. Needs puppeteer-core and a Chromium:
//   node tests/page/browser.mjs CHROMIUM PAGE.html FOLDER-FOR-SCREENSHOTS
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';

const require = createRequire(resolve(process.cwd(), 'x.js'));
const puppeteer = require('puppeteer-core');
const [chromium, file, folder] = process.argv.slice(2);
const problems = [];
const browser = await (puppeteer.default ?? puppeteer).launch({
  executablePath: chromium,
  headless: 'shell',
  args: ['--no-sandbox', '--disable-gpu', '--single-process', '--no-zygote'],
});
const page = await browser.newPage();
page.on('console', (message) => problems.push(`console: ${message.type()}: ${message.text()}`));
page.on('pageerror', (error) => problems.push(`error: ${error.message}`));
page.on('dialog', (dialog) => { problems.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
const address = pathToFileURL(resolve(file)).href;
page.on('request', (request) => {
  const url = request.url();
  if (url !== address && !url.startsWith('data:')) problems.push(`request: ${url}`);
});

const views = [
  ['light', 1280, 'light'], ['dark', 1280, 'dark'], ['phone', 390, 'light'], ['wide', 1600, 'light'],
];
for (const [name, width, scheme] of views) {
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(address, { waitUntil: 'load' });
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
  const found = await page.evaluate(() => {
    const problems = [];
    const visible = (element) => {
      const box = element.getBoundingClientRect();
      return box.width > 4 && box.height > 4;
    };
    const counts = { formulas: 0, drawings: 0, headings: 0, links: 0 };
    for (const math of document.querySelectorAll('math')) {
      counts.formulas += 1;
      if (!visible(math)) problems.push(`a formula is not to be seen: ${math.textContent}`);
    }
    for (const image of document.images) {
      counts.drawings += 1;
      if (!image.complete || image.naturalWidth === 0 || !visible(image)) problems.push(`no picture: ${image.alt}`);
      if (!image.alt) problems.push('a picture without words');
    }
    let last = 0;
    for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
      counts.headings += 1;
      const level = Number(heading.tagName[1]);
      if (level > last + 1) problems.push(`a gap before ${heading.textContent}`);
      last = level;
    }
    if (document.querySelectorAll('h1').length !== 1) problems.push('not one h1');
    for (const link of document.querySelectorAll('a[href^="#"]')) {
      counts.links += 1;
      if (!document.getElementById(decodeURIComponent(link.hash.slice(1)))) problems.push(`nowhere: ${link.hash}`);
    }
    if (document.documentElement.scrollWidth > window.innerWidth) problems.push('the page scrolls sideways');
    if (document.scripts.length > 0) problems.push('a script');
    const numbers = (colour) => colour.match(/[\d.]+/g).map(Number);
    const luminance = (colour) => {
      const [r, g, b] = numbers(colour).map((v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = (element) => {
      for (let at = element; at; at = at.parentElement) {
        const colour = getComputedStyle(at).backgroundColor;
        const parts = numbers(colour);
        if (parts.length < 4 || parts[3] > 0) return colour;
      }
      return 'rgb(255, 255, 255)';
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.data.trim() || !visible(element)) continue;
      const [a, b] = [luminance(getComputedStyle(element).color), luminance(ground(element))];
      const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
      if (ratio < 4.5) problems.push(`contrast ${ratio.toFixed(2)}: ${node.data.trim().slice(0, 30)}`);
    }
    return { problems, counts };
  });
  problems.push(...found.problems.map((problem) => `${name}: ${problem}`));
  console.log(name, JSON.stringify(found.counts));
}
// The first Tab reaches the way past the contents, and all that scrolls is reached.
await page.keyboard.press('Tab');
const first = await page.evaluate(() => document.activeElement.className);
if (first !== 'skip') problems.push(`the first Tab goes to ${first}`);
await page.emulateMediaType('print');
await page.pdf({ path: `${folder}/print.pdf` });
await browser.close();
console.log(problems.length === 0 ? 'no problems' : problems.join('\n'));
process.exit(problems.length === 0 ? 0 : 1);
