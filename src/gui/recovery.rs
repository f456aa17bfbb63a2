//! The question what becomes of work that is in no file.

use std::path::PathBuf;

use egui::{Button, Modifiers, RichText, vec2};

use super::intent::Intent;
use super::jobs::name;
use super::theme::{self, Tokens};
use super::words::{counted, moment};
use crate::model::Project;
use crate::store::vault::{Pending, Stand};

/// Work that is in no file, and the file that was opened, if one was.
#[derive(Debug)]
pub(super) struct Recovery {
    pub pending: Box<Pending>,
    pub path: Option<PathBuf>,
    /// Whether it may be saved where the file was: not over one that cannot be read.
    pub goes_back: bool,
    /// What the work comes to.
    pub summary: String,
}

/// What becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It is taken, as work that is not saved yet.
    Recover,
    /// It is saved under another name, and the file stays as it is.
    SaveAs,
    /// The file is opened as it is; the work stays among the backups.
    LeaveOut,
    /// Nothing is decided yet: it is offered again.
    Later,
}

impl Recovery {
    /// `disk` is what the file holds, where it is as it was.
    pub(super) fn new(
        pending: Box<Pending>,
        path: Option<PathBuf>,
        disk: Option<&Project>,
        goes_back: bool,
    ) -> Self {
        let summary = summary(&pending.before(disk), &pending.recovered.project);
        Self {
            pending,
            path,
            goes_back,
            summary,
        }
    }

    fn heading(&self) -> String {
        match &self.path {
            Some(path) => format!("Work that is not in “{}”", name(path)),
            None => "Work that was never saved in a file".to_owned(),
        }
    }

    fn words(&self) -> Vec<String> {
        let last = self.pending.recovered.last.as_ref();
        let when = last.map(|at| format!(" The last edit was on {}.", moment(at)));
        let mut words = vec![format!(
            "It is kept on this computer: {}.{}",
            self.summary,
            when.unwrap_or_default()
        )];
        match (self.pending.stand, &self.path) {
            (Stand::Changed, _) => words.push(
                "Somebody changed the file since. Recovering puts both together; where both changed \
                 the same, yours stands and is shown."
                    .to_owned(),
            ),
            (Stand::Gone, Some(_)) if self.goes_back => {
                words.push("The file itself is not there any more.".to_owned());
            }
            (Stand::Gone, Some(_)) => words.push(
                "The file itself cannot be read. It stays as it is: what is recovered is saved \
                 under another name."
                    .to_owned(),
            ),
            _ => {}
        }
        if self.pending.lost > 0 || self.pending.recovered.refused > 0 {
            words.push("The last of what was typed could not be read.".to_owned());
        }
        words
    }
}

/// What was added, changed and taken away, in words.
pub(super) fn summary(before: &Project, after: &Project) -> String {
    let of = |project: &Project| -> std::collections::BTreeMap<_, _> {
        let all = project.statements().map(|s| (s.id.clone(), s.clone()));
        all.collect()
    };
    let (old, new) = (of(before), of(after));
    let added = new.keys().filter(|id| !old.contains_key(*id)).count();
    let removed = old.keys().filter(|id| !new.contains_key(*id)).count();
    let changed = new
        .iter()
        .filter(|(id, statement)| old.get(*id).is_some_and(|s| s != *statement));
    let changed = changed.count();
    let there = |id| before.articles().contains(id);
    let articles = after
        .articles()
        .iter()
        .filter(|article| !there(&article.id))
        .count();
    let parts = [
        (articles, "article added", "articles added"),
        (added, "statement added", "statements added"),
        (changed, "statement changed", "statements changed"),
        (removed, "statement deleted", "statements deleted"),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| counted(count, one, many))
        .collect();
    if parts.is_empty() {
        "names, codes or details".to_owned()
    } else {
        parts.join(", ")
    }
}

/// Asks what becomes of it.
pub(super) fn show(ctx: &egui::Context, recovery: &Recovery, intents: &mut Vec<Intent>) {
    let mut decided = None;
    let modal = egui::Modal::new(egui::Id::unique("recovery question"));
    modal.show(ctx, |ui| {
        ui.set_width(440.0);
        let tokens = Tokens::of(ui);
        ui.label(RichText::new(recovery.heading()).font(theme::strong_font(15.0)));
        ui.add_space(4.0);
        for words in recovery.words() {
            ui.label(RichText::new(words).color(tokens.soft));
        }
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
            let enter = ui.input_mut(|i| i.consume_key(Modifiers::NONE, egui::Key::Enter));
            let recover = ui.add(Button::new("Recover").shortcut_text("Enter"));
            let help = "Takes it as work that is not saved yet; undo takes it back";
            if recover.on_hover_text(help).clicked() || enter {
                decided = Some(Decision::Recover);
            }
            if recovery.path.is_some() {
                let save = ui.button("Save as…");
                let help = "Saves it under another name; the file stays as it is";
                if save.on_hover_text(help).clicked() {
                    decided = Some(Decision::SaveAs);
                }
            }
            let words = if recovery.path.is_some() && recovery.pending.stand != Stand::Gone {
                "Open the file as it is"
            } else {
                "Leave it out"
            };
            let help = "It stays among the backups of the project";
            if ui.button(words).on_hover_text(help).clicked() {
                decided = Some(Decision::LeaveOut);
            }
            let later = ui.add(Button::new("Not now").shortcut_text("Esc"));
            let escape = ui.input_mut(|i| i.consume_key(Modifiers::NONE, egui::Key::Escape));
            if later
                .on_hover_text("It is offered again the next time")
                .clicked()
                || escape
            {
                decided = Some(Decision::Later);
            }
        });
    });
    intents.extend(decided.map(Intent::Recover));
}

#[cfg(test)]
mod tests {
    use super::summary;
    use crate::edit::delete_statement;

    #[test]
    fn what_was_done_is_summed_up() {
        let sample = include_str!("../../sample_projects/harbour-dispute.sayso.ron");
        let before = crate::store::parse(sample.as_bytes()).unwrap().project;
        assert_eq!(summary(&before, &before), "names, codes or details");
        let mut after = before.clone();
        let first = after.statements().next().unwrap().id.clone();
        after.apply(delete_statement(&after, &first)).unwrap();
        assert_eq!(summary(&before, &after), "1 statement deleted");
        assert_eq!(summary(&after, &before), "1 statement added");
    }
}
