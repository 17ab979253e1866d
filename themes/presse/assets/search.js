// Searches the site on the reader's own machine: no server takes part, and it works from disk,
// where a page can read no file but scripts. Files of words tell where each word stands, files of
// texts what is shown; each is loaded when it is needed, and calls `liasse` with what it holds.
"use strict";

// Answers of a kind that are shown at first, and that are added on demand.
const FEW = 5;
const MORE = 20;
// Characters of an excerpt before its first word that was found; behind it stand twice as many.
const WINDOW = 130;

const form = document.querySelector("form.search");
const folder = form.dataset.index.replace(/[^/]*$/, "");
const input = form.elements.q;
const status = document.querySelector(".found");
const sections = [...document.querySelectorAll("[data-kind]")];

/* Files */

const files = new Map();

window.liasse = (name, contents) => files.get(name).loaded(contents);

const load = (name) => {
  if (!files.has(name)) {
    const file = {};
    file.contents = new Promise((loaded, failed) => {
      const script = document.createElement("script");
      file.loaded = loaded;
      script.src = `${folder}${name}.js`;
      script.addEventListener("error", () => {
        files.delete(name);
        failed(new Error(script.src));
      });
      document.head.append(script);
    });
    files.set(name, file);
  }
  return files.get(name).contents;
};

const list = () => load(form.dataset.index.slice(folder.length).replace(/\.js$/, ""));

/** Of a list of `[first, name]` the place of the one that holds `key`. */
const holder = (shards, key) => {
  let [low, high] = [0, shards.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (shards[middle][0] <= key) low = middle + 1;
    else high = middle;
  }
  return Math.max(low - 1, 0);
};

/* Words: cut and folded as the index was */

const cut = (text) => [...text.matchAll(/[\p{Alphabetic}\p{M}\p{N}]+/gu)];

const fold = (word) =>
  word
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae");

/** What is asked: words, each with the quoted phrase it is part of, and its place there. */
const asked = (query) => {
  const parts = query.split(/["«»“”]/);
  const words = parts.flatMap((part, index) =>
    cut(part).map(([word], at) => ({ form: fold(word), phrase: index % 2 ? index : null, at })),
  );
  const isOpen = parts.length % 2 === 1 && /[\p{Alphabetic}\p{M}\p{N}]$/u.test(query);
  if (isOpen && words.length > 0) words.at(-1).unfinished = true;
  return words;
};

/** The words of which some form passes. A word is its forms, each followed by its places. */
const formsThat = (words, passes) =>
  words.filter((word) => word.some((form, index) => index % 2 === 0 && passes(form)));

/** Whether a word is so common that its places stand in a file of their own. */
const isCommon = ([, places]) => places === "";

/** The words of the file that would hold `form`; if that `may` be unfinished, of all that would. */
const filedWith = async (shards, form, may) => {
  if (shards.length === 0) return [];
  const first = holder(shards, [...form].slice(0, 3).join(""));
  let last = first;
  if (may && [...form].length === 2) while (shards[last + 1]?.[0].startsWith(form)) last += 1;
  const loaded = await Promise.all(shards.slice(first, last + 1).map(([, name]) => load(name)));
  return loaded.flat();
};

/** The words of the index that are meant by a word: of the same stem; if it may be unfinished,
    also those it begins; if there are none, those that begin most like it. `null` if it is too
    common to be searched for. */
const meant = async ({ form, unfinished }) => {
  const { words: shards } = await list();
  const all = await filedWith(shards, form, unfinished);
  const same = formsThat(all, (known) => known === form);
  if (same.some(isCommon)) return null;
  const words = all.filter((word) => !isCommon(word));
  const begunBy = (letters) => formsThat(words, (known) => known.startsWith(letters));
  let found = unfinished && [...form].length > 1 ? [...new Set([...same, ...begunBy(form)])] : same;
  const shortest = Math.max(4, form.length - 4);
  for (let end = form.length - 1; found.length === 0 && end >= shortest; end--) {
    found = begunBy(form.slice(0, end));
  }
  return found;
};

/** The words of the index that are meant by one that is too common to be searched for alone. */
const meantInPhrase = async ({ form }) => {
  const { words, common } = await list();
  const all = await Promise.all([words, common].map((shards) => filedWith(shards, form)));
  return formsThat(all.flat(), (known) => known === form).filter((word) => !isCommon(word));
};

/** Where words of the index stand: entry -> the same as written, `=7:2.0.3:5.1 2:0.1` being read.
    Each entry is counted from the one before it, but for those after `=`. Thousands may be found
    and few are shown, so places are read when they are needed. */
const places = (words) => {
  const entries = new Map();
  for (const written of words.flatMap((word) => word.filter((_, index) => index % 2 === 1))) {
    let entry = 0;
    for (const part of written.split(" ")) {
      entry = part[0] === "=" ? parseInt(part.slice(1), 36) : entry + parseInt(part, 36);
      const known = entries.get(entry);
      entries.set(entry, known === undefined ? part : known + part.slice(part.indexOf(":")));
    }
  }
  return entries;
};

/** The places of a word in a passage of an entry; each is counted from the one before it. */
const placesIn = ({ entries }, entry, passage) => {
  const [, ...here] = (entries.get(entry) ?? "").split(`:${passage.toString(36)}.`);
  return here.flatMap((written) => {
    let place = 0;
    const [steps] = written.split(":", 1);
    return steps.split(".").map((step) => (place += parseInt(step, 36)));
  });
};

/* Search */

/** The passages of an entry, from the file of texts that holds it, with its address and note. */
const texts = async (entry) => {
  const { texts: shards } = await list();
  const [first, name] = shards[holder(shards, entry)];
  return (await load(name))[entry - first];
};

/** Where a word stands in a passage; if it is part of a quoted phrase, where all of that does. */
const standing = (word, words, entry, passage) => {
  const row = words.filter(({ phrase }) => phrase !== null && phrase === word.phrase);
  const others = row.map((other) =>
    placesIn(other, entry, passage).map((place) => place + word.at - other.at),
  );
  const here = placesIn(word, entry, passage);
  return here.filter((place) => others.every((places) => places.includes(place)));
};

/** How well an entry answers, and which of its passages does so best. Phrases are known by their
    first words; where fewer than `least` words stand, no passage can hold them all. */
const judged = (entry, words, phrases, least) => {
  const counts = [];
  const rares = [];
  const last = [];
  for (const word of words) {
    const passages = word.entries.get(entry).split(":");
    for (let index = 1; index < passages.length; index++) {
      const passage = parseInt(passages[index], 36);
      if (last[passage] === word) continue;
      last[passage] = word;
      counts[passage] = (counts[passage] ?? 0) + 1;
      rares[passage] = (rares[passage] ?? 0) + word.rare;
    }
  }
  const holds = (passage) =>
    phrases.every((word) => standing(word, words, entry, passage).length > 0);
  let best = null;
  let most = 0;
  let score = 0;
  for (let passage = 0; passage < counts.length; passage++) {
    if (!(counts[passage] >= least) || !holds(passage)) continue;
    const weight = passage === 0 ? 4 : passage === 1 ? 2 : 1;
    const worth = weight * rares[passage] * counts[passage];
    score += worth / 8;
    if (worth > most || best === null) {
      best = passage;
      most = worth;
    }
  }
  return best === null ? null : { entry, passage: best, score: most + score, words };
};

/** The words to be searched for, with the entries in which each stands; `null` if every one is
    too common. */
const searched = async (words) => {
  const known = await Promise.all(words.map(meant));
  if (words.length > 0 && known.every((meaning) => meaning === null)) return null;
  const found = words.map(async (word, index) => {
    if (known[index] === null && word.phrase === null) return [];
    const entries = places(known[index] ?? (await meantInPhrase(word)));
    return [{ ...word, entries, rare: known[index] ? 1 / Math.log2(2 + entries.size) : 0 }];
  });
  return (await Promise.all(found)).flat();
};

/** The answers of the entries from `first` to before `end` in which all the words stand, best
    first. */
const ranked = (words, first, end) => {
  const quoted = words.filter(({ phrase }) => phrase !== null);
  const phrases = quoted.filter(({ phrase }, index) => phrase !== quoted[index - 1]?.phrase);
  const least = Math.max(quoted.length, 1);
  const [rarest, ...others] = [...words].sort((one, two) => one.entries.size - two.entries.size);
  return [...(rarest?.entries.keys() ?? [])]
    .filter((entry) => entry >= first && entry < end)
    .filter((entry) => others.every(({ entries }) => entries.has(entry)))
    .map((entry) => judged(entry, words, phrases, least))
    .filter((answer) => answer !== null)
    .sort((one, two) => two.score - one.score || one.entry - two.entry);
};

/** What gives the answers of a kind to a query, best first; `null` if every word is too common to
    be searched for. Only the kinds that are asked for are judged. */
const search = async (query) => {
  const { kinds } = await list();
  const words = await searched(asked(query));
  if (words === null) return null;
  const answers = new Map();
  return (kind) => {
    const index = kinds.findIndex(([name]) => name === kind);
    if (index === -1) return [];
    const [first, end] = [kinds[index][1], kinds[index + 1]?.[1] ?? Infinity];
    if (!answers.has(kind)) answers.set(kind, ranked(words, first, end));
    return answers.get(kind);
  };
};

/* Answers on the page */

const { lang } = document.documentElement;
const sentences = new Intl.Segmenter(lang, { granularity: "sentence" });

/** A stretch of `text` around its first word that was found, with all of these marked. */
const excerpt = (text, found, whole) => {
  const words = cut(text);
  const hits = [...found].sort((one, two) => one - two).filter((at) => at < words.length);
  let [start, end] = [0, text.length];
  if (!whole && hits.length > 0) {
    const { index } = words[hits[0]];
    const sentence = sentences.segment(text).containing(index);
    start = sentence.index;
    end = start + sentence.segment.trimEnd().length;
    if (index - start > WINDOW) start = words.find((word) => index - word.index < WINDOW).index;
    if (end - index > 2 * WINDOW) {
      end = words.findLast((word) => word.index - index < 2 * WINDOW).index;
    }
  }
  const shown = document.createDocumentFragment();
  let at = start;
  if (start > 0) shown.append("…\u00a0");
  for (const hit of hits) {
    const [word] = words[hit];
    const { index } = words[hit];
    if (index < at || index + word.length > end) continue;
    const mark = document.createElement("mark");
    mark.textContent = word;
    shown.append(text.slice(at, index), mark);
    at = index + word.length;
  }
  shown.append(text.slice(at, end));
  if (end < text.trimEnd().length) shown.append("\u00a0…");
  return shown;
};

const element = (name, className, ...children) => {
  const made = document.createElement(name);
  if (className !== "") made.className = className;
  made.append(...children);
  return made;
};

/** Says in which language an element is, if it is not the page's. */
const inLanguage = (named, language) => {
  if (language !== undefined) named.lang = language;
  return named;
};

const answered = async ({ entry, passage, words }) => {
  const [url, note, passages] = await texts(entry);
  const hits = (nth) => new Set(words.flatMap((word) => standing(word, words, entry, nth)));
  const [, title, titleLanguage] = passages[0];
  const link = inLanguage(element("a", "", excerpt(title, hits(0), true)), titleLanguage);
  link.href = url;
  const item = element("li", "answer", element("p", "answer-title", link));
  if (note !== "") item.firstChild.append(" ", element("span", "role", note));
  if (passage > 0) {
    const [anchor, text, language] = passages[passage];
    const said = excerpt(text, hits(passage), false);
    const place = inLanguage(element(anchor === "" ? "span" : "a", "", said), language);
    if (anchor !== "") place.href = `${url}#${encodeURIComponent(anchor)}`;
    item.append(element("p", "excerpt", place));
  }
  return item;
};

/** Shows the first `count` answers of a section, when those `above` are shown: what is read never
    moves down. */
const show = async (section, answers, count, isStale, above) => {
  const items = await Promise.all(answers.slice(0, count).map(answered));
  await above;
  if (isStale()) return;
  section.hidden = answers.length === 0;
  section.querySelector(".count").textContent = answers.length;
  section.querySelector("ol").replaceChildren(...items);
  const more = section.querySelector("button");
  more.hidden = answers.length <= count;
  more.onclick = async () => {
    await show(section, answers, count + MORE, isStale);
    section.querySelectorAll(".answer-title a")[count]?.focus();
  };
};

/** Shows the best answer alone where nothing is shown yet, and lets it be drawn: judging the kinds
    below it, and what the others need, would keep it waiting. */
const showBest = async (answersOf, isStale) => {
  const section = sections.find((one) => answersOf(one).length > 0);
  if (section === undefined || sections.some(({ hidden }) => !hidden)) return;
  await show(section, answersOf(section), 1, isStale);
  await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
};

let turn = 0;

const update = async () => {
  const query = input.value;
  const mine = ++turn;
  const isStale = () => mine !== turn;
  try {
    const answersOfKind = await search(query);
    const answersOf = ({ dataset }) => answersOfKind?.(dataset.kind) ?? [];
    await showBest(answersOf, isStale);
    if (isStale()) return;
    let above = null;
    const shown = sections.map((section) => {
      above = show(section, answersOf(section), FEW, isStale, above);
      return above;
    });
    await Promise.all(shown);
    if (isStale()) return;
    const count = sections.reduce((sum, section) => sum + answersOf(section).length, 0);
    const { some, none, common } = status.dataset;
    const told = answersOfKind === null ? common : count === 0 ? none : `${some} ${count}`;
    status.textContent = query.trim() === "" ? "" : told;
  } catch {
    if (!isStale()) status.textContent = status.dataset.failed;
  }
};

/** Searches a site that does not exist: browsers run faster what they have run before, and the
    reader waits for the first answer longest. */
const rehearse = () => {
  const places = (_, entry) => [entry, `${entry.toString(36)}:2.2:3.4:5.1:7.1`];
  const word = { entries: new Map(Array.from({ length: 1000 }, places)), rare: 1, phrase: null };
  ranked([word, word], 0, Infinity);
  excerpt("A b. C d.", new Set([0, 1]), false);
  asked("a");
};

// The address tells what is asked, so that it can be sent to somebody. Browsers take it amiss at
// each letter: it changes when the reader leaves the field.
const remember = () => {
  const query = input.value.trim();
  history.replaceState(null, "", query ? `?${new URLSearchParams({ q: query })}` : location.pathname);
};

form.addEventListener("submit", (event) => event.preventDefault());
input.addEventListener("input", update);
input.addEventListener("change", remember);
input.value = new URLSearchParams(location.search).get("q") ?? "";
// What the first answer needs is made ready before the reader types.
if (input.value === "") list().then(rehearse, () => {});
else update();
