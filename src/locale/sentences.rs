//! TODO sentences
