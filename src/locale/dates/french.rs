//! Dates in French: « du 28 novembre au 3 décembre 2010 », « vers l’été 2010 ».
//!
//! A date is a noun with its article; prepositions then contract with the article alone.

use edtf_core::{DateTime, Edtf, Interval, IntervalEndpoint};

use super::words::{Months, Said, Shared, is_doubtful, said, shared, single, zone};

const SEASONS: [(Article, &str); 4] = [
    (Article::Le, "printemps"),
    (Article::Elided, "été"),
    (Article::Elided, "automne"),
    (Article::Elided, "hiver"),
];

/// A date as a noun: « le » and « 3 décembre 2010 ».
struct Noun {
    article: Article,
    words: String,
}

#[derive(Clone, Copy)]
enum Article {
    None,
    Le,
    Elided,
    Les,
}

/// The date in French; `None` for the rare forms that have no words.
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
    let noun = noun(months, said(date)?, Shared::Nothing);
    let words = if date.is_approximate() {
        format!("vers {}", noun.with_article())
    } else {
        noun.words
    };
    Some(with_doubt(words, date))
}

fn at(months: &Months, moment: &DateTime) -> Option<String> {
    let day = noun(months, said(&moment.date)?, Shared::Nothing).words;
    let time = &moment.time;
    let hour = match time.minute {
        0 => format!("{}\u{a0}h", time.hour),
        minute => format!("{}\u{a0}h\u{a0}{minute:02}", time.hour),
    };
    Some(match time.shift {
        None => format!("{day}, {hour}"),
        Some(shift) => format!("{day}, {hour} ({})", zone(shift)),
    })
}

fn interval(months: &Months, ends: &Interval) -> Option<String> {
    use IntervalEndpoint::{Date, Open, Unknown};
    let end_noun = |date, shared| Some(end(months, date, said(date)?, shared));
    Some(match (&ends.start, &ends.end) {
        (Date(start), Date(end)) => {
            let first = end_noun(start, shared(start, end))?;
            let last = end_noun(end, Shared::Nothing)?;
            format!("{} {}", first.with_de(), last.with_a())
        }
        (Open, Date(end)) => end_noun(end, Shared::Nothing)?.until(),
        (Unknown, Date(end)) => {
            format!(
                "{} (début inconnu)",
                end_noun(end, Shared::Nothing)?.until()
            )
        }
        (Date(start), Open) => {
            format!(
                "depuis {}",
                end_noun(start, Shared::Nothing)?.with_article()
            )
        }
        (Date(start), Unknown) => {
            let noun = end_noun(start, Shared::Nothing)?;
            format!("à partir {} (fin inconnue)", noun.with_de())
        }
        _ => return None,
    })
}

/// One end of an interval: « vers » does not follow a preposition, « environ » does.
fn end(months: &Months, date: &edtf_core::Date, said: Said, shared: Shared) -> Noun {
    let mut noun = noun(months, said, shared);
    if is_doubtful(date) {
        if date.is_approximate() {
            noun.words.push_str(" environ");
        }
        noun.words = with_doubt(noun.words, date);
    }
    noun
}

fn with_doubt(words: String, date: &edtf_core::Date) -> String {
    if date.is_uncertain() {
        format!("{words} (date incertaine)")
    } else {
        words
    }
}

fn noun(months: &Months, said: Said, shared: Shared) -> Noun {
    let year_of = |year| match shared {
        Shared::Nothing => format!(" {}", year_words(year)),
        Shared::Year | Shared::Month => String::new(),
    };
    let (article, words) = match said {
        Said::Day(year, month, day) => {
            let day = if day == 1 {
                "1er".to_owned()
            } else {
                day.to_string()
            };
            let words = match shared {
                Shared::Month => day,
                Shared::Year | Shared::Nothing => {
                    format!("{day}\u{a0}{}{}", months.name(month), year_of(year))
                }
            };
            (Article::Le, words)
        }
        Said::Month(year, month) => (
            Article::None,
            format!("{}{}", months.name(month), year_of(year)),
        ),
        Said::Season(year, season) => {
            let (article, name) = SEASONS[season];
            (article, format!("{name}{}", year_of(year)))
        }
        Said::Year(year) => (Article::None, year_words(year)),
        Said::Decade(year) => (Article::Les, format!("années {year}")),
        Said::Century(1) => (Article::Le, "Ier siècle".to_owned()),
        Said::Century(number) => (Article::Le, format!("{}e siècle", roman(number))),
        Said::SomeMonth(year) => (Article::None, format!("{}, mois inconnu", year_words(year))),
        Said::SomeDay(year, month) => {
            let month = months.name(month);
            (
                Article::None,
                format!("{month} {}, jour inconnu", year_words(year)),
            )
        }
        Said::SomeMonthAndDay(year) => (
            Article::None,
            format!("{}, jour et mois inconnus", year_words(year)),
        ),
    };
    Noun { article, words }
}

fn year_words(year: i64) -> String {
    if year > 0 {
        year.to_string()
    } else {
        format!("{} av. J.-C.", year.saturating_neg().saturating_add(1))
    }
}

impl Noun {
    fn with_article(&self) -> String {
        let article = match self.article {
            Article::None => "",
            Article::Le => "le ",
            Article::Elided => "l’",
            Article::Les => "les ",
        };
        format!("{article}{}", self.words)
    }

    fn with_de(&self) -> String {
        let of = match self.article {
            // Avril, août and octobre; a year is a figure and takes « de ».
            Article::None if self.words.starts_with(['a', 'o']) => "d’",
            Article::None => "de ",
            Article::Le => "du ",
            Article::Elided => "de l’",
            Article::Les => "des ",
        };
        format!("{of}{}", self.words)
    }

    fn with_a(&self) -> String {
        let to = match self.article {
            Article::None => "à ",
            Article::Le => "au ",
            Article::Elided => "à l’",
            Article::Les => "aux ",
        };
        format!("{to}{}", self.words)
    }

    fn until(&self) -> String {
        match self.article {
            Article::None => format!("jusqu’en {}", self.words),
            _ => format!("jusqu’{}", self.with_a()),
        }
    }
}

/// `number`, from 1 to 100, in Roman figures.
fn roman(mut number: i64) -> String {
    const FIGURES: [(i64, &str); 9] = [
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut roman = String::new();
    for (value, figure) in FIGURES {
        while number >= value {
            roman.push_str(figure);
            number -= value;
        }
    }
    roman
}
