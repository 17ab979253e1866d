//! The files of `dist/`, before they are written.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::path::OutPath;
use crate::plan::Summary;
use crate::source::Attachment;

/// Every file of the site, or what is kept of it.
#[derive(Clone, Debug)]
pub struct Outputs<T = Output> {
    /// What becomes of each path.
    pub files: BTreeMap<OutPath, T>,
    /// What the site holds, in numbers.
    pub summary: Summary,
}

impl<T> Default for Outputs<T> {
    fn default() -> Self {
        Self {
            files: BTreeMap::new(),
            summary: Summary::default(),
        }
    }
}

/// One file.
#[derive(Clone, Debug)]
pub enum Output {
    /// Its bytes.
    Bytes(Arc<[u8]>),
    /// A copy of a file on disk.
    Copy(Attachment),
    /// A file of the embedded theme.
    Embedded(&'static [u8]),
}
