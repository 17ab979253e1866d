// What Lighthouse says of the built site, on a slow telephone and on a desktop, over HTTP with gzip.
//
//     node tests/browser/lighthouse.mjs [FOLDER]
//
// Accessibility, best practices, search engines, stability of the layout and weight depend on the
// page alone and must hold. Performance is measured in time, and machines that run tests are noisy:
// it is told, and judged by whoever reads it.
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
  const lhr = await run(url, port, DEVICES[device]);
  const where = `${kind} ${device}`;
  const complaints = OTHERS.filter((category) => points(lhr, category) < 100).map(
    (category) => `${category} ${points(lhr, category)}: ${lost(lhr, category)}`,
  );
  const shift = lhr.audits["cumulative-layout-shift"].numericValue;
  // Less than a hundredth is what a late script may do on a busy machine, and nobody sees.
  if (shift >= 0.01) complaints.push(`the layout shifts by ${shift}`);
  if (kind === "dossier") {
    const { told, complaints: heavy } = weight(lhr);
    complaints.push(...heavy);
    console.log(`  ${where}: ${told}`);
  }
  const all = ["performance", ...OTHERS];
  console.log(`  ${where}: ${all.map((category) => points(lhr, category)).join(" ")}`);
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
