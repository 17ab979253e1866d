// Walks through the built site by keyboard alone: to the text, to an actor, to a mention of theirs,
// to a preview and away, to the search and to what it finds. And the same way without JavaScript.
//
//     node tests/browser/keyboard.mjs [FOLDER]

import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { address, files, serve } from "../built.mjs";
import { Trial, launch } from "./trial.mjs";

// How often Tab is pressed at most before something is out of reach.
const REACH = 250;

const HOMES = { "index.html": "acteurs.html", "en/index.html": "en/actors.html" };

const trial = new Trial();

/** Runs in the page: what the reader sees of where the keyboard is. */
function focused() {
  const here = document.activeElement;
  if (here === document.body) return null;
  const { top, bottom, left, right, width } = here.getBoundingClientRect();
  // What is chosen among several shows it on its label.
  const shown = here.matches("input[type=radio]") ? here.nextElementSibling : here;
  const { outlineStyle } = getComputedStyle(shown);
  return {
    text: here.textContent.trim().slice(0, 40),
    isInView: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth && width > 0,
    isMarked: outlineStyle !== "none",
  };
}

class Walk {
  constructor(page) {
    this.page = page;
    this.complaints = [];
  }

  /** Presses Tab until the keyboard is at what fits `selector`. */
  async to(selector) {
    for (let count = 0; count < REACH; count += 1) {
      await this.page.keyboard.press("Tab");
      const here = await this.page.evaluate(focused);
      if (here && !here.isInView) this.complaints.push(`“${here.text}” has the focus out of sight`);
      if (here && !here.isMarked) this.complaints.push(`nothing shows the focus at “${here.text}”`);
      if (await this.page.evaluate((it) => document.activeElement.matches(it), selector)) return;
    }
    throw new Error(`${selector} is out of reach`);
  }

  /** Follows the link at hand, to another page or within this one. */
  async follow() {
    const before = this.page.url();
    await this.page.keyboard.press("Enter");
    await this.page.waitForURL((url) => url.href !== before);
  }

  /** The place that the address names is in sight. */
  async arrives() {
    const where = await this.page.evaluate(() => {
      const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      return place?.getBoundingClientRect().top;
    });
    const { height } = this.page.viewportSize();
    if (!(where >= -1 && where < height)) {
      this.complaints.push(`${this.page.url()} shows its place at ${where}`);
    }
  }
}

/** From the home page to a paragraph that names an actor. */
async function toMention(walk, actors) {
  await walk.to(".skip");
  await walk.follow();
  await walk.arrives();
  await walk.page.goBack();
  await walk.page.reload();
  await walk.to(`.menu-actors a`);
  await walk.follow();
  if (!walk.page.url().endsWith(actors)) walk.complaints.push(`${walk.page.url()} is no index`);
  await walk.to(".letters li:nth-child(3) a");
  await walk.follow();
  await walk.arrives();
  await walk.to(".letter .index-name a");
  await walk.follow();
  await walk.to(".mention-group ol a");
  await walk.follow();
  await walk.arrives();
}

/** Alt and a letter, which Playwright sends without the letter. */
async function pressAccessKey(page, letter) {
  const session = await page.context().newCDPSession(page);
  const key = { type: "char", text: letter, unmodifiedText: letter, modifiers: 1 };
  await session.send("Input.dispatchKeyEvent", key);
}

/** Whether a link that was out of sight has its preview beside it when the focus brings it there. */
async function keepsPreview(page) {
  const link = page.locator(".text a.actor").last();
  const wasAway = await link.evaluate(async (it) => {
    const frame = () => new Promise(requestAnimationFrame);
    scrollTo(0, 0);
    await frame();
    await frame();
    const { top } = it.getBoundingClientRect();
    it.focus();
    await frame();
    await frame();
    return top > innerHeight;
  });
  const preview = page.locator(".preview:popover-open");
  if (!wasAway || !(await preview.isVisible())) return false;
  const [at, beside] = await Promise.all([link.boundingBox(), preview.boundingBox()]);
  const between = Math.max(at.y - beside.y - beside.height, beside.y - at.y - at.height);
  return between >= 0 && between < 20;
}

/** From there to a preview and away from it, and to what a search finds. */
async function toFinding(walk) {
  const { page } = walk;
  const preview = page.locator(".preview:popover-open");
  await page.goto(page.url().split("#")[0]);
  await walk.to(".text a.actor");
  await preview.waitFor();
  const at = await page.evaluate(() => document.activeElement.href);
  await page.keyboard.press("Escape");
  await preview.waitFor({ state: "hidden" });
  const still = await page.evaluate(() => document.activeElement.href);
  if (still !== at) walk.complaints.push("closing a preview moves the focus");
  if (!(await keepsPreview(page))) walk.complaints.push("a preview does not stay with its link");
  const before = page.url();
  await pressAccessKey(page, "s");
  await page.waitForURL((url) => url.href !== before);
  await page.waitForFunction(() => document.activeElement?.id === "_query");
  await page.keyboard.type("klaba");
  await page.locator('.answers[data-kind="actor"] .answer').first().waitFor();
  await walk.to(".answer-title a");
  await walk.follow();
  const heading = await page.locator("h1").textContent();
  if (!heading.includes("Klaba")) walk.complaints.push(`the search leads to “${heading}”`);
}

async function tryWalk(browser, base, home, javaScriptEnabled) {
  const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const walk = new Walk(page);
  await page.goto(address(home, base).href);
  try {
    await toMention(walk, HOMES[home]);
    if (javaScriptEnabled) await toFinding(walk);
  } catch (error) {
    walk.complaints.push(error.message);
  }
  const how = javaScriptEnabled ? "" : " without JavaScript";
  trial.report(`${base.protocol} ${home} by keyboard${how}`, [...new Set(walk.complaints)]);
  await context.close();
}

const folder = resolve(process.argv[2] ?? "dist");
const server = await serve(folder, files(folder));
const browser = await launch();
try {
  for (const home of Object.keys(HOMES)) {
    await tryWalk(browser, server.base, home, true);
    await tryWalk(browser, server.base, home, false);
  }
  await tryWalk(browser, pathToFileURL(`${folder}/`), "index.html", true);
} finally {
  await browser.close();
  server.close();
}
trial.end();
