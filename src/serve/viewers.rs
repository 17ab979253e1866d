//! Which pages browsers look at, at this moment.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The addresses of pages in browsers, each with the number of these.
#[derive(Debug, Default)]
pub(super) struct Viewers(Mutex<BTreeMap<String, usize>>);

/// A browser that looks at a page, until this is dropped.
pub(super) struct Viewing {
    viewers: Arc<Viewers>,
    page: String,
}

impl Viewers {
    /// Notes that a browser looks at the page at the address `page`.
    pub(super) fn enter(self: &Arc<Self>, page: &str) -> Viewing {
        *self.lock().entry(page.to_owned()).or_default() += 1;
        Viewing {
            viewers: Arc::clone(self),
            page: page.to_owned(),
        }
    }

    /// The addresses that are looked at, each once.
    pub(super) fn pages(&self) -> Vec<String> {
        self.lock().keys().cloned().collect()
    }

    fn lock(&self) -> MutexGuard<'_, BTreeMap<String, usize>> {
        // A number is changed whole, so a poisoned lock still guards good numbers.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Viewing {
    fn drop(&mut self) {
        let mut pages = self.viewers.lock();
        if let Some(count) = pages.get_mut(&self.page) {
            *count -= 1;
            if *count == 0 {
                pages.remove(&self.page);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_looked_at_until_its_last_viewer_leaves() {
        let viewers = Arc::new(Viewers::default());
        let (one, other) = (viewers.enter("/a.html"), viewers.enter("/a.html"));
        drop(one);
        assert_eq!(viewers.pages(), ["/a.html"]);
        drop(other);
        assert!(viewers.pages().is_empty());
    }
}
