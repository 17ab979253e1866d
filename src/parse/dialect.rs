//! Our Markdown: CommonMark as pulldown-cmark reads it, and what the content model adds.
//!
//! [`steps`] turns a text into [`Step`]s. It is a pure function of the text, so whoever walks a
//! body meets the same blocks, links and citations in the same order, and numbers them alike.
//!
//! 1. `events` are pulldown-cmark's; `[@…]` and `[…]{.class}` come as links without definition.
//! 2. `classes` reads what stands in braces, `citations` what stands behind an `@`, `raised`
//!    what is raised or lowered within a word.
//! 3. `walk` cuts inline content into blocks, `inlines` walks what stands in them; `pictures`
//!    alone in a paragraph become figures, block quotes with an attribution `quotations`.

mod citations;
mod classes;
mod events;
mod inlines;
mod pictures;
mod quotations;
mod raised;
mod steps;
#[cfg(test)]
mod tests;
mod walk;

use std::ops::Range;

use pulldown_cmark::CowStr;

pub(crate) use classes::Class;
pub(crate) use steps::{Bytes, Edge, Group, Label, Mark, Open, Picture, Step};

use crate::config::RawHtml;
use walk::Walk;

/// The steps through the Markdown that begins at byte `start` of a file.
pub(crate) fn steps(file: &str, start: usize, raw_html: RawHtml) -> Vec<Step<'_>> {
    Walk::new(file, start, raw_html).run()
}

/// The language that a fence names, in its first word; `text` and nothing mean none.
pub(crate) fn code_language(fence: &str) -> Option<&str> {
    let word = fence.split(|c: char| c.is_whitespace() || c == ',').next();
    word.filter(|word| !word.is_empty() && *word != "text")
}

/// A part of a text, copied only if the text itself is a copy.
fn part<'a>(text: &CowStr<'a>, range: Range<usize>) -> CowStr<'a> {
    match text {
        CowStr::Borrowed(text) => CowStr::Borrowed(&text[range]),
        text => CowStr::from(text[range].to_owned()),
    }
}
