// Reads the page of every source of a built site as Zotero's translator for COinS does, and holds
// what Zotero would import against the site's CSL-JSON.
//
// The translator takes the title of each `span` of class `Z3988` apart, one pair after another:
// what `rft.title` means depends on the type known so far, and a type is Dublin Core's `webpage`
// until `rft.type` names one of Zotero's.
//
//     node tests/zotero.mjs dist

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "parse5";
import { files } from "./built.mjs";

const dist = process.argv[2];

/** Types of Zotero by those of CSL; any other is a document. */
const TYPES = {
  "article-journal": "journalArticle",
  "article-magazine": "magazineArticle",
  "article-newspaper": "newspaperArticle",
  bill: "bill",
  book: "book",
  broadcast: "tvBroadcast",
  chapter: "bookSection",
  hearing: "hearing",
  interview: "interview",
  legal_case: "case",
  legislation: "statute",
  motion_picture: "film",
  "paper-conference": "conferencePaper",
  patent: "patent",
  personal_communication: "letter",
  post: "forumPost",
  "post-weblog": "blogPost",
  report: "report",
  speech: "presentation",
  thesis: "thesis",
  webpage: "webpage",
};
/** Types whose `rft.title` is that of what contains them. */
const CONTAINED = ["journalArticle", "bookSection", "conferencePaper"];
/** Types of which Zotero reads no further keys of Dublin Core. */
const CLOSED = ["thesis", "patent"];
const FIELDS = {
  "rft.source": "container",
  "rft.publisher": "publisher",
  "rft.place": "place",
  "rft.date": "date",
  "rft.volume": "volume",
  "rft.issue": "issue",
  "rft.pages": "pages",
  "rft.isbn": "ISBN",
  "rft.language": "language",
};
const DUBLIN_CORE = ["rft.source", "rft.language", "rft.identifier", "rft.type"];

/** The pairs of a context object. A plus is lost, even one that is escaped. */
const pairs = (context) =>
  context.split("&").map((pair) => {
    const [key, value] = pair.split("=");
    return [key, decodeURIComponent(value.replaceAll("+", " ").replace(/%2b/gi, " "))];
  });

/** What Zotero imports for a context object. */
function imported(context) {
  const item = { authors: [] };
  for (const [key, value] of pairs(context)) {
    if (CLOSED.includes(item.type) && DUBLIN_CORE.includes(key)) continue;
    if (key === "rft_val_fmt" && value === "info:ofi/fmt:kev:mtx:dc") item.type = "webpage";
    else if (key === "rft.type" && Object.values(TYPES).concat("document").includes(value)) {
      item.type = value;
    } else if (key === "rft.title") {
      item[CONTAINED.includes(item.type) ? "container" : "title"] = value;
    } else if (key === "rft_id" && value.startsWith("info:doi/")) item.DOI = value.slice(9);
    else if (key === "rft.identifier" && /^https?:/.test(value)) item.URL = value;
    else if (key === "rft.aulast" || key === "rft.aucorp") item.authors.push([value]);
    else if (key === "rft.aufirst") item.authors.at(-1).push(value);
    else if (key === "rft.au") item.authors.push(value.split(", "));
    else if (key in FIELDS) item[FIELDS[key]] = value;
  }
  return item;
}

/** The same from the site's CSL-JSON. Of a date Zotero gets what is certain. */
function expected(source) {
  const [parts = []] = source.issued?.["date-parts"] ?? [];
  const certain = source.issued?.circa ? parts.slice(0, 1) : parts;
  const date = certain.map((part, index) => String(part).padStart(index === 0 ? 4 : 2, "0"));
  const authors = (source.author ?? []).map(({ literal, family, given }) =>
    literal ? [literal] : [family, given].filter(Boolean),
  );
  return {
    type: TYPES[source.type] ?? "document",
    title: source.title,
    container: source["container-title"],
    publisher: source.publisher,
    place: source["publisher-place"],
    date: date.join("-") || undefined,
    volume: source.volume,
    issue: source.issue,
    pages: source.page,
    ISBN: source.ISBN,
    language: source.language,
    URL: source.URL,
    DOI: source.DOI,
    authors,
  };
}

const told = (item) => JSON.stringify(Object.entries(item).filter(([, value]) => value).sort());

/** What Zotero would offer on a page: the titles of its spans. */
function offered(html) {
  const found = [];
  const visit = (node) => {
    const attributes = Object.fromEntries((node.attrs ?? []).map(({ name, value }) => [name, value]));
    if (node.tagName === "span" && attributes.class?.split(" ").includes("Z3988")) {
      found.push(attributes.title);
    }
    (node.childNodes ?? []).forEach(visit);
  };
  visit(parse(html));
  return found;
}

const wanted = new Set(
  JSON.parse(readFileSync(join(dist, "sources.json"), "utf8")).map((source) => told(expected(source))),
);
const pages = files(dist).filter((path) => /(^|\/)sources\/[^/]+\.html$/.test(path));
const seen = new Set();
let failed = 0;
for (const path of pages) {
  const contexts = offered(readFileSync(join(dist, path), "utf8"));
  const item = contexts.length === 1 ? told(imported(contexts[0])) : `${contexts.length} sources`;
  if (wanted.has(item)) seen.add(item);
  else {
    failed += 1;
    console.log(`${path}: Zotero would import ${item}`);
  }
}
for (const item of wanted) {
  if (seen.has(item)) continue;
  failed += 1;
  console.log(`no page is imported as ${item}`);
}
console.log(`${pages.length} pages, ${seen.size} of ${wanted.size} sources imported as they are`);
process.exit(pages.length > 0 && failed === 0 ? 0 : 1);
