//! Carrying out what keeps the project: handing over what was done, and what was not in the file.

use std::path::{Path, PathBuf};
use std::time::Duration;

use egui::{Context, ViewportCommand};

use super::super::app::App;
use super::super::article_view::{self, Reading};
use super::super::backups_page;
use super::super::dialogs::Request;
use super::super::jobs::name;
use super::super::keeper::{Keeper, Place, Report};
use super::super::opening::Opening;
use super::super::overlay::Overlay;
use super::super::recovery::{Decision, Recovery};
use super::super::session::Session;
use super::super::words::{counted, moment};
use crate::store::journal::Act;
use crate::store::vault::{Pending, Stand};
use crate::store::{Fingerprint, LoadError, ReadError, SaveError};

/// After so many edits the file is written without being asked.
const EDITS: u64 = 50;

/// So long after the first key what is typed is kept.
const PAUSE: Duration = Duration::from_millis(700);

impl App {
    /// Hands over what was done since the last frame, and saves what is due.
    pub(in super::super) fn keep(&mut self, ctx: &Context) {
        self.hand_over();
        let back = ctx.input(|i| i.events.contains(&egui::Event::WindowFocused(true)));
        if let (true, Some(keeper)) = (back, &self.keeper) {
            keeper.look();
        }
        self.type_along(ctx);
        let due = (self.keeper.as_ref())
            .is_some_and(|keeper| keeper.unsaved() >= EDITS + self.held_up && !keeper.is_saving());
        // What is being typed is no edit before its field is left.
        let is_typing = self.typed.is_some() || self.typing.is_some();
        if due && !is_typing && self.saves_by_itself() {
            // Should it fail, that is told once, and tried again after as many edits.
            self.held_up = self.keeper.as_ref().map_or(0, Keeper::unsaved);
            self.save();
        }
    }

    pub(in super::super) fn hand_over(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        let reading = session.reading.as_ref();
        // What was just opened is seen first, and kept then.
        let is_shown = reading.is_none_or(Reading::is_shown);
        let is_kept = session.path.is_none() || self.keeper.is_some() || !is_shown;
        if session.acts.is_empty() && is_kept {
            return;
        }
        // Until one decides what becomes of other work, what is kept of it is not touched.
        if self.recovery.is_some() {
            return;
        }
        let acts = std::mem::take(&mut session.acts);
        match &mut self.keeper {
            Some(_) if acts.is_empty() => {}
            Some(keeper) => {
                keeper.keep(acts);
                self.typed = None;
            }
            // It begins from how things stand now, with what was done.
            None => drop(self.keeper()),
        }
    }

    /// Who keeps the project that is open.
    pub(in super::super) fn keeper(&mut self) -> Option<&mut Keeper> {
        let session = self.session.as_ref()?;
        if self.keeper.is_none() {
            self.keepers += 1;
            let writable = session.read_only.is_none();
            let nowhere = "this system has no place for what is not in the file yet";
            // What another window has is kept there.
            let root = self.state.clone().filter(|_| writable);
            let root = root.ok_or_else(|| nowhere.to_owned());
            let place = Place {
                root: session.unseen.clone().map_or(root, Err),
                file: session.path.clone().zip(session.fingerprint),
                lock: self.lock.take(),
                name: (self.settings.tell_colleagues).then(|| self.settings.name.clone()),
                from: self.from.take(),
            };
            self.keeper = Some(Keeper::start(
                self.keepers,
                self.jobs.ctx(),
                self.jobs.outcomes(),
                place,
                session.snapshot(),
            ));
        }
        self.keeper.as_mut()
    }

    /// Whether the file can be written without a question.
    pub(in super::super) fn saves_by_itself(&self) -> bool {
        let session = self.session.as_ref();
        let can = |s: &Session| s.path.is_some() && s.read_only.is_none();
        session.is_some_and(|s| can(s) && s.history.is_unsaved())
    }

    /// What is typed and is no edit yet is kept too, a moment after the last key.
    fn type_along(&mut self, ctx: &Context) {
        let Some(session) = &self.session else {
            return;
        };
        if self.keeper.is_none() || self.recovery.is_some() {
            return;
        }
        // At one time for all that is typed in a row, or each frame would find another edit.
        let at = self.typed_at.get_or_insert_with(|| self.fresh.now());
        let typed = session.typed(at);
        if typed.is_none() {
            self.typed_at = None;
        }
        let now = ctx.input(|i| i.time);
        let Some((since, waiting)) = &mut self.typing else {
            if typed != self.typed {
                self.typing = Some((now, typed));
                ctx.request_repaint_after(PAUSE);
            }
            return;
        };
        if *waiting != typed {
            *waiting = typed;
        }
        if now - *since < PAUSE.as_secs_f64() {
            ctx.request_repaint_after(PAUSE);
            return;
        }
        let waiting = waiting.take();
        self.typing = None;
        self.typed.clone_from(&waiting);
        if let Some(keeper) = &mut self.keeper {
            keeper.keep(vec![Act::Typed(waiting)]);
        }
    }

    pub(in super::super) fn hear(&mut self, ctx: &Context, number: u64, report: Report) {
        let Some(keeper) = self.keeper.as_mut().filter(|k| k.number == number) else {
            return;
        };
        if keeper.hear(&report) {
            // What is in the snapshot must not come after it once more.
            self.hand_over();
            if let (Some(keeper), Some(session)) = (&mut self.keeper, &self.session) {
                keeper.begin_anew(session.snapshot());
            }
        }
        match report {
            Report::Saved {
                path,
                state,
                project,
                result,
                ..
            } => self.saved(ctx, path, state, *project, result),
            Report::Knocked => {
                ctx.send_viewport_cmd(ViewportCommand::Minimized(false));
                ctx.send_viewport_cmd(ViewportCommand::Focus);
            }
            Report::Changed => self.look_outside(),
            Report::AlsoOpen(other) => {
                let who = match (other.name.as_str(), other.computer.as_str()) {
                    ("", computer) => format!("Somebody on {computer}"),
                    (name, "") => name.to_owned(),
                    (name, computer) => format!("{name} on {computer}"),
                };
                self.tell(format!(
                    "{who} has this project open too, since {}. What both of you save is put together",
                    moment(&other.since)
                ));
            }
            Report::Kept(_) | Report::NeedsSnapshot | Report::Failed(_) => {}
        }
    }

    /// Takes in a project that was opened.
    pub(in super::super) fn opened(&mut self, opening: Opening) {
        let Opening {
            path,
            result,
            pending,
            trouble,
            lock,
            copies,
            moments,
        } = opening;
        if let Some(timings) = &self.timings {
            timings.loaded(moments);
        }
        let is_missing = matches!(result, Err(LoadError::Read(ReadError::Missing)));
        let goes_back = result.is_ok() || is_missing;
        match result {
            Ok(session) => {
                self.notice = None;
                let problems = session.problems.len();
                self.settings.was_open(&path);
                self.open_session(*session);
                self.lock = lock;
                // A coder's copy stands beside the whole that it was made of.
                let is_whole = (self.session.as_ref()).is_some_and(|s| s.project.copy().is_none());
                if is_whole && !copies.is_empty() {
                    self.tell(other_versions(&copies));
                }
                if problems > 0 {
                    self.tell(format!(
                        "{} need a look: quotes that do not stand where the file says. Nothing is \
                         lost; Edit › Re-anchor quotes finds them again.",
                        counted(problems, "place", "places")
                    ));
                }
            }
            Err(error) => self.fail(format!("“{}” was not opened: {error}", path.display())),
        }
        if let Some(error) = trouble {
            // It may be work that can be read the next time: a new journal would take its place.
            if let Some(session) = &mut self.session {
                session.unseen = Some("what was kept before cannot be looked at".to_owned());
            }
            self.fail(format!(
                "What was kept beside “{}” cannot be looked at, and stays as it is: {error}. Until \
                 it is opened again, what you do is kept only by saving",
                path.display()
            ));
        }
        let disk = self.session.as_ref().map(|session| &session.project);
        self.recovery = pending.map(|pending| Recovery::new(pending, Some(path), disk, goes_back));
    }

    /// Offers work that was never saved in a file, where nothing else is open.
    pub(in super::super) fn offer(&mut self, mut pending: Vec<Pending>) {
        if self.session.is_none() && self.recovery.is_none() {
            let last = |p: &Pending| p.recovered.last.clone();
            pending.sort_by_key(last);
            self.recovery = pending
                .pop()
                .map(|last| Recovery::new(Box::new(last), None, None, true));
        }
    }

    pub(in super::super) fn recover(&mut self, decision: Decision) {
        let Some(recovery) = self.recovery.take() else {
            return;
        };
        match decision {
            Decision::Later => self.close_session(),
            Decision::LeaveOut => {
                let pending = &recovery.pending;
                let project = pending.recovered.project.clone();
                let now = self.fresh.now();
                self.jobs.set_aside(pending.folder.clone(), project, now);
                // Nothing is kept in its place before it is set aside.
                self.recovery = Some(recovery);
            }
            Decision::SaveAs => {
                let name = recovery.path.as_deref().map(recovered_name);
                let Recovery { pending, .. } = recovery;
                self.take_up(*pending, None, None);
                self.pick(&Request::SaveAs {
                    name: name.unwrap_or_default(),
                });
            }
            Decision::Recover => {
                let Recovery {
                    pending,
                    path,
                    goes_back,
                    summary,
                } = recovery;
                let path = path.filter(|_| goes_back);
                let lock = self.lock.take();
                let before = self.session.take();
                let held = before.as_ref().and_then(|session| session.fingerprint);
                let disk = before.map(|session| session.project);
                let is_changed = pending.stand == Stand::Changed;
                let base = pending.base.clone();
                self.take_up(*pending, path, held);
                self.lock = lock;
                if let Some(session) = &mut self.session {
                    // What both began from, until what somebody saved is put together with it.
                    session.disk = if is_changed { Some(base) } else { disk };
                }
                self.tell(format!("Recovered: {summary}. Ctrl+S saves it"));
                if is_changed {
                    self.look_outside();
                }
            }
        }
        self.focus = Some(article_view::id());
    }

    /// What was recovered becomes the project that is open.
    fn take_up(&mut self, pending: Pending, path: Option<PathBuf>, held: Option<Fingerprint>) {
        let recovered = pending.recovered;
        let mut session = Session::untitled(recovered.project);
        session.history = recovered.history;
        // No file holds any of its states, whatever was saved once.
        session.history.mark_unsaved();
        session.path = path;
        session.fingerprint = held;
        session.look_for_problems();
        self.open_session(session);
        self.from = Some(pending.folder);
    }

    /// Opens the page of snapshots, and has them read.
    pub(in super::super) fn show_backups(&mut self) {
        let (Some(session), Some(root)) = (&self.session, &self.state) else {
            return self.fail("This system has no place where backups are kept".to_owned());
        };
        let Some(path) = session.path.clone() else {
            return self.tell("Backups are kept from the first save on: Ctrl+S".to_owned());
        };
        let now = session.project.clone();
        self.jobs.look_for_backups(root.clone(), path, now);
        self.overlay = Some(Overlay::Backups(backups_page::State::Looking));
    }

    /// What was not wanted is among the backups, or why not.
    pub(in super::super) fn set_aside(&mut self, result: Result<(), SaveError>) {
        let recovery = self.recovery.take();
        if let Err(error) = result {
            self.close_session();
            let folder = recovery.map(|recovery| recovery.pending.folder.display().to_string());
            self.fail(format!(
                "What was kept in “{}” could not be put among the backups: {error}",
                folder.unwrap_or_default()
            ));
        }
    }
}

/// What is said of other versions beside the file.
fn other_versions(copies: &[PathBuf]) -> String {
    let names: Vec<String> = copies
        .iter()
        .take(3)
        .map(|path| format!("“{}”", name(path)))
        .collect();
    let more = copies.len().saturating_sub(names.len());
    let names = match more {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    };
    let is = if copies.len() == 1 {
        "is another version or a coder’s copy"
    } else {
        "are other versions or coders’ copies"
    };
    format!(
        "{names} beside the file {is} of this project: Project › Bring back a copy… puts them together"
    )
}

/// The name that saving recovered work proposes.
fn recovered_name(path: &Path) -> String {
    let name = name(path);
    let stem = name.strip_suffix(".sayso.ron").unwrap_or(&name);
    format!("{stem}-recovered.sayso.ron")
}
