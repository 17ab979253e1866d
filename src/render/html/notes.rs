//! Footnotes. A note of one paragraph stands right behind the words that call it, so that a theme
//! can set it in the margin or open it in its place; on paper, where a theme wants notes at the end,
//! there is a copy among the others. Longer notes, and those called from where none can stand, are
//! gathered at the end of the text alone. They are numbered as the text calls them.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark_escape::escape_html;

use crate::parse::dialect::{Group, Open, Step};
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
    /// The byte of the text behind its first call, if a note can stand there.
    called_at: Option<usize>,
    paragraphs: usize,
    /// Whether it holds what cannot stand in a line of text.
    is_long: bool,
    /// Where ids are given in `html`.
    ids: Vec<Range<usize>>,
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

    /// The note was called for the first time, and can stand here, behind `at` bytes of the text.
    pub(super) fn called(&mut self, label: &str, at: usize) {
        if self.outside.is_empty() {
            let place = self.place(label);
            self.notes[place].called_at = Some(at);
        }
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

    /// What is written next may belong to a note.
    pub(super) fn step(&mut self, step: &Step<'_>) {
        let Some((_, place)) = self.outside.last() else {
            return;
        };
        let note = &mut self.notes[*place];
        match step {
            Step::Open(Open::Paragraph(_), _) => note.paragraphs += 1,
            Step::Group(Group::Note(_), _) => {}
            Step::Open(..)
            | Step::Group(..)
            | Step::Quotation(..)
            | Step::Figure(_)
            | Step::CodeBlock { .. }
            | Step::Html(_)
            | Step::NoteRef(_)
            | Step::Rule => note.is_long = true,
            _ => {}
        }
    }

    /// These bytes give an id.
    pub(super) fn id(&mut self, bytes: Range<usize>) {
        if let Some((_, place)) = self.outside.last() {
            self.notes[*place].ids.push(bytes);
        }
    }

    /// The text with each short note behind the words that call it, and all notes at its end.
    pub(super) fn put_into(&self, text: &str, words: &BodyWords) -> String {
        let mut html = String::with_capacity(text.len() * 5 / 4);
        let mut put = 0;
        for place in &self.referred {
            let note = &self.notes[*place];
            let Some((at, paragraph)) = note.beside() else {
                continue;
            };
            let at = at + closing(&text[at..]);
            let number = note.number;
            html.push_str(&text[put..at]);
            html.push_str(&format!(
                "<span class=\"note\" id=\"note-{number}\" role=\"note\" \
                 data-number=\"{number}\"><span{paragraph}</span> "
            ));
            note.lead_back(&mut html, " ", words);
            html.push_str("</span>");
            put = at;
        }
        html.push_str(&text[put..]);
        self.write(&mut html, words);
        html
    }

    /// Writes all notes, if there are any; those nothing refers to come last.
    fn write(&self, html: &mut String, words: &BodyWords) {
        if self.notes.is_empty() {
            return;
        }
        let are_beside = |note: &Note| note.beside().is_some();
        html.push_str("<section class=\"notes\" role=\"doc-endnotes\" aria-label=\"");
        escaped(html, &words.notes);
        let hidden = if self.notes.iter().all(are_beside) {
            " hidden"
        } else {
            ""
        };
        html.push_str(&format!("\"{hidden}>\n<ol>\n"));
        let some_are_beside = self.notes.iter().any(are_beside);
        let referred = self.referred.iter().map(|place| &self.notes[*place]);
        let others = self.notes.iter().filter(|note| note.number == 0);
        for (index, note) in referred.chain(others).enumerate() {
            let number = index + 1;
            if are_beside(note) {
                html.push_str(&format!("<li value=\"{number}\" hidden>\n"));
                html.push_str(&note.without_ids());
                html.push_str("</li>\n");
                continue;
            }
            html.push_str(&format!("<li id=\"note-{number}\""));
            if some_are_beside {
                // What is hidden is not counted.
                html.push_str(&format!(" value=\"{number}\""));
            }
            html.push_str(&format!(">\n{}", note.html));
            note.lead_back(html, "\n", words);
            html.push_str("\n</li>\n");
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

impl Note {
    /// Where the note stands in the text, and its paragraph from behind `<p` to before `</p>`; `None`
    /// if it cannot stand there.
    fn beside(&self) -> Option<(usize, &str)> {
        let at = self.called_at?;
        let inner = self.html.strip_prefix("<p")?.strip_suffix("</p>\n")?;
        (self.paragraphs == 1 && !self.is_long).then_some((at, inner))
    }

    /// The note as a copy: each id is given once on a page.
    fn without_ids(&self) -> String {
        let mut html = self.html.clone();
        for id in self.ids.iter().rev() {
            html.replace_range(id.clone(), "");
        }
        html
    }

    /// Links to where the note is called.
    fn lead_back(&self, html: &mut String, between: &str, words: &BodyWords) {
        let times = 1..=self.references;
        let references = times.map_while(|time| reference(self.number, time));
        for (index, reference) in references.enumerate() {
            html.push_str(if index > 0 { between } else { "" });
            html.push_str(&format!(
                "<a class=\"note-back\" href=\"#{reference}\" role=\"doc-backlink\" aria-label=\""
            ));
            escaped(html, &words.back_to_text);
            html.push_str("\">\u{21a9}\u{fe0e}</a>");
        }
    }
}

/// Bytes of punctuation with which `html` begins: a note does not part it from the word before.
fn closing(html: &str) -> usize {
    let is_closing = |letter: char| ".,;:!?…»”’)]\u{a0}\u{202f}".contains(letter);
    html.find(|letter| !is_closing(letter))
        .unwrap_or(html.len())
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
