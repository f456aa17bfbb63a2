//! Two versions of a project and what both began from, merged by id and field.
//!
//! What only one side changed is taken, lists are merged entry by entry, and what both changed in
//! different ways is a conflict: ours stands, nothing that somebody made is lost, and each conflict
//! can be decided the other way by an edit. The merged project is sound whatever the sides did.

mod draft;
mod lists;
mod mend;
mod piece;
mod settle;
mod texts;

use std::fmt;

use self::draft::{Dispute, Draft, What};
use super::diff::steps;
use super::{
    Edit, EditError, Join, Thing, delete_articles, delete_code_everywhere, delete_statement,
    same_codes,
};
use crate::model::Project;

/// How to merge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct How {
    /// Theirs holds only a part of the project, such as one coder's articles: what is missing in it
    /// was never there, and is not deleted. A copy for a coder is known to be one without this.
    pub theirs_is_partial: bool,
}

/// A merged project, and what is to be said of it.
#[derive(Clone, Debug)]
pub struct Merge {
    /// Makes ours the merged project, in one step.
    pub edit: Edit,
    /// Ours after the edit.
    pub merged: Project,
    /// What people have to decide.
    pub conflicts: Vec<Conflict>,
    /// What was settled without asking and may surprise, a sentence each.
    pub notes: Vec<String>,
    /// What came in under two ids and seems to be the same. Nothing of it is joined.
    pub joins: Vec<Join>,
}

/// One of the two that are merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Ours,
    Theirs,
}

impl Side {
    fn other(self) -> Self {
        match self {
            Self::Ours => Self::Theirs,
            Self::Theirs => Self::Ours,
        }
    }
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ours => "ours",
            Self::Theirs => "theirs",
        })
    }
}

/// Something that both sides changed in different ways.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    pub thing: Thing,
    pub question: Question,
    /// Whose version is in the merged project.
    pub stands: Side,
    ours: Edit,
    theirs: Edit,
}

/// What is to be decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Which value, each in words; empty where there is none.
    Value {
        field: &'static str,
        before: Option<String>,
        ours: String,
        theirs: String,
    },
    /// Which text of an article.
    Text,
    /// One side deleted it, the other worked on it; it is kept.
    Deleted { by: Side },
    /// A value of a field that does not fit what the other side made of the field; it is not in the
    /// merged project.
    LeftOut(String),
}

impl Conflict {
    /// The edit of the merged project that decides it; an empty group where that side stands. When
    /// other things have changed since, it may be refused, and says why.
    pub fn decide(&self, side: Side) -> &Edit {
        match side {
            Side::Ours => &self.ours,
            Side::Theirs => &self.theirs,
        }
    }
}

/// Merges two versions of a project. `base` is the version that both began from; without it nothing
/// was deleted, and a value yields to another only when it is at its default.
pub fn merge(
    base: Option<&Project>,
    ours: &Project,
    theirs: &Project,
    how: How,
) -> Result<Merge, EditError> {
    let same = texts::same_texts(base, ours, theirs)?;
    let mut draft = Draft::new(&same, how);
    draft.settle();
    draft.disputes.extend(same.disputes());
    draft.complete();
    draft.mend();
    let merged = draft.build();
    let edit = Edit::group("merge", steps(ours, &merged)?);
    let (disputes, notes) = draft.finish();
    let conflicts = disputes
        .into_iter()
        .filter_map(|dispute| conflict(dispute, &merged, theirs).transpose());
    let mut conflicts: Vec<Conflict> = conflicts.collect::<Result<_, _>>()?;
    conflicts.sort_by_cached_key(|conflict| place(&merged, &conflict.thing));
    let new = |join: &Join| {
        let both_in = |project: &Project| join.things().iter().all(|t| t.is_in(project));
        !both_in(ours) && !both_in(theirs)
    };
    let joins = same_codes(&merged).into_iter().filter(new).collect();
    Ok(Merge {
        edit,
        merged,
        conflicts,
        notes,
        joins,
    })
}

/// Where people look for a thing: the project and its codebook first, then article by article in the
/// order of the text.
fn place(project: &Project, thing: &Thing) -> (Option<usize>, usize, Thing) {
    let article = thing.article(project);
    let position = article.and_then(|id| project.articles().position(id));
    let statement = match thing {
        Thing::Statement(id) => project.statement(id),
        _ => None,
    };
    let start = statement.map_or(0, |statement| project.first_char(statement));
    (position, start, thing.clone())
}

/// A conflict with the edits that decide it; `None` where there is nothing to decide.
fn conflict(
    dispute: Dispute,
    merged: &Project,
    theirs: &Project,
) -> Result<Option<Conflict>, EditError> {
    let nothing = || Edit::group("merge", Vec::new());
    let Dispute { thing, what } = dispute;
    let (question, stands, our_edit, their_edit) = match what {
        What::Value {
            question,
            ours,
            theirs,
        } => (question, Side::Ours, *ours, *theirs),
        What::Text => {
            let Thing::Article(id) = &thing else {
                return Ok(None);
            };
            let like = |side| super::compose::replace_text_like(merged, id, side);
            (Question::Text, Side::Ours, like(merged)?, like(theirs)?)
        }
        What::LeftOut(value) => (Question::LeftOut(value), Side::Ours, nothing(), nothing()),
        What::Deleted { by } => {
            let delete = match &thing {
                Thing::Article(id) => delete_articles(merged, std::slice::from_ref(id)),
                Thing::Statement(id) => delete_statement(merged, id),
                Thing::Code(id) => delete_code_everywhere(merged, id),
                Thing::Review(id) => Edit::RemoveReview(id.clone()),
                Thing::Annotator(_) | Thing::Project => return Ok(None),
            };
            let (ours, theirs) = match by {
                Side::Ours => (delete, nothing()),
                Side::Theirs => (nothing(), delete),
            };
            (Question::Deleted { by }, by.other(), ours, theirs)
        }
    };
    Ok(Some(Conflict {
        thing,
        question,
        stands,
        ours: our_edit,
        theirs: their_edit,
    }))
}

#[cfg(test)]
mod tests;
