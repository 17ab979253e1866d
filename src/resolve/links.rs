//! What authors linked -> where it leads.

use percent_encoding::percent_decode_str;

use crate::base::diag::{Code, Diagnostics, Span, Warned};
use crate::base::nearest::{nearest, nearest_path};
use crate::base::path::{SourcePath, forbidden_scheme};
use crate::locale::Lang;
use crate::parse::body::{Link, LinkKind};
use crate::resolve::NodeId;
use crate::resolve::ground::Ground;
use crate::resolve::names::Lookup;
use crate::resolve::nodes::Version;

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A node's page, perhaps at a heading; in the language of the page that links, unless a
    /// language is named.
    Node {
        /// The node.
        node: NodeId,
        /// Id of a heading.
        heading: Option<String>,
        /// The language, where the author linked to a file of another one.
        lang: Option<Lang>,
    },
    /// A heading of the same text.
    Heading(String),
    /// A file beside a page.
    Asset(SourcePath),
    /// An address outside the site.
    External(String),
}

/// Binds every link of a text, in the order of `Body::links`.
pub(crate) fn bind(version: &Version, ground: Ground<'_>) -> Warned<Vec<Option<Target>>> {
    let mut diags = Diagnostics::default();
    let links = &ground.body(version).links;
    let targets = links
        .iter()
        .map(|link| diags.take(bind_one(link, version, ground)))
        .collect();
    Warned::new(targets, diags)
}

fn bind_one(link: &Link, version: &Version, ground: Ground<'_>) -> Warned<Option<Target>> {
    let mut diags = Diagnostics::default();
    let span = Span::new(&version.path, link.span.clone());
    let target = match link.kind {
        LinkKind::Wiki => by_name(&link.target, version, &span, ground, &mut diags),
        // It was reported where the text was read.
        _ if forbidden_scheme(&link.target).is_some() => None,
        LinkKind::Inline if has_scheme(&link.target) => Some(Target::External(link.target.clone())),
        LinkKind::Image if has_scheme(&link.target) => {
            let message = format!("the picture `{}` is not part of the site", link.target);
            diags.push(Code::LinkLeaves, span, message).hint(
                "copy it beside the text: a picture from elsewhere tells others who reads this",
            );
            None
        }
        LinkKind::Inline | LinkKind::Image => by_path(link, version, &span, ground, &mut diags),
    };
    Warned::new(target, diags)
}

/// Whether a reference leaves the site: `scheme:` (RFC 3986, 3.1) or `//host`.
fn has_scheme(reference: &str) -> bool {
    let scheme = reference.split_once(':').map(|(scheme, _)| scheme);
    let is_scheme = |scheme: &str| {
        scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && scheme
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || "+-.".contains(letter))
    };
    reference.starts_with("//") || scheme.is_some_and(is_scheme)
}

fn by_name(
    written: &str,
    version: &Version,
    span: &Span,
    ground: Ground<'_>,
    diags: &mut Diagnostics,
) -> Option<Target> {
    let (name, heading) = split_fragment(written);
    let name = name.trim();
    match ground.names.find(name) {
        Lookup::Found(node) => {
            // The text that the link shows: the one in its own language, if there is one.
            let versions = &ground.gathered.nodes[node.index()].versions;
            let shown = versions.iter().position(|text| text.lang == version.lang);
            let index = shown.unwrap_or(0);
            return in_node(
                node,
                index,
                heading.map(str::trim),
                version,
                span,
                ground,
                diags,
            );
        }
        Lookup::Ambiguous(nodes) => ambiguous(diags, span, name, &nodes, ground),
        Lookup::Unknown => match ground.gathered.hidden.named(name) {
            Some(file) => unpublished(diags, span, name, file),
            None => unknown(diags, span, name, ground),
        },
    }
    None
}

fn ambiguous(
    diags: &mut Diagnostics,
    span: &Span,
    name: &str,
    nodes: &[NodeId],
    ground: Ground<'_>,
) {
    let drafts = nodes
        .iter()
        .map(|node| &ground.gathered.nodes[node.index()]);
    let candidates: Vec<_> = drafts
        .map(|draft| format!("`{}`", draft.versions[0].path))
        .collect();
    let message = format!("`{name}` has several meanings");
    let hint = format!(
        "link to one of the files instead: {}",
        candidates.join(", ")
    );
    diags
        .push(Code::AmbiguousName, span.clone(), message)
        .hint(hint);
}

fn unknown(diags: &mut Diagnostics, span: &Span, name: &str, ground: Ground<'_>) {
    let hint = match nearest(name, ground.names.all()) {
        Some(meant) => format!("did you mean `[[{meant}]]`?"),
        None => "give the id, name or alias of an actor, dossier or page".to_owned(),
    };
    let message = format!("nothing is named `{name}`");
    diags
        .push(Code::UnknownName, span.clone(), message)
        .hint(hint);
}

fn by_path(
    link: &Link,
    version: &Version,
    span: &Span,
    ground: Ground<'_>,
    diags: &mut Diagnostics,
) -> Option<Target> {
    let (path, heading) = split_fragment(&link.target);
    if path.is_empty() {
        return same_text(heading?, version, span, ground, diags);
    }
    let decoded = percent_decode_str(path).decode_utf8().ok();
    let Some(file) = decoded.and_then(|path| inside(&version.path, &path)) else {
        leaves(diags, span.clone(), path);
        return None;
    };
    if let Some((node, index)) = ground.names.at(&file) {
        return in_node(node, index, heading, version, span, ground, diags);
    }
    if ground.gathered.hidden.holds(&file) {
        unpublished(diags, span, path, &file);
        return None;
    }
    if ground.sources.is_attachment(&file) {
        return Some(Target::Asset(file));
    }
    let files = ground.sources.files.keys().map(SourcePath::as_str);
    let files = files.filter(|file| file.starts_with("content/"));
    let hint = match nearest_path(file.as_str(), files) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("there is no file `{file}`"),
    };
    diags
        .push(
            Code::DeadLink,
            span.clone(),
            format!("`{path}` leads nowhere"),
        )
        .hint(hint);
    None
}

/// The file of `content/` that a reference from the file `from` leads to.
pub(super) fn inside(from: &SourcePath, reference: &str) -> Option<SourcePath> {
    let file = from.join(reference)?;
    file.as_str().starts_with("content/").then_some(file)
}

/// Says that a path leads to no file of `content/`.
pub(super) fn leaves(diags: &mut Diagnostics, span: Span, path: &str) {
    let message = format!("`{path}` leads out of the content folder");
    diags
        .push(Code::LinkLeaves, span, message)
        .hint("copy the file beside the text and link to the copy");
}

fn same_text(
    heading: &str,
    version: &Version,
    span: &Span,
    ground: Ground<'_>,
    diags: &mut Diagnostics,
) -> Option<Target> {
    if check_heading(heading, version, span, ground, diags) {
        Some(Target::Heading(heading.to_owned()))
    } else {
        None
    }
}

fn in_node(
    node: NodeId,
    index: usize,
    heading: Option<&str>,
    version: &Version,
    span: &Span,
    ground: Ground<'_>,
    diags: &mut Diagnostics,
) -> Option<Target> {
    let versions = &ground.gathered.nodes[node.index()].versions;
    let linked = &versions[index];
    if heading.is_some_and(|heading| !check_heading(heading, linked, span, ground, diags)) {
        return Some(Target::Node {
            node,
            heading: None,
            lang: None,
        });
    }
    // From a translation, the file of the default language stands for the piece as such.
    let lang = (index > 0 && linked.lang != version.lang).then_some(linked.lang);
    Some(Target::Node {
        node,
        heading: heading.map(str::to_owned),
        lang,
    })
}

fn check_heading(
    heading: &str,
    linked: &Version,
    span: &Span,
    ground: Ground<'_>,
    diags: &mut Diagnostics,
) -> bool {
    let headings = &ground.body(linked).headings;
    if headings.iter().any(|known| known.id == heading) {
        return true;
    }
    let hint = match nearest(heading, headings.iter().map(|known| known.id.as_str())) {
        Some(meant) => format!("did you mean `#{meant}`?"),
        None => "headings get an id of their own by `{#id}` at the end of their line".to_owned(),
    };
    let message = format!("`{}` has no heading `#{heading}`", linked.path);
    diags
        .push(Code::DeadAnchor, span.clone(), message)
        .hint(hint);
    false
}

fn unpublished(diags: &mut Diagnostics, span: &Span, name: &str, file: &SourcePath) {
    diags
        .push(
            Code::UnpublishedLink,
            span.clone(),
            format!("`{name}` is not published"),
        )
        .related(Span::file(file), "its file")
        .hint("publish it, or take the link out; `--drafts` shows both");
}

fn split_fragment(reference: &str) -> (&str, Option<&str>) {
    match reference.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (reference, None),
    }
}
