//! The way through one text: its structures, and the blocks in them.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag, TagEnd};

use crate::config::RawHtml;
use crate::parse::body::BlockKind;
use crate::parse::dialect::events::Events;
use crate::parse::dialect::{Bytes, Class, Edge, Group, Open, Step};

/// The way through one text.
pub(super) struct Walk<'a> {
    pub(super) file: &'a str,
    pub(super) events: Events<'a>,
    pub(super) steps: Vec<Step<'a>>,
    pub(super) raw_html: RawHtml,
    /// The structures we are in, outermost first.
    pub(super) groups: Vec<TagEnd>,
    block: Where,
    /// How many links and classes we are in whose text is not searched.
    pub(super) unsearched: usize,
}

/// Where the walk stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    /// Between blocks.
    Outside,
    /// In a block with a tag of its own.
    Tagged,
    /// In a block that its structure holds without a tag of its own.
    Bare,
}

impl<'a> Walk<'a> {
    pub(super) fn new(file: &'a str, start: usize, raw_html: RawHtml) -> Self {
        let events = Events::read(file, start);
        Self {
            file,
            steps: Vec::with_capacity(events.len()),
            events,
            raw_html,
            groups: Vec::new(),
            block: Where::Outside,
            unsearched: 0,
        }
    }

    pub(super) fn run(mut self) -> Vec<Step<'a>> {
        self.run_to(usize::MAX);
        self.close_bare();
        self.steps
    }

    /// Walks on until the next event is number `end`.
    pub(super) fn run_to(&mut self, end: usize) {
        while self.events.at < end
            && let Some((event, span)) = self.events.next()
        {
            match event {
                Event::Start(tag) => self.start(tag, span),
                Event::End(tag) => self.end(tag, span),
                Event::Rule => {
                    self.close_bare();
                    self.steps.push(Step::Rule);
                }
                inline => self.inline(inline, span),
            }
        }
    }

    fn start(&mut self, tag: Tag<'a>, span: Bytes) {
        match tag {
            Tag::Paragraph => self.paragraph(span),
            Tag::Heading {
                level, id, classes, ..
            } => {
                self.close_bare();
                self.block = Where::Tagged;
                let names = classes.iter().map(|class| class.to_string()).collect();
                self.known(names, &[Class::NoMention], &span);
                let heading = Open::Heading(level as u8, id);
                self.steps.push(Step::Open(heading, span));
            }
            Tag::CodeBlock(kind) => self.code_block(kind, span),
            Tag::BlockQuote(None) => self.block_quote(span),
            Tag::HtmlBlock => self.html_block(span),
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. } => self.start_inline(tag, span),
            group => {
                self.close_bare();
                self.groups.push(group.to_end());
                let group = Group::of(group).map(|group| Step::Group(group, Edge::Start));
                self.steps.extend(group);
            }
        }
    }

    fn end(&mut self, tag: TagEnd, span: Bytes) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => self.close(),
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link => self.end_inline(tag, &span),
            TagEnd::HtmlBlock => {}
            group => {
                self.close_bare();
                self.groups.pop();
                let group = Group::ending(group).map(|group| Step::Group(group, Edge::End));
                self.steps.extend(group);
            }
        }
    }

    fn paragraph(&mut self, span: Bytes) {
        self.close_bare();
        if let Some(picture) = self.lone_picture() {
            return self.steps.push(Step::Figure(picture));
        }
        self.open_paragraph(span);
    }

    fn open_paragraph(&mut self, span: Bytes) {
        self.block = Where::Tagged;
        let paragraph = Open::Paragraph(self.kind(BlockKind::Paragraph));
        self.steps.push(Step::Open(paragraph, span));
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
    pub(super) fn open_bare(&mut self, span: &Bytes) {
        if self.block != Where::Outside {
            return;
        }
        let alone = match self.groups.last() {
            Some(TagEnd::TableCell) => BlockKind::Cell,
            Some(_) => BlockKind::Item,
            None => BlockKind::Paragraph,
        };
        self.block = Where::Bare;
        let bare = Open::Bare(self.kind(alone));
        self.steps.push(Step::Open(bare, span.clone()));
    }

    /// Closes the block that has no tag to close it, if we are in one.
    pub(super) fn close_bare(&mut self) {
        if self.block == Where::Bare {
            self.close();
        }
    }

    pub(super) fn close(&mut self) {
        self.block = Where::Outside;
        self.steps.push(Step::Close);
    }

    fn code_block(&mut self, kind: CodeBlockKind<'a>, span: Bytes) {
        self.close_bare();
        let mut code = String::new();
        let end = self.events.end_of_last();
        while self.events.at < end
            && let Some((event, _)) = self.events.next()
        {
            if let Event::Text(text) = event {
                code.push_str(&text);
            }
        }
        self.events.at = end + 1;
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

    /// HTML between blocks, whose start was the last event: passed on, or a paragraph of text.
    fn html_block(&mut self, span: Bytes) {
        self.close_bare();
        let shown = self.raw_html == RawHtml::Shown;
        if shown {
            self.steps.push(Step::ShownHtml(span.clone()));
            self.open_paragraph(span);
        }
        let end = self.events.end_of_last();
        while self.events.at < end
            && let Some((event, span)) = self.events.next()
        {
            let (Event::Html(line) | Event::Text(line)) = event else {
                continue;
            };
            if !shown {
                self.steps.push(Step::Html(line));
                continue;
            }
            self.shown(&line, span);
            if self.events.at < end {
                self.steps.push(Step::SoftBreak);
            }
        }
        if shown {
            self.close();
        }
    }
}
