//! Memory between builds: the answer of a pure function, found again by the hash of its input.
//!
//! Nothing is ever invalidated. A build marks what it asks for; [`Memo::sweep`] then forgets the
//! rest.

use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

use siphasher::sip128::{Hasher128, SipHasher13};

/// A 128-bit fingerprint: wide enough that equal means the same.
pub type Fingerprint = u128;

/// The fingerprint of `value`.
pub fn fingerprint<T: Hash + ?Sized>(value: &T) -> Fingerprint {
    let mut hasher = SipHasher13::new();
    value.hash(&mut hasher);
    hasher.finish128().as_u128()
}

/// What one function has answered, by the fingerprint of what it was asked.
pub struct Memo<O> {
    answers: Mutex<HashMap<Fingerprint, Answer<O>>>,
    keeps: bool,
}

struct Answer<O> {
    output: Arc<O>,
    used: bool,
}

impl<O> Default for Memo<O> {
    fn default() -> Self {
        Self {
            answers: Mutex::default(),
            keeps: true,
        }
    }
}

impl<O> Memo<O> {
    /// Remembers nothing: for what one build asks once, and no build follows.
    pub fn forgetful() -> Self {
        Self {
            answers: Mutex::default(),
            keeps: false,
        }
    }

    /// The answer of `f` to `input`, computed or remembered.
    ///
    /// `f` is a plain `fn`: it captures nothing, so it reads nothing that is not in the key.
    pub fn call<I: Hash + ?Sized>(&self, input: &I, f: fn(&I) -> O) -> Arc<O> {
        if !self.keeps {
            return Arc::new(f(input));
        }
        let key = fingerprint(input);
        if let Some(answer) = self.lock().get_mut(&key) {
            answer.used = true;
            return Arc::clone(&answer.output);
        }
        // Computed outside the lock: two threads may do the same work, neither waits.
        let output = Arc::new(f(input));
        self.lock().insert(
            key,
            Answer {
                output: Arc::clone(&output),
                used: true,
            },
        );
        output
    }

    /// Forgets every answer that was not asked for since the last sweep.
    pub fn sweep(&self) {
        self.lock()
            .retain(|_, answer| std::mem::take(&mut answer.used));
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<Fingerprint, Answer<O>>> {
        // An answer is inserted whole or not at all, so a poisoned lock still guards good data.
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a memoised function is given besides its input: it saves time and changes no answer, so it
/// is no part of the key.
pub struct Aside<T>(pub T);

impl<T> Hash for Aside<T> {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

/// A heavy value that is hashed once, when it is made, and shared from then on.
pub struct Hashed<T> {
    value: Arc<T>,
    fingerprint: Fingerprint,
}

impl<T: Hash> Hashed<T> {
    /// Wraps `value` and computes its fingerprint.
    pub fn new(value: T) -> Self {
        let fingerprint = fingerprint(&value);
        Self {
            value: Arc::new(value),
            fingerprint,
        }
    }
}

impl<T> Hashed<T> {
    /// Wraps `value` under a fingerprint of all that it was computed from.
    pub fn with_fingerprint(value: T, fingerprint: Fingerprint) -> Self {
        Self {
            value: Arc::new(value),
            fingerprint,
        }
    }

    /// The fingerprint the value is known by.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }
}

impl<T> Clone for Hashed<T> {
    fn clone(&self) -> Self {
        Self {
            value: Arc::clone(&self.value),
            fingerprint: self.fingerprint,
        }
    }
}

impl<T> Deref for Hashed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> Hash for Hashed<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u128(self.fingerprint);
    }
}

impl<T> PartialEq for Hashed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.fingerprint == other.fingerprint
    }
}

impl<T> Eq for Hashed<T> {}

impl<T: fmt::Debug> fmt::Debug for Hashed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}
