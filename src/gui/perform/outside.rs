//! Carrying out what follows when somebody else changed the file.

use super::super::app::App;
use super::super::conflicts;
use super::super::intent::Reply;
use super::super::outside::{Lost, Together};
use super::super::overlay::Overlay;
use super::super::words::{counted, statements};
use crate::edit::{Side, differences};

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
            let of = super::super::words::thousands(lost.of);
            parts.push(format!("{} of {of}", statements(lost.statements)));
        }
        (heading, parts.join(" and "))
    }
}

impl App {
    /// Reads the file that somebody changed.
    pub(in super::super) fn look_outside(&mut self) {
        let Some(session) = &self.session else {
            return;
        };
        if let Some(path) = session.path.clone() {
            let state = session.history.state();
            let (base, ours) = (session.disk.clone(), session.project.clone());
            self.jobs.together(path, base, ours, state);
        }
    }

    pub(in super::super) fn together(&mut self, state: u64, result: Result<Box<Together>, String>) {
        let Some(session) = &self.session else {
            return;
        };
        // What was done meanwhile belongs to it.
        if session.history.state() != state {
            return self.look_outside();
        }
        match result {
            Ok(together) => match together.lost {
                Some(lost) => self.halt = Some(Halt::TakeOver(together, lost)),
                None => self.take_over(*together),
            },
            Err(error) => {
                self.question = self.after_save.take();
                let name = session.name();
                self.fail(format!(
                    "“{name}” was changed by another program: {error}. What you have open is kept; \
                     save it under another name"
                ));
            }
        }
    }

    fn take_over(&mut self, together: Together) {
        let Some(session) = &mut self.session else {
            return;
        };
        let Together {
            edit,
            conflicts,
            notes,
            theirs,
            fingerprint,
            ..
        } = together;
        let before = session.project.clone();
        if !edit.is_empty()
            && let Err(error) = session.apply(edit)
        {
            return self.fail(format!("What another program saved does not fit: {error}"));
        }
        session.fingerprint = Some(fingerprint);
        if session.project == theirs {
            session.history.mark_saved();
        }
        session.disk = Some(theirs);
        session.look_for_problems();
        let changes = differences(&before, &session.project).len();
        if let Some(keeper) = &mut self.keeper {
            keeper.knows(fingerprint);
        }
        let mut words = vec![match changes {
            0 => "Another program changed the file; nothing of it is new here".to_owned(),
            count => format!(
                "Another program changed the file: {} taken over",
                counted(count, "change", "changes")
            ),
        }];
        words.extend(notes);
        let words = words.join(". ");
        if changes == 0 {
            self.tell(words);
        } else {
            self.tell_done(words);
        }
        if conflicts.is_empty() {
            self.save_again();
        } else {
            self.overlay = Some(Overlay::Conflicts(conflicts::State::new(conflicts)));
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
                if let Some(session) = &mut self.session {
                    session.fingerprint = Some(together.fingerprint);
                    session.disk = Some(together.theirs);
                }
                if let Some(keeper) = &mut self.keeper {
                    keeper.knows(together.fingerprint);
                }
                self.after_save = None;
            }
            _ => self.after_save = None,
        }
    }
}
