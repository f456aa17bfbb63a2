//! From one order of a list to another in few steps.

use std::collections::HashSet;
use std::sync::Arc;

use crate::model::{Keyed, Listed};

/// One step of arranging a list.
#[derive(Debug)]
pub(super) enum Step<T: Keyed> {
    Add { at: usize, value: Arc<T> },
    Move { id: T::Id, to: usize },
}

/// The steps after which a list has all of another, in its order. What the other does not have
/// stays, between the rest.
pub(super) fn arrange<T: Keyed>(here: &Listed<T>, to: &Listed<T>) -> Vec<Step<T>> {
    let from: Vec<Option<usize>> = to.iter().map(|value| here.position(value.id())).collect();
    let known: Vec<usize> = from.iter().copied().flatten().collect();
    let stays = longest_rising(&known);
    let mut left: HashSet<usize> = HashSet::new();
    // How many positions of `here` are behind us, and where the next one comes to stand.
    let (mut behind, mut at) = (0, 0);
    let mut steps = Vec::new();
    for (value, from) in to.iter().zip(from) {
        match from {
            Some(from) if stays.contains(&from) => {
                at += (behind..=from).filter(|p| !left.contains(p)).count();
                behind = from + 1;
            }
            Some(from) => {
                if from < behind {
                    at -= 1;
                }
                left.insert(from);
                let id = value.id().clone();
                steps.push(Step::Move { id, to: at });
                at += 1;
            }
            None => {
                let value = Arc::clone(value);
                steps.push(Step::Add { at, value });
                at += 1;
            }
        }
    }
    steps
}

/// What has to move for it.
pub(in crate::edit) fn moved<T: Keyed>(here: &Listed<T>, to: &Listed<T>) -> Vec<T::Id> {
    let steps = arrange(here, to).into_iter();
    let moves = steps.filter_map(|step| match step {
        Step::Move { id, .. } => Some(id),
        Step::Add { .. } => None,
    });
    moves.collect()
}

/// The members of a longest rising subsequence of different numbers: those that need not move.
fn longest_rising(numbers: &[usize]) -> HashSet<usize> {
    // For each length the smallest last number of such a sequence, with its place in `numbers`.
    let mut ends: Vec<(usize, usize)> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(numbers.len());
    for (at, &number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|(end, _)| *end < number);
        before.push(length.checked_sub(1).and_then(|l| ends.get(l)).map(|e| e.1));
        match ends.get_mut(length) {
            Some(end) => *end = (number, at),
            None => ends.push((number, at)),
        }
    }
    let mut rising = HashSet::new();
    let mut next = ends.last().map(|end| end.1);
    while let Some(at) = next {
        rising.extend(numbers.get(at));
        next = before.get(at).copied().flatten();
    }
    rising
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Annotator, AnnotatorId};

    fn list(names: &str) -> Listed<Annotator> {
        let mut list = Listed::default();
        for name in names.chars() {
            let annotator = Annotator {
                id: AnnotatorId::new(name.to_string()),
                name: name.to_string(),
            };
            list.insert(usize::MAX, Arc::new(annotator)).unwrap();
        }
        list
    }

    /// The list after the steps, and how many they were.
    fn arranged(here: &str, to: &str) -> (String, usize) {
        let mut here = list(here);
        let steps = arrange(&here, &list(to));
        let count = steps.len();
        for step in steps {
            match step {
                Step::Add { at, value } => here.insert(at, value).unwrap(),
                Step::Move { id, to } => drop(here.move_to(&id, to).unwrap()),
            }
        }
        (here.iter().map(|a| a.name.as_str()).collect(), count)
    }

    #[test]
    fn few_steps_lead_to_any_order_around_what_stays() {
        for (here, to, after, steps) in [
            ("", "", "", 0),
            ("abc", "abc", "abc", 0),
            ("abc", "b", "abc", 0),
            ("abc", "xaybz", "xaybzc", 3),
            ("abcd", "dabc", "dabc", 1),
            ("abcd", "bcda", "bcda", 1),
            ("abcd", "dcba", "dcba", 3),
            ("axbycz", "cab", "caxbyz", 1),
            ("axbycz", "nbac", "nbaxycz", 2),
        ] {
            let found = arranged(here, to);
            assert_eq!(found, (after.to_owned(), steps), "{here} → {to}");
        }
    }
}
