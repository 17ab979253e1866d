// Holds the structured data of a built site against schema.org's vocabulary, as its typings
// (schema-dts, generated from what schema.org publishes) state it: of every type of thing that a
// page is about or lists, in each language, the page that says most.
//
//     node tests/schema.mjs dist

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "parse5";
import ts from "typescript";
import { files } from "./built.mjs";

const dist = process.argv[2];
const here = dirname(fileURLToPath(import.meta.url));

/** The JSON-LD of a page, as text. */
function linkedData(html) {
  const found = [];
  const visit = (node) => {
    const type = node.attrs?.find((it) => it.name === "type")?.value;
    if (node.tagName === "script" && type === "application/ld+json") {
      found.push(node.childNodes[0].value);
    }
    (node.childNodes ?? []).forEach(visit);
  };
  visit(parse(html));
  return found;
}

const most = new Map();
let count = 0;
for (const path of files(dist).filter((path) => path.endsWith(".html"))) {
  for (const json of linkedData(readFileSync(join(dist, path), "utf8"))) {
    const { "@type": type, mainEntity } = JSON.parse(json);
    const listed = mainEntity?.itemListElement?.[0]["@type"];
    const key = [type, listed, path.startsWith("en/") ? "en" : "fr"].join();
    if (json.length > (most.get(key)?.json.length ?? 0)) most.set(key, { path, type, json });
    count += 1;
  }
}
const chosen = [...most.values()];
const lines = chosen.map(
  ({ type, json }, index) => `export const thing${index}: WithContext<${type}> = ${json};`,
);
const types = [...new Set(chosen.map(({ type }) => type))].join(", ");
const source = [`import type { WithContext, ${types} } from "schema-dts";`, ...lines].join("\n");

const name = join(here, "linked-data.ts");
const options = { strict: true, noEmit: true, module: ts.ModuleKind.NodeNext, types: [] };
const host = ts.createCompilerHost(options);
const { getSourceFile, fileExists, readFile } = host;
host.getSourceFile = (file, ...rest) =>
  file === name ? ts.createSourceFile(file, source, rest[0]) : getSourceFile(file, ...rest);
host.fileExists = (file) => file === name || fileExists(file);
host.readFile = (file) => (file === name ? source : readFile(file));
const complaints = ts.getPreEmitDiagnostics(ts.createProgram([name], options, host));
for (const { start, file, messageText } of complaints) {
  const line = start === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line;
  const where = chosen[line - 1]?.path ?? "schema-dts";
  console.log(`${where}: ${ts.flattenDiagnosticMessageText(messageText, "\n  ")}`);
}
console.log(`${count} pages with structured data; tried ${chosen.length}: ${types}`);
process.exit(chosen.length > 0 && complaints.length === 0 ? 0 : 1);
