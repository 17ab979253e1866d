//! What hayagriva worded -> HTML.

use hayagriva::citationberg::{FontStyle, FontWeight, VerticalAlign};
use hayagriva::{ElemChild, ElemChildren, ElemMeta, Formatted};
use quick_xml::escape::escape;

use crate::parse::body::reference_anchor;
use crate::resolve::citations::Kept;

/// A citation; each of its sources is a link to its reference on the page.
pub(super) fn citation(children: &ElemChildren, sources: &[String]) -> String {
    let wrap = |html: &mut String, meta: Option<&ElemMeta>, inner: String| match meta {
        Some(ElemMeta::Entry(index)) if *index < sources.len() => {
            html.push_str("<a href=\"#");
            html.push_str(&escape(reference_anchor(&sources[*index])));
            html.push_str("\">");
            html.push_str(&inner);
            html.push_str("</a>");
        }
        _ => html.push_str(&inner),
    };
    let mut writer = Writer {
        html: String::new(),
        wrap: &wrap,
        kept: None,
    };
    writer.write(children);
    writer.html
}

/// A reference; the address of what is preserved says where (Robust Links 1.0).
pub(super) fn reference(children: &ElemChildren, kept: Option<&Kept>) -> String {
    let mut writer = Writer {
        html: String::new(),
        wrap: &|html, _, inner| html.push_str(&inner),
        kept,
    };
    writer.write(children);
    writer.html
}

/// What stands before a reference, in a column of its own.
pub(super) fn number(field: ElemChild) -> String {
    reference(&ElemChildren(vec![field]), None)
}

struct Writer<'a> {
    html: String,
    wrap: &'a dyn Fn(&mut String, Option<&ElemMeta>, String),
    kept: Option<&'a Kept>,
}

impl Writer<'_> {
    fn write(&mut self, children: &ElemChildren) {
        for child in &children.0 {
            match child {
                ElemChild::Text(text) => formatted(&mut self.html, text),
                ElemChild::Elem(elem) => {
                    let before = std::mem::take(&mut self.html);
                    self.write(&elem.children);
                    let inner = std::mem::replace(&mut self.html, before);
                    (self.wrap)(&mut self.html, elem.meta.as_ref(), inner);
                }
                ElemChild::Markup(markup) => self.html.push_str(&escape(markup.as_str())),
                ElemChild::Link { text, url } if is_web(url) => self.link(text, url),
                ElemChild::Link { text, .. } => formatted(&mut self.html, text),
                ElemChild::Transparent { .. } => {}
            }
        }
    }

    fn link(&mut self, text: &Formatted, url: &str) {
        self.html.push_str("<a");
        self.attribute("href", url);
        let kept = self.kept.filter(|kept| kept.original == url);
        for (name, value) in kept.into_iter().flat_map(Kept::attributes) {
            self.attribute(name, value);
        }
        self.html.push_str(" rel=\"noopener noreferrer\">");
        formatted(&mut self.html, text);
        self.html.push_str("</a>");
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        self.html.push_str(&escape(value));
        self.html.push('"');
    }
}

fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

fn formatted(html: &mut String, text: &Formatted) {
    let formatting = &text.formatting;
    let mut tags = Vec::new();
    if formatting.font_style == FontStyle::Italic {
        tags.push("i");
    }
    if formatting.font_weight == FontWeight::Bold {
        tags.push("b");
    }
    match formatting.vertical_align {
        VerticalAlign::Sup => tags.push("sup"),
        VerticalAlign::Sub => tags.push("sub"),
        VerticalAlign::None | VerticalAlign::Baseline => {}
    }
    for tag in &tags {
        html.push_str(&format!("<{tag}>"));
    }
    html.push_str(&escape(text.text.as_str()));
    for tag in tags.iter().rev() {
        html.push_str(&format!("</{tag}>"));
    }
}
