use egui::epaint::text::{FontInsert, FontPriority, InsertFontFamily};
use egui::{Context, FontData, FontFamily, RawInput};
use proptest::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;

use super::super::theme::{self, Tokens};
use super::*;
use crate::testing::cases;

/// A context with our faces and faces for Arabic and Hebrew, whatever the system has.
pub(super) fn context() -> Context {
    let ctx = Context::default();
    theme::install(&ctx);
    let faces: [(&str, &'static [u8]); 2] = [
        (
            "arabic",
            include_bytes!("../../../tests/data/fonts/NotoNaskhArabic-subset.ttf"),
        ),
        (
            "hebrew",
            include_bytes!("../../../tests/data/fonts/NotoSerifHebrew-subset.ttf"),
        ),
    ];
    for (name, bytes) in faces {
        ctx.add_font(FontInsert::new(
            name,
            FontData::from_static(bytes),
            vec![InsertFontFamily {
                family: FontFamily::Name("reading".into()),
                priority: FontPriority::Lowest,
            }],
        ));
    }
    // The first frame takes them in.
    ctx.run_ui(RawInput::default(), |_| {})
        .textures_delta
        .clear();
    ctx
}

fn with<T>(ctx: &Context, text: &str, width: f32, look: impl Fn(&Laid<'_>) -> T) -> T {
    let mut seen = None;
    let mut output = ctx.run_ui(RawInput::default(), |ui| {
        let set = Type::to_read(Tokens::any(), theme::READING);
        seen = Some(look(&Laid::new(ui.ctx(), text, 0..text.len(), width, &set)));
    });
    output.textures_delta.clear();
    seen.unwrap()
}

/// The words of a text as they stand, row by row, from left to right.
fn shown(ctx: &Context, text: &str, width: f32) -> Vec<String> {
    with(ctx, text, width, |laid| {
        let mut rows: Vec<Vec<(f32, &str)>> = vec![Vec::new(); laid.rows()];
        for (at, grapheme) in text.grapheme_indices(true) {
            for rect in laid.rects(at..at + grapheme.len()) {
                rows[laid.row_of(at)].push((rect.left(), grapheme));
            }
        }
        let rows = rows.into_iter().map(|mut row| {
            row.sort_by(|a, b| a.0.total_cmp(&b.0));
            row.into_iter().map(|(_, grapheme)| grapheme).collect()
        });
        rows.collect()
    })
}

/// From an offset to a place and back: a point in a character, nearer to its beginning or to its
/// end, means that border.
fn there_and_back(ctx: &Context, text: &str, width: f32) {
    with(ctx, text, width, |laid| {
        let mut taken: Vec<Rect> = Vec::new();
        for (at, grapheme) in text.grapheme_indices(true) {
            let end = at + grapheme.len();
            let rects = laid.rects(at..end);
            assert!(
                rects.len() <= 1,
                "{grapheme:?} of {text:?} is in two places"
            );
            let Some(rect) = rects.first().filter(|rect| rect.width() > 0.5) else {
                let nothing = grapheme.trim().is_empty() || grapheme.chars().all(is_narrow);
                assert!(nothing, "{grapheme:?} of {text:?} is nowhere");
                continue;
            };
            let blank = grapheme.trim().is_empty();
            assert!(
                blank || width < 60.0 || (rect.left() > -1.0 && rect.right() < width + 1.0),
                "{grapheme:?} of {text:?} is outside of the column: {rect:?}"
            );
            for other in &taken {
                let common = other.intersect(*rect);
                assert!(
                    common.width() < 0.6 || common.height() < 1.0,
                    "{grapheme:?} of {text:?} lies upon another: {rect:?} {other:?}"
                );
            }
            taken.push(*rect);
            let is_rtl = (laid.caret(at).left() - rect.left()).abs() > 0.5;
            let quarter = rect.width() / 4.0;
            let left = vec2(rect.left() + quarter, rect.center().y);
            let right = vec2(rect.right() - quarter, rect.center().y);
            let (first, last) = if is_rtl { (right, left) } else { (left, right) };
            for (point, wanted) in [(first, at), (last, end)] {
                let found = laid.byte_at(point);
                let between = &text[found.min(wanted)..found.max(wanted)];
                assert!(
                    between.chars().all(is_narrow),
                    "{grapheme:?} at {at} of {text:?}, {width} wide: {found}, not {wanted}"
                );
            }
        }
    });
}

/// What may have no width of its own.
fn is_narrow(c: char) -> bool {
    joins(c).is_some() || c.is_control() || matches!(c, '\u{fe0f}' | '\u{301}')
}

const WORDS: [&str; 34] = [
    "officer",
    "find",
    "“quoted”",
    "AVATAR",
    "1,204.50",
    "https://example.org/a/b",
    "e\u{301}te\u{301}",
    "слова́",
    "ґанок",
    "«вчора»",
    "Ωμέγα",
    "界面",
    "新闻报道今天",
    "👩‍👩‍👧",
    "🇺🇦",
    "مرحبا",
    "السلام",
    "لا",
    "المُعَلِّم",
    "(مرحبا)",
    "٣٤٥",
    "۱۲۳۴",
    "می\u{200c}خواهم",
    "שלום",
    "שָׁלוֹם",
    "«שלום»",
    "ב-2024,",
    "[אבג]",
    "\u{202e}abc\u{202c}",
    "a\u{200b}b",
    "\u{200f}",
    "co\u{ad}operate",
    "?!",
    "؟",
];

#[test]
fn arabic_and_hebrew_stand_from_right_to_left() {
    let ctx = context();
    assert_eq!(
        shown(&ctx, "He said שלום today", 500.0),
        ["He said םולש today"]
    );
    assert_eq!(shown(&ctx, "שלום (NATO) 12.", 500.0), [".12 )NATO( םולש"]);
    let rows = shown(&ctx, "قال الوزير إن الاتفاق قريب جدا", 90.0);
    assert!(rows.len() > 1, "{rows:?}");
    assert!(rows[0].ends_with("لاق"), "{rows:?}");
    // It begins at the right.
    with(&ctx, "שלום", 300.0, |laid| {
        assert!((laid.caret(0).left() - 300.0).abs() < 0.5);
        assert!(laid.is_rtl());
        assert_eq!(laid.end_of_row(0, false), 8);
    });
    // Letters that are drawn as one share its width.
    with(&ctx, "لا", 300.0, |laid| {
        let rects: Vec<_> = [0..2, 2..4].map(|r| laid.rects(r)[0]).into();
        assert!(
            (rects[0].width() - rects[1].width()).abs() < 0.1,
            "{rects:?}"
        );
        assert!(rects[0].left() >= rects[1].right() - 0.1, "{rects:?}");
    });
}

#[test]
fn what_nobody_would_see_is_shown_and_counted() {
    let ctx = context();
    let text = "pay \u{202e}100\u{202c} now";
    with(&ctx, text, 400.0, |laid| {
        let mark = laid.rects(4..7);
        assert!(mark[0].width() > 4.0, "{mark:?}");
        assert_eq!(
            laid.unseen_at(4),
            Some(('\u{202e}', "right-to-left override"))
        );
        assert_eq!(laid.unseen_at(0), None);
        // Not obeyed.
        assert!(laid.caret(7).left() < laid.caret(9).left());
    });
    assert_eq!(shown(&ctx, "\u{202e}ab", 400.0), ["\u{202e}ab"]);
}

#[test]
fn every_word_is_found_again_where_it_stands() {
    let ctx = context();
    for word in WORDS {
        for width in [40.0, 580.0] {
            there_and_back(&ctx, word, width);
        }
    }
    let samples = include_str!("../../../sample_projects/many-scripts.sayso.ron");
    for line in samples
        .lines()
        .filter_map(|line| line.trim().strip_prefix('"'))
    {
        there_and_back(&ctx, line.trim_end_matches(['"', ',']), 420.0);
    }
}

proptest! {
    #![proptest_config(cases(96))]

    #[test]
    fn from_offset_to_place_and_back(
        words in prop::collection::vec((prop::sample::select(&WORDS[..]), any::<bool>()), 1..14),
        width in 170.0_f32..600.0,
    ) {
        let text: String = words
            .into_iter()
            .flat_map(|(word, space)| [word, if space { " " } else { "" }])
            .collect();
        there_and_back(&context(), &text, width.round());
    }
}
