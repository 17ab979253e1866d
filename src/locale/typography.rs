//! stub
use std::borrow::Cow;
use crate::locale::Lang;
/// stub
pub fn set(text: &str, _lang: Lang, _before: Option<char>, _after: Option<char>) -> Cow<'_, str> { Cow::Borrowed(text) }
