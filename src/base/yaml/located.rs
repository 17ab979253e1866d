//! A serde deserializer over the located tree. It reads as serde_yaml does, but knows where each
//! refusal belongs, and passes over keys that it has noted as unknown or written twice.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeSeed, Deserializer, IntoDeserializer, MapAccess, SeqAccess, Visitor};
use serde::forward_to_deserialize_any;

use crate::base::diag::Code;
use crate::base::yaml::fault::{Fault, choice, shortened};
use crate::base::yaml::tree::{Content, Node};

/// What was found without stopping, by place.
pub(super) type Notes = RefCell<BTreeMap<usize, Fault>>;

/// A node to be read.
#[derive(Clone, Copy)]
pub(super) struct Located<'a> {
    node: &'a Node,
    notes: &'a Notes,
    /// What a placeholder reads as where a text is asked for.
    stand_in: &'static str,
}

type Keys = &'static [&'static str];

impl<'a> Located<'a> {
    pub(super) fn new(node: &'a Node, notes: &'a Notes) -> Self {
        Self {
            node,
            notes,
            stand_in: "…",
        }
    }

    fn list<V: Visitor<'a>>(self, items: &'a [Node], visitor: V) -> Result<V::Value, Fault> {
        let notes = self.notes;
        visitor.visit_seq(Items { items, notes })
    }

    /// The entries whose key is one of `keys`, if these are known, each key once.
    fn entries<V: Visitor<'a>>(
        self,
        entries: &'a [(Node, Node)],
        keys: Option<Keys>,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let mut seen = BTreeSet::new();
        let mut kept = Vec::with_capacity(entries.len());
        for (key, value) in entries {
            let Some(name) = key.text() else {
                let message = "a list or a mapping cannot be a key".to_owned();
                let mut fault = Fault::new(Code::WrongType, message);
                fault.hint = Some("write `key: value`, the key being one word".to_owned());
                self.note(key, || fault);
                continue;
            };
            if !seen.insert(name) {
                self.note(key, || duplicate(name));
                continue;
            }
            match keys {
                Some(keys) if !keys.contains(&name) => self.note(key, || unknown(name, keys)),
                _ => kept.push((key, value)),
            }
        }
        visitor.visit_map(Entries {
            entries: kept.into_iter(),
            value: None,
            notes: self.notes,
        })
    }

    fn note(self, node: &Node, fault: impl FnOnce() -> Fault) {
        let mut notes = self.notes.borrow_mut();
        notes
            .entry(node.span.start)
            .or_insert_with(|| fault().at(node));
    }

    fn refuse<T>(self, expected: &str, hint: impl Into<Option<String>>) -> Result<T, Fault> {
        Err(Fault::unexpected(self.node, expected, hint.into()))
    }
}

fn unknown(name: &str, keys: Keys) -> Fault {
    let message = format!("there is no key `{}`", shortened(name));
    let mut fault = Fault::new(Code::UnknownKey, message);
    let free = keys.contains(&"extra");
    let mut hint = choice(name, keys.iter().copied());
    if free && !hint.starts_with("did you mean") {
        hint = format!("free data goes under `extra:`; {hint}");
    }
    fault.hint = Some(hint);
    fault
}

fn duplicate(name: &str) -> Fault {
    let message = format!("the key `{}` stands twice in one mapping", shortened(name));
    let mut fault = Fault::new(Code::DuplicateKey, message);
    fault.hint = Some("keep one of the two".to_owned());
    fault
}

/// A plain scalar as the truth value, number or text it is.
fn plain<'de, V: Visitor<'de>>(text: &str, visitor: V) -> Result<V::Value, Fault> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let zeros = digits.len() > 1
        && digits.starts_with('0')
        && digits.bytes().all(|byte| byte.is_ascii_digit());
    match text {
        "true" | "True" | "TRUE" => visitor.visit_bool(true),
        "false" | "False" | "FALSE" => visitor.visit_bool(false),
        _ if zeros || !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') => {
            visitor.visit_str(text)
        }
        _ => match (
            text.parse::<u64>(),
            text.parse::<i64>(),
            text.parse::<f64>(),
        ) {
            (Ok(number), _, _) => visitor.visit_u64(number),
            (_, Ok(number), _) => visitor.visit_i64(number),
            (_, _, Ok(number)) => visitor.visit_f64(number),
            _ => visitor.visit_str(text),
        },
    }
}

impl<'de> Deserializer<'de> for Located<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let value = match &self.node.content {
            Content::Plain(_) if self.node.is_null() => visitor.visit_unit(),
            Content::Plain(text) => plain(text, visitor),
            Content::Quoted(text) => visitor.visit_str(text),
            Content::Sequence(items) => self.list(items, visitor),
            Content::Mapping(entries) => self.entries(entries, None, visitor),
            Content::Placeholder => visitor.visit_str(self.stand_in),
        };
        value.map_err(|fault| fault.at(self.node))
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.content {
            Content::Plain(text) if matches!(&**text, "true" | "True" | "TRUE") => {
                visitor.visit_bool(true)
            }
            Content::Plain(text) if matches!(&**text, "false" | "False" | "FALSE") => {
                visitor.visit_bool(false)
            }
            Content::Placeholder => visitor.visit_bool(false),
            _ => self.refuse(
                "`true` or `false`",
                "write `true` or `false`, without quotes".to_owned(),
            ),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let value = match &self.node.content {
            Content::Plain(text) | Content::Quoted(text) => visitor.visit_str(text),
            Content::Placeholder => visitor.visit_str(self.stand_in),
            Content::Sequence(_) => self.refuse(
                "a text",
                "write one text; brackets or dashes make a list, so put a text that begins with \
                 one in quotes"
                    .to_owned(),
            ),
            Content::Mapping(_) => self.refuse(
                "a text",
                "write one text, in quotes if it holds `: ` or begins with `{`".to_owned(),
            ),
        };
        value.map_err(|fault| fault.at(self.node))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.node.content {
            Content::Placeholder => visitor.visit_none(),
            _ if self.node.is_null() => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let (code, stand_in) = match name {
            "Date" => (Code::BadDate, "2000"),
            "Instant" => (Code::BadInstant, "1970-01-01T00:00:00Z"),
            "Language" => (Code::UnknownLanguage, "en"),
            _ => (Code::WrongType, self.stand_in),
        };
        let inner = Self { stand_in, ..self };
        let value = visitor.visit_newtype_struct(inner);
        value.map_err(|mut fault| {
            // A list where a date is expected stays a value of the wrong type.
            if self.node.text().is_some() && fault.code == Code::WrongType {
                fault.code = code;
            }
            fault.at(self.node)
        })
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let value = match &self.node.content {
            Content::Sequence(items) => self.list(items, visitor),
            Content::Placeholder => self.list(&[], visitor),
            Content::Plain(text) if text.is_empty() => self.list(&[], visitor),
            Content::Plain(text) | Content::Quoted(text) => {
                let hint = format!("put it in brackets: `[{}]`", shortened(text));
                self.refuse("a list", hint)
            }
            Content::Mapping(_) => self.refuse(
                "a list",
                "begin each item with `- ` on a line of its own".to_owned(),
            ),
        };
        value.map_err(|fault| fault.at(self.node))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        let value = match &self.node.content {
            Content::Mapping(entries) => self.entries(entries, None, visitor),
            Content::Placeholder => self.entries(&[], None, visitor),
            Content::Plain(text) if text.is_empty() => self.entries(&[], None, visitor),
            // The visitor knows what it would have liked, and says so.
            _ => self.deserialize_any(visitor),
        };
        value.map_err(|fault| fault.at(self.node))
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        keys: Keys,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let value = match &self.node.content {
            Content::Mapping(entries) => self.entries(entries, Some(keys), visitor),
            Content::Placeholder => visitor.visit_map(Blanks { keys, blank: self }),
            Content::Plain(text) if text.is_empty() => self.entries(&[], Some(keys), visitor),
            _ => {
                let hint = format!("known here: `{}`", keys.join("`, `"));
                self.refuse("keys with values", hint)
            }
        };
        value.map_err(|fault| fault.at(self.node))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        words: Keys,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let word = match &self.node.content {
            Content::Plain(text) | Content::Quoted(text) => text,
            Content::Placeholder => words.first().copied().unwrap_or_default(),
            Content::Sequence(_) | Content::Mapping(_) => {
                let hint = format!("known here: `{}`", words.join("`, `"));
                return self.refuse("one word", hint);
            }
        };
        let word: StrDeserializer<'_, Fault> = word.into_deserializer();
        visitor
            .visit_enum(word)
            .map_err(|fault| fault.at(self.node))
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct
        tuple tuple_struct ignored_any
    }
}

struct Items<'a> {
    items: &'a [Node],
    notes: &'a Notes,
}

impl<'de> SeqAccess<'de> for Items<'de> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Fault> {
        let Some((first, rest)) = self.items.split_first() else {
            return Ok(None);
        };
        self.items = rest;
        seed.deserialize(Located::new(first, self.notes)).map(Some)
    }
}

struct Entries<'a> {
    entries: std::vec::IntoIter<(&'a Node, &'a Node)>,
    value: Option<&'a Node>,
    notes: &'a Notes,
}

impl<'de> MapAccess<'de> for Entries<'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        let Some((key, value)) = self.entries.next() else {
            return Ok(None);
        };
        self.value = Some(value);
        seed.deserialize(Located::new(key, self.notes)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let value = self.value.take().expect("serde asks for the key first");
        seed.deserialize(Located::new(value, self.notes))
    }
}

/// All keys of a struct that was refused; each value is the placeholder itself.
struct Blanks<'a> {
    keys: &'a [&'static str],
    blank: Located<'a>,
}

impl<'de> MapAccess<'de> for Blanks<'de> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Fault> {
        let Some((first, rest)) = self.keys.split_first() else {
            return Ok(None);
        };
        self.keys = rest;
        let key: StrDeserializer<'_, Fault> = first.into_deserializer();
        seed.deserialize(key).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        seed.deserialize(self.blank)
    }
}
