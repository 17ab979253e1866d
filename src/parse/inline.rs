//! Inline Markdown of a title, a caption or a summary, in both its forms.

use pulldown_cmark_escape::escape_html;

use crate::config::RawHtml;
use crate::locale::{Lang, typography};
use crate::parse::dialect::{Step, steps};

/// A short text as HTML and without markup.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Inline {
    /// Escaped, with its markup.
    pub html: String,
    /// Without markup; not escaped.
    pub text: String,
}

/// Inline Markdown as HTML and as text, in the typography of `lang`. Links leave their text,
/// pictures and citations nothing; several paragraphs become one.
pub fn inline(markdown: &str, lang: Lang) -> Inline {
    let set = typography::set(markdown, lang, None, None);
    if !set.contains(|letter: char| letter.is_ascii_punctuation() && !",.?!:;'()".contains(letter))
    {
        let mut html = String::with_capacity(set.len());
        escape(&mut html, &set);
        return Inline {
            html,
            text: set.into_owned(),
        };
    }
    let mut inline = Inline {
        html: String::new(),
        text: String::new(),
    };
    for step in steps(&set, 0, RawHtml::Shown) {
        match step {
            Step::Text { text, .. } => {
                escape(&mut inline.html, &text);
                inline.text.push_str(&text);
            }
            Step::Code(code, _) => {
                inline.html.push_str("<code>");
                escape(&mut inline.html, &code);
                inline.html.push_str("</code>");
                inline.text.push_str(&code);
            }
            Step::SoftBreak | Step::HardBreak => {
                inline.html.push(' ');
                inline.text.push(' ');
            }
            Step::Open(..) if !inline.text.is_empty() => {
                inline.html.push(' ');
                inline.text.push(' ');
            }
            Step::Mark(mark, edge) => inline.html.push_str(mark.tag(edge)),
            _ => {}
        }
    }
    inline
}

fn escape(html: &mut String, text: &str) {
    escape_html(html, text).expect("writing to a string does not fail");
}
