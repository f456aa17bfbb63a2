//! Finding words: in the article that is read (`find`, `bar`) and in the whole project (`pane`,
//! `draw`). Both run in a thread over what does not change; what was typed since ends an old one.

mod bar;
mod context;
mod draw;
mod find;
mod pane;

use egui::{Context, Id};

pub(super) use self::bar::show as show_bar;
pub(super) use self::draw::{keys, show as show_pane};
pub(super) use self::find::{Find, Step};
use self::pane::Pane;
pub(super) use self::pane::Row;
use super::command::Command;
use super::session::Session;
use crate::model::search::Hit;
use crate::text::search::{Options, Query};

/// What is looked for, and what came of it.
#[derive(Debug, Default)]
pub struct State {
    pub options: Options,
    pub find: Find,
    pub pane: Pane,
    /// Which of the two was used last.
    pub over: Scope,
}

/// Where words are looked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    #[default]
    Article,
    Project,
}

impl State {
    /// Whose hits the next and the previous one are, and those that become statements.
    pub(super) fn scope(&self) -> Scope {
        match (self.find.open, self.pane.asked) {
            (true, true) => self.over,
            (false, true) => Scope::Project,
            _ => Scope::Article,
        }
    }

    /// The words that are painted in the article.
    fn painted(&self) -> Option<Query> {
        let words = match self.scope() {
            Scope::Article if self.find.open => &self.find.words,
            Scope::Article => return None,
            Scope::Project => &self.pane.words,
        };
        Some(Query {
            words: words.clone(),
            options: self.options,
        })
    }

    /// Whether there are hits to go to or to make statements of.
    pub(super) fn has_hits(&self, session: &Session) -> bool {
        match self.scope() {
            Scope::Article => {
                let reading = session.reading.as_ref();
                reading.is_some_and(|reading| !reading.hits.ranges.is_empty())
            }
            Scope::Project => self.pane.shown.hits > 0,
        }
    }
}

/// Takes in what was found since the last frame, and looks for what is wanted now.
pub(super) fn advance(ctx: &Context, session: &mut Session) {
    let mut state = std::mem::take(&mut session.search);
    let painted = state.painted();
    state.find.advance(ctx, session, painted);
    state.pane.advance(ctx, session, state.options);
    session.search = state;
}

/// Whether a search goes on.
pub(super) fn is_running(session: &Session) -> bool {
    session.search.find.is_running() || session.search.pane.is_running()
}

/// The switches of a search, in the order in which they stand beside a field: their command, their
/// sign, and whether they are on.
fn switches(options: Options) -> [(Command, &'static str, bool); 4] {
    [
        (Command::IgnoreCase, "Aa", options.ignore_case),
        (Command::IgnoreAccents, "Áa", options.ignore_accents),
        (Command::WholeWord, "|w|", options.whole_word),
        (Command::Expression, ".*", options.regex),
    ]
}

/// The fields, and the list of what was found in the project.
pub(super) fn bar_field() -> Id {
    Id::unique("find in article")
}

pub(super) fn pane_field() -> Id {
    Id::unique("search all articles")
}

pub(super) fn list() -> Id {
    Id::unique("what was found")
}

/// A hit that was found, with the position of its article.
#[derive(Clone, Debug)]
pub(super) struct Listed {
    pub article: usize,
    pub hit: Hit,
}
