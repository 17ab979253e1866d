//! What stands in a block: text, markup, links, citations, classes.

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use crate::config::RawHtml;
use crate::parse::body::LinkKind;
use crate::parse::dialect::walk::Walk;
use crate::parse::dialect::{Bytes, Class, Edge, Label, Mark, Step};
use crate::parse::dialect::{citations, classes, part, raised};

impl<'a> Walk<'a> {
    /// An event that is neither the start nor the end of a tag.
    pub(super) fn inline(&mut self, event: Event<'a>, span: Bytes) {
        // Nothing may be left of a text that began with classes.
        if matches!(&event, Event::Text(text) if text.is_empty()) {
            return;
        }
        self.open_bare(&span);
        match event {
            Event::Text(text) => {
                let searched = self.unsearched == 0;
                raised::push(&mut self.steps, text, searched, span);
            }
            Event::Code(code) => self.steps.push(Step::Code(code, span)),
            Event::SoftBreak => self.steps.push(Step::SoftBreak),
            Event::HardBreak => self.steps.push(Step::HardBreak),
            Event::FootnoteReference(label) => self.steps.push(Step::NoteRef(label)),
            Event::TaskListMarker(done) => self.steps.push(Step::Task(done)),
            Event::InlineHtml(html) if self.raw_html == RawHtml::Passed => {
                self.steps.push(Step::Html(html));
            }
            Event::InlineHtml(html) => {
                self.steps.push(Step::ShownHtml(span.clone()));
                self.shown(&html, span);
            }
            // Mathematics is not enabled; the rest never gets here.
            _ => {}
        }
    }

    /// A piece of HTML as text, its line ends as spaces.
    pub(super) fn shown(&mut self, html: &str, span: Bytes) {
        let html = html.trim_end_matches(['\r', '\n']);
        let text = CowStr::from(html.replace("\r\n", " ").replace(['\r', '\n'], " "));
        self.steps.push(Step::Text {
            text,
            searched: false,
            span,
        });
    }

    pub(super) fn start_inline(&mut self, tag: Tag<'a>, span: Bytes) {
        self.open_bare(&span);
        match tag {
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.link(link_type, dest_url, title, span),
            Tag::Image {
                dest_url, title, ..
            } => {
                let picture = self.picture(dest_url, title, span);
                self.steps.push(Step::Image(picture));
            }
            mark => {
                let mark = Mark::of(&mark.to_end()).map(|mark| Step::Mark(mark, Edge::Start));
                self.steps.extend(mark);
            }
        }
    }

    pub(super) fn end_inline(&mut self, tag: TagEnd, span: &Bytes) {
        self.open_bare(span);
        match Mark::of(&tag) {
            Some(mark) => self.steps.push(Step::Mark(mark, Edge::End)),
            None => {
                self.unsearched -= 1;
                self.steps.push(Step::LinkEnd);
            }
        }
    }

    fn link(&mut self, link_type: LinkType, target: CowStr<'a>, title: CowStr<'a>, span: Bytes) {
        let (kind, label) = match link_type {
            LinkType::ShortcutUnknown | LinkType::CollapsedUnknown | LinkType::ReferenceUnknown => {
                return self.bracketed(span);
            }
            LinkType::WikiLink { has_pothole: false } => (LinkKind::Wiki, Label::Target),
            LinkType::WikiLink { has_pothole: true } => (LinkKind::Wiki, Label::Written),
            LinkType::Autolink | LinkType::Email => (LinkKind::Inline, Label::Target),
            _ => (LinkKind::Inline, Label::Written),
        };
        if kind == LinkKind::Wiki {
            self.events.trim();
        }
        let target = match link_type {
            LinkType::Email => CowStr::from(format!("mailto:{target}")),
            // In a table the bar is written `\|`.
            LinkType::WikiLink { has_pothole: true } if target.ends_with('\\') => {
                part(&target, 0..target.len() - 1)
            }
            _ => target,
        };
        self.steps.push(Step::Link {
            kind,
            target,
            title,
            label,
            span,
        });
        match label {
            Label::Written => self.unsearched += 1,
            Label::Target => self.target(),
        }
    }

    /// The inside of a link that shows its target, to its end: nothing in it is markup.
    fn target(&mut self) {
        let end = self.events.end_of_last();
        while self.events.at < end
            && let Some((event, span)) = self.events.next()
        {
            if let Event::Text(text) = event {
                self.steps.push(Step::Text {
                    text,
                    searched: false,
                    span,
                });
            }
        }
        self.events.at = end + 1;
        self.steps.push(Step::LinkEnd);
    }

    /// Takes the blank before a citation out of the text: without the citation, the words around
    /// it stand as if it had never been there. Whether there was one.
    fn take_space(&mut self) -> bool {
        match self.steps.last_mut() {
            Some(Step::Text { text, span, .. }) if text.ends_with(' ') => {
                *text = CowStr::from(text[..text.len() - 1].to_owned());
                span.end -= 1;
                true
            }
            Some(Step::SoftBreak) => {
                self.steps.pop();
                true
            }
            _ => false,
        }
    }

    /// `[@source]` or `[text]{.class}`, whose start was the last event.
    fn bracketed(&mut self, span: Bytes) {
        let end = self.events.end_of_last();
        let written = &self.file[span.start + 1..span.end - 1];
        if citations::is_citation(written) {
            let items = citations::items(written, span.start + 1);
            let spaced = self.take_space();
            self.steps.push(Step::Citation {
                items,
                spaced,
                span,
            });
        } else {
            self.unsearched += 1;
            self.run_to(end);
            self.unsearched -= 1;
        }
        self.events.at = end + 1;
        self.classes(&[Class::NoMention]);
    }

    /// Reads the classes in braces at the start of the next text, which loses them.
    pub(super) fn classes(&mut self, known: &[Class]) -> Vec<Class> {
        let Some((text, span)) = self.events.text_mut(self.events.at) else {
            return Vec::new();
        };
        let Some(braces) = classes::read(text) else {
            return Vec::new();
        };
        let written = span.start..span.start + braces.len;
        *text = part(text, braces.len..text.len());
        span.start += braces.len;
        self.known(braces.names, known, &written)
    }

    /// Those of the classes that are known here; the others are reported.
    pub(super) fn known(
        &mut self,
        names: Vec<String>,
        known: &[Class],
        written: &Bytes,
    ) -> Vec<Class> {
        let mut found = Vec::new();
        for name in names {
            match Class::named(&name).filter(|class| known.contains(class)) {
                Some(class) => found.push(class),
                None => self.steps.push(Step::UnknownClass(name, written.clone())),
            }
        }
        found
    }
}
