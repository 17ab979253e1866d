// The kinds of pages that trials in a real browser open, and which page of a site stands for each.

import { readFileSync } from "node:fs";
import { join } from "node:path";

const LANGUAGES = ["fr", "en"];

// Of each kind, the page that has most of something is tried.
const KINDS = {
  home: { kind: "home", most: /<a / },
  table: { kind: "dossier", most: /<td/ },
  picture: { kind: "dossier", most: /<img/ },
  actor: { kind: "actor", most: /<mark/ },
  actors: { kind: "actors", most: /<li/ },
  dossiers: { kind: "dossiers", most: /<li/ },
  tag: { kind: "tag", most: /<li/ },
  tags: { kind: "tags", most: /<li/ },
  source: { kind: "source", most: /<li/ },
  sources: { kind: "sources", most: /<li/ },
  chronology: { kind: "chronology", most: /<article/ },
  network: { kind: "network", most: /<line/ },
  quotes: { kind: "quotes", most: /<blockquote/ },
  corrections: { kind: "corrections", most: /<p/ },
  page: { kind: "page", most: /<p/ },
  search: { kind: "search", most: /<input/ },
  404: { kind: "not-found", most: /<a / },
};

/** The pages to try, of each kind in each language: `{ name, language, path }`. */
export function choose(folder, paths, trial) {
  const pages = paths
    .filter((path) => path.endsWith(".html"))
    .map((path) => ({ path, html: readFileSync(join(folder, path), "utf8") }));
  const chosen = [];
  for (const language of LANGUAGES) {
    for (const [name, { kind, most }] of Object.entries(KINDS)) {
      const count = ({ html }) => html.split(most).length - 1;
      const [best] = pages
        .filter(({ html }) => html.includes(`<html lang="${language}"`))
        .filter(({ html }) => new RegExp(`<body class="kind-${kind}["\\s]`).test(html))
        .sort((one, other) => count(other) - count(one));
      if (best && count(best) > 0) chosen.push({ name, language, path: best.path });
      else trial.report(`${name} ${language}`, ["the site has no such page"]);
    }
  }
  return chosen;
}
