//! Data whose shape is the author's own.

use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};
use serde_yaml::Value;

/// What stands under `extra:`, passed on to templates as it is.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Free(Value);

/// The hash of [`Value`] knows neither decimals nor the order of keys; both show on a page.
impl Hash for Free {
    fn hash<H: Hasher>(&self, state: &mut H) {
        hash(&self.0, state);
    }
}

fn hash<H: Hasher>(value: &Value, state: &mut H) {
    std::mem::discriminant(value).hash(state);
    match value {
        Value::Null => {}
        Value::Bool(value) => value.hash(state),
        Value::Number(number) => number.to_string().hash(state),
        Value::String(text) => text.hash(state),
        Value::Sequence(list) => {
            state.write_usize(list.len());
            list.iter().for_each(|value| hash(value, state));
        }
        Value::Mapping(map) => {
            state.write_usize(map.len());
            for (key, value) in map {
                hash(key, state);
                hash(value, state);
            }
        }
        Value::Tagged(tagged) => {
            tagged.tag.to_string().hash(state);
            hash(&tagged.value, state);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::memo::fingerprint;

    #[test]
    fn what_shows_on_a_page_shows_in_the_hash() {
        let texts = [
            "{a: 1.5}",
            "{a: 2.5}",
            "{a: 1, b: 2}",
            "{b: 2, a: 1}",
            "{a: '1'}",
            "{a: [1, 2]}",
            "{a: [[1], 2]}",
            "{a: !t 1}",
            "{a: null}",
            "a",
        ];
        let prints = texts.map(|text| {
            let free: Free = serde_yaml::from_str(text).expect("YAML");
            fingerprint(&free)
        });
        let different: std::collections::BTreeSet<_> = prints.iter().collect();
        assert_eq!(different.len(), texts.len());
    }
}
