//! Deciding every thing by itself: what one side has, what both changed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use smol_str::SmolStr;

use super::draft::{Dispute, Draft, Parts, Sides, Versions, What};
use super::lists;
use super::piece::{Piece, merge_parts};
use super::{Question, Side};
use crate::edit::{Edit, Thing};
use crate::model::{Dismissal, Id, Project};

impl Draft<'_> {
    /// Decides every thing by itself.
    pub(super) fn settle(&mut self) {
        let Versions { base, ours, theirs } = self.versions;
        let before = base.map_or("", Project::title);
        let title = lists::value(&before, &ours.title(), &theirs.title());
        title.ours.clone_into(&mut self.title);
        if title.clash {
            let edit = |title: &str| Box::new(Edit::SetTitle(title.to_owned()));
            self.disputes.push(Dispute {
                thing: Thing::Project,
                what: What::Value {
                    question: Question::Value {
                        field: "title",
                        before: base.map(|base| base.title().to_owned()),
                        ours: ours.title().to_owned(),
                        theirs: theirs.title().to_owned(),
                    },
                    ours: edit(ours.title()),
                    theirs: edit(theirs.title()),
                },
            });
        }
        self.settle_policy();
        self.settle_dismissed();
        let mut settler = Settler {
            versions: self.versions,
            parts: self.parts,
            disputes: &mut self.disputes,
            notes: &mut self.notes,
            needed: &mut self.needed,
        };
        settler.settle(&mut self.annotators, |_, _| None);
        settler.settle(&mut self.codes, |_, _| None);
        settler.settle(&mut self.articles, |_, _| None);
        settler.settle(&mut self.statements, |statement, sides| {
            let id = free_id(&statement.id, |id| sides.iter().any(|s| s.contains_key(id)));
            let mut statement = statement.clone();
            statement.id.clone_from(&id);
            Some((id, statement))
        });
        settler.settle(&mut self.reviews, |review, sides| {
            let id = free_id(&review.id, |id| sides.iter().any(|s| s.contains_key(id)));
            let mut review = review.clone();
            review.id.clone_from(&id);
            Some((id, review))
        });
    }
}

impl Draft<'_> {
    /// What somebody dismissed stays dismissed; of two reasons the later one stands. A part knows
    /// nothing of what the whole dismissed.
    fn settle_dismissed(&mut self) {
        let Versions { base, ours, theirs } = self.versions;
        let mut entries: BTreeSet<&SmolStr> = BTreeSet::new();
        for project in [Some(ours), Some(theirs)].into_iter().flatten() {
            entries.extend(project.dismissals().map(|dismissal| &dismissal.entry));
        }
        for entry in entries {
            let (mine, other) = (ours.dismissal(entry), theirs.dismissal(entry));
            let part =
                (self.parts.ours && mine.is_none()) || (self.parts.theirs && other.is_none());
            let before = base
                .and_then(|base| base.dismissal(entry))
                .filter(|_| !part);
            let one = lists::value(&before, &mine, &other);
            let later = |d: &Arc<Dismissal>| (d.at.clone(), d.reason.clone(), d.of.clone());
            let kept = if one.clash {
                mine.into_iter().chain(other).max_by_key(|d| later(d))
            } else {
                one.ours
            };
            if let Some(kept) = kept {
                self.dismissed.insert(entry.clone(), Arc::clone(kept));
            }
        }
    }

    /// The policy of a part is its own.
    fn settle_policy(&mut self) {
        let Versions { base, ours, theirs } = self.versions;
        if self.parts.theirs {
            return;
        }
        let before = base.map(Project::policy);
        let policy = lists::value(
            &before.unwrap_or_default(),
            &ours.policy(),
            &theirs.policy(),
        );
        self.policy = policy.ours;
        if policy.clash {
            self.disputes.push(Dispute {
                thing: Thing::Project,
                what: What::Value {
                    question: Question::Value {
                        field: "codebook policy",
                        before: before.map(|policy| policy.to_string()),
                        ours: ours.policy().to_string(),
                        theirs: theirs.policy().to_string(),
                    },
                    ours: Box::new(Edit::SetPolicy(ours.policy())),
                    theirs: Box::new(Edit::SetPolicy(theirs.policy())),
                },
            });
        }
    }
}

/// Settles the things of one kind.
struct Settler<'a, 'b> {
    versions: Versions<'a>,
    parts: Parts,
    disputes: &'b mut Vec<Dispute>,
    notes: &'b mut Vec<String>,
    needed: &'b mut Vec<Thing>,
}

impl Settler<'_, '_> {
    /// `renamed` gives a thing an id of its own, when two different things have one.
    fn settle<I: Ord + Clone, T: Piece>(
        &mut self,
        sides: &mut Sides<I, T>,
        renamed: impl Fn(&T, [&BTreeMap<I, Arc<T>>; 4]) -> Option<(I, T)>,
    ) {
        let Sides {
            base,
            ours,
            theirs,
            merged,
        } = sides;
        let ids: BTreeSet<&I> = ours.keys().chain(theirs.keys()).collect();
        for id in ids {
            let before = base.get(id);
            let kept = match (ours.get(id), theirs.get(id)) {
                (Some(ours), None) => {
                    let partial = self.parts.theirs;
                    self.one_sided(before.filter(|_| !partial), ours, Side::Ours)
                }
                (None, Some(theirs)) => {
                    let partial = self.parts.ours;
                    self.one_sided(before.filter(|_| !partial), theirs, Side::Theirs)
                }
                (Some(mine), Some(other)) => {
                    if mine == other || before == Some(other) {
                        Some(Arc::clone(mine))
                    } else if before == Some(mine) {
                        Some(Arc::clone(other))
                    } else if mine.is_same(other) {
                        Some(Arc::new(self.both(before.map(|b| &**b), mine, other)))
                    } else {
                        if let Some((id, copy)) =
                            renamed(other, [&*base, &*ours, &*theirs, &*merged])
                        {
                            let name = copy.thing().in_words(self.versions.ours);
                            self.notes.push(format!(
                                "two different things had one id: that of theirs became {name}"
                            ));
                            merged.insert(id, Arc::new(copy));
                        }
                        Some(Arc::clone(mine))
                    }
                }
                (None, None) => None,
            };
            merged.extend(kept.map(|kept| (id.clone(), kept)));
        }
    }

    /// What only one side has: new, deleted by the other, or deleted there and changed here.
    fn one_sided<T: Piece>(
        &mut self,
        before: Option<&Arc<T>>,
        there: &Arc<T>,
        side: Side,
    ) -> Option<Arc<T>> {
        match before {
            Some(before) if before == there => return None,
            Some(_) => {
                let what = What::Deleted { by: side.other() };
                let thing = there.thing();
                self.disputes.push(Dispute { thing, what });
            }
            None => {}
        }
        Some(Arc::clone(there))
    }

    fn both<T: Piece>(&mut self, before: Option<&T>, ours: &T, theirs: &T) -> T {
        let (merged, clashes) = merge_parts(before, ours, theirs);
        for [base, mine, other] in clashes {
            let Versions {
                base: base_project,
                ours: our_project,
                theirs: their_project,
            } = self.versions;
            let (field, our_words) = ours.words(our_project, &mine);
            let (_, their_words) = theirs.words(their_project, &other);
            let before = before.zip(base_project);
            let mut alternative = merged.clone();
            alternative.put(other.clone());
            self.needed.extend(alternative.uses());
            self.disputes.push(Dispute {
                thing: ours.thing(),
                what: What::Value {
                    question: Question::Value {
                        field,
                        before: before.map(|(before, project)| before.words(project, &base).1),
                        ours: our_words,
                        theirs: their_words,
                    },
                    ours: Box::new(ours.edit(mine)),
                    theirs: Box::new(ours.edit(other)),
                },
            });
        }
        merged
    }
}

/// The id with a number after it that nobody has yet.
fn free_id<I: Id>(id: &I, is_taken: impl Fn(&I) -> bool) -> I {
    let mut ids = (2..).map(|number: u64| I::from(format!("{id}_{number}").into()));
    ids.find(|id| !is_taken(id)).unwrap_or_else(|| id.clone())
}
