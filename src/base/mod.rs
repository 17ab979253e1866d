//! The ground floor: diagnostics, paths, memory, texts and YAML. It knows nothing of dossiers.

pub mod bytes;
pub mod diag;
pub mod extract;
pub mod memo;
pub mod nearest;
pub mod path;
pub mod yaml;
