//! Whether one text says what another says, word for word.
//!
//! What differs between two typesettings of the same words is no difference: the kind of
//! apostrophe and quotation mark, spaces, line breaks, and the punctuation at both ends.

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;
use unicode_segmentation::UnicodeSegmentation as _;

/// What an author writes where words were left out.
const CUTS: [&str; 4] = ["[…]", "[...]", "(…)", "(...)"];

/// A piece of a quotation that the copy does not hold where it should.
#[derive(Debug, PartialEq, Eq)]
pub struct Difference<'a> {
    /// The piece.
    pub quoted: &'a str,
    /// The passage of the copy that has most of its words; none if it has no word of them.
    pub nearest: Option<&'a str>,
}

/// The first piece of `quotation` that `copy` does not hold after those before it, if there is
/// one. Pieces are parted by `[…]` or `(…)`.
pub fn difference<'a>(quotation: &'a str, copy: &'a str) -> Option<Difference<'a>> {
    let held = words(copy);
    let mut from = 0;
    for quoted in pieces(quotation) {
        let said = words(quoted);
        let said = trimmed(&said);
        if said.is_empty() {
            continue;
        }
        let is_here = |window: &[Word]| window.iter().zip(said).all(|(a, b)| a.text == b.text);
        match held[from..].windows(said.len()).position(is_here) {
            Some(at) => from += at + said.len(),
            None => {
                return Some(Difference {
                    quoted: &quoted[spread(said)],
                    nearest: nearest(&held, said).map(|passage| &copy[passage]),
                });
            }
        }
    }
    None
}

/// A word or a mark of punctuation, in the form in which it is compared, and where it stands.
struct Word {
    text: String,
    place: Range<usize>,
}

fn words(text: &str) -> Vec<Word> {
    let parts = text.split_word_bound_indices();
    let is_blank = |part: &str| !part.chars().any(|c| is_seen(&c) && !c.is_whitespace());
    let parts = parts.filter(|(_, part)| !is_blank(part));
    parts
        .map(|(start, part)| Word {
            text: part.nfc().filter(is_seen).map(plain).collect(),
            place: start..start + part.len(),
        })
        .collect()
}

/// Whether a character leaves ink or a space: web pages are full of soft hyphens and joiners.
fn is_seen(character: &char) -> bool {
    !matches!(
        character,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
    )
}

/// A character as a typewriter has it.
fn plain(character: char) -> char {
    match character {
        '’' | '‘' | '‚' | 'ʼ' => '\'',
        '“' | '”' | '„' | '«' | '»' | '‹' | '›' => '"',
        '\u{2010}' | '\u{2011}' => '-',
        other => other,
    }
}

fn pieces(quotation: &str) -> Vec<&str> {
    let mut pieces = vec![quotation];
    for cut in CUTS {
        pieces = pieces.iter().flat_map(|piece| piece.split(cut)).collect();
    }
    pieces
}

/// The words without the punctuation around them.
fn trimmed(words: &[Word]) -> &[Word] {
    let is_word = |word: &Word| word.text.chars().any(char::is_alphanumeric);
    let Some(first) = words.iter().position(is_word) else {
        return &[];
    };
    let last = words.iter().rposition(is_word).unwrap_or(first);
    &words[first..=last]
}

/// From the first of some words to the last.
fn spread(words: &[Word]) -> Range<usize> {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => first.place.start..last.place.end,
        _ => 0..0,
    }
}

/// The first of the passages as long as `said` that share most words with it, preferably one that
/// begins with such a word.
fn nearest(held: &[Word], said: &[Word]) -> Option<Range<usize>> {
    let mut wanted: HashMap<&str, isize> = HashMap::new();
    for word in said {
        *wanted.entry(&word.text).or_default() += 1;
    }
    let (mut shared, mut best) = (0, (0, false, 0));
    for (index, word) in held.iter().enumerate() {
        if let Some(count) = wanted.get_mut(word.text.as_str()) {
            shared += isize::from(*count > 0);
            *count -= 1;
        }
        let start = (index + 1).saturating_sub(said.len());
        let first = held[start].text.as_str();
        let begins = wanted.contains_key(first);
        if (shared, begins) > (best.0, best.1) {
            best = (shared, begins, start);
        }
        let leaves = index + 1 >= said.len();
        if let Some(count) = wanted.get_mut(first).filter(|_| leaves) {
            *count += 1;
            shared -= isize::from(*count > 0);
        }
    }
    let (shared, _, start) = best;
    let end = (start + said.len()).min(held.len());
    (shared > 0).then(|| spread(trimmed(&held[start..end])))
}
