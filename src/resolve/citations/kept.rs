//! The address of a source -> where it is preserved, and what a link to it says of that (Robust
//! Links 1.0).

use std::collections::BTreeMap;

use crate::base::path::Url;
use crate::locale::dates::Date;
use crate::parse::front::Source;

/// Where the address of a source is preserved.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Kept {
    /// The address in the source.
    pub(super) original: String,
    version: Option<String>,
    date: Option<String>,
}

impl Kept {
    /// Where a source is preserved, if it has an address.
    pub(super) fn of(source: &Source) -> Option<Self> {
        let archived = source.archived.as_ref()?;
        let version = archived.url.as_deref().and_then(Url::external);
        Some(Self {
            original: source.url.clone()?,
            version: version.map(|url| url.as_str().to_owned()),
            date: archived.date.as_ref().and_then(Date::datetime),
        })
    }

    /// All that is preserved, by the address in the source.
    pub(in crate::resolve) fn all(sources: &BTreeMap<String, Source>) -> BTreeMap<String, Self> {
        let kept = sources.values().filter_map(Self::of);
        kept.map(|kept| (kept.original.clone(), kept)).collect()
    }

    /// The attributes of a link to the address, each with its value: where a web archive keeps a
    /// copy, and of when the copy is.
    pub fn attributes(&self) -> impl Iterator<Item = (&'static str, &str)> {
        let version = self.version.as_deref();
        let date = self.date.as_deref();
        let version = version.map(|url| ("data-versionurl", url));
        version
            .into_iter()
            .chain(date.map(|date| ("data-versiondate", date)))
    }
}
