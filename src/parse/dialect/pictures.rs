//! Pictures: those in a text, and those alone in their paragraph.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::parse::dialect::walk::Walk;
use crate::parse::dialect::{Bytes, Class, Picture, classes};

impl<'a> Walk<'a> {
    /// The picture whose start was the last event, walked past its end and classes.
    pub(super) fn picture(
        &mut self,
        target: CowStr<'a>,
        title: CowStr<'a>,
        span: Bytes,
    ) -> Picture<'a> {
        let end = self.events.end_of_last();
        let mut alt = String::new();
        while self.events.at < end
            && let Some((event, _)) = self.events.next()
        {
            match event {
                Event::Text(text) | Event::Code(text) => alt.push_str(&text),
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                _ => {}
            }
        }
        self.events.at = end + 1;
        let classes = self.classes(&[Class::Decorative]);
        Picture {
            target,
            title,
            alt,
            decorative: !classes.is_empty(),
            span,
        }
    }

    /// The picture of a paragraph that holds nothing else; the paragraph's start was the last
    /// event.
    pub(super) fn lone_picture(&mut self) -> Option<Picture<'a>> {
        let start = self.events.at;
        let Event::Start(Tag::Image { .. }) = self.events.get(start)? else {
            return None;
        };
        let mut after = self.events.partner(start) + 1;
        if let Event::Text(text) = self.events.get(after)?
            && classes::read(text).is_some_and(|braces| text[braces.len..].trim().is_empty())
        {
            after += 1;
        }
        let Event::End(TagEnd::Paragraph) = self.events.get(after)? else {
            return None;
        };
        let Some((
            Event::Start(Tag::Image {
                dest_url, title, ..
            }),
            span,
        )) = self.events.next()
        else {
            return None;
        };
        let picture = self.picture(dest_url, title, span);
        self.events.at = after + 1;
        Some(picture)
    }
}
