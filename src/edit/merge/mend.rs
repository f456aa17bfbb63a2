//! What no side did by itself and both together would: two stances on one key, topics in a circle,
//! values that do not fit their field.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Question;
use super::draft::{Dispute, Draft, What};
use crate::edit::parts::Parts as _;
use crate::edit::words::{Worded as _, field_value};
use crate::edit::{CodeChange, Thing};
use crate::model::{
    Code, CodeId, FieldEntry, FieldId, FieldKind, FieldTarget, FieldValue, StanceId, Statement,
    StatementChange, StatementId, TopicId, check_value,
};

/// What gives a statement a link to another one.
type Put = fn(Option<StatementId>) -> StatementChange;

impl Draft<'_> {
    pub(super) fn mend(&mut self) {
        self.mend_keys();
        self.mend_topics();
        self.mend_links(|s| &mut s.parent, StatementChange::Parent);
        self.mend_links(|s| &mut s.repeats, StatementChange::Repeats);
        self.mend_kinds();
        self.leave_out();
    }

    /// The stance that had the key in ours keeps it.
    fn mend_keys(&mut self) {
        let ours = self.versions.ours.codebook();
        let mut taken: BTreeMap<u8, StanceId> = BTreeMap::new();
        let mut keys: Vec<(bool, u8, StanceId)> = Vec::new();
        for code in self.codes.merged.values() {
            if let Code::Stance(stance) = &**code
                && let Some(key) = stance.key
            {
                let before = ours.stances().get(&stance.id).and_then(|s| s.key);
                keys.push((before != Some(key), key, stance.id.clone()));
            }
        }
        keys.sort();
        for (_, key, id) in keys {
            let Some(holder) = taken.get(&key) else {
                taken.insert(key, id);
                continue;
            };
            let name = |id: &StanceId| self.code_name(&CodeId::Stance(id.clone()));
            self.notes.push(format!(
                "the key {key} sets the stance “{}”: “{}” has none any more",
                name(holder),
                name(&id)
            ));
            self.put_code(&CodeId::Stance(id), CodeChange::Key(None));
        }
    }

    fn code_name(&self, id: &CodeId) -> String {
        let code = self.codes.merged.get(id);
        code.map_or(id.as_str(), |code| code.name()).to_owned()
    }

    fn put_code(&mut self, id: &CodeId, change: CodeChange) {
        if let Some(code) = self.codes.merged.get_mut(id) {
            Arc::make_mut(code).put(change);
        }
    }

    fn mend_topics(&mut self) {
        let parent = |code: &Code| match code {
            Code::Topic(topic) => topic.parent.clone(),
            _ => None,
        };
        let parents = self.codes.merged.iter().filter_map(|(id, code)| match id {
            CodeId::Topic(id) => Some((id.clone(), parent(code)?)),
            _ => None,
        });
        let parents: BTreeMap<TopicId, TopicId> = parents.collect();
        let in_ours = |id: &TopicId| {
            let code = self.codes.ours.get(&CodeId::Topic(id.clone()))?;
            let parent = parent(code);
            let there = |id: &TopicId| self.codes.merged.contains_key(&CodeId::Topic(id.clone()));
            Some(parent.filter(there))
        };
        for (id, from, to) in opened(parents, in_ours) {
            let code_id = CodeId::Topic(id);
            self.put_code(&code_id, CodeChange::Parent(to.clone()));
            let Some(code) = self.codes.merged.get(&code_id) else {
                continue;
            };
            let change = |parent| CodeChange::Parent(parent);
            let words = |parent| code.words(self.versions.ours, &change(parent)).1;
            self.disputes.push(Dispute {
                thing: Thing::Code(code_id.clone()),
                what: What::Value {
                    question: Question::Value {
                        field: "topic above",
                        before: None,
                        ours: words(to.clone()),
                        theirs: self.code_name(&CodeId::Topic(from.clone())),
                    },
                    ours: Box::new(code.edit(change(to))),
                    theirs: Box::new(code.edit(change(Some(from)))),
                },
            });
        }
    }

    fn mend_links(&mut self, of: fn(&mut Statement) -> &mut Option<StatementId>, put: Put) {
        let linked = |statement: &Arc<Statement>| of(&mut Statement::clone(statement)).clone();
        let links = self.statements.merged.iter();
        let links: BTreeMap<StatementId, StatementId> = links
            .filter_map(|(id, statement)| Some((id.clone(), linked(statement)?)))
            .collect();
        let in_ours = |id: &StatementId| {
            let link = linked(self.statements.ours.get(id)?);
            Some(link.filter(|id| self.statements.merged.contains_key(id)))
        };
        for (id, from, to) in opened(links, in_ours) {
            let Some(statement) = self.statements.merged.get_mut(&id) else {
                continue;
            };
            let statement = Arc::make_mut(statement);
            of(statement).clone_from(&to);
            let in_ours = |link| statement.words(self.versions.ours, &put(link));
            let (field, ours) = in_ours(to.clone());
            self.disputes.push(Dispute {
                thing: Thing::Statement(id),
                what: What::Value {
                    question: Question::Value {
                        field,
                        before: None,
                        ours,
                        theirs: in_ours(Some(from.clone())).1,
                    },
                    ours: Box::new(statement.edit(put(to))),
                    theirs: Box::new(statement.edit(put(Some(from)))),
                },
            });
        }
    }

    /// A field keeps a kind that its values fit, when there is one.
    fn mend_kinds(&mut self) {
        let mut used: BTreeMap<FieldId, Vec<FieldValue>> = BTreeMap::new();
        self.each_entry(|entry, _| {
            let values = used.entry(entry.field.clone()).or_default();
            if !values.contains(&entry.value) {
                values.push(entry.value.clone());
            }
        });
        for (id, values) in used {
            let id = CodeId::Field(id);
            let kind = |codes: &BTreeMap<CodeId, Arc<Code>>| match codes.get(&id).map(|c| &**c) {
                Some(Code::Field(field)) => Some(field.kind.clone()),
                _ => None,
            };
            let Some(merged) = kind(&self.codes.merged) else {
                continue;
            };
            let fits = |kind: &FieldKind| values.iter().all(|v| check_value(kind, v).is_ok());
            if fits(&merged) {
                continue;
            }
            let (ours, theirs) = (kind(&self.codes.ours), kind(&self.codes.theirs));
            let more = more_choices(&merged, &values);
            let mut kinds = more.into_iter().chain(ours).chain(theirs);
            if let Some(kind) = kinds.find(fits) {
                let name = self.code_name(&id);
                self.notes.push(format!(
                    "the field “{name}” keeps what its values need: one side changed its kind, the other used it"
                ));
                self.put_code(&id, CodeChange::FieldKind(kind));
            }
        }
    }

    /// Values that fit no kind, or stand on what their field is not for.
    fn leave_out(&mut self) {
        let fields: BTreeMap<FieldId, (FieldTarget, FieldKind)> = self
            .codes
            .merged
            .values()
            .filter_map(|code| match &**code {
                Code::Field(field) => Some((field.id.clone(), (field.on, field.kind.clone()))),
                _ => None,
            })
            .collect();
        let fits = |entry: &FieldEntry, target: FieldTarget| {
            fields
                .get(&entry.field)
                .is_some_and(|(on, kind)| *on == target && check_value(kind, &entry.value).is_ok())
        };
        let mut wrong = false;
        self.each_entry(|entry, on| wrong |= !fits(entry, on));
        if !wrong {
            return;
        }
        let mut out: Vec<(Thing, FieldEntry)> = Vec::new();
        let mut keep = |thing: Thing, entries: &mut Vec<FieldEntry>, on| {
            entries.retain(|entry| {
                let fits = fits(entry, on);
                if !fits {
                    out.push((thing.clone(), entry.clone()));
                }
                fits
            });
        };
        for (id, statement) in &mut self.statements.merged {
            if statement
                .fields
                .iter()
                .any(|e| !fits(e, FieldTarget::Statement))
            {
                let fields = &mut Arc::make_mut(statement).fields;
                keep(Thing::Statement(id.clone()), fields, FieldTarget::Statement);
            }
        }
        for (id, article) in &mut self.articles.merged {
            if article
                .fields
                .iter()
                .any(|e| !fits(e, FieldTarget::Article))
            {
                let fields = &mut Arc::make_mut(article).fields;
                keep(Thing::Article(id.clone()), fields, FieldTarget::Article);
            }
        }
        for (id, code) in &mut self.codes.merged {
            if let Code::Speaker(speaker) = &**code
                && speaker
                    .fields
                    .iter()
                    .any(|e| !fits(e, FieldTarget::Speaker))
                && let Code::Speaker(speaker) = Arc::make_mut(code)
            {
                keep(
                    Thing::Code(id.clone()),
                    &mut speaker.fields,
                    FieldTarget::Speaker,
                );
            }
        }
        for (id, review) in &mut self.reviews.merged {
            let wrong = |change: &StatementChange| {
                matches!(change, StatementChange::Fields(entries)
                if entries.iter().any(|e| !fits(e, FieldTarget::Statement)))
            };
            if review.suggested.iter().any(wrong) {
                for change in &mut Arc::make_mut(review).suggested {
                    if let StatementChange::Fields(entries) = change {
                        keep(Thing::Review(id.clone()), entries, FieldTarget::Statement);
                    }
                }
            }
        }
        for (thing, entry) in out {
            let name = self.code_name(&CodeId::Field(entry.field));
            let value = field_value(&entry.value);
            self.disputes.push(Dispute {
                thing,
                what: What::LeftOut(format!("{name}: {value}")),
            });
        }
    }

    /// All values of fields, and what they stand on.
    fn each_entry(&self, mut see: impl FnMut(&FieldEntry, FieldTarget)) {
        let mut all = |entries: &[FieldEntry], on| entries.iter().for_each(|e| see(e, on));
        for statement in self.statements.merged.values() {
            all(&statement.fields, FieldTarget::Statement);
        }
        for article in self.articles.merged.values() {
            all(&article.fields, FieldTarget::Article);
        }
        for code in self.codes.merged.values() {
            if let Code::Speaker(speaker) = &**code {
                all(&speaker.fields, FieldTarget::Speaker);
            }
        }
        for review in self.reviews.merged.values() {
            for change in &review.suggested {
                if let StatementChange::Fields(entries) = change {
                    all(entries, FieldTarget::Statement);
                }
            }
        }
    }
}

/// The choices with those that are in use.
fn more_choices(kind: &FieldKind, values: &[FieldValue]) -> Option<FieldKind> {
    let used = values.iter().flat_map(|value| match value {
        FieldValue::Choice(one) => std::slice::from_ref(one),
        FieldValue::Choices(some) => some.as_slice(),
        _ => &[],
    });
    let with = |choices: &[String]| {
        let mut all = choices.to_vec();
        for choice in used {
            if !all.contains(choice) {
                all.push(choice.clone());
            }
        }
        all
    };
    match kind {
        FieldKind::Choice(choices) => Some(FieldKind::Choice(with(choices))),
        FieldKind::Choices(choices) => Some(FieldKind::Choices(with(choices))),
        _ => None,
    }
}

/// Opens circles of parents: those who came into one by what theirs did go back to where ours has
/// them. Gives who moved, from where, and to where.
fn opened<I: Ord + Clone>(
    mut parents: BTreeMap<I, I>,
    ours: impl Fn(&I) -> Option<Option<I>>,
) -> Vec<(I, I, Option<I>)> {
    let mut moved = Vec::new();
    while let Some(circle) = circle(&parents) {
        let back = circle.iter().find_map(|id| {
            let parent = ours(id)?;
            (parent.as_ref() != parents.get(id)).then(|| (id.clone(), parent))
        });
        let Some((id, to)) = back.or_else(|| Some((circle.first()?.clone(), None))) else {
            break;
        };
        let from = match &to {
            Some(to) => parents.insert(id.clone(), to.clone()),
            None => parents.remove(&id),
        };
        moved.extend(from.map(|from| (id, from, to)));
    }
    moved
}

/// The members of one circle.
fn circle<I: Ord + Clone>(parents: &BTreeMap<I, I>) -> Option<Vec<I>> {
    let mut open: BTreeSet<&I> = BTreeSet::new();
    for start in parents.keys() {
        let mut path: Vec<&I> = vec![start];
        while let Some(next) = path.last().and_then(|id| parents.get(*id)) {
            if open.contains(next) {
                break;
            }
            if let Some(at) = path.iter().position(|id| *id == next) {
                return Some(path.into_iter().skip(at).cloned().collect());
            }
            path.push(next);
        }
        open.extend(path);
    }
    None
}
