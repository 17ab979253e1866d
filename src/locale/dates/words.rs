//! A [`Date`] in the words of a language: « vers juin 2010 », “around June 2010”.
//!
//! French and English are worded. In other languages a date stays as it was written, which is
//! ISO 8601 and reads everywhere.

use edtf_core::{DateField, Edtf, YearKind};
use icu_calendar::{Date as IcuDate, Gregorian};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::M;
use icu_locale_core::Locale;
use pulldown_cmark_escape::escape_html_body_text;

use crate::locale::Lang;
use crate::locale::dates::{Date, english, french};

/// How one language words dates; built once a language.
pub struct DateWords(Wording);

enum Wording {
    French(Months),
    English(Months),
    AsWritten,
}

/// The names of the months.
pub(super) struct Months([String; 12]);

impl DateWords {
    /// The wording of `lang`.
    pub fn new(lang: Lang) -> Self {
        Self(match lang.as_str() {
            "fr" => Wording::French(Months::new(lang)),
            "en" => Wording::English(Months::new(lang)),
            _ => Wording::AsWritten,
        })
    }

    /// `date` in words, without a capital or a stop: it may stand in a sentence.
    pub fn words(&self, date: &Date) -> String {
        let words = match &self.0 {
            Wording::French(months) => french::words(months, date.edtf()),
            Wording::English(months) => english::words(months, date.edtf()),
            Wording::AsWritten => None,
        };
        words.unwrap_or_else(|| date.as_str().to_owned())
    }

    /// Such words as safe HTML, in which French raises the ending of the first of a month.
    pub fn html(&self, words: &str) -> String {
        let mut html = String::new();
        escape_html_body_text(&mut html, words).expect("writing to a string does not fail");
        match self.0 {
            Wording::French(_) => html.replace("1er", "1<sup>er</sup>"),
            Wording::English(_) | Wording::AsWritten => html,
        }
    }
}

impl Months {
    fn new(lang: Lang) -> Self {
        let formatter = FixedCalendarDateTimeFormatter::<Gregorian, _>::try_new(
            Locale::from(lang).into(),
            M::long(),
        )
        .expect("the names of months are compiled in");
        Self(std::array::from_fn(|index| {
            let month = u8::try_from(index + 1).expect("a year has twelve months");
            let first =
                IcuDate::try_new_gregorian(2010, month, 1).expect("every month has a first day");
            formatter.format(&first).to_string()
        }))
    }

    /// The name of `month`, from 1 to 12.
    pub(super) fn name(&self, month: u8) -> &str {
        &self.0[usize::from(month - 1)]
    }
}

/// What a date says, with its digits read: what the languages word.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Said {
    /// A day: year, month, day.
    Day(i64, u8, u8),
    /// A month: year, month.
    Month(i64, u8),
    /// A season: year, and 0 for spring to 3 for winter.
    Season(i64, usize),
    /// A year.
    Year(i64),
    /// `201X`: its first year.
    Decade(i64),
    /// `20XX`: its number, from 1.
    Century(i64),
    /// `2010-XX`.
    SomeMonth(i64),
    /// `2010-12-XX`.
    SomeDay(i64, u8),
    /// `2010-XX-XX`.
    SomeMonthAndDay(i64),
}

/// Reads `date`; `None` for the forms that no language words.
pub(super) fn said(date: &edtf_core::Date) -> Option<Said> {
    let Some(year) = date.year.value() else {
        return masked_year(&date.year.kind);
    };
    Some(match (date.month, date.day) {
        (None, _) => Said::Year(year),
        (Some(month), None) => match month.value() {
            Some(month @ 1..=12) => Said::Month(year, month),
            Some(season @ 21..=24) => Said::Season(year, usize::from(season - 21)),
            Some(_) => return None,
            None => Said::SomeMonth(year),
        },
        (Some(month), Some(day)) => match (month.value(), DateField::value(day)) {
            (Some(month), Some(day)) => Said::Day(year, month, day),
            (Some(month), None) => Said::SomeDay(year, month),
            (None, _) => Said::SomeMonthAndDay(year),
        },
    })
}

fn masked_year(kind: &YearKind) -> Option<Said> {
    match kind {
        YearKind::Standard {
            negative: false,
            digits: [Some(a), Some(b), tens, None],
        } => {
            let century = i64::from(*a) * 10 + i64::from(*b);
            Some(match tens {
                Some(tens) => Said::Decade(century * 100 + i64::from(*tens) * 10),
                None => Said::Century(century + 1),
            })
        }
        _ => None,
    }
}

/// The parts two ends of an interval share, and may say once.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shared {
    /// Nothing.
    Nothing,
    /// The year.
    Year,
    /// Year and month.
    Month,
}

/// What the first end of an interval need not repeat. Two ends of different precision, or with
/// a doubt about either, are said in full.
pub(super) fn shared(start: &edtf_core::Date, end: &edtf_core::Date) -> Shared {
    if [start, end].iter().any(|date| is_doubtful(date)) {
        return Shared::Nothing;
    }
    match (said(start), said(end)) {
        (Some(Said::Day(y, m, _)), Some(Said::Day(y2, m2, _))) if (y, m) == (y2, m2) => {
            Shared::Month
        }
        (Some(Said::Day(y, ..)), Some(Said::Day(y2, ..)))
        | (Some(Said::Month(y, _)), Some(Said::Month(y2, _)))
        | (Some(Said::Season(y, _)), Some(Said::Season(y2, _)))
            if y == y2 =>
        {
            Shared::Year
        }
        _ => Shared::Nothing,
    }
}

/// Whether `date` is marked as uncertain or approximate.
pub(super) fn is_doubtful(date: &edtf_core::Date) -> bool {
    date.is_uncertain() || date.is_approximate()
}

/// The single date that `edtf` comes down to: also an interval from a date to itself.
pub(super) fn single(edtf: &Edtf) -> Option<&edtf_core::Date> {
    match edtf {
        Edtf::Date(date) => Some(date),
        Edtf::Interval(interval) if interval.start == interval.end => match &interval.start {
            edtf_core::IntervalEndpoint::Date(date) => Some(date),
            _ => None,
        },
        _ => None,
    }
}

/// `UTC`, `UTC+1` or `UTC−3:30`, after a time that says its shift.
pub(super) fn zone(shift: edtf_core::TimeShift) -> String {
    let edtf_core::TimeShift::Offset { minutes, .. } = shift else {
        return "UTC".to_owned();
    };
    let sign = if minutes < 0 { '−' } else { '+' };
    match (minutes.abs() / 60, minutes.abs() % 60) {
        (0, 0) => "UTC".to_owned(),
        (hours, 0) => format!("UTC{sign}{hours}"),
        (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
    }
}
