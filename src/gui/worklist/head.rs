//! The line above a worklist: what it is called, what can be done with the entry that one is at, and
//! the reason for which it is dismissed.

use egui::{
    Align, Button, Key, Layout, Modifiers, RichText, Sense, TextEdit, Ui, UiBuilder, WidgetInfo,
    vec2,
};

use super::{State, field, kinds};
use crate::gui::command::Command;
use crate::gui::intent::Intent;
use crate::gui::theme::{self, Tokens};
use crate::gui::{complete, menu};

const LINE: f32 = 36.0;
/// With less room there is no title.
const NONE: f32 = 80.0;

/// Draws it.
pub(super) fn show(ui: &mut Ui, state: &mut State, intents: &mut Vec<Intent>) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let layout = Layout::left_to_right(Align::Center);
    let inside = rect.shrink2(vec2(12.0, 0.0));
    let inside = UiBuilder::new().max_rect(inside).layout(layout);
    ui.scope_builder(inside, |ui| {
        ui.set_clip_rect(ui.clip_rect().intersect(rect));
        ui.spacing_mut().item_spacing.x = 6.0;
        match state.reason.take() {
            Some(mut reason) => {
                why(ui, &mut reason, intents);
                state.reason = Some(reason);
            }
            None => acts(ui, state, intents),
        }
    });
    let line = (1.0, Tokens::of(ui).line);
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
}

fn acts(ui: &mut Ui, state: &State, intents: &mut Vec<Intent>) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let close = ui.add(Button::new("×").frame(false).min_size(vec2(24.0, 24.0)));
        close.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, "Close the worklists"));
        if close.on_hover_text("Closes the worklists").clicked() {
            intents.push(Intent::CloseWorklists);
        }
        ui.spacing_mut().button_padding.x = 6.0;
        let dismissed = RichText::new("Show dismissed").font(theme::ui_font(12.5));
        let button = Button::new(dismissed)
            .selected(state.with_dismissed)
            .frame_when_inactive(state.with_dismissed);
        act(ui, button, Command::ShowDismissed, intents);
        if let Some(entry) = state.marked() {
            let (words, command) = if entry.dismissed {
                ("Bring back", Command::BringBackEntry)
            } else {
                ("Dismiss…", Command::DismissEntry)
            };
            let words = RichText::new(words).font(theme::ui_font(12.5));
            act(
                ui,
                Button::new(words).frame_when_inactive(false),
                command,
                intents,
            );
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let room = ui.available_width();
            // The list beside it says it too.
            if room < NONE {
                return;
            }
            let title = state.kind.map_or("", |kind| kinds::titled(kind, room));
            let title = RichText::new(title).font(theme::strong_font(12.5));
            ui.add(egui::Label::new(title).truncate());
        });
    });
}

fn act(ui: &mut Ui, button: Button<'_>, command: Command, intents: &mut Vec<Intent>) {
    let tip = menu::tooltip(ui.ctx(), command);
    if ui.add(button).on_hover_text(tip).clicked() {
        intents.push(Intent::Run(command));
    }
}

fn why(ui: &mut Ui, reason: &mut String, intents: &mut Vec<Intent>) {
    ui.label(RichText::new("Dismiss:").font(theme::strong_font(12.5)));
    let focused = ui.memory(|m| m.has_focus(field()));
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    if focused && pressed(Key::Escape) {
        intents.push(Intent::KeepEntry);
    } else if focused && pressed(Key::Enter) {
        intents.push(Intent::Dismiss);
    }
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let help = RichText::new("Enter dismisses; Esc: not now").font(theme::ui_font(11.5));
        ui.label(help.color(Tokens::of(ui).soft));
        let edit = TextEdit::singleline(reason)
            .id(field())
            .hint_text("Why it may stand, in a few words")
            .desired_width(f32::INFINITY)
            .margin(complete::MARGIN)
            .event_filter(complete::keeps_escape());
        let response = ui.add(edit);
        complete::name(ui, &response, "Why it may stand");
    });
}
