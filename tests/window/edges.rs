//! The chosen statement in the text: handles at its ends, what hovering says, its context menu.

use crate::desk::Desk;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, pos2, vec2};
use egui_kittest::kittest::Queryable as _;
use sayso::model::Form;

/// The rows that words stand in, on the screen.
fn rects(desk: &Desk, words: &str) -> Vec<egui::Rect> {
    let session = desk.window.state().session().unwrap();
    let text = session.article().unwrap().text.as_str();
    let start = text.find(words).unwrap();
    let reading = session.reading.as_ref().unwrap();
    reading.rects_on_screen(&desk.window.ctx, start..start + words.len())
}

fn handle(desk: &Desk, name: &str) -> Pos2 {
    desk.window.get_by_label(name).rect().center()
}

/// Takes a handle and holds it elsewhere.
fn hold(desk: &mut Desk, name: &str, to: Pos2, modifiers: Modifiers) {
    let from = handle(desk, name);
    desk.window.event(Event::ModifiersChanged(modifiers));
    desk.window.hover_at(from);
    desk.window.drag_at(from);
    desk.window.hover_at(from + (to - from) * 0.5);
    desk.window.hover_at(to);
    desk.window.run();
}

fn drop_at(desk: &mut Desk, at: Pos2) {
    desk.window.drop_at(at);
    desk.window.event(Event::ModifiersChanged(Modifiers::NONE));
    desk.settle();
}

fn hull() -> Desk {
    let mut desk = Desk::article();
    desk.select("old hull would last");
    desk.press(Key::Num2);
    desk
}

#[test]
fn dragging_a_handle_moves_an_edge_by_words_in_one_step() {
    let mut desk = hull();
    let words = rects(&desk, "winter")[0];
    let to = pos2(words.center().x, words.bottom() - 6.0);
    hold(&mut desk, "End of content 1", to, Modifiers::NONE);
    assert_eq!(
        desk.quotes(),
        ["old hull would last"],
        "not before it is let go"
    );
    drop_at(&mut desk, to);
    assert_eq!(desk.quotes(), ["old hull would last another winter"]);

    let words = rects(&desk, "doubted")[0];
    let to = pos2(words.center().x, words.top() + 6.0);
    hold(&mut desk, "Start of content 1", to, Modifiers::NONE);
    drop_at(&mut desk, to);
    let whole = "doubted that the old hull would last another winter";
    assert_eq!(desk.quotes(), [whole]);
    desk.ctrl(Key::Z);
    assert_eq!(desk.quotes(), ["old hull would last another winter"]);
    desk.ctrl(Key::Z);
    assert_eq!(desk.quotes(), ["old hull would last"]);
}

#[test]
fn ctrl_is_exact_and_escape_leaves_the_edge() {
    let mut desk = hull();
    let words = rects(&desk, "ther winter")[0];
    let to = pos2(words.left(), words.bottom() - 6.0);
    hold(&mut desk, "End of content 1", to, Modifiers::COMMAND);
    drop_at(&mut desk, to);
    assert_eq!(desk.quotes(), ["old hull would last ano"]);

    let before = desk.statements();
    let to = to + vec2(60.0, 0.0);
    hold(&mut desk, "End of content 1", to, Modifiers::NONE);
    desk.press(Key::Escape);
    drop_at(&mut desk, to);
    assert_eq!(desk.statements(), before);
    assert_eq!(desk.selected_statement().as_ref(), before.first());
}

#[test]
fn a_handle_is_wide_enough_to_hit_and_leaves_the_words_free() {
    let mut desk = hull();
    let handle = desk.window.get_by_label("End of content 1").rect();
    assert!(handle.width() >= 16.0 && handle.height() >= 16.0);
    desk.select("last another");
    assert_eq!(desk.quotes(), ["old hull would last"]);
}

#[test]
fn the_form_follows_the_edge_unless_somebody_overruled_it() {
    for overruled in [false, true] {
        let mut desk = Desk::article();
        desk.select("harbour master Ines Korhola");
        desk.press(Key::Enter);
        assert_eq!(desk.statements()[0].form, Some(Form::Indirect));
        if overruled {
            desk.press(Key::M);
        }
        let before = desk.statements()[0].form;
        let words = rects(&desk, "sail")[0];
        let to = pos2(words.center().x, words.top() + 6.0);
        hold(&mut desk, "Start of content 1", to, Modifiers::NONE);
        drop_at(&mut desk, to);
        let now = desk.statements()[0].form;
        if overruled {
            assert_eq!(now, before);
        } else {
            assert_eq!(now, Some(Form::Mixed));
        }
        desk.ctrl(Key::Z);
        assert_eq!(desk.quotes(), ["harbour master Ines Korhola"], "one step");
    }
}

#[test]
fn source_and_cue_have_handles_too() {
    let mut desk = hull();
    desk.select("Critics");
    desk.press(Key::O);
    let words = rects(&desk, "doubted")[0];
    let to = pos2(words.center().x, words.bottom() - 6.0);
    hold(&mut desk, "End of source 1", to, Modifiers::NONE);
    drop_at(&mut desk, to);
    let statement = desk.statements().remove(0);
    let text = desk.project().articles().at(0).unwrap().text.clone();
    assert_eq!(statement.source[0].quote(&text), "Critics doubted");
    desk.press(Key::Escape);
    assert!(desk.window.query_by_label("End of source 1").is_none());
}

#[test]
fn hovering_says_what_is_coded_and_what_the_codebook_says_of_it() {
    let mut desk = hull();
    desk.press(Key::S);
    desk.type_text("Critics of the ferry");
    desk.press(Key::Tab);
    desk.type_text("Old hull");
    desk.press(Key::Enter);
    let told = |desk: &Desk| {
        desk.window
            .query_by_label("Speaks against the target.")
            .is_some()
    };
    assert!(!told(&desk));
    let middle = rects(&desk, "hull")[0].center();
    desk.window.hover_at(middle);
    desk.settle();
    assert!(told(&desk));
    let names = desk.window.query_all_by_label("Critics of the ferry");
    assert!(names.count() >= 1);
    desk.press(Key::J);
    assert!(!told(&desk), "keys are used, the mouse only lies there");
    desk.window.hover_at(middle + vec2(1.0, 0.0));
    desk.settle();
    assert!(told(&desk));
    let beside = rects(&desk, "Critics")[0].center();
    desk.window.hover_at(beside);
    desk.settle();
    assert!(!told(&desk));
}

fn right_click(desk: &mut Desk, words: &str) {
    let at = rects(desk, words)[0].center();
    desk.window.hover_at(at);
    for pressed in [true, false] {
        desk.window.event(Event::PointerButton {
            pos: at,
            button: PointerButton::Secondary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }
    desk.settle();
}

#[test]
fn a_statement_is_coded_from_its_context_menu() {
    let mut desk = hull();
    desk.press(Key::Escape);
    right_click(&mut desk, "hull");
    let id = desk.selected_statement().unwrap().id;
    for name in ["Speaker", "Topic", "Note", "Another", "Duplicate", "Delete"] {
        let found = desk.window.query_all_by(|node| {
            node.role() == egui::Role::Button
                && node.label().is_some_and(|label| label.starts_with(name))
        });
        assert!(found.count() >= 1, "{name}");
    }
    desk.click_starting("Mixed");
    let stance = desk.statements()[0].stance.clone();
    assert_eq!(stance.unwrap().to_string(), "mixed");
    right_click(&mut desk, "hull");
    desk.click_starting("Duplicate");
    assert_eq!(desk.statements().len(), 2);
    assert_ne!(desk.selected_statement().unwrap().id, id);
    right_click(&mut desk, "hull");
    desk.click_starting("Delete");
    assert_eq!(desk.statements().len(), 1);
}
