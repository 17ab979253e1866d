//! Footnotes, gathered at the end of a text in the order in which it refers to them.

use std::collections::BTreeMap;
use std::fmt::Write;

use pulldown_cmark_escape::escape_html;

use crate::plan::bindings::BodyWords;

/// The notes of a text.
#[derive(Default)]
pub(super) struct Notes {
    notes: Vec<Note>,
    /// Number of the note of each label, from 1.
    numbers: BTreeMap<String, usize>,
    /// What was written before the note that is being written, and the note's label.
    outside: Option<(String, String)>,
}

#[derive(Default)]
struct Note {
    html: String,
    references: usize,
}

impl Notes {
    /// Number of the note that is referred to, and how often it was so far.
    pub(super) fn refer(&mut self, label: &str) -> (usize, usize) {
        let number = self.number(label);
        let note = &mut self.notes[number - 1];
        note.references += 1;
        (number, note.references)
    }

    /// What is written from here on belongs to the note.
    pub(super) fn begin(&mut self, label: &str, html: &mut String) {
        self.outside = Some((std::mem::take(html), label.to_owned()));
    }

    /// The note is complete; writing goes on where it began.
    pub(super) fn end(&mut self, html: &mut String) {
        let Some((outside, label)) = self.outside.take() else {
            return;
        };
        let number = self.number(&label);
        self.notes[number - 1].html = std::mem::replace(html, outside);
    }

    /// Writes all notes, if there are any.
    pub(super) fn write(&self, html: &mut String, prefix: &str, words: &BodyWords) {
        if self.notes.is_empty() {
            return;
        }
        html.push_str("<section class=\"notes\" role=\"doc-endnotes\" aria-label=\"");
        escape_html(&mut *html, &words.notes).expect("writing to a string does not fail");
        html.push_str("\">\n<ol>\n");
        for (index, note) in self.notes.iter().enumerate() {
            let number = index + 1;
            write!(html, "<li id=\"{prefix}note-{number}\">\n{}", note.html)
                .expect("writing to a string does not fail");
            for time in 1..=note.references {
                let again = if time > 1 {
                    format!("-{time}")
                } else {
                    String::new()
                };
                write!(html, "<a class=\"note-back\" href=\"#{prefix}note-ref-{number}{again}\" role=\"doc-backlink\" aria-label=\"")
                    .expect("writing to a string does not fail");
                escape_html(&mut *html, &words.back_to_text)
                    .expect("writing to a string does not fail");
                html.push_str("\">\u{21a9}\u{fe0e}</a>\n");
            }
            html.push_str("</li>\n");
        }
        html.push_str("</ol>\n</section>\n");
    }

    fn number(&mut self, label: &str) -> usize {
        if let Some(number) = self.numbers.get(label) {
            return *number;
        }
        self.notes.push(Note::default());
        self.numbers.insert(label.to_owned(), self.notes.len());
        self.notes.len()
    }
}
