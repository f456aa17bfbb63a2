//! Carrying out what several coders need: copies, bringing them back, joining codes.

use std::path::PathBuf;

use super::super::app::App;
use super::super::dialogs::Request;
use super::super::intent::Joining;
use super::super::overlay::Overlay;
use super::super::return_page::Brought;
use super::super::words::counted;
use super::super::{conflicts, copy_page, joins};
use crate::edit::Thing;
use crate::edit::{CopyOrder, Edit, Join, copy_for_coder, merge_codes, same_codes, whose};
use crate::model::{Policy, Project};
use crate::store::storage::Disk;
use crate::store::vault::{self, Reason};
use crate::store::{self, Fingerprint};

impl App {
    /// Opens the page that makes a copy for a coder.
    pub(in super::super) fn ask_for_copy(&mut self) {
        let Some(session) = &self.session else {
            return;
        };
        if session.project.copy().is_some() {
            let owner = whose(&session.project);
            return self.fail(format!(
                "This is {owner} itself: copies are made of the whole project"
            ));
        }
        self.overlay = Some(Overlay::Copy(copy_page::State::new(session)));
    }

    /// Asks for the file of the copy that the page describes.
    pub(in super::super) fn ask_copy_file(&mut self) {
        let (Some(session), Some(Overlay::Copy(state))) = (&self.session, &self.overlay) else {
            return;
        };
        let Some(annotator) = state.annotator.clone() else {
            return;
        };
        let known = session.project.annotators().get(&annotator);
        let coder = known.map(|known| known.name.clone()).unwrap_or_default();
        let request = Request::SaveCopy {
            name: copy_page::file_name(&session.file_stem(), &coder),
            order: Box::new(CopyOrder {
                annotator,
                articles: state.articles(&session.project),
                policy: state.policy,
                of: "".into(),
                made: self.fresh.now(),
            }),
        };
        self.pick(&request);
    }

    /// Writes a copy for a coder, and keeps what it was made of for when it comes back.
    pub(in super::super) fn write_copy(&mut self, path: PathBuf, mut order: CopyOrder) {
        let Some(session) = &self.session else {
            return;
        };
        if session.path.as_ref() == Some(&path) {
            return self.fail("The copy would replace the project: choose another name".to_owned());
        }
        self.overlay = None;
        let (whole, root) = (session.project.clone(), self.state.clone());
        let place = session.path.clone().unwrap_or_else(|| path.clone());
        self.jobs.export(path, move |path| {
            let bytes = store::write(&whole).map_err(|error| error.to_string())?;
            let bytes = bytes.as_bytes();
            order.of = Fingerprint::of(bytes).to_string().into();
            let made = order.made.clone();
            let copy = copy_for_coder(&whole, order);
            store::save(path, &copy, None).map_err(|error| error.to_string())?;
            let said = copy_page::said(&copy);
            let file = (whole.id(), &*vault::known_as(&place));
            let kept = root
                .map(|root| vault::back_up_file(&Disk, &root, file, bytes, Reason::Copy, &made));
            Ok(match kept {
                Some(Ok(())) => said,
                _ => format!("{said} (no backup of the project could be made)"),
            })
        });
    }

    /// Reads copies, to show what they bring.
    pub(in super::super) fn read_copies(&mut self, paths: Vec<PathBuf>) {
        self.keep_note();
        self.keep_fields();
        let Some(session) = &self.session else {
            return;
        };
        if session.project.copy().is_some() {
            let owner = whose(&session.project);
            return self.fail(format!(
                "This is {owner} itself: open the whole project and bring copies back there"
            ));
        }
        let (project, state) = (session.project.clone(), session.history.state());
        self.jobs
            .bring_back(paths, project, self.state.clone(), state);
    }

    pub(in super::super) fn brought(
        &mut self,
        paths: Vec<PathBuf>,
        state: u64,
        result: Result<Box<Brought>, String>,
    ) {
        let Some(session) = &self.session else {
            return;
        };
        // What was done meanwhile belongs to it.
        if session.history.state() != state {
            return self.read_copies(paths);
        }
        match result {
            Ok(brought) => self.overlay = Some(Overlay::Return(brought)),
            Err(error) => self.fail(format!("Nothing was brought back: {error}")),
        }
    }

    /// Takes what the copies bring, as one step.
    pub(in super::super) fn bring_back(&mut self) {
        let Some(Overlay::Return(brought)) = self.overlay.take() else {
            return;
        };
        let brought = *brought;
        let Some(session) = &mut self.session else {
            return;
        };
        let before = session.project.clone();
        if !brought.edit.is_empty() {
            if let Err(error) = session.apply(brought.edit) {
                return self.fail(format!("Nothing was brought back: {error}"));
            }
            session.look_for_problems();
            let words = session.history.undo_label().unwrap_or_default();
            let words = words.replacen("bring back", "Brought back", 1);
            self.tell_done(words);
            self.keep_before(before, Reason::Merge);
        }
        self.ask_after(brought.conflicts, brought.joins);
    }

    /// What the project was goes among the backups of its file.
    pub(super) fn keep_before(&mut self, before: Project, reason: Reason) {
        let now = self.fresh.now();
        let path = self
            .session
            .as_ref()
            .and_then(|session| session.path.clone());
        if let (Some(path), Some(root)) = (path, self.state.clone()) {
            self.jobs.back_up(root, path, before, reason, now);
        }
    }

    /// Asks about conflicts, then about codes that came in twice.
    pub(in super::super) fn ask_after(
        &mut self,
        conflicts: Vec<crate::edit::Conflict>,
        joins: Vec<Join>,
    ) {
        let Some(session) = &mut self.session else {
            return;
        };
        session
            .joins
            .extend(joins.into_iter().filter(joins::is_asked));
        if conflicts.is_empty() {
            self.ask_joins();
        } else {
            let state = conflicts::State::new(conflicts);
            self.overlay = Some(Overlay::Conflicts(state));
        }
    }

    /// Asks about the codes that came in twice, when there are any.
    pub(in super::super) fn ask_joins(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        let joins: Vec<Join> = std::mem::take(&mut session.joins);
        let open = joins.into_iter().filter(|join| session.may_be_one(join));
        let mut state = joins::State::new(open.collect());
        if state.current(&session.project).is_some() {
            self.overlay = Some(Overlay::Joins(state));
        }
    }

    /// Asks about all codes with one name that nobody has said of that they are not one.
    pub(in super::super) fn look_for_joins(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        session.joins = same_codes(&session.project);
        session.joins.retain(joins::is_asked);
        self.ask_joins();
        if !matches!(self.overlay, Some(Overlay::Joins(_))) {
            self.tell("No two codes of a kind have the same name or alias".to_owned());
        }
    }

    /// Decides on the pair that is looked at.
    pub(in super::super) fn join(&mut self, joining: Joining) {
        let (Some(session), Some(Overlay::Joins(state))) = (&mut self.session, &mut self.overlay)
        else {
            return;
        };
        let Some(join) = state.current(&session.project).cloned() else {
            return self.close();
        };
        state.at += 1;
        let edit = match (joining, &join.keep, &join.other) {
            (Joining::KeepFirst, ..) => join.edit(&session.project),
            (Joining::KeepSecond, Thing::Code(first), Thing::Code(second)) => {
                merge_codes(&session.project, first, second).ok()
            }
            _ => {
                session.apart.insert((join.keep, join.other));
                None
            }
        };
        if let Some(edit) = edit {
            self.apply(edit);
        }
        let project = self.session.as_ref().map(|session| &session.project);
        let is_over = match (&mut self.overlay, project) {
            (Some(Overlay::Joins(state)), Some(project)) => state.current(project).is_none(),
            _ => false,
        };
        if is_over {
            self.close();
        }
    }

    pub(in super::super) fn set_policy(&mut self, policy: Policy) {
        let now = self
            .session
            .as_ref()
            .map(|session| session.project.policy());
        if now != Some(policy) {
            self.apply(Edit::SetPolicy(policy));
        }
        let now = self
            .session
            .as_ref()
            .map(|session| session.project.policy());
        if now == Some(policy) {
            self.tell(format!(
                "The codebook is {}",
                match policy {
                    Policy::Open => "open: codes are added and changed freely",
                    Policy::ProposeOnly => "for proposals only: new codes are marked as proposed",
                    Policy::Locked => "locked: nothing is added or changed",
                }
            ));
        }
    }
}

/// What a project says of being a copy, and of how much.
pub(in super::super) fn copy_words(project: &Project) -> Option<String> {
    project.copy()?;
    let articles = counted(project.articles().len(), "article", "articles");
    Some(format!("{}: {articles}", whose(project)))
}
