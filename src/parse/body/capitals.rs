//! What may be a name: runs of capitalised words.

use std::ops::Range;

use crate::base::bytes::positions;

/// Capitalised words, one blank apart, in a part of a text; each run holds at least two.
pub(super) fn runs(text: &str, part: &Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut run: Option<(Range<usize>, usize)> = None;
    let mut at = part.start;
    let mut capitals = positions(text[part.clone()].as_bytes(), may_be_capital);
    while at <= part.end {
        // Most words neither begin a run nor end one.
        if run.is_none() {
            let Some(next) = capitals.find(|next| part.start + next >= at) else {
                break;
            };
            let small = &text.as_bytes()[at..part.start + next];
            at += small
                .iter()
                .rposition(|byte| *byte == b' ')
                .map_or(0, |blank| blank + 1);
        }
        let rest = &text[at..part.end];
        let word = rest.find(' ').map_or(rest, |end| &rest[..end]);
        let from = word.trim_start_matches(|letter: char| !letter.is_alphanumeric());
        let name = from.trim_end_matches(|letter: char| !letter.is_alphanumeric());
        let start = at + word.len() - from.len();
        let range = start..start + name.len();
        let capital = name.chars().next().is_some_and(char::is_uppercase) && name.len() > 1;
        let joins = run.as_ref().is_some_and(|(run, _)| run.end + 1 == start);
        if let Some((range_so_far, count)) = run.take_if(|_| !(capital && joins)) {
            found.extend((count > 1).then_some(range_so_far));
        }
        run = match run {
            Some((run, count)) => Some((run.start..range.end, count + 1)),
            // The first word of a sentence is capitalised for another reason.
            None => (capital && !opens_sentence(&text[..start])).then_some((range, 1)),
        };
        at += word.len() + 1;
    }
    found.extend(run.filter(|(_, count)| *count > 1).map(|(range, _)| range));
    found
}

/// Whether a byte may be part of a capital: `à` to `ÿ` are 0xC3 and a byte from 0xA0 on.
fn may_be_capital(byte: u8) -> bool {
    byte.is_ascii_uppercase() | (0x80..0xa0).contains(&byte) | (byte >= 0xc4)
}

fn opens_sentence(before: &str) -> bool {
    let before = before.trim_end_matches(|letter: char| letter.is_whitespace() || letter == '«');
    before.is_empty() || before.ends_with(['.', '!', '?', '…', ':'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_among_small_words() {
        for (text, names) in [
            (
                "Il cite Éric Besson et Octave Klaba.",
                vec!["Éric Besson", "Octave Klaba"],
            ),
            (
                "selon l\u{2019}été à Écully Sud, très loin",
                vec!["Écully Sud"],
            ),
            ("vers Łódź Bałuty puis œuvre", vec!["Łódź Bałuty"]),
            (
                "Gaëlle Morel dit « Julian Assange »",
                vec!["Julian Assange"],
            ),
            ("rien que des mots à l\u{2019}école", vec![]),
            ("un Mot seul, l\u{2019}Office Public", vec![]),
        ] {
            let found = runs(text, &(0..text.len()));
            let found: Vec<_> = found.into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, names, "{text}");
        }
    }
}
