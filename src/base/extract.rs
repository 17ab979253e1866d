//! A part of a text that somebody holds anyway: most of what is seen of a file stands in it just
//! so, and a copy would cost as much memory as the file.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, Range};
use std::sync::Arc;

/// A part of a text. It reads, compares and hashes as the `str` it is.
#[derive(Clone)]
pub struct Extract {
    whole: Arc<String>,
    range: Range<usize>,
}

impl Extract {
    /// Nothing yet of `whole`.
    pub fn of(whole: Arc<String>) -> Self {
        Self { whole, range: 0..0 }
    }

    /// Appends `text`, which may be what stands from the byte `at` on in the text this is a part
    /// of. Only where that is not so, or not what follows, is anything copied.
    pub fn push(&mut self, text: &str, at: Option<usize>) {
        if text.is_empty() {
            return;
        }
        let starts = at.filter(|at| self.is_empty() || *at == self.range.end);
        let stands = starts.map(|at| at..at + text.len());
        if let Some(range) = stands.filter(|range| self.whole.get(range.clone()) == Some(text)) {
            let start = if self.is_empty() {
                range.start
            } else {
                self.range.start
            };
            self.range = start..range.end;
            return;
        }
        let made = self.made();
        made.push_str(text);
        self.range = 0..made.len();
    }

    /// Gives back memory beyond what the text needs.
    pub fn shrink_to_fit(&mut self) {
        if let Some(made) = Arc::get_mut(&mut self.whole) {
            made.shrink_to_fit();
        }
    }

    /// The part.
    pub fn as_str(&self) -> &str {
        &self.whole[self.range.clone()]
    }

    /// The part as a text of its own, to be changed.
    fn made(&mut self) -> &mut String {
        let is_own = self.range == (0..self.whole.len()) && Arc::get_mut(&mut self.whole).is_some();
        if !is_own {
            self.whole = Arc::new(self.as_str().to_owned());
        }
        Arc::get_mut(&mut self.whole).expect("nobody else holds it")
    }
}

impl From<String> for Extract {
    fn from(text: String) -> Self {
        let range = 0..text.len();
        Self {
            whole: Arc::new(text),
            range,
        }
    }
}

impl Deref for Extract {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq for Extract {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Extract {}

impl Hash for Extract {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl fmt::Debug for Extract {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_stands_otherwise_is_copied() {
        let whole = Arc::new("Chez OVH, à Roubaix".to_owned());
        let mut extract = Extract::of(Arc::clone(&whole));
        for (text, at, read, is_copy) in [
            ("OVH", Some(5), "OVH", false),
            (", à", Some(8), "OVH, à", false),
            ("", None, "OVH, à", false),
            ("Roubaix", Some(13), "OVH, àRoubaix", true),
            ("Chez", Some(0), "OVH, àRoubaixChez", true),
        ] {
            extract.push(text, at);
            assert_eq!(&*extract, read);
            assert_eq!(!Arc::ptr_eq(&extract.whole, &whole), is_copy, "{read}");
        }
        for (text, at) in [("OVH", Some(4)), ("OVH", Some(17)), ("OVH", None)] {
            let mut extract = Extract::of(Arc::clone(&whole));
            extract.push(text, at);
            assert_eq!(&*extract, "OVH");
            assert!(!Arc::ptr_eq(&extract.whole, &whole));
        }
    }
}
