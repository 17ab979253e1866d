//! What hayagriva worded -> HTML.

use hayagriva::citationberg::{FontStyle, FontWeight, VerticalAlign};
use hayagriva::{ElemChild, ElemChildren, ElemMeta, Formatted};
use quick_xml::escape::escape;

use crate::parse::body::reference_anchor;

/// A citation; each of its sources is a link to its reference on the page.
pub(super) fn citation(children: &ElemChildren, sources: &[String]) -> String {
    let mut html = String::new();
    write(&mut html, children, &|html, meta, inner| match meta {
        Some(ElemMeta::Entry(index)) if *index < sources.len() => {
            html.push_str("<a href=\"#");
            html.push_str(&escape(reference_anchor(&sources[*index])));
            html.push_str("\">");
            html.push_str(&inner);
            html.push_str("</a>");
        }
        _ => html.push_str(&inner),
    });
    html
}

/// A reference.
pub(super) fn reference(children: &ElemChildren) -> String {
    let mut html = String::new();
    write(&mut html, children, &|html, _, inner| html.push_str(&inner));
    html
}

type Wrap<'a> = &'a dyn Fn(&mut String, Option<&ElemMeta>, String);

fn write(html: &mut String, children: &ElemChildren, wrap: Wrap<'_>) {
    for child in &children.0 {
        match child {
            ElemChild::Text(text) => formatted(html, text),
            ElemChild::Elem(elem) => {
                let mut inner = String::new();
                write(&mut inner, &elem.children, wrap);
                wrap(html, elem.meta.as_ref(), inner);
            }
            ElemChild::Markup(markup) => html.push_str(&escape(markup.as_str())),
            ElemChild::Link { text, url } if is_web(url) => {
                html.push_str("<a href=\"");
                html.push_str(&escape(url.as_str()));
                html.push_str("\" rel=\"noopener noreferrer\">");
                formatted(html, text);
                html.push_str("</a>");
            }
            ElemChild::Link { text, .. } => formatted(html, text),
            ElemChild::Transparent { .. } => {}
        }
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
