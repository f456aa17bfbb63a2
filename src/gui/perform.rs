//! The one place that carries out what the user wants.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use egui::{Context, ThemePreference, ViewportCommand};

use super::app::{App, Then};
use super::article_view::{self, Selection};
use super::command::{Command, pressed_digit};
use super::dialogs::{Answer, Request};
use super::intent::{Intent, Pick, Reply};
use super::jobs::{Outcome, name};
use super::menu;
use super::prompt::PathPrompt;
use super::session::Session;
use super::statement_panel;
use super::status::Notice;
use crate::edit::{self, Edit};
use crate::model::{
    Anchor, Annotator, Article, Code, CodeId, Progress, ProgressState, Project, Span, Speaker,
    SpeakerKind, Statement, StatementChange, Topic, fresh_id,
};
use crate::store::{self, SaveError};
use crate::text::{Text, normalise, shed_white_space, snap_to_graphemes};

const SAMPLE: &str = include_str!("../../sample_projects/first-steps.sayso.ron");

impl App {
    /// Turns the keys of this frame into intents.
    pub(super) fn read_keys(&mut self, ctx: &Context) {
        for command in Command::pressed(ctx) {
            self.intents.push(Intent::Run(command));
        }
        if let (Some(digit), Some(session)) = (pressed_digit(ctx), &self.session) {
            let stances = session.project.codebook().stances();
            let stance = stances.iter().find(|stance| stance.key == Some(digit));
            let id = stance.map(|stance| stance.id.clone());
            self.intents
                .extend(id.map(|id| Intent::SetStance(Some(id))));
        }
    }

    /// Carries out one intent.
    pub(super) fn perform(&mut self, ctx: &Context, intent: Intent) {
        // Whatever comes next, what was typed in a note is an edit first.
        if !matches!(intent, Intent::SetNote(..)) {
            self.keep_note();
        }
        match intent {
            Intent::Run(command) => self.run(ctx, command),
            Intent::Apply(edit) => self.apply(edit),
            Intent::OpenArticle(id) => {
                if let Some(session) = &mut self.session {
                    session.open_article(&id);
                }
            }
            Intent::Choose(id) => {
                if let Some(session) = &mut self.session {
                    session.choose(id);
                }
            }
            Intent::GoTo(id) => {
                if let Some(session) = &mut self.session {
                    session.go_to(&id);
                }
            }
            Intent::SetStance(stance) => self.change(|_| StatementChange::Stance(stance)),
            Intent::AddSpeaker(pick) => self.add_speaker(pick),
            Intent::AddTopic(pick) => self.add_topic(pick),
            Intent::RemoveSpeaker(id) => self.change(|statement| {
                let left = statement.speakers.iter().filter(|s| **s != id);
                StatementChange::Speakers(left.cloned().collect())
            }),
            Intent::RemoveTopic(id) => self.change(|statement| {
                let left = statement.topics.iter().filter(|t| **t != id);
                StatementChange::Topics(left.cloned().collect())
            }),
            Intent::SetNote(id, note) => {
                if let Some(session) = &mut self.session {
                    session.drafts.note = None;
                }
                self.apply(Edit::ChangeStatement {
                    id,
                    change: StatementChange::Note(note),
                });
            }
            Intent::NameMe(name) => self.name_me(name),
            Intent::Read => self.focus = Some(article_view::id()),
            Intent::Open(paths) => self.open(paths),
            Intent::Picked(request, answer) => self.picked(request, answer),
            Intent::Answer(reply) => self.answered(ctx, reply),
            Intent::Dismiss => self.notice = None,
        }
    }

    fn run(&mut self, ctx: &Context, command: Command) {
        if !menu::enabled(command, self.session.as_ref()) {
            return;
        }
        match command {
            Command::NewProject => self.leave(ctx, Then::New),
            Command::OpenProject => self.leave(ctx, Then::AskOpen),
            Command::OpenSample => self.leave(ctx, Then::Sample),
            Command::AddArticles => self.pick(Request::AddArticles),
            Command::Save => self.save(),
            Command::SaveAs => self.save_as(),
            Command::ExportCsv | Command::ExportJsonl => self.ask_export(command),
            Command::Quit => self.quit(ctx),
            Command::Undo | Command::Redo => self.step(command == Command::Redo),
            Command::Copy => self.copy(ctx),
            Command::Deselect => self.deselect(),
            Command::Reanchor => self.reanchor(),
            Command::MakeStatement => self.make_statement(),
            Command::AddSpan => self.add_span(),
            Command::MarkSource => self.mark(StatementChange::Source, |s| &s.source),
            Command::MarkCue => self.mark(StatementChange::Cue, |s| &s.cue),
            Command::EditSpeaker => self.focus = Some(statement_panel::speaker_field()),
            Command::EditTopic => self.focus = Some(statement_panel::topic_field()),
            Command::EditNote => self.focus = Some(statement_panel::note_field()),
            Command::DeleteStatement => self.delete_statement(),
            Command::NextStatement | Command::PreviousStatement => {
                if let Some(session) = &mut self.session
                    && let Some(id) = session.beside(command == Command::NextStatement)
                {
                    session.go_to(&id);
                }
            }
            Command::NextArticle | Command::PreviousArticle => {
                if let Some(session) = &mut self.session {
                    session.open_beside(command == Command::NextArticle);
                }
            }
            Command::ToggleDone => self.toggle_done(),
            Command::ThemeSystem => ctx.set_theme(ThemePreference::System),
            Command::ThemeLight => ctx.set_theme(ThemePreference::Light),
            Command::ThemeDark => ctx.set_theme(ThemePreference::Dark),
            Command::ZoomIn => zoom(ctx, 1.1),
            Command::ZoomOut => zoom(ctx, 1.0 / 1.1),
            Command::ZoomReset => ctx.set_zoom_factor(1.0),
        }
    }

    /// Takes what came of work on the disk or of a dialog.
    pub(super) fn take(&mut self, ctx: &Context, outcome: Outcome) {
        match outcome {
            Outcome::Loaded(path, result) => match *result {
                Ok(loaded) => {
                    self.notice = None;
                    let problems = loaded.problems.len();
                    self.open_session(Session::loaded(path, loaded));
                    if problems > 0 {
                        let words = format!(
                            "{problems} places need a look: quotes that do not stand where the \
                             file says. Nothing is lost; Edit › Re-anchor quotes finds them again."
                        );
                        self.tell(words);
                    }
                }
                Err(error) => self.fail(format!("“{}” was not opened: {error}", path.display())),
            },
            Outcome::Read(texts) => self.add_articles(texts),
            Outcome::Saved {
                path,
                state,
                result,
            } => self.saved(ctx, path, state, result),
            Outcome::Exported(path, result) => match result {
                Ok(words) => self.tell(format!("Exported {words} to “{}”", path.display())),
                Err(error) => self.fail(format!("“{}” was not written: {error}", path.display())),
            },
            Outcome::Picked(request, answer) => self.picked(request, answer),
        }
    }

    pub(super) fn tell(&mut self, words: String) {
        self.notice = Some(Notice {
            words,
            is_error: false,
        });
    }

    pub(super) fn fail(&mut self, words: String) {
        self.notice = Some(Notice {
            words,
            is_error: true,
        });
    }

    fn open_session(&mut self, session: Session) {
        self.session = Some(session);
        self.focus = Some(article_view::id());
    }

    fn untitled(&mut self) -> Session {
        Session::untitled(Project::new(fresh_id(self.fresh.as_mut()), ""))
    }

    // ---- edits

    fn apply(&mut self, edit: Edit) {
        let Some(session) = &mut self.session else {
            return;
        };
        if edit.is_empty() {
            return;
        }
        match session.apply(edit) {
            Ok(()) => self.notice = None,
            Err(error) => self.fail(format!("Nothing was changed: {error}")),
        }
    }

    /// Changes one thing about the chosen statement.
    fn change(&mut self, change: impl FnOnce(&Statement) -> StatementChange) {
        let Some(statement) = self.session.as_ref().and_then(Session::statement) else {
            return;
        };
        let edit = Edit::ChangeStatement {
            id: statement.id.clone(),
            change: change(statement),
        };
        self.apply(edit);
    }

    fn keep_note(&mut self) {
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

    fn step(&mut self, redo: bool) {
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
    fn selected_span(&self) -> Option<Span> {
        let session = self.session.as_ref()?;
        let article = session.article()?;
        let text = article.text.as_str();
        let range = session.reading.as_ref()?.selection.range();
        let range = shed_white_space(text, snap_to_graphemes(text, range));
        Span::by_hand(&article.text, range).ok()
    }

    /// Lets go of the words, so that the next key does not mean them again.
    fn collapse_selection(&mut self) {
        if let Some(reading) = self.session.as_mut().and_then(|s| s.reading.as_mut()) {
            reading.selection = Selection::caret(reading.selection.range().end);
        }
        self.focus = Some(article_view::id());
    }

    fn make_statement(&mut self) {
        let Some(span) = self.selected_span() else {
            self.tell("Select the words of the statement first".to_owned());
            return;
        };
        let Some(session) = &mut self.session else {
            return;
        };
        let Some(article) = session.reading.as_ref().map(|r| r.article.clone()) else {
            return;
        };
        let (me, join) = session.who_am_i(self.fresh.as_mut());
        let statement = Statement::new(
            fresh_id(self.fresh.as_mut()),
            article,
            me.clone(),
            vec![Anchor::At(span)],
            self.fresh.now(),
        );
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
            session.choose(Some(id));
            self.collapse_selection();
        }
    }

    fn add_span(&mut self) {
        let Some(span) = self.selected_span() else {
            return;
        };
        self.change(|statement| {
            let spans = statement.contents.iter().filter_map(Anchor::span);
            let lost = statement
                .contents
                .iter()
                .filter(|a| a.is_detached())
                .cloned();
            StatementChange::Contents(joined(spans.chain([span])).chain(lost).collect())
        });
        self.collapse_selection();
    }

    fn mark(
        &mut self,
        change: fn(Vec<Anchor>) -> StatementChange,
        part: fn(&Statement) -> &Vec<Anchor>,
    ) {
        let Some(span) = self.selected_span() else {
            return;
        };
        self.change(|statement| {
            let spans = part(statement).iter().filter_map(Anchor::span);
            let lost = part(statement).iter().filter(|a| a.is_detached()).cloned();
            change(joined(spans.chain([span])).chain(lost).collect())
        });
        self.collapse_selection();
    }

    fn delete_statement(&mut self) {
        let Some(session) = &self.session else {
            return;
        };
        let Some(id) = session.selected.clone() else {
            return;
        };
        self.apply(edit::delete_statement(&session.project, &id));
    }

    fn add_speaker(&mut self, pick: Pick<crate::model::SpeakerId>) {
        let Some(session) = &self.session else {
            return;
        };
        let Some(statement) = session.statement() else {
            return;
        };
        let mut edits = Vec::new();
        let id = match pick {
            Pick::Known(id) => id,
            Pick::New(name) => {
                let id: crate::model::SpeakerId = fresh_id(self.fresh.as_mut());
                let speaker = Speaker::new(id.clone(), name, SpeakerKind::Person);
                edits.push(Edit::AddCode {
                    at: usize::MAX,
                    code: Box::new(Code::Speaker(speaker)),
                });
                id
            }
        };
        let mut speakers = statement.speakers.clone();
        speakers.push(id);
        edits.push(Edit::ChangeStatement {
            id: statement.id.clone(),
            change: StatementChange::Speakers(speakers),
        });
        self.apply_coding(edits);
    }

    fn add_topic(&mut self, pick: Pick<crate::model::TopicId>) {
        let Some(session) = &self.session else {
            return;
        };
        let Some(statement) = session.statement() else {
            return;
        };
        let mut edits = Vec::new();
        let id = match pick {
            Pick::Known(id) => id,
            Pick::New(name) => {
                let id: crate::model::TopicId = fresh_id(self.fresh.as_mut());
                edits.push(Edit::AddCode {
                    at: usize::MAX,
                    code: Box::new(Code::Topic(Topic::new(id.clone(), name))),
                });
                id
            }
        };
        let mut topics = statement.topics.clone();
        topics.push(id);
        edits.push(Edit::ChangeStatement {
            id: statement.id.clone(),
            change: StatementChange::Topics(topics),
        });
        self.apply_coding(edits);
    }

    /// One edit as it is; a new code and its first use as one line of the Undo menu.
    fn apply_coding(&mut self, mut edits: Vec<Edit>) {
        let name = match edits.first() {
            Some(Edit::AddCode { code, .. }) => {
                let id: CodeId = code.id();
                format!("add {} {}", id.kind(), code.name())
            }
            _ => String::new(),
        };
        let edit = if edits.len() == 1 {
            edits.pop()
        } else {
            Some(Edit::group(name, edits))
        };
        if let Some(edit) = edit {
            self.apply(edit);
        }
    }

    fn name_me(&mut self, name: String) {
        let Some(session) = &mut self.session else {
            return;
        };
        if let Some(known) = session.project.annotator_named(&name) {
            session.me = Some(known.id.clone());
            return;
        }
        let mine = session.me.clone();
        let Some(me) = mine else {
            let id: crate::model::AnnotatorId = fresh_id(self.fresh.as_mut());
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

    fn toggle_done(&mut self) {
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

    fn reanchor(&mut self) {
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

    fn deselect(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        match &mut session.reading {
            Some(reading) if !reading.selection.is_empty() => {
                reading.selection = Selection::caret(reading.selection.head);
            }
            _ => session.choose(None),
        }
    }

    fn copy(&self, ctx: &Context) {
        let words = self.session.as_ref().and_then(|session| {
            let range = session.reading.as_ref()?.selection.range();
            session.article()?.text.as_str().get(range)
        });
        if let Some(words) = words.filter(|words| !words.is_empty()) {
            ctx.copy_text(words.to_owned());
        }
    }

    // ---- files

    fn pick(&mut self, request: Request) {
        let answer = self.jobs.answer_to(request.clone());
        self.picker.pick(&request, answer);
    }

    fn picked(&mut self, request: Request, answer: Answer) {
        self.path_prompt = None;
        let paths = match answer {
            Answer::Files(paths) => paths,
            Answer::Cancelled => {
                self.after_save = None;
                return;
            }
            Answer::Unavailable => {
                let path = request.proposed().unwrap_or_default().to_owned();
                self.path_prompt = Some(PathPrompt { request, path });
                return;
            }
        };
        let Some(first) = paths.first().cloned() else {
            return;
        };
        match request {
            Request::Open => self.open_in_new(first),
            Request::AddArticles => self.jobs.read(paths),
            Request::SaveAs { .. } => self.write_to(project_path(first), None),
            Request::ExportCsv { .. } => self.export(first, "csv"),
            Request::ExportJsonl { .. } => self.export(first, "jsonl"),
        }
    }

    /// Files from outside: a project is opened, articles join the project that is open.
    fn open(&mut self, paths: Vec<PathBuf>) {
        let (projects, articles): (Vec<PathBuf>, Vec<PathBuf>) =
            paths.into_iter().partition(|path| is_project(path));
        if let Some(project) = projects.into_iter().next() {
            self.leave_for(Then::Open(project));
        } else if !articles.is_empty() {
            self.jobs.read(articles);
        }
    }

    fn open_in_new(&mut self, path: PathBuf) {
        if is_project(&path) {
            self.jobs.load(path);
        } else {
            self.session = None;
            self.jobs.read(vec![path]);
        }
    }

    fn add_articles(&mut self, texts: Vec<(PathBuf, Result<String, store::ReadError>)>) {
        let mut failed = Vec::new();
        let mut articles: Vec<Article> = Vec::new();
        for (path, text) in texts {
            match text {
                Ok(text) => {
                    let title = path.file_stem().unwrap_or_default().to_string_lossy();
                    let text = Text::new(normalise(&text).text);
                    articles.push(Article::new(fresh_id(self.fresh.as_mut()), title, text));
                }
                Err(error) => failed.push(format!("“{}”: {error}", path.display())),
            }
        }
        if !articles.is_empty() {
            let session = match self.session.take() {
                Some(session) => session,
                None => self.untitled(),
            };
            let there = |article: &Article| {
                let known = session.project.articles();
                known
                    .iter()
                    .find(|known| known.sha256 == article.sha256)
                    .cloned()
            };
            let (known, new): (Vec<Article>, Vec<Article>) = articles
                .into_iter()
                .partition(|article| there(article).is_some());
            for article in &known {
                failed.push(format!("“{}” is in the project already", article.title));
            }
            let open = known
                .first()
                .and_then(there)
                .map(|article| article.id.clone());
            let open = new.first().map(|article| article.id.clone()).or(open);
            let edits: Vec<Edit> = new
                .into_iter()
                .map(|article| Edit::AddArticle {
                    at: usize::MAX,
                    article: Arc::new(article),
                })
                .collect();
            let edit = match edits.len() {
                1 => edits.into_iter().next(),
                n => Some(Edit::group(format!("add {n} articles"), edits)),
            };
            self.session = Some(session);
            if let Some(edit) = edit {
                self.apply(edit);
            }
            if let (Some(session), Some(open)) = (&mut self.session, open) {
                session.open_article(&open);
            }
            self.focus = Some(article_view::id());
        }
        if !failed.is_empty() {
            self.fail(format!("Not added: {}", failed.join("; ")));
        }
    }

    fn save(&mut self) {
        let place = self
            .session
            .as_ref()
            .and_then(|session| Some((session.path.clone()?, session.fingerprint)));
        match place {
            Some((path, fingerprint)) => self.write_to(path, fingerprint),
            None => self.save_as(),
        }
    }

    fn save_as(&mut self) {
        let Some(session) = &self.session else {
            return;
        };
        let name = format!("{}.sayso.ron", session.file_stem());
        self.pick(Request::SaveAs { name });
    }

    fn write_to(&mut self, path: PathBuf, expected: Option<store::Fingerprint>) {
        let Some(session) = &self.session else {
            return;
        };
        // An untitled project takes its title from the file that it gets.
        let state = session.history.state();
        self.jobs
            .save(path, session.project.clone(), expected, state);
    }

    fn saved(
        &mut self,
        ctx: &Context,
        path: PathBuf,
        state: u64,
        result: Result<store::Saved, SaveError>,
    ) {
        match (result, &mut self.session) {
            (Ok(saved), Some(session)) => {
                session.history.mark_saved_at(state);
                session.path = Some(path);
                session.fingerprint = Some(saved.fingerprint);
                session.newer_format = None;
                self.notice = None;
                if let Some(then) = self.after_save.take() {
                    self.go_on(ctx, then);
                }
            }
            (Ok(_), None) => {}
            (Err(error), _) => {
                self.after_save = None;
                let words = format!("“{}” was not saved: {error}", path.display());
                self.fail(words);
            }
        }
    }

    fn ask_export(&mut self, command: Command) {
        let Some(session) = &self.session else {
            return;
        };
        let stem = session.file_stem();
        self.pick(if command == Command::ExportCsv {
            Request::ExportCsv {
                name: format!("{stem}.csv"),
            }
        } else {
            Request::ExportJsonl {
                name: format!("{stem}.jsonl"),
            }
        });
    }

    fn export(&mut self, path: PathBuf, format: &'static str) {
        let Some(session) = &self.session else {
            return;
        };
        let project = session.project.clone();
        self.jobs.export(path, move |path| {
            super::export::write(&project, format, path)
        });
    }

    // ---- leaving

    /// Goes on to something that closes the project, after asking about unsaved work.
    fn leave(&mut self, ctx: &Context, then: Then) {
        if self.has_unsaved() {
            self.question = Some(then);
        } else {
            self.go_on(ctx, then);
        }
    }

    fn leave_for(&mut self, then: Then) {
        if self.has_unsaved() {
            self.question = Some(then);
        } else if let Then::Open(path) = then {
            self.open_in_new(path);
        }
    }

    fn has_unsaved(&self) -> bool {
        self.session
            .as_ref()
            .is_some_and(|s| s.history.is_unsaved())
    }

    pub(super) fn quit(&mut self, ctx: &Context) {
        self.keep_note();
        self.leave(ctx, Then::Quit);
    }

    fn answered(&mut self, ctx: &Context, reply: Reply) {
        let Some(then) = self.question.take() else {
            return;
        };
        match reply {
            Reply::Cancel => {}
            Reply::Discard => self.go_on(ctx, then),
            Reply::Save => {
                self.after_save = Some(then);
                self.save();
            }
        }
    }

    fn go_on(&mut self, ctx: &Context, then: Then) {
        match then {
            Then::Quit => {
                self.closing = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            Then::New => {
                let session = self.untitled();
                self.open_session(session);
            }
            Then::Sample => match store::parse(SAMPLE.as_bytes()) {
                // A copy: the sample itself stays as it is.
                Ok(loaded) => self.open_session(Session::untitled(loaded.project)),
                Err(error) => self.fail(format!("The sample cannot be opened: {error}")),
            },
            Then::AskOpen => self.pick(Request::Open),
            Then::Open(path) => self.open_in_new(path),
        }
    }
}

/// Spans in order, those that touch or overlap joined.
fn joined(spans: impl Iterator<Item = Span>) -> impl Iterator<Item = Anchor> {
    let mut spans: Vec<Span> = spans.collect();
    spans.sort();
    let mut all: Vec<Span> = Vec::new();
    for span in spans {
        match all.pop() {
            Some(last) if last.end() >= span.start() => all.push(last.hull(span)),
            Some(last) => all.extend([last, span]),
            None => all.push(span),
        }
    }
    all.into_iter().map(Anchor::At)
}

fn zoom(ctx: &Context, by: f32) {
    let factor = (ctx.zoom_factor() * by).clamp(0.5, 3.0);
    ctx.set_zoom_factor((factor * 20.0).round() / 20.0);
}

fn is_project(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("ron"))
}

/// The file that a project is saved in ends in `.sayso.ron`, unless it is named another way.
fn project_path(path: PathBuf) -> PathBuf {
    if path.extension().is_some() {
        return path;
    }
    path.with_file_name(format!("{}.sayso.ron", name(&path)))
}
