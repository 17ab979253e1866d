//! Links and pictures.

use crate::locale::typography;
use crate::parse::body::LinkKind;
use crate::parse::dialect::Picture;
use crate::render::html::Writer;

impl Writer<'_> {
    pub(super) fn link(&mut self, kind: LinkKind, title: &str, bare: bool) {
        let bound = self
            .bindings
            .links
            .get(self.next_link)
            .and_then(Option::as_ref);
        self.next_link += 1;
        let Some(bound) = bound else {
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
        if outside {
            self.html.push_str(" rel=\"noopener noreferrer\"");
        }
        self.title(title);
        self.html.push('>');
        self.links.push(true);
        if bare && let Some(label) = bound.label {
            let set = typography::set(label, self.body.lang, None, None);
            self.escaped(&set);
            self.muted = true;
        }
    }

    fn title(&mut self, title: &str) {
        if !title.is_empty() {
            self.html.push_str(" title=\"");
            self.escaped(title);
            self.html.push('"');
        }
    }

    pub(super) fn image(&mut self, picture: &Picture<'_>) {
        let bound = self
            .bindings
            .links
            .get(self.next_link)
            .and_then(Option::as_ref);
        self.next_link += 1;
        let Some(bound) = bound else {
            return self.escaped(&picture.alt);
        };
        self.html.push_str("<img src=\"");
        self.href(bound.url.as_str());
        self.html.push_str("\" alt=\"");
        if !picture.decorative {
            self.escaped(&picture.alt);
        }
        self.html.push('"');
        self.title(&picture.title);
        self.html.push_str(" loading=\"lazy\">");
    }

    pub(super) fn figure(&mut self, picture: &Picture<'_>) {
        self.html.push_str("<figure>\n");
        let untitled = Picture {
            title: "".into(),
            ..picture.clone()
        };
        self.image(&untitled);
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
