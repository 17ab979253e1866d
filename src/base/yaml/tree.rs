//! YAML -> a tree whose every node knows its bytes. Slower than serde, hence built only where a
//! place is asked for, or where the text could cost serde too much.

use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span as Marks};

/// Deeper than this is a mistake, or an attack.
pub(super) const DEEPEST: usize = 64;
/// What aliases may repeat, in bytes of text and a little for each node.
const REPEATED: usize = 1 << 20;
const NODE: usize = 32;

/// A value or key with its place.
#[derive(Clone, Debug)]
pub(super) struct Node {
    /// Names the node in its document.
    pub(super) id: usize,
    /// Where it stands, in bytes of the YAML.
    pub(super) span: Range<usize>,
    pub(super) content: Content,
}

#[derive(Clone, Debug)]
pub(super) enum Content {
    /// Without quotes: it may be read as a number, a truth value or nothing.
    Plain(String),
    /// Between quotes, or as a block of lines: always a text.
    Quoted(String),
    Sequence(Vec<Node>),
    Mapping(Vec<(Node, Node)>),
    /// A value that was refused, or that is missing; it reads as whatever is asked for.
    Placeholder,
}

/// Why no tree can be built, and where.
#[derive(Debug)]
pub(super) struct Problem {
    pub(super) span: Range<usize>,
    pub(super) kind: ProblemKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ProblemKind {
    Syntax(String),
    SecondDocument,
    TooDeep,
    Repetition,
    Circle,
}

/// Builds the tree of `yaml`; none if it holds nothing.
pub(super) fn build(yaml: &str) -> Result<Option<Node>, Problem> {
    let places = Places::new(yaml);
    let mut builder = Builder::default();
    let mut parser = Parser::new_from_str(yaml);
    while let Some(event) = parser.next_event() {
        let (event, marks) = event.map_err(|error| {
            let at = places.byte(error.marker().index());
            // The scanner runs ahead of the builder, and has a limit of its own.
            let kind = match error.info() {
                "recursion limit exceeded" => ProblemKind::TooDeep,
                said => ProblemKind::Syntax(said.to_owned()),
            };
            Problem { span: at..at, kind }
        })?;
        let span = places.range(&marks);
        builder
            .take(event, span.clone())
            .map_err(|kind| Problem { span, kind })?;
    }
    Ok(builder.root)
}

#[derive(Default)]
struct Builder {
    root: Option<Node>,
    open: Vec<Open>,
    anchors: HashMap<usize, Anchor>,
    documents: usize,
    nodes: usize,
    repeated: usize,
}

/// A sequence or mapping whose end has not come yet.
struct Open {
    node: Node,
    anchor: usize,
    /// A key that waits for its value.
    key: Option<Node>,
    /// How many levels stand below it.
    height: usize,
}

struct Anchor {
    node: Node,
    height: usize,
    weight: usize,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, span: Range<usize>) -> Result<(), ProblemKind> {
        match event {
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
            Event::DocumentStart(_) if self.documents > 0 => Err(ProblemKind::SecondDocument),
            Event::DocumentStart(_) => {
                self.documents += 1;
                Ok(())
            }
            Event::Scalar(text, style, anchor, _) => {
                let content = match style {
                    ScalarStyle::Plain => Content::Plain(text.into_owned()),
                    _ => Content::Quoted(text.into_owned()),
                };
                let node = self.node(span, content);
                self.finish(node, anchor, 0)
            }
            Event::SequenceStart(anchor, _) => {
                self.begin(span, Content::Sequence(Vec::new()), anchor)
            }
            Event::MappingStart(anchor, _) => {
                self.begin(span, Content::Mapping(Vec::new()), anchor)
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let mut open = self.open.pop().expect("the parser closes what it opened");
                open.node.close(span);
                self.finish(open.node, open.anchor, open.height)
            }
            Event::Alias(anchor) => self.repeat(anchor),
        }
    }

    fn node(&mut self, span: Range<usize>, content: Content) -> Node {
        self.nodes += 1;
        let id = self.nodes;
        Node { id, span, content }
    }

    fn begin(
        &mut self,
        span: Range<usize>,
        content: Content,
        anchor: usize,
    ) -> Result<(), ProblemKind> {
        if self.open.len() == DEEPEST {
            return Err(ProblemKind::TooDeep);
        }
        let node = self.node(span, content);
        self.open.push(Open {
            node,
            anchor,
            key: None,
            height: 0,
        });
        Ok(())
    }

    /// Puts a complete node where it belongs. The parser counts anchors from 1; 0 is none.
    fn finish(&mut self, node: Node, anchor: usize, height: usize) -> Result<(), ProblemKind> {
        if anchor > 0 {
            let weight = node.weight();
            self.charge(weight)?;
            let node = node.clone();
            self.anchors.insert(
                anchor,
                Anchor {
                    node,
                    height,
                    weight,
                },
            );
        }
        self.place(node, height);
        Ok(())
    }

    fn repeat(&mut self, id: usize) -> Result<(), ProblemKind> {
        let Some(anchor) = self.anchors.get(&id) else {
            return Err(ProblemKind::Circle);
        };
        let (weight, height) = (anchor.weight, anchor.height);
        if self.open.len() + height > DEEPEST {
            return Err(ProblemKind::TooDeep);
        }
        self.charge(weight)?;
        let mut node = self.anchors[&id].node.clone();
        node.number(&mut self.nodes);
        self.place(node, height);
        Ok(())
    }

    fn charge(&mut self, weight: usize) -> Result<(), ProblemKind> {
        self.repeated += weight;
        match self.repeated > REPEATED {
            true => Err(ProblemKind::Repetition),
            false => Ok(()),
        }
    }

    fn place(&mut self, node: Node, height: usize) {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        open.height = open.height.max(height + 1);
        match (&mut open.node.content, open.key.take()) {
            (Content::Mapping(entries), Some(key)) => entries.push((key, node)),
            (Content::Sequence(items), _) => items.push(node),
            _ => open.key = Some(node),
        }
    }
}

impl Node {
    /// What an empty document holds.
    pub(super) fn nothing() -> Self {
        Self {
            id: 0,
            span: 0..0,
            content: Content::Plain(String::new()),
        }
    }

    /// The text of a scalar.
    pub(super) fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Plain(text) | Content::Quoted(text) => Some(text),
            _ => None,
        }
    }

    /// Whether it is nothing: no value, `~` or `null`.
    pub(super) fn is_null(&self) -> bool {
        match &self.content {
            Content::Plain(text) => matches!(&**text, "" | "~" | "null" | "Null" | "NULL"),
            _ => false,
        }
    }

    /// Ends a sequence or mapping at its bracket, or where its last part ends.
    fn close(&mut self, end: Range<usize>) {
        let last = match &self.content {
            Content::Sequence(items) => items.last(),
            Content::Mapping(entries) => entries.last().map(|(_, value)| value),
            _ => None,
        };
        let last = last.map_or(self.span.end, |node| node.span.end);
        let end = if end.is_empty() { last } else { end.end };
        let first = match &self.content {
            Content::Mapping(entries) => entries.first().map(|(key, _)| key.span.start),
            _ => None,
        };
        let start = first.map_or(self.span.start, |first| first.min(self.span.start));
        self.span = start..end.max(start);
    }

    /// Gives a copy names of its own, counting on from `last`.
    fn number(&mut self, last: &mut usize) {
        *last += 1;
        self.id = *last;
        match &mut self.content {
            Content::Sequence(items) => items.iter_mut().for_each(|item| item.number(last)),
            Content::Mapping(entries) => {
                for (key, value) in entries {
                    key.number(last);
                    value.number(last);
                }
            }
            Content::Plain(_) | Content::Quoted(_) | Content::Placeholder => {}
        }
    }

    fn weight(&self) -> usize {
        NODE + match &self.content {
            Content::Plain(text) | Content::Quoted(text) => text.len(),
            Content::Sequence(items) => items.iter().map(Node::weight).sum(),
            Content::Mapping(entries) => entries
                .iter()
                .map(|(key, value)| key.weight() + value.weight())
                .sum(),
            Content::Placeholder => 0,
        }
    }
}

/// From the parser's count of characters to bytes.
struct Places<'a> {
    yaml: &'a str,
    /// Where each character begins; empty if each is one byte.
    starts: Vec<usize>,
}

impl<'a> Places<'a> {
    fn new(yaml: &'a str) -> Self {
        let starts = match yaml.is_ascii() {
            true => Vec::new(),
            false => yaml.char_indices().map(|(index, _)| index).collect(),
        };
        Self { yaml, starts }
    }

    fn byte(&self, character: usize) -> usize {
        match self.starts.is_empty() {
            true => character.min(self.yaml.len()),
            false => self
                .starts
                .get(character)
                .copied()
                .unwrap_or(self.yaml.len()),
        }
    }

    /// The bytes between `marks`, without the blanks that some spans trail.
    fn range(&self, marks: &Marks) -> Range<usize> {
        let start = self.byte(marks.start.index());
        let end = self.byte(marks.end.index()).max(start);
        start..start + self.yaml[start..end].trim_end().len()
    }
}
