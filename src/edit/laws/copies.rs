//! What holds of copies for coders. `SAYSO_CASES=10000 cargo test laws::copies` tries it for long.

use std::collections::BTreeSet;

use proptest::collection::vec;
use proptest::prelude::*;

use super::merging::{applied, is_sound};
use super::seeds;
use crate::edit::random::World;
use crate::edit::*;
use crate::model::{AnnotatorId, Layer, Policy, Project, StatementId, Timestamp};
use crate::testing::cases;

fn copy_of(whole: &Project, annotator: &AnnotatorId) -> Project {
    let order = CopyOrder {
        annotator: annotator.clone(),
        articles: articles_for(whole, annotator),
        policy: Policy::Open,
        of: "0".into(),
        made: Timestamp::from_unix_seconds(0),
    };
    copy_for_coder(whole, order)
}

fn ids(project: &Project) -> BTreeSet<StatementId> {
    project.statements().map(|s| s.id.clone()).collect()
}

/// Where copies met what others did.
#[derive(Default)]
struct Met {
    anywhere: bool,
    in_a_text: bool,
}

/// Brings copies back one after the other; also what had to be settled or asked.
fn brought_back<'a>(
    base: Option<&Project>,
    whole: &Project,
    copies: impl Iterator<Item = &'a Project>,
) -> (Project, Met) {
    let mut project = whole.clone();
    let mut met = Met::default();
    for copy in copies {
        let merge = bring_back(base, &project, copy).unwrap();
        assert_eq!(applied(&project, &merge.edit), merge.merged);
        met.anywhere |= !merge.conflicts.is_empty() || !merge.notes.is_empty();
        met.in_a_text |= (merge.conflicts.iter()).any(|c| c.question == Question::Text);
        project = merge.merged;
    }
    (project, met)
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn a_copy_is_sound_and_holds_no_coding_of_others(before in seeds(30)) {
        let whole = World::after(&before).project;
        for annotator in whole.annotators().iter() {
            let copy = copy_of(&whole, &annotator.id);
            prop_assert!(is_sound(&copy));
            prop_assert!(copy.statements().all(|s| s.annotator == annotator.id));
            prop_assert!(copy.statements().all(|s| s.layer == Layer::Independent));
            // Brought back as it is, it changes nothing.
            let merge = bring_back(Some(&whole), &whole, &copy).unwrap();
            prop_assert!(merge.edit.is_empty(), "{:?}", merge.edit);
            prop_assert_eq!(merge.merged, whole.clone());
            let merge = bring_back(None, &whole, &copy).unwrap();
            prop_assert_eq!(merge.merged, whole.clone());
        }
    }

    #[test]
    fn copies_come_back_in_any_order_and_no_statement_is_lost(
        before in seeds(20), owner in seeds(10), coders in vec(seeds(12), 1..4), knows in any::<bool>()
    ) {
        let world = World::after(&before);
        let base = world.project.clone();
        let whole = world.here(&owner);
        let annotators = base.annotators().iter().map(|a| a.id.clone());
        let copies: Vec<Project> = annotators
            .zip(coders)
            .enumerate()
            .map(|(number, (id, seeds))| world.coder(copy_of(&base, &id), number, &seeds))
            .collect();
        let known = knows.then_some(&base);
        let (one, met) = brought_back(known, &whole, copies.iter());
        let (other, met_too) = brought_back(known, &whole, copies.iter().rev());
        prop_assert!(is_sound(&one) && is_sound(&other));
        // What the owner has deleted meanwhile and no coder touched may stay so.
        let mut all: BTreeSet<_> = copies.iter().flat_map(ids).collect();
        all.retain(|id| base.statement(id).is_none());
        all.extend(ids(&whole));
        prop_assert!(ids(&one).is_superset(&all));
        // Where two replaced one text, a place that is found again twice may seem moved; then the
        // statement is kept, and asked of.
        if !met.in_a_text && !met_too.in_a_text {
            prop_assert_eq!(ids(&one), ids(&other));
        }
        if !met.anywhere && !met_too.anywhere {
            for statement in one.statements() {
                prop_assert_eq!(Some(statement), other.statement(&statement.id));
            }
        }
        // Two copies go together too, and lose nothing of either.
        if let [a, b, ..] = copies.as_slice() {
            let both = merge(known, a, b, How::default()).unwrap();
            prop_assert!(is_sound(&both.merged));
            let all = ids(a).union(&ids(b)).cloned().collect();
            prop_assert!(ids(&both.merged).is_superset(&all));
            prop_assert_eq!(both.merged.copy(), a.copy());
        }
    }
}
