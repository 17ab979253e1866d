//! What `dossier.html` may read.

use std::borrow::Cow;

use serde::Serialize;

use crate::base::path::Url;
use crate::base::yaml::Free;
use crate::plan::view::{
    ActorLink, Backlink, Date, Event, Evidence, Heading, Link, Ready, Reference,
};

/// A dossier.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Dossier<'a> {
    /// Its title as safe inline HTML.
    pub title: Cow<'a, str>,
    /// One or two sentences, if the author gave them, as safe inline HTML.
    pub summary: Option<Cow<'a, str>>,
    /// When it was written.
    pub date: Option<Cow<'a, Ready<Date>>>,
    /// When it was last changed in substance.
    pub updated: Option<Date>,
    /// The time it tells of.
    pub covers: Option<Date>,
    /// Who wrote it.
    pub authors: &'a [String],
    /// Themes it is filed under.
    pub tags: Vec<Link<'a>>,
    /// Number of words.
    pub words: usize,
    /// Minutes it takes to read, at least 1.
    pub minutes: usize,
    /// The picture above the text.
    pub cover: Option<Cover<'a>>,
    /// The headings, in order.
    pub contents: Vec<Heading<'a>>,
    /// Actors it names or is about, most named first.
    pub actors: Vec<ActorLink<'a>>,
    /// The events it tells, in order.
    pub events: Vec<Event<'a>>,
    /// The dossier before it in the story.
    pub previous: Option<Link<'a>>,
    /// The dossier after it in the story.
    pub next: Option<Link<'a>>,
    /// Pages that lead here.
    pub backlinks: Vec<Backlink<'a>>,
    /// Sources it cites or lists, in the order of first citation.
    pub references: Vec<Reference<'a>>,
    /// What was corrected after publication, latest first.
    pub corrections: Vec<Correction<'a>>,
    /// Replies of those it names.
    pub replies: Vec<Reply<'a>>,
    /// Free data of the front matter.
    pub extra: Option<&'a Free>,
}

/// The picture above the text.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Cover<'a> {
    /// Where it is.
    pub url: Url,
    /// Its width in pixels, if its file tells.
    pub width: Option<usize>,
    /// Its height in pixels, if its file tells.
    pub height: Option<usize>,
    /// What it shows.
    pub alt: &'a str,
    /// What stands below it, as safe inline HTML.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<&'a str>,
}

/// A correction.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Correction<'a> {
    /// When it was made.
    pub date: Date,
    /// What was wrong, and what is right, as safe inline HTML.
    pub text: String,
    /// The sources it rests on.
    pub sources: Vec<Evidence<'a>>,
}

/// The log of corrections.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Corrections<'a> {
    /// Everything that was corrected, latest first.
    pub entries: Vec<LogEntry<'a>>,
    /// The feed of corrections.
    pub feed: Url,
}

/// A line of the log of corrections.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct LogEntry<'a> {
    /// The dossier that was corrected.
    pub dossier: Link<'a>,
    /// The language of its text, if it is another than the page's.
    pub lang: Option<&'a str>,
    /// What was corrected.
    pub correction: Correction<'a>,
}

/// A reply.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Reply<'a> {
    /// Who replies.
    pub actor: Link<'a>,
    /// When it came.
    pub received: Option<Date>,
    /// When it was published.
    pub published: Option<Date>,
    /// The reply, as safe inline HTML.
    pub text: String,
}
