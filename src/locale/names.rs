//! TODO names
