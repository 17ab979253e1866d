//! Inline Markdown of a title, a caption or a summary, in both its forms.

use pulldown_cmark::CowStr;
use pulldown_cmark_escape::escape_html_body_text;

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
/// pictures and citations nothing; all of it is one line, on which nothing opens a list, a
/// heading or a block of code: “1984. A year” keeps its number.
pub fn inline(markdown: &str, lang: Lang) -> Inline {
    let is_markup = |letter: char| letter.is_ascii_punctuation() && !",.?!:;'()".contains(letter);
    let words: Vec<&str> = markdown.split_ascii_whitespace().collect();
    let line = words.join(" ");
    if !line.contains(is_markup) {
        let text = typography::set(&line, lang, None, None).into_owned();
        let html = escaped(&text);
        return Inline { html, text };
    }
    // Behind a full stop no block begins, and everything else means what it means at the start.
    let line = format!(".{line}");
    let mut steps = steps(&line, 0, RawHtml::Shown);
    if let Some(Step::Text { text, .. }) =
        (steps.iter_mut()).find(|step| matches!(step, Step::Text { .. }))
    {
        *text = CowStr::from(text[".".len()..].to_owned());
    }
    write(&steps, lang)
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

fn write(steps: &[Step<'_>], lang: Lang) -> Inline {
    let whole: String = steps.iter().map(seen).collect();
    let mut inline = Inline {
        html: String::new(),
        text: String::new(),
    };
    let mut at = 0;
    for step in steps {
        let seen = seen(step);
        let before = whole[..at].chars().next_back();
        at += seen.len();
        let after = whole[at..].chars().next();
        match step {
            Step::Code(..) => {
                inline.html.push_str("<code>");
                escape(&mut inline.html, seen);
                inline.html.push_str("</code>");
                inline.text.push_str(seen);
            }
            Step::Mark(mark, edge) => inline.html.push_str(mark.tag(*edge)),
            _ => {
                let set = typography::set(seen, lang, before, after);
                escape(&mut inline.html, &set);
                inline.text.push_str(&set);
            }
        }
    }
    inline
}

/// What a step shows.
fn seen<'a>(step: &'a Step<'_>) -> &'a str {
    match step {
        Step::Text { text, .. } => text,
        Step::Code(code, _) => code,
        Step::SoftBreak | Step::HardBreak => " ",
        _ => "",
    }
}

fn escape(html: &mut String, text: &str) {
    escape_html_body_text(html, text).expect("writing to a string does not fail");
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
