//! Mentions of an actor, each in its sentence: the key word in context.

use std::borrow::Cow;

use crate::base::path::Url;
use crate::locale::sentences::{Excerpt, abridge};
use crate::locale::typography::{quoted, set};
use crate::parse::body::anchor;
use crate::plan::spot::Spot;
use crate::plan::view;
use crate::resolve::{Mention, Naming, NodeId, Text};

/// Characters shown on each side of a name at most.
pub(super) const CONTEXT: usize = 160;

/// All mentions of an actor on the pages of one language, page by page.
pub(super) fn mentions<'a>(spot: &Spot<'a>, actor: NodeId) -> Vec<view::MentionGroup<'a>> {
    let namings = spot.desk.site.library.graph.namings(spot.lang, actor);
    let pages = namings.chunk_by(|a, b| a.node == b.node);
    pages.map(|namings| group(spot, namings, actor)).collect()
}

fn group<'a>(spot: &Spot<'a>, namings: &'a [Naming], actor: NodeId) -> view::MentionGroup<'a> {
    let node = namings[0].node;
    let date = spot.desk.site.library.node(node).date();
    let link = spot.link(node);
    let mentions = namings.iter();
    let mentions = mentions.map(|naming| mention(spot, naming, actor, &link.url));
    view::MentionGroup {
        date: date.map(|date| spot.date(date)),
        mentions: mentions.collect(),
        link,
    }
}

fn mention<'a>(
    spot: &Spot<'a>,
    naming: &'a Naming,
    actor: NodeId,
    page: &Url,
) -> view::Mention<'a> {
    let site = spot.desk.site;
    let text = site.library.node(naming.node).text(spot.lang);
    let Mention {
        place, sentence, ..
    } = &text.mentions[naming.mention];
    let url = page.clone().with_fragment(&anchor(place.block));
    let title = || Cow::Borrowed(spot.desk.title(actor, spot.lang).text.as_str());
    if let Some(said) = said(text, place.block) {
        return view::Mention {
            before: format!("{said} — ").into(),
            name: title(),
            after: "".into(),
            url,
        };
    }
    let block = &text.body.blocks[place.block];
    let within = place.range.start - sentence.start..place.range.end - sentence.start;
    let Excerpt {
        before,
        hit,
        after,
        cut_before,
        cut_after,
    } = abridge(&block.text[sentence.clone()], within, CONTEXT);
    let (left, right) = (before.chars().next_back(), after.chars().next());
    let (first, last) = (hit.chars().next(), hit.chars().next_back());
    let by_id = hit == site.library.node(actor).id;
    view::Mention {
        before: piece(set(before, text.lang, None, first), cut_before, false),
        name: if by_id {
            title()
        } else {
            set(hit, text.lang, left, right)
        },
        after: piece(set(after, text.lang, last, None), false, cut_after),
        url,
    }
}

/// Where a block is the attribution of a quotation, how what was said begins: it is the context
/// there.
pub(super) fn said(text: &Text, block: usize) -> Option<String> {
    let mut quotations = text.body.quotations.iter().zip(&text.quoted_in);
    let (quotation, lang) = quotations.find(|(quotation, _)| quotation.blocks.end == block)?;
    let said = &text.body.blocks[quotation.blocks.clone().next()?].text;
    let end = said
        .char_indices()
        .nth(CONTEXT)
        .map_or(said.len(), |(at, _)| at);
    let goes_on = end < said.len() || quotation.blocks.len() > 1;
    let ellipsis = if goes_on { " …" } else { "" };
    let shown = format!("{}{ellipsis}", &said[..end]);
    Some(quoted(&shown, lang.unwrap_or(text.lang)))
}

/// A side of an excerpt as it is printed, with an ellipsis where it was cut.
pub(super) fn piece(text: Cow<'_, str>, cut_before: bool, cut_after: bool) -> Cow<'_, str> {
    match (cut_before, cut_after) {
        (false, false) => text,
        (true, _) => format!("… {}", text.trim_start()).into(),
        (false, true) => format!("{} …", text.trim_end()).into(),
    }
}
