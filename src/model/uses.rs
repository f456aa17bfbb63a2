//! How often codes are used, and in which order statements were made.

use std::collections::BTreeSet;
use std::hash::Hash;

use foldhash::HashMap;

use super::{AnnotatorId, CodeId, Project, Statement, StatementId, Timestamp};

/// Counts that follow the statements as they come and go.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Uses {
    codes: HashMap<CodeId, usize>,
    annotators: HashMap<AnnotatorId, usize>,
    by_time: BTreeSet<(Timestamp, StatementId)>,
}

impl Uses {
    pub(super) fn new(project: &Project) -> Self {
        let mut uses = Self::default();
        project
            .statements()
            .for_each(|statement| uses.count(statement));
        // Put in one by one they would cost more.
        let by_time = project.statements().map(|s| moment(s));
        uses.by_time = by_time.collect();
        uses
    }

    pub(super) fn put_in(&mut self, statement: &Statement) {
        self.count(statement);
        self.by_time.insert(moment(statement));
    }

    pub(super) fn take_out(&mut self, statement: &Statement) {
        for code in statement.codes() {
            less(&mut self.codes, &code);
        }
        less(&mut self.annotators, &statement.annotator);
        self.by_time.remove(&moment(statement));
    }

    pub(super) fn of_code(&self, code: &CodeId) -> usize {
        self.codes.get(code).copied().unwrap_or(0)
    }

    pub(super) fn of_annotator(&self, annotator: &AnnotatorId) -> usize {
        self.annotators.get(annotator).copied().unwrap_or(0)
    }

    pub(super) fn by_time(&self) -> impl DoubleEndedIterator<Item = &StatementId> {
        self.by_time.iter().map(|(_, id)| id)
    }

    fn count(&mut self, statement: &Statement) {
        for code in statement.codes() {
            *self.codes.entry(code).or_default() += 1;
        }
        let annotator = statement.annotator.clone();
        *self.annotators.entry(annotator).or_default() += 1;
    }
}

fn moment(statement: &Statement) -> (Timestamp, StatementId) {
    (statement.created.clone(), statement.id.clone())
}

fn less<K: Eq + Hash>(counts: &mut HashMap<K, usize>, key: &K) {
    if let Some(count) = counts.get_mut(key) {
        *count -= 1;
        if *count == 0 {
            counts.remove(key);
        }
    }
}
