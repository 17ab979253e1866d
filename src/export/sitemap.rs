//! `sitemap.xml` (sitemaps.org 0.9, with the translations of each page). It needs absolute
//! addresses, so there is none without `base_url`.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

use crate::base::path::OutPath;
use crate::export::Export;
use crate::resolve::NodeId;
use crate::route::{Place, Site};

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
            page(writer, site, base, &Place::Home, None)?;
            for (id, _) in site.library.all() {
                page(writer, site, base, &Place::Node(id), Some(id))?;
            }
            Ok(())
        })?;
    Ok(writer.into_inner())
}

fn page(
    writer: &mut Writer<Vec<u8>>,
    site: Site<'_>,
    base: &str,
    place: &Place,
    node: Option<NodeId>,
) -> std::io::Result<()> {
    let text = |text: &str| quick_xml::events::BytesText::new(text).into_owned();
    for lang in &site.library.languages {
        writer.create_element("url").write_inner_content(|writer| {
            let url = site.routes.path(place, *lang).absolute(base);
            writer
                .create_element("loc")
                .write_text_content(text(url.as_str()))?;
            let dossier = node.and_then(|id| site.library.node(id).texts[0].dossier());
            let date =
                dossier.and_then(|dossier| dossier.updated.as_ref().or(dossier.date.as_ref()));
            if let Some(day) = date
                .and_then(|date| date.datetime())
                .filter(|day| day.len() == 10)
            {
                writer
                    .create_element("lastmod")
                    .write_text_content(text(&day))?;
            }
            for other in &site.library.languages {
                let url = site.routes.path(place, *other).absolute(base);
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
