//! Links and pictures.

use crate::locale::typography;
use crate::parse::body::LinkKind;
use crate::parse::dialect::{Label, Picture};
use crate::plan::bindings::BoundLink;
use crate::render::html::{Manner, Writer};
use crate::resolve::Kept;
use crate::source::Dimensions;

impl<'a> Writer<'a> {
    /// Where the next link leads, if anywhere.
    fn next_bound(&mut self) -> Option<&'a BoundLink<'a>> {
        let bound = self.bindings.links.get(self.next_link);
        self.next_link += 1;
        bound.and_then(Option::as_ref)
    }

    /// A link begins; without binding, only its text shows.
    pub(super) fn link(&mut self, kind: LinkKind, title: &str, label: Label) {
        if label == Label::Target {
            self.manner = Manner::Verbatim;
        }
        let Some(bound) = self.next_bound() else {
            return self.links.push(false);
        };
        self.html.push_str("<a");
        let outside = kind == LinkKind::Inline && is_outside(bound.url.as_str());
        if bound.actor {
            self.html.push_str(" class=\"actor\"");
        }
        self.html.push_str(" href=\"");
        self.href(bound.url.as_str());
        self.html.push('"');
        for (name, value) in bound.kept.into_iter().flat_map(Kept::attributes) {
            self.html.push(' ');
            self.html.push_str(name);
            self.html.push_str("=\"");
            self.attribute(value);
            self.html.push('"');
        }
        if outside {
            self.html.push_str(" rel=\"noopener noreferrer\"");
        }
        self.title(title);
        self.html.push('>');
        self.links.push(true);
        if label == Label::Target
            && let Some(name) = bound.label
        {
            let set = typography::set(name, self.body.lang, None, None);
            self.escaped(&set);
            self.manner = Manner::Skipped;
        }
    }

    pub(super) fn link_end(&mut self) {
        self.manner = Manner::Typeset;
        if self.links.pop() == Some(true) {
            self.html.push_str("</a>");
        }
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.html.push_str(" title=\"");
            self.attribute(title);
            self.html.push('"');
        }
    }

    pub(super) fn image(&mut self, picture: &Picture<'_>, title: &str) {
        let Some(bound) = self.next_bound() else {
            return self.escaped(&picture.alt);
        };
        self.html.push_str("<img src=\"");
        self.href(bound.url.as_str());
        self.html.push_str("\" alt=\"");
        if !picture.decorative {
            self.attribute(&picture.alt);
        }
        self.html.push('"');
        self.title(title);
        if let Some(Dimensions { width, height }) = bound.dimensions {
            let told = format!(" width=\"{width}\" height=\"{height}\"");
            self.html.push_str(&told);
        }
        self.html.push_str(" loading=\"lazy\">");
    }

    pub(super) fn figure(&mut self, picture: &Picture<'_>) {
        self.html.push_str("<figure>\n");
        self.image(picture, "");
        if !picture.title.is_empty() {
            self.html.push_str("\n<figcaption>");
            let caption = typography::set(&picture.title, self.body.lang, None, None);
            self.escaped(&caption);
            self.html.push_str("</figcaption>");
        }
        self.html.push_str("\n</figure>\n");
    }
}

fn is_outside(url: &str) -> bool {
    url.starts_with("http:") || url.starts_with("https:") || url.starts_with("//")
}
