//! One file -> [`Parsed`]: typed front matter and a [`Body`]. Pure, parallel,
//! remembered by the file's hash.

pub mod body;
pub(crate) mod dialect;
pub mod front;
pub mod grammars;
pub mod inline;
mod place;

use std::sync::Arc;

use rayon::prelude::*;

use crate::base::diag::{Code, Diagnostics, Span, Warned};
use crate::base::memo::{Fingerprint, Hashed, Memo, fingerprint};
use crate::base::path::SourcePath;
use crate::base::yaml::{Document, Step};
use crate::config::{Config, RawHtml};
use crate::locale::Lang;
use crate::parse::body::{Body, Markdown};
use crate::parse::front::{Event, Front, Source, Version};
use crate::parse::place::{Leading, Place, TextPlace};
use crate::source::{File, Sources};

/// What one file of `content/` says.
#[derive(Clone, Debug)]
pub enum Parsed {
    /// A Markdown file.
    Text(Text),
    /// `events.yaml`.
    Events(SourcePath, Vec<Event>),
    /// `sources.yaml`.
    Sources(SourcePath, Vec<Source>),
}

/// A Markdown file: one language of a dossier, an actor or a page.
#[derive(Clone, Debug)]
pub struct Text {
    /// The file.
    pub path: SourcePath,
    /// The file name without language, extension and leading date; a folder's name for
    /// `index.md`.
    pub id: String,
    /// From the file name, else the site's default language.
    pub lang: Lang,
    /// What stands between the `---` lines; its defaults where that could not be read.
    pub front: Hashed<Front>,
    /// What follows.
    pub body: Hashed<Body>,
    /// That of all that other files see of it: where it is, its front matter as written, the
    /// headings to link to, and what each of its citations cites. A word in the body leaves it as it is.
    pub outline: Fingerprint,
}

/// The kinds of thing that have a page of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `content/dossiers/`.
    Dossier,
    /// `content/actors/`.
    Actor,
    /// `content/pages/`, and `content/index.md` with the id `index`.
    Page,
}

/// What the answer for one file depends on, and nothing else.
#[derive(Hash)]
struct Input<'a> {
    path: &'a SourcePath,
    text: &'a Hashed<String>,
    languages: &'a [Lang],
    raw_html: RawHtml,
}

/// Parses every text, in the order of their paths; those out of `content/` say nothing. Each answer
/// comes with its own findings; all of them are also those of the whole.
pub fn all(
    sources: &Sources,
    config: &Config,
    memo: &Memo<Warned<Option<Parsed>>>,
) -> Warned<Vec<Arc<Warned<Option<Parsed>>>>> {
    let inputs: Vec<Input<'_>> = sources
        .files
        .iter()
        .filter_map(|(path, file)| {
            let File::Text(text) = file else {
                return None;
            };
            Some(Input {
                path,
                text,
                languages: &config.languages,
                raw_html: config.raw_html,
            })
        })
        .collect();
    let parsed: Vec<_> = inputs
        .par_iter()
        .map(|input| memo.call(input, one))
        .collect();
    let mut diags = Diagnostics::default();
    for file in &parsed {
        diags.extend_from(&file.diags);
    }
    Warned::new(parsed, diags)
}

fn one(input: &Input<'_>) -> Warned<Option<Parsed>> {
    let document = Document::whole(input.path, input.text);
    let path = input.path.clone();
    match place::place(input.path, input.languages) {
        Place::Text(place) => text(input, place),
        Place::Events => {
            let events = front::read_events(&document);
            Warned::new(Some(Parsed::Events(path, events.output)), events.diags)
        }
        Place::Sources(listing) => {
            let sources = front::read_sources(input.path, input.text, listing);
            Warned::new(Some(Parsed::Sources(path, sources.output)), sources.diags)
        }
        Place::Misplaced => misplaced(input.path),
        Place::Asset => Warned::new(None, Diagnostics::default()),
    }
}

fn text(input: &Input<'_>, place: TextPlace) -> Warned<Option<Parsed>> {
    let mut diags = Diagnostics::default();
    let default = input.languages[0];
    let lang = place.lang.unwrap_or(default);
    let version = if lang == default {
        Version::Original
    } else {
        Version::Translation
    };
    if let Leading::Impossible(digits) = &place.date {
        let message = format!("the file name begins with `{digits}`, which is no date");
        diags
            .push(Code::BadDate, Span::file(input.path), message)
            .hint("begin the name with a day of the calendar, such as 2010-12-03-, or with none");
    }
    let read = front::read(input.path, input.text, &place, version);
    let (front, start) = diags.take(read);
    let markdown = Markdown {
        path: input.path,
        text: input.text,
        start,
        lang,
        raw_html: input.raw_html,
    };
    let fingerprint = fingerprint(&markdown);
    let body = diags.take(body::parse(&markdown));
    let text = Text {
        path: input.path.clone(),
        outline: outline(input.path, lang, &body),
        id: place.id,
        lang,
        front: Hashed::new(front),
        body: Hashed::with_fingerprint(body, fingerprint),
    };
    Warned::new(Some(Parsed::Text(text)), diags)
}

fn outline(path: &SourcePath, lang: Lang, body: &Body) -> Fingerprint {
    let front = &body.text[..body.start];
    let headings = body.headings.iter().map(|heading| &heading.id);
    let cited = body.citations.iter().map(|citation| {
        let sources = citation.items.iter().map(|item| &item.source);
        sources.collect::<Vec<_>>()
    });
    fingerprint(&(
        (path, lang, front),
        headings.collect::<Vec<_>>(),
        cited.collect::<Vec<_>>(),
    ))
}

fn misplaced(path: &SourcePath) -> Warned<Option<Parsed>> {
    let mut diags = Diagnostics::default();
    let message = format!("no kind of page is expected at `{path}`");
    let hint = match path.file_name().starts_with("index.") {
        true => format!(
            "`index.md` stands in a folder of its own, which names the page: `{}/name/index.md`",
            path.folder()
        ),
        false => "move it to `content/dossiers/`, `content/actors/` or `content/pages/`".to_owned(),
    };
    diags
        .push(Code::Misplaced, Span::file(path), message)
        .hint(hint);
    Warned::new(None, diags)
}

impl Text {
    /// The place in the file of what `steps` lead to in the front matter: `actors`, the third.
    /// The whole file if there is no such thing.
    pub fn locate(&self, steps: &[Step<'_>]) -> Span {
        match front::document(&self.path, &self.body.text) {
            Some(document) => document.locate(steps),
            None => Span::file(&self.path),
        }
    }
}
