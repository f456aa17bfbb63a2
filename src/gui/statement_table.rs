//! The statements of the article or of all articles, as a table below the text.

mod column;
mod draw;
mod filter;
mod rows;

pub(super) use self::column::Column;
pub(super) use self::draw::{ring, show, stance_mark, text};
pub(super) use self::rows::Sort;

use egui::{Context, Id, Key, Modifiers};
use serde::{Deserialize, Serialize};

use self::column::Words;
use self::rows::Rows;
use super::intent::Intent;
use super::session::{Page, Session};
use crate::edit::Touched;
use crate::model::{Statement, StatementId};

/// How one likes the table, whichever project is open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// Open or closed; until one says so it opens with the first statement.
    pub open: Option<bool>,
    /// The columns that one sees; those of the article only where there are several.
    pub columns: Vec<Column>,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            open: None,
            columns: Column::USUAL.to_vec(),
        }
    }
}

/// What of the statements is shown, and where one looks.
#[derive(Debug, Default)]
pub struct State {
    pub look: Look,
    /// The statements of all articles, not only of the one that is read.
    pub everywhere: bool,
    pub sort: Option<Sort>,
    pub filter: String,
    rows: Rows,
    /// The statement that was chosen when the table was last drawn.
    seen: Option<StatementId>,
    /// How far the rows are scrolled, and how much of them one sees; in points.
    scrolled: f32,
    height: f32,
    /// The column of the cell whose menu is open.
    pointed: Option<Column>,
}

impl State {
    /// Whether there is a table below the text of this session.
    pub(super) fn is_open(session: &Session) -> bool {
        let any = session.project.statement_count() > 0;
        session.page == Page::Article && session.table.look.open.unwrap_or(any)
    }

    /// The columns that one sees now, in their order.
    pub(super) fn columns(&self) -> Vec<Column> {
        let seen = |column: &Column| {
            self.look.columns.contains(column) && (self.everywhere || !column.is_of_article())
        };
        Column::ALL.into_iter().filter(seen).collect()
    }

    /// Sorts by a column; then the other way; then as the statements stand in the text.
    fn sort_by(&mut self, column: Column) {
        self.sort = match self.sort {
            Some(sort) if sort.column == column && sort.down => None,
            Some(sort) if sort.column == column => Some(Sort { column, down: true }),
            _ => Some(Sort {
                column,
                down: false,
            }),
        };
    }

    /// Remembers what an edit touched: the rows are looked at when they are drawn.
    pub(super) fn touch(&mut self, touched: &Touched) {
        self.rows.touch(touched);
    }

    /// Finds the rows again when they are drawn.
    pub(super) fn forget(&mut self) {
        self.rows.forget();
    }

    fn refresh(&mut self, session: &Session) {
        self.rows
            .refresh(session, self.everywhere, self.sort, &self.filter);
    }
}

/// The id that has the keyboard while one goes through the rows.
pub(super) fn id() -> Id {
    Id::unique("statement table")
}

pub(super) fn filter_field() -> Id {
    Id::unique("statement filter")
}

/// The rows that are shown and the columns that one sees, as a spreadsheet takes them, and how many
/// rows they are.
pub(super) fn copied(session: &mut Session) -> (usize, String) {
    let mut state = std::mem::take(&mut session.table);
    state.refresh(session);
    let columns = state.columns();
    let names: Vec<&str> = columns.iter().map(|column| column.name()).collect();
    let mut copied = names.join("\t");
    let words = state.words(session);
    let rows = state.rows.len();
    for id in (0..rows).filter_map(|row| state.rows.get(&session.index, row)) {
        copied.push('\n');
        if let Some(statement) = session.project.statement(id) {
            copied.push_str(&line(&words, &columns, statement));
        }
    }
    copied.push('\n');
    session.table = state;
    (rows, copied)
}

fn line(words: &Words<'_>, columns: &[Column], statement: &Statement) -> String {
    let cells = columns.iter().map(|column| words.cell(statement, *column));
    cells.collect::<Vec<_>>().join("\t")
}

impl State {
    fn words<'a>(&'a self, session: &'a Session) -> Words<'a> {
        Words {
            project: &session.project,
            statuses: &self.rows.statuses,
        }
    }
}

/// What the keys of this frame mean while the table has the keyboard: before the commands, of
/// which some have the same keys.
pub(super) fn keys(ctx: &Context, session: &Session, intents: &mut Vec<Intent>) {
    if !ctx.memory(|m| m.has_focus(id())) {
        return;
    }
    let table = &session.table;
    let pressed = |key| ctx.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    if pressed(Key::Enter) || pressed(Key::Escape) {
        intents.push(Intent::Read);
        return;
    }
    let Some(last) = table.rows.len().checked_sub(1) else {
        return;
    };
    let selected = session.selected.as_ref();
    let row = || selected.and_then(|id| table.rows.position(session, id));
    let any = ctx.input(|i| {
        i.events
            .iter()
            .any(|e| matches!(e, egui::Event::Key { .. }))
    });
    let now = row().filter(|_| any);
    let page = super::rows::whole(table.height, draw::ROW);
    for (key, to) in super::rows::moves(now, page, last) {
        if pressed(key)
            && let Some(id) = table.rows.get(&session.index, to)
        {
            intents.push(Intent::GoTo(id.clone()));
        }
    }
    // Of two copies in one frame the last one counts, so the commands must not see this one.
    let copies = |event: &egui::Event| matches!(event, egui::Event::Copy);
    let copy = ctx.input_mut(|i| {
        let before = i.events.len();
        i.events.retain(|event| !copies(event));
        i.events.len() < before || i.consume_key(Modifiers::COMMAND, Key::C)
    });
    if let Some(statement) = session.statement().filter(|_| copy) {
        ctx.copy_text(line(&table.words(session), &table.columns(), statement));
    }
}
