//! What lies over the desk until it is closed: the palette, the page of keys, what the program is.

use egui::{Button, CentralPanel, Frame, Key, Margin, Modifiers, RichText, Ui};

use super::intent::Intent;
use super::session::Session;
use super::settings::Settings;
use super::theme::{self, Tokens};
use super::{
    about, backups_page, conflicts, copy_page, export_page, import_page, joins, keys_page, palette,
    return_page,
};

/// What lies over the desk.
#[derive(Debug)]
pub(super) enum Overlay {
    Palette(palette::State),
    /// With the letters that are looked for.
    Keys(String),
    About,
    Backups(backups_page::State),
    /// What two people decided differently.
    Conflicts(conflicts::State),
    /// Codes that may be the same.
    Joins(joins::State),
    /// A copy for a coder is made.
    Copy(copy_page::State),
    /// Copies come back.
    Return(Box<return_page::Brought>),
    /// The project leaves for other programs.
    Export(Box<export_page::State>),
    /// Files of other programs come in.
    Import(Box<import_page::State>),
    /// What became of the last import, in words.
    ImportReport(String),
}

impl Overlay {
    /// Whether it takes the place of the desk; the palette lies upon it.
    pub(super) fn hides_desk(&self) -> bool {
        !matches!(self, Self::Palette(_) | Self::Conflicts(_) | Self::Joins(_))
    }

    /// Whether it still looks for something.
    pub(super) fn is_busy(&self) -> bool {
        match self {
            Self::Palette(state) => state.is_running(),
            Self::Backups(backups_page::State::Looking) => true,
            Self::Export(state) => state.is_running(),
            Self::Import(state) => state.is_running(),
            _ => false,
        }
    }

    /// Draws it.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        session: Option<&Session>,
        settings: &Settings,
        intents: &mut Vec<Intent>,
    ) {
        let close = |i: &mut egui::InputState| {
            i.consume_key(Modifiers::NONE, Key::Escape) || i.consume_key(Modifiers::NONE, Key::F1)
        };
        // A list that is open is closed first.
        if !egui::Popup::is_any_open(ui.ctx()) && ui.input_mut(close) {
            intents.push(Intent::Close);
            return;
        }
        match self {
            Self::Palette(state) => palette::show(ui.ctx(), state, session, settings, intents),
            Self::Keys(letters) => keys_page::show(ui, letters, session, intents),
            Self::About => about::show(ui, intents),
            Self::Backups(state) => {
                let stem = session.map(Session::file_stem).unwrap_or_default();
                backups_page::show(ui, state, &stem, intents);
            }
            Self::Conflicts(state) => {
                if let Some(session) = session {
                    conflicts::show(ui, state, &session.project, intents);
                }
            }
            Self::Joins(state) => {
                if let Some(session) = session {
                    joins::show(ui, state, session, intents);
                }
            }
            Self::Copy(state) => {
                if let Some(session) = session {
                    copy_page::show(ui, state, session, intents);
                }
            }
            Self::Return(brought) => return_page::show(ui, brought, intents),
            Self::Export(state) => {
                if let Some(session) = session {
                    export_page::show(ui, state, session, intents);
                }
            }
            Self::Import(state) => import_page::show(ui, state, session, intents),
            Self::ImportReport(words) => import_page::report(ui, words, intents),
        }
    }
}

/// A page that takes the place of the desk.
pub(super) fn page(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    let frame = Frame::new()
        .fill(Tokens::of(ui).paper)
        .inner_margin(Margin::symmetric(32, 24));
    CentralPanel::default().frame(frame).show(ui, contents);
}

/// Scrolls what is drawn here by the keys that do so, where it is higher than its room in points.
pub(super) fn scroll_by_keys(ui: &mut Ui, room: f32) {
    if egui::Popup::is_any_open(ui.ctx()) {
        return;
    }
    for (key, way) in [(Key::PageDown, -0.9), (Key::PageUp, 0.9)] {
        if ui.input_mut(|i| i.consume_key(Modifiers::NONE, key)) {
            ui.scroll_with_delta(egui::vec2(0.0, way * room));
        }
    }
}

/// The head of such a page: what it is, what stands beside that, and the button that closes it.
pub(super) fn head(
    ui: &mut Ui,
    title: &str,
    intents: &mut Vec<Intent>,
    beside: impl FnOnce(&mut Ui),
) {
    ui.horizontal(|ui| {
        let title = RichText::new(title).font(theme::title_font(22.0));
        ui.label(title.color(Tokens::of(ui).ink));
        beside(ui);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if ui.add(Button::new("Close").shortcut_text("Esc")).clicked() {
                intents.push(Intent::Close);
            }
        });
    });
}
