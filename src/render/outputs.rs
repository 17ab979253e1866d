//! The files of `dist/`, before they are written.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::path::OutPath;
use crate::plan::Summary;
use crate::source::Attachment;

/// Every file of the site.
#[derive(Clone, Debug, Default)]
pub struct Outputs {
    /// What becomes of each path.
    pub files: BTreeMap<OutPath, Output>,
    /// What the site holds, in numbers.
    pub summary: Summary,
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
