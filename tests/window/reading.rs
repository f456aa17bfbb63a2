//! What is drawn of an article.

use crate::desk::{ARTICLE, Desk};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use sayso::gui::dialogs::Answer;

#[test]
fn a_text_of_one_long_line_opens_at_once_and_scrolls() {
    let long = "The council met again and said nothing new about the ferry. ".repeat(20_000);
    let mut desk = Desk::with(&[("long.txt", &long)], &["long.txt"]);
    desk.shift(Modifiers::COMMAND, Key::End);
    let session = desk.window.state().session().unwrap();
    assert_eq!(
        session.reading.as_ref().unwrap().selection.range(),
        0..long.len()
    );
    let end = long.len() - 40..long.len();
    let rects = session
        .reading
        .as_ref()
        .unwrap()
        .rects_on_screen(&desk.window.ctx, end);
    let last = rects[rects.len() - 1];
    assert!(
        (0.0..800.0).contains(&last.center().y),
        "the end is in view: {last:?}"
    );
}

#[test]
fn marking_moves_no_letter() {
    let mut desk = Desk::article();
    let place = |desk: &Desk| {
        let session = desk.window.state().session().unwrap();
        let reading = session.reading.as_ref().unwrap();
        reading.rects_on_screen(&desk.window.ctx, 0..ARTICLE.len() - 1)
    };
    let before = place(&desk);
    desk.select("“We will sail,”");
    desk.press(Key::Enter);
    desk.press(Key::Num1);
    assert_eq!(place(&desk), before);
}

#[test]
fn in_the_smallest_room_one_still_reads() {
    let mut desk = Desk::article();
    desk.press(Key::F);
    desk.press(Key::Enter);
    // What is left of 1024 by 640 at 200 %.
    for size in [
        [1280.0, 800.0],
        [820.0, 560.0],
        [720.0, 480.0],
        [512.0, 320.0],
    ] {
        desk.window.set_size(size.into());
        desk.settle();
        let text = desk.window.get_by_role(egui::Role::Document).rect();
        assert!(text.width() >= size[0] * 0.35, "{text:?} of {size:?}");
        assert!(text.height() >= size[1] * 0.4, "{text:?} of {size:?}");
    }
}

#[test]
fn what_is_visible_has_a_name() {
    let mut desk = Desk::article();
    desk.select("“We will sail,”");
    desk.press(Key::Enter);
    desk.press(Key::Num1);
    let paragraphs: Vec<_> = desk
        .window
        .get_all_by_role(egui::Role::Paragraph)
        .filter_map(|node| egui_kittest::kittest::NodeT::accesskit_node(&node).label())
        .collect();
    let lines: Vec<_> = ARTICLE.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(paragraphs, lines);
    let statements = "Statement: speaker not coded, Support, topic not coded: “We will sail,”";
    desk.window.get_by_label(statements);
}

#[test]
fn a_note_beside_the_text_chooses_its_statement() {
    let mut desk = Desk::article();
    desk.window.set_size([1600.0, 900.0].into());
    desk.settle();
    desk.select("“We will sail,”");
    desk.press(Key::Enter);
    desk.press(Key::Num1);
    desk.press(Key::Escape);
    desk.press(Key::Escape);
    assert_eq!(desk.selected_statement(), None);
    desk.click_starting("Statement: speaker not coded, Support");
    assert!(desk.selected_statement().is_some());
}

#[test]
fn the_text_has_a_size_and_can_stand_alone() {
    let mut desk = Desk::article();
    let height = |desk: &Desk| {
        let reading = desk.window.state().session().unwrap().reading.as_ref();
        reading.unwrap().rects_on_screen(&desk.window.ctx, 0..1)[0].height()
    };
    let before = height(&desk);
    desk.shift(Modifiers::COMMAND, Key::Period);
    assert!(height(&desk) > before);
    desk.shift(Modifiers::COMMAND, Key::Comma);
    assert!((height(&desk) - before).abs() < 0.1);

    let width = |desk: &Desk| desk.window.get_by_role(egui::Role::Document).rect().width();
    let beside = width(&desk);
    desk.press(Key::F11);
    assert_eq!(
        desk.notice(),
        "Only the text: F11 or Esc shows the rest again"
    );
    assert!(width(&desk) > beside + 200.0);
    // The statement is there for as long as one types in it.
    desk.select("“We will sail,”");
    desk.press(Key::S);
    assert!(width(&desk) < beside + 400.0 && desk.window.ctx.text_edit_focused());
    desk.press(Key::Escape);
    assert!(width(&desk) > beside + 200.0);
    desk.press(Key::F11);
    assert!((width(&desk) - beside).abs() < 1.0);
    // What is selected goes first, then the statement.
    desk.press(Key::F11);
    desk.select("“We will sail,”");
    for _ in 0..2 {
        desk.press(Key::Escape);
        assert!(width(&desk) > beside + 200.0);
    }
    desk.press(Key::Escape);
    assert!((width(&desk) - beside).abs() < 1.0);
}

#[test]
fn one_comes_back_to_where_one_was() {
    let long = "The council met again.\n".repeat(400);
    let files = [("a.txt", long.as_str()), ("b.txt", "Nothing new.\n")];
    let mut desk = Desk::with(&files, &["a.txt", "b.txt"]);
    let place = |desk: &Desk| {
        let reading = desk
            .window
            .state()
            .session()
            .unwrap()
            .reading
            .clone()
            .unwrap();
        let rects = reading.rects_on_screen(&desk.window.ctx, 5_000..5_001);
        (reading.article.clone(), reading.selection, rects)
    };
    let first = place(&desk).0;
    desk.press(Key::W);
    desk.ctrl(Key::End);
    (0..60).for_each(|_| desk.press(Key::ArrowUp));
    let before = place(&desk);
    desk.ctrl(Key::PageDown);
    assert_ne!(place(&desk).0, first);
    desk.ctrl(Key::PageUp);
    assert_eq!(place(&desk), before);
}

/// The first line of the text that is wholly in view.
fn first_line(desk: &Desk) -> usize {
    let session = desk.window.state().session().unwrap();
    let reading = session.reading.as_ref().unwrap();
    let text = session.article().unwrap().text.as_str().to_owned();
    let view = desk.window.get_by_role(egui::Role::Document).rect();
    let lines = text.split_inclusive('\n').scan(0, |at, line| {
        let start = *at;
        *at += line.len();
        Some(start..start + 1)
    });
    let top = |range| reading.rects_on_screen(&desk.window.ctx, range)[0].top();
    lines.map(top).position(|y| y >= view.top() - 1.0).unwrap()
}

fn many_lines() -> String {
    let line = |at| {
        format!(
            "{at}. The council of the harbour met again, and said nothing new about the ferry.\n"
        )
    };
    (0..400).map(line).collect()
}

#[test]
fn a_project_opens_where_one_left_it() {
    let long = many_lines();
    let mut desk = Desk::with(
        &[("a.txt", "Nothing new.\n"), ("b.txt", &long)],
        &["a.txt", "b.txt"],
    );
    let kept = desk.path("p.sayso.ron");
    desk.answer(Answer::Files(vec![kept]));
    desk.ctrl(Key::PageDown);
    desk.press(Key::W);
    desk.ctrl(Key::End);
    (0..60).for_each(|_| desk.press(Key::ArrowUp));
    desk.ctrl(Key::S);
    let place = |desk: &Desk| {
        let session = desk.window.state().session().unwrap();
        let selection = session.reading.as_ref().unwrap().selection;
        (
            session.article().unwrap().title.clone(),
            selection,
            first_line(desk),
        )
    };
    let before = place(&desk);
    assert!(before.2 > 100, "{before:?}");
    let desk = desk.again(&["p.sayso.ron"]);
    assert_eq!(place(&desk), before);
}

#[test]
fn what_one_looks_at_stays_when_it_is_made_larger() {
    let mut desk = Desk::with(&[("a.txt", &many_lines())], &["a.txt"]);
    desk.ctrl(Key::End);
    (0..80).for_each(|_| desk.press(Key::ArrowUp));
    let before = first_line(&desk);
    assert!(before > 100);
    for _ in 0..6 {
        desk.ctrl(Key::Plus);
        assert!(first_line(&desk).abs_diff(before) <= 1);
    }
    for _ in 0..6 {
        desk.ctrl(Key::Minus);
    }
    assert!(first_line(&desk).abs_diff(before) <= 1);
    desk.window.set_size([900.0, 600.0].into());
    desk.settle();
    assert!(first_line(&desk).abs_diff(before) <= 1);
}
