//! Block quotes: those whose last line names who spoke, `— [[octave-klaba]], [@lesoir]`, are
//! quotations.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::parse::body::Fidelity;
use crate::parse::dialect::walk::Walk;
use crate::parse::dialect::{Bytes, Class, Edge, Group, Step, classes, part};

/// The events of an attribution: from the one before its first to the one after its last.
struct Attribution {
    start: usize,
    end: usize,
    shape: Shape,
}

/// What an attribution stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// A paragraph of its own.
    Paragraph,
    /// The last line of what was said.
    Line,
}

impl Walk<'_> {
    /// A block quote, whose start was the last event. An attributed one is walked to its end.
    pub(super) fn block_quote(&mut self, span: Bytes) {
        self.close_bare();
        let end = self.events.end_of_last();
        let attribution = self.attribution(end);
        self.groups.push(TagEnd::BlockQuote(None));
        let Some(attribution) = attribution else {
            let start = Step::Group(Group::BlockQuote, Edge::Start);
            return self.steps.push(start);
        };
        let quotation = self.steps.len();
        self.steps
            .push(Step::Quotation(Fidelity::Free, Edge::Start, span.clone()));
        self.run_to(attribution.start);
        // The line break before an attribution goes, and what was said ends there.
        self.events.at += 1;
        if attribution.shape == Shape::Line {
            self.close();
        }
        self.steps.push(Step::Attribution(Edge::Start));
        let place = self.events.span(self.events.at);
        self.open_bare(&place);
        let fidelity = self.fidelity(attribution.end - 1);
        self.run_to(attribution.end);
        self.close_bare();
        self.events.at = end + 1;
        self.groups.pop();
        self.steps.push(Step::Attribution(Edge::End));
        self.steps.push(Step::Quotation(fidelity, Edge::End, span));
        if let Step::Quotation(first, ..) = &mut self.steps[quotation] {
            *first = fidelity;
        }
    }

    /// Reads `{.verbatim}` off the end of the attribution, whose last event is number `last`.
    fn fidelity(&mut self, last: usize) -> Fidelity {
        let Some((text, span)) = self.events.text_mut(last) else {
            return Fidelity::Free;
        };
        let Some(start) = text.rfind("{.") else {
            return Fidelity::Free;
        };
        let braces = classes::read(&text[start..]);
        let ends = text.trim_end().len();
        let Some(braces) = braces.filter(|braces| start + braces.len == ends) else {
            return Fidelity::Free;
        };
        let written = span.end - (text.len() - start)..span.end;
        let kept = text[..start].trim_end().len();
        span.end -= text.len() - kept;
        *text = part(text, 0..kept);
        let found = self.known(braces.names, &[Class::Verbatim], &written);
        match found.is_empty() {
            true => Fidelity::Free,
            false => Fidelity::Verbatim,
        }
    }

    /// The last line of the last paragraph before event `end`, if it begins with a dash and
    /// names someone by a link, or a source: a dialogue begins with dashes too.
    fn attribution(&self, end: usize) -> Option<Attribution> {
        let closes = end.checked_sub(1)?;
        let Event::End(TagEnd::Paragraph) = self.events.get(closes)? else {
            return None;
        };
        let opens = self.events.partner(closes);
        let mut named = false;
        let mut depth = 0;
        let mut start = closes - 1;
        while start > opens {
            match self.events.get(start)? {
                Event::End(_) => depth += 1,
                Event::Start(tag) => {
                    depth -= 1;
                    named |= matches!(tag, Tag::Link { .. });
                }
                // Emphasis that begins on the line before cannot be taken apart.
                Event::SoftBreak | Event::HardBreak if depth > 0 => return None,
                Event::SoftBreak | Event::HardBreak => break,
                _ => {}
            }
            start -= 1;
        }
        let Event::Text(text) = self.events.get(start + 1)? else {
            return None;
        };
        let dash = text.starts_with(['\u{2014}', '\u{2015}', '\u{2013}']);
        let shape = match start == opens {
            true => Shape::Paragraph,
            false => Shape::Line,
        };
        // Where there is nothing but an attribution, nothing was said.
        let alone = opens == self.events.at && shape == Shape::Paragraph;
        (dash && named && !alone).then_some(Attribution {
            start,
            end: closes,
            shape,
        })
    }
}
