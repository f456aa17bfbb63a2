//! Articles, the people who annotate them, and dates.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use smol_str::SmolStr;

use super::{AnnotatorId, ArticleId, FieldEntry, Keyed};
use crate::text::Text;

/// An immutable text with metadata.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    pub id: ArticleId,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub outlet: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub author: String,
    /// Left out when not known; never today's by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<PartialDate>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub url: String,
    /// A BCP 47 tag such as `en`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub language: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldEntry>,
    /// SHA-256 of the text in UTF-8, as 64 hexadecimal digits.
    pub sha256: SmolStr,
    pub text: Text,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub progress: Vec<Progress>,
}

impl Article {
    /// An article with nothing known but its title and text.
    pub fn new(id: ArticleId, title: impl Into<String>, text: Text) -> Self {
        Self {
            id,
            title: title.into(),
            outlet: String::new(),
            author: String::new(),
            published: None,
            url: String::new(),
            language: String::new(),
            tags: Vec::new(),
            fields: Vec::new(),
            sha256: digest(text.as_str()),
            text,
            progress: Vec::new(),
        }
    }

    /// How far an annotator is; `None` when the article is neither assigned nor begun.
    pub fn progress_of(&self, annotator: &AnnotatorId) -> Option<ProgressState> {
        self.progress
            .iter()
            .find(|progress| &progress.annotator == annotator)
            .map(|progress| progress.state)
    }

    /// Whether somebody's coding of it is hidden from another: both are to code it, each without the
    /// other, and not both are done.
    pub fn hides(&self, theirs: &AnnotatorId, from: &AnnotatorId) -> bool {
        let both = (self.progress_of(theirs), self.progress_of(from));
        let done = Some(ProgressState::Done);
        theirs != from && matches!(both, (Some(_), Some(_))) && both != (done, done)
    }
}

impl Keyed for Article {
    type Id = ArticleId;

    fn id(&self) -> &ArticleId {
        &self.id
    }
}

/// The SHA-256 of a text, as 64 lower-case hexadecimal digits.
pub fn digest(text: &str) -> SmolStr {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    let digits = Sha256::digest(text.as_bytes())
        .into_iter()
        .flat_map(|byte| [byte >> 4, byte & 15])
        .filter_map(|digit| HEX.get(usize::from(digit)).copied().map(char::from));
    digits.collect()
}

/// How far one annotator is with one article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    pub annotator: AnnotatorId,
    pub state: ProgressState,
}

/// "Read, and nothing found" is done, not untouched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProgressState {
    Assigned,
    InProgress,
    Done,
}

/// A person whose statements are one layer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annotator {
    pub id: AnnotatorId,
    pub name: String,
}

impl Keyed for Annotator {
    type Id = AnnotatorId;

    fn id(&self) -> &AnnotatorId {
        &self.id
    }
}

/// A calendar date or its beginning: `2025-12-03`, `2025-12` or `2025`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "SmolStr", into = "SmolStr")]
pub struct PartialDate(SmolStr);

impl PartialDate {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the other date is the same or a part of this one: 2025-12-03 is within 2025-12.
    pub fn is_within(&self, other: &Self) -> bool {
        self.0.starts_with(other.as_str())
    }
}

impl TryFrom<SmolStr> for PartialDate {
    type Error = String;

    fn try_from(date: SmolStr) -> Result<Self, String> {
        let mut parts = date.split('-');
        let mut number = |digits: usize| {
            let part = parts.next()?;
            let plain = part.len() == digits && part.bytes().all(|b| b.is_ascii_digit());
            Some(if plain { part.parse().unwrap_or(0) } else { 0 })
        };
        let year: Option<i64> = number(4);
        let month = number(2);
        let day = number(2);
        let leap = year.is_some_and(|y| (y % 4 == 0 && y % 100 != 0) || y % 400 == 0);
        let last = match month {
            Some(2) if leap => 29,
            Some(2) => 28,
            Some(4 | 6 | 9 | 11) => 30,
            _ => 31,
        };
        let sound = year.is_some_and(|y| y >= 1)
            && month.is_none_or(|m| (1..=12).contains(&m))
            && day.is_none_or(|d| (1..=last).contains(&d))
            && parts.next().is_none();
        if sound {
            Ok(Self(date))
        } else {
            Err(format!(
                "“{date}” is no date: write 2025-12-03, 2025-12 or 2025"
            ))
        }
    }
}

impl From<PartialDate> for SmolStr {
    fn from(date: PartialDate) -> Self {
        date.0
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A moment in UTC, as RFC 3339 writes it: `2026-11-24T09:30:00Z`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "SmolStr", into = "SmolStr")]
pub struct Timestamp(SmolStr);

impl Timestamp {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Timestamp {
    /// Seconds since 1970 in UTC; a moment that no calendar holds becomes the nearest that it does.
    pub fn from_unix_seconds(seconds: i64) -> Self {
        let nearest = if seconds < 0 {
            jiff::Timestamp::MIN
        } else {
            jiff::Timestamp::MAX
        };
        let time = jiff::Timestamp::from_second(seconds).unwrap_or(nearest);
        Self(SmolStr::from(time.to_string()))
    }
}

impl TryFrom<SmolStr> for Timestamp {
    type Error = String;

    fn try_from(time: SmolStr) -> Result<Self, String> {
        match time.parse::<jiff::Timestamp>() {
            Ok(_) => Ok(Self(time)),
            Err(_) => Err(format!(
                "“{time}” is no time: write it as 2026-11-24T09:30:00Z"
            )),
        }
    }
}

impl From<Timestamp> for SmolStr {
    fn from(time: Timestamp) -> Self {
        time.0
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_may_be_partial_but_must_exist() {
        for date in ["2025-12-03", "2025-12", "2025", "2024-02-29"] {
            assert!(PartialDate::try_from(SmolStr::from(date)).is_ok(), "{date}");
        }
        for date in [
            "",
            "25",
            "2025-13",
            "2025-02-29",
            "2025-1-1",
            "2025-12-03-1",
            "3 Dec",
        ] {
            assert!(
                PartialDate::try_from(SmolStr::from(date)).is_err(),
                "{date}"
            );
        }
    }

    #[test]
    fn the_digest_is_sha256() {
        assert_eq!(
            digest("abc"),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
    }
}
