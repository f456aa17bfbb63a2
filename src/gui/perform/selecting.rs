//! Carrying out what selects words, and what moves the edges of a statement.

use std::ops::Range;

use super::super::app::App;
use super::super::article_view::Selection;
use super::super::command::Command;
use super::super::session::Session;
use crate::model::{Anchor, Span};
use crate::text::{
    next_word_end, previous_word_start, quotations, sentence_around, shed_white_space, units_around,
};

impl App {
    /// Carries out a command of the Select menu.
    pub(super) fn select(&mut self, command: Command) {
        let Some(session) = &mut self.session else {
            return;
        };
        let Some((text, selection)) = reading(session) else {
            return;
        };
        let text = text.as_str();
        let range = selection.range();
        let to = match command {
            Command::CycleUnit => next_unit(text, session, selection),
            Command::NextQuotation | Command::PreviousQuotation => {
                let found = beside_quotation(text, &range, command == Command::NextQuotation);
                found.map(Selection::of)
            }
            Command::NextSentence => next_sentence(text, selection.head).map(Selection::caret),
            Command::PreviousSentence => {
                Some(Selection::caret(previous_sentence(text, selection.head)))
            }
            Command::ExtendToEnd => {
                let last = range.end.max(range.start + 1) - 1;
                let sentence = sentence_around(text, last);
                let end = without_stop(text, sentence);
                let end = if end > range.end {
                    end
                } else {
                    next_end(text, range.end)
                };
                Some(Selection::of(range.start..end))
            }
            Command::ExtendToStart => {
                let start = previous_sentence(text, range.start);
                Some(Selection {
                    anchor: range.end,
                    head: start,
                })
            }
            _ => None,
        };
        let (Some(to), Some(reading)) = (to, &mut session.reading) else {
            return;
        };
        reading.selection = to;
        reading.reveal(to.head..to.head);
    }

    /// Moves an edge of the selection by a word; without one, of the chosen statement's content.
    pub(super) fn move_edge(&mut self, command: Command) {
        let Some(session) = &mut self.session else {
            return;
        };
        let Some((text, selection)) = reading(session) else {
            return;
        };
        let moved = |range: Range<usize>| moved_edge(text.as_str(), range, command);
        if !selection.is_empty() {
            if let (Some(range), Some(reading)) = (moved(selection.range()), &mut session.reading) {
                reading.selection = Selection::of(range);
            }
            return;
        }
        let Some(statement) = session.statement() else {
            return;
        };
        let mut spans: Vec<Span> = statement.contents.iter().filter_map(Anchor::span).collect();
        let first_edge = matches!(command, Command::StartLater | Command::StartEarlier);
        let edge = if first_edge {
            spans.first_mut()
        } else {
            spans.last_mut()
        };
        let Some(edge) = edge else {
            return;
        };
        let Some(span) = moved(edge.range()).and_then(|range| Span::by_hand(&text, range).ok())
        else {
            return;
        };
        *edge = span;
        let detached = statement.contents.iter().filter(|a| a.is_detached());
        let contents = spans.into_iter().map(Anchor::At).chain(detached.cloned());
        let (id, contents) = (statement.id.clone(), contents.collect());
        self.set_contents(&id, contents, "change content");
    }

    /// Chooses the next of the statements that overlap at the caret.
    pub(super) fn cycle_overlaps(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        let Some(reading) = &session.reading else {
            return;
        };
        let at = session.statement().and_then(|statement| {
            let span = statement.contents.iter().find_map(Anchor::span)?;
            Some(span.range())
        });
        let range = at.unwrap_or(reading.selection.head..reading.selection.head + 1);
        let here: Vec<_> = session
            .index
            .in_range(&reading.article, range)
            .cloned()
            .collect();
        let now = here
            .iter()
            .position(|id| Some(id) == session.selected.as_ref());
        let next = now.map_or(0, |at| (at + 1) % here.len().max(1));
        if let Some(id) = here.get(next).cloned() {
            session.go_to(&id);
        }
    }
}

fn reading(session: &Session) -> Option<(crate::text::Text, Selection)> {
    let article = session.article()?;
    let reading = session.reading.as_ref()?;
    Some((article.text.clone(), reading.selection))
}

/// The unit after the one that is selected; the first for another selection. The caret that the
/// cycle began at is remembered by the session.
fn next_unit(text: &str, session: &mut Session, selection: Selection) -> Option<Selection> {
    let begun = session.cycle.filter(|&(_, selected)| selected == selection);
    let caret = begun.map_or(selection.range().start, |(caret, _)| caret);
    let units = units_around(text, caret);
    let now = units.iter().position(|unit| *unit == selection.range());
    let next = match (begun, now) {
        (Some(_), Some(at)) => (at + 1) % units.len().max(1),
        _ => 0,
    };
    let to = Selection::of(units.get(next)?.clone());
    session.cycle = Some((caret, to));
    Some(to)
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

fn line_around(text: &str, at: usize) -> Range<usize> {
    let (before, after) = text.split_at(text.floor_char_boundary(at.min(text.len())));
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    start
        ..after
            .find('\n')
            .map_or(text.len(), |end| before.len() + end)
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

fn moved_edge(text: &str, range: Range<usize>, command: Command) -> Option<Range<usize>> {
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
