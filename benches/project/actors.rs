//! Names that no other actor has, so that none is ambiguous.

use fastrand::Rng;

const GIVEN: &[&str] = &[
    "Éric",
    "Jeanne",
    "Octave",
    "Léa",
    "Rémi",
    "Sigmund",
    "Hélène",
    "Amélie",
    "Xavier",
    "Björn",
    "Édith",
    "Noé",
    "Anne-Marie",
    "Jean-Baptiste",
    "Zoé",
    "Gaëlle",
];
const FIRST: &[&str] = &[
    "Ba", "Ké", "Mor", "Lu", "Tra", "Vé", "Bro", "Chan", "Del", "Gui", "Hau", "Jou", "Nor", "Per",
    "Qué", "Ros", "Sau", "Ul", "Wen", "Ya",
];
const MIDDLE: &[&str] = &[
    "ba", "cé", "don", "far", "ga", "li", "mo", "nou", "pé", "ra", "sou", "ti", "ver", "zo",
];
const LAST: &[&str] = &[
    "bert", "court", "det", "gny", "lac", "mont", "nel", "quet", "rand", "sson", "tier", "ville",
];
const KINDS: &[(&str, &str)] = &[
    ("company", "Réseaux"),
    ("organisation", "Association"),
    ("media", "Gazette"),
    ("public-body", "Conseil"),
];

/// Someone or something that dossiers name.
pub(super) struct Actor {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) kind: &'static str,
    pub(super) aliases: Vec<String>,
    pub(super) weak_aliases: Vec<String>,
}

impl Actor {
    /// The actor number `index`. Two in three are persons.
    pub(super) fn new(index: usize, rng: &mut Rng) -> Self {
        let own = own_name(index);
        let id = format!("acteur-{index:05}");
        if index % 3 == 2 {
            let (kind, word) = KINDS[rng.usize(..KINDS.len())];
            let name = format!("{word} {own}");
            let aliases = vec![format!("{own} {}", word.to_uppercase())];
            return Self {
                id,
                name,
                kind,
                aliases,
                weak_aliases: Vec::new(),
            };
        }
        let given = GIVEN[rng.usize(..GIVEN.len())];
        let initial = given.chars().next().expect("names are not empty");
        let name = format!("{given} {own}");
        let aliases = vec![format!("{initial}. {own}")];
        Self {
            id,
            name,
            kind: "person",
            aliases,
            weak_aliases: vec![own],
        }
    }
}

/// Syllables that spell the number, so that no two are alike.
fn own_name(index: usize) -> String {
    let (rest, last) = (index / LAST.len(), index % LAST.len());
    let (mut rest, first) = (rest / FIRST.len(), rest % FIRST.len());
    let mut name = FIRST[first].to_owned();
    loop {
        name.push_str(MIDDLE[rest % MIDDLE.len()]);
        rest /= MIDDLE.len();
        if rest == 0 {
            break;
        }
        rest -= 1;
    }
    name.push_str(LAST[last]);
    name
}
