//! What `shared/head.html`, `shared/menu.html` and `shared/footer.html` may read, besides `site`.

use serde::Serialize;

use crate::base::path::Url;

/// What pages of one language and depth share.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Shared {
    /// Language of the interface.
    pub lang: String,
    /// The home page.
    pub home: Url,
    /// The theme's stylesheet.
    pub stylesheet: Url,
    /// The feed of dossiers.
    pub feed: Url,
    /// The parts of the site.
    pub menu: Vec<MenuEntry>,
}

/// A part of the site.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct MenuEntry {
    /// The Fluent message that names it: `dossiers`, `actors`, `tags`.
    pub key: &'static str,
    /// Its page.
    pub url: Url,
}
