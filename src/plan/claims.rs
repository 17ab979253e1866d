//! Who claims which path of `dist/`.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::base::diag::{Code, Diagnostics, Span, Warned};
use crate::base::path::{OutPath, SourcePath};
use crate::base::yaml::Step;
use crate::locale::Lang;
use crate::plan::Recipe;
use crate::resolve::NodeId;
use crate::route::{Redirect, Site};

/// Paths and who wants to be there. Paths that some disks cannot tell apart, since they differ by
/// case or Unicode form only, count as one.
pub(super) struct Claims<'a> {
    site: Site<'a>,
    taken: BTreeMap<String, (OutPath, Owner<'a>, Recipe<'a>)>,
    /// The places that are at odds: one mistake shows in every language.
    told: Vec<(Span, Span)>,
    diags: Diagnostics,
}

/// Who wants to be at a path.
pub(super) enum Owner<'a> {
    /// The page of a node in a language.
    Node(NodeId, Lang),
    /// The page of a source, by its id.
    Source(String),
    /// The page at an old address.
    Redirect(&'a Redirect),
    /// What a file asks for, or the file itself.
    File(SourcePath),
}

impl Owner<'_> {
    /// Where the path comes from: looked up only when two are at odds.
    fn span(&self, site: Site<'_>) -> Span {
        match self {
            Owner::Node(id, lang) => {
                let node = site.library.node(*id);
                let slug = [Step::Key("slug")];
                let own = node.text(*lang).locate(&slug);
                let given = own.or_else(|| node.texts[0].locate(&slug));
                given.unwrap_or_else(|| Span::file(&node.texts[0].path))
            }
            Owner::Source(id) => site.library.sources[id].span(site.sources),
            Owner::Redirect(redirect) => redirect.span(site.library),
            Owner::File(path) => Span::file(path),
        }
    }
}

impl<'a> Claims<'a> {
    /// No claims yet on the pages of `site`.
    pub(super) fn new(site: Site<'a>) -> Self {
        Self {
            site,
            taken: BTreeMap::new(),
            told: Vec::new(),
            diags: Diagnostics::default(),
        }
    }

    /// Notes that `owner` wants `recipe` to be at `path`; the first to come stays.
    pub(super) fn add(&mut self, path: OutPath, owner: Owner<'a>, recipe: Recipe<'a>) {
        let key: String = path.as_str().nfc().flat_map(char::to_lowercase).collect();
        let Some((other, first, _)) = self.taken.get(&key) else {
            self.taken.insert(key, (path, owner, recipe));
            return;
        };
        let places = (owner.span(self.site), first.span(self.site));
        if self.told.contains(&places) {
            return;
        }
        let hint = match owner {
            Owner::Source(_) => "give one of the two sources another id",
            _ => "give one of the two another `slug`, or rename its file",
        };
        let (span, first) = &places;
        let message = if *other == path {
            format!("the address `{path}` is already taken by `{}`", first.path)
        } else {
            format!(
                "the address `{path}` differs from `{other}`, which `{}` takes, by letters that \
                 some disks do not tell apart",
                first.path
            )
        };
        self.diags
            .push(Code::SameAddress, span.clone(), message)
            .related(first.clone(), "the other one")
            .hint(hint);
        self.told.push(places);
    }

    /// The recipes by path, and the claims that were refused.
    pub(super) fn settle(self) -> Warned<BTreeMap<OutPath, Recipe<'a>>> {
        let taken = self.taken.into_values();
        let recipes = taken.map(|(path, _, recipe)| (path, recipe)).collect();
        Warned::new(recipes, self.diags)
    }
}
