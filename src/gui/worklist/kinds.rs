//! The lists that there are, with how much is in each.

use egui::{Align2, Rect, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

use super::State;
use crate::analyse::Kind;
use crate::gui::intent::Intent;
use crate::gui::statement_table::text;
use crate::gui::theme::{self, Tokens};
use crate::gui::words::thousands;

const ROW: f32 = 26.0;
const SIDE: f32 = 12.0;
/// With less room a list has its short name.
const ROOM: f32 = 180.0;
/// Room for a count.
const COUNT: f32 = 44.0;

/// Draws them.
pub(super) fn show(ui: &mut Ui, state: &State, intents: &mut Vec<Intent>) {
    ui.spacing_mut().item_spacing.y = 0.0;
    ScrollArea::vertical()
        .id_salt("worklist kinds")
        .auto_shrink(false)
        .show(ui, |ui| {
            for (kind, count) in state.kinds() {
                row(ui, (kind, count), state.kind == Some(kind), intents);
            }
        });
}

fn row(ui: &mut Ui, (kind, count): (Kind, usize), chosen: bool, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    let size = vec2(ui.available_width(), ROW);
    let (rect, response) = ui.allocate_exact_size(size, Sense::CLICK | Sense::HOVER);
    let count = thousands(count);
    response.widget_info(|| {
        let words = format!("{}, {count}", kind.title());
        WidgetInfo::selected(egui::Role::RadioButton, true, chosen, words)
    });
    let fill = if chosen {
        Some(tokens.accent.gamma_multiply(0.10))
    } else {
        let over = response.hovered();
        over.then(|| tokens.accent.gamma_multiply(0.05))
    };
    if let Some(fill) = fill {
        ui.painter().rect_filled(rect, 0.0, fill);
    }
    let inside = rect.shrink2(vec2(SIDE, 0.0));
    let name = Rect::from_min_max(inside.min, pos2(inside.right() - COUNT, inside.bottom()));
    let ink = if chosen { tokens.ink } else { tokens.soft };
    let title = titled(kind, name.width());
    let cut = text(ui.painter(), name, title, theme::ui_font(12.5), tokens.ink);
    let end = inside.right_center();
    ui.painter().text(
        end,
        Align2::RIGHT_CENTER,
        &count,
        theme::strong_font(12.0),
        ink,
    );
    let response = if cut || title != kind.title() {
        response.on_hover_text(kind.title())
    } else {
        response
    };
    if response.clicked() {
        intents.push(Intent::ListKind(kind));
    }
}

/// What a list is called where there is so much room.
pub(super) fn titled(kind: Kind, width: f32) -> &'static str {
    if width < ROOM {
        kind.short()
    } else {
        kind.title()
    }
}
