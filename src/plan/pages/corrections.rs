//! The log of corrections.

use crate::config::Section;
use crate::parse::front;
use crate::plan::pages::chronology::evidence;
use crate::plan::spot::Spot;
use crate::plan::view::{self, LogEntry};
use crate::plan::{Page, View};
use crate::route::Place;

pub(super) fn log<'a>(spot: &Spot<'a>) -> Page<'a> {
    let library = spot.desk.site.library;
    let entry = |(id, given)| {
        let lang = &library.node(id).text(spot.lang).lang;
        LogEntry {
            dossier: spot.link(id),
            lang: (*lang != spot.lang).then(|| lang.as_str()),
            correction: correction(spot, given),
        }
    };
    let corrections = library.corrections(spot.lang);
    let view = view::Corrections {
        entries: corrections.map(entry).collect(),
        feed: spot.url(&Place::CorrectionsFeed),
    };
    let frame = spot.frame("corrections", spot.word(Section::Corrections.key()).into());
    spot.page("corrections.html", frame, View::Corrections(view))
}

pub(super) fn correction<'a>(
    spot: &Spot<'a>,
    correction: &'a front::Correction,
) -> view::Correction<'a> {
    view::Correction {
        date: spot.date(&correction.date),
        text: spot.inline(&correction.text),
        sources: evidence(spot, &correction.sources),
    }
}
