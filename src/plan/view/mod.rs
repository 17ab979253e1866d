//! What templates see, one file a page kind: the contract with themes.
//!
//! A template is rendered with these variables:
//!
//! | variable | is |
//! |---|---|
//! | `site` | a [`Site`], the same for every page of one language |
//! | `frame` | a [`Frame`]: what every page has |
//! | `page` | the view of the page's kind: [`Dossier`], [`Actor`], … |
//! | `body` | the text of the page as HTML, safe, perhaps empty |
//! | `drawing` | on the page of the network, where its actors stand: a [`Drawing`](crate::render::drawing::Drawing) |
//! | `shared` | `head`, `menu` and `footer`: HTML rendered once for all pages of one language and depth from the templates `shared/head.html`, `shared/menu.html`, `shared/footer.html`, which read [`Shared`] |
//!
//! `{{ "actors" | t }}` gives a string of the interface in the page's language; what is given in
//! brackets, `{{ "dossiers-count" | t(count=3) }}`, is passed on to the Fluent message. Addresses
//! are relative to the page.
//!
//! A view borrows from the library and lists exactly what its template may read, so the view is
//! the list of what the page depends on.

mod actor;
mod dossier;
mod events;
mod index;
mod network;
mod page;
mod quotes;
mod ready;
mod shared;
mod source;

pub use actor::{Actor, Companion, Image, Mention, MentionGroup, Relation};
pub use dossier::{Correction, Corrections, Cover, Dossier, LogEntry, Reply};
pub use events::{
    Chronology, Claim, Event, EventDay, EventMonth, EventYear, Evidence, TimeColumn, TimeMark,
    Timeline,
};
pub use index::{
    ActorEntry, ActorIndex, DossierIndex, Home, IndexLetter, Tag, TagIndex, TagLink, Year,
};
pub use network::{Network, NetworkActor, Tie};
pub use page::{NotFound, Page, Redirect, Search};
pub use quotes::{Quotation, Quotes, Speaker};
pub use ready::Ready;
pub use shared::{MenuEntry, Shared};
pub use source::{
    Archived, CitingPage, Proved, Source, SourceEntry, SourceExport, SourceGroup, Sources,
};

use std::borrow::Cow;

use serde::Serialize;

use crate::base::path::Url;
use crate::base::yaml::Free;
use crate::config::{Mirror, Publisher};

/// What holds for the whole site, in one language.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Site<'a> {
    /// The site's name.
    pub title: Cow<'a, str>,
    /// What it is about.
    pub description: Option<Cow<'a, str>>,
    /// Who publishes it.
    pub publisher: Option<&'a Publisher>,
    /// Absolute address, ending with `/`, if the site has one.
    pub base_url: Option<&'a str>,
    /// The site's languages, the default one first.
    pub languages: Vec<&'a str>,
    /// Other places where the site can be read, each with its `url` and perhaps a `note`.
    pub mirrors: &'a [Mirror],
    /// Free data of `site.yaml`.
    pub extra: Option<&'a Free>,
}

/// What every page has.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Frame<'a> {
    /// Language of the interface: `fr`.
    pub lang: &'a str,
    /// Name of the page, without markup, without the site's.
    pub title: Cow<'a, str>,
    /// One or two sentences for search engines and link previews.
    pub description: Option<Cow<'a, str>>,
    /// Name of the template family: `dossier`, `actor`, `actors`, `dossiers`, `tag`, `tags`,
    /// `source`, `sources`, `chronology`, `network`, `quotes`, `corrections`, `page`, `home`,
    /// `search`, `not-found`.
    pub kind: &'a str,
    /// The home page in this language.
    pub home: Url,
    /// The folder of the theme's assets, ending with `/`.
    pub assets: Url,
    /// The stylesheet of code blocks, if the page has any.
    pub code_css: Option<Url>,
    /// The same page in each of the site's languages, itself included.
    pub translations: Vec<Translation<'a>>,
    /// The language the text is in, where it was not translated into the page's.
    pub untranslated: Option<&'a str>,
    /// Absolute address of the page, if the site has a `base_url`; where the page is not
    /// translated, that of the page whose text it shows.
    pub canonical: Option<Url>,
    /// Absolute address of the image that stands for the page where it is shared, 1200 × 630
    /// pixels in PNG, if the site has a `base_url` and the program was built to draw cards.
    pub card: Option<Url>,
    /// What the page is about, for machines: JSON-LD, safe in a `script` element.
    pub linked_data: Option<String>,
    /// The way from the home page to this one, without either.
    pub breadcrumbs: Vec<Link<'a>>,
    /// Whether the page is a draft, under embargo or expired, shown by `--drafts`.
    pub unpublished: bool,
}

/// The page in one language.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Translation<'a> {
    /// `en`.
    pub lang: &'a str,
    /// The language's own name: `English`.
    pub name: &'a str,
    /// Where it is.
    pub url: Url,
    /// Its absolute address, if the site has a `base_url`.
    pub absolute: Option<Url>,
    /// Whether it is the page at hand.
    pub current: bool,
    /// Whether its text is in that language, and not shown in another.
    pub translated: bool,
}

/// A name with an address.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Link<'a> {
    /// What it says, without markup.
    pub title: Cow<'a, str>,
    /// Where it leads.
    pub url: Url,
}

/// One of the values by which a list can be narrowed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Choice<'a> {
    /// The value as items of the list carry it, without blanks.
    pub value: String,
    /// What it says.
    pub label: Cow<'a, str>,
}

/// A date for readers and for machines.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Date {
    /// In words, in the page's language: `3 décembre 2010`.
    pub words: String,
    /// For `<time datetime>`: `2010-12-03`; absent where EDTF says more than HTML can.
    pub datetime: Option<String>,
    /// Both, as safe HTML in which the ending of the first of a month is raised, as French does:
    /// `<time datetime="2010-12-01">1<sup>er</sup> décembre 2010</time>`.
    pub html: String,
}

/// A heading of the text.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Heading<'a> {
    /// Its anchor.
    pub id: &'a str,
    /// Its text, without markup.
    pub title: Cow<'a, str>,
    /// From 2, as on the page.
    pub level: u8,
}

/// A page that leads here.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Backlink<'a> {
    /// Its title, without markup.
    pub title: Cow<'a, str>,
    /// The paragraph that holds the link.
    pub url: Url,
    /// When it was written, if it tells.
    pub date: Option<Cow<'a, Ready<Date>>>,
}

/// A dossier in a list.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Entry<'a> {
    /// Its title, without markup.
    pub title: Cow<'a, str>,
    /// Its page.
    pub url: Url,
    /// When it was written; in the order of the story, the time it tells of.
    pub date: Option<Cow<'a, Ready<Date>>>,
    /// One or two sentences.
    pub summary: Option<Cow<'a, str>>,
    /// Whether it is unpublished, shown by `--drafts`.
    pub unpublished: bool,
}

/// An actor in a list.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ActorLink<'a> {
    /// The actor.
    pub actor: Cow<'a, Ready<ActorHead<'static>>>,
    /// How often the page, or the site, names it.
    pub mentions: Cow<'a, Ready<Count>>,
}

/// How many things there are.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Count {
    /// The number.
    pub number: usize,
    /// The word for the things in that number: `mention`, `mentions`.
    pub word: String,
}

/// What lists tell of an actor.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct ActorHead<'a> {
    /// Its name.
    pub title: Cow<'a, str>,
    /// Its page.
    pub url: Url,
    /// What it is, in a few words: its function; where none is given, its kind.
    pub what: Option<Cow<'a, str>>,
    /// One or two sentences on it, without markup.
    pub about: Option<Cow<'a, str>>,
}

/// A source that the page cites.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Reference<'a> {
    /// Its anchor on the page: `ref-clubic-2010-besson`.
    pub id: String,
    /// What the text cites it by, `[1]`, as safe HTML; none if the style cites by name.
    pub number: Option<&'a str>,
    /// The reference in the site's style, as safe HTML.
    pub html: Cow<'a, str>,
    /// The source's page, with all that rests on it.
    pub url: Url,
    /// Where the page cites it: anchors, in order.
    pub cited_at: Vec<String>,
}
