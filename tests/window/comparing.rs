//! Two annotators side by side: what differs, deciding it by keys, the figures.

use crate::desk::Desk;
use egui::Key;
use egui_kittest::kittest::Queryable as _;
use sayso::gui::dialogs::Answer;
use sayso::model::{Layer, Provenance, ReviewStatus, Statement};

const HARBOUR: &str = include_str!("../../sample_projects/harbour-dispute.sayso.ron");

fn harbour() -> Desk {
    Desk::with(&[("harbour.sayso.ron", HARBOUR)], &["harbour.sayso.ron"])
}

fn compared() -> Desk {
    let mut desk = harbour();
    desk.press(Key::F7);
    desk
}

fn decided(desk: &Desk) -> Vec<Statement> {
    let mut all = desk.statements();
    all.retain(|statement| statement.layer == Layer::Adjudicated);
    all
}

fn independent(desk: &Desk) -> Vec<Statement> {
    let mut all = desk.statements();
    all.retain(|statement| statement.layer == Layer::Independent);
    all
}

#[test]
fn what_differs_is_listed_by_kind_and_named() {
    let mut desk = compared();
    for label in [
        "All  60",
        "Coded differently  18",
        "Borders differ  7",
        "Split or merged  3",
        "Only Mina Toft  6",
        "Only Jonas Ebel  3",
        "Same  23",
    ] {
        assert!(desk.window.query_by_label(label).is_some(), "{label}");
    }
    desk.click("Split or merged  3");
    let rows = desk.items("");
    assert_eq!(rows.len(), 3, "{rows:?}");
    desk.click("Borders differ  7");
    let rows = desk.items("borders ");
    assert_eq!(rows.len(), 7, "{rows:?}");
    // Chosen once more, all kinds are listed.
    desk.click("Borders differ  7");
    assert!(desk.items("").len() > 7);
    desk.press(Key::Escape);
    assert!(desk.window.query_by_label("All  60").is_none());
}

#[test]
fn cases_are_decided_by_one_key_each_and_codings_stay_as_they_are() {
    let mut desk = compared();
    let before = independent(&desk);
    // The first case of all kinds: coded differently, in its form.
    desk.press(Key::Num2);
    let [first] = decided(&desk).try_into().unwrap();
    assert!(matches!(&first.provenance, Provenance::Decided(from) if from.len() == 2));
    desk.press(Key::Num1);
    assert_eq!(decided(&desk).len(), 2);
    desk.press(Key::Num0);
    assert_eq!(decided(&desk).len(), 2);
    let rejected = |desk: &Desk| {
        let project = desk.project();
        let all = project.statements();
        all.filter(|s| project.status_of(&s.id) == ReviewStatus::Rejected)
            .count()
    };
    let at_first = rejected(&harbour());
    assert_eq!(rejected(&desk), at_first + 2);
    assert_eq!(independent(&desk), before);
    assert!(desk.window.query_by_label("Undecided only  57").is_some());
    // One step each.
    desk.ctrl(Key::Z);
    assert_eq!(rejected(&desk), at_first);
    assert!(desk.window.query_by_label("Undecided only  58").is_some());
    // What is decided otherwise takes the place of what was decided before.
    desk.press(Key::Home);
    desk.press(Key::Num3);
    assert_eq!(decided(&desk).len(), 3);
}

#[test]
fn a_whole_kind_is_decided_at_once() {
    let mut desk = compared();
    desk.click("Same  23");
    desk.click("Take all of them");
    assert_eq!(decided(&desk).len(), 23);
    assert_eq!(desk.notice(), "23 decisions made");
    desk.click("Borders differ  7");
    desk.click("Take the longer border");
    assert_eq!(decided(&desk).len(), 30);
    assert!(
        desk.window
            .query_by_label("Take the longer border")
            .is_none()
    );
    desk.ctrl(Key::Z);
    assert_eq!(decided(&desk).len(), 23);
}

#[test]
fn what_is_taken_can_be_edited_and_a_coding_that_changes_makes_it_stale() {
    let mut desk = compared();
    desk.press(Key::E);
    let made = desk.selected_statement().unwrap();
    assert_eq!(made.layer, Layer::Adjudicated);
    desk.press(Key::Num2);
    assert_eq!(
        decided(&desk)[0].stance.as_ref().unwrap().to_string(),
        "oppose"
    );
    desk.press(Key::F7);
    assert!(desk.items("").iter().any(|row| row.ends_with("decided")));
    // The first annotator codes it anew.
    let Provenance::Decided(from) = &made.provenance else {
        panic!()
    };
    let source = from[0].statement.clone();
    desk.press(Key::Home);
    desk.press(Key::Enter);
    desk.be("Mina Toft");
    assert_eq!(desk.selected_statement().unwrap().id, source);
    desk.press(Key::Num6);
    desk.press(Key::F7);
    assert!(
        desk.items("")
            .iter()
            .any(|row| row.ends_with("stale: changed since")),
        "{:?}",
        desk.items("")
    );
    // By the keys alone one comes to what is not decided.
    desk.press(Key::N);
    desk.press(Key::Enter);
    assert!(desk.selected_statement().is_some());
}

#[test]
fn figures_open_their_cases_and_leave_as_a_page() {
    let mut desk = compared();
    desk.click("Agreement…");
    desk.click_starting("Stance: 0.94, alpha; 78 % equal of 49 pairs");
    let rows = desk.items("");
    assert!(
        !rows.is_empty() && rows.iter().all(|row| row.to_lowercase().contains("stance")),
        "{rows:?}"
    );
    desk.click("Agreement…");
    desk.click("By article");
    let title = "Council says yes to deeper channel, and not yet to the loan";
    desk.click(title);
    let articles = |desk: &Desk| desk.items("").len();
    assert!(articles(&desk) < 60);
    desk.click("Agreement…");
    desk.answer(Answer::Files(vec![desk.path("figures.html")]));
    desk.click("Export the figures");
    desk.click("Report as HTML…");
    let page = std::fs::read_to_string(desk.path("figures.html")).unwrap();
    assert!(page.contains("Mina Toft, Jonas Ebel") && page.contains("<svg"));
    // It needs nothing else: no script, no other file, no network.
    for outside in ["<script", "http:", "https:", "src=", "url(", "@import"] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn where_one_person_codes_it_is_said_what_is_missing() {
    let mut desk = Desk::article();
    desk.press(Key::F7);
    assert!(
        desk.window
            .query_by(|node| node
                .label()
                .is_some_and(|l| l.starts_with("Only one person codes"))
                || node
                    .value()
                    .is_some_and(|l| l.starts_with("Only one person codes")))
            .is_some()
    );
}
