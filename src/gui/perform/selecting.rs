//! Carrying out what selects words, and what moves the edges of a statement.

use std::ops::Range;

use super::super::app::App;
use super::super::article_view::Selection;
use super::super::command::Command;
use super::super::select::{self, Selecting};
use super::super::session::Session;
use crate::model::{Anchor, Span};

impl App {
    /// Carries out a command of the Select menu.
    pub(super) fn select(&mut self, command: Command) {
        let Some(session) = &mut self.session else {
            return;
        };
        let Some((text, selection)) = reading(session) else {
            return;
        };
        let cycle = session.cycle;
        let to = select::step(text.as_str(), Selecting { selection, cycle }, command);
        if let (Some(to), Some(reading)) = (to, &mut session.reading) {
            session.cycle = to.cycle;
            reading.selection = to.selection;
            reading.reveal(to.selection.head..to.selection.head);
        }
    }

    /// Moves an edge of the selection by a word; without one, of the chosen statement's content.
    pub(super) fn move_edge(&mut self, command: Command) {
        self.edit_proposal();
        let Some(session) = &mut self.session else {
            return;
        };
        let Some((text, selection)) = reading(session) else {
            return;
        };
        let moved = |range: Range<usize>| select::moved_edge(text.as_str(), range, command);
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
            .map(|statement| statement.id.clone())
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
