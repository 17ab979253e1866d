//! The feeds of dossiers and of corrections, one of each a language (Atom, RFC 4287).
//!
//! Ids do not depend on the site's address, so that readers are not shown everything twice when
//! it moves. Links are relative to the feed where there is no `base_url` (RFC 4287, 2 allows it).

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::base::memo::fingerprint;
use crate::base::path::{OutPath, Url};
use crate::config::Section;
use crate::export::Export;
use crate::locale::Lang;
use crate::locale::dates::Date;
use crate::parse::front::Correction;
use crate::parse::inline::inline;
use crate::resolve::{Node, NodeId};
use crate::route::{Place, Site};

/// Entries of a feed at most, latest first.
const LATEST: usize = 50;

pub(super) struct Atom;

impl Export for Atom {
    fn files(&self, site: Site<'_>) -> Vec<(OutPath, Vec<u8>)> {
        let languages = site.library.languages.iter();
        languages
            .flat_map(|lang| [dossiers(site, *lang), corrections(site, *lang)])
            .map(|feed| {
                let xml = feed.write().expect("writing to memory does not fail");
                (feed.path, xml)
            })
            .collect()
    }
}

struct Feed<'a> {
    site: Site<'a>,
    lang: Lang,
    path: OutPath,
    title: String,
    id: String,
    /// The page that shows the same.
    page: Place,
    updated: Option<&'a Date>,
    entries: Vec<Entry<'a>>,
}

struct Entry<'a> {
    title: String,
    id: String,
    updated: Option<&'a Date>,
    published: Option<&'a Date>,
    authors: &'a [String],
    page: NodeId,
    summary: Option<String>,
}

type Xml = Writer<Vec<u8>>;

/// The dossiers, those changed last first.
fn dossiers(site: Site<'_>, lang: Lang) -> Feed<'_> {
    let library = site.library;
    let dossiers = library.graph.changed.iter().take(LATEST);
    let dossiers: Vec<_> = dossiers.map(|id| (*id, library.node(*id))).collect();
    let title = site.config.title.get(lang, &site.config.languages);
    let entries = dossiers.iter();
    Feed {
        site,
        lang,
        path: site.routes.path(&Place::Feed, lang),
        title: title.to_owned(),
        id: urn(&("feed", title, lang)),
        page: Place::Home,
        updated: dossiers.iter().filter_map(|(_, node)| node.changed()).max(),
        entries: entries.map(|(id, node)| dossier(*id, node, lang)).collect(),
    }
}

fn dossier(page: NodeId, node: &Node, lang: Lang) -> Entry<'_> {
    let shown = node.text(lang);
    let authors = shown
        .dossier()
        .and_then(|dossier| dossier.authors.as_deref());
    Entry {
        title: inline(node.title(lang), shown.lang).text,
        id: urn(&("dossier", &node.id, lang)),
        updated: node.changed(),
        published: node.date(),
        authors: authors.unwrap_or_default(),
        page,
        summary: shown.gist().map(|gist| gist.words(shown.lang)),
    }
}

/// What was corrected in them, latest first.
fn corrections(site: Site<'_>, lang: Lang) -> Feed<'_> {
    let corrections = site.library.corrections(lang).take(LATEST);
    let corrections: Vec<_> = corrections.collect();
    let title = site.config.title.get(lang, &site.config.languages);
    let word = &site.config.segments[&(Section::Corrections, lang)];
    let entries = corrections.iter();
    Feed {
        site,
        lang,
        path: site.routes.path(&Place::CorrectionsFeed, lang),
        title: format!("{title} – {word}"),
        id: urn(&("corrections", title, lang)),
        page: Place::Index(Section::Corrections),
        updated: corrections.first().map(|(_, given)| &given.date),
        entries: entries
            .map(|(id, given)| correction(*id, site.library.node(*id), given, lang))
            .collect(),
    }
}

fn correction<'a>(page: NodeId, node: &Node, given: &'a Correction, lang: Lang) -> Entry<'a> {
    let shown = node.text(lang).lang;
    let written = (given.date.as_str(), &given.text);
    Entry {
        title: inline(node.title(lang), shown).text,
        id: urn(&("correction", &node.id, written, lang)),
        updated: Some(&given.date),
        published: Some(&given.date),
        authors: &[],
        page,
        summary: Some(inline(&given.text, shown).text),
    }
}

impl Feed<'_> {
    fn write(&self) -> std::io::Result<Vec<u8>> {
        let config = self.site.config;
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let attributes = [
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xml:lang", self.lang.as_str()),
        ];
        writer
            .create_element("feed")
            .with_attributes(attributes)
            .write_inner_content(|writer| {
                text(writer, "title", &self.title)?;
                text(writer, "id", &self.id)?;
                text(writer, "updated", &instant(self.updated))?;
                let publisher = config.publisher.as_ref();
                let title = config.title.get(self.lang, &config.languages);
                author_named(writer, publisher.map_or(title, |publisher| &publisher.name))?;
                link(writer, "self", &self.url(&self.path))?;
                link(writer, "alternate", &self.url(&self.path_of(&self.page)))?;
                for entry in &self.entries {
                    self.entry(writer, entry)?;
                }
                Ok(())
            })?;
        Ok(writer.into_inner())
    }

    fn entry(&self, writer: &mut Xml, entry: &Entry<'_>) -> std::io::Result<()> {
        writer
            .create_element("entry")
            .write_inner_content(|writer| {
                text(writer, "title", &entry.title)?;
                text(writer, "id", &entry.id)?;
                text(writer, "updated", &instant(entry.updated))?;
                text(writer, "published", &instant(entry.published))?;
                for author in entry.authors {
                    author_named(writer, author)?;
                }
                let page = self.path_of(&Place::Node(entry.page));
                link(writer, "alternate", &self.url(&page))?;
                if let Some(summary) = &entry.summary {
                    text(writer, "summary", summary)?;
                }
                Ok(())
            })?;
        Ok(())
    }

    fn path_of(&self, place: &Place) -> OutPath {
        self.site.routes.path(place, self.lang)
    }

    fn url(&self, path: &OutPath) -> Url {
        self.site.address(path, &self.path)
    }
}

/// The first instant a date can mean, in UTC (RFC 3339); Atom wants one where there is none.
fn instant(date: Option<&Date>) -> String {
    let day = date
        .map(Date::earliest)
        .filter(|day| (0..=9999).contains(&day.year));
    match day {
        Some(day) => format!("{:04}-{:02}-{:02}T00:00:00Z", day.year, day.month, day.day),
        None => "1970-01-01T00:00:00Z".to_owned(),
    }
}

/// A name for `thing` that is good everywhere and for ever (RFC 9562, version 8).
fn urn(thing: &impl std::hash::Hash) -> String {
    let bits = fingerprint(thing);
    let version = (bits & !(0xf << 76)) | (0x8 << 76);
    let variant = (version & !(0x3 << 62)) | (0x2 << 62);
    let hex = format!("{variant:032x}");
    let parts = [
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ];
    format!("urn:uuid:{}", parts.join("-"))
}

fn text(writer: &mut Xml, name: &str, content: &str) -> std::io::Result<()> {
    writer
        .create_element(name)
        .write_text_content(BytesText::new(content))?;
    Ok(())
}

fn author_named(writer: &mut Xml, name: &str) -> std::io::Result<()> {
    writer
        .create_element("author")
        .write_inner_content(|writer| text(writer, "name", name))?;
    Ok(())
}

fn link(writer: &mut Xml, rel: &str, url: &Url) -> std::io::Result<()> {
    let attributes = [("rel", rel), ("href", url.as_str())];
    writer
        .create_element("link")
        .with_attributes(attributes)
        .write_empty()?;
    Ok(())
}
