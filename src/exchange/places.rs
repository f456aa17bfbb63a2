//! Places between a text and the files of others: which stand there, and in which unit.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::PlaceDraft;
use crate::model::{Anchor, Article, Statement};
use crate::text::{Normalised, Text, Utf16Offsets, normalise};

/// A text that came in, as it will be kept, with what its offsets become.
pub(super) struct Arrived {
    kept: Normalised,
    /// Of the text that came in.
    units: Utf16Offsets,
    /// Length of the kept text in code points.
    chars: usize,
}

impl Arrived {
    pub(super) fn new(raw: &str) -> Self {
        let kept = normalise(raw);
        let chars = kept.text.chars().count();
        Self {
            kept,
            units: Utf16Offsets::new(raw),
            chars,
        }
    }

    /// As it is kept.
    pub(super) fn text(&self) -> &str {
        &self.kept.text
    }

    /// Length in code points, as it is kept.
    pub(super) fn chars(&self) -> usize {
        self.chars
    }

    /// The offset in the kept text of one in code points of the text that came in.
    pub(super) fn of_char(&self, char: usize) -> Option<usize> {
        (char <= self.units.chars()).then(|| self.kept.follow(char))
    }

    /// The offset in the kept text of one in UTF-16 units of the text that came in.
    pub(super) fn of_unit(&self, unit: usize) -> Option<usize> {
        self.units
            .char_of_unit(unit)
            .map(|char| self.kept.follow(char))
    }

    /// A place in UTF-16 units of the text that came in.
    pub(super) fn at_units(&self, units: Range<usize>) -> Result<PlaceDraft, String> {
        let (start, end) = (self.of_unit(units.start), self.of_unit(units.end));
        let place = start.zip(end).map(|(start, end)| start..end);
        place.and_then(|place| self.at(place)).ok_or_else(|| {
            format!(
                "{}–{} is no place in the text, which has {} UTF-16 units; this format counts those",
                units.start,
                units.end,
                self.units.units()
            )
        })
    }

    /// A place in code points of the kept text.
    pub(super) fn at_chars(&self, chars: Range<usize>) -> Result<PlaceDraft, String> {
        self.at(chars.clone()).ok_or_else(|| {
            format!(
                "{}–{} is no place in the text, which has {} characters",
                chars.start, chars.end, self.chars
            )
        })
    }

    fn at(&self, chars: Range<usize>) -> Option<PlaceDraft> {
        let fits = chars.start < chars.end && chars.end <= self.chars;
        fits.then_some(PlaceDraft { chars, quote: None })
    }
}

/// Places in the order of the text, unless they overlap.
pub(super) fn in_order(mut places: Vec<PlaceDraft>) -> Option<Vec<PlaceDraft>> {
    places.sort_by_key(|place| (place.chars.start, place.chars.end));
    let pairs = places.iter().zip(places.iter().skip(1));
    let is_apart = |(a, b): (&PlaceDraft, &PlaceDraft)| a.chars.end <= b.chars.start;
    let apart = pairs.into_iter().all(is_apart);
    apart.then_some(places)
}

/// Those that stand in the text, in code points.
pub(super) fn standing(anchors: &[Anchor], text: &Text) -> Vec<Range<usize>> {
    let standing = anchors.iter().filter(|anchor| !anchor.is_detached());
    standing.map(|anchor| anchor.chars(text)).collect()
}

/// What to say of the places of a statement that a format of offsets cannot hold, because the
/// words do not stand in the text.
pub(super) fn lost(statement: &Statement, article: &Article) -> Option<String> {
    let gone = statement.anchors().find(|anchor| anchor.is_detached())?;
    let quote = gone.quote(&article.text);
    let id = &statement.id;
    let all = statement.contents.iter().all(Anchor::is_detached);
    Some(if all {
        format!(
            "statement {id}: its content “{quote}” does not stand in the article, so it was left out"
        )
    } else {
        format!(
            "statement {id}: “{quote}” does not stand at its place in the article, so these words were left out"
        )
    })
}

/// Names of files for ids: letters and digits of ASCII, `.`, `-` and `_`, none twice, also where
/// a disk takes capitals for small letters.
#[derive(Default)]
pub(super) struct FileNames(Unique);

impl FileNames {
    /// Without an ending.
    pub(super) fn name(&mut self, id: &str) -> String {
        const LONGEST: usize = 80;
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
        let mut name: String = id
            .chars()
            .take(LONGEST)
            .map(|c| if plain(c) { c } else { '_' })
            .collect();
        let reserved = ["con", "prn", "aux", "nul"];
        let first = name.split('.').next().unwrap_or_default().to_lowercase();
        if name.is_empty() || name.starts_with('.') || reserved.contains(&first.as_str()) {
            name.insert(0, '_');
        }
        self.0
            .name(&name, |name, number| format!("{name}-{number}"))
    }
}

/// Gives names of which no two are the same, also where capitals do not count.
#[derive(Default)]
pub(super) struct Unique {
    used: HashSet<String>,
    /// The number to try next for a name that is taken.
    next: HashMap<String, usize>,
}

impl Unique {
    /// The name, or with a number where it is taken.
    pub(super) fn name(&mut self, name: &str, numbered: fn(&str, usize) -> String) -> String {
        let key = name.to_lowercase();
        if self.used.insert(key.clone()) {
            return name.to_owned();
        }
        let next = self.next.entry(key).or_insert(2);
        loop {
            let tried = numbered(name, *next);
            *next += 1;
            if self.used.insert(tried.to_lowercase()) {
                return tried;
            }
        }
    }
}

/// A file name without folders and ending.
pub(super) fn stem(name: &str) -> &str {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

/// Whether a file name ends so, in whatever case. With its dot.
pub(super) fn ends_in(name: &str, ending: &str) -> bool {
    name.to_lowercase().ends_with(ending)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_follow_marks_line_ends_and_wide_characters() {
        let arrived = Arrived::new("\u{feff}🚢\r\nferry");
        assert_eq!(arrived.text(), "🚢\nferry");
        let chars = |place: Result<PlaceDraft, String>| place.map(|place| place.chars);
        assert_eq!(chars(arrived.at_units(5..10)), Ok(2..7));
        assert_eq!(chars(arrived.at_chars(2..7)), Ok(2..7));
        assert!(arrived.at_units(2..4).is_err());
        assert!(arrived.at_units(5..11).is_err());
        // Only the LF of a CRLF: nothing is left of it.
        assert!(arrived.at_units(4..5).is_err());
        assert_eq!(arrived.of_char(9), Some(7));
        assert_eq!(arrived.of_char(10), None);
    }

    #[test]
    fn names_of_files_are_plain_and_differ() {
        let mut names = FileNames::default();
        let made = ["ar_1", "AR_1", "a/b", "a\\b", "..", "", "Con.x", "Ü"].map(|id| names.name(id));
        assert_eq!(
            made,
            [
                "ar_1", "AR_1-2", "a_b", "a_b-2", "_..", "_", "_Con.x", "_-2"
            ]
        );
        assert_eq!(stem("a/b.c.json"), "b.c");
        assert_eq!(stem("b"), "b");
    }
}
