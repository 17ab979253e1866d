//! Outputs -> what each address answers. A site is never changed: the next one takes its place.

use std::collections::BTreeMap;
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use crate::base::memo::{Fingerprint, fingerprint};
use crate::base::path::{OutPath, Url};
use crate::render::{Output, Outputs};

/// Everything that can be asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Site {
    files: Arc<BTreeMap<OutPath, Held>>,
    /// Pages as they will be in the next site, which is not ready yet.
    ahead: BTreeMap<OutPath, Held>,
}

/// One file, and what tells two versions of it apart.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub(super) output: Output,
    pub(super) version: Fingerprint,
}

/// What lies at an address.
#[derive(Debug)]
pub(super) enum Found<'a> {
    File(&'a OutPath, &'a Held),
    /// A folder was asked for without its slash.
    Moved(Url),
    /// Nothing; the page to answer with, if the site has one.
    Missing(Option<(&'a OutPath, &'a Held)>),
}

/// How a site differs from the one before it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// The files that came, went, or have other bytes, in order.
    pub files: Vec<OutPath>,
    /// How many pages were made anew.
    pub rendered: usize,
    /// How many pages are those of the site before.
    pub reused: usize,
}

impl Site {
    /// The site that `outputs` are, and how it differs from `previous`.
    pub(super) fn new(outputs: Outputs, previous: Option<&Site>) -> (Self, Change) {
        let held: Vec<_> = outputs
            .files
            .into_par_iter()
            .map(|(path, output)| {
                let before = previous.and_then(|site| site.files.get(&path));
                let same = before.filter(|held| is_same(&held.output, &output));
                let version = same.map_or_else(|| version(&output), |held| held.version);
                let seen = previous.and_then(|site| site.get(&path));
                let is_changed = seen.is_none_or(|(_, held)| held.version != version);
                (path, Held { output, version }, is_changed, same.is_some())
            })
            .collect();
        let mut change = Change::default();
        let mut files = BTreeMap::new();
        for (path, held, is_changed, is_same) in held {
            if is_page(&path) {
                change.rendered += usize::from(!is_same);
                change.reused += usize::from(is_same);
            }
            if is_changed {
                change.files.push(path.clone());
            }
            files.insert(path, held);
        }
        let gone = previous.into_iter().flat_map(|site| site.files.keys());
        let gone = gone.filter(|path| !files.contains_key(*path)).cloned();
        change.files.extend(gone);
        change.files.sort();
        let site = Self {
            files: Arc::new(files),
            ahead: BTreeMap::new(),
        };
        (site, change)
    }

    /// The site with `pages`, too, in place of its own.
    pub(super) fn ahead(&self, pages: BTreeMap<OutPath, Output>) -> Self {
        let held = pages.into_iter().map(|(path, output)| {
            let version = version(&output);
            (path, Held { output, version })
        });
        let mut site = self.clone();
        site.ahead.extend(held);
        site
    }

    /// Whether there is a page at `address`.
    pub(super) fn has_page(&self, address: &str) -> bool {
        matches!(self.find(address), Found::File(path, _) if is_page(path))
    }

    /// Whether the page at `address` is shown as it will be in the next site.
    pub(super) fn is_ahead(&self, address: &str) -> bool {
        named(address).is_some_and(|path| self.ahead.contains_key(&path))
    }

    /// The site as it was built last.
    pub(super) fn whole(&self) -> Self {
        Self {
            files: Arc::clone(&self.files),
            ahead: BTreeMap::new(),
        }
    }

    /// The file at `path`.
    fn get(&self, path: &OutPath) -> Option<(&OutPath, &Held)> {
        let ahead = self.ahead.get_key_value(path);
        ahead.or_else(|| self.files.get_key_value(path))
    }

    /// What lies at the path of an address, as it stands in the request: `/acteurs/ovh.html`.
    pub(super) fn find(&self, address: &str) -> Found<'_> {
        let Some(path) = decode(address) else {
            return Found::Missing(self.not_found(""));
        };
        if let Some((path, held)) = self.get(&file(&path)) {
            return Found::File(path, held);
        }
        let index = OutPath::new(format!("{path}/index.html"));
        if !is_folder(&path) && self.get(&index).is_some() {
            return Found::Moved(OutPath::new(format!("{path}/")).absolute("/"));
        }
        Found::Missing(self.not_found(&path))
    }

    /// What tells whether the page at `address` still shows the same.
    pub(super) fn version(&self, address: &str) -> Fingerprint {
        match self.find(address) {
            Found::File(_, held) => held.version,
            Found::Missing(Some((_, held))) => held.version ^ 1,
            Found::Moved(_) | Found::Missing(None) => 0,
        }
    }

    /// The page that says so, in the language of the folder nearest to `path`.
    fn not_found(&self, path: &str) -> Option<(&OutPath, &Held)> {
        let mut folder = path;
        loop {
            folder = folder.rsplit_once('/').map_or("", |(folder, _)| folder);
            let slash = if folder.is_empty() { "" } else { "/" };
            let page = OutPath::new(format!("{folder}{slash}404.html"));
            let found = self.get(&page);
            if found.is_some() || folder.is_empty() {
                return found;
            }
        }
    }
}

/// The file that is at an address, if there is one.
pub(super) fn named(address: &str) -> Option<OutPath> {
    decode(address).map(|path| file(&path))
}

/// The file that a path of the site means.
fn file(path: &str) -> OutPath {
    match is_folder(path) {
        true => OutPath::new(format!("{path}index.html")),
        false => OutPath::new(path),
    }
}

fn is_folder(path: &str) -> bool {
    path.is_empty() || path.ends_with('/')
}

/// Whether readers see the file at `path` as a page.
pub(super) fn is_page(path: &OutPath) -> bool {
    path.as_str().ends_with(".html")
}

/// The path that a request names, decoded once; `None` if it can be none of ours.
fn decode(address: &str) -> Option<String> {
    let path = address.strip_prefix('/')?;
    let path = percent_decode_str(path).decode_utf8().ok()?;
    Some(path.into_owned())
}

/// Whether two outputs are known to be equal without looking at their bytes.
fn is_same(a: &Output, b: &Output) -> bool {
    match (a, b) {
        (Output::Bytes(a), Output::Bytes(b)) => Arc::ptr_eq(a, b),
        (Output::Embedded(a), Output::Embedded(b)) => std::ptr::eq(*a, *b),
        (Output::Copy(a), Output::Copy(b)) => a == b,
        _ => false,
    }
}

fn version(output: &Output) -> Fingerprint {
    match output {
        Output::Bytes(bytes) => fingerprint(&bytes[..]),
        Output::Embedded(bytes) => fingerprint(bytes),
        Output::Copy(attachment) => fingerprint(attachment),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outputs(files: &[(&str, &str)]) -> Outputs {
        let output = |text: &str| Output::Bytes(text.as_bytes().into());
        let files = files
            .iter()
            .map(|(path, text)| (OutPath::new(*path), output(text)));
        Outputs {
            files: files.collect(),
            ..Outputs::default()
        }
    }

    fn found(site: &Site, address: &str) -> String {
        match site.find(address) {
            Found::File(path, _) => path.to_string(),
            Found::Moved(url) => format!("-> {}", url.as_str()),
            Found::Missing(page) => format!("404 {}", page.map_or("", |(path, _)| path.as_str())),
        }
    }

    #[test]
    fn only_known_addresses_are_found() {
        let names = ["index.html", "404.html", "en/index.html", "en/404.html"];
        let mut files: Vec<_> = names.iter().map(|name| (*name, "")).collect();
        files.push(("a é.html", ""));
        let (site, _) = Site::new(outputs(&files), None);
        for (address, expected) in [
            ("/", "index.html"),
            ("/index.html", "index.html"),
            ("/a%20%C3%A9.html", "a é.html"),
            ("/en", "-> /en/"),
            ("/en/", "en/index.html"),
            ("/en/deep/x", "404 en/404.html"),
            ("/x/y", "404 404.html"),
            ("//en", "404 404.html"),
            ("/../index.html", "404 404.html"),
            ("/%2e%2e/index.html", "404 404.html"),
            ("/en/../index.html", "404 en/404.html"),
            ("/index.html%00", "404 404.html"),
            ("/%ff", "404 404.html"),
            ("index.html", "404 404.html"),
            ("*", "404 404.html"),
        ] {
            assert_eq!(found(&site, address), expected, "{address}");
        }
    }

    #[test]
    fn a_change_names_what_came_went_and_differs() {
        let (one, first) = Site::new(outputs(&[("a.html", "a"), ("b.html", "b")]), None);
        assert_eq!(first.rendered, 2);
        let (_, change) = Site::new(outputs(&[("b.html", "B"), ("c.css", "c")]), Some(&one));
        let names: Vec<_> = change.files.iter().map(OutPath::as_str).collect();
        assert_eq!(names, ["a.html", "b.html", "c.css"]);
        assert_eq!((change.rendered, change.reused), (1, 0));
    }
}
