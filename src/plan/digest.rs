//! What a page is made from, told more coarsely than by its view, but long before that is made:
//! equal digests mean equal views; different ones may, too.
//!
//! A page is made from its own texts, from texts that its rows in the graph lead to, and from
//! what any page may tell of any other: names, dates, summaries, headings, events and sources. All
//! of the last is the outline of the site. Changing a word in a text seldom changes the outline.

use rayon::prelude::*;

use crate::base::memo::{Fingerprint, fingerprint};
use crate::plan::desk::Desk;
use crate::plan::spot::{Spot, Subject};
use crate::resolve::{NodeId, Text};
use crate::route::Place;

/// The digests of one build.
pub struct Digests {
    outline: Fingerprint,
    /// For each node that of its texts and of what is bound to them.
    texts: Vec<Fingerprint>,
    /// That of all texts.
    all: Fingerprint,
}

impl Digests {
    /// The digests of everything that is planned from `desk`.
    pub fn new(desk: &Desk<'_>) -> Self {
        let nodes = desk.site.library.nodes.par_iter();
        let texts = nodes.map(|node| {
            let texts = node.texts.iter().map(text);
            fingerprint(&texts.collect::<Vec<_>>())
        });
        let texts: Vec<_> = texts.collect();
        Self {
            outline: outline(desk),
            all: fingerprint(&texts),
            texts,
        }
    }

    /// The digest of the page at `spot`. All but those of nodes and tags tell of the whole site.
    pub(super) fn of(&self, spot: &Spot<'_>) -> Fingerprint {
        let page = (self.outline, spot.lang, &spot.path);
        match &spot.subject {
            Subject::Place(Place::Node(id)) => fingerprint(&(page, id, self.node(spot, *id))),
            Subject::Place(Place::Tag(slug)) => fingerprint(&(page, slug)),
            Subject::Place(place) => fingerprint(&(page, place, self.all)),
            Subject::Redirect(redirect) => fingerprint(&(page, redirect, self.all)),
        }
    }

    /// A node's texts and rows, and the texts to which these lead.
    fn node(&self, spot: &Spot<'_>, id: NodeId) -> Fingerprint {
        let (graph, lang) = (&spot.desk.site.library.graph, spot.lang);
        let (named, said) = (graph.namings(lang, id), graph.sayings(lang, id));
        let said_of = graph.said_of(lang, id);
        let mut read: Vec<NodeId> = vec![id];
        read.extend(named.iter().map(|naming| naming.node));
        read.extend(said.iter().chain(said_of).map(|saying| saying.node));
        // Namings in one text follow each other.
        read.dedup();
        let texts: Vec<_> = read.iter().map(|node| self.texts[node.index()]).collect();
        fingerprint(&(
            texts,
            (named, said, said_of),
            graph.told_of(lang, id),
            graph.backlinks(lang, id),
            &graph.companions[id.index()],
        ))
    }
}

/// A text and what is bound to it.
fn text(text: &Text) -> Fingerprint {
    fingerprint(&(
        (text.lang, &text.path, &text.front, &text.body),
        (&text.links, &text.picture, &text.mentions),
        (&text.cited, &text.quoted_in),
    ))
}

/// What any page may tell of the rest of the site.
fn outline(desk: &Desk<'_>) -> Fingerprint {
    let site = desk.site;
    let library = site.library;
    let summaries = library.all().flat_map(|(id, _)| {
        let languages = library.languages.iter();
        languages.map(move |lang| desk.summary(id, *lang))
    });
    fingerprint(&(
        (site.config, library.outline),
        summaries.collect::<Vec<_>>(),
        (&library.evidence, &library.assets),
    ))
}
