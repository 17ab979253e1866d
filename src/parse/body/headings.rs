//! The headings of a text: the level of each on its page, and an id no other thing there has.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::diag::{Code, Diagnostics, Span, Warned};
use crate::base::path::SourcePath;
use crate::locale::names::slug;
use crate::parse::body::{Block, Heading};

/// The deepest level HTML knows.
const DEEPEST: usize = 6;

/// The headings met so far.
#[derive(Default)]
pub(super) struct Headings {
    drafts: Vec<Draft>,
    /// The levels, as written, of the headings over the next one, outermost first.
    above: Vec<u8>,
}

/// A heading whose id may still have to give way to one the author gave further down.
struct Draft {
    level: u8,
    given: Option<String>,
    text: String,
    span: Range<usize>,
}

impl Headings {
    /// Adds a heading: its level as written, the id the author gave it, its text.
    pub(super) fn add(&mut self, written: u8, given: Option<String>, block: &Block) {
        // A heading stands one level below the nearest one before it that is written higher,
        // whatever number of signs lies between them.
        while self.above.last().is_some_and(|last| *last >= written) {
            self.above.pop();
        }
        self.above.push(written);
        let depth = (self.above.len() + 1).min(DEEPEST);
        self.drafts.push(Draft {
            level: u8::try_from(depth).expect("there are six levels"),
            given,
            text: block.text.to_string(),
            span: block.span.clone(),
        });
    }

    /// All headings, with their ids.
    pub(super) fn finish(self, path: &SourcePath) -> Warned<Vec<Heading>> {
        let mut diags = Diagnostics::default();
        let mut given: BTreeMap<&str, &Draft> = BTreeMap::new();
        for draft in &self.drafts {
            let Some(id) = draft.given.as_deref() else {
                continue;
            };
            let span = Span::new(path, draft.span.clone());
            if is_reserved(id) {
                let message = format!("the id `{id}` belongs to another part of the page");
                let hint = format!("give the heading another id, perhaps `section-{id}`");
                diags.push(Code::DuplicateAnchor, span, message).hint(hint);
            } else if let Some(first) = given.get(id) {
                let message = format!("the id `{id}` is already taken on this page");
                diags
                    .push(Code::DuplicateAnchor, span, message)
                    .related(Span::new(path, first.span.clone()), "here")
                    .hint("give one of the two headings another id");
            } else {
                given.insert(id, draft);
            }
        }
        let mut ids = Ids::default();
        for id in given.keys() {
            ids.unique((*id).to_owned());
        }
        let mut taken = Vec::new();
        for draft in &self.drafts {
            let id = draft.given.as_deref();
            let first = id.filter(|id| {
                given
                    .get(id)
                    .is_some_and(|first| std::ptr::eq(*first, draft))
            });
            taken.push(match first {
                Some(id) => id.to_owned(),
                None => ids.unique(free(id, &draft.text)),
            });
        }
        let headings = self.drafts.into_iter().zip(taken);
        let headings = headings.map(|(draft, id)| Heading {
            level: draft.level,
            id,
            text: draft.text,
            span: draft.span,
        });
        Warned::new(headings.collect(), diags)
    }
}

/// The id to begin with: what the author gave, else the text's, out of the way of those that
/// number other things.
fn free(given: Option<&str>, text: &str) -> String {
    let id = given.map_or_else(|| slug(text), str::to_owned);
    match is_reserved(&id) {
        true => format!("section-{id}"),
        false => id,
    }
}

/// Whether an id has the form of those of paragraphs, notes, citations, references and events, or
/// of a theme's own, which begin with `_`.
fn is_reserved(id: &str) -> bool {
    let numbered = ["p", "note-", "note-ref-", "cite-"].iter().any(|prefix| {
        id.strip_prefix(prefix)
            .is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
    });
    let named = ["ref-", "event-", "_"];
    numbered || named.iter().any(|prefix| id.starts_with(prefix))
}

/// Ids given so far, each with the number its next namesake gets.
#[derive(Default)]
struct Ids(BTreeMap<String, usize>);

impl Ids {
    /// The id, or with `-2`, `-3`… behind it if it is taken.
    fn unique(&mut self, id: String) -> String {
        let mut number = match self.0.get(&id) {
            None => {
                self.0.insert(id.clone(), 2);
                return id;
            }
            Some(number) => *number,
        };
        loop {
            let candidate = format!("{id}-{number}");
            number += 1;
            if !self.0.contains_key(&candidate) {
                self.0.insert(id, number);
                self.0.insert(candidate.clone(), 2);
                return candidate;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::body::BlockKind;

    fn read(headings: &[(u8, Option<&str>, &str)]) -> Warned<Vec<Heading>> {
        let mut read = Headings::default();
        for (index, (level, given, text)) in headings.iter().enumerate() {
            let block = Block {
                kind: BlockKind::Heading,
                text: (*text).to_owned().into(),
                searched: Vec::new(),
                names: Vec::new(),
                seams: Vec::new(),
                span: index..index + 1,
                origins: Vec::new(),
            };
            read.add(*level, given.map(str::to_owned), &block);
        }
        read.finish(&SourcePath::new("content/index.md"))
    }

    fn ids(headings: &[(u8, Option<&str>, &str)]) -> Vec<String> {
        let headings = read(headings).output;
        headings.into_iter().map(|heading| heading.id).collect()
    }

    #[test]
    fn levels_skip_none() {
        let levels = |written: &[u8]| -> Vec<u8> {
            let headings: Vec<_> = written.iter().map(|level| (*level, None, "a")).collect();
            let headings = read(&headings).output;
            headings.iter().map(|heading| heading.level).collect()
        };
        assert_eq!(levels(&[1, 2, 2, 1, 3]), [2, 3, 3, 2, 3]);
        assert_eq!(levels(&[2, 3, 3, 2]), [2, 3, 3, 2]);
        assert_eq!(levels(&[2, 4, 4, 2]), [2, 3, 3, 2]);
        assert_eq!(levels(&[3, 2]), [2, 2]);
        assert_eq!(levels(&[1, 2, 3, 4, 5, 6]), [2, 3, 4, 5, 6, 6]);
    }

    #[test]
    fn ids_are_unique() {
        let same = (1, None, "Suite");
        assert_eq!(ids(&[same, same, same]), ["suite", "suite-2", "suite-3"]);
        let next = (1, None, "Suite 2");
        assert_eq!(ids(&[next, same, same]), ["suite-2", "suite", "suite-3"]);
        let given = (1, Some("suite"), "Fin");
        assert_eq!(ids(&[same, given]), ["suite-2", "suite"]);
        assert_eq!(
            ids(&[(1, None, "P 3"), (1, None, "P3")]),
            ["p-3", "section-p3"]
        );
    }

    #[test]
    fn two_equal_ids_name_both_headings() {
        let read = read(&[
            (1, Some("a"), "A"),
            (1, Some("a"), "B"),
            (1, Some("p1"), "C"),
        ]);
        let ids: Vec<_> = read.output.iter().map(|heading| &heading.id).collect();
        assert_eq!(ids, ["a", "a-2", "section-p1"]);
        let found: Vec<_> = read.diags.iter().collect();
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].span.range, 1..2);
        assert_eq!(found[0].related[0].0.range, 0..1);
    }
}
