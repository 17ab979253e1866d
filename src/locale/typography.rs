//! The signs of a language, where a keyboard gives only straight ones: spaces that do not break,
//! apostrophes, quotation marks.
//!
//! It runs over every visible text of the site: one pass, and nothing is copied when nothing
//! changes. A text that was set once stays as it is when it is set again.

mod french;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::base::bytes::{STRIDE, gather, ones, strides};
use crate::locale::Lang;

/// A space that does not break.
const NO_BREAK: &str = "\u{a0}";
/// A narrow space that does not break.
const NARROW: &str = "\u{202f}";

/// Words that begin with an apostrophe, which is no opening quotation mark.
const ELIDED: [&str; 8] = ["em", "n", "til", "tis", "twas", "cause", "bout", "round"];

/// What stands where.
struct Piece<'a> {
    text: &'a str,
    before: Option<char>,
    after: Option<char>,
}

/// Where a straight quotation mark was opened that stays straight, so that its closing one does.
#[derive(Default)]
struct Quotes {
    single: bool,
}

/// Sets `text` as `lang` wants it. `before` and `after` are the visible characters next to it,
/// if its paragraph goes on there.
pub fn set<'a>(
    text: &'a str,
    lang: Lang,
    before: Option<char>,
    after: Option<char>,
) -> Cow<'a, str> {
    let piece = Piece {
        text,
        before,
        after,
    };
    let mut quotes = Quotes::default();
    let mut out = String::new();
    let mut copied = 0;
    for at in candidates(text.as_bytes()) {
        let Some((length, sign)) = piece.change(at, lang, &mut quotes) else {
            continue;
        };
        if out.is_empty() {
            out.reserve(text.len() + 16);
        }
        out.push_str(&text[copied..at]);
        out.push_str(sign);
        copied = at + length;
    }
    if copied == 0 && out.is_empty() {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

/// The bytes of `text` that may be set otherwise: quotation marks, and spaces but for those before
/// a small letter, which only a figure and « hold on to.
fn candidates(text: &[u8]) -> impl Iterator<Item = usize> {
    // 0xC2 is the first byte of « and », 0xAB the last of «.
    let is_mark = |byte: u8| (byte == b'\'') | (byte == b'"') | (byte == 0xC2);
    let holds_on = |byte: u8| byte.is_ascii_digit() | (byte == 0xAB);
    // The stride with the two bytes before it. What stands before the text may hold on, too.
    let mut window = [b'0'; 2 + STRIDE];
    let after = strides(text).map(move |(stride, _)| {
        window.copy_within(STRIDE.., 0);
        window[2..].copy_from_slice(&stride);
        let threes = window.iter().zip(&window[1..]).zip(&window[2..]);
        let mut may_be_set = [0; STRIDE];
        for (may, ((before, byte), next)) in may_be_set.iter_mut().zip(threes) {
            let is_space = (*byte == b' ') & (holds_on(*before) | !next.is_ascii_lowercase());
            *may = u8::from(is_mark(*byte) | is_space);
        }
        gather(&may_be_set)
    });
    // Each bit stands for the byte after the one that is meant.
    ones(after).map(|after| after - 1)
}

/// `text`, set, between the quotation marks of `lang`.
pub fn quoted(text: &str, lang: Lang) -> String {
    let marked = match lang.as_str() {
        "fr" => format!("« {text} »"),
        _ => format!("“{text}”"),
    };
    set(&marked, lang, None, None).into_owned()
}

impl Piece<'_> {
    /// What becomes of the byte `at`, if it does not stay as it is: how many bytes are replaced,
    /// and by what.
    fn change(&self, at: usize, lang: Lang, quotes: &mut Quotes) -> Option<(usize, &'static str)> {
        let french = lang.as_str() == "fr";
        let english = lang.as_str() == "en";
        match self.text.as_bytes()[at] {
            b'\'' if english => Some((1, english_single(self, at))),
            b'\'' => apostrophe(self, at, quotes).map(|sign| (1, sign)),
            b'"' if english => Some((1, english_double(self, at))),
            b' ' if french => french::space(self, at).map(|space| (1, space)),
            // The first byte of « and ».
            0xC2 if french => french::guillemet(self, at),
            _ => None,
        }
    }

    /// The character before the byte `at`.
    fn previous(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back().or(self.before)
    }

    /// The character at the byte `at`.
    fn next(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next().or(self.after)
    }
}

/// A straight apostrophe at `at`: curly after a letter, unless it closes a straight quotation.
fn apostrophe(piece: &Piece<'_>, at: usize, quotes: &mut Quotes) -> Option<&'static str> {
    let after_letter = piece.previous(at).is_some_and(char::is_alphanumeric);
    let before_letter = piece.next(at + 1).is_some_and(char::is_alphanumeric);
    if after_letter && !before_letter && quotes.single {
        quotes.single = false;
        return None;
    }
    if !after_letter {
        quotes.single = before_letter;
        return None;
    }
    Some("’")
}

fn english_single(piece: &Piece<'_>, at: usize) -> &'static str {
    let rest = &piece.text[at + 1..];
    let word = rest
        .find(|c: char| !c.is_alphanumeric())
        .map_or(rest, |end| &rest[..end]);
    let elided = ELIDED.contains(&word) || word.starts_with(|c: char| c.is_ascii_digit());
    if opens(piece, at) && !elided {
        "‘"
    } else {
        "’"
    }
}

fn english_double(piece: &Piece<'_>, at: usize) -> &'static str {
    if opens(piece, at) { "“" } else { "”" }
}

/// Whether a quotation mark at `at` opens: nothing stands before it that it could close.
fn opens(piece: &Piece<'_>, at: usize) -> bool {
    let opening = |c: char| c.is_whitespace() || "([{<“‘—–-/=\"'".contains(c);
    let inward = |c: char| !c.is_whitespace();
    piece.previous(at).is_none_or(opening) && piece.next(at + 1).is_none_or(inward)
}
