//! What one suggests, as what would become of what: at the foot, while one codes it above.

use egui::{Button, Frame, Id, Key, Margin, Modifiers, Panel, RichText, ScrollArea, TextEdit, Ui};

use super::super::command::Command;
use super::super::complete;
use super::super::intent::Intent;
use super::super::menu;
use super::super::session::Session;
use super::super::theme::{self, Tokens};
use super::thread::differences;
use crate::edit;

/// The highest that the differences are, in points.
const HIGH: f32 = 160.0;

fn field() -> Id {
    Id::unique("reason for a suggestion")
}

/// Draws it, while there is any.
pub(super) fn show(ui: &mut Ui, session: &mut Session, intents: &mut Vec<Intent>) {
    let Some(mut suggestion) = session.suggestion.take() else {
        return;
    };
    let tokens = Tokens::of(ui);
    let before = (!suggestion.is_missing).then_some(&suggestion.before);
    let article = &suggestion.draft.article;
    let changes = suggestion.changes();
    let changes = edit::changes_in_words(&session.project, article, before, &changes);
    let margin = Margin {
        top: 12,
        ..Margin::ZERO
    };
    Panel::bottom("suggestion")
        .frame(Frame::new().inner_margin(margin))
        .show(ui, |ui| {
            ui.label(RichText::new("Your suggestion").font(theme::strong_font(13.0)));
            if changes.is_empty() {
                let words = "Code what should be otherwise: stance, speaker, topic, borders. The \
                             statement stays as it is.";
                ui.label(RichText::new(words).color(tokens.soft));
            }
            ScrollArea::vertical()
                .id_salt("suggested")
                .max_height(HIGH)
                .show(ui, |ui| differences(ui, &changes));
            reason(ui, &mut suggestion.reason, intents);
            ui.add_space(4.0);
            ui.horizontal(|ui| {
                let send = Button::new("Send").shortcut_text("Enter");
                let tip = menu::tooltip(ui.ctx(), Command::SendSuggestion);
                let send = ui.add_enabled(!changes.is_empty(), send);
                if send.on_hover_text(tip).clicked() {
                    intents.push(Intent::Run(Command::SendSuggestion));
                }
                let drop = ui.add(Button::new("Drop it").shortcut_text("Esc"));
                if drop.on_hover_text("Nothing is suggested").clicked() {
                    intents.push(Intent::Run(Command::Deselect));
                }
            });
        });
    session.suggestion = Some(suggestion);
}

fn reason(ui: &mut Ui, words: &mut String, intents: &mut Vec<Intent>) {
    let focused = ui.memory(|m| m.has_focus(field()));
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    if focused && pressed(Key::Escape) {
        intents.push(Intent::Read);
    } else if focused && pressed(Key::Enter) {
        intents.push(Intent::Run(Command::SendSuggestion));
    }
    let edit = TextEdit::singleline(words)
        .id(field())
        .hint_text("Why, if you like")
        .desired_width(f32::INFINITY)
        .margin(complete::MARGIN)
        .return_key(None)
        .event_filter(complete::keeps_escape());
    let response = ui.add(edit);
    complete::name(ui, &response, "Why you suggest it");
}
