//! Saying anew what a code means.

use crate::edit::{CodeChange, Edit, label};
use crate::model::{CodeId, Project, Timestamp};

/// Changes a code. Where that changes what it means (definition, when to use it and when not,
/// proposition), the code remembers when, so that what was coded before can be looked at again.
/// One step.
pub fn change_code(project: &Project, id: &CodeId, change: CodeChange, at: Timestamp) -> Edit {
    let means = matches!(
        change,
        CodeChange::Definition(_)
            | CodeChange::UseWhen(_)
            | CodeChange::AvoidWhen(_)
            | CodeChange::Proposition(_)
    );
    let edit = |change| Edit::ChangeCode {
        id: id.clone(),
        change,
    };
    let change = edit(change);
    // Fields do not remember when they were defined anew.
    if !means || matches!(id, CodeId::Field(_)) {
        return change;
    }
    let name = label(project, &change);
    let when = CodeChange::DefinitionChanged(Some(at));
    Edit::group(name, vec![change, edit(when)])
}
