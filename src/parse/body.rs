//! The Markdown of a text -> [`Body`]: the author's text, and tables of what stage after stage
//! asks about it.
//!
//! The events of pulldown-cmark are not kept: walking the text again (`Body::steps`) costs
//! microseconds a page, keeping them several times the text's size. The tables and every later
//! walk number links, blocks and the like in the same order, so an index found in one is good in
//! the other.

mod addresses;
mod capitals;
mod headings;
mod tables;
mod words;

use std::ops::Range;

use crate::base::diag::Warned;
use crate::base::extract::Extract;
use crate::base::memo::Hashed;
use crate::base::path::SourcePath;
use crate::config::RawHtml;
use crate::locale::Lang;
use crate::parse::dialect::{self, Step};

/// The Markdown of one text, and what it holds. All ranges named `span` are bytes of the file.
#[derive(Clone, Debug, Hash)]
pub struct Body {
    /// The whole file.
    pub text: Hashed<String>,
    /// Where the front matter ends and the Markdown begins.
    pub start: usize,
    /// The language its typography follows.
    pub lang: Lang,
    /// What becomes of HTML in it.
    pub raw_html: RawHtml,
    /// The headings, in order, with ids unique on the page.
    pub headings: Vec<Heading>,
    /// Everything that points elsewhere, in order: links, images, `[[…]]`.
    pub links: Vec<Link>,
    /// The stretches of visible text, in order.
    pub blocks: Vec<Block>,
    /// Citations, in order.
    pub citations: Vec<Citation>,
    /// Attributed quotations, in order.
    pub quotations: Vec<Quotation>,
    /// Number of words in the blocks, as a newsroom counts them: between blanks.
    pub words: usize,
    /// Code blocks that name their language, in order.
    pub code: Vec<CodeBlock>,
}

/// A heading of a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Heading {
    /// From 2 to 6: its level on the page, whose title is the only one of level 1. None is
    /// skipped.
    pub level: u8,
    /// The anchor: given by the author as `{#id}`, else made from the text.
    pub id: String,
    /// Its text without markup.
    pub text: String,
    /// Where it stands.
    pub span: Range<usize>,
}

/// Something that points elsewhere, as written.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    /// How it is written.
    pub kind: LinkKind,
    /// What it names: an address, a path with or without `#anchor`, an id or a name.
    pub target: String,
    /// Where it stands.
    pub span: Range<usize>,
    /// The block it stands in and the bytes of that block's text it covers, if it covers any.
    pub place: Option<Place>,
}

/// How a link is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// `[text](target)`, `<https://…>`, or a reference.
    Inline,
    /// `![alt](target)`.
    Image,
    /// `[[target]]` or `[[target|text]]`.
    Wiki,
}

/// A stretch of visible text that belongs together: a paragraph, the text of a list item, a
/// table cell. Nothing is found across two of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Block {
    /// What it is part of.
    pub kind: BlockKind,
    /// The visible text as the author wrote it, line breaks as spaces, markup gone; code and the
    /// text of links included, notes and citations not.
    pub text: Extract,
    /// The parts of `text` in which mentions are searched, in order, not touching each other.
    /// Code, the text of links and `{.no-mention}` are not among them.
    pub searched: Vec<Range<usize>>,
    /// The parts of those that may be names: runs of at least two capitalised words of which the
    /// first does not open a sentence.
    pub names: Vec<Range<usize>>,
    /// Offsets in `text` at which inline markup begins or ends: a link that would cross one
    /// cannot be written.
    pub seams: Vec<usize>,
    /// Where it stands.
    pub span: Range<usize>,
    /// Where the pieces of `text` come from, in order.
    pub origins: Vec<Origin>,
}

/// A piece of a block's text and where it was written. Both are of one length unless the author
/// wrote something else than what is seen: `&amp;`, or code.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    /// Bytes of the block's text.
    pub text: Range<usize>,
    /// Where they were written.
    pub span: Range<usize>,
}

/// What a block is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// A paragraph, also inside a list item.
    Paragraph,
    /// The text of a list item without paragraphs, or of a definition list.
    Item,
    /// A table cell.
    Cell,
    /// A footnote.
    Note,
    /// A block quote.
    Quotation,
    /// A heading: never searched.
    Heading,
}

/// A part of the visible text: the bytes `range` of the text of `Body::blocks[block]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// Index of the block.
    pub block: usize,
    /// Bytes of its text.
    pub range: Range<usize>,
}

/// A code block that names its language.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CodeBlock {
    /// The first word after the fence.
    pub language: String,
    /// Where it stands.
    pub span: Range<usize>,
}

/// `[@id, p. 3; @other]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Citation {
    /// The sources, in the order written; never empty.
    pub items: Vec<CitationItem>,
    /// Where it stands.
    pub span: Range<usize>,
    /// The block it stands in.
    pub block: usize,
}

/// One source of a citation.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CitationItem {
    /// The source's id.
    pub source: String,
    /// What follows the comma, as written: `p. 3`.
    pub locator: Option<String>,
    /// Where the id stands.
    pub span: Range<usize>,
}

/// A block quote whose last line is `— [[speaker]], [@source]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Quotation {
    /// Index in `Body::links` of the link that names the speaker, if one does.
    pub speaker: Option<usize>,
    /// Indices in `Body::citations`.
    pub citations: Vec<usize>,
    /// Indices in `Body::blocks` of what was said.
    pub blocks: Range<usize>,
    /// Whether it is marked `{.verbatim}`.
    pub fidelity: Fidelity,
    /// Where it stands.
    pub span: Range<usize>,
}

/// How closely a quotation follows its source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Fidelity {
    /// Unmarked.
    #[default]
    Free,
    /// `{.verbatim}`: word for word.
    Verbatim,
}

/// What `body::parse` reads.
#[derive(Clone, Debug, Hash)]
pub struct Markdown<'a> {
    /// The file.
    pub path: &'a SourcePath,
    /// The whole file.
    pub text: &'a Hashed<String>,
    /// Where the front matter ends and the Markdown begins.
    pub start: usize,
    /// The language of its typography.
    pub lang: Lang,
    /// What becomes of HTML in it.
    pub raw_html: RawHtml,
}

/// The address of a block within its page: `p` and its number, from 1.
pub fn anchor(block: usize) -> String {
    format!("p{}", block + 1)
}

/// The address of a citation within its page: `cite-` and its number, from 1.
pub fn cite_anchor(citation: usize) -> String {
    format!("cite-{}", citation + 1)
}

/// The address of a reference within its page: `ref-` and the id of its source, without blanks.
pub fn reference_anchor(source: &str) -> String {
    format!("ref-{}", source.replace(char::is_whitespace, "_"))
}

/// Parses the Markdown of one file.
pub fn parse(markdown: &Markdown<'_>) -> Warned<Body> {
    tables::read(markdown)
}

impl Body {
    /// The steps through the text, the same each time.
    pub(crate) fn steps(&self) -> Vec<Step<'_>> {
        dialect::steps(&self.text, self.start, self.raw_html)
    }

    /// Where in the file a part of the visible text stands.
    pub fn span_of(&self, place: &Place) -> Range<usize> {
        self.blocks[place.block].span_of(&place.range)
    }
}

impl Block {
    /// How much of its text stands before the byte `at` of the file.
    pub fn before(&self, at: usize) -> &str {
        let origins = self.origins.partition_point(|origin| origin.span.end <= at);
        let end = self.origins[..origins]
            .last()
            .map_or(0, |last| last.text.end);
        &self.text[..end]
    }

    /// Where in the file the bytes `range` of its text stand.
    pub fn span_of(&self, range: &Range<usize>) -> Range<usize> {
        let first = self
            .origins
            .partition_point(|origin| origin.text.end <= range.start);
        let after = self
            .origins
            .partition_point(|origin| origin.text.start < range.end);
        match self.origins.get(first..after) {
            Some([first, .., last]) => first.start_of(range.start)..last.end_of(range.end),
            Some([only]) => only.start_of(range.start)..only.end_of(range.end),
            _ => self.span.clone(),
        }
    }
}

impl Origin {
    fn start_of(&self, at: usize) -> usize {
        match self.text.len() == self.span.len() {
            true => self.span.start + at.saturating_sub(self.text.start),
            false => self.span.start,
        }
    }

    fn end_of(&self, at: usize) -> usize {
        match self.text.len() == self.span.len() {
            true => self.span.end - self.text.end.saturating_sub(at),
            false => self.span.end,
        }
    }
}
