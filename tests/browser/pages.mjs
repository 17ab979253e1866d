// The built site in a real browser: each kind of page in each language, narrow and wide, light and
// dark, over HTTP under a prefix, at the root and from the disk, and without JavaScript.
//
//     node tests/browser/pages.mjs [FOLDER]
//
// Needs Chromium; CHROMIUM names it if it is not /usr/bin/chromium. SCREENSHOTS names a folder
// for pictures of each page; none is taken without it.

import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { address, files, serve } from "../built.mjs";
import { choose } from "./kinds.mjs";
import { Trial, axeComplaints, launch } from "./trial.mjs";

const WIDTHS = [360, 768, 1440];
const SCHEMES = ["light", "dark"];
const AXE_WIDTHS = [360, 1440];

const FROM_DISK = ["home", "table", "picture", "actor", "network", "search"];

// Smallest type, in CSS pixels.
const TYPE = 14;

// Greatest height of one picture. Chromium takes minutes for what does not fit in a texture of
// 16,384 px.
const PICTURE = 8000;

const trial = new Trial();

/** Runs in the page: what overflows, what is set too small, and what stands on something else. */
function look(least) {
  // What is far away is not laid out as long as nobody comes near.
  const near = new CSSStyleSheet();
  near.replaceSync("* { content-visibility: visible !important }");
  document.adoptedStyleSheets.push(near);
  const complaints = [];
  const { scrollWidth } = document.scrollingElement;
  if (scrollWidth > innerWidth) {
    complaints.push(`${scrollWidth} px wide in a window of ${innerWidth} px`);
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const small = new Map();
  const lines = [];
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const parent = text.parentElement;
    if (text.data.trim() === "" || !parent.checkVisibility()) continue;
    if (parent.closest(".visually-hidden")) continue;
    range.selectNodeContents(text);
    if (range.getBoundingClientRect().width === 0) continue;
    // Letters that are turned need less room than the box around them.
    if (parent.closest(".stretch")) continue;
    const frame = parent.closest(".canvas, .table, pre")?.getBoundingClientRect();
    for (const line of range.getClientRects()) {
      const { left, top } = line;
      const right = Math.min(line.right, frame?.right ?? Infinity);
      const bottom = Math.min(line.bottom, frame?.bottom ?? Infinity);
      if (right > left && bottom > top) lines.push({ left, top, right, bottom, text });
    }
    const size = parseFloat(getComputedStyle(parent).fontSize);
    if (size < least - 0.01) {
      small.set(size, `${size} px, not ${least}: “${text.data.trim().slice(0, 40)}”`);
    }
  }
  complaints.push(...small.values());
  if (lines.length === 0) complaints.push("no visible text");
  // Lines set close to each other touch; those of which half is covered cannot be read.
  lines.sort((one, other) => one.top - other.top);
  for (const [index, one] of lines.entries()) {
    for (const other of lines.slice(index + 1)) {
      if (other.top >= one.bottom) break;
      const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const down = Math.min(one.bottom, other.bottom) - other.top;
      const height = Math.min(one.bottom - one.top, other.bottom - other.top);
      if (across > 2 && down > height / 2) {
        complaints.push(`“${one.text.data.trim()}” stands on “${other.text.data.trim()}”`);
      }
    }
  }
  return complaints;
}

/** What is lettered too small in the drawings of a page, as large as they stand in it. */
async function smallDrawings(page, least) {
  const drawings = await page.locator('main img[src$=".svg"]').evaluateAll((images) =>
    Promise.all(
      images.map(async (image) => {
        // One that is far away has no width before it is loaded.
        image.loading = "eager";
        await image.decode();
        return { src: image.src, width: image.width };
      }),
    ),
  );
  const complaints = [];
  for (const { src, width } of drawings) {
    const drawing = await page.context().newPage();
    await drawing.goto(src);
    const size = await drawing.evaluate((shown) => {
      const texts = [...document.querySelectorAll("text")];
      const sizes = texts.map((text) => parseFloat(getComputedStyle(text).fontSize));
      const { viewBox } = document.documentElement;
      return (Math.min(...sizes) * shown) / viewBox.baseVal.width;
    }, width);
    if (size < least - 0.01) complaints.push(`${size} px, not ${least}, in ${src}`);
    await drawing.close();
  }
  return complaints;
}

/** A page that remembers what it says on the console and asks of others than `base`. */
async function open(context, base) {
  const page = await context.newPage();
  const said = [];
  page.on("console", (message) => {
    said.push(`console: ${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => said.push(`script: ${error.message}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(base.href)) said.push(`asks for ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    // What is aborted was still on its way when the next page was asked for.
    const { errorText } = request.failure();
    if (errorText !== "net::ERR_ABORTED") said.push(`cannot load ${request.url()}: ${errorText}`);
  });
  await page.addInitScript(() => {
    window.violations = [];
    document.addEventListener("securitypolicyviolation", (event) => {
      window.violations.push(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  return { page, said };
}

/** Keeps the whole page, one picture below the other, as `path`-1.png and on. */
async function picture(page, path) {
  const { width, height } = page.viewportSize();
  const whole = await page.evaluate(() => document.scrollingElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(whole, PICTURE) });
  for (let top = 0, number = 1; top < whole; top += PICTURE, number += 1) {
    await page.evaluate((top) => scrollTo(0, top), top);
    await page.screenshot({ path: `${path}-${number}.png` });
  }
  await page.setViewportSize({ width, height });
}

/** Tries all `pages` in one colour scheme, at these widths; `kept` names a folder for pictures. */
async function tryPages(browser, base, pages, scheme, widths, axeWidths, kept) {
  const context = await browser.newContext({ colorScheme: scheme });
  const { page, said } = await open(context, base);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    for (const { name, language, path } of pages) {
      const where = `${base.protocol} ${path} (${name}) ${width} ${scheme}`;
      await page.goto(address(path, base).href);
      trial.report(where, await page.evaluate(look, TYPE));
      trial.report(where, await smallDrawings(page, TYPE));
      const violations = await page.evaluate(() => window.violations);
      if (axeWidths.includes(width)) trial.report(where, await axeComplaints(page));
      if (kept) await picture(page, join(kept, `${name}-${language}-${width}-${scheme}`));
      trial.report(where, [...said.splice(0), ...violations]);
    }
  }
  await context.close();
}

/** Runs in the page: what can be read in it and followed from it, but for what only scripts use. */
function readable() {
  const shown = [...document.querySelectorAll("h1, p, li, dt, dd, td, th, a[href], summary")];
  return shown
    .filter((part) => part.checkVisibility() && !part.closest("form, .cite, [role=status]"))
    .map((part) => `${part.tagName} ${part.getAttribute("href") ?? ""} ${part.textContent.trim()}`);
}

/** Without JavaScript a page shows all that it shows with it. */
async function tryWithoutScripts(browser, base, pages) {
  const contexts = [true, false].map((javaScriptEnabled) =>
    browser.newContext({ javaScriptEnabled }),
  );
  const [page, bare] = await Promise.all(
    (await Promise.all(contexts)).map((context) => context.newPage()),
  );
  for (const { path } of pages) {
    await Promise.all([page, bare].map((one) => one.goto(address(path, base).href)));
    const known = new Set(await bare.evaluate(readable));
    const complaints = (await page.evaluate(readable))
      .filter((part) => !known.has(part))
      .map((part) => `only scripts show ${part}`);
    if (![...known].some((part) => part.startsWith("H1"))) complaints.push("no heading");
    if (![...known].some((part) => part.startsWith("A "))) complaints.push("no links");
    trial.report(`${path} without JavaScript`, complaints);
  }
  for (const one of [page, bare]) await one.context().close();
}

/** What a list is narrowed to is what fits, is counted, and comes back with the address. */
async function tryNarrowing(browser, base, path) {
  const page = await browser.newPage();
  const url = address(path, base).href;
  const items = page.locator("[data-item]:visible");
  const count = async () => (await page.locator(".narrow output").textContent()).split(" / ")[0];
  await page.goto(url);
  const all = await count();
  const names = await page
    .locator(".narrow select")
    .evaluateAll((selects) => selects.map((select) => select.name));
  const complaints = names.length > 0 ? [] : ["nothing to choose"];
  for (const name of names) {
    await page.goto(url);
    const select = page.locator(`.narrow select[name="${name}"]`);
    await select.selectOption({ index: 1 });
    const value = await select.inputValue();
    const shown = await count();
    if (!(Number(shown) > 0 && Number(shown) <= Number(all))) complaints.push(`${name}: ${shown}`);
    if ((await page.locator("[data-item]").count()) === 0) continue;
    const wrong = page.locator(`[data-item]:visible:not([data-${name}~="${value}"])`);
    if ((await wrong.count()) > 0) complaints.push(`${name}: shows what is not ${value}`);
    if ((await items.count()) !== Number(shown)) complaints.push(`${name}: counts ${shown}`);
    await page.reload();
    if ((await count()) !== shown) complaints.push(`${name}: the address forgets ${value}`);
  }
  trial.report(`${path} narrowed`, complaints);
  await page.close();
}

const kept = process.env.SCREENSHOTS;
const folder = resolve(process.argv[2] ?? "dist");
const paths = files(folder);
const pages = choose(folder, paths, trial);
const server = await serve(folder, paths);
const root = await serve(folder, paths, { prefix: "/" });
const disk = pathToFileURL(`${folder}/`);
const sample = pages.filter(({ name }) => FROM_DISK.includes(name));
const browser = await launch();
try {
  await Promise.all(
    SCHEMES.map((scheme) =>
      tryPages(browser, server.base, pages, scheme, WIDTHS, AXE_WIDTHS, kept),
    ),
  );
  await tryPages(browser, disk, sample, "light", [768], []);
  await tryPages(browser, root.base, pages, "light", [1440], []);
  await tryWithoutScripts(browser, server.base, pages);
  const narrowed = ["chronology", "sources", "network", "quotes"];
  for (const { path } of pages.filter(({ name }) => narrowed.includes(name))) {
    await tryNarrowing(browser, server.base, path);
  }
} finally {
  await browser.close();
  server.close();
  root.close();
}
trial.end();
