//! Memory between builds: the answer of a pure function, found again by the hash of its input.
//!
//! Nothing is ever invalidated. A build marks what it asks for; [`Memo::sweep`] then forgets the
//! rest, but for what somebody still holds: an answer that was computed from others, and holds
//! them, keeps them in memory although nobody asks for them while it is known itself.

use std::array;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;
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
    answers: Table<Answer<O>>,
    /// Questions by their digests.
    questions: Table<Question>,
    keeps: bool,
}

/// A map in parts with a lock each: threads that ask at the same time seldom wait for each other.
struct Table<T>([Mutex<FxHashMap<Fingerprint, T>>; PARTS]);

/// Into how many parts a table is divided.
const PARTS: usize = 16;

struct Answer<O> {
    output: Arc<O>,
    used: bool,
}

/// What was asked under some digest, by its fingerprint.
struct Question {
    asked: Fingerprint,
    used: bool,
}

impl<O> Default for Memo<O> {
    fn default() -> Self {
        Self {
            answers: Table::default(),
            questions: Table::default(),
            keeps: true,
        }
    }
}

impl<O> Memo<O> {
    /// Remembers nothing: for what one build asks once, and no build follows.
    pub fn forgetful() -> Self {
        Self {
            keeps: false,
            ..Self::default()
        }
    }

    /// Whether answers are kept at all.
    pub fn keeps(&self) -> bool {
        self.keeps
    }

    /// The answer of `f` to `input`, computed or remembered.
    ///
    /// `f` is a plain `fn`: it captures nothing, so it reads nothing that is not in the key.
    pub fn call<I: Hash + ?Sized>(&self, input: &I, f: fn(&I) -> O) -> Arc<O> {
        if !self.keeps {
            return Arc::new(f(input));
        }
        self.answer(fingerprint(input), input, f)
    }

    /// The same where making the input is itself work, and a digest of it is at hand. Equal digests
    /// must mean equal inputs; different ones may, too.
    pub fn call_by<I: Hash>(
        &self,
        digest: Fingerprint,
        input: impl FnOnce() -> I,
        f: fn(&I) -> O,
    ) -> Arc<O> {
        if !self.keeps {
            return Arc::new(f(&input()));
        }
        if let Some(answer) = self.asked(digest).and_then(|asked| self.known(asked)) {
            return answer;
        }
        let input = input();
        let asked = fingerprint(&input);
        let question = Question { asked, used: true };
        self.questions.part(digest).insert(digest, question);
        self.answer(asked, &input, f)
    }

    /// Forgets every answer that was not asked for since the last sweep and that nobody holds.
    pub fn sweep(&self) {
        self.answers.retain(|answer| {
            std::mem::take(&mut answer.used) || Arc::strong_count(&answer.output) > 1
        });
        self.questions
            .retain(|question| std::mem::take(&mut question.used));
    }

    fn answer<I: ?Sized>(&self, asked: Fingerprint, input: &I, f: fn(&I) -> O) -> Arc<O> {
        if let Some(answer) = self.known(asked) {
            return answer;
        }
        // Computed outside the lock: two threads may do the same work, neither waits.
        let output = Arc::new(f(input));
        let answer = Answer {
            output: Arc::clone(&output),
            used: true,
        };
        self.answers.part(asked).insert(asked, answer);
        output
    }

    fn known(&self, asked: Fingerprint) -> Option<Arc<O>> {
        let mut answers = self.answers.part(asked);
        let answer = answers.get_mut(&asked)?;
        answer.used = true;
        Some(Arc::clone(&answer.output))
    }

    fn asked(&self, digest: Fingerprint) -> Option<Fingerprint> {
        let mut questions = self.questions.part(digest);
        let question = questions.get_mut(&digest)?;
        question.used = true;
        Some(question.asked)
    }
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self(array::from_fn(|_| Mutex::default()))
    }
}

impl<T> Table<T> {
    /// The part that holds what is known by `print`.
    fn part(&self, print: Fingerprint) -> MutexGuard<'_, FxHashMap<Fingerprint, T>> {
        lock(&self.0[print as usize % PARTS])
    }

    fn retain(&self, keep: fn(&mut T) -> bool) {
        for part in &self.0 {
            lock(part).retain(|_, value| keep(value));
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // An entry is inserted whole or not at all, so a poisoned lock still guards good data.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
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

    /// The value, to be held by others too.
    pub fn shared(&self) -> Arc<T> {
        Arc::clone(&self.value)
    }

    /// The fingerprint the value is known by.
    pub fn fingerprint(&self) -> Fingerprint {
        self.fingerprint
    }
}

impl<T: Default + Hash> Default for Hashed<T> {
    fn default() -> Self {
        Self::new(T::default())
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

#[cfg(test)]
mod tests {
    use super::*;

    impl<T> Table<T> {
        fn len(&self) -> usize {
            self.0.iter().map(|part| lock(part).len()).sum()
        }
    }

    fn length(text: &&str) -> usize {
        text.len()
    }

    #[test]
    fn what_is_held_is_not_forgotten() {
        let memo = Memo::default();
        let held = memo.call(&"OVH", length);
        memo.call(&"Bahnhof", length);
        memo.sweep();
        memo.sweep();
        assert!(Arc::ptr_eq(&held, &memo.call(&"OVH", length)));
        assert_eq!(memo.answers.len(), 1);
        drop(held);
        memo.sweep();
        memo.sweep();
        assert_eq!(memo.answers.len(), 0);
    }
}
