//! A source as hayagriva's styles take it.

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::json::Item;
use serde_json::Value;

use crate::parse::front::Source;

/// What IEEE's style dates by the day it was looked at, never by the day it appeared.
const UNDATED: [&str; 3] = ["webpage", "post", "post-weblog"];

/// The CSL-JSON item of a source, for the style called `style`.
///
/// A press dossier cannot do without dates: where the style would leave that of a page on the web
/// out, the page is worded as an article, which keeps both days.
pub(super) fn item(source: &Source, style: &str) -> Item {
    let mut item = source.variables();
    let own = source.r#type.as_deref();
    if is_ieee(style) && own.is_some_and(|own| UNDATED.contains(&own)) {
        item.insert("type".to_owned(), "article-magazine".into());
    }
    serde_json::from_value(Value::Object(item)).expect("the variables are texts, names and dates")
}

fn is_ieee(style: &str) -> bool {
    let ieee = ArchivedStyle::InstituteOfElectricalAndElectronicsEngineers;
    ArchivedStyle::by_name(style) == Some(ieee)
}
