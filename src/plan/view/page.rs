//! What `page.html`, `404.html`, `search.html` and `redirect.html` may read.

use std::borrow::Cow;

use serde::Serialize;

use crate::base::path::Url;
use crate::base::yaml::Free;
use crate::plan::view::{Backlink, Heading, Reference};

/// An ordinary page.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Page<'a> {
    /// Its title as safe inline HTML.
    pub title: Cow<'a, str>,
    /// One or two sentences, if the author gave them, as safe inline HTML.
    pub summary: Option<Cow<'a, str>>,
    /// The headings, in order.
    pub contents: Vec<Heading<'a>>,
    /// Pages that lead here.
    pub backlinks: Vec<Backlink<'a>>,
    /// Sources it cites.
    pub references: Vec<Reference<'a>>,
    /// Free data of the front matter.
    pub extra: Option<&'a Free>,
}

/// The page a server shows for an address without page. It may be shown at any depth, so its
/// links are absolute if the site has a `base_url`.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct NotFound {
    /// The home page of each language.
    pub homes: Vec<Url>,
    /// The page that searches the site, if the theme has one.
    pub search: Option<Url>,
}

/// An old address.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Redirect {
    /// Where the page is now.
    pub url: Url,
}

/// The page that searches the site.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Search {
    /// The script that lists what is searched.
    pub index: Url,
    /// The index of actors, for readers without scripts.
    pub actors: Url,
    /// The list of dossiers, for the same.
    pub dossiers: Url,
}
