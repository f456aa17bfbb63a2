//! Carrying out what changes the project.

use std::sync::Arc;

use egui::Context;

use super::super::app::App;
use super::super::article_view::{self, Selection};
use super::super::codebook_page::Shelf;
use super::super::intent::Pick;
use super::super::session::{Page, Session};
use crate::edit::{self, Edit};
use crate::model::{
    Anchor, Annotator, AnnotatorId, Code, Form, Layer, Naming, Progress, ProgressState, Provenance,
    Span, Speaker, SpeakerId, SpeakerKind, Statement, StatementChange, Target, Topic, TopicId,
    fresh_id,
};
use crate::store;
use crate::text::{shed_white_space, snap_to_graphemes};

impl App {
    pub(super) fn apply(&mut self, edit: Edit) {
        let Some(session) = &mut self.session else {
            return;
        };
        if edit.is_empty() {
            return;
        }
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

    /// Changes one thing about the chosen statement.
    pub(super) fn change(&mut self, change: impl FnOnce(&Statement) -> StatementChange) {
        let Some(statement) = self.session.as_ref().and_then(Session::statement) else {
            return;
        };
        let edit = Edit::ChangeStatement {
            id: statement.id.clone(),
            change: change(statement),
        };
        self.apply(edit);
    }

    pub(super) fn keep_note(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        if let Some((id, note)) = session.drafts.note.take() {
            let changed = session
                .project
                .statement(&id)
                .is_some_and(|s| s.note != note);
            if changed {
                self.apply(Edit::ChangeStatement {
                    id,
                    change: StatementChange::Note(note),
                });
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

    /// The selected words as a span by hand, if there are any.
    pub(super) fn selected_span(&self) -> Option<Span> {
        let session = self.session.as_ref()?;
        let article = session.article()?;
        let text = article.text.as_str();
        let range = session.reading.as_ref()?.selection.range();
        let range = shed_white_space(text, snap_to_graphemes(text, range));
        Span::by_hand(&article.text, range).ok()
    }

    /// Lets go of the words, so that the next key does not mean them again.
    pub(super) fn collapse_selection(&mut self) {
        if let Some(reading) = self.session.as_mut().and_then(|s| s.reading.as_mut()) {
            reading.selection = Selection::caret(reading.selection.range().end);
        }
        self.focus = Some(article_view::id());
    }

    pub(super) fn make_statement(&mut self) {
        let Some(span) = self.selected_span() else {
            self.tell("Select the words of the statement first".to_owned());
            return;
        };
        let Some(session) = &mut self.session else {
            return;
        };
        let Some(article) = session.article().cloned() else {
            return;
        };
        let (me, join) = session.who_am_i(self.fresh.as_mut());
        let mut statement = Statement::new(
            fresh_id(self.fresh.as_mut()),
            article.id.clone(),
            me.clone(),
            vec![Anchor::At(span)],
            self.fresh.now(),
        );
        statement.form = Some(Form::proposed(&article.text, &statement.contents));
        let id = statement.id.clone();
        let add = Edit::AddStatement(Arc::new(statement));
        let edit = match join {
            Some(join) => Edit::group("add statement", vec![join, add]),
            None => add,
        };
        self.apply(edit);
        if let Some(session) = &mut self.session
            && session.project.statement(&id).is_some()
        {
            session.me = Some(me);
            session.made.push(id.clone());
            session.choose(Some(id));
            self.collapse_selection();
        }
    }

    pub(super) fn add_span(&mut self) {
        let Some(span) = self.selected_span() else {
            return;
        };
        let Some((statement, article)) = self.session.as_ref().and_then(|session| {
            let statement = session.statement()?;
            let article = session.project.articles().get(&statement.article)?;
            Some((statement, article))
        }) else {
            return;
        };
        let contents = with_span(&statement.contents, span);
        let change = |change| Edit::ChangeStatement {
            id: statement.id.clone(),
            change,
        };
        let mut edits = Vec::new();
        // A form that nobody overruled follows the marks of all spans.
        if statement.form == Some(Form::proposed(&article.text, &statement.contents)) {
            let form = Form::proposed(&article.text, &contents);
            if statement.form != Some(form) {
                edits.push(change(StatementChange::Form(Some(form))));
            }
        }
        edits.push(change(StatementChange::Contents(contents)));
        self.apply(Edit::group("add span to statement", edits));
        self.collapse_selection();
    }

    pub(super) fn mark(
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

    /// The statement that was made last before the chosen one and is still there.
    fn before(&self) -> Option<&Statement> {
        let session = self.session.as_ref()?;
        let chosen = session.selected.as_ref();
        let mut made = session.made.iter().rev();
        // A chosen statement that was not made last has the last one before it.
        let last = made.find(|id| Some(*id) != chosen && session.project.statement(id).is_some());
        last.and_then(|id| session.project.statement(id))
            .map(AsRef::as_ref)
    }

    /// Speakers, and with `all` stance and topics too, of the statement made before.
    pub(super) fn again(&mut self, all: bool) {
        let Some(before) = self.before().cloned() else {
            self.tell("There is no statement made before this one".to_owned());
            return;
        };
        let Some(now) = self.session.as_ref().and_then(Session::statement) else {
            return;
        };
        let mut changes = vec![StatementChange::Speakers(before.speakers)];
        changes.push(StatementChange::OnBehalfOf(before.on_behalf_of));
        if all {
            changes.push(StatementChange::Topics(before.topics));
            changes.push(StatementChange::Stance(before.stance));
            changes.push(StatementChange::Target(before.target));
        }
        let id = now.id.clone();
        let edits = changes
            .into_iter()
            .map(|change| Edit::ChangeStatement {
                id: id.clone(),
                change,
            })
            .collect();
        let name = if all {
            "code as before"
        } else {
            "set speaker as before"
        };
        self.apply(Edit::group(name, edits));
    }

    /// A second statement on the same words: what is said and who says it stay, what it is about
    /// and where they stand are coded anew.
    pub(super) fn another_here(&mut self) {
        let Some(session) = &self.session else {
            return;
        };
        let Some(statement) = session.statement() else {
            return;
        };
        let (me, join) = session.who_am_i(self.fresh.as_mut());
        let another = Statement {
            id: fresh_id(self.fresh.as_mut()),
            annotator: me.clone(),
            layer: Layer::Independent,
            topics: Vec::new(),
            stance: None,
            target: Target::Topic,
            note: String::new(),
            flag: false,
            provenance: Provenance::ByHand,
            created: self.fresh.now(),
            ..statement.clone()
        };
        let id = another.id.clone();
        let add = Edit::AddStatement(Arc::new(another));
        let edits = join.into_iter().chain([add]).collect();
        self.apply(Edit::group(
            "add another statement on the same words",
            edits,
        ));
        if let Some(session) = &mut self.session
            && session.project.statement(&id).is_some()
        {
            session.me = Some(me);
            session.made.push(id.clone());
            session.choose(Some(id));
        }
    }

    pub(super) fn cycle_form(&mut self) {
        self.change(|statement| {
            StatementChange::Form(Some(match statement.form {
                None | Some(Form::Reported) => Form::Direct,
                Some(Form::Direct) => Form::Mixed,
                Some(Form::Mixed) => Form::Indirect,
                Some(Form::Indirect) => Form::FreeIndirect,
                Some(Form::FreeIndirect) => Form::Reported,
            }))
        });
    }

    pub(super) fn cycle_naming(&mut self) {
        self.change(|statement| {
            StatementChange::Naming(match statement.naming {
                None => Some(Naming::Named),
                Some(Naming::Named) => Some(Naming::Unnamed),
                Some(Naming::Unnamed) => Some(Naming::NoneGiven),
                Some(Naming::NoneGiven) => None,
            })
        });
    }

    pub(super) fn delete_statement(&mut self) {
        let Some(session) = &self.session else {
            return;
        };
        let Some(id) = session.selected.clone() else {
            return;
        };
        self.apply(edit::delete_statement(&session.project, &id));
    }

    pub(super) fn add_speaker(&mut self, pick: Pick<SpeakerId>) {
        let (id, new) = match pick {
            Pick::Known(id) => (id, None),
            Pick::New(name) => {
                let id: SpeakerId = fresh_id(self.fresh.as_mut());
                let speaker = Speaker::new(id.clone(), name, SpeakerKind::Person);
                (id, Some(Code::Speaker(speaker)))
            }
        };
        self.code(new, |statement| {
            let others = statement.speakers.iter().cloned();
            StatementChange::Speakers(others.chain([id]).collect())
        });
    }

    pub(super) fn add_topic(&mut self, pick: Pick<TopicId>) {
        let (id, new) = match pick {
            Pick::Known(id) => (id, None),
            Pick::New(name) => {
                let id: TopicId = fresh_id(self.fresh.as_mut());
                (id.clone(), Some(Code::Topic(Topic::new(id, name))))
            }
        };
        self.code(new, |statement| {
            let others = statement.topics.iter().cloned();
            StatementChange::Topics(others.chain([id]).collect())
        });
    }

    /// Changes the chosen statement; a new code and its first use are one line of the Undo menu.
    fn code(&mut self, new: Option<Code>, change: impl FnOnce(&Statement) -> StatementChange) {
        let Some(statement) = self.session.as_ref().and_then(Session::statement) else {
            return;
        };
        let change = Edit::ChangeStatement {
            id: statement.id.clone(),
            change: change(statement),
        };
        self.apply(match new {
            None => change,
            Some(code) => {
                let name = format!("add {} {}", code.id().kind(), code.name());
                let add = Edit::AddCode {
                    at: usize::MAX,
                    code: Box::new(code),
                };
                Edit::group(name, vec![add, change])
            }
        });
    }

    pub(super) fn name_me(&mut self, name: String) {
        let Some(session) = &mut self.session else {
            return;
        };
        if let Some(known) = session.project.annotator_named(&name) {
            session.me = Some(known.id.clone());
            return;
        }
        let mine = session.me.clone();
        let Some(me) = mine else {
            let id: AnnotatorId = fresh_id(self.fresh.as_mut());
            let annotator = Arc::new(Annotator {
                id: id.clone(),
                name,
            });
            self.apply(Edit::AddAnnotator {
                at: usize::MAX,
                annotator,
            });
            if let Some(session) = &mut self.session {
                session.me = Some(id);
            }
            return;
        };
        self.apply(Edit::RenameAnnotator { id: me, name });
    }

    pub(super) fn toggle_done(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        let (me, join) = session.who_am_i(self.fresh.as_mut());
        let Some(article) = session.article() else {
            return;
        };
        let done = article.progress_of(&me) == Some(ProgressState::Done);
        let state = if done {
            ProgressState::InProgress
        } else {
            ProgressState::Done
        };
        let others = article.progress.iter().filter(|p| p.annotator != me);
        let mine = Progress {
            annotator: me.clone(),
            state,
        };
        let change = Edit::ChangeArticle {
            id: article.id.clone(),
            change: edit::ArticleChange::Progress(others.cloned().chain([mine]).collect()),
        };
        let name = if done {
            "mark article as not done"
        } else {
            "mark article as done"
        };
        let edits = join.into_iter().chain([change]).collect();
        self.apply(Edit::group(name, edits));
        if let Some(session) = &mut self.session {
            session.me = Some(me);
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
            session.problems = store::check(&session.project);
        }
    }

    pub(super) fn deselect(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        if session.page != Page::Article {
            self.show(Page::Article);
            return;
        }
        match &mut session.reading {
            Some(reading) if !reading.selection.is_empty() => {
                reading.selection = Selection::caret(reading.selection.head);
            }
            _ => session.choose(None),
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
