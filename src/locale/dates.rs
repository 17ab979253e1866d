//! Dates as the newsroom writes them (EDTF, ISO 8601-2 levels 0 and 1): their bounds, for sorting.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

use edtf_core::{Bound, Edtf};
use serde::{Deserialize, Deserializer};

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

impl Date {
    /// Reads `text` as EDTF, level 0 or 1; the error says what is wrong, in lowercase.
    pub fn parse(text: &str) -> Result<Self, String> {
        let edtf = Edtf::parse(text).map_err(|error| error.to_string())?;
        if edtf.level() > 1 {
            return Err("this form belongs to EDTF level 2; only levels 0 and 1 are read".into());
        }
        let bounds = edtf.bounds();
        let bounds = (day(&bounds.earliest), day(&bounds.latest));
        Ok(Self {
            edtf,
            written: text.to_owned(),
            bounds,
        })
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
}

fn day(bound: &Bound) -> Day {
    match bound {
        Bound::Date(date) => Day {
            year: date.year,
            month: date.month,
            day: date.day,
        },
        Bound::NegativeInfinity | Bound::Unknown => Day {
            year: i64::MIN,
            month: 1,
            day: 1,
        },
        Bound::PositiveInfinity => Day {
            year: i64::MAX,
            month: 12,
            day: 31,
        },
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
        let text = String::deserialize(deserializer)?;
        Date::parse(&text).map_err(serde::de::Error::custom)
    }
}
