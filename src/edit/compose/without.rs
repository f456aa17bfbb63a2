//! Taking a code out of all that uses it.

use super::{Use, change_uses, uses};
use crate::edit::{ArticleChange, CodeChange, Edit, ReviewChange};
use crate::model::{CodeId, Project, Role, Statement, StatementChange, Target};

/// Removes a code and takes it out of all that uses it: statements are not coded there any more,
/// what stood below a topic moves up to its place, suggestions of it are dropped.
pub fn delete_code_everywhere(project: &Project, id: &CodeId) -> Edit {
    let mut edits: Vec<Edit> = Vec::new();
    for used in uses(project, id) {
        match used {
            Use::Statement(statement) => {
                let statement = project.statement(&statement);
                edits.extend(statement.into_iter().flat_map(|s| freed_statement(s, id)));
            }
            Use::Review(review) => edits.extend(project.reviews().get(&review).map(|known| {
                let left = known.suggested.iter().filter(|c| !change_uses(c, id));
                Edit::ChangeReview {
                    id: review,
                    change: ReviewChange::Suggested(left.cloned().collect()),
                }
            })),
            Use::Code(code) => edits.extend(freed_code(project, code, id)),
            Use::Article(article) => edits.extend(project.articles().get(&article).map(|known| {
                let mut fields = known.fields.clone();
                fields.retain(|entry| CodeId::Field(entry.field.clone()) != *id);
                Edit::ChangeArticle {
                    id: article,
                    change: ArticleChange::Fields(fields),
                }
            })),
        }
    }
    edits.push(Edit::RemoveCode(id.clone()));
    let name = project.codebook().name(id);
    Edit::group(format!("delete {} “{name}” and its uses", id.kind()), edits)
}

fn freed_statement(statement: &Statement, code: &CodeId) -> Vec<Edit> {
    let mut changes = Vec::new();
    match code {
        CodeId::Speaker(id) => {
            if statement.speakers.contains(id) {
                changes.push(StatementChange::Speakers(without(&statement.speakers, id)));
            }
            if statement.on_behalf_of.contains(id) {
                let left = without(&statement.on_behalf_of, id);
                changes.push(StatementChange::OnBehalfOf(left));
            }
            if matches!(&statement.target, Target::Speaker(target) if target == id) {
                changes.push(StatementChange::Target(Target::default()));
            }
        }
        CodeId::Stance(_) => changes.push(StatementChange::Stance(None)),
        CodeId::Topic(id) => changes.push(StatementChange::Topics(without(&statement.topics, id))),
        CodeId::Field(id) => {
            let mut left = statement.fields.clone();
            left.retain(|entry| &entry.field != id);
            changes.push(StatementChange::Fields(left));
        }
    }
    let edit = |change| Edit::ChangeStatement {
        id: statement.id.clone(),
        change,
    };
    changes.into_iter().map(edit).collect()
}

fn freed_code(project: &Project, id: CodeId, code: &CodeId) -> Option<Edit> {
    let book = project.codebook();
    let change = match (&id, code) {
        (CodeId::Speaker(speaker), CodeId::Speaker(gone)) => {
            let roles = book.speakers().get(speaker)?.roles.iter().map(|role| Role {
                organisation: role.organisation.clone().filter(|known| known != gone),
                ..role.clone()
            });
            CodeChange::Roles(roles.collect())
        }
        (CodeId::Topic(_), CodeId::Topic(gone)) => {
            CodeChange::Parent(book.topics().get(gone)?.parent.clone())
        }
        (CodeId::Speaker(speaker), CodeId::Field(gone)) => {
            let mut fields = book.speakers().get(speaker)?.fields.clone();
            fields.retain(|entry| &entry.field != gone);
            CodeChange::Fields(fields)
        }
        _ => return None,
    };
    Some(Edit::ChangeCode { id, change })
}

fn without<T: PartialEq + Clone>(all: &[T], one: &T) -> Vec<T> {
    all.iter().filter(|other| *other != one).cloned().collect()
}
