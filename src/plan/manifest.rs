//! `site.webmanifest`, by which a browser installs the site (W3C Web Application Manifest): its
//! name, its icon, where it begins. There is one for each language, if the theme has an icon.

use serde::Serialize;

use crate::base::path::{OutPath, Url};
use crate::locale::Lang;
use crate::plan::desk::Desk;
use crate::route::{Place, theme_asset};

/// The icon of a theme, within its `assets/`.
const ICON: &str = "icon.svg";

#[derive(Serialize)]
struct Manifest<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    lang: &'a str,
    start_url: Url,
    display: &'static str,
    icons: [Icon; 1],
}

#[derive(Serialize)]
struct Icon {
    src: Url,
    sizes: &'static str,
    r#type: &'static str,
}

impl Desk<'_> {
    /// Where the manifest is, if there is one.
    pub(super) fn manifest(&self, lang: Lang) -> Option<OutPath> {
        let has_icon = self.theme.assets.contains_key(ICON);
        has_icon.then(|| self.site.routes.manifest(lang))
    }

    /// The manifests of all languages.
    pub(super) fn manifests(&self) -> Vec<(OutPath, Vec<u8>)> {
        let languages = self.site.library.languages.iter();
        let written = |lang: &Lang| {
            let path = self.manifest(*lang)?;
            let json = self.write_manifest(*lang, &path);
            Some((path, json))
        };
        languages.filter_map(written).collect()
    }

    fn write_manifest(&self, lang: Lang, path: &OutPath) -> Vec<u8> {
        let site = self.site_view(lang);
        let manifest = Manifest {
            name: &site.title,
            description: site.description.as_deref(),
            lang: lang.as_str(),
            start_url: self.site.routes.path(&Place::Home, lang).url_from(path),
            display: "browser",
            icons: [Icon {
                src: theme_asset(ICON).url_from(path),
                sizes: "any",
                r#type: "image/svg+xml",
            }],
        };
        serde_json::to_vec(&manifest).expect("names and addresses are JSON")
    }
}
