// Follows every tie of the network, every event and every citation of a built site to the page of
// a source, as a reader would click: at most two links and then the source.
//
//     node tests/evidence.mjs dist

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "parse5";
import { address, files } from "./built.mjs";

const dist = process.argv[2];
const BASE = new URL("http://site.invalid/");
const KINDS = { tie: 2, event: 0, citation: 1 };

const attribute = (node, name) => node.attrs?.find((it) => it.name === name)?.value;
const classes = (node) => attribute(node, "class")?.split(" ") ?? [];

function* within(node) {
  yield node;
  for (const child of node.childNodes ?? []) yield* within(child);
}

const pages = new Map();
for (const path of files(dist).filter((path) => path.endsWith(".html"))) {
  const nodes = [...within(parse(readFileSync(join(dist, path), "utf8")))];
  pages.set(address(path, BASE).pathname, {
    path,
    nodes,
    byId: new Map(nodes.map((node) => [attribute(node, "id"), node])),
    isSource: classes(nodes.find((node) => node.tagName === "body")).includes("kind-source"),
  });
}

/** Whether the page of a source can be reached from below `node`, over `steps` other places. */
function reaches(page, node, steps) {
  const links = [...within(node)].filter((it) => it.tagName === "a");
  return links.some((link) => {
    const url = new URL(attribute(link, "href"), address(page.path, BASE));
    const target = url.origin === BASE.origin && pages.get(url.pathname);
    if (!target || target.isSource) return Boolean(target);
    const place = url.hash.length > 1 ? decodeURIComponent(url.hash.slice(1)) : "_content";
    return steps > 0 && target.byId.has(place) && reaches(target, target.byId.get(place), steps - 1);
  });
}

let failed = 0;
for (const [kind, steps] of Object.entries(KINDS)) {
  let count = 0;
  for (const page of pages.values()) {
    for (const node of page.nodes.filter((node) => classes(node).includes(kind))) {
      count += 1;
      if (reaches(page, node, steps)) continue;
      failed += 1;
      const shown = attribute(node, "id") ?? attribute(node, "href");
      console.log(`${page.path}: ${kind} ${shown} leads to no source`);
    }
  }
  console.log(`${kind}: ${count} followed`);
  if (count === 0) failed += 1;
}
process.exit(failed === 0 ? 0 : 1);
