//! The codebook: speakers, stances, topics, with what each means and where it is used.

use egui::Ui;

use super::intent::Intent;
use super::session::Session;

/// What is looked at and half typed.
#[derive(Clone, Debug, Default)]
pub struct State {}

/// Draws the page.
pub(super) fn show(ui: &mut Ui, _session: &mut Session, _intents: &mut Vec<Intent>) {
    ui.label("Codebook");
}
