//! The steps through a text -> the tables of its [`Body`].

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::diag::{Code, Diagnostics, Span, Warned};
use crate::base::nearest::nearest;
use crate::base::path::forbidden_scheme;
use crate::locale::names::slug;
use crate::parse::body::addresses;
use crate::parse::body::{
    Block, BlockKind, Body, Citation, CitationItem, CodeBlock, Heading, Link, LinkKind, Markdown,
    Place, Quotation,
};
use crate::parse::dialect::{self, Class, Edge, Open, Picture, Step};

/// Reads all tables of a text.
pub(super) fn read(markdown: &Markdown<'_>) -> Warned<Body> {
    let mut tables = Tables::new(markdown);
    for step in dialect::steps(markdown.text, markdown.start, markdown.raw_html) {
        tables.step(step);
    }
    tables.finish()
}

/// Where in the file a part of the visible text stands.
pub(super) fn span_of(body: &Body, place: &Place) -> Range<usize> {
    let mut block = 0;
    let mut at = 0;
    let mut span: Option<Range<usize>> = None;
    for step in body.steps() {
        let (text, place_in_file) = match &step {
            Step::Open(..) => {
                at = 0;
                continue;
            }
            Step::Close => {
                block += 1;
                continue;
            }
            Step::SoftBreak | Step::HardBreak => {
                at += 1;
                continue;
            }
            Step::Text { text, span, .. } => (text, span),
            Step::Code(text, span) => (text, span),
            _ => continue,
        };
        let part = at..at + text.len();
        at = part.end;
        if block != place.block || part.end <= place.range.start || place.range.end <= part.start {
            continue;
        }
        let exact = text.len() == place_in_file.len();
        let from = place.range.start.saturating_sub(part.start);
        let to = place.range.end.min(part.end) - part.start;
        let here = match exact {
            true => place_in_file.start + from..place_in_file.start + to,
            false => place_in_file.clone(),
        };
        span = Some(span.map_or(here.start, |span| span.start)..here.end);
    }
    span.unwrap_or_else(|| body.blocks[place.block].span.clone())
}

/// The tables of a text, as far as it was walked.
struct Tables<'a> {
    markdown: &'a Markdown<'a>,
    body: Body,
    diags: Diagnostics,
    /// The open block.
    block: Option<Block>,
    /// The open heading.
    heading: Option<(u8, Option<String>)>,
    /// Ids taken by headings, and where.
    ids: BTreeMap<String, (Range<usize>, bool)>,
    /// The open link, by its index.
    link: Option<usize>,
    /// The open quotation: the blocks, links and citations before it and its attribution.
    quotation: Option<Quotation>,
    attribution: Option<(usize, usize)>,
}

impl<'a> Tables<'a> {
    fn new(markdown: &'a Markdown<'a>) -> Self {
        let body = Body {
            text: markdown.text.clone(),
            start: markdown.start,
            lang: markdown.lang,
            raw_html: markdown.raw_html,
            headings: Vec::new(),
            links: Vec::new(),
            blocks: Vec::new(),
            citations: Vec::new(),
            quotations: Vec::new(),
            words: 0,
            code: Vec::new(),
        };
        Self {
            markdown,
            body,
            diags: Diagnostics::default(),
            block: None,
            heading: None,
            ids: BTreeMap::new(),
            link: None,
            quotation: None,
            attribution: None,
        }
    }

    fn step(&mut self, step: Step<'_>) {
        match step {
            Step::Open(open, span) => self.open(open, span),
            Step::Close => self.close(),
            Step::Text { text, searched, .. } => self.text(&text, searched),
            Step::Code(code, _) => self.text(&code, false),
            Step::SoftBreak | Step::HardBreak => self.text(" ", true),
            Step::Mark(..) => self.seam(),
            Step::Link {
                kind, target, span, ..
            } => self.open_link(kind, target.into(), span),
            Step::LinkEnd => self.close_link(),
            Step::Image(picture) | Step::Figure(picture) => self.picture(picture),
            Step::Citation { items, span, .. } => self.citation(items, span),
            Step::Quotation(fidelity, Edge::Start, span) => {
                let blocks = self.body.blocks.len()..self.body.blocks.len();
                let (speaker, citations) = (None, Vec::new());
                self.quotation = Some(Quotation {
                    speaker,
                    citations,
                    blocks,
                    fidelity,
                    span,
                });
            }
            Step::Quotation(_, Edge::End, _) => self.body.quotations.extend(self.quotation.take()),
            Step::Attribution(edge) => self.attribution(edge),
            Step::CodeBlock { language, span, .. } => self.code_block(&language, span),
            Step::ShownHtml(span) => self.shown_html(span),
            Step::UnknownClass(name, span) => self.unknown_class(&name, span),
            Step::NoteRef(_) | Step::Task(_) | Step::Group(..) | Step::Html(_) | Step::Rule => {}
        }
    }

    fn open(&mut self, open: Open<'_>, span: Range<usize>) {
        let kind = match open {
            Open::Paragraph(kind) | Open::Bare(kind) => kind,
            Open::Heading(level, id) => {
                self.heading = Some((level, id.map(String::from)));
                BlockKind::Heading
            }
        };
        let (text, searched, seams) = (String::new(), Vec::new(), Vec::new());
        self.block = Some(Block {
            kind,
            text,
            searched,
            seams,
            span,
        });
    }

    fn close(&mut self) {
        let Some(mut block) = self.block.take() else {
            return;
        };
        if let Some((level, id)) = self.heading.take() {
            self.heading(level, id, &block);
        }
        block.searched = addresses::leave_out(&block.text, block.searched);
        self.body.words += words(&block.text);
        self.body.blocks.push(block);
    }

    fn text(&mut self, text: &str, searched: bool) {
        let Some(block) = &mut self.block else { return };
        let start = block.text.len();
        block.text.push_str(text);
        let end = block.text.len();
        if !searched || block.kind == BlockKind::Heading {
            return;
        }
        match block.searched.last_mut().filter(|last| last.end == start) {
            Some(last) => last.end = end,
            None => block.searched.push(start..end),
        }
    }

    fn seam(&mut self) {
        if let Some(block) = &mut self.block {
            block.seams.push(block.text.len());
        }
    }

    fn open_link(&mut self, kind: LinkKind, target: String, span: Range<usize>) {
        self.check_scheme(&target, &span);
        let index = self.body.links.len();
        let block = self.body.blocks.len();
        let place = self.block.as_ref().map(|open| {
            let at = open.text.len();
            Place {
                block,
                range: at..at,
            }
        });
        self.body.links.push(Link {
            kind,
            target,
            span,
            place,
        });
        self.link = Some(index);
    }

    fn close_link(&mut self) {
        let end = self.block.as_ref().map(|block| block.text.len());
        let Some(link) = self.link.take().map(|index| &mut self.body.links[index]) else {
            return;
        };
        if let (Some(place), Some(end)) = (&mut link.place, end) {
            place.range.end = end;
        }
    }

    fn picture(&mut self, picture: Picture<'_>) {
        if picture.alt.trim().is_empty() && !picture.decorative {
            let span = self.span(picture.span.clone());
            let message = format!("the picture `{}` has no text alternative", picture.target);
            self.diags.push(Code::MissingAlt, span, message).hint(
                "say in the brackets what it shows, or write `{.decorative}` after it if it \
                 shows nothing that matters",
            );
        }
        self.seam();
        self.check_scheme(&picture.target, &picture.span);
        let (kind, target) = (LinkKind::Image, picture.target.into());
        self.body.links.push(Link {
            kind,
            target,
            span: picture.span,
            place: None,
        });
    }

    fn citation(&mut self, items: Vec<CitationItem>, span: Range<usize>) {
        self.seam();
        let block = self.body.blocks.len();
        self.body.citations.push(Citation { items, span, block });
    }

    fn attribution(&mut self, edge: Edge) {
        let Some(quotation) = &mut self.quotation else {
            return;
        };
        match edge {
            Edge::Start => {
                quotation.blocks.end = self.body.blocks.len();
                self.attribution = Some((self.body.links.len(), self.body.citations.len()));
            }
            Edge::End => {
                let Some((links, citations)) = self.attribution.take() else {
                    return;
                };
                quotation.speaker = (links < self.body.links.len()).then_some(links);
                quotation.citations = (citations..self.body.citations.len()).collect();
            }
        }
    }

    fn heading(&mut self, level: u8, given: Option<String>, block: &Block) {
        let base = given.clone().unwrap_or_else(|| slug(&block.text));
        if let (Some((first, true)), Some(id)) = (self.ids.get(&base), &given) {
            let message = format!("the id `{id}` is already taken on this page");
            let first = Span::new(self.markdown.path, first.clone());
            self.diags
                .push(
                    Code::DuplicateAnchor,
                    Span::new(self.markdown.path, block.span.clone()),
                    message,
                )
                .related(first, "here")
                .hint("give one of the two headings another id");
        }
        let mut id = base.clone();
        let mut number = 1;
        while self.ids.contains_key(&id) {
            number += 1;
            id = format!("{base}-{number}");
        }
        self.ids
            .insert(id.clone(), (block.span.clone(), given.is_some()));
        let (text, span) = (block.text.clone(), block.span.clone());
        self.body.headings.push(Heading {
            level,
            id,
            text,
            span,
        });
    }

    fn check_scheme(&mut self, target: &str, span: &Range<usize>) {
        if let Some(scheme) = forbidden_scheme(target) {
            let message = format!("a link must not use `{scheme}:`");
            let span = self.span(span.clone());
            self.diags
                .push(Code::UnsafeLink, span, message)
                .hint("link to a page of the web or to a file of `content/`");
        }
    }

    fn code_block(&mut self, language: &str, span: Range<usize>) {
        if let Some(language) = dialect::code_language(language) {
            self.body.code.push(CodeBlock {
                language: language.to_owned(),
                span,
            });
        }
    }

    fn shown_html(&mut self, span: Range<usize>) {
        let span = self.span(span);
        self.diags
            .push(Code::RawHtml, span, "HTML is shown as text")
            .hint("use Markdown, or say `raw_html: true` in `content/site.yaml`");
    }

    fn unknown_class(&mut self, name: &str, span: Range<usize>) {
        let known = Class::ALL.map(|(known, _)| known);
        let hint = match nearest(name, known) {
            Some(meant) => format!("did you mean `{{.{meant}}}`?"),
            None => format!("known classes are `{}`", known.join("`, `")),
        };
        let span = self.span(span);
        let message = format!("the class `{name}` means nothing here");
        self.diags
            .push(Code::UnknownClass, span, message)
            .hint(hint);
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.markdown.path, range)
    }

    fn finish(self) -> Warned<Body> {
        Warned::new(self.body, self.diags)
    }
}

/// Words as a newsroom counts them: what stands between blanks and holds a letter or a figure.
fn words(text: &str) -> usize {
    let counts = |word: &&str| word.chars().any(char::is_alphanumeric);
    text.split_whitespace().filter(counts).count()
}
