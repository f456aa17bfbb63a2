//! What stands in a cell.

use std::ops::Range;

use crate::exchange::PlaceDraft;
use crate::exchange::tables::{AND, GAP};

/// `674-705;710-720`, in code points.
pub(super) fn spans(cell: &str) -> Result<Vec<Range<usize>>, String> {
    let cell = cell.trim();
    if cell.is_empty() {
        return Ok(Vec::new());
    }
    let range = |span: &str| {
        let (start, end) = span.split_once('-')?;
        Some(whole(start)?..whole(end)?)
    };
    let ranges: Option<Vec<_>> = cell.split(';').map(range).collect();
    ranges.ok_or_else(|| format!("“{cell}” are no places: write them as 674-705;710-720"))
}

/// A whole number from 0, also as a spreadsheet may write it: `41.0`.
pub(super) fn whole(cell: &str) -> Option<usize> {
    let cell = cell.trim();
    let cell = cell.strip_suffix(".0").unwrap_or(cell);
    cell.parse().ok()
}

/// Places with the words that stand there, as far as a cell with the words of all of them can be
/// told apart: by their lengths, else by the ellipses between them.
pub(super) fn places(spans: Vec<Range<usize>>, words: &str) -> Vec<PlaceDraft> {
    let quotes = by_lengths(&spans, words).or_else(|| {
        let parts: Vec<&str> = match spans.len() {
            1 => vec![words],
            _ => words.split(GAP).collect(),
        };
        (parts.len() == spans.len()).then_some(parts)
    });
    let mut quotes = quotes.unwrap_or_default().into_iter();
    let places = spans.into_iter().map(|chars| PlaceDraft {
        chars,
        quote: quotes
            .next()
            .filter(|_| !words.is_empty())
            .map(str::to_owned),
    });
    places.collect()
}

fn by_lengths<'w>(spans: &[Range<usize>], words: &'w str) -> Option<Vec<&'w str>> {
    let mut rest = words;
    let mut quotes = Vec::new();
    for (at, span) in spans.iter().enumerate() {
        if at > 0 {
            rest = rest.strip_prefix(GAP)?;
        }
        let length = span.end.checked_sub(span.start)?;
        let end = match rest.char_indices().nth(length) {
            Some((end, _)) => end,
            None if rest.chars().count() == length => rest.len(),
            None => return None,
        };
        let (quote, after) = rest.split_at_checked(end)?;
        quotes.push(quote);
        rest = after;
    }
    rest.is_empty().then_some(quotes)
}

/// The names in a cell. What stands between them may stand in a name too: the longest that is known
/// is taken first.
pub(super) fn names(cell: &str, is_known: impl Fn(&str) -> bool) -> Vec<String> {
    // How many pieces a name may have.
    const MOST: usize = 9;
    let ends: Vec<usize> = (cell.match_indices(AND).map(|(at, _)| at))
        .chain([cell.len()])
        .collect();
    let mut names = Vec::new();
    let (mut start, mut rest) = (0, ends.as_slice());
    while let Some(first) = rest.first() {
        let name = |end: usize| cell.get(start..end).unwrap_or_default();
        let within = rest.get(..MOST.min(rest.len())).unwrap_or_default();
        let known = within.iter().rposition(|end| is_known(name(*end)));
        let at = known.unwrap_or(0);
        let end = rest.get(at).unwrap_or(first);
        names.push(name(*end).to_owned());
        start = end + AND.len();
        rest = rest.get(at + 1..).unwrap_or_default();
    }
    names.retain(|name| !name.is_empty());
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read() {
        assert_eq!(spans(" 1-3;7-9"), Ok(vec![1..3, 7..9]));
        assert_eq!(spans(""), Ok(vec![]));
        assert!(spans("1-").is_err() && spans("-3").is_err() && spans("1;3").is_err());
        assert_eq!(
            (whole("41.0"), whole(" 7 "), whole("-1"), whole("1.5")),
            (Some(41), Some(7), None, None)
        );
    }

    #[test]
    fn words_of_several_spans_are_told_apart() {
        let quotes = |spans: Vec<Range<usize>>, words| -> Vec<Option<String>> {
            places(spans, words).into_iter().map(|p| p.quote).collect()
        };
        let some = |words: &[&str]| -> Vec<Option<String>> {
            words.iter().map(|w| Some((*w).to_owned())).collect()
        };
        assert_eq!(
            quotes(vec![0..5, 9..10], "a … b … c"),
            some(&["a … b", "c"])
        );
        assert_eq!(quotes(vec![0..9, 9..19], "a … c"), some(&["a", "c"]));
        assert_eq!(
            quotes(std::iter::once(0..9).collect(), "a … c"),
            some(&["a … c"])
        );
        assert_eq!(quotes(std::iter::once(0..2).collect(), ""), [None]);
        assert_eq!(quotes(vec![0..2, 3..4], "x"), [None, None]);
    }

    #[test]
    fn a_known_name_is_not_cut() {
        let known = ["Lund; City of", "Ada"];
        let of = |cell| names(cell, |name| known.contains(&name));
        assert_eq!(of("Ada; Lund; City of; Bo"), ["Ada", "Lund; City of", "Bo"]);
        assert_eq!(of("Bo; "), ["Bo"]);
        assert!(of("").is_empty());
    }
}
