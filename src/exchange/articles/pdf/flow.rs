//! From lines on pages to paragraphs: lines of one paragraph are joined, words that were cut at the
//! end of a line are whole again, numbers and heads of pages are left out.

use std::collections::BTreeMap;

/// A line as it stands on a page. Lengths are in points, `y` grows upwards.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) page: u32,
    pub(super) text: String,
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) y: f64,
    pub(super) size: f64,
}

/// The paragraphs, with an empty line between them.
pub(super) fn flow(lines: Vec<Line>) -> String {
    let lines = without_margins(lines);
    let usual = usual_gap(&lines);
    let edge = right_edge(&lines);
    let mut text = String::new();
    let mut before: Option<&Line> = None;
    for line in &lines {
        let words = line.text.trim();
        match before {
            None => text.push_str(words),
            Some(before) if is_break(before, line, usual, edge) => {
                text.push_str("\n\n");
                text.push_str(words);
            }
            Some(_) => join(&mut text, words),
        }
        before = Some(line);
    }
    text
}

/// Whether a paragraph ends between two lines.
fn is_break(before: &Line, line: &Line, usual: f64, edge: f64) -> bool {
    let is_other_size = (before.size - line.size).abs() > line.size * 0.15;
    let ends = before
        .text
        .trim_end()
        .trim_end_matches(['”', '"', '’', '\'', '»', '“', ')', ']'])
        .ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '؟', '।']);
    let size = line.size.max(1.0);
    // As in the last line of a paragraph.
    let is_short = before.right < edge - size * 3.0;
    let starts_in = line.left > before.left + size * 0.8 && line.left < before.left + size * 5.0;
    let gap = before.y - line.y;
    if line.page != before.page || gap < -size {
        // A new page or column: only what was said tells.
        return is_other_size || ends && (is_short || starts_in);
    }
    is_other_size || gap > usual * 1.3 + 0.5 || ends && (is_short || starts_in)
}

/// Joins a line to the text before it. A hyphen after a letter and before a small one goes with
/// the cut; one that belongs to the word cannot be told from it and goes too.
fn join(text: &mut String, words: &str) {
    let is_small = words.chars().next().is_some_and(char::is_lowercase);
    let cut = text.ends_with(['-', '\u{ad}', '‐']);
    if cut && is_small {
        let before = text.trim_end_matches(['-', '\u{ad}', '‐']);
        if before.ends_with(char::is_alphabetic) {
            text.truncate(before.len());
        }
    } else if !cut && !is_unspaced(text) {
        text.push(' ');
    }
    text.push_str(words);
}

/// Whether the text ends in a script that has no spaces between words.
fn is_unspaced(text: &str) -> bool {
    let last = text.chars().next_back();
    last.is_some_and(|c| matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ff60}'))
}

/// The distance between two lines that is met most often, in points.
fn usual_gap(lines: &[Line]) -> f64 {
    let mut counts: BTreeMap<i64, usize> = BTreeMap::new();
    for (before, line) in lines.iter().zip(lines.iter().skip(1)) {
        let gap = before.y - line.y;
        if before.page == line.page && gap > line.size * 0.5 && gap < line.size * 4.0 {
            *counts.entry(tenths(gap)).or_default() += 1;
        }
    }
    // Of two the smaller: lines stand nearer than paragraphs.
    let most = counts
        .iter()
        .max_by_key(|(gap, count)| (**count, std::cmp::Reverse(**gap)));
    most.map_or(f64::INFINITY, |(gap, _)| {
        f64::from(i32::try_from(*gap).unwrap_or(i32::MAX)) / 10.0
    })
}

/// Where full lines end: all but the longest tenth end before or there.
fn right_edge(lines: &[Line]) -> f64 {
    let mut ends: Vec<f64> = lines.iter().map(|line| line.right).collect();
    ends.sort_by(f64::total_cmp);
    ends.get(ends.len() * 9 / 10).copied().unwrap_or(0.0)
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a distance on a page; the cast saturates for what is none"
)]
fn tenths(length: f64) -> i64 {
    (length * 10.0).round() as i64
}

/// Without what stands at the head or foot of pages: a number alone, and the same words again and
/// again.
fn without_margins(lines: Vec<Line>) -> Vec<Line> {
    let pages: usize = lines.chunk_by(|a, b| a.page == b.page).count();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let at_edge = |at: usize, lines: &[Line]| {
        let here = lines.get(at).map(|line| line.page);
        let other = |at: Option<usize>| at.and_then(|at| lines.get(at)).map(|line| line.page);
        other(at.checked_sub(1)) != here || other(Some(at + 1)) != here
    };
    let bare = |text: &str| -> String {
        let letters = text
            .chars()
            .filter(|c| !c.is_ascii_digit() && !c.is_whitespace());
        letters.collect()
    };
    let edges: Vec<bool> = (0..lines.len()).map(|at| at_edge(at, &lines)).collect();
    for (line, is_edge) in lines.iter().zip(&edges) {
        if *is_edge {
            *counts.entry(bare(&line.text)).or_default() += 1;
        }
    }
    let kept = lines.into_iter().zip(edges).filter(|(line, is_edge)| {
        let words = bare(&line.text);
        let is_number = words.chars().all(|c| !c.is_alphanumeric());
        let again = counts.get(&words).copied().unwrap_or(0);
        let is_margin = pages > 1 && (is_number || again > 2 && again * 2 > pages);
        !(*is_edge && is_margin)
    });
    kept.map(|(line, _)| line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(page: u32, y: f64, left: f64, right: f64, text: &str) -> Line {
        Line {
            page,
            text: text.to_owned(),
            left,
            right,
            y,
            size: 10.0,
        }
    }

    #[test]
    fn lines_are_paragraphs_again() {
        let lines = vec![
            Line {
                size: 20.0,
                ..line(1, 800.0, 50.0, 300.0, "Head line")
            },
            line(1, 770.0, 50.0, 500.0, "The mayor said that the fer-"),
            line(1, 758.0, 50.0, 498.0, "ry stays. The council"),
            line(1, 746.0, 50.0, 200.0, "agreed."),
            line(1, 734.0, 50.0, 500.0, "Others did not: Anna-"),
            line(1, 722.0, 50.0, 497.0, "Lena Roe called it"),
            line(1, 60.0, 280.0, 290.0, "1"),
            line(2, 800.0, 50.0, 300.0, "“too late”."),
            line(2, 770.0, 50.0, 499.0, "Set apart by a gap"),
            line(2, 758.0, 50.0, 499.0, "and one line more"),
        ];
        assert_eq!(
            flow(lines),
            "Head line\n\nThe mayor said that the ferry stays. The council agreed.\n\nOthers did not: Anna-Lena Roe called it “too late”.\n\nSet apart by a gap and one line more"
        );
    }

    #[test]
    fn heads_of_pages_are_left_out() {
        let lines = (1..=4).flat_map(|page| {
            [
                line(page, 800.0, 50.0, 300.0, &format!("The Post, page {page}")),
                line(page, 770.0, 50.0, 500.0, "and on it goes"),
            ]
        });
        let text = flow(lines.collect());
        assert!(!text.contains("Post"), "{text}");
        assert_eq!(flow(vec![line(1, 1.0, 0.0, 9.0, "7")]), "7");
        assert_eq!(flow(Vec::new()), "");
    }
}
