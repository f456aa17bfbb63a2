//! Copies that come back: what they bring, before it is taken.

use std::path::{Path, PathBuf};

use egui::{Button, Key, Modifiers, RichText, Ui, vec2};

use super::intent::Intent;
use super::jobs::name;
use super::theme::{self, Tokens};
use super::words::counted;
use super::{form, overlay};
use crate::edit::{Conflict, Edit, Join, bring_back, diff, differences, summary, whose};
use crate::model::Project;
use crate::store::storage::Disk;
use crate::store::{self, vault};

/// What copies come to, put together with what is open.
#[derive(Debug)]
pub(super) struct Brought {
    pub edit: Edit,
    copies: Vec<Copy>,
    pub conflicts: Vec<Conflict>,
    pub joins: Vec<Join>,
}

/// What one of them brings.
#[derive(Debug)]
struct Copy {
    file: String,
    whose: String,
    came: String,
    /// What is to be known of it, a sentence each.
    notes: Vec<String>,
}

/// Reads copies and puts them together with the project, one after the other; the error is in words.
pub(super) fn read(
    paths: &[PathBuf],
    before: &Project,
    root: Option<&Path>,
) -> Result<Brought, String> {
    let mut now = before.clone();
    let mut brought = Brought {
        edit: Edit::group("", Vec::new()),
        copies: Vec::new(),
        conflicts: Vec::new(),
        joins: Vec::new(),
    };
    for path in paths {
        let file = name(path);
        let copy = load(path, before).map_err(|error| format!("“{file}”: {error}"))?;
        let base = vault::base_of_copy(&Disk, root, &copy, before);
        let merged = bring_back(base.as_ref(), &now, &copy);
        let merged = merged.map_err(|error| format!("“{file}”: {error}"))?;
        let mut notes = Vec::new();
        if copy.copy().is_none() {
            notes.push("It is not marked as a copy; what is missing in it stays all the same");
        }
        if base.is_none() {
            notes.push(
                "The project as it was when the copy was made is not kept here: each value that \
                 differs is asked",
            );
        }
        let notes = notes.into_iter().map(str::to_owned);
        brought.copies.push(Copy {
            file,
            whose: whose(&copy),
            came: summary(&differences(&now, &merged.merged)),
            notes: notes.chain(merged.notes).collect(),
        });
        brought.conflicts.extend(merged.conflicts);
        brought.joins.extend(merged.joins);
        now = merged.merged;
    }
    let edit = diff(before, &now).map_err(|error| error.to_string())?;
    let new = now
        .statement_count()
        .saturating_sub(before.statement_count());
    let new = match new {
        0 => summary(&differences(before, &now)),
        new => super::words::statements(new),
    };
    let name = match brought.copies.as_slice() {
        [one] => format!("bring back {}: {new}", one.whose),
        several => format!("bring back {} copies: {new}", several.len()),
    };
    brought.edit = match edit {
        Edit::Group { edits, .. } => Edit::group(name, edits),
        edit => edit,
    };
    Ok(brought)
}

fn load(path: &Path, whole: &Project) -> Result<Project, String> {
    let loaded = store::load(path).map_err(|error| error.to_string())?;
    if loaded.newer_format.is_some() {
        return Err("a newer Sayso wrote it".to_owned());
    }
    if loaded.project.id() != whole.id() {
        return Err("it is a copy of another project".to_owned());
    }
    Ok(loaded.project)
}

/// Draws the page in the place of the desk.
pub(super) fn show(ui: &mut Ui, brought: &Brought, intents: &mut Vec<Intent>) {
    overlay::page(ui, |ui| {
        let title = match brought.copies.len() {
            1 => "Bring back a copy".to_owned(),
            count => format!("Bring back {count} copies"),
        };
        overlay::head(ui, &title, intents, |_| {});
        ui.scope(|ui| what(ui, brought, intents));
    });
}

fn what(ui: &mut Ui, brought: &Brought, intents: &mut Vec<Intent>) {
    ui.set_max_width(form::WIDTH);
    ui.add_space(8.0);
    let tokens = Tokens::of(ui);
    let soft = |words: &str| RichText::new(words).color(tokens.soft);
    egui::ScrollArea::vertical()
        .max_height((ui.available_height() - 120.0).max(80.0))
        .auto_shrink([false, true])
        .show(ui, |ui| {
            for copy in &brought.copies {
                ui.horizontal_wrapped(|ui| {
                    ui.label(RichText::new(&copy.whose).font(theme::strong_font(15.0)));
                    ui.label(soft(&copy.file));
                });
                let came = match copy.came.as_str() {
                    "" => "Nothing new",
                    came => came,
                };
                ui.add(egui::Label::new(came).wrap());
                for note in &copy.notes {
                    ui.add(egui::Label::new(soft(note)).wrap());
                }
                ui.add_space(12.0);
            }
        });
    if !brought.conflicts.is_empty() {
        let count = counted(brought.conflicts.len(), "value was", "values were");
        ui.label(format!(
            "{count} changed here too: you are asked one by one"
        ));
    }
    let pairs = brought
        .joins
        .iter()
        .filter(|join| super::joins::is_asked(join))
        .count();
    if pairs > 0 {
        let pairs = counted(pairs, "pair of codes", "pairs of codes");
        ui.label(format!("{pairs} may be the same: you are asked"));
    }
    ui.add_space(8.0);
    let has_any = !brought.edit.is_empty() || !brought.conflicts.is_empty();
    ui.horizontal(|ui| {
        let go = Button::new("Bring back").shortcut_text("Enter");
        let go = ui.add_enabled(has_any, go.min_size(vec2(0.0, form::LINE)));
        let enter = ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Enter));
        let help = "One step for undo; a backup is made first";
        if go.on_hover_text(help).clicked() || enter && has_any {
            intents.push(Intent::BringBack);
        }
    });
}
