//! Liasse turns a folder of Markdown about an affair into a cross-linked site: dossiers, actors,
//! every mention of them, sources.
//!
//! The site is a pure function from the files of `content/` and `themes/` to the files of
//! `dist/`. Everything below serves that sentence.
//!
//! ```text
//! content/ themes/
//!   │ source    disk               -> Sources
//!   │ config    site.yaml          -> Config       pure
//!   │ theme     themes/<name>      -> Theme        pure            remembered
//!   │ parse     one file           -> Parsed       pure  parallel  remembered
//!   │ resolve   every Parsed       -> Library      pure  parallel  remembered: ground, nodes, ends
//!   │ route     Library            -> Routes       pure            remembered
//!   │ check     Library, Routes    -> diagnostics  pure
//!   │ plan      Library, Theme     -> Plan         pure  parallel  remembered: heads. What will exist, as sketches
//!   │ render    Plan               -> Outputs      pure  parallel  remembered: each sketch's view
//!   │ search    Library            -> Index        pure  parallel  remembered: rows of entries
//!   ▼ write     Outputs            -> dist/
//! ```
//!
//! [`pipeline::build`] is this picture as code. In the preview, [`pipeline::build_before`] shows the
//! pages that are looked at, also those that are asked for meanwhile, before it renders the others.
//! Where no second build follows, [`pipeline::deliver`] hands each output to the writer as soon as
//! it is made, so that a site need not fit in memory. Two ideas hold it all together.
//!
//! **Identity before address.** [`resolve`] binds `[[ovh]]` to a [`resolve::NodeId`]; only
//! [`route`] turns a `NodeId` into an address. A new address scheme touches one file.
//!
//! **A stage owns the type it makes.** No field waits to be filled later: when a value exists, it
//! is complete. An author's mistake never aborts a stage: each returns
//! [`base::diag::Warned`], its output *and* what it found.
//!
//! # Built again
//!
//! Nothing is ever invalidated. A second build with the same [`pipeline::Memos`] finds what it
//! has computed before by the hash of what it was computed from; [`base::memo::Memo::call`] takes
//! a plain `fn`, so nothing can be read that is not in the key. Plan makes no views: it decides what
//! will exist, and render asks each [`plan::Sketch`] for its view and renders it. A view ([`plan::view`]) borrows
//! from the library and lists exactly what its template may read: the view *is* the list of what
//! a page depends on. Hence no template function looks into the site, and no code looks at the
//! clock: the build's instant is a field of [`source::Sources`].
//!
//! What everything could depend on is divided by how often it changes. A word in a text leaves the
//! file's outline ([`parse::Text`]) as it is, so [`resolve`] finds what all texts have in common by
//! the outlines, binds that one text, and finds what is seen from the far ends of links and mentions
//! by these ends. Other pages are then known by digests.
//!
//! Making all views only to find that nearly all are known would take most of a rebuild. So
//! [`plan::Digests`] tell, more coarsely and far sooner, what each page is made from; a view is
//! made where the digest is new. That equal digests mean equal views is a promise of `plan/digest.rs`,
//! which no type keeps: `tests/memory.rs` does.
//!
//! The events of pulldown-cmark are not among what is kept. Walking a text again costs
//! microseconds, keeping its events several times its size: [`parse::body::Body`] holds tables
//! (links, headings, blocks, citations) whose indices are good in every walk.
//!
//! # Rooms
//!
//! | room | holds |
//! |---|---|
//! | [`base`] | diagnostics, paths, memory, texts, YAML with places: knows nothing of dossiers |
//! | [`locale`] | what differs by language: dates in words, order of names, typography, sentences, strings |
//! | [`mod@source`] | the only reader of the disk |
//! | [`config`] | `content/site.yaml` |
//! | [`theme`] | templates, strings and assets, layer over layer |
//! | [`parse`] | one file: front matter and Markdown |
//! | [`resolve`] | all files: names, links, mentions, citations, and who is named where |
//! | [`route`] | the only place that forms an address |
//! | [`check`] | what is wrong with the whole; one file, one check |
//! | [`export`] | formats that machines read; one file, one format |
//! | [`search`] | the index that the reader's own machine searches |
//! | [`plan`] | what will exist in `dist/`; [`plan::view`] is the contract with themes |
//! | [`render`] | the plan as bytes |
//! | [`pipeline`] | the stages in their order, what is remembered between builds, who looks on |
//! | [`mod@write`] | the only writer: stage, then exchange; and copies to be preserved |
//! | [`report`] | the only printer of diagnostics |
//! | [`serve`] | outputs over HTTP, from memory; the script that follows changes |
//! | [`mod@watch`] | wait, read, build again |
//! | [`cli`] | arguments, dispatch, exit code |
//!
//! 1. Imports point backwards along this line; rooms joined by `|` ignore each other:
//!    `base < locale < source < config < theme < parse < resolve < route < check | export | search < plan
//!    < render < pipeline < write | report | serve < watch < cli < main`. `tests/tidy.rs` holds the line.
//! 2. Disk, clock, network and terminal belong to `source`, `write`, `report`, `serve`, `watch`,
//!    `cli` and `main`. Inside there are only values.
//! 3. No globals. Locks only in `base::memo` and `serve`, and what is made once, when it is first
//!    asked for, in `parse::grammars`, `export::json_ld`, `plan::shown` and `render::card`.
//! 4. Maps that reach an output are ordered; parallel results are collected in order.
//! 5. Templates decide looks, exports decide data, checks only report.
//!
//! # How to add
//!
//! *An output*, say GEXF: `src/export/gexf.rs` implements `Export`; add it to `EXPORTS`.
//! *A front matter field*: a documented field in `parse/front/`; if templates need it, a field in
//! `plan/view/`. *A check*: `src/check/<name>.rs` implements `Check`; add it to `CHECKS`, its
//! [`base::diag::Code`] to `base/diag.rs`. *A theme*: a folder in `themes/`, no Rust. Each comes
//! with a case in `tests/suite`.

pub mod base;
pub mod check;
pub mod cli;
pub mod config;
pub mod export;
pub mod locale;
pub mod parse;
pub mod pipeline;
pub mod plan;
pub mod render;
pub mod report;
pub mod resolve;
pub mod route;
pub mod search;
pub mod serve;
pub mod source;
pub mod theme;
pub mod watch;
pub mod write;
