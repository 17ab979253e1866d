//! Every name of every actor, ready to be searched for.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::iter;
use std::ops::Range;

use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, Anchored, Input, StartKind};
use rustc_hash::FxHashMap;

use crate::base::memo::{Fingerprint, fingerprint};
use crate::parse::Kind;
use crate::parse::body::Block;
use crate::parse::front::{Alias, Case, Front};
use crate::resolve::NodeId;
use crate::resolve::fold::{Folded, fold, lower, without_marks};
use crate::resolve::mentions::vocabulary::{Vocabulary, hashes};
use crate::resolve::mentions::words::is_word;
use crate::resolve::nodes::Draft;

/// The names of all actors as automata.
#[derive(Debug)]
pub struct Finder {
    names: Vec<Name>,
    ids: BTreeMap<NodeId, String>,
    /// Names in which capitals count.
    exact: Patterns,
    /// Names in which they do not.
    loose: Patterns,
    /// What is asked of names before a text is searched for them, by that of their words which
    /// stands in the fewest names; by none, those that have no word.
    told: FxHashMap<Option<u32>, Vec<Told>>,
}

/// A name by its words, and by all that it means.
#[derive(Debug)]
struct Told {
    words: Vec<u32>,
    name: Fingerprint,
}

/// An automaton, and which of the finder's names each of its patterns is.
#[derive(Debug)]
struct Patterns {
    automaton: AhoCorasick,
    names: Vec<usize>,
    /// Whether a pattern begins with this byte.
    begins: [bool; 256],
}

/// A name, folded, and those who bear it.
#[derive(Debug, Hash)]
struct Name {
    text: String,
    case: Case,
    /// Those it always means.
    full: BTreeSet<NodeId>,
    /// Those it means once they were named in full.
    weak: BTreeSet<NodeId>,
}

/// A name found in a block.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    /// Bytes of the block's text.
    pub(super) range: Range<usize>,
    /// Which of the finder's names.
    pub(super) name: usize,
}

/// What a name means on a page, given who was named before.
pub(super) enum Meaning {
    /// Nobody: a weak alias of someone not named yet.
    Nobody,
    /// Somebody, by a full name or by a weak one.
    One { actor: NodeId, full: bool },
    /// Several.
    Several(Vec<NodeId>),
}

/// The names that may stand in a text: no other name, nor what it means, changes what is found.
pub(super) struct Relevant<'a> {
    pub(super) finder: &'a Finder,
    pub(super) vocabulary: &'a Vocabulary,
}

impl Hash for Relevant<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let words = self.vocabulary.iter().map(Some);
        for word in words.chain([None]) {
            for told in self.finder.told.get(&word).into_iter().flatten() {
                if self.vocabulary.holds(&told.words) {
                    told.name.hash(state);
                }
            }
        }
    }
}

/// The actors among these nodes and how they are called: nothing else of them is read.
pub(crate) struct Bearers<'a>(pub(crate) &'a [Draft]);

impl<'a> Bearers<'a> {
    fn each(&self) -> impl Iterator<Item = (NodeId, &'a Draft)> {
        let drafts = self.0.iter().enumerate();
        drafts
            .filter(|(_, draft)| draft.kind == Kind::Actor)
            .map(|(index, draft)| (NodeId::new(index), draft))
    }
}

impl Hash for Bearers<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        for (actor, draft) in self.each() {
            (actor, &draft.id).hash(state);
            for version in &draft.versions {
                if let Front::Actor(front) = &*version.front {
                    (&front.name, &front.aliases, &front.weak_aliases).hash(state);
                }
            }
        }
    }
}

impl Finder {
    /// Collects the names of all actors, in all their languages.
    pub(crate) fn new(bearers: &Bearers<'_>) -> Self {
        let mut names: BTreeMap<(bool, String), Name> = BTreeMap::new();
        let mut ids = BTreeMap::new();
        for (actor, draft) in bearers.each() {
            ids.insert(actor, draft.id.clone());
            for version in &draft.versions {
                let Front::Actor(front) = &*version.front else {
                    continue;
                };
                let full = front
                    .name
                    .iter()
                    .map(|name| (name.as_str(), Case::Sensitive));
                let rule = |alias: &'_ Alias| -> Case { alias.case() };
                let aliases = front.aliases.iter().flatten();
                for (text, case) in full.chain(aliases.map(|a| (a.text(), rule(a)))) {
                    add(&mut names, text, case, |name| &mut name.full, actor);
                }
                for alias in front.weak_aliases.iter().flatten() {
                    add(
                        &mut names,
                        alias.text(),
                        rule(alias),
                        |name| &mut name.weak,
                        actor,
                    );
                }
            }
        }
        let mut names: Vec<_> = names.into_values().collect();
        for name in &mut names {
            name.weak.retain(|actor| !name.full.contains(actor));
        }
        let exact = Patterns::new(&names, Case::Sensitive);
        let loose = Patterns::new(&names, Case::Insensitive);
        Self {
            told: by_rarest_word(&names, &ids),
            names,
            ids,
            exact,
            loose,
        }
    }

    /// Whether a node is an actor.
    pub(crate) fn is_actor(&self, node: NodeId) -> bool {
        self.ids.contains_key(&node)
    }

    /// The id of an actor.
    pub(super) fn id(&self, actor: NodeId) -> &str {
        &self.ids[&actor]
    }

    /// Every occurrence of a name where the block, whose text was folded, is searched: from left to
    /// right, the longer before the shorter. They overlap: which of them count, the page decides.
    pub(super) fn hits(&self, folded: &Folded, block: &Block) -> Vec<Hit> {
        let mut found = Vec::new();
        let text = folded.as_str();
        if !self.loose.names.is_empty() {
            self.loose.search(&lower(text), &mut found);
            found.retain(|hit| {
                capitals_lost_their_marks(&self.names[hit.name].text, &text[hit.range.clone()])
            });
        }
        self.exact.search(text, &mut found);
        for hit in &mut found {
            hit.range = folded.original(hit.range.start)..folded.original(hit.range.end);
        }
        found.retain(|hit| block.holds(&hit.range));
        found.sort_by_key(|hit| (hit.range.start, Reverse(hit.range.end), hit.name));
        found
    }

    /// Whom names found at one place mean where those in `named` were named before. A name in
    /// which capitals count and one in which they do not may both stand there.
    pub(super) fn meaning(&self, hits: &[Hit], named: &BTreeSet<NodeId>) -> Meaning {
        let names = || hits.iter().map(|hit| &self.names[hit.name]);
        let full = names().flat_map(|name| &name.full);
        let weak = names().flat_map(|name| &name.weak);
        let mut bearers: Vec<_> = full
            .chain(weak.filter(|actor| named.contains(actor)))
            .copied()
            .collect();
        bearers.sort_unstable();
        bearers.dedup();
        match bearers.as_slice() {
            [] => Meaning::Nobody,
            [actor] => Meaning::One {
                actor: *actor,
                full: names().any(|name| name.full.contains(actor)),
            },
            _ => Meaning::Several(bearers),
        }
    }
}

fn by_rarest_word(
    names: &[Name],
    ids: &BTreeMap<NodeId, String>,
) -> FxHashMap<Option<u32>, Vec<Told>> {
    let tell = |name: &Name| {
        let bearers = name.full.iter().chain(&name.weak);
        let bearers: Vec<_> = bearers.map(|actor| &ids[actor]).collect();
        Told {
            words: hashes(&name.text).collect(),
            name: fingerprint(&(name, bearers)),
        }
    };
    let told: Vec<_> = names.iter().map(tell).collect();
    let mut counts: FxHashMap<u32, usize> = FxHashMap::default();
    for word in told.iter().flat_map(|told| &told.words) {
        *counts.entry(*word).or_default() += 1;
    }
    let mut by_word: FxHashMap<_, Vec<_>> = FxHashMap::default();
    for told in told {
        let rarest = told.words.iter().min_by_key(|word| counts[word]).copied();
        by_word.entry(rarest).or_default().push(told);
    }
    by_word
}

impl Hit {
    /// Whether a link over the name would cross markup that begins or ends at one of `seams`,
    /// which are in order.
    pub(super) fn crosses(&self, seams: &[usize]) -> bool {
        let inside = seams.partition_point(|seam| *seam <= self.range.start);
        seams.get(inside).is_some_and(|seam| *seam < self.range.end)
    }
}

impl Block {
    /// Whether `range` lies wholly in a part of the block that is searched.
    pub(super) fn holds(&self, range: &Range<usize>) -> bool {
        let after = self
            .searched
            .partition_point(|part| part.start <= range.start);
        after > 0 && range.end <= self.searched[after - 1].end
    }
}

fn add(
    names: &mut BTreeMap<(bool, String), Name>,
    text: &str,
    case: Case,
    bearers: fn(&mut Name) -> &mut BTreeSet<NodeId>,
    actor: NodeId,
) {
    let text = match case {
        Case::Sensitive => fold(text.trim()),
        Case::Insensitive => lower(&fold(text.trim())),
    };
    if text.is_empty() {
        return;
    }
    let key = (case == Case::Insensitive, text.clone());
    let new = || Name {
        text,
        case,
        full: BTreeSet::new(),
        weak: BTreeSet::new(),
    };
    bearers(names.entry(key).or_insert_with(new)).insert(actor);
}

impl Patterns {
    fn new(names: &[Name], case: Case) -> Self {
        let mut indices = Vec::new();
        let mut texts = Vec::new();
        for (index, name) in names
            .iter()
            .enumerate()
            .filter(|(_, name)| name.case == case)
        {
            indices.push(index);
            texts.push(name.text.clone());
            let plain: String = name.text.chars().map(without_marks).collect();
            if case == Case::Insensitive && plain != name.text {
                // In capitals, which lose their marks, `autorité` is `AUTORITE`.
                indices.push(index);
                texts.push(plain);
            }
        }
        let mut begins = [false; 256];
        for first in texts.iter().filter_map(|text| text.as_bytes().first()) {
            begins[usize::from(*first)] = true;
        }
        // It fails only for more than 2^31 states: thousands of millions of letters in names.
        let automaton = AhoCorasick::builder()
            .start_kind(StartKind::Anchored)
            .build(texts)
            .expect("the names fit into an automaton");
        Self {
            automaton,
            names: indices,
            begins,
        }
    }

    fn search(&self, text: &str, found: &mut Vec<Hit>) {
        for start in self.starts(text.as_bytes()) {
            let rest = Input::new(text).range(start..).anchored(Anchored::Yes);
            let mut state = OverlappingState::start();
            let next = || {
                self.automaton.find_overlapping(rest.clone(), &mut state);
                state.get_match()
            };
            for hit in iter::from_fn(next) {
                if is_word(text, hit.start(), hit.end()) {
                    found.push(Hit {
                        range: hit.range(),
                        name: self.names[hit.pattern().as_usize()],
                    });
                }
            }
        }
    }

    /// Where a word may begin that is one of the patterns. Few places are left, so few bytes go
    /// through the automaton.
    fn starts(&self, text: &[u8]) -> impl Iterator<Item = usize> {
        let within_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'_';
        let bytes = text.iter().enumerate();
        let begins = bytes.filter(|(_, byte)| self.begins[usize::from(**byte)]);
        let starts = begins.filter(move |(at, _)| !text[..*at].last().is_some_and(within_word));
        starts.map(|(at, _)| at)
    }
}

/// Whether `written` lacks no mark of `name` but on capitals.
fn capitals_lost_their_marks(name: &str, written: &str) -> bool {
    let letters = name.chars().zip(written.chars());
    letters.into_iter().all(|(letter, written)| {
        written.is_uppercase() || without_marks(letter) != written || letter == written
    })
}
