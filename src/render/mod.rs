//! Plan -> Outputs. Pure, parallel, remembered.

#[cfg(feature = "cards")]
mod card;
pub mod drawing;
pub mod highlight;
pub mod html;
pub mod outputs;

pub use outputs::{Output, Outputs};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use tera::{Context, Value};

use crate::base::diag::{Code, Diagnostics, Span, Warned};
use crate::base::memo::{Aside, Hashed, Memo, fingerprint};
use crate::base::path::{OutPath, SourcePath};
use crate::locale::Lang;
use crate::parse::grammars::Grammars;
use crate::plan::{Desk, Digests, Page, Plan, Recipe, Sketch, View, view};
use crate::render::drawing::Layouts;
use crate::source::File;
use crate::theme::{TemplateError, Theme};

/// Pages rendered earlier.
#[derive(Default)]
pub struct Pages {
    memo: Memo<Result<Arc<[u8]>, TemplateError>>,
    /// Never forgotten: few, small, and a page that is remembered does not ask for its own.
    layouts: Layouts,
    #[cfg(feature = "cards")]
    cards: card::Cards,
}

impl Pages {
    /// For one build alone.
    pub fn forgetful() -> Self {
        Self {
            memo: Memo::forgetful(),
            layouts: Layouts::default(),
            #[cfg(feature = "cards")]
            cards: card::Cards::forgetful(),
        }
    }

    /// Forgets the pages that the last build did not use.
    pub fn sweep(&self) {
        self.memo.sweep();
        #[cfg(feature = "cards")]
        self.cards.sweep();
    }
}

/// What all pages of one language and depth have in common, ready for templates.
struct Common {
    site: Value,
    shared: Value,
}

/// What pages have in common, by language and depth: a page fails with what it needs.
type Commons = BTreeMap<(Lang, usize), Result<Hashed<Common>, TemplateError>>;

/// A page with everything it is rendered from. The grammars are the same in every build.
#[derive(Hash)]
struct Sheet<'a> {
    theme: &'a Hashed<Theme>,
    common: &'a Hashed<Common>,
    grammars: Aside<&'a Grammars>,
    layouts: Aside<&'a Layouts>,
    page: Page<'a>,
}

/// A plan and everything its pages are rendered with.
pub struct Press<'a> {
    desk: &'a Desk<'a>,
    plan: &'a Plan<'a>,
    theme: &'a Hashed<Theme>,
    grammars: &'a Grammars,
    pages: &'a Pages,
    commons: Commons,
}

impl<'a> Press<'a> {
    /// Renders what pages have in common.
    pub fn new(
        desk: &'a Desk<'a>,
        plan: &'a Plan<'a>,
        theme: &'a Hashed<Theme>,
        grammars: &'a Grammars,
        pages: &'a Pages,
    ) -> Self {
        let commons = plan.shared.iter();
        let commons = commons.map(|(key, shared)| (*key, Common::new(shared, theme)));
        Self {
            desk,
            plan,
            theme,
            grammars,
            pages,
            commons: commons.collect(),
        }
    }

    /// The pages at `paths`, as far as there are any; `None` if one of them fails.
    pub fn some(&self, paths: &BTreeSet<OutPath>) -> Option<BTreeMap<OutPath, Output>> {
        let recipes = paths.par_iter();
        let recipes = recipes.filter_map(|path| self.plan.recipes.get_key_value(path));
        let pages = recipes.filter(|(_, recipe)| matches!(recipe, Recipe::Page(_)));
        let pages =
            pages.map(|(path, recipe)| Some((path.clone(), self.make(recipe, None).ok()??)));
        pages.collect()
    }

    /// Makes every file of the plan but the pages that search. `begin` is called before each, from
    /// several threads. Of each, what `finish` returns is kept.
    pub fn render<T: Send>(
        &self,
        begin: &(dyn Fn() + Sync),
        finish: &(dyn Fn(&OutPath, Output) -> T + Sync),
    ) -> Warned<Outputs<T>> {
        // Where pages are remembered, each is found again without being put together.
        let digests = self.pages.memo.keeps().then(|| Digests::new(self.desk));
        let mut recipes: Vec<_> = self.plan.recipes.iter().collect();
        // What lies highest tells of the whole site and takes longest: begun last, it would keep
        // one thread busy and the others waiting.
        recipes.sort_by_key(|(path, _)| path.depth());
        let rendered = recipes.into_par_iter().filter_map(|(path, recipe)| {
            begin();
            let output = self.make(recipe, digests.as_ref()).transpose()?;
            Some((path, output.map(|output| finish(path, output))))
        });
        self.outputs(rendered.collect())
    }

    /// Makes the pages that search what `lists` list, one in each language.
    pub fn render_search<T>(
        &self,
        lists: &BTreeMap<Lang, OutPath>,
        finish: &(dyn Fn(&OutPath, Output) -> T + Sync),
    ) -> Warned<Outputs<T>> {
        let recipes = self.plan.recipes.iter();
        let rendered = recipes.filter_map(|(path, recipe)| {
            let Recipe::Search(sketch) = recipe else {
                return None;
            };
            let page = sketch.search_page(&lists[&sketch.lang()]);
            let output = self.common(sketch).and_then(|common| {
                let sheet = self.sheet(common, page);
                let bytes = self.pages.memo.call(&sheet, Sheet::render);
                Ok(Output::Bytes(Result::clone(&bytes)?))
            });
            Some((path, output.map(|output| finish(path, output))))
        });
        self.outputs(rendered.collect())
    }

    /// One file; `None` if it is not its turn.
    fn make(
        &self,
        recipe: &Recipe<'_>,
        digests: Option<&Digests>,
    ) -> Result<Option<Output>, TemplateError> {
        Ok(Some(match recipe {
            Recipe::Page(sketch) => self.page(sketch, digests)?,
            Recipe::Search(_) => return Ok(None),
            Recipe::Bytes(bytes) => Output::Bytes(Arc::clone(bytes)),
            #[cfg(feature = "cards")]
            Recipe::Card(card) => Output::Bytes(self.pages.cards.draw(card)),
            Recipe::CodeStyles => Output::Bytes(highlight::stylesheet().into_bytes().into()),
            Recipe::Copy(File::Text(text)) => Output::Bytes(text.as_bytes().into()),
            Recipe::Copy(File::Attachment(attachment)) => Output::Copy(attachment.clone()),
            Recipe::Copy(File::Embedded(bytes)) => Output::Embedded(bytes),
        }))
    }

    fn page(
        &self,
        sketch: &Sketch<'_>,
        digests: Option<&Digests>,
    ) -> Result<Output, TemplateError> {
        let common = self.common(sketch)?;
        let memo = &self.pages.memo;
        let make = || self.sheet(common, sketch.page());
        let bytes = match digests {
            Some(digests) => {
                let digest = fingerprint(&(sketch.digest(digests), self.theme, common));
                memo.call_by(digest, make, Sheet::render)
            }
            None => memo.call(&make(), Sheet::render),
        };
        Ok(Output::Bytes(Result::clone(&bytes)?))
    }

    fn common(&self, sketch: &Sketch<'_>) -> Result<&Hashed<Common>, TemplateError> {
        self.commons[&sketch.key()].as_ref().map_err(Clone::clone)
    }

    fn sheet<'b>(&'b self, common: &'b Hashed<Common>, page: Page<'b>) -> Sheet<'b> {
        Sheet {
            theme: self.theme,
            common,
            grammars: Aside(self.grammars),
            layouts: Aside(&self.pages.layouts),
            page,
        }
    }

    fn outputs<T>(
        &self,
        rendered: Vec<(&OutPath, Result<T, TemplateError>)>,
    ) -> Warned<Outputs<T>> {
        let mut failures = Failures::default();
        let mut files = BTreeMap::new();
        for (path, finished) in rendered {
            match finished {
                Ok(finished) => {
                    files.insert(path.clone(), finished);
                }
                Err(error) => failures.add(path, error),
            }
        }
        let summary = self.plan.summary;
        Warned::new(Outputs { files, summary }, failures.report())
    }
}

impl Sheet<'_> {
    fn render(&self) -> Result<Arc<[u8]>, TemplateError> {
        let page = &self.page;
        self.check_template()?;
        let mut context = Context::new();
        context.insert_value("site", self.common.site.clone());
        context.insert_value("shared", self.common.shared.clone());
        context.insert("frame", &page.frame);
        context.insert("page", &page.view);
        if let View::Network(network) = &page.view {
            context.insert("drawing", &drawing::draw(network, self.layouts.0));
        }
        let body = page
            .text
            .as_ref()
            .map(|text| html::render(text.body, &text.bindings, self.grammars.0));
        context.insert_value(
            "body",
            Value::safe_string(body.as_deref().unwrap_or_default()),
        );
        let html = self.theme.render(&page.template, &context)?;
        Ok(html.into())
    }

    /// A template that the page's author chose, and that no theme has, is the author's mistake.
    fn check_template(&self) -> Result<(), TemplateError> {
        let Page {
            template,
            frame,
            source,
            ..
        } = &self.page;
        let is_chosen = **template != *format!("{}.html", frame.kind);
        if !is_chosen || self.theme.has(template) {
            return Ok(());
        }
        let (span, message) = (
            Span::file(source),
            format!("no theme has a template `{template}`"),
        );
        Err(TemplateError::Failed { span, message })
    }
}

impl Common {
    fn new(
        shared: &view::Shared<'_>,
        theme: &Hashed<Theme>,
    ) -> Result<Hashed<Self>, TemplateError> {
        let fingerprint = fingerprint(&(shared, theme));
        let context = Context::from_serialize(shared).expect("the shared variables are a struct");
        let site = context.get("site").cloned().unwrap_or_else(Value::none);
        let mut parts = BTreeMap::new();
        for name in ["head", "menu", "footer"] {
            let html = theme.render(&format!("shared/{name}.html"), &context)?;
            let html = String::from_utf8(html).expect("templates write text");
            parts.insert(name, Value::safe_string(&html));
        }
        let common = Self {
            site,
            shared: Value::from(parts),
        };
        Ok(Hashed::with_fingerprint(common, fingerprint))
    }
}

/// Template errors, each once, whatever the number of pages it fails.
#[derive(Default)]
struct Failures {
    first: BTreeMap<(SourcePath, usize, String), (Span, OutPath, usize)>,
}

impl Failures {
    fn add(&mut self, path: &OutPath, error: TemplateError) {
        let TemplateError::Failed { span, message } = error else {
            return;
        };
        let key = (span.path.clone(), span.range.start, message);
        let first = self.first.entry(key);
        first.or_insert_with(|| (span, path.clone(), 0)).2 += 1;
    }

    fn report(self) -> Diagnostics {
        let mut diags = Diagnostics::default();
        for ((_, _, message), (span, path, count)) in self.first {
            let others = match count {
                1 => String::new(),
                2 => " and one other page".to_owned(),
                _ => format!(" and {} other pages", count - 1),
            };
            let message = format!("{message} (in `{path}`{others})");
            diags.push(Code::TemplateFailed, span, message);
        }
        diags
    }
}
