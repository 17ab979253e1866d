//! Mentions of an actor, each in its sentence: the key word in context.

use std::borrow::Cow;

use crate::locale::Lang;
use crate::locale::sentences::{Excerpt, abridge, sentence_around};
use crate::locale::typography::set;
use crate::parse::body::anchor;
use crate::plan::spot::Spot;
use crate::plan::view;
use crate::resolve::{Naming, NodeId};

/// Characters shown on each side of a name at most.
const CONTEXT: usize = 160;

/// All mentions of an actor on the pages of one language, page by page.
pub(super) fn mentions<'a>(spot: &Spot<'a>, actor: NodeId) -> Vec<view::MentionGroup<'a>> {
    let namings = spot.desk.site.library.graph.namings(spot.lang, actor);
    let pages = namings.chunk_by(|a, b| a.node == b.node);
    pages.map(|namings| group(spot, namings)).collect()
}

fn group<'a>(spot: &Spot<'a>, namings: &'a [Naming]) -> view::MentionGroup<'a> {
    let node = namings[0].node;
    let mentions = namings.iter().map(|naming| mention(spot, naming));
    view::MentionGroup {
        link: spot.link(node),
        date: spot
            .desk
            .site
            .library
            .node(node)
            .date()
            .map(|date| spot.date(date)),
        mentions: mentions.collect(),
    }
}

fn mention<'a>(spot: &Spot<'a>, naming: &'a Naming) -> view::Mention<'a> {
    let text = spot.desk.site.library.node(naming.node).text(spot.lang);
    let block = &text.body.blocks[naming.place.block];
    let sentence = sentence_around(&block.text, text.lang, naming.place.range.clone());
    let name = naming.place.range.start - sentence.start..naming.place.range.end - sentence.start;
    let excerpt = abridge(&block.text[sentence], name, CONTEXT);
    let url = spot
        .desk
        .site
        .routes
        .node(naming.node, spot.lang)
        .url_from(&spot.path);
    let Excerpt {
        before,
        hit,
        after,
        cut_before,
        cut_after,
    } = excerpt;
    view::Mention {
        before: piece(
            before,
            text.lang,
            None,
            hit.chars().next(),
            cut_before,
            false,
        ),
        name: set(
            hit,
            text.lang,
            before.chars().next_back(),
            after.chars().next(),
        ),
        after: piece(
            after,
            text.lang,
            hit.chars().next_back(),
            None,
            false,
            cut_after,
        ),
        url: url.with_fragment(&anchor(naming.place.block)),
    }
}

/// A side of an excerpt as it is printed, with an ellipsis where it was cut.
fn piece(
    text: &str,
    lang: Lang,
    left: Option<char>,
    right: Option<char>,
    cut_before: bool,
    cut_after: bool,
) -> Cow<'_, str> {
    let text = set(text, lang, left, right);
    match (cut_before, cut_after) {
        (false, false) => text,
        (true, _) => format!("… {}", text.trim_start()).into(),
        (false, true) => format!("{} …", text.trim_end()).into(),
    }
}
