//! The status line: it tells the truth about what is saved.

use egui::{RichText, TextEdit, Ui};

use super::command::Command;
use super::intent::Intent;
use super::keeper::Stand;
use super::session::{ReadOnly, Session};
use super::settings::Settings;
use super::theme::{self, Tokens};

/// Draws the line.
pub(super) fn show(
    ui: &mut Ui,
    session: Option<&mut Session>,
    running: Option<&str>,
    stand: Option<&Stand>,
    settings: &Settings,
    intents: &mut Vec<Intent>,
) {
    let tokens = Tokens::of(ui);
    let soft = |words: &str| {
        RichText::new(words)
            .font(theme::ui_font(12.0))
            .color(tokens.soft)
    };
    ui.horizontal_centered(|ui| {
        ui.add_space(8.0);
        let Some(session) = session else {
            ui.label(soft(running.unwrap_or("No project is open")));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.add_space(8.0);
                looks(ui, settings, intents);
            });
            return;
        };
        let unsaved = session.history.is_unsaved();
        let words = running.map_or_else(|| stands(session, stand), str::to_owned);
        let failed = matches!(stand, Some(Stand::Failed(_))) && unsaved;
        let (dot, _) = ui.allocate_exact_size(egui::vec2(8.0, 8.0), egui::Sense::hover());
        if unsaved || session.path.is_none() {
            ui.painter()
                .circle_stroke(dot.center(), 3.5, (1.2, tokens.soft));
        } else {
            ui.painter().circle_filled(dot.center(), 4.0, tokens.soft);
        }
        if failed {
            ui.label(soft(&words).color(tokens.danger));
        } else {
            ui.label(soft(&words));
        }
        ui.add_space(16.0);
        let count = session.project.statement_count();
        ui.label(soft(&super::words::statements(count)));
        if let Some(words) = super::perform::copy_words(&session.project) {
            ui.add_space(16.0);
            let help = "A part of a project: what is missing in it is not taken for deleted when it comes back";
            ui.label(soft(&words)).on_hover_text(help);
        }
        if !session.problems.is_empty() {
            ui.add_space(16.0);
            let all: Vec<String> = session
                .problems
                .iter()
                .take(12)
                .map(ToString::to_string)
                .collect();
            let words = format!("{} to be looked at", session.problems.len());
            ui.label(
                RichText::new(words)
                    .font(theme::ui_font(12.0))
                    .color(tokens.danger),
            )
            .on_hover_text(all.join("\n\n"));
        }
        let returned = session.queue.returned();
        if returned > 0 {
            ui.add_space(16.0);
            let words = soft(&format!("{returned} returned to you"));
            let words = words.color(tokens.words(tokens.accent));
            let response = ui.add(egui::Button::new(words).frame(false));
            let tip = super::menu::tooltip(ui.ctx(), Command::ShowQueue);
            if response.on_hover_text(tip).clicked() {
                intents.push(Intent::Run(Command::ShowQueue));
            }
        }
        if let Some(label) = session.history.undo_label() {
            ui.add_space(16.0);
            let words = soft(&format!("Undo: {label}"));
            let response = ui.add(egui::Button::new(words).frame(false));
            let tip = super::menu::tooltip(ui.ctx(), Command::Undo);
            if response.on_hover_text(tip).clicked() {
                intents.push(Intent::Run(Command::Undo));
            }
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.add_space(8.0);
            looks(ui, settings, intents);
            ui.add_space(8.0);
            who(ui, session, intents);
        });
    });
}

/// Whether what was done is on the disk, and where.
fn stands(session: &Session, stand: Option<&Stand>) -> String {
    let unsaved = session.history.is_unsaved();
    match (session.read_only, stand) {
        (Some(ReadOnly::Newer(format)), _) => {
            format!("Read only: written by a newer Sayso (format {format})")
        }
        (Some(ReadOnly::OpenElsewhere), _) => {
            "Read only: open in another window; save under another name with Ctrl+Shift+S"
                .to_owned()
        }
        (None, Some(Stand::Failed(why))) if unsaved => format!("Not saved: Ctrl+S. {why}"),
        (None, Some(Stand::Keeping)) => "Saving…".to_owned(),
        (None, Some(Stand::Kept)) if unsaved && session.path.is_some() => {
            "Kept, not in the file yet: Ctrl+S".to_owned()
        }
        (None, Some(Stand::Kept)) if unsaved => "Kept, in no file yet: Ctrl+S".to_owned(),
        (None, _) if session.path.is_none() => "Not saved yet: Ctrl+S".to_owned(),
        (None, _) if unsaved => "Not saved: Ctrl+S".to_owned(),
        (None, _) => "Saved".to_owned(),
    }
}

/// Theme and zoom, and where all keys stand.
fn looks(ui: &mut Ui, settings: &Settings, intents: &mut Vec<Intent>) {
    let small = |words: String| RichText::new(words).font(theme::ui_font(12.0));
    let keys = egui::Button::new(small("F1 keys".to_owned())).frame(false);
    if ui
        .add(keys)
        .on_hover_text(Command::ShowShortcuts.spec().help)
        .clicked()
    {
        intents.push(Intent::Run(Command::ShowShortcuts));
    }
    let zoom = (settings.zoom * 100.0).round();
    let words = small(format!("{} · {zoom} %", settings.theme.name()));
    let button = egui::Button::new(words).frame(false);
    egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        for command in [
            Command::ThemeSystem,
            Command::ThemeLight,
            Command::ThemeDark,
            Command::ThemeContrast,
            Command::ZoomIn,
            Command::ZoomOut,
            Command::ZoomReset,
        ] {
            super::menu::item(ui, command, true, intents);
        }
    });
}

/// The field that says who one is.
pub(super) fn name_field() -> egui::Id {
    egui::Id::unique("my name")
}

/// Who one is, asked where it is shown.
fn who(ui: &mut Ui, session: &mut Session, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    let me = session.my_name().map(str::to_owned);
    let id = name_field();
    let Some(draft) = &mut session.drafts.my_name else {
        let words = match &me {
            Some(name) => format!("Coding as {name}"),
            None => "Who are you?".to_owned(),
        };
        let button =
            egui::Button::new(RichText::new(words).font(theme::ui_font(12.0))).frame(false);
        let tip = "Your name or initials, as they stand beside your statements; click to change";
        if ui.add(button).on_hover_text(tip).clicked() {
            session.drafts.my_name = Some(me.unwrap_or_default());
            ui.memory_mut(|m| m.request_focus(id));
        }
        return;
    };
    let focused = ui.memory(|m| m.has_focus(id));
    let escape =
        focused && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
    let edit = TextEdit::singleline(draft)
        .id(id)
        .hint_text("Your name or initials")
        .desired_width(160.0)
        .event_filter(super::complete::keeps_escape());
    let response = ui.add(edit);
    super::complete::name(ui, &response, "Your name");
    ui.label(
        RichText::new("Coding as")
            .font(theme::ui_font(12.0))
            .color(tokens.soft),
    );
    if response.lost_focus() || escape {
        let name = draft.trim().to_owned();
        if !escape && !name.is_empty() && Some(&name) != me.as_ref() {
            intents.push(Intent::NameMe(name));
        }
        session.drafts.my_name = None;
        intents.push(Intent::Read);
    }
}
