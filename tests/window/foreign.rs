//! Articles that do harm to what reads them.

use std::time::Duration;

use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use sayso::foreign::Program;
use sayso::gui::dialogs::Answer;

use crate::desk::{ARTICLE, Desk};

/// A program that reads as the script says; `$0` is the real one.
fn stand_in(script: &str) -> Program {
    Program {
        path: "/bin/sh".into(),
        arguments: ["-c", script, env!("CARGO_BIN_EXE_sayso")]
            .map(str::to_owned)
            .to_vec(),
        patience: Duration::from_secs(2),
    }
}

#[test]
fn an_article_that_never_ends_leaves_the_window_alive_and_is_said() {
    let files = [("good.txt", ARTICLE), ("bad.txt", "Never.")];
    // Text of seven bytes and more is read, other text never.
    let script = "read -r head; case $head in *:6}) exec sleep 600;; esac
        printf '{\"text\":4}\\nGood'; exec cat >/dev/null";
    let mut desk = Desk::with_reader(&files, &["good.txt"], stand_in(script));
    assert_eq!(desk.project().articles().len(), 1);
    let before = desk.project().clone();
    desk.answer(Answer::Files(vec![desk.path("bad.txt")]));
    desk.window
        .key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    desk.window.run();
    desk.window.run();
    assert!(desk.window.state().is_busy(), "it is being read");
    desk.window.key_press_modifiers(Modifiers::COMMAND, Key::K);
    desk.window.run();
    assert!(desk.window.state().is_busy(), "it is being read still");
    desk.settle();
    let said = desk.notice();
    assert!(
        said.contains("bad.txt") && said.contains("took longer than 2 s"),
        "{said}"
    );
    assert_eq!(desk.project(), &before);
}

#[test]
fn a_text_that_ends_its_reader_replaces_nothing() {
    let files = [("ferry.txt", ARTICLE), ("bad.txt", "Bad.")];
    let script = "read -r head; case $head in *:4}) kill -ABRT $$;; esac
        printf '{\"text\":4}\\nGood'; exec cat >/dev/null";
    let mut desk = Desk::with_reader(&files, &["ferry.txt"], stand_in(script));
    let before = desk.project().clone();
    desk.answer(Answer::Files(vec![desk.path("bad.txt")]));
    desk.click("Project");
    desk.click("Replace article text…");
    let said = desk.notice();
    assert!(said.contains("The text was not replaced"), "{said}");
    assert!(said.contains("failed on it (signal 6)"), "{said}");
    assert_eq!(desk.project(), &before);
    assert!(desk.window.query_by_label("Replace the text?").is_none());
}
