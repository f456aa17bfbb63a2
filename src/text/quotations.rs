//! Quotations: what stands between quotation marks.
//!
//! Marks of many traditions are known: curly, straight, doubled apostrophes, low, angle, CJK. Each
//! line is looked at alone, so that one mark that is never closed spoils only its paragraph.

use std::ops::Range;

use super::line_around;

/// What stands between two marks, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub outer: Range<usize>,
    /// Without them.
    pub inner: Range<usize>,
}

/// A mark that is open: what may close it, and where it stands.
struct Open {
    closes: &'static [&'static str],
    at: Range<usize>,
}

/// So many marks may be open at once; before the last ones, the first of them closes nowhere.
const DEEPEST: usize = 16;

/// Marks that only open, and what closes each. „ is closed by “ in German and by ” in Polish.
const OPENING: [(&str, &[&str]); 12] = [
    ("„", &["“", "”", "\""]),
    ("“", &["”"]),
    ("‚", &["‘", "’"]),
    ("‘", &["’"]),
    ("``", &["''", "\""]),
    ("「", &["」"]),
    ("『", &["』"]),
    ("《", &["》"]),
    ("〈", &["〉"]),
    ("〝", &["〞", "〟"]),
    ("«", &["»"]),
    ("‹", &["›"]),
];

/// Marks that open and close, and Danish and German angle marks that point inward.
const EITHER: [(&str, &[&str]); 5] = [
    ("''", &["''"]),
    ("\"", &["\""]),
    ("»", &["«"]),
    ("›", &["‹"]),
    ("”", &["”"]),
];

/// The quotations of a stretch of text, nested ones too, by where they begin. Ranges are bytes of
/// the whole text.
pub fn quotations(text: &str, within: Range<usize>) -> Vec<Quotation> {
    let mut found = Vec::new();
    let slice = text.get(within.clone()).unwrap_or_default();
    let mut start = within.start;
    for line in slice.split('\n') {
        in_line(line, start, &mut found);
        start += line.len() + 1;
    }
    found.sort_by_key(|quotation| {
        (
            quotation.outer.start,
            std::cmp::Reverse(quotation.outer.end),
        )
    });
    found
}

fn in_line(line: &str, offset: usize, found: &mut Vec<Quotation>) {
    let mut open: Vec<Open> = Vec::new();
    let mut at = 0;
    while let Some(rest) = line.get(at..).filter(|rest| !rest.is_empty()) {
        let before = line.get(..at).and_then(|before| before.chars().next_back());
        if let Some((depth, mark)) = closing(&open, rest, before) {
            // Marks opened inside and never closed are none.
            open.truncate(depth + 1);
            if let Some(opened) = open.pop() {
                let end = at + mark;
                found.push(Quotation {
                    outer: offset + opened.at.start..offset + end,
                    inner: offset + opened.at.end..offset + at,
                });
            }
            at += mark;
        } else if let Some((closes, mark)) = opening(rest, before) {
            if open.len() == DEEPEST {
                open.remove(0);
            }
            open.push(Open {
                closes,
                at: at..at + mark,
            });
            at += mark;
        } else {
            at += to_next_mark(rest);
        }
    }
}

/// How many bytes lie before the next place where a mark may stand, but the first character.
fn to_next_mark(rest: &str) -> usize {
    let first = rest.chars().next().map_or(1, char::len_utf8);
    let bytes = rest.as_bytes().get(first..).unwrap_or_default();
    // All marks are of ASCII or begin with one of three bytes, which stand inside of no character.
    let mark = |byte: &u8| matches!(byte, b'"' | b'\'' | b'`' | 0xC2 | 0xE2 | 0xE3);
    first + bytes.iter().position(mark).unwrap_or(bytes.len())
}

/// The open mark that a text begins by closing, and the length of the closing mark.
fn closing(open: &[Open], rest: &str, before: Option<char>) -> Option<(usize, usize)> {
    for (depth, opened) in open.iter().enumerate().rev() {
        for mark in opened.closes {
            let Some(after) = rest.strip_prefix(mark) else {
                continue;
            };
            let next = after.chars().next();
            // An apostrophe stands between letters; a straight mark after a space opens.
            let apostrophe = *mark == "’" && next.is_some_and(char::is_alphanumeric);
            let straight = matches!(*mark, "\"" | "''");
            let opens = straight
                && before.is_none_or(char::is_whitespace)
                && next.is_some_and(|c| !c.is_whitespace());
            if !apostrophe && !opens {
                return Some((depth, mark.len()));
            }
        }
    }
    None
}

/// What closes the mark that a text begins with, and the length of the mark.
fn opening(rest: &str, before: Option<char>) -> Option<(&'static [&'static str], usize)> {
    let starts = before.is_none_or(|c| !c.is_alphanumeric());
    if let Some((mark, closes)) = OPENING.iter().find(|(mark, _)| rest.starts_with(mark)) {
        // A single mark after a letter is an apostrophe.
        let single = matches!(*mark, "‘" | "‚");
        return (starts || !single).then_some((*closes, mark.len()));
    }
    let (mark, closes) = EITHER.iter().find(|(mark, _)| rest.starts_with(mark))?;
    let next = rest
        .get(mark.len()..)
        .and_then(|after| after.chars().next());
    let opens = starts && next.is_some_and(|c| !c.is_whitespace());
    opens.then_some((*closes, mark.len()))
}

/// More of a range than this, in bytes, tells no more of how much of it is quoted.
const SHARE: usize = 20_000;

/// The share of the letters of some ranges that stands in quotation marks, from 0 to 1; of a range
/// of more than 20,000 bytes, of those with which it begins.
pub fn quoted_share(text: &str, ranges: &[Range<usize>]) -> f64 {
    let (mut quoted, mut all) = (0_u32, 0_u32);
    for range in ranges {
        let most = text.floor_char_boundary(range.start.saturating_add(SHARE));
        let range = range.start..range.end.min(most);
        let quotations = quotations(text, lines_around(text, &range));
        let words = text.get(range.clone()).unwrap_or_default();
        for (at, _) in words.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
            let at = range.start + at;
            all += 1;
            quoted += u32::from(quotations.iter().any(|q| q.inner.contains(&at)));
        }
    }
    if all == 0 {
        0.0
    } else {
        f64::from(quoted) / f64::from(all)
    }
}

fn lines_around(text: &str, range: &Range<usize>) -> Range<usize> {
    line_around(text, range.start).start..line_around(text, range.end).end
}

/// A longer range, in bytes, is not one quotation that lacks its marks.
const QUOTATION: usize = 20_000;

/// A range with the marks at its ends that complete a quotation it takes in all the words of: a
/// hand that drags over words often misses the marks. Bytes.
pub fn complete_quotation(text: &str, range: Range<usize>) -> Range<usize> {
    if range.len() > QUOTATION {
        return range;
    }
    let no_words = |stretch: Range<usize>| {
        let between = text.get(stretch).unwrap_or_default();
        !between.contains(char::is_alphanumeric)
    };
    let mut whole = range.clone();
    for Quotation { outer, inner } in quotations(text, lines_around(text, &range)) {
        let from = range.start <= inner.start || no_words(inner.start..range.start);
        let to = range.end >= inner.end || no_words(range.end..inner.end);
        let reaches_in = range.start < inner.end && range.end > inner.start;
        if from && to && reaches_in {
            whole = whole.start.min(outer.start)..whole.end.max(outer.end);
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::{complete_quotation, quotations, quoted_share};

    fn outer(text: &str) -> Vec<&str> {
        quotations(text, 0..text.len())
            .into_iter()
            .map(|quotation| &text[quotation.outer])
            .collect()
    }

    #[test]
    fn a_range_of_all_words_of_a_quotation_takes_its_marks() {
        let text = "Ines accused Bo of “wasting time.” Bo: “no, never” (twice).";
        let whole = |words: &str| {
            let start = text.find(words).unwrap();
            &text[complete_quotation(text, start..start + words.len())]
        };
        assert_eq!(whole("wasting time"), "“wasting time.”");
        assert_eq!(whole("Bo of “wasting time"), "Bo of “wasting time.”");
        assert_eq!(whole("time.” Bo: “no, never"), "time.” Bo: “no, never”");
        assert_eq!(whole("wasting"), "wasting");
        assert_eq!(whole("never"), "never");
        assert_eq!(whole("Ines accused Bo of"), "Ines accused Bo of");
        assert_eq!(whole("Bo: "), "Bo: ");
    }

    #[test]
    fn marks_of_many_traditions() {
        assert_eq!(outer("He said “no” and left."), ["“no”"]);
        assert_eq!(
            outer("\"No,\" she said, \"never.\""),
            ["\"No,\"", "\"never.\""]
        );
        assert_eq!(outer("''No,'' she said."), ["''No,''"]);
        assert_eq!(outer("``No,'' she said."), ["``No,''"]);
        assert_eq!(
            outer("Er sagte: „Nein“, dann „doch”."),
            ["„Nein“", "„doch”"]
        );
        assert_eq!(outer("Вона сказала: «ні»."), ["«ні»"]);
        assert_eq!(outer("Er sagte »nein« dazu."), ["»nein«"]);
        assert_eq!(outer("他说「不」，又说『不』。"), ["「不」", "『不』"]);
        assert_eq!(outer("He said ‘the crews’ boat’ sank."), ["‘the crews’"]);
    }

    #[test]
    fn an_apostrophe_is_no_mark() {
        assert_eq!(outer("The town’s crews don’t “sail”."), ["“sail”"]);
        assert_eq!(outer("the '90s and 5'10\" tall"), Vec::<&str>::new());
    }

    #[test]
    fn nested_marks_are_both_found() {
        assert_eq!(
            outer("“He told me ‘go’ and I went.”"),
            ["“He told me ‘go’ and I went.”", "‘go’"]
        );
    }

    #[test]
    fn an_unclosed_mark_spoils_only_its_paragraph() {
        let text = "“No end here.\nShe said “yes”.\n\"and \"again";
        assert_eq!(outer(text), ["“yes”"]);
    }

    #[test]
    fn the_share_counts_letters() {
        let share = |text: &str| quoted_share(text, std::slice::from_ref(&(0..text.len())));
        assert!(share("“all of it”") > 0.99);
        assert!(share("none of it") < 0.01);
        assert!((share("half “half”") - 0.5).abs() < 0.01);
        let text = "“We will sail,” he said, “and soon.”";
        assert!(quoted_share(text, &[3..15, 27..36]) > 0.99);
    }

    proptest::proptest! {
        #[test]
        fn any_text_gives_ranges_of_it(text in "[“”„\"'`«»‘’「」a \n]{0,60}") {
            for quotation in quotations(&text, 0..text.len()) {
                assert!(text.get(quotation.outer.clone()).is_some());
                assert!(text.get(quotation.inner.clone()).is_some());
                assert!(quotation.outer.start < quotation.inner.start);
                assert!(quotation.inner.end < quotation.outer.end);
                assert!(!text[quotation.outer].contains('\n'));
            }
        }
    }
}
