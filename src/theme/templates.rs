//! The templates of every layer in one tera, and tera's complaints as places in our files.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use tera::{ErrorKind, Tera};

use crate::base::diag::{Code, Diagnostics, Span, Warned};
use crate::base::path::SourcePath;
use crate::theme::TemplateError;
use crate::theme::layers::{Layers, ThemeFile};

/// Brackets within brackets in one tag. Far above need, far below what the stack holds: an
/// overflow would end the process without a word.
const DEEPEST: usize = 64;

/// Bytes that most pages fit in.
const LENGTH: usize = 32 * 1024;

/// What plan renders whatever the site holds; a theme and those beneath it must have them all.
const REQUIRED: &[&str] = &[
    "404.html",
    "actor.html",
    "actors.html",
    "chronology.html",
    "corrections.html",
    "dossier.html",
    "dossiers.html",
    "home.html",
    "network.html",
    "page.html",
    "quotes.html",
    "redirect.html",
    "shared/footer.html",
    "shared/head.html",
    "shared/menu.html",
    "source.html",
    "sources.html",
    "tag.html",
    "tags.html",
];

/// Every template of every layer, known by `<layer>/<path>`.
pub(super) struct Templates {
    tera: Tera,
    paths: BTreeMap<String, SourcePath>,
    /// Those that were set aside, under the names they would be known by.
    broken: BTreeSet<String>,
}

impl Templates {
    /// Renders the template `name` of the first layer that has it.
    pub(super) fn render(
        &self,
        name: &str,
        context: &tera::Context,
    ) -> Result<Vec<u8>, TemplateError> {
        if !self.tera.contains_template(name) {
            return Err(TemplateError::Reported);
        }
        let mut html = Vec::with_capacity(LENGTH);
        let rendered = self.tera.render_to(name, context, &mut html);
        rendered.map(|()| html).map_err(|error| {
            let (span, message) = match error.kind() {
                ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => (
                    Span::new(&self.path(report.filename()), report.span().range.clone()),
                    one_paragraph(report.message()),
                ),
                kind => (
                    Span::file(&self.path(name)),
                    one_paragraph(&kind.to_string()),
                ),
            };
            TemplateError::Failed { span, message }
        })
    }

    /// Whether a layer has the template `name`, sound or not.
    pub(super) fn has(&self, name: &str) -> bool {
        self.tera.contains_template(name) || is_among(&self.broken, name)
    }

    fn path(&self, name: &str) -> SourcePath {
        self.paths
            .get(name)
            .cloned()
            .unwrap_or_else(|| SourcePath::new(format!("themes/{name}")))
    }
}

/// Adds `files` to `tera`; those with errors are reported, all in one run, and left out.
pub(super) fn compile(layers: &Layers, files: &[ThemeFile], mut tera: Tera) -> Warned<Templates> {
    let mut diags = Diagnostics::default();
    tera.set_fallback_prefixes(layers.names.iter().map(|layer| format!("{layer}/")))
        .expect("no template was added before");
    let mut broken = BTreeSet::new();
    let mut sound: Vec<(String, &ThemeFile)> = Vec::new();
    for file in files {
        let name = format!("{}/{}", file.layer, file.within);
        match syntax_error(&name, file) {
            Some((range, message)) => {
                diags.push(Code::BadTemplate, Span::new(&file.path, range), message);
                broken.insert(name);
            }
            None => sound.push((name, file)),
        }
    }
    // Tera names one broken family at a time: what it names is set aside until the rest stands.
    while let Err(error) =
        tera.add_raw_templates(sound.iter().map(|(name, file)| (name, file.text)))
    {
        let complaints = complaints(&error, &sound);
        for complaint in &complaints {
            if !complaint.follows_from(&broken) {
                report(complaint, &sound, &mut diags);
            }
        }
        let before = sound.len();
        broken.extend(complaints.into_iter().map(|complaint| complaint.template));
        sound.retain(|(name, _)| !broken.contains(name));
        assert!(sound.len() < before, "each round sets a template aside");
    }
    let paths = files
        .iter()
        .map(|file| (format!("{}/{}", file.layer, file.within), file.path.clone()))
        .collect();
    if diags.is_empty() {
        report_missing(layers, &tera, &mut diags);
    }
    let templates = Templates {
        tera,
        paths,
        broken,
    };
    Warned::new(templates, diags)
}

/// Whether `name`, with its layer or without, is one of `templates`.
fn is_among(templates: &BTreeSet<String>, name: &str) -> bool {
    templates.iter().any(|template| {
        template == name
            || template
                .split_once('/')
                .is_some_and(|(_, path)| path == name)
    })
}

/// What is wrong with one file, whatever the others say.
fn syntax_error(name: &str, file: &ThemeFile) -> Option<(Range<usize>, String)> {
    if let Some(at) = too_deep(file.text) {
        let message = format!("brackets are nested deeper than {DEEPEST}");
        return Some((at..at + 1, message));
    }
    let error = Tera::default().add_raw_template(name, file.text).err()?;
    match error.kind() {
        ErrorKind::SyntaxError(report) => {
            Some((report.span().range.clone(), one_paragraph(report.message())))
        }
        // Alone, a template misses its parents and our filter: that is for later.
        _ => None,
    }
}

/// Where a tag of `text` opens one bracket too many.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut before = b' ';
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            b'{' | b'%' if before == b'{' => depth = 0,
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Some(index);
        }
        before = byte;
    }
    None
}

/// What tera says of one template once all are together.
struct Complaint {
    /// The template: `presse/dossier.html`.
    template: String,
    /// Where in it.
    range: Range<usize>,
    /// What is wrong.
    message: String,
    /// The template it asks for in vain, if that is what is wrong.
    wants: Option<String>,
}

impl Complaint {
    /// Whether the template it asks for was reported already.
    fn follows_from(&self, broken: &BTreeSet<String>) -> bool {
        let wants = self.wants.as_ref();
        wants.is_some_and(|wanted| is_among(broken, wanted))
    }
}

fn complaints(error: &tera::Error, sound: &[(String, &ThemeFile)]) -> Vec<Complaint> {
    let text = |name: &str| {
        let file = sound.iter().find(|(sound, _)| sound == name);
        file.map_or("", |(_, file)| file.text)
    };
    let one = |template: &str, wanted: Option<&str>, message: String| {
        let quoted = wanted.and_then(|wanted| find_quoted(text(template), wanted));
        vec![Complaint {
            template: template.to_owned(),
            range: quoted.unwrap_or(0..0),
            message,
            wants: wanted.map(str::to_owned),
        }]
    };
    match error.kind() {
        ErrorKind::MissingParent { current, parent } => {
            let message =
                format!("the template `{parent}`, which this one extends, does not exist");
            one(current, Some(parent), message)
        }
        ErrorKind::CircularExtend {
            tpl,
            inheritance_chain,
        } => {
            let message = format!(
                "the template extends itself: {}",
                inheritance_chain.join(" → ")
            );
            one(tpl, None, message)
        }
        ErrorKind::CircularInclude { tpl, include_chain } => {
            let message = format!(
                "the template includes itself: {}",
                include_chain.join(" → ")
            );
            one(tpl, None, message)
        }
        kind => {
            let said = kind.to_string();
            let mut drawn: Vec<Complaint> = said
                .split("\n\n")
                .filter_map(|drawing| read_drawing(drawing, text))
                .collect();
            if drawn.is_empty() {
                // A clash of two templates, say: the last one named gives way.
                let named = sound
                    .iter()
                    .rev()
                    .find(|(name, _)| said.contains(name.as_str()));
                let (name, _) = named.or(sound.last()).expect("no template, no complaint");
                drawn = one(name, None, one_paragraph(&said));
            }
            drawn
        }
    }
}

/// Reads one of tera's drawings: `error: MESSAGE`, ` --> NAME:LINE:COLUMN`, the line, `^^^`.
fn read_drawing<'t>(drawing: &str, text: impl Fn(&str) -> &'t str) -> Option<Complaint> {
    let mut lines = drawing.lines();
    let message = lines.next()?.strip_prefix("error: ")?;
    let place = lines.next()?.trim_start().strip_prefix("--> ")?;
    let (place, column) = place.rsplit_once(':')?;
    let (template, line) = place.rsplit_once(':')?;
    let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
    let width = drawing.chars().rev().take_while(|c| *c == '^').count();
    let source = text(template);
    let line_start: usize = source
        .split_inclusive('\n')
        .take(line - 1)
        .map(str::len)
        .sum();
    let offset = |chars: usize| {
        let rest = &source[line_start..];
        line_start
            + rest
                .char_indices()
                .nth(chars)
                .map_or(rest.len(), |(at, _)| at)
    };
    let wants = message
        .strip_prefix("Unknown template `")
        .and_then(|rest| rest.strip_suffix('`'));
    Some(Complaint {
        template: template.to_owned(),
        range: offset(column - 1)..offset(column - 1 + width),
        message: one_paragraph(message),
        wants: wants.map(str::to_owned),
    })
}

fn report(complaint: &Complaint, sound: &[(String, &ThemeFile)], diags: &mut Diagnostics) {
    let file = sound.iter().find(|(name, _)| *name == complaint.template);
    let (_, file) = file.expect("tera complains of what it was given");
    let span = Span::new(&file.path, complaint.range.clone());
    let diag = diags.push(Code::BadTemplate, span, complaint.message.as_str());
    let Some(wanted) = &complaint.wants else {
        return;
    };
    let names = sound
        .iter()
        .flat_map(|(name, file)| [name.as_str(), file.within]);
    let nearest = names
        .map(|name| (strsim::damerau_levenshtein(name, wanted), name))
        .min()
        .filter(|(distance, _)| *distance <= 2);
    if let Some((_, name)) = nearest {
        diag.hint(format!("did you mean `{name}`?"));
    }
}

fn report_missing(layers: &Layers, tera: &Tera, diags: &mut Diagnostics) {
    let Some(layer) = layers.names.first() else {
        return;
    };
    let manifest = Span::file(&SourcePath::new(format!("themes/{layer}/theme.yaml")));
    let search = layers.search.then_some(&"search.html");
    let required = REQUIRED.iter().chain(search);
    for name in required.filter(|name| !tera.contains_template(name)) {
        let message = format!("the theme `{layer}` has no template `{name}`");
        diags
            .push(Code::BadTemplate, manifest.clone(), message)
            .hint("write it, or let the theme lie upon one that has it: `extends: presse`");
    }
}

/// Where `text` quotes `name`, without the quotes.
fn find_quoted(text: &str, name: &str) -> Option<Range<usize>> {
    ['"', '\'', '`'].into_iter().find_map(|quote| {
        let at = text.find(&format!("{quote}{name}{quote}"))? + 1;
        Some(at..at + name.len())
    })
}

/// Tera's sentence as one of ours: one line, lowercase, no final stop.
fn one_paragraph(message: &str) -> String {
    let words: Vec<&str> = message.split_whitespace().collect();
    let joined = words.join(" ");
    let sentence = joined.trim_end_matches('.');
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}
