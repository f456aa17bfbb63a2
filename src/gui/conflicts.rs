//! What two people decided differently, one by one.

use egui::{Button, Key, Modifiers, RichText, Ui, vec2};

use super::intent::Intent;
use super::theme::{self, Tokens};
use crate::edit::{Conflict, Question, Side};
use crate::model::Project;

/// Conflicts of a merge, and which is looked at.
#[derive(Debug)]
pub(super) struct State {
    pub conflicts: Vec<Conflict>,
    pub at: usize,
}

impl State {
    pub(super) fn new(conflicts: Vec<Conflict>) -> Self {
        Self { conflicts, at: 0 }
    }

    pub(super) fn current(&self) -> Option<&Conflict> {
        self.conflicts.get(self.at)
    }
}

/// Shows the conflict that is looked at, and takes a decision.
pub(super) fn show(ui: &Ui, state: &State, project: &Project, intents: &mut Vec<Intent>) {
    let Some(conflict) = state.current() else {
        return;
    };
    let mut decided = None;
    egui::Modal::new(egui::Id::unique("conflict")).show(ui.ctx(), |ui| {
        ui.set_width(520.0);
        let tokens = Tokens::of(ui);
        let soft = |words: &str| RichText::new(words).color(tokens.soft);
        ui.horizontal(|ui| {
            let words = "Both of you changed this";
            ui.label(RichText::new(words).font(theme::strong_font(15.0)));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let count = format!("{} of {}", state.at + 1, state.conflicts.len());
                ui.label(soft(&count));
            });
        });
        ui.label(conflict.thing.in_words(project));
        ui.add_space(8.0);
        let (before, ours, theirs) = values(&conflict.question);
        egui::Grid::new("versions").num_columns(2).spacing(vec2(16.0, 8.0)).show(ui, |ui| {
            let rows = [("Before", before), ("Yours", Some(ours)), ("Theirs", Some(theirs))];
            for (name, value) in rows {
                let Some(value) = value else {
                    continue;
                };
                ui.label(soft(name));
                let shown = if value.is_empty() { "nothing" } else { &value };
                ui.add(egui::Label::new(shown).wrap());
                ui.end_row();
            }
        });
        ui.add_space(12.0);
        ui.horizontal(|ui| {
            let pressed = |ui: &Ui, key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
            let sides = [
                (Side::Ours, "Keep yours", "1", Key::Num1),
                (Side::Theirs, "Take theirs", "2", Key::Num2),
            ];
            for (side, words, key_name, key) in sides {
                let button = ui.add(Button::new(words).shortcut_text(key_name));
                let help = "It can be undone";
                if button.on_hover_text(help).clicked() || pressed(ui, key) {
                    decided = Some(Intent::Decide(side));
                }
            }
            let later = ui.add(Button::new("Keep the rest as it is").shortcut_text("Esc"));
            let help = "What is shown as standing stays; nothing of theirs that does not meet yours is left out";
            if later.on_hover_text(help).clicked() || pressed(ui, Key::Escape) {
                decided = Some(Intent::Close);
            }
        });
    });
    intents.extend(decided);
}

/// What it was before, and what the two made of it.
fn values(question: &Question) -> (Option<String>, String, String) {
    match question {
        Question::Value {
            field,
            before,
            ours,
            theirs,
        } => {
            let named = |value: &str| {
                format!(
                    "{field}: {}",
                    if value.is_empty() { "nothing" } else { value }
                )
            };
            let before = before.as_deref().map(named);
            (before, named(ours), named(theirs))
        }
        Question::Text => (
            None,
            "your text of it".to_owned(),
            "their text of it".to_owned(),
        ),
        Question::Deleted { by: Side::Ours } => (
            None,
            "deleted".to_owned(),
            "worked on, and kept for now".to_owned(),
        ),
        Question::Deleted { by: Side::Theirs } => (
            None,
            "worked on, and kept for now".to_owned(),
            "deleted".to_owned(),
        ),
        Question::LeftOut(value) => (
            None,
            "left out, as it does not fit its field".to_owned(),
            value.clone(),
        ),
    }
}
