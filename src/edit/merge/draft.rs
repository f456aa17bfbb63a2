//! The merged project while it is made: every thing by itself first, then what they need of each
//! other.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use imbl::OrdMap;
use smol_str::SmolStr;

use super::lists;
use super::piece::Piece;
use super::texts::SameTexts;
use super::{How, Question, Side};
use crate::edit::{Edit, Thing};
use crate::model::{
    Annotator, AnnotatorId, Article, ArticleId, Code, CodeId, Codebook, Dismissal, Keyed, Listed,
    Policy, Project, Review, ReviewId, ReviewTarget, Statement, StatementId,
};

/// A conflict before the edits that decide it are known.
pub(super) struct Dispute {
    pub(super) thing: Thing,
    pub(super) what: What,
}

pub(super) enum What {
    Value {
        question: Question,
        ours: Box<Edit>,
        theirs: Box<Edit>,
    },
    Text,
    Deleted {
        by: Side,
    },
    /// A value that nothing in the merged project can hold.
    LeftOut(String),
}

/// Things of one kind in the three versions and in the merged one.
pub(super) struct Sides<I, T> {
    pub(super) base: BTreeMap<I, Arc<T>>,
    pub(super) ours: BTreeMap<I, Arc<T>>,
    pub(super) theirs: BTreeMap<I, Arc<T>>,
    pub(super) merged: BTreeMap<I, Arc<T>>,
}

impl<I: Ord + Clone, T: Piece> Sides<I, T> {
    /// A side that is only a part gets what was cut off of its things.
    fn of_all(
        versions: &Versions,
        parts: Parts,
        all: impl Fn(&Project) -> BTreeMap<I, Arc<T>>,
    ) -> Self {
        let base = versions.base.map(&all).unwrap_or_default();
        let (mut ours, mut theirs) = (all(versions.ours), all(versions.theirs));
        let complete = |side: Side, here: &mut BTreeMap<I, Arc<T>>, other: &BTreeMap<_, _>| {
            for (id, there) in here.iter_mut().filter(|_| parts.of_side(side)) {
                // What neither has was not cut off: it is gone.
                let is_there = |thing: &Thing| {
                    thing.is_in(versions.of(side))
                        || other.contains_key(id) && !thing.is_in(versions.of(side.other()))
                };
                let whole = base.get(id).and_then(|b| there.completed(b, &is_there));
                if let Some(whole) = whole {
                    *there = Arc::new(whole);
                }
            }
        };
        complete(Side::Ours, &mut ours, &theirs);
        complete(Side::Theirs, &mut theirs, &ours);
        Self {
            base,
            ours,
            theirs,
            merged: BTreeMap::new(),
        }
    }

    fn of(&self, side: Side) -> &BTreeMap<I, Arc<T>> {
        match side {
            Side::Ours => &self.ours,
            Side::Theirs => &self.theirs,
        }
    }

    /// Takes back what one side deleted; says which side still had it, `None` where it is there.
    fn restore(&mut self, id: &I) -> Option<Side> {
        if self.merged.contains_key(id) {
            return None;
        }
        let side = if self.ours.contains_key(id) {
            Side::Ours
        } else {
            Side::Theirs
        };
        let known = self.of(side).get(id).or_else(|| self.base.get(id));
        self.merged.insert(id.clone(), Arc::clone(known?));
        Some(side)
    }

    /// What is there in the version of a side. A side that holds only a part would have the rest as
    /// it was in the base.
    fn all_of(&self, side: Side, is_part: bool) -> impl Iterator<Item = &Arc<T>> {
        let rest = self.base.values().filter(move |_| is_part);
        self.of(side).values().chain(rest)
    }
}

#[derive(Clone, Copy)]
pub(super) struct Versions<'a> {
    pub(super) base: Option<&'a Project>,
    pub(super) ours: &'a Project,
    pub(super) theirs: &'a Project,
}

/// Which sides hold only a part of the project: what is missing there was never there.
#[derive(Clone, Copy)]
pub(super) struct Parts {
    pub(super) ours: bool,
    pub(super) theirs: bool,
}

impl Parts {
    fn of(versions: &Versions, how: How) -> Self {
        let Versions { base, ours, theirs } = *versions;
        // Three versions of one copy hold the same part.
        let is_one =
            base.is_some_and(|base| base.copy() == ours.copy()) && ours.copy() == theirs.copy();
        Self {
            ours: ours.copy().is_some() && !is_one,
            theirs: how.theirs_is_partial || theirs.copy().is_some() && !is_one,
        }
    }

    fn of_side(self, side: Side) -> bool {
        match side {
            Side::Ours => self.ours,
            Side::Theirs => self.theirs,
        }
    }
}

pub(super) struct Draft<'a> {
    pub(super) versions: Versions<'a>,
    pub(super) parts: Parts,
    pub(super) annotators: Sides<AnnotatorId, Annotator>,
    pub(super) articles: Sides<ArticleId, Article>,
    pub(super) codes: Sides<CodeId, Code>,
    pub(super) statements: Sides<StatementId, Statement>,
    pub(super) reviews: Sides<ReviewId, Review>,
    pub(super) title: String,
    pub(super) policy: Policy,
    pub(super) dismissed: OrdMap<SmolStr, Arc<Dismissal>>,
    pub(super) disputes: Vec<Dispute>,
    pub(super) notes: Vec<String>,
    /// What the other value of a dispute needs.
    pub(super) needed: Vec<Thing>,
}

impl<'a> Draft<'a> {
    pub(super) fn new(same: &'a SameTexts<'_>, how: How) -> Self {
        let versions = Versions {
            base: same.base.as_deref(),
            ours: &same.ours,
            theirs: &same.theirs,
        };
        let codes = |project: &Project| {
            let book = project.codebook();
            let codes = book.ids().filter_map(|id| Some((book.code(&id)?, id)));
            codes.map(|(code, id)| (id, Arc::new(code))).collect()
        };
        let statements = |project: &Project| {
            let statements = project.statements();
            statements.map(|s| (s.id.clone(), Arc::clone(s))).collect()
        };
        let parts = Parts::of(&versions, how);
        Self {
            versions,
            parts,
            annotators: Sides::of_all(&versions, parts, |project| by_id(project.annotators())),
            articles: Sides::of_all(&versions, parts, |project| by_id(project.articles())),
            codes: Sides::of_all(&versions, parts, codes),
            statements: Sides::of_all(&versions, parts, statements),
            reviews: Sides::of_all(&versions, parts, |project| by_id(project.reviews())),
            title: String::new(),
            policy: versions.ours.policy(),
            dismissed: OrdMap::new(),
            disputes: Vec::new(),
            notes: Vec::new(),
            needed: Vec::new(),
        }
    }

    /// Takes back what is deleted and needed all the same: nothing that is there names what is not.
    pub(super) fn complete(&mut self) {
        let mut missing: Vec<(Thing, bool)> = Vec::new();
        for dispute in &self.disputes {
            if let What::Deleted { by } = dispute.what {
                missing.extend(self.belongings(&dispute.thing, by.other()));
            }
        }
        missing.extend(
            std::mem::take(&mut self.needed)
                .into_iter()
                .map(|t| (t, true)),
        );
        let uses = all_uses(&self.annotators)
            .chain(all_uses(&self.codes))
            .chain(all_uses(&self.articles))
            .chain(all_uses(&self.statements))
            .chain(all_uses(&self.reviews));
        missing.extend(uses.filter(|t| !self.has(t)).map(|thing| (thing, true)));
        while let Some((thing, told)) = missing.pop() {
            let Some(side) = self.restore(&thing) else {
                continue;
            };
            if told {
                self.tell_kept(&thing, side);
            }
            missing.extend(self.belongings(&thing, side));
            let uses = self.uses_of(&thing).into_iter();
            missing.extend(uses.filter(|t| !self.has(t)).map(|thing| (thing, true)));
        }
    }

    /// What one side deleted along with a thing that is kept: statements of an article, reviews of a
    /// statement. They come back without more words; also what others coded, where `side` is one
    /// coder's part, so that it does not matter whose copy comes first.
    fn belongings(&self, thing: &Thing, side: Side) -> Vec<(Thing, bool)> {
        let is_part = self.parts.of_side(side) && !self.parts.of_side(side.other());
        let reviews = self.reviews.all_of(side, is_part);
        let reviews = reviews.filter(|review| match (&review.on, thing) {
            (ReviewTarget::Statement(on), Thing::Statement(id)) => on == id,
            (ReviewTarget::Text { article, .. }, Thing::Article(id)) => article == id,
            _ => false,
        });
        let reviews = reviews.map(|review| Thing::Review(review.id.clone()));
        let statements = self.statements.all_of(side, is_part);
        let statements = statements
            .filter(|statement| matches!(thing, Thing::Article(id) if &statement.article == id));
        let statements = statements.map(|statement| Thing::Statement(statement.id.clone()));
        statements
            .chain(reviews)
            .map(|thing| (thing, false))
            .collect()
    }

    fn tell_kept(&mut self, thing: &Thing, side: Side) {
        let by = side.other();
        match thing {
            Thing::Article(_) | Thing::Statement(_) | Thing::Review(_) => {
                self.disputes.push(Dispute {
                    thing: thing.clone(),
                    what: What::Deleted { by },
                });
            }
            Thing::Annotator(_) | Thing::Code(_) | Thing::Project => {
                let name = thing.in_words(self.versions.of(side));
                self.notes
                    .push(format!("{name} is kept: {by} deleted it, {side} uses it"));
            }
        }
    }

    fn has(&self, thing: &Thing) -> bool {
        match thing {
            Thing::Project => true,
            Thing::Annotator(id) => self.annotators.merged.contains_key(id),
            Thing::Article(id) => self.articles.merged.contains_key(id),
            Thing::Code(id) => self.codes.merged.contains_key(id),
            Thing::Statement(id) => self.statements.merged.contains_key(id),
            Thing::Review(id) => self.reviews.merged.contains_key(id),
        }
    }

    fn restore(&mut self, thing: &Thing) -> Option<Side> {
        match thing {
            Thing::Project => None,
            Thing::Annotator(id) => self.annotators.restore(id),
            Thing::Article(id) => self.articles.restore(id),
            Thing::Code(id) => self.codes.restore(id),
            Thing::Statement(id) => self.statements.restore(id),
            Thing::Review(id) => self.reviews.restore(id),
        }
    }

    fn uses_of(&self, thing: &Thing) -> Vec<Thing> {
        fn of<I: Ord, T: Piece>(sides: &Sides<I, T>, id: &I) -> Vec<Thing> {
            sides.merged.get(id).map_or_else(Vec::new, |t| t.uses())
        }
        match thing {
            Thing::Project => Vec::new(),
            Thing::Annotator(id) => of(&self.annotators, id),
            Thing::Article(id) => of(&self.articles, id),
            Thing::Code(id) => of(&self.codes, id),
            Thing::Statement(id) => of(&self.statements, id),
            Thing::Review(id) => of(&self.reviews, id),
        }
    }

    /// The merged project, in the order that the sides gave its lists.
    pub(super) fn build(&self) -> Project {
        let Versions { base, ours, theirs } = self.versions;
        let mut project = Project::empty(ours.id().clone(), &self.title);
        project.policy = self.policy;
        project.dismissed = self.dismissed.clone();
        project.copy = ours.copy().cloned();
        let versions = [base, Some(ours), Some(theirs)];
        project.annotators = listed(versions.map(|v| v.map(Project::annotators)), |id| {
            self.annotators.merged.get(id).cloned()
        });
        project.articles = listed(versions.map(|v| v.map(Project::articles)), |id| {
            self.articles.merged.get(id).cloned()
        });
        let books = versions.map(|v| v.map(Project::codebook));
        let code = |id| self.codes.merged.get(&id).map(|code| Code::clone(code));
        let book = &mut project.codebook;
        book.speakers = listed(books.map(|b| b.map(Codebook::speakers)), |id| {
            match code(CodeId::Speaker(id.clone()))? {
                Code::Speaker(code) => Some(Arc::new(code)),
                _ => None,
            }
        });
        book.stances = listed(books.map(|b| b.map(Codebook::stances)), |id| {
            match code(CodeId::Stance(id.clone()))? {
                Code::Stance(code) => Some(Arc::new(code)),
                _ => None,
            }
        });
        book.topics = listed(books.map(|b| b.map(Codebook::topics)), |id| {
            match code(CodeId::Topic(id.clone()))? {
                Code::Topic(code) => Some(Arc::new(code)),
                _ => None,
            }
        });
        book.fields = listed(books.map(|b| b.map(Codebook::fields)), |id| {
            match code(CodeId::Field(id.clone()))? {
                Code::Field(code) => Some(Arc::new(code)),
                _ => None,
            }
        });
        for (id, statement) in &self.statements.merged {
            project.statements.insert(id.clone(), Arc::clone(statement));
            project.hold_linked(statement);
        }
        project.reviews = listed(versions.map(|v| v.map(Project::reviews)), |id| {
            self.reviews.merged.get(id).cloned()
        });
        // Those that got an id of their own are in no list.
        for (id, review) in &self.reviews.merged {
            if !project.reviews.contains(id) {
                let _ = project.reviews.insert(usize::MAX, Arc::clone(review));
            }
            if let Some(on) = review.on.statement() {
                project.hold(on);
            }
        }
        project
    }

    /// The disputes and notes. A deletion is asked of once, for all that goes with it.
    pub(super) fn finish(self) -> (Vec<Dispute>, Vec<String>) {
        let deleted: BTreeSet<Thing> = (self.disputes.iter())
            .filter(|dispute| matches!(dispute.what, What::Deleted { .. }))
            .map(|dispute| dispute.thing.clone())
            .collect();
        let asked = |dispute: &Dispute| match dispute.what {
            What::Deleted { .. } => !self.goes_along(&dispute.thing, &deleted),
            What::Value { .. } | What::Text | What::LeftOut(_) => true,
        };
        let keep: Vec<bool> = self.disputes.iter().map(asked).collect();
        let disputes = self.disputes.into_iter().zip(keep);
        let disputes = disputes.filter(|(_, keep)| *keep);
        (disputes.map(|(dispute, _)| dispute).collect(), self.notes)
    }

    /// Whether a thing goes with another one that is asked of.
    fn goes_along(&self, thing: &Thing, deleted: &BTreeSet<Thing>) -> bool {
        let of = |article: &ArticleId| deleted.contains(&Thing::Article(article.clone()));
        match thing {
            Thing::Statement(id) => {
                let statement = self.statements.merged.get(id);
                statement.is_some_and(|statement| of(&statement.article))
            }
            Thing::Review(id) => match self.reviews.merged.get(id).map(|review| &review.on) {
                Some(ReviewTarget::Text { article, .. }) => of(article),
                Some(ReviewTarget::Statement(on)) => {
                    let on = Thing::Statement(on.clone());
                    deleted.contains(&on) || self.goes_along(&on, deleted)
                }
                None => false,
            },
            _ => false,
        }
    }
}

impl Versions<'_> {
    pub(super) fn of(&self, side: Side) -> &Project {
        match side {
            Side::Ours => self.ours,
            Side::Theirs => self.theirs,
        }
    }
}

fn by_id<T: Keyed>(list: &Listed<T>) -> BTreeMap<T::Id, Arc<T>> {
    let values = list.iter().map(|v| (v.id().clone(), Arc::clone(v)));
    values.collect()
}

fn all_uses<I, T: Piece>(sides: &Sides<I, T>) -> impl Iterator<Item = Thing> {
    sides.merged.values().flat_map(|thing| thing.uses())
}

/// A list in the merged order.
fn listed<T: Keyed>(
    versions: [Option<&Listed<T>>; 3],
    merged: impl Fn(&T::Id) -> Option<Arc<T>>,
) -> Listed<T> {
    let ids = versions.map(|list| {
        let ids = list
            .into_iter()
            .flat_map(Listed::iter)
            .map(|v| v.id().clone());
        ids.collect::<Vec<_>>()
    });
    let [base, ours, theirs] = &ids;
    let (order, _) = lists::order([base, ours, theirs], |id| merged(id).is_some());
    let mut list = Listed::default();
    let mut put = |id: &T::Id| merged(id).map(|value| list.insert(usize::MAX, value));
    // What only the base has comes back behind what stood before it.
    let there: BTreeSet<&T::Id> = order.iter().collect();
    let mut only_base: BTreeMap<Option<&T::Id>, Vec<&T::Id>> = BTreeMap::new();
    let mut place = None;
    for id in base {
        if there.contains(id) {
            place = Some(id);
        } else {
            only_base.entry(place).or_default().push(id);
        }
    }
    for id in std::iter::once(None).chain(order.iter().map(Some)) {
        id.map(&mut put);
        only_base.remove(&id).into_iter().flatten().for_each(|id| {
            put(id);
        });
    }
    list
}
