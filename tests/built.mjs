// A built site as the tests see it: its files, and a server that knows nothing else.

import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".css": "text/css",
  ".html": "text/html",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
};

/** The files below `folder`, relative to it, with `/` between segments. */
export function files(folder, within = "") {
  return readdirSync(join(folder, within), { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith("."))
    .flatMap((entry) => {
      const path = within ? `${within}/${entry.name}` : entry.name;
      return entry.isDirectory() ? files(folder, path) : [path];
    })
    .sort();
}

/** The address of a file of the site that stands at `base`. */
export function address(path, base) {
  return new URL(path.split("/").map(encodeURIComponent).join("/"), base);
}

/** Serves these files of `folder` under a prefix, and nothing else, until `close` is called; what is
    text in the encoding `gzip`, if that is asked for. */
export async function serve(folder, paths, { prefix = "/any/prefix/", encoding } = {}) {
  const known = new Set(paths);
  const server = createServer((request, response) => {
    const pathname = new URL(request.url, "http://127.0.0.1").pathname;
    const path = decodeURIComponent(pathname.slice(prefix.length));
    if (!pathname.startsWith(prefix) || !known.has(path)) {
      response.writeHead(404).end();
      return;
    }
    const type = TYPES[extname(path)];
    const bytes = readFileSync(join(folder, path));
    const headers = type ? { "content-type": type } : {};
    if (type && encoding === "gzip") {
      response.writeHead(200, { ...headers, "content-encoding": encoding }).end(gzipSync(bytes));
      return;
    }
    response.writeHead(200, headers).end(bytes);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { base: new URL(`http://127.0.0.1:${server.address().port}${prefix}`), close };
}
