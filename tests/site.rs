//! Our own content, in every theme: no error, and no link that leads nowhere.

#![allow(
    clippy::disallowed_methods,
    reason = "a test looks for themes on the disk"
)]

#[path = "site/content.rs"]
mod content;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use content::{build, sources};
use liasse::base::diag::{Code, Severity};
use liasse::base::memo::Hashed;
use liasse::base::path::{OutPath, SourcePath};
use liasse::pipeline::Memos;
use liasse::render::{Output, Outputs};
use liasse::report::{self, Format};
use liasse::source::{Drafts, File, Sources};
use percent_encoding::percent_decode_str;
use scraper::{ElementRef, Html, Selector};

/// Attributes that name one address each. `srcset` is not used by our themes.
const ADDRESSES: &[&str] = &["href", "src", "cite", "data", "poster", "action"];

/// The names of the themes.
fn themes() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes");
    let entries = fs::read_dir(folder).expect("there are themes");
    let entries = entries.map(|entry| entry.expect("an entry"));
    let themes = entries.filter(|entry| entry.path().is_dir());
    let names = themes.map(|entry| entry.file_name().display().to_string());
    let mut names: Vec<_> = names.collect();
    names.sort();
    names
}

#[test]
fn our_content_has_no_error() {
    for theme in themes() {
        let sources = sources(&theme);
        let built = build(&sources, &Memos::default());
        let mut printed = Vec::new();
        report::print(&built.diags, &sources, Format::Plain, &mut printed).expect("memory");
        let errors = built.diags.count(Severity::Error);
        assert_eq!(errors, 0, "{theme}:\n{}", String::from_utf8_lossy(&printed));
    }
}

/// A page as a browser reads it.
struct Page {
    ids: BTreeSet<String>,
    addresses: Vec<String>,
    doubles: Vec<String>,
}

impl Page {
    fn read(html: &str) -> Self {
        let document = Html::parse_document(html);
        let mut page = Self {
            ids: BTreeSet::new(),
            addresses: Vec::new(),
            doubles: Vec::new(),
        };
        let all = Selector::parse("*").expect("a selector");
        for element in document.select(&all) {
            if let Some(id) = element.attr("id")
                && !page.ids.insert(id.to_owned())
            {
                page.doubles.push(id.to_owned());
            }
            let addresses = ADDRESSES.iter().filter_map(|name| element.attr(name));
            page.addresses.extend(addresses.map(str::to_owned));
        }
        page
    }
}

#[test]
fn every_link_leads_somewhere() {
    for theme in themes() {
        for drafts in [Drafts::Hidden, Drafts::Shown] {
            let mut sources = sources(&theme);
            sources.wishes.drafts = drafts;
            let broken = broken_links(&build(&sources, &Memos::default()).output);
            assert!(broken.is_empty(), "{theme}:\n{}", broken.join("\n"));
        }
    }
}

/// Each reference at the foot of a page leads to the page of its source, which leads back to every
/// place of that page that cites it.
#[test]
fn every_reference_leads_to_its_source_and_back() {
    let outputs = build(&sources("presse"), &Memos::default()).output;
    let mut linked = BTreeSet::new();
    for (path, output) in &outputs.files {
        let (Output::Bytes(bytes), true) = (output, path.as_str().ends_with(".html")) else {
            continue;
        };
        let html = Html::parse_document(std::str::from_utf8(bytes).expect("a page is UTF-8"));
        for reference in html.select(&selector(".references li")) {
            let uses = targets(reference, ".uses", path);
            let [(source, _)] = uses.as_slice() else {
                panic!("{path}: a reference leads to {uses:?}");
            };
            for (page, cited_at) in targets(reference, ".cited-at a", path) {
                linked.insert((source.clone(), page, cited_at));
            }
        }
    }
    assert!(!linked.is_empty(), "our content cites sources");
    let mut known = BTreeMap::new();
    for (source, page, cited_at) in linked {
        let cited_in = known.entry(source.clone()).or_insert_with(|| {
            let Some(Output::Bytes(bytes)) = outputs.files.get(&source) else {
                panic!("there is no page `{source}`");
            };
            let html = Html::parse_document(std::str::from_utf8(bytes).expect("a page is UTF-8"));
            let coins = html.select(&selector("span.Z3988[title]")).count();
            assert_eq!(coins, 1, "{source} can be imported");
            targets(html.root_element(), ".mention-group li a", &source)
        });
        let back = (page, cited_at);
        assert!(cited_in.contains(&back), "{source} leads back to {back:?}");
    }
}

/// Where the files of `content/` name the source `id`, outside the bibliography.
fn named(sources: &Sources, id: &str) -> BTreeSet<(SourcePath, usize)> {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let mut places = BTreeSet::new();
    for path in sources.files.keys() {
        let is_ours = path.as_str().starts_with("content/") && *path != bibliography();
        let Some(text) = sources.text(path).filter(|_| is_ours) else {
            continue;
        };
        for (at, _) in text.match_indices(id) {
            let bytes = text.as_bytes();
            let after = bytes.get(at + id.len()).copied().unwrap_or(b' ');
            if !is_part(bytes[at - 1]) && !is_part(after) {
                // In a text, the sign before it belongs to the name.
                places.insert((path.clone(), at - usize::from(bytes[at - 1] == b'@')));
            }
        }
    }
    places
}

fn bibliography() -> SourcePath {
    SourcePath::new("content/sources.yaml")
}

#[test]
fn what_loses_its_evidence_is_listed() {
    let mut sources = sources("presse");
    let text = sources.text(&bibliography()).expect("a bibliography");
    let ids = text.lines().filter(|line| !line.starts_with([' ', '#']));
    let ids = ids.filter_map(|line| line.strip_suffix(':'));
    let id = ids
        .max_by_key(|id| named(&sources, id).len())
        .expect("a source")
        .to_owned();
    let without = text.replace(&format!("\n{id}:"), "\nanother:");
    let file = File::Text(Hashed::new(without));
    sources.files.insert(bibliography(), file);
    let built = build(&sources, &Memos::default());
    let lost = built
        .diags
        .iter()
        .filter(|diag| diag.code == Code::UnknownSource);
    let lost: BTreeSet<_> = lost
        .map(|diag| (diag.span.path.clone(), diag.span.range.start))
        .collect();
    let expected = named(&sources, &id);
    assert!(expected.len() > 10, "{id} is hardly used");
    assert_eq!(lost, expected);
}

fn selector(css: &str) -> Selector {
    Selector::parse(css).expect("a selector")
}

/// The pages, with fragments, that the links within `element` lead to.
fn targets(element: ElementRef<'_>, css: &str, from: &OutPath) -> Vec<(OutPath, String)> {
    let selector = selector(css);
    let links = element
        .select(&selector)
        .filter_map(|link| link.attr("href"));
    let target = |href: &str| {
        let (page, fragment) = href.split_once('#').unwrap_or((href, ""));
        Some((resolve(page, from)?, fragment.to_owned()))
    };
    links.filter_map(target).collect()
}

fn broken_links(outputs: &Outputs) -> Vec<String> {
    let mut pages = BTreeMap::new();
    for (path, output) in &outputs.files {
        if let (Output::Bytes(bytes), true) = (output, path.as_str().ends_with(".html")) {
            let html = std::str::from_utf8(bytes).expect("a page is UTF-8");
            pages.insert(path.clone(), Page::read(html));
        }
    }
    let mut broken = Vec::new();
    for (path, page) in &pages {
        broken.extend(
            page.doubles
                .iter()
                .map(|id| format!("{path}: two elements are `#{id}`")),
        );
        for address in &page.addresses {
            if let Err(reason) = follow(address, path, outputs, &pages) {
                broken.push(format!("{path}: `{address}` {reason}"));
            }
        }
    }
    broken
}

/// Follows an address as a browser does that has opened `from` from a disk: what is absolute
/// leads out of the site.
fn follow(
    address: &str,
    from: &OutPath,
    outputs: &Outputs,
    pages: &BTreeMap<OutPath, Page>,
) -> Result<(), &'static str> {
    if ["https://", "http://", "mailto:"]
        .iter()
        .any(|scheme| address.starts_with(scheme))
    {
        return Ok(());
    }
    if address.starts_with('/') {
        return Err("is not relative");
    }
    let (path, fragment) = match address.split_once('#') {
        Some((path, fragment)) => (path, Some(fragment)),
        None => (address, None),
    };
    if path
        .split('/')
        .next()
        .is_some_and(|segment| segment.contains(':'))
    {
        return Err("has an unknown scheme");
    }
    let target = resolve(path, from).ok_or("climbs out of the site")?;
    if !outputs.files.contains_key(&target) {
        return Err("leads to no file");
    }
    let Some(fragment) = fragment else {
        return Ok(());
    };
    let fragment = percent_decode_str(fragment)
        .decode_utf8()
        .map_err(|_| "is not UTF-8")?;
    match pages.get(&target) {
        Some(page) if page.ids.contains(fragment.as_ref()) => Ok(()),
        _ => Err("leads to no element"),
    }
}

fn resolve(path: &str, from: &OutPath) -> Option<OutPath> {
    if path.is_empty() {
        return Some(from.clone());
    }
    let path = percent_decode_str(path).decode_utf8().ok()?;
    let mut segments: Vec<&str> = from.as_str().split('/').collect();
    segments.pop();
    for segment in path.split('/') {
        match segment {
            ".." => {
                segments.pop()?;
            }
            "." => {}
            _ => segments.push(segment),
        }
    }
    Some(OutPath::new(segments.join("/")))
}

#[test]
fn a_home_page_does_not_list_thousands_of_dossiers() {
    let mut sources = sources("presse");
    let tells = |sources: &Sources| {
        let built = build(sources, &Memos::forgetful());
        let home = &built.output.files[&OutPath::new("index.html")];
        let Output::Bytes(html) = home else {
            panic!("pages are bytes")
        };
        String::from_utf8_lossy(html).contains("class=\"story\"")
    };
    assert!(tells(&sources));
    for number in 0..100 {
        let path = SourcePath::new(format!("content/dossiers/2011-01-01-piece-{number}.md"));
        let text = format!("---\ntitle: Pièce {number}\n---\nTexte.\n");
        sources.files.insert(path, File::Text(Hashed::new(text)));
    }
    assert!(!tells(&sources));
}
