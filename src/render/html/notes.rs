//! Footnotes, gathered at the end of a text in the order in which it refers to them.

use std::collections::BTreeMap;

use pulldown_cmark_escape::escape_html;

use crate::plan::bindings::BodyWords;

/// How many references to a note it leads back to: more than a reader would follow, few enough
/// that a text of nothing but references makes no page many times its size.
const BACK: usize = 20;

/// The notes of a text.
#[derive(Default)]
pub(super) struct Notes {
    /// In the order met, as references or as notes.
    notes: Vec<Note>,
    /// Where the note of each label is among them.
    places: BTreeMap<String, usize>,
    /// Which of them are referred to, in that order.
    referred: Vec<usize>,
    /// For each note that is being written what was written before, and where the note is.
    outside: Vec<(String, usize)>,
}

#[derive(Default)]
struct Note {
    html: String,
    /// From 1; 0 as long as nothing refers to it.
    number: usize,
    references: usize,
}

impl Notes {
    /// Number of the note that is referred to, and how often it was so far.
    pub(super) fn refer(&mut self, label: &str) -> (usize, usize) {
        let place = self.place(label);
        let note = &mut self.notes[place];
        if note.number == 0 {
            self.referred.push(place);
            note.number = self.referred.len();
        }
        note.references += 1;
        (note.number, note.references)
    }

    /// What is written from here on belongs to the note.
    pub(super) fn begin(&mut self, label: &str, html: &mut String) {
        let place = self.place(label);
        self.outside.push((std::mem::take(html), place));
    }

    /// The note is complete; writing goes on where it began.
    pub(super) fn end(&mut self, html: &mut String) {
        if let Some((outside, place)) = self.outside.pop() {
            let written = std::mem::replace(html, outside);
            self.notes[place].html.push_str(&written);
        }
    }

    /// Writes all notes, if there are any; those nothing refers to come last.
    pub(super) fn write(&self, html: &mut String, words: &BodyWords) {
        if self.notes.is_empty() {
            return;
        }
        html.push_str("<section class=\"notes\" role=\"doc-endnotes\" aria-label=\"");
        escaped(html, &words.notes);
        html.push_str("\">\n<ol>\n");
        let referred = self.referred.iter().map(|place| &self.notes[*place]);
        let others = self.notes.iter().filter(|note| note.number == 0);
        for (index, note) in referred.chain(others).enumerate() {
            let number = index + 1;
            html.push_str(&format!("<li id=\"note-{number}\">\n{}", note.html));
            for time in 1..=note.references {
                let Some(reference) = reference(number, time) else {
                    break;
                };
                html.push_str(&format!(
                    "<a class=\"note-back\" href=\"#{reference}\" role=\"doc-backlink\" \
                     aria-label=\""
                ));
                escaped(html, &words.back_to_text);
                html.push_str("\">\u{21a9}\u{fe0e}</a>\n");
            }
            html.push_str("</li>\n");
        }
        html.push_str("</ol>\n</section>\n");
    }

    fn place(&mut self, label: &str) -> usize {
        let next = self.notes.len();
        let place = *self.places.entry(label.to_lowercase()).or_insert(next);
        if place == next {
            self.notes.push(Note::default());
        }
        place
    }
}

/// The id of a reference to a note, if the note leads back to it.
pub(super) fn reference(number: usize, time: usize) -> Option<String> {
    match time {
        1 => Some(format!("note-ref-{number}")),
        2..=BACK => Some(format!("note-ref-{number}-{time}")),
        _ => None,
    }
}

fn escaped(html: &mut String, text: &str) {
    escape_html(html, text).expect("writing to a string does not fail");
}
