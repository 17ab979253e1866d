//! Nodes as many pages show them, made ready when the first of these asks.

use std::sync::OnceLock;

use crate::plan::view::{ActorHead, Link, Ready};
use crate::resolve::NodeId;

/// Nodes as the pages of one kind and language show them: these lie in one folder, so that
/// addresses read the same on all of them.
pub(super) struct Shown {
    links: Table<Link<'static>>,
    actors: Table<ActorHead<'static>>,
}

/// For each node how it is shown, once that was asked for.
struct Table<T>(Vec<OnceLock<Box<Ready<T>>>>);

impl Shown {
    /// Nothing yet of so many nodes.
    pub(super) fn of(nodes: usize) -> Self {
        Self {
            links: Table::of(nodes),
            actors: Table::of(nodes),
        }
    }

    /// A node by its title.
    pub(super) fn link(
        &self,
        node: NodeId,
        link: impl Fn() -> Ready<Link<'static>>,
    ) -> &Ready<Link<'static>> {
        self.links.get(node, link)
    }

    /// An actor in a list.
    pub(super) fn actor(
        &self,
        node: NodeId,
        actor: impl Fn() -> Ready<ActorHead<'static>>,
    ) -> &Ready<ActorHead<'static>> {
        self.actors.get(node, actor)
    }
}

impl<T> Table<T> {
    fn of(nodes: usize) -> Self {
        Self((0..nodes).map(|_| OnceLock::new()).collect())
    }

    fn get(&self, node: NodeId, ready: impl Fn() -> Ready<T>) -> &Ready<T> {
        self.0[node.index()].get_or_init(|| Box::new(ready()))
    }
}
