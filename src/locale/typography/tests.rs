//! What is written and how it is set. `_` stands for a no-break space, `~` for a narrow one, `|`
//! for the edges of the piece within its paragraph.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{Piece, Quotes, candidates, french, set};
use crate::base::bytes::STRIDE;
use crate::locale::Lang;

const FRENCH: [(&str, &str); 45] = [
    ("Rien à changer.", "Rien à changer."),
    ("Il dit : « Non ! »", "Il dit_: «_Non~!_»"),
    ("Quoi ? Oui ; non !", "Quoi~? Oui~; non~!"),
    ("Quoi? Oui; non! ici:", "Quoi? Oui; non! ici:"),
    ("à 22:00, http://a.fr/?b", "à 22:00, http://a.fr/?b"),
    ("«Non»", "«_Non_»"),
    ("« Non »", "«_Non_»"),
    ("«»", "«_»"),
    ("«_Non_»", "«_Non_»"),
    ("l'État, d'OVH, aujourd'hui", "l’État, d’OVH, aujourd’hui"),
    ("l'«_Express_»", "l’«_Express_»"),
    ("il dit 'non' et \"oui\"", "il dit 'non' et \"oui\""),
    ("il dit 'l'autre' ici", "il dit 'l’autre' ici"),
    ("251 287 télégrammes", "251~287 télégrammes"),
    ("1 251 287 lignes", "1~251~287 lignes"),
    ("en 2010 250 sites", "en 2010 250 sites"),
    ("le 06 12 34 56 78", "le 06 12 34 56 78"),
    ("IPv4 123 sites, 1,5 123", "IPv4 123 sites, 1,5 123"),
    ("50 %, 3 €, 5 $.", "50_%, 3_€, 5_$."),
    ("10 Gbit/s et 3 Go", "10_Gbit/s et 3_Go"),
    ("2 millions d'euros", "2_millions d’euros"),
    ("3 milliards", "3_milliards"),
    ("22 h 30, 5 min", "22_h_30, 5_min"),
    ("en 2010 l'abri s'ouvre, 5 l", "en 2010 l’abri s’ouvre, 5_l"),
    ("22h 30", "22h_30"),
    ("3 heures, 4 mots", "3 heures, 4 mots"),
    ("n° 5, N° 5, nos 3", "n°_5, N°_5, nos_3"),
    ("(p. 3, pp. 3-5, art. 6)", "(p._3, pp._3-5, art._6)"),
    ("cap. 3", "cap. 3"),
    ("M. Besson et Mme Dupont", "M._Besson et Mme_Dupont"),
    ("MM. Klaba, Me Roux", "MM._Klaba, Me_Roux"),
    ("plan M. Il part", "plan M._Il part"),
    ("RAM. Besson", "RAM. Besson"),
    ("Mme la ministre", "Mme la ministre"),
    ("mot|<em>!</em>", "mot|<em>!</em>"),
    ("mot |!", "mot~|!"),
    ("|« |Non", "|«_|Non"),
    ("|«|Non", "|«_|Non"),
    ("n|»|", "n|_»|"),
    ("»", "»"),
    ("l|'|État", "l|’|État"),
    ("à 5 |%", "à 5 |%"),
    ("", ""),
    (" ", " "),
    ("É'é 1990's", "É’é 1990’s"),
];

const ENGLISH: [(&str, &str); 16] = [
    ("\"Yes\", he said.", "“Yes”, he said."),
    ("(\"Yes\")", "(“Yes”)"),
    ("\"'Yes,' he said.\"", "“‘Yes,’ he said.”"),
    ("'Yes' and 'no'", "‘Yes’ and ‘no’"),
    ("Amazon's, the users' files", "Amazon’s, the users’ files"),
    ("the '90s, rock 'n' roll", "the ’90s, rock ’n’ roll"),
    ("don't ; do : it ! 50 %", "don’t ; do : it ! 50 %"),
    ("he said—\"no\"", "he said—“no”"),
    ("end.\"", "end.”"),
    ("5\" disk", "5” disk"),
    ("a|\"|", "a|”|"),
    ("|\"|a", "|“|a"),
    ("a |\"|b", "a |“|b"),
    ("a|'|s", "a|’|s"),
    ("‘already’ “set”", "‘already’ “set”"),
    ("251 287", "251 287"),
];

#[test]
fn french_is_set() {
    check("fr", &FRENCH);
}

#[test]
fn english_is_set() {
    check("en", &ENGLISH);
}

#[test]
fn other_languages_get_apostrophes() {
    check(
        "it",
        &[
            ("l'arte : \"bella\" !", "l’arte : \"bella\" !"),
            ("'a'", "'a'"),
        ],
    );
}

#[test]
fn nothing_is_copied_when_nothing_changes() {
    let text = "Une phrase d’un dossier, «\u{a0}sans rien à changer\u{a0}», 5 mots.";
    let set = set(text, lang("fr"), None, None);
    assert!(matches!(set, Cow::Borrowed(_)));
}

#[test]
fn nothing_is_passed_over_wherever_it_stands() {
    let signs = [
        "«", "»", "!", "?", ";", ":", "M.", "Mlles", "É", "B", "5", "%", "a", "s", "'", "°", "h",
        "\"",
    ];
    let pairs = signs.iter().flat_map(|one| signs.map(|other| (one, other)));
    for (one, other) in pairs {
        for at in 0..2 * STRIDE {
            let text = format!("{}{one} {other}", "a".repeat(at));
            for lang in ["fr", "en", "it"].map(lang) {
                let piece = Piece {
                    text: &text,
                    before: Some('5'),
                    after: Some('!'),
                };
                let change = |at: &usize| piece.change(*at, lang, &mut Quotes::default());
                let changes = (0..text.len()).filter(|at| change(at).is_some());
                let candidates: BTreeSet<_> = candidates(text.as_bytes()).collect();
                for at in changes {
                    assert!(candidates.contains(&at), "{at} in {text}");
                }
            }
        }
    }
}

#[test]
fn titles_are_seen() {
    for title in french::TITLES {
        assert!(french::INITIALS.contains(&title.as_bytes()[0]), "{title}");
        assert!(title.len() <= french::LONGEST_TITLE, "{title}");
    }
}

fn check(name: &str, cases: &[(&str, &str)]) {
    for (written, expected) in cases {
        let written = written.replace('_', "\u{a0}");
        let mut parts = written.split('|');
        let (before, text, after) = match (parts.next(), parts.next(), parts.next()) {
            (Some(before), Some(text), Some(after)) => (before, text, after),
            (Some(text), Some(after), None) => ("", text, after),
            _ => ("", written.as_str(), ""),
        };
        let neighbours = (before.chars().next_back(), after.chars().next());
        let once = set(text, lang(name), neighbours.0, neighbours.1);
        let again = set(&once, lang(name), neighbours.0, neighbours.1);
        assert_eq!(again, once, "setting twice changes nothing");
        let shown = written.replacen(text, &once, 1);
        let shown = shown.replace('\u{a0}', "_").replace('\u{202f}', "~");
        assert_eq!(&shown, expected);
    }
}

fn lang(name: &str) -> Lang {
    name.parse().expect("the tests name languages")
}
