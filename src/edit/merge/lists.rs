//! Three-way merge of values and lists: what only one side changed is taken, what both changed in
//! different ways is a clash.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::TopicId;

/// What comes out when each side in turn prevails in a clash.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Both<T> {
    pub(super) ours: T,
    pub(super) theirs: T,
    pub(super) clash: bool,
}

/// One value; `None` in a base is a value too.
pub(super) fn value<T: PartialEq + Clone>(base: &T, ours: &T, theirs: &T) -> Both<T> {
    let clash = ours != theirs && base != ours && base != theirs;
    let (mine, other) = if clash {
        (ours, theirs)
    } else if base == ours {
        (theirs, theirs)
    } else {
        (ours, ours)
    };
    Both {
        ours: mine.clone(),
        theirs: other.clone(),
        clash,
    }
}

/// A list of different things, each known by a key: what one side added is added, what one side took
/// out goes, and two values of one thing are merged as values are.
pub(super) fn keyed<T: PartialEq + Clone, K: Ord + Clone>(
    lists: [&[T]; 3],
    key: impl Fn(&T) -> K,
) -> Both<Vec<T>> {
    let keys = lists.map(|list| list.iter().map(&key).collect::<Vec<K>>());
    let found = lists.map(|list| {
        let pairs = list.iter().map(|value| (key(value), value));
        pairs.collect::<BTreeMap<K, &T>>()
    });
    let [base, ours, theirs] = &found;
    let (mut for_ours, mut for_theirs) = (BTreeMap::new(), BTreeMap::new());
    let mut clash = false;
    let all: BTreeSet<&K> = base
        .keys()
        .chain(ours.keys())
        .chain(theirs.keys())
        .collect();
    for key in all {
        let merged = value(&base.get(key), &ours.get(key), &theirs.get(key));
        clash |= merged.clash;
        for_ours.extend(merged.ours.map(|value| (key.clone(), T::clone(value))));
        for_theirs.extend(merged.theirs.map(|value| (key.clone(), T::clone(value))));
    }
    let [base, ours, theirs] = &keys;
    let listed = |keys: Vec<K>, mut values: BTreeMap<K, T>| -> Vec<T> {
        keys.iter().filter_map(|key| values.remove(key)).collect()
    };
    let (first, both_moved) = order([base, ours, theirs], |key| for_ours.contains_key(key));
    let (second, _) = order([base, theirs, ours], |key| for_theirs.contains_key(key));
    Both {
        ours: listed(first, for_ours),
        theirs: listed(second, for_theirs),
        clash: clash || both_moved,
    }
}

/// A list of different plain values.
pub(super) fn set<T: Ord + Clone>(lists: [&[T]; 3]) -> Both<Vec<T>> {
    keyed(lists, T::clone)
}

/// Topics: the first is the main one, which is a value of its own.
pub(super) fn topics(lists: [&[TopicId]; 3]) -> Both<Vec<TopicId>> {
    let [base, ours, theirs] = lists.map(<[_]>::first);
    let main = value(&base, &ours, &theirs);
    let mut merged = set(lists);
    let mut lost = false;
    for (list, main) in [
        (&mut merged.ours, main.ours),
        (&mut merged.theirs, main.theirs),
    ] {
        match main.map(|main| list.iter().position(|topic| topic == main)) {
            Some(Some(at)) => list
                .get_mut(..=at)
                .into_iter()
                .for_each(|l| l.rotate_right(1)),
            // One side made it the main topic and the other took it out.
            Some(None) => lost = true,
            None => {}
        }
    }
    merged.clash |= main.clash || lost;
    merged
}

/// The order of a merged list, and whether both sides moved things, each in its own way; then ours
/// stands. What one side added stays behind what it was put behind; where both added something at
/// one place, the smaller key decides, so that it does not matter who merges.
pub(super) fn order<K: Ord + Clone>(lists: [&[K]; 3], keep: impl Fn(&K) -> bool) -> (Vec<K>, bool) {
    let [base, ours, theirs] = lists.map(|list| {
        let mut seen = BTreeSet::new();
        let once = list.iter().filter(|key| seen.insert(*key) && keep(key));
        once.collect::<Vec<&K>>()
    });
    let in_theirs: BTreeSet<&K> = theirs.iter().copied().collect();
    let shared: BTreeSet<&K> = ours
        .iter()
        .copied()
        .filter(|k| in_theirs.contains(k))
        .collect();
    let mut our_order = ours.clone();
    our_order.retain(|key| shared.contains(key));
    let mut their_order = theirs.clone();
    their_order.retain(|key| shared.contains(key));
    let places: BTreeMap<&K, usize> = base.iter().copied().zip(0..).collect();
    let moved = |list: &[&K]| !list.iter().filter_map(|key| places.get(key)).is_sorted();
    let both_moved = moved(&our_order) && moved(&their_order) && our_order != their_order;
    let frame = if moved(&their_order) && !moved(&our_order) {
        their_order
    } else {
        our_order
    };
    let mut our_blocks = blocks(&ours, &shared);
    let mut their_blocks = blocks(&theirs, &shared);
    let mut merged = Vec::with_capacity(ours.len().max(theirs.len()));
    for place in std::iter::once(None).chain(frame.into_iter().map(Some)) {
        let mut both = [
            our_blocks.remove(&place).unwrap_or_default(),
            their_blocks.remove(&place).unwrap_or_default(),
        ];
        both.sort_by(|a, b| a.first().cmp(&b.first()));
        merged.extend(place.cloned());
        merged.extend(both.into_iter().flatten().cloned());
    }
    (merged, both_moved)
}

/// What only one side has, by what stands before it.
fn blocks<'a, K: Ord>(
    list: &[&'a K],
    shared: &BTreeSet<&'a K>,
) -> BTreeMap<Option<&'a K>, Vec<&'a K>> {
    let mut blocks: BTreeMap<Option<&K>, Vec<&K>> = BTreeMap::new();
    let mut place = None;
    for key in list {
        if shared.contains(key) {
            place = Some(*key);
        } else {
            blocks.entry(place).or_default().push(key);
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merged(base: &str, ours: &str, theirs: &str) -> (String, bool) {
        let lists = [base, ours, theirs].map(|list| list.chars().collect::<Vec<char>>());
        let both = set([&lists[0], &lists[1], &lists[2]]);
        (both.ours.into_iter().collect(), both.clash)
    }

    #[test]
    fn lists_take_what_each_side_did() {
        for (base, ours, theirs, all) in [
            ("abc", "abc", "abc", "abc"),
            ("abc", "xabc", "abcy", "xabcy"),
            ("abc", "ab", "bc", "b"),
            ("abc", "abxc", "aybc", "aybxc"),
            ("abc", "cab", "abcy", "cyab"),
            ("abc", "abx", "cab", "abx"),
            ("ab", "abx", "aby", "abxy"),
            ("ab", "aby", "abx", "abxy"),
            ("", "ab", "bc", "abc"),
        ] {
            let found = merged(base, ours, theirs);
            assert_eq!(found, (all.to_owned(), false), "{base} {ours} {theirs}");
        }
        assert_eq!(merged("abc", "bac", "acb"), ("bac".to_owned(), true));
    }

    #[test]
    fn the_main_topic_is_a_value_of_its_own() {
        let list = |names: &str| -> Vec<TopicId> {
            let names = names.chars().map(|name| TopicId::new(name.to_string()));
            names.collect()
        };
        for (base, ours, theirs, result, clash) in [
            ("a", "a", "ab", "ab", false),
            ("a", "ax", "ay", "axy", false),
            ("ab", "b", "abc", "bc", false),
            ("ab", "ba", "abc", "bca", false),
            ("a", "b", "c", "bc", true),
            ("ab", "a", "ba", "a", true),
            ("", "a", "b", "ab", true),
        ] {
            let both = topics([&list(base), &list(ours), &list(theirs)]);
            assert_eq!(both.ours, list(result), "{base} {ours} {theirs}");
            assert_eq!(both.clash, clash, "{base} {ours} {theirs}");
        }
    }
}
