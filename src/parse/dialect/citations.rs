//! What stands behind an `@`: `@clubic-2010-besson, p. 3; @other`.

use crate::parse::body::CitationItem;

/// Whether the text between brackets is a citation.
pub(super) fn is_citation(written: &str) -> bool {
    written
        .strip_prefix('@')
        .is_some_and(|id| id.starts_with(|first: char| first.is_alphanumeric()))
}

/// The sources of a citation whose text begins at byte `start` of the file.
pub(super) fn items(written: &str, start: usize) -> Vec<CitationItem> {
    let mut items = Vec::new();
    let mut at = start;
    for part in written.split(';') {
        let lead = part.len() - part.trim_start().len();
        let (id, locator) = match part.trim().split_once(',') {
            Some((id, locator)) => (id.trim(), Some(one_line(locator))),
            None => (part.trim(), None),
        };
        let begin = at + lead;
        items.push(CitationItem {
            source: id.trim_start_matches('@').to_owned(),
            locator: locator.filter(|locator| !locator.is_empty()),
            span: begin..begin + id.len(),
        });
        at += part.len() + 1;
    }
    items
}

/// A locator without the line ends in it, and without the marks of a block quote behind them.
fn one_line(locator: &str) -> String {
    let lines = locator
        .lines()
        .enumerate()
        .map(|(number, line)| match number {
            0 => line,
            _ => line.trim_start_matches([' ', '\t', '>']),
        });
    let words: Vec<&str> = lines.flat_map(str::split_whitespace).collect();
    words.join(" ")
}
