//! A text -> what it says in one or two sentences.

use crate::locale::Lang;
use crate::locale::sentences::sentences;
use crate::locale::typography::set;
use crate::parse::body::BlockKind;
use crate::parse::inline::inline;
use crate::resolve::Text;

/// What a text says in one or two sentences, as its author wrote it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gist<'a> {
    /// The summary of the front matter: inline Markdown.
    Summary(&'a str),
    /// The first paragraph, without markup: its first two sentences are the gist.
    Beginning(&'a str),
}

impl Gist<'_> {
    /// The same without markup, in the typography of `lang`, the language of the text.
    pub fn words(&self, lang: Lang) -> String {
        match self {
            Self::Summary(summary) => inline(summary, lang).text,
            Self::Beginning(paragraph) => {
                let sentences = sentences(paragraph, lang);
                let last = sentences.get(1).or(sentences.first());
                let beginning = &paragraph[..last.map_or(0, |sentence| sentence.end)];
                set(beginning, lang, None, None).into_owned()
            }
        }
    }
}

impl Text {
    /// What it says in one or two sentences.
    pub fn gist(&self) -> Option<Gist<'_>> {
        if let Some(summary) = self.front.summary() {
            return Some(Gist::Summary(summary));
        }
        let mut blocks = self.body.blocks.iter();
        let paragraph = blocks.find(|block| block.kind == BlockKind::Paragraph)?;
        Some(Gist::Beginning(&paragraph.text))
    }
}
