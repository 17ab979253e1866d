//! Our Markdown: CommonMark as pulldown-cmark reads it, and what the content model adds.
