//! The front matter of a dossier.

use serde::Deserialize;

use crate::base::yaml::Free;
use crate::locale::dates::Date;
use crate::parse::front::{Event, Instant, inherit};

/// What a dossier says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Dossier {
    /// Plain text, inline Markdown allowed. Required.
    pub title: Option<String>,
    /// When it was written. Required, unless the file name tells.
    pub date: Option<Date>,
    /// When it was last changed in substance.
    pub updated: Option<Date>,
    /// The time it tells of (schema.org `temporalCoverage`); gives the story's order.
    pub covers: Option<Date>,
    /// One or two sentences; else the first paragraph.
    pub summary: Option<String>,
    /// Names of those who wrote it.
    pub authors: Option<Vec<String>>,
    /// Themes it is filed under.
    pub tags: Option<Vec<String>>,
    /// Ids of actors it is about, whether or not the text names them.
    pub actors: Option<Vec<String>>,
    /// Ids of sources used beyond those cited in the text.
    pub sources: Option<Vec<String>>,
    /// Events it tells, written here.
    pub events: Option<Vec<Event>>,
    /// Ids of events it tells that are written elsewhere.
    pub tells: Option<Vec<String>>,
    /// The picture above the text.
    pub cover: Option<Cover>,
    /// What was corrected after publication.
    pub corrections: Option<Vec<Correction>>,
    /// Replies of those it names.
    pub replies: Option<Vec<Reply>>,
    /// The address instead of the id.
    pub slug: Option<String>,
    /// Old addresses that must still work, relative to the output folder.
    pub redirects: Option<Vec<String>>,
    /// `true`: not public.
    pub draft: Option<bool>,
    /// Public from this instant on.
    pub embargo: Option<Instant>,
    /// Public until this instant.
    pub expires: Option<Instant>,
    /// `false` stops automatic links on this page.
    pub mentions: Option<bool>,
    /// A template of the theme instead of `dossier.html`.
    pub template: Option<String>,
    /// Free data for templates.
    pub extra: Option<Free>,
}

/// A picture above the text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cover {
    /// The file, relative to the dossier's.
    pub src: String,
    /// What it shows, for those who do not see it.
    pub alt: String,
    /// What stands below it.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
}

/// A correction after publication (schema.org `CorrectionComment`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// When it was made.
    pub date: Date,
    /// What was wrong, and what is right.
    pub text: String,
    /// Ids of sources.
    #[serde(default)]
    pub sources: Vec<String>,
}

/// A reply of someone the dossier names.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// The id of the actor.
    pub actor: String,
    /// When it came.
    pub received: Option<Date>,
    /// When it was published.
    pub published: Option<Date>,
    /// The reply, unabridged.
    pub text: String,
}

impl Dossier {
    pub(super) fn inherit(&mut self, base: &Dossier) {
        inherit!(self, base; title, date, updated, covers, summary, authors, tags, actors,
            sources, events, tells, cover, corrections, replies, slug, draft, embargo,
            expires, mentions, template, extra);
    }
}
