//! A text -> its words, as a search compares them.
//!
//! The reader's script cuts and folds what is typed in the same way; it needs no stemmer, since
//! the index tells which forms belong together.

use std::iter;
use std::sync::Arc;

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashSet;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::base::bytes::{positions, runs};
use crate::base::memo::{Aside, Memo};
use crate::locale::Lang;

/// Letters by which words are filed: forms that do not share them are words of their own, so that
/// all forms of a word stand in one file.
const INITIALS: usize = 3;

/// Under what a word is filed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Filed {
    /// The first letters of its form.
    pub(super) initials: String,
    /// What all its forms have in common; empty for what stands in every text, which is searched
    /// for in quoted phrases alone.
    pub(super) stem: String,
    /// As readers type it: small letters without diacritics, ligatures in two letters.
    pub(super) form: String,
}

/// The words of a text: runs of letters, marks and figures.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    let bytes = text.as_bytes();
    let may_be_part = |byte: u8| byte.is_ascii_alphanumeric() | (byte >= 0x80);
    // 0xC3 to 0xC9 begin letters alone, but for `×` and `÷`; those end with 0x97 and 0xB7.
    let may_be_sign = |byte: u8| (byte == 0x97) | (byte == 0xB7) | (byte == 0xC2) | (byte >= 0xCA);
    let mut signs = positions(bytes, may_be_sign);
    let mut next_sign = move || signs.next().unwrap_or(usize::MAX);
    let mut sign = next_sign();
    let mut runs = runs(bytes, may_be_part);
    let mut parts = None;
    iter::from_fn(move || {
        loop {
            if let Some(word) = parts.as_mut().and_then(Iterator::next) {
                return Some(word);
            }
            let run = runs.next()?;
            if sign >= run.end {
                return Some(&text[run]);
            }
            while sign < run.end {
                sign = next_sign();
            }
            let words = text[run].split(|letter| !is_part(letter));
            parts = Some(words.filter(|word| !word.is_empty()));
        }
    })
}

/// Whether `letter` is part of a word.
fn is_part(letter: char) -> bool {
    match letter {
        '\0'..='\x7f' => letter.is_ascii_alphanumeric(),
        // Unicode's tables are not asked for the letters of western Europe.
        'ß'..='ö' | 'ø'..='ÿ' => true,
        _ => letter.is_alphanumeric() || is_combining_mark(letter),
    }
}

/// What words were filed under before.
#[derive(Default)]
pub(super) struct Register {
    filed: Memo<Filed>,
    common: Memo<Common>,
}

impl Register {
    /// Under what a word of a language is filed. Where no stemmer is known, each form is a word of
    /// its own.
    pub(super) fn file(&self, lang: Lang, word: &str) -> Arc<Filed> {
        let common = Aside(&self.common);
        self.filed.call(&Spelling { lang, word, common }, file)
    }
}

/// A word as written.
#[derive(Hash)]
struct Spelling<'a> {
    lang: Lang,
    word: &'a str,
    common: Aside<&'a Memo<Common>>,
}

/// What stands in every text of a language, in small letters.
struct Common(FxHashSet<&'static str>);

fn file(spelling: &Spelling<'_>) -> Filed {
    let &Spelling { lang, word, .. } = spelling;
    let common = spelling.common.0.call(&lang, common);
    let small = word.to_lowercase();
    let form = folded(&small);
    let stem = match algorithm(lang) {
        _ if common.0.contains(&*small) => String::new(),
        Some(algorithm) => Stemmer::create(algorithm).stem(&small).into_owned(),
        None => small,
    };
    Filed {
        initials: form.chars().take(INITIALS).collect(),
        stem,
        form,
    }
}

fn common(lang: &Lang) -> Common {
    let common = stop_words::lookup(lang.as_str()).unwrap_or_default();
    // Some are several words: “don't”.
    Common(common.iter().flat_map(|common| words(common)).collect())
}

/// The Snowball stemmer of a language.
fn algorithm(lang: Lang) -> Option<Algorithm> {
    Some(match lang.as_str() {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nl" => Algorithm::Dutch,
        "no" | "nb" | "nn" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

fn folded(small: &str) -> String {
    if small.is_ascii() {
        return small.to_owned();
    }
    let letters = small.nfd().filter(|mark| !is_combining_mark(*mark));
    letters
        .collect::<String>()
        .replace('œ', "oe")
        .replace('æ', "ae")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filed(lang: &str, word: &str) -> Arc<Filed> {
        Register::default().file(lang.parse().expect("a language"), word)
    }

    #[test]
    fn words_stand_between_signs() {
        let text = "L\u{2019}hébergeur OVH, sous-traitant (2010) d\u{2019}E\u{301}tat";
        let found: Vec<_> = words(text).collect();
        let expected = [
            "L",
            "hébergeur",
            "OVH",
            "sous",
            "traitant",
            "2010",
            "d",
            "E\u{301}tat",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn words_end_where_a_letter_is_no_part_of_one() {
        for letter in ('\0'..=char::MAX).filter(|letter| !letter.is_control()) {
            let text = format!("a{letter}b {letter}");
            let parts = text.split(|letter| !is_part(letter));
            let expected = parts.filter(|part| !part.is_empty());
            assert!(words(&text).eq(expected), "{letter:?}");
        }
    }

    #[test]
    fn forms_of_one_word_share_a_stem() {
        let stem = |lang, word| filed(lang, word).stem.clone();
        assert_eq!(stem("fr", "Hébergement"), stem("fr", "hébergements"));
        assert_eq!(stem("en", "hosting"), stem("en", "hosted"));
        assert_ne!(stem("en", "hosting"), stem("en", "ghost"));
        assert_eq!(stem("fr", "même"), "");
        assert_eq!(stem("fr", "Aurait"), "");
        assert_eq!(stem("xx", "The"), "the");
    }

    #[test]
    fn readers_type_no_diacritics() {
        let cases = [
            ("hébergé", "heb", "heberge"),
            ("E\u{301}tat", "eta", "etat"),
            ("Œuvre", "oeu", "oeuvre"),
            ("OVH", "ovh", "ovh"),
            ("EY", "ey", "ey"),
        ];
        for (word, initials, form) in cases {
            let filed = filed("fr", word);
            assert_eq!((&*filed.initials, &*filed.form), (initials, form), "{word}");
        }
    }
}
