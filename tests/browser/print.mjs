// The built site on paper: each kind of page in each language is printed on A4 and its sheets are
// read, as what Chromium hands to a printer.
//
//     node tests/browser/print.mjs [FOLDER]
//
// Needs Chromium; CHROMIUM names it if it is not /usr/bin/chromium. SCREENSHOTS names a folder for
// what was printed; nothing is kept without it.

import { join, resolve } from "node:path";
import { getDocument } from "pdfjs-dist/legacy/build/pdf.mjs";
import { address, files, serve } from "../built.mjs";
import { choose } from "./kinds.mjs";
import { Trial, launch } from "./trial.mjs";

// Points: the width of A4, and the margin below the text, where the number of the sheet stands.
const WIDTH = 595.3;
const FOOT = 56;

// Points by which letters side by side may reach into each other, as an apostrophe and an A do.
const KERNED = 3;

// The part of its height by which a text on another line is lower, at least.
const LOWER = 0.4;

// Points within which something stands below the beginning of a heading.
const BELOW = 100;

const trial = new Trial();

/** Runs in the page as it is printed: what does not belong on paper, and what is lacking there. */
function paper() {
  const complaints = [];
  const helpers = "nav, form:not(.search), button, .tools, .skip, summary";
  for (const part of document.querySelectorAll(helpers)) {
    if (part.checkVisibility()) complaints.push(`prints ${part.outerHTML.slice(0, 80)}`);
  }
  const sources = document.querySelectorAll('.references a[href^="http"]');
  for (const link of sources) {
    const told = link.textContent + getComputedStyle(link, "::after").content;
    if (!told.includes(link.getAttribute("href"))) complaints.push(`hides ${link.href}`);
  }
  return complaints;
}

/** Runs in the page: fetches what is fetched only where a reader comes near. */
function fetchPictures() {
  const fetched = [...document.images].map((picture) => {
    picture.loading = "eager";
    return picture.decode();
  });
  return Promise.all(fetched);
}

/** Ids of what stands in headings, from the structure that a sheet is tagged with. */
function idsOfHeadings(part, within = false) {
  if (part.type === "content") return within ? [part.id] : [];
  const isHeading = within || /^H\d?$/.test(part.role ?? "");
  return (part.children ?? []).flatMap((child) => idsOfHeadings(child, isHeading));
}

const unspaced = (text) => text.replace(/\s+/g, "");

/** The texts on a sheet, in points from its lower left corner. */
async function texts(sheet) {
  const structure = (await sheet.getStructTree()) ?? {};
  const headings = new Set(idsOfHeadings(structure));
  const { items } = await sheet.getTextContent({ includeMarkedContent: true });
  const within = [];
  const found = [];
  for (const item of items) {
    if (item.type?.startsWith("begin")) within.push(item.id);
    else if (item.type) within.pop();
    else if (item.str.trim()) {
      const [, turn, , , left, bottom] = item.transform;
      const { str, width, height } = item;
      const isHeading = headings.has(within.at(-1));
      const [right, isTurned] = [left + width, turn !== 0];
      found.push({ str, left, right, bottom, height, isHeading, isTurned });
    }
  }
  return found;
}

/** Whether `one` is printed on `other`; names in a drawing are printed twice, with their outline. */
function covers(one, other) {
  const shared = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const lower = Math.abs(one.bottom - other.bottom);
  const isOutline = one.str.includes(other.str) && lower === 0;
  return !isOutline && !one.isTurned && !other.isTurned && shared > KERNED && lower < LOWER * Math.min(one.height, other.height);
}

/** What is wrong on one sheet of `count`. */
function faults(found, number, count, title) {
  const complaints = [];
  const all = unspaced(found.map(({ str }) => str).join(""));
  if (!all.includes(`${number}/${count}`)) complaints.push("has no number");
  if (!all.includes(unspaced(title))) complaints.push("has no running title");
  const main = found.filter(({ bottom }) => bottom > FOOT);
  if (main.length < 2) complaints.push("is empty");
  main.forEach((text, index) => {
    const { str, left, right, bottom, isHeading } = text;
    if (left < 0 || right > WIDTH) complaints.push(`“${str}” leaves it`);
    const under = main.slice(0, index).find((other) => covers(text, other));
    if (under) complaints.push(`“${str}” is printed on “${under.str}”`);
    const follows = (other) =>
      !other.isHeading &&
      other.bottom < bottom &&
      other.right > left &&
      other.left < Math.max(right, left + BELOW);
    if (isHeading && !main.some(follows)) complaints.push(`“${str}” ends it`);
  });
  return complaints.map((complaint) => `sheet ${number} ${complaint}`);
}

async function tryPrint(browser, base, { name, language, path }) {
  const page = await browser.newPage();
  await page.goto(address(path, base).href);
  await page.evaluate(fetchPictures);
  const file = `${name}-${language}.pdf`;
  const kept = process.env.SCREENSHOTS && join(process.env.SCREENSHOTS, file);
  const pdf = await page.pdf({ format: "A4", tagged: true, path: kept });
  await page.emulateMedia({ media: "print" });
  const complaints = await page.evaluate(paper);
  const title = await page.locator(".running").textContent();
  await page.close();

  const printed = await getDocument({ data: new Uint8Array(pdf), verbosity: 0 }).promise;
  for (let number = 1; number <= printed.numPages; number += 1) {
    const found = await texts(await printed.getPage(number));
    complaints.push(...faults(found, number, printed.numPages, title));
  }
  if (name === "table" && printed.numPages < 2) complaints.push("a dossier on one sheet");
  await printed.destroy();
  trial.report(`${path} (${name}) in print`, complaints);
}

const folder = resolve(process.argv[2] ?? "dist");
const paths = files(folder);
const server = await serve(folder, paths);
const browser = await launch();
try {
  for (const page of choose(folder, paths, trial)) await tryPrint(browser, server.base, page);
} finally {
  await browser.close();
  server.close();
}
trial.end();
