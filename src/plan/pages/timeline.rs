//! The time line: events as marks over years, months and days.

use std::collections::BTreeMap;

use crate::locale::dates::{Date, Unit};
use crate::parse::front::Event;
use crate::parse::inline::inline;
use crate::plan::pages::chronology::{self, FEW};
use crate::plan::spot::Spot;
use crate::plan::view::{TimeColumn, TimeMark, Timeline};

/// A stretch of time in which something began.
struct Column {
    time: Date,
    unit: Unit,
}

pub(super) fn timeline<'a>(spot: &Spot<'a>) -> Timeline<'a> {
    let events = &spot.desk.site.library.events;
    let columns = columns(events.iter().map(|event| &event.date).collect(), Unit::Year);
    let mut heights = vec![Vec::new(); columns.len()];
    let marks: Vec<_> = events
        .iter()
        .filter_map(|event| mark(spot, event, &columns, &mut heights))
        .collect();
    Timeline {
        levels: heights.iter().map(Vec::len).max().unwrap_or(0),
        columns: columns
            .iter()
            .enumerate()
            .map(|(at, column)| {
                shown(
                    spot,
                    column,
                    at.checked_sub(1).map(|before| &columns[before]),
                )
            })
            .collect(),
        marks,
    }
}

/// The stretches of one kind in which `dates` begin, in order; those of many dates as the finer
/// stretches within.
fn columns(dates: Vec<&Date>, unit: Unit) -> Vec<Column> {
    let mut groups: BTreeMap<Date, Vec<&Date>> = BTreeMap::new();
    for date in dates {
        if let Some(time) = date.beginning(unit) {
            groups.entry(time).or_default().push(date);
        }
    }
    let split = |(time, dates): (Date, Vec<&Date>)| {
        let finer = match unit {
            _ if dates.len() <= FEW => Vec::new(),
            Unit::Year => columns(dates, Unit::Month),
            Unit::Month => columns(dates, Unit::Day),
            Unit::Day => Vec::new(),
        };
        match finer.is_empty() {
            true => vec![Column { time, unit }],
            false => finer,
        }
    };
    groups.into_iter().flat_map(split).collect()
}

/// The mark of an event, at the lowest level that is free in all its columns.
fn mark<'a>(
    spot: &Spot<'a>,
    event: &'a Event,
    columns: &[Column],
    taken: &mut [Vec<bool>],
) -> Option<TimeMark<'a>> {
    let is_in = |column: &Column| column.time.overlaps(&event.date);
    let first = columns.iter().position(is_in)?;
    let last = columns.iter().rposition(is_in)?;
    let is_free = |level: usize| {
        let mut columns = taken[first..=last].iter();
        columns.all(|levels| levels.get(level) != Some(&true))
    };
    let level = (0..).find(|level| is_free(*level))?;
    for levels in &mut taken[first..=last] {
        levels.resize(levels.len().max(level + 1), false);
        levels[level] = true;
    }
    let languages = &spot.desk.site.library.languages;
    let (lang, title) = event.title.told(spot.lang, languages);
    Some(TimeMark {
        url: chronology::url(spot, event),
        title: inline(title, lang).text,
        date: spot.date(&event.date).words,
        status: event.status.name(),
        first,
        last,
        level,
    })
}

fn shown(spot: &Spot<'_>, column: &Column, before: Option<&Column>) -> TimeColumn {
    let words = |date: &Date| spot.date(date).words;
    if column.unit != Unit::Day {
        return TimeColumn {
            label: words(&column.time),
            month: None,
            is_day: false,
        };
    }
    let month = column.time.beginning(Unit::Month);
    let known = before.filter(|before| before.unit == Unit::Day);
    let is_new = known.and_then(|before| before.time.beginning(Unit::Month)) != month;
    TimeColumn {
        label: column.time.earliest().day.to_string(),
        month: month.filter(|_| is_new).map(|month| words(&month)),
        is_day: true,
    }
}
