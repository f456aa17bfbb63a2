//! Carrying out what belongs to the statement table and to the list of articles.

use egui::Context;

use super::super::app::App;
use super::super::session::Page;
use super::super::statement_table::{self, State as Table};
use crate::edit;

impl App {
    /// The keys of the list that has the keyboard come before those of commands.
    pub(super) fn list_keys(&mut self, ctx: &Context) {
        if let Some(session) = &self.session {
            statement_table::keys(ctx, session, &mut self.intents);
        }
    }

    pub(super) fn toggle_table(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        // On another page there is no table to close: one wants to see it.
        let open = !Table::is_open(session);
        session.table.look.open = Some(open);
        if session.page != Page::Article || !open {
            self.show(Page::Article);
        }
    }

    pub(super) fn table_scope(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        session.table.everywhere = !session.table.everywhere;
        self.open_table();
    }

    pub(super) fn filter_table(&mut self) {
        self.open_table();
        self.focus = Some(statement_table::filter_field());
    }

    fn open_table(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        session.table.look.open = Some(true);
        if session.page != Page::Article {
            self.show(Page::Article);
        }
    }

    pub(super) fn copy_table(&mut self, ctx: &Context) {
        let Some(session) = &mut self.session else {
            return;
        };
        let (rows, copied) = statement_table::copied(session);
        ctx.copy_text(copied);
        self.tell(match rows {
            1 => "Copied 1 row".to_owned(),
            rows => format!("Copied {rows} rows"),
        });
    }
}

impl App {
    /// Takes the article that is read out of the project, with all that was coded in it.
    pub(super) fn remove_article(&mut self) {
        if let Some(session) = &self.session
            && let Some(reading) = &session.reading
        {
            self.apply(edit::delete_article(&session.project, &reading.article));
        }
    }
}
