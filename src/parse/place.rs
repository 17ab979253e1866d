//! The path of a file of `content/` -> what is expected in it: its kind, id, language and date.

use crate::base::path::SourcePath;
use crate::locale::Lang;
use crate::locale::dates::Date;
use crate::parse::Kind;
use crate::parse::front::Listing;

/// What the path of a file says of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Place {
    /// A Markdown file with a page of its own.
    Text(TextPlace),
    /// `content/events.yaml`.
    Events,
    /// `content/sources.yaml`, `.bib` or `.json`.
    Sources(Listing),
    /// A Markdown file where no kind of page is expected.
    Misplaced,
    /// Anything else: not parsed.
    Asset,
}

/// What the path of a Markdown file says of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct TextPlace {
    /// From the folder.
    pub(super) kind: Kind,
    /// The name without language, extension and, for a dossier, date.
    pub(super) id: String,
    /// The suffix before `.md`, if it is one of the site's languages.
    pub(super) lang: Option<Lang>,
    /// The date a dossier's name begins with.
    pub(super) date: Leading,
}

/// The date at the beginning of a file name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Leading {
    /// There is none.
    None,
    /// `2010-12-03-`, `2010-12-` or `2010-`.
    Date(Date),
    /// Digits like those of a day, which no calendar has: `2010-13-01-`.
    Impossible(String),
}

/// What is expected at `path`, on a site with these `languages`.
pub(super) fn place(path: &SourcePath, languages: &[Lang]) -> Place {
    let Some(inner) = path.as_str().strip_prefix("content/") else {
        return Place::Asset;
    };
    match inner {
        "events.yaml" => return Place::Events,
        "sources.yaml" => return Place::Sources(Listing::Yaml),
        "sources.bib" => return Place::Sources(Listing::Bibtex),
        "sources.json" => return Place::Sources(Listing::CslJson),
        _ => {}
    }
    let Some(name) = path.file_name().strip_suffix(".md") else {
        return Place::Asset;
    };
    let (stem, lang) = language(name, languages);
    let text = |kind, name: &str| {
        let (date, id) = match kind {
            Kind::Dossier => leading_date(name),
            Kind::Actor | Kind::Page => (Leading::None, name),
        };
        let id = id.to_owned();
        Place::Text(TextPlace {
            kind,
            id,
            lang,
            date,
        })
    };
    let Some((part, rest)) = inner.split_once('/') else {
        return match stem {
            "index" => text(Kind::Page, "index"),
            _ => Place::Misplaced,
        };
    };
    let kind = match part {
        "dossiers" => Kind::Dossier,
        "actors" => Kind::Actor,
        "pages" => Kind::Page,
        _ => return Place::Misplaced,
    };
    if stem != "index" {
        return text(kind, stem);
    }
    // `dossiers/index.md` would be a dossier without a name.
    match rest.rsplit('/').nth(1) {
        Some(folder) => text(kind, folder),
        None => Place::Misplaced,
    }
}

/// Cuts the language off a file name without extension.
fn language<'a>(name: &'a str, languages: &[Lang]) -> (&'a str, Option<Lang>) {
    let suffix = name.rsplit_once('.').and_then(|(stem, suffix)| {
        let lang = languages.iter().find(|lang| lang.as_str() == suffix)?;
        (!stem.is_empty()).then_some((stem, Some(*lang)))
    });
    suffix.unwrap_or((name, None))
}

/// Cuts the date off a file name.
fn leading_date(name: &str) -> (Leading, &str) {
    for (shape, whole_day) in [("0000-00-00-", true), ("0000-00-", false), ("0000-", false)] {
        let Some((date, rest)) = cut(name, shape) else {
            continue;
        };
        match Date::parse(date) {
            Ok(date) => return (Leading::Date(date), rest),
            Err(_) if whole_day => return (Leading::Impossible(date.to_owned()), rest),
            // Perhaps a year and a number that belongs to the title: `2010-99-jours`.
            Err(_) => {}
        }
    }
    (Leading::None, name)
}

/// The part of `name` that has the digits and dashes of `shape`, without the last dash, and what
/// follows it, if something does.
fn cut<'a>(name: &'a str, shape: &str) -> Option<(&'a str, &'a str)> {
    let fits = |(byte, model): (u8, u8)| match model {
        b'0' => byte.is_ascii_digit(),
        _ => byte == model,
    };
    let long_enough = name.len() > shape.len();
    (long_enough && name.bytes().zip(shape.bytes()).all(fits))
        .then(|| (&name[..shape.len() - 1], &name[shape.len()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(path: &str) -> String {
        let languages = ["fr", "en"].map(|lang| lang.parse().expect("a language"));
        match place(&SourcePath::new(path), &languages) {
            Place::Text(TextPlace {
                kind,
                id,
                lang,
                date,
            }) => {
                let lang = lang.map_or("-".to_owned(), |lang| lang.to_string());
                let date = match date {
                    Leading::None => "-".to_owned(),
                    Leading::Date(date) => date.as_str().to_owned(),
                    Leading::Impossible(digits) => format!("{digits}!"),
                };
                format!("{kind:?} {id} {lang} {date}")
            }
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn a_path_says_what_is_expected() {
        let cases = [
            ("content/index.md", "Page index - -"),
            ("content/index.en.md", "Page index en -"),
            ("content/dossiers/a.md", "Dossier a - -"),
            ("content/dossiers/a.en.md", "Dossier a en -"),
            ("content/dossiers/a.de.md", "Dossier a.de - -"),
            ("content/dossiers/deep/er/a.md", "Dossier a - -"),
            (
                "content/dossiers/les-miroirs/index.en.md",
                "Dossier les-miroirs en -",
            ),
            (
                "content/dossiers/2010-12-03-a/index.md",
                "Dossier a - 2010-12-03",
            ),
            (
                "content/dossiers/2010-12-03-a.fr.md",
                "Dossier a fr 2010-12-03",
            ),
            ("content/dossiers/2010-12-a.md", "Dossier a - 2010-12"),
            ("content/dossiers/2010-a.md", "Dossier a - 2010"),
            (
                "content/dossiers/2010-13-01-a.md",
                "Dossier a - 2010-13-01!",
            ),
            (
                "content/dossiers/2010-99-jours.md",
                "Dossier 99-jours - 2010",
            ),
            ("content/dossiers/2010-12-03.md", "Dossier 03 - 2010-12"),
            ("content/dossiers/2010.md", "Dossier 2010 - -"),
            ("content/dossiers/index.md", "Misplaced"),
            ("content/actors/2600.md", "Actor 2600 - -"),
            ("content/actors/2600-magazine.md", "Actor 2600-magazine - -"),
            ("content/pages/methode.en.md", "Page methode en -"),
            ("content/pages/.en.md", "Page .en - -"),
            ("content/readme.md", "Misplaced"),
            ("content/archive/a.md", "Misplaced"),
            ("content/events.yaml", "Events"),
            ("content/sources.yaml", "Sources(Yaml)"),
            ("content/sources.bib", "Sources(Bibtex)"),
            ("content/dossiers/a/sources.yaml", "Asset"),
            ("content/dossiers/a/photo.jpg", "Asset"),
            ("themes/presse/readme.md", "Asset"),
        ];
        for (path, expected) in cases {
            assert_eq!(placed(path), expected, "{path}");
        }
    }
}
