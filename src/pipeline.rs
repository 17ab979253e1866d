//! The build: from sources to outputs, stage by stage.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::diag::{Diagnostic, Diagnostics, Severity, Warned};
use crate::base::memo::{Hashed, Memo};
use crate::base::path::OutPath;
use crate::config::Config;
use crate::locale::{Lang, Locale};
use crate::parse::Parsed;
use crate::parse::grammars::Grammars;
use crate::plan::{Desk, Heads};
use crate::render::{Output, Outputs, Press};
use crate::route::{Routes, Site};
use crate::source::Sources;
use crate::theme::Theme;
use crate::{check, config, parse, plan, render, resolve, route, search, theme};

/// What earlier builds have computed. It saves time and changes nothing.
#[derive(Default)]
pub struct Memos {
    theme: Memo<Warned<Hashed<Theme>>>,
    locales: Memo<Locale>,
    parsed: Memo<Warned<Option<Parsed>>>,
    resolved: resolve::Memos,
    routes: Memo<Routes>,
    heads: Heads,
    search: search::Memos,
    pages: render::Pages,
    grammars: Grammars,
}

/// A stage of the build, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Settings and theme.
    Prepare,
    /// Each file by itself.
    Parse,
    /// All files together.
    Resolve,
    /// What is wrong with the whole.
    Check,
    /// What will be written.
    Plan,
    /// The pages.
    Render,
    /// What the reader's machine searches.
    Search,
}

/// Who looks at pages while the site is built again. It is asked from several threads.
pub trait Audience: Sync {
    /// The pages that are looked at.
    fn watches(&self) -> BTreeSet<OutPath>;
    /// Those that nobody looked at when it was asked last, and that were opened or asked for since.
    fn arrives(&self) -> BTreeSet<OutPath>;
    /// Shows pages as they will be, while the rest of the site is being made.
    fn show_ahead(&self, pages: BTreeMap<OutPath, Output>);
}

/// Nobody looks.
impl Audience for () {
    fn watches(&self) -> BTreeSet<OutPath> {
        BTreeSet::new()
    }

    fn arrives(&self) -> BTreeSet<OutPath> {
        BTreeSet::new()
    }

    fn show_ahead(&self, _: BTreeMap<OutPath, Output>) {}
}

/// Builds the site. The outputs depend on `sources` alone; `memos` only save time. `begin` is told
/// when a stage begins.
pub fn build(sources: &Sources, memos: &Memos, begin: &dyn Fn(Stage)) -> Warned<Outputs> {
    run(sources, memos, begin, &(), &|_, output| output)
}

/// Builds the site as [`build`] does. What `audience` looks at is shown to it first, and what it
/// turns to or asks for meanwhile next, unless something was wrong before the first page was
/// rendered.
pub fn build_before(
    audience: &dyn Audience,
    sources: &Sources,
    memos: &Memos,
    begin: &dyn Fn(Stage),
) -> Warned<Outputs> {
    run(sources, memos, begin, audience, &|_, output| output)
}

/// Builds the site as [`build`] does, and hands each output to `finish` while others are still
/// being made, in whatever order and from several threads. What `finish` returns is all that is
/// kept of it, so a site need not fit in memory.
pub fn deliver<T: Send>(
    sources: &Sources,
    memos: &Memos,
    begin: &dyn Fn(Stage),
    finish: &(dyn Fn(&OutPath, Output) -> T + Sync),
) -> Warned<Outputs<T>> {
    run(sources, memos, begin, &(), finish)
}

fn run<T: Send>(
    sources: &Sources,
    memos: &Memos,
    begin: &dyn Fn(Stage),
    audience: &dyn Audience,
    finish: &(dyn Fn(&OutPath, Output) -> T + Sync),
) -> Warned<Outputs<T>> {
    let mut diags = Diagnostics::default();
    begin(Stage::Prepare);
    let config = diags.take(config::read(sources));
    let theme = diags.take(theme::load(sources, &config, &memos.theme));
    let locales = locales(&config, &memos.locales);
    begin(Stage::Parse);
    let parsed = diags.take(parse::all(sources, &config, &memos.parsed));
    begin(Stage::Resolve);
    let library = diags.take(resolve::resolve(sources, &config, &parsed, &memos.resolved));
    drop(parsed);
    let routes = route::assign(&library, &config, &memos.routes);
    begin(Stage::Check);
    let grammars = &memos.grammars;
    let site = Site {
        sources,
        config: &config,
        library: &library,
        routes: &routes,
    };
    diags.extend(check::run(site, grammars));
    begin(Stage::Plan);
    let desk = Desk::new(site, &theme, &locales, &memos.heads);
    let plan = diags.take(plan::plan(&desk));
    begin(Stage::Render);
    let press = Press::new(&desk, &plan, &theme, grammars, &memos.pages);
    let is_error = |diag: &Diagnostic| config.severity(diag.code) == Severity::Error;
    let audience = match diags.iter().any(is_error) {
        true => &(),
        false => audience,
    };
    let show_ahead = |pages: BTreeSet<OutPath>| {
        if !pages.is_empty()
            && let Some(pages) = press.some(&pages)
        {
            audience.show_ahead(pages);
        }
    };
    let attend = || show_ahead(audience.arrives());
    show_ahead(audience.watches());
    let mut outputs = diags.take(press.render(&attend, finish));
    begin(Stage::Search);
    if theme.search {
        let put = |path: &OutPath, bytes| {
            attend();
            finish(path, Output::Bytes(bytes))
        };
        let (index, indexed) = search::index(site, &theme, &locales, &memos.search, &put);
        let pages = diags.take(press.render_search(&index.lists, finish));
        outputs.files.extend(pages.files);
        outputs.files.extend(index.files.into_iter().zip(indexed));
    }
    memos.sweep();
    // The library is millions of small things, which take a while to be let go of: whoever writes
    // need not wait. What borrows from it goes first.
    drop(press);
    drop(plan);
    drop(desk);
    rayon::spawn(|| drop(library));
    Warned::new(outputs, diags.sorted(|code| config.severity(code)))
}

fn locales(config: &Config, memo: &Memo<Locale>) -> BTreeMap<Lang, Arc<Locale>> {
    let languages = config.languages.iter();
    languages
        .map(|lang| (*lang, memo.call(lang, |lang| Locale::new(*lang))))
        .collect()
}

impl Memos {
    /// For one build alone: what no second one asks for is neither hashed nor kept.
    pub fn forgetful() -> Self {
        Self {
            parsed: Memo::forgetful(),
            resolved: resolve::Memos::forgetful(),
            routes: Memo::forgetful(),
            heads: Heads::forgetful(),
            search: search::Memos::forgetful(),
            pages: render::Pages::forgetful(),
            ..Self::default()
        }
    }

    /// Forgets what the last build did not use.
    fn sweep(&self) {
        self.theme.sweep();
        self.locales.sweep();
        self.parsed.sweep();
        self.resolved.sweep();
        self.routes.sweep();
        self.heads.sweep();
        self.search.sweep();
        self.pages.sweep();
    }
}
