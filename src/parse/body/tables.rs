//! The steps through a text -> the tables of its [`Body`].

use std::ops::Range;

use crate::base::diag::{Code, Diagnostics, Span, Warned};
use crate::base::extract::Extract;
use crate::base::nearest::nearest;
use crate::base::path::forbidden_scheme;
use crate::parse::body::headings::Headings;
use crate::parse::body::{
    Block, BlockKind, Body, Citation, CitationItem, CodeBlock, Link, LinkKind, Markdown, Origin,
    Place, Quotation,
};
use crate::parse::body::{addresses, capitals, words};
use crate::parse::dialect::{self, Class, Edge, Open, Picture, Step};

/// Reads all tables of a text.
pub(super) fn read(markdown: &Markdown<'_>) -> Warned<Body> {
    let mut tables = Tables::new(markdown);
    for step in dialect::steps(markdown.text, markdown.start, markdown.raw_html) {
        tables.step(step);
    }
    tables.finish()
}

/// The tables of a text, as far as it was walked.
struct Tables<'a> {
    markdown: &'a Markdown<'a>,
    body: Body,
    diags: Diagnostics,
    /// The open block.
    block: Option<Block>,
    /// The level and id of the open heading.
    heading: Option<(u8, Option<String>)>,
    headings: Headings,
    /// The open link, by its index.
    link: Option<usize>,
    /// The open quotations, outermost first.
    quotations: Vec<Quotation>,
    /// How many links and citations stand before the open attribution.
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
            headings: Headings::default(),
            link: None,
            quotations: Vec::new(),
            attribution: None,
        }
    }

    fn step(&mut self, step: Step<'_>) {
        match step {
            Step::Open(open, span) => self.open(open, span),
            Step::Close => self.close(),
            Step::Text {
                text,
                searched,
                span,
            } => {
                self.text(&text, Some(span.start), searched);
                self.origin(text.len(), span);
            }
            Step::Code(code, span) => {
                self.text(&code, None, false);
                self.origin(code.len(), span);
            }
            Step::SoftBreak | Step::HardBreak => self.text(" ", None, true),
            Step::Mark(..) | Step::NoteRef(_) | Step::Html(_) => self.seam(),
            Step::Link {
                kind, target, span, ..
            } => self.open_link(kind, target.into(), span),
            Step::LinkEnd => self.close_link(),
            Step::Image(picture) | Step::Figure(picture) => self.picture(picture),
            Step::Citation { items, span, .. } => self.citation(items, span),
            Step::Quotation(fidelity, Edge::Start, span) => {
                let blocks = self.body.blocks.len()..self.body.blocks.len();
                self.quotations.push(Quotation {
                    speaker: None,
                    citations: Vec::new(),
                    blocks,
                    fidelity,
                    span,
                });
            }
            Step::Quotation(_, Edge::End, _) => self.body.quotations.extend(self.quotations.pop()),
            Step::Attribution(edge) => self.attribution(edge),
            Step::CodeBlock { language, span, .. } => self.code_block(&language, span),
            Step::ShownHtml(span) => self.shown_html(span),
            Step::UnknownClass(name, span) => self.unknown_class(&name, span),
            Step::Task(_) | Step::Group(..) | Step::Rule => {}
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
        self.block = Some(Block {
            kind,
            text: Extract::of(self.markdown.text.shared()),
            searched: Vec::new(),
            names: Vec::new(),
            seams: Vec::new(),
            span,
            origins: Vec::new(),
        });
    }

    fn close(&mut self) {
        let Some(mut block) = self.block.take() else {
            return;
        };
        if let Some((level, id)) = self.heading.take() {
            self.headings.add(level, id, &block);
        }
        block.searched = addresses::leave_out(&block.text, block.searched);
        let parts = block.searched.iter();
        let names = parts.flat_map(|part| capitals::runs(&block.text, part));
        block.names = names.collect();
        self.body.words += words::count(&block.text);
        // A site keeps its blocks through the whole build: slack would cost as much as text.
        block.text.shrink_to_fit();
        block.searched.shrink_to_fit();
        block.names.shrink_to_fit();
        block.seams.shrink_to_fit();
        block.origins.shrink_to_fit();
        self.body.blocks.push(block);
    }

    /// Adds visible text to the open block; it may be what stands at a place of the file.
    fn text(&mut self, text: &str, at: Option<usize>, searched: bool) {
        let Some(block) = &mut self.block else { return };
        let start = block.text.len();
        block.text.push(text, at);
        let end = block.text.len();
        if !searched || block.kind == BlockKind::Heading {
            return;
        }
        match block.searched.last_mut().filter(|last| last.end == start) {
            Some(last) => last.end = end,
            None => block.searched.push(start..end),
        }
    }

    /// Says where the last `length` bytes of the open block's text were written.
    fn origin(&mut self, length: usize, span: Range<usize>) {
        let Some(block) = &mut self.block else { return };
        let end = block.text.len();
        let text = end - length..end;
        // A piece, a line end and the next piece, all as long as they were written, are one.
        match block.origins.last_mut() {
            Some(last)
                if text.len() == span.len()
                    && last.text.len() == last.span.len()
                    && span.start.checked_sub(last.span.end)
                        == text.start.checked_sub(last.text.end) =>
            {
                last.text.end = text.end;
                last.span.end = span.end;
            }
            _ => block.origins.push(Origin { text, span }),
        }
    }

    fn seam(&mut self) {
        if let Some(block) = &mut self.block {
            block.seams.push(block.text.len());
        }
    }

    fn open_link(&mut self, kind: LinkKind, target: String, span: Range<usize>) {
        if kind == LinkKind::Inline {
            self.check_scheme(&target, &span);
        }
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
        let Some(quotation) = self.quotations.last_mut() else {
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

    fn finish(mut self) -> Warned<Body> {
        let headings = self.headings.finish(self.markdown.path);
        self.body.headings = self.diags.take(headings);
        self.body.headings.shrink_to_fit();
        self.body.blocks.shrink_to_fit();
        self.body.links.shrink_to_fit();
        Warned::new(self.body, self.diags)
    }
}
