//! What the links, mentions and citations of a body have become, seen from one page.

use std::collections::BTreeMap;

use crate::base::path::Url;
use crate::locale::Lang;
use crate::parse::body::Place;
use crate::resolve::Kept;
use crate::source::Dimensions;

/// Everything a body needs to become HTML on one page.
#[derive(Clone, Debug, Hash)]
pub struct Bindings<'a> {
    /// For each of `Body::links` where it leads; `None` where it is dead, and only its text shows.
    pub links: Vec<Option<BoundLink<'a>>>,
    /// The mentions to link: sorted, not overlapping, crossing no seam.
    pub mentions: Vec<BoundMention>,
    /// For each of `Body::citations` its text with links, as HTML.
    pub citations: &'a [String],
    /// The language of each of `Body::quotations`, where it is known.
    pub quoted_in: &'a [Option<Lang>],
    /// The few words of the interface that stand in a body.
    pub words: &'a BodyWords,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BoundLink<'a> {
    /// The reference.
    pub url: Url,
    /// What to say in place of an id, where the author gave no text.
    pub label: Option<&'a str>,
    /// Whether it leads to an actor.
    pub actor: bool,
    /// Where it is preserved, if it is the address of a source that is.
    pub kept: Option<&'a Kept>,
    /// How large it is, if it is a picture of the site.
    pub dimensions: Option<Dimensions>,
}

/// A mention that becomes a link.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BoundMention {
    /// The name in the text.
    pub place: Place,
    /// The actor's page.
    pub url: Url,
}

/// Words of the interface that stand in a body, in the language of the page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct BodyWords {
    /// The heading of the notes.
    pub notes: String,
    /// What a screen reader says of the link from a note back to the text.
    pub back_to_text: String,
    /// The title of each kind of alert.
    pub alerts: BTreeMap<&'static str, String>,
}

impl BodyWords {
    /// The kinds of alert, as GitHub's Markdown knows them.
    pub const ALERTS: [&str; 5] = ["note", "tip", "important", "warning", "caution"];

    /// The title of an alert.
    pub fn alert(&self, kind: &str) -> &str {
        self.alerts.get(kind).map_or("", String::as_str)
    }
}
