//! Carrying out what changes the project.

mod codes;
mod making;
mod spans;

use egui::Context;

pub(super) use self::making::{Meant, fresh_statement};
use super::super::app::App;
use super::super::article_view::{Reading, Selection};
use super::super::codebook_page::Shelf;
use super::super::layers;
use super::super::policy;
use super::super::session::Page;
use super::proposing::with_changed;
use crate::edit::{self, Edit};
use crate::model::{StatementChange, StatementId};

impl App {
    pub(super) fn apply(&mut self, edit: Edit) {
        let Some(session) = &mut self.session else {
            return;
        };
        if edit.is_empty() {
            return;
        }
        let edit = match policy::held(&session.project, edit) {
            Ok(edit) => edit,
            Err(why) => return self.fail(format!("Nothing was changed: {why}")),
        };
        let weighty = edit.takes_away();
        match session.apply(edit) {
            Ok(()) if weighty => {
                let words = past(session.history.undo_label().unwrap_or_default());
                self.tell_done(words);
            }
            Ok(()) => self.notice = None,
            Err(error) => self.fail(format!("Nothing was changed: {error}")),
        }
    }

    /// Changes how a statement is coded: one's own; or of somebody else's what one suggests. A new code
    /// that a suggestion needs is added at once.
    pub(super) fn recode(&mut self, id: &StatementId, edit: Edit) {
        let Some(session) = &mut self.session else {
            return;
        };
        if let Some(suggestion) = (session.suggestion.as_mut()).filter(|s| s.draft.id == *id) {
            let mut codes = Vec::new();
            suggestion.take_in(edit, &mut codes);
            session.drafts.note = None;
            let codes = codes.into_iter();
            return codes.for_each(|code| self.apply(code));
        }
        let statement = session.project.statement(id);
        if let Some(why) = statement.and_then(|statement| layers::refusal(session, statement)) {
            self.tell(why);
            return;
        }
        let edit = match statement {
            Some(statement) => with_changed(&session.project, statement, edit),
            None => edit,
        };
        self.apply(edit);
    }

    pub(super) fn keep_note(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        if let Some((id, note)) = session.drafts.note.take() {
            let suggested = session.suggestion.as_ref().map(|s| &s.draft);
            let coded = suggested.filter(|draft| draft.id == id);
            let coded = coded.or(session.project.statement(&id).map(AsRef::as_ref));
            if coded.is_some_and(|s| s.note != note) {
                let change = StatementChange::Note(note);
                self.recode(&id.clone(), Edit::ChangeStatement { id, change });
            }
        }
    }

    /// What is typed in the fields of forms becomes edits.
    pub(super) fn keep_fields(&mut self) {
        while let Some(session) = &mut self.session {
            let fresh = self.fresh.as_mut();
            let drafts = &mut session.drafts.fields;
            let Some(edit) = drafts.take(&session.project, &mut || fresh.now()) else {
                return;
            };
            self.apply(edit);
        }
    }

    /// Adds a code or an annotator and shows it; one of that name is only shown.
    pub(super) fn add_to_codebook(&mut self, onto: Shelf, name: &str) {
        let Some(session) = &mut self.session else {
            return;
        };
        let (item, edit) = if let Some(known) = onto.find(&session.project, name) {
            (known, None)
        } else {
            let (item, edit) = onto.add(&session.project, self.fresh.as_mut(), name);
            (item, Some(edit))
        };
        session.codebook.choose(item);
        match edit {
            Some(edit) => self.apply(edit),
            None => self.tell(format!("“{name}” is there already")),
        }
    }

    pub(super) fn step(&mut self, redo: bool) {
        let Some(session) = &mut self.session else {
            return;
        };
        let (result, verb) = if redo {
            (session.redo(), "Redone")
        } else {
            (session.undo(), "Undone")
        };
        match result {
            Ok(Some(label)) => self.tell(format!("{verb}: {label}")),
            Ok(None) => {}
            Err(error) => self.fail(format!("Nothing was changed: {error}")),
        }
    }

    /// Says who codes from now on. Who had only been guessed gets the name; nobody else is renamed.
    pub(super) fn name_me(&mut self, name: String) {
        let Some(session) = &mut self.session else {
            return;
        };
        let guessed = session.guessed_me().cloned();
        session.introduce(&name);
        if let (Some(id), None) = (guessed, &session.me) {
            session.me = Some(id.clone());
            self.apply(Edit::RenameAnnotator { id, name });
        }
    }

    pub(super) fn reanchor(&mut self) {
        let Some(session) = &self.session else {
            return;
        };
        let edit = edit::reanchor(&session.project);
        if edit.is_empty() {
            self.tell("No detached quote can be found in its article".to_owned());
            return;
        }
        self.apply(edit);
        if let Some(session) = &mut self.session {
            session.look_for_problems();
        }
    }

    pub(super) fn deselect(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        if session.page == Page::Codebook && session.codebook.close() {
            return self.show(Page::Codebook);
        }
        if session.page != Page::Article {
            return self.show(Page::Article);
        }
        if session.search.find.open {
            return self.close_find();
        }
        let reading = session.reading.as_mut();
        if reading.is_some_and(Reading::let_go_of_edge) {
            return;
        }
        if session.suggestion.take().is_some() {
            return self.back_to_work();
        }
        match &mut session.reading {
            Some(reading) if !reading.selection.is_empty() => {
                reading.selection = Selection::caret(reading.selection.head);
            }
            _ if session.proposals.leave() => {}
            _ if session.selected.is_some() => session.choose(None),
            _ => session.only_text = false,
        }
    }

    pub(super) fn copy(&self, ctx: &Context) {
        let words = self.session.as_ref().and_then(|session| {
            let range = session.reading.as_ref()?.selection.range();
            session.article()?.text.as_str().get(range)
        });
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            ctx.copy_text(words.to_owned());
        }
    }
}

/// The name of an edit as something that was done: "Deleted statement".
fn past(label: &str) -> String {
    let (verb, rest) = label.split_once(' ').unwrap_or((label, ""));
    let verb = match verb {
        "delete" => "Deleted",
        "remove" => "Removed",
        "merge" => "Merged",
        "replace" => "Replaced",
        "change" => "Changed",
        _ => return format!("Done: {label}"),
    };
    format!("{verb} {rest}")
}
