//! Actors as many pages show them, made ready when the first of these asks.

use std::sync::OnceLock;

use crate::plan::view::{ActorHead, Ready};
use crate::resolve::NodeId;

/// Actors as the pages of one kind and language show them: these lie in one folder, so that addresses
/// read the same on all of them.
pub(super) struct Shown {
    /// For each node, once it was asked for.
    actors: Vec<OnceLock<Box<Ready<ActorHead<'static>>>>>,
}

impl Shown {
    /// Nobody yet of so many nodes.
    pub(super) fn of(nodes: usize) -> Self {
        let actors = (0..nodes).map(|_| OnceLock::new());
        Self {
            actors: actors.collect(),
        }
    }

    /// An actor as `make` shows it on any of the pages.
    pub(super) fn actor(
        &self,
        id: NodeId,
        make: impl Fn() -> Ready<ActorHead<'static>>,
    ) -> &Ready<ActorHead<'static>> {
        self.actors[id.index()].get_or_init(|| Box::new(make()))
    }
}
