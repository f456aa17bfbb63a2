//! What a newcomer sees: what to do next.

use egui::text::{LayoutJob, TextFormat};
use egui::{Button, RichText, ScrollArea, Ui, vec2};

use super::command::Command;
use super::intent::Intent;
use super::settings::Settings;
use super::theme::{self, Tokens};

/// Draws the welcome.
pub(super) fn show(ui: &mut Ui, settings: &Settings, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    let width = 440.0_f32.min(ui.available_width() - 48.0);
    ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
        let side = ((ui.available_width() - width) / 2.0).max(0.0).round();
        ui.horizontal_top(|ui| {
            ui.add_space(side);
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.add_space((ui.available_height() * 0.14).clamp(24.0, 120.0).round());
                contents(ui, settings, tokens, intents);
            });
        });
    });
}

fn contents(ui: &mut Ui, settings: &Settings, tokens: &Tokens, intents: &mut Vec<Intent>) {
    ui.label(
        RichText::new("Sayso")
            .font(theme::title_font(34.0))
            .color(tokens.ink),
    );
    ui.label(
        RichText::new("Who said what, about what, and where do they stand?")
            .font(theme::reading_font(16.0))
            .color(tokens.soft),
    );
    ui.add_space(20.0);
    super::form::section(ui, "Start");
    command(
        ui,
        Command::OpenProject,
        "Open an article or a project…",
        "",
        intents,
    );
    command(
        ui,
        Command::NewProject,
        "Start an empty project",
        "",
        intents,
    );
    let words = "Or drop a text file or a project on this window";
    ui.label(RichText::new(words).color(tokens.soft));
    ui.add_space(12.0);
    super::form::section(ui, "Try it with a sample");
    for (sample, name, about) in [
        (
            Command::SampleFirstSteps,
            "First steps",
            "One short article, coded",
        ),
        (
            Command::SampleHarbour,
            "Harbour dispute",
            "Three articles, two annotators, reviews",
        ),
        (
            Command::SampleScripts,
            "Many scripts",
            "Six languages from Ukrainian to Hebrew",
        ),
    ] {
        command(ui, sample, name, about, intents);
    }
    if settings.recent.is_empty() {
        return;
    }
    ui.add_space(12.0);
    super::form::section(ui, "Open again");
    for path in &settings.recent {
        let folder = path.parent().map(|folder| folder.display().to_string());
        let name = super::jobs::name(path);
        if line(ui, &name, &folder.unwrap_or_default(), "") {
            intents.push(Intent::Open(vec![path.clone()]));
        }
    }
}

fn command(ui: &mut Ui, command: Command, name: &str, about: &str, intents: &mut Vec<Intent>) {
    let spec = command.spec();
    let key = spec.keys.first().map(|key| super::keys_page::words(*key));
    if line(ui, name, about, &key.unwrap_or_default()) {
        intents.push(Intent::Run(command));
    }
}

/// A line to click: its name, what it is, its key.
fn line(ui: &mut Ui, name: &str, about: &str, key: &str) -> bool {
    let tokens = Tokens::of(ui);
    let mut job = LayoutJob::default();
    let format = |size, colour| TextFormat::simple(theme::ui_font(size), colour);
    job.append(name, 0.0, format(14.0, tokens.ink));
    if !about.is_empty() {
        job.append(about, 12.0, format(12.0, tokens.soft));
    }
    let mut button = Button::new(job)
        .truncate()
        .min_size(vec2(ui.available_width(), 36.0));
    if key.is_empty() {
        button = button.right_text("");
    } else {
        button = button.shortcut_text(key);
    }
    ui.add(button).clicked()
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
