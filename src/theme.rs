//! `themes/<name>/` -> Theme: templates (tera), UI strings (Fluent) and assets, layer over layer.
