//! Which themes lie upon which, and where their files are.

use std::ops::Bound;

use serde::Deserialize;

use crate::base::diag::{Code, Diagnostics, Span, Warned};
use crate::base::path::SourcePath;
use crate::locale::Localized;
use crate::source::{File, Sources};

/// The theme that lies beneath all others unless they say otherwise.
const GROUND: &str = "presse";

/// A text file of a theme.
pub(super) struct ThemeFile<'a> {
    /// The theme.
    pub(super) layer: &'a str,
    /// Its path within the folder it was sought in: `shared/head.html`.
    pub(super) within: &'a str,
    /// Its path in the project.
    pub(super) path: SourcePath,
    /// What it says.
    pub(super) text: &'a str,
}

/// `theme.yaml`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    #[serde(rename = "name")]
    _name: Option<Localized>,
    #[serde(rename = "description")]
    _description: Option<Localized>,
    extends: Option<Names>,
    search: Option<bool>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Names {
    One(String),
    Many(Vec<String>),
}

impl Names {
    fn into_vec(self) -> Vec<String> {
        match self {
            Names::One(name) => vec![name],
            Names::Many(names) => names,
        }
    }
}

/// The themes of a site.
#[derive(Default)]
pub(super) struct Layers {
    /// Their names, uppermost first, each once.
    pub(super) names: Vec<String>,
    /// Whether they have a page that searches: what the uppermost says that says anything.
    pub(super) search: bool,
}

/// The themes `named` by the site and those they extend.
pub(super) fn find(sources: &Sources, named: &[String]) -> Warned<Layers> {
    let mut descent = Descent {
        sources,
        open: Vec::new(),
        chain: Vec::new(),
        search: None,
        diags: Diagnostics::default(),
    };
    for name in named {
        descent.visit(name, &Span::file(&SourcePath::new("content/site.yaml")));
    }
    // A theme that several extend lies beneath them all: its last place counts.
    let mut names: Vec<String> = Vec::new();
    for name in descent.chain.into_iter().rev() {
        if !names.contains(&name) {
            names.insert(0, name);
        }
    }
    // A site whose theme is unknown is shown in the ground theme: one mistake, one finding.
    if names.is_empty() && exists(sources, GROUND) {
        names.push(GROUND.to_owned());
    }
    let search = descent.search.unwrap_or(true);
    Warned::new(Layers { names, search }, descent.diags)
}

/// The way down from the themes of the site to those beneath.
struct Descent<'a> {
    sources: &'a Sources,
    /// The themes between the site and the one at hand.
    open: Vec<String>,
    /// Every theme passed, in order, some more than once.
    chain: Vec<String>,
    search: Option<bool>,
    diags: Diagnostics,
}

impl Descent<'_> {
    /// Visits the theme `name`, named at `span`.
    fn visit(&mut self, name: &str, span: &Span) {
        if self.open.iter().any(|open| open == name) {
            let message = format!("theme `{name}` extends itself: {}", self.open.join(" → "));
            self.diags.push(Code::UnknownTheme, span.clone(), message);
            return;
        }
        if !exists(self.sources, name) {
            self.report_unknown(name, span);
            return;
        }
        self.chain.push(name.to_owned());
        self.open.push(name.to_owned());
        let path = SourcePath::new(format!("themes/{name}/theme.yaml"));
        let manifest = self.diags.take(manifest(self.sources, &path));
        self.search = self.search.or(manifest.search);
        match manifest.extends {
            Some(names) => {
                for beneath in names.into_vec() {
                    self.visit(&beneath, &Span::file(&path));
                }
            }
            None if name != GROUND && exists(self.sources, GROUND) => {
                self.visit(GROUND, &Span::file(&path));
            }
            None => {}
        }
        self.open.pop();
    }

    fn report_unknown(&mut self, name: &str, span: &Span) {
        let message = format!("there is no theme `{name}`");
        let diag = self.diags.push(Code::UnknownTheme, span.clone(), message);
        let themes = themes(self.sources);
        let nearest = themes
            .iter()
            .map(|theme| (strsim::damerau_levenshtein(theme, name), theme))
            .min()
            .filter(|(distance, _)| *distance <= 2);
        match nearest {
            Some((_, theme)) => diag.hint(format!("did you mean `{theme}`?")),
            None => diag.hint(format!("the themes are: {}", themes.join(", "))),
        };
    }
}

/// Whether a folder of `themes/` bears the name.
fn exists(sources: &Sources, name: &str) -> bool {
    beneath(sources, &format!("themes/{name}/"))
        .next()
        .is_some()
}

/// The folders of `themes/`.
fn themes(sources: &Sources) -> Vec<String> {
    let mut themes: Vec<String> = beneath(sources, "themes/")
        .filter_map(|(path, _)| path.as_str().split('/').nth(1).map(str::to_owned))
        .collect();
    themes.dedup();
    themes
}

/// What `theme.yaml` at `path` says; nothing if there is none.
fn manifest(sources: &Sources, path: &SourcePath) -> Warned<Manifest> {
    let mut diags = Diagnostics::default();
    let Some(text) = sources.files.get(path).and_then(text) else {
        return Warned::default();
    };
    let manifest = serde_yaml::from_str(text).unwrap_or_else(|error| {
        let at = error
            .location()
            .map_or(0, |place| place.index().min(text.len()));
        let message = format!("`theme.yaml` cannot be read: {error}");
        diags
            .push(Code::BadSetting, Span::new(path, at..at), message)
            .hint("its keys are `name`, `description`, `extends` and `search`");
        Manifest::default()
    });
    Warned::new(manifest, diags)
}

/// The text files in `folder` of each of `layers`, uppermost layer first, then by path.
pub(super) fn files<'a>(
    sources: &'a Sources,
    layers: &'a [String],
    folder: &str,
) -> Vec<ThemeFile<'a>> {
    let mut files = Vec::new();
    for layer in layers {
        let folder = format!("themes/{layer}/{folder}/");
        for (path, file) in beneath(sources, &folder) {
            if let Some(text) = text(file) {
                files.push(ThemeFile {
                    layer,
                    within: &path.as_str()[folder.len()..],
                    path: path.clone(),
                    text,
                });
            }
        }
    }
    files
}

/// The files whose path begins with `folder`, which ends with `/`.
pub(super) fn beneath<'a>(
    sources: &'a Sources,
    folder: &str,
) -> impl Iterator<Item = (&'a SourcePath, &'a File)> {
    let folder = folder.to_owned();
    let from = Bound::Included(SourcePath::new(folder.as_str()));
    sources
        .files
        .range((from, Bound::Unbounded))
        .take_while(move |(path, _)| path.as_str().starts_with(&folder))
}

fn text(file: &File) -> Option<&str> {
    match file {
        File::Text(text) => Some(text.as_str()),
        File::Embedded(bytes) => std::str::from_utf8(bytes).ok(),
        File::Attachment(_) => None,
    }
}
