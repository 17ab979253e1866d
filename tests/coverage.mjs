// For each event of `content/events.yaml` the pages and anchors where a built site tells it, with
// the number of its sources there, and the share of events told in every language with evidence.
//
//     node tests/coverage.mjs content dist

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "parse5";
import { parse as parseYaml } from "yaml";
import { files } from "./built.mjs";

const [content, dist] = process.argv.slice(2);
const CHRONOLOGIES = ["chronologie.html", "en/chronology.html"];

const yaml = readFileSync(join(content, "events.yaml"), "utf8");
const ids = parseYaml(yaml).map((event) => event.id);

/** The events of a page: their ids, each with the number of sources named there. */
function events(html) {
  const found = [];
  const attribute = (node, name) => node.attrs?.find((it) => it.name === name)?.value;
  const cited = (node) =>
    (node.tagName === "cite" ? 1 : 0) +
    (node.childNodes ?? []).reduce((sum, child) => sum + cited(child), 0);
  const visit = (node) => {
    if (attribute(node, "class")?.split(" ").includes("event")) {
      found.push([attribute(node, "id"), cited(node)]);
    }
    (node.childNodes ?? []).forEach(visit);
  };
  visit(parse(html));
  return found;
}

const told = new Map(ids.map((id) => [`event-${id}`, []]));
for (const path of files(dist).filter((path) => path.endsWith(".html"))) {
  for (const [id, sources] of events(readFileSync(join(dist, path), "utf8"))) {
    told.get(id)?.push({ path, sources });
  }
}

const isTold = (places) =>
  CHRONOLOGIES.every((page) => places.some((it) => it.path === page && it.sources > 0));
for (const [id, places] of told) {
  const shown = places.map((it) => `${it.path}#${id} (${it.sources})`);
  console.log(`${isTold(places) ? "told " : "ABSENT"} ${id}: ${shown.join(" ")}`);
}
const count = [...told.values()].filter(isTold).length;
console.log(`${count} of ${ids.length} events told with their sources in both languages: ${((100 * count) / ids.length).toFixed(1)} %`);
process.exit(ids.length > 0 && count === ids.length ? 0 : 1);
