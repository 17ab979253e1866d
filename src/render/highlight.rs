//! Code blocks in colours, as classes (syntect).
