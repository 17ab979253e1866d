// Follows every href, src and fragment of a built site as a browser does, once from the disk and
// over HTTP once under a prefix and once at the root, and prints what leads nowhere.
//
//     node tests/links.mjs dist

import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parse } from "parse5";
import { address as place, files, serve } from "./built.mjs";

const ATTRIBUTES = ["href", "src", "cite", "data", "poster", "action", "srcset"];

/** The ids of a page and the addresses it names. */
function read(html) {
  const page = { ids: new Set(), addresses: [] };
  const visit = (node) => {
    for (const { name, value } of node.attrs ?? []) {
      if (name === "id") page.ids.add(value);
      else if (name === "srcset") {
        page.addresses.push(...value.split(",").map((part) => part.trim().split(/\s+/)[0]));
      } else if (ATTRIBUTES.includes(name)) page.addresses.push(value);
    }
    (node.childNodes ?? []).forEach(visit);
    if (node.content) visit(node.content);
  };
  visit(parse(html));
  return page;
}

/** Addresses in a stylesheet. */
function urls(css) {
  return [...css.matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)/g)].map((found) => found[1]);
}

/** Fetches from the disk; `null` where there is nothing. */
async function fromDisk(url) {
  try {
    return statSync(url).isFile() ? readFileSync(url) : null;
  } catch {
    return null;
  }
}

async function overHttp(url) {
  const response = await fetch(url);
  const bytes = Buffer.from(await response.arrayBuffer());
  return response.ok ? bytes : null;
}

/** Crawls all pages that stand at `base`, and returns how many addresses were followed. */
async function crawl(how, base, paths, get) {
  const fetched = new Map();
  const target = async (url) => {
    if (!fetched.has(url.href)) {
      const bytes = await get(url);
      const html = url.pathname.endsWith(".html");
      fetched.set(url.href, bytes && { bytes, page: html ? read(bytes.toString()) : null });
    }
    return fetched.get(url.href);
  };
  let followed = 0;
  const broken = [];
  for (const path of paths.filter((path) => /\.(html|css)$/.test(path))) {
    const from = place(path, base);
    const source = await target(from);
    if (!source) {
      broken.push(`${path}: cannot be fetched`);
      continue;
    }
    const addresses = source.page ? source.page.addresses : urls(source.bytes.toString());
    for (const address of addresses) {
      const url = new URL(address, from);
      const inside = url.href.startsWith(base.href);
      if (!inside) {
        const elsewhere = /^(https?|mailto):/.test(address);
        if (!elsewhere) broken.push(`${path}: ${address} leaves the site`);
        continue;
      }
      followed += 1;
      const fragment = decodeURIComponent(url.hash.slice(1));
      url.hash = "";
      const found = await target(url);
      if (!found) broken.push(`${path}: ${address} leads to no file`);
      else if (fragment && !found.page?.ids.has(fragment)) {
        broken.push(`${path}: ${address} leads to no element`);
      }
    }
  }
  broken.forEach((line) => console.log(`  ${line}`));
  console.log(`links ${how}: ${followed} followed, ${broken.length} broken`);
  return broken.length + (followed === 0 ? 1 : 0);
}

const folder = resolve(process.argv[2] ?? "dist");
const paths = files(folder);
let failures = await crawl("from disk", pathToFileURL(`${folder}/`), paths, fromDisk);
for (const prefix of ["/any/prefix/", "/"]) {
  const server = await serve(folder, paths, { prefix });
  failures += await crawl(`under ${prefix}`, server.base, paths, overHttp);
  server.close();
}
process.exitCode = failures === 0 ? 0 : 1;
