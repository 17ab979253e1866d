// What pages do for those who read them, in a real browser: previews beside links, contents that
// follow, light or dark as chosen, an address to copy.
//
//     node tests/browser/reading.mjs [FOLDER]

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { address, files, serve } from "../built.mjs";
import { Trial, launch } from "./trial.mjs";

// After so many milliseconds of the page's own clock, more than it takes, the mouse has shown or
// sent away what it does.
const MOUSE = 400;

const trial = new Trial();
const preview = (page) => page.locator(".preview:popover-open");

/** A dossier that names actors, cites, and has contents. */
function dossier(folder, paths) {
  return paths.find((path) => {
    const html = path.endsWith(".html") ? readFileSync(join(folder, path), "utf8") : "";
    const wanted = ['class="actor"', 'class="citation"', 'class="contents"', 'class="page-actors"'];
    return html.includes('class="kind-dossier"') && wanted.every((part) => html.includes(part));
  });
}

/** Shows previews by mouse and by keyboard, and sends them away. */
async function tryPreviews(page, url, where) {
  await page.clock.install();
  await page.goto(url);
  const complaints = [];
  const expect = async (shown, when) => {
    const waited = preview(page).waitFor({ state: shown ? "visible" : "hidden", timeout: 5000 });
    await waited.catch(() => complaints.push(`${shown ? "no" : "still a"} preview ${when}`));
  };
  for (const kind of ["a.actor", ".citation a"]) {
    const link = page.locator(`.text ${kind}`).first();
    await link.hover();
    await expect(true, `over ${kind}`);
    const name = kind === "a.actor" ? await link.textContent() : "";
    const said = await preview(page).textContent();
    if (said.trim() === "" || !said.includes(name)) complaints.push(`${kind} shows “${said}”`);
    await page.keyboard.press("Escape");
    await expect(false, "after Escape");
    await page.mouse.move(1, 1);
    await link.focus();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Tab");
    await expect(true, `at ${kind} by keyboard`);
    const described = await link.getAttribute("aria-describedby");
    if (described !== "_preview") complaints.push(`${kind} is described by ${described}`);
    await page.mouse.move(640, 10);
    await page.clock.runFor(MOUSE);
    await expect(true, `at ${kind} when the mouse is elsewhere`);
    await page.keyboard.press("Tab");
    const next = page.locator(":focus");
    const has = await next.evaluate((it) => it.matches("a.actor, .note-ref a, .citation a"));
    if (!has) await expect(false, `when the keyboard has left ${kind}`);
    await page.keyboard.press("Escape");
  }
  trial.report(`${where} previews`, complaints);
}

/** The first tap on a citation shows it, the second follows it. */
async function tryTouch(browser, url, where) {
  const context = await browser.newContext({ hasTouch: true, viewport: { width: 360, height: 800 } });
  const page = await context.newPage();
  await page.goto(url);
  const link = page.locator(".text .citation a").first();
  const complaints = [];
  await link.tap();
  if (!(await preview(page).isVisible())) complaints.push("no preview after a tap");
  if (new URL(page.url()).hash !== "") complaints.push("the first tap leaves the place");
  await link.tap();
  if (new URL(page.url()).hash === "") complaints.push("the second tap does not follow");
  trial.report(`${where} touched`, complaints);
  await context.close();
}

/** The contents mark where the reader is. */
async function tryContents(page, url, where) {
  await page.goto(url);
  const complaints = [];
  const marked = page.locator(".contents a[aria-current=location]");
  for (const link of (await page.locator(".contents a").all()).reverse()) {
    const hash = await link.getAttribute("href");
    await page.evaluate((id) => document.getElementById(id).scrollIntoView(), hash.slice(1));
    const waited = page.waitForFunction(
      (hash) => document.querySelector(".contents [aria-current]")?.getAttribute("href") === hash,
      hash,
      { timeout: 5000 },
    );
    await waited.catch(() => complaints.push(`at ${hash} it does not mark it`));
    if ((await marked.count()) > 1) complaints.push("it marks several");
  }
  trial.report(`${where} contents`, complaints);
}

/** What the reader chose holds on the next page, from its first picture, and no longer than the tab. */
async function tryLooks(browser, url, where) {
  const context = await browser.newContext({ colorScheme: "light" });
  const page = await context.newPage();
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const complaints = [];
  await page.goto(url);
  const light = await paper();
  await page.locator(".looks select").selectOption("dark");
  const dark = await paper();
  if (dark === light) complaints.push("dark is as light");
  await page.reload();
  if ((await paper()) !== dark) complaints.push("the next page is light again");
  if ((await page.locator(".looks select").inputValue()) !== "dark") complaints.push("unsaid");
  const kept = await page.evaluate(() => localStorage.length + document.cookie.length);
  if (kept > 0) complaints.push("something is kept for good");
  await page.locator(".looks select").selectOption("");
  if ((await paper()) !== light) complaints.push("automatic is not what the system asks for");
  const other = await context.newPage();
  await other.goto(url);
  if ((await other.locator(".looks select").inputValue()) !== "") complaints.push("other tabs know");
  trial.report(`${where} light or dark`, complaints);
  await context.close();
}

/** The reference of the page can be copied. */
async function tryCiting(browser, url, where) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  const complaints = [];
  await page.evaluate(() => {
    navigator.clipboard.writeText = async (text) => void (window.copied = text);
  });
  await page.locator(".cite summary").click();
  await page.locator(".cite button[value=reference]").click();
  await page.waitForFunction(() => document.querySelector(".cite output").textContent !== "");
  const [copied, title] = await page.evaluate(() => [
    window.copied,
    document.querySelector("h1").textContent,
  ]);
  if (!copied.includes(title)) complaints.push(`copies “${copied}”`);
  trial.report(`${where} cited`, complaints);
  await context.close();
}

const folder = resolve(process.argv[2] ?? "dist");
const paths = files(folder);
const path = dossier(folder, paths);
const server = await serve(folder, paths);
const browser = await launch();
try {
  if (!path) throw new Error("no dossier has all that is tried");
  const url = address(path, server.base).href;
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await tryPreviews(page, url, "http");
  await tryContents(page, url, "http");
  await tryTouch(browser, url, "http");
  await tryLooks(browser, url, "http");
  await tryCiting(browser, url, "http");
  const disk = address(path, pathToFileURL(`${folder}/`)).href;
  await tryPreviews(page, disk, "file");
  await tryContents(page, disk, "file");
} finally {
  await browser.close();
  server.close();
}
trial.end();
