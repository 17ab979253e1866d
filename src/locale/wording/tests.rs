//! What is a difference in wording, and what is none.

use super::{Difference, difference};

const COPY: &str = "Le juge a dit : « Rien n’est sûr ». Puis, le 6 décembre,\nil a ajouté que \
                    l’affaire n'était pas de son ressort, et il s'est tu.";

#[test]
fn typesetting_is_no_difference() {
    for quotation in [
        "Rien n'est sûr.",
        "a dit: \"Rien n’est su\u{302}r\"",
        "le 6\u{a0}décembre, il a ajouté que l'affaire n’était pas de son ressort.",
        "« Rien n’est sûr » […] pas de son ressort […]",
        "Le juge a dit (...) il s’est tu",
        "‹ Rien\u{200b} n’est sûr ›",
        "l’af\u{ad}faire",
        "…",
        "",
    ] {
        assert_eq!(difference(quotation, COPY), None, "{quotation}");
    }
}

#[test]
fn a_changed_word_is_shown_with_the_passage() {
    let cases = [
        (
            "Rien n’est certain.",
            "Rien n’est certain",
            Some("Rien n’est sûr"),
        ),
        (
            "il a ajouté que l’affaire était de son ressort",
            "il a ajouté que l’affaire était de son ressort",
            Some("il a ajouté que l’affaire n'était pas de son"),
        ),
        // The pieces are there, but not in this order.
        (
            "de son ressort […] Rien n’est sûr",
            "Rien n’est sûr",
            Some("Rien n’est sûr"),
        ),
        ("Tout va bien", "Tout va bien", None),
    ];
    for (quotation, quoted, nearest) in cases {
        let found = difference(quotation, COPY);
        assert_eq!(found, Some(Difference { quoted, nearest }), "{quotation}");
    }
}

#[test]
fn an_empty_copy_holds_nothing() {
    let found = difference("Rien", "");
    let nothing = Difference {
        quoted: "Rien",
        nearest: None,
    };
    assert_eq!(found, Some(nothing));
}
