//! The bar above the article that is searched, and what the two searches share of it.

use egui::{
    Align, Button, Key, Layout, Modifiers, Response, RichText, TextEdit, Ui, UiBuilder, WidgetInfo,
    vec2,
};

use super::super::words::{counted, thousands};
use super::find::Step;
use super::{Scope, bar_field, switches};
use crate::gui::command::Command;
use crate::gui::intent::Intent;
use crate::gui::session::Session;
use crate::gui::theme::{self, Tokens};
use crate::gui::{complete, menu};
use crate::text::search::Options;

/// The height of a line of controls, in points.
pub(super) const LINE: f32 = 36.0;
/// The widest field.
const FIELD: f32 = 320.0;

/// Draws the bar.
pub(in crate::gui) fn show(ui: &mut Ui, session: &mut Session, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    let mut state = std::mem::take(&mut session.search);
    let scope = state.scope();
    line(ui, |ui| {
        let find = &mut state.find;
        let quiet = find.words.is_empty() || scope == Scope::Project;
        let count = count(session, quiet, find.error.is_some());
        let beside = 4.0 * 30.0 + 3.0 * 28.0 + 116.0;
        let width = (ui.available_width() - beside).clamp(110.0, FIELD);
        let field = field(
            ui,
            bar_field(),
            &mut find.words,
            width,
            Command::FindInArticle,
        );
        if field.changed() {
            find.wanted = Some(Step::Here);
            ui.ctx().request_repaint();
        }
        if field.has_focus() {
            state.over = Scope::Article;
            let pressed = |modifiers, key| ui.input_mut(|i| i.consume_key(modifiers, key));
            if pressed(Modifiers::NONE, Key::Escape) {
                intents.push(Intent::CloseFind);
            } else if pressed(Modifiers::SHIFT, Key::Enter) {
                intents.push(Intent::Run(Command::PreviousHit));
            } else if pressed(Modifiers::NONE, Key::Enter) {
                intents.push(Intent::Run(Command::NextHit));
            }
        }
        toggles(ui, state.options, bar_field(), intents);
        ui.add_space(4.0);
        button(ui, "↑", Command::PreviousHit, intents);
        button(ui, "↓", Command::NextHit, intents);
        let colour = if state.find.error.is_some() {
            tokens.danger
        } else {
            tokens.soft
        };
        ui.label(
            RichText::new(count)
                .font(theme::ui_font(12.0))
                .color(colour),
        );
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if close(ui, "Close the search", "Closes the search (Esc)") {
                intents.push(Intent::CloseFind);
            }
        });
    });
    if let Some(error) = &state.find.error {
        let inside = ui.available_rect_before_wrap().shrink2(vec2(16.0, 0.0));
        let words = RichText::new(in_sentence(error)).font(theme::ui_font(12.5));
        let label = ui.scope_builder(UiBuilder::new().max_rect(inside), |ui| {
            ui.add(egui::Label::new(words.color(tokens.danger)).wrap());
        });
        ui.allocate_rect(label.response.rect, egui::Sense::hover());
        ui.add_space(8.0);
    }
    session.search = state;
}

/// An error as a line of its own.
pub(super) fn in_sentence(error: &str) -> String {
    let mut chars = error.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

fn count(session: &Session, quiet: bool, wrong: bool) -> String {
    let Some(hits) = session.reading.as_ref().map(|reading| &reading.hits) else {
        return String::new();
    };
    match (hits.current, hits.ranges.len()) {
        _ if quiet || wrong => String::new(),
        (_, 0) => "not found".to_owned(),
        (Some(at), all) => format!("{} of {}", thousands(at + 1), thousands(all)),
        (None, all) => counted(all, "hit", "hits"),
    }
}

/// A line of controls.
pub(super) fn line<R>(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), egui::Sense::hover());
    let under = (1.0, Tokens::of(ui).line);
    ui.painter().hline(rect.x_range(), rect.bottom(), under);
    let inner = rect.shrink2(vec2(8.0, 0.0));
    let layout = Layout::left_to_right(Align::Center);
    let line = UiBuilder::new().max_rect(inner).layout(layout);
    ui.scope_builder(line, |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        add(ui)
    })
    .inner
}

/// A field for what is looked for. When it gets the keyboard all of it is selected, so that other
/// words can be typed at once.
pub(super) fn field(
    ui: &mut Ui,
    id: egui::Id,
    words: &mut String,
    width: f32,
    command: Command,
) -> Response {
    let name = command.spec().name;
    let output = TextEdit::singleline(words)
        .id(id)
        .hint_text(name)
        .desired_width(width - 16.0)
        .margin(vec2(8.0, 4.0))
        .return_key(None)
        .event_filter(complete::keeps_escape())
        .show(ui);
    let response = output.response.response;
    complete::name(ui, &response, name);
    if response.gained_focus() {
        let mut state = output.state;
        let all = egui::text::CCursorRange::two(
            egui::text::CCursor::new(0),
            egui::text::CCursor::new(words.chars().count()),
        );
        state.cursor.set_char_range(Some(all));
        state.store(ui.ctx(), id);
    }
    response.on_hover_text(menu::tooltip(ui.ctx(), command))
}

/// The switches beside a field.
pub(super) fn toggles(ui: &mut Ui, options: Options, field: egui::Id, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.spacing_mut().button_padding.x = 2.0;
        for (command, sign, on) in switches(options) {
            let colour = if on { tokens.ink } else { tokens.soft };
            let words = RichText::new(sign).font(theme::ui_font(12.0)).color(colour);
            let button = Button::new(words)
                .selected(on)
                .frame_when_inactive(on)
                .min_size(vec2(28.0, 24.0));
            let response = ui.add(button);
            response.widget_info(|| {
                WidgetInfo::selected(egui::Role::CheckBox, true, on, command.spec().name)
            });
            if response
                .on_hover_text(menu::tooltip(ui.ctx(), command))
                .clicked()
            {
                intents.extend([Intent::Run(command), Intent::Focus(field)]);
            }
        }
    });
}

fn button(ui: &mut Ui, sign: &str, command: Command, intents: &mut Vec<Intent>) {
    let button = Button::new(sign).frame(false).min_size(vec2(24.0, 24.0));
    let response = ui.add(button);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, command.spec().name));
    if response
        .on_hover_text(menu::tooltip(ui.ctx(), command))
        .clicked()
    {
        intents.push(Intent::Run(command));
    }
}

/// A cross that closes something.
pub(super) fn close(ui: &mut Ui, name: &str, tip: &str) -> bool {
    let response = ui.add(Button::new("×").frame(false).min_size(vec2(24.0, 24.0)));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, name));
    response.on_hover_text(tip).clicked()
}
