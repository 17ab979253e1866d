//! Nodes -> what is known of them from their far ends: who is named where, what rests on which
//! source, which files are used. Made again only where an end has moved.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::base::diag::Warned;
use crate::base::path::SourcePath;
use crate::parse::front;
use crate::resolve::bind::{Bound, Work};
use crate::resolve::{Evidence, Graph, Node, Target, Text, evidence};

/// A text by what others see of its links, mentions and quotations: no more of them is read where
/// [`Woven`] is made. What it cites is in its outline.
pub(super) struct Ends<'a>(pub(super) &'a Text);

impl Hash for Ends<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let Self(text) = self;
        (&text.links, &text.picture).hash(state);
        let places = text.body.links.iter().map(|link| link.place.as_ref());
        let blocks = places.map(|place| place.map(|place| place.block));
        blocks.collect::<Vec<_>>().hash(state);
        let mentions = text.mentions.iter();
        let mentions = mentions.map(|mention| (mention.actor, mention.place.block));
        mentions.collect::<Vec<_>>().hash(state);
        let quotations = text.body.quotations.iter();
        let quotations = quotations.map(|quotation| (quotation.speaker, &quotation.blocks));
        quotations.collect::<Vec<_>>().hash(state);
    }
}

/// Nodes that nothing is known of from their far ends.
pub(super) struct Loose<'a> {
    pub(super) work: Work<'a>,
    pub(super) nodes: &'a [Arc<Warned<Bound>>],
}

impl Hash for Loose<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.work.outline, self.work.style).hash(state);
        for bound in self.nodes {
            bound.output.ends.hash(state);
        }
    }
}

/// What is known of nodes from their far ends.
pub(crate) struct Woven {
    pub(super) graph: Arc<Graph>,
    pub(super) evidence: Arc<BTreeMap<String, Evidence>>,
    pub(super) assets: Arc<BTreeSet<SourcePath>>,
}

impl Woven {
    pub(super) fn of(loose: &Loose<'_>) -> Self {
        let Work {
            common,
            languages,
            bibliography,
            memos,
            ground,
            ..
        } = loose.work;
        let bound = loose.nodes.iter().map(|bound| &bound.output);
        let nodes: Vec<&Node> = bound.clone().map(|bound| &*bound.node).collect();
        let about = bound.map(|bound| bound.about.clone()).collect();
        let (events, tellings) = (&common.gathered.events, &common.tellings);
        let companions = &memos.companions;
        let graph = Graph::new(&nodes, about, events, tellings, languages, companions);
        let worded = bibliography.map(|all| (all, &memos.cited));
        let evidence = evidence::gather(&nodes, &graph, events, languages, worded);
        let used = evidence.keys().map(|id| &common.gathered.sources[id]);
        let copies = used.filter_map(front::Source::preserved_copy);
        let copies = copies.filter(|copy| ground.sources.is_attachment(copy));
        let assets = assets(&nodes).into_iter().chain(copies).collect();
        Self {
            graph: Arc::new(graph),
            evidence: Arc::new(evidence),
            assets: Arc::new(assets),
        }
    }
}

fn assets(nodes: &[&Node]) -> BTreeSet<SourcePath> {
    let mut assets = BTreeSet::new();
    for text in nodes.iter().flat_map(|node| &node.texts) {
        assets.extend(text.picture.clone());
        for target in text.links.iter().flatten() {
            if let Target::Asset(path) = target {
                assets.insert(path.clone());
            }
        }
    }
    assets
}
