//! The file was changed by somebody else: what was done here and there is put together.

use std::path::PathBuf;

use crate::edit::{Conflict, Edit, How, Join, diff, differences, merge};
use crate::model::Project;
use crate::store::{self, Fingerprint, Problem};

/// Somebody else's version, and what it is put together by.
#[derive(Clone, Debug)]
pub(super) struct Theirs {
    pub path: PathBuf,
    /// What both began from.
    pub base: Option<Project>,
    /// Whether it is a version that came between, and not what is in the file.
    pub is_copy: bool,
}

/// What somebody else's version comes to, put together with what is open.
#[derive(Debug)]
pub(super) struct Together {
    /// Makes what is open what it is with theirs.
    pub edit: Edit,
    /// How many things change by it.
    pub changes: usize,
    pub conflicts: Vec<Conflict>,
    pub joins: Vec<Join>,
    /// What was settled without asking, a sentence each.
    pub notes: Vec<String>,
    /// What does not stand where it should, afterwards.
    pub problems: Vec<Problem>,
    pub lost: Option<Lost>,
    /// Where their version is kept, when it is not what is in the file.
    pub copy: Option<PathBuf>,
    /// Their version, and whether it is all that there is afterwards.
    pub theirs: Project,
    pub is_theirs: bool,
    pub fingerprint: Fingerprint,
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

/// Reads their version and puts it together with what is open; the error is in words.
pub(super) fn together(theirs: &Theirs, ours: &Project) -> Result<Together, String> {
    let Theirs {
        path,
        base,
        is_copy,
    } = theirs;
    let loaded = store::load(path).map_err(|error| error.to_string())?;
    if loaded.newer_format.is_some() {
        return Err("a newer Sayso wrote it".to_owned());
    }
    let theirs = loaded.project;
    if theirs.id() != ours.id() {
        return Err("it holds another project now".to_owned());
    }
    // What is missing in a coder's copy is not deleted.
    let is_one = theirs.copy() == ours.copy();
    let (edit, conflicts, notes, joins) = if is_one && base.as_ref() == Some(ours) {
        let edit = diff(ours, &theirs).map_err(|error| error.to_string())?;
        (edit, Vec::new(), Vec::new(), Vec::new())
    } else {
        let merged = merge(base.as_ref(), ours, &theirs, How::default());
        let merged = merged.map_err(|error| error.to_string())?;
        (merged.edit, merged.conflicts, merged.notes, merged.joins)
    };
    let mut after = ours.clone();
    after
        .apply(edit.clone())
        .map_err(|error| error.to_string())?;
    Ok(Together {
        edit,
        changes: differences(ours, &after).len(),
        conflicts,
        joins,
        notes,
        problems: store::check(&after),
        lost: Lost::between(ours, &after),
        copy: is_copy.then(|| path.clone()),
        is_theirs: after == theirs,
        theirs,
        fingerprint: loaded.fingerprint,
    })
}

#[cfg(test)]
mod tests {
    use super::{Theirs, together};
    use crate::edit::Edit;
    use crate::model::{Project, ProjectId};

    /// Two saved in the same moment: the one who came second has the other's version beside the
    /// file, and what both began from.
    #[test]
    fn what_came_between_is_put_together_with_what_is_in_the_file() {
        let base = Project::new(ProjectId::new("prj_a"), "one");
        let annotator = |id: &str| Edit::AddAnnotator {
            at: usize::MAX,
            annotator: std::sync::Arc::new(crate::model::Annotator {
                id: crate::model::AnnotatorId::new(id),
                name: id.into(),
            }),
        };
        let (mut ours, mut other) = (base.clone(), base.clone());
        ours.apply(annotator("an_ours")).unwrap();
        other.apply(annotator("an_other")).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("p (other version 0000).sayso.ron");
        crate::store::save(&path, &other, None).unwrap();
        let theirs = Theirs {
            path: path.clone(),
            base: Some(base),
            is_copy: true,
        };
        let both = together(&theirs, &ours).unwrap();
        assert_eq!(
            (both.copy, both.changes, both.is_theirs),
            (Some(path), 1, false)
        );
        ours.apply(both.edit).unwrap();
        assert_eq!(ours.annotators().len(), 2);
    }
}
