//! What `quotes.html` may read, and `actor.html` of what an actor says.

use std::borrow::Cow;

use serde::Serialize;

use crate::base::path::Url;
use crate::plan::view::{Choice, Evidence, Link};

/// The register of quotations.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Quotes<'a> {
    /// Who is quoted, in the order of the index of actors.
    pub speakers: Vec<Speaker<'a>>,
    /// Number of quotations.
    pub count: usize,
    /// Where they were published, by the addresses of the sources' pages, in the order of the
    /// page's language.
    pub sources: Vec<Choice<'a>>,
    /// When they were: the years, each with its months.
    pub dates: Vec<Choice<'a>>,
    /// The languages they are in, as the message `language-of` words them.
    pub languages: Vec<&'a str>,
}

/// Somebody who is quoted.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Speaker<'a> {
    /// The actor's name.
    pub title: Cow<'a, str>,
    /// The actor's page.
    pub url: Url,
    /// The anchor: the actor's id.
    pub id: &'a str,
    /// Function, in a few words.
    pub role: Option<Cow<'a, str>>,
    /// What the actor says, in the order of the story.
    pub quotations: Vec<Quotation<'a>>,
}

/// What somebody said, word for word.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Quotation<'a> {
    /// Its paragraphs, without markup.
    pub paragraphs: Vec<Cow<'a, str>>,
    /// Who said it, if that is an actor.
    pub speaker: Option<Link<'a>>,
    /// Its language.
    pub language: &'a str,
    /// The same, if it is another than the page's.
    pub lang: Option<&'a str>,
    /// Those of [`Quotes::dates`] in which the first of its sources was published.
    pub dates: Vec<String>,
    /// The page that quotes it, at the first paragraph.
    pub link: Link<'a>,
    /// Where it was published.
    pub sources: Vec<Evidence<'a>>,
}
