//! A stretch of YAML in a file -> a typed value, or everything that is wrong with it.
//!
//! Nearly every file is correct, and serde reads it straight into its type. Only one that is
//! refused is looked at again, with the place of each key and value, until all its faults are
//! known.

mod locate;
mod tree;
mod unique;

use std::ops::Range;

use serde::de::DeserializeOwned;

use crate::base::diag::{Code, Diagnostics, Span, Warned};
use crate::base::path::SourcePath;

pub use locate::{Found, Step, locate};
pub use unique::unique;

/// YAML somewhere in a file: the whole of it, or the front matter of a text.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    /// The file.
    pub path: &'a SourcePath,
    /// All of the file.
    pub text: &'a str,
    /// The bytes of `text` that are YAML.
    pub range: Range<usize>,
}

impl<'a> Document<'a> {
    /// A file that is YAML from end to end.
    pub fn whole(path: &'a SourcePath, text: &'a str) -> Self {
        Self {
            path,
            text,
            range: 0..text.len(),
        }
    }

    /// The YAML alone.
    pub fn yaml(&self) -> &'a str {
        &self.text[self.range.clone()]
    }

    /// The place in the file of the bytes `range` of the YAML.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.range.start;
        Span::new(self.path, start + range.start..start + range.end)
    }
}

/// Reads `document` as a `T`; none if nothing can be made of it.
pub fn read<T: DeserializeOwned>(document: &Document<'_>) -> Warned<Option<T>> {
    let mut diags = Diagnostics::default();
    match serde_yaml::from_str(document.yaml()) {
        Ok(value) => Warned::new(Some(value), diags),
        Err(error) => {
            let index = error.location().map_or(0, |location| location.index());
            let index = document.yaml().floor_char_boundary(index);
            diags.push(
                Code::YamlSyntax,
                document.span(index..index),
                error.to_string(),
            );
            Warned::new(None, diags)
        }
    }
}
