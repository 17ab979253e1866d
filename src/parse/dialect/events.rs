//! The events of pulldown-cmark, in a list, since deciding what some of them mean takes a look
//! ahead: whether a picture stands alone, whether a quotation ends with its attribution.

use pulldown_cmark::{BrokenLink, CowStr, Event, Options, Parser};

use crate::parse::dialect::{Bytes, citations, part};

/// The events of a text, each once, in order.
pub(super) struct Events<'a> {
    list: Vec<(Event<'a>, Bytes)>,
    /// For each of them the number of its other end.
    partner: Vec<usize>,
    /// Number of the next one.
    pub(super) at: usize,
}

/// What our Markdown adds to CommonMark by way of pulldown-cmark.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_SUPERSCRIPT
        | Options::ENABLE_SUBSCRIPT
        | Options::ENABLE_WIKILINKS
}

impl<'a> Events<'a> {
    /// The events of the Markdown that begins at byte `start` of a file; spans are the file's.
    pub(super) fn read(file: &'a str, start: usize) -> Self {
        let text = &file[start..];
        let ours = |link: BrokenLink<'_>| {
            let classed = text[link.span.end..].starts_with("{.");
            let cited = citations::is_citation(&link.reference);
            (cited || classed).then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
        };
        let parser = Parser::new_with_broken_link_callback(text, options(), Some(ours));
        let mut list: Vec<(Event<'a>, Bytes)> = Vec::with_capacity(text.len() / 32);
        // Whether the last event is a text that stands in the file as it is.
        let mut verbatim = false;
        for (event, span) in parser.into_offset_iter() {
            let span = span.start + start..span.end + start;
            let follows =
                matches!(&event, Event::Text(text) if file.get(span.clone()) == Some(&**text));
            match list.last_mut() {
                Some((last, place)) if verbatim && follows && place.end == span.start => {
                    place.end = span.end;
                    *last = Event::Text(CowStr::Borrowed(&file[place.clone()]));
                }
                _ => list.push((event, span)),
            }
            verbatim = follows;
        }
        Self {
            partner: partners(&list),
            list,
            at: 0,
        }
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// The next event, which is gone from the list afterwards.
    pub(super) fn next(&mut self) -> Option<(Event<'a>, Bytes)> {
        let (event, span) = self.list.get_mut(self.at)?;
        self.at += 1;
        Some((std::mem::replace(event, Event::SoftBreak), span.clone()))
    }

    /// The event of this number, which is still to come.
    pub(super) fn get(&self, number: usize) -> Option<&Event<'a>> {
        self.list.get(number).map(|(event, _)| event)
    }

    /// The text and span of the event of this number, if it is a text.
    pub(super) fn text_mut(&mut self, number: usize) -> Option<(&mut CowStr<'a>, &mut Bytes)> {
        match self.list.get_mut(number) {
            Some((Event::Text(text), span)) => Some((text, span)),
            _ => None,
        }
    }

    /// Where the event of this number stands.
    pub(super) fn span(&self, number: usize) -> Bytes {
        self.list[number].1.clone()
    }

    /// The number of the event at the other end of this one.
    pub(super) fn partner(&self, number: usize) -> usize {
        self.partner[number]
    }

    /// Takes the blanks from both ends of what stands within the tag whose start was the last
    /// event.
    pub(super) fn trim(&mut self) {
        let (first, last) = (self.at, self.end_of_last() - 1);
        if let Some((text, span)) = self.text_mut(first) {
            let blanks = text.len() - text.trim_start().len();
            *text = part(text, blanks..text.len());
            span.start += blanks;
        }
        if let Some((text, span)) = self.text_mut(last) {
            let end = text.trim_end().len();
            span.end -= text.len() - end;
            *text = part(text, 0..end);
        }
    }

    /// The number of the event that ends the tag whose start was the last event.
    pub(super) fn end_of_last(&self) -> usize {
        self.partner[self.at - 1]
    }
}

/// For each event that begins or ends a tag the number of the one at its other end.
fn partners(events: &[(Event<'_>, Bytes)]) -> Vec<usize> {
    let mut partner: Vec<usize> = (0..events.len()).collect();
    let mut open = Vec::new();
    for (index, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => open.push(index),
            Event::End(_) => {
                let start = open.pop().expect("pulldown-cmark ends only what it began");
                partner[start] = index;
                partner[index] = start;
            }
            _ => {}
        }
    }
    partner
}
