//! What was done or went wrong, said over the article for a while.
//!
//! It lies over the desk, so nothing moves when it comes or goes. What was done goes by itself;
//! what went wrong stays until somebody has read it.

use egui::{Align2, Area, Button, Frame, Id, Label, Order, RichText, Stroke, vec2};

use super::command::Command;
use super::intent::Intent;
use super::theme::Tokens;

/// How long words stand, in seconds.
const STANDS: f64 = 6.0;

/// Something that was done or went wrong, until the next thing happens.
#[derive(Clone, Debug)]
pub(super) struct Notice {
    pub words: String,
    pub is_error: bool,
    /// It can be taken back at once.
    pub undo: bool,
    /// When it was first shown, in seconds of the window's clock.
    since: Option<f64>,
    /// It was read, or has stood long enough. Not an intent: by the time that one is carried out,
    /// other words may stand here.
    pub over: bool,
}

impl Notice {
    pub(super) fn new(words: String, is_error: bool, undo: bool) -> Self {
        Self {
            words,
            is_error,
            undo,
            since: None,
            over: false,
        }
    }
}

/// Draws it.
pub(super) fn show(
    ctx: &egui::Context,
    notice: &mut Notice,
    tokens: &Tokens,
    intents: &mut Vec<Intent>,
) {
    let now = ctx.input(|i| i.time);
    let since = *notice.since.get_or_insert(now);
    let width = (ctx.content_rect().width() - 48.0).min(620.0);
    let area = Area::new(Id::unique("notice"))
        .order(Order::Foreground)
        .anchor(Align2::CENTER_BOTTOM, vec2(0.0, -44.0))
        .show(ctx, |ui| {
            let edge = if notice.is_error {
                tokens.danger
            } else {
                tokens.soft
            };
            Frame::new()
                .fill(tokens.paper)
                .stroke(Stroke::new(1.0, edge))
                .corner_radius(6)
                .inner_margin(egui::Margin::symmetric(12, 8))
                .show(ui, |ui| {
                    ui.set_max_width(width);
                    ui.horizontal(|ui| {
                        let colour = if notice.is_error {
                            tokens.danger
                        } else {
                            tokens.ink
                        };
                        let words = RichText::new(&notice.words).color(colour);
                        let room = width - if notice.undo { 200.0 } else { 100.0 };
                        ui.scope(|ui| {
                            ui.set_max_width(room);
                            ui.add(Label::new(words).wrap());
                        });
                        if notice.undo {
                            let spec = Command::Undo.spec();
                            let mut button = Button::new(spec.name);
                            if let Some(key) = spec.keys.first() {
                                button = button.shortcut_text(ui.ctx().format_shortcut(key));
                            }
                            if ui.add(button).on_hover_text(spec.help).clicked() {
                                intents.push(Intent::Run(Command::Undo));
                            }
                        }
                        if ui.button("Dismiss").clicked() {
                            notice.over = true;
                            ui.ctx().request_repaint();
                        }
                    });
                });
        });
    if notice.is_error {
        return;
    }
    if area.response.contains_pointer() {
        notice.since = Some(now);
    }
    let left = STANDS - (now - since);
    if left <= 0.0 {
        notice.over = true;
        ctx.request_repaint();
    } else {
        ctx.request_repaint_after(std::time::Duration::from_secs_f64(left));
    }
}
