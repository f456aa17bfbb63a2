//! Graphemes, words and sentences (Unicode Standard Annex 29), and what a selection does with them.

use std::ops::Range;

use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation as _};

/// A line is looked at no further than so many bytes from a place in it, for its words and for its
/// sentences and quotations: a file may be one line of a hundred million bytes.
const WORDS: usize = 1_024;
const LINE: usize = 8_192;

/// Whether a byte offset stands between two graphemes (user-perceived characters).
pub fn is_grapheme_border(text: &str, byte: usize) -> bool {
    text.is_char_boundary(byte)
        && GraphemeCursor::new(byte, text.len(), true)
            .is_boundary(text, 0)
            .unwrap_or(false)
}

/// The next grapheme border after a byte offset, or the end.
pub fn next_grapheme(text: &str, byte: usize) -> usize {
    GraphemeCursor::new(floor_char(text, byte), text.len(), true)
        .next_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(text.len())
}

/// The grapheme border before a byte offset, or the start.
pub fn previous_grapheme(text: &str, byte: usize) -> usize {
    GraphemeCursor::new(floor_char(text, byte), text.len(), true)
        .prev_boundary(text, 0)
        .ok()
        .flatten()
        .unwrap_or(0)
}

/// The smallest range of whole graphemes that holds a range.
pub fn snap_to_graphemes(text: &str, range: Range<usize>) -> Range<usize> {
    let start = floor_char(text, range.start);
    let end = ceil_char(text, range.end);
    let start = if is_grapheme_border(text, start) {
        start
    } else {
        previous_grapheme(text, start)
    };
    let end = if is_grapheme_border(text, end) {
        end
    } else {
        next_grapheme(text, end)
    };
    start..end.max(start)
}

/// A range without the white space at both its ends; empty when there is nothing else in it.
pub fn shed_white_space(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(inside) = text.get(range.clone()) else {
        return range;
    };
    let blank = |grapheme: &&str| grapheme.chars().all(char::is_whitespace);
    let lead: usize = inside.graphemes(true).take_while(blank).map(str::len).sum();
    if lead == inside.len() {
        return range.start..range.start;
    }
    let trail: usize = inside
        .graphemes(true)
        .rev()
        .take_while(blank)
        .map(str::len)
        .sum();
    range.start + lead..range.end - trail
}

/// The word, or the run of other characters, around a byte offset, in whole graphemes. An offset
/// between two words belongs to the one after it, at the end of a line to the one before.
pub fn word_around(text: &str, byte: usize) -> Range<usize> {
    let line = line_near(text, byte, WORDS);
    let slice = text.get(line.clone()).unwrap_or_default();
    let at = floor_char(text, byte) - line.start;
    let mut found = 0..0;
    for (start, word) in slice.split_word_bound_indices() {
        if start > at {
            break;
        }
        found = start..start + word.len();
    }
    // The annex lets a word end inside a grapheme: a sign that is drawn before the next letter may
    // stand before a space.
    snap_to_graphemes(text, line.start + found.start..line.start + found.end)
}

/// Whether a byte offset stands between two words, or at an end of the text. What looks back for
/// it stops at white space, or after a few hundred bytes where a script has none.
pub fn is_word_border(text: &str, byte: usize) -> bool {
    const BACK: usize = 512;
    let Some((before, after)) = text.split_at_checked(byte) else {
        return false;
    };
    let (Some(last), Some(next)) = (before.chars().next_back(), after.chars().next()) else {
        return true;
    };
    if last.is_ascii() && next.is_ascii() {
        let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        match (is_word(last), is_word(next)) {
            (true, true) => return false,
            (true, false) if next.is_ascii_whitespace() => return true,
            (false, true) if last.is_ascii_whitespace() => return true,
            _ => {}
        }
    }
    let line = line_around(text, byte);
    if byte == line.start || byte == line.end {
        return true;
    }
    // The annex can begin anew after a space that a letter follows; not after the narrow one that
    // does not break, which holds words together.
    let far = text.ceil_char_boundary(line.start.max(byte.saturating_sub(BACK)));
    let reach = text.get(far..byte).unwrap_or_default();
    let spaces = reach
        .char_indices()
        .rev()
        .filter(|(_, c)| c.is_whitespace() && *c != '\u{202f}');
    let mut starts = spaces.map(|(at, space)| far + at + space.len_utf8());
    let begins_word = |at: &usize| {
        let next = text.get(*at..byte).and_then(|rest| rest.chars().next());
        next.is_some_and(char::is_alphanumeric)
    };
    let start = starts.find(begins_word).unwrap_or(far);
    let slice = text.get(start..line.end).unwrap_or_default();
    let borders = slice.split_word_bound_indices().map(|(at, _)| start + at);
    borders.take_while(|at| *at <= byte).last() == Some(byte)
}

/// The start of the word before a byte, or of the one that it stands in.
pub fn previous_word_start(text: &str, byte: usize) -> usize {
    let mut at = byte;
    while at > 0 {
        let before = previous_grapheme(text, at);
        let word = word_around(text, before);
        if !word.is_empty() && !shed_white_space(text, word.clone()).is_empty() {
            return word.start;
        }
        at = before;
    }
    0
}

/// The end of the word after a byte, or of the one that it stands in.
pub fn next_word_end(text: &str, byte: usize) -> usize {
    let mut at = byte;
    while at < text.len() {
        let word = word_around(text, at);
        if word.contains(&at) && !shed_white_space(text, word.clone()).is_empty() {
            return word.end;
        }
        at = next_grapheme(text, at);
    }
    text.len()
}

/// A range grown to whole words, without the white space at its ends.
pub fn snap_to_words(text: &str, range: Range<usize>) -> Range<usize> {
    let range = shed_white_space(text, snap_to_graphemes(text, range));
    if range.is_empty() {
        return range;
    }
    let start = word_around(text, range.start).start;
    let last = previous_grapheme(text, range.end);
    let end = word_around(text, last).end;
    shed_white_space(text, start.min(range.start)..end.max(range.end))
}

/// The sentence around a byte offset, within its line, in whole graphemes without white space at
/// its ends.
pub fn sentence_around(text: &str, byte: usize) -> Range<usize> {
    let line = line_around(text, byte);
    let slice = text.get(line.clone()).unwrap_or_default();
    let at = floor_char(text, byte) - line.start;
    let mut found = 0..0;
    for sentence in sentences(slice) {
        if sentence.start > at && !found.is_empty() {
            break;
        }
        found = sentence;
    }
    let found = line.start + found.start..line.start + found.end;
    shed_white_space(text, snap_to_graphemes(text, found))
}

/// All sentences of the line around a byte offset, with the white space after each, in order and
/// without gaps: for those who ask for many sentences of one long line.
pub fn sentences_of_line(text: &str, byte: usize) -> Vec<Range<usize>> {
    let line = line_around(text, byte);
    let slice = text.get(line.clone()).unwrap_or_default();
    let from_line = |s: Range<usize>| line.start + s.start..line.start + s.end;
    sentences(slice).into_iter().map(from_line).collect()
}

/// The sentences of one line. A full stop after a title, an initial or an abbreviation does not
/// end one, which the annex alone cannot know.
fn sentences(line: &str) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    for (start, sentence) in line.split_sentence_bound_indices() {
        let range = start..start + sentence.len();
        match all.last_mut() {
            Some(last) if ends_in_abbreviation(line.get(last.clone()).unwrap_or_default()) => {
                last.end = range.end;
            }
            _ => all.push(range),
        }
    }
    all
}

fn ends_in_abbreviation(sentence: &str) -> bool {
    const ABBREVIATIONS: [&str; 28] = [
        "mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "sgt", "sen", "rep", "gov", "st",
        "jr", "no", "vs", "etc", "inc", "ltd", "co", "jan", "feb", "aug", "sept", "oct", "nov",
        "dec", "approx",
    ];
    let Some(head) = sentence.trim_end().strip_suffix('.') else {
        return false;
    };
    let word = head
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '‘'))
        .next()
        .unwrap_or_default();
    let initials = word.split('.').all(|part| {
        let mut chars = part.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_none()
    });
    initials || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

/// The line around a byte offset, without its end. Of a line that goes on for more than 8,192 bytes
/// before or after it, the part that is nearer, in whole words where there are any.
pub fn line_around(text: &str, byte: usize) -> Range<usize> {
    line_near(text, byte, LINE)
}

fn line_near(text: &str, byte: usize, reach: usize) -> Range<usize> {
    let byte = floor_char(text, byte);
    let first = floor_char(text, byte.saturating_sub(reach));
    let last = ceil_char(text, byte.saturating_add(reach));
    let before = text.get(first..byte).unwrap_or_default();
    let start = match before.rfind('\n') {
        Some(at) => first + at + 1,
        None if first == 0 => 0,
        // The first word that begins there.
        None => {
            let words = before.trim_start_matches(|c: char| !c.is_whitespace());
            let words = words.trim_start();
            if words.is_empty() {
                next_grapheme(text, first).min(byte)
            } else {
                byte - words.len()
            }
        }
    };
    let after = text.get(byte..last).unwrap_or_default();
    let end = match after.find('\n') {
        Some(at) => byte + at,
        None if last == text.len() => last,
        None => {
            let words = after.trim_end_matches(|c: char| !c.is_whitespace());
            let words = words.trim_end();
            if words.is_empty() {
                previous_grapheme(text, last).max(byte)
            } else {
                byte + words.len()
            }
        }
    };
    start..end
}

fn floor_char(text: &str, byte: usize) -> usize {
    text.floor_char_boundary(byte.min(text.len()))
}

fn ceil_char(text: &str, byte: usize) -> usize {
    text.ceil_char_boundary(byte.min(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `|` marks the offset, brackets what is expected around it.
    fn check(around: fn(&str, usize) -> Range<usize>, marked: &str) {
        let text = marked.replace(['|', '[', ']'], "");
        let at = |mark| {
            let before = marked.split(mark).next().unwrap();
            before.replace(['|', '[', ']'], "").len()
        };
        assert_eq!(around(&text, at('|')), at('[')..at(']'), "{marked}");
    }

    #[test]
    fn words() {
        check(word_around, "The [mini|ster] said");
        check(word_around, "The [|minister] said");
        check(word_around, "The minister[| ]said");
        check(word_around, "It [doesn|’t] matter");
        check(word_around, "the end[.|]");
        check(word_around, "one\n[t|wo]\nthree");
        check(word_around, "[м|іністр] сказав");
    }

    #[test]
    fn sentences_know_abbreviations() {
        check(
            sentence_around,
            "He left. [Mr. Vane of the U.S. Navy| stayed.] She left.",
        );
        check(sentence_around, "[“No,” he| said.] Then he left.");
        check(sentence_around, "One.\n[Two |here.] Three.\nFour.");
        check(sentence_around, "[|Erst das Essen.] Dann die Moral.");
        check(sentence_around, "一。[二|在这里。]三。");
    }

    #[test]
    fn in_a_line_without_end_everything_is_found_near_the_place() {
        let sentence = "The minister said “taxes will rise”. ";
        let text = sentence.repeat(10_000);
        let at = sentence.len() * 5_000;
        let line = line_around(&text, at);
        assert!(line.len() < 3 * LINE && line.start < at && at < line.end);
        assert_eq!(sentence_around(&text, at + 4), at..at + sentence.len() - 1);
        assert_eq!(word_around(&text, at + 6), at + 4..at + 12);
        assert_eq!(next_word_end(&text, at + 12), at + 17);
        assert_eq!(previous_word_start(&text, at + 4), at);
        let whole = text.trim_end().len();
        assert_eq!(sentence_around(&text, whole).end, whole);
        // Without a space to cut at, and to the last byte.
        let text = "界".repeat(20_000);
        for byte in [0, 30_000, text.len()] {
            let line = line_around(&text, byte);
            assert!(line.len() < 3 * LINE && (line.start..=line.end).contains(&byte));
            assert_eq!(word_around(&text, byte).len(), "界".len());
        }
    }

    #[test]
    fn snapping_sheds_white_space_and_keeps_whole_words() {
        let text = "The minister said so.";
        assert_eq!(snap_to_words(text, 6..15), 4..17);
        assert_eq!(snap_to_words(text, 3..4), 3..3);
        assert_eq!(shed_white_space(text, 3..13), 4..12);
    }

    #[test]
    fn a_grapheme_is_never_split() {
        let text = "a👩‍🔧b";
        assert_eq!(snap_to_graphemes(text, 5..6), 1..12);
        assert!(!is_grapheme_border(text, 5));
        assert_eq!(next_grapheme(text, 1), 12);
        assert_eq!(previous_grapheme(text, 12), 1);
    }

    #[test]
    fn a_sign_before_a_space_keeps_the_space() {
        // U+0D4E is drawn before what follows it, so the two are one grapheme, though a word ends
        // between them.
        let text = "a\u{d4e} b";
        assert_eq!(word_around(text, 0), 0..5);
        assert_eq!(snap_to_words(text, 0..1), 0..5);
    }

    #[test]
    fn a_narrow_space_that_does_not_break_holds_words_together() {
        let text = "5\u{202f}000 b";
        assert!(!is_word_border(text, 4));
        assert!(is_word_border(text, 7));
    }

    proptest! {
        #![proptest_config(crate::testing::cases(512))]

        #[test]
        fn a_word_border_is_where_the_annex_has_one(
            text in "([a1_ .’'\u{301}\u{200d}дї漢あア🇩🇪\u{5d0}\"]|\\PC){0,40}",
        ) {
            let borders: Vec<usize> = text.split_word_bound_indices().map(|(at, _)| at).collect();
            for (at, _) in text.char_indices() {
                prop_assert_eq!(is_word_border(&text, at), borders.contains(&at), "{} in {:?}", at, text);
            }
            prop_assert!(is_word_border(&text, text.len()));
        }

        #[test]
        fn any_range_of_any_text_snaps_to_borders(
            text in "(\\PC|[a .\u{200d}\u{301}\u{d4e}\n👩🔧🇩🇪]){0,60}",
            a in 0usize..99,
            b in 0usize..99,
        ) {
            let range = a.min(b)..a.max(b);
            for found in [
                snap_to_graphemes(&text, range.clone()),
                snap_to_words(&text, range.clone()),
                word_around(&text, a),
                sentence_around(&text, a),
            ] {
                prop_assert!(text.get(found.clone()).is_some());
                prop_assert!(is_grapheme_border(&text, found.start), "start of {:?}", found);
                prop_assert!(is_grapheme_border(&text, found.end), "end of {:?}", found);
            }
        }
    }
}
