//! What pops up over the article: what is coded of the words under the pointer, and the context
//! menu.

use egui::{Pos2, RichText, Ui};

use super::super::command::Command;
use super::super::intent::Intent;
use super::super::menu;
use super::super::statement_panel::who;
use super::super::theme::{self, Tokens};
use super::super::typed;
use super::super::typeset::placed;
use super::marks::spans;
use super::proposed::explained;
use super::view::View;
use super::{Coding, Reading};
use crate::model::{Project, Statement};
use crate::text::{next_grapheme, previous_grapheme};

impl View<'_> {
    /// Says what is coded of the words that the pointer rests on, and what the codebook says of it.
    pub(super) fn tooltip(
        &self,
        ui: &Ui,
        response: &egui::Response,
        reading: &mut Reading,
        coding: &Coding<'_>,
    ) {
        // While the keys are used, a mouse that lies about says nothing, whatever scrolls under it.
        let at = response.hover_pos();
        let Some(at) = at.filter(|_| !typed::by_keys(ui.ctx())) else {
            if !reading.hovered_note {
                reading.hover(ui, None);
            }
            return;
        };
        let here = self.statements_at(ui, reading, coding, at);
        if !reading.hovered_note {
            reading.hover(ui, here.first().map(|s| s.id.clone()));
        }
        if let Some((c, name)) = self.unseen_at(ui, reading, at) {
            let words = format!("{name}, U+{:04X}: counted, not obeyed", u32::from(c));
            response.clone().on_hover_text_at_pointer(words);
            return;
        }
        let Some(first) = here.first() else {
            if let Some(proposed) = self.proposal_at(ui, reading, coding, at) {
                response.clone().on_hover_ui_at_pointer(|ui| {
                    ui.set_max_width(320.0);
                    ui.spacing_mut().item_spacing.y = 4.0;
                    explained(ui, proposed);
                });
            }
            return;
        };
        response.clone().on_hover_ui_at_pointer(|ui| {
            ui.set_max_width(320.0);
            ui.spacing_mut().item_spacing.y = 4.0;
            coded(ui, coding.project, first);
            if here.len() > 1 {
                let soft = Tokens::of(ui).soft;
                let words = format!("1 of {} here; I goes to the next", here.len());
                ui.label(RichText::new(words).font(theme::ui_font(11.5)).color(soft));
            }
        });
    }

    /// The mark under a point that stands for a character which nobody would see.
    fn unseen_at(&self, ui: &Ui, reading: &Reading, at: Pos2) -> Option<(char, &'static str)> {
        let text = self.page.text.as_str();
        let near = self.byte_at(ui, reading, at);
        let piece = reading.pieces.of_byte(near);
        let laid = self.page.lay(ui, reading, piece)?;
        let corner = self.corner(reading, piece);
        // The nearest border is before it or after it.
        [near, previous_grapheme(text, near)]
            .into_iter()
            .find_map(|start| {
                let mut rects = laid.rects(start..next_grapheme(text, start)).into_iter();
                let under = rects.any(|rect| placed(rect, corner).contains(at));
                laid.unseen_at(start).filter(|_| under)
            })
    }

    /// The statements whose content lies under a point, the smallest first.
    fn statements_at<'a>(
        &self,
        ui: &Ui,
        reading: &Reading,
        coding: &Coding<'a>,
        at: Pos2,
    ) -> Vec<&'a Statement> {
        let byte = self.byte_at(ui, reading, at);
        let piece = reading.pieces.of_byte(byte);
        let Some(laid) = self.page.lay(ui, reading, piece) else {
            return Vec::new();
        };
        let corner = self.corner(reading, piece);
        let lies_under = |statement: &&Statement| {
            let mut rects = spans(&statement.contents).flat_map(|span| laid.rects(span));
            rects.any(|rect| placed(rect, corner).contains(at))
        };
        // The byte nearest to the point may be the one after its letter.
        let near = byte.saturating_sub(8)..byte + 8;
        let mut here: Vec<&Statement> = coding
            .index
            .in_range(&reading.article, near)
            .map(AsRef::as_ref)
            .filter(lies_under)
            .collect();
        here.sort_by_key(|s| spans(&s.contents).map(|span| span.len()).sum::<usize>());
        here
    }
}

/// Speaker, stance and topic, each with what the codebook says of it.
fn coded(ui: &mut Ui, project: &Project, statement: &Statement) {
    let tokens = Tokens::of(ui);
    let book = project.codebook();
    let who = who(project, statement).unwrap_or_else(|| "Speaker not coded".to_owned());
    ui.label(RichText::new(who).font(theme::strong_font(13.0)));
    let stance = statement.stance.as_ref();
    let stance = stance.and_then(|id| book.stances().get(id));
    let (colour, _) = tokens.stance(stance.map(AsRef::as_ref));
    let explained = |ui: &mut Ui, name: RichText, about: &str| {
        ui.label(name);
        if !about.is_empty() {
            let about = RichText::new(about).font(theme::ui_font(12.0));
            ui.label(about.color(tokens.soft));
        }
    };
    let name = stance.map_or("Stance not coded", |stance| &stance.name);
    let about = stance.map_or("", |stance| &stance.definition);
    let name = RichText::new(name).font(theme::strong_font(13.0));
    explained(ui, name.color(tokens.words(colour)), about);
    for topic in statement
        .topics
        .iter()
        .filter_map(|id| book.topics().get(id))
    {
        let about = [topic.proposition.as_str(), topic.definition.as_str()];
        let about = about.into_iter().filter(|words| !words.is_empty());
        let about = about.collect::<Vec<_>>().join("\n");
        explained(ui, RichText::new(&topic.name), &about);
    }
    if statement.topics.is_empty() {
        ui.label(RichText::new("Topic not coded").color(tokens.soft));
    }
}

/// What can be done with a proposal, in sections.
const PROPOSAL: [&[Command]; 3] = [
    &[
        Command::AcceptProposal,
        Command::EditProposal,
        Command::RejectProposal,
    ],
    &[Command::NextProposal, Command::PreviousProposal],
    &[Command::AcceptSure, Command::AcceptLikely],
];

/// The context menu: of the selected words, else of the statement or the proposal under the pointer.
pub(super) fn context_menu(
    response: &egui::Response,
    reading: &Reading,
    coding: &Coding<'_>,
    intents: &mut Vec<Intent>,
) {
    let selected = coding.selected;
    let has_words = !reading.selection.is_empty();
    response.context_menu(|ui| {
        if coding.proposal.is_some() && !has_words {
            ui.set_width(280.0);
            for commands in PROPOSAL {
                for command in commands {
                    menu::item(ui, *command, true, intents);
                }
                ui.separator();
            }
            menu::item(ui, Command::ShowProposals, true, intents);
            return;
        }
        if !has_words && selected.is_none() {
            ui.label("Drag over words to select them");
            return;
        }
        ui.set_width(240.0);
        if has_words {
            menu::item(ui, Command::MakeStatement, true, intents);
            for command in [Command::ProposeMissing, Command::CommentOnText] {
                menu::item(ui, command, true, intents);
            }
            if selected.is_some() {
                for command in [Command::AddSpan, Command::MarkSource, Command::MarkCue] {
                    menu::item(ui, command, true, intents);
                }
            }
            ui.separator();
        }
        // Not in a menu of their own: with the mouse, this is how most statements begin.
        menu::stances(ui, coding.project, intents);
        ui.separator();
        for command in [Command::EditSpeaker, Command::EditTopic, Command::EditNote] {
            menu::item(ui, command, true, intents);
        }
        ui.separator();
        if has_words {
            menu::item(ui, Command::Copy, true, intents);
            return;
        }
        for command in [
            Command::AnotherHere,
            Command::Duplicate,
            Command::SameWords,
            Command::DeleteStatement,
        ] {
            menu::item(ui, command, true, intents);
        }
    });
}
