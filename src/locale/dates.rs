//! Dates as the newsroom writes them (EDTF, ISO 8601-2 levels 0 and 1): their bounds, for sorting,
//! and what a machine reads. [`words`] says them in a language.

mod english;
mod french;
#[cfg(test)]
mod tests;
pub mod words;

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt::{self, Write};
use std::hash::{Hash, Hasher};

use edtf_core::{Bound, DateTime, Edtf, Precision, TimeShift};
use serde::de::{Deserialize, Deserializer, Error, Visitor};

/// An EDTF date, interval or uncertain date, ordered by its earliest day, then its latest.
#[derive(Clone, Debug)]
pub struct Date {
    edtf: Edtf,
    written: String,
    bounds: (Day, Day),
}

/// A calendar day; the open ends of an interval are earlier or later than every day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// The year, astronomical: 0 is 1 BC.
    pub year: i64,
    /// From 1 to 12.
    pub month: u8,
    /// From 1 to 31.
    pub day: u8,
}

/// A part of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A year.
    Year,
    /// A month.
    Month,
    /// A day.
    Day,
}

impl Day {
    const FIRST: Day = Day {
        year: i64::MIN,
        month: 1,
        day: 1,
    };
    const LAST: Day = Day {
        year: i64::MAX,
        month: 12,
        day: 31,
    };
}

impl Date {
    /// Reads `text` as EDTF, level 0 or 1; the error says what is wrong, in lowercase. A time may
    /// leave out its seconds: `2010-12-03T22:00`.
    pub fn parse(text: &str) -> Result<Self, String> {
        let edtf = Edtf::parse(&with_seconds(text)).map_err(|error| error.message.to_owned())?;
        if edtf.level() > 1 {
            return Err("this form belongs to EDTF level 2; only levels 0 and 1 are read".into());
        }
        let bounds = edtf.bounds();
        let bounds = (
            day(&bounds.earliest).unwrap_or(Day::FIRST),
            day(&bounds.latest).unwrap_or(Day::LAST),
        );
        Ok(Self {
            edtf,
            written: text.to_owned(),
            bounds,
        })
    }

    /// The time from `first` to `last`; none where EDTF has no interval for them, as between times
    /// of a day.
    pub fn between(first: &Self, last: &Self) -> Option<Self> {
        if first == last {
            return Some(first.clone());
        }
        Self::parse(&format!("{}/{}", first.written, last.written)).ok()
    }

    /// The date as it was written.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// The parsed expression.
    pub fn edtf(&self) -> &Edtf {
        &self.edtf
    }

    /// The first day it can mean.
    pub fn earliest(&self) -> Day {
        self.bounds.0
    }

    /// The last day it can mean.
    pub fn latest(&self) -> Day {
        self.bounds.1
    }

    /// Whether all days it can mean are before all those of `other`, and neither is uncertain or
    /// approximate.
    pub fn is_surely_before(&self, other: &Self) -> bool {
        let is_exact = |edtf: &Edtf| !edtf.is_uncertain() && !edtf.is_approximate();
        self.latest() < other.earliest() && is_exact(&self.edtf) && is_exact(&other.edtf)
    }

    /// The year of the first day it can mean; none if its beginning is open or unknown.
    pub fn year(&self) -> Option<i64> {
        Some(self.bounds.0.year).filter(|year| *year != Day::FIRST.year)
    }

    /// The year, month or day in which it begins; none if its beginning is not known so well, or
    /// is not of the years 0 to 9999.
    pub fn beginning(&self, unit: Unit) -> Option<Self> {
        let start = Self::parse(self.written.split('/').next()?).ok()?;
        let (first, last) = start.bounds;
        let named = |day: Day| match unit {
            Unit::Year => format!("{:04}", day.year),
            Unit::Month => format!("{:04}-{:02}", day.year, day.month),
            Unit::Day => format!("{:04}-{:02}-{:02}", day.year, day.month, day.day),
        };
        let is_known = (0..=9999).contains(&first.year) && named(first) == named(last);
        is_known.then(|| Self::parse(&named(first)).expect("a year, month or day"))
    }

    /// Whether some day is among those that both can mean.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.earliest() <= other.latest() && other.earliest() <= self.latest()
    }

    /// What HTML's `<time datetime>` accepts: a year, month, day or time that is certain. None
    /// for everything else, which HTML cannot say.
    pub fn datetime(&self) -> Option<String> {
        let Day { year, month, day } = self.bounds.0;
        if !(1..=9999).contains(&year) {
            return None;
        }
        match &self.edtf {
            Edtf::Date(date) if date.is_uncertain() || date.is_approximate() => None,
            Edtf::Date(date) if date.has_unspecified() => None,
            Edtf::Date(date) => match date.precision() {
                Precision::Year => Some(format!("{year:04}")),
                Precision::Month => Some(format!("{year:04}-{month:02}")),
                Precision::Day => Some(format!("{year:04}-{month:02}-{day:02}")),
                Precision::Season => None,
            },
            Edtf::DateTime(moment) => {
                let mut text = format!("{year:04}-{month:02}-{day:02}");
                push_time(&mut text, moment);
                Some(text)
            }
            Edtf::Interval(_) | Edtf::Set(_) => None,
        }
    }
}

/// Adds the seconds that EDTF requires to a time written without them.
fn with_seconds(text: &str) -> Cow<'_, str> {
    let Some((day, time)) = text.split_once('T') else {
        return Cow::Borrowed(text);
    };
    match time.as_bytes() {
        [_, _, b':', _, _] | [_, _, b':', _, _, b'Z' | b'+' | b'-', ..] if time.is_ascii() => {
            Cow::Owned(format!("{day}T{}:00{}", &time[..5], &time[5..]))
        }
        _ => Cow::Borrowed(text),
    }
}

fn push_time(out: &mut String, moment: &DateTime) {
    let time = &moment.time;
    let written = write!(out, "T{:02}:{:02}", time.hour, time.minute).and_then(|()| {
        // HTML knows no leap second.
        match time.second.min(59) {
            0 => Ok(()),
            second => write!(out, ":{second:02}"),
        }
    });
    let written = written.and_then(|()| match time.shift {
        None => Ok(()),
        Some(TimeShift::Utc) => out.write_char('Z'),
        Some(TimeShift::Offset { minutes, .. }) => {
            let sign = if minutes < 0 { '-' } else { '+' };
            let minutes = minutes.abs();
            write!(out, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
        }
    });
    written.expect("writing into a string cannot fail");
}

/// The day of `bound`; none if that end is open or unknown.
fn day(bound: &Bound) -> Option<Day> {
    match bound {
        Bound::Date(date) => Some(Day {
            year: date.year,
            month: date.month,
            day: date.day,
        }),
        Bound::NegativeInfinity | Bound::PositiveInfinity | Bound::Unknown => None,
    }
}

impl PartialEq for Date {
    fn eq(&self, other: &Self) -> bool {
        self.written == other.written
    }
}

impl Eq for Date {}

impl Hash for Date {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.written.hash(state);
    }
}

impl PartialOrd for Date {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Date {
    fn cmp(&self, other: &Self) -> Ordering {
        self.bounds
            .cmp(&other.bounds)
            .then_with(|| self.written.cmp(&other.written))
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // The name tells the YAML reader that what is refused here is a bad date.
        deserializer.deserialize_newtype_struct("Date", DateVisitor)
    }
}

/// What no calendar has in `text`, or why its parts cannot be told apart.
fn impossible(text: &str) -> Option<String> {
    let shape: String = text
        .chars()
        .map(|c| if c.is_ascii_digit() { '0' } else { c })
        .collect();
    match &*shape {
        "0000-00" | "0000-00-00" => {
            let month: u8 = text[5..7].parse().ok()?;
            match (month, text.get(8..10)) {
                (1..=12, Some(day)) => Some(format!("{} has no day {day}", &text[..7])),
                (1..=12, None) => None,
                _ => Some(format!("there is no month {month}")),
            }
        }
        "00/00/0000" | "00.00.0000" | "0/0/0000" | "00-00-0000" => {
            Some("write the year first, then month and day, with `-` between them".to_owned())
        }
        _ => None,
    }
}

struct DateVisitor;

impl<'de> Visitor<'de> for DateVisitor {
    type Value = Date;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a date")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, inner: D) -> Result<Date, D::Error> {
        let text = String::deserialize(inner)?;
        let refuse = |why| {
            let why = impossible(&text).unwrap_or(why);
            Error::custom(format!("`{text}` is no date: {why}"))
        };
        Date::parse(&text).map_err(refuse)
    }
}
