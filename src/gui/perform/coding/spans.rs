//! Carrying out what marks words of a statement: its spans, source and cue.

use std::ops::Range;

use super::super::super::app::App;
use super::super::super::article_view::Part;
use super::super::super::session::Session;
use super::making::{edits_of, one_line};
use crate::model::{Anchor, Form, Span, Statement, StatementChange, StatementId};
use crate::text::Text;

impl App {
    /// Adds the selected words to the chosen statement as another span.
    pub(in super::super) fn add_span(&mut self) {
        let (Some(span), Some(session)) = (self.selected_span(), &self.session) else {
            return;
        };
        let Some(statement) = session.statement() else {
            return;
        };
        let contents = with_span(&statement.contents, span);
        self.set_contents(&statement.id.clone(), contents, "add span to statement");
        self.collapse_selection();
    }

    /// Marks the selected words as source or cue of the chosen statement.
    pub(in super::super) fn mark(
        &mut self,
        change: fn(Vec<Anchor>) -> StatementChange,
        part: fn(&Statement) -> &Vec<Anchor>,
    ) {
        let Some(span) = self.selected_span() else {
            return;
        };
        self.change(|statement| change(with_span(part(statement), span)));
        self.collapse_selection();
    }

    /// Puts one of the marked stretches of a statement elsewhere.
    pub(in super::super) fn move_span(
        &mut self,
        id: &StatementId,
        part: Part,
        at: usize,
        to: Range<usize>,
    ) {
        let Some(session) = &self.session else {
            return;
        };
        let Some((statement, text)) = with_text(session, id) else {
            return;
        };
        let mut anchors = part.of(statement).clone();
        let Ok(span) = Span::by_hand(text, to) else {
            return;
        };
        if at >= anchors.len() || anchors.remove(at) == Anchor::At(span) {
            return;
        }
        let anchors = with_span(&anchors, span);
        match part {
            Part::Content => self.set_contents(id, anchors, "change content"),
            Part::Source => self.set_marks(id, StatementChange::Source(anchors)),
            Part::Cue => self.set_marks(id, StatementChange::Cue(anchors)),
        }
    }

    fn set_marks(&mut self, id: &StatementId, change: StatementChange) {
        let edit = crate::edit::Edit::ChangeStatement {
            id: id.clone(),
            change,
        };
        self.recode(id, edit);
    }

    /// Gives a statement other words. A form that nobody overruled follows the marks of all spans.
    pub(in super::super) fn set_contents(
        &mut self,
        id: &StatementId,
        contents: Vec<Anchor>,
        name: &str,
    ) {
        let Some(session) = &self.session else {
            return;
        };
        let Some((statement, text)) = with_text(session, id) else {
            return;
        };
        let mut changes = Vec::new();
        if statement.form == Some(Form::proposed(text, &statement.contents)) {
            let form = Form::proposed(text, &contents);
            if statement.form != Some(form) {
                changes.push(StatementChange::Form(Some(form)));
            }
        }
        changes.push(StatementChange::Contents(contents));
        let edits = edits_of(id, changes).collect();
        let edit = one_line(&session.project, Some(name), edits);
        self.recode(id, edit);
    }
}

fn with_text<'a>(session: &'a Session, id: &StatementId) -> Option<(&'a Statement, &'a Text)> {
    let suggested = session.suggestion.as_ref().map(|s| &s.draft);
    let statement = match suggested.filter(|draft| draft.id == *id) {
        Some(draft) => draft,
        None => session.project.statement(id)?,
    };
    let article = session.project.articles().get(&statement.article)?;
    Some((statement, &article.text))
}

/// The same places and one more, in order; spans that touch or overlap are joined, and what is
/// detached stays at the end.
fn with_span(anchors: &[Anchor], span: Span) -> Vec<Anchor> {
    let mut spans: Vec<Span> = anchors.iter().filter_map(Anchor::span).collect();
    spans.push(span);
    spans.sort();
    let mut joined: Vec<Span> = Vec::new();
    for span in spans {
        match joined.pop() {
            Some(last) if last.end() >= span.start() => joined.push(last.hull(span)),
            Some(last) => joined.extend([last, span]),
            None => joined.push(span),
        }
    }
    let detached = anchors.iter().filter(|anchor| anchor.is_detached());
    joined
        .into_iter()
        .map(Anchor::At)
        .chain(detached.cloned())
        .collect()
}
