//! Inline Markdown of a title, a caption or a summary, in both its forms.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::CowStr;
use pulldown_cmark_escape::{escape_href, escape_html_body_text};

use crate::base::path::Url;
use crate::config::RawHtml;
use crate::locale::{Lang, typography};
use crate::parse::body::{Block, BlockKind};
use crate::parse::dialect::{Step, steps};

const INFALLIBLE: &str = "writing to a string does not fail";

/// A short text as HTML and without markup.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Inline {
    /// Escaped, with its markup.
    pub html: String,
    /// Without markup; not escaped.
    pub text: String,
}

/// Inline Markdown as HTML and as text, in the typography of `lang`. Links leave their text,
/// pictures and citations nothing; all of it is one line, on which nothing opens a list, a
/// heading or a block of code: “1984. A year” keeps its number.
pub fn inline(markdown: &str, lang: Lang) -> Inline {
    linked(markdown, lang, &[])
}

/// As [`inline`], with links: bytes of the text of [`block`], in order and not overlapping, each
/// with the address of the actor named there.
pub fn linked(markdown: &str, lang: Lang, links: &[(Range<usize>, Url)]) -> Inline {
    let line = line(markdown);
    write(&pieces(&line), lang, links)
}

/// What is seen of a short text, before it is typeset, as a block in which names are searched.
pub fn block(markdown: &str) -> Block {
    let line = line(markdown);
    let (mut text, mut searched, mut seams) = (String::new(), Vec::new(), Vec::new());
    for piece in pieces(&line) {
        let start = text.len();
        match piece {
            Piece::Text(seen) => {
                text.push_str(&seen);
                searched.push(start..text.len());
            }
            Piece::Code(code) => text.push_str(&code),
            Piece::Tag(_) => seams.push(start),
        }
    }
    searched.dedup_by(|next, last| {
        let touches = last.end == next.start;
        if touches {
            last.end = next.end;
        }
        touches
    });
    Block {
        kind: BlockKind::Paragraph,
        text: text.into(),
        searched,
        names: Vec::new(),
        seams,
        span: 0..0,
        origins: Vec::new(),
    }
}

/// A part of a short text.
enum Piece<'a> {
    Text(Cow<'a, str>),
    Code(Cow<'a, str>),
    /// Where markup begins or ends.
    Tag(&'static str),
}

/// A short text on one line, on which no block begins.
fn line(markdown: &str) -> String {
    let words: Vec<&str> = markdown.split_ascii_whitespace().collect();
    // Behind a full stop no block begins, and everything else means what it means at the start.
    format!(".{}", words.join(" "))
}

fn pieces(line: &str) -> Vec<Piece<'_>> {
    let is_markup = |letter: char| letter.is_ascii_punctuation() && !",.?!:;'()".contains(letter);
    if !line.contains(is_markup) {
        return vec![Piece::Text(line[".".len()..].into())];
    }
    let mut steps = steps(line, 0, RawHtml::Shown);
    if let Some(Step::Text { text, .. }) =
        (steps.iter_mut()).find(|step| matches!(step, Step::Text { .. }))
    {
        *text = CowStr::from(text[".".len()..].to_owned());
    }
    let mut pieces = Vec::new();
    for step in steps {
        match step {
            // What stands between may leave nothing: then it is one text, in which a name is whole.
            Step::Text { text, .. } => match pieces.last_mut() {
                Some(Piece::Text(last)) => last.to_mut().push_str(&text),
                _ => pieces.push(Piece::Text(Cow::Owned(text.into_string()))),
            },
            Step::Code(code, _) => pieces.push(Piece::Code(Cow::Owned(code.into_string()))),
            Step::Mark(mark, edge) => pieces.push(Piece::Tag(mark.tag(edge))),
            _ => {}
        }
    }
    pieces
}

/// A short text without markup, as HTML.
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    escape(&mut html, text);
    html
}

/// Whether a short text has links, pictures or citations, which [`inline`] does not show as such.
pub fn has_links(markdown: &str) -> bool {
    let is_link = |step: &Step<'_>| {
        matches!(
            step,
            Step::Link { .. } | Step::Image(_) | Step::Figure(_) | Step::Citation { .. }
        )
    };
    markdown.contains(['[', '<']) && steps(markdown, 0, RawHtml::Shown).iter().any(is_link)
}

fn write(pieces: &[Piece<'_>], lang: Lang, links: &[(Range<usize>, Url)]) -> Inline {
    let whole: String = pieces.iter().map(Piece::seen).collect();
    let mut inline = Inline {
        html: String::new(),
        text: String::new(),
    };
    let (mut at, mut links) = (0, links.iter().peekable());
    for piece in pieces {
        match piece {
            Piece::Tag(tag) => inline.html.push_str(tag),
            Piece::Code(code) => {
                inline.html.push_str("<code>");
                escape(&mut inline.html, code);
                inline.html.push_str("</code>");
                inline.text.push_str(code);
                at += code.len();
            }
            Piece::Text(text) => {
                let end = at + text.len();
                while let Some((range, url)) = links.next_if(|(range, _)| range.end <= end) {
                    inline.typeset(&whole, at..range.start, lang);
                    inline.html.push_str("<a class=\"actor\" href=\"");
                    escape_href(&mut inline.html, url.as_str()).expect(INFALLIBLE);
                    inline.html.push_str("\">");
                    inline.typeset(&whole, range.clone(), lang);
                    inline.html.push_str("</a>");
                    at = range.end;
                }
                inline.typeset(&whole, at..end, lang);
                at = end;
            }
        }
    }
    inline
}

impl Inline {
    /// Adds a part of `whole` in the typography of `lang`.
    fn typeset(&mut self, whole: &str, range: Range<usize>, lang: Lang) {
        let before = whole[..range.start].chars().next_back();
        let after = whole[range.end..].chars().next();
        let set = typography::set(&whole[range], lang, before, after);
        escape(&mut self.html, &set);
        self.text.push_str(&set);
    }
}

impl Piece<'_> {
    /// What is seen of it.
    fn seen(&self) -> &str {
        match self {
            Piece::Text(seen) | Piece::Code(seen) => seen,
            Piece::Tag(_) => "",
        }
    }
}

fn escape(html: &mut String, text: &str) {
    escape_html_body_text(html, text).expect(INFALLIBLE);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(markdown: &str, html: &str, text: &str) {
        let inline = inline(markdown, "fr".parse().expect("a language"));
        assert_eq!((&*inline.html, &*inline.text), (html, text), "{markdown}");
    }

    #[test]
    fn markup_is_read_and_text_is_set() {
        reads(
            "*Le Soir* : oui",
            "<em>Le Soir</em>\u{a0}: oui",
            "Le Soir\u{a0}: oui",
        );
        reads("_Le Soir_", "<em>Le Soir</em>", "Le Soir");
        reads(
            "Le *Soir* !",
            "Le <em>Soir</em>\u{202f}!",
            "Le Soir\u{202f}!",
        );
        reads(
            "`a : b` & l'*a*",
            "<code>a : b</code> &amp; l’<em>a</em>",
            "a : b & l’a",
        );
        reads("[lui](x \"y\")", "lui", "lui");
        reads("1^er^ <b>", "1<sup>er</sup> &lt;b&gt;", "1er <b>");
    }

    #[test]
    fn no_block_begins() {
        reads(
            "1984. *Une* année",
            "1984. <em>Une</em> année",
            "1984. Une année",
        );
        reads("1984. Une année", "1984. Une année", "1984. Une année");
        reads("# Titre", "# Titre", "# Titre");
        reads("> - `a`\n\n    b", "&gt; - <code>a</code> b", "> - a b");
    }
}
