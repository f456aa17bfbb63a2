//! What is known of an article.

use crate::desk::Desk;
use egui::{Event, Key};
use egui_kittest::kittest::{AccessKitNode, NodeT as _, Queryable as _};
use sayso::model::{Article, ProgressState};

const HARBOUR: &str = include_str!("../../sample_projects/harbour-dispute.sayso.ron");

fn details() -> Desk {
    let mut desk = Desk::article();
    desk.ctrl(Key::I);
    desk
}

fn article(desk: &Desk) -> Article {
    Article::clone(desk.project().articles().at(0).unwrap())
}

fn fill(desk: &mut Desk, field: &str, text: &str) {
    desk.window.get_by_label(field).focus();
    desk.settle();
    desk.ctrl(Key::A);
    for letter in text.chars() {
        desk.window.event(Event::Text(letter.to_string()));
        desk.window.step();
    }
    desk.press(Key::Tab);
}

fn undo_label(desk: &Desk) -> String {
    let session = desk.window.state().session().unwrap();
    session.history.undo_label().unwrap_or_default().to_owned()
}

fn has_keyboard(node: &AccessKitNode<'_>) -> bool {
    node.is_focused()
}

#[test]
fn each_field_is_one_step_that_is_named() {
    let mut desk = details();
    let before = desk.project().clone();
    let fields = [
        ("Title", "Ferry talks, resumed", "change article title"),
        ("Outlet", "Vell Courier", "change outlet"),
        ("Author", "О. Скляр", "change author"),
        ("Published", "2026-03", "change date"),
        ("Address", "https://courier.example/ferry", "change address"),
        ("Language", "pt-BR", "change language"),
        ("Tags", "ferry, winter,ferry", "change tags"),
    ];
    for (field, text, label) in fields {
        fill(&mut desk, field, text);
        assert_eq!(undo_label(&desk), label);
    }
    let changed = article(&desk);
    assert_eq!(changed.title, "Ferry talks, resumed");
    assert_eq!(changed.outlet, "Vell Courier");
    assert_eq!(changed.author, "О. Скляр");
    assert_eq!(changed.published.unwrap().to_string(), "2026-03");
    assert_eq!(changed.url, "https://courier.example/ferry");
    assert_eq!(changed.language, "pt-BR");
    assert_eq!(changed.tags, ["ferry", "winter"]);
    for _ in fields {
        desk.ctrl(Key::Z);
    }
    assert_eq!(desk.project(), &before);
}

#[test]
fn a_date_or_language_that_cannot_stand_is_refused_and_kept() {
    let mut desk = details();
    let before = desk.project().clone();
    fill(&mut desk, "Published", "3 March");
    fill(&mut desk, "Language", "English!");
    assert!(desk.window.query_by_label_contains("no date").is_some());
    assert!(
        desk.window
            .query_by_label_contains("no language tag")
            .is_some()
    );
    let value = |desk: &Desk, field: &str| desk.window.get_by_label(field).value();
    assert_eq!(value(&desk, "Published").as_deref(), Some("3 March"));
    assert_eq!(desk.project(), &before);

    // It waits, also while one reads.
    desk.press(Key::Escape);
    desk.press(Key::Escape);
    desk.ctrl(Key::I);
    assert_eq!(value(&desk, "Published").as_deref(), Some("3 March"));
    fill(&mut desk, "Published", "2026-03-03");
    assert!(desk.window.query_by_label_contains("no date").is_none());
    assert_eq!(article(&desk).published.unwrap().to_string(), "2026-03-03");
}

#[test]
fn tab_goes_through_the_fields_in_their_order() {
    let mut desk = details();
    let before = desk.project().clone();
    desk.window.get_by_label("Title").focus();
    desk.settle();
    for field in [
        "Title",
        "Outlet",
        "Author",
        "Published",
        "Address",
        "Language",
        "Tags",
    ] {
        let focused = desk.window.get_by(has_keyboard);
        assert_eq!(focused.accesskit_node().label().as_deref(), Some(field));
        desk.press(Key::Tab);
    }
    assert_eq!(desk.project(), &before, "looking changes nothing");
}

#[test]
fn escape_takes_back_what_is_typed_and_then_leaves() {
    let mut desk = details();
    let before = desk.project().clone();
    desk.window.get_by_label("Title").focus();
    desk.settle();
    desk.type_text("half a title");
    desk.press(Key::Escape);
    assert!(desk.window.query_by_label("Published").is_some());
    desk.press(Key::Escape);
    assert!(desk.window.query_by_label("Published").is_none());
    assert_eq!(desk.project(), &before);
}

#[test]
fn the_progress_of_each_annotator_is_set_apart() {
    let mut desk = Desk::with(&[("h.sayso.ron", HARBOUR)], &["h.sayso.ron"]);
    desk.ctrl(Key::I);
    let before = desk.project().clone();
    let annotators: Vec<_> = before.annotators().iter().map(|a| a.id.clone()).collect();
    let progress = |desk: &Desk| {
        let article = article(desk);
        [0, 1].map(|at| article.progress_of(&annotators[at]))
    };
    let start = progress(&desk);
    let state = ProgressState::Assigned;
    let buttons: Vec<_> = desk.window.get_all_by_label("Assigned").collect();
    assert_eq!(buttons.len(), 2, "one row for each annotator");
    buttons[1].click();
    desk.settle();
    assert_eq!(progress(&desk), [start[0], Some(state)]);
    assert_eq!(undo_label(&desk), "change progress");
    desk.ctrl(Key::Z);
    assert_eq!(desk.project(), &before);
}
