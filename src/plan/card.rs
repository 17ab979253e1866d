//! What the image shows that stands for a page where its address is shared.
//!
//! Whoever fetches the image comes from elsewhere and needs an absolute address, so there are cards
//! only if the site has a `base_url`, and only where the program was built with the feature `cards`.

use crate::base::memo::fingerprint;
use crate::base::path::{OutPath, Url};
use crate::config::Section;
use crate::locale::names::capitalised;
use crate::locale::strings::Value;
use crate::parse::Kind;
use crate::plan::spot::{Spot, Subject};
use crate::resolve::NodeId;
use crate::route::{self, Place};

/// The texts of a card, in the typography of its language.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Card {
    /// The site's name; its publisher on the card of the site itself.
    pub above: String,
    /// The page's title.
    pub title: String,
    /// What the page is and of when: “Dossier · 3 décembre 2010”.
    pub below: String,
}

impl Card {
    /// Where the card is. It is named after what it shows: those who keep copies of images by their
    /// address ask for the new one as soon as a title changes.
    pub fn path(&self) -> OutPath {
        route::card(fingerprint(self))
    }
}

impl<'a> Spot<'a> {
    /// The card of the page: none for what nobody shares. A page that is not translated has that of
    /// the page whose text it shows.
    pub(super) fn card(&self) -> Option<Card> {
        let site = self.desk.site;
        if !cfg!(feature = "cards") || site.config.base_url.is_none() {
            return None;
        }
        let Subject::Place(place) = &self.subject else {
            return None;
        };
        let lang = self.told_in(place, self.lang);
        if lang != self.lang {
            return Spot::new(self.desk, Subject::Place(place.clone()), lang).card();
        }
        let above = self.desk.site_view(self.lang).title.into_owned();
        let word = |key: &str| self.desk.theme.word(self.lang, key);
        let (title, below) = match place {
            Place::Home => return Some(self.card_of_site(above)),
            Place::Node(id) if site.library.node(*id).unpublished => return None,
            Place::Node(id) => (
                self.desk.title(*id, self.lang).text.clone(),
                self.about(*id),
            ),
            Place::Source(id) => (
                site.library.sources[id].shown_title().into_owned(),
                self.about_source(id),
            ),
            Place::Tag(slug) => {
                let tag = &site.library.graph.tags[&self.lang][slug];
                (tag.label.clone(), vec![word("tag")])
            }
            Place::Index(Section::Actors) => (word("actor-index"), Vec::new()),
            Place::Index(section) => (word(section.key()), Vec::new()),
            Place::Search | Place::NotFound | Place::Feed | Place::CorrectionsFeed => return None,
        };
        let below = below.into_iter().filter(|part| !part.is_empty());
        let below: Vec<_> = below.collect();
        Some(Card {
            above,
            title,
            below: capitalised(&below.join(" · ")),
        })
    }

    /// The absolute address of the page's card.
    pub(super) fn card_url(&self) -> Option<Url> {
        let base = self.desk.site.config.base_url.as_deref()?;
        Some(self.card()?.path().absolute(base))
    }

    fn card_of_site(&self, title: String) -> Card {
        let publisher = self.desk.site.config.publisher.as_ref();
        Card {
            above: publisher.map_or_else(String::new, |publisher| publisher.name.clone()),
            title,
            below: String::new(),
        }
    }

    /// What a node is, and of when.
    fn about(&self, id: NodeId) -> Vec<String> {
        let node = self.desk.site.library.node(id);
        match node.kind {
            Kind::Dossier => {
                let date = node.date().map(|date| self.date(date).words);
                let dossier = self.desk.theme.word(self.lang, "dossier");
                vec![dossier, date.unwrap_or_default()]
            }
            Kind::Actor => {
                let kind = node.text(self.lang).actor().and_then(|actor| actor.kind);
                let kind = kind.map(|kind| self.desk.kind(kind, self.lang));
                vec![kind.unwrap_or_default().to_owned()]
            }
            Kind::Page => Vec::new(),
        }
    }

    /// What a source is, and of when.
    fn about_source(&self, id: &str) -> Vec<String> {
        let source = &self.desk.site.library.sources[id];
        let kind = source.r#type.as_deref().unwrap_or("document");
        let strings = self.desk.theme.strings(self.lang.as_str());
        let kind = [("type", Value::Text(kind))];
        let kind = strings.and_then(|strings| strings.format("source-type", &kind));
        let issued = source.issued.as_ref().map(|date| self.date(date).words);
        vec![kind.unwrap_or_default(), issued.unwrap_or_default()]
    }
}
