// The search of the built site in a real browser: what is typed finds what it should, under a
// prefix over HTTP and from the disk, and leads to the paragraph that says it.
//
//     node tests/browser/search.mjs [FOLDER [PROGRAM]]
//
// Our own index is read in one row; of a site with longer texts, built here, it takes several.
//
// Needs Chromium; CHROMIUM names it if it is not /usr/bin/chromium.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { address, files, serve } from "../built.mjs";
import { Trial, launch } from "./trial.mjs";

// A query, a kind, the title of its first answer there, and what is marked in its excerpt, if
// that is shown.
const QUERIES = {
  "recherche.html": [
    ["klaba", "actor", "Octave Klaba"],
    ["KLABÀ", "actor", "Octave Klaba"],
    ["octave kla", "actor", "Octave Klaba"],
    ["l'hebergement", "source", /hébergé/],
    ["hébergerait", "event", /héberger/],
    ["\"en référé\"", "dossier", "Les juges de Lille et de Paris", ["en", "référé"]],
    ["« Juges de Lille » paris", "dossier", "Les juges de Lille et de Paris"],
    ["« liberté d’expression »", "event", /./, ["liberté", "expression"]],
    ["everydn", "actor", /EveryDNS/],
    ["pionen abri", "dossier", "Bahnhof et l’abri de Pionen"],
  ],
  "en/search.html": [
    ["klaba", "actor", "Octave Klaba"],
    ["besson", "actor", "Éric Besson"],
    ["hosting", "event", /host/],
    ["servers", "quotation", /./, [/^[Ss]erv/]],
  ],
};
const NOTHING = ["zzyzx", "\"klaba octave\"", "\"les référé\"", "\"the servers of\" \"of of servers\"", "!?", "<img src=x onerror=alert(1)>"];
// Of these the page must say more than that nothing answers.
const TOO_COMMON = {
  "recherche.html": ["\"de la\"", "de la", "« et de »"],
  "en/search.html": ["\"of the\"", "the"],
};

const trial = new Trial();

/** Types a query and waits for what the page says of it. */
async function ask(page, query) {
  await page.evaluate(() => {
    document.querySelector(".found").textContent = "";
  });
  await page.fill("#_query", query);
  await page.waitForFunction(() => document.querySelector(".found").textContent !== "");
}

const fits = (wanted, text) => (wanted instanceof RegExp ? wanted.test(text) : wanted === text);

async function tryQuery(page, where, [query, kind, title, marked]) {
  await ask(page, query);
  const answer = page.locator(`.answers[data-kind="${kind}"] .answer`).first();
  if ((await answer.count()) === 0) return trial.report(`${where} ${query}`, [`no ${kind}`]);
  const complaints = [];
  const link = answer.locator(".answer-title a");
  const shown = (await link.textContent()).trim();
  if (!fits(title, shown)) complaints.push(`finds “${shown}”`);
  const marks = await answer.locator(".excerpt mark").allTextContents();
  const lacking = (marked ?? []).filter((word) => !marks.some((mark) => fits(word, mark)));
  if (lacking.length > 0) complaints.push(`does not mark ${lacking}, but ${marks}`);
  const place = answer.locator(".excerpt a");
  const target = (await place.count()) > 0 ? place : link;
  const says = marks.length > 0 ? marks[0] : await answer.locator("mark").first().textContent();
  const search = new URL(page.url()).pathname;
  const away = page.waitForURL(({ pathname }) => pathname !== search);
  await target.click();
  await away;
  const { hash } = new URL(page.url());
  const told = await page.evaluate(
    (id) => (id ? document.getElementById(id) : document.body)?.textContent ?? "",
    decodeURIComponent(hash.slice(1)),
  );
  if (!told.includes(says)) complaints.push(`leads to ${page.url()}, which does not say “${says}”`);
  await page.goBack();
  await page.waitForFunction(() => document.querySelector(".found").textContent !== "");
  const kept = await page.inputValue("#_query");
  if (kept !== query) complaints.push(`comes back with “${kept}”`);
  trial.report(`${where} ${query}`, complaints);
}

/** More answers are shown on demand, and the first of them is where the reader then is. */
async function tryMore(page, where) {
  await ask(page, "ovh");
  const section = page.locator('.answers[data-kind="dossier"]');
  const titles = section.locator(".answer-title a");
  const before = await titles.count();
  await section.locator("button").click();
  await page.waitForFunction(
    (count) => document.querySelectorAll('[data-kind="dossier"] .answer').length > count,
    before,
  );
  const next = (await titles.nth(before).textContent()).trim();
  await page.waitForFunction(() => document.activeElement.closest(".answer") !== null);
  const focused = await page.evaluate(() => document.activeElement.textContent.trim());
  trial.report(`${where} more`, focused === next ? [] : [`focuses “${focused}”, not “${next}”`]);
}

async function tryPage(browser, base, path) {
  const page = await browser.newPage();
  const said = [];
  page.on("console", (message) => said.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => said.push(`script: ${error.message}`));
  page.on("dialog", (dialog) => said.push(`dialog: ${dialog.message()}`));
  const where = `${base.protocol} ${path}`;
  await page.goto(address(path, base).href);
  for (const query of QUERIES[path]) await tryQuery(page, where, query);
  await tryMore(page, where);
  for (const query of NOTHING) {
    await ask(page, query);
    const count = await page.locator(".answer").count();
    trial.report(`${where} ${query}`, count === 0 ? [] : [`finds ${count}`]);
  }
  const { common } = await page.locator(".found").evaluate(({ dataset }) => ({ ...dataset }));
  for (const query of TOO_COMMON[path]) {
    await ask(page, query);
    const told = await page.locator(".found").textContent();
    trial.report(`${where} ${query}`, told === common ? [] : [`says “${told}”`]);
  }
  trial.report(where, said);
  await page.close();
}

/** Builds a site of long dossiers, of which every third names the landmark, each with a word of its
    own; returns its folder. */
function buildLong(root, numbers) {
  mkdirSync(join(root, "content/dossiers"), { recursive: true });
  writeFileSync(join(root, "content/site.yaml"), "title: Essai\nlanguages: [fr]\n");
  cpSync(new URL("../../themes", import.meta.url), join(root, "themes"), { recursive: true });
  for (const number of numbers) {
    const landmark = number % 3 === 0 ? "jalon" : "borne";
    const text = `Ici, un ${landmark} et repere${number}. ${"Tout cela est long. ".repeat(900)}`;
    const front = `---\ntitle: Étape ${number}\ndate: 2024-01-01\n---\n`;
    writeFileSync(join(root, `content/dossiers/etape-${number}.md`), front + text);
  }
  execFileSync(resolve(process.argv[3] ?? "target/release/liasse"), ["build", "-q", "--root", root]);
  return join(root, "dist");
}

async function tryLong(browser) {
  const root = mkdtempSync(join(tmpdir(), "liasse-search-"));
  try {
    // The last word of a query may be unfinished, so none of these begins another.
    const numbers = Array.from({ length: 50 }, (_, index) => 100 + index);
    const disk = pathToFileURL(`${buildLong(root, numbers)}/`);
    const page = await browser.newPage();
    await page.goto(new URL("recherche.html", disk).href);
    for (const number of numbers) {
      const query = `jalon repere${number}`;
      await ask(page, query);
      const titles = await page.locator(".answer-title a").allTextContents();
      const wanted = number % 3 === 0 ? `Étape ${number}` : "";
      const found = titles.map((title) => title.trim()).join(", ");
      trial.report(`long ${query}`, found === wanted ? [] : [`finds “${found}”`]);
    }
    await page.close();
  } finally {
    rmSync(root, { recursive: true });
  }
}

const folder = resolve(process.argv[2] ?? "dist");
const server = await serve(folder, files(folder));
const disk = pathToFileURL(`${folder}/`);
const browser = await launch();
try {
  for (const base of [server.base, disk]) {
    for (const path of Object.keys(QUERIES)) await tryPage(browser, base, path);
  }
  await tryLong(browser);
} finally {
  await browser.close();
  server.close();
}
trial.end();
