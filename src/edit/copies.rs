//! A copy for one coder, and bringing it back.

use std::collections::BTreeSet;
use std::sync::Arc;

use smol_str::SmolStr;

use super::{Edit, EditError, How, Merge, merge};
use crate::model::{
    AnnotatorId, Article, ArticleId, CoderCopy, Layer, Policy, Project, ProjectId, Review,
    ReviewTarget, Statement, Timestamp,
};

/// What a copy for a coder is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyOrder {
    pub annotator: AnnotatorId,
    pub articles: BTreeSet<ArticleId>,
    pub policy: Policy,
    /// The fingerprint, in hex, of the whole project's file as it would be written now.
    pub of: SmolStr,
    pub made: Timestamp,
}

/// The articles that an annotator is to code or has begun; all where there are none.
pub fn articles_for(project: &Project, annotator: &AnnotatorId) -> BTreeSet<ArticleId> {
    let all = || project.articles().iter();
    let ids = |article: &Arc<Article>| article.id.clone();
    let assigned: BTreeSet<_> = all()
        .filter(|article| article.progress_of(annotator).is_some())
        .map(ids)
        .collect();
    if assigned.is_empty() {
        all().map(ids).collect()
    } else {
        assigned
    }
}

/// A new project with the codebook of another and nothing else of it.
pub fn with_codebook(id: ProjectId, title: impl Into<String>, of: &Project) -> Project {
    let mut project = Project::empty(id, title);
    project.codebook = of.codebook().clone();
    project
}

/// A project with some articles, the whole codebook, what one annotator coded in them and what is
/// said of that. Nothing that others coded, decided or noted is in it.
pub fn copy_for_coder(whole: &Project, order: CopyOrder) -> Project {
    let CopyOrder {
        annotator,
        articles,
        policy,
        of,
        made,
    } = order;
    let mut copy = Project::empty(whole.id().clone(), whole.title());
    copy.codebook = whole.codebook().clone();
    copy.policy = policy;
    for article in whole.articles().iter() {
        if articles.contains(&article.id) {
            // Their ids differ, so none is refused.
            let _ = copy.articles.insert(usize::MAX, Arc::clone(article));
        }
    }
    for statement in whole.statements() {
        if statement.annotator == annotator
            && statement.layer == Layer::Independent
            && articles.contains(&statement.article)
        {
            let id = statement.id.clone();
            copy.statements.insert(id, Arc::clone(statement));
        }
    }
    cut_links(&mut copy);
    for review in whole.reviews().iter() {
        let is_in = match &review.on {
            ReviewTarget::Statement(id) => copy.statement(id).is_some(),
            ReviewTarget::Text { article, .. } => {
                review.reviewer == annotator && articles.contains(article)
            }
        };
        if is_in {
            if let Some(on) = review.on.statement() {
                copy.hold(on);
            }
            let _ = copy.reviews.insert(usize::MAX, Arc::clone(review));
        }
    }
    let needed: BTreeSet<&AnnotatorId> = std::iter::once(&annotator)
        .chain(copy.reviews.iter().flat_map(|review| people(review)))
        .collect();
    for known in whole.annotators().iter() {
        if needed.contains(&known.id) {
            let _ = copy.annotators.insert(usize::MAX, Arc::clone(known));
        }
    }
    cut_progress(&mut copy);
    copy.copy = Some(CoderCopy {
        annotator,
        of,
        made,
    });
    copy
}

/// How far those are who are not in the copy.
fn cut_progress(copy: &mut Project) {
    let known = copy.annotators.clone();
    let articles: Vec<Arc<Article>> = copy.articles.iter().cloned().collect();
    for article in articles {
        if let Some(article) = copy.articles.get_mut(&article.id) {
            article.progress.retain(|p| known.contains(&p.annotator));
        }
    }
}

/// A statement inside one that is not in the copy, or that repeats such a one, stands on its own
/// there.
fn cut_links(copy: &mut Project) {
    let linked = |s: &&Arc<Statement>| s.parent.is_some() || s.repeats.is_some();
    let linked: Vec<Arc<Statement>> = copy.statements().filter(linked).cloned().collect();
    for statement in linked {
        let known = |id: &Option<_>| id.clone().filter(|id| copy.statement(id).is_some());
        let cut = Statement {
            parent: known(&statement.parent),
            repeats: known(&statement.repeats),
            ..Statement::clone(&statement)
        };
        copy.hold_linked(&cut);
        copy.statements.insert(cut.id.clone(), Arc::new(cut));
    }
}

fn people(review: &Review) -> impl Iterator<Item = &AnnotatorId> {
    let suggested = review.suggested.iter().filter_map(|change| match change {
        crate::model::StatementChange::Annotator(id) => Some(id),
        _ => None,
    });
    std::iter::once(&review.reviewer)
        .chain(review.comments.iter().map(|comment| &comment.author))
        .chain(suggested)
}

/// Puts what a coder made of a copy into the whole project. `base` is the whole as it was when the
/// copy was made, where that is known. What is missing in the copy stays.
pub fn bring_back(
    base: Option<&Project>,
    whole: &Project,
    copy: &Project,
) -> Result<Merge, EditError> {
    let partial = How {
        theirs_is_partial: true,
    };
    let mut merged = merge(base, whole, copy, partial)?;
    let new = merged.merged.statement_count() - whole.statement_count();
    let statements = match new {
        1 => "1 statement".to_owned(),
        new => format!("{new} statements"),
    };
    let name = format!("bring back {}: {statements}", whose(copy));
    if let Edit::Group { edits, .. } = merged.edit {
        merged.edit = Edit::group(name, edits);
    }
    Ok(merged)
}

/// "A.B.’s copy"; "a copy" where nothing says whose.
pub fn whose(project: &Project) -> String {
    let id = project.copy().map(|copy| &copy.annotator);
    let annotator = id.and_then(|id| project.annotators().get(id));
    match annotator {
        Some(annotator) => format!("{}’s copy", annotator.name),
        None => "a copy".to_owned(),
    }
}
