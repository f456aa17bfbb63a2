//! Carrying out what is done with the same words elsewhere.

use super::super::app::App;
use super::super::article_view::Selection;
use super::super::lower::Tab;
use super::super::session::Page;
use super::super::{elsewhere, layers, words};
use crate::analyse::{Occurrence, code_alike, link_repeats};
use crate::edit::Edit;
use crate::model::StatementId;

impl App {
    /// Lists where the words of the chosen statement stand in other articles.
    pub(super) fn show_same_words(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        if let Some(id) = session.selected.clone() {
            session.elsewhere.ask(id);
        }
        session.page = Page::Article;
        session.front = Tab::Elsewhere;
        self.focus = Some(elsewhere::list());
    }

    pub(super) fn close_elsewhere(&mut self) {
        if let Some(session) = &mut self.session {
            session.elsewhere.of = None;
        }
        self.show(Page::Article);
    }

    /// Shows a place: the statement that is there, else the words.
    pub(super) fn go_to_occurrence(&mut self, row: usize) {
        let Some(session) = &mut self.session else {
            return;
        };
        session.elsewhere.mark(row);
        let Some(place) = session.elsewhere.marked().cloned() else {
            return;
        };
        session.page = Page::Article;
        self.focus = Some(elsewhere::list());
        if let Some(id) = place.coded.first() {
            return session.go_to(id);
        }
        session.open_article(&place.article);
        session.choose(None);
        let words = place.contents.first().zip(session.reading.as_mut());
        if let Some((span, reading)) = words {
            reading.selection = Selection::of(span.range());
            reading.reveal(span.range());
        }
    }

    /// Codes the place that one is at as the statement is coded, or all places; as repeats, those that
    /// are coded are linked too.
    pub(super) fn code_elsewhere(&mut self, all: bool, as_repeats: bool) {
        let Some(session) = &self.session else {
            return;
        };
        let state = &session.elsewhere;
        let of = state
            .of
            .as_ref()
            .and_then(|id| session.project.statement(id));
        let Some(statement) = of.cloned() else {
            return;
        };
        let places: Vec<Occurrence> = if all {
            state.found().to_vec()
        } else {
            state.marked().into_iter().cloned().collect()
        };
        let may_change = |id: &&StatementId| {
            let other = session.project.statement(id);
            other.is_some_and(|other| layers::refusal(session, other).is_none())
        };
        let coded = places.iter().flat_map(|place| &place.coded);
        let coded: Vec<StatementId> = coded.filter(may_change).cloned().collect();
        let (me, join) = session.who_am_i(self.fresh.as_mut());
        let project = &session.project;
        let now = self.fresh.now();
        let new = code_alike(
            project,
            &statement,
            &places,
            &me,
            as_repeats,
            (&now, self.fresh.as_mut()),
        );
        let mut edits = vec![new];
        if as_repeats {
            edits.push(link_repeats(project, &statement, &coded));
        }
        edits.retain(|edit| !edit.is_empty());
        let count: usize = edits.iter().map(parts).sum();
        if count == 0 {
            let why = if as_repeats {
                "Linked already, or not yours to change"
            } else {
                "Coded already"
            };
            return self.tell(why.to_owned());
        }
        let number = words::counted(count, "place", "places");
        let (name, said) = if as_repeats {
            (
                format!("link {number} as repeats"),
                format!("Linked {number} as repeats"),
            )
        } else {
            (
                format!("code {number} alike"),
                format!("Coded {number} alike"),
            )
        };
        let edits = join.into_iter().chain(edits).collect();
        let state = session.history.state();
        self.apply(Edit::group(name, edits));
        let Some(session) = &mut self.session else {
            return;
        };
        if session.history.state() == state {
            return;
        }
        session.me = Some(me);
        elsewhere::look(session);
        if !all && let Some(row) = session.elsewhere.next() {
            self.go_to_occurrence(row);
        }
        self.focus = Some(elsewhere::list());
        self.tell_done(said);
    }
}

/// How many places an edit is of.
fn parts(edit: &Edit) -> usize {
    match edit {
        Edit::Group { edits, .. } => edits.len(),
        _ => 1,
    }
}
