//! Making statements, and the statement that a coding key means.

use std::sync::Arc;

use super::super::super::app::App;
use super::super::super::article_view::{self, Selection};
use super::super::super::layers::{self, Shown};
use super::super::super::session::{Page, Session};
use super::super::proposing::with_changed;
use crate::edit::{self, Edit};
use crate::model::{
    Anchor, AnnotatorId, Article, Form, Fresh, Layer, Project, Provenance, Span, Statement,
    StatementChange, StatementId, Target, fresh_id,
};
use crate::text::{shed_white_space, snap_to_graphemes};

/// The statement that is coded.
pub(in super::super) struct Meant {
    pub(in super::super) statement: Statement,
    /// What the Undo menu calls making it.
    act: &'static str,
    /// What makes it; nothing when it is there.
    making: Vec<Edit>,
}

impl Meant {
    /// A statement that these edits make.
    pub(in super::super) fn new(
        statement: Statement,
        act: &'static str,
        making: Vec<Edit>,
    ) -> Self {
        Self {
            statement,
            act,
            making,
        }
    }
}

impl App {
    /// The statement that a coding key means: a new one of the selected words or of the proposal
    /// that one is at, else the chosen one. Nothing is made until it is coded.
    pub(in super::super) fn meant(&mut self) -> Option<Meant> {
        if let Some(span) = self.selected_span() {
            return self.new_statement(span);
        }
        if let Some(proposed) = self.proposed() {
            return Some(proposed);
        }
        let statement = self.session.as_ref()?.statement()?.clone();
        Some(Meant::new(statement, "", Vec::new()))
    }

    fn new_statement(&mut self, span: Span) -> Option<Meant> {
        let session = self.session.as_ref()?;
        let article = session.article()?;
        let (me, join) = session.who_am_i(self.fresh.as_mut());
        let mut statement = fresh_statement(self.fresh.as_mut(), article, me, span);
        let shown = session.proposals.shown_at(span);
        statement.provenance = statement.provenance.after_showing(shown);
        let add = Edit::AddStatement(Arc::new(statement.clone()));
        let making = join.into_iter().chain([add]).collect();
        Some(Meant::new(statement, "add statement", making))
    }

    /// Changes what is coded of a statement, which is made first when it is new: one line of the
    /// Undo menu. Without a name the line says what the first change does.
    pub(in super::super) fn code_meant(
        &mut self,
        meant: Meant,
        name: Option<&str>,
        changes: Vec<StatementChange>,
    ) {
        let Some(session) = &self.session else {
            return;
        };
        let Meant {
            statement,
            act: made,
            making,
        } = meant;
        let edits = edits_of(&statement.id, changes).collect();
        let act = one_line(&session.project, name, edits);
        if making.is_empty() {
            return self.recode(&statement.id, act);
        }
        let act = with_changed(&session.project, &statement, act);
        let name = match edit::label(&session.project, &act) {
            act if act.is_empty() => made.to_owned(),
            act => format!("{made} and {act}"),
        };
        let edits = making.into_iter().chain([act]).collect();
        if self.make(statement, Edit::group(name, edits)) {
            self.collapse_selection();
        }
    }

    /// Applies what makes a statement, and chooses it; whether it is there now.
    fn make(&mut self, statement: Statement, edit: Edit) -> bool {
        self.apply(edit);
        let Some(session) = &mut self.session else {
            return false;
        };
        if session.project.statement(&statement.id).is_none() {
            return false;
        }
        session.me = Some(statement.annotator.clone());
        session.look_at_layers();
        if !session.layers.shows(&statement) {
            session.show_layers(Shown::All);
        }
        session.made.insert(statement.id.clone());
        session.choose(Some(statement.id));
        true
    }

    pub(in super::super) fn make_statement(&mut self) {
        let span = self.selected_span();
        match span.and_then(|span| self.new_statement(span)) {
            Some(new) => self.code_meant(new, None, Vec::new()),
            None => self.tell("Select the words of the statement first".to_owned()),
        }
    }

    /// Gives a field of the panel the keyboard; selected words are a statement first.
    pub(in super::super) fn edit_field(&mut self, field: egui::Id) {
        if self.selected_span().is_some() {
            self.make_statement();
        } else {
            self.edit_proposal();
        }
        if let Some(session) = &mut self.session
            && session.selected.is_some()
        {
            session.page = Page::Article;
            self.focus = Some(field);
        }
    }

    /// A second statement on the same words: what is said and who says it stay, what it is about
    /// and where they stand are coded anew.
    pub(in super::super) fn another_here(&mut self) {
        self.copy_statement("add another statement on the same words", |statement| {
            Statement {
                topics: Vec::new(),
                stance: None,
                target: Target::Topic,
                note: String::new(),
                flag: false,
                ..statement
            }
        });
    }

    /// A second statement with the same words and coding.
    pub(in super::super) fn duplicate(&mut self) {
        self.copy_statement("duplicate statement", |statement| statement);
    }

    fn copy_statement(&mut self, name: &str, change: impl FnOnce(Statement) -> Statement) {
        let Some(session) = &self.session else {
            return;
        };
        let Some(statement) = session.statement().cloned() else {
            return;
        };
        let (me, join) = session.who_am_i(self.fresh.as_mut());
        let copy = Statement {
            id: fresh_id(self.fresh.as_mut()),
            annotator: me,
            layer: Layer::Independent,
            provenance: Provenance::ByHand,
            created: self.fresh.now(),
            ..change(statement)
        };
        let add = Edit::AddStatement(Arc::new(copy.clone()));
        let edits = join.into_iter().chain([add]).collect();
        self.make(copy, Edit::group(name, edits));
    }

    pub(in super::super) fn delete_statement(&mut self) {
        let Some(session) = &self.session else {
            return;
        };
        let Some(id) = session.selected.clone() else {
            return;
        };
        self.delete(&id);
    }

    /// Deletes a statement of one's own.
    pub(in super::super) fn delete(&mut self, id: &StatementId) {
        let Some(session) = &self.session else {
            return;
        };
        let statement = session.project.statement(id);
        match statement.and_then(|statement| layers::refusal(session, statement)) {
            Some(why) => self.tell(why),
            None => self.apply(edit::delete_statement(&session.project, id)),
        }
    }

    /// The selected words as a span by hand, if there are any.
    pub(in super::super) fn selected_span(&self) -> Option<Span> {
        let session = self.session.as_ref()?;
        let article = session.article()?;
        let text = article.text.as_str();
        let range = session.reading.as_ref()?.selection.range();
        let range = shed_white_space(text, snap_to_graphemes(text, range));
        Span::by_hand(&article.text, range).ok()
    }

    /// Lets go of the words, so that the next key does not mean them again.
    pub(in super::super) fn collapse_selection(&mut self) {
        if let Some(reading) = self.session.as_mut().and_then(|s| s.reading.as_mut()) {
            reading.selection = Selection::caret(reading.selection.range().end);
        }
        self.focus = Some(article_view::id());
    }

    /// The statement that was made last before one and is still there.
    pub(super) fn before(&self, statement: &Statement) -> Option<&Statement> {
        let session = self.session.as_ref()?;
        let found = |id| session.project.statement(id).map(AsRef::as_ref);
        let mut made = session.made.iter().rev();
        // A statement that was not made last has the last one before it.
        made.find_map(|id| found(id).filter(|before| before.id != statement.id))
    }

    /// Changes one thing about the chosen statement.
    pub(in super::super) fn change(&mut self, change: impl FnOnce(&Statement) -> StatementChange) {
        let Some(statement) = self.session.as_ref().and_then(Session::statement) else {
            return;
        };
        let id = statement.id.clone();
        let change = change(statement);
        self.recode(&id.clone(), Edit::ChangeStatement { id, change });
    }
}

/// A statement of these words of which nothing is coded but what the marks around them say.
pub(in super::super) fn fresh_statement(
    fresh: &mut dyn Fresh,
    article: &Article,
    me: AnnotatorId,
    span: Span,
) -> Statement {
    let contents = vec![Anchor::At(span)];
    let id = fresh_id(fresh);
    let mut statement = Statement::new(id, article.id.clone(), me, contents, fresh.now());
    statement.form = Some(Form::proposed(&article.text, &statement.contents));
    statement
}

/// New values for one statement, as edits.
pub(super) fn edits_of(
    id: &StatementId,
    changes: Vec<StatementChange>,
) -> impl Iterator<Item = Edit> {
    changes.into_iter().map(|change| Edit::ChangeStatement {
        id: id.clone(),
        change,
    })
}

/// Edits as one line of the Undo menu, which says what the first of them does if it has no name.
pub(super) fn one_line(project: &Project, name: Option<&str>, mut edits: Vec<Edit>) -> Edit {
    let first = edits.first().map(|edit| edit::label(project, edit));
    match (edits.pop(), edits.is_empty(), name) {
        (Some(only), true, None) => only,
        (last, ..) => {
            edits.extend(last);
            Edit::group(name.map(str::to_owned).or(first).unwrap_or_default(), edits)
        }
    }
}
