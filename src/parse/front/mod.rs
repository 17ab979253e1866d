//! Front matter: YAML between `---` lines -> a typed value, one kind of page a file.
//!
//! Every key is optional here, since a translation gives only what differs; [`Front::inherit`]
//! completes it from the default language, and what is required is checked when the versions of
//! one id come together.

mod actor;
pub mod bibtex;
mod csl;
mod dossier;
mod event;
mod page;
mod read;
mod require;
mod source;
mod split;
#[cfg(test)]
mod tests;

pub use actor::{Actor, ActorKind, Alias, Case, Image, Link, Relation, RuledAlias};
pub use dossier::{Correction, Cover, Dossier, Reply};
pub use event::{Claim, Event, Status};
pub use page::Page;
pub use source::{Archived, Listing, Name, Source};

pub use read::document;
pub(in crate::parse) use read::{read, read_events, read_sources};
pub(in crate::parse) use require::Version;

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};

use crate::parse::Kind;

/// The front matter of a Markdown file.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Front {
    /// Of a dossier.
    Dossier(Box<Dossier>),
    /// Of an actor.
    Actor(Box<Actor>),
    /// Of an ordinary page.
    Page(Box<Page>),
}

/// When a page is public.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Publication {
    /// Never, as long as this is `true`.
    pub draft: Option<bool>,
    /// From this instant on.
    pub embargo: Option<Instant>,
    /// Until this instant.
    pub expires: Option<Instant>,
}

/// An instant with its offset from UTC, as RFC 3339 writes it; ordered in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub seconds: i64,
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The name tells the YAML reader that what is refused here is a bad instant.
        deserializer.deserialize_newtype_struct("Instant", InstantVisitor)
    }
}

struct InstantVisitor;

impl<'de> Visitor<'de> for InstantVisitor {
    type Value = Instant;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an instant")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<Instant, D::Error> {
        let text = String::deserialize(inner)?;
        let refuse = |_| Error::custom(format!("`{text}` is no instant with an offset from UTC"));
        let timestamp: jiff::Timestamp = text.parse().map_err(refuse)?;
        Ok(Instant {
            seconds: timestamp.as_second(),
        })
    }
}

/// Takes from `$base` each field that `$own` does not give.
macro_rules! inherit {
    ($own:expr, $base:expr; $($field:ident),* $(,)?) => {
        $(if $own.$field.is_none() { $own.$field = $base.$field.clone(); })*
    };
}
pub(crate) use inherit;

impl Front {
    /// The defaults for a page of this kind, where nothing could be read.
    pub fn empty(kind: Kind) -> Self {
        match kind {
            Kind::Dossier => Front::Dossier(Box::default()),
            Kind::Actor => Front::Actor(Box::default()),
            Kind::Page => Front::Page(Box::default()),
        }
    }

    /// Which kind of page it belongs to.
    pub fn kind(&self) -> Kind {
        match self {
            Front::Dossier(_) => Kind::Dossier,
            Front::Actor(_) => Kind::Actor,
            Front::Page(_) => Kind::Page,
        }
    }

    /// The title or name, if given.
    pub fn title(&self) -> Option<&str> {
        match self {
            Front::Dossier(dossier) => dossier.title.as_deref(),
            Front::Actor(actor) => actor.name.as_deref(),
            Front::Page(page) => page.title.as_deref(),
        }
    }

    /// One or two sentences on the page, if given.
    pub fn summary(&self) -> Option<&str> {
        match self {
            Front::Dossier(dossier) => dossier.summary.as_deref(),
            Front::Actor(actor) => actor.summary.as_deref(),
            Front::Page(page) => page.summary.as_deref(),
        }
    }

    /// The address asked for instead of the id, if any.
    pub fn slug(&self) -> Option<&str> {
        match self {
            Front::Dossier(dossier) => dossier.slug.as_deref(),
            Front::Actor(actor) => actor.slug.as_deref(),
            Front::Page(page) => page.slug.as_deref(),
        }
    }

    /// Old addresses that must still work, relative to the output folder.
    pub fn redirects(&self) -> &[String] {
        let redirects = match self {
            Front::Dossier(dossier) => &dossier.redirects,
            Front::Actor(actor) => &actor.redirects,
            Front::Page(page) => &page.redirects,
        };
        redirects.as_deref().unwrap_or_default()
    }

    /// When the page is public.
    pub fn publication(&self) -> Publication {
        match self {
            Front::Dossier(dossier) => publication!(dossier),
            Front::Actor(actor) => publication!(actor),
            Front::Page(page) => publication!(page),
        }
    }

    /// Whether actors named in the text are found by themselves.
    pub fn finds_mentions(&self) -> bool {
        let mentions = match self {
            Front::Dossier(dossier) => dossier.mentions,
            Front::Actor(actor) => actor.mentions,
            Front::Page(page) => page.mentions,
        };
        mentions.unwrap_or(true)
    }

    /// Takes from `base`, the same page in the default language, all that this one leaves out.
    pub fn inherit(&mut self, base: &Front) {
        match (self, base) {
            (Front::Dossier(own), Front::Dossier(base)) => own.inherit(base),
            (Front::Actor(own), Front::Actor(base)) => own.inherit(base),
            (Front::Page(own), Front::Page(base)) => own.inherit(base),
            // Versions of one id share their folder, hence their kind.
            _ => {}
        }
    }
}

macro_rules! publication {
    ($page:expr) => {
        Publication {
            draft: $page.draft,
            embargo: $page.embargo,
            expires: $page.expires,
        }
    };
}
use publication;
