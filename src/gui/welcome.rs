//! What a newcomer sees: what to do next.

use egui::{Button, RichText, Ui, vec2};

use super::command::Command;
use super::intent::Intent;
use super::theme::{self, Tokens};

/// Draws the welcome.
pub(super) fn show(ui: &mut Ui, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    let width = 460.0_f32.min(ui.available_width() - 48.0);
    ui.vertical_centered(|ui| {
        ui.set_max_width(width);
        ui.add_space((ui.available_height() * 0.22).max(24.0));
        ui.label(
            RichText::new("Sayso")
                .font(theme::title_font(34.0))
                .color(tokens.ink),
        );
        ui.label(
            RichText::new("Who said what, about what, and where do they stand?")
                .font(theme::reading_font(17.0))
                .color(tokens.soft),
        );
        ui.add_space(24.0);
        for (command, about) in [
            (Command::OpenProject, "Open an article or a project…"),
            (Command::SampleFirstSteps, "Try it with a sample"),
            (Command::NewProject, "Start an empty project"),
        ] {
            let mut button = Button::new(RichText::new(about).font(theme::ui_font(14.0)));
            if let Some(key) = command.spec().keys.first() {
                button = button.shortcut_text(ui.ctx().format_shortcut(key));
            }
            let response = ui.add(button.min_size(vec2(width.min(320.0), 36.0)));
            if response.on_hover_text(command.spec().help).clicked() {
                intents.push(Intent::Run(command));
            }
        }
        ui.add_space(16.0);
        let words = "Or drop a text file on this window.";
        ui.label(RichText::new(words).color(tokens.soft));
    });
}

/// What stands in the place of the article when the project has none.
pub(super) fn no_article(ui: &mut Ui, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.3).max(24.0));
        ui.label(RichText::new("This project has no article yet").font(theme::reading_font(20.0)));
        ui.add_space(8.0);
        let key = Command::AddArticles
            .spec()
            .keys
            .first()
            .map(|key| ui.ctx().format_shortcut(key));
        let mut button = Button::new("Add articles…").min_size(vec2(200.0, 32.0));
        if let Some(key) = key {
            button = button.shortcut_text(key);
        }
        if ui.add(button).clicked() {
            intents.push(Intent::Run(Command::AddArticles));
        }
        ui.add_space(8.0);
        let words = "Or drop text files on this window.";
        ui.label(RichText::new(words).color(tokens.soft));
    });
}
