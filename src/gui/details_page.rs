//! What is known of an article: title, outlet, author, date, address, language, tags.

use egui::Ui;

use super::intent::Intent;
use super::session::Session;

/// What is half typed.
#[derive(Clone, Debug, Default)]
pub struct State {}

/// Draws the page.
pub(super) fn show(ui: &mut Ui, _session: &mut Session, _intents: &mut Vec<Intent>) {
    ui.label("Article details");
}
