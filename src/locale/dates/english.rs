//! Dates in English, in British order: “3–6 December 2010”, “around June 2010”.

use edtf_core::{DateTime, Edtf, Interval, IntervalEndpoint};

use super::words::{Months, Said, Shared, is_doubtful, said, shared, single, zone};

const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

/// The date in English; `None` for the rare forms that have no words.
pub(super) fn words(months: &Months, edtf: &Edtf) -> Option<String> {
    if let Some(date) = single(edtf) {
        return alone(months, date);
    }
    match edtf {
        Edtf::Date(_) | Edtf::Set(_) => None,
        Edtf::DateTime(moment) => at(months, moment),
        Edtf::Interval(ends) => interval(months, ends),
    }
}

fn alone(months: &Months, date: &edtf_core::Date) -> Option<String> {
    let said = said(date)?;
    let mut words = plain(months, said, Shared::Nothing);
    if date.is_approximate() {
        let article = match said {
            Said::Decade(_) | Said::Century(_) => "the ",
            _ => "",
        };
        words = format!("around {article}{words}");
    }
    if date.is_uncertain() {
        words.push_str(" (uncertain)");
    }
    Some(words)
}

fn at(months: &Months, moment: &DateTime) -> Option<String> {
    let day = plain(months, said(&moment.date)?, Shared::Nothing);
    let time = &moment.time;
    let hour = format!("{:02}:{:02}", time.hour, time.minute);
    Some(match time.shift {
        None => format!("{day}, {hour}"),
        Some(shift) => format!("{day}, {hour} ({})", zone(shift)),
    })
}

fn interval(months: &Months, ends: &Interval) -> Option<String> {
    use IntervalEndpoint::{Date, Open, Unknown};
    Some(match (&ends.start, &ends.end) {
        (Date(start), Date(end)) => range(months, start, end)?,
        (Open, Date(end)) => format!("until {}", alone(months, end)?),
        (Unknown, Date(end)) => format!("until {} (start unknown)", alone(months, end)?),
        (Date(start), Open) => format!("since {}", alone(months, start)?),
        (Date(start), Unknown) => format!("from {} (end unknown)", alone(months, start)?),
        _ => return None,
    })
}

fn range(months: &Months, start: &edtf_core::Date, end: &edtf_core::Date) -> Option<String> {
    let last = alone(months, end)?;
    let alike = start.precision() == end.precision();
    if !alike || is_doubtful(start) || is_doubtful(end) {
        return Some(format!("from {} to {last}", alone(months, start)?));
    }
    let first = plain(months, said(start)?, shared(start, end));
    // A dash between two single words is closed up, between groups of words it is spaced.
    let dash = if first.contains(' ') { " – " } else { "–" };
    Some(format!("{first}{dash}{last}"))
}

fn plain(months: &Months, said: Said, shared: Shared) -> String {
    let year_of = |year| match shared {
        Shared::Nothing => format!(" {}", year_words(year)),
        Shared::Year | Shared::Month => String::new(),
    };
    match said {
        Said::Day(_, _, day) if shared == Shared::Month => day.to_string(),
        Said::Day(year, month, day) => format!("{day} {}{}", months.name(month), year_of(year)),
        Said::Month(year, month) => format!("{}{}", months.name(month), year_of(year)),
        Said::Season(year, season) => format!("{}{}", SEASONS[season], year_of(year)),
        Said::Year(year) => year_words(year),
        Said::Decade(year) => format!("{year}s"),
        Said::Century(number) => format!("{number}{} century", ordinal(number)),
        Said::SomeMonth(year) => format!("{}, month unknown", year_words(year)),
        Said::SomeDay(year, month) => {
            format!("{} {}, day unknown", months.name(month), year_words(year))
        }
        Said::SomeMonthAndDay(year) => format!("{}, day and month unknown", year_words(year)),
    }
}

fn year_words(year: i64) -> String {
    if year > 0 {
        year.to_string()
    } else {
        format!("{} BC", year.saturating_neg().saturating_add(1))
    }
}

fn ordinal(number: i64) -> &'static str {
    match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}
