//! What is drawn of an article.

use crate::desk::{ARTICLE, Desk};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

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
