//! Inline Markdown of a title, a caption or a summary, in both its forms.

use crate::locale::Lang;

/// A short text as HTML and without markup.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Inline {
    /// Escaped, with its markup.
    pub html: String,
    /// Without markup; not escaped.
    pub text: String,
}

/// Inline Markdown as HTML and as text, in the typography of `lang`. Links and images leave their
/// text.
pub fn inline(_markdown: &str, _lang: Lang) -> Inline {
    todo!()
}
