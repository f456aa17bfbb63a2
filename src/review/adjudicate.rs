//! Deciding what two annotators disagree on. What is decided is a layer of its own: statements that say
//! what they were decided from, and in which version. The codings themselves stay as they are.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::align::{Case, Comparison, Kind};
use super::open::{Act, review};
use crate::edit::{Edit, delete_statement};
use crate::model::{
    Anchor, AnnotatorId, ArticleId, Decided, Fresh, Layer, Project, Provenance, ReviewTarget,
    Statement, StatementId, Verdict, fresh_id,
};

/// Whose version is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Take {
    A,
    B,
    /// Each as a statement of its own.
    Both,
    /// It should not exist: both are rejected.
    Neither,
    /// Whichever is longer.
    Longer,
}

/// Where a case stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    Open,
    /// The statements of the adjudicated layer that were decided from it.
    Decided(Vec<StatementId>),
    /// Both were rejected.
    Rejected,
    /// It was decided, and what it was decided from is another by now.
    Stale(Vec<StatementId>),
}

impl Standing {
    /// Whether something is left to decide: nothing was, or of an earlier version.
    pub fn is_undecided(&self) -> bool {
        matches!(self, Self::Open | Self::Stale(_))
    }
}

/// What was decided, by the statements that it was decided from.
pub struct Decisions<'a> {
    project: &'a Project,
    by_source: BTreeMap<&'a StatementId, Vec<&'a Arc<Statement>>>,
    rejected: BTreeSet<&'a StatementId>,
}

impl<'a> Decisions<'a> {
    /// Of all articles.
    pub fn of(project: &'a Project) -> Self {
        Self::within(project, |_| true)
    }

    /// Of some articles.
    fn within(project: &'a Project, wanted: impl Fn(&ArticleId) -> bool) -> Self {
        let mut by_source: BTreeMap<&StatementId, Vec<&Arc<Statement>>> = BTreeMap::new();
        for statement in project.statements() {
            if let (Layer::Adjudicated, Provenance::Decided(from)) =
                (statement.layer, &statement.provenance)
                && wanted(&statement.article)
            {
                for source in from {
                    by_source
                        .entry(&source.statement)
                        .or_default()
                        .push(statement);
                }
            }
        }
        let mut last = BTreeMap::new();
        for review in project.reviews().iter() {
            if let (Some(id), Some(verdict)) = (review.on.statement(), review.verdict)
                && project.statement(id).is_some_and(|s| wanted(&s.article))
            {
                let newer = |(at, ..): &(_, _, _)| *at <= &review.created;
                if last.get(id).is_none_or(newer) {
                    last.insert(id, (&review.created, verdict, &review.version));
                }
            }
        }
        let is_rejected = |(id, (_, verdict, version)): (&'a StatementId, (_, Verdict, &_))| {
            let is_now = || project.version_of(id).as_ref() == Some(version);
            (verdict == Verdict::Rejected && is_now()).then_some(id)
        };
        Self {
            project,
            by_source,
            rejected: last.into_iter().filter_map(is_rejected).collect(),
        }
    }

    /// Where a case stands.
    pub fn standing(&self, case: &Case) -> Standing {
        let sources: BTreeSet<&StatementId> = case.a.iter().chain(&case.b).collect();
        let mut results: Vec<&Arc<Statement>> = (sources.iter())
            .filter_map(|id| self.by_source.get(*id))
            .flatten()
            .copied()
            .collect();
        results.sort_by(|a, b| a.id.cmp(&b.id));
        results.dedup_by(|a, b| a.id == b.id);
        if results.is_empty() {
            let all = sources.iter().all(|id| self.rejected.contains(*id));
            return if all {
                Standing::Rejected
            } else {
                Standing::Open
            };
        }
        let is_as_it_was = |result: &&Arc<Statement>| {
            let Provenance::Decided(from) = &result.provenance else {
                return false;
            };
            let of: BTreeSet<&StatementId> = from.iter().map(|source| &source.statement).collect();
            of == sources
                && from.iter().all(|source| {
                    self.project.version_of(&source.statement).as_ref() == Some(&source.version)
                })
        };
        let as_it_was = results.iter().all(is_as_it_was);
        let ids = results.iter().map(|result| result.id.clone()).collect();
        if as_it_was {
            Standing::Decided(ids)
        } else {
            Standing::Stale(ids)
        }
    }
}

/// Decides one case, in the place of what was decided of it before. `None` when there is nothing of
/// that side to take.
pub fn decide(
    project: &Project,
    fresh: &mut dyn Fresh,
    me: &AnnotatorId,
    case: &Case,
    take: Take,
) -> Option<Edit> {
    let decisions = Decisions::within(project, |article| *article == case.article);
    let edits = steps(project, &decisions, fresh, me, case, take)?;
    Some(Edit::group("adjudicate", edits))
}

/// Decides all cases of a kind that are not decided yet, and says how many. `None` when there are none.
pub fn decide_all(
    project: &Project,
    fresh: &mut dyn Fresh,
    me: &AnnotatorId,
    comparison: &Comparison,
    kind: Kind,
    take: Take,
) -> Option<(Edit, usize)> {
    let decisions = Decisions::of(project);
    let mut edits = Vec::new();
    let mut count = 0;
    for case in comparison.cases.iter().filter(|case| case.kind == kind) {
        if decisions.standing(case) == Standing::Open
            && let Some(more) = steps(project, &decisions, fresh, me, case, take)
        {
            edits.extend(more);
            count += 1;
        }
    }
    let name = match count {
        1 => "adjudicate 1 case".to_owned(),
        _ => format!("adjudicate {count} cases"),
    };
    (count > 0).then(|| (Edit::group(name, edits), count))
}

fn steps(
    project: &Project,
    decisions: &Decisions<'_>,
    fresh: &mut dyn Fresh,
    me: &AnnotatorId,
    case: &Case,
    take: Take,
) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    if let Standing::Decided(before) | Standing::Stale(before) = decisions.standing(case) {
        for id in before {
            edits.push(delete_statement(project, &id));
        }
    }
    let taken: Vec<&StatementId> = match take {
        Take::A => case.a.iter().collect(),
        Take::B => case.b.iter().collect(),
        Take::Both => case.a.iter().chain(&case.b).collect(),
        Take::Longer => longer(project, case).iter().collect(),
        Take::Neither => {
            for id in case.a.iter().chain(&case.b) {
                let act = Act::verdict(Verdict::Rejected, "Not in the adjudicated coding");
                let on = ReviewTarget::Statement(id.clone());
                edits.push(review(project, fresh, me, on, act)?);
            }
            return Some(edits);
        }
    };
    if taken.is_empty() {
        return None;
    }
    let from: Option<Vec<Decided>> = (case.a.iter().chain(&case.b))
        .map(|id| {
            Some(Decided {
                statement: id.clone(),
                version: project.version_of(id)?,
            })
        })
        .collect();
    let from = from?;
    for id in taken {
        let source = project.statement(id)?;
        edits.push(Edit::AddStatement(Arc::new(Statement {
            id: fresh_id(fresh),
            annotator: me.clone(),
            layer: Layer::Adjudicated,
            // Its parent is of one annotator's coding, and may not be in this layer.
            parent: None,
            provenance: Provenance::Decided(from.clone()),
            created: fresh.now(),
            ..(**source).clone()
        })));
    }
    Some(edits)
}

/// The side that covers more of the text; of equal ones the first.
fn longer<'a>(project: &Project, case: &'a Case) -> &'a [StatementId] {
    let length = |ids: &[StatementId]| -> usize {
        let statements = ids.iter().filter_map(|id| project.statement(id));
        let anchors = statements.flat_map(|statement| &statement.contents);
        anchors
            .filter_map(Anchor::span)
            .map(|span| span.range().len())
            .sum()
    };
    if length(&case.b) > length(&case.a) {
        &case.b
    } else {
        &case.a
    }
}
