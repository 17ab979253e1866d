//! The texts of events -> the actors they name, found as in any other text.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::diag::{Diagnostics, Warned};
use crate::base::memo::{Hashed, Memo};
use crate::config::RawHtml;
use crate::locale::Lang;
use crate::parse::body::Body;
use crate::parse::front::Event;
use crate::parse::inline::block;
use crate::resolve::events::List;
use crate::resolve::mentions::{self, Finder, Found, Mentions};

/// What an event says on the pages of one language, and whom it names.
#[derive(Debug)]
pub struct Telling {
    /// Its texts, as [`Event::texts`] lists them, each a block. No Markdown stands behind them.
    pub body: Hashed<Body>,
    /// The actors they name. The first mention of each becomes a link.
    pub mentions: Found,
}

/// The tellings of one event, by language of the page.
pub type Tellings = BTreeMap<Lang, Arc<Telling>>;

/// The tellings of `events`, in their order.
pub(super) fn all(
    events: &[Event],
    lists: &[List<'_>],
    languages: &[Lang],
    finder: &Finder,
    memo: &Memo<Warned<Hashed<Mentions>>>,
) -> Warned<Vec<Tellings>> {
    let told = events.par_iter();
    let told = told.map(|event| tellings(event, lists, languages, finder, memo));
    let told: Vec<_> = told.collect();
    let mut diags = Diagnostics::default();
    let told = told.into_iter().map(|warned| diags.take(warned)).collect();
    Warned::new(told, diags)
}

fn tellings(
    event: &Event,
    lists: &[List<'_>],
    languages: &[Lang],
    finder: &Finder,
    memo: &Memo<Warned<Hashed<Mentions>>>,
) -> Warned<Tellings> {
    let mut diags = Diagnostics::default();
    let mut tellings: Tellings = BTreeMap::new();
    let mut known: BTreeMap<Vec<(Lang, &str)>, Arc<Telling>> = BTreeMap::new();
    for lang in languages {
        let texts = event.texts(*lang, languages);
        let telling = known.entry(texts).or_insert_with_key(|texts| {
            let body = Hashed::new(body(texts, *lang));
            let mentions = mentions::of_body(&body, finder, memo);
            for ambiguous in mentions.diags().iter() {
                let place = List::place(lists, event);
                diags
                    .push(ambiguous.code, place, ambiguous.message.as_str())
                    .hint("write the full name of the one who is meant");
            }
            Arc::new(Telling { body, mentions })
        });
        tellings.insert(*lang, Arc::clone(telling));
    }
    Warned::new(tellings, diags)
}

fn body(texts: &[(Lang, &str)], lang: Lang) -> Body {
    Body {
        text: Hashed::new(String::new()),
        start: 0,
        lang: texts.first().map_or(lang, |(lang, _)| *lang),
        raw_html: RawHtml::Shown,
        headings: Vec::new(),
        links: Vec::new(),
        blocks: texts.iter().map(|(_, text)| block(text)).collect(),
        citations: Vec::new(),
        quotations: Vec::new(),
        words: 0,
        code: Vec::new(),
    }
}
