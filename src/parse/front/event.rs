//! An event, as `events.yaml` lists it or a dossier tells it.

use serde::{Deserialize, Serialize};

use crate::locale::dates::Date;
use crate::locale::names::slug;
use crate::locale::{Lang, Localized};

/// Something that happened, with its evidence.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event {
    /// Unique in the whole dossier.
    pub id: String,
    /// A headline; inline Markdown.
    pub title: Localized,
    /// When it happened.
    pub date: Date,
    /// What happened; inline Markdown.
    pub text: Option<Localized>,
    /// Where.
    pub place: Option<String>,
    /// Ids of those who took part.
    #[serde(default)]
    pub actors: Vec<String>,
    /// Ids of sources; none is an error.
    pub sources: Vec<String>,
    /// How well it is established.
    #[serde(default)]
    pub status: Status,
    /// The versions of a disputed event.
    #[serde(default)]
    pub claims: Vec<Claim>,
}

/// How well a fact is established.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// By several independent sources.
    #[default]
    Confirmed,
    /// By one source.
    Reported,
    /// Sources contradict each other.
    Disputed,
    /// Shown to be false.
    Refuted,
}

/// One version of a disputed event.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// What is claimed; inline Markdown.
    pub text: Localized,
    /// Ids of the sources that claim it.
    pub sources: Vec<String>,
}

impl Event {
    /// Its text, if it has one, and then its claims, as a page in `lang` tells them, each with its
    /// language.
    pub fn texts(&self, lang: Lang, languages: &[Lang]) -> Vec<(Lang, &str)> {
        let (title, _) = self.title.told(lang, languages);
        let text = self.text.iter().map(|text| text.told(title, languages));
        let claims = self.claims.iter();
        let claims = claims.map(|claim| claim.text.told(lang, languages));
        text.chain(claims).collect()
    }

    /// Its address within any page that shows it: `event-` and its id, made ASCII. No heading can
    /// have it.
    pub fn anchor(&self) -> String {
        format!("event-{}", slug(&self.id))
    }
}

impl Status {
    /// The status, if it must be told since the event is not simply a fact.
    pub fn doubt(self) -> Option<Self> {
        (self != Self::Confirmed).then_some(self)
    }

    /// The word front matter uses.
    pub fn name(self) -> &'static str {
        match self {
            Status::Confirmed => "confirmed",
            Status::Reported => "reported",
            Status::Disputed => "disputed",
            Status::Refuted => "refuted",
        }
    }
}
