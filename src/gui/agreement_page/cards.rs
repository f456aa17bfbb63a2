//! The four figures that a supervisor asks for first, each with its interval on a scale.

use egui::text::{LayoutJob, TextWrapping};
use egui::{FontId, Sense, Ui, WidgetInfo, vec2};

use crate::gui::compare_page::Wanted;
use crate::gui::intent::Intent;
use crate::gui::theme::{self, Tokens};
use crate::gui::words::{counted, thousands};
use crate::review::{Agreement, AttributeAgreement, Interval, LEAST, Part, RELIABLE, TENTATIVE};

/// The four that a supervisor asks for.
pub(super) fn four(ui: &mut Ui, found: &Agreement, intents: &mut Vec<Intent>) {
    let spans = &found.spans;
    let n = spans.n_a + spans.n_b;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(12.0, 12.0);
        let detail = format!("F1 of {} statements", thousands(n));
        let open = Wanted::default();
        card(
            ui,
            "Same passages",
            spans.iou50_f1,
            spans.iou50_f1_interval,
            &detail,
            false,
            open,
            intents,
        );
        for (name, part, figures) in [
            ("Speaker", Part::Speaker, &found.attributes.speaker),
            ("Stance", Part::Stance, &found.attributes.stance),
            ("Topic", Part::Topic, &found.attributes.topic),
        ] {
            let wanted = Wanted {
                differs: Some(part),
                ..Wanted::default()
            };
            let few = figures.alpha_n < LEAST;
            card(
                ui,
                name,
                figures.alpha,
                figures.alpha_interval,
                &raw(figures),
                few,
                wanted,
                intents,
            );
        }
    });
}

fn raw(figures: &AttributeAgreement) -> String {
    let share = figures.observed.map_or_else(
        || "nothing to compare".to_owned(),
        |share| format!("{:.0} % equal", share * 100.0),
    );
    format!(
        "alpha; {share} of {}",
        counted(
            usize::try_from(figures.n).unwrap_or(usize::MAX),
            "pair",
            "pairs"
        )
    )
}

/// One figure with its interval on a scale; a click lists its cases.
#[expect(clippy::too_many_arguments, reason = "what one figure shows")]
fn card(
    ui: &mut Ui,
    name: &str,
    value: Option<f64>,
    interval: Option<Interval>,
    detail: &str,
    few: bool,
    wanted: Wanted,
    intents: &mut Vec<Intent>,
) {
    let tokens = Tokens::of(ui);
    let size = vec2(222.0, 128.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let shown = figure(value);
    response.widget_info(|| {
        let words = format!("{name}: {shown}, {detail}");
        WidgetInfo::labeled(egui::Role::Button, true, words)
    });
    let edge = if response.hovered() || response.has_focus() {
        tokens.accent
    } else {
        tokens.line
    };
    ui.painter()
        .rect_stroke(rect, 6.0, (1.0, edge), egui::StrokeKind::Inside);
    let inside = rect.shrink2(vec2(14.0, 12.0));
    let write = |words: &str, at: egui::Pos2, font: FontId, colour| {
        let mut job = LayoutJob::simple_singleline(words.to_owned(), font, colour);
        job.wrap = TextWrapping::truncate_at_width((inside.right() - at.x).max(8.0));
        let galley = ui.painter().layout_job(job);
        let size = galley.size();
        ui.painter().galley(at, galley, colour);
        size
    };
    let left = inside.left_top();
    write(name, left, theme::strong_font(13.0), tokens.ink);
    let figure = left + vec2(0.0, 18.0);
    let size = write(&shown, figure, theme::title_font(28.0), tokens.ink);
    if let Some(Interval { low, high, .. }) = interval {
        let words = format!("{low:.2} to {high:.2}");
        let at = figure + vec2(size.x + 10.0, size.y - 26.0);
        write(&words, at, theme::ui_font(13.0), tokens.soft);
    }
    let below = left + vec2(0.0, 60.0);
    write(detail, below, theme::ui_font(12.0), tokens.soft);
    if few && value.is_some() {
        let at = below + vec2(0.0, 17.0);
        write(
            "few pairs: says little",
            at,
            theme::ui_font(12.0),
            tokens.danger,
        );
    }
    let scale = egui::Rect::from_min_max(
        egui::pos2(inside.left(), inside.bottom() - 8.0),
        inside.right_bottom(),
    );
    plot(ui, scale, value, interval, tokens);
    let help = if interval.is_some() {
        "Where it lies in 95 of 100 samples of these articles stands beside it. A click lists the cases"
    } else {
        "Lists the cases"
    };
    if response.on_hover_text(help).clicked() {
        intents.push(Intent::ListCases(Box::new(wanted)));
    }
}

/// From 0 to 1, with marks at .667 and .80.
fn plot(
    ui: &Ui,
    rect: egui::Rect,
    value: Option<f64>,
    interval: Option<Interval>,
    tokens: &Tokens,
) {
    #[expect(clippy::cast_possible_truncation, reason = "a place on the screen")]
    let x = |value: f64| rect.left() + rect.width() * value.clamp(0.0, 1.0) as f32;
    let painter = ui.painter();
    painter.hline(rect.x_range(), rect.center().y, (1.0, tokens.line));
    for mark in [TENTATIVE, RELIABLE] {
        painter.vline(x(mark), rect.y_range(), (1.0, tokens.soft));
    }
    if let Some(Interval { low, high, .. }) = interval {
        painter.hline(
            x(low)..=x(high),
            rect.center().y,
            (3.0, tokens.accent.gamma_multiply(0.4)),
        );
    }
    if let Some(value) = value {
        painter.circle_filled(egui::pos2(x(value), rect.center().y), 4.0, tokens.accent);
    }
}

/// A figure to two digits, or n/a.
fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| "n/a".to_owned(), |value| format!("{value:.2}"))
}
