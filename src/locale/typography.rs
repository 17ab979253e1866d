//! TODO typography
