//! The finished site as a value: every file of the output folder, not yet written.

use std::collections::BTreeMap;

use crate::base::path::OutPath;
use crate::source::Attachment;

/// The site: what the output folder shall hold, and nothing else.
#[derive(Clone, Debug, Default)]
pub struct Outputs {
    /// Each file at its path.
    pub files: BTreeMap<OutPath, Output>,
}

/// The bytes of one file of the site, or where they come from.
#[derive(Clone, Debug)]
pub enum Output {
    /// What a template or an export made.
    Bytes(Vec<u8>),
    /// A file of the project, copied when the site is written and never held in memory.
    Copy(Attachment),
    /// A file of the embedded theme.
    Embedded(&'static [u8]),
}
