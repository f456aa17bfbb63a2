use egui::{Color32, RawInput, TextFormat};

use super::super::tests::context;
use super::*;
use crate::gui::theme;

fn job(parts: &[&str]) -> LayoutJob {
    let mut job = LayoutJob::default();
    let font = theme::reading_font(16.0);
    let colours = [Color32::BLACK, Color32::RED].into_iter().cycle();
    for (part, colour) in parts.iter().zip(colours) {
        job.append(part, 0.0, TextFormat::simple(font.clone(), colour));
    }
    job
}

/// What is drawn of it, row by row, and the colours of its words, all from left to right; and
/// the rectangle of its rows and of what egui made of it.
fn drawn(job: &LayoutJob) -> (Vec<String>, Vec<Color32>, Rect, Rect) {
    let ctx = context();
    let mut seen = None;
    let output = ctx.run_ui(RawInput::default(), |ui| {
        let old = ui.fonts_mut(|fonts| fonts.layout_job(job.clone()));
        seen = Some((set(ui.ctx(), &old), old.rect));
    });
    output.drop_without_applying_deltas();
    let (galley, old) = seen.unwrap();
    let mut words: Vec<&PlacedRow> = galley.rows.iter().collect();
    words.sort_by(|a, b| (a.pos.y, a.pos.x).partial_cmp(&(b.pos.y, b.pos.x)).unwrap());
    let mut rows: Vec<(f32, String)> = Vec::new();
    let mut colours = Vec::new();
    let mut around = Rect::NOTHING;
    for word in words {
        around = around.union(word.rect());
        let mut glyphs: Vec<_> = word.row.glyphs.iter().collect();
        glyphs.retain(|glyph| glyph.advance_width > 0.0);
        glyphs.sort_by(|a, b| a.pos.x.total_cmp(&b.pos.x));
        let letters: String = glyphs.iter().map(|glyph| glyph.chr).collect();
        colours.extend(word.row.visuals.mesh.vertices.iter().map(|v| v.color));
        match rows.last_mut() {
            Some((y, row)) if (*y - word.pos.y).abs() < 1.0 => row.push_str(&letters),
            _ => rows.push((word.pos.y, letters)),
        }
    }
    colours.dedup();
    (
        rows.into_iter().map(|(_, row)| row).collect(),
        colours,
        around,
        old,
    )
}

fn one(text: &str) -> String {
    drawn(&job(&[text])).0.join("|")
}

#[test]
fn words_stand_in_the_order_in_which_they_are_read() {
    assert_eq!(one("שלום לכל הילדים"), "םידליה לכל םולש");
    assert_eq!(one("قرار 12 من مجلس"), "سلجم نم 12 رارق");
    assert_eq!(one("He said שלום לכל today"), "He said לכל םולש today");
    assert_eq!(one("ילד (NATO) הוא [ב]"), "[ב] אוה (NATO) דלי");
    assert_eq!(one("Coding as ילד הוא"), "Coding as אוה דלי");
    // Each line of a tooltip by itself.
    assert_eq!(one("ילד הוא\n3 statements"), "אוה דלי|3 statements");
}

#[test]
fn dots_stand_where_a_label_ends_to_be_read() {
    let cut = |text: &str| {
        let whole = drawn(&job(&[text])).2.width();
        let mut job = job(&[text]);
        job.wrap = TextWrapping::truncate_at_width(whole * 0.7);
        let (rows, _, around, _) = drawn(&job);
        assert!(around.width() <= whole * 0.7, "{around:?} of {whole}");
        rows.join("|")
    };
    assert_eq!(cut("שלום לכל הילדים"), "…לכל םולש");
    assert_eq!(cut("Mother said שלום לכל הילדים"), "Mother said םולש…");
}

#[test]
fn what_is_cut_off_costs_nothing() {
    let mut long = job(&[&"ילד הוא ".repeat(20_000)]);
    long.wrap = TextWrapping::truncate_at_width(100.0);
    let output = context().run_ui(RawInput::default(), |ui| {
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(long.clone()));
        let end = end_of_shown(&galley);
        assert!((10..200).contains(&end), "{end}");
    });
    output.drop_without_applying_deltas();
}

#[test]
fn what_is_broken_is_set_from_the_right_in_as_many_rows() {
    let mut wrapped = job(&["שלום לכל הילדים"]);
    wrapped.wrap.max_width = drawn(&job(&["שלום לכל "])).2.width();
    let (rows, _, around, old) = drawn(&wrapped);
    assert_eq!(
        rows.iter().map(|row| row.trim()).collect::<Vec<_>>(),
        ["לכל םולש", "םידליה"]
    );
    assert!(
        (around.right() - old.right()).abs() <= SLACK,
        "{around:?} {old:?}"
    );
    assert!(
        (around.height() - old.height()).abs() <= SLACK,
        "{around:?} {old:?}"
    );
    // Where egui was told to do so, to the left of a point.
    wrapped.halign = Align::Max;
    let (_, _, around, _) = drawn(&wrapped);
    assert!(around.right().abs() <= SLACK, "{around:?}");
}

#[test]
fn words_keep_their_looks() {
    let (rows, colours, ..) = drawn(&job(&["שלום ", "לכל", " ילד"]));
    assert_eq!(rows, ["דלי לכל םולש"]);
    assert_eq!(colours, [Color32::BLACK, Color32::RED, Color32::BLACK]);
    // A part of a word, where its letters stand apart; else all of it.
    let (rows, colours, ..) = drawn(&job(&["של", "ום"]));
    assert_eq!((rows.join("|").as_str(), colours.len()), ("םולש", 2));
    let (rows, colours, ..) = drawn(&job(&["مج", "لس من"]));
    assert_eq!(rows, ["نم سلجم"]);
    assert_eq!(colours, [Color32::RED]);
}

#[test]
fn what_has_room_before_it_stands_after_the_rest() {
    let mut job = job(&["שלום לכל"]);
    let format = TextFormat::simple(theme::reading_font(16.0), Color32::RED);
    job.append("ילד הוא", 12.0, format);
    let (rows, colours, around, old) = drawn(&job);
    assert_eq!(rows, ["לכל םולשאוה דלי"]);
    assert_eq!(colours, [Color32::BLACK, Color32::RED]);
    assert!(
        (around.width() - old.width()).abs() <= SLACK,
        "{around:?} {old:?}"
    );
}

#[test]
fn what_egui_sets_rightly_is_left_to_it() {
    for text in ["", "Sayso", "Верес · Support", "א", "שלום", "12"] {
        assert!(!has_words_to_order(text), "{text:?}");
    }
    for text in ["א ב", "אab", "שלוםمجلس", "א.", "مجلس 12"] {
        assert!(has_words_to_order(text), "{text:?}");
    }
}
