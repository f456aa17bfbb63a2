//! Codes that are called nearly the same, found without comparing each with each.

use std::collections::BTreeSet;

use foldhash::HashMap;

use super::entry::{Entry, is_dismissed};
use crate::edit::Called;
use crate::model::{Code, CodeId, CodeStatus, Project};

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Names {
    called: HashMap<CodeId, Called>,
    by_key: HashMap<String, BTreeSet<CodeId>>,
    alike: HashMap<CodeId, BTreeSet<CodeId>>,
}

impl Names {
    /// Looks at a code again; gives the codes that it was like, and those that it is like now.
    pub(super) fn refresh(
        &mut self,
        project: &Project,
        id: &CodeId,
    ) -> (BTreeSet<CodeId>, BTreeSet<CodeId>) {
        let before = self.take_out(id);
        let code = project.codebook().code(id);
        // What is retired has been decided.
        let code = code.filter(|code| status(code) != CodeStatus::Retired);
        let after = code.map_or_else(BTreeSet::new, |code| self.put_in(id, &code));
        (before, after)
    }

    fn take_out(&mut self, id: &CodeId) -> BTreeSet<CodeId> {
        let keys = self.called.remove(id).map(|called| called.keys());
        for key in keys.into_iter().flatten() {
            if let Some(codes) = self.by_key.get_mut(&key) {
                codes.remove(id);
                if codes.is_empty() {
                    self.by_key.remove(&key);
                }
            }
        }
        let alike = self.alike.remove(id).unwrap_or_default();
        for other in &alike {
            if let Some(others) = self.alike.get_mut(other) {
                others.remove(id);
                if others.is_empty() {
                    self.alike.remove(other);
                }
            }
        }
        alike
    }

    fn put_in(&mut self, id: &CodeId, code: &Code) -> BTreeSet<CodeId> {
        let called = Called::of(code);
        let mut near: BTreeSet<CodeId> = BTreeSet::new();
        for key in called.keys() {
            let codes = self.by_key.entry(key).or_default();
            near.extend(codes.iter().cloned());
            codes.insert(id.clone());
        }
        near.retain(|other| {
            let other = self.called.get(other);
            other.is_some_and(|other| called.alike(other).is_some())
        });
        for other in &near {
            let others = self.alike.entry(other.clone()).or_default();
            others.insert(id.clone());
        }
        if !near.is_empty() {
            self.alike.insert(id.clone(), near.clone());
        }
        self.called.insert(id.clone(), called);
        near
    }

    /// The two names that are alike.
    pub(super) fn pair(&self, one: &CodeId, other: &CodeId) -> Option<(&str, &str)> {
        self.called.get(one)?.alike(self.called.get(other)?)
    }
}

/// The codes that are called nearly the same as one, which may be called otherwise than it is in
/// the project; without those that somebody looked at and let stand.
pub fn called_alike(project: &Project, code: &Code) -> Vec<CodeId> {
    let (id, called) = (code.id(), Called::of(code));
    let book = project.codebook();
    let ids: Vec<CodeId> = match code {
        Code::Speaker(_) => ids(book.speakers().iter(), |c| CodeId::Speaker(c.id.clone())),
        Code::Stance(_) => ids(book.stances().iter(), |c| CodeId::Stance(c.id.clone())),
        Code::Topic(_) => ids(book.topics().iter(), |c| CodeId::Topic(c.id.clone())),
        Code::Field(_) => Vec::new(),
    };
    let is_alike = |other: &CodeId| {
        let other = book.code(other);
        let other = other.filter(|other| status(other) != CodeStatus::Retired);
        other.is_some_and(|other| called.alike(&Called::of(&other)).is_some())
    };
    let alike = ids
        .into_iter()
        .filter(|other| *other != id && is_alike(other));
    alike
        .filter(|other| !is_dismissed(project, &Entry::of_names(&id, other)))
        .collect()
}

fn ids<T>(codes: impl Iterator<Item = T>, id: impl Fn(T) -> CodeId) -> Vec<CodeId> {
    codes.map(id).collect()
}

fn status(code: &Code) -> CodeStatus {
    match code {
        Code::Speaker(code) => code.status,
        Code::Stance(code) => code.status,
        Code::Topic(code) => code.status,
        Code::Field(code) => code.status,
    }
}
