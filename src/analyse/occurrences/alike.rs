//! What is done with the same words elsewhere, as edits.

use std::sync::Arc;

use super::Occurrence;
use crate::edit::Edit;
use crate::model::{
    Anchor, AnnotatorId, Form, Fresh, Project, Statement, StatementChange, StatementId, Timestamp,
    fresh_id,
};

/// Codes places as a statement is coded, each as a statement of its own: speakers, on whose behalf,
/// topics, stance and its target, naming, polarity, certainty and fields. One step; as repeats of
/// the statement, when they are to be left out of counts. Places that are coded are passed over.
pub fn code_alike(
    project: &Project,
    statement: &Statement,
    places: &[Occurrence],
    annotator: &AnnotatorId,
    as_repeats: bool,
    (at, fresh): (&Timestamp, &mut dyn Fresh),
) -> Edit {
    let first = as_repeats.then(|| origin(project, statement));
    let mut edits = Vec::new();
    for place in places.iter().filter(|place| place.coded.is_empty()) {
        let Some(article) = project.articles().get(&place.article) else {
            continue;
        };
        let contents: Vec<Anchor> = place.contents.iter().copied().map(Anchor::At).collect();
        let form = Form::proposed(&article.text, &contents);
        let new = Statement::new(
            fresh_id(fresh),
            place.article.clone(),
            annotator.clone(),
            contents,
            at.clone(),
        );
        edits.push(Edit::AddStatement(Arc::new(Statement {
            naming: statement.naming,
            speakers: statement.speakers.clone(),
            on_behalf_of: statement.on_behalf_of.clone(),
            topics: statement.topics.clone(),
            stance: statement.stance.clone(),
            target: statement.target.clone(),
            // The marks may be others there.
            form: statement.form.map(|_| form),
            repeats: first.clone(),
            polarity: statement.polarity,
            certainty: statement.certainty,
            fields: statement.fields.clone(),
            ..new
        })));
    }
    let name = match edits.len() {
        1 => "code 1 place alike".to_owned(),
        number => format!("code {number} places alike"),
    };
    Edit::group(name, edits)
}

/// Links statements as repeats of one; what would repeat itself is passed over. One step.
pub fn link_repeats(project: &Project, statement: &Statement, repeats: &[StatementId]) -> Edit {
    let first = origin(project, statement);
    let others = repeats.iter().filter(|id| **id != first);
    let linked = others.filter_map(|id| project.statement(id));
    let linked = linked.filter(|other| {
        let itself = chain(project, &first).any(|id| *id == other.id);
        other.repeats.as_ref() != Some(&first) && !itself
    });
    let edits: Vec<Edit> = linked
        .map(|other| Edit::ChangeStatement {
            id: other.id.clone(),
            change: StatementChange::Repeats(Some(first.clone())),
        })
        .collect();
    let name = match edits.len() {
        1 => "link 1 repeat".to_owned(),
        number => format!("link {number} repeats"),
    };
    Edit::group(name, edits)
}

/// The statement that all of them repeat.
fn origin(project: &Project, statement: &Statement) -> StatementId {
    let last = chain(project, &statement.id).last();
    last.unwrap_or(&statement.id).clone()
}

/// What a statement repeats, what that repeats, and so on.
fn chain<'a>(project: &'a Project, id: &StatementId) -> impl Iterator<Item = &'a StatementId> {
    let next = |id: &StatementId| project.statement(id)?.repeats.as_ref();
    std::iter::successors(next(id), move |id| next(id)).take(project.statement_count())
}
