//! What holds of every difference and every merge. `SAYSO_CASES=10000 cargo test merging` tries them
//! for long.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::seeds;
use crate::edit::random::World;
use crate::edit::*;
use crate::model::Project;
use crate::store;
use crate::testing::cases;

pub(super) fn applied(project: &Project, edit: &Edit) -> Project {
    let mut project = project.clone();
    project.apply(edit.clone()).unwrap();
    project
}

fn merged(base: Option<&Project>, ours: &Project, theirs: &Project) -> Merge {
    merge(base, ours, theirs, How::default()).unwrap()
}

/// All that has an id.
fn things(project: &Project) -> BTreeSet<Thing> {
    let annotators = project
        .annotators()
        .iter()
        .map(|a| Thing::Annotator(a.id.clone()));
    let articles = project
        .articles()
        .iter()
        .map(|a| Thing::Article(a.id.clone()));
    let statements = project.statements().map(|s| Thing::Statement(s.id.clone()));
    let reviews = project
        .reviews()
        .iter()
        .map(|r| Thing::Review(r.id.clone()));
    let codes = project.codebook().ids().map(Thing::Code);
    annotators
        .chain(articles)
        .chain(statements)
        .chain(reviews)
        .chain(codes)
        .collect()
}

/// Whether a file of it can be opened and is the same.
pub(super) fn is_sound(project: &Project) -> bool {
    let bytes = store::write(project).unwrap();
    store::parse(bytes.as_bytes()).unwrap().project == *project
}

fn steps_of(edit: Edit) -> Vec<Edit> {
    match edit {
        Edit::Group { edits, .. } => edits,
        edit => vec![edit],
    }
}

fn is_move(edit: &Edit) -> bool {
    matches!(
        edit,
        Edit::MoveAnnotator { .. }
            | Edit::MoveArticle { .. }
            | Edit::MoveCode { .. }
            | Edit::MoveReview { .. }
    )
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn a_difference_leads_from_the_one_to_the_other_exactly_and_back(
        before in seeds(20), a in seeds(30), b in seeds(30)
    ) {
        let base = World::after(&before);
        let (a, b) = (base.here(&a), base.elsewhere(&b));
        let mut now = a.clone();
        let inverse = now.apply(diff(&a, &b).unwrap()).unwrap().inverse;
        prop_assert_eq!(&now, &b);
        prop_assert_eq!(&applied(&now, &inverse), &a);
        prop_assert!(diff(&b, &b).unwrap().is_empty());
    }

    #[test]
    fn merging_what_one_side_did_is_taking_it_over(
        before in seeds(20), ours in seeds(30), theirs in seeds(30)
    ) {
        let base = World::after(&before);
        let (ours, theirs) = (base.here(&ours), base.elsewhere(&theirs));
        let base = base.project;
        for (ours, theirs, result) in [
            (&ours, &ours, &ours),
            (&ours, &base, &ours),
            (&base, &theirs, &theirs),
        ] {
            let merge = merged(Some(&base), ours, theirs);
            prop_assert_eq!(&merge.merged, result);
            prop_assert_eq!(merge.conflicts, Vec::new());
            prop_assert_eq!(merge.notes, Vec::<String>::new());
            prop_assert_eq!(merge.edit.is_empty(), ours == result);
        }
        let merge = merged(None, &ours, &ours);
        prop_assert!(merge.edit.is_empty() && merge.conflicts.is_empty());
    }

    #[test]
    fn nothing_is_dropped_that_neither_side_dropped_and_the_result_is_sound(
        before in seeds(20), ours in seeds(30), theirs in seeds(30)
    ) {
        let base = World::after(&before);
        let (ours, theirs) = (base.here(&ours), base.elsewhere(&theirs));
        let base = base.project;
        let merge = merged(Some(&base), &ours, &theirs);
        prop_assert_eq!(&applied(&ours, &merge.edit), &merge.merged);
        prop_assert!(is_sound(&merge.merged));
        let [b, o, t, m] = [&base, &ours, &theirs, &merge.merged].map(things);
        for thing in o.union(&t) {
            let dropped = b.contains(thing) && !(o.contains(thing) && t.contains(thing));
            prop_assert!(dropped || m.contains(thing), "{thing:?} is lost");
        }
        let partial = How { theirs_is_partial: true };
        let partial = super::super::merge(Some(&base), &ours, &theirs, partial).unwrap();
        prop_assert!(things(&partial.merged).is_superset(&o));
        prop_assert!(is_sound(&partial.merged));
        let without = merged(None, &ours, &theirs);
        prop_assert!(things(&without.merged).is_superset(&o.union(&t).cloned().collect()));
        prop_assert!(is_sound(&without.merged));
    }

    #[test]
    fn each_conflict_can_be_decided_for_either_side(
        before in seeds(20), ours in seeds(20), theirs in seeds(20)
    ) {
        let base = World::after(&before);
        let (ours, theirs) = (base.here(&ours), base.elsewhere(&theirs));
        let merge = merged(Some(&base.project), &ours, &theirs);
        for conflict in &merge.conflicts {
            prop_assert!(!conflict.thing.in_words(&merge.merged).is_empty());
            for side in [Side::Ours, Side::Theirs] {
                let mut decided = merge.merged.clone();
                let done = decided.apply(conflict.decide(side).clone());
                let stands = side == conflict.stands;
                prop_assert!(!stands || decided == merge.merged, "{conflict:?}");
                // The other value may not go with what else was merged; that is said.
                let fits = |e: &EditError| matches!(e, EditError::Invalid(
                    crate::model::Invalid::InsideItself
                        | crate::model::Invalid::RepeatsItself
                        | crate::model::Invalid::TopicCycle(_)
                        | crate::model::Invalid::KeyTaken(_)
                ) | EditError::InUse { kind: "field", .. });
                prop_assert!(done.as_ref().err().is_none_or(fits), "{conflict:?} {done:?}");
                prop_assert!(is_sound(&decided));
            }
        }
    }

    #[test]
    fn changes_that_do_not_meet_commute(
        before in seeds(20), ours in seeds(6), theirs in seeds(6)
    ) {
        let base = World::after(&before);
        let (ours, theirs) = (base.here(&ours), base.elsewhere(&theirs));
        let base = base.project;
        let one = merged(Some(&base), &ours, &theirs);
        let other = merged(Some(&base), &theirs, &ours);
        // Where both replaced one text, places are looked for in that of ours, and meet otherwise.
        if one.conflicts.iter().all(|c| c.question != Question::Text) {
            prop_assert_eq!(one.conflicts.len(), other.conflicts.len());
        }
        if one.conflicts.is_empty() && one.notes.is_empty() {
            let between = steps_of(diff(&one.merged, &other.merged).unwrap());
            // Two orders of one list cannot both be; each keeps its own.
            let both_moved = [&ours, &theirs]
                .into_iter()
                .all(|side| steps_of(diff(&base, side).unwrap()).iter().any(is_move));
            let same = between.is_empty() || both_moved && between.iter().all(is_move);
            prop_assert!(same, "{between:?}");
            // As if the one had begun where the other ended.
            let later = merged(Some(&base), &one.merged, &theirs);
            prop_assert_eq!(&later.merged, &one.merged);
        }
    }
}
