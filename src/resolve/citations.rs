//! Citations -> what stands in their place, and the references at the foot of the page.
//!
//! The wording is CSL's, by hayagriva, in the site's style and the language of the text. Its own
//! HTML is not escaped, so the markup is written here.

mod csl;
mod html;
mod kept;
mod style;

pub use kept::Kept;
pub(crate) use style::Chosen;
pub use style::{StyleFault, styles};

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use hayagriva::archive::LOCALES;
use hayagriva::citationberg::json::Item;
use hayagriva::citationberg::{DateForm, IndependentStyle, Locale, LocaleCode, LocaleFile};
use hayagriva::{BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest};
use hayagriva::{LocatorPayload, SpecificLocator};
use rayon::prelude::*;
use serde::Deserialize;

use crate::base::memo::{Hashed, Memo};
use crate::locale::Lang;
use crate::parse::body::{Body, Citation};
use crate::parse::front::{Front, Source};
use crate::resolve::nodes::Version;

/// The sources of the site, ready to be cited.
pub(crate) struct Bibliography {
    name: String,
    own: Option<Hashed<String>>,
    wording: Arc<Option<Wording>>,
    items: BTreeMap<String, Item>,
    kept: BTreeMap<String, Kept>,
}

/// A style and the locales it is worded in: they take a while to load.
pub(crate) struct Wording {
    style: IndependentStyle,
    french: Option<IndependentStyle>,
    locales: Vec<Locale>,
}

impl Wording {
    /// A style, with the locales of `languages`; `None` if it cannot be used.
    fn load(chosen: Chosen<'_>, languages: &[Lang]) -> Option<Self> {
        let style = chosen.load().ok()?;
        let is_french = |lang: &Lang| lang.as_str() == "fr";
        let french = languages
            .iter()
            .any(is_french)
            .then(|| style::french(&style));
        let wanted = languages.iter().map(|lang| code(*lang).0);
        // What a locale lacks is taken from this one.
        let wanted = wanted.chain(["en-US".to_owned()]).collect();
        let mut locales = locales(&wanted);
        locales.iter_mut().for_each(first_of_month);
        Some(Self {
            french: french.flatten(),
            style,
            locales,
        })
    }

    /// The style, as `lang` sets its signs.
    fn style(&self, lang: Lang) -> &IndependentStyle {
        let french = self.french.as_ref().filter(|_| lang.as_str() == "fr");
        french.unwrap_or(&self.style)
    }
}

/// Those of the archive's locales whose languages are `wanted`. To read them all whole would take a
/// tenth of a second, a third of what a small site takes to build.
fn locales(wanted: &BTreeSet<String>) -> Vec<Locale> {
    #[derive(Deserialize)]
    struct Named {
        #[serde(rename = "@xml:lang")]
        lang: String,
    }
    let locales = LOCALES.par_iter().filter(|locale| {
        let named: Named = ciborium::from_reader(**locale).expect("a locale has a language");
        wanted.contains(&named.lang)
    });
    let read = |locale: &&[u8]| ciborium::from_reader(*locale).expect("the archive holds locales");
    locales.map(read).collect()
}

/// Dates as French writes them, “1er décembre”, in letters that the rest of the page uses as well:
/// those of the archive's locale say “1 décembre”.
const FRENCH: &str = r#"<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="fr-FR">
<terms><term name="ordinal-01" gender-form="masculine" match="whole-number">er</term></terms>
<date form="text"><date-part name="day" form="ordinal" suffix="&#160;"/><date-part name="month" suffix=" "/><date-part name="year"/></date>
</locale>"#;

/// Lets a French locale write the first day of a month as French does.
fn first_of_month(locale: &mut Locale) {
    if locale.lang.as_ref().is_none_or(|lang| lang.0 != "fr-FR") {
        return;
    }
    let french = LocaleFile::from_xml(FRENCH).expect("it is a CSL locale");
    locale.date.retain(|date| date.form != Some(DateForm::Text));
    locale.date.extend(french.date);
    let ours = french.terms.map_or_else(Vec::new, |terms| terms.terms);
    for term in locale.terms.iter_mut().flat_map(|terms| &mut terms.terms) {
        let mut ours = ours.iter();
        let same = ours.find(|our| our.name == term.name && our.gender_form == term.gender_form);
        if let Some(same) = same {
            term.clone_from(same);
        }
    }
}

/// What the citations of a text have become.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Cited {
    /// For each of `Body::citations` what stands in its place, as HTML: each source is a link to
    /// its reference on the page.
    pub citations: Vec<String>,
    /// The sources cited or listed, in the order of the style.
    pub references: Vec<Reference>,
}

/// A source at the foot of a page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reference {
    /// The source's id.
    pub source: String,
    /// What the text cites it by, as HTML, where that is no part of the reference: `[1]`.
    pub number: Option<String>,
    /// The reference as HTML.
    pub html: String,
    /// Indices in `Body::citations` of those that cite it.
    pub cited_by: Vec<usize>,
}

/// All that the wording of a text's citations depends on.
struct Search<'a> {
    bibliography: &'a Bibliography,
    lang: Lang,
    citations: &'a [Citation],
    listed: &'a [String],
}

impl Hash for Search<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.bibliography.name, &self.bibliography.own).hash(state);
        (self.lang, self.citations.len(), self.listed.len()).hash(state);
        for citation in self.citations {
            state.write_usize(citation.items.len());
            for item in &citation.items {
                (&item.locator, self.bibliography.items.get(&item.source)).hash(state);
                self.bibliography.kept.get(&item.source).hash(state);
            }
        }
        for id in self.listed {
            self.bibliography.items.get(id).hash(state);
            self.bibliography.kept.get(id).hash(state);
        }
    }
}

impl Bibliography {
    /// Makes `sources` ready; `None` where there are none, since the styles take time to load, or
    /// where there is no such style.
    pub(crate) fn new(
        chosen: Chosen<'_>,
        sources: &BTreeMap<String, Source>,
        languages: &[Lang],
        memo: &Memo<Option<Wording>>,
    ) -> Option<Self> {
        if sources.is_empty() {
            return None;
        }
        let wording = memo.call(&(chosen, languages), |(chosen, languages)| {
            Wording::load(*chosen, languages)
        });
        wording.is_some().then(|| {
            let items = sources.iter();
            let items = items
                .map(|(id, source)| (id.clone(), csl::item(source, chosen.name)))
                .collect();
            let kept = sources.iter();
            let kept = kept.filter_map(|(id, source)| Some((id.clone(), Kept::of(source)?)));
            Self {
                name: chosen.name.to_owned(),
                own: chosen.own.cloned(),
                wording,
                items,
                kept: kept.collect(),
            }
        })
    }

    /// Whether it holds the source `id`.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.items.contains_key(id)
    }

    /// One source, listed on a page in `lang`: one reference, or none where there is no such source.
    pub(crate) fn reference(
        &self,
        id: &str,
        lang: Lang,
        memo: &Memo<Hashed<Cited>>,
    ) -> Arc<Hashed<Cited>> {
        let listed = [id.to_owned()];
        let search = Search {
            bibliography: self,
            lang,
            citations: &[],
            listed: &listed,
        };
        memo.call(&search, |search| Hashed::new(search.run()))
    }

    /// What the citations of a text become, and the references of its page: what it cites, and
    /// what its front matter lists.
    pub(crate) fn cite(
        &self,
        version: &Version,
        body: &Body,
        memo: &Memo<Hashed<Cited>>,
    ) -> Arc<Hashed<Cited>> {
        let listed = match &*version.front {
            Front::Dossier(dossier) => dossier.sources.as_deref().unwrap_or_default(),
            Front::Actor(_) | Front::Page(_) => &[],
        };
        if body.citations.is_empty() && listed.is_empty() {
            return Arc::default();
        }
        let (lang, citations) = (body.lang, body.citations.as_slice());
        let search = Search {
            bibliography: self,
            lang,
            citations,
            listed,
        };
        memo.call(&search, |search| Hashed::new(search.run()))
    }
}

impl Search<'_> {
    fn run(&self) -> Cited {
        let Bibliography {
            wording,
            items,
            kept,
            ..
        } = self.bibliography;
        let Some(wording) = wording.as_ref() else {
            return Cited::default();
        };
        let (style, locales) = (wording.style(self.lang), &wording.locales);
        let locale = code(self.lang);
        let mut driver = BibliographyDriver::new();
        for citation in self.citations {
            let cited = citation.items.iter().filter_map(|item| {
                let locator = item.locator.as_deref().map(locator);
                Some(CitationItem::with_locator(
                    items.get(&item.source)?,
                    locator,
                ))
            });
            let cited = cited.collect();
            let locale = Some(locale.clone());
            driver.citation(CitationRequest::new(cited, style, locale, locales, None));
        }
        let listed: Vec<_> = self.listed.iter().filter_map(|id| items.get(id)).collect();
        for item in listed {
            let mut item = CitationItem::with_entry(item);
            item.hidden = true;
            driver.citation(CitationRequest::from_items(vec![item], style, locales));
        }
        let request = BibliographyRequest::new(style, Some(locale), locales);
        let rendered = driver.finish(request);
        let known = |citation: &Citation| -> Vec<String> {
            let sources = citation.items.iter().map(|item| item.source.clone());
            sources
                .filter(|source| items.contains_key(source))
                .collect()
        };
        let citations = self.citations.iter().zip(&rendered.citations);
        let citations = citations
            .map(|(citation, rendered)| html::citation(&rendered.citation, &known(citation)));
        let references = rendered
            .bibliography
            .into_iter()
            .flat_map(|list| list.items);
        let references = references.map(|item| Reference {
            number: item.first_field.map(html::number),
            html: html::reference(&item.content, kept.get(&item.key)),
            cited_by: self.citing(&item.key),
            source: item.key,
        });
        Cited {
            citations: citations.collect(),
            references: references.collect(),
        }
    }

    fn citing(&self, source: &str) -> Vec<usize> {
        let cites = |citation: &Citation| citation.items.iter().any(|item| item.source == source);
        let citations = self.citations.iter().enumerate();
        citations
            .filter(|(_, citation)| cites(citation))
            .map(|(index, _)| index)
            .collect()
    }
}

/// The CSL locale of a language.
fn code(lang: Lang) -> LocaleCode {
    LocaleCode(match lang.as_str() {
        "fr" => "fr-FR".to_owned(),
        "en" => "en-GB".to_owned(),
        "de" => "de-DE".to_owned(),
        "es" => "es-ES".to_owned(),
        "it" => "it-IT".to_owned(),
        other => other.to_owned(),
    })
}

/// A locator as the author wrote it: the abbreviation is theirs.
fn locator(written: &str) -> SpecificLocator<'_> {
    use hayagriva::citationberg::taxonomy::Locator;
    SpecificLocator(Locator::Custom, LocatorPayload::Str(written))
}
