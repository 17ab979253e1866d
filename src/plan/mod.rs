//! What will exist in `dist/`.

pub mod view;
