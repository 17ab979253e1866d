//! What stands on many pages, made ready for templates once.

use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use serde::{Serialize, Serializer};
use tera::Value;

use crate::base::memo::{Fingerprint, fingerprint};

/// What templates read of a view, by which it is known. It holds nothing of the view itself, so it
/// may outlive what that borrows.
#[derive(Clone, Debug)]
pub struct Ready<T> {
    value: Value,
    fingerprint: Fingerprint,
    view: PhantomData<fn(T)>,
}

impl<T: Hash + Serialize> Ready<T> {
    /// Makes `view` ready.
    pub fn new(view: &T) -> Self {
        Self {
            value: Value::from_serializable(view),
            fingerprint: fingerprint(view),
            view: PhantomData,
        }
    }
}

impl<T> Hash for Ready<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.fingerprint.hash(state);
    }
}

impl<T> Serialize for Ready<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}
