//! Which pages browsers look at, at this moment, and which they ask for.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The addresses of pages in browsers.
#[derive(Debug, Default)]
pub(super) struct Viewers(Mutex<Pages>);

#[derive(Debug, Default)]
struct Pages {
    /// How many browsers look at each.
    counts: BTreeMap<String, usize>,
    /// Those that nobody looked at when it was asked last, and that were opened or asked for since.
    arrived: BTreeSet<String>,
    /// Whether the site is being built again, and pages of it are shown ahead.
    is_building: bool,
}

/// A browser that looks at a page, until this is dropped.
pub(super) struct Viewing {
    viewers: Arc<Viewers>,
    page: String,
}

impl Viewers {
    /// Notes that a browser looks at the page at the address `page`.
    pub(super) fn enter(self: &Arc<Self>, page: &str) -> Viewing {
        let mut pages = self.lock();
        let count = pages.counts.entry(page.to_owned()).or_default();
        *count += 1;
        if *count == 1 {
            pages.arrived.insert(page.to_owned());
        }
        Viewing {
            viewers: Arc::clone(self),
            page: page.to_owned(),
        }
    }

    /// Notes that somebody asks for the page at the address `page`, perhaps without looking at it
    /// from then on. Returns whether it is worth waiting for: whether the site is being built.
    pub(super) fn ask(&self, page: &str) -> bool {
        let mut pages = self.lock();
        if !pages.counts.contains_key(page) {
            pages.arrived.insert(page.to_owned());
        }
        pages.is_building
    }

    /// A build begins: the addresses that are looked at, each once.
    pub(super) fn begin(&self) -> BTreeSet<String> {
        let mut pages = self.lock();
        pages.arrived.clear();
        pages.is_building = true;
        pages.counts.keys().cloned().collect()
    }

    /// The build is over.
    pub(super) fn end(&self) {
        self.lock().is_building = false;
    }

    /// Whether a build began that is not over.
    pub(super) fn is_building(&self) -> bool {
        self.lock().is_building
    }

    /// The addresses that nobody looked at when this or [`Viewers::begin`] was asked last, and that
    /// were opened or asked for since.
    pub(super) fn arrived(&self) -> BTreeSet<String> {
        std::mem::take(&mut self.lock().arrived)
    }

    fn lock(&self) -> MutexGuard<'_, Pages> {
        // A number is changed whole, so a poisoned lock still guards good numbers.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Viewing {
    fn drop(&mut self) {
        let mut pages = self.viewers.lock();
        if let Some(count) = pages.counts.get_mut(&self.page) {
            *count -= 1;
            if *count == 0 {
                pages.counts.remove(&self.page);
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
        assert_eq!(viewers.begin(), ["/a.html".to_owned()].into());
        drop(other);
        assert!(viewers.begin().is_empty());
    }

    #[test]
    fn who_comes_later_is_told_once() {
        let viewers = Arc::new(Viewers::default());
        let _first = viewers.enter("/a.html");
        viewers.begin();
        let _others = ["/a.html", "/b.html"].map(|page| viewers.enter(page));
        assert!(viewers.ask("/a.html"));
        assert!(viewers.ask("/c.html"));
        let arrived = ["/b.html", "/c.html"].map(str::to_owned);
        assert_eq!(viewers.arrived(), arrived.into());
        assert!(viewers.arrived().is_empty());
        viewers.end();
        assert!(!viewers.ask("/a.html"));
    }
}
