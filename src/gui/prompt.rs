//! The two questions that stand before everything else: unsaved work, and a path where the
//! system has no file dialog.

use std::path::PathBuf;

use egui::{Button, RichText, TextEdit};

use super::dialogs::{Answer, Request};
use super::intent::{Intent, Reply};
use super::perform::Halt;
use super::theme::{self, Tokens};

/// A path that is being typed.
#[derive(Clone, Debug)]
pub(super) struct PathPrompt {
    pub request: Request,
    pub path: String,
}

/// Asks what to do with unsaved work.
pub(super) fn unsaved(ctx: &egui::Context, name: &str, intents: &mut Vec<Intent>) {
    let response = egui::Modal::new(egui::Id::unique("unsaved question")).show(ctx, |ui| {
        ui.set_width(360.0);
        let words = format!("Save the changes to “{name}”?");
        ui.label(RichText::new(words).font(theme::strong_font(15.0)));
        ui.label("Without saving, what was done since the last time is lost.");
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            let save = ui.add(Button::new("Save").shortcut_text("Enter"));
            let enter = ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Enter));
            if save.clicked() || enter {
                intents.push(Intent::Answer(Reply::Save));
            }
            if ui.button("Don’t save").clicked() {
                intents.push(Intent::Answer(Reply::Discard));
            }
            if ui.add(Button::new("Cancel").shortcut_text("Esc")).clicked() {
                intents.push(Intent::Answer(Reply::Cancel));
            }
        });
    });
    if response.should_close() {
        intents.push(Intent::Answer(Reply::Cancel));
    }
}

/// Asks whether what takes much away is meant.
pub(super) fn halted(ctx: &egui::Context, halt: &Halt, intents: &mut Vec<Intent>) {
    let (heading, gone) = halt.words();
    let (go, stay) = match halt {
        Halt::Save(_) => ("Save all the same", "Cancel"),
        Halt::TakeOver(..) => ("Take it over", "Keep what is open"),
    };
    let response = egui::Modal::new(egui::Id::unique("halted question")).show(ctx, |ui| {
        ui.set_width(400.0);
        ui.label(RichText::new(heading).font(theme::strong_font(15.0)));
        ui.label(format!(
            "{gone} would be gone. A copy of each version stays among the backups."
        ));
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            if ui.button(go).clicked() {
                intents.push(Intent::GoOn(Reply::Save));
            }
            if ui.add(Button::new(stay).shortcut_text("Esc")).clicked() {
                intents.push(Intent::GoOn(Reply::Cancel));
            }
        });
    });
    if response.should_close() {
        intents.push(Intent::GoOn(Reply::Cancel));
    }
}

/// Asks for a path by hand.
pub(super) fn path(ctx: &egui::Context, prompt: &mut PathPrompt, intents: &mut Vec<Intent>) {
    let mut answer = None;
    let response = egui::Modal::new(egui::Id::unique("path question")).show(ctx, |ui| {
        let tokens = Tokens::of(ui);
        ui.set_width(460.0);
        ui.label(RichText::new(prompt.request.title()).font(theme::strong_font(15.0)));
        let words = "This system has no file dialog. Type the path of the file:";
        ui.label(RichText::new(words).color(tokens.soft));
        let id = egui::Id::unique("path");
        let edit = TextEdit::singleline(&mut prompt.path)
            .id(id)
            .desired_width(f32::INFINITY);
        let enter = ui.memory(|m| m.has_focus(id))
            && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Enter));
        let field = ui.add(edit);
        super::complete::name(ui, &field, "Path of the file");
        if !field.has_focus() && !enter {
            field.request_focus();
        }
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            let word = if prompt.request.proposed().is_some() {
                "Save"
            } else {
                "Open"
            };
            let go = ui.add(Button::new(word).shortcut_text("Enter")).clicked() || enter;
            if go && !prompt.path.trim().is_empty() {
                answer = Some(Answer::Files(vec![PathBuf::from(prompt.path.trim())]));
            }
            if ui.add(Button::new("Cancel").shortcut_text("Esc")).clicked() {
                answer = Some(Answer::Cancelled);
            }
        });
    });
    if response.should_close() {
        answer = Some(Answer::Cancelled);
    }
    if let Some(answer) = answer {
        intents.push(Intent::Picked(prompt.request.clone(), answer));
    }
}
