//! What the links, mentions and citations of a body have become, seen from one page.

use std::collections::BTreeMap;

use crate::base::path::Url;
use crate::locale::Lang;
use crate::parse::Kind;
use crate::parse::body::Place;
use crate::plan::PageText;
use crate::plan::spot::Spot;
use crate::resolve::{Kept, MentionRole, Target, Text};
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

impl<'a> Spot<'a> {
    /// The page's text with its links as they stand there.
    pub(super) fn text(&self, text: &'a Text) -> PageText<'a> {
        let written = text.body.links.iter();
        let links = text.links.iter().zip(written);
        let links = links.map(|(target, link)| self.bound(target.as_ref()?, &link.target));
        let linked = text
            .mentions
            .iter()
            .filter(|mention| mention.role == MentionRole::Linked);
        let mentions = linked.map(|mention| BoundMention {
            place: mention.place.clone(),
            url: self.node_url(mention.actor),
        });
        let bindings = Bindings {
            links: links.collect(),
            mentions: mentions.collect(),
            citations: &text.cited.citations,
            quoted_in: &text.quoted_in,
            words: self.desk.body_words(self.lang),
        };
        PageText {
            body: &text.body,
            bindings,
        }
    }

    fn bound(&self, target: &Target, written: &str) -> Option<BoundLink<'a>> {
        let url = self.target(target)?;
        let library = self.desk.site.library;
        let Target::Node { node: id, .. } = target else {
            let (kept, dimensions) = match target {
                Target::External(address) => (library.kept.get(address), None),
                Target::Asset(asset) => (None, self.desk.site.sources.dimensions(asset)),
                _ => (None, None),
            };
            return Some(BoundLink {
                url,
                label: None,
                actor: false,
                kept,
                dimensions,
            });
        };
        let node = library.node(*id);
        let by_id = node.id == written.split('#').next().unwrap_or_default().trim();
        let label = by_id.then(|| self.desk.title(*id, self.lang).text.as_str());
        Some(BoundLink {
            url,
            label,
            actor: node.kind == Kind::Actor,
            kept: None,
            dimensions: None,
        })
    }

    fn target(&self, target: &Target) -> Option<Url> {
        let desk = self.desk;
        match target {
            Target::External(address) => Url::external(address),
            Target::Heading(id) => Some(Url::within_page(id)),
            Target::Asset(asset) => Some(desk.site.routes.assets[asset].url_from(&self.path)),
            Target::Node {
                node,
                heading,
                lang,
            } => {
                let lang = lang.unwrap_or(self.lang);
                let url = desk.site.routes.node(*node, lang).url_from(&self.path);
                let headings = &desk.site.library.node(*node).text(lang).body.headings;
                // The heading was found in the text that was linked; a translation may lack it.
                let shown = |id: &&String| headings.iter().any(|heading| heading.id == **id);
                match heading.as_ref().filter(shown) {
                    Some(id) => Some(url.with_fragment(id)),
                    None => Some(url),
                }
            }
        }
    }
}
