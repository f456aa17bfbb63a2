//! Carrying out what belongs to worklists: going through them, dismissing, bringing back.

use super::super::app::App;
use super::super::article_view::Selection;
use super::super::codebook_page::Item;
use super::super::lower::Tab;
use super::super::session::Page;
use super::super::worklist;
use crate::analyse::{Goal, Kind, dismiss, take_back};

impl App {
    /// Shows what is left to do, and gives it the keyboard.
    pub(super) fn show_worklists(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        session.page = Page::Article;
        session.worklist.asked = true;
        session.front = Tab::Worklists;
        worklist::list_anew(session);
        if session.worklist.marked().is_none() {
            self.step_entry(true);
        }
        self.focus = Some(worklist::list());
    }

    pub(super) fn close_worklists(&mut self) {
        if let Some(session) = &mut self.session {
            session.worklist.asked = false;
            session.worklist.reason = None;
        }
        self.show(Page::Article);
    }

    pub(super) fn list_kind(&mut self, kind: Kind) {
        if let Some(session) = &mut self.session {
            session.worklist.choose(kind);
            worklist::list_anew(session);
        }
        self.step_entry(true);
        self.focus = Some(worklist::list());
    }

    pub(super) fn show_dismissed(&mut self) {
        if let Some(session) = &mut self.session {
            session.worklist.show_dismissed();
        }
        self.show_worklists();
    }

    pub(super) fn step_entry(&mut self, forward: bool) {
        let Some(session) = &mut self.session else {
            return;
        };
        if !worklist::is_front(session) {
            return self.show_worklists();
        }
        worklist::list_anew(session);
        session.worklist.wanted = !session.worklist.is_there();
        if let Some(row) = session.worklist.beside(forward) {
            self.go_to_entry(row);
        }
    }

    /// Goes to the first entry when the lists are there, unless one has gone elsewhere meanwhile.
    pub(in super::super) fn begin_worklist(&mut self, ctx: &egui::Context) {
        let Some(session) = &mut self.session else {
            return;
        };
        if !session.worklist.wanted || !session.worklist.is_there() {
            return;
        }
        session.worklist.wanted = false;
        let list = worklist::list();
        let here = self.focus == Some(list) || ctx.memory(|m| m.has_focus(list));
        if here && session.worklist.marked().is_none() {
            self.step_entry(true);
        }
    }

    /// Goes to the place of an entry, in whichever article it is. A code is on a page of its own, and
    /// is gone to when it is opened.
    pub(super) fn go_to_entry(&mut self, row: usize) {
        let Some(session) = &mut self.session else {
            return;
        };
        session.worklist.mark(row);
        session.page = Page::Article;
        self.focus = Some(worklist::list());
        match session
            .worklist
            .marked()
            .and_then(crate::analyse::Entry::goal)
        {
            Some(Goal::Statement(id)) => session.go_to(&id),
            Some(Goal::Article(id, range)) => {
                session.open_article(&id);
                session.choose(None);
                if let (Some(reading), Some(range)) = (&mut session.reading, range) {
                    reading.selection = Selection::of(range.clone());
                    reading.reveal(range);
                }
            }
            Some(Goal::Code(_)) | None => {}
        }
    }

    /// Gives the keyboard to what the entry is about, where it stands.
    pub(super) fn open_entry_of_worklist(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        match session
            .worklist
            .marked()
            .and_then(crate::analyse::Entry::goal)
        {
            Some(Goal::Code(id)) => {
                session.codebook.choose(Item::Code(id));
                self.show(Page::Codebook);
            }
            Some(_) => self.show(Page::Article),
            None => {}
        }
    }

    /// Asks why the entry may stand.
    pub(super) fn ask_to_dismiss(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        let entry = session.worklist.marked();
        if entry.is_none_or(|entry| entry.dismissed) {
            return;
        }
        session.worklist.reason = Some(String::new());
        self.focus = Some(worklist::field());
    }

    pub(super) fn keep_entry(&mut self) {
        if let Some(session) = &mut self.session {
            session.worklist.reason = None;
        }
        self.focus = Some(worklist::list());
    }

    /// Dismisses the entry for the reason that was typed, and goes on to the next.
    pub(super) fn dismiss_entry(&mut self) {
        let Some(session) = &self.session else {
            return;
        };
        let state = &session.worklist;
        let (Some(entry), Some(reason)) = (state.marked(), &state.reason) else {
            return;
        };
        if reason.trim().is_empty() {
            return self.tell("Say in a few words why it may stand".to_owned());
        }
        let now = self.fresh.now();
        let edit = dismiss(&session.project, &[entry], reason, &now);
        self.apply(edit);
        self.keep_entry();
        self.step_entry(true);
    }

    pub(super) fn bring_back_entry(&mut self) {
        let session = self.session.as_ref();
        let entry = session.and_then(|session| session.worklist.marked());
        let Some(entry) = entry.filter(|entry| entry.dismissed) else {
            return;
        };
        let edit = take_back(&[entry]);
        self.apply(edit);
        self.focus = Some(worklist::list());
    }
}
