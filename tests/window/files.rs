//! Opening, saving and what can go wrong.

use crate::desk::{ARTICLE, Desk, load};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use sayso::gui::dialogs::Answer;

#[test]
fn unsaved_work_is_asked_about_and_cancel_keeps_it() {
    let mut desk = Desk::article();
    desk.ctrl(Key::N);
    assert!(
        desk.window
            .query_by_label_contains("Save the changes")
            .is_some()
    );
    desk.press(Key::Escape);
    assert_eq!(desk.project().articles().len(), 1);

    let file = desk.path("kept.sayso.ron");
    desk.answer(Answer::Files(vec![file.clone()]));
    desk.ctrl(Key::N);
    desk.press(Key::Enter);
    assert_eq!(load(&file).articles().len(), 1);
    assert_eq!(
        desk.project().articles().len(),
        0,
        "the new project is open"
    );
}

#[test]
fn without_a_file_dialog_the_path_is_typed() {
    let mut desk = Desk::article();
    desk.answer(Answer::Unavailable);
    desk.ctrl(Key::S);
    desk.settle();
    let field = desk.window.get_by_label("Path of the file");
    let file = desk.path("typed.sayso.ron");
    assert!(field.value().unwrap().ends_with(".sayso.ron"));
    field.focus();
    desk.ctrl(Key::A);
    desk.type_text(&file.display().to_string());
    desk.press(Key::Enter);
    assert_eq!(load(&file).articles().len(), 1);
}

#[test]
fn what_cannot_be_opened_is_said_and_changes_nothing() {
    let mut desk = Desk::with(
        &[
            ("ferry.txt", ARTICLE),
            ("broken.sayso.ron", "(format: 1, id: \"prj_x\", oops"),
        ],
        &["ferry.txt"],
    );
    let before = desk.project().clone();
    for (name, said) in [
        ("missing.txt", "no such file"),
        ("broken.sayso.ron", "was not opened"),
        ("ferry.txt", "in the project already"),
    ] {
        let path = desk.path(name);
        desk.answer(Answer::Files(vec![path.clone()]));
        if name == "broken.sayso.ron" {
            desk.ctrl(Key::O);
            desk.click("Don’t save");
        } else {
            desk.shift(Modifiers::COMMAND, Key::O);
        }
        assert!(desk.notice().contains(said), "{name}: {}", desk.notice());
        assert!(
            desk.notice().contains(name.trim_end_matches(".txt")),
            "{}",
            desk.notice()
        );
        assert_eq!(desk.project(), &before);
    }
}

#[test]
fn nobody_elses_save_is_overwritten() {
    let mut desk = Desk::article();
    let file = desk.path("shared.sayso.ron");
    desk.answer(Answer::Files(vec![file.clone()]));
    desk.ctrl(Key::S);
    let theirs = std::fs::read_to_string(&file)
        .unwrap()
        .replace("ferry", "Ferry");
    std::fs::write(&file, &theirs).unwrap();
    desk.select("“We will sail,”");
    desk.press(Key::Enter);
    desk.ctrl(Key::S);
    // Both are there: their title, our statement.
    let both = load(&file);
    assert_eq!(both.articles().at(0).unwrap().title, "Ferry");
    assert_eq!(both.statement_count(), 1);
    assert!(!desk.window.state().session().unwrap().history.is_unsaved());
}

#[test]
fn the_welcome_opens_the_sample_and_every_control_has_a_name() {
    let mut desk = Desk::with(&[], &[]);
    desk.click_starting("First steps");
    let count = desk.project().statement_count();
    assert!(count >= 10);
    assert_eq!(
        desk.window.state().session().unwrap().path,
        None,
        "the sample itself is safe"
    );
    // The harness itself fails on a control without a name.
    desk.press(Key::J);
    assert!(
        desk.window
            .query_by_label_contains(&format!("1 of {count}"))
            .is_some()
    );
}
