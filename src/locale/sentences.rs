//! stub
use crate::locale::Lang;
use std::ops::Range;
#[allow(missing_docs)]
pub struct Excerpt<'a> {
    pub before: &'a str,
    pub hit: &'a str,
    pub after: &'a str,
    pub cut_before: bool,
    pub cut_after: bool,
}
/// stub
pub fn sentence_around(text: &str, _lang: Lang, _range: Range<usize>) -> Range<usize> {
    0..text.len()
}
/// stub
pub fn abridge(text: &str, range: Range<usize>, _max: usize) -> Excerpt<'_> {
    Excerpt {
        before: &text[..range.start],
        hit: &text[range.clone()],
        after: &text[range.end..],
        cut_before: false,
        cut_after: false,
    }
}
