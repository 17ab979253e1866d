//! The orders in which dossiers, and what was corrected in them, are told.

use std::cmp::Reverse;

use crate::locale::Lang;
use crate::parse::Kind;
use crate::resolve::{Node, NodeId};

pub(super) fn story(nodes: &[&Node]) -> Vec<NodeId> {
    let mut story: Vec<_> = ids(nodes, Kind::Dossier).collect();
    story.sort_by_cached_key(|id| {
        let node = &nodes[id.index()];
        (node.story_date(), node.date(), &node.id)
    });
    story
}

pub(super) fn changed(nodes: &[&Node]) -> Vec<NodeId> {
    let mut changed: Vec<_> = ids(nodes, Kind::Dossier).collect();
    changed.sort_by_cached_key(|id| {
        let node = nodes[id.index()];
        (Reverse(node.changed()), &node.id)
    });
    changed
}

pub(super) fn corrected(nodes: &[&Node], lang: Lang) -> Vec<(NodeId, usize)> {
    let corrections = |id: &NodeId| nodes[id.index()].text(lang).corrections();
    let dossiers = ids(nodes, Kind::Dossier);
    let corrected = dossiers.flat_map(|id| (0..corrections(&id).len()).map(move |at| (id, at)));
    let mut corrected: Vec<_> = corrected.collect();
    corrected.sort_by_key(|(id, at)| Reverse(&corrections(id)[*at].date));
    corrected
}

/// Dossiers as the story goes, then actors, then pages.
pub(super) fn reading_order(nodes: &[&Node], story: &[NodeId]) -> Vec<NodeId> {
    let rest = ids(nodes, Kind::Actor).chain(ids(nodes, Kind::Page));
    story.iter().copied().chain(rest).collect()
}

pub(super) fn ids(nodes: &[&Node], kind: Kind) -> impl Iterator<Item = NodeId> {
    let of_kind = move |(_, node): &(usize, &&Node)| node.kind == kind;
    nodes
        .iter()
        .enumerate()
        .filter(of_kind)
        .map(|(index, _)| NodeId::new(index))
}
