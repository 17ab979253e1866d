//! A mapping whose keys are not known beforehand, each of them once.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::{Error, MapAccess};

/// All entries of `map`; a key that comes twice is an error, where serde's own maps would keep
/// the last in silence.
pub fn unique<'de, A, K, V>(mut map: A) -> Result<BTreeMap<K, V>, A::Error>
where
    A: MapAccess<'de>,
    K: Deserialize<'de> + Ord,
    V: Deserialize<'de>,
{
    let mut entries = BTreeMap::new();
    while let Some((key, value)) = map.next_entry()? {
        if entries.insert(key, value).is_some() {
            return Err(A::Error::custom("a key stands twice in one mapping"));
        }
    }
    Ok(entries)
}
