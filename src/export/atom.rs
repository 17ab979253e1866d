//! The feed of dossiers, one a language (Atom, RFC 4287).
//!
//! Ids do not depend on the site's address, so that readers are not shown everything twice when
//! it moves. Links are relative to the feed where there is no `base_url` (RFC 4287, 2 allows it).

use std::cmp::Reverse;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::base::memo::fingerprint;
use crate::base::path::{OutPath, Url};
use crate::export::Export;
use crate::locale::Lang;
use crate::locale::dates::Date;
use crate::parse::Kind;
use crate::parse::inline::inline;
use crate::resolve::{Node, NodeId};
use crate::route::{Place, Site};

/// Entries of a feed at most, latest first.
const LATEST: usize = 50;

pub(super) struct Atom;

impl Export for Atom {
    fn files(&self, site: Site<'_>) -> Vec<(OutPath, Vec<u8>)> {
        let feed = |lang: &Lang| {
            let feed = Feed {
                site,
                lang: *lang,
                path: site.routes.path(&Place::Feed, *lang),
            };
            let xml = feed.write().expect("writing to memory does not fail");
            (feed.path, xml)
        };
        site.library.languages.iter().map(feed).collect()
    }
}

struct Feed<'a> {
    site: Site<'a>,
    lang: Lang,
    path: OutPath,
}

type Xml = Writer<Vec<u8>>;

impl Feed<'_> {
    fn write(&self) -> std::io::Result<Vec<u8>> {
        let config = self.site.config;
        let mut dossiers: Vec<_> = self.site.library.of_kind(Kind::Dossier).collect();
        dossiers.sort_by_key(|(_, node)| (Reverse(changed(node)), &node.id));
        dossiers.truncate(LATEST);
        let updated = dossiers.iter().filter_map(|(_, node)| changed(node)).max();
        let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        let title = config.title.get(self.lang, &config.languages);
        let attributes = [
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xml:lang", self.lang.as_str()),
        ];
        writer
            .create_element("feed")
            .with_attributes(attributes)
            .write_inner_content(|writer| {
                text(writer, "title", title)?;
                text(writer, "id", &urn(&("feed", title, self.lang)))?;
                text(writer, "updated", &instant(updated))?;
                let author = config
                    .publisher
                    .as_ref()
                    .map_or(title, |publisher| &publisher.name);
                author_named(writer, author)?;
                link(writer, "self", &self.url(&self.path))?;
                link(writer, "alternate", &self.url(&self.page(&Place::Home)))?;
                for (id, node) in &dossiers {
                    self.entry(writer, *id, node)?;
                }
                Ok(())
            })?;
        Ok(writer.into_inner())
    }

    fn entry(&self, writer: &mut Xml, id: NodeId, node: &Node) -> std::io::Result<()> {
        let shown = node.text(self.lang);
        writer
            .create_element("entry")
            .write_inner_content(|writer| {
                text(
                    writer,
                    "title",
                    &inline(node.title(self.lang), shown.lang).text,
                )?;
                text(writer, "id", &urn(&("dossier", &node.id, self.lang)))?;
                text(writer, "updated", &instant(changed(node)))?;
                text(writer, "published", &instant(node.date()))?;
                let authors = shown.dossier().and_then(|dossier| dossier.authors.as_ref());
                for author in authors.into_iter().flatten() {
                    author_named(writer, author)?;
                }
                link(writer, "alternate", &self.url(&self.page(&Place::Node(id))))?;
                if let Some(summary) = shown.summary() {
                    text(writer, "summary", &summary)?;
                }
                Ok(())
            })?;
        Ok(())
    }

    fn page(&self, place: &Place) -> OutPath {
        self.site.routes.path(place, self.lang)
    }

    fn url(&self, path: &OutPath) -> Url {
        self.site.address(path, &self.path)
    }
}

fn changed(node: &Node) -> Option<&Date> {
    let dossier = node.texts[0].dossier()?;
    dossier.updated.as_ref().or(dossier.date.as_ref())
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
