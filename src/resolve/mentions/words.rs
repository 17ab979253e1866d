//! Whether an occurrence of a name stands there as a word of its own.
//!
//! Boundaries are those of UAX #29, with the newsroom's exceptions: a French elision may stand on
//! the left (`l'OVH`), an English possessive on the right (`OVH's`), and a hyphen joins words,
//! except after a prefix that keeps them apart (`anti-WikiLeaks`). Texts are folded: apostrophes
//! are `'`, hyphens `-`.

use unicode_normalization::char::is_combining_mark;

/// What may be elided before a name; the apostrophe follows.
const ELISIONS: [&str; 13] = [
    "l", "d", "qu", "n", "s", "j", "m", "t", "c", "jusqu", "lorsqu", "puisqu", "quoiqu",
];

/// Prefixes after which a hyphen does not make one word of two.
const PREFIXES: [&str; 5] = ["anti", "pro", "ex", "non", "post"];

/// Whether the bytes `start..end` of `text` are not part of a longer word.
pub(super) fn is_word(text: &str, start: usize, end: usize) -> bool {
    starts_word(&text[..start]) && ends_word(&text[end..])
}

fn starts_word(before: &str) -> bool {
    let mut letters = before.chars().rev();
    match (letters.next(), letters.next()) {
        (None, _) => true,
        (Some(last), _) if is_letter(last) => false,
        (Some('\''), Some(left)) if is_letter(left) => {
            is_one_of(&before[..before.len() - 1], &ELISIONS)
        }
        (Some('-'), Some(left)) if is_letter(left) => {
            is_one_of(&before[..before.len() - 1], &PREFIXES)
        }
        (Some('.' | ':'), Some(left)) if is_letter(left) => false,
        _ => true,
    }
}

fn ends_word(after: &str) -> bool {
    let mut letters = after.chars();
    match (letters.next(), letters.next()) {
        (None, _) => true,
        (Some(first), _) if is_letter(first) => false,
        (Some('\''), Some('s' | 'S')) => !letters.next().is_some_and(is_letter),
        (Some('\'' | '-' | '.' | ':'), Some(right)) => !is_letter(right),
        _ => true,
    }
}

/// Whether the word that ends `text` is one of `words`, whatever its capitals.
fn is_one_of(text: &str, words: &[&str]) -> bool {
    let length: usize = text
        .chars()
        .rev()
        .take_while(|letter| is_letter(*letter))
        .map(char::len_utf8)
        .sum();
    let word = &text[text.len() - length..];
    words.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Whether `letter` is part of a word.
pub(super) fn is_letter(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphanumeric() || letter == '_';
    }
    letter.is_alphanumeric() || is_combining_mark(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_words() {
        for (text, found) in [
            ("OVH", true),
            ("l'OVH", true),
            ("jusqu'OVH", true),
            ("Jusqu'OVH", true),
            ("aujourd'OVH", false),
            ("OVHcloud", false),
            ("OVH's", true),
            ("OVH'sx", false),
            ("les OVH' amis", true),
            ("anti-OVH", true),
            ("super-OVH", false),
            ("OVH-like", false),
            ("OVH - like", true),
            ("www.OVH", false),
            ("OVH.fr", false),
            ("OVH.", true),
            ("(OVH)", true),
            ("_OVH", false),
            ("'OVH'", true),
        ] {
            let start = text.find("OVH").expect("it is there");
            assert_eq!(is_word(text, start, start + 3), found, "{text}");
        }
    }
}
