//! Commands by menu, key and palette; what the window remembers.

use crate::desk::{ARTICLE, Desk};
use egui::Key;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sayso::gui::command::Command;
use sayso::gui::settings::{Choice, Settings};
use sayso::model::StanceId;

const HARBOUR: &str = include_str!("../../sample_projects/harbour-dispute.sayso.ron");

#[test]
fn the_palette_finds_and_runs() {
    let mut desk = Desk::article();
    desk.select("“We will sail,”");
    desk.ctrl(Key::K);
    desk.type_text("make st");
    desk.press(Key::Enter);
    assert_eq!(desk.quotes(), ["“We will sail,”"]);

    desk.ctrl(Key::K);
    desk.type_text("stance: opp");
    desk.press(Key::Enter);
    assert_eq!(stance(&desk), Some(StanceId::new("oppose")));

    // A digit is a letter here, and Escape gives the keys back to the text.
    desk.ctrl(Key::K);
    desk.press(Key::Num1);
    desk.press(Key::Escape);
    assert_eq!(stance(&desk), Some(StanceId::new("oppose")));
    desk.press(Key::Num1);
    assert_eq!(stance(&desk), Some(StanceId::new("support")));
}

#[test]
fn every_command_is_in_the_palette_and_on_the_page_of_keys() {
    let mut desk = Desk::article();
    desk.press(Key::F1);
    for command in Command::ALL {
        let name = format!("{}: ", command.spec().name);
        let found = desk
            .window
            .query_all_by(|node| node.label().is_some_and(|label| label.starts_with(&name)));
        assert!(found.count() > 0, "{command:?} is not on the page");
    }
    desk.press(Key::F1);
    assert!(desk.window.query_by_label("Keys and commands").is_none());
}

#[test]
fn what_was_deleted_comes_back_by_one_click() {
    let mut desk = Desk::article();
    desk.select("“We will sail,”");
    desk.press(Key::Enter);
    desk.press(Key::Delete);
    assert_eq!(desk.notice(), "Deleted statement");
    desk.click_starting("Undo Ctrl");
    assert_eq!(desk.quotes(), ["“We will sail,”"]);
}

#[test]
fn theme_name_and_last_project_are_remembered() {
    let mut desk = Desk::article();
    desk.ctrl(Key::K);
    desk.type_text("high contrast");
    desk.press(Key::Enter);
    desk.ctrl(Key::K);
    desk.type_text("coding as");
    desk.press(Key::Enter);
    desk.type_text("Ірина К.");
    desk.press(Key::Enter);
    desk.select("“We will sail,”");
    desk.press(Key::Enter);
    desk.press(Key::V);
    let annotators = desk.project().annotators();
    let names: Vec<_> = annotators.iter().map(|a| a.name.clone()).collect();
    assert_eq!(names, ["Ірина К."]);

    let kept = Settings::load(&desk.path("settings.ron"));
    assert_eq!(
        (kept.theme, kept.name.as_str()),
        (Choice::Contrast, "Ірина К.")
    );
    let again = Desk::with(
        &[("ferry.txt", ARTICLE), ("settings.ron", &text_of(&kept))],
        &["ferry.txt"],
    );
    let session = again.window.state().session().unwrap();
    assert_eq!(session.my_name(), Some("Ірина К."));
    assert!(session.more_open);
    assert_eq!(session.project.annotators().len(), 0, "until one codes");
}

#[test]
fn saying_who_one_is_renames_nobody_else() {
    let mut desk = Desk::with(&[("harbour.sayso.ron", HARBOUR)], &["harbour.sayso.ron"]);
    let names = |desk: &Desk| -> Vec<String> {
        let all = desk.project().annotators().iter();
        all.map(|annotator| annotator.name.clone()).collect()
    };
    let before = names(&desk);
    desk.ctrl(Key::K);
    desk.type_text("coding as");
    desk.press(Key::Enter);
    desk.type_text("C.D.");
    desk.press(Key::Enter);
    assert_eq!(names(&desk), before);
    desk.press(Key::F);
    desk.press(Key::Enter);
    assert_eq!(names(&desk).last().unwrap(), "C.D.");
    assert_eq!(names(&desk)[..before.len()], before);

    // Who was only guessed gets the name.
    let mut desk = Desk::article();
    desk.press(Key::F);
    desk.press(Key::Enter);
    desk.ctrl(Key::K);
    desk.type_text("coding as");
    desk.press(Key::Enter);
    desk.ctrl(Key::A);
    desk.type_text("C.D.");
    desk.press(Key::Enter);
    assert_eq!(names(&desk), ["C.D."]);
}

fn stance(desk: &Desk) -> Option<StanceId> {
    desk.statements()[0].stance.clone()
}

fn text_of(settings: &Settings) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("settings.ron");
    settings.save(&file).unwrap();
    std::fs::read_to_string(file).unwrap()
}

#[test]
fn f6_goes_round_the_panes_and_shift_f6_back() {
    let mut desk = Desk::article();
    desk.select("“We will sail,”");
    desk.press(Key::Enter);
    let focused = |desk: &Desk| {
        let node = desk
            .window
            .query_by(|node| node.is_focused() && node.role() != egui::Role::Window);
        let label = node
            .and_then(|node| node.accesskit_node().label())
            .unwrap_or_default();
        label.split(' ').next().unwrap_or_default().to_owned()
    };
    let text = focused(&desk);
    let mut round = Vec::new();
    for _ in 0..4 {
        desk.press(Key::F6);
        round.push(focused(&desk));
    }
    assert_eq!(round, ["Speaker", "Statement", "Article", text.as_str()]);
    for expected in round.iter().rev().skip(1) {
        desk.shift(egui::Modifiers::NONE, Key::F6);
        assert_eq!(focused(&desk), *expected);
    }
    // From a field of the panel, on to the table; without it, on to the articles.
    desk.press(Key::N);
    desk.press(Key::F6);
    assert_eq!(focused(&desk), "Statement");
    desk.ctrl(Key::B);
    let codebook = focused(&desk);
    desk.press(Key::F6);
    assert_eq!(focused(&desk), "Article");
    desk.press(Key::F6);
    assert_eq!(focused(&desk), codebook);
}

#[test]
fn words_that_go_take_no_others_with_them() {
    // Whenever something happens: the first words stand for 24 frames of a quarter of a second, some
    // of which are drawn while what was done is written.
    let mut gone = 0;
    for frames in 0..28 {
        let mut desk = Desk::article();
        for words in ["another winter", "“We will sail,”"] {
            desk.select(words);
            desk.press(Key::Enter);
        }
        desk.press(Key::Delete);
        assert!(desk.notice().contains("eleted"), "{}", desk.notice());
        desk.press(Key::J);
        desk.window.run_steps(frames);
        gone += usize::from(desk.notice().is_empty());
        desk.window.key_press(Key::Delete);
        desk.window.run_steps(3);
        assert!(desk.notice().contains("eleted"), "after {frames} frames");
    }
    assert!((1..28).contains(&gone), "{gone}");
}
