//! Our Markdown: CommonMark as pulldown-cmark reads it, and what the content model adds.
//!
//! [`steps`] turns a text into [`Step`]s. It is a pure function of the text, so whoever walks a
//! body meets the same blocks, links and citations in the same order, and numbers them alike.
//!
//! 1. pulldown-cmark gives events; `[@…]` and `[…]{.class}` come as links without definition.
//! 2. `classes` reads what stands in braces, `citations` what stands behind an `@`.
//! 3. Here, inline content is cut into blocks, pictures alone in a paragraph become figures, and
//!    block quotes with an attribution quotations.

mod citations;
mod classes;
mod events;
mod pictures;
mod quotations;
mod raised;
mod steps;

use pulldown_cmark::{
    BrokenLink, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
};

pub(crate) use classes::Class;
pub(crate) use steps::{Bytes, Edge, Group, Mark, Open, Picture, Step};

use crate::config::RawHtml;
use crate::parse::body::{BlockKind, LinkKind};

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

/// The steps through the Markdown that begins at byte `start` of a file.
pub(crate) fn steps(file: &str, start: usize, raw_html: RawHtml) -> Vec<Step<'_>> {
    let text = &file[start..];
    let ours = |link: BrokenLink<'_>| {
        let classed = text[link.span.end..].starts_with("{.");
        let cited = citations::is_citation(&link.reference);
        (cited || classed).then_some((CowStr::Borrowed(""), CowStr::Borrowed("")))
    };
    let parser = Parser::new_with_broken_link_callback(text, options(), Some(ours));
    let events = parser.into_offset_iter();
    let events = events.map(|(event, span)| (event, span.start + start..span.end + start));
    let events = events::whole(file, events);
    let walk = Walk {
        file,
        partner: events::partners(&events),
        events,
        at: 0,
        steps: Vec::new(),
        raw_html,
        groups: Vec::new(),
        open: None,
        unsearched: 0,
    };
    walk.run()
}

/// The language that a fence names, in its first word; `text` and nothing mean none.
pub(crate) fn code_language(fence: &str) -> Option<&str> {
    let word = fence.split(|c: char| c.is_whitespace() || c == ',').next();
    word.filter(|word| !word.is_empty() && *word != "text")
}

/// The way through one text.
struct Walk<'a> {
    file: &'a str,
    events: Vec<(Event<'a>, Bytes)>,
    /// For each of them the number of its other end.
    partner: Vec<usize>,
    /// The next of `events`.
    at: usize,
    steps: Vec<Step<'a>>,
    raw_html: RawHtml,
    /// The structures we are in, outermost first.
    groups: Vec<TagEnd>,
    /// The tag that closes the open block; `None` within it if the block has no tag of its own.
    open: Option<Option<TagEnd>>,
    /// Links and classes we are in whose text is not searched.
    unsearched: usize,
}

impl<'a> Walk<'a> {
    fn run(mut self) -> Vec<Step<'a>> {
        while let Some((event, span)) = self.events.get(self.at).cloned() {
            self.at += 1;
            self.event(event, span);
        }
        self.steps
    }

    /// Walks on until the next event is number `end`.
    fn run_to(&mut self, end: usize) {
        while self.at < end {
            let (event, span) = self.events[self.at].clone();
            self.at += 1;
            self.event(event, span);
        }
    }

    fn event(&mut self, event: Event<'a>, span: Bytes) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Rule => {
                self.close_bare();
                self.steps.push(Step::Rule);
            }
            Event::Html(html) => self.html(html, span),
            inline => {
                self.open_bare(&span);
                self.inline(inline, span);
            }
        }
    }

    fn inline(&mut self, event: Event<'a>, span: Bytes) {
        match event {
            Event::Text(text) => {
                let searched = self.searches();
                raised::push(&mut self.steps, text, searched, span);
            }
            Event::Code(code) => self.steps.push(Step::Code(code, span)),
            Event::SoftBreak => self.steps.push(Step::SoftBreak),
            Event::HardBreak => self.steps.push(Step::HardBreak),
            Event::FootnoteReference(label) => self.steps.push(Step::NoteRef(label)),
            Event::TaskListMarker(done) => self.steps.push(Step::Task(done)),
            Event::InlineHtml(html) => match self.raw_html {
                RawHtml::Passed => self.steps.push(Step::Html(html)),
                RawHtml::Shown => {
                    self.steps.push(Step::ShownHtml(span.clone()));
                    self.steps.push(Step::Text {
                        text: html,
                        searched: false,
                        span,
                    });
                }
            },
            // Mathematics is not enabled; the rest is handled by `event`.
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'a>, span: Bytes) {
        match tag {
            Tag::Paragraph => self.paragraph(span),
            Tag::Heading { level, id, .. } => {
                self.close_bare();
                self.open = Some(Some(TagEnd::Heading(level)));
                self.unsearched += 1;
                self.steps
                    .push(Step::Open(Open::Heading(level as u8, id), span));
            }
            Tag::CodeBlock(kind) => self.code_block(kind, span),
            Tag::BlockQuote(None) => self.block_quote(span),
            Tag::HtmlBlock | Tag::MetadataBlock(_) => self.close_bare(),
            Tag::Emphasis => self.mark(Mark::Emphasis, Edge::Start, &span),
            Tag::Strong => self.mark(Mark::Strong, Edge::Start, &span),
            Tag::Strikethrough => self.mark(Mark::Deleted, Edge::Start, &span),
            Tag::Superscript => self.mark(Mark::Superscript, Edge::Start, &span),
            Tag::Subscript => self.mark(Mark::Subscript, Edge::Start, &span),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                self.open_bare(&span);
                self.link(link_type, dest_url, title, span);
            }
            Tag::Image {
                dest_url, title, ..
            } => {
                self.open_bare(&span);
                let picture = self.picture(dest_url, title, span);
                self.steps.push(Step::Image(picture));
            }
            group => self.group(group),
        }
    }

    fn group(&mut self, tag: Tag<'a>) {
        self.close_bare();
        self.groups.push(tag.to_end());
        if let Some(group) = Group::of(tag) {
            self.steps.push(Step::Group(group, Edge::Start));
        }
    }

    fn end(&mut self, tag: TagEnd, span: Bytes) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => {
                if matches!(tag, TagEnd::Heading(_)) {
                    self.unsearched -= 1;
                }
                self.open = None;
                self.steps.push(Step::Close);
            }
            TagEnd::Emphasis => self.mark(Mark::Emphasis, Edge::End, &span),
            TagEnd::Strong => self.mark(Mark::Strong, Edge::End, &span),
            TagEnd::Strikethrough => self.mark(Mark::Deleted, Edge::End, &span),
            TagEnd::Superscript => self.mark(Mark::Superscript, Edge::End, &span),
            TagEnd::Subscript => self.mark(Mark::Subscript, Edge::End, &span),
            TagEnd::Link => {
                self.unsearched -= 1;
                self.steps.push(Step::LinkEnd);
            }
            TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {}
            group => {
                self.close_bare();
                self.groups.pop();
                if let Some(group) = Group::ending(group) {
                    self.steps.push(Step::Group(group, Edge::End));
                }
            }
        }
    }

    fn mark(&mut self, mark: Mark, edge: Edge, span: &Bytes) {
        self.open_bare(span);
        self.steps.push(Step::Mark(mark, edge));
    }

    fn paragraph(&mut self, span: Bytes) {
        self.close_bare();
        if let Some(picture) = self.lone_picture() {
            self.steps.push(Step::Figure(picture));
            return;
        }
        self.open = Some(Some(TagEnd::Paragraph));
        self.steps.push(Step::Open(
            Open::Paragraph(self.kind(BlockKind::Paragraph)),
            span,
        ));
    }

    /// What a block here is part of.
    fn kind(&self, alone: BlockKind) -> BlockKind {
        let outermost = self.groups.iter().find_map(|group| match group {
            TagEnd::FootnoteDefinition => Some(BlockKind::Note),
            TagEnd::BlockQuote(None) => Some(BlockKind::Quotation),
            _ => None,
        });
        outermost.unwrap_or(alone)
    }

    /// Inline content outside any block opens one without tag of its own.
    fn open_bare(&mut self, span: &Bytes) {
        if self.open.is_some() {
            return;
        }
        let alone = match self.groups.last() {
            Some(TagEnd::TableCell) => BlockKind::Cell,
            Some(_) => BlockKind::Item,
            None => BlockKind::Paragraph,
        };
        self.open = Some(None);
        self.steps
            .push(Step::Open(Open::Bare(self.kind(alone)), span.clone()));
    }

    fn close_bare(&mut self) {
        if self.open == Some(None) {
            self.open = None;
            self.steps.push(Step::Close);
        }
    }

    fn searches(&self) -> bool {
        self.unsearched == 0
    }

    fn link(&mut self, link_type: LinkType, target: CowStr<'a>, title: CowStr<'a>, span: Bytes) {
        let unknown = matches!(
            link_type,
            LinkType::ShortcutUnknown | LinkType::CollapsedUnknown | LinkType::ReferenceUnknown
        );
        if unknown {
            self.bracketed(span);
            return;
        }
        let (kind, bare) = match link_type {
            LinkType::WikiLink { has_pothole } => (LinkKind::Wiki, !has_pothole),
            _ => (LinkKind::Inline, false),
        };
        let target = match link_type {
            LinkType::Email => CowStr::from(format!("mailto:{target}")),
            _ => target,
        };
        self.unsearched += 1;
        self.steps.push(Step::Link {
            kind,
            target,
            title,
            bare,
            span,
        });
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

    /// `[@source]` or `[text]{.class}`.
    fn bracketed(&mut self, span: Bytes) {
        let end = self.end_of_last();
        let written = &self.file[span.start + 1..span.end - 1];
        if citations::is_citation(written) {
            self.at = end + 1;
            let spaced = self.take_space();
            let items = citations::items(written, span.start + 1);
            self.steps.push(Step::Citation {
                items,
                spaced,
                span,
            });
            return;
        }
        self.unsearched += 1;
        self.run_to(end);
        self.unsearched -= 1;
        self.at = end + 1;
        self.classes(&[Class::NoMention]);
    }

    /// Reads the classes in braces at the start of the next text, which loses them.
    fn classes(&mut self, known: &[Class]) -> Vec<Class> {
        let Some((Event::Text(text), span)) = self.events.get_mut(self.at) else {
            return Vec::new();
        };
        let Some(braces) = classes::read(text) else {
            return Vec::new();
        };
        let written = span.start..span.start + braces.len;
        *text = CowStr::from(text[braces.len..].to_owned());
        span.start += braces.len;
        let mut found = Vec::new();
        for name in braces.names {
            match Class::named(&name).filter(|class| known.contains(class)) {
                Some(class) => found.push(class),
                None => self.steps.push(Step::UnknownClass(name, written.clone())),
            }
        }
        found
    }

    fn code_block(&mut self, kind: CodeBlockKind<'a>, span: Bytes) {
        self.close_bare();
        let end = self.end_of_last();
        let mut code = String::new();
        for (event, _) in &self.events[self.at..end] {
            if let Event::Text(text) = event {
                code.push_str(text);
            }
        }
        self.at = end + 1;
        let language = match kind {
            CodeBlockKind::Fenced(language) => language,
            CodeBlockKind::Indented => CowStr::Borrowed(""),
        };
        self.steps.push(Step::CodeBlock {
            language,
            code,
            span,
        });
    }

    /// HTML between blocks.
    fn html(&mut self, html: CowStr<'a>, span: Bytes) {
        match self.raw_html {
            RawHtml::Passed => self.steps.push(Step::Html(html)),
            RawHtml::Shown => {
                let kind = self.kind(BlockKind::Paragraph);
                self.steps.push(Step::ShownHtml(span.clone()));
                self.steps
                    .push(Step::Open(Open::Paragraph(kind), span.clone()));
                let text = CowStr::from(html.trim_end().to_owned());
                self.steps.push(Step::Text {
                    text,
                    searched: false,
                    span,
                });
                self.steps.push(Step::Close);
            }
        }
    }

    /// Number of the event that ends the tag whose start was the last event.
    fn end_of_last(&self) -> usize {
        self.partner[self.at - 1]
    }
}
