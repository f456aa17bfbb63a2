//! The difference of two projects as edits that lead from the one to the other.

mod arrange;

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

pub(super) use self::arrange::moved;
use self::arrange::{Step, arrange};
use super::parts::{Parts as _, changes};
use super::{ArticleChange, CodeChange, Edit, EditError, ReviewChange, compose};
use crate::model::{
    ArticleId, Code, CodeId, FieldEntry, FieldId, Project, Review, Speaker, Statement,
    StatementChange, StatementId, Topic,
};

/// One group of edits that makes the first project equal to the second, the order of lists
/// included, but for the project's id and whose copy it is; an empty group when they are equal.
///
/// Refused only when the second holds what may never be true of a project.
pub fn diff(from: &Project, to: &Project) -> Result<Edit, EditError> {
    Ok(Edit::group("take over changes", steps(from, to)?))
}

/// The edits in an order in which each suits the project that those before it leave: what stands in
/// the way is loosened first, what is new comes before its uses, and removals come last.
pub(super) fn steps(from: &Project, to: &Project) -> Result<Vec<Edit>, EditError> {
    let mut way = Way {
        here: from.clone(),
        to,
        edits: Vec::new(),
    };
    way.itself()?;
    way.annotators()?;
    way.loosen()?;
    way.remove_statements()?;
    way.fields()?;
    way.speakers()?;
    way.stances()?;
    way.topics()?;
    way.articles()?;
    way.statements()?;
    way.reviews()?;
    way.remove()?;
    Ok(way.edits)
}

/// The project on its way: what still differs is seen by comparing it, not remembered.
struct Way<'a> {
    here: Project,
    to: &'a Project,
    edits: Vec<Edit>,
}

impl Way<'_> {
    fn step(&mut self, edit: Edit) -> Result<(), EditError> {
        self.here.apply(edit.clone())?;
        self.edits.push(edit);
        Ok(())
    }

    fn steps(&mut self, edits: impl IntoIterator<Item = Edit>) -> Result<(), EditError> {
        edits.into_iter().try_for_each(|edit| self.step(edit))
    }

    fn itself(&mut self) -> Result<(), EditError> {
        if self.here.title() != self.to.title() {
            self.step(Edit::SetTitle(self.to.title().to_owned()))?;
        }
        if self.here.policy() != self.to.policy() {
            self.step(Edit::SetPolicy(self.to.policy()))?;
        }
        let entries = self.here.dismissals().chain(self.to.dismissals());
        let entries: BTreeSet<_> = entries.map(|d| d.entry.clone()).collect();
        for entry in entries {
            let dismissal = self.to.dismissal(&entry);
            if self.here.dismissal(&entry) != dismissal {
                let dismissal = dismissal.cloned();
                self.step(Edit::Dismiss { entry, dismissal })?;
            }
        }
        Ok(())
    }

    fn annotators(&mut self) -> Result<(), EditError> {
        for step in arrange(self.here.annotators(), self.to.annotators()) {
            self.step(match step {
                Step::Add { at, value } => Edit::AddAnnotator {
                    at,
                    annotator: value,
                },
                Step::Move { id, to } => Edit::MoveAnnotator { id, to },
            })?;
        }
        let mut edits = Vec::new();
        for annotator in self.to.annotators().iter() {
            if let Some(here) = self.here.annotators().get(&annotator.id) {
                edits.extend(edits_of(&**here, annotator));
            }
        }
        self.steps(edits)
    }

    /// Takes away what would refuse the later steps: keys of stances that another will have, parents
    /// that change, values of fields that change their kind.
    fn loosen(&mut self) -> Result<(), EditError> {
        let (here, to) = (&self.here, self.to);
        let mut edits: Vec<Edit> = Vec::new();
        for stance in here.codebook().stances().iter() {
            let goes = stance.key.is_some_and(|key| {
                let next = to.codebook().stances().iter();
                let mut next = next.filter(|s| s.key == Some(key));
                next.any(|s| s.id != stance.id)
            });
            if goes {
                edits.push(Edit::ChangeCode {
                    id: CodeId::Stance(stance.id.clone()),
                    change: CodeChange::Key(None),
                });
            }
        }
        for topic in here.codebook().topics().iter() {
            let next = to.codebook().topics().get(&topic.id);
            if topic.parent.is_some() && next.is_some_and(|next| next.parent != topic.parent) {
                edits.push(Edit::ChangeCode {
                    id: CodeId::Topic(topic.id.clone()),
                    change: CodeChange::Parent(None),
                });
            }
        }
        for statement in here.statements().filter(|statement| !self.goes(statement)) {
            let next = to.statement(&statement.id);
            let moves = |link: Option<&StatementId>, next: Option<Option<&StatementId>>| {
                let loose = |link| self.goes_away(link) || next.is_some_and(|n| n != Some(link));
                link.is_some_and(loose)
            };
            if moves(statement.parent.as_ref(), next.map(|n| n.parent.as_ref())) {
                edits.push(statement.edit(StatementChange::Parent(None)));
            }
            if moves(statement.repeats.as_ref(), next.map(|n| n.repeats.as_ref())) {
                edits.push(statement.edit(StatementChange::Repeats(None)));
            }
        }
        let other = self.other_kind();
        if !other.is_empty() {
            edits.extend(values_of(here, &other));
        }
        self.steps(edits)
    }

    /// The fields whose kind or place changes.
    fn other_kind(&self) -> HashSet<FieldId> {
        let fields = self.here.codebook().fields().iter();
        let changing = fields.filter(|field| {
            let next = self.to.codebook().fields().get(&field.id);
            next.is_some_and(|next| next.kind != field.kind || next.on != field.on)
        });
        changing.map(|field| field.id.clone()).collect()
    }

    /// Whether a statement is removed, for good or to be made again in another article.
    fn goes(&self, statement: &Statement) -> bool {
        let next = self.to.statement(&statement.id);
        next.is_none_or(|next| {
            next.article != statement.article || next.created != statement.created
        })
    }

    fn goes_away(&self, id: &StatementId) -> bool {
        self.here.statement(id).is_none_or(|s| self.goes(s))
    }

    fn remove_statements(&mut self) -> Result<(), EditError> {
        let going: BTreeSet<&StatementId> = (self.here.statements())
            .filter(|statement| self.goes(statement))
            .map(|statement| &statement.id)
            .collect();
        let reviews = self.here.reviews().iter().filter(|review| {
            let on = review.on.statement();
            on.is_some_and(|on| going.contains(on))
        });
        let mut edits: Vec<Edit> = reviews
            .map(|review| Edit::RemoveReview(review.id.clone()))
            .collect();
        // What they are to each other would refuse their removal.
        for statement in going.iter().filter_map(|id| self.here.statement(id)) {
            if statement.parent.is_some() {
                edits.push(statement.edit(StatementChange::Parent(None)));
            }
            if statement.repeats.is_some() {
                edits.push(statement.edit(StatementChange::Repeats(None)));
            }
        }
        edits.extend(going.iter().map(|id| Edit::RemoveStatement((*id).clone())));
        self.steps(edits)
    }

    fn fields(&mut self) -> Result<(), EditError> {
        let (here, to) = (&self.here, self.to);
        let elsewhere = here.codebook().fields().iter().filter(|field| {
            let next = to.codebook().fields().get(&field.id);
            next.is_some_and(|next| next.on != field.on)
        });
        let removed: Vec<Edit> = elsewhere
            .map(|field| Edit::RemoveCode(CodeId::Field(field.id.clone())))
            .collect();
        self.steps(removed)?;
        for step in arrange(self.here.codebook().fields(), to.codebook().fields()) {
            let edit = placed(step, CodeId::Field, |field| Code::Field((*field).clone()));
            self.step(edit)?;
        }
        let ids = to.codebook().fields().iter();
        self.codes(ids.map(|field| CodeId::Field(field.id.clone())))
    }

    fn speakers(&mut self) -> Result<(), EditError> {
        let to = self.to.codebook().speakers();
        for step in arrange(self.here.codebook().speakers(), to) {
            let there = self.here.codebook().speakers();
            // Two may be each other's organisations: they get their roles when both are there.
            let edit = placed(step, CodeId::Speaker, |speaker| {
                let mut speaker = Speaker::clone(speaker);
                let organisations = speaker.roles.iter().filter_map(|r| r.organisation.as_ref());
                if !organisations.clone().all(|id| there.contains(id)) {
                    speaker.roles.clear();
                }
                Code::Speaker(speaker)
            });
            self.step(edit)?;
        }
        self.codes(to.iter().map(|speaker| CodeId::Speaker(speaker.id.clone())))
    }

    fn stances(&mut self) -> Result<(), EditError> {
        let to = self.to.codebook().stances();
        for step in arrange(self.here.codebook().stances(), to) {
            let edit = placed(step, CodeId::Stance, |s| Code::Stance((*s).clone()));
            self.step(edit)?;
        }
        self.codes(to.iter().map(|stance| CodeId::Stance(stance.id.clone())))
    }

    fn topics(&mut self) -> Result<(), EditError> {
        let to = self.to.codebook().topics();
        for step in arrange(self.here.codebook().topics(), to) {
            let there = self.here.codebook().topics();
            let edit = placed(step, CodeId::Topic, |topic| {
                let mut topic = Topic::clone(topic);
                topic.parent = topic.parent.filter(|parent| there.contains(parent));
                Code::Topic(topic)
            });
            self.step(edit)?;
        }
        self.codes(to.iter().map(|topic| CodeId::Topic(topic.id.clone())))
    }

    /// The values of codes that are there.
    fn codes(&mut self, ids: impl Iterator<Item = CodeId>) -> Result<(), EditError> {
        for id in ids {
            let codes = (self.here.codebook().code(&id), self.to.codebook().code(&id));
            if let (Some(here), Some(to)) = codes {
                self.steps(edits_of(&here, &to))?;
            }
        }
        Ok(())
    }

    fn articles(&mut self) -> Result<(), EditError> {
        for step in arrange(self.here.articles(), self.to.articles()) {
            self.step(match step {
                Step::Add { at, value } => Edit::AddArticle { at, article: value },
                Step::Move { id, to } => Edit::MoveArticle { id, to },
            })?;
        }
        for article in self.to.articles().iter() {
            let Some(here) = self.here.articles().get(&article.id) else {
                continue;
            };
            let edits = edits_of(&**here, article);
            if here.text != article.text || here.sha256 != article.sha256 {
                let edit = compose::replace_text_like(&self.here, &article.id, self.to)?;
                self.step(edit)?;
            }
            self.steps(edits)?;
        }
        Ok(())
    }

    fn statements(&mut self) -> Result<(), EditError> {
        let to = self.to;
        for statement in to.statements() {
            match self.here.statement(&statement.id) {
                Some(here) if here == statement => {}
                Some(here) => {
                    let changes = changes(&**here, &**statement).into_iter();
                    let edits: Vec<Edit> = changes
                        .filter(|change| {
                            use StatementChange::{Parent, Repeats};
                            !matches!(change, Parent(_) | Repeats(_))
                        })
                        .map(|change| statement.edit(change))
                        .collect();
                    self.steps(edits)?;
                }
                None => {
                    let linked = statement.parent.iter().chain(&statement.repeats);
                    let alone = linked.clone().any(|id| self.here.statement(id).is_none());
                    let statement = if alone {
                        let statement = Statement::clone(statement);
                        Arc::new(Statement {
                            parent: None,
                            repeats: None,
                            ..statement
                        })
                    } else {
                        Arc::clone(statement)
                    };
                    self.step(Edit::AddStatement(statement))?;
                }
            }
        }
        for statement in to.statements() {
            let here = self.here.statement(&statement.id);
            let other = here.map(|here| {
                let parent = here.parent != statement.parent;
                (parent, here.repeats != statement.repeats)
            });
            let (parent, repeats) = other.unwrap_or_default();
            if parent {
                self.step(statement.edit(StatementChange::Parent(statement.parent.clone())))?;
            }
            if repeats {
                let linked = statement.repeats.clone();
                self.step(statement.edit(StatementChange::Repeats(linked)))?;
            }
        }
        Ok(())
    }

    fn reviews(&mut self) -> Result<(), EditError> {
        let to = self.to.reviews();
        let other = |here: &Review, to: &Review| {
            (&here.on, &here.reviewer, &here.created) != (&to.on, &to.reviewer, &to.created)
        };
        let gone = (self.here.reviews().iter())
            .filter(|review| to.get(&review.id).is_none_or(|next| other(review, next)));
        let gone: Vec<Edit> = gone
            .map(|review| Edit::RemoveReview(review.id.clone()))
            .collect();
        self.steps(gone)?;
        for step in arrange(self.here.reviews(), to) {
            self.step(match step {
                Step::Add { at, value } => Edit::AddReview { at, review: value },
                Step::Move { id, to } => Edit::MoveReview { id, to },
            })?;
        }
        let mut edits = Vec::new();
        for review in to.iter() {
            if let Some(here) = self.here.reviews().get(&review.id) {
                edits.extend(edits_of(&**here, review));
            }
        }
        self.steps(edits)
    }

    /// What is used by nothing any more.
    fn remove(&mut self) -> Result<(), EditError> {
        let (here, to) = (&self.here, self.to);
        let gone = |id: &ArticleId| !to.articles().contains(id);
        let ids = here.articles().iter().map(|article| &article.id);
        let articles = ids.filter(|id| gone(id)).cloned().map(Edit::RemoveArticle);
        let book = here.codebook();
        let gone: Vec<CodeId> = (book.ids())
            .filter(|id| to.codebook().code(id).is_none())
            .collect();
        // Gone speakers may be each other's organisations.
        let roles = gone.iter().filter_map(|id| match book.code(id)? {
            Code::Speaker(speaker) if !speaker.roles.is_empty() => Some(Edit::ChangeCode {
                id: id.clone(),
                change: CodeChange::Roles(Vec::new()),
            }),
            _ => None,
        });
        let mut gone_in_order: Vec<(u8, usize, &CodeId)> = gone
            .iter()
            .map(|id| match id {
                CodeId::Topic(topic) => (0, usize::MAX - book.topic_path(topic).len(), id),
                CodeId::Speaker(_) | CodeId::Stance(_) => (0, 0, id),
                // Speakers have values of them.
                CodeId::Field(_) => (1, 0, id),
            })
            .collect();
        gone_in_order.sort();
        let codes = gone_in_order
            .into_iter()
            .map(|(_, _, id)| Edit::RemoveCode(id.clone()));
        let annotators = here.annotators().iter().map(|annotator| &annotator.id);
        let annotators = annotators
            .filter(|id| !to.annotators().contains(id))
            .map(|id| Edit::RemoveAnnotator(id.clone()));
        let edits: Vec<Edit> = articles
            .chain(roles)
            .chain(codes)
            .chain(annotators)
            .collect();
        self.steps(edits)
    }
}

/// The edits that give a thing its new values.
fn edits_of<T: super::parts::Parts>(here: &T, to: &T) -> Vec<Edit> {
    let changes = changes(here, to).into_iter();
    changes.map(|change| to.edit(change)).collect()
}

fn placed<T: crate::model::Keyed>(
    step: Step<T>,
    id_of: fn(T::Id) -> CodeId,
    code: impl Fn(&T) -> Code,
) -> Edit {
    match step {
        Step::Add { at, value } => Edit::AddCode {
            at,
            code: Box::new(code(&value)),
        },
        Step::Move { id, to } => Edit::MoveCode { id: id_of(id), to },
    }
}

/// The edits that take all values of some fields away; the later steps put back those that there
/// will be.
fn values_of(project: &Project, fields: &HashSet<FieldId>) -> Vec<Edit> {
    let has = |entries: &[FieldEntry]| entries.iter().any(|entry| fields.contains(&entry.field));
    let less = |entries: &[FieldEntry]| -> Vec<FieldEntry> {
        let left = entries.iter().filter(|e| !fields.contains(&e.field));
        left.cloned().collect()
    };
    let statements = project.statements().filter(|s| has(&s.fields));
    let statements = statements.map(|s| s.edit(StatementChange::Fields(less(&s.fields))));
    let articles = project.articles().iter().filter(|a| has(&a.fields));
    let articles = articles.map(|a| a.edit(ArticleChange::Fields(less(&a.fields))));
    let speakers = project.codebook().speakers().iter();
    let speakers = speakers
        .filter(|s| has(&s.fields))
        .map(|s| Edit::ChangeCode {
            id: CodeId::Speaker(s.id.clone()),
            change: CodeChange::Fields(less(&s.fields)),
        });
    let suggests = |review: &Review| {
        let mut suggested = review.suggested.iter();
        suggested.any(|change| matches!(change, StatementChange::Fields(entries) if has(entries)))
    };
    let reviews = project.reviews().iter().filter(|r| suggests(r));
    let reviews = reviews.map(|r| r.edit(ReviewChange::Suggested(Vec::new())));
    statements
        .chain(articles)
        .chain(speakers)
        .chain(reviews)
        .collect()
}
