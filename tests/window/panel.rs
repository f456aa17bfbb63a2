//! The panel of the chosen statement, and coding that costs few keys.

use crate::desk::Desk;
use egui::{Key, Modifiers};
use sayso::model::{Form, Naming, Statement};

fn chosen(desk: &Desk) -> Statement {
    let session = desk.window.state().session().unwrap();
    session.statement().expect("a statement is chosen").clone()
}

fn stance(statement: &Statement) -> Option<&str> {
    statement.stance.as_ref().map(sayso::model::Id::as_str)
}

fn undo_label(desk: &Desk) -> String {
    let session = desk.window.state().session().unwrap();
    session.history.undo_label().unwrap_or_default().to_owned()
}

/// A statement of Ines Korhola, who supports the ferry.
fn coded() -> Desk {
    let mut desk = Desk::article();
    desk.select("We will sail");
    desk.press(Key::Num1);
    desk.press(Key::S);
    desk.type_text("Ines Korhola");
    desk.press(Key::Enter);
    desk.press(Key::T);
    desk.type_text("Ferry");
    desk.press(Key::Enter);
    desk
}

#[test]
fn a_coding_key_makes_a_statement_of_the_selected_words() {
    let mut desk = coded();
    assert_eq!(desk.quotes(), ["We will sail"]);
    let first = chosen(&desk);
    assert_eq!(stance(&first), Some("support"));

    // The chosen statement keeps what it has: the key means the words.
    desk.select("Critics");
    desk.press(Key::Num2);
    assert_eq!(desk.statements().len(), 2);
    assert_eq!(stance(&chosen(&desk)), Some("oppose"));
    assert_eq!(stance(&desk.statements()[0]), Some("support"));
    assert_eq!(desk.selected_words(), "");
    assert_eq!(undo_label(&desk), "add statement and set stance to Oppose");
    desk.press(Key::Num3);
    assert_eq!(stance(&chosen(&desk)), Some("neutral"));
    assert_eq!(desk.statements().len(), 2, "the words were let go of");
    for _ in 0..2 {
        desk.ctrl(Key::Z);
    }
    assert_eq!(
        desk.statements(),
        [first],
        "statement and stance are one undo"
    );
}

#[test]
fn every_coding_key_takes_the_words() {
    let acts: [(Key, fn(&Statement, &Statement) -> bool); 9] = [
        (Key::Num4, |new, _| stance(new) == Some("mixed")),
        (Key::R, |new, old| {
            new.speakers == old.speakers && new.stance.is_none()
        }),
        (Key::A, |new, old| {
            (&new.speakers, &new.stance, &new.topics) == (&old.speakers, &old.stance, &old.topics)
        }),
        (Key::M, |new, _| new.form == Some(Form::FreeIndirect)),
        (Key::U, |new, _| new.naming == Some(Naming::Named)),
        (Key::L, |new, _| new.flag),
        (Key::S, |new, _| new.speakers.is_empty()),
        (Key::T, |new, _| new.topics.is_empty()),
        (Key::N, |new, _| new.note.is_empty()),
    ];
    for (key, done) in acts {
        let mut desk = coded();
        let old = chosen(&desk);
        desk.select("the old hull would last another winter");
        desk.press(key);
        assert_eq!(desk.statements().len(), 2, "{key:?}");
        let new = chosen(&desk);
        assert!(new.id != old.id && done(&new, &old), "{key:?}");
        let typing = desk.window.ctx.text_edit_focused();
        assert_eq!(typing, matches!(key, Key::S | Key::T | Key::N), "{key:?}");
        if typing {
            desk.press(Key::Escape);
        }
        desk.ctrl(Key::Z);
        assert_eq!(desk.statements(), [old], "{key:?} is one undo");
    }
}

#[test]
fn source_cue_and_span_still_mean_the_chosen_statement() {
    let mut desk = coded();
    desk.select("harbour master Ines Korhola");
    desk.press(Key::O);
    desk.select("said");
    desk.press(Key::C);
    desk.select("and we will not be late");
    desk.shift(Modifiers::NONE, Key::Enter);
    assert_eq!(desk.quotes(), ["We will sail … and we will not be late"]);
    let statement = chosen(&desk);
    assert_eq!((statement.source.len(), statement.cue.len()), (1, 1));
}

#[test]
fn saying_again_needs_something_said_before() {
    let mut desk = Desk::article();
    desk.select("Critics");
    desk.press(Key::A);
    assert_eq!(desk.statements(), []);
    assert_eq!(desk.selected_words(), "Critics");
    assert!(desk.notice().contains("no statement made before"));
}
