//! What `shared/head.html`, `shared/menu.html` and `shared/footer.html` may read: what all pages
//! of one language and depth have in common.

use serde::Serialize;

use crate::base::path::Url;
use crate::plan::view::Site;

/// The variables of the shared templates, each by its own name: `{{ site.title }}`, `{{ home }}`.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Shared<'a> {
    /// The site.
    pub site: Site<'a>,
    /// Language of the pages: `fr`.
    pub lang: &'a str,
    /// The home page in this language.
    pub home: Url,
    /// The folder of the theme's assets, ending with `/`.
    pub assets: Url,
    /// What browsers read that install the site, if the theme has an icon.
    pub manifest: Option<Url>,
    /// The Atom feed in this language, if the site has one.
    pub feed: Option<Url>,
    /// The page that searches the site, if the theme has one.
    pub search: Option<Url>,
    /// The log of corrections.
    pub corrections: Url,
    /// The parts of the site, in the order of `site.yaml`.
    pub menu: Vec<MenuEntry>,
}

/// A part of the site in the menu.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct MenuEntry {
    /// The message that names it, and the word after `menu-` in its class: `dossiers`, `actors`,
    /// `tags`, `pages`.
    pub key: &'static str,
    /// Where it is.
    pub url: Url,
}
