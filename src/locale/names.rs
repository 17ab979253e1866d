//! Names: their order in a language, the letter they stand under, their form in a list and in an
//! address.

use std::cmp::Ordering;
use std::fmt;

use deunicode::{deunicode, deunicode_char};
use icu_collator::options::{AlternateHandling, CollatorOptions};
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;

use crate::locale::Lang;

/// Words before a family name that follow the given name in a list: “Villepin, Dominique de”.
/// Written with a capital they belong to the family: “De Gaulle, Charles”.
const PARTICLES: [&str; 12] = [
    "af", "av", "de", "den", "der", "di", "do", "dos", "ten", "van", "von", "zu",
];

/// Words that hold an article and so stay before the family name: “La Fontaine, Jean de”.
const ARTICLES: [&str; 6] = ["du", "des", "del", "la", "le", "les"];

/// The longest slug, in bytes.
const SLUG: usize = 80;

/// The order of names in one language; built once a language.
pub struct Collation(CollatorBorrowed<'static>);

/// The letter a name stands under in an index; figures and all other signs share one place,
/// before A.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Letter {
    /// Under no letter: figures, signs.
    Other,
    /// A letter from `A` to `Z`.
    Latin(char),
}

impl Collation {
    /// The order of `lang`, else the order of Unicode's root.
    pub fn new(lang: Lang) -> Self {
        let mut options = CollatorOptions::default();
        // “WikiLeaks” and “Wiki-Leaks” belong together: spaces and hyphens count last.
        options.alternate_handling = Some(AlternateHandling::Shifted);
        let collator = Collator::try_new(Locale::from(lang).into(), options);
        Self(collator.expect("the root collation is compiled in"))
    }

    /// Which of two names stands first. Only equal texts are equal, so that an order is always
    /// the same.
    pub fn compare(&self, a: &str, b: &str) -> Ordering {
        self.0.compare(a, b).then_with(|| a.cmp(b))
    }

    /// Bytes that order as [`Collation::compare`] does: cheaper when a list is long.
    pub fn sort_key(&self, text: &str) -> Vec<u8> {
        let mut key = Vec::with_capacity(text.len() * 3 + 8);
        let Ok(()) = self.0.write_sort_key_to(text, &mut key);
        // A sort key holds no byte below this one, so the text only decides between equals.
        key.push(0);
        key.extend_from_slice(text.as_bytes());
        key
    }

    /// The letter under which `sort_name` stands: É with E, Œ with O.
    pub fn letter(&self, sort_name: &str) -> Letter {
        sort_name
            .chars()
            .find(|c| c.is_alphanumeric())
            .filter(|c| c.is_alphabetic())
            .and_then(deunicode_char)
            .and_then(|latin| latin.chars().next())
            .filter(char::is_ascii_alphabetic)
            .map_or(Letter::Other, |c| Letter::Latin(c.to_ascii_uppercase()))
    }
}

impl Letter {
    /// The anchor of the letter in an index: `letter-a`, `letter-0`.
    pub fn anchor(self) -> String {
        match self {
            Letter::Other => "letter-0".to_owned(),
            Letter::Latin(c) => format!("letter-{}", c.to_ascii_lowercase()),
        }
    }
}

impl fmt::Display for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Letter::Other => write!(f, "#"),
            Letter::Latin(c) => write!(f, "{c}"),
        }
    }
}

/// A person's name as lists want it: “Octave Klaba” becomes “Klaba, Octave”. One that has a
/// comma, or a single word, stays.
pub fn family_given(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    if words.len() < 2 || name.contains(',') {
        return words.join(" ");
    }
    // The family name begins with the first word in lowercase, else it is the last word.
    let particle = words[1..words.len() - 1]
        .iter()
        .position(|word| is_particle(word))
        .map(|index| index + 1);
    let Some(particle) = particle else {
        return single_family(&words);
    };
    let family = words[particle..]
        .iter()
        .position(|word| !PARTICLES.contains(word))
        .map_or(words.len() - 1, |index| index + particle);
    let given = words[..particle].join(" ");
    let after = words[particle..family].join(" ");
    let family = capitalised(&words[family..].join(" "));
    format!("{family}, {given} {after}").trim_end().to_owned()
}

/// “Octave Klaba”, “Dominique d’Aubigné”, “Charles De Gaulle”.
fn single_family(words: &[&str]) -> String {
    let last = words[words.len() - 1];
    let elided = last
        .strip_prefix("d’")
        .or_else(|| last.strip_prefix("d'"))
        .filter(|family| !family.is_empty());
    if let Some(family) = elided {
        let given = words[..words.len() - 1].join(" ");
        return format!("{family}, {given} {}", &last[..last.len() - family.len()]);
    }
    // A particle with a capital opens the family name.
    let family = words[1..]
        .iter()
        .position(|word| is_particle(&word.to_lowercase()))
        .map_or(words.len() - 1, |index| index + 1)
        .min(words.len() - 1);
    format!(
        "{}, {}",
        words[family..].join(" "),
        words[..family].join(" ")
    )
}

fn is_particle(word: &str) -> bool {
    PARTICLES.contains(&word) || ARTICLES.contains(&word)
}

/// `text` with a capital at its beginning.
pub fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// `text` as a segment of an address: lowercase ASCII letters and figures, with one hyphen for
/// everything between them. Never empty, never longer than 80 bytes.
pub fn slug(text: &str) -> String {
    let mut slug = String::new();
    // Left alone, the degree sign of « n° 5 » would be spelt “deg”.
    let text = text.replace("n°", "no ").replace("N°", "no ");
    for c in deunicode(&text).chars() {
        match c {
            // “l’archive” is two words, “Besson's” one and a letter: an apostrophe is a break.
            c if c.is_ascii_alphanumeric() => slug.push(c.to_ascii_lowercase()),
            _ if slug.is_empty() || slug.ends_with('-') => {}
            _ => slug.push('-'),
        }
    }
    if slug.len() > SLUG {
        let cut = slug[..=SLUG].rfind('-').unwrap_or(SLUG);
        slug.truncate(cut);
    }
    let kept = slug.trim_end_matches('-').len();
    slug.truncate(kept);
    if slug.is_empty() {
        slug.push_str("page");
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    fn french() -> Collation {
        Collation::new("fr".parse().expect("a language"))
    }

    #[test]
    fn names_follow_the_order_of_the_language() {
        let expected = [
            "20 Minutes",
            "Besson",
            "Éluard",
            "élue",
            "Elysée",
            "Étienne",
            "Œuvre",
            "Ofcom",
            "Wiki-Leaks",
            "WikiLeaks",
            "Zola",
        ];
        let collation = french();
        let mut names = expected.to_vec();
        names.reverse();
        names.sort_by(|a, b| collation.compare(a, b));
        assert_eq!(names, expected);
        names.reverse();
        names.sort_by_cached_key(|name| collation.sort_key(name));
        assert_eq!(names, expected);
    }

    #[test]
    fn every_language_has_an_order() {
        for lang in ["de", "ja", "ar", "und", "xx"] {
            let collation = Collation::new(lang.parse().expect("a language"));
            assert_eq!(collation.compare("a", "b"), Ordering::Less, "{lang}");
        }
    }

    #[test]
    fn names_stand_under_a_letter() {
        let collation = french();
        let cases = [
            ("Éluard", "E"),
            ("œuvre", "O"),
            ("Łódź", "L"),
            ("« Anonymous »", "A"),
            ("20 Minutes", "#"),
            ("…", "#"),
            ("", "#"),
            ("Яндекс", "I"),
            ("@korben", "K"),
        ];
        for (name, letter) in cases {
            assert_eq!(collation.letter(name).to_string(), letter, "{name}");
        }
        assert_eq!(collation.letter("Éluard").anchor(), "letter-e");
        assert_eq!(collation.letter("20 Minutes").anchor(), "letter-0");
    }

    #[test]
    fn persons_are_listed_by_family_name() {
        let cases = [
            ("Octave Klaba", "Klaba, Octave"),
            ("Jean-Claude Van Damme", "Van Damme, Jean-Claude"),
            ("Dominique de Villepin", "Villepin, Dominique de"),
            ("Charles De Gaulle", "De Gaulle, Charles"),
            ("Jean de La Fontaine", "La Fontaine, Jean de"),
            ("Jean de la Fontaine", "La Fontaine, Jean de"),
            ("Joachim du Bellay", "Du Bellay, Joachim"),
            ("Agrippa d’Aubigné", "Aubigné, Agrippa d’"),
            ("Vincent van Gogh", "Gogh, Vincent van"),
            ("Mies van der Rohe", "Rohe, Mies van der"),
            ("Ursula von der Leyen", "Leyen, Ursula von der"),
            ("Daniel Domscheit-Berg", "Domscheit-Berg, Daniel"),
            ("George W. Bush", "Bush, George W."),
            ("Anonymous", "Anonymous"),
            ("Besson, Éric", "Besson, Éric"),
            ("  Julian   Assange ", "Assange, Julian"),
            ("", ""),
        ];
        for (name, listed) in cases {
            assert_eq!(family_given(name), listed, "{name}");
        }
    }

    #[test]
    fn slugs_are_plain() {
        let cases = [
            ("Éric Besson saisit le CGIET", "eric-besson-saisit-le-cgiet"),
            ("L’Œuvre : n° 1 !", "l-oeuvre-no-1"),
            ("--a__b--", "a-b"),
            ("…", "page"),
            ("", "page"),
            ("😀", "grinning"),
        ];
        for (text, expected) in cases {
            assert_eq!(slug(text), expected, "{text}");
        }
        let long = slug(&"mot ".repeat(40));
        assert!(long.len() <= SLUG && long.ends_with("-mot"), "{long}");
        assert_eq!(slug(&"a".repeat(100)).len(), SLUG);
    }
}
