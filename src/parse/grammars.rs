//! The grammars of programming languages (syntect), read from the program when code is met.

use std::fmt;
use std::sync::OnceLock;

use syntect::parsing::{SyntaxReference, SyntaxSet};

/// All grammars. Reading them takes a millisecond, so pages without code do not.
#[derive(Default)]
pub struct Grammars(OnceLock<SyntaxSet>);

impl Grammars {
    /// The grammar of a language, by its name or a file's extension.
    pub fn find(&self, language: &str) -> Option<&SyntaxReference> {
        self.set().find_syntax_by_token(language)
    }

    /// All of them, as syntect wants them.
    pub fn set(&self) -> &SyntaxSet {
        self.0.get_or_init(two_face::syntax::extra_newlines)
    }
}

impl fmt::Debug for Grammars {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Grammars")
    }
}
