//! A capitalised name of several words that recurs in three dossiers and belongs to no actor.

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use crate::base::diag::{Code, Diagnostics, Span};
use crate::check::Check;
use crate::parse::body::Place;
use crate::resolve::{NodeId, Text};
use crate::route::Site;

/// Dossiers in which a name must recur.
const RECURS: usize = 3;

pub(super) struct UnlistedName;

/// Where a name was seen first and last, and in how many dossiers.
struct Seen<'a> {
    text: &'a Text,
    place: Place,
    last: NodeId,
    dossiers: usize,
}

impl Check for UnlistedName {
    fn run(&self, site: Site<'_>, diags: &mut Diagnostics) {
        let story = &site.library.graph.story;
        let text = |id: &NodeId| &site.library.node(*id).texts[0];
        let found: Vec<_> = story.par_iter().map(|id| candidates(text(id))).collect();
        let mut names: FxHashMap<&str, Seen<'_>> = FxHashMap::default();
        for (id, places) in story.iter().zip(found) {
            let text = text(id);
            for place in places {
                let name = &text.body.blocks[place.block].text[place.range.clone()];
                let new = || Seen {
                    text,
                    place,
                    last: *id,
                    dossiers: 1,
                };
                let seen = names.entry(name).or_insert_with(new);
                seen.dossiers += usize::from(seen.last != *id);
                seen.last = *id;
            }
        }
        let recurring = names.into_iter();
        let recurring: BTreeMap<_, _> = recurring
            .filter(|(_, seen)| seen.dossiers >= RECURS)
            .collect();
        for (name, seen) in recurring {
            let span = Span::new(&seen.text.path, seen.text.body.span_of(&seen.place));
            let count = seen.dossiers;
            let message = format!("`{name}` recurs in {count} dossiers and has no actor");
            diags
                .push(Code::UnlistedName, span, message)
                .hint("write an actor's file for it, or add it as an alias to the one it means");
        }
    }
}

/// What may be names and overlaps no mention.
fn candidates(text: &Text) -> Vec<Place> {
    let mut found = Vec::new();
    // Mentions and candidates both stand in the order of the page.
    let mut mentions = text
        .mentions
        .iter()
        .map(|mention| &mention.place)
        .peekable();
    for (block, content) in text.body.blocks.iter().enumerate() {
        for range in content.names.iter().cloned() {
            let ends_before =
                |mention: &&Place| (mention.block, mention.range.end) <= (block, range.start);
            while mentions.next_if(ends_before).is_some() {}
            let next = mentions.peek();
            let overlaps = next
                .is_some_and(|mention| (mention.block, mention.range.start) < (block, range.end));
            if !overlaps {
                found.push(Place { block, range });
            }
        }
    }
    found
}
