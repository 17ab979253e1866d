//! Pictures: those in a text, and those alone in their paragraph.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::parse::dialect::{Bytes, Class, Picture, Walk, classes};

impl<'a> Walk<'a> {
    /// The picture whose start was the last event, walked past its end and classes.
    pub(super) fn picture(
        &mut self,
        target: CowStr<'a>,
        title: CowStr<'a>,
        span: Bytes,
    ) -> Picture<'a> {
        let end = self.end_of_last();
        let mut alt = String::new();
        for (event, _) in &self.events[self.at..end] {
            match event {
                Event::Text(text) | Event::Code(text) => alt.push_str(text),
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                _ => {}
            }
        }
        self.at = end + 1;
        let decorative = self
            .classes(&[Class::Decorative])
            .contains(&Class::Decorative);
        Picture {
            target,
            title,
            alt,
            decorative,
            span,
        }
    }

    /// The picture of a paragraph that holds nothing else; the paragraph's start was the last
    /// event.
    pub(super) fn lone_picture(&mut self) -> Option<Picture<'a>> {
        let (
            Event::Start(Tag::Image {
                dest_url, title, ..
            }),
            span,
        ) = self.events.get(self.at)?
        else {
            return None;
        };
        let (target, title, span) = (dest_url.clone(), title.clone(), span.clone());
        let end = self.partner[self.at];
        let mut after = end + 1;
        if let Some((Event::Text(text), _)) = self.events.get(after)
            && classes::read(text).is_some_and(|braces| text[braces.len..].trim().is_empty())
        {
            after += 1;
        }
        if !matches!(
            self.events.get(after),
            Some((Event::End(TagEnd::Paragraph), _))
        ) {
            return None;
        }
        self.at += 1;
        let picture = self.picture(target, title, span);
        self.at = after + 1;
        Some(picture)
    }
}
