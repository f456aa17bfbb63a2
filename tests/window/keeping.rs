//! Nothing that was done is lost.

use crate::desk::{Desk, load};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use sayso::gui::dialogs::Answer;

fn one_more(desk: &mut Desk) {
    desk.select("Critics");
    desk.press(Key::Num2);
    assert_eq!(desk.statements().len(), 2);
    assert!(
        desk.window
            .query_by_label_contains("Kept, not in the file yet")
            .is_some()
    );
}

#[test]
fn after_a_crash_what_was_not_saved_is_offered_and_taken() {
    let mut desk = Desk::saved();
    one_more(&mut desk);
    let mut desk = desk.crash(&["p.sayso.ron"]);
    assert_eq!(desk.statements().len(), 1);
    desk.window
        .get_by_label("Work that is not in “p.sayso.ron”");
    desk.window.get_by_label_contains("1 statement added");
    desk.press(Key::Enter);
    assert_eq!(desk.statements().len(), 2);
    // It is not in the file before it is saved, and it can be undone, as what was saved before.
    assert_eq!(load(&desk.path("p.sayso.ron")).statement_count(), 1);
    desk.ctrl(Key::S);
    assert_eq!(load(&desk.path("p.sayso.ron")).statement_count(), 2);
    for _ in 0..4 {
        desk.ctrl(Key::Z);
    }
    assert_eq!(desk.statements().len(), 0);
}

#[test]
fn what_is_not_decided_is_offered_again_and_what_is_left_out_stays_among_the_backups() {
    let mut desk = Desk::saved();
    one_more(&mut desk);
    let mut desk = desk.crash(&["p.sayso.ron"]);
    desk.press(Key::Escape);
    assert!(desk.window.state().session().is_none());
    let mut desk = desk.crash(&["p.sayso.ron"]);
    desk.click("Open the file as it is");
    assert_eq!(desk.statements().len(), 1);
    let desk = desk.crash(&["p.sayso.ron"]);
    assert!(
        desk.window
            .query_by_label_contains("Work that is not")
            .is_none()
    );
    let mut kept = Vec::new();
    for project in std::fs::read_dir(desk.path("state/projects")).unwrap() {
        for backup in std::fs::read_dir(project.unwrap().path().join("backups")).unwrap() {
            kept.push(backup.unwrap().path());
        }
    }
    let left_out = kept
        .iter()
        .find(|path| path.to_string_lossy().contains("not-recovered"));
    assert_eq!(load(left_out.unwrap()).statement_count(), 2);
}

#[test]
fn what_was_never_saved_is_offered_at_the_next_start() {
    let mut desk = Desk::article();
    desk.select("“We will sail,”");
    desk.press(Key::Num1);
    assert!(
        desk.window
            .query_by_label_contains("Kept, in no file yet")
            .is_some()
    );
    let mut desk = desk.crash(&[]);
    desk.window
        .get_by_label("Work that was never saved in a file");
    desk.press(Key::Enter);
    assert_eq!(desk.statements().len(), 1);
    // Taken up, it is kept on.
    desk.select("Critics");
    desk.press(Key::Num2);
    let mut desk = desk.crash(&[]);
    desk.press(Key::Enter);
    assert_eq!(desk.statements().len(), 2);
}

#[test]
fn the_history_outlasts_the_program() {
    let desk = Desk::saved();
    let mut desk = desk.again(&["p.sayso.ron"]);
    assert_eq!(desk.statements().len(), 1);
    desk.ctrl(Key::Z);
    desk.ctrl(Key::Z);
    assert_eq!(desk.statements().len(), 0);
    desk.shift(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    desk.shift(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
    assert_eq!(desk.statements().len(), 1);
}

#[test]
fn what_is_typed_is_kept_a_moment_after_the_last_key() {
    let mut desk = Desk::saved();
    desk.press(Key::N);
    desk.type_text("half a no");
    // The window's clock goes on by a quarter of a second in a frame.
    for _ in 0..8 {
        desk.window.step();
    }
    desk.settle();
    let mut desk = desk.crash(&["p.sayso.ron"]);
    desk.press(Key::Enter);
    assert_eq!(desk.statements()[0].note, "half a no");
}

#[test]
fn closing_saves_and_so_do_fifty_edits() {
    let mut desk = Desk::saved();
    one_more(&mut desk);
    desk.ctrl(Key::Q);
    assert_eq!(load(&desk.path("p.sayso.ron")).statement_count(), 2);

    let mut desk = Desk::saved();
    desk.select("Critics");
    desk.press(Key::Num2);
    for _ in 0..25 {
        desk.press(Key::Num3);
        desk.press(Key::Num4);
    }
    assert_eq!(load(&desk.path("p.sayso.ron")).statement_count(), 2);
}

#[test]
fn a_project_is_open_in_one_window() {
    let desk = Desk::saved();
    let second = desk.second(&["p.sayso.ron"]);
    let words = "Read only: open in another window";
    assert!(second.window.query_by_label_contains(words).is_some());
    assert_eq!(second.statements().len(), 1);
    drop(desk);
}

#[test]
fn what_cannot_be_looked_at_is_not_written_over() {
    let mut desk = Desk::saved();
    one_more(&mut desk);
    let projects = std::fs::read_dir(desk.path("state/projects")).unwrap();
    let mut journals = projects.map(|project| project.unwrap().path().join("journal"));
    let journal = journals.find(|journal| journal.exists()).unwrap();
    let kept = std::fs::read(&journal).unwrap();
    // For once it cannot be read.
    std::fs::remove_file(&journal).unwrap();
    std::fs::create_dir(&journal).unwrap();
    let mut desk = desk.crash(&["p.sayso.ron"]);
    let words = "cannot be looked at";
    assert!(desk.window.query_by_label_contains(words).is_some());
    std::fs::remove_dir(&journal).unwrap();
    std::fs::write(&journal, &kept).unwrap();
    desk.select("Critics");
    desk.press(Key::Num3);
    let words = "Not saved: Ctrl+S. what was kept before";
    assert!(desk.window.query_by_label_contains(words).is_some());
    desk.ctrl(Key::S);
    assert_eq!(load(&desk.path("p.sayso.ron")).statement_count(), 2);
    assert_eq!(std::fs::read(&journal).unwrap(), kept);
    desk.press(Key::Num1);
    assert!(desk.window.query_by_label_contains(words).is_some());
    // The next time it is offered, and put together with what was saved meanwhile.
    let desk = desk.crash(&["p.sayso.ron"]);
    desk.window
        .get_by_label("Work that is not in “p.sayso.ron”");
}

#[test]
fn versions_are_shown_and_a_copy_of_one_is_saved() {
    let mut desk = Desk::saved();
    one_more(&mut desk);
    desk.ctrl(Key::S);
    desk.click("Project");
    desk.click("Backups…");
    desk.window
        .get_by_label_contains("2 statements; the same as now");
    desk.window
        .get_by_label_contains("1 statement; since then 1 statement added");
    let copy = desk.path("copy.sayso.ron");
    desk.answer(Answer::Files(vec![copy.clone()]));
    // The newest comes first; the one below it has one statement.
    let buttons: Vec<_> = desk
        .window
        .get_all_by_label_contains("Save a copy of")
        .collect();
    buttons[1].click();
    drop(buttons);
    desk.settle();
    assert_eq!(load(&copy).statement_count(), 1);
    assert_eq!(desk.statements().len(), 2);
}

#[test]
fn a_file_that_cannot_be_read_is_not_written_over_by_what_is_recovered() {
    let mut desk = Desk::saved();
    one_more(&mut desk);
    let file = desk.path("p.sayso.ron");
    let desk = {
        let path = file.clone();
        let whole = std::fs::read(&path).unwrap();
        std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
        desk.crash(&["p.sayso.ron"])
    };
    let damaged = std::fs::read(&file).unwrap();
    let mut desk = desk;
    desk.window
        .get_by_label_contains("The file itself cannot be read");
    desk.press(Key::Enter);
    assert_eq!(desk.statements().len(), 2);
    let copy = desk.path("copy.sayso.ron");
    desk.answer(Answer::Files(vec![copy.clone()]));
    desk.ctrl(Key::S);
    assert_eq!(load(&copy).statement_count(), 2);
    assert_eq!(std::fs::read(&file).unwrap(), damaged);
}

#[test]
fn what_is_recovered_is_not_saved_though_it_was_once() {
    let mut desk = Desk::saved();
    // Saved again with another stance; then back to what was saved before.
    desk.press(Key::Num2);
    desk.ctrl(Key::S);
    desk.ctrl(Key::Z);
    let mut desk = desk.crash(&["p.sayso.ron"]);
    desk.press(Key::Enter);
    assert!(
        desk.window
            .query_by_label_contains("Kept, not in the file yet")
            .is_some()
    );
    desk.ctrl(Key::Q);
    let kept = load(&desk.path("p.sayso.ron"));
    let stance = kept.statements().next().unwrap().stance.clone();
    assert_eq!(stance.unwrap().to_string(), "support");
}

#[test]
fn work_that_is_not_taken_up_to_the_end_is_offered_again() {
    let mut desk = Desk::saved();
    one_more(&mut desk);
    let mut desk = desk.crash(&["p.sayso.ron"]);
    // No name is given, and something else is done.
    desk.answer(Answer::Cancelled);
    desk.click("Save as…");
    desk.ctrl(Key::N);
    desk.click("Don’t save");
    desk.answer(Answer::Files(vec![desk.path("ferry.txt")]));
    desk.shift(Modifiers::COMMAND | Modifiers::SHIFT, Key::O);
    assert!(
        desk.window
            .query_by_label_contains("Kept, in no file yet")
            .is_some()
    );
    let mut desk = desk.crash(&["p.sayso.ron"]);
    desk.press(Key::Enter);
    assert_eq!(desk.statements().len(), 2);
}

#[test]
fn the_project_that_is_open_is_not_opened_a_second_time() {
    let mut desk = Desk::saved();
    let file = desk.path("p.sayso.ron");
    desk.answer(Answer::Files(vec![file.clone()]));
    desk.ctrl(Key::O);
    assert_eq!(desk.notice(), "“p.sayso.ron” is open already");
    // Left and opened again, it is one's own again.
    desk.ctrl(Key::N);
    desk.answer(Answer::Files(vec![file]));
    desk.ctrl(Key::O);
    assert!(desk.window.query_by_label("Saved").is_some());
    assert_eq!(desk.statements().len(), 1);
}
