//! What `actor.html` may read.

use std::borrow::Cow;

use serde::Serialize;

use crate::base::path::Url;
use crate::base::yaml::Free;
use crate::plan::view::{
    ActorHead, Backlink, Count, Date, Event, Evidence, Link, Quotation, Ready, Reference,
};

/// An actor.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Actor<'a> {
    /// The full name.
    pub name: &'a str,
    /// What the actor is: `person`, `company`, …; a message `kind-person` words it.
    pub kind: Option<&'static str>,
    /// Function, in a few words.
    pub role: Option<Cow<'a, str>>,
    /// One or two sentences, if the author gave them, as safe inline HTML.
    pub summary: Option<Cow<'a, str>>,
    /// Other names, but for those that differ by capitals alone.
    pub aliases: Vec<Cow<'a, str>>,
    /// ISO 3166-1 code.
    pub country: Option<&'a str>,
    /// Identifier in Wikidata.
    pub wikidata: Option<&'a str>,
    /// Pages elsewhere.
    pub links: Vec<Link<'a>>,
    /// A picture.
    pub image: Option<Image<'a>>,
    /// How often the site names the actor.
    pub count: usize,
    /// The pages that name the actor, in the story's order, then the other pages.
    pub mentions: Vec<MentionGroup<'a>>,
    /// Actors named in the same dossiers, most shared first, forty at most.
    pub appears_with: Vec<Companion<'a>>,
    /// How many more there are.
    pub others: usize,
    /// Relations to others, then of others to this actor.
    pub relations: Vec<Relation<'a>>,
    /// The events the actor took part in, in order.
    pub events: Vec<Event<'a>>,
    /// What the actor says, in the order of the story.
    pub quotations: Vec<Quotation<'a>>,
    /// What others say of it by name, word for word, in the same order.
    pub said_of: Vec<Quotation<'a>>,
    /// Pages that link here by hand.
    pub backlinks: Vec<Backlink<'a>>,
    /// Sources of the notice.
    pub references: Vec<Reference<'a>>,
    /// Free data of the front matter.
    pub extra: Option<&'a Free>,
}

/// A picture of an actor.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Image<'a> {
    /// Where it is.
    pub url: Url,
    /// Its width in pixels, if its file tells.
    pub width: Option<usize>,
    /// Its height in pixels, if its file tells.
    pub height: Option<usize>,
    /// What it shows.
    pub alt: &'a str,
    /// Who made it.
    pub credit: Option<&'a str>,
}

/// The mentions in one page, or in one event.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct MentionGroup<'a> {
    /// Its title, without markup.
    pub title: Cow<'a, str>,
    /// Where it is.
    pub url: Url,
    /// When it was written.
    pub date: Option<Cow<'a, Ready<Date>>>,
    /// The language of its title, if it is another than the page's.
    pub title_lang: Option<String>,
    /// The language of its text, if it is another than the page's.
    pub lang: Option<String>,
    /// The status of an event that is not simply a fact; a message `status-…` words it.
    pub status: Option<&'static str>,
    /// The mentions, in the order of the text.
    pub mentions: Vec<Mention<'a>>,
}

/// A mention in its sentence (key word in context).
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Mention<'a> {
    /// What stands before the name, perhaps cut.
    pub before: Cow<'a, str>,
    /// The name as the text gives it.
    pub name: Cow<'a, str>,
    /// What stands after it, perhaps cut.
    pub after: Cow<'a, str>,
    /// The very paragraph.
    pub url: Url,
}

/// An actor that appears with another.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Companion<'a> {
    /// The other.
    pub actor: Cow<'a, Ready<ActorHead<'static>>>,
    /// Number of dossiers that name both.
    pub dossiers: Cow<'a, Ready<Count>>,
}

/// A relation, read from this actor.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Relation<'a> {
    /// The other.
    pub other: Link<'a>,
    /// How it reads in the page's language, from the acting side: `saisit`.
    pub label: Cow<'a, str>,
    /// Whether this actor acts (`true`) or is acted upon.
    pub acts: bool,
    /// When it began.
    pub from: Option<Date>,
    /// When it ended.
    pub until: Option<Date>,
    /// When it held, from the beginning to the end, if both are known: `du 3 au 6 décembre 2010`.
    pub period: Option<Date>,
    /// `confirmed`, `reported`, `disputed` or `refuted`; a message `status-…` words it.
    pub status: &'static str,
    /// Its sources.
    pub sources: Vec<Evidence<'a>>,
}
