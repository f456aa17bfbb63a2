//! The unit that the offsets of a file count, told by the words that should stand at them.
//!
//! Formats have a unit, and programs get it wrong: they count UTF-16 units where code points are
//! meant (JavaScript and Java do), or a line end as one character where the file has two. Where
//! quotes stand beside the offsets it shows, and the offsets can be read as they were meant.

use std::ops::Range;
use std::slice;

use super::PlaceDraft;
use crate::text::Text;

/// What offsets count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    CodePoints,
    #[cfg_attr(
        not(test),
        expect(dead_code, reason = "no format of this build counts so")
    )]
    Utf16,
}

/// How offsets of one file become code points of its text, as it came in.
#[derive(Debug)]
pub(super) struct Reading {
    /// The code point that each offset is before; `None` where they are the same.
    table: Option<Vec<usize>>,
    /// Code points of the text.
    chars: usize,
    remark: Option<&'static str>,
}

const AS_UTF16: &str = "its offsets count UTF-16 units and not code points, as the words beside them show: they were read so";
const AS_CODE_POINTS: &str = "its offsets count code points and not UTF-16 units, as the words beside them show: they were read so";
const AS_KEPT: &str = "its offsets count each line end as one character and no byte order mark, as the words beside them show: they were read so";
const AS_KEPT_UTF16: &str = "its offsets count UTF-16 units, each line end as one and no byte order mark, as the words beside them show: they were read so";

impl Reading {
    /// Finds out how offsets are meant. `quoted` are the places of one thing each, in order, and
    /// its words; those of several places are joined by a space, and white space is compared as
    /// if every stretch of it were one space, because programs squash it. Another unit than that
    /// of the format is taken only when no quote speaks against it and more of them stand than
    /// are lost.
    pub(super) fn of<'a>(
        text: &Text,
        unit: Unit,
        quoted: impl Iterator<Item = (&'a [Range<usize>], &'a str)> + Clone,
    ) -> Self {
        let quoted = quoted.filter(|(_, quote)| !quote.trim().is_empty());
        let native = Self::native(text, unit);
        if quoted
            .clone()
            .all(|(places, quote)| native.stands(text, places, quote))
        {
            return native;
        }
        let mut best: Option<(usize, Self)> = None;
        for other in Self::others(text, unit) {
            let (mut gained, mut lost, mut neither) = (0usize, 0usize, 0usize);
            for (places, quote) in quoted.clone() {
                let fits = (
                    native.stands(text, places, quote),
                    other.stands(text, places, quote),
                );
                match fits {
                    (false, true) => gained += 1,
                    (true, false) => lost += 1,
                    (false, false) => neither += 1,
                    (true, true) => {}
                }
            }
            let is_better = best.as_ref().is_none_or(|(most, _)| gained > *most);
            if lost == 0 && gained > 0 && gained >= neither && is_better {
                best = Some((gained, other));
            }
        }
        best.map_or(native, |(_, other)| other)
    }

    fn native(text: &Text, unit: Unit) -> Self {
        let table = match unit {
            Unit::CodePoints => None,
            Unit::Utf16 => utf16(text.as_str().chars().enumerate()),
        };
        Self {
            table,
            chars: text.chars(),
            remark: None,
        }
    }

    fn others(text: &Text, unit: Unit) -> Vec<Self> {
        let mut others = Vec::new();
        let mut add = |table, remark| {
            others.push(Self {
                table,
                chars: text.chars(),
                remark: Some(remark),
            });
        };
        match unit {
            Unit::CodePoints => {
                if let Some(table) = utf16(text.as_str().chars().enumerate()) {
                    add(Some(table), AS_UTF16);
                }
            }
            Unit::Utf16 => add(None, AS_CODE_POINTS),
        }
        let raw = text.as_str();
        if raw.contains('\r') || raw.starts_with('\u{feff}') {
            let kept = || kept(raw);
            add(Some(kept().map(|(at, _)| at).collect()), AS_KEPT);
            if let Some(table) = utf16(kept()) {
                add(Some(table), AS_KEPT_UTF16);
            }
        }
        others
    }

    /// What is to be said of it, when it is not the unit of the format.
    pub(super) fn remark(&self) -> Option<String> {
        self.remark.map(str::to_owned)
    }

    /// A place in code points; `None` where it goes past the end. One that begins or ends inside
    /// of a character takes all of it.
    pub(super) fn place(&self, place: &Range<usize>) -> Option<Range<usize>> {
        let Some(table) = &self.table else {
            return (place.start <= self.chars && place.end <= self.chars).then(|| place.clone());
        };
        let start = match table.get(place.start) {
            Some(char) => *char,
            None if place.start == table.len() => self.chars,
            None => return None,
        };
        let end = match place.end.checked_sub(1) {
            Some(last) => *table.get(last)? + 1,
            None => 0,
        };
        Some(start..end)
    }

    /// Whether words stand at places that are read so.
    pub(super) fn stands(&self, text: &Text, places: &[Range<usize>], quote: &str) -> bool {
        let mut words = Vec::with_capacity(places.len());
        for place in places {
            let Some(stretch) = self.place(place).and_then(|chars| words_at(text, &chars)) else {
                return false;
            };
            words.push(stretch);
        }
        let there = words.iter().flat_map(|words| words.split_whitespace());
        there.eq(quote.split_whitespace())
    }
}

/// The words at a place in code points.
pub(super) fn words_at<'t>(text: &'t Text, chars: &Range<usize>) -> Option<&'t str> {
    let (start, end) = (
        text.byte_of_char(chars.start)?,
        text.byte_of_char(chars.end)?,
    );
    text.as_str().get(start..end)
}

/// Brings the places of one text to code points of it, and their quotes to the very words that
/// stand there. What is to be said when they were not in the unit of the format. Places whose
/// quote stands nowhere stay as they are.
pub(super) fn settle(text: &Text, unit: Unit, places: &mut [&mut PlaceDraft]) -> Option<String> {
    let reading = {
        let quoted = places.iter().filter_map(|place| {
            let quote = place.quote.as_deref()?;
            Some((slice::from_ref(&place.chars), quote))
        });
        Reading::of(text, unit, quoted)
    };
    for place in places {
        let Some(chars) = reading.place(&place.chars) else {
            continue;
        };
        if let Some(quote) = &mut place.quote
            && reading.stands(text, slice::from_ref(&place.chars), quote)
            && let Some(words) = words_at(text, &chars)
        {
            words.clone_into(quote);
        }
        place.chars = chars;
    }
    reading.remark()
}

/// For each UTF-16 unit the code point that it belongs to; `None` where that is the same.
fn utf16(chars: impl Iterator<Item = (usize, char)> + Clone) -> Option<Vec<usize>> {
    if chars.clone().all(|(_, c)| c.len_utf16() == 1) {
        return None;
    }
    let units = chars.flat_map(|(at, c)| std::iter::repeat_n(at, c.len_utf16()));
    Some(units.collect())
}

/// The characters that [`normalise`](crate::text::normalise) keeps, with their places in what came in.
fn kept(raw: &str) -> impl Iterator<Item = (usize, char)> + Clone {
    let mut after_cr = false;
    raw.chars().enumerate().filter(move |(at, c)| {
        let gone = (*at == 0 && *c == '\u{feff}') || (after_cr && *c == '\n');
        after_cr = *c == '\r';
        !gone
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place(chars: Range<usize>, quote: &str) -> PlaceDraft {
        PlaceDraft {
            chars,
            quote: Some(quote.to_owned()),
        }
    }

    fn settled(text: &str, unit: Unit, places: &[PlaceDraft]) -> (Vec<PlaceDraft>, Option<String>) {
        let mut places = places.to_vec();
        let mut each: Vec<&mut PlaceDraft> = places.iter_mut().collect();
        let remark = settle(&Text::new(text), unit, &mut each);
        (places, remark)
    }

    #[test]
    fn the_unit_of_the_format_is_taken_where_it_fits() {
        let places = [place(2..5, "two"), place(6..11, "three")];
        let (after, remark) = settled("🚢 two three", Unit::CodePoints, &[place(2..5, "two")]);
        assert_eq!((after, remark), (vec![place(2..5, "two")], None));
        // Where nothing lies before them they are the same.
        let (after, remark) = settled("  two three 🚢", Unit::CodePoints, &places);
        assert_eq!((after, remark), (places.to_vec(), None));
    }

    #[test]
    fn utf16_units_are_found_out_and_read() {
        let quoted = [
            place(0..2, "🚢"),
            place(3..6, "two"),
            place(7..13, "three 🚢"),
        ];
        let meant = [
            place(0..1, "🚢"),
            place(2..5, "two"),
            place(6..13, "three 🚢"),
        ];
        let (after, remark) = settled("🚢 two three 🚢", Unit::CodePoints, &quoted[..2]);
        assert_eq!(after, meant[..2]);
        assert_eq!(remark.as_deref(), Some(AS_UTF16));
        let (after, remark) = settled("🚢 two three 🚢", Unit::Utf16, &meant);
        assert_eq!(after, meant);
        assert_eq!(remark.as_deref(), Some(AS_CODE_POINTS));
        // One that stands only as the format has it speaks against it.
        let mixed = [place(3..6, "two"), place(6..11, "three")];
        let (after, remark) = settled("🚢 two three", Unit::CodePoints, &mixed);
        assert_eq!((after, remark), (mixed.to_vec(), None));
    }

    #[test]
    fn line_ends_that_count_as_one_are_found_out() {
        let text = "\u{feff}One.\r\nTwo 🚢.\r\nThree.";
        let (after, remark) = settled(
            text,
            Unit::CodePoints,
            &[place(5..8, "Two"), place(12..17, "Three")],
        );
        assert_eq!(after, [place(7..10, "Two"), place(15..20, "Three")]);
        assert_eq!(remark.as_deref(), Some(AS_KEPT));
        let (after, remark) = settled(
            text,
            Unit::CodePoints,
            &[place(5..8, "Two"), place(13..18, "Three")],
        );
        assert_eq!(after, [place(7..10, "Two"), place(15..20, "Three")]);
        assert_eq!(remark.as_deref(), Some(AS_KEPT_UTF16));
    }

    #[test]
    fn squashed_white_space_becomes_what_stands_there() {
        let (after, remark) = settled("One\t\n two.", Unit::CodePoints, &[place(0..9, "One two")]);
        assert_eq!((after, remark), (vec![place(0..9, "One\t\n two")], None));
    }

    #[test]
    fn what_stands_nowhere_stays() {
        let lost = [place(0..3, "six"), place(7..99, "x"), place(5..5, "y")];
        let (after, remark) = settled("🚢 two three", Unit::CodePoints, &lost);
        assert_eq!((after, remark), (lost.to_vec(), None));
    }

    proptest! {
        #![proptest_config(crate::testing::cases(256))]

        #[test]
        fn what_is_written_in_utf16_comes_back(text in "[a🚢\u{301}界 ]{1,30}", starts in prop::collection::vec((0usize..30, 1usize..5), 1..5)) {
            let chars: Vec<char> = text.chars().collect();
            let units = |at: usize| chars[..at].iter().map(|c| c.len_utf16()).sum::<usize>();
            let spans: Vec<Range<usize>> = starts
                .iter()
                .map(|(start, len)| (start % chars.len())..(start % chars.len() + len).min(chars.len()))
                .collect();
            let words = |span: &Range<usize>| chars[span.clone()].iter().collect::<String>();
            let written: Vec<_> = spans.iter().map(|s| place(units(s.start)..units(s.end), &words(s))).collect();
            let meant: Vec<_> = spans.iter().map(|s| place(s.clone(), &words(s))).collect();
            prop_assert_eq!(settled(&text, Unit::Utf16, &written).0, meant);
        }
    }
}
