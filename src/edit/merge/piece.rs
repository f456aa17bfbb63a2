//! What merging has to know of each kind of thing.

use std::collections::BTreeSet;

use super::lists::{self, Both};
use crate::edit::parts::Parts;
use crate::edit::words::{Thing, Worded};
use crate::edit::{ArticleChange, CodeChange, ReviewChange};
use crate::model::{
    Annotator, Article, Code, CodeId, Comment, FieldEntry, FieldKind, Progress, Review,
    ReviewTarget, Role, Statement, StatementChange, StatementId, Target,
};

/// A thing that two sides may have changed.
pub(super) trait Piece: Worded {
    /// Whether two things of one id are one thing, and not two that got the same id.
    fn is_same(&self, _other: &Self) -> bool {
        true
    }

    /// Merges two values of one part; `None` where there is nothing to it but the value.
    fn join(
        base: &Self::Change,
        ours: &Self::Change,
        theirs: &Self::Change,
    ) -> Option<Both<Self::Change>>;

    /// Merges what no edit changes.
    fn settle(&mut self, _base: &Self, _theirs: &Self) {}

    /// All that has to be there for it.
    fn uses(&self) -> Vec<Thing>;

    /// In a partial copy, what was cut off because what it names is not in it, as the base has it.
    fn completed(&self, _base: &Self, _is_there: &dyn Fn(&Thing) -> bool) -> Option<Self> {
        None
    }
}

/// A part that is a list in all three; another in the base counts as an empty one.
macro_rules! join_lists {
    ($base:expr, $ours:expr, $theirs:expr; $($variant:path => $merge:expr),* $(,)?) => {
        match ($base, $ours, $theirs) {
            $((base, $variant(ours), $variant(theirs)) => {
                let base = match base {
                    $variant(base) => base.as_slice(),
                    _ => &[],
                };
                let both = $merge([base, ours, theirs]);
                Some(Both {
                    ours: $variant(both.ours),
                    theirs: $variant(both.theirs),
                    clash: both.clash,
                })
            })*
            _ => None,
        }
    };
}

fn entries(lists: [&[FieldEntry]; 3]) -> Both<Vec<FieldEntry>> {
    lists::keyed(lists, |entry| entry.field.clone())
}

fn fields_of(entries: &[FieldEntry]) -> impl Iterator<Item = Thing> {
    let fields = entries.iter().map(|entry| entry.field.clone());
    fields.map(|field| Thing::Code(CodeId::Field(field)))
}

impl Piece for Annotator {
    fn join(_: &String, _: &String, _: &String) -> Option<Both<String>> {
        None
    }

    fn uses(&self) -> Vec<Thing> {
        Vec::new()
    }
}

impl Piece for Article {
    fn join(
        base: &ArticleChange,
        ours: &ArticleChange,
        theirs: &ArticleChange,
    ) -> Option<Both<ArticleChange>> {
        let progress = |lists: [&[Progress]; 3]| lists::keyed(lists, |p| p.annotator.clone());
        join_lists!(base, ours, theirs;
            ArticleChange::Tags => lists::set,
            ArticleChange::Fields => entries,
            ArticleChange::Progress => progress,
        )
    }

    fn uses(&self) -> Vec<Thing> {
        let progress = self.progress.iter().map(|p| p.annotator.clone());
        let annotators = progress.map(Thing::Annotator);
        annotators.chain(fields_of(&self.fields)).collect()
    }

    fn completed(&self, base: &Self, is_there: &dyn Fn(&Thing) -> bool) -> Option<Self> {
        let is_cut = |progress: &&Progress| {
            let annotator = Thing::Annotator(progress.annotator.clone());
            !is_there(&annotator) && self.progress_of(&progress.annotator).is_none()
        };
        let cut: BTreeSet<_> = (base.progress.iter().filter(is_cut))
            .map(|progress| progress.annotator.clone())
            .collect();
        (!cut.is_empty()).then(|| {
            // In the order of before, so that nothing seems to have moved.
            let known = base.progress.iter().filter_map(|before| {
                let same = |p: &&Progress| p.annotator == before.annotator;
                let there = self.progress.iter().find(same);
                there.or_else(|| cut.contains(&before.annotator).then_some(before))
            });
            let new = self.progress.iter();
            let new = new.filter(|p| base.progress_of(&p.annotator).is_none());
            Self {
                progress: known.chain(new).cloned().collect(),
                ..self.clone()
            }
        })
    }
}

impl Piece for Statement {
    fn is_same(&self, other: &Self) -> bool {
        self.article == other.article
    }

    fn join(
        base: &StatementChange,
        ours: &StatementChange,
        theirs: &StatementChange,
    ) -> Option<Both<StatementChange>> {
        join_lists!(base, ours, theirs;
            StatementChange::Speakers => lists::set,
            StatementChange::OnBehalfOf => lists::set,
            StatementChange::Topics => lists::topics,
            StatementChange::Fields => entries,
        )
    }

    fn settle(&mut self, _base: &Self, theirs: &Self) {
        self.created = self.created.clone().min(theirs.created.clone());
    }

    fn uses(&self) -> Vec<Thing> {
        let mut uses = vec![
            Thing::Article(self.article.clone()),
            Thing::Annotator(self.annotator.clone()),
        ];
        uses.extend(self.codes().into_iter().map(Thing::Code));
        uses.extend(fields_of(&self.fields));
        let linked = self.parent.iter().chain(&self.repeats).cloned();
        uses.extend(linked.map(Thing::Statement));
        uses
    }

    fn completed(&self, base: &Self, is_there: &dyn Fn(&Thing) -> bool) -> Option<Self> {
        let cut = |here: Option<&StatementId>, before: Option<&StatementId>| {
            let before = before.filter(|_| here.is_none()).cloned();
            before.filter(|id| !is_there(&Thing::Statement(id.clone())))
        };
        let parent = cut(self.parent.as_ref(), base.parent.as_ref());
        let repeats = cut(self.repeats.as_ref(), base.repeats.as_ref());
        (parent.is_some() || repeats.is_some()).then(|| Self {
            parent: parent.or_else(|| self.parent.clone()),
            repeats: repeats.or_else(|| self.repeats.clone()),
            ..self.clone()
        })
    }
}

impl Piece for Review {
    fn is_same(&self, other: &Self) -> bool {
        let same_place = match (&self.on, &other.on) {
            (ReviewTarget::Statement(a), ReviewTarget::Statement(b)) => a == b,
            (ReviewTarget::Text { article: a, .. }, ReviewTarget::Text { article: b, .. }) => {
                a == b
            }
            _ => false,
        };
        same_place && self.reviewer == other.reviewer
    }

    fn join(
        base: &ReviewChange,
        ours: &ReviewChange,
        theirs: &ReviewChange,
    ) -> Option<Both<ReviewChange>> {
        let key = |c: &Comment| (c.at.clone(), c.author.clone(), c.text.clone());
        join_lists!(base, ours, theirs;
            ReviewChange::Comments => |lists| lists::keyed(lists, key),
        )
    }

    fn settle(&mut self, base: &Self, theirs: &Self) {
        self.on = lists::value(&base.on, &self.on, &theirs.on).ours;
        self.created = self.created.clone().min(theirs.created.clone());
    }

    fn uses(&self) -> Vec<Thing> {
        let mut uses = vec![
            match &self.on {
                ReviewTarget::Statement(id) => Thing::Statement(id.clone()),
                ReviewTarget::Text { article, .. } => Thing::Article(article.clone()),
            },
            Thing::Annotator(self.reviewer.clone()),
        ];
        let authors = self.comments.iter().map(|comment| comment.author.clone());
        uses.extend(authors.map(Thing::Annotator));
        for change in &self.suggested {
            match change {
                StatementChange::Annotator(id) => uses.push(Thing::Annotator(id.clone())),
                StatementChange::Speakers(ids) | StatementChange::OnBehalfOf(ids) => {
                    let ids = ids.iter().cloned().map(CodeId::Speaker);
                    uses.extend(ids.map(Thing::Code));
                }
                StatementChange::Topics(ids) => {
                    let ids = ids.iter().cloned().map(CodeId::Topic);
                    uses.extend(ids.map(Thing::Code));
                }
                StatementChange::Stance(Some(id)) => {
                    uses.push(Thing::Code(CodeId::Stance(id.clone())));
                }
                StatementChange::Target(Target::Speaker(id)) => {
                    uses.push(Thing::Code(CodeId::Speaker(id.clone())));
                }
                StatementChange::Fields(entries) => uses.extend(fields_of(entries)),
                _ => {}
            }
        }
        uses
    }
}

impl Piece for Code {
    fn join(base: &CodeChange, ours: &CodeChange, theirs: &CodeChange) -> Option<Both<CodeChange>> {
        let role = |role: &Role| {
            let Role {
                title,
                organisation,
                from,
                until,
            } = role.clone();
            (title, organisation, from, until)
        };
        match (base, ours, theirs) {
            // The later one: both definitions are newer than the codings before it.
            (
                CodeChange::DefinitionChanged(_),
                CodeChange::DefinitionChanged(a),
                CodeChange::DefinitionChanged(b),
            ) => {
                let last = CodeChange::DefinitionChanged(a.clone().max(b.clone()));
                Some(Both {
                    ours: last.clone(),
                    theirs: last,
                    clash: false,
                })
            }
            (CodeChange::FieldKind(base), CodeChange::FieldKind(a), CodeChange::FieldKind(b)) => {
                let both = join_lists!(base, a, b;
                    FieldKind::Choice => lists::set,
                    FieldKind::Choices => lists::set,
                )?;
                Some(Both {
                    ours: CodeChange::FieldKind(both.ours),
                    theirs: CodeChange::FieldKind(both.theirs),
                    clash: both.clash,
                })
            }
            _ => join_lists!(base, ours, theirs;
                CodeChange::Aliases => lists::set,
                CodeChange::Examples => lists::set,
                CodeChange::Roles => |lists| lists::keyed(lists, role),
                CodeChange::Fields => entries,
            ),
        }
    }

    fn uses(&self) -> Vec<Thing> {
        match self {
            Self::Speaker(speaker) => {
                let organisations = speaker.roles.iter().filter_map(|r| r.organisation.clone());
                let organisations = organisations.filter(|id| *id != speaker.id);
                let codes = organisations.map(|id| Thing::Code(CodeId::Speaker(id)));
                codes.chain(fields_of(&speaker.fields)).collect()
            }
            Self::Topic(topic) => {
                let parent = topic.parent.clone().map(CodeId::Topic).map(Thing::Code);
                parent.into_iter().collect()
            }
            Self::Stance(_) | Self::Field(_) => Vec::new(),
        }
    }

    fn completed(&self, base: &Self, is_there: &dyn Fn(&Thing) -> bool) -> Option<Self> {
        let (Self::Topic(topic), Self::Topic(base)) = (self, base) else {
            return None;
        };
        let cut = base.parent.clone().map(CodeId::Topic).map(Thing::Code);
        let cut = topic.parent.is_none() && cut.is_some_and(|parent| !is_there(&parent));
        cut.then(|| {
            let mut whole = topic.clone();
            whole.parent.clone_from(&base.parent);
            Self::Topic(whole)
        })
    }
}

/// Merges two versions of a thing part by part: the result, and the parts that clash as (base, if
/// ours prevails, if theirs prevails).
pub(super) fn merge_parts<T: Parts + Piece>(
    base: Option<&T>,
    ours: &T,
    theirs: &T,
) -> (T, Vec<[T::Change; 3]>) {
    let blank = ours.blank();
    let base = base.unwrap_or(&blank);
    let mut merged = ours.clone();
    let mut clashes = Vec::new();
    let pairs = ours.parts().into_iter().zip(theirs.parts());
    for (base, (ours, theirs)) in base.parts().into_iter().zip(pairs) {
        let mut both = lists::value(&base, &ours, &theirs);
        if both.clash {
            both = T::join(&base, &ours, &theirs).unwrap_or(both);
        }
        if both.clash {
            clashes.push([base, both.ours.clone(), both.theirs]);
        }
        if both.ours != ours {
            merged.put(both.ours);
        }
    }
    merged.settle(base, theirs);
    (merged, clashes)
}
