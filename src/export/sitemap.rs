//! `sitemap.xml` (sitemaps.org 0.9, with the translations of each page). It needs absolute
//! addresses, so there is none without `base_url`.
//!
//! A page that shows the text of another language is not listed: its text has an address of its
//! own.

use std::collections::BTreeSet;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::base::path::OutPath;
use crate::config::Section;
use crate::export::Export;
use crate::locale::Lang;
use crate::resolve::Node;
use crate::route::{Place, Site, is_home};

pub(super) struct Sitemap;

impl Export for Sitemap {
    fn files(&self, site: Site<'_>) -> Vec<(OutPath, Vec<u8>)> {
        let Some(base) = &site.config.base_url else {
            return Vec::new();
        };
        let xml = write(site, base).expect("writing to memory does not fail");
        vec![(OutPath::new("sitemap.xml"), xml)]
    }
}

/// A place, the languages it has a text in, and the day it was changed.
struct Listed {
    place: Place,
    languages: Vec<Lang>,
    changed: Option<String>,
}

fn write(site: Site<'_>, base: &str) -> std::io::Result<Vec<u8>> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let namespaces = [
        ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"),
        ("xmlns:xhtml", "http://www.w3.org/1999/xhtml"),
    ];
    writer
        .create_element("urlset")
        .with_attributes(namespaces)
        .write_inner_content(|writer| {
            for listed in places(site) {
                page(writer, site, base, &listed)?;
            }
            Ok(())
        })?;
    Ok(writer.into_inner())
}

/// What the sitemap lists: lists first, then what they lead to.
fn places(site: Site<'_>) -> Vec<Listed> {
    let library = site.library;
    let everywhere = |place| Listed {
        place,
        languages: library.languages.clone(),
        changed: None,
    };
    let mut places = vec![everywhere(Place::Home)];
    for section in Section::listed() {
        places.push(everywhere(Place::Index(section)));
    }
    let tags = &library.graph.tags;
    let slugs: BTreeSet<_> = tags.values().flat_map(|tags| tags.keys()).collect();
    for slug in slugs {
        let has_tag = |lang: &&Lang| tags[*lang].contains_key(slug);
        places.push(Listed {
            place: Place::Tag(slug.clone()),
            languages: library.languages.iter().filter(has_tag).copied().collect(),
            changed: None,
        });
    }
    let sources = library.evidence.keys().cloned();
    places.extend(sources.map(|id| everywhere(Place::Source(id))));
    for (id, node) in library.all().filter(|(_, node)| !is_home(node)) {
        places.push(Listed {
            place: Place::Node(id),
            languages: node.texts.iter().map(|text| text.lang).collect(),
            changed: changed(node),
        });
    }
    places
}

/// The day a dossier was changed, if it is known to the day.
fn changed(node: &Node) -> Option<String> {
    node.changed()?.datetime().filter(|day| day.len() == 10)
}

fn page(
    writer: &mut Writer<Vec<u8>>,
    site: Site<'_>,
    base: &str,
    listed: &Listed,
) -> std::io::Result<()> {
    let url = |lang: &Lang| site.routes.path(&listed.place, *lang).absolute(base);
    for lang in &listed.languages {
        writer.create_element("url").write_inner_content(|writer| {
            writer
                .create_element("loc")
                .write_text_content(BytesText::new(url(lang).as_str()))?;
            if let Some(day) = &listed.changed {
                writer
                    .create_element("lastmod")
                    .write_text_content(BytesText::new(day))?;
            }
            for other in &listed.languages {
                let url = url(other);
                let attributes = [
                    ("rel", "alternate"),
                    ("hreflang", other.as_str()),
                    ("href", url.as_str()),
                ];
                writer
                    .create_element("xhtml:link")
                    .with_attributes(attributes)
                    .write_empty()?;
            }
            Ok(())
        })?;
    }
    Ok(())
}
