//! Somebody else saved the file that is open.

use crate::desk::{Desk, load};
use egui::{Event, Key};
use egui_kittest::kittest::Queryable as _;
use sayso::edit::Edit;
use sayso::model::{Project, StanceId, StatementChange};
use sayso::store;

/// Somebody else's edit of the file.
fn elsewhere(desk: &Desk, edit: impl FnOnce(&Project) -> Edit) {
    let path = desk.path("p.sayso.ron");
    let mut project = load(&path);
    project.apply(edit(&project)).unwrap();
    store::save(&path, &project, None).unwrap();
}

fn note(words: &str) -> impl FnOnce(&Project) -> Edit + '_ {
    move |project| Edit::ChangeStatement {
        id: project.statements().next().unwrap().id.clone(),
        change: StatementChange::Note(words.into()),
    }
}

fn stance(id: &str) -> impl FnOnce(&Project) -> Edit + '_ {
    move |project| Edit::ChangeStatement {
        id: project.statements().next().unwrap().id.clone(),
        change: StatementChange::Stance(Some(StanceId::new(id))),
    }
}

/// The window comes to the front.
fn come_back(desk: &mut Desk) {
    desk.window.event(Event::WindowFocused(true));
    desk.window.step();
    // The file is looked at by a thread, which asks for nothing where nothing is new.
    let start = std::time::Instant::now();
    while desk.notice().is_empty() && start.elapsed().as_secs() < 20 {
        desk.window.step();
        std::thread::yield_now();
    }
    desk.settle();
}

#[test]
fn what_somebody_saved_is_taken_over_where_nothing_was_done_here() {
    let mut desk = Desk::saved();
    elsewhere(&desk, note("theirs"));
    come_back(&mut desk);
    assert_eq!(
        desk.notice(),
        "Another program changed the file: 1 change taken over"
    );
    assert_eq!(desk.statements()[0].note, "theirs");
    assert!(desk.window.query_by_label("Saved").is_some());
    desk.ctrl(Key::Z);
    assert_eq!(desk.statements()[0].note, "");
}

#[test]
fn saving_puts_both_together_and_loses_neither() {
    let mut desk = Desk::saved();
    elsewhere(&desk, note("theirs"));
    desk.select("Critics");
    desk.press(Key::Num2);
    desk.ctrl(Key::S);
    let both = load(&desk.path("p.sayso.ron"));
    assert_eq!(both.statement_count(), 2);
    assert!(
        both.statements()
            .any(|statement| statement.note == "theirs")
    );
    assert_eq!(desk.project(), &both);
}

#[test]
fn what_both_changed_is_decided_by_a_key_and_can_be_undone() {
    for (key, wanted) in [(Key::Num1, "oppose"), (Key::Num2, "neutral")] {
        let mut desk = Desk::saved();
        elsewhere(&desk, stance("neutral"));
        // Chosen still.
        desk.press(Key::Num2);
        desk.ctrl(Key::S);
        desk.window.get_by_label("Both of you changed this");
        desk.window.get_by_label("stance: Oppose");
        desk.window.get_by_label("stance: Neutral");
        desk.press(key);
        assert!(
            desk.window
                .query_by_label("Both of you changed this")
                .is_none()
        );
        let stance = desk.statements()[0].stance.clone().unwrap();
        assert_eq!(stance.to_string(), wanted);
        // It is saved with that.
        let kept = load(&desk.path("p.sayso.ron"));
        assert_eq!(
            kept.statements()
                .next()
                .unwrap()
                .stance
                .as_ref()
                .unwrap()
                .to_string(),
            wanted
        );
    }
}

#[test]
fn a_save_that_takes_an_article_out_of_the_file_asks_first() {
    let mut desk = Desk::saved();
    let id = desk.project().articles().at(0).unwrap().id.clone();
    elsewhere(&desk, |project| {
        sayso::edit::delete_articles(project, &[id])
    });
    come_back_to_a_question(&mut desk);
    desk.window
        .get_by_label_contains("1 article and 1 statement of 1 would be gone");
    desk.click_starting("Keep what is open");
    assert_eq!(desk.statements().len(), 1);
    desk.select("Critics");
    desk.press(Key::Num2);
    desk.ctrl(Key::S);
    assert_eq!(load(&desk.path("p.sayso.ron")).statement_count(), 2);

    desk.click("Project");
    desk.click("Remove article");
    desk.ctrl(Key::S);
    desk.window
        .get_by_label("Saving takes much out of the file");
    desk.press(Key::Escape);
    assert_eq!(load(&desk.path("p.sayso.ron")).statement_count(), 2);
    desk.ctrl(Key::S);
    desk.click("Save all the same");
    assert_eq!(load(&desk.path("p.sayso.ron")).statement_count(), 0);
}

fn come_back_to_a_question(desk: &mut Desk) {
    desk.window.event(Event::WindowFocused(true));
    desk.window.step();
    let asked = |desk: &Desk| {
        desk.window
            .query_by_label_contains("would be gone")
            .is_some()
    };
    let start = std::time::Instant::now();
    while !asked(desk) && start.elapsed().as_secs() < 20 {
        desk.window.step();
        std::thread::yield_now();
    }
    desk.settle();
}

#[test]
fn one_is_told_who_else_has_the_file_open() {
    let desk = Desk::saved();
    let note = desk.path(".p.sayso.ron.open");
    assert!(note.exists());
    let words = std::fs::read_to_string(&note).unwrap();
    let desk = desk.again(&[]);
    assert!(!note.exists(), "who goes takes the note away");
    // One of this computer was left by a crash: the lock knows that nobody has it.
    std::fs::write(&note, &words).unwrap();
    let desk = desk.again(&["p.sayso.ron"]);
    assert_eq!(desk.notice(), "");
    let desk = desk.again(&[]);
    let (before, computer) = words.split_once("computer:\"").unwrap();
    let (_, after) = computer.split_once('"').unwrap();
    let theirs = format!("{before}computer:\"harbour-office\"{after}");
    std::fs::write(&note, theirs.replace("name:\"\"", "name:\"Ines K.\"")).unwrap();
    let desk = desk.again(&["p.sayso.ron"]);
    let words = "Ines K. on harbour-office has this project open too";
    assert!(desk.notice().starts_with(words), "{}", desk.notice());
}

#[test]
fn what_a_sync_program_left_beside_the_file_is_named() {
    let desk = Desk::saved();
    std::fs::copy(
        desk.path("p.sayso.ron"),
        desk.path("p (conflicted copy).sayso.ron"),
    )
    .unwrap();
    let desk = desk.again(&["p.sayso.ron"]);
    let said = desk.notice();
    assert!(
        said.starts_with("“p (conflicted copy).sayso.ron” beside the file is another version"),
        "{said}"
    );
}
