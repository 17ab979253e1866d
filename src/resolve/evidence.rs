//! Sources seen from their far end: what rests on each of them, and how it is referred to.
//!
//! A source on which nothing rests is not among them: what only drafts cite stays out of the site
//! as they do.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::memo::{Hashed, Memo};
use crate::locale::Lang;
use crate::parse::front::{Correction, Event, Relation};
use crate::resolve::citations::{Bibliography, Cited};
use crate::resolve::{Graph, Node, NodeId, Text};

/// What rests on one source.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Evidence {
    /// The source listed alone, by language of the page.
    listed: BTreeMap<Lang, Arc<Hashed<Cited>>>,
    /// The pages that cite or list it, by language of the page: dossiers in the order of the
    /// story, then notices, then other pages.
    pub pages: BTreeMap<Lang, Vec<Citing>>,
    /// The relations it proves, by actor and index in the actor's front matter.
    pub relations: Vec<(NodeId, usize)>,
    /// Which of `Library::events` it reports.
    pub events: Vec<usize>,
}

/// A page that cites or lists a source.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Citing {
    /// The page.
    pub node: NodeId,
    /// Which of `Body::citations` of the text it shows in that language; none where only the
    /// front matter names the source.
    pub citations: Vec<usize>,
}

impl Evidence {
    /// The reference in the site's style, as HTML, on pages of one language.
    pub fn reference(&self, lang: Lang) -> Option<&str> {
        let reference = self.listed.get(&lang)?.references.first()?;
        Some(&reference.html)
    }

    /// The pages of one language that cite or list the source.
    pub fn pages(&self, lang: Lang) -> &[Citing] {
        self.pages.get(&lang).map_or(&[], Vec::as_slice)
    }
}

/// What rests on each source, by its id; nothing where there is no bibliography.
pub(super) fn gather(
    nodes: &[&Node],
    graph: &Graph,
    events: &[Event],
    languages: &[Lang],
    worded: Option<(&Bibliography, &Memo<Hashed<Cited>>)>,
) -> BTreeMap<String, Evidence> {
    let Some((bibliography, memo)) = worded else {
        return BTreeMap::new();
    };
    let order = graph.reading_order(nodes);
    let mut table = Table {
        bibliography,
        evidence: BTreeMap::new(),
    };
    for lang in languages {
        for id in &order {
            table.page(*id, nodes[id.index()].text(*lang), *lang);
        }
    }
    for id in &order {
        table.relations(*id, nodes[id.index()]);
    }
    for (index, event) in events.iter().enumerate() {
        table.event(index, event);
    }
    let mut evidence = table.evidence;
    let word = |(id, evidence): (&String, &mut Evidence)| {
        for lang in languages {
            let listed = bibliography.reference(id, *lang, memo);
            evidence.listed.insert(*lang, listed);
        }
    };
    evidence.par_iter_mut().for_each(word);
    evidence
}

/// The evidence found so far.
struct Table<'a> {
    bibliography: &'a Bibliography,
    evidence: BTreeMap<String, Evidence>,
}

impl Table<'_> {
    /// The evidence from `source`, if there is such a source.
    fn of(&mut self, source: &str) -> Option<&mut Evidence> {
        if !self.evidence.contains_key(source) {
            if !self.bibliography.has(source) {
                return None;
            }
            self.evidence.insert(source.to_owned(), Evidence::default());
        }
        self.evidence.get_mut(source)
    }

    fn page(&mut self, node: NodeId, text: &Text, lang: Lang) {
        for (index, citation) in text.body.citations.iter().enumerate() {
            for item in &citation.items {
                self.cited(node, &item.source, lang, Some(index));
            }
        }
        let Some(dossier) = text.dossier() else {
            return;
        };
        let corrections = dossier.corrections.iter().flatten();
        let corrected = corrections.flat_map(|Correction { sources, .. }| sources);
        for source in dossier.sources.iter().flatten().chain(corrected) {
            self.cited(node, source, lang, None);
        }
    }

    fn cited(&mut self, node: NodeId, source: &str, lang: Lang, citation: Option<usize>) {
        let Some(evidence) = self.of(source) else {
            return;
        };
        let pages = evidence.pages.entry(lang).or_default();
        if pages.last().is_none_or(|last| last.node != node) {
            let citations = Vec::new();
            pages.push(Citing { node, citations });
        }
        let last = pages.last_mut().expect("a page was just added");
        // `[@a, p. 1; @a, p. 3]` is one place.
        if last.citations.last() != citation.as_ref() {
            last.citations.extend(citation);
        }
    }

    fn relations(&mut self, id: NodeId, node: &Node) {
        let relations = node.texts[0].actor();
        let relations = relations.and_then(|actor| actor.relations.as_deref());
        let relations = relations.unwrap_or_default().iter().enumerate();
        for (index, Relation { sources, .. }) in relations {
            for source in sources {
                let known = self.of(source).map(|evidence| &mut evidence.relations);
                once(known, (id, index));
            }
        }
    }

    fn event(&mut self, index: usize, event: &Event) {
        let claimed = event.claims.iter().flat_map(|claim| &claim.sources);
        for source in event.sources.iter().chain(claimed) {
            once(self.of(source).map(|evidence| &mut evidence.events), index);
        }
    }
}

/// Adds `item` unless it was added last.
fn once<T: PartialEq>(list: Option<&mut Vec<T>>, item: T) {
    if let Some(list) = list
        && list.last() != Some(&item)
    {
        list.push(item);
    }
}
