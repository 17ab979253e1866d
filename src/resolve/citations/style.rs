//! The citation style that `site.yaml` names -> the style: one of the CSL archive, or a `.csl` file
//! beside `site.yaml`.

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::{IndependentStyle, Style};

use crate::base::memo::{Hashed, Memo};
use crate::base::path::SourcePath;
use crate::config::Config;
use crate::source::Sources;

/// The CSL style of a site that names none.
const STYLE: &str = "ieee";

/// A style by its name, and its text if it is a file of the project.
#[derive(Clone, Copy, Hash)]
pub(crate) struct Chosen<'a> {
    pub(super) name: &'a str,
    pub(super) own: Option<&'a Hashed<String>>,
}

/// Why a style cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StyleFault {
    /// The archive has none of this name.
    Unknown,
    /// There is no such file.
    Missing,
    /// The file is no CSL style, for this reason.
    NoStyle(String),
    /// It only names another style.
    Dependent,
}

impl<'a> Chosen<'a> {
    /// The style of the site. One that cannot be used is reported by a check, for the reason that is
    /// returned as well; meanwhile, references are worded in ours.
    pub(crate) fn of(
        config: &'a Config,
        sources: &'a Sources,
        memo: &Memo<Option<StyleFault>>,
    ) -> (Self, Option<StyleFault>) {
        let ours = Self::named(STYLE, sources);
        let Some(name) = config.citation_style.as_deref() else {
            return (ours, None);
        };
        let chosen = Self::named(name, sources);
        match &*memo.call(&chosen, |chosen| chosen.load().err()) {
            None => (chosen, None),
            Some(fault) => (ours, Some(fault.clone())),
        }
    }

    fn named(name: &'a str, sources: &'a Sources) -> Self {
        let path = SourcePath::new(format!("content/{name}"));
        let own = is_file(name).then(|| sources.text(&path)).flatten();
        Self { name, own }
    }

    pub(super) fn load(self) -> Result<IndependentStyle, StyleFault> {
        let style = match self.own {
            Some(text) => Style::from_xml(text).map_err(|error| no_style(&error))?,
            None if is_file(self.name) => return Err(StyleFault::Missing),
            None => match ArchivedStyle::by_name(self.name) {
                Some(archived) => archived.get(),
                None => return Err(StyleFault::Unknown),
            },
        };
        match style {
            Style::Independent(style) => Ok(style),
            Style::Dependent(_) => Err(StyleFault::Dependent),
        }
    }
}

/// `style` with the spaces that French wants before the colons of the style itself, “Disponible
/// sur : ”. Those of titles are their authors'. `None` if there are none, or if it cannot be written.
pub(super) fn french(style: &IndependentStyle) -> Option<IndependentStyle> {
    let xml = Style::Independent(style.clone()).to_xml().ok()?;
    let spaced = xml.replace("=\": ", "=\"\u{a0}: ");
    if spaced == xml {
        return None;
    }
    IndependentStyle::from_xml(&spaced).ok()
}

/// The names of the styles in the archive.
pub fn styles() -> impl Iterator<Item = &'static str> {
    let styles = ArchivedStyle::all().iter();
    styles.flat_map(|style| style.names()).copied()
}

fn is_file(name: &str) -> bool {
    name.ends_with(".csl")
}

fn no_style(error: &impl ToString) -> StyleFault {
    StyleFault::NoStyle(error.to_string())
}
