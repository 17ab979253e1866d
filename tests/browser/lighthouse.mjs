// What Lighthouse says of the built site, on a slow telephone and on a desktop, over HTTP with gzip.
//
//     node tests/browser/lighthouse.mjs [FOLDER]
//
// Performance is measured in time, and machines that run tests are noisy: of up to three runs of a
// page the best counts. Accessibility, best practices, search engines, stability of the layout and
// weight depend on the page alone and must hold at the first run.
//
// Needs Chromium; CHROMIUM names it if it is not /usr/bin/chromium.

import { readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import lighthouse, { desktopConfig } from "lighthouse";
import { address, files, serve } from "../built.mjs";
import { Trial, launch } from "./trial.mjs";

const KINDS = ["home", "dossier", "actor", "actors", "chronology", "search"];
const DEVICES = { mobile: undefined, desktop: desktopConfig };

const PERFORMANCE = 98;
const RUNS = 3;
const OTHERS = ["accessibility", "best-practices", "seo"];

// Bytes: all that a first visit to a dossier transfers, its scripts and its stylesheet as they are.
const TRANSFERRED = 80 * 1024;
const SCRIPTS = 20 * 1024;
const STYLES = 30_000;

const trial = new Trial();

/** Of each kind the largest page in the first language: `{ kind, path }`. */
function choose(folder, paths) {
  const pages = paths
    .filter((path) => path.endsWith(".html"))
    .map((path) => ({ path, html: readFileSync(join(folder, path), "utf8") }))
    .filter(({ html }) => html.includes('<html lang="fr"'))
    .sort((one, other) => other.html.length - one.html.length);
  return KINDS.map((kind) => {
    const page = pages.find(({ html }) => new RegExp(`<body class="kind-${kind}["\\s]`).test(html));
    if (!page) trial.report(kind, ["the site has no such page"]);
    return { kind, path: page?.path };
  }).filter(({ path }) => path);
}

/** A port of this machine that nobody listens to. */
async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

async function run(url, port, config) {
  const flags = { port, logLevel: "error", output: "json", disableFullPageScreenshot: true };
  const { lhr } = await lighthouse(url, flags, config);
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  return lhr;
}

const points = (lhr, category) => Math.round(lhr.categories[category].score * 100);

/** The audits that cost points in a category. */
function lost(lhr, category) {
  const audits = lhr.categories[category].auditRefs
    .filter(({ weight }) => weight > 0)
    .map(({ id }) => lhr.audits[id])
    .filter(({ score }) => score !== null && score < 0.9);
  return audits.map(({ id, displayValue }) => `${id} ${displayValue ?? ""}`).join(", ");
}

/** What a first visit weighs. */
function weight(lhr) {
  const requests = lhr.audits["network-requests"].details.items;
  const sum = (field, type) =>
    requests
      .filter(({ resourceType }) => type === undefined || resourceType === type)
      .reduce((total, request) => total + request[field], 0);
  const limits = [
    ["transferred", sum("transferSize"), TRANSFERRED],
    ["of scripts", sum("resourceSize", "Script"), SCRIPTS],
    ["of styles", sum("resourceSize", "Stylesheet"), STYLES],
  ];
  const over = limits.filter(([, bytes, most]) => bytes === 0 || bytes > most);
  return {
    told: limits.map(([what, bytes]) => `${bytes} bytes ${what}`).join(", "),
    complaints: over.map(([what, bytes, most]) => `${bytes} bytes ${what}, ${most} at most`),
  };
}

/** Measures one page on one device. */
async function measure(kind, url, device, port) {
  const first = await run(url, port, DEVICES[device]);
  const where = `${kind} ${device}`;
  const complaints = OTHERS.filter((category) => points(first, category) < 100).map(
    (category) => `${category} ${points(first, category)}: ${lost(first, category)}`,
  );
  const shift = first.audits["cumulative-layout-shift"].numericValue;
  if (shift > 0) complaints.push(`the layout shifts by ${shift}`);
  if (kind === "dossier") {
    const { told, complaints: heavy } = weight(first);
    complaints.push(...heavy);
    console.log(`  ${where}: ${told}`);
  }
  let best = first;
  for (let count = 1; count < RUNS && points(best, "performance") < PERFORMANCE; count += 1) {
    const again = await run(url, port, DEVICES[device]);
    if (points(again, "performance") > points(best, "performance")) best = again;
  }
  const performance = points(best, "performance");
  if (performance < PERFORMANCE) {
    complaints.push(`performance ${performance}: ${lost(best, "performance")}`);
  }
  console.log(`  ${where}: ${[performance, ...OTHERS.map((it) => points(first, it))].join(" ")}`);
  trial.report(where, complaints);
}

const folder = resolve(process.argv[2] ?? "dist");
const paths = files(folder);
const server = await serve(folder, paths, { encoding: "gzip" });
const port = await freePort();
const browser = await launch([`--remote-debugging-port=${port}`]);
try {
  for (const { kind, path } of choose(folder, paths)) {
    for (const device of Object.keys(DEVICES)) {
      await measure(kind, address(path, server.base).href, device, port);
    }
  }
} finally {
  await browser.close();
  server.close();
}
trial.end();
