//! What the keys of the Select menu select, as functions of a text and a selection.

use std::ops::Range;

use super::article_view::Selection;
use super::command::Command;
use crate::text::{
    line_around, next_word_end, previous_word_start, quotations, sentence_around, shed_white_space,
    units_around,
};

/// What is selected, and how one came there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selecting {
    pub selection: Selection,
    /// Where a cycle through quotation, clause and sentence began, and what it selected last.
    pub cycle: Option<(usize, Selection)>,
}

/// What a command of the Select menu selects next; `None` when it stays as it is. The edges of a
/// selection move too.
pub fn step(text: &str, now: Selecting, command: Command) -> Option<Selecting> {
    let range = now.selection.range();
    let head = now.selection.head;
    let selection = match command {
        Command::CycleUnit => return next_unit(text, now),
        Command::NextQuotation | Command::PreviousQuotation => {
            let after = command == Command::NextQuotation;
            Selection::of(beside_quotation(text, &range, after)?)
        }
        Command::NextSentence => Selection::caret(next_sentence(text, head)?),
        Command::PreviousSentence => Selection::caret(previous_sentence(text, head)),
        Command::ExtendToEnd => {
            let last = range.end.max(range.start + 1) - 1;
            let end = without_stop(text, sentence_around(text, last));
            let end = if end > range.end {
                end
            } else {
                next_end(text, range.end)
            };
            Selection::of(range.start..end)
        }
        Command::ExtendToStart => Selection {
            anchor: range.end,
            head: previous_sentence(text, range.start),
        },
        Command::StartLater | Command::StartEarlier | Command::EndLater | Command::EndEarlier
            if !range.is_empty() =>
        {
            Selection::of(moved_edge(text, range, command)?)
        }
        _ => return None,
    };
    Some(Selecting { selection, ..now })
}

/// The unit after the one that is selected; the first for another selection.
fn next_unit(text: &str, now: Selecting) -> Option<Selecting> {
    let range = now.selection.range();
    let begun = now.cycle.filter(|&(_, selected)| selected == now.selection);
    let caret = begun.map_or(range.start, |(caret, _)| caret);
    let units = units_around(text, caret);
    let at = units.iter().position(|unit| *unit == range);
    let next = match (begun, at) {
        (Some(_), Some(at)) => (at + 1) % units.len().max(1),
        _ => 0,
    };
    let selection = Selection::of(units.get(next)?.clone());
    Some(Selecting {
        selection,
        cycle: Some((caret, selection)),
    })
}

/// The quotation that begins after a range, or the last that begins before it.
fn beside_quotation(text: &str, range: &Range<usize>, after: bool) -> Option<Range<usize>> {
    // A few lines at a time, so that a long article costs no more than a short one.
    let mut line = line_around(text, range.start);
    loop {
        let mut all = quotations(text, line.clone()).into_iter().map(|q| q.outer);
        let found = if after {
            all.find(|q| q.start > range.start)
        } else {
            all.rev().find(|q| q.start < range.start)
        };
        if found.is_some() {
            return found;
        }
        line = if after {
            line_around(text, line.end.checked_add(1).filter(|&at| at < text.len())?)
        } else {
            line_around(text, line.start.checked_sub(1)?)
        };
    }
}

/// The start of the sentence after the one that a byte stands in.
fn next_sentence(text: &str, at: usize) -> Option<usize> {
    let sentence = sentence_around(text, at);
    let rest = text.get(sentence.end.max(at)..)?;
    let skipped = rest.len() - rest.trim_start().len();
    let start = sentence.end.max(at) + skipped;
    (start < text.len()).then_some(start)
}

/// The start of the sentence that a byte stands in, or of the one before when it stands there.
fn previous_sentence(text: &str, at: usize) -> usize {
    let sentence = sentence_around(text, at);
    if sentence.start < at {
        return sentence.start;
    }
    let before = text.get(..sentence.start.min(at)).unwrap_or_default();
    let end = before.trim_end().len();
    match before
        .get(..end)
        .and_then(|before| before.char_indices().next_back())
    {
        Some((last, _)) => sentence_around(text, last).start,
        None => 0,
    }
}

/// The end of a sentence before the stop that ends it.
fn without_stop(text: &str, sentence: Range<usize>) -> usize {
    let words = text.get(sentence.clone()).unwrap_or_default();
    sentence.start
        + words
            .trim_end_matches(['.', '!', '?', '…', '。', '！', '？'])
            .len()
}

/// The end of the sentence after an offset.
fn next_end(text: &str, at: usize) -> usize {
    match next_sentence(text, at) {
        Some(start) => without_stop(text, sentence_around(text, start)),
        None => text.trim_end().len().max(at),
    }
}

/// A range with one edge moved by a word; `None` when nothing would be left or it stays.
pub(super) fn moved_edge(
    text: &str,
    range: Range<usize>,
    command: Command,
) -> Option<Range<usize>> {
    let moved = match command {
        Command::StartLater => {
            let end = next_word_end(text, range.start);
            let rest = text.get(end..range.end)?;
            end + (rest.len() - rest.trim_start().len())..range.end
        }
        Command::StartEarlier => previous_word_start(text, range.start)..range.end,
        Command::EndLater => range.start..next_word_end(text, range.end),
        Command::EndEarlier => range.start..previous_word_start(text, range.end),
        _ => range.clone(),
    };
    let moved = shed_white_space(text, moved);
    (!moved.is_empty() && moved != range).then_some(moved)
}
