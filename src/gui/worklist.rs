//! Worklists below the article: what is left to do, worked through by keys.
//!
//! The lists follow edits; what was done leaves its list, and what stood below it takes its place.

mod draw;
mod head;
mod kinds;

use egui::{Context, Event, Id, Key, Modifiers};
use smol_str::SmolStr;

pub(super) use self::draw::show;
use super::command::Command;
use super::intent::Intent;
use super::jobs::Made;
use super::lower::{self, Tab};
use super::queue::codes;
use super::session::Session;
use crate::analyse::{Entry, Kind, Worklists};
use crate::edit::Touched;
use crate::model::{Project, Statement};

/// An edit of more statements than this has the lists made anew.
const MANY: usize = 1_000;

/// The keys of a worklist while it has the keyboard.
pub(super) const KEYS: [(Key, Command); 5] = [
    (Key::N, Command::NextEntry),
    (Key::P, Command::PreviousEntry),
    (Key::D, Command::DismissEntry),
    (Key::B, Command::BringBackEntry),
    (Key::H, Command::ShowDismissed),
];

/// The key of a command in a worklist.
pub(super) fn key_of(command: Command) -> Option<Key> {
    let found = KEYS.iter().find(|(_, known)| *known == command);
    found.map(|(key, _)| *key)
}

/// What is left to do, and where in it one is.
#[derive(Debug, Default)]
pub struct State {
    /// There are worklists below the article.
    pub asked: bool,
    /// Dismissed entries are listed too.
    pub(super) with_dismissed: bool,
    lists: Made<Worklists>,
    /// The first entry is to be gone to when the lists are there.
    pub(super) wanted: bool,
    kind: Option<Kind>,
    /// The keys of the entries of the list, in order.
    rows: Vec<SmolStr>,
    /// The rows are to be listed anew.
    stale: bool,
    /// The entry that one is at, and where it stood last.
    marked: Option<SmolStr>,
    at: usize,
    /// The row was gone to by a key and should be in view.
    reveal: bool,
    scrolled: f32,
    height: f32,
    /// Why the entry that one is at may stand, while one types it.
    pub(super) reason: Option<String>,
}

impl State {
    /// Follows an edit.
    pub(super) fn touch(
        &mut self,
        project: &Project,
        touched: &Touched,
        shows: impl Fn(&Statement) -> bool,
    ) {
        if touched.statements.len() > MANY {
            // To follow takes as long as to look through all, which a thread can do.
            self.forget();
        } else {
            let stale = &mut self.stale;
            self.lists.touch(touched, |lists| {
                let refreshed = lists.update_showing(project, touched, shows);
                // What is sorted by its article moves with that.
                *stale |= !refreshed.kinds.is_empty() || !touched.articles.is_empty();
            });
        }
    }

    /// Other codings are shown than before.
    pub(super) fn forget(&mut self) {
        self.lists.forget();
    }

    pub(super) fn is_there(&self) -> bool {
        self.lists.get().is_some()
    }

    pub(super) fn is_running(&self) -> bool {
        self.lists.is_running()
    }

    pub(super) fn choose(&mut self, kind: Kind) {
        self.kind = Some(kind);
        self.stale = true;
        self.marked = None;
        self.at = 0;
        self.scrolled = 0.0;
        self.reason = None;
    }

    pub(super) fn show_dismissed(&mut self) {
        self.with_dismissed = !self.with_dismissed;
        self.stale = true;
    }

    /// The entry in a row.
    pub(super) fn entry(&self, row: usize) -> Option<&Entry> {
        self.lists.get()?.entry(self.rows.get(row)?)
    }

    /// The entry that one is at.
    pub(super) fn marked(&self) -> Option<&Entry> {
        self.lists.get()?.entry(self.marked.as_ref()?)
    }

    /// Marks a row, which comes into view.
    pub(super) fn mark(&mut self, row: usize) {
        if self.marked.as_ref() != self.rows.get(row) {
            self.reason = None;
        }
        self.marked = self.rows.get(row).cloned();
        self.at = row;
        self.reveal = true;
    }

    /// The row after or before the marked one, round and round. Where what one was at has left the
    /// list, that is what took its place.
    pub(super) fn beside(&self, forward: bool) -> Option<usize> {
        let last = self.rows.len().checked_sub(1)?;
        let there = self.marked_row().is_some();
        Some(match (forward, self.at) {
            (true, at) if there && at >= last => 0,
            (true, at) => (at + usize::from(there)).min(last),
            (false, 0) => last,
            (false, at) => (at - 1).min(last),
        })
    }

    fn marked_row(&self) -> Option<usize> {
        let marked = self.marked.as_ref()?;
        (self.rows.get(self.at) == Some(marked)).then_some(self.at)
    }

    /// The lists that have something in them, and the one that is looked at.
    fn kinds(&self) -> Vec<(Kind, usize)> {
        let Some(lists) = self.lists.get() else {
            return Vec::new();
        };
        let all = Kind::ALL.into_iter().map(|kind| (kind, lists.count(kind)));
        all.filter(|(kind, count)| *count > 0 || self.kind == Some(*kind) || self.with_dismissed)
            .collect()
    }

    /// The list beside the one that is looked at.
    fn kind_beside(&self, forward: bool) -> Option<Kind> {
        let kinds = self.kinds();
        let now = kinds
            .iter()
            .position(|(kind, _)| Some(*kind) == self.kind)?;
        let to = if forward {
            now + 1
        } else {
            now.checked_sub(1)?
        };
        kinds.get(to).map(|(kind, _)| *kind)
    }

    fn list(&mut self, project: &Project) {
        let Some(lists) = self.lists.get() else {
            return;
        };
        let first = || {
            let mut kinds = Kind::ALL.into_iter();
            kinds.find(|kind| lists.count(*kind) > 0)
        };
        let kind = self.kind.or_else(first).unwrap_or(Kind::ALL[0]);
        let entries = lists.of_kind(project, kind).into_iter();
        let listed = entries.filter(|entry| self.with_dismissed || !entry.dismissed);
        self.rows = listed.map(|entry| entry.key.clone()).collect();
        self.kind = Some(kind);
        let marked = self.marked.as_ref();
        if let Some(at) = self.rows.iter().position(|key| Some(key) == marked) {
            self.at = at;
        }
        self.stale = false;
    }
}

/// Has the lists made when they are asked for, and lists anew what was changed since the last frame.
pub(super) fn advance(ctx: &Context, session: &mut Session) {
    let mut state = std::mem::take(&mut session.worklist);
    if state.asked {
        let (project, layers) = (session.project.clone(), session.layers.clone());
        state.lists.ask(ctx, "worklists", move || {
            Worklists::showing(&project, |statement| layers.shows(statement))
        });
    }
    let (project, layers) = (&session.project, &session.layers);
    state.stale |= state.lists.take(|lists, touched| {
        lists.update_showing(project, touched, |statement| layers.shows(statement));
    });
    session.worklist = state;
    list_anew(session);
}

/// Lists anew what was changed or chosen since the last time.
pub(super) fn list_anew(session: &mut Session) {
    let state = &mut session.worklist;
    if state.asked && state.stale {
        state.list(&session.project);
    }
}

/// The id that has the keyboard while one works through the entries.
pub(super) fn list() -> Id {
    Id::unique("worklist")
}

/// The field for the reason of dismissing.
pub(super) fn field() -> Id {
    Id::unique("worklist reason")
}

/// Whether a worklist is what one sees below the article.
pub(super) fn is_front(session: &Session) -> bool {
    lower::front(session) == Some(Tab::Worklists)
}

/// What the keys of this frame mean while a worklist has the keyboard.
pub(super) fn keys(ctx: &Context, session: &Session, intents: &mut Vec<Intent>) {
    if !ctx.memory(|m| m.has_focus(list())) {
        return;
    }
    let pressed = |key| ctx.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    for (key, command) in KEYS {
        if pressed(key) {
            intents.push(Intent::Run(command));
            return;
        }
    }
    if pressed(Key::Enter) {
        intents.push(Intent::OpenEntry);
        return;
    }
    if pressed(Key::Escape) {
        intents.push(Intent::Read);
        return;
    }
    let state = &session.worklist;
    for (key, forward) in [(Key::ArrowRight, true), (Key::ArrowLeft, false)] {
        if pressed(key) {
            intents.extend(state.kind_beside(forward).map(Intent::ListKind));
            return;
        }
    }
    // What is missing is coded at once: a digit is a stance, S and T go to speaker and topic. Other
    // letters must not code what one only looks at.
    ctx.input_mut(|i| i.events.retain(|event| !codes(event) || fills_in(event)));
    let Some(last) = state.rows.len().checked_sub(1) else {
        return;
    };
    let page = super::rows::whole(state.height, draw::ROW);
    for (key, to) in super::rows::moves(state.marked_row(), page, last) {
        if pressed(key) {
            intents.push(Intent::GoToEntry(to));
        }
    }
}

fn fills_in(event: &Event) -> bool {
    let Event::Key {
        key, physical_key, ..
    } = event
    else {
        return false;
    };
    let fills = |key: &Key| {
        let digit = key.name().starts_with(|c: char| c.is_ascii_digit());
        digit || matches!(key, Key::S | Key::T)
    };
    fills(key) || physical_key.as_ref().is_some_and(fills)
}
