//! The snapshots of the project: when, how many statements, what is different now.

use std::path::Path;

use egui::{Button, RichText, ScrollArea, Ui, vec2};

use super::dialogs::Request;
use super::intent::Intent;
use super::overlay;
use super::recovery::summary;
use super::theme::{self, Tokens};
use super::words::{second, statements};
use crate::model::Project;
use crate::store::storage::Disk;
use crate::store::vault::{self, Backup, Reason};

/// What is known of the snapshots.
#[derive(Debug)]
pub(super) enum State {
    Looking,
    Found(Vec<Line>),
    Failed(String),
}

/// One snapshot.
#[derive(Debug)]
pub(super) struct Line {
    backup: Backup,
    what: Result<What, String>,
}

#[derive(Debug)]
struct What {
    statements: usize,
    /// What was done since, in words; none where nothing was.
    since: Option<String>,
}

/// Reads the snapshots in a folder, the newest first, and compares each with what is open.
pub(super) fn look(folder: &Path, now: &Project) -> State {
    let backups = match vault::backups_in(&Disk, folder) {
        Ok(backups) => backups,
        Err(error) => return State::Failed(format!("“{}”: {error}", folder.display())),
    };
    let line = |backup: Backup| {
        let loaded = crate::store::load(&backup.path);
        let what = loaded.map(|loaded| What {
            statements: loaded.project.statement_count(),
            since: (loaded.project != *now).then(|| summary(&loaded.project, now)),
        });
        Line {
            what: what.map_err(|error| error.to_string()),
            backup,
        }
    };
    State::Found(backups.into_iter().rev().map(line).collect())
}

fn reason(reason: Option<Reason>) -> &'static str {
    match reason {
        Some(Reason::Copy) => "a copy was made",
        None => "",
        Some(Reason::Merge) => "before a merge",
        Some(Reason::Import) => "before an import",
        Some(Reason::Migration) => "before it was brought to a newer format",
        Some(Reason::Reload) => "saved by another program",
        Some(Reason::Restore) => "before going back",
        Some(Reason::Recovery) => "recovered and left out",
    }
}

/// Draws the page in the place of the desk. `stem` begins the name of a copy.
pub(super) fn show(ui: &mut Ui, state: &State, stem: &str, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    overlay::page(ui, |ui| {
        overlay::head(ui, "Backups", intents, |_| {});
        let soft = |words: &str| RichText::new(words).color(tokens.soft);
        ui.label(soft(
            "Kept on this computer with each save: the last ten, one a day for two weeks, then one a week",
        ));
        ui.add_space(12.0);
        match state {
            State::Looking => {
                ui.label(soft("Reading the backups…"));
            }
            State::Failed(words) => {
                ui.label(RichText::new(words).color(tokens.danger));
            }
            State::Found(lines) if lines.is_empty() => {
                ui.label(soft(
                    "There are none yet: the first is kept when the project is saved",
                ));
            }
            State::Found(lines) => {
                let area = ScrollArea::vertical().auto_shrink(false);
                area.show_rows(ui, ROW, lines.len(), |ui, rows| {
                    for line in lines.get(rows).unwrap_or_default() {
                        row(ui, line, stem, tokens, intents);
                    }
                });
            }
        }
    });
}

/// The height of a row, in points.
const ROW: f32 = 48.0;

fn row(ui: &mut Ui, line: &Line, stem: &str, tokens: &Tokens, intents: &mut Vec<Intent>) {
    let when = line
        .backup
        .taken()
        .map(|at| second(&at))
        .unwrap_or_default();
    let soft = |words: String| RichText::new(words).color(tokens.soft);
    ui.allocate_ui(vec2(ui.available_width().min(760.0), ROW), |ui| {
        ui.horizontal(|ui| {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.set_width((ui.available_width() - 128.0).max(160.0));
                let why = reason(line.backup.reason);
                ui.horizontal(|ui| {
                    ui.label(RichText::new(&when).font(theme::strong_font(13.0)));
                    ui.label(soft(why.to_owned()));
                });
                match &line.what {
                    Ok(what) => {
                        let count = statements(what.statements);
                        let since = match &what.since {
                            Some(since) => format!("{count}; since then {since}"),
                            None => format!("{count}; the same as now"),
                        };
                        ui.add(egui::Label::new(soft(since)).truncate());
                    }
                    Err(error) => {
                        let words = RichText::new(error).color(tokens.danger);
                        ui.add(egui::Label::new(words).truncate());
                    }
                }
            });
            let save = ui.add_enabled(line.what.is_ok(), Button::new("Save a copy…"));
            let help = "Writes this version to a file of its own; what is open stays as it is";
            super::complete::name(ui, &save, &format!("Save a copy of {when}"));
            if save.on_hover_text(help).clicked() {
                let day: String = when.chars().take(19).collect();
                let day = day.replace([' ', ':'], "-");
                intents.push(Intent::Ask(Request::SaveBackup {
                    from: line.backup.path.clone(),
                    name: format!("{stem}-{day}.sayso.ron"),
                }));
            }
        });
    });
}
