//! What `chronology.html` may read, and the pages of actors and dossiers of their events.

use std::borrow::Cow;

use serde::Serialize;

use crate::base::path::Url;
use crate::plan::view::{Choice, Date, Link};

/// All events.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Chronology<'a> {
    /// The years in which something happened, in order.
    pub years: Vec<EventYear<'a>>,
    /// The same, drawn.
    pub timeline: Timeline<'a>,
    /// Number of events.
    pub count: usize,
    /// The actors that took part in some event, by their addresses, in the order of the page's
    /// language.
    pub actors: Vec<Choice<'a>>,
    /// What is said of how well some event is established, in order, as in a message `status-…`.
    pub statuses: Vec<&'static str>,
}

/// A drawing of when things happened: columns of time, in each a mark for every event.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Timeline<'a> {
    /// The years in which something began; where that was much, the months of the year; where it
    /// still was, the days of the month.
    pub columns: Vec<TimeColumn>,
    /// The events, in order; what has no date has no mark.
    pub marks: Vec<TimeMark<'a>>,
    /// How many marks stand above one another at most.
    pub levels: usize,
}

/// A column of a time line.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct TimeColumn {
    /// The year, the month with its year, or the number of the day.
    pub label: String,
    /// For the first of the days of a month, that month with its year.
    pub month: Option<String>,
    /// Whether it is a day.
    pub is_day: bool,
}

/// An event in a time line.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct TimeMark<'a> {
    /// Its place in the chronology.
    pub url: Url,
    /// Its headline, without markup.
    pub title: String,
    /// When it happened, in words.
    pub date: String,
    /// As in [`Event::status`].
    pub status: &'a str,
    /// The first of the columns in which it may have happened.
    pub first: usize,
    /// The last of them.
    pub last: usize,
    /// From below, where no other mark of these columns is.
    pub level: usize,
}

/// The events of a year.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct EventYear<'a> {
    /// The year in which they began, or a word for none.
    pub year: String,
    /// The anchor: `year-2010`.
    pub id: String,
    /// Its events, in order; where the year is told month by month, those of no certain month.
    pub days: Vec<EventDay<'a>>,
    /// Its months in which something happened, in order, if there were many events.
    pub months: Vec<EventMonth<'a>>,
}

/// The events of a month.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct EventMonth<'a> {
    /// The month with its year, in words.
    pub month: String,
    /// The anchor: `month-2010-12`.
    pub id: String,
    /// Its events, in order.
    pub days: Vec<EventDay<'a>>,
}

/// The events of a day, or some that follow one another and of which no day is certain.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct EventDay<'a> {
    /// The day on which they began.
    pub day: Option<Date>,
    /// The anchor, if there is a day: `day-2010-12-03`.
    pub id: Option<String>,
    /// Its events, in order. The date of an event may say more than the day: a time, an end.
    pub events: Vec<Event<'a>>,
}

/// Something that happened, with its evidence.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Event<'a> {
    /// Its anchor on every page that shows it: `event-` and its id.
    pub anchor: String,
    /// A headline, as safe inline HTML.
    pub title: String,
    /// The language of the headline, if it is another than the page's.
    pub title_lang: Option<String>,
    /// The language of the text, if it is another than the page's.
    pub lang: Option<String>,
    /// Its place in the chronology.
    pub url: Url,
    /// When it happened.
    pub date: Date,
    /// What happened, as safe inline HTML.
    pub text: Option<String>,
    /// Where.
    pub place: Option<&'a str>,
    /// `confirmed`, `reported`, `disputed` or `refuted`; a message `status-…` words it.
    pub status: &'static str,
    /// Those who took part.
    pub actors: Vec<Link<'a>>,
    /// The dossiers that tell it, but for the page at hand.
    pub dossiers: Vec<Link<'a>>,
    /// Where it is reported; the sources of its versions stand with these.
    pub sources: Vec<Evidence<'a>>,
    /// The versions of it, if it is disputed.
    pub claims: Vec<Claim<'a>>,
}

/// One version of a disputed event.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Claim<'a> {
    /// What is claimed, as safe inline HTML.
    pub text: String,
    /// Its language, if it is another than the page's.
    pub lang: Option<String>,
    /// Who claims it.
    pub sources: Vec<Evidence<'a>>,
}

/// A source, in short.
#[derive(Clone, Debug, Hash, Serialize)]
pub struct Evidence<'a> {
    /// Its title.
    pub title: Cow<'a, str>,
    /// The paper or site that published it.
    pub publisher: Option<&'a str>,
    /// When it was published.
    pub date: Option<Date>,
    /// Its page, with all that rests on it.
    pub url: Url,
}
