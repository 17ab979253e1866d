//! The library -> views, one file a kind of page.

mod actor;
mod actors;
mod chronology;
mod context;
mod corrections;
mod dossier;
mod home;
mod lists;
mod network;
mod quotes;
mod source;
mod sources;
mod timeline;

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::base::path::OutPath;
use crate::config::Section;
use crate::parse::Kind;
use crate::plan::desk::site_yaml;
use crate::plan::spot::{Spot, Subject};
use crate::plan::view::{self, Choice, Frame};
use crate::plan::{Page, PageText, View};
use crate::resolve::{NodeId, Text};
use crate::route::{Place, Redirect};

/// What one page looks like.
pub(super) fn page<'a>(spot: &Spot<'a>) -> Page<'a> {
    match &spot.subject {
        Subject::Place(place) => at(spot, place),
        Subject::Redirect(redirect) => self::redirect(spot, redirect),
    }
}

fn at<'a>(spot: &Spot<'a>, place: &Place) -> Page<'a> {
    match place {
        Place::Home => home::home(spot),
        Place::Node(id) => node(spot, *id),
        Place::Index(Section::Actors) => actors::index(spot),
        Place::Index(Section::Chronology) => chronology::chronology(spot),
        Place::Index(Section::Network) => network::network(spot),
        Place::Index(Section::Sources) => sources::bibliography(spot),
        Place::Source(id) => source::source(spot, id),
        Place::Index(Section::Quotes) => quotes::register(spot),
        Place::Index(Section::Corrections) => corrections::log(spot),
        Place::Index(Section::Tags) => lists::tags(spot),
        Place::Index(Section::Dossiers | Section::Pages) => lists::dossiers(spot),
        Place::Tag(slug) => lists::tag(spot, slug),
        Place::NotFound | Place::Search | Place::Feed | Place::CorrectionsFeed => not_found(spot),
    }
}

/// The page at an old address.
fn redirect<'a>(spot: &Spot<'a>, redirect: &'a Redirect) -> Page<'a> {
    let desk = spot.desk;
    let title = Cow::Borrowed(desk.title(redirect.to, redirect.lang).text.as_str());
    let url = desk
        .site
        .routes
        .node(redirect.to, redirect.lang)
        .url_from(&spot.path);
    let frame = spot.frame("redirect", title);
    let view = View::Redirect(view::Redirect { url });
    Page {
        source: redirect.path.clone(),
        ..spot.page("redirect.html", frame, view)
    }
}

fn node<'a>(spot: &Spot<'a>, id: NodeId) -> Page<'a> {
    let text = spot.desk.site.library.node(id).text(spot.lang);
    let (template, frame, view) = match spot.desk.site.library.node(id).kind {
        Kind::Dossier => dossier::dossier(spot, id, text),
        Kind::Actor => actor::actor(spot, id, text),
        Kind::Page => plain(spot, id, text),
    };
    Page {
        source: text.path.clone(),
        text: Some(spot.text(text)),
        ..spot.page(template, frame, view)
    }
}

fn plain<'a>(spot: &Spot<'a>, id: NodeId, text: &'a Text) -> (Cow<'a, str>, Frame<'a>, View<'a>) {
    let crate::parse::front::Front::Page(page) = &*text.front else {
        unreachable!("nodes of kind page have the front matter of pages")
    };
    let view = view::Page {
        title: Cow::Borrowed(&spot.desk.title(id, spot.lang).html),
        summary: page
            .summary
            .as_deref()
            .map(|summary| spot.inline(summary).into()),
        contents: spot.contents(&text.body),
        backlinks: spot.backlinks(id),
        references: spot.references(text),
        extra: page.extra.as_ref(),
    };
    let template = page.template.as_deref().unwrap_or("page.html");
    (
        template.into(),
        spot.node_frame("page", id, text),
        View::Page(view),
    )
}

fn not_found<'a>(spot: &Spot<'a>) -> Page<'a> {
    let desk = spot.desk;
    let url = |place: &Place, lang| {
        let path = desk.site.routes.path(place, lang);
        desk.site.address(&path, &spot.path)
    };
    let languages = desk.site.library.languages.iter();
    let view = view::NotFound {
        homes: languages.map(|lang| url(&Place::Home, *lang)).collect(),
        search: desk.theme.search.then(|| url(&Place::Search, spot.lang)),
    };
    let title = spot.word("not-found");
    let frame = spot.frame("not-found", title.into());
    spot.page("404.html", frame, View::NotFound(view))
}

/// The page that searches what the file at `list` lists.
pub(super) fn search<'a>(spot: &Spot<'a>, list: &OutPath) -> Page<'a> {
    let view = view::Search {
        index: list.url_from(&spot.path),
        actors: spot.url(&Place::Index(Section::Actors)),
        dossiers: spot.url(&Place::Index(Section::Dossiers)),
    };
    let frame = spot.frame("search", spot.word("search").into());
    spot.page("search.html", frame, View::Search(view))
}

impl<'a> Spot<'a> {
    /// A page without text, for which `site.yaml` is to blame.
    fn page(
        &self,
        template: impl Into<Cow<'a, str>>,
        frame: Frame<'a>,
        view: View<'a>,
    ) -> Page<'a> {
        Page {
            source: site_yaml(),
            template: template.into(),
            frame,
            view,
            text: None::<PageText<'a>>,
        }
    }

    /// A string of the interface in the page's language.
    fn word(&self, key: &str) -> String {
        self.desk.theme.word(self.lang, key)
    }

    /// What a list can be narrowed to, each once, in the order of the page's language.
    fn choices(&self, choices: impl Iterator<Item = Choice<'a>>) -> Vec<Choice<'a>> {
        let choices: BTreeSet<_> = choices.collect();
        let mut choices: Vec<_> = choices.into_iter().collect();
        let collation = &self.locale().collation;
        choices.sort_by_cached_key(|choice| collation.sort_key(&choice.label));
        choices
    }

    /// The way from the home page to the pages of a section.
    fn within(&self, section: Section) -> Vec<view::Link<'a>> {
        let title = self.word(section.key()).into();
        vec![view::Link {
            title,
            url: self.url(&Place::Index(section)),
        }]
    }
}
