//! What the links, mentions and citations of a body have become, seen from one page.

use crate::base::path::Url;
use crate::parse::body::Place;

/// Everything a body needs to become HTML on one page.
#[derive(Clone, Debug, Default, Hash)]
pub struct Bindings {
    /// For each of `Body::links` its reference; `None` where it is dead, and only its text shows.
    pub links: Vec<Option<Url>>,
    /// The mentions to link: sorted, not overlapping, crossing no seam.
    pub mentions: Vec<BoundMention>,
    /// For each of `Body::citations` what stands in its place.
    pub citations: Vec<BoundCitation>,
    /// What a screen reader says of the link from a note back to the text.
    pub back_to_text: String,
    /// Put before every id of the body, so that two bodies can share a page.
    pub id_prefix: &'static str,
}

/// A mention that becomes a link.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BoundMention {
    /// The name in the text.
    pub place: Place,
    /// The actor's page.
    pub url: Url,
}

/// What a citation shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BoundCitation {
    /// Its text with links, already HTML and escaped: `(<a href="#ref-a">Klaba 2010</a>)`.
    pub html: String,
}
