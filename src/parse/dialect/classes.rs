//! What stands in braces: `{.no-mention}`.

/// A class that means something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    NoMention,
    Verbatim,
    Decorative,
}

/// Classes in braces.
pub(super) struct Braces {
    /// Bytes from brace to brace, both included.
    pub(super) len: usize,
    /// The names, without dot.
    pub(super) names: Vec<String>,
}

impl Class {
    /// All classes by their names.
    pub(crate) const ALL: [(&str, Class); 3] = [
        ("no-mention", Class::NoMention),
        ("verbatim", Class::Verbatim),
        ("decorative", Class::Decorative),
    ];

    /// The class of this name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, class)| *class)
    }
}

/// The classes with which `text` begins: `{.a .b}`.
pub(super) fn read(text: &str) -> Option<Braces> {
    let inside = text.strip_prefix("{.")?;
    let end = inside.find('}')?;
    let names = inside[..end].split_whitespace();
    let names = names
        .map(|name| name.trim_start_matches('.').to_owned())
        .collect();
    Some(Braces {
        len: end + "{.}".len(),
        names,
    })
}
