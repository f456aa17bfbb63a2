//! The file was changed by somebody else: what was done here and there is put together.

use std::path::Path;

use crate::edit::{Conflict, Edit, How, diff, merge};
use crate::model::Project;
use crate::store::{self, Fingerprint};

/// What somebody else's version of the file comes to, put together with what is open.
#[derive(Debug)]
pub(super) struct Together {
    /// Makes what is open what is there now, with what was done here.
    pub edit: Edit,
    pub conflicts: Vec<Conflict>,
    /// What was settled without asking, a sentence each.
    pub notes: Vec<String>,
    /// What the file holds.
    pub theirs: Project,
    pub fingerprint: Fingerprint,
    pub lost: Option<Lost>,
}

/// So much that one should know before it is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lost {
    pub articles: usize,
    pub statements: usize,
    /// Of so many.
    pub of: usize,
}

impl Lost {
    /// What one project lacks of another: any article, or more than a tenth of the statements.
    pub(super) fn between(before: &Project, after: &Project) -> Option<Self> {
        let gone = before.articles().iter();
        let gone = gone.filter(|article| !after.articles().contains(&article.id));
        let of = before.statement_count();
        let lost = Self {
            articles: gone.count(),
            statements: of.saturating_sub(after.statement_count()),
            of,
        };
        (lost.articles > 0 || lost.statements * 10 > of).then_some(lost)
    }
}

/// Reads the file and puts it together with what is open. `base` is what the file held when it was
/// read or written last; the error is in words.
pub(super) fn together(
    path: &Path,
    base: Option<&Project>,
    ours: &Project,
) -> Result<Together, String> {
    let loaded = store::load(path).map_err(|error| error.to_string())?;
    if loaded.newer_format.is_some() {
        return Err("a newer Sayso wrote it".to_owned());
    }
    let theirs = loaded.project;
    if theirs.id() != ours.id() {
        return Err("it holds another project now".to_owned());
    }
    let (edit, conflicts, notes) = if base == Some(ours) {
        let edit = diff(ours, &theirs).map_err(|error| error.to_string())?;
        (edit, Vec::new(), Vec::new())
    } else {
        let merged = merge(base, ours, &theirs, How::default());
        let merged = merged.map_err(|error| error.to_string())?;
        (merged.edit, merged.conflicts, merged.notes)
    };
    let mut after = ours.clone();
    after
        .apply(edit.clone())
        .map_err(|error| error.to_string())?;
    Ok(Together {
        edit,
        conflicts,
        notes,
        lost: Lost::between(ours, &after),
        theirs,
        fingerprint: loaded.fingerprint,
    })
}
