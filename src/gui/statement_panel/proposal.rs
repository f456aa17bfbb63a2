//! The proposal that one is at: its words, who would say them, why, and what can be done with it.

use egui::{Button, Label, RichText, Ui};

use super::super::command::Command;
use super::super::intent::Intent;
use super::super::menu;
use super::super::proposals::{self, how, who};
use super::super::session::Session;
use super::super::theme::{self, Tokens};
use super::super::words::thousands;
use super::{quoted, section, shorten};
use crate::suggest::{Proposed, Who};

/// What each key does, in the order of the hand.
const ACTS: [Command; 4] = [
    Command::AcceptProposal,
    Command::EditProposal,
    Command::RejectProposal,
    Command::NextProposal,
];

/// Draws it.
pub(super) fn show(ui: &mut Ui, session: &Session, proposed: &Proposed, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    ui.horizontal(|ui| {
        ui.label(section("Proposal", tokens));
        let at = session.proposals.position().map_or(0, |at| at + 1);
        let of = session.proposals.open().all().len();
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let words = format!("{} of {}", thousands(at), thousands(of));
            let words = RichText::new(words).font(theme::strong_font(11.5));
            ui.label(words.color(tokens.soft));
        });
    });
    if let Some(article) = session.article() {
        let words = proposals::quote(&article.text, proposed);
        quoted(ui, &shorten(&words, 400), tokens);
    }
    ui.add_space(4.0);
    ui.add(Label::new(RichText::new(who(proposed)).font(theme::strong_font(13.0))).wrap());
    let new: Vec<String> = proposed.speakers.iter().filter_map(new_words).collect();
    for words in new {
        ui.add(Label::new(RichText::new(words).color(tokens.soft)).wrap());
    }
    ui.label(RichText::new(how(proposed)).color(tokens.soft));
    ui.add_space(4.0);
    ui.add(Label::new(&proposed.reason).wrap());
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        for command in ACTS {
            act(ui, command, intents);
        }
    });
    ui.add_space(4.0);
    let help =
        "A digit accepts it with that stance; S, T and the other keys that code accept it too.";
    let help = RichText::new(help).font(theme::ui_font(11.5));
    ui.add(Label::new(help.color(tokens.soft)).wrap());
}

fn new_words(who: &Who) -> Option<String> {
    let Who::New(new) = who else {
        return None;
    };
    let title = new.title.iter().map(|title| format!(", {title}"));
    Some(format!("New in the codebook{}", title.collect::<String>()))
}

fn act(ui: &mut Ui, command: Command, intents: &mut Vec<Intent>) {
    let spec = command.spec();
    let name = spec.name.split(' ').next().unwrap_or(spec.name);
    let key = proposals::key_of(command);
    let key = key.or_else(|| spec.keys.first().map(|key| key.logical_key));
    let mut button = Button::new(name);
    if let Some(key) = key {
        button = button.shortcut_text(key.name());
    }
    let response = ui.add(button);
    let label = || egui::WidgetInfo::labeled(egui::Role::Button, true, spec.name);
    response.widget_info(label);
    if response
        .on_hover_text(menu::tooltip(ui.ctx(), command))
        .clicked()
    {
        intents.push(Intent::Run(command));
    }
}
