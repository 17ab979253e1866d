//! Texts and their sentences, places and their excerpts.

use super::*;

/// Texts with `|` between their sentences.
const FRENCH_TEXTS: [&str; 17] = [
    "Une phrase.| Une autre.",
    "M. Besson écrit à MM. Klaba et Dupont.| Il attend.",
    "Selon Mme Dupont, cf. p. 3 et art. 6.| Puis rien.",
    "Il cite J. Dupont et J.-P. Martin.| Fin.",
    "Des serveurs, des câbles, etc.| Le reste suit.",
    "Des câbles, etc. et le reste.",
    "Il dit : « Bonjour. »| Puis il part.",
    "Il dit : « Bonjour. » puis il part.",
    "« Quoi ! » s’exclame-t-il.| « Non ! »| Il part.",
    "Le n° 5 et le no. 6 (voir M. Roux).| Fin.",
    "À 22 h 30, 3,5 Go.| OVH répond.",
    "Sur wikileaks.org le 3.12.2010.| Fin",
    "Il attend… Il part.| Vraiment ?| Oui.",
    "Aux U.S.A. Besson part.",
    "",
    "   ",
    "  Un.  |  Deux.  ",
];

const ENGLISH_TEXTS: [&str; 7] = [
    "Mr. Smith met Mrs. Jones.| They left.",
    "Sen. Lieberman called Amazon.com Inc. on Tuesday.| It obeyed.",
    "The U.S. Senate and J. Assange.| Done.",
    "Dr. Who, e.g. Besson et al. Amazon, of Acme Corp. London.| Yes.",
    "“It is over.”| He left.",
    "“It is over.” he said.",
    "(He left.)| She stayed.",
];

fn lang(name: &str) -> Lang {
    name.parse().expect("the tests name languages")
}

#[test]
fn sentences_end_where_a_reader_says() {
    for (name, texts) in [("fr", &FRENCH_TEXTS[..]), ("en", &ENGLISH_TEXTS[..])] {
        for marked in texts {
            let text = marked.replace('|', "");
            let found: Vec<&str> = sentences(&text, lang(name))
                .into_iter()
                .map(|range| &text[range])
                .collect();
            let expected: Vec<&str> = marked
                .split('|')
                .map(str::trim)
                .filter(|sentence| !sentence.is_empty())
                .collect();
            assert_eq!(found, expected);
        }
    }
}

#[test]
fn a_place_stands_in_its_sentence() {
    let text = " Un début. M. Besson écrit. La fin. ";
    let around = |words: &str| {
        let start = text.find(words).expect("the text holds the words");
        &text[Sentences::new(text, lang("fr")).around(&(start..start + words.len()))]
    };
    assert_eq!(around("Besson"), "M. Besson écrit.");
    assert_eq!(around("Un"), "Un début.");
    assert_eq!(around("fin"), "La fin.");
    assert_eq!(around("écrit. La"), "M. Besson écrit. La fin.");
    assert_eq!(around("fin. "), "La fin. ");
    assert_eq!(Sentences::new("", lang("fr")).around(&(0..0)), 0..0);
}

#[test]
fn excerpts_are_cut_between_words() {
    let text = "Le ministre Éric Besson saisit le CGIET";
    let hit = text.find("Besson").expect("the text holds the name");
    let cut = |max| {
        let it = abridge(text, hit..hit + 6, max);
        assert_eq!(it.hit, "Besson");
        let marks = [it.cut_before, it.cut_after].map(|cut| if cut { "…" } else { "" });
        format!("{}{}[]{}{}", marks[0], it.before, it.after, marks[1])
    };
    assert_eq!(cut(100), "Le ministre Éric [] saisit le CGIET");
    assert_eq!(cut(17), "Le ministre Éric [] saisit le CGIET");
    assert_eq!(cut(16), "…ministre Éric [] saisit le CGIET");
    assert_eq!(cut(12), "…Éric [] saisit le…");
    assert_eq!(cut(5), "…Éric []…");
    assert_eq!(cut(4), "…[]…");
    assert_eq!(cut(0), "…[]…");
}

#[test]
fn excerpts_never_cut_a_grapheme() {
    let text = "e\u{301}e\u{301}Xe\u{301}e\u{301}";
    let hit = text.find('X').expect("the text holds the sign");
    let excerpt = abridge(text, hit..hit + 1, 3);
    assert_eq!((excerpt.before, excerpt.after), ("e\u{301}", "e\u{301}"));
}

#[test]
fn the_short_way_finds_the_boundaries_of_unicode() {
    let pieces = [
        "a", "É", "e\u{301}", "1", " ", "\u{a0}", ".", "!", "…", "»", ")", ",", "\n", "’",
        "\u{ad}", "🇫🇷",
    ];
    let count = pieces.len();
    for number in 0..2 * count.pow(4) {
        // The next sentence begins with a capital, right after the pieces or after a stop.
        let (number, last) = (number / 2, [". ", ""][number % 2]);
        let text: String = (0..4)
            .map(|place| pieces[number / count.pow(place) % count])
            .chain([last, "Bc"])
            .collect();
        let expected: Vec<usize> = text
            .split_sentence_bound_indices()
            .skip(1)
            .map(|it| it.0)
            .collect();
        assert_eq!(bounds(&text), expected, "{text:?}");
    }
}

#[test]
fn what_is_skipped_has_no_other_stop() {
    for letter in '\0'..=char::MAX {
        let text = format!("a{letter}b");
        assert_eq!(is_western(&text), is_western_letter(letter), "{letter:?}");
    }
}
