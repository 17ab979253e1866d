//! Block quotes: those whose last line names who spoke are quotations.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::parse::body::{BlockKind, Fidelity};
use crate::parse::dialect::{Bytes, Class, Edge, Group, Open, Step, Walk, classes};

impl Walk<'_> {
    pub(super) fn block_quote(&mut self, span: Bytes) {
        self.close_bare();
        let end = self.end_of_last();
        let Some(attribution) = self.attribution(end) else {
            self.groups.push(TagEnd::BlockQuote(None));
            self.steps.push(Step::Group(Group::BlockQuote, Edge::Start));
            return;
        };
        let quotation = self.steps.len();
        self.steps
            .push(Step::Quotation(Fidelity::Free, Edge::Start, span.clone()));
        self.groups.push(TagEnd::BlockQuote(None));
        self.run_to(attribution.start);
        if attribution.own_paragraph {
            self.at += 1;
        } else {
            // The line break before the attribution goes, and the paragraph ends here.
            self.at += 1;
            self.open = None;
            self.steps.push(Step::Close);
        }
        self.steps.push(Step::Attribution(Edge::Start));
        let place = self.events[self.at].1.clone();
        self.open = Some(None);
        self.steps
            .push(Step::Open(Open::Bare(BlockKind::Quotation), place));
        let last = attribution.end - 1;
        let fidelity = self.attribution_classes(last);
        self.run_to(attribution.end);
        self.close_bare();
        self.at = end + 1;
        self.groups.pop();
        self.steps.push(Step::Attribution(Edge::End));
        self.steps.push(Step::Quotation(fidelity, Edge::End, span));
        if let Step::Quotation(first, ..) = &mut self.steps[quotation] {
            *first = fidelity;
        }
    }

    /// Reads `{.verbatim}` off the end of the attribution, whose last event is number `last`.
    fn attribution_classes(&mut self, last: usize) -> Fidelity {
        let Some((Event::Text(text), span)) = self.events.get_mut(last) else {
            return Fidelity::Free;
        };
        let Some(start) = text.rfind("{.") else {
            return Fidelity::Free;
        };
        let Some(braces) = classes::read(&text[start..]) else {
            return Fidelity::Free;
        };
        let written = span.start + start..span.start + start + braces.len;
        *text = CowStr::from(text[..start].trim_end().to_owned());
        let mut fidelity = Fidelity::Free;
        for name in braces.names {
            match Class::named(&name) {
                Some(Class::Verbatim) => fidelity = Fidelity::Verbatim,
                _ => self.steps.push(Step::UnknownClass(name, written.clone())),
            }
        }
        fidelity
    }

    /// The last line of the last paragraph before event `end`, if it begins with a dash.
    fn attribution(&self, end: usize) -> Option<AttributionEvents> {
        let closes = end.checked_sub(1)?;
        if !matches!(
            self.events.get(closes),
            Some((Event::End(TagEnd::Paragraph), _))
        ) {
            return None;
        }
        let opens = self.partner[closes];
        let lines = self.events[opens..closes].iter();
        let line = lines
            .rev()
            .position(|(event, _)| matches!(event, Event::SoftBreak | Event::HardBreak));
        let start = line.map_or(opens, |back| closes - 1 - back);
        let dash = match self.events.get(start + 1)? {
            (Event::Text(text), _) => text.starts_with(['\u{2014}', '\u{2015}', '\u{2013}']),
            _ => false,
        };
        // A dialogue begins with dashes too: an attribution names someone by a link or a source.
        let names = self.events[start..closes].iter();
        let named = names
            .clone()
            .any(|(event, _)| matches!(event, Event::Start(Tag::Link { .. })));
        (dash && named).then_some(AttributionEvents {
            start,
            end: closes,
            own_paragraph: line.is_none(),
        })
    }
}

/// The events of an attribution: from the one before its first to the one after its last.
struct AttributionEvents {
    start: usize,
    end: usize,
    own_paragraph: bool,
}
