//! What the home page and the indexes may read: `home.html`, `actors.html`, `dossiers.html`,
//! `tags.html`, `tag.html`.

use std::borrow::Cow;

use serde::Serialize;

use crate::base::path::Url;
use crate::plan::view::{ActorLink, Date, Entry, Reference, Timeline};

/// The home page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Home<'a> {
    /// Its title as safe inline HTML; the site's if `index.md` gives none.
    pub title: Cow<'a, str>,
    /// The dossier to begin with: the first to which the text of the home page links, else the
    /// first of the story.
    pub begin: Option<Entry<'a>>,
    /// The dossiers in the story's order, each with the time it tells of; none where there are more
    /// than a hundred.
    pub story: Vec<Entry<'a>>,
    /// The dossiers last written, latest first, five at most.
    pub latest: Vec<Entry<'a>>,
    /// The actors most named, twelve at most.
    pub actors: Vec<ActorLink<'a>>,
    /// Number of dossiers.
    pub dossier_count: usize,
    /// Number of actors.
    pub actor_count: usize,
    /// Number of mentions.
    pub mention_count: usize,
    /// The events, unless they are too many for a drawing that is seen at a glance.
    pub timeline: Option<Timeline<'a>>,
    /// The list of dossiers.
    pub dossiers: Url,
    /// The index of actors.
    pub actor_index: Url,
    /// The chronology.
    pub chronology: Url,
    /// Sources that the text of the home page cites.
    pub references: Vec<Reference<'a>>,
}

/// The index of actors.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ActorIndex<'a> {
    /// The letters that have entries, in order.
    pub letters: Vec<IndexLetter<'a>>,
    /// The kinds that occur, in order, as in a message `kind-…`.
    pub kinds: Vec<&'static str>,
    /// Number of actors.
    pub count: usize,
}

/// A letter of the index.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct IndexLetter<'a> {
    /// `A` to `Z`, or `#`.
    pub letter: String,
    /// Its anchor: `letter-a`.
    pub id: String,
    /// Names under it, in the order of the page's language.
    pub entries: Vec<ActorEntry<'a>>,
}

/// A line of the index.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ActorEntry<'a> {
    /// The name as the index sorts it: `Besson, Éric`.
    pub sort_name: Cow<'a, str>,
    /// The actor by its name; for an alias, the actor it means.
    pub title: Cow<'a, str>,
    /// The actor's page.
    pub url: Url,
    /// Whether the line is a name of its own; else it is an alias: “Besson (Éric), *see* …”.
    pub alias: bool,
    /// What the actor is.
    pub kind: Option<&'static str>,
    /// Function, in a few words.
    pub role: Option<Cow<'a, str>>,
    /// Number of dossiers that name the actor.
    pub dossiers: usize,
    /// Number of mentions.
    pub mentions: usize,
    /// Date of the first dossier that names the actor.
    pub first: Option<Date>,
    /// Date of the last one.
    pub last: Option<Date>,
}

/// The list of dossiers.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct DossierIndex<'a> {
    /// By year, latest first.
    pub years: Vec<Year<'a>>,
    /// Number of dossiers.
    pub count: usize,
}

/// The dossiers of a year.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Year<'a> {
    /// `2010`.
    pub year: String,
    /// Its dossiers, latest first.
    pub dossiers: Vec<Entry<'a>>,
}

/// The list of tags.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct TagIndex<'a> {
    /// The tags, in the order of the page's language.
    pub tags: Vec<TagLink<'a>>,
}

/// A tag in the list of tags.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct TagLink<'a> {
    /// The tag.
    pub title: Cow<'a, str>,
    /// Its page.
    pub url: Url,
    /// Number of its dossiers.
    pub dossiers: usize,
}

/// The dossiers filed under one tag.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Tag<'a> {
    /// The tag as written.
    pub title: &'a str,
    /// Its dossiers in the story's order, each with the time it tells of.
    pub dossiers: Vec<Entry<'a>>,
}
