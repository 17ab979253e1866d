//! A body and what its links are bound to -> HTML.

use crate::parse::body::Body;
use crate::plan::bindings::Bindings;

/// The body as HTML: blocks carry the ids of [`crate::parse::body::anchor`], headings theirs.
pub fn render(body: &Body, bindings: &Bindings, _h: &crate::render::highlight::Highlighter) -> String {
    todo!("{body:?} {bindings:?}")
}

