//! The database of Discourse Network Analyzer 3 (`.dna`), a file of `SQLite`
//! (<https://github.com/leifeld-lab/dna>).
//!
//! A statement is one of the type “DNA Statement”: the speaker is its person, whoever is spoken for
//! its organization, the main topic its concept. Agreement is yes or no; the stance itself is
//! a variable of its own, as are the note (`comment`) and the verdict (`review`). What DNA has no
//! place for is JSON in a further variable. Offsets are UTF-16 units.

mod read;
mod schema;
mod tables;
mod write;

use serde::{Deserialize, Serialize};

use super::details::{Details, PARTS};
use super::{Format, Shape};

pub(super) const FORMAT: Format = Format {
    name: "dna",
    about: "a database of Discourse Network Analyzer 3",
    shape: Shape::File { ending: ".dna" },
    many_voices: true,
    has_rows: false,
    carries: PARTS,
    write: Some(|selection, _| write::write(selection)),
    read: Some(read::read),
};

/// The variables of a statement, in the order of their numbers from 1; the first four are DNA's.
const VARIABLES: [(&str, &str); 8] = [
    ("person", SHORT),
    ("organization", SHORT),
    ("concept", SHORT),
    ("agreement", "boolean"),
    ("stance", SHORT),
    ("review", SHORT),
    ("comment", LONG),
    ("sayso", LONG),
];

const SHORT: &str = "short text";
const LONG: &str = "long text";

/// Names, titles and values are shorter than this, in characters: DNA's own check.
const SHORTEST_REFUSED: usize = 191;

/// What the variable `sayso` holds.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Beside {
    #[serde(flatten)]
    details: Details,
    /// Names that DNA takes only the beginning of.
    #[serde(skip_serializing_if = "String::is_empty")]
    speaker: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    organisation: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    topic: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    stance: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    annotator: String,
    /// The organization is spoken for by nobody who is named.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    no_speaker: bool,
}

/// What the notes of a document hold, after the word that says so.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct About {
    id: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    url: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    language: String,
    /// Where the date is not a whole day.
    #[serde(skip_serializing_if = "String::is_empty")]
    published: String,
    /// Where DNA takes only the beginning.
    #[serde(skip_serializing_if = "String::is_empty")]
    title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    outlet: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    author: String,
}

/// The beginning of a name, as long as DNA takes it.
fn cut(name: &str) -> String {
    name.chars().take(SHORTEST_REFUSED - 1).collect()
}

/// Seconds since 1970 of the first day of a date, UTC.
fn seconds(date: &str) -> Option<i64> {
    let day = match date.len() {
        4 => format!("{date}-01-01"),
        7 => format!("{date}-01"),
        _ => date.to_owned(),
    };
    let day: jiff::civil::Date = day.parse().ok()?;
    let at = jiff::tz::Offset::UTC
        .to_timestamp(day.at(0, 0, 0, 0))
        .ok()?;
    Some(at.as_second())
}

/// The day of a time, UTC.
fn day(seconds: i64) -> Option<String> {
    let at = jiff::Timestamp::from_second(seconds).ok()?;
    Some(jiff::tz::Offset::UTC.to_datetime(at).date().to_string())
}

#[cfg(test)]
mod tests;
