//! The queue of a review: what waits for one, worked by keys; and what one types to answer.
//!
//! Rows stay in their places while one works. A row that no longer waits says what was done and goes
//! when the queue is looked at anew.

mod draw;
mod entry;
mod filters;
mod may;
mod rows;

use std::sync::Arc;

use egui::{Context, Event, Id, Key, Modifiers};

pub(super) use self::draw::show;
pub(super) use self::entry::{field, show as show_entry};
pub(super) use self::may::{obstacle, obstacle_to, reviews, said, subject, to_answer, to_take};
use self::rows::Rows;
use super::command::{Command, pressed_digit};
use super::intent::Intent;
use super::lower::{self, Tab};
use super::session::Session;
use crate::edit::Touched;
use crate::model::{AnnotatorId, Review, ReviewId, ReviewTarget, StatementId};
use crate::review::open::{self, Filter, On, REASONS};

/// The keys of the queue while it has the keyboard.
pub(super) const KEYS: [(Key, Command); 12] = [
    (Key::A, Command::Accept),
    (Key::X, Command::Reject),
    (Key::Q, Command::Ask),
    (Key::C, Command::CommentOnStatement),
    (Key::S, Command::Suggest),
    (Key::T, Command::TakeSuggestion),
    (Key::D, Command::Resolve),
    (Key::R, Command::AnswerReview),
    (Key::U, Command::AcceptUnanimous),
    (Key::N, Command::NextWaiting),
    (Key::P, Command::PreviousWaiting),
    (Key::E, Command::MakeExample),
];

/// The key of a command in the queue.
pub(super) fn key_of(command: Command) -> Option<Key> {
    let found = KEYS.iter().find(|(_, known)| *known == command);
    found.map(|(key, _)| *key)
}

/// What of the work waits, and where in it one is.
#[derive(Debug, Default)]
pub struct State {
    /// There is a queue below the article.
    pub asked: bool,
    pub filter: Filter,
    rows: Rows,
    /// The row that one is at.
    pub(super) marked: Option<usize>,
    /// The row was gone to by a key and should be in view.
    reveal: bool,
    scrolled: f32,
    height: f32,
    /// What one is about to say.
    pub(super) entry: Option<Entry>,
    /// The review of text without a statement that one looks at.
    pub(super) on_text: Option<ReviewId>,
    /// How many of whose statements were returned; unknown when it has to be counted again.
    returned: Option<(Option<AnnotatorId>, usize)>,
    thread: rows::Thread,
}

/// Something that is about to be said.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub what: What,
    pub text: String,
}

/// What is about to be said of what.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// A digit is to choose why a statement is rejected.
    Reasons(StatementId),
    /// It is rejected for this one of [`REASONS`].
    Reject(StatementId, usize),
    Question(StatementId),
    Comment(ReviewTarget),
    Answer(ReviewId),
}

impl State {
    pub(super) fn touch(&mut self, touched: &Touched) {
        self.rows.touch(touched);
        if !touched.reviews.is_empty() || !touched.statements.is_empty() {
            self.returned = None;
        }
    }

    /// Lists anew what waits.
    pub(super) fn refresh(&mut self) {
        self.rows.forget();
        self.marked = None;
        self.scrolled = 0.0;
    }

    /// How many of one's own statements were returned.
    pub(super) fn returned(&self) -> usize {
        self.returned.as_ref().map_or(0, |(_, count)| *count)
    }

    /// What stands in a row.
    pub(super) fn on(&self, row: usize) -> Option<&On> {
        self.rows.get(row).map(|row| &row.item.on)
    }

    /// The next row that still waits, in whichever of the two ways, from the other end where there is
    /// none on this side.
    pub(super) fn waiting(&self, forward: bool) -> Option<usize> {
        let count = self.rows.len();
        let waits = |at: &usize| self.rows.get(*at).is_some_and(|row| row.now.is_some());
        if forward {
            let after = self.marked.map_or(0, |at| at + 1);
            (after..count).chain(0..after.min(count)).find(waits)
        } else {
            let before = self.marked.unwrap_or(0).min(count);
            let above = (0..before).rev();
            above.chain((before..count).rev()).find(waits)
        }
    }

    /// Marks a row, which comes into view.
    pub(super) fn mark(&mut self, row: usize) {
        self.marked = Some(row);
        self.reveal = true;
    }

    /// The thread of what is chosen.
    pub(super) fn thread(&self) -> &[Arc<Review>] {
        self.thread.reviews()
    }
}

/// Follows what was changed since the last frame.
pub(super) fn advance(session: &mut Session) {
    let mut state = std::mem::take(&mut session.queue);
    if state.asked {
        state.rows.follow(session, &state.filter);
    }
    let counted = state.returned.as_ref();
    if counted.is_none_or(|(me, _)| *me != session.me) {
        let me = session.me.as_ref();
        let count = me.map_or(0, |me| open::returned(&session.project, me));
        state.returned = Some((session.me.clone(), count));
    }
    let gone = state.on_text.take();
    state.on_text = gone.filter(|id| session.project.reviews().contains(id));
    session.queue = state;
    let on = subject(session);
    let mut thread = std::mem::take(&mut session.queue.thread);
    thread.follow(session, on);
    session.queue.thread = thread;
}

/// The id that has the keyboard while one works through the rows.
pub(super) fn list() -> Id {
    Id::unique("review queue")
}

/// Whether the queue is what one sees below the article.
pub(super) fn is_front(session: &Session) -> bool {
    lower::front(session) == Some(Tab::Review)
}

/// Whether a digit chooses a reason now, and codes nothing.
pub(super) fn wants_reason(session: &Session) -> bool {
    let entry = session.queue.entry.as_ref();
    entry.is_some_and(|entry| matches!(entry.what, What::Reasons(_)))
}

/// What the keys of this frame mean before all others: while reasons are shown, while one suggests
/// something, while the queue has the keyboard.
pub(super) fn keys(ctx: &Context, session: &Session, intents: &mut Vec<Intent>) {
    let pressed = |key| ctx.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    let typing = ctx.text_edit_focused() || egui::Popup::is_any_open(ctx);
    if !typing && wants_reason(session) {
        let digit = pressed_digit(ctx).map(usize::from);
        let reason = digit.filter(|digit| *digit <= REASONS.len());
        if let Some(at) = reason.and_then(|digit| digit.checked_sub(1)) {
            intents.push(Intent::Reason(at));
            return;
        }
        if pressed(Key::Escape) {
            intents.push(Intent::Unsay);
            return;
        }
    }
    if session.suggestion.is_some() {
        let words = session.reading.as_ref();
        let words = words.is_some_and(|reading| !reading.selection.is_empty());
        if !typing && !words && pressed(Key::Enter) {
            intents.push(Intent::Run(Command::SendSuggestion));
        }
        // All other keys code what is suggested.
        return;
    }
    if !ctx.memory(|m| m.has_focus(list())) {
        return;
    }
    for (key, command) in KEYS {
        if pressed(key) {
            intents.push(Intent::Run(command));
            return;
        }
    }
    if pressed(Key::Enter) || pressed(Key::Escape) {
        intents.push(Intent::Read);
        return;
    }
    // A letter that means nothing here must not code what one only looks at.
    ctx.input_mut(|i| i.events.retain(|event| !codes(event)));
    let state = &session.queue;
    let Some(last) = state.rows.len().checked_sub(1) else {
        return;
    };
    let page = super::rows::whole(state.height, draw::ROW);
    for (key, to) in super::rows::moves(state.marked, page, last) {
        if pressed(key) {
            intents.push(Intent::GoToWaiting(to));
        }
    }
}

/// Whether a key would code in the text: a letter or a digit by itself.
pub(super) fn codes(event: &Event) -> bool {
    let Event::Key {
        key,
        physical_key,
        modifiers,
        ..
    } = event
    else {
        return false;
    };
    let is_letter = |key: &Key| key.name().len() == 1;
    let is_plain = !modifiers.command && !modifiers.alt;
    is_plain && (is_letter(key) || physical_key.as_ref().is_some_and(is_letter))
}
