//! `content/site.yaml` and the wishes of the command line -> [`Config`].

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::base::diag::{Code, Diagnostics, Severity, Span, Warned};
use crate::base::nearest::nearest;
use crate::base::path::SourcePath;
use crate::base::yaml::{self, Document, Free, Step};
use crate::config::setting::{Level, PerLanguage, Themes, Weights};
use crate::config::{Config, Mirror, Publisher, RawHtml, Section};
use crate::locale::{Lang, Localized, Tag};
use crate::source::Sources;

const PATH: &str = "content/site.yaml";
const MINIMAL: &str = "title: …\nlanguages: [en]\ntheme: presse";
const PROJECT: &str = "a project is a folder that holds `content/site.yaml`, with dossiers in \
    `content/dossiers/` and actors in `content/actors/`; \
    to build one that lies elsewhere: liasse build --root FOLDER";

/// What `site.yaml` may say.
#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Site {
    title: Option<Localized>,
    description: Option<Localized>,
    languages: Option<Vec<Tag>>,
    theme: Option<Themes>,
    base_url: Option<String>,
    timezone: Option<String>,
    citation_style: Option<String>,
    publisher: Option<Publisher>,
    menu: Option<Vec<Section>>,
    segments: Option<PerLanguage>,
    mirrors: Option<Vec<Mirror>>,
    severity: Option<Weights>,
    raw_html: Option<bool>,
    extra: Option<Free>,
}

/// Reads the site's settings. Where one cannot be used, its default stands.
pub fn read(sources: &Sources) -> Warned<Config> {
    let mut diags = Diagnostics::default();
    let path = SourcePath::new(PATH);
    let mut config = match sources.text(&path) {
        Some(text) => site(&Document::whole(&path, text), &mut diags),
        None => {
            let mut files = sources.files.keys();
            let is_project = files.any(|file| file.as_str().starts_with("content/"));
            let hint = if is_project {
                format!("write one; this is enough:\n{MINIMAL}")
            } else {
                PROJECT.to_owned()
            };
            diags
                .push(
                    Code::MissingSite,
                    Span::file(&path),
                    "there is no `content/site.yaml`",
                )
                .hint(hint);
            Config::default()
        }
    };
    if let Some(theme) = &sources.wishes.theme {
        config.themes = vec![theme.clone()];
    }
    if let Some(url) = &sources.wishes.base_url {
        let span = Span::file(&path);
        config.base_url = base_url(url, span, "--base-url", &mut diags);
    }
    Warned::new(config, diags)
}

fn site(document: &Document<'_>, diags: &mut Diagnostics) -> Config {
    let Some(mut site) = diags.take(yaml::read::<Site>(document)) else {
        return Config::default();
    };
    if site.title.is_none() && document.find(&[Step::Key("title")]).is_none() {
        diags
            .push(
                Code::MissingKey,
                document.top(),
                "the required key `title` is missing",
            )
            .hint("add `title: …`, the name of the site");
    }
    check_languages(document, &mut site.languages, diags);
    check_themes(document, &mut site.theme, diags);
    check_segments(document, &mut site.segments, diags);
    check_weights(document, &mut site.severity, diags);
    check_timezone(document, &mut site.timezone, diags);
    if let Some(written) = site.base_url.take() {
        let span = document.locate(&[Step::Key("base_url")]);
        site.base_url = base_url(&written, span, "base_url", diags);
    }
    complete(site)
}

impl Default for Config {
    /// The settings of a site that says nothing.
    fn default() -> Self {
        complete(Site::default())
    }
}

/// Fills in what `site` leaves out.
fn complete(site: Site) -> Config {
    let languages: Vec<Lang> = match site.languages {
        Some(tags) => tags.into_iter().map(|Tag(lang)| lang).collect(),
        None => vec![icu_locale_core::subtags::language!("en")],
    };
    let mut segments = BTreeMap::new();
    for section in Section::ALL {
        for lang in &languages {
            segments.insert((*section, *lang), section.segment(*lang).to_owned());
        }
    }
    let named = site.segments.map(|segments| segments.0).unwrap_or_default();
    for (section, names) in named {
        match names {
            Localized::One(name) => {
                for lang in &languages {
                    segments.insert((section, *lang), name.clone());
                }
            }
            Localized::Many(names) => {
                for (Tag(lang), name) in names {
                    segments.insert((section, lang), name);
                }
            }
        }
    }
    let weights = site.severity.map(|weights| weights.0).unwrap_or_default();
    let weights = weights.into_iter().filter_map(|(name, level)| {
        let code = Code::ALL.iter().find(|code| code.name() == name)?;
        Some((*code, Severity::from(level)))
    });
    Config {
        title: site.title.unwrap_or_else(|| Localized::One(String::new())),
        description: site.description,
        languages,
        themes: site
            .theme
            .map_or_else(|| vec!["presse".to_owned()], |themes| themes.0),
        base_url: site.base_url,
        timezone: site.timezone,
        citation_style: site.citation_style,
        publisher: site.publisher,
        menu: site
            .menu
            .unwrap_or_else(|| vec![Section::Dossiers, Section::Actors]),
        segments,
        mirrors: site.mirrors.unwrap_or_default(),
        severity: weights.collect(),
        raw_html: match site.raw_html {
            Some(true) => RawHtml::Passed,
            Some(false) | None => RawHtml::Shown,
        },
        extra: site.extra,
    }
}

fn check_languages(document: &Document<'_>, tags: &mut Option<Vec<Tag>>, diags: &mut Diagnostics) {
    let Some(list) = tags else { return };
    let mut seen: Vec<Tag> = Vec::new();
    for (index, tag) in list.iter().enumerate() {
        if seen.contains(tag) {
            let span = document.locate(&[Step::Key("languages"), Step::Index(index)]);
            let message = format!("the language `{}` is listed twice", tag.0);
            diags
                .push(Code::BadSetting, span, message)
                .hint("name each language once");
        } else {
            seen.push(*tag);
        }
    }
    if seen.is_empty() {
        let span = document.locate(&[Step::Key("languages")]);
        diags
            .push(Code::BadSetting, span, "the list of languages is empty")
            .hint("name at least one, the site's own first: `languages: [fr, en]`");
        *tags = None;
    } else {
        *tags = Some(seen);
    }
}

fn check_themes(document: &Document<'_>, themes: &mut Option<Themes>, diags: &mut Diagnostics) {
    let Some(Themes(names)) = themes else { return };
    let span = document.locate(&[Step::Key("theme")]);
    for name in names.iter().filter(|name| !is_folder(name)) {
        let message = format!("`{name}` is not the name of a folder of `themes/`");
        diags
            .push(Code::BadSetting, span.clone(), message)
            .hint("write the folder's name alone, such as `presse`");
    }
    names.retain(|name| is_folder(name));
    if names.is_empty() {
        *themes = None;
    }
}

fn check_segments(
    document: &Document<'_>,
    segments: &mut Option<PerLanguage>,
    diags: &mut Diagnostics,
) {
    let Some(PerLanguage(sections)) = segments else {
        return;
    };
    sections.retain(|section, names| {
        let names: Vec<&String> = match names {
            Localized::One(name) => vec![name],
            Localized::Many(names) => names.values().collect(),
        };
        let Some(name) = names.into_iter().find(|name| !is_folder(name)) else {
            return true;
        };
        let span = document.locate(&[Step::Key("segments"), Step::Key(section.key())]);
        let message = format!("`{name}` cannot be the name of a folder");
        diags
            .push(Code::BadSetting, span, message)
            .hint("use letters, digits and `-`, such as `acteurs`");
        false
    });
}

/// Only the shape can be checked: the list of zones changes, and is not part of this program.
fn check_timezone(document: &Document<'_>, timezone: &mut Option<String>, diags: &mut Diagnostics) {
    let is_part = |part: &str| {
        part.starts_with(|letter: char| letter.is_ascii_uppercase())
            && part
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || "_+-".contains(letter))
    };
    let is_zone = |name: &str| name == "UTC" || name.contains('/') && name.split('/').all(is_part);
    let Some(name) = timezone.take_if(|name| !is_zone(name)) else {
        return;
    };
    let span = document.locate(&[Step::Key("timezone")]);
    let message = format!("`{name}` is not the name of a time zone");
    diags
        .push(Code::BadSetting, span, message)
        .hint("give region and city, such as `Europe/Paris`, or `UTC`");
}

fn check_weights(document: &Document<'_>, weights: &mut Option<Weights>, diags: &mut Diagnostics) {
    let Some(Weights(weights)) = weights else {
        return;
    };
    for name in weights.keys() {
        let span = document.locate_key(&[Step::Key("severity"), Step::Key(name)]);
        if let Some(code) = Code::ALL.iter().find(|code| code.name() == name) {
            if code.is_fixed() {
                let message = format!("the weight of `{name}` cannot be changed");
                diags
                    .push(Code::BadSetting, span, message)
                    .hint("mend what it finds; it guards what must not be published");
            }
            continue;
        }
        let names = Code::ALL.iter().map(|code| code.name());
        let hint = match nearest(name, names) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "`liasse check --json` shows the code of each finding".to_owned(),
        };
        let message = format!("no check is named `{name}`");
        diags.push(Code::UnknownKey, span, message).hint(hint);
    }
}

/// Whether `name` can stand between two slashes.
fn is_folder(name: &str) -> bool {
    let forbidden = |c: char| c == '/' || c == '\\' || c.is_control() || c.is_whitespace();
    !name.is_empty() && !name.starts_with('.') && !name.contains(forbidden)
}

/// The absolute address `written`, ending with `/`.
fn base_url(written: &str, span: Span, setting: &str, diags: &mut Diagnostics) -> Option<String> {
    let rest = ["https://", "http://"]
        .iter()
        .find_map(|scheme| written.strip_prefix(scheme));
    let forbidden = |c: char| matches!(c, '?' | '#' | '"' | '<' | '>') || c.is_whitespace();
    let usable = rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'));
    if !usable || written.contains(forbidden) {
        let message = format!("`{setting}` is `{written}`, which is no address of a site");
        diags
            .push(Code::BadSetting, span, message)
            .hint("give the whole address, such as https://example.org/dossier/");
        return None;
    }
    Some(format!("{}/", written.trim_end_matches('/')))
}

impl From<Level> for Severity {
    fn from(level: Level) -> Self {
        match level {
            Level::Error => Severity::Error,
            Level::Warning => Severity::Warning,
            Level::Off => Severity::Off,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::memo::Hashed;
    use crate::source::{File, Wishes};

    fn config(site: Option<&str>, wishes: Wishes) -> (Config, Vec<String>) {
        let text = site.map(|text| File::Text(Hashed::new(text.to_owned())));
        let files = text.map(|text| (SourcePath::new(PATH), text));
        let sources = Sources {
            files: files.into_iter().collect(),
            wishes,
            now: 0,
        };
        let Warned { output, diags } = read(&sources);
        let found = diags.iter().map(|diag| {
            let range = &diag.span.range;
            let cut = site.map_or("", |text| &text[range.clone()]);
            format!("{} `{cut}`", diag.code.name())
        });
        (output, found.collect())
    }

    #[test]
    fn settings_have_defaults() {
        let (config, found) = config(Some("title: T"), Wishes::default());
        assert_eq!(found, Vec::<String>::new());
        let languages: Vec<_> = config.languages.iter().map(Lang::as_str).collect();
        assert_eq!(languages, ["en"]);
        assert_eq!(config.themes, ["presse"]);
        assert_eq!(config.menu, [Section::Dossiers, Section::Actors]);
        assert_eq!(config.segments.len(), Section::ALL.len());
    }

    #[test]
    fn the_command_line_wins() {
        let wishes = Wishes {
            theme: Some("sobre".to_owned()),
            base_url: Some("https://example.org/a".to_owned()),
            ..Wishes::default()
        };
        let (config, _) = config(Some("title: T\ntheme: presse"), wishes);
        assert_eq!(config.themes, ["sobre"]);
        assert_eq!(config.base_url.as_deref(), Some("https://example.org/a/"));
    }

    #[test]
    fn settings_that_cannot_be_used_are_named() {
        let cases: [(Option<&str>, &[&str]); 7] = [
            (None, &["missing-site ``"]),
            (Some(""), &["missing-key ``"]),
            (Some("title: T\nlanguages: []"), &["bad-setting `[]`"]),
            (Some("title: T\nlanguages: [fr, fr]"), &["bad-setting `fr`"]),
            (
                Some("title: T\ntheme: [../x, presse]"),
                &["bad-setting `[../x, presse]`"],
            ),
            (
                Some("title: T\nbase_url: example.org"),
                &["bad-setting `example.org`"],
            ),
            (
                Some("title: T\nseverity: {orphan: off}"),
                &["unknown-key `orphan`"],
            ),
        ];
        for (site, expected) in cases {
            assert_eq!(config(site, Wishes::default()).1, expected, "{site:?}");
        }
    }
}
