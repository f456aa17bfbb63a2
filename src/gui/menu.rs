//! The menu bar, and menu items anywhere.

use egui::{Button, Ui};

use super::command::{Command, Menu};
use super::intent::Intent;
use super::layers::Shown;
use super::session::Session;
use super::theme;
use super::{elsewhere, proposals, queue, worklist};
use crate::model::Project;

/// Draws the menu bar.
pub(super) fn bar(ui: &mut Ui, session: Option<&Session>, intents: &mut Vec<Intent>) {
    egui::MenuBar::new().ui(ui, |ui| {
        ui.add_space(8.0);
        ui.label(egui::RichText::new("Sayso").font(theme::strong_font(14.0)));
        ui.add_space(8.0);
        for &menu in Menu::ALL {
            ui.menu_button(menu.name(), |ui| {
                ui.set_width(264.0);
                let room = ui.ctx().content_rect().height() - BESIDE;
                let rows = egui::ScrollArea::vertical()
                    .max_height(room)
                    .min_scrolled_height(room);
                rows.show(ui, |ui| items(ui, menu, session, intents));
            });
        }
        search(ui, intents);
    });
}

/// What is above and below a menu in a low window, in points.
const BESIDE: f32 = 64.0;

fn items(ui: &mut Ui, menu: Menu, session: Option<&Session>, intents: &mut Vec<Intent>) {
    // Whose codings are shown has a menu of its own below.
    let listed = |section: &&&[Command]| !section.contains(&Command::ShowMyCoding);
    for (at, section) in menu.sections().iter().filter(listed).enumerate() {
        if at > 0 {
            ui.separator();
        }
        for &command in *section {
            item_of(ui, command, session, intents);
        }
    }
    if menu == Menu::Review {
        ui.add_enabled_ui(Command::ShowMyCoding.enabled(session), |ui| {
            ui.menu_button("Show codings of", |ui| {
                if let Some(session) = session {
                    codings(ui, session, intents);
                }
            });
        });
    }
    if menu == Menu::Code {
        ui.separator();
        ui.add_enabled_ui(Command::EditTopic.enabled(session), |ui| {
            ui.menu_button("Stance", |ui| {
                if let Some(session) = session {
                    stances(ui, &session.project, intents);
                }
            });
        });
    }
}

/// What opens the palette, in the middle of the window where there is room.
fn search(ui: &mut Ui, intents: &mut Vec<Intent>) {
    const WIDTH: f32 = 360.0;
    let middle = ui.ctx().content_rect().center().x;
    let left = (middle - WIDTH / 2.0).max(ui.cursor().left() + 16.0);
    let width = WIDTH.min(ui.max_rect().right() - left - 16.0);
    if width < 160.0 {
        return;
    }
    ui.add_space(left - ui.cursor().left());
    let spec = Command::Palette.spec();
    let tokens = theme::Tokens::of(ui);
    let words = egui::RichText::new(spec.name).color(tokens.soft);
    // A menu bar draws its buttons without a frame.
    let mut button = Button::new(words)
        .truncate()
        .fill(tokens.paper)
        .stroke(egui::Stroke::new(1.0, tokens.line))
        .frame_when_inactive(true)
        .min_size(egui::vec2(width, 26.0));
    if let Some(key) = spec.keys.first() {
        button = button.shortcut_text(ui.ctx().format_shortcut(key));
    }
    ui.spacing_mut().button_padding.x = 8.0;
    if ui.add(button).on_hover_text(spec.help).clicked() {
        intents.push(Intent::Run(Command::Palette));
    }
}

/// Whose codings are shown.
fn codings(ui: &mut Ui, session: &Session, intents: &mut Vec<Intent>) {
    let mut choice = |ui: &mut Ui, name: &str, shown: Shown| {
        let chosen = session.layers.shown == shown;
        if ui.radio(chosen, name).clicked() {
            intents.push(Intent::ShowCodings(shown));
            ui.close();
        }
    };
    choice(ui, "All", Shown::All);
    choice(ui, "Me", Shown::Mine);
    for annotator in session.project.annotators().iter() {
        if session.me.as_ref() != Some(&annotator.id) {
            choice(ui, &annotator.name, Shown::Of(annotator.id.clone()));
        }
    }
}

/// A menu item of a command, which says why it would do nothing.
pub(super) fn item_of(
    ui: &mut Ui,
    command: Command,
    session: Option<&Session>,
    intents: &mut Vec<Intent>,
) {
    let why = command.obstacle(session);
    let response = item(ui, command, command.enabled(session), intents);
    if let Some(why) = why {
        response.on_disabled_hover_text(why);
    }
}

/// A menu item of a command.
pub(super) fn item(
    ui: &mut Ui,
    command: Command,
    enabled: bool,
    intents: &mut Vec<Intent>,
) -> egui::Response {
    let spec = command.spec();
    let mut button = Button::new(spec.name).frame(false).truncate();
    if let Some(key) = spec.keys.first() {
        button = button.shortcut_text(ui.ctx().format_shortcut(key));
    } else if let Some(key) = proposals::key_of(command) {
        button = button.shortcut_text(format!("{} at a proposal", key.name()));
    } else if let Some(key) = key_in_list(command) {
        button = button.shortcut_text(key);
    }
    let response = ui.add_enabled(enabled, button).on_hover_text(spec.help);
    if response.clicked() {
        intents.push(Intent::Run(command));
        ui.close();
    }
    response
}

/// A tooltip of a command: what it does, and its key.
pub(super) fn tooltip(ctx: &egui::Context, command: Command) -> String {
    let spec = command.spec();
    match spec.keys.first() {
        Some(key) => format!("{} ({})", spec.help, ctx.format_shortcut(key)),
        None => match key_in_list(command) {
            Some(key) => format!("{} ({key})", spec.help),
            None => spec.help.to_owned(),
        },
    }
}

/// The key that a command has while a list below the article has the keyboard, and in which.
pub(super) fn key_in_list(command: Command) -> Option<String> {
    let queue = queue::key_of(command).map(|key| (key, "queue"));
    let letter = queue.or_else(|| Some((worklist::key_of(command)?, "worklist")));
    let letter = letter.map(|(key, list)| format!("{} in the {list}", key.name()));
    letter.or_else(|| {
        let key = elsewhere::key_of(command)?;
        Some(format!("{} in the list", super::keys_page::words(key)))
    })
}

/// The stances, for the selected words or the chosen statement.
pub(super) fn stances(ui: &mut Ui, project: &Project, intents: &mut Vec<Intent>) {
    for stance in project.codebook().stances().iter() {
        let mut button = Button::new(&stance.name).frame(false);
        if let Some(key) = stance.key {
            button = button.shortcut_text(key.to_string());
        }
        if ui.add(button).on_hover_text(&stance.definition).clicked() {
            intents.push(Intent::CodeStance(stance.id.clone()));
            ui.close();
        }
    }
}
