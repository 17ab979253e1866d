//! Who claims which path of `dist/`.

use std::collections::BTreeMap;

use rayon::prelude::*;
use unicode_normalization::UnicodeNormalization;

use crate::base::diag::{Code, Diagnostics, Span, Warned};
use crate::base::path::{OutPath, SourcePath};
use crate::base::yaml::Step;
use crate::locale::Lang;
use crate::plan::Recipe;
use crate::resolve::NodeId;
use crate::route::{Redirect, Site};

/// Paths and who wants to be there, in the order in which they came.
pub(super) struct Claims<'a> {
    site: Site<'a>,
    all: Vec<Claim<'a>>,
}

/// A path and who wants to be there.
struct Claim<'a> {
    /// How many came before it.
    turn: usize,
    path: OutPath,
    owner: Owner<'a>,
    recipe: Recipe<'a>,
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
        let all = Vec::new();
        Self { site, all }
    }

    /// Notes that `owner` wants `recipe` to be at `path`.
    pub(super) fn add(&mut self, path: OutPath, owner: Owner<'a>, recipe: Recipe<'a>) {
        self.all.push(Claim {
            turn: self.all.len(),
            path,
            owner,
            recipe,
        });
    }

    /// The recipes by path; of claims to one path, the first to come stays. Paths that some disks
    /// cannot tell apart, since they differ by case or Unicode form only, count as one.
    pub(super) fn settle(self) -> Warned<BTreeMap<OutPath, Recipe<'a>>> {
        let claims = self.all.into_par_iter();
        let mut claims: Vec<_> = claims.map(|claim| (claim.key(), claim)).collect();
        // Stable: the first to come stays the first.
        claims.par_sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut kept: Vec<(String, Claim<'a>)> = Vec::with_capacity(claims.len());
        let mut late = Vec::new();
        for (key, claim) in claims {
            match kept.last() {
                Some((taken, _)) if *taken == key => late.push((claim, kept.len() - 1)),
                _ => kept.push((key, claim)),
            }
        }
        late.sort_by_key(|(claim, _)| claim.turn);
        let mut refused = Refused::new(self.site);
        for (claim, first) in late {
            refused.add(&claim, &kept[first].1);
        }
        let recipes = kept
            .into_iter()
            .map(|(_, claim)| (claim.path, claim.recipe));
        Warned::new(recipes.collect(), refused.diags)
    }
}

impl Claim<'_> {
    /// The path as disks see it that tell neither case nor Unicode forms apart.
    fn key(&self) -> String {
        let path = self.path.as_str();
        if path.is_ascii() {
            return path.to_ascii_lowercase();
        }
        path.nfc().flat_map(char::to_lowercase).collect()
    }
}

/// The claims that came too late.
struct Refused<'a> {
    site: Site<'a>,
    /// The places that are at odds: one mistake shows in every language.
    told: Vec<(Span, Span)>,
    diags: Diagnostics,
}

impl<'a> Refused<'a> {
    fn new(site: Site<'a>) -> Self {
        Self {
            site,
            told: Vec::new(),
            diags: Diagnostics::default(),
        }
    }

    fn add(&mut self, claim: &Claim<'_>, first: &Claim<'_>) {
        let places = (claim.owner.span(self.site), first.owner.span(self.site));
        if self.told.contains(&places) {
            return;
        }
        let hint = match claim.owner {
            Owner::Source(_) => "give one of the two sources another id",
            _ => "give one of the two another `slug`, or rename its file",
        };
        let (span, other) = &places;
        let (path, taken) = (&claim.path, &first.path);
        let message = if path == taken {
            format!("the address `{path}` is already taken by `{}`", other.path)
        } else {
            format!(
                "the address `{path}` differs from `{taken}`, which `{}` takes, by letters that \
                 some disks do not tell apart",
                other.path
            )
        };
        self.diags
            .push(Code::SameAddress, span.clone(), message)
            .related(other.clone(), "the other one")
            .hint(hint);
        self.told.push(places);
    }
}
