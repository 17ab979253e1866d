//! `themes/<name>/` -> Theme: templates (tera), UI strings (Fluent) and assets, layer over layer.
//!
//! A theme is a folder: `theme.yaml`, `templates/`, `i18n/<language>.ftl`, `assets/`. `site.yaml`
//! names one or several; the first that has a file wins. Beneath a theme lie those that its
//! `theme.yaml` names under `extends`: `presse` unless it says otherwise, none if it says
//! `extends: []`. It also says `search: false` if the theme has no page that searches.
//!
//! `{% extends "dossier.html" %}` finds the first layer that has the template,
//! `{% extends "presse/dossier.html" %}` that very one, so that a layer can change one block.

mod layers;
mod templates;

use std::collections::BTreeMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tera::{Kwargs, State, Tera, Value};

use crate::base::diag::{Code, Diagnostics, Span, Warned};
use crate::base::memo::{Fingerprint, Hashed, Memo, fingerprint};
use crate::base::path::SourcePath;
use crate::config::Config;
use crate::locale::Lang;
use crate::locale::strings::{self, Strings};
use crate::source::{File, Sources};
use crate::theme::templates::Templates;

/// The looks of the site: every layer in one.
pub struct Theme {
    templates: Templates,
    languages: Arc<Languages>,
    /// Files to publish as they are, by their path within `assets/`.
    pub assets: BTreeMap<String, File>,
    /// Whether it has a page that searches the site: `search: false` in `theme.yaml` says no.
    pub search: bool,
    fingerprint: Fingerprint,
}

/// The interface in each of the site's languages.
type Languages = BTreeMap<String, Language>;

/// The interface in one language.
struct Language {
    strings: Strings,
    /// The messages that need nothing to be given, ready to be shared by all pages.
    plain: FxHashMap<String, Value>,
}

/// Why a template could not be rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateError {
    /// It is missing or was set aside, which was reported when the theme was loaded.
    Reported,
    /// It failed.
    Failed {
        /// The place in the template; the file as a whole if tera tells none.
        span: Span,
        /// What went wrong, in one paragraph.
        message: String,
    },
}

/// What a theme is read from.
struct Ground<'a> {
    sources: &'a Sources,
    config: &'a Config,
}

/// All files of all themes, and `site.yaml`, which names some and to which findings point.
impl Hash for Ground<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let themes = layers::beneath(self.sources, "themes/");
        let site = layers::beneath(self.sources, "content/site.yaml");
        for (path, file) in themes.chain(site) {
            path.hash(state);
            state.write_u128(content(file));
        }
        self.config.themes.hash(state);
        self.config.languages.hash(state);
    }
}

/// Reads the themes that `config` names, and those beneath them, unless it was done before.
pub fn load(
    sources: &Sources,
    config: &Config,
    memo: &Memo<Warned<Hashed<Theme>>>,
) -> Warned<Hashed<Theme>> {
    let ground = Ground { sources, config };
    let loaded = memo.call(&ground, read);
    Warned::new(loaded.output.clone(), loaded.diags.clone())
}

fn read(&Ground { sources, config }: &Ground<'_>) -> Warned<Hashed<Theme>> {
    let mut diags = Diagnostics::default();
    let layers = diags.take(layers::find(sources, &config.themes));
    let names = &layers.names;
    let languages = Arc::new(diags.take(languages(sources, config, names)));
    let files = layers::files(sources, names, "templates");
    let templates = diags.take(templates::compile(&layers, &files, engine(&languages)));
    let theme = Theme {
        templates,
        languages,
        assets: assets(sources, names),
        fingerprint: fingerprint_of(sources, config, names),
        search: layers.search,
    };
    Warned::new(Hashed::new(theme), diags)
}

impl Theme {
    /// Renders the template `name`, as in `dossier.html`, of the first layer that has it.
    pub fn render(&self, name: &str, context: &tera::Context) -> Result<Vec<u8>, TemplateError> {
        self.templates.render(name, context)
    }

    /// The message `key` in `lang`, without arguments; empty if no layer has it.
    pub fn word(&self, lang: Lang, key: &str) -> String {
        self.strings(lang.as_str())
            .and_then(|strings| strings.get(key))
            .unwrap_or_default()
    }

    /// The message `key` in `lang`, given a `count`; empty if no layer has it.
    pub fn counted(&self, lang: Lang, key: &str, count: usize) -> String {
        let count = strings::Value::Number(count.try_into().unwrap_or(i64::MAX));
        self.strings(lang.as_str())
            .and_then(|strings| strings.format(key, &[("count", count)]))
            .unwrap_or_default()
    }

    /// Whether a layer has the template `name`, sound or not.
    pub fn has(&self, name: &str) -> bool {
        self.templates.has(name)
    }

    /// The strings of the interface in `lang`; `None` if no layer has any.
    pub fn strings(&self, lang: &str) -> Option<&Strings> {
        self.languages.get(lang).map(|language| &language.strings)
    }
}

impl Hash for Theme {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u128(self.fingerprint);
    }
}

impl fmt::Debug for Theme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Theme({:032x})", self.fingerprint)
    }
}

/// A tera that knows `t` and no template yet.
fn engine(languages: &Arc<Languages>) -> Tera {
    let mut tera = Tera::default();
    tera.autoescape_on([".html", ".xml"]);
    let languages = Arc::clone(languages);
    // A filter, since a function builds a map of its arguments for every call, even for the key.
    tera.register_filter("t", move |key: &Value, arguments: Kwargs, state: &State| {
        translate(&languages, key, &arguments, state)
    });
    tera
}

/// The template filter `t`: the message `key` in `lang`, else in the language of the page.
fn translate(
    languages: &Languages,
    key: &Value,
    arguments: &Kwargs,
    state: &State,
) -> Result<Value, tera::Error> {
    let key = text("key", key)?;
    let Asked { lang, given } = Asked::read(arguments)?;
    let of_page;
    let lang = match lang {
        Some(lang) => lang,
        None => {
            of_page = page_language(state)?;
            text("lang", &of_page)?
        }
    };
    let Language { strings, plain } = languages
        .get(lang)
        .ok_or_else(|| tera::Error::message(format!("no strings in the language `{lang}`")))?;
    if let Some(message) = plain.get(key) {
        return Ok(message.clone());
    }
    let given: Vec<(&str, Given)> = given
        .iter()
        .map(|(name, value)| (*name, Given::new(value)))
        .collect();
    let values: Vec<(&str, strings::Value)> = given
        .iter()
        .map(|(name, value)| (*name, value.borrow()))
        .collect();
    let message = strings.format(key, &values).map(Value::from);
    message.ok_or_else(|| {
        tera::Error::message(match strings.place(key) {
            Some(_) => format!("the message `{key}` in `{lang}` needs more than it is given"),
            None => format!("no message `{key}` in the language `{lang}`"),
        })
    })
}

/// With what a template asks `t` for a message. It does so many times a page, so the arguments are
/// gone through once, which takes less than to look each of them up.
struct Asked<'a> {
    lang: Option<&'a str>,
    /// What the message is given.
    given: Vec<(&'a str, &'a Value)>,
}

impl<'a> Asked<'a> {
    fn read(arguments: &'a Kwargs) -> Result<Self, tera::Error> {
        let (mut lang, mut given) = (None, Vec::new());
        for (name, value) in arguments.iter() {
            match name.as_str() {
                Some("lang") => lang = Some(text("lang", value)?),
                Some(name) => given.push((name, value)),
                None => {}
            }
        }
        Ok(Self { lang, given })
    }
}

fn text<'a>(name: &str, value: &'a Value) -> Result<&'a str, tera::Error> {
    let wrong = || tera::Error::message(format!("the `{name}` that `t` is given must be a text"));
    value.as_str().ok_or_else(wrong)
}

/// What a template gives to a message.
enum Given {
    Text(String),
    Number(i64),
}

impl Given {
    fn new(value: &Value) -> Self {
        match value.as_i64() {
            Some(number) => Given::Number(number),
            None => Given::Text(value.to_string()),
        }
    }

    fn borrow(&self) -> strings::Value<'_> {
        match self {
            Given::Text(text) => strings::Value::Text(text),
            Given::Number(number) => strings::Value::Number(*number),
        }
    }
}

/// The language of the page that is being rendered, or of a part that several pages share.
fn page_language(state: &State) -> Result<Value, tera::Error> {
    let frame = state.get::<Value>("frame")?;
    let lang = frame.as_ref().and_then(Value::as_map).and_then(|frame| {
        // It is the first of the frame's fields.
        let mut fields = frame.iter();
        fields.find(|(name, _)| name.as_str() == Some("lang"))
    });
    if let Some((_, lang)) = lang {
        return Ok(lang.clone());
    }
    state.get::<Value>("lang")?.ok_or_else(|| {
        tera::Error::message("`t` finds no language: there is neither `frame.lang` nor `lang`")
    })
}

/// The strings of each of the site's languages.
fn languages(sources: &Sources, config: &Config, layers: &[String]) -> Warned<Languages> {
    let mut diags = Diagnostics::default();
    let mut languages = Languages::new();
    let files = layers::files(sources, layers, "i18n");
    for lang in &config.languages {
        let name = format!("{lang}.ftl");
        let texts: Vec<(SourcePath, &str)> = files
            .iter()
            // A later text overrides an earlier one, so the uppermost layer comes last.
            .rev()
            .filter(|file| file.within == name)
            .map(|file| (file.path.clone(), file.text))
            .collect();
        if texts.is_empty() {
            diags
                .push(
                    Code::UnknownLanguage,
                    Span::file(&SourcePath::new("content/site.yaml")),
                    format!("no theme has strings in the language `{lang}`"),
                )
                .hint(format!(
                    "translate `themes/presse/i18n/en.ftl` into `themes/{}/i18n/{name}`",
                    layers.first().map_or("presse", String::as_str),
                ));
        }
        let strings = diags.take(Strings::new(*lang, &texts));
        let plain: FxHashMap<_, _> = strings
            .keys()
            .into_iter()
            .filter_map(|key| Some((key.to_owned(), Value::from(strings.get(key)?))))
            .collect();
        languages.insert(lang.to_string(), Language { strings, plain });
    }
    report_untranslated(&languages, &mut diags);
    Warned::new(languages, diags)
}

/// Reports the messages that one language has and another lacks.
fn report_untranslated(languages: &Languages, diags: &mut Diagnostics) {
    for Language { strings, .. } in languages.values() {
        for key in strings.keys() {
            let lacks = |other: &Strings| other.place(key).is_none() && !other.keys().is_empty();
            for (lang, _) in languages.iter().filter(|(_, other)| lacks(&other.strings)) {
                let place = strings.place(key).expect("a key has its place");
                let message = format!("the message `{key}` has no text in the language `{lang}`");
                diags
                    .push(Code::BadStrings, place.clone(), message)
                    .hint(format!("add `{key} = …` to the theme's `i18n/{lang}.ftl`"));
            }
        }
    }
}

fn assets(sources: &Sources, layers: &[String]) -> BTreeMap<String, File> {
    let mut assets = BTreeMap::new();
    for layer in layers {
        let folder = format!("themes/{layer}/assets/");
        for (path, file) in layers::beneath(sources, &folder) {
            let within = path.as_str()[folder.len()..].to_owned();
            assets.entry(within).or_insert_with(|| file.clone());
        }
    }
    assets
}

/// A fingerprint of all that a theme is made of.
fn fingerprint_of(sources: &Sources, config: &Config, layers: &[String]) -> Fingerprint {
    let mut files = Vec::new();
    for layer in layers {
        for (path, file) in layers::beneath(sources, &format!("themes/{layer}/")) {
            files.push((path, content(file)));
        }
    }
    fingerprint(&(&config.languages, layers, files))
}

fn content(file: &File) -> Fingerprint {
    match file {
        File::Text(text) => text.fingerprint(),
        File::Attachment(attachment) => fingerprint(attachment),
        File::Embedded(bytes) => fingerprint(*bytes),
    }
}

#[cfg(test)]
mod tests;
