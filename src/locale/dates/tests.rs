//! Dates: what they bound, how they are worded, what HTML reads.

use crate::locale::Lang;
use crate::locale::dates::words::DateWords;
use crate::locale::dates::{Date, Day};

/// EDTF | first and last day | French | English | HTML; `_` stands for a no-break space.
const TABLE: &str = "\
2010-12-03 | 2010-12-03 2010-12-03 | 3_décembre 2010 | 3 December 2010 | 2010-12-03
2010-12-01 | 2010-12-01 2010-12-01 | 1er_décembre 2010 | 1 December 2010 | 2010-12-01
2010-12 | 2010-12-01 2010-12-31 | décembre 2010 | December 2010 | 2010-12
2010 | 2010-01-01 2010-12-31 | 2010 | 2010 | 2010
2010-04 | 2010-04-01 2010-04-30 | avril 2010 | April 2010 | 2010-04
2010-02 | 2010-02-01 2010-02-28 | février 2010 | February 2010 | 2010-02
2008-02-29 | 2008-02-29 2008-02-29 | 29_février 2008 | 29 February 2008 | 2008-02-29
0044 | 44-01-01 44-12-31 | 44 | 44 | 0044
0476 | 476-01-01 476-12-31 | 476 | 476 | 0476
-0043 | -43-01-01 -43-12-31 | 44 av. J.-C. | 44 BC |
0000 | 0-01-01 0-12-31 | 1 av. J.-C. | 1 BC |
Y17000 | 17000-01-01 17000-12-31 | 17000 | 17000 |
Y-17000 | -17000-01-01 -17000-12-31 | 17001 av. J.-C. | 17001 BC |
2010-06~ | 2010-06-01 2010-06-30 | vers juin 2010 | around June 2010 |
2010~ | 2010-01-01 2010-12-31 | vers 2010 | around 2010 |
2010-12-03~ | 2010-12-03 2010-12-03 | vers le 3_décembre 2010 | around 3 December 2010 |
2010-12-01~ | 2010-12-01 2010-12-01 | vers le 1er_décembre 2010 | around 1 December 2010 |
2010? | 2010-01-01 2010-12-31 | 2010 (date incertaine) | 2010 (uncertain) |
2010-12? | 2010-12-01 2010-12-31 | décembre 2010 (date incertaine) | December 2010 (uncertain) |
2010-12-03? | 2010-12-03 2010-12-03 | 3_décembre 2010 (date incertaine) | 3 December 2010 (uncertain) |
2010% | 2010-01-01 2010-12-31 | vers 2010 (date incertaine) | around 2010 (uncertain) |
2010-12-03% | 2010-12-03 2010-12-03 | vers le 3_décembre 2010 (date incertaine) | around 3 December 2010 (uncertain) |
2010-06% | 2010-06-01 2010-06-30 | vers juin 2010 (date incertaine) | around June 2010 (uncertain) |
2010-21 | 2010-03-01 2010-05-31 | printemps 2010 | spring 2010 |
2010-22 | 2010-06-01 2010-08-31 | été 2010 | summer 2010 |
2010-23 | 2010-09-01 2010-11-30 | automne 2010 | autumn 2010 |
2010-24 | 2010-12-01 2011-02-28 | hiver 2010 | winter 2010 |
2010-22~ | 2010-06-01 2010-08-31 | vers l’été 2010 | around summer 2010 |
2010-21? | 2010-03-01 2010-05-31 | printemps 2010 (date incertaine) | spring 2010 (uncertain) |
2010-23% | 2010-09-01 2010-11-30 | vers l’automne 2010 (date incertaine) | around autumn 2010 (uncertain) |
201X | 2010-01-01 2019-12-31 | années 2010 | 2010s |
20XX | 2000-01-01 2099-12-31 | XXIe siècle | 21st century |
19XX | 1900-01-01 1999-12-31 | XXe siècle | 20th century |
00XX | 0-01-01 99-12-31 | Ier siècle | 1st century |
201X~ | 2010-01-01 2019-12-31 | vers les années 2010 | around the 2010s |
20XX~ | 2000-01-01 2099-12-31 | vers le XXIe siècle | around the 21st century |
20XX? | 2000-01-01 2099-12-31 | XXIe siècle (date incertaine) | 21st century (uncertain) |
198X? | 1980-01-01 1989-12-31 | années 1980 (date incertaine) | 1980s (uncertain) |
2010-XX | 2010-01-01 2010-12-31 | 2010, mois inconnu | 2010, month unknown |
2010-12-XX | 2010-12-01 2010-12-31 | décembre 2010, jour inconnu | December 2010, day unknown |
2010-XX-XX | 2010-01-01 2010-12-31 | 2010, jour et mois inconnus | 2010, day and month unknown |
2010-XX~ | 2010-01-01 2010-12-31 | vers 2010, mois inconnu | around 2010, month unknown |
2010-12-XX? | 2010-12-01 2010-12-31 | décembre 2010, jour inconnu (date incertaine) | December 2010, day unknown (uncertain) |
2010-12-03/2010-12-06 | 2010-12-03 2010-12-06 | du 3 au 6_décembre 2010 | 3–6 December 2010 |
2010-12-01/2010-12-06 | 2010-12-01 2010-12-06 | du 1er au 6_décembre 2010 | 1–6 December 2010 |
2010-11-28/2010-12-03 | 2010-11-28 2010-12-03 | du 28_novembre au 3_décembre 2010 | 28 November – 3 December 2010 |
2010-12-28/2011-01-03 | 2010-12-28 2011-01-03 | du 28_décembre 2010 au 3_janvier 2011 | 28 December 2010 – 3 January 2011 |
2010-12-03/2010-12-03 | 2010-12-03 2010-12-03 | 3_décembre 2010 | 3 December 2010 |
2010-11/2010-12 | 2010-11-01 2010-12-31 | de novembre à décembre 2010 | November–December 2010 |
2010-04/2010-06 | 2010-04-01 2010-06-30 | d’avril à juin 2010 | April–June 2010 |
2010-08/2010-10 | 2010-08-01 2010-10-31 | d’août à octobre 2010 | August–October 2010 |
2010-11/2011-01 | 2010-11-01 2011-01-31 | de novembre 2010 à janvier 2011 | November 2010 – January 2011 |
2008/2010 | 2008-01-01 2010-12-31 | de 2008 à 2010 | 2008–2010 |
2010-21/2010-23 | 2010-03-01 2010-11-30 | du printemps à l’automne 2010 | spring–autumn 2010 |
2010-22/2011-21 | 2010-06-01 2011-05-31 | de l’été 2010 au printemps 2011 | summer 2010 – spring 2011 |
2010-12/2010-12-06 | 2010-12-01 2010-12-06 | de décembre 2010 au 6_décembre 2010 | from December 2010 to 6 December 2010 |
2010/2010-12-06 | 2010-01-01 2010-12-06 | de 2010 au 6_décembre 2010 | from 2010 to 6 December 2010 |
2008/2010-12 | 2008-01-01 2010-12-31 | de 2008 à décembre 2010 | from 2008 to December 2010 |
2010-06~/2010-12 | 2010-06-01 2010-12-31 | de juin 2010 environ à décembre 2010 | from around June 2010 to December 2010 |
2010-12-03~/2010-12-06 | 2010-12-03 2010-12-06 | du 3_décembre 2010 environ au 6_décembre 2010 | from around 3 December 2010 to 6 December 2010 |
2010-12-03/2010-12-06~ | 2010-12-03 2010-12-06 | du 3_décembre 2010 au 6_décembre 2010 environ | from 3 December 2010 to around 6 December 2010 |
2010-12-03?/2010-12-06? | 2010-12-03 2010-12-06 | du 3_décembre 2010 (date incertaine) au 6_décembre 2010 (date incertaine) | from 3 December 2010 (uncertain) to 6 December 2010 (uncertain) |
2008~/2010% | 2008-01-01 2010-12-31 | de 2008 environ à 2010 environ (date incertaine) | from around 2008 to around 2010 (uncertain) |
../2010-12-03 | open 2010-12-03 | jusqu’au 3_décembre 2010 | until 3 December 2010 |
../2010-12 | open 2010-12-31 | jusqu’en décembre 2010 | until December 2010 |
../2010 | open 2010-12-31 | jusqu’en 2010 | until 2010 |
../2010-22 | open 2010-08-31 | jusqu’à l’été 2010 | until summer 2010 |
../2010-21 | open 2010-05-31 | jusqu’au printemps 2010 | until spring 2010 |
../2010~ | open 2010-12-31 | jusqu’en 2010 environ | until around 2010 |
2010-12-03/.. | 2010-12-03 open | depuis le 3_décembre 2010 | since 3 December 2010 |
2010-12/.. | 2010-12-01 open | depuis décembre 2010 | since December 2010 |
2010/.. | 2010-01-01 open | depuis 2010 | since 2010 |
2010-22/.. | 2010-06-01 open | depuis l’été 2010 | since summer 2010 |
2010-12-03~/.. | 2010-12-03 open | depuis le 3_décembre 2010 environ | since around 3 December 2010 |
/2010-12-03 | open 2010-12-03 | jusqu’au 3_décembre 2010 (début inconnu) | until 3 December 2010 (start unknown) |
/2010 | open 2010-12-31 | jusqu’en 2010 (début inconnu) | until 2010 (start unknown) |
2010-12-03/ | 2010-12-03 open | à partir du 3_décembre 2010 (fin inconnue) | from 3 December 2010 (end unknown) |
2010-04/ | 2010-04-01 open | à partir d’avril 2010 (fin inconnue) | from April 2010 (end unknown) |
2010-12/ | 2010-12-01 open | à partir de décembre 2010 (fin inconnue) | from December 2010 (end unknown) |
2010-12-03T22:00 | 2010-12-03 2010-12-03 | 3_décembre 2010, 22_h | 3 December 2010, 22:00 | 2010-12-03T22:00
2010-12-03T09:05 | 2010-12-03 2010-12-03 | 3_décembre 2010, 9_h_05 | 3 December 2010, 09:05 | 2010-12-03T09:05
2010-12-03T22:15:30 | 2010-12-03 2010-12-03 | 3_décembre 2010, 22_h_15 | 3 December 2010, 22:15 | 2010-12-03T22:15:30
2010-12-03T22:00Z | 2010-12-03 2010-12-03 | 3_décembre 2010, 22_h (UTC) | 3 December 2010, 22:00 (UTC) | 2010-12-03T22:00Z
2010-12-03T22:00+01:00 | 2010-12-03 2010-12-03 | 3_décembre 2010, 22_h (UTC+1) | 3 December 2010, 22:00 (UTC+1) | 2010-12-03T22:00+01:00
2010-12-03T22:00:00-03:30 | 2010-12-03 2010-12-03 | 3_décembre 2010, 22_h (UTC−3:30) | 3 December 2010, 22:00 (UTC−3:30) | 2010-12-03T22:00-03:30
2010-12-03T22:00+01 | 2010-12-03 2010-12-03 | 3_décembre 2010, 22_h (UTC+1) | 3 December 2010, 22:00 (UTC+1) | 2010-12-03T22:00+01:00
2010-12-03T23:59:60Z | 2010-12-03 2010-12-03 | 3_décembre 2010, 23_h_59 (UTC) | 3 December 2010, 23:59 (UTC) | 2010-12-03T23:59:59Z";

/// What is no date of level 0 or 1 | why.
const REFUSED: &str = "\
-201X | negative years cannot contain unspecified digits
../.. | interval needs at least one dated endpoint
/ | interval needs at least one dated endpoint
2010-13 | month must be 01-12 or a sub-year code 21-41
2010-02-30 | day is out of range for the month
2010-12-03T25:00 | hour must be 00-23 (24 is not allowed)
1er_décembre | EDTF permits ASCII characters only
{2010,2011} | this form belongs to EDTF level 2; only levels 0 and 1 are read
2010-?12 | this form belongs to EDTF level 2; only levels 0 and 1 are read
2010-12-3X | this form belongs to EDTF level 2; only levels 0 and 1 are read
2010-12-03/2009-01-01 | interval end precedes interval start";

#[test]
fn dates_are_bounded_and_worded() {
    let [french, english] = ["fr", "en"].map(|lang| DateWords::new(parse_lang(lang)));
    for row in TABLE.lines() {
        let date = parse(row);
        let said = [
            date.as_str().to_owned(),
            format!("{} {}", show(date.earliest()), show(date.latest())),
            french.words(&date).replace('\u{a0}', "_"),
            english.words(&date),
            date.datetime().unwrap_or_default(),
        ];
        assert_eq!(said.join(" | ").trim_end(), row);
    }
}

#[test]
fn what_is_no_date_is_refused_with_a_reason() {
    for row in REFUSED.lines() {
        let (text, reason) = row.split_once(" | ").expect("a row has two columns");
        assert_eq!(Date::parse(text).err().as_deref(), Some(reason), "{text}");
    }
}

#[test]
fn dates_sort_by_their_first_day_then_their_last() {
    let mut dates = [
        "2010-12-03T22:00",
        "2011",
        "2010-12-03T09:00",
        "2010",
        "../2010",
        "2010-01",
    ]
    .map(parse);
    dates.sort();
    let dates = dates.each_ref().map(Date::as_str);
    let expected = [
        "../2010",
        "2010-01",
        "2010",
        "2010-12-03T09:00",
        "2010-12-03T22:00",
        "2011",
    ];
    assert_eq!(dates, expected);
}

#[test]
fn a_time_between_two_dates_is_an_interval_where_edtf_has_one() {
    let between = |first, last| Date::between(&parse(first), &parse(last));
    let written = |date: Option<Date>| date.map(|date| date.as_str().to_owned());
    let days = written(between("2010-12-03", "2010-12-06~"));
    assert_eq!(days.as_deref(), Some("2010-12-03/2010-12-06~"));
    assert_eq!(
        written(between("2010-12", "2010-12")).as_deref(),
        Some("2010-12")
    );
    assert_eq!(written(between("2010/2011", "2012")), None);
}

#[test]
fn languages_without_words_keep_the_date_as_written() {
    let german = DateWords::new(parse_lang("de"));
    assert_eq!(german.words(&parse("2010-12-03/..")), "2010-12-03/..");
}

#[test]
fn the_year_is_that_of_the_first_day() {
    assert_eq!(parse("2010-12-28/2011-01-03").year(), Some(2010));
    assert_eq!(parse("../2011-01-03").year(), None);
}

fn parse(row: &str) -> Date {
    let text = row.split(" | ").next().expect("a row has a first column");
    Date::parse(text).expect("the date of a row is sound")
}

fn parse_lang(lang: &str) -> Lang {
    lang.parse().expect("the tests name languages")
}

fn show(day: Day) -> String {
    match day.year {
        i64::MIN | i64::MAX => "open".to_owned(),
        year => format!("{year}-{:02}-{:02}", day.month, day.day),
    }
}
