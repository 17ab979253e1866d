//! The front matter of an ordinary page.

use serde::Deserialize;

use crate::base::yaml::Free;
use crate::parse::front::{Instant, inherit};

/// What an ordinary page says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Page {
    /// Plain text, inline Markdown allowed. Required.
    pub title: Option<String>,
    /// One or two sentences; else the first paragraph.
    pub summary: Option<String>,
    /// The address instead of the id.
    pub slug: Option<String>,
    /// Old addresses that must still work, relative to the output folder.
    pub redirects: Option<Vec<String>>,
    /// `true`: not public.
    pub draft: Option<bool>,
    /// Public from this instant on.
    pub embargo: Option<Instant>,
    /// Public until this instant.
    pub expires: Option<Instant>,
    /// `false` stops automatic links on this page.
    pub mentions: Option<bool>,
    /// A template of the theme instead of `page.html`.
    pub template: Option<String>,
    /// Free data for templates.
    pub extra: Option<Free>,
}

impl Page {
    pub(super) fn inherit(&mut self, base: &Page) {
        inherit!(self, base; title, summary, slug, draft, embargo, expires, mentions,
            template, extra);
    }
}
