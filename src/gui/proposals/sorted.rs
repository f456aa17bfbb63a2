//! Proposals in the order of the text: what stands in a stretch is found without looking at the rest.

use std::ops::Range;
use std::sync::Arc;

use super::hull;
use crate::suggest::Proposed;

/// Proposals by where they begin.
#[derive(Debug, Default)]
pub struct Sorted {
    all: Vec<Arc<Proposed>>,
    /// The longest of them, in bytes: none that begins further back reaches a place.
    longest: usize,
}

impl Sorted {
    pub(super) fn new(mut all: Vec<Arc<Proposed>>) -> Self {
        all.sort_by_key(|proposed| hull(proposed).start);
        let longest = all.iter().map(|proposed| hull(proposed).len()).max();
        Self {
            all,
            longest: longest.unwrap_or(0),
        }
    }

    pub fn all(&self) -> &[Arc<Proposed>] {
        &self.all
    }

    /// The number of the first that begins at a byte or after it.
    pub(super) fn from(&self, byte: usize) -> usize {
        self.all.partition_point(|p| hull(p).start < byte)
    }

    /// Those that have something of a stretch of the text between their first byte and their last,
    /// with their numbers.
    pub fn reaching(&self, bytes: Range<usize>) -> impl Iterator<Item = (usize, &Arc<Proposed>)> {
        let from = self.from(bytes.start.saturating_sub(self.longest));
        let until = self.from(bytes.end);
        let near = self.all.get(from..until).unwrap_or_default();
        let near = (from..).zip(near);
        near.filter(move |(_, proposed)| hull(proposed).end > bytes.start)
    }

    pub(super) fn position(&self, proposed: &Proposed) -> Option<usize> {
        let from = self.from(hull(proposed).start);
        let here = self.all.get(from..)?;
        let begins = |other: &&Arc<Proposed>| hull(other).start == hull(proposed).start;
        let mut here = here.iter().take_while(begins);
        here.position(|other| other.as_ref() == proposed)
            .map(|at| from + at)
    }

    /// Puts one in where it is not, in the order in which `of` has it, or takes it out.
    pub(super) fn set(&mut self, proposed: &Arc<Proposed>, of: &Self, there: bool) {
        match (self.position(proposed), there) {
            (Some(at), false) => {
                self.all.remove(at);
            }
            (None, true) => {
                let number = of.position(proposed);
                let at = (self.all).partition_point(|other| {
                    let key = |p: &Proposed| (hull(p).start, of.position(p));
                    key(other) < (hull(proposed).start, number)
                });
                self.all.insert(at, Arc::clone(proposed));
                self.longest = self.longest.max(hull(proposed).len());
            }
            _ => {}
        }
    }
}
