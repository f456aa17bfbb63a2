//! Dates as people and programs write them. What can be read in two ways is none.

use smol_str::{SmolStr, format_smolstr};

use crate::model::PartialDate;

/// Names of months in English, German, French, Spanish, Italian, Portuguese and Dutch, in lower
/// case. A beginning of three letters and more that fits one month only stands for it.
const MONTHS: [&[&str]; 12] = [
    &[
        "january", "januar", "jänner", "janvier", "enero", "gennaio", "janeiro", "januari",
    ],
    &[
        "february",
        "februar",
        "février",
        "fevrier",
        "febrero",
        "febbraio",
        "fevereiro",
        "februari",
    ],
    &[
        "march", "märz", "mrz", "maerz", "mars", "marzo", "março", "maart",
    ],
    &["april", "avril", "abril", "aprile"],
    &["may", "mai", "mayo", "maggio", "maio", "mei"],
    &["june", "juni", "juin", "junio", "giugno", "junho"],
    &["july", "juli", "juillet", "julio", "luglio", "julho"],
    &["august", "août", "aout", "agosto", "augustus"],
    &[
        "september",
        "septembre",
        "septiembre",
        "settembre",
        "setembro",
    ],
    &[
        "october", "oktober", "octobre", "octubre", "ottobre", "outubro",
    ],
    &["november", "novembre", "noviembre", "novembro"],
    &[
        "december",
        "dezember",
        "décembre",
        "decembre",
        "diciembre",
        "dicembre",
        "dezembro",
    ],
];

/// The day, month or year of publication in words such as `2026-03-03T09:15:00+01:00`,
/// `Tue, 03 Mar 2026 09:15`, `3. März 2026`, `3.3.2026`, `20260303` or `March 2026`: the day
/// where it was written, whatever the time zone. `None` for what is no date or, as 3/4/2026, two.
pub(crate) fn date(words: &str) -> Option<PartialDate> {
    const MOST: usize = 100;
    let words = words.trim();
    if words.len() > MOST {
        return None;
    }
    let parts = parts(words);
    by_numbers(&parts).or_else(|| by_name(&parts))
}

/// Runs of digits, runs of letters, and each other character by itself.
fn parts(words: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = words;
    while let Some(first) = rest.chars().next() {
        let end = if first.is_ascii_digit() {
            rest.find(|c: char| !c.is_ascii_digit())
        } else if first.is_alphabetic() {
            rest.find(|c: char| !c.is_alphabetic())
        } else {
            Some(first.len_utf8())
        };
        let (part, after) = rest.split_at(end.unwrap_or(rest.len()));
        parts.push(part);
        rest = after;
    }
    parts
}

fn by_numbers(parts: &[&str]) -> Option<PartialDate> {
    let number = |part: &&str, digits: std::ops::RangeInclusive<usize>| -> Option<u32> {
        digits.contains(&part.len()).then(|| part.parse().ok())?
    };
    let ends = |rest: &[&str]| matches!(rest, [] | [" " | "T" | "t" | ",", ..]);
    match parts {
        [
            year,
            "-" | "/" | ".",
            month,
            "-" | "/" | ".",
            day,
            rest @ ..,
        ] if ends(rest) && year.len() == 4 => whole(
            number(year, 4..=4)?,
            number(month, 1..=2)?,
            number(day, 1..=2)?,
        ),
        [day, ".", month, ".", year, rest @ ..] if ends(rest) => whole(
            number(year, 4..=4)?,
            number(month, 1..=2)?,
            number(day, 1..=2)?,
        ),
        [a, "/" | "-", b, "/" | "-", year, rest @ ..] if ends(rest) => {
            let (a, b) = (number(a, 1..=2)?, number(b, 1..=2)?);
            let year = number(year, 4..=4)?;
            // Day first or month first: known only where one of them cannot be a month.
            if a == b || a > 12 {
                whole(year, b, a)
            } else if b > 12 {
                whole(year, a, b)
            } else {
                None
            }
        }
        [day, rest @ ..] if day.len() == 8 && ends(rest) => {
            let all: u32 = day.parse().ok()?;
            whole(all / 10_000, all / 100 % 100, all % 100)
        }
        [year, "-" | "/", month] if year.len() == 4 && month.len() == 2 => {
            let month = number(month, 2..=2)?;
            (1..=12)
                .contains(&month)
                .then(|| partial(format_smolstr!("{year}-{month:02}")))?
        }
        [year] => {
            let of_people = number(year, 4..=4).is_some_and(|year| (1500..2200).contains(&year));
            of_people.then(|| partial(SmolStr::new(year)))?
        }
        _ => None,
    }
}

fn by_name(parts: &[&str]) -> Option<PartialDate> {
    // "3rd", "3." and "3 de marzo de 2026" are 3, and "," is nothing.
    let words: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| part.chars().all(char::is_alphanumeric))
        .filter(|part| {
            !matches!(
                *part,
                "de" | "del" | "st" | "nd" | "rd" | "th" | "of" | "er"
            )
        })
        .collect();
    let at = words.iter().position(|word| month(word).is_some())?;
    let month = month(words.get(at)?)?;
    let number = |at: Option<usize>| -> Option<(usize, u32)> {
        let word = words.get(at?)?;
        Some((word.len(), word.parse().ok()?))
    };
    let is_day = |&(digits, day): &(usize, u32)| digits <= 2 && (1..=31).contains(&day);
    let year = |at: usize| {
        let year = number(Some(at)).filter(|(digits, _)| *digits == 4);
        year.map(|(_, year)| year)
    };
    if let Some((_, day)) = number(at.checked_sub(1)).filter(is_day) {
        return whole(year(at + 1)?, month, day);
    }
    if let Some((_, day)) = number(Some(at + 1)).filter(is_day) {
        return whole(year(at + 2)?, month, day);
    }
    let year = year(at + 1)?;
    partial(format_smolstr!("{year:04}-{month:02}"))
}

fn month(word: &str) -> Option<u32> {
    let word = word.to_lowercase();
    if word.chars().count() < 3 {
        return None;
    }
    let fits = |names: &[&str]| names.iter().any(|name| name.starts_with(&word));
    let mut fitting = MONTHS.iter().zip(1..).filter(|(names, _)| fits(names));
    let (_, only) = fitting.next()?;
    fitting.next().is_none().then_some(only)
}

/// A date that there is.
pub(super) fn whole(year: u32, month: u32, day: u32) -> Option<PartialDate> {
    partial(format_smolstr!("{year:04}-{month:02}-{day:02}"))
}

fn partial(date: SmolStr) -> Option<PartialDate> {
    PartialDate::try_from(date).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_and_none_is_invented() {
        let read = |words: &str| date(words).map(|date| date.to_string());
        for (words, expected) in [
            ("2026-03-03T09:15:00+01:00", "2026-03-03"),
            ("2026-03-03 09:15:00", "2026-03-03"),
            (" 2026-3-3 ", "2026-03-03"),
            ("2026/03/03", "2026-03-03"),
            ("2026.03.03", "2026-03-03"),
            ("20260303", "2026-03-03"),
            ("20260303T0915", "2026-03-03"),
            ("3.3.2026", "2026-03-03"),
            ("03.04.2026, 12:00 Uhr", "2026-04-03"),
            ("31/03/2026", "2026-03-31"),
            ("03/31/2026", "2026-03-31"),
            ("Tue, 03 Mar 2026 09:15:00 +0100", "2026-03-03"),
            ("Tuesday, March 3rd, 2026", "2026-03-03"),
            ("3. März 2026", "2026-03-03"),
            ("3 de marzo de 2026", "2026-03-03"),
            ("1er août 2026", "2026-08-01"),
            ("Mar 3 2026", "2026-03-03"),
            ("March 2026", "2026-03"),
            ("2026-03", "2026-03"),
            ("2026", "2026"),
        ] {
            assert_eq!(read(words).as_deref(), Some(expected), "{words}");
        }
        for words in [
            "",
            "3/4/2026",
            "2026-13-01",
            "29.2.2026",
            "46084",
            "0000",
            "yesterday",
            "jui 2026",
            "12:30",
            "March",
            "3 March",
            "99999999",
            "2026-03-03-04",
            "1. 2. 3.",
            "9999",
        ] {
            assert_eq!(read(words), None, "{words}");
        }
    }
}
