//! The window.
//!
//! Panels draw `&Project` and say what the user wants ([`intent::Intent`]); one place carries it
//! out ([`perform`]). Drawing never changes the project, because egui may draw a frame twice.

pub mod app;
mod article_list;
pub mod article_view;
mod codebook_page;
pub mod command;
mod complete;
mod details_page;
pub mod dialogs;
mod export;
mod form;
mod frame;
pub mod intent;
mod jobs;
mod menu;
mod perform;
mod prompt;
pub mod session;
mod statement_panel;
mod statement_table;
mod status;
mod theme;
mod typed;
mod welcome;

use std::path::PathBuf;

use anyhow::Context as _;

use self::app::App;

/// Opens the window with what the command line named, and returns when it is closed.
pub fn run(paths: Vec<PathBuf>) -> anyhow::Result<()> {
    let fresh = crate::store::SystemFresh::new().context("the system gives no randomness")?;
    let viewport = egui::ViewportBuilder::default()
        .with_app_id("sayso")
        .with_title("Sayso")
        .with_inner_size([1280.0, 800.0])
        .with_min_inner_size([720.0, 480.0]);
    let options = eframe::NativeOptions {
        viewport,
        persist_window: false,
        ..eframe::NativeOptions::default()
    };
    let make = move |cc: &eframe::CreationContext<'_>| {
        let picker = Box::new(dialogs::SystemPicker::install());
        let app = App::new(&cc.egui_ctx, Box::new(fresh), picker, paths);
        Ok(Box::new(app) as Box<dyn eframe::App>)
    };
    eframe::run_native("sayso", options, Box::new(make))
        .map_err(|error| anyhow::anyhow!("the window cannot be opened: {error}"))
}
