//! Actors named in plain text.
//!
//! A [`Finder`] holds every name of every actor in two automata, one in which capitals count. In
//! a block, all occurrences are listed, and those that are no words of their own dropped. What they
//! mean is decided in the order of the page, since a weak alias counts only after a full name; of
//! those that mean somebody, the leftmost longest count.

mod finder;
mod vocabulary;
mod words;

pub(crate) use finder::Bearers;
pub use finder::Finder;

use std::cell::LazyCell;
use std::collections::BTreeSet;
use std::ops::{Deref, Range};
use std::sync::Arc;

use crate::base::diag::{Code, Diagnostics, Span, Warned};
use crate::base::memo::{Aside, Hashed, Memo};
use crate::base::path::SourcePath;
use crate::locale::sentences::Sentences;
use crate::parse::body::{Block, Body, Place};
use crate::resolve::links::Target;
use crate::resolve::nodes::Version;
use crate::resolve::{NodeId, fold::Folded};
use finder::{Hit, Meaning, Relevant};
pub(crate) use vocabulary::Vocabulary;

/// The actors a text names, in the order of the page.
pub type Mentions = Vec<Mention>;

/// The mentions of one text. Who holds them keeps them remembered.
#[derive(Clone, Debug, Hash)]
pub struct Found(Arc<Warned<Hashed<Mentions>>>);

impl Deref for Found {
    type Target = Hashed<Mentions>;

    fn deref(&self) -> &Self::Target {
        &self.0.output
    }
}

impl Found {
    /// What is doubtful about them.
    pub(super) fn diags(&self) -> &Diagnostics {
        &self.0.diags
    }
}

/// An actor named in a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Mention {
    /// The actor.
    pub actor: NodeId,
    /// The name in the text.
    pub place: Place,
    /// The sentence it stands in, as bytes of the same block's text.
    pub sentence: Range<usize>,
    /// What becomes of it on the page.
    pub role: MentionRole,
}

/// What becomes of a mention on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MentionRole {
    /// The author linked it.
    Written,
    /// It is the first of its actor, and becomes a link.
    Linked,
    /// It is listed on the actor's page and stays plain text.
    Plain,
}

/// The sentence around a part of the block at hand.
type Around<'a> = &'a dyn Fn(&Range<usize>) -> Range<usize>;

/// Where a name was found.
struct At<'a> {
    /// Which block of the text.
    index: usize,
    block: &'a Block,
    hit: &'a Hit,
}

/// What one text is searched for: all that the answer depends on.
#[derive(Hash)]
struct Search<'a> {
    path: &'a SourcePath,
    body: &'a Hashed<Body>,
    names: Relevant<'a>,
    finder: Aside<&'a Finder>,
    written: Vec<(Place, NodeId)>,
    /// The actor whose own page the text is, if it is one.
    own: Option<NodeId>,
    /// Whether names are looked for, or only what the author linked counts.
    automatic: bool,
}

/// The mentions of one text, found or remembered.
pub(crate) fn of_text(
    node: NodeId,
    version: &Version,
    body: &Hashed<Body>,
    links: &[Option<Target>],
    (finder, vocabulary): (&Finder, &Vocabulary),
    memo: &Memo<Warned<Hashed<Mentions>>>,
) -> Found {
    let places = body.links.iter().map(|link| link.place.clone());
    let written = places
        .zip(links)
        .filter_map(|(place, target)| match target {
            Some(Target::Node { node, .. }) if finder.is_actor(*node) => Some((place?, *node)),
            _ => None,
        });
    let search = Search {
        path: &version.path,
        body,
        names: Relevant { finder, vocabulary },
        finder: Aside(finder),
        written: written.collect(),
        own: finder.is_actor(node).then_some(node),
        automatic: version.front.finds_mentions(),
    };
    Found(memo.call(&search, |search| search.run()))
}

/// The mentions of the texts of an event, in which nothing is linked. Findings have no place.
pub(super) fn of_body(
    body: &Hashed<Body>,
    finder: &Finder,
    memo: &Memo<Warned<Hashed<Mentions>>>,
) -> Found {
    let vocabulary = &Vocabulary::of(body);
    let search = Search {
        path: &SourcePath::new("content/events.yaml"),
        body,
        names: Relevant { finder, vocabulary },
        finder: Aside(finder),
        written: Vec::new(),
        own: None,
        automatic: true,
    };
    Found(memo.call(&search, |search| search.run()))
}

impl Search<'_> {
    fn run(&self) -> Warned<Hashed<Mentions>> {
        let mut diags = Diagnostics::default();
        let mut page = Page {
            named: BTreeSet::new(),
            linked: BTreeSet::new(),
            found: Vec::new(),
        };
        let mut folded = Folded::default();
        let mut written = self.written.iter().peekable();
        for (index, block) in self.body.blocks.iter().enumerate() {
            let mut hits = Vec::new();
            if self.automatic && !block.searched.is_empty() {
                folded.set(&block.text);
                hits = self.finder.0.hits(&folded, block);
            }
            let sentences = LazyCell::new(|| Sentences::new(&block.text, self.body.lang));
            let around = |range: &Range<usize>| sentences.around(range);
            // Hits at one place are one name; its bearers are those of all of them.
            let mut groups = hits.chunk_by(|a, b| a.range == b.range).peekable();
            let mut end = 0;
            loop {
                let next_written = written.peek().filter(|(place, _)| place.block == index);
                let written_first = match (next_written, groups.peek()) {
                    (Some((place, _)), Some(hits)) => place.range.start < hits[0].range.start,
                    (Some(_), None) => true,
                    (None, Some(_)) => false,
                    (None, None) => break,
                };
                if written_first {
                    let (place, actor) = written.next().expect("it was peeked at");
                    self.add_written(&mut page, place, *actor, &around);
                    continue;
                }
                let hits = groups.next().expect("it was peeked at");
                if hits[0].range.start < end {
                    continue;
                }
                // A weak alias of nobody yet must not take the place of a name within it.
                let meaning = self.finder.0.meaning(hits, &page.named);
                if !matches!(meaning, Meaning::Nobody) {
                    end = hits[0].range.end;
                    let at = At {
                        index,
                        block,
                        hit: &hits[0],
                    };
                    diags.extend(self.add_hit(&mut page, meaning, at, &around));
                }
            }
        }
        page.found.shrink_to_fit();
        Warned::new(Hashed::new(page.found), diags)
    }

    fn add_written(&self, page: &mut Page, place: &Place, actor: NodeId, around: Around<'_>) {
        page.named.insert(actor);
        if self.own != Some(actor) {
            page.linked.insert(actor);
            let mention = Mention {
                actor,
                place: place.clone(),
                sentence: around(&place.range),
                role: MentionRole::Written,
            };
            page.found.push(mention);
        }
    }

    fn add_hit(
        &self,
        page: &mut Page,
        meaning: Meaning,
        at: At<'_>,
        around: Around<'_>,
    ) -> Diagnostics {
        let mut diags = Diagnostics::default();
        let place = Place {
            block: at.index,
            range: at.hit.range.clone(),
        };
        match meaning {
            Meaning::Nobody => {}
            Meaning::Several(actors) => {
                let message = format!("`{}` could mean several actors", self.text(&place));
                let ways = actors.iter().map(|actor| {
                    format!("`[[{}|{}]]`", self.finder.0.id(*actor), self.text(&place))
                });
                let hint = format!("say which: {}", ways.collect::<Vec<_>>().join(" or "));
                let span = Span::new(self.path, self.body.span_of(&place));
                diags.push(Code::AmbiguousMention, span, message).hint(hint);
            }
            Meaning::One { actor, full } => {
                if full {
                    page.named.insert(actor);
                }
                if self.own == Some(actor) {
                    return diags;
                }
                let first = !at.hit.crosses(&at.block.seams) && page.linked.insert(actor);
                let role = if first {
                    MentionRole::Linked
                } else {
                    MentionRole::Plain
                };
                let sentence = around(&place.range);
                page.found.push(Mention {
                    actor,
                    place,
                    sentence,
                    role,
                });
            }
        }
        diags
    }

    fn text(&self, place: &Place) -> &str {
        &self.body.blocks[place.block].text[place.range.clone()]
    }
}

/// What is known of a page while it is read from top to bottom.
struct Page {
    /// Actors named by a full name or a link so far: their weak aliases count from here on.
    named: BTreeSet<NodeId>,
    /// Actors that have their link.
    linked: BTreeSet<NodeId>,
    found: Mentions,
}
