//! What `network.html` may read.

use std::borrow::Cow;

use serde::Serialize;

use crate::base::path::Url;
use crate::plan::view::{Link, Relation};

/// The actors and what they have to do with each other.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Network<'a> {
    /// The actors drawn, those of most dossiers and relations first.
    pub actors: Vec<NetworkActor<'a>>,
    /// What ties them: relations first, then dossiers alone, most shared first.
    pub ties: Vec<Tie<'a>>,
    /// The kinds of the actors drawn, in order, as in a message `kinds-…`.
    pub kinds: Vec<&'static str>,
    /// The years in which some tie holds.
    pub years: Vec<i64>,
    /// How many actors with relations or companions are left out.
    pub left_out: usize,
}

/// An actor of the network.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct NetworkActor<'a> {
    /// Its name.
    pub title: Cow<'a, str>,
    /// Its page.
    pub url: Url,
    /// Its name, short enough to stand in a drawing.
    pub label: Cow<'a, str>,
    /// What it is: `person`, `company`, …
    pub kind: Option<&'static str>,
    /// Number of dossiers that name it.
    pub dossiers: usize,
}

/// What two actors have to do with each other.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Tie<'a> {
    /// Its anchor: `tie-eric-besson--ovh`.
    pub id: String,
    /// The one, by its place in [`Network::actors`].
    pub one: usize,
    /// The other.
    pub other: usize,
    /// Their relations, read from the one.
    pub relations: Vec<Relation<'a>>,
    /// Number of dossiers that name both.
    pub together: usize,
    /// The first of these dossiers.
    pub dossiers: Vec<Link<'a>>,
    /// The year from which on the tie holds, if it is known.
    pub from: Option<i64>,
    /// The year until which it does, if it is known.
    pub until: Option<i64>,
}
