//! The words of the interface in one language, from the Fluent files of the theme's layers.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::hash::{Hash, Hasher};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::resolver::ResolverError;
use fluent_bundle::resolver::errors::ReferenceKind;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use fluent_syntax::ast::Entry;
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_decimal::options::{DecimalFormatterOptions, GroupingStrategy};
use intl_memoizer::Memoizable;
use intl_memoizer::concurrent::IntlLangMemoizer;
use unic_langid::LanguageIdentifier;

use crate::base::diag::{Code, Diagnostics, Span, Warned};
use crate::base::memo::{Fingerprint, fingerprint};
use crate::base::path::SourcePath;
use crate::locale::{Lang, regional};

/// The messages of one language. It is known by the text of its resources.
pub struct Strings {
    bundle: FluentBundle<FluentResource>,
    /// Where each message was last defined.
    places: BTreeMap<String, Span>,
    fingerprint: Fingerprint,
}

/// What a message may be given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value<'a> {
    /// Words, put in as they are.
    Text(&'a str),
    /// A number: it chooses plurals and is written as the language does.
    Number(i64),
}

impl Strings {
    /// Reads `resources`; a later one overrides messages of an earlier one.
    pub fn new(lang: Lang, resources: &[(SourcePath, &str)]) -> Warned<Strings> {
        let mut diags = Diagnostics::default();
        let mut strings = Strings {
            bundle: bundle(lang),
            places: BTreeMap::new(),
            fingerprint: fingerprint(&(lang, resources)),
        };
        for (path, text) in resources {
            let resource = read(path, text, &mut diags);
            strings.note_places(path, &resource);
            strings.bundle.add_resource_overriding(resource);
        }
        strings.check(&mut diags);
        Warned::new(strings, diags)
    }

    /// The message `key`; `None` if there is none, or if it needs something to be given.
    pub fn get(&self, key: &str) -> Option<String> {
        self.format(key, &[])
    }

    /// The message `key` with `args` put in; `None` if there is none, or if it needs something
    /// that is not among them.
    pub fn format(&self, key: &str, args: &[(&str, Value<'_>)]) -> Option<String> {
        let mut given = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            match value {
                Value::Text(text) => given.set(*name, *text),
                Value::Number(number) => given.set(*name, *number),
            }
        }
        let (text, errors) = self.resolve(key, &given)?;
        errors.is_empty().then_some(text)
    }

    /// The keys of all messages.
    pub fn keys(&self) -> BTreeSet<&str> {
        self.places.keys().map(String::as_str).collect()
    }

    /// Where the message `key` is defined; the last place, if several layers define it.
    pub fn place(&self, key: &str) -> Option<&Span> {
        self.places.get(key)
    }

    fn resolve(&self, key: &str, args: &FluentArgs<'_>) -> Option<(String, Vec<FluentError>)> {
        let pattern = self.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(args), &mut errors);
        Some((text.into_owned(), errors))
    }

    fn note_places(&mut self, path: &SourcePath, resource: &FluentResource) {
        let source = resource.source();
        for entry in resource.entries() {
            if let Entry::Message(message) = entry
                && message.value.is_some()
            {
                let key = message.id.name;
                // The key is a part of `source`, so the distance is its offset.
                let start = key.as_ptr() as usize - source.as_ptr() as usize;
                let span = Span::new(path, start..start + key.len());
                self.places.insert(key.to_owned(), span);
            }
        }
    }

    /// Reports what a message uses that does not exist.
    fn check(&self, diags: &mut Diagnostics) {
        let nothing = FluentArgs::new();
        for (key, span) in &self.places {
            let errors = self.resolve(key, &nothing).map_or(Vec::new(), |it| it.1);
            for error in errors {
                if let Some(reason) = reason(&error) {
                    let message = format!("the message `{key}` cannot be shown: {reason}");
                    diags.push(Code::BadStrings, span.clone(), message);
                }
            }
        }
    }
}

/// What is wrong with a message; what it will be given is missing as yet, which is no fault.
fn reason(error: &FluentError) -> Option<String> {
    match error {
        FluentError::ResolverError(ResolverError::Reference(ReferenceKind::Variable {
            ..
        })) => None,
        FluentError::ResolverError(error) => Some(lowercase(&error.to_string())),
        error => Some(lowercase(&error.to_string())),
    }
}

fn read(path: &SourcePath, text: &str, diags: &mut Diagnostics) -> FluentResource {
    let (resource, errors) = match FluentResource::try_new(text.to_owned()) {
        Ok(resource) => (resource, Vec::new()),
        Err((resource, errors)) => (resource, errors),
    };
    for error in errors {
        let [start, end] = [error.pos.start, error.pos.end].map(|at| at.min(text.len()));
        let span = Span::new(path, start..end);
        let message = format!("this is not Fluent: {}", lowercase(&error.kind.to_string()));
        diags
            .push(Code::BadStrings, span, message)
            .hint("a message is written `key = text`, its further lines indented");
    }
    resource
}

fn bundle(lang: Lang) -> FluentBundle<FluentResource> {
    let tag = lang.as_str().parse::<LanguageIdentifier>();
    let mut bundle = FluentBundle::new_concurrent(vec![tag.unwrap_or_default()]);
    // The marks would end up in titles and addresses; the directions of our languages agree.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(format_number));
    bundle
        .add_builtins()
        .expect("a new bundle has no functions to clash with");
    bundle
}

/// Numbers of one language, with or without their thousands apart.
struct Numbers(DecimalFormatter);

impl Memoizable for Numbers {
    type Args = (bool,);
    type Error = String;

    fn construct(lang: LanguageIdentifier, (grouped,): (bool,)) -> Result<Self, String> {
        let lang: Lang = lang.language.as_str().parse().unwrap_or(Lang::UNKNOWN);
        let mut options = DecimalFormatterOptions::default();
        if !grouped {
            options.grouping_strategy = Some(GroupingStrategy::Never);
        }
        DecimalFormatter::try_new(regional(lang).into(), options)
            .map(Self)
            .map_err(|error| error.to_string())
    }
}

fn format_number(value: &FluentValue<'_>, memoizer: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let decimal: Decimal = number.as_string().parse().ok()?;
    let format = |numbers: &Numbers| numbers.0.format(&decimal).to_string();
    memoizer
        .with_try_get((number.options.use_grouping,), format)
        .ok()
}

fn lowercase(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

impl Hash for Strings {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fingerprint.hash(state);
    }
}

impl PartialEq for Strings {
    fn eq(&self, other: &Self) -> bool {
        self.fingerprint == other.fingerprint
    }
}

impl Eq for Strings {}

impl fmt::Debug for Strings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Strings").field(&self.places.keys()).finish()
    }
}
