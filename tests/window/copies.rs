//! Several coders: a copy for one, bringing it back, what its codebook lets one do, and codes that
//! came in twice.

use std::sync::Arc;

use crate::desk::{Desk, load};
use egui::Key;
use egui_kittest::kittest::Queryable as _;
use sayso::edit::Edit;
use sayso::gui::dialogs::Answer;
use sayso::model::{
    Code, CodeStatus, Policy, Project, Speaker, SpeakerId, SpeakerKind, Statement, StatementId,
};
use sayso::store;

const HARBOUR: &str = include_str!("../../sample_projects/harbour-dispute.sayso.ron");

fn harbour() -> Desk {
    Desk::with(&[("p.sayso.ron", HARBOUR)], &["p.sayso.ron"])
}

fn run(desk: &mut Desk, menu: &str, item: &str) {
    desk.click(menu);
    desk.click_starting(item);
}

/// A copy for the second annotator, in c.sayso.ron.
fn copied(desk: &mut Desk) -> Project {
    desk.answer(Answer::Files(vec![desk.path("c.sayso.ron")]));
    run(desk, "Project", "Copy for a coder…");
    let second = desk.project().annotators().at(1).unwrap().name.clone();
    desk.click(&second);
    desk.press(Key::Enter);
    load(&desk.path("c.sayso.ron"))
}

/// What the coder makes of the copy.
fn code(desk: &Desk, edit: impl Fn(&Project) -> Edit) {
    let path = desk.path("c.sayso.ron");
    let mut copy = load(&path);
    copy.apply(edit(&copy)).unwrap();
    store::save(&path, &copy, None).unwrap();
}

/// One more statement, like one that is there.
fn more(project: &Project) -> Edit {
    let one = project.statements().next().unwrap();
    Edit::AddStatement(Arc::new(Statement {
        id: StatementId::new("st_new"),
        ..Statement::clone(one)
    }))
}

fn speaker(id: &str, name: &str) -> Edit {
    let speaker = Speaker::new(SpeakerId::new(id), name, SpeakerKind::Person);
    Edit::AddCode {
        at: usize::MAX,
        code: Box::new(Code::Speaker(speaker)),
    }
}

fn bring_back(desk: &mut Desk) {
    desk.answer(Answer::Files(vec![desk.path("c.sayso.ron")]));
    run(desk, "Project", "Bring back a copy…");
}

#[test]
fn a_copy_for_a_coder_holds_that_coders_work_and_leaves_the_project_as_it_is() {
    let mut desk = harbour();
    let whole = desk.project().clone();
    let copy = copied(&mut desk);
    let coder = copy.copy().unwrap().annotator.clone();
    assert_eq!(copy.policy(), Policy::ProposeOnly);
    assert!(copy.statement_count() > 0 && copy.statement_count() < whole.statement_count());
    assert!(copy.statements().all(|s| s.annotator == coder));
    assert_eq!(desk.project(), &whole);
    assert!(desk.notice().starts_with("Exported "), "{}", desk.notice());
}

#[test]
fn a_copy_comes_back_as_one_step_and_a_backup_is_made_first() {
    let mut desk = harbour();
    let whole = desk.project().clone();
    let name = sayso::edit::whose(&copied(&mut desk));
    code(&desk, more);
    bring_back(&mut desk);
    desk.window.get_by_label("Bring back a copy");
    desk.window.get_by_label("1 statement added");
    desk.press(Key::Enter);
    assert_eq!(desk.notice(), format!("Brought back {name}: 1 statement"));
    assert_eq!(
        desk.project().statement_count(),
        whole.statement_count() + 1
    );
    assert_eq!(desk.project().copy(), None);
    let kept = std::fs::read_dir(desk.path("state/projects")).unwrap();
    let kept = kept.flat_map(|one| std::fs::read_dir(one.unwrap().path().join("backups")).unwrap());
    let kept: Vec<String> = kept
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    for reason in ["copy-made", "before-merge"] {
        assert!(kept.iter().any(|name| name.contains(reason)), "{kept:?}");
    }
    desk.ctrl(Key::Z);
    assert_eq!(desk.project(), &whole);
}

#[test]
fn a_copy_that_is_dropped_is_offered_to_be_brought_back_and_another_project_is_opened() {
    let mut desk = harbour();
    copied(&mut desk);
    code(&desk, more);
    desk.drop(&["c.sayso.ron"]);
    desk.window.get_by_label("Bring back a copy");
    desk.window.get_by_label("1 statement added");
    desk.press(Key::Escape);
    let copy = std::fs::read_to_string(desk.path("c.sayso.ron")).unwrap();
    let id = desk.project().id().to_string();
    std::fs::write(desk.path("d.sayso.ron"), copy.replace(&id, "prj_other")).unwrap();
    desk.drop(&["d.sayso.ron"]);
    assert_eq!(desk.project().id().to_string(), "prj_other");
}

#[test]
fn codes_that_came_in_twice_are_asked_about_and_never_joined_silently() {
    for (key, left) in [(Key::Num1, 1), (Key::Num2, 1), (Key::Num3, 2)] {
        let mut desk = harbour();
        copied(&mut desk);
        code(&desk, |_| speaker("sp_theirs", "Oda Vane"));
        desk.ctrl(Key::B);
        desk.window.get_by_label("Name of a new speaker").focus();
        desk.settle();
        desk.type_text("Oda Vane");
        desk.press(Key::Enter);
        bring_back(&mut desk);
        desk.press(Key::Enter);
        let named = |desk: &Desk| {
            let all = desk.project().codebook().speakers().iter();
            all.filter(|speaker| speaker.name == "Oda Vane").count()
        };
        assert_eq!(named(&desk), 2);
        desk.window.get_by_label("Are these one speaker?");
        desk.press(key);
        assert_eq!(named(&desk), left, "{key:?}");
        assert!(
            desk.window
                .query_by_label("Are these one speaker?")
                .is_none()
        );
        // What was said is remembered.
        run(&mut desk, "Review", "Codes that may be the same…");
        assert!(
            desk.window
                .query_by_label("Are these one speaker?")
                .is_none()
        );
    }
}

#[test]
fn where_codes_are_proposed_new_ones_are_marked_and_the_others_stay() {
    let mut desk = harbour();
    run(&mut desk, "Review", "Codebook: propose only");
    let before = desk.project().codebook().speakers().clone();
    desk.ctrl(Key::B);
    desk.window.get_by_label("Name of a new speaker").focus();
    desk.settle();
    desk.type_text("Oda Vane");
    desk.press(Key::Enter);
    let status = |desk: &Desk| {
        let oda = desk.project().codebook().speaker_named("Oda Vane");
        oda.map(|oda| oda.status)
    };
    assert_eq!(status(&desk), Some(CodeStatus::Proposed));
    desk.click("Active");
    assert_eq!(status(&desk), Some(CodeStatus::Active));
    desk.click_starting("Undo: ");
    assert_eq!(status(&desk), Some(CodeStatus::Proposed));
    // One that is there stays as it is.
    desk.window.get_by_label("Name").focus();
    desk.settle();
    desk.press(Key::Escape);
    let first = before.at(0).unwrap().id.clone();
    desk.press(Key::Home);
    desk.click("Retired");
    assert!(
        desk.notice()
            .starts_with("Nothing was changed: the codebook takes proposals only"),
        "{}",
        desk.notice()
    );
    let now = desk.project().codebook().speakers().get(&first).cloned();
    assert_eq!(now.as_ref(), before.get(&first));
}

#[test]
fn a_copy_says_what_it_is_and_keeps_to_its_policy() {
    let mut desk = harbour();
    let name = sayso::edit::whose(&copied(&mut desk));
    let mut copy = desk.again(&["c.sayso.ron"]);
    copy.window.get_by_label_contains(&format!("{name}: "));
    run(&mut copy, "Review", "Codebook open");
    assert_eq!(copy.project().policy(), Policy::ProposeOnly);
    assert!(
        copy.notice().contains("whoever made this copy"),
        "{}",
        copy.notice()
    );
    run(&mut copy, "Project", "Copy for a coder…");
    assert!(copy.notice().starts_with("This is "), "{}", copy.notice());
}
