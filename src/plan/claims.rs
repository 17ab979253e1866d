//! Who claims which path of `dist/`.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::base::diag::{Code, Diagnostics, Span, Warned};
use crate::base::path::OutPath;
use crate::plan::Recipe;

/// Paths and who wants to be there. Paths that some disks cannot tell apart, since they differ by
/// case or Unicode form only, count as one.
#[derive(Default)]
pub(super) struct Claims<'a> {
    taken: BTreeMap<String, (OutPath, Span, Recipe<'a>)>,
    diags: Diagnostics,
}

impl<'a> Claims<'a> {
    /// Notes that `owner` wants `recipe` to be at `path`; the first to come stays.
    pub(super) fn add(&mut self, path: OutPath, owner: Span, recipe: Recipe<'a>) {
        let key: String = path.as_str().nfc().flat_map(char::to_lowercase).collect();
        match self.taken.get(&key) {
            None => {
                self.taken.insert(key, (path, owner, recipe));
            }
            Some((other, first, _)) => {
                let message = if *other == path {
                    format!("the address `{path}` is already taken by `{}`", first.path)
                } else {
                    format!(
                        "the address `{path}` differs from `{other}`, which `{}` takes, by \
                         letters that some disks do not tell apart",
                        first.path
                    )
                };
                self.diags
                    .push(Code::SameAddress, owner, message)
                    .related(first.clone(), "the other one")
                    .hint("give one of the two another `slug`, or rename its file");
            }
        }
    }

    /// The recipes by path, and the claims that were refused.
    pub(super) fn settle(self) -> Warned<BTreeMap<OutPath, Recipe<'a>>> {
        let taken = self.taken.into_values();
        let recipes = taken.map(|(path, _, recipe)| (path, recipe)).collect();
        Warned::new(recipes, self.diags)
    }
}
