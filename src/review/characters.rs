//! Agreement character by character: each code point is a unit, its value is what covers it.

use std::collections::BTreeMap;

use super::coefficients::{Table, Value};
use super::units::{Coding, Unit};

/// Nothing covers it.
const NOTHING: Value = 0;

/// The values of all code points of all articles: a number for each set of labels.
pub(super) fn by_label(codings: &[Coding]) -> Table {
    let mut sets: BTreeMap<Vec<Value>, Value> = BTreeMap::from([(Vec::new(), NOTHING)]);
    table(codings, |labels| {
        let next = Value::try_from(sets.len()).unwrap_or(Value::MAX);
        match sets.get(labels) {
            Some(&number) => number,
            None => *sets.entry(labels.to_vec()).or_insert(next),
        }
    })
}

/// Covered or not.
pub(super) fn covered(codings: &[Coding]) -> Table {
    table(codings, |labels| Value::from(!labels.is_empty()))
}

fn table(codings: &[Coding], mut value: impl FnMut(&[Value]) -> Value) -> Table {
    let mut table = Table::default();
    for coding in codings {
        let mut changes: Vec<Change> = Vec::new();
        for (annotator, units) in coding.annotators.iter().enumerate() {
            changes.extend(units.iter().flatten().flat_map(|unit| of(unit, annotator)));
        }
        changes.sort_unstable();
        let mut covering: Vec<BTreeMap<Value, usize>> =
            vec![BTreeMap::new(); coding.annotators.len()];
        let mut values: Vec<Option<Value>> = coding
            .annotators
            .iter()
            .map(|units| units.as_ref().map(|_| NOTHING))
            .collect();
        let mut from = 0;
        for change in &changes {
            if change.at > from {
                table.add(values.clone(), (change.at - from) as u64);
                from = change.at;
            }
            let Some(labels) = covering.get_mut(change.annotator) else {
                continue;
            };
            let times = labels.entry(change.label).or_default();
            if change.begins {
                *times += 1;
            } else if *times > 1 {
                *times -= 1;
            } else {
                labels.remove(&change.label);
            }
            let labels: Vec<Value> = labels.keys().copied().collect();
            if let Some(covered) = values.get_mut(change.annotator) {
                *covered = Some(value(&labels));
            }
        }
        table.add(values, coding.length.saturating_sub(from) as u64);
    }
    table
}

/// What begins or ends somewhere. At one place ends come before beginnings.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Change {
    at: usize,
    begins: bool,
    annotator: usize,
    label: Value,
}

fn of(unit: &Unit, annotator: usize) -> impl Iterator<Item = Change> {
    unit.spans.iter().flat_map(move |span| {
        [(span.start, true), (span.end, false)].map(|(at, begins)| Change {
            at,
            begins,
            annotator,
            label: unit.label,
        })
    })
}
