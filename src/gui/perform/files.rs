//! Carrying out what opens, saves, exports and closes.

use std::path::{Path, PathBuf};

use egui::{Context, ViewportCommand};

use super::super::app::{App, Then};
use super::super::dialogs::{Answer, Request};
use super::super::intent::Reply;
use super::super::jobs::name;
use super::super::opening::With;
use super::super::outside::Theirs;
use super::super::prompt::PathPrompt;
use super::super::session::Session;
use crate::model::Project;
use crate::store::{self, SaveError};

impl App {
    pub(in super::super) fn pick(&mut self, request: &Request) {
        let answer = self.jobs.answer_to(request.clone());
        self.picker.pick(request, answer);
    }

    pub(in super::super) fn picked(&mut self, request: Request, answer: Answer) {
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
            Request::AddArticles => self.read_or_show(paths),
            Request::ReplaceText(article) => self.jobs.read_text(article, first),
            Request::SaveAs { .. } => {
                let path = project_path(first);
                let open = (self.session.as_ref()).and_then(|session| session.path.as_ref());
                // Where it is already, what somebody else saved is looked after.
                if open == Some(&path) {
                    self.save();
                } else {
                    self.write_to(path, None);
                }
            }
            Request::SaveBackup { from, .. } => {
                self.jobs.export(project_path(first), move |path| {
                    let bytes = store::read_bytes(&from).map_err(|error| error.to_string())?;
                    store::write_whole(path, &bytes).map_err(|error| error.to_string())?;
                    Ok("a copy of the backup".to_owned())
                });
            }
            Request::SaveCopy { order, .. } => self.write_copy(project_path(first), *order),
            Request::BringBack => self.read_copies(paths),
            Request::ExportAgreement { name } => self.export_agreement(first, &name),
            Request::Export { .. } => self.write_export(first),
            Request::Import { .. } => self.show_import(paths),
        }
    }

    /// Files from outside: a project is opened, unless it is a coder's copy of the one that is open,
    /// which is offered to be brought back; others come in.
    pub(in super::super) fn open(&mut self, paths: Vec<PathBuf>) {
        let (projects, articles): (Vec<PathBuf>, Vec<PathBuf>) =
            paths.into_iter().partition(|path| is_project(path));
        let whole = self.session.as_ref().map(|session| &session.project);
        let whole = whole.filter(|project| project.copy().is_none());
        if let Some(whole) = whole.filter(|_| !projects.is_empty()) {
            let id = whole.id().clone();
            self.jobs.look_at(projects, id);
        } else if !projects.is_empty() {
            self.dropped(Vec::new(), projects);
        } else if !articles.is_empty() {
            self.bring_in(articles);
        }
    }

    /// Brings copies back, else opens the first of the others.
    pub(in super::super) fn dropped(&mut self, copies: Vec<PathBuf>, others: Vec<PathBuf>) {
        if !copies.is_empty() {
            self.read_copies(copies);
        } else if let Some(project) = others.into_iter().next() {
            self.leave_for(Then::Open(project));
        }
    }

    pub(in super::super) fn open_in_new(&mut self, path: PathBuf) {
        if is_project(&path) {
            let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
            let open = (self.session.as_ref()).and_then(|session| session.path.as_deref());
            if open.is_some_and(|open| whole(open) == whole(&path)) {
                return self.tell(format!("“{}” is open already", name(&path)));
            }
            let with = With {
                place: self.settings.place(&path),
                root: self.state.clone(),
                ended: std::mem::take(&mut self.ended),
            };
            self.jobs.load(path, with);
        } else {
            self.close_session();
            self.read(vec![path]);
        }
    }

    pub(in super::super) fn save(&mut self) {
        if !self.halts() {
            self.save_as_it_is();
        }
    }

    /// Saves without asking what is gone.
    pub(in super::super) fn save_as_it_is(&mut self) {
        let place = self
            .session
            .as_ref()
            .and_then(|session| Some((session.path.clone()?, session.fingerprint)));
        match place {
            Some((path, fingerprint)) => self.write_to(path, fingerprint),
            None => self.save_as(),
        }
    }

    pub(in super::super) fn save_as(&mut self) {
        let Some(session) = &self.session else {
            return;
        };
        let name = format!("{}.sayso.ron", session.file_stem());
        self.pick(&Request::SaveAs { name });
    }

    pub(in super::super) fn write_to(
        &mut self,
        path: PathBuf,
        expected: Option<store::Fingerprint>,
    ) {
        self.keep_note();
        self.keep_fields();
        self.hand_over();
        let Some(session) = &self.session else {
            return;
        };
        let (snapshot, state) = (session.snapshot(), session.history.state());
        if let Some(keeper) = self.keeper() {
            keeper.save(path, snapshot, expected, state);
        }
    }

    pub(in super::super) fn saved(
        &mut self,
        ctx: &Context,
        path: PathBuf,
        state: u64,
        project: Project,
        result: Result<store::Saved, SaveError>,
    ) {
        match (result, &mut self.session) {
            (Ok(saved), Some(session)) => {
                session.history.mark_saved_at(state);
                self.settings.was_open(&path);
                let is_elsewhere = session.path.as_ref() != Some(&path);
                session.path = Some(path);
                session.fingerprint = Some(saved.fingerprint);
                let base = session.disk.replace(project);
                // What another window has was kept nowhere but in memory.
                let is_free = is_elsewhere && session.unseen.take().is_some();
                if session.read_only.take().is_some() || is_free {
                    self.keeper = None;
                }
                self.held_up = 0;
                self.notice = self.notice.take().filter(|notice| !notice.is_error);
                if let Some(path) = saved.other {
                    // The file is saved once more, with what came in between.
                    self.saving_again = true;
                    self.bring_together(Some(Theirs {
                        path,
                        base,
                        is_copy: true,
                    }));
                } else if let Some(then) = self.after_save.take() {
                    self.go_on(ctx, then);
                }
            }
            (Ok(_), None) => {}
            // It is saved once both are put together.
            (Err(SaveError::ChangedOutside), _) => {
                self.saving_again = true;
                self.look_outside();
            }
            (Err(error), _) => {
                // Who was about to leave is asked again, knowing more.
                self.question = self.after_save.take();
                let words = format!("“{}” was not saved: {error}", path.display());
                self.fail(words);
            }
        }
    }

    /// Goes on to something that closes the project, after asking about unsaved work.
    pub(in super::super) fn leave(&mut self, ctx: &Context, then: Then) {
        if self.saves_by_itself() {
            self.after_save = Some(then);
            self.save();
        } else if self.has_unsaved() {
            self.question = Some(then);
        } else {
            self.go_on(ctx, then);
        }
    }

    pub(in super::super) fn leave_for(&mut self, then: Then) {
        if self.saves_by_itself() {
            self.after_save = Some(then);
            self.save();
        } else if self.has_unsaved() {
            self.question = Some(then);
        } else if let Then::Open(path) = then {
            self.open_in_new(path);
        }
    }

    pub(in super::super) fn has_unsaved(&self) -> bool {
        self.session
            .as_ref()
            .is_some_and(|s| s.history.is_unsaved())
    }

    pub(in super::super) fn quit(&mut self, ctx: &Context) {
        self.keep_note();
        self.keep_fields();
        self.leave(ctx, Then::Quit);
    }

    pub(in super::super) fn answered(&mut self, ctx: &Context, reply: Reply) {
        let Some(then) = self.question.take() else {
            return;
        };
        match reply {
            Reply::Cancel => {}
            Reply::Discard => {
                if let Some(keeper) = &mut self.keeper {
                    keeper.forget();
                }
                self.go_on(ctx, then);
            }
            Reply::Save => {
                self.after_save = Some(then);
                self.save();
            }
        }
    }

    pub(in super::super) fn go_on(&mut self, ctx: &Context, then: Then) {
        match then {
            Then::Quit => {
                self.closing = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
            Then::New => {
                let session = self.untitled();
                self.open_session(session);
            }
            Then::Sample(sample) => match store::parse(sample.as_bytes()) {
                // A copy: the sample itself stays as it is.
                Ok(loaded) => self.open_session(Session::untitled(loaded.project)),
                Err(error) => self.fail(format!("The sample cannot be opened: {error}")),
            },
            Then::AskOpen => self.pick(&Request::Open),
            Then::Open(path) => self.open_in_new(path),
        }
    }
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
