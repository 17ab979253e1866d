//! Names and texts brought to one form, so that they compare as readers do.
//!
//! After NFC, every apostrophe is `'`, every no-break space a space, every hyphen `-`, and
//! capitals lose their diacritics: `Éric` is `Eric`. Soft hyphens and word joiners vanish. Small
//! letters keep theirs. A table of offsets leads back to the author's bytes.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, is_combining_mark};

use crate::base::bytes::positions;

/// No combining mark comes before it.
const FIRST_MARK: char = '\u{300}';

/// A folded text and the way back.
#[derive(Clone, Debug, Default)]
pub(crate) struct Folded {
    text: String,
    /// `(folded, original)`: from this folded offset on, offsets run in step again.
    steps: Vec<(usize, usize)>,
}

impl Folded {
    /// The folded text.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }

    /// The byte of the original that stands at this byte of the folded text.
    pub(crate) fn original(&self, folded: usize) -> usize {
        match self.steps.partition_point(|step| step.0 <= folded) {
            0 => folded,
            after => {
                let (at, original) = self.steps[after - 1];
                original + (folded - at)
            }
        }
    }

    /// The byte of the original at which the folded text ends so far.
    fn end(&self) -> usize {
        let (at, original) = self.steps.last().copied().unwrap_or_default();
        original + (self.text.len() - at)
    }

    /// Folds `text` in place of what was held before; the buffers are reused.
    pub(crate) fn set(&mut self, text: &str) {
        self.text.clear();
        self.steps.clear();
        let mut last = None;
        let mut rest = text;
        while !rest.is_empty() {
            let plain = plain(rest);
            if plain > 0 {
                self.text.push_str(&rest[..plain]);
                last = rest[..plain].chars().next_back();
                rest = &rest[plain..];
                continue;
            }
            let letter = rest.chars().next().expect("the rest is not empty");
            rest = &rest[letter.len_utf8()..];
            last = self.push(letter, last);
            let original = text.len() - rest.len();
            if self.end() != original {
                self.steps.push((self.text.len(), original));
            }
        }
    }

    /// Adds one character; gives what a mark that follows would combine with.
    fn push(&mut self, letter: char, last: Option<char>) -> Option<char> {
        if letter >= FIRST_MARK
            && is_combining_mark(letter)
            && let Some(whole) = last.and_then(|last| compose(last, letter))
        {
            self.text.pop();
            self.drop_steps_past_end();
            self.text.push(without_capital_marks(whole));
            return Some(whole);
        }
        match letter {
            '\u{2019}' | '\u{2BC}' | '\u{FF07}' => self.text.push('\''),
            '\u{A0}' | '\u{202F}' | '\u{2007}' | '\t' | '\n' | '\r' => self.text.push(' '),
            '\u{2010}' | '\u{2011}' | '\u{FE63}' | '\u{FF0D}' => self.text.push('-'),
            '\u{AD}' | '\u{2060}' | '\u{FEFF}' => {}
            letter if is_folded(letter) => {
                self.text.push(letter);
                return Some(letter);
            }
            _ => {
                let mut whole = None;
                for part in std::iter::once(letter).nfc() {
                    self.text.push(without_capital_marks(part));
                    whole = Some(part);
                }
                return whole;
            }
        }
        None
    }

    /// A composed character may end before a step its first half had made.
    fn drop_steps_past_end(&mut self) {
        while self
            .steps
            .last()
            .is_some_and(|step| step.0 > self.text.len())
        {
            self.steps.pop();
        }
    }
}

/// How many bytes at the beginning of `text` are characters of ASCII, or others that are folded
/// already.
fn plain(text: &str) -> usize {
    // 0xC3 and a byte from 0x9F on is one of `ß` to `ÿ`.
    let is_other = |byte: u8| {
        let is_sign = (byte < 0x20) | (0x7f..0x9f).contains(&byte);
        is_sign | ((byte >= 0xc0) & (byte != 0xc3))
    };
    let end = positions(text.as_bytes(), is_other).next();
    let end = end.unwrap_or(text.len());
    text.floor_char_boundary(end)
}

/// `text` folded, where the way back is not needed.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = Folded::default();
    folded.set(text);
    folded.text
}

/// `text` in small letters, byte for byte as long: a letter whose small form has another length
/// stays as it is.
pub(crate) fn lower(text: &str) -> String {
    let small = |letter: char| {
        let mut lower = letter.to_lowercase();
        match (lower.next(), lower.next()) {
            (Some(small), None) if small.len_utf8() == letter.len_utf8() => small,
            _ => letter,
        }
    };
    text.chars().map(small).collect()
}

/// Whether `letter` is one of the commonest beyond ASCII that are neither capitals nor written
/// otherwise after NFC.
fn is_folded(letter: char) -> bool {
    matches!(letter, '\u{80}'..='\u{BF}' | 'ß'..='ÿ' | '\u{2012}'..='\u{2027}')
}

fn without_capital_marks(letter: char) -> char {
    if letter.is_uppercase() {
        without_marks(letter)
    } else {
        letter
    }
}

/// The letter without its diacritics, if there is one: `é` is `e`.
pub(crate) fn without_marks(letter: char) -> char {
    if letter.is_ascii() {
        return letter;
    }
    let mut parts = std::iter::once(letter).nfd();
    match parts.next() {
        Some(base) if base != letter && parts.all(is_combining_mark) => base,
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readers_see_one_name() {
        for (text, folded) in [
            ("Éric Besson", "Eric Besson"),
            ("E\u{301}ric", "Eric"),
            ("e\u{301}toile", "étoile"),
            ("l\u{2019}OVH", "l'OVH"),
            ("M.\u{A0}Besson", "M. Besson"),
            ("Saint\u{2011}Denis", "Saint-Denis"),
            ("Wiki\u{AD}Leaks", "WikiLeaks"),
            ("Œuvre", "Œuvre"),
        ] {
            assert_eq!(fold(text), folded, "{text}");
        }
    }

    #[test]
    fn what_is_taken_as_it_is_would_stay_so() {
        for letter in ('\0'..=char::MAX).filter(|letter| is_folded(*letter)) {
            assert!(std::iter::once(letter).nfc().eq([letter]), "{letter:?}");
            assert_eq!(without_capital_marks(letter), letter);
            assert!(!is_combining_mark(letter), "{letter:?}");
        }
    }

    #[test]
    fn what_is_plain_would_stay_so() {
        for letter in ('\0'..=char::MAX).filter(|letter| plain(&letter.to_string()) > 0) {
            let is_ascii = (' '..='~').contains(&letter);
            assert!(is_ascii || is_folded(letter), "{letter:?}");
        }
        assert_eq!(plain("aé"), 3);
        assert_eq!(plain("aÉ"), 1);
    }

    #[test]
    fn offsets_lead_back() {
        let text = "« E\u{301}tat » d\u{2019}e\u{301}té, OVH";
        let mut folded = Folded::default();
        folded.set(text);
        let at = folded.as_str().find("OVH").expect("it is there");
        assert_eq!(&text[folded.original(at)..folded.original(at + 3)], "OVH");
        let at = folded.as_str().find("été").expect("it is there");
        let end = at + "été".len();
        assert_eq!(
            &text[folded.original(at)..folded.original(end)],
            "e\u{301}té"
        );
    }
}
