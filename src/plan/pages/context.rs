//! Mentions of an actor, each in its sentence: the key word in context.

use std::borrow::Cow;

use crate::base::path::Url;
use crate::locale::Lang;
use crate::locale::sentences::{Excerpt, abridge};
use crate::locale::typography::{quoted, set};
use crate::parse::body::{Body, anchor};
use crate::parse::front::Status;
use crate::parse::inline::inline;
use crate::plan::pages::chronology;
use crate::plan::spot::Spot;
use crate::plan::view::{self, Ready};
use crate::resolve::{Mention, NodeId, Text, Told};

/// Characters shown on each side of a name at most.
pub(super) const CONTEXT: usize = 160;

/// What a naming leads to.
struct Named<'a> {
    node: NodeId,
    text: &'a Text,
    mention: &'a Mention,
    sentence: &'a str,
}

/// All mentions of an actor on the pages of one language, page by page.
pub(super) fn mentions<'a>(spot: &Spot<'a>, actor: NodeId) -> Vec<view::MentionGroup<'a>> {
    let named = named(spot, actor);
    let pages = named.chunk_by(|a, b| a.node == b.node);
    let pages = pages.map(|named| group(spot, named, actor));
    let told = spot.desk.site.library.graph.told_of(spot.lang, actor);
    let events = told.chunk_by(|a, b| a.event == b.event);
    let events = events.map(|told| event(spot, told, actor));
    pages.chain(events).collect()
}

/// Where an actor is named in texts. These lie all over memory: to look for all before any is shown
/// takes half the time where there are a hundred.
fn named<'a>(spot: &Spot<'a>, actor: NodeId) -> Vec<Named<'a>> {
    let library = spot.desk.site.library;
    let namings = library.graph.namings(spot.lang, actor).iter();
    let found = namings.map(|naming| {
        let text = library.node(naming.node).text(spot.lang);
        (naming.node, text, &text.mentions[naming.mention])
    });
    let found: Vec<_> = found.collect();
    let named = found.into_iter().map(|(node, text, mention)| Named {
        node,
        text,
        mention,
        sentence: sentence(mention, &text.body),
    });
    named.collect()
}

/// The sentence of a mention.
fn sentence<'a>(mention: &Mention, body: &'a Body) -> &'a str {
    &body.blocks[mention.place.block].text[mention.sentence.clone()]
}

/// The mentions of an actor in one event.
fn event<'a>(spot: &Spot<'a>, told: &'a [Told], actor: NodeId) -> view::MentionGroup<'a> {
    let library = spot.desk.site.library;
    let index = told[0].event;
    let (event, telling) = (&library.events[index], &library.tellings[index][&spot.lang]);
    let (lang, title) = event.title.told(spot.lang, &library.languages);
    let url = chronology::url(spot, event);
    let mentions = told.iter().map(|told| {
        let mention = &telling.mentions[told.mention];
        let body = &telling.body;
        let (sentence, url) = (sentence(mention, body), url.clone());
        excerpt(spot, mention, sentence, body.lang, actor, url)
    });
    view::MentionGroup {
        title: inline(title, lang).text.into(),
        title_lang: spot.other(lang),
        lang: spot.other(telling.body.lang),
        date: Some(Cow::Owned(Ready::new(&spot.date(&event.date)))),
        status: event.status.doubt().map(Status::name),
        mentions: mentions.collect(),
        url,
    }
}

fn group<'a>(spot: &Spot<'a>, named: &[Named<'a>], actor: NodeId) -> view::MentionGroup<'a> {
    let node = named[0].node;
    let view::Link { title, url } = spot.link(node);
    let mentions = named.iter();
    let mentions = mentions.map(|named| mention(spot, named, actor, &url));
    let lang = spot.other(named[0].text.lang);
    view::MentionGroup {
        title,
        title_lang: lang.clone(),
        lang,
        date: spot.written(node),
        status: None,
        mentions: mentions.collect(),
        url,
    }
}

fn mention<'a>(spot: &Spot<'a>, named: &Named<'a>, actor: NodeId, page: &Url) -> view::Mention<'a> {
    let &Named {
        text,
        mention,
        sentence,
        ..
    } = named;
    let url = page.clone().with_fragment(&anchor(mention.place.block));
    if let Some(said) = said(text, mention.place.block) {
        return view::Mention {
            before: format!("{said} — ").into(),
            name: Cow::Borrowed(&spot.desk.title(actor, spot.lang).text),
            after: "".into(),
            url,
        };
    }
    excerpt(spot, mention, sentence, text.body.lang, actor, url)
}

/// A mention in its sentence, which is in `lang`.
fn excerpt<'a>(
    spot: &Spot<'a>,
    mention: &Mention,
    sentence: &'a str,
    lang: Lang,
    actor: NodeId,
    url: Url,
) -> view::Mention<'a> {
    let (name, start) = (&mention.place.range, mention.sentence.start);
    let Excerpt {
        before,
        hit,
        after,
        cut_before,
        cut_after,
    } = abridge(sentence, name.start - start..name.end - start, CONTEXT);
    let (left, right) = (before.chars().next_back(), after.chars().next());
    let (first, last) = (hit.chars().next(), hit.chars().next_back());
    let by_id = hit == spot.desk.site.library.node(actor).id;
    view::Mention {
        before: piece(set(before, lang, None, first), cut_before, false),
        name: if by_id {
            Cow::Borrowed(spot.desk.title(actor, spot.lang).text.as_str())
        } else {
            set(hit, lang, left, right)
        },
        after: piece(set(after, lang, last, None), false, cut_after),
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
    let ellipsis = if goes_on { "\u{a0}…" } else { "" };
    let shown = format!("{}{ellipsis}", &said[..end]);
    Some(quoted(&shown, lang.unwrap_or(text.lang)))
}

/// A side of an excerpt as it is printed, with an ellipsis where it was cut, which never stands on
/// a line alone.
pub(super) fn piece(text: Cow<'_, str>, cut_before: bool, cut_after: bool) -> Cow<'_, str> {
    match (cut_before, cut_after) {
        (false, false) => text,
        (true, _) => format!("…\u{a0}{}", text.trim_start()).into(),
        (false, true) => format!("{}\u{a0}…", text.trim_end()).into(),
    }
}
