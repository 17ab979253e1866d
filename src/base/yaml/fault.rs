//! One thing that a type refuses about a value, with the place of the value: serde's errors in
//! the words of the newsroom.

use std::fmt::{self, Display};
use std::ops::Range;

use serde::de::{Error, Expected, Unexpected};

use crate::base::diag::Code;
use crate::base::nearest::nearest;
use crate::base::yaml::tree::{Content, Node};

/// A refusal.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) code: Code,
    pub(super) message: String,
    pub(super) hint: Option<String>,
    /// The required key that is missing, if that is what is wrong.
    pub(super) missing: Option<&'static str>,
    /// The node that was refused and its bytes, once known.
    pub(super) place: Option<(usize, Range<usize>)>,
}

impl Fault {
    pub(super) fn new(code: Code, message: String) -> Self {
        Self {
            code,
            message,
            hint: None,
            missing: None,
            place: None,
        }
    }

    /// What stands at `node` is not what was expected.
    pub(super) fn unexpected(node: &Node, expected: &str, hint: Option<String>) -> Self {
        let message = format!("expected {expected}, found {}", node.words());
        let mut fault = Self::new(Code::WrongType, message).at(node);
        fault.hint = hint;
        fault
    }

    /// The same at `node`, unless a place nearer to the cause is known.
    pub(super) fn at(mut self, node: &Node) -> Self {
        self.place
            .get_or_insert_with(|| (node.id, node.span.clone()));
        self
    }
}

impl Node {
    /// What the node is, for a message: “the text `non`”.
    fn words(&self) -> String {
        match &self.content {
            _ if self.is_null() => "nothing".to_owned(),
            Content::Plain(text) => match text.parse::<f64>() {
                Ok(_) => format!("the number `{text}`"),
                Err(_) => format!("`{}`", shortened(text)),
            },
            Content::Quoted(text) => format!("the text `{}`", shortened(text)),
            Content::Sequence(_) => "a list".to_owned(),
            Content::Mapping(_) => "keys with values".to_owned(),
            Content::Placeholder => "nothing".to_owned(),
        }
    }
}

/// The beginning of `text`, on one line.
pub(super) fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let cut: String = line.chars().take(60).collect();
    match cut.len() < text.trim_end().len() {
        true => cut + "…",
        false => cut,
    }
}

/// Which of `expected` was meant by `written`, or all of them.
pub(super) fn choice<'a>(
    written: &str,
    expected: impl IntoIterator<Item = &'a str> + Clone,
) -> String {
    if let Some(nearest) = nearest(written, expected.clone()) {
        return format!("did you mean `{nearest}`?");
    }
    let all: Vec<String> = expected
        .into_iter()
        .map(|word| format!("`{word}`"))
        .collect();
    format!("known here: {}", all.join(", "))
}

impl Error for Fault {
    fn custom<T: Display>(message: T) -> Self {
        Self::new(Code::WrongType, message.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        let found = match found {
            Unexpected::Unit | Unexpected::Option => "nothing".to_owned(),
            Unexpected::Str(text) => format!("the text `{}`", shortened(text)),
            Unexpected::Bool(truth) => format!("`{truth}`"),
            Unexpected::Unsigned(number) => format!("the number `{number}`"),
            Unexpected::Signed(number) => format!("the number `{number}`"),
            Unexpected::Float(number) => format!("the number `{number}`"),
            Unexpected::Seq => "a list".to_owned(),
            Unexpected::Map => "keys with values".to_owned(),
            other => other.to_string(),
        };
        let mut fault = Self::custom(format!("expected {expected}, found {found}"));
        fault.hint = found
            .starts_with("the number")
            .then(|| "put it in quotes if it is meant as a text".to_owned());
        fault
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        let message = format!("`{}` is none of the words known here", shortened(variant));
        let mut fault = Self::custom(message);
        fault.hint = Some(choice(variant, expected.iter().copied()));
        fault
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        let message = format!("there is no key `{}`", shortened(field));
        let mut fault = Self::new(Code::UnknownKey, message);
        fault.hint = Some(choice(field, expected.iter().copied()));
        fault
    }

    fn missing_field(field: &'static str) -> Self {
        let message = format!("the required key `{field}` is missing");
        let mut fault = Self::new(Code::MissingKey, message);
        fault.missing = Some(field);
        fault.hint = Some(match field {
            "alt" => "say what the picture shows, for those who do not see it: `alt: …`".to_owned(),
            "sources" => "name the evidence: `sources: [id-of-a-source]`".to_owned(),
            _ => format!("add `{field}: …`"),
        });
        fault
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new(
            Code::DuplicateKey,
            format!("the key `{field}` stands twice"),
        )
    }
}

impl Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}
