//! Three kinds of path that cannot be mixed: what we read, what we write, what a browser follows.

use std::fmt;
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde::Serialize;

/// What must be escaped in one segment of a relative URL: RFC 3986's reserved set, less what a
/// segment may hold. The colon stays out so that `a:b.html` is never read as a scheme.
const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'/')
    .add(b':')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The same in a whole path.
const PATH: &AsciiSet = &SEGMENT.remove(b'/');

/// Schemes an address may have; anything else could run code or reach into the reader's machine.
const SCHEMES: [&str; 7] = ["http", "https", "mailto", "tel", "ftp", "gemini", "xmpp"];

/// The scheme of `address`, if it is one that no link may have.
pub fn forbidden_scheme(address: &str) -> Option<String> {
    // Browsers drop control characters from a scheme before they read it.
    let clean: String = address.chars().filter(|c| !c.is_control()).collect();
    let (scheme, _) = clean.trim_start().split_once(':')?;
    let is_letter = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    let is_scheme = !scheme.is_empty() && scheme.chars().all(is_letter);
    let allowed = SCHEMES.contains(&scheme.to_ascii_lowercase().as_str());
    (is_scheme && !allowed).then(|| scheme.to_owned())
}

/// A file we read, relative to the project's root, with `/` between segments:
/// `content/actors/ovh.md`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourcePath(Arc<str>);

/// A file we write, relative to the output folder, with `/` between segments:
/// `acteurs/ovh.html`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OutPath(Arc<str>);

/// A reference as it stands in an `href` or `src`: percent-encoded, not yet escaped for HTML.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Url(String);

impl SourcePath {
    /// The path `path`, already relative and with `/` between its segments.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// The whole path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last segment: `ovh.md`.
    pub fn file_name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The folder that holds the file, without a final slash: `content/actors`.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// What follows the last dot of the file name, as written: `md`.
    pub fn extension(&self) -> &str {
        self.file_name().rsplit_once('.').map_or("", |(_, end)| end)
    }

    /// The file that `reference` names when it stands in this one, or `None` if it climbs out
    /// of the project. `..` and `.` are followed; an absolute path is refused.
    pub fn join(&self, reference: &str) -> Option<Self> {
        if reference.starts_with('/') {
            return None;
        }
        let mut segments: Vec<&str> = self.folder().split('/').filter(|s| !s.is_empty()).collect();
        for segment in reference.split('/') {
            match segment {
                "" | "." => {}
                ".." => {
                    segments.pop()?;
                }
                _ => segments.push(segment),
            }
        }
        Some(Self(segments.join("/").into()))
    }
}

impl OutPath {
    /// The path `path`, already relative and with `/` between its segments.
    pub fn new(path: impl Into<Arc<str>>) -> Self {
        Self(path.into())
    }

    /// The whole path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many folders stand between the output folder and the file.
    pub fn depth(&self) -> usize {
        folders(&self.0)
    }

    /// What to write in a page at `from` to reach this file.
    pub fn url_from(&self, from: &OutPath) -> Url {
        let bytes = self.0.bytes().zip(from.0.bytes());
        let same = bytes.take_while(|(a, b)| a == b).count();
        let slash = self.0.as_bytes()[..same]
            .iter()
            .rposition(|byte| *byte == b'/');
        let common = slash.map_or(0, |slash| slash + 1);
        up_and_down(folders(&from.0[common..]), &self.0[common..])
    }

    /// What to write to reach this file in every page that lies `depth` folders deep.
    pub fn url_from_depth(&self, depth: usize) -> Url {
        up_and_down(depth, &self.0)
    }

    /// The path percent-encoded, to be appended to an absolute base that ends with `/`.
    pub fn absolute(&self, base: &str) -> Url {
        let mut url = String::from(base);
        push_encoded(&mut url, &self.0);
        Url(url)
    }
}

impl Url {
    /// An address an author wrote, kept as written; `None` if its scheme could run code.
    pub fn external(address: &str) -> Option<Self> {
        match forbidden_scheme(address) {
            Some(_) => None,
            None => Some(Self(address.to_owned())),
        }
    }

    /// A reference within one page: `#lettre`.
    pub fn within_page(id: &str) -> Self {
        Self(String::new()).with_fragment(id)
    }

    /// The same reference with a fragment.
    pub fn with_fragment(mut self, id: &str) -> Self {
        self.0.push('#');
        self.0.extend(utf8_percent_encode(id, SEGMENT));
        self
    }

    /// The reference as it goes into an attribute, before HTML escaping.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How many folders are named in `path`, whose last segment is a file.
fn folders(path: &str) -> usize {
    path.bytes().filter(|byte| *byte == b'/').count()
}

/// What to write to climb out of `climbs` folders, and then follow `path`.
fn up_and_down(climbs: usize, path: &str) -> Url {
    const UP: &str = "../";
    let mut url = String::with_capacity(climbs * UP.len() + path.len());
    for _ in 0..climbs {
        url.push_str(UP);
    }
    push_encoded(&mut url, path);
    Url(url)
}

fn push_encoded(url: &mut String, path: &str) {
    // Most paths are slugs, which are written as they are.
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'/');
    match path.bytes().all(is_plain) {
        true => url.push_str(path),
        false => url.extend(utf8_percent_encode(path, PATH)),
    }
}

impl fmt::Display for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SourcePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for OutPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_to_the_page() {
        let url = |to: &str, from: &str| OutPath::new(to).url_from(&OutPath::new(from)).0;
        assert_eq!(
            url("acteurs/ovh.html", "dossiers/a.html"),
            "../acteurs/ovh.html"
        );
        assert_eq!(url("dossiers/b.html", "dossiers/a.html"), "b.html");
        assert_eq!(url("a/é.html", "a/è.html"), "%C3%A9.html");
        assert_eq!(url("index.html", "en/actors/ovh.html"), "../../index.html");
        assert_eq!(
            url("en/actors/ovh.html", "en/index.html"),
            "actors/ovh.html"
        );
        assert_eq!(
            url("dossiers/a.html", "dossier/a.html"),
            "../dossiers/a.html"
        );
        assert_eq!(url("a b/c:d.html", "index.html"), "a%20b/c%3Ad.html");
    }

    #[test]
    fn references_stay_in_the_project() {
        let join = |reference: &str| {
            let from = SourcePath::new("content/dossiers/a.md");
            from.join(reference).map(|path| path.to_string())
        };
        assert_eq!(
            join("../actors/ovh.md").as_deref(),
            Some("content/actors/ovh.md")
        );
        assert_eq!(join("./b.md").as_deref(), Some("content/dossiers/b.md"));
        assert_eq!(join("../../../etc/passwd"), None);
        assert_eq!(join("/etc/passwd"), None);
    }
}
