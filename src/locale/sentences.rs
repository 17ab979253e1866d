//! Sentences, and a few words around a place: what an index shows of a mention.
//!
//! The boundaries are those of UAX #29, less those after abbreviations and initials, with the
//! closing « » of French kept in the sentence it closes.

#[cfg(test)]
mod tests;

use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use crate::base::bytes::positions;
use crate::locale::Lang;

/// After these a sentence goes on, in French. « etc. » ends one if a capital follows.
const FRENCH: [&str; 33] = [
    "M", "MM", "Mme", "Mmes", "Mlle", "Dr", "Pr", "Me", "Mgr", "St", "Ste", "p", "pp", "art", "al",
    "cf", "n", "no", "fig", "chap", "vol", "t", "éd", "trad", "dir", "coll", "env", "tél", "av",
    "apr", "réf", "ex", "op",
];

/// After these a sentence goes on, in English.
const ENGLISH: [&str; 37] = [
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Sen", "Rep", "Gov", "Gen", "Lt", "Col", "Sgt", "Capt", "St",
    "Jr", "Sr", "Inc", "Corp", "Co", "Ltd", "No", "p", "pp", "vol", "ed", "eds", "fig", "art",
    "sec", "ch", "cf", "vs", "approx", "Rev", "al", "e.g", "i.e",
];

/// The sentences of one text, found once for all that stands in it.
pub struct Sentences(Vec<Range<usize>>);

/// A place of a text with a few words on each side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Excerpt<'a> {
    /// What stands before the place.
    pub before: &'a str,
    /// The place itself.
    pub hit: &'a str,
    /// What stands after it.
    pub after: &'a str,
    /// Whether the text goes on before `before`.
    pub cut_before: bool,
    /// Whether the text goes on after `after`.
    pub cut_after: bool,
}

impl Sentences {
    /// The sentences of `text`.
    pub fn new(text: &str, lang: Lang) -> Self {
        Self(sentences(text, lang))
    }

    /// The sentence that holds `range`; several, if it reaches across them.
    pub fn around(&self, range: &Range<usize>) -> Range<usize> {
        let first = self
            .0
            .partition_point(|sentence| sentence.end <= range.start);
        let next = self
            .0
            .partition_point(|sentence| sentence.start < range.end);
        let start = self.0.get(first).map_or(range.start, |it| it.start);
        let end = self.0[..next].last().map_or(range.end, |it| it.end);
        start.min(range.start)..end.max(range.end)
    }
}

/// The sentences of `text`, in order, without the white space around them.
pub fn sentences(text: &str, lang: Lang) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut push = |start: usize, end: usize| {
        let sentence = &text[start..end];
        let from = end - sentence.trim_start().len();
        let to = start + sentence.trim_end().len();
        if from < to {
            sentences.push(from..to);
        }
    };
    for bound in bounds(text) {
        // What closes a quotation belongs to the sentence before.
        let end = bound + closing(&text[bound..]);
        if end > start && ends(&text[start..bound], &text[end..], lang) {
            push(start, end);
            start = end;
        }
    }
    push(start, text.len());
    sentences
}

/// The boundaries of UAX #29 within `text`.
///
/// The full algorithm classes every character. In western text a boundary depends on no more
/// than the surroundings of a stop, up to the next letter: only these are given to it, which is
/// many times faster.
fn bounds(text: &str) -> Vec<usize> {
    let mut bounds = Vec::new();
    if !is_western(text) {
        bounds.extend(text.split_sentence_bound_indices().skip(1).map(|it| it.0));
        return bounds;
    }
    // Line breaks end sentences, too.
    let is_line_end = |byte: u8| (byte == b'\n') | (byte == b'\r');
    let is_stop = |byte: u8| (byte == b'.') | (byte == b'!') | (byte == b'?') | is_line_end(byte);
    let mut from = 0;
    for stop in positions(text.as_bytes(), is_stop) {
        if stop < from {
            continue;
        }
        // Most sentences begin after one space, with a capital.
        if let [b'.' | b'!' | b'?', b' ', b'A'..=b'Z', ..] = text.as_bytes()[stop..] {
            bounds.push(stop + 2);
            from = stop + 3;
            continue;
        }
        // The letter before the stop counts too; marks may stand between.
        let start = text[..stop]
            .char_indices()
            .rev()
            .find(|(_, c)| c.is_ascii() || c.is_alphanumeric())
            .map_or(0, |(at, _)| at);
        let end = text[stop..]
            .char_indices()
            .find(|(_, c)| c.is_alphabetic())
            .map_or(text.len(), |(at, c)| stop + at + c.len_utf8());
        let window = text[start..end].split_sentence_bound_indices().skip(1);
        bounds.extend(window.map(|(at, _)| start + at));
        from = end;
    }
    bounds
}

/// Whether every stop of `text` is one that [`bounds`] looks for.
fn is_western(text: &str) -> bool {
    // Letters that begin otherwise are below U+0500, and no stops.
    let may_be_other = |byte: u8| (byte == 0xC2) | (byte >= 0xD4);
    let mut others = positions(text.as_bytes(), may_be_other);
    others.all(|at| text[at..].starts_with(is_western_letter))
}

/// Whether `c` is no stop, unless it is one that [`bounds`] looks for.
fn is_western_letter(c: char) -> bool {
    match c {
        '\u{85}' | '\u{2024}' | '\u{2028}' | '\u{2029}' | '‼' | '⁇' | '⁈' | '⁉' => false,
        '\0'..='\u{52f}' | '\u{1e00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' => true,
        _ => false,
    }
}

/// How many bytes at the beginning of `rest` close a quotation, white space after it included.
fn closing(rest: &str) -> usize {
    let closed = rest.trim_start_matches(['»', '”', '’', ')', ']']);
    if closed.len() == rest.len() {
        return 0;
    }
    rest.len() - closed.trim_start().len()
}

/// Whether a sentence ends between `before` and `after`.
fn ends(before: &str, after: &str, lang: Lang) -> bool {
    let goes_on = |c: char| c.is_lowercase() || ",;:—–".contains(c);
    if after.starts_with(goes_on) {
        return false;
    }
    match before.trim_end().strip_suffix('.') {
        Some(before) => !is_abbreviation(last_word(before), lang),
        None => true,
    }
}

/// Whether `word`, before its stop, is an abbreviation, an initial, or initials: `M`, `J`,
/// `J.-P`, `U.S`.
fn is_abbreviation(word: &str, lang: Lang) -> bool {
    let listed = match lang.as_str() {
        "fr" => FRENCH.contains(&word),
        "en" => ENGLISH.contains(&word),
        _ => false,
    };
    listed || is_initials(word)
}

fn is_initials(word: &str) -> bool {
    let mut letters = word.split(['.', '-']).filter(|part| !part.is_empty());
    !word.is_empty()
        && letters.all(|part| {
            let mut chars = part.chars();
            chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
        })
}

/// The word at the end of `text`, without what opens before it.
fn last_word(text: &str) -> &str {
    let opens = |c: char| c.is_whitespace() || "([{«“‘’'\"".contains(c);
    // No abbreviation is longer, so a long word is not read to its beginning.
    text.char_indices()
        .rev()
        .take(12)
        .find(|(_, c)| opens(*c))
        .map_or(text, |(at, c)| &text[at + c.len_utf8()..])
}

/// The bytes `range` of `text` with at most `max_chars` characters on each side, cut between
/// words.
pub fn abridge(text: &str, range: Range<usize>, max_chars: usize) -> Excerpt<'_> {
    let before = tail(&text[..range.start], max_chars);
    let after = head(&text[range.end..], max_chars);
    Excerpt {
        before,
        hit: &text[range.clone()],
        after,
        cut_before: before.len() < range.start,
        cut_after: range.end + after.len() < text.len(),
    }
}

/// The last words of `text`, at most `max_chars` characters.
fn tail(text: &str, max_chars: usize) -> &str {
    let Some(skipped) = text.char_indices().rev().nth(max_chars) else {
        return text;
    };
    let start = skipped.0 + skipped.1.len_utf8();
    let window = &text[start..];
    if skipped.1.is_whitespace() {
        return window.trim_start();
    }
    match window.find(char::is_whitespace) {
        Some(space) => window[space..].trim_start(),
        None => &text[boundary_from(text, start)..],
    }
}

/// The first words of `text`, at most `max_chars` characters.
fn head(text: &str, max_chars: usize) -> &str {
    let Some((end, first_skipped)) = text.char_indices().nth(max_chars) else {
        return text;
    };
    let window = &text[..end];
    if first_skipped.is_whitespace() {
        return window.trim_end();
    }
    match window.rfind(char::is_whitespace) {
        Some(space) => window[..space].trim_end(),
        None => &text[..boundary_until(text, end)],
    }
}

/// The first boundary of graphemes of `text` from `at` on.
fn boundary_from(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(true) => at,
        _ => cursor
            .next_boundary(text, 0)
            .ok()
            .flatten()
            .unwrap_or(text.len()),
    }
}

/// The last boundary of graphemes of `text` up to `at`.
fn boundary_until(text: &str, at: usize) -> usize {
    let mut cursor = GraphemeCursor::new(at, text.len(), true);
    match cursor.is_boundary(text, 0) {
        Ok(true) => at,
        _ => cursor.prev_boundary(text, 0).ok().flatten().unwrap_or(0),
    }
}
