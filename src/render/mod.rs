//! Plan -> Outputs. Pure, parallel, remembered.

pub mod highlight;
pub mod html;
pub mod outputs;
