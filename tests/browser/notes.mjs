// Footnotes in a real browser: in the margin where there is one, opened in their place where there
// is none, at the end on paper; without JavaScript, by keyboard, in both themes.
//
//     node tests/browser/notes.mjs [PROGRAM]
//
// Our own dossiers have no footnotes, so a small site is built.

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { Trial, axeComplaints, launch } from "./trial.mjs";

const CHECKER = new URL("../node_modules/vnu-jar/build/dist/vnu.jar", import.meta.url).pathname;

const sentence = "La maire signe le marché, et l’entreprise écartée le conteste devant le juge. ";
const TEXT = `---
title: La digue
date: 2024-03-05
---
La maire signe le marché de la digue[^folio]. ${sentence.repeat(3)} Il tient en trois lignes[^long] ;
« nul ne l’a lu[^said] ».

## La lettre

- Un point[^list], et la suite du point. ${sentence}

> Une citation[^folio].

| A |
|---|
| b[^table] |

${sentence.repeat(12)}

## La suite

${sentence}

[^folio]: Registre des délibérations, folio 12.
[^long]: ${sentence.repeat(3)}
[^said]: Propos *recueillis* le [lendemain](https://example.org/).
[^list]: Note d’une liste.
[^table]: Note d’un tableau.
`;

const program = process.argv[2] ?? "target/release/liasse";
const root = mkdtempSync(join(tmpdir(), "liasse-notes-"));
mkdirSync(join(root, "content/dossiers"), { recursive: true });
writeFileSync(join(root, "content/site.yaml"), "title: Essai\nlanguages: [fr]\n");
writeFileSync(join(root, "content/dossiers/digue.md"), TEXT);
cpSync(new URL("../../themes", import.meta.url), join(root, "themes"), { recursive: true });

const trial = new Trial();

/** Builds the site in a theme; returns the address of the dossier. */
function build(theme) {
  const out = join(root, theme);
  execFileSync(resolve(program), ["build", "-q", "--root", root, "--theme", theme, "--out", out]);
  const checker = ["-Xss4m", "-jar", CHECKER, "--errors-only", "--skip-non-html", out];
  execFileSync("java", checker, { stdio: "inherit" });
  return pathToFileURL(join(out, "dossiers/digue.html")).href;
}

/** Runs in the page: the notes that stand badly beside their calls. */
function beside() {
  const text = document.querySelector(".text").getBoundingClientRect();
  let last = 0;
  const complaints = [];
  for (const note of document.querySelectorAll(".note")) {
    const box = note.getBoundingClientRect();
    const call = document.querySelector(`.note-ref a[href="#${note.id}"]`).getBoundingClientRect();
    if (box.width < 150) complaints.push(`${note.id} is ${box.width} px wide`);
    if (box.left < text.right || box.right > innerWidth) complaints.push(`${note.id} is elsewhere`);
    if (box.top < last) complaints.push(`${note.id} stands on another`);
    if (Math.abs(box.top - call.top) > 40 && box.top > last + 40) {
      complaints.push(`${note.id} is ${box.top - call.top} px below its call`);
    }
    last = box.bottom;
  }
  return complaints;
}

/** On a wide screen all short notes stand in the margin. */
async function tryMargin(browser, url) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(url);
  const count = await page.locator(".note:visible").count();
  const complaints = count === 4 ? [] : [`${count} notes in the margin`];
  complaints.push(...(await page.evaluate(beside)));
  const foot = await page.locator(".notes li:visible").allTextContents();
  if (foot.length !== 1 || !foot[0].includes("tableau")) complaints.push(`at the foot “${foot}”`);
  complaints.push(...(await axeComplaints(page)));
  trial.report("in the margin", complaints);
  await page.close();
}

/** On a narrow screen a note opens below the line that calls it, and closes, without JavaScript. */
async function tryDisclosure(browser, url) {
  const context = await browser.newContext({
    javaScriptEnabled: false,
    viewport: { width: 360, height: 800 },
  });
  const page = await context.newPage();
  await page.goto(url);
  const note = page.locator("#note-1");
  const call = page.locator("#note-ref-1");
  const complaints = [];
  if ((await page.locator(".note:visible").count()) > 0) complaints.push("notes are open at first");
  await call.focus();
  await page.keyboard.press("Enter");
  if (!(await note.isVisible())) complaints.push("Enter does not open it");
  const [line, box] = [await call.boundingBox(), await note.boundingBox()];
  if (!line || line.y < 0) complaints.push("the call is out of sight");
  else if (box.y < line.y || box.y > line.y + 60) complaints.push("it opens elsewhere");
  await page.keyboard.press("Tab");
  const back = page.locator("#note-1 .note-back").first();
  const isNext = await back.evaluate((link) => link === document.activeElement);
  if (!isNext) complaints.push("the keyboard does not go on in it");
  await page.keyboard.press("Enter");
  if (await note.isVisible()) complaints.push("it does not close");
  trial.report("opened in its place", complaints);
  await context.close();
}

/** On paper all notes stand at the end, in order. */
async function tryPaper(browser, url) {
  const page = await browser.newPage();
  await page.goto(`${url}#note-1`);
  await page.emulateMedia({ media: "print" });
  const complaints = [];
  if ((await page.locator(".note:visible").count()) > 0) complaints.push("notes within the text");
  const notes = page.locator(".notes li:visible");
  const numbers = await notes.evaluateAll((items) => items.map((item) => item.value));
  if (`${numbers}` !== "1,2,3,4,5") complaints.push(`notes ${numbers} at the end`);
  trial.report("on paper", complaints);
  await page.close();
}

const browser = await launch();
try {
  const presse = build("presse");
  await tryMargin(browser, presse);
  await tryDisclosure(browser, presse);
  await tryPaper(browser, presse);
  const page = await browser.newPage();
  await page.goto(build("sobre"));
  const shown = await page.locator(".note:visible, .notes li:visible").count();
  trial.report("sobre", [...(shown === 5 ? [] : [`${shown} notes`]), ...(await axeComplaints(page))]);
} finally {
  await browser.close();
  rmSync(root, { recursive: true });
}
trial.end();
