//! How many words a text has, as a newsroom counts them: what stands between blanks and holds a
//! letter or a figure.

use crate::base::bytes::{positions, runs};

/// The words of `text`.
pub(super) fn count(text: &str) -> usize {
    let bytes = text.as_bytes();
    // With none of these bytes, spaces are the only blanks.
    let may_be_blank = |byte: u8| (byte < b' ') | (byte == 0xC2) | (0xE1..=0xE3).contains(&byte);
    if positions(bytes, may_be_blank).next().is_some() {
        let words = text.split_whitespace();
        return words.filter(|word| holds_sign(word)).count();
    }
    let words = runs(bytes, |byte| byte != b' ');
    words.filter(|word| holds_sign(&text[word.clone()])).count()
}

/// Whether a word holds a letter or a figure.
fn holds_sign(word: &str) -> bool {
    let plain = word
        .as_bytes()
        .first()
        .is_some_and(u8::is_ascii_alphanumeric);
    plain || word.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_between_blanks() {
        for (text, expected) in [
            ("", 0),
            ("OVH, à Roubaix", 3),
            ("(Et) «\u{a0}été\u{a0}» — « 2010 » …", 3),
            ("l\u{2019}hôte\u{202f}!", 1),
            ("œuvre Été - É. 'n", 4),
            ("a\u{3000}b\u{2003}c\td", 4),
        ] {
            assert_eq!(count(text), expected, "{text}");
        }
    }
}
