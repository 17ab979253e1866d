//! A capitalised name of several words that recurs in three dossiers and belongs to no actor.

use std::collections::{BTreeMap, BTreeSet};

use unicode_segmentation::UnicodeSegmentation;

use crate::base::diag::{Code, Diagnostics, Span};
use crate::check::Check;
use crate::parse::body::Place;
use crate::resolve::{NodeId, Text};
use crate::route::Site;

/// Dossiers in which a name must recur.
const RECURS: usize = 3;

pub(super) struct UnlistedName;

/// Where a name was seen first, and in which dossiers.
struct Seen<'a> {
    text: &'a Text,
    place: Place,
    dossiers: BTreeSet<NodeId>,
}

impl Check for UnlistedName {
    fn run(&self, site: Site<'_>, diags: &mut Diagnostics) {
        let mut names: BTreeMap<&str, Seen<'_>> = BTreeMap::new();
        for id in &site.library.graph.story {
            let text = &site.library.node(*id).texts[0];
            for place in candidates(text) {
                let name = &text.body.blocks[place.block].text[place.range.clone()];
                let new = || Seen {
                    text,
                    place,
                    dossiers: BTreeSet::new(),
                };
                names.entry(name).or_insert_with(new).dossiers.insert(*id);
            }
        }
        for (name, seen) in names {
            if seen.dossiers.len() >= RECURS {
                let span = Span::new(&seen.text.path, seen.text.body.span_of(&seen.place));
                let count = seen.dossiers.len();
                let message = format!("`{name}` recurs in {count} dossiers and has no actor");
                diags.push(Code::UnlistedName, span, message).hint(
                    "write an actor's file for it, or add it as an alias to the one it means",
                );
            }
        }
    }
}

/// Runs of at least two capitalised words that overlap no mention and do not open a sentence.
fn candidates(text: &Text) -> Vec<Place> {
    let mut found = Vec::new();
    for (block, content) in text.body.blocks.iter().enumerate() {
        for part in &content.searched {
            let words = content.text[part.clone()].unicode_word_indices();
            let words = words.map(|(at, word)| (part.start + at, word));
            for range in runs(&content.text, words) {
                let place = Place { block, range };
                if !text
                    .mentions
                    .iter()
                    .any(|mention| overlap(&mention.place, &place))
                {
                    found.push(place);
                }
            }
        }
    }
    found
}

fn overlap(a: &Place, b: &Place) -> bool {
    a.block == b.block && a.range.start < b.range.end && b.range.start < a.range.end
}

fn runs<'a>(
    text: &str,
    words: impl Iterator<Item = (usize, &'a str)>,
) -> Vec<std::ops::Range<usize>> {
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    let mut run: Option<(std::ops::Range<usize>, usize)> = None;
    for (at, word) in words {
        let end = at + word.len();
        let capital = word.chars().next().is_some_and(char::is_uppercase) && word.len() > 1;
        run = match run {
            Some((range, count)) if capital && &text[range.end..at] == " " => {
                Some((range.start..end, count + 1))
            }
            ended => {
                found.extend(
                    ended
                        .filter(|(_, count)| *count > 1)
                        .map(|(range, _)| range),
                );
                // The first word of a sentence is capitalised for another reason.
                let opens = text[..at].trim_end().ends_with(['.', '!', '?', '…', ':']) || at == 0;
                (capital && !opens).then_some((at..end, 1))
            }
        };
    }
    found.extend(run.filter(|(_, count)| *count > 1).map(|(range, _)| range));
    found
}
