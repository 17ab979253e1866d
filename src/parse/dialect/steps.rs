//! What is met on the way through a text.

use std::ops::Range;

use pulldown_cmark::{Alignment, CowStr, Tag, TagEnd};

use crate::parse::body::{BlockKind, CitationItem, Fidelity, LinkKind};

/// A span of the file.
pub(crate) type Bytes = Range<usize>;

/// One thing met on the way through a text.
#[derive(Clone, Debug)]
pub(crate) enum Step<'a> {
    /// A block begins.
    Open(Open<'a>, Bytes),
    /// The block ends.
    Close,
    /// Visible text in a block; `searched` for mentions or not.
    Text {
        text: CowStr<'a>,
        searched: bool,
        span: Bytes,
    },
    /// Inline code in a block.
    Code(CowStr<'a>, Bytes),
    /// A line of the source ends within a block.
    SoftBreak,
    /// A line of the page ends within a block.
    HardBreak,
    /// Inline markup begins or ends.
    Mark(Mark, Edge),
    /// A link begins.
    Link {
        kind: LinkKind,
        target: CowStr<'a>,
        title: CowStr<'a>,
        label: Label,
        span: Bytes,
    },
    /// The link ends.
    LinkEnd,
    /// A picture within a text.
    Image(Picture<'a>),
    /// A picture alone in its paragraph.
    Figure(Picture<'a>),
    /// `[@id, p. 3]`.
    Citation {
        items: Vec<CitationItem>,
        /// Whether a blank stands before it.
        spaced: bool,
        span: Bytes,
    },
    /// `[^note]`.
    NoteRef(CowStr<'a>),
    /// A task list's box.
    Task(bool),
    /// A structure around blocks begins or ends.
    Group(Group<'a>, Edge),
    /// A quotation with attribution begins or ends.
    Quotation(Fidelity, Edge, Bytes),
    /// The attribution of a quotation, a block of its own, begins or ends.
    Attribution(Edge),
    /// A code block with the word that names its language.
    CodeBlock {
        language: CowStr<'a>,
        code: String,
        span: Bytes,
    },
    /// HTML to be passed on.
    Html(CowStr<'a>),
    /// HTML that is shown, at this place.
    ShownHtml(Bytes),
    /// A thematic break.
    Rule,
    /// Something in braces that means nothing here.
    UnknownClass(String, Bytes),
}

/// Which end of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    Start,
    End,
}

/// What kind of block begins.
#[derive(Clone, Debug)]
pub(crate) enum Open<'a> {
    /// A paragraph, within what `kind` says.
    Paragraph(BlockKind),
    /// Text that stands in its structure without paragraph: a list item, a cell, a definition.
    Bare(BlockKind),
    /// A heading, with the id the author gave it.
    Heading(u8, Option<CowStr<'a>>),
}

/// What stands in a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Label {
    /// What the author wrote.
    Written,
    /// The target, for want of anything else: an address, an id.
    Target,
}

/// Inline markup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Emphasis,
    Strong,
    Deleted,
    Superscript,
    Subscript,
}

/// A picture.
#[derive(Clone, Debug)]
pub(crate) struct Picture<'a> {
    pub(crate) target: CowStr<'a>,
    pub(crate) title: CowStr<'a>,
    pub(crate) alt: String,
    pub(crate) decorative: bool,
    pub(crate) span: Bytes,
}

/// A structure around blocks.
#[derive(Clone, Debug)]
pub(crate) enum Group<'a> {
    BlockQuote,
    Alert(&'static str),
    List(Option<u64>),
    Item,
    Note(CowStr<'a>),
    Definitions,
    Term,
    Definition,
    Table(Vec<Alignment>),
    TableHead,
    TableRow,
    TableCell,
}

impl<'a> Group<'a> {
    /// The group that a tag begins.
    pub(super) fn of(tag: Tag<'a>) -> Option<Self> {
        use pulldown_cmark::BlockQuoteKind::{Caution, Important, Note, Tip, Warning};
        Some(match tag {
            Tag::BlockQuote(None) => Group::BlockQuote,
            Tag::BlockQuote(Some(kind)) => Group::Alert(match kind {
                Note => "note",
                Tip => "tip",
                Important => "important",
                Warning => "warning",
                Caution => "caution",
            }),
            Tag::List(first) => Group::List(first),
            Tag::Item => Group::Item,
            Tag::FootnoteDefinition(label) => Group::Note(label),
            Tag::DefinitionList => Group::Definitions,
            Tag::DefinitionListTitle => Group::Term,
            Tag::DefinitionListDefinition => Group::Definition,
            Tag::Table(alignments) => Group::Table(alignments),
            Tag::TableHead => Group::TableHead,
            Tag::TableRow => Group::TableRow,
            Tag::TableCell => Group::TableCell,
            _ => return None,
        })
    }

    /// The group that a tag ends; what its start told is not repeated.
    pub(super) fn ending(tag: TagEnd) -> Option<Self> {
        Some(match tag {
            TagEnd::BlockQuote(None) => Group::BlockQuote,
            TagEnd::BlockQuote(Some(_)) => Group::Alert(""),
            TagEnd::List(ordered) => Group::List(ordered.then_some(1)),
            TagEnd::Item => Group::Item,
            TagEnd::FootnoteDefinition => Group::Note(CowStr::Borrowed("")),
            TagEnd::DefinitionList => Group::Definitions,
            TagEnd::DefinitionListTitle => Group::Term,
            TagEnd::DefinitionListDefinition => Group::Definition,
            TagEnd::Table => Group::Table(Vec::new()),
            TagEnd::TableHead => Group::TableHead,
            TagEnd::TableRow => Group::TableRow,
            TagEnd::TableCell => Group::TableCell,
            _ => return None,
        })
    }
}

impl Mark {
    /// The mark that a tag ends.
    pub(super) fn of(tag: &TagEnd) -> Option<Self> {
        Some(match tag {
            TagEnd::Emphasis => Mark::Emphasis,
            TagEnd::Strong => Mark::Strong,
            TagEnd::Strikethrough => Mark::Deleted,
            TagEnd::Superscript => Mark::Superscript,
            TagEnd::Subscript => Mark::Subscript,
            _ => return None,
        })
    }

    /// Its HTML tag.
    pub(crate) fn tag(self, edge: Edge) -> &'static str {
        match (self, edge) {
            (Mark::Emphasis, Edge::Start) => "<em>",
            (Mark::Emphasis, Edge::End) => "</em>",
            (Mark::Strong, Edge::Start) => "<strong>",
            (Mark::Strong, Edge::End) => "</strong>",
            (Mark::Deleted, Edge::Start) => "<del>",
            (Mark::Deleted, Edge::End) => "</del>",
            (Mark::Superscript, Edge::Start) => "<sup>",
            (Mark::Superscript, Edge::End) => "</sup>",
            (Mark::Subscript, Edge::Start) => "<sub>",
            (Mark::Subscript, Edge::End) => "</sub>",
        }
    }
}
