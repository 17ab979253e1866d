//! The words of a text, brought to one form: a name can stand in it only if all its words do.

use std::hash::BuildHasher as _;

use rustc_hash::FxBuildHasher;

use crate::parse::body::Body;
use crate::resolve::fold::{Folded, lower, without_marks};
use crate::resolve::mentions::words::is_letter;

/// Words by their hashes, in order, each once. Two words may share a hash: a text then seems to
/// hold a word that it lacks, never the other way round.
#[derive(Debug, Default)]
pub(crate) struct Vocabulary(Vec<u32>);

impl Vocabulary {
    /// The words of all blocks of `body`.
    pub(crate) fn of(body: &Body) -> Self {
        let mut folded = Folded::default();
        let mut words = Vec::new();
        for block in &body.blocks {
            folded.set(&block.text);
            words.extend(hashes(folded.as_str()));
        }
        words.sort_unstable();
        words.dedup();
        words.shrink_to_fit();
        Self(words)
    }

    /// Whether it holds all of `words`, as [`hashes`] gives them.
    pub(super) fn holds(&self, words: &[u32]) -> bool {
        words.iter().all(|word| self.0.binary_search(word).is_ok())
    }

    /// All words.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        self.0.iter().copied()
    }
}

/// The words of `text`, which was folded, without regard to capitals and diacritics.
pub(super) fn hashes(text: &str) -> impl Iterator<Item = u32> {
    let words = text.split(|letter| !is_letter(letter));
    let words = words.filter(|word| !word.is_empty());
    let mut bare = String::new();
    words.map(move |word| {
        bare.clear();
        if word.is_ascii() {
            bare.push_str(word);
            bare.make_ascii_lowercase();
        } else {
            bare.extend(lower(word).chars().map(without_marks));
        }
        #[expect(
            clippy::cast_possible_truncation,
            reason = "half of a hash is one as well"
        )]
        let half = FxBuildHasher.hash_one(&bare) as u32;
        half
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resolve::fold::fold;

    #[test]
    fn a_name_stands_where_all_its_words_do() {
        for (text, name, may_stand) in [
            ("Chez OVH, à Roubaix", "OVH", true),
            ("l\u{2019}OVH d\u{2019}Octave", "OVH", true),
            ("L\u{2019}AUTORITE a dit", "autorité", true),
            ("E\u{301}ric Besson", "Éric Besson", true),
            ("Wiki\u{AD}Leaks", "WikiLeaks", true),
            ("Anti-WikiLeaks", "WikiLeaks", true),
            ("OVHcloud", "OVH", false),
            ("Besson dit", "Éric Besson", false),
        ] {
            let text: Vec<_> = hashes(&fold(text)).collect();
            let mut text = Vocabulary(text);
            text.0.sort_unstable();
            let name: Vec<_> = hashes(&fold(name)).collect();
            assert_eq!(text.holds(&name), may_stand, "{name:?} in {text:?}");
        }
    }
}
