//! What the program is, and whose work it stands on.

use egui::{RichText, ScrollArea, Ui};

use super::intent::Intent;
use super::overlay;
use super::settings::Settings;
use super::theme::{self, Tokens};

/// What it is built with, and under which licence.
const BUILT_WITH: [(&str, &str); 45] = [
    ("anyhow", "MIT OR Apache-2.0"),
    ("calamine", "MIT"),
    ("chardetng", "Apache-2.0 OR MIT"),
    ("clap", "MIT OR Apache-2.0"),
    ("crc32fast", "MIT OR Apache-2.0"),
    ("csv", "Unlicense OR MIT"),
    ("dirs", "MIT OR Apache-2.0"),
    ("dom_smoothie", "MIT"),
    ("eframe", "MIT OR Apache-2.0"),
    ("egui", "MIT OR Apache-2.0"),
    ("encoding_rs", "(Apache-2.0 OR MIT) AND BSD-3-Clause"),
    ("fastrand", "Apache-2.0 OR MIT"),
    ("foldhash", "Zlib"),
    ("getrandom", "MIT OR Apache-2.0"),
    ("imbl", "MPL-2.0+"),
    ("indexmap", "Apache-2.0 OR MIT"),
    ("jiff", "Unlicense OR MIT"),
    ("log", "MIT OR Apache-2.0"),
    ("mailparse", "0BSD"),
    ("nucleo-matcher", "MPL-2.0"),
    ("pdf-extract", "MIT"),
    ("pollster", "Apache-2.0 OR MIT"),
    ("pulldown-cmark", "MIT"),
    ("quick-xml", "MIT"),
    ("regex", "MIT OR Apache-2.0"),
    ("regex-syntax", "MIT OR Apache-2.0"),
    ("rfd", "MIT"),
    ("ron", "MIT OR Apache-2.0"),
    ("rusqlite", "MIT"),
    ("rust_xlsxwriter", "MIT OR Apache-2.0"),
    (
        "rustix",
        "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT",
    ),
    ("serde", "MIT OR Apache-2.0"),
    ("serde_ignored", "MIT OR Apache-2.0"),
    ("serde_json", "MIT OR Apache-2.0"),
    ("sha2", "MIT OR Apache-2.0"),
    ("smol_str", "MIT OR Apache-2.0"),
    ("tempfile", "MIT OR Apache-2.0"),
    ("thiserror", "MIT OR Apache-2.0"),
    ("unicode-bidi", "MIT OR Apache-2.0"),
    ("unicode-bidi-mirroring", "MIT OR Apache-2.0"),
    ("unicode-normalization", "MIT OR Apache-2.0"),
    ("unicode-segmentation", "MIT OR Apache-2.0"),
    ("uuid", "Apache-2.0 OR MIT"),
    ("winit", "Apache-2.0"),
    ("zip", "MIT"),
];

const FACES: [(&str, &str); 2] = [
    (
        "Literata, to read in",
        include_str!("../../assets/fonts/Literata-OFL.txt"),
    ),
    (
        "Inter, for the interface",
        include_str!("../../assets/fonts/Inter-OFL.txt"),
    ),
];

/// Draws the page in the place of the desk.
pub(super) fn show(ui: &mut Ui, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    overlay::page(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.set_max_width(ui.available_width().min(640.0));
            contents(ui, tokens, intents);
        });
    });
}

fn contents(ui: &mut Ui, tokens: &Tokens, intents: &mut Vec<Intent>) {
    let version = env!("CARGO_PKG_VERSION");
    overlay::head(ui, &format!("Sayso {version}"), intents, |_| {});
    ui.label(
        RichText::new(env!("CARGO_PKG_DESCRIPTION"))
            .font(theme::reading_font(16.0))
            .color(tokens.soft),
    );
    ui.add_space(8.0);
    ui.label("Free software under MIT or Apache-2.0, as you choose.");
    ui.label("It opens no connection to a network and sends nothing to anybody.");
    if let Some(file) = Settings::file() {
        ui.add(egui::Label::new(format!("Settings stand in {}", file.display())).wrap());
    }
    ui.add_space(16.0);
    super::form::section(ui, "Faces");
    for (name, licence) in FACES {
        egui::CollapsingHeader::new(format!("{name}: SIL Open Font License 1.1"))
            .id_salt(name)
            .show(ui, |ui| {
                ui.add(egui::Label::new(RichText::new(licence).font(theme::ui_font(11.5))).wrap());
            });
    }
    ui.add_space(16.0);
    super::form::section(ui, "Built with");
    ui.add_space(4.0);
    egui::Grid::new("built with")
        .num_columns(2)
        .spacing([24.0, 4.0])
        .show(ui, |ui| {
            for (name, licence) in BUILT_WITH {
                ui.label(name);
                ui.label(RichText::new(licence).color(tokens.soft));
                ui.end_row();
            }
        });
}

#[cfg(test)]
mod tests {
    use super::BUILT_WITH;

    #[test]
    fn everybody_whose_work_it_stands_on_is_named() {
        let manifest = include_str!("../../Cargo.toml");
        let (_, after) = manifest.split_once("[dependencies]").unwrap();
        let (dependencies, _) = after.split_once("\n[").unwrap();
        let (_, of_unix) = after
            .split_once("[target.'cfg(unix)'.dependencies]")
            .unwrap();
        let (of_unix, _) = of_unix.split_once("\n[").unwrap();
        let mut named: Vec<&str> = (dependencies.lines().chain(of_unix.lines()))
            .filter_map(|line| line.split_once(" = ").map(|(name, _)| name))
            .filter(|name| name.starts_with(|c: char| c.is_ascii_alphanumeric()))
            .collect();
        named.sort_unstable();
        assert_eq!(named, BUILT_WITH.map(|(name, _)| name));
    }
}
