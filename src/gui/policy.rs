//! What the policy of the codebook lets one do in the window. Merges and imports are not held by it.

use crate::edit::{CodeChange, Edit};
use crate::model::{Code, CodeId, CodeStatus, Policy, Project};

/// The edit as the policy lets it be: where codes are proposed, a new one is. The error is in words.
pub(super) fn held(project: &Project, edit: Edit) -> Result<Edit, String> {
    match edit {
        Edit::Group { name, edits } => {
            let edits = edits.into_iter().map(|edit| held(project, edit));
            Ok(Edit::group(name, edits.collect::<Result<_, _>>()?))
        }
        Edit::SetPolicy(_) if project.copy().is_some() => {
            Err("whoever made this copy decided what may be done to its codebook".to_owned())
        }
        Edit::AddCode { at, code } => match project.policy() {
            Policy::Open => Ok(Edit::AddCode { at, code }),
            Policy::ProposeOnly => Ok(Edit::AddCode {
                at,
                code: Box::new(proposed(*code)),
            }),
            Policy::Locked => Err(refusal(project)),
        },
        Edit::ChangeCode {
            id,
            change: CodeChange::Status(status),
        } if may_decide(project) && is_proposed(project, &id) => Ok(Edit::ChangeCode {
            id,
            change: CodeChange::Status(status),
        }),
        Edit::ChangeCode {
            ref id,
            change: CodeChange::Status(_),
        } if project.policy() != Policy::Open && is_proposed(project, id) => {
            Err("who owns the whole project decides on what is proposed".to_owned())
        }
        Edit::RemoveCode(ref id)
        | Edit::MoveCode { ref id, .. }
        | Edit::ChangeCode { ref id, .. } => {
            let may = match project.policy() {
                Policy::Open => true,
                // One that came with the same edit is not there yet.
                Policy::ProposeOnly => {
                    is_proposed(project, id) || project.codebook().code(id).is_none()
                }
                Policy::Locked => false,
            };
            if may { Ok(edit) } else { Err(refusal(project)) }
        }
        edit => Ok(edit),
    }
}

/// How the row of a new code begins; empty where there is none.
pub(super) fn new_code<'a>(project: &Project, words: &'a str) -> &'a str {
    if project.policy() == Policy::Locked {
        ""
    } else {
        words
    }
}

/// What the policy of the codebook means for who codes; none where it is open.
pub(super) fn words(project: &Project) -> Option<&'static str> {
    match project.policy() {
        Policy::Open => None,
        Policy::ProposeOnly => {
            Some("New entries are marked as proposed; the others stay as they are")
        }
        Policy::Locked => Some("The codebook is locked"),
    }
}

/// Whether what is proposed is decided on here: in the whole project, not in a coder's copy.
fn may_decide(project: &Project) -> bool {
    project.copy().is_none() && project.policy() != Policy::Locked
}

fn refusal(project: &Project) -> String {
    let what = match project.policy() {
        Policy::Locked => "is locked",
        Policy::Open | Policy::ProposeOnly => "takes proposals only; what is in it stays as it is",
    };
    match project.copy() {
        Some(_) => {
            format!("the codebook of this copy {what}; a note on the statement can say more")
        }
        None => format!("the codebook {what}; Review › Codebook open changes that"),
    }
}

fn is_proposed(project: &Project, id: &CodeId) -> bool {
    let code = project.codebook().code(id);
    code.is_some_and(|code| status(&code) == CodeStatus::Proposed)
}

fn status(code: &Code) -> CodeStatus {
    match code {
        Code::Speaker(code) => code.status,
        Code::Stance(code) => code.status,
        Code::Topic(code) => code.status,
        Code::Field(code) => code.status,
    }
}

fn proposed(mut code: Code) -> Code {
    let status = match &mut code {
        Code::Speaker(code) => &mut code.status,
        Code::Stance(code) => &mut code.status,
        Code::Topic(code) => &mut code.status,
        Code::Field(code) => &mut code.status,
    };
    *status = CodeStatus::Proposed;
    code
}
