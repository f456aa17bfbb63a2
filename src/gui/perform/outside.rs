//! Carrying out what follows when somebody else changed the file.

use super::super::app::App;
use super::super::intent::Reply;
use super::super::jobs::name;
use super::super::outside::{Lost, Theirs, Together};
use super::super::overlay::Overlay;
use super::super::words::{counted, statements, thousands};
use crate::edit::Side;
use crate::model::Project;
use crate::store::Fingerprint;

/// What stops until one says that it is meant.
#[derive(Debug)]
pub(in super::super) enum Halt {
    /// Saving takes so much out of the file.
    Save(Lost),
    /// Taking over what is in the file takes so much from what is open.
    TakeOver(Box<Together>, Lost),
}

impl Halt {
    /// What would happen, in words.
    pub(in super::super) fn words(&self) -> (&'static str, String) {
        let (heading, lost) = match self {
            Self::Save(lost) => ("Saving takes much out of the file", lost),
            Self::TakeOver(_, lost) => (
                "The file was changed by another program, and lacks much",
                lost,
            ),
        };
        let mut parts = Vec::new();
        if lost.articles > 0 {
            parts.push(counted(lost.articles, "article", "articles"));
        }
        if lost.statements > 0 {
            let of = thousands(lost.of);
            parts.push(format!("{} of {of}", statements(lost.statements)));
        }
        (heading, parts.join(" and "))
    }
}

impl App {
    /// Reads the file that somebody changed.
    pub(in super::super) fn look_outside(&mut self) {
        let session = self.session.as_ref();
        let theirs = session.and_then(|session| {
            Some(Theirs {
                path: session.path.clone()?,
                base: session.disk.clone(),
                is_copy: false,
            })
        });
        self.bring_together(theirs);
    }

    /// Puts a version of somebody else's together with what is open.
    pub(in super::super) fn bring_together(&mut self, theirs: Option<Theirs>) {
        if let (Some(session), Some(theirs)) = (&self.session, theirs) {
            let state = session.history.state();
            self.jobs.together(theirs, session.project.clone(), state);
        }
    }

    pub(in super::super) fn together(
        &mut self,
        theirs: Theirs,
        state: u64,
        result: Result<Box<Together>, String>,
    ) {
        let Some(session) = &self.session else {
            return;
        };
        // What was done meanwhile belongs to it.
        if session.history.state() != state {
            return self.bring_together(Some(theirs));
        }
        match result {
            Ok(together) => match together.lost {
                Some(lost) => self.halt = Some(Halt::TakeOver(together, lost)),
                None => self.take_over(*together),
            },
            Err(error) => {
                self.saving_again = false;
                self.question = self.after_save.take();
                self.fail(format!(
                    "“{}”, which another program saved: {error}. What you have open is kept; save \
                     it under another name",
                    name(&theirs.path)
                ));
            }
        }
    }

    fn take_over(&mut self, together: Together) {
        let Some(session) = &mut self.session else {
            return;
        };
        if !together.edit.is_empty()
            && let Err(error) = session.apply(together.edit)
        {
            return self.fail(format!("What another program saved does not fit: {error}"));
        }
        session.problems = together.problems;
        if together.is_theirs {
            session.history.mark_saved();
        }
        let changes = counted(together.changes, "change", "changes");
        let said = match (&together.copy, together.changes) {
            (Some(copy), _) => format!(
                "Somebody else saved in the same moment: {changes} taken over; their version stays \
                 beside the file as “{}”",
                name(copy)
            ),
            (None, 0) if !together.conflicts.is_empty() => {
                "Another program changed the file where you did".to_owned()
            }
            (None, 0) => "Another program changed the file; nothing of it is new here".to_owned(),
            (None, _) => format!("Another program changed the file: {changes} taken over"),
        };
        if together.copy.is_none() {
            self.know(together.fingerprint, together.theirs);
        }
        let words: Vec<String> = std::iter::once(said).chain(together.notes).collect();
        if together.changes == 0 {
            self.tell(words.join(". "));
        } else {
            self.tell_done(words.join(". "));
        }
        if together.conflicts.is_empty() {
            self.save_again();
        }
        self.ask_after(together.conflicts, together.joins);
    }

    /// What the file holds by now.
    fn know(&mut self, held: Fingerprint, project: Project) {
        if let Some(session) = &mut self.session {
            session.fingerprint = Some(held);
            session.disk = Some(project);
        }
        if let Some(keeper) = &mut self.keeper {
            keeper.knows(held);
        }
    }

    /// Goes on with a save that waited for both versions to be put together.
    pub(in super::super) fn save_again(&mut self) {
        if std::mem::take(&mut self.saving_again) {
            self.save();
        }
    }

    /// One side of the conflict that is looked at.
    pub(in super::super) fn decide(&mut self, side: Side) {
        let Some(Overlay::Conflicts(state)) = &mut self.overlay else {
            return;
        };
        let edit = state
            .current()
            .map(|conflict| conflict.decide(side).clone());
        state.at += 1;
        let is_last = state.current().is_none();
        if let Some(edit) = edit.filter(|edit| !edit.is_empty()) {
            self.apply(edit);
        }
        if is_last {
            self.close();
        }
    }

    /// Whether saving would take so much out of the file that one is asked first.
    pub(in super::super) fn halts(&mut self) -> bool {
        let session = self.session.as_ref();
        let lost =
            session.and_then(|session| Lost::between(session.disk.as_ref()?, &session.project));
        if let Some(lost) = lost {
            self.halt = Some(Halt::Save(lost));
        }
        lost.is_some()
    }

    pub(in super::super) fn go_on_with(&mut self, reply: Reply) {
        match (self.halt.take(), reply) {
            (Some(Halt::Save(_)), Reply::Save) => self.save_as_it_is(),
            (Some(Halt::TakeOver(together, _)), Reply::Save) => self.take_over(*together),
            // What is open stays, and takes the place of what is in the file with the next save.
            (Some(Halt::TakeOver(together, _)), _) => {
                self.know(together.fingerprint, together.theirs);
                self.save_again();
            }
            _ => self.after_save = None,
        }
    }
}
