//! The text with its statements marked: each keeps a line of its own below the words, so that all
//! are seen where several stand over one another.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

use super::stances::Stances;
use crate::exchange::markup::escaped;
use crate::model::{Anchor, Span, Statement};

/// How many lines there are below the words before the first is used again.
const LANES: usize = 6;

/// A mark begins or ends.
struct Border {
    at: usize,
    /// What ends at a place ends before another begins there.
    begins: bool,
    mark: Mark,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    /// The lane and the place in the list.
    Content(usize, usize),
    Source,
    Cue,
}

/// The paragraphs of a text, and how many lines there are below its words. Statements are numbered
/// from 1 in their order.
pub(super) fn paragraphs(
    text: &str,
    statements: &[&Statement],
    stances: &Stances<'_>,
) -> (String, usize) {
    let (mut borders, lanes) = borders(statements);
    borders.sort_by_key(|border| (border.at, border.begins, border.mark));
    let firsts = firsts(statements);
    let classes: Vec<String> = (statements.iter())
        .map(|statement| stances.class(statement.stance.as_ref()))
        .collect();
    let mut out = String::with_capacity(text.len() * 2);
    let mut active: Vec<Mark> = Vec::new();
    let (mut borders, mut firsts) = (borders.as_slice(), firsts.as_slice());
    let mut start = 0;
    for line in text.split('\n') {
        let end = start + line.len();
        if line.trim().is_empty() {
            // Places may begin or end here all the same.
            turn(&mut borders, &mut active, end);
            start = end + 1;
            continue;
        }
        out.push_str("<p dir=\"auto\">");
        let mut from = start;
        while from < end {
            turn(&mut borders, &mut active, from);
            while let Some(((_, number), rest)) = firsts.split_first().filter(|(f, _)| f.0 <= from)
            {
                let _ = write!(
                    out,
                    "<sup><a id=\"t{number}\" href=\"#s{number}\">{number}</a></sup>"
                );
                firsts = rest;
            }
            let next = borders.first().map_or(end, |border| border.at).min(end);
            let words = text.get(from..next).unwrap_or_default();
            segment(&mut out, words, &active, &classes);
            from = next.max(from + 1);
        }
        out.push_str("</p>\n");
        start = end + 1;
    }
    (out, lanes.clamp(1, LANES))
}

fn segment(out: &mut String, words: &str, active: &[Mark], classes: &[String]) {
    // The lowest line outside, so that it goes below the others; source and cue next to the words.
    let marks: BTreeSet<Mark> = active.iter().copied().collect();
    let mut open = 0;
    let contents = marks.iter().rev().filter_map(|mark| match mark {
        Mark::Content(lane, at) => Some((lane, classes.get(*at)?)),
        Mark::Source | Mark::Cue => None,
    });
    for (lane, class) in contents {
        let _ = write!(out, "<span class=\"s l{lane} {class}\">");
        open += 1;
    }
    for (mark, class) in [(Mark::Source, "source"), (Mark::Cue, "cue")] {
        if marks.contains(&mark) {
            let _ = write!(out, "<span class=\"{class}\">");
            open += 1;
        }
    }
    out.push_str(&escaped(words));
    for _ in 0..open {
        out.push_str("</span>");
    }
}

/// Begins and ends what begins and ends up to a place.
fn turn(borders: &mut &[Border], active: &mut Vec<Mark>, to: usize) {
    while let Some((border, rest)) = borders.split_first().filter(|(border, _)| border.at <= to) {
        if border.begins {
            active.push(border.mark);
        } else if let Some(at) = active.iter().position(|mark| *mark == border.mark) {
            active.swap_remove(at);
        }
        *borders = rest;
    }
}

/// With the number of lanes that they need.
fn borders(statements: &[&Statement]) -> (Vec<Border>, usize) {
    let mut borders = Vec::new();
    let mut lanes = Lanes::default();
    for (at, statement) in statements.iter().enumerate() {
        let Some(hull) = hull(statement) else {
            continue;
        };
        let content = Mark::Content(lanes.take(&hull) % LANES, at);
        let parts = [
            (&statement.contents, content),
            (&statement.source, Mark::Source),
            (&statement.cue, Mark::Cue),
        ];
        for (anchors, mark) in parts {
            for span in anchors.iter().filter_map(Anchor::span) {
                let border = |at, begins| Border { at, begins, mark };
                borders.extend([border(span.start(), true), border(span.end(), false)]);
            }
        }
    }
    (borders, lanes.0.len())
}

/// Where the number of each statement stands, in order.
fn firsts(statements: &[&Statement]) -> Vec<(usize, usize)> {
    let starts = statements.iter().zip(1..);
    let mut firsts: Vec<(usize, usize)> = starts
        .filter_map(|(statement, number)| Some((hull(statement)?.start, number)))
        .collect();
    firsts.sort_unstable();
    firsts
}

fn hull(statement: &Statement) -> Option<Range<usize>> {
    let spans = || statement.contents.iter().filter_map(Anchor::span);
    let start = spans().map(Span::start).min()?;
    let end = spans().map(Span::end).max()?;
    Some(start..end)
}

/// Which lines are taken up to where.
#[derive(Default)]
struct Lanes(Vec<usize>);

impl Lanes {
    /// The first that is free; statements come in the order of their beginnings.
    fn take(&mut self, hull: &Range<usize>) -> usize {
        let free = self.0.iter().position(|end| *end <= hull.start);
        let lane = free.unwrap_or(self.0.len());
        match self.0.get_mut(lane) {
            Some(end) => *end = hull.end,
            None => self.0.push(hull.end),
        }
        lane
    }
}
