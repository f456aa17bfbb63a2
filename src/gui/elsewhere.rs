//! The same words elsewhere: the places in other articles where the words of a statement stand,
//! below the article, to go through, to code alike and to link as repeats.

mod draw;

use egui::{Context, Id, Key, KeyboardShortcut, Modifiers};

pub(super) use self::draw::show;
use super::command::Command;
use super::intent::Intent;
use super::jobs::Made;
use super::queue::codes;
use super::session::Session;
use crate::analyse::{Occurrence, Occurrences};
use crate::edit::Touched;
use crate::model::{Project, StatementId};

/// The keys of the list while it has the keyboard.
const KEYS: [(Modifiers, Key, Command); 4] = [
    (Modifiers::SHIFT, Key::A, Command::CodeAllAlike),
    (Modifiers::SHIFT, Key::R, Command::LinkAllRepeats),
    (Modifiers::NONE, Key::A, Command::CodeAlike),
    (Modifiers::NONE, Key::R, Command::LinkRepeat),
];

/// The key of a command in the list.
pub(super) fn key_of(command: Command) -> Option<KeyboardShortcut> {
    let found = KEYS.iter().find(|(_, _, known)| *known == command);
    found.map(|(modifiers, key, _)| KeyboardShortcut::new(*modifiers, *key))
}

/// Where the words of a statement stand elsewhere.
#[derive(Debug, Default)]
pub struct State {
    /// Whose words are looked for; `None` while there is no list.
    pub(super) of: Option<StatementId>,
    /// The words of all articles.
    words: Made<Occurrences>,
    found: Vec<Occurrence>,
    /// For which state of the project places were looked for, and whose.
    key: Option<(u64, StatementId)>,
    /// The row that one is at.
    marked: Option<usize>,
    reveal: bool,
    scrolled: f32,
    height: f32,
}

impl State {
    /// Follows an edit.
    pub(super) fn touch(&mut self, project: &Project, touched: &Touched) {
        self.words
            .touch(touched, |words| words.update(project, touched));
    }

    /// Other codings are shown than before.
    pub(super) fn forget(&mut self) {
        self.key = None;
    }

    /// Looks for the words of a statement.
    pub(super) fn ask(&mut self, of: StatementId) {
        if self.of.as_ref() != Some(&of) {
            self.marked = None;
            self.scrolled = 0.0;
        }
        self.of = Some(of);
    }

    pub(super) fn is_running(&self) -> bool {
        self.words.is_running()
    }

    pub(super) fn found(&self) -> &[Occurrence] {
        &self.found
    }

    /// The place that one is at.
    pub(super) fn marked(&self) -> Option<&Occurrence> {
        self.found.get(self.marked?)
    }

    /// The row after the one that one is at, if there is one.
    pub(super) fn next(&self) -> Option<usize> {
        let next = self.marked.map_or(0, |at| at + 1);
        (next < self.found.len()).then_some(next)
    }

    /// Marks a row, which comes into view.
    pub(super) fn mark(&mut self, row: usize) {
        self.marked = Some(row);
        self.reveal = true;
    }
}

/// Has the words of all articles read when they are asked for, and looks for the places.
pub(super) fn advance(ctx: &Context, session: &mut Session) {
    let state = &mut session.elsewhere;
    if state.of.is_some() {
        let project = session.project.clone();
        let read = move || Occurrences::new(&project);
        state.words.ask(ctx, "same words", read);
    }
    let project = &session.project;
    state
        .words
        .take(|words, touched| words.update(project, touched));
    look(session);
}

/// Looks anew for the places when something was changed since the last time.
pub(super) fn look(session: &mut Session) {
    let mut state = std::mem::take(&mut session.elsewhere);
    let of = state.of.take();
    let statement = of.as_ref().and_then(|id| session.project.statement(id));
    match (statement, state.words.get()) {
        (Some(statement), Some(words)) => {
            let key = (session.history.state(), statement.id.clone());
            if state.key.as_ref() != Some(&key) {
                state.found = words.of(&session.project, &session.index, statement);
                state.key = Some(key);
            }
            state.of = of;
        }
        (Some(_), None) => state.of = of,
        // It was deleted.
        (None, _) => state.found = Vec::new(),
    }
    session.elsewhere = state;
}

/// The id that has the keyboard while one works through the places.
pub(super) fn list() -> Id {
    Id::unique("same words elsewhere")
}

/// What the keys of this frame mean while the list has the keyboard.
pub(super) fn keys(ctx: &Context, session: &Session, intents: &mut Vec<Intent>) {
    if !ctx.memory(|m| m.has_focus(list())) {
        return;
    }
    let pressed = |modifiers, key| ctx.input_mut(|i| i.consume_key(modifiers, key));
    for (modifiers, key, command) in KEYS {
        if pressed(modifiers, key) {
            intents.push(Intent::Run(command));
            return;
        }
    }
    let pressed = |key| pressed(Modifiers::NONE, key);
    if pressed(Key::Enter) || pressed(Key::Escape) {
        intents.push(Intent::Read);
        return;
    }
    // A letter that means nothing here must not code what one only looks at.
    ctx.input_mut(|i| i.events.retain(|event| !codes(event)));
    let state = &session.elsewhere;
    let Some(last) = state.found.len().checked_sub(1) else {
        return;
    };
    let page = super::rows::whole(state.height, draw::ROW);
    for (key, to) in super::rows::moves(state.marked, page, last) {
        if pressed(key) {
            intents.push(Intent::GoToOccurrence(to));
        }
    }
}
