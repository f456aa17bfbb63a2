//! Codes that may be the same, one pair after the other.

use egui::{Button, Key, Modifiers, RichText, Ui, vec2};

use super::intent::{Intent, Joining};
use super::session::Session;
use super::theme::{self, Tokens};
use super::words::statements;
use crate::edit::{Join, Thing};
use crate::model::{Code, CodeId, Project};

/// Pairs that may be one, and which is looked at.
#[derive(Debug)]
pub(super) struct State {
    pub joins: Vec<Join>,
    pub at: usize,
}

impl State {
    pub(super) fn new(joins: Vec<Join>) -> Self {
        Self { joins, at: 0 }
    }

    /// The pair that is looked at; those that are gone by now are passed over.
    pub(super) fn current(&mut self, project: &Project) -> Option<&Join> {
        while let Some(join) = self.joins.get(self.at) {
            if join.things().iter().all(|thing| thing.is_in(project)) {
                break;
            }
            self.at += 1;
        }
        self.joins.get(self.at)
    }
}

/// Whether a pair is asked about: annotators and articles are never put together.
pub(super) fn is_asked(join: &Join) -> bool {
    matches!((&join.keep, &join.other), (Thing::Code(_), Thing::Code(_)))
}

/// Shows the pair that is looked at, and takes a decision.
pub(super) fn show(ui: &Ui, state: &mut State, session: &Session, intents: &mut Vec<Intent>) {
    let (at, count) = (state.at, state.joins.len());
    let Some(join) = state.current(&session.project) else {
        intents.push(Intent::Close);
        return;
    };
    let (Thing::Code(keep), Thing::Code(other)) = (&join.keep, &join.other) else {
        return;
    };
    let mut decided = None;
    egui::Modal::new(egui::Id::unique("join")).show(ui.ctx(), |ui| {
        ui.set_width(560.0);
        let tokens = Tokens::of(ui);
        let soft = |words: &str| RichText::new(words).color(tokens.soft);
        ui.horizontal(|ui| {
            let words = format!("Are these one {}?", keep.kind());
            ui.label(RichText::new(words).font(theme::strong_font(15.0)));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.label(soft(&format!("{} of {count}", at + 1)));
            });
        });
        ui.label(soft(&format!("Both are called “{}”", join.name)));
        ui.add_space(8.0);
        let grid = egui::Grid::new("pair")
            .num_columns(2)
            .spacing(vec2(16.0, 8.0));
        grid.show(ui, |ui| {
            for (name, id) in [("First", keep), ("Second", other)] {
                ui.label(soft(name));
                ui.add(egui::Label::new(described(session, id)).wrap());
                ui.end_row();
            }
        });
        ui.add_space(12.0);
        ui.horizontal(|ui| {
            let pressed = |ui: &Ui, key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
            let merges = "Statements of the other get this one; it can be undone";
            let answers = [
                (Joining::KeepFirst, "Keep the first", "1", Key::Num1, merges),
                (
                    Joining::KeepSecond,
                    "Keep the second",
                    "2",
                    Key::Num2,
                    merges,
                ),
                (
                    Joining::Apart,
                    "Not the same",
                    "3",
                    Key::Num3,
                    "It is not asked again in this session",
                ),
            ];
            for (answer, words, key_name, key, help) in answers {
                let button = ui.add(Button::new(words).shortcut_text(key_name));
                if button.on_hover_text(help).clicked() || pressed(ui, key) {
                    decided = Some(Intent::Join(answer));
                }
            }
            let later = ui.add(Button::new("Later").shortcut_text("Esc"));
            let help = "Review › Codes that may be the same asks again";
            if later.on_hover_text(help).clicked() || pressed(ui, Key::Escape) {
                decided = Some(Intent::Close);
            }
        });
    });
    intents.extend(decided);
}

/// What a code is called, what it means, and how often it is used.
fn described(session: &Session, id: &CodeId) -> String {
    let Some(code) = session.project.codebook().code(id) else {
        return String::new();
    };
    let mut parts = vec![code.name().to_owned()];
    let definition = match &code {
        Code::Speaker(code) => {
            if !code.aliases.is_empty() {
                parts.push(format!("also {}", code.aliases.join(", ")));
            }
            &code.definition
        }
        Code::Stance(code) => &code.definition,
        Code::Topic(code) => &code.definition,
        Code::Field(code) => &code.definition,
    };
    if !definition.is_empty() {
        parts.push(definition.clone());
    }
    parts.push(statements(session.index.uses(id)));
    parts.join("; ")
}
