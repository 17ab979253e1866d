//! How many words a text has, as a newsroom counts them: what stands between blanks and holds a
//! letter or a figure.

use std::iter;

use crate::base::bytes::{Later, STRIDE, mask, ones, strides};

/// The words of `text`.
pub(super) fn count(text: &str) -> usize {
    // With none of these bytes, spaces are the only blanks.
    let may_be_blank = |byte: u8| (byte < b' ') | (byte == 0xC2) | (0xE1..=0xE3).contains(&byte);
    let mut count = 0;
    let mut after_space = Later::new(true);
    for ((stride, within), at) in strides(text.as_bytes()).zip((0..).step_by(STRIDE)) {
        if mask(&stride, may_be_blank) & within != 0 {
            let words = text.split_whitespace();
            return words.filter(|word| holds_sign(word)).count();
        }
        let spaces = mask(&stride, |byte| byte == b' ');
        let words = after_space.mask(spaces) & !spaces & within;
        let plain = words & mask(&stride, |byte| byte.is_ascii_alphanumeric());
        let others = ones(iter::once(words & !plain)).map(|word| &text[at + word..]);
        let others = others.map(|rest| rest.find(' ').map_or(rest, |end| &rest[..end]));
        count += plain.count_ones() as usize;
        count += others.filter(|word| holds_sign(word)).count();
    }
    count
}

/// Whether a word holds a letter or a figure.
fn holds_sign(word: &str) -> bool {
    word.contains(char::is_alphanumeric)
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

    #[test]
    fn words_stand_anywhere() {
        for at in 0..2 * STRIDE {
            let text = format!("{}é – «b, c (1) ", " ".repeat(at));
            assert_eq!(count(&text), 4, "{text}");
            let text = format!("{} é – c\n1", "a".repeat(at + 1));
            assert_eq!(count(&text), 4, "{text}");
        }
    }
}
