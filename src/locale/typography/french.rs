//! French spaces: which of those an author typed must not break, and which « » are owed.

use super::{NARROW, NO_BREAK, Piece};

/// What a number holds on to. Longer words need no list: they may stand on the next line.
const UNITS: [&str; 50] = [
    "%", "‰", "€", "$", "£", "°C", "°F", "h", "min", "s", "ms", "km", "m", "cm", "mm", "km/h",
    "km²", "m²", "ha", "kg", "g", "t", "l", "L", "W", "kW", "MW", "GW", "kWh", "V", "A", "Hz",
    "MHz", "GHz", "o", "Ko", "ko", "Mo", "Go", "To", "Po", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s",
    "Mb/s", "Gb/s", "Mo/s", "Go/s", "k€",
];

/// Words a number holds on to.
const COUNTS: [&str; 10] = [
    "million",
    "millions",
    "milliard",
    "milliards",
    "billion",
    "billions",
    "euros",
    "dollars",
    "octets",
    "bits",
];

/// What the number of a day holds on to.
const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// Words that hold on to the name after them.
pub(super) const TITLES: [&str; 12] = [
    "M.", "MM.", "Mme", "Mmes", "Mlle", "Mlles", "Dr", "Pr", "Me", "Mgr", "St", "Ste",
];

/// With what those begin.
pub(super) const INITIALS: [u8; 4] = *b"DMPS";

/// How many bytes the longest of those has.
pub(super) const LONGEST_TITLE: usize = 5;

/// Words that hold on to the figure after them.
const NUMBERED: [&str; 8] = ["n°", "N°", "nos", "p.", "pp.", "art.", "t.", "vol."];

/// What the space typed at `at` becomes, if it must not break.
pub(super) fn space(piece: &Piece<'_>, at: usize) -> Option<&'static str> {
    let previous = piece.previous(at)?;
    let next = piece.next(at + 1)?;
    match (previous, next) {
        (_, ':' | '»') | ('«', _) => Some(NO_BREAK),
        (_, ';' | '!' | '?') => Some(NARROW),
        ('0'..='9', '0'..='9') => thousands(piece.text, at).then_some(NARROW),
        ('0'..='9', _) => before_unit(piece.text, at).then_some(NO_BREAK),
        ('h', '0'..='9') => after_hour(piece.text, at).then_some(NO_BREAK),
        ('.' | '°' | 's', '0'..='9') => NUMBERED
            .contains(&last_word(piece.text, at))
            .then_some(NO_BREAK),
        (_, next) if next.is_uppercase() => after_title(piece.text, at).then_some(NO_BREAK),
        _ => None,
    }
}

/// The space a « or » at `at` is owed, with the sign itself, if none was typed: how many bytes
/// are replaced, and by what.
pub(super) fn guillemet(piece: &Piece<'_>, at: usize) -> Option<(usize, &'static str)> {
    let rest = &piece.text[at..];
    let length = '«'.len_utf8();
    let lacks_space = |c: char| !c.is_whitespace();
    if rest.starts_with('«') && piece.next(at + length).is_some_and(lacks_space) {
        return Some((length, "«\u{a0}"));
    }
    let previous = piece.previous(at);
    let empty = previous == Some('«');
    if rest.starts_with('»') && !empty && previous.is_some_and(lacks_space) {
        return Some((length, "\u{a0}»"));
    }
    None
}

/// Whether the space at `at` stands between the groups of one number: one to three figures
/// before it, three after it.
fn thousands(text: &str, at: usize) -> bool {
    let digit = |byte: &u8| byte.is_ascii_digit();
    let before = text.as_bytes()[..at]
        .iter()
        .rev()
        .take(4)
        .take_while(|b| digit(b))
        .count();
    let after = text.as_bytes()[at + 1..]
        .iter()
        .take(4)
        .take_while(|b| digit(b))
        .count();
    let outside = text[..at - before].chars().next_back();
    let whole = outside.is_none_or(|c| !c.is_alphanumeric() && !".,-/".contains(c));
    (1..=3).contains(&before) && after == 3 && whole
}

/// Whether the word after the space at `at` is a unit, or a month.
fn before_unit(text: &str, at: usize) -> bool {
    let rest = &text[at + 1..];
    // No unit is longer, so a long word is not read to its end.
    let word = rest
        .char_indices()
        .take(12)
        .find(|(_, c)| c.is_whitespace() || ",;:.!?…)]}»”’'\"".contains(*c))
        .map_or(rest, |(end, _)| &rest[..end]);
    // The article of “l’abri” is no litre.
    let mut after = rest[word.len()..].chars();
    let elided =
        matches!(after.next(), Some('’' | '\'')) && after.next().is_some_and(char::is_alphabetic);
    let listed = UNITS.contains(&word) || COUNTS.contains(&word) || MONTHS.contains(&word);
    !elided && listed
}

/// Whether the word before the space at `at` is a title.
fn after_title(text: &str, at: usize) -> bool {
    // Most words hold no capital, and need not be looked at any closer.
    let near = &text.as_bytes()[at.saturating_sub(LONGEST_TITLE)..at];
    near.iter().any(|byte| INITIALS.contains(byte)) && TITLES.contains(&last_word(text, at))
}

/// Whether the `h` before the space at `at` follows a figure: « 22 h 30 ».
fn after_hour(text: &str, at: usize) -> bool {
    let number = text[..at].trim_end_matches('h');
    number.len() + 1 == at && number.trim_end().ends_with(|c: char| c.is_ascii_digit())
}

/// The word before the byte `at`, without what opens before it.
fn last_word(text: &str, at: usize) -> &str {
    // No listed word is longer.
    let opens = |c: char| c.is_whitespace() || "([{«“‘’'\"—–-".contains(c);
    text[..at]
        .char_indices()
        .rev()
        .take(6)
        .find(|(_, c)| opens(*c))
        .map_or(&text[..at], |(index, c)| &text[index + c.len_utf8()..at])
}
