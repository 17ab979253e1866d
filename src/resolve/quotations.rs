//! Who said what: the attributed quotations of all texts.

use std::collections::{BTreeMap, BTreeSet};

use crate::locale::Lang;
use crate::parse::body::{Body, Quotation};
use crate::parse::front::Source;
use crate::resolve::{Node, NodeId, Target, Text};

/// A quotation in the text of a node.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Saying {
    /// The node.
    pub node: NodeId,
    /// Which of `Body::quotations` of the text it shows in that language.
    pub quotation: usize,
}

impl Text {
    /// Who says one of its quotations, if the attribution links to somebody.
    pub fn speaker(&self, quotation: &Quotation) -> Option<NodeId> {
        match self.links[quotation.speaker?].as_ref()? {
            Target::Node { node, .. } => Some(*node),
            Target::External(_) | Target::Heading(_) | Target::Asset(_) => None,
        }
    }
}

/// The language of each quotation of a text: that of the first source it cites, as far as the
/// bibliography tells.
pub(super) fn languages(body: &Body, sources: &BTreeMap<String, Source>) -> Vec<Option<Lang>> {
    let language = |quotation: &Quotation| {
        let citation = &body.citations[*quotation.citations.first()?];
        sources.get(&citation.items.first()?.source)?.lang()
    };
    body.quotations.iter().map(language).collect()
}

/// What each actor says on the pages of one language, in `order`.
pub(super) fn sayings(nodes: &[&Node], order: &[NodeId], lang: Lang) -> Vec<Vec<Saying>> {
    by_actor(nodes, order, lang, |text, quotation| {
        text.speaker(quotation).into_iter().collect()
    })
}

/// What others say of each actor by name, in the same way.
pub(super) fn said_of(nodes: &[&Node], order: &[NodeId], lang: Lang) -> Vec<Vec<Saying>> {
    by_actor(nodes, order, lang, |text, quotation| {
        let speaker = text.speaker(quotation);
        let named = text.mentions.iter();
        let named = named.filter(|mention| quotation.blocks.contains(&mention.place.block));
        let named = named.map(|mention| mention.actor);
        named.filter(|actor| Some(*actor) != speaker).collect()
    })
}

/// The quotations of each of the actors that `concerns` lists for them.
fn by_actor(
    nodes: &[&Node],
    order: &[NodeId],
    lang: Lang,
    concerns: fn(&Text, &Quotation) -> BTreeSet<NodeId>,
) -> Vec<Vec<Saying>> {
    let mut sayings = vec![Vec::new(); nodes.len()];
    for id in order {
        let text = nodes[id.index()].text(lang);
        for (index, quotation) in text.body.quotations.iter().enumerate() {
            for actor in concerns(text, quotation) {
                sayings[actor.index()].push(Saying {
                    node: *id,
                    quotation: index,
                });
            }
        }
    }
    sayings
}
