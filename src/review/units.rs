//! A project taken apart for the measures: units of text with labels, and what was coded of them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::coefficients::Value;
use super::matching::joined;

/// A passage that an annotator marked, in code points: half-open, in order, without overlaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Unit {
    pub spans: Vec<Range<usize>>,
    pub label: Value,
}

impl Unit {
    pub(super) fn new(spans: Vec<Range<usize>>, label: Value) -> Self {
        // Two that touch stay two sections; those that overlap are one.
        let overlap = spans
            .iter()
            .zip(spans.iter().skip(1))
            .any(|(a, b)| a.end > b.start);
        let spans = if overlap { joined(spans) } else { spans };
        Self { spans, label }
    }

    pub(super) fn length(&self) -> usize {
        self.spans.iter().map(Range::len).sum()
    }
}

/// One article as several annotators coded it.
#[derive(Clone, Debug)]
pub(super) struct Coding {
    /// In code points.
    pub length: usize,
    /// For each annotator of the comparison: what they marked, which may be nothing; `None` when
    /// they did not code this article.
    pub annotators: Vec<Option<Vec<Unit>>>,
}

/// Numbers for things that are equal or not.
#[derive(Debug)]
pub(super) struct Numbers<T> {
    numbers: BTreeMap<T, Value>,
}

impl<T> Default for Numbers<T> {
    fn default() -> Self {
        Self {
            numbers: BTreeMap::new(),
        }
    }
}

impl<T: Ord> Numbers<T> {
    pub(super) fn of(&mut self, thing: T) -> Value {
        let next = Value::try_from(self.numbers.len()).unwrap_or(Value::MAX);
        *self.numbers.entry(thing).or_insert(next)
    }

    /// All of them, by their number.
    pub(super) fn into_list(self) -> Vec<T> {
        let mut all: Vec<(Value, T)> = self.numbers.into_iter().map(|(t, n)| (n, t)).collect();
        all.sort_by_key(|(number, _)| *number);
        all.into_iter().map(|(_, thing)| thing).collect()
    }
}
