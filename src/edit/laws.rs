//! What holds for every history of edits.

mod copies;
mod merging;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;

use super::random::World;
use super::*;
use crate::model::{CodeId, Keyed, Listed, Project, StatementIndex};
use crate::store;
use crate::testing::cases;
use crate::text::Text;

/// A history: one number an edit.
fn seeds(most: usize) -> impl Strategy<Value = Vec<u64>> {
    vec(any::<u64>(), 1..most)
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn an_edit_is_taken_back_and_made_again_and_a_refused_one_changes_nothing(seeds in seeds(40)) {
        let mut world = World::new();
        for seed in seeds {
            let before = world.project.clone();
            let edit = world.edit(seed);
            let named = matches!(edit, Edit::Group { .. });
            prop_assert!(named || !label(&before, &edit).is_empty());
            let project = &mut world.project;
            let Ok(Applied { inverse, .. }) = project.apply(edit) else {
                prop_assert_eq!(&*project, &before);
                continue;
            };
            let after = project.clone();
            let back = project.apply(inverse).unwrap();
            prop_assert_eq!(&*project, &before);
            project.apply(back.inverse).unwrap();
            prop_assert_eq!(&*project, &after);
        }
    }

    #[test]
    fn a_journal_in_json_or_ron_gives_the_same_end(seeds in seeds(40)) {
        let mut world = World::new();
        let mut replayed = world.project.clone();
        for seed in seeds {
            let edit = world.edit(seed);
            let json: Edit = serde_json::from_str(&serde_json::to_string(&edit).unwrap()).unwrap();
            prop_assert_eq!(&json, &edit);
            let ron: Edit = ron::from_str(&ron::to_string(&edit).unwrap()).unwrap();
            prop_assert_eq!(&ron, &edit);
            let done = world.project.apply(edit);
            prop_assert_eq!(done, replayed.apply(json));
        }
        prop_assert_eq!(world.project, replayed);
    }

    #[test]
    fn undoing_all_leads_to_the_start_and_redoing_all_to_the_end(seeds in seeds(40)) {
        let mut world = World::new();
        let start = world.project.clone();
        let mut history = History::default();
        for seed in seeds {
            let edit = world.edit(seed);
            let _ = history.apply(&mut world.project, edit);
        }
        let end = world.project.clone();
        let state = history.state();
        let mut undone = Vec::new();
        while let Some((name, _)) = history.undo(&mut world.project).unwrap() {
            undone.push(name);
        }
        prop_assert_eq!(&world.project, &start);
        prop_assert_eq!(history.state(), 0);
        let mut redone = Vec::new();
        while let Some((name, _)) = history.redo(&mut world.project).unwrap() {
            redone.push(name);
        }
        redone.reverse();
        prop_assert_eq!(undone, redone);
        prop_assert_eq!(&world.project, &end);
        prop_assert_eq!(history.state(), state);
    }

    #[test]
    fn touched_names_all_that_differs_and_keeps_an_index_true(seeds in seeds(40)) {
        let mut world = World::new();
        let mut index = StatementIndex::new(&world.project);
        for seed in seeds {
            let before = world.project.clone();
            let edit = world.edit(seed);
            let Ok(Applied { touched, .. }) = world.project.apply(edit) else {
                continue;
            };
            let after = &world.project;
            index.update(after, &touched.statements);
            prop_assert_eq!(&index, &StatementIndex::new(after));
            let same = Touched {
                title: before.title() != after.title(),
                policy: before.policy() != after.policy(),
                dismissals: differing_values(
                    before.dismissals().map(|d| (d.entry.clone(), d)),
                    after.dismissals().map(|d| (d.entry.clone(), d)),
                ),
                annotators: differing(before.annotators(), after.annotators()),
                articles: differing(before.articles(), after.articles()),
                statements: differing_values(
                    before.statements().map(|s| (s.id.clone(), s)),
                    after.statements().map(|s| (s.id.clone(), s)),
                ),
                codes: codes_that_differ(&before, after),
                reviews: differing(before.reviews(), after.reviews()),
            };
            let mut joined = touched.clone();
            joined.join(same);
            prop_assert_eq!(joined, touched);
        }
    }

    #[test]
    fn a_project_saved_and_loaded_is_the_same_and_so_are_its_bytes(seeds in seeds(30)) {
        let project = World::after(&seeds).project;
        let bytes = store::write(&project).unwrap();
        let loaded = store::parse(bytes.as_bytes()).unwrap();
        prop_assert_eq!(&loaded.project, &project);
        prop_assert_eq!(store::write(&loaded.project).unwrap(), bytes);
        prop_assert_eq!(&loaded.problems, &store::check(&project));
    }

    #[test]
    fn a_merge_leaves_no_use_of_what_was_merged(seeds in seeds(20)) {
        let project = World::after(&seeds).project;
        let book = project.codebook();
        let speakers = book.speakers().iter().map(|c| CodeId::Speaker(c.id.clone()));
        let stances = book.stances().iter().map(|c| CodeId::Stance(c.id.clone()));
        let topics = book.topics().iter().map(|c| CodeId::Topic(c.id.clone()));
        for codes in [speakers.collect(), stances.collect(), topics.collect::<Vec<_>>()] {
            for (from, into) in codes.iter().zip(codes.iter().cycle().skip(1)) {
                if from == into {
                    continue;
                }
                for (from, into) in [(from, into), (into, from)] {
                    let mut merged = project.clone();
                    let edit = merge_codes(&project, from, into).unwrap();
                    merged.apply(edit).unwrap();
                    prop_assert!(merged.codebook().code(from).is_none());
                    prop_assert_eq!(compose::uses(&merged, from).count(), 0);
                    prop_assert!(store::parse(store::write(&merged).unwrap().as_bytes()).is_ok());
                }
            }
        }
    }

    #[test]
    fn a_code_goes_with_its_uses_and_comes_back_with_them(seeds in seeds(20)) {
        let project = World::after(&seeds).project;
        for id in project.codebook().ids() {
            let mut less = project.clone();
            let applied = less.apply(delete_code_everywhere(&project, &id)).unwrap();
            prop_assert!(less.codebook().code(&id).is_none());
            prop_assert_eq!(compose::uses(&less, &id).count(), 0);
            prop_assert_eq!(less.statement_count(), project.statement_count());
            less.apply(applied.inverse).unwrap();
            prop_assert_eq!(&less, &project);
        }
    }

    #[test]
    fn what_is_there_can_be_deleted(seeds in seeds(20)) {
        let project = World::after(&seeds).project;
        for statement in project.statements() {
            let mut less = project.clone();
            less.apply(delete_statement(&project, &statement.id)).unwrap();
            prop_assert!(less.statement(&statement.id).is_none());
            prop_assert_eq!(less.statement_count() + 1, project.statement_count());
        }
        for article in project.articles().iter() {
            let mut less = project.clone();
            let edit = delete_articles(&project, std::slice::from_ref(&article.id));
            less.apply(edit).unwrap();
            prop_assert!(less.articles().get(&article.id).is_none());
            prop_assert_eq!(less.statements_of(&article.id).count(), 0);
        }
    }

    #[test]
    fn another_text_keeps_every_statement(seeds in seeds(20), seed in any::<u64>()) {
        let project = World::after(&seeds).project;
        let mut dice = random::Dice::new(seed);
        for article in project.articles().iter() {
            let mut texts = vec![dice.changed_text(&article.text), Text::new("")];
            texts.push(Text::new(format!("New. {}", article.text.as_str())));
            for text in texts {
                let mut replaced = project.clone();
                let edit = replace_text(&project, &article.id, text.clone()).unwrap();
                let inverse = replaced.apply(edit).unwrap().inverse;
                let ids = |p: &Project| p.statements().map(|s| s.id.clone()).collect::<Vec<_>>();
                prop_assert_eq!(ids(&replaced), ids(&project));
                prop_assert_eq!(&replaced.articles().get(&article.id).unwrap().text, &text);
                replaced.apply(inverse).unwrap();
                prop_assert_eq!(&replaced, &project);
            }
        }
    }
}

#[test]
fn the_random_edits_are_of_all_kinds_and_mostly_right() {
    let mut world = World::new();
    let (mut done, mut refused) = (BTreeMap::new(), BTreeMap::new());
    for seed in 0..12_000 {
        // Deleting must not empty the project for good.
        if seed % 100 == 0 {
            world = World::new();
        }
        let edit = world.edit(seed);
        let kind = kind(&edit);
        match world.project.apply(edit) {
            Ok(_) => *done.entry(kind).or_insert(0) += 1,
            Err(error) => {
                let EditError::Invalid(invalid) = &error else {
                    *refused.entry(first_word(&error)).or_insert(0) += 1;
                    continue;
                };
                *refused.entry(first_word(invalid)).or_insert(0) += 1;
            }
        }
    }
    assert_eq!(done.len(), 24, "{done:?}");
    let (done, all): (usize, usize) = (done.values().sum(), refused.values().sum());
    assert!(done > 2 * all, "{done} done, {all} refused");
    for error in [
        "DuplicateId",
        "EmptyId",
        "EmptyName",
        "FieldValue",
        "InUse",
        "InsideItself",
        "KeyTaken",
        "ListedTwice",
        "NoContent",
        "NoKey",
        "NoReason",
        "NotApplicable",
        "NotDetached",
        "OtherEntry",
        "OtherThanPlaces",
        "OverlappingContents",
        "RepeatsItself",
        "SpanOutside",
        "TopicCycle",
        "UnknownAnnotator",
        "UnknownArticle",
        "UnknownCode",
        "UnknownReview",
        "UnknownStatement",
    ] {
        assert!(
            refused.contains_key(error),
            "{error} never came: {refused:?}"
        );
    }
}

/// The name of a variant, as its debug form begins.
fn first_word(value: &impl std::fmt::Debug) -> String {
    let shown = format!("{value:?}");
    let end = shown.find(|c: char| !c.is_alphanumeric());
    shown[..end.unwrap_or(shown.len())].to_owned()
}

fn kind(edit: &Edit) -> String {
    first_word(edit)
}

fn differing<T: Keyed + PartialEq>(a: &Listed<T>, b: &Listed<T>) -> BTreeSet<T::Id> {
    let values = |list: &Listed<T>| -> Vec<(T::Id, Arc<T>)> {
        list.iter()
            .map(|v| (v.id().clone(), Arc::clone(v)))
            .collect()
    };
    differing_values(values(a).into_iter(), values(b).into_iter())
}

fn differing_values<I: Ord + Clone, V: PartialEq>(
    a: impl Iterator<Item = (I, V)>,
    b: impl Iterator<Item = (I, V)>,
) -> BTreeSet<I> {
    let (a, b): (BTreeMap<I, V>, BTreeMap<I, V>) = (a.collect(), b.collect());
    let ids = a.keys().chain(b.keys());
    ids.filter(|id| a.get(id) != b.get(id)).cloned().collect()
}

fn codes_that_differ(a: &Project, b: &Project) -> BTreeSet<CodeId> {
    let codes = |project: &Project| -> Vec<(CodeId, Code)> {
        let book = project.codebook();
        let ids = book.ids();
        ids.map(|id| (id.clone(), book.code(&id).unwrap()))
            .collect()
    };
    differing_values(codes(a).into_iter(), codes(b).into_iter())
}
