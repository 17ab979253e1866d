// Keeps a page of the preview up to date. The preview adds it to what it sends; no site contains
// it. The server says what changed; the page is fetched again and the document on the screen is
// turned into it, node by node, so that scroll position, open <details> and focus stay.
(() => {
  "use strict";
  const script = document.currentScript;
  let version = script.dataset.version;
  let [source, wasAway, count, work] = [null, false, 0, Promise.resolve()];
  const written = new WeakMap(); // link or image -> its address as the page has it

  function listen() {
    if (source || document.hidden) return;
    const page = encodeURIComponent(location.pathname);
    source = new EventSource(`/-/events?page=${page}&version=${version}`);
    source.addEventListener("news", (event) => {
      const news = JSON.parse(event.data);
      [news.more, wasAway] = [news.more || wasAway, false];
      work = work.then(() => hear(news)).catch(leave);
    });
    source.addEventListener("error", leave);
  }

  // A browser keeps few connections to one server: only pages that are seen hold one.
  function close() {
    if (source) source.close();
    source = null;
    wasAway = true;
  }

  function leave() {
    close();
    setTimeout(listen, 300);
  }

  async function hear(news) {
    if (news.page) await refresh();
    if (news.files.length > 0 || news.more) files(news);
    show(news.errors, news.warnings);
  }

  async function refresh() {
    const response = await fetch(location.href, { cache: "no-store" });
    const next = new DOMParser().parseFromString(await response.text(), "text/html");
    const ours = next.querySelector('script[src="/-/reload.js"]');
    if (!ours || scripts(next) !== scripts(document)) return location.reload();
    version = ours.dataset.version;
    const { activeElement } = document;
    attributes(document.documentElement, next.documentElement);
    morph(document.head, next.head);
    morph(document.body, next.body);
    if (activeElement !== document.activeElement) activeElement?.focus({ preventScroll: true });
    document.dispatchEvent(new Event("liasse:morph")); // Scripts may write again what they wrote.
  }

  // The scripts of a page beside ours, which run once: other ones need a new start.
  function scripts(page) {
    const runs = (it) => it.type !== "application/ld+json";
    const isOurs = (it) => it.getAttribute("src") === "/-/reload.js";
    const others = [...page.scripts].filter((it) => runs(it) && !isOurs(it));
    return others.map((it) => `${it.getAttribute("src")} ${it.text}`).join("\n");
  }

  function morph(old, next) {
    if (old === script || old.isEqualNode(next)) return;
    if (old.nodeType !== Node.ELEMENT_NODE) return void (old.data = next.data);
    attributes(old, next);
    children(old, next);
  }

  function attributes(old, next) {
    for (const { name } of [...old.attributes]) {
      const isKept = name === "open" && old.tagName === "DETAILS";
      if (!isKept && !next.hasAttribute(name)) old.removeAttribute(name);
    }
    for (const { name, value } of next.attributes) {
      const isKept = name === "open" && old.tagName === "DETAILS";
      const isSame = old.getAttribute(name) === value || written.get(old)?.[name] === value;
      if (!isKept && !isSame) old.setAttribute(name, value);
    }
  }

  const isAlike = (a, b) =>
    a.nodeType === b.nodeType && a.nodeName === b.nodeName && (a.id ?? "") === (b.id ?? "");

  function children(parent, next) {
    const [olds, news] = [[...parent.childNodes], [...next.childNodes]];
    // What is equal at both ends stays, whatever happens between.
    while (olds.length && news.length && olds[0].isEqualNode(news[0])) {
      olds.shift();
      news.shift();
    }
    let end = null;
    while (olds.length && news.length && olds.at(-1).isEqualNode(news.at(-1))) {
      end = olds.pop();
      news.pop();
    }
    const free = new Set(olds);
    const take = (old) => (free.delete(old) ? old : undefined);
    const byId = new Map(olds.filter((it) => it.id).map((it) => [it.id, it]));
    let last = 0; // Far moves are rare, and looking for them is slow.
    const pairs = news.map((node) => {
      const near = olds.slice(last, last + 50).find((it) => free.has(it) && it.isEqualNode(node));
      const old = near ?? byId.get(node.id);
      if (old) last = olds.indexOf(old) + 1;
      return [old && take(old), node];
    });
    last = 0;
    for (const pair of pairs) {
      const alike = (it) => free.has(it) && isAlike(it, pair[1]);
      pair[0] ??= take(olds.slice(last).find(alike));
      if (pair[0]) last = olds.indexOf(pair[0]) + 1;
    }
    for (const old of free) old.remove();
    let cursor = olds.find((it) => !free.has(it)) ?? end;
    for (const [old, node] of pairs) {
      if (!old) parent.insertBefore(document.importNode(node, true), cursor);
      else if (old === cursor) cursor = old.nextSibling;
      else parent.insertBefore(old, cursor);
      if (old) morph(old, node);
    }
  }

  // Files beside the page changed: what uses them asks for them again.
  function files(news) {
    const path = (address) => decodeURI(new URL(address, location.href).pathname);
    const changed = new Set(news.files.map(path));
    const named = new Set();
    const uses = (name) => (element) => {
      const address = path(element.getAttribute(name));
      if (changed.has(address)) named.add(address);
      return news.more || changed.has(address);
    };
    const all = (selector) => [...document.querySelectorAll(selector)];
    const others = all("script[src]").filter((it) => it !== script);
    if (!news.more && others.some(uses("src"))) return location.reload();
    for (const element of all("img[src], source[src], video[src], audio[src]")) {
      if (uses("src")(element)) again(element, "src");
    }
    const links = all('link[rel="stylesheet"]');
    const used = links.filter(uses("href"));
    // What nothing in the page names may be used by a stylesheet.
    const isStyle = (it) => !named.has(it) && /\.(css|woff2?|ttf|svg|png|jpe?g|webp)$/.test(it);
    for (const link of [...changed].some(isStyle) ? links : used) {
      const fresh = link.cloneNode();
      written.set(fresh, written.get(link));
      again(fresh, "href");
      fresh.addEventListener("load", () => link.remove());
      link.after(fresh);
    }
  }

  function again(element, name) {
    const address = written.get(element)?.[name] ?? element.getAttribute(name);
    written.set(element, { [name]: address });
    element.setAttribute(name, `${address}?${(count += 1)}`);
  }

  // Findings stand beside the page, in a room of their own, as text.
  const board = document.createElement("liasse-findings");
  const room = board.attachShadow({ mode: "open" });
  room.adoptedStyleSheets = [new CSSStyleSheet()];
  room.adoptedStyleSheets[0].replaceSync(`
    section, details { position: fixed; z-index: 2147483647; inset: auto 0 0 auto; margin: 0;
      max-height: 70vh; max-width: 100vw; overflow: auto; box-sizing: border-box;
      font: 14px/1.5 ui-monospace, monospace; background: #1b1b1f; color: #f4f4f4; }
    section { inset: auto 0 0 0; padding: 1em; border-top: 4px solid #ff5c5c; }
    details { padding: .3em .8em; opacity: .9; border-top-left-radius: .5em; }
    pre { margin: .5em 0 1em; white-space: pre-wrap; font: inherit; }
    a { color: #9ecbff; } summary { cursor: pointer; }`);

  function show(errors, warnings) {
    room.replaceChildren();
    const number = ({ count }, what) => `${count} ${what}${count > 1 ? "s" : ""}`;
    const stays = `${number(errors, "error")}; what is shown is older`;
    if (errors.count > 0) put("section", stays, errors);
    else if (warnings.count > 0) put("details", number(warnings, "warning"), warnings);
    board.remove();
    if (errors.count + warnings.count > 0) document.documentElement.append(board);
  }

  function put(kind, title, { first }) {
    const add = (parent, name, text) => {
      const element = parent.appendChild(document.createElement(name));
      element.textContent = text;
      return element;
    };
    const box = add(room, kind, "");
    if (kind === "section") box.setAttribute("role", "alert");
    add(box, kind === "section" ? "strong" : "summary", title);
    for (const { text, place, link } of first) {
      add(box, "pre", text);
      if (link) add(box, "a", `Open ${place}`).href = link;
    }
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? close() : listen()));
  addEventListener("pagehide", close);
  addEventListener("pageshow", listen);
  listen();
})();
