//! TODO strings
