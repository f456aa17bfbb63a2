//! The window.
//!
//! Panels draw `&Project` and say what the user wants ([`intent::Intent`]); one place carries it
//! out ([`perform`]). Drawing never changes the project, because egui may draw a frame twice.

mod about;
mod agreement_page;
pub mod app;
mod article_list;
pub mod article_view;
mod backups_page;
pub mod bench;
mod codebook_page;
pub mod command;
mod compare_page;
mod complete;
mod conflicts;
mod copy_page;
mod crash;
mod details_page;
pub mod dialogs;
mod elsewhere;
mod entry_line;
mod export;
mod export_page;
mod form;
mod frame;
mod import_page;
pub mod intent;
mod jobs;
mod joins;
mod keeper;
mod keys_page;
mod layers;
mod lower;
mod menu;
mod opening;
mod outside;
mod overlay;
mod palette;
mod perform;
mod policy;
mod prompt;
mod proposals;
mod queue;
mod ranking;
mod recovery;
mod replace_page;
mod return_page;
mod rows;
mod search;
pub mod select;
pub mod session;
pub mod settings;
mod statement_panel;
mod statement_table;
mod status;
mod theme;
pub mod timings;
mod toast;
mod typed;
mod typeset;
mod welcome;
mod words;
mod worklist;

use std::path::PathBuf;

use anyhow::Context as _;

use self::app::{App, Setup};
use self::settings::Settings;
use self::timings::Timings;
use crate::foreign::Program;

const ICON: &[u8] = include_bytes!("../assets/icon/sayso-256.png");

/// Opens the window with what the command line named, and returns when it is closed.
pub fn run(paths: Vec<PathBuf>, timings: Option<Timings>) -> anyhow::Result<()> {
    crash::install(crate::store::vault::root());
    let fresh = crate::store::SystemFresh::new().context("the system gives no randomness")?;
    let settings_file = Settings::file();
    let settings = settings_file.as_deref().map(Settings::load);
    let settings = settings.unwrap_or_default();
    let (width, height) = settings.window.unwrap_or((1280.0, 800.0));
    let mut viewport = egui::ViewportBuilder::default()
        .with_app_id("sayso")
        .with_title("Sayso")
        .with_inner_size([width * settings.zoom, height * settings.zoom])
        .with_maximized(settings.maximized)
        .with_min_inner_size([720.0, 480.0]);
    if let Ok(icon) = eframe::icon_data::from_png_bytes(ICON) {
        viewport = viewport.with_icon(icon);
    }
    let options = eframe::NativeOptions {
        viewport,
        persist_window: false,
        ..eframe::NativeOptions::default()
    };
    let make = move |cc: &eframe::CreationContext<'_>| {
        let setup = Setup {
            fresh: Box::new(fresh),
            picker: Box::new(dialogs::SystemPicker::install()),
            settings,
            settings_file,
            state: crate::store::vault::root(),
            reader: Program::own(),
            paths,
            timings,
        };
        Ok(Box::new(App::new(&cc.egui_ctx, setup)) as Box<dyn eframe::App>)
    };
    eframe::run_native("sayso", options, Box::new(make))
        .map_err(|error| anyhow::anyhow!("the window cannot be opened: {error}"))
}
