//! A body and what its links are bound to -> HTML.
//!
//! Blocks carry the ids of [`anchor`], headings theirs, citations those of [`cite_anchor`]. A
//! page's title is its `h1`, so the headings of a text begin at `h2`. Notes are numbered in the order
//! in which the text refers to them.

mod groups;
mod links;
mod notes;
#[cfg(test)]
mod tests;

use std::ops::Range;

use pulldown_cmark::Alignment;
use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

use crate::locale::{Lang, typography};
use crate::parse::body::{Body, anchor, cite_anchor};
use crate::parse::dialect::{Edge, Open, Step, code_language};
use crate::parse::grammars::Grammars;
use crate::plan::bindings::{Bindings, BoundMention};
use crate::render::highlight::highlight;
use notes::{Notes, reference};

/// The body as HTML, well-formed and free of what an author did not write.
pub fn render(body: &Body, bindings: &Bindings<'_>, grammars: &Grammars) -> String {
    let mut writer = Writer {
        body,
        bindings,
        grammars,
        html: String::with_capacity(body.text.len() * 2),
        block: None,
        next_block: 0,
        at: 0,
        next_link: 0,
        links: Vec::new(),
        next_citation: 0,
        manner: Manner::Typeset,
        next_heading: 0,
        langs: vec![body.lang],
        mentions: &bindings.mentions,
        in_mention: false,
        notes: Notes::default(),
        tables: Vec::new(),
        in_head: false,
        cell: 0,
        closing: Vec::new(),
        bare_id: None,
    };
    for step in body.steps() {
        writer.step(step);
    }
    writer.finish()
}

struct Writer<'a> {
    body: &'a Body,
    bindings: &'a Bindings<'a>,
    grammars: &'a Grammars,
    html: String,
    /// The open block.
    block: Option<usize>,
    next_block: usize,
    /// How far into the open block's text we are.
    at: usize,
    next_heading: usize,
    next_link: usize,
    /// The open links: whether each has a tag to close.
    links: Vec<bool>,
    next_citation: usize,
    /// What becomes of text here.
    manner: Manner,
    /// The language of the text, then those of the open quotations.
    langs: Vec<Lang>,
    /// Mentions still to come.
    mentions: &'a [BoundMention],
    in_mention: bool,
    notes: Notes,
    tables: Vec<Vec<Alignment>>,
    in_head: bool,
    cell: usize,
    /// The tag that closes the open block, if it has one.
    closing: Vec<&'static str>,
    /// Where the id of a block without tag of its own goes: right behind this many bytes, within
    /// the tag of its structure.
    bare_id: Option<usize>,
}

/// What becomes of visible text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Manner {
    /// It is set in the typography of its language.
    Typeset,
    /// It is left as it is: an address.
    Verbatim,
    /// It is passed over, since something better stands in its place.
    Skipped,
}

impl Writer<'_> {
    fn step(&mut self, step: Step<'_>) {
        self.notes.step(&step);
        match step {
            Step::Open(open, _) => self.open(open),
            Step::Close => self.close(),
            Step::Text { text, .. } => self.text(&text),
            Step::Code(code, _) => {
                self.html.push_str("<code>");
                self.escaped(&code);
                self.html.push_str("</code>");
                self.at += code.len();
            }
            Step::SoftBreak => self.gap("\n"),
            Step::HardBreak => self.gap("<br>\n"),
            Step::Mark(mark, edge) => self.html.push_str(mark.tag(edge)),
            Step::Link {
                kind, title, label, ..
            } => self.link(kind, &title, label),
            Step::LinkEnd => self.link_end(),
            Step::Image(picture) => self.image(&picture, &picture.title),
            Step::Figure(picture) => self.figure(&picture),
            Step::Citation { spaced, .. } => self.citation(spaced),
            Step::NoteRef(label) => self.note_ref(&label),
            Step::Task(done) => self.task(done),
            Step::Group(group, edge) => self.group(group, edge),
            Step::Quotation(_, Edge::Start, span) => self.quotation(&span),
            Step::Quotation(_, Edge::End, _) => self.html.push_str("</figure>\n"),
            Step::Attribution(Edge::Start) => {
                self.langs.pop();
                self.html.push_str("</blockquote>\n<figcaption>");
                self.bare_id = Some(self.html.len() - 1);
            }
            Step::Attribution(Edge::End) => self.html.push_str("</figcaption>\n"),
            Step::CodeBlock { language, code, .. } => self.code_block(&language, &code),
            Step::Html(html) => self.html.push_str(&html),
            Step::Rule => self.html.push_str("<hr>\n"),
            Step::ShownHtml(_) | Step::UnknownClass(..) => {}
        }
    }

    fn open(&mut self, open: Open<'_>) {
        let block = self.next_block;
        self.block = Some(block);
        self.at = 0;
        let passed = |mention: &&BoundMention| mention.place.block < block;
        self.mentions = &self.mentions[self.mentions.iter().take_while(passed).count()..];
        match open {
            Open::Paragraph(_) => {
                self.html.push_str("<p");
                self.id(&anchor(block));
                self.html.push('>');
                self.closing.push("</p>\n");
            }
            Open::Bare(_) => {
                let id = format!(" id=\"{}\"", anchor(block));
                let free = |at: &usize| at + 1 == self.html.len();
                if let Some(at) = self.bare_id.take().filter(free) {
                    self.html.insert_str(at, &id);
                    self.closing.push("");
                } else {
                    // Other blocks stand before it within the tag of the structure.
                    self.html.push_str("<span");
                    self.html.push_str(&id);
                    self.html.push('>');
                    self.closing.push("</span>");
                }
            }
            Open::Heading(..) => {
                let heading = &self.body.headings[self.next_heading];
                self.next_heading += 1;
                let (start, end) = heading_tags(heading.level);
                self.html.push_str(start);
                self.id(&heading.id);
                self.html.push('>');
                self.closing.push(end);
            }
        }
    }

    fn close(&mut self) {
        self.next_block += 1;
        self.block = None;
        self.html.push_str(self.closing.pop().unwrap_or_default());
    }

    fn id(&mut self, id: &str) {
        let start = self.html.len();
        self.html.push_str(" id=\"");
        self.attribute(id);
        self.html.push('"');
        self.notes.id(start..self.html.len());
    }

    /// The box of a task, which the text behind it names.
    fn task(&mut self, done: bool) {
        let text = anchor(self.block.unwrap_or_default());
        let checked = if done { " checked" } else { "" };
        self.html.push_str(&format!(
            "<input type=\"checkbox\" disabled{checked} aria-labelledby=\"{text}\"> "
        ));
    }

    /// The beginning of an attributed quotation, in the language in which it was said.
    fn quotation(&mut self, span: &Range<usize>) {
        let mut quotations = self.body.quotations.iter();
        let index = quotations.position(|quotation| quotation.span == *span);
        let said_in = index.and_then(|index| *self.bindings.quoted_in.get(index)?);
        let around = self.lang();
        let lang = said_in.unwrap_or(around);
        self.html
            .push_str("<figure class=\"quotation\">\n<blockquote");
        if lang != around {
            self.html.push_str(" lang=\"");
            self.attribute(lang.as_str());
            self.html.push('"');
        }
        self.html.push_str(">\n");
        self.langs.push(lang);
    }

    /// The language of the text at hand.
    fn lang(&self) -> Lang {
        *self.langs.last().unwrap_or(&self.body.lang)
    }

    /// A line end, in a block a blank of its text.
    fn gap(&mut self, written: &str) {
        self.begin_mention();
        self.html.push_str(written);
        self.at += 1;
        self.end_mention();
    }

    /// Visible text, cut where a mention begins or ends.
    fn text(&mut self, text: &str) {
        let start = self.at;
        let end = start + text.len();
        let Some(block) = self.block.filter(|_| self.manner == Manner::Typeset) else {
            self.at = end;
            if self.manner != Manner::Skipped {
                self.escaped(text);
            }
            return;
        };
        while self.at < end {
            self.begin_mention();
            let next = self.mentions.first();
            let stop = match next.filter(|next| next.place.block == block) {
                Some(next) if self.in_mention => next.place.range.end.min(end),
                Some(next) => next.place.range.start.min(end),
                None => end,
            };
            self.typeset(block, &text[self.at - start..stop - start]);
            self.at = stop;
            self.end_mention();
        }
    }

    fn begin_mention(&mut self) {
        while let Some((next, rest)) = self.mentions.split_first() {
            let here = Some(next.place.block) == self.block;
            if self.in_mention || !here || next.place.range.start > self.at {
                return;
            }
            if next.place.range.start == self.at {
                self.html.push_str("<a class=\"actor\" href=\"");
                self.href(next.url.as_str());
                self.html.push_str("\">");
                self.in_mention = true;
                return;
            }
            // It began where nothing can be linked.
            self.mentions = rest;
        }
    }

    fn end_mention(&mut self) {
        if self.in_mention && self.mentions[0].place.range.end <= self.at {
            self.html.push_str("</a>");
            self.in_mention = false;
            self.mentions = &self.mentions[1..];
        }
    }

    /// A piece of the open block's text, from `self.at` on, in the typography of its language.
    fn typeset(&mut self, block: usize, piece: &str) {
        let whole = &self.body.blocks[block].text;
        let before = whole[..self.at].chars().next_back();
        let after = whole[self.at + piece.len()..].chars().next();
        let set = typography::set(piece, self.lang(), before, after);
        self.escaped(&set);
    }

    fn citation(&mut self, spaced: bool) {
        let index = self.next_citation;
        self.next_citation += 1;
        if let Some(bound) = self.bindings.citations.get(index) {
            // A citation never begins a line.
            self.html.push_str(if spaced { "\u{a0}" } else { "" });
            self.html.push_str("<span class=\"citation\"");
            self.id(&cite_anchor(index));
            self.html.push('>');
            self.html.push_str(bound);
            self.html.push_str("</span>");
        }
    }

    fn code_block(&mut self, fence: &str, code: &str) {
        let language = code_language(fence);
        self.html.push_str("<pre tabindex=\"0\"><code");
        if let Some(language) = language {
            self.html.push_str(" class=\"language-");
            self.attribute(language);
            self.html.push('"');
        }
        self.html.push('>');
        match language.and_then(|language| highlight(code, language, self.grammars)) {
            Some(coloured) => self.html.push_str(&coloured),
            None => self.escaped(code),
        }
        self.html.push_str("</code></pre>\n");
    }

    fn note_ref(&mut self, label: &str) {
        let holds_notes = self.tables.is_empty()
            && !self
                .closing
                .last()
                .is_some_and(|tag| tag.starts_with("</h"));
        let (number, time) = self.notes.refer(label);
        self.html.push_str("<sup class=\"note-ref\"><a");
        if let Some(id) = reference(number, time) {
            self.html.push_str(&format!(" id=\"{id}\""));
        }
        self.html.push_str(&format!(
            " href=\"#note-{number}\" role=\"doc-noteref\">{number}</a></sup>"
        ));
        if time == 1 && holds_notes {
            self.notes.called(label, self.html.len());
        }
    }

    fn finish(self) -> String {
        self.notes.put_into(&self.html, self.bindings.words)
    }

    /// Text between tags.
    fn escaped(&mut self, text: &str) {
        escape_html_body_text(&mut self.html, text).expect("writing to a string does not fail");
    }

    /// Text within quotation marks in a tag.
    fn attribute(&mut self, text: &str) {
        escape_html(&mut self.html, text).expect("writing to a string does not fail");
    }

    fn href(&mut self, url: &str) {
        escape_href(&mut self.html, url).expect("writing to a string does not fail");
    }
}

fn heading_tags(level: u8) -> (&'static str, &'static str) {
    match level {
        0..=2 => ("<h2", "</h2>\n"),
        3 => ("<h3", "</h3>\n"),
        4 => ("<h4", "</h4>\n"),
        5 => ("<h5", "</h5>\n"),
        _ => ("<h6", "</h6>\n"),
    }
}
