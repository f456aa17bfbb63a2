//! What only stances have: a key and a value on the scale.

use egui::{RichText, Ui, vec2};

use super::editor::change;
use crate::edit::{CodeChange, Edit};
use crate::gui::form::{self, CodeText, Drafts, Field, Slot};
use crate::gui::intent::Intent;
use crate::gui::theme::Tokens;
use crate::model::{CodeId, Project, Stance};

/// Key and value.
pub(super) fn show(
    ui: &mut Ui,
    project: &Project,
    stance: &Stance,
    drafts: &mut Drafts,
    intents: &mut Vec<Intent>,
) {
    let id = CodeId::Stance(stance.id.clone());
    form::row(ui, "Key", |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            for key in 1..=9 {
                let help = help(project, stance, key);
                if form::option(ui, &key.to_string(), stance.key == Some(key), &help) {
                    intents.push(press(project, stance, key));
                }
            }
        });
        let words = match stance.key {
            Some(key) => format!("{key} gives a statement this stance"),
            None => "No key; a key that another has is taken from it".to_owned(),
        };
        form::note(ui, &words);
    });
    form::row(ui, "Value", |ui| {
        let slot = Slot::Code(id.clone(), CodeText::Scale);
        ui.horizontal_wrapped(|ui| {
            let field = Field::new(slot.clone(), "Value on the scale", "none").width(64.0);
            field.bare(ui, project, drafts, intents);
            let words = RichText::new("above 0 is for, below is against; none is off the scale");
            ui.label(words.color(Tokens::of(ui).soft));
        });
        form::refusal(ui, drafts, &slot);
    });
}

/// What a click on a key does.
fn help(project: &Project, stance: &Stance, key: u8) -> String {
    if stance.key == Some(key) {
        return format!("{key} sets this stance; click to free it");
    }
    match (holder(project, stance, key), stance.key) {
        (None, _) => format!("Let {key} set this stance"),
        (Some(other), Some(own)) => format!("{key} sets {}, which gets {own} for it", other.name),
        (Some(other), None) => format!("{key} sets {}, which is left without a key", other.name),
    }
}

/// Another stance that has a key.
fn holder<'a>(project: &'a Project, stance: &Stance, key: u8) -> Option<&'a Stance> {
    let mut stances = project.codebook().stances().iter();
    let other = stances.find(|other| other.key == Some(key) && other.id != stance.id)?;
    Some(other)
}

/// Gives the stance a key, or frees its own. Whoever had the key gets this one's in exchange.
fn press(project: &Project, stance: &Stance, key: u8) -> Intent {
    let id = CodeId::Stance(stance.id.clone());
    let new = (stance.key != Some(key)).then_some(key);
    let Some(other) = holder(project, stance, key) else {
        return change(&id, CodeChange::Key(new));
    };
    let give = |id: &CodeId, key| Edit::ChangeCode {
        id: id.clone(),
        change: CodeChange::Key(key),
    };
    let theirs = CodeId::Stance(other.id.clone());
    // A key is never held twice, not even between two steps.
    let mut edits = vec![give(&theirs, None), give(&id, new)];
    let words = if stance.key.is_some() {
        edits.push(give(&theirs, stance.key));
        format!("swap the keys of {} and {}", stance.name, other.name)
    } else {
        format!("give {} the key of {}", stance.name, other.name)
    };
    Intent::Apply(Edit::group(words, edits))
}
