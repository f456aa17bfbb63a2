//! Undo and redo over the whole project.

use serde::{Deserialize, Serialize};

use super::{Applied, Edit, EditError, Touched, label};
use crate::model::Project;

/// The edits that were made and can be taken back, in order, over all articles.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct History {
    done: Vec<Step>,
    undone: Vec<Step>,
    /// Counts states, so that the saved one is known again after undo and redo.
    next_state: u64,
    saved: u64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Step {
    label: String,
    /// Takes the step back when done, makes it again when undone.
    inverse: Edit,
    /// The state that the step led to.
    state: u64,
}

impl History {
    /// Applies an edit and remembers how to take it back. What was undone before can no longer be
    /// redone.
    pub fn apply(&mut self, project: &mut Project, edit: Edit) -> Result<Touched, EditError> {
        let label = label(project, &edit);
        let Applied { inverse, touched } = project.apply(edit)?;
        self.undone.clear();
        self.next_state += 1;
        self.done.push(Step {
            label,
            inverse,
            state: self.next_state,
        });
        Ok(touched)
    }

    /// Takes back the last edit; its name and what it touched, or `None` when there is none.
    pub fn undo(&mut self, project: &mut Project) -> Result<Option<(String, Touched)>, EditError> {
        shift(&mut self.done, &mut self.undone, project)
    }

    /// Makes the last undone edit again.
    pub fn redo(&mut self, project: &mut Project) -> Result<Option<(String, Touched)>, EditError> {
        shift(&mut self.undone, &mut self.done, project)
    }

    /// The name of the edit that undo would take back.
    pub fn undo_label(&self) -> Option<&str> {
        self.done.last().map(|step| step.label.as_str())
    }

    /// The name of the edit that redo would make again.
    pub fn redo_label(&self) -> Option<&str> {
        self.undone.last().map(|step| step.label.as_str())
    }

    /// The same with the last steps only, so many to take back and so many to make again.
    #[must_use]
    pub fn last(&self, most: usize) -> Self {
        let last = |steps: &[Step]| {
            steps
                .get(steps.len().saturating_sub(most)..)
                .map(<[_]>::to_vec)
        };
        Self {
            done: last(&self.done).unwrap_or_default(),
            undone: last(&self.undone).unwrap_or_default(),
            ..*self
        }
    }

    /// Remembers the present state as the saved one.
    pub fn mark_saved(&mut self) {
        self.saved = self.state();
    }

    /// A number that is the same again only when the same state is reached by undo or redo.
    pub fn state(&self) -> u64 {
        self.done.last().map_or(0, |step| step.state)
    }

    /// Remembers a state, as [`History::state`] gave it, as the saved one.
    pub fn mark_saved_at(&mut self, state: u64) {
        self.saved = state;
    }

    /// No state is the saved one.
    pub fn mark_unsaved(&mut self) {
        self.saved = u64::MAX;
    }

    /// Whether the present state is not the saved one.
    pub fn is_unsaved(&self) -> bool {
        self.state() != self.saved
    }
}

fn shift(
    from: &mut Vec<Step>,
    to: &mut Vec<Step>,
    project: &mut Project,
) -> Result<Option<(String, Touched)>, EditError> {
    let Some(step) = from.pop() else {
        return Ok(None);
    };
    match project.apply(step.inverse.clone()) {
        Ok(Applied { inverse, touched }) => {
            let label = step.label.clone();
            to.push(Step { inverse, ..step });
            Ok(Some((label, touched)))
        }
        Err(error) => {
            from.push(step);
            Err(error)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ProjectId;

    fn project() -> (Project, History) {
        (
            Project::new(ProjectId::new("prj"), "One"),
            History::default(),
        )
    }

    fn title(title: &str) -> Edit {
        Edit::SetTitle(title.into())
    }

    #[test]
    fn the_saved_state_is_known_again() {
        let (mut project, mut history) = project();
        assert!(!history.is_unsaved());
        history.apply(&mut project, title("Two")).unwrap();
        assert!(history.is_unsaved());
        history.mark_saved();
        assert!(!history.is_unsaved());
        history.undo(&mut project).unwrap();
        assert!(history.is_unsaved());
        history.redo(&mut project).unwrap();
        assert!(!history.is_unsaved());
    }

    #[test]
    fn another_edit_after_undo_is_another_state() {
        let (mut project, mut history) = project();
        history.apply(&mut project, title("Two")).unwrap();
        history.mark_saved();
        history.undo(&mut project).unwrap();
        history.apply(&mut project, title("Two")).unwrap();
        assert!(history.is_unsaved());
        assert_eq!(history.redo_label(), None);
        history.undo(&mut project).unwrap();
        assert_eq!(history.state(), 0);
    }

    #[test]
    fn a_save_that_ends_later_marks_the_state_that_it_wrote() {
        let (mut project, mut history) = project();
        history.apply(&mut project, title("Two")).unwrap();
        let written = history.state();
        history.apply(&mut project, title("Three")).unwrap();
        history.mark_saved_at(written);
        assert!(history.is_unsaved());
        history.undo(&mut project).unwrap();
        assert!(!history.is_unsaved());
    }

    #[test]
    fn a_refused_edit_leaves_no_step_and_keeps_what_was_undone() {
        let (mut project, mut history) = project();
        history.apply(&mut project, title("Two")).unwrap();
        history.undo(&mut project).unwrap();
        let nobody = Edit::RemoveAnnotator(crate::model::AnnotatorId::new("an_none"));
        history.apply(&mut project, nobody).unwrap_err();
        assert_eq!(history.undo_label(), None);
        assert_eq!(history.redo_label(), Some("rename project"));
    }

    #[test]
    fn nothing_is_undone_at_the_start() {
        let (mut project, mut history) = project();
        assert!(history.undo(&mut project).unwrap().is_none());
        assert!(history.redo(&mut project).unwrap().is_none());
    }
}
