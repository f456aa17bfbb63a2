//! What one is about to say, at the foot of the statement: a reason by its digit, or words.

use egui::{Button, Frame, Id, Key, Margin, Modifiers, Panel, RichText, TextEdit, Ui, vec2};

use super::What;
use crate::gui::complete;
use crate::gui::intent::Intent;
use crate::gui::session::Session;
use crate::gui::theme::{self, Tokens};
use crate::review::open::REASONS;

/// The field that the words are typed in.
pub(in crate::gui) fn field() -> Id {
    Id::unique("review entry")
}

/// Draws it, when one is about to say anything.
pub(in crate::gui) fn show(ui: &mut Ui, session: &mut Session, intents: &mut Vec<Intent>) {
    let Some(mut entry) = session.queue.entry.take() else {
        return;
    };
    let margin = Margin {
        top: 12,
        ..Margin::ZERO
    };
    Panel::bottom("review entry")
        .frame(Frame::new().inner_margin(margin))
        .show(ui, |ui| match &entry.what {
            What::Reasons(_) => reasons(ui, intents),
            what => words(ui, what, &mut entry.text, intents),
        });
    session.queue.entry = Some(entry);
}

fn reasons(ui: &mut Ui, intents: &mut Vec<Intent>) {
    head(ui, "Reject: why?");
    ui.spacing_mut().item_spacing.y = 2.0;
    for (at, reason) in REASONS.iter().enumerate() {
        let key = (at + 1).to_string();
        let button = Button::new(*reason)
            .shortcut_text(key)
            .min_size(vec2(ui.available_width(), 24.0));
        if ui.add(button).clicked() {
            intents.push(Intent::Reason(at));
        }
    }
    foot(ui, "A digit chooses; Esc: not now");
}

fn words(ui: &mut Ui, what: &What, text: &mut String, intents: &mut Vec<Intent>) {
    let (name, hint, help) = match what {
        What::Reasons(_) => return,
        What::Reject(_, at) => {
            let reason = REASONS.get(*at).copied().unwrap_or_default();
            (
                format!("Reject: {reason}"),
                "More of it, or nothing",
                "Enter rejects; Esc: not now",
            )
        }
        What::Question(_) => (
            "Ask".to_owned(),
            "What would you like to know?",
            "Enter asks; Esc: not now",
        ),
        What::Comment(_) => (
            "Comment".to_owned(),
            "What is to be said of it?",
            "Enter says it; Esc: not now",
        ),
        What::Answer(_) => (
            "Answer".to_owned(),
            "Your answer",
            "Enter answers; Esc: not now",
        ),
    };
    head(ui, &name);
    let focused = ui.memory(|m| m.has_focus(field()));
    let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    if focused && pressed(Key::Escape) {
        intents.push(Intent::Unsay);
    } else if focused && pressed(Key::Enter) {
        intents.push(Intent::Say);
    }
    let edit = TextEdit::multiline(text)
        .id(field())
        .hint_text(hint)
        .desired_rows(2)
        .desired_width(f32::INFINITY)
        .margin(complete::MARGIN)
        .event_filter(complete::keeps_escape());
    let response = ui.add(edit);
    complete::name(ui, &response, &name);
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        if ui.add(Button::new("Send").shortcut_text("Enter")).clicked() {
            intents.push(Intent::Say);
        }
        if ui
            .add(Button::new("Not now").shortcut_text("Esc"))
            .clicked()
        {
            intents.push(Intent::Unsay);
        }
    });
    foot(ui, help);
}

fn head(ui: &mut Ui, words: &str) {
    let words = RichText::new(words).font(theme::strong_font(13.0));
    ui.label(words);
    ui.add_space(2.0);
}

fn foot(ui: &mut Ui, words: &str) {
    let soft = Tokens::of(ui).soft;
    let words = RichText::new(words).font(theme::ui_font(11.5)).color(soft);
    ui.label(words);
}
