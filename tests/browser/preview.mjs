// The preview in a real browser: what is typed appears, and what the reader was at stays.
//
//     node tests/browser/preview.mjs [PROGRAM]
//
// Needs Chromium; CHROMIUM names it if it is not /usr/bin/chromium.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { launch } from "./trial.mjs";

const program = process.argv[2] ?? "target/release/liasse";
const root = mkdtempSync(join(tmpdir(), "liasse-preview-"));
const put = (path, text) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};

const front = "---\ntitle: A\ndate: 2010-12-01\n---\n";
const long = Array.from({ length: 80 }, (_, number) => `Paragraphe ${number}.\n`).join("\n");
const dossier = (first) => put("content/dossiers/a.md", `${front}${first}\n\n${long}`);
const template = (words) => put("themes/mien/templates/page.html", `{% extends "base.html" %}
{% block main %}<p id="words">${words}</p><details id="more"><summary>Plus</summary>Oui</details>
<label>Nom <input id="name"></label>{{ body | safe }}{% endblock %}`);

put("content/site.yaml", "title: Essai\nlanguages: [fr]\ntheme: [mien, presse]\n");
put("themes/mien/theme.yaml", "name: Mien\nextends: [presse]\n");
put("themes/mien/assets/style.css", "body { background: rgb(1, 2, 3); }\n");
put("content/pages/p.md", `---\ntitle: P\n---\n${long}`);
template("un");
dossier("Bonjour.");

// Starts the preview and waits for the first build.
async function start(port) {
  const options = ["serve", "--root", root, "--port", String(port), "--editor", "vscode"];
  const child = spawn(program, options, { stdio: ["ignore", "ignore", "pipe"] });
  const said = [];
  for await (const line of createInterface({ input: child.stderr })) {
    said.push(line);
    if (line.includes("rendered") || line.includes("error")) break;
  }
  child.stderr.resume();
  const address = said.join("\n").match(/http:\/\/127\.0\.0\.1:(\d+)\//);
  assert(address, said.join("\n"));
  return { child, url: address[0], port: Number(address[1]) };
}

async function stop(server) {
  const ended = new Promise((resolve) => server.child.once("exit", resolve));
  server.child.kill("SIGINT");
  await ended;
}

let server = await start(0);
const browser = await launch();
let passed = 0;
const complaints = [];

async function open(path) {
  const page = await browser.newPage({ viewport: { width: 800, height: 600 } });
  page.on("pageerror", (error) => complaints.push(`${path}: ${error.message}`));
  page.on("console", (message) => {
    const isOurs = message.type() === "error" && !/ERR_|Failed to load/.test(message.text());
    if (isOurs) complaints.push(`${path}: ${message.text()}`);
  });
  await page.goto(server.url + path);
  // A page that is loaded again forgets this.
  await page.evaluate(() => { window.isOld = true; });
  return page;
}

const shows = (page, text) =>
  page.waitForFunction((text) => document.body.innerText.includes(text), text);
const isOld = (page) => page.evaluate(() => window.isOld === true);

async function test(name, run) {
  try {
    await run();
    passed += 1;
    console.log(`ok      ${name}`);
  } catch (error) {
    complaints.push(`${name}: ${error.message}`);
    console.log(`FAILED  ${name}`);
  }
}

await test("an edit appears without a reload, and the window stays where it was", async () => {
  const page = await open("dossiers/a.html");
  await page.evaluate(() => document.querySelectorAll("main p")[40].scrollIntoView());
  const top = () => page.evaluate(() => {
    const all = [...document.querySelectorAll("main p")];
    return all.find((it) => it.textContent === "Paragraphe 40.").getBoundingClientRect().top;
  });
  const before = await top();
  dossier("Bonsoir, et deux mots de plus.");
  await shows(page, "Bonsoir");
  assert(await isOld(page));
  assert(Math.abs((await top()) - before) < 40, `${before} ${await top()}`);
  await page.close();
});

await test("open details, what is typed, and focus stay", async () => {
  const page = await open("pages/p.html");
  await page.click("#more summary");
  await page.fill("#name", "Octave");
  template("deux");
  await shows(page, "deux");
  assert(await isOld(page));
  const state = await page.evaluate(() => ({
    open: document.getElementById("more").open,
    typed: document.getElementById("name").value,
    focus: document.activeElement.id,
  }));
  assert.deepEqual(state, { open: true, typed: "Octave", focus: "name" });
  await page.close();
});

await test("paragraphs that come, go and move are where they belong", async () => {
  const page = await open("dossiers/a.html");
  for (const order of [["x", "y", "z"], ["z", "x"], ["w", "z", "v", "x", "y"], ["y"]]) {
    dossier(order.map((it) => `Morceau ${it}.`).join("\n\n"));
    await shows(page, `Morceau ${order[0]}.`);
    await page.waitForFunction(async () => {
      const text = await (await fetch(location.href)).text();
      const next = new DOMParser().parseFromString(text, "text/html");
      return next.body.isEqualNode(document.body);
    });
  }
  assert(await isOld(page));
  await page.close();
});

await test("a stylesheet changes without a reload", async () => {
  const page = await open("dossiers/a.html");
  put("themes/mien/assets/style.css", "body { background: rgb(4, 5, 6); }\n");
  await page.waitForFunction(
    () => getComputedStyle(document.body).backgroundColor === "rgb(4, 5, 6)",
  );
  assert(await isOld(page));
  await page.close();
});

await test("an error stands over the last good page, escaped, and goes", async () => {
  const page = await open("dossiers/a.html");
  const good = await page.evaluate(() => document.body.innerText);
  put("content/dossiers/a.md", '---\ntitle: A\ndate: 2010\n"<img src=x onerror=alert(1)>": 1\n---\n');
  const alert = page.locator("liasse-findings section");
  await alert.waitFor();
  assert.match(await alert.innerText(), /content\/dossiers\/a\.md:4:1/);
  assert.match(await alert.innerText(), /<img src=x onerror=alert\(1\)>/);
  assert.equal(await page.locator("liasse-findings img").count(), 0);
  assert.match(await alert.locator("a").getAttribute("href"), /^vscode:\/\/file\/.*a\.md:4:1$/);
  assert.equal(await page.evaluate(() => document.body.innerText), good);
  dossier("Réparé.");
  await shows(page, "Réparé.");
  await alert.waitFor({ state: "detached" });
  await page.close();
});

await test("warnings are counted", async () => {
  const page = await open("dossiers/a.html");
  put("content/actors/personne.md", "---\nname: Personne Nulle\nkind: person\n---\n");
  await page.locator("liasse-findings details").waitFor();
  assert.match(await page.locator("liasse-findings summary").innerText(), /^\d+ warnings?$/);
  await page.close();
});

await test("a page that is not there yet appears when it is", async () => {
  const page = await open("dossiers/neuf.html");
  put("content/dossiers/neuf.md", "---\ntitle: Neuf\ndate: 2010\n---\nTout neuf.\n");
  await shows(page, "Tout neuf.");
  await page.close();
});

await test("pages come back after the server does, with what they missed", async () => {
  const page = await open("dossiers/a.html");
  await stop(server);
  dossier("Pendant ton absence.");
  put("themes/mien/assets/style.css", "body { background: rgb(7, 8, 9); }\n");
  server = await start(server.port);
  await shows(page, "Pendant ton absence.");
  await page.waitForFunction(
    () => getComputedStyle(document.body).backgroundColor === "rgb(7, 8, 9)",
  );
  assert(await isOld(page));
  await page.close();
});

await browser.close();
await stop(server);
rmSync(root, { recursive: true });
console.log(`${passed} passed, ${complaints.length} complaints`);
for (const complaint of complaints) console.log(complaint);
process.exit(complaints.length === 0 ? 0 : 1);
