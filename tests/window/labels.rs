//! Names with words that go from right to left, outside of the article.

use crate::desk::Desk;
use egui::epaint::text::{FontInsert, FontPriority, InsertFontFamily};
use egui::{FontData, FontFamily, Key, Modifiers, Shape};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sayso::gui::dialogs::Answer;

const TITLE: &str = "שלום לכל הילדים";
const AS_DRAWN: &str = "םידליה לכל םולש";

/// A window with a face for Hebrew, whatever the system has, and an article with such a title.
fn desk() -> Desk {
    let mut desk = Desk::with(&[(&format!("{TITLE}.txt"), "ילד אחד.\n")], &[]);
    let face = FontData::from_static(include_bytes!("../data/fonts/NotoSerifHebrew-subset.ttf"));
    let ours = ["reading", "reading-bold", "ui-strong"].into_iter();
    let ours = ours.map(|name| FontFamily::Name(name.into()));
    let families = ours.chain([FontFamily::Proportional]);
    let families = families.map(|family| InsertFontFamily {
        family,
        priority: FontPriority::Lowest,
    });
    let insert = FontInsert::new("hebrew", face, families.collect());
    desk.window.ctx.add_font(insert);
    desk.settle();
    let file = desk.path(&format!("{TITLE}.txt"));
    desk.answer(Answer::Files(vec![file]));
    desk.ctrl(Key::O);
    desk
}

/// What is written in the window, each text from left to right.
fn written(desk: &Desk) -> Vec<String> {
    let shapes = desk.window.output().shapes.iter();
    let texts = shapes.filter_map(|drawn| match &drawn.shape {
        Shape::Text(text) => Some(&text.galley),
        _ => None,
    });
    let read = |galley: &std::sync::Arc<egui::Galley>| {
        let rows = galley.rows.iter();
        let mut glyphs: Vec<_> = rows
            .flat_map(|row| {
                row.glyphs
                    .iter()
                    .map(|glyph| (row.pos + glyph.pos.to_vec2(), glyph))
            })
            .filter(|(_, glyph)| glyph.advance_width > 0.0)
            .collect();
        glyphs.sort_by(|(a, _), (b, _)| a.x.total_cmp(&b.x));
        glyphs.iter().map(|(_, glyph)| glyph.chr).collect()
    };
    texts.map(read).collect()
}

fn count(desk: &Desk, words: &str) -> usize {
    written(desk).iter().filter(|text| *text == words).count()
}

#[test]
fn a_title_is_drawn_as_it_is_read_and_named_as_it_is_spelt() {
    let desk = desk();
    assert_eq!(count(&desk, AS_DRAWN), 1, "{:?}", written(&desk));
    let items = desk.window.get_all_by_role(egui::accesskit::Role::ListItem);
    let names: Vec<String> = items
        .filter_map(|item| item.accesskit_node().label())
        .collect();
    assert!(names.iter().any(|name| name.contains(TITLE)), "{names:?}");
}

#[test]
fn a_field_is_in_order_until_one_types_in_it() {
    let mut desk = desk();
    desk.ctrl(Key::I);
    let field = |desk: &Desk| {
        let field = desk.window.get_by_label("Title");
        (
            field.accesskit_node().value().unwrap_or_default(),
            field.rect(),
        )
    };
    // In the list and in the field.
    assert_eq!(count(&desk, AS_DRAWN), 2, "{:?}", written(&desk));
    assert_eq!(field(&desk).0, TITLE);
    desk.click("Title");
    assert!(desk.window.ctx.text_edit_focused());
    assert_eq!(count(&desk, AS_DRAWN), 1, "{:?}", written(&desk));
    assert_eq!(field(&desk).0, TITLE);
    desk.shift(Modifiers::NONE, Key::Tab);
    assert_eq!(count(&desk, AS_DRAWN), 2, "{:?}", written(&desk));
}
