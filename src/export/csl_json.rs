//! Sources as CSL-JSON.

use serde_json::Value;

use crate::parse::front::Source;

/// A list of items, indented.
pub(super) fn csl_json<'a>(sources: impl Iterator<Item = &'a Source>) -> String {
    let items: Vec<_> = sources.map(Source::variables).map(Value::Object).collect();
    format!("{:#}\n", Value::Array(items))
}
