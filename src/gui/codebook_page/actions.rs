//! What is done with an entry as a whole: its status and place, merging, deleting.

use egui::{Button, RichText, Ui, vec2};

use super::editor::{beside, change};
use super::rows::{status, uses};
use super::uses::quote;
use super::{Item, Shelf};
use crate::edit::{self, CodeChange, Edit};
use crate::gui::form::{self, Choice, Picker};
use crate::gui::intent::Intent;
use crate::gui::session::Session;
use crate::gui::theme::{self, Tokens};
use crate::model::{Code, CodeId, CodeStatus, Project};

/// The most quotes that a preview of a merge shows.
const QUOTES: usize = 3;

/// The acts on a code, and the questions that follow from them.
pub(super) fn code(
    ui: &mut Ui,
    session: &mut Session,
    project: &Project,
    id: &CodeId,
    code: &Code,
    count: usize,
    intents: &mut Vec<Intent>,
) {
    form::row(ui, "Status", |ui| {
        let mut values = vec![
            (CodeStatus::Active, "Active", "Offered for coding"),
            (
                CodeStatus::Retired,
                "Retired",
                "Stays where it is used and is offered no more",
            ),
        ];
        let now = status(code);
        if now == CodeStatus::Proposed {
            values.insert(1, (now, "Proposed", "Not agreed on yet"));
        }
        if let Some(status) = form::one_of(ui, Some(now), &values)
            && status != now
        {
            intents.push(change(id, CodeChange::Status(status)));
        }
    });
    form::row(ui, "", |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            for (words, help, down) in [
                ("Move up", "One place up in lists", false),
                ("Move down", "One place down in lists", true),
            ] {
                let to = beside(project, code, down);
                let button = Button::new(words).min_size(vec2(0.0, form::LINE));
                let response = ui.add_enabled(to.is_some(), button);
                if let Some(to) = to
                    && response.on_hover_text(help).clicked()
                {
                    let id = id.clone();
                    intents.push(Intent::Apply(Edit::MoveCode { id, to }));
                }
            }
            merge_into(ui, session, project, id, code);
            if button(
                ui,
                "Delete",
                "Takes it out of the codebook; undo brings it back",
            ) {
                delete(session, project, id, count, intents);
            }
        });
        preview(ui, session, project, id, intents);
        refusal(ui, session, &Item::Code(id.clone()));
    });
}

fn button(ui: &mut Ui, words: &str, help: &str) -> bool {
    let button = Button::new(words).min_size(vec2(0.0, form::LINE));
    ui.add(button).on_hover_text(help).clicked()
}

/// Deletes a code that nothing uses; else says why it stays.
fn delete(
    session: &mut Session,
    project: &Project,
    id: &CodeId,
    count: usize,
    intents: &mut Vec<Intent>,
) {
    let Ok(edit) = edit::delete_code(project, id, None) else {
        return;
    };
    let name = project.codebook().name(id);
    // A copy is cheap, and knows of every other use too.
    let refused = project.clone().apply(edit.clone()).is_err();
    if !refused {
        intents.push(Intent::Apply(edit));
        return;
    }
    let by = match count {
        0 => "other entries or reviews use it".to_owned(),
        1 => "one statement uses it".to_owned(),
        _ => format!("{count} statements use it"),
    };
    let words = format!("“{name}” stays: {by}. Merge it into another, or retire it.");
    session.codebook.refused = Some((Item::Code(id.clone()), words));
}

fn refusal(ui: &mut Ui, session: &Session, item: &Item) {
    if let Some((of, words)) = &session.codebook.refused
        && of == item
    {
        let words = RichText::new(words).color(Tokens::of(ui).danger);
        ui.add(egui::Label::new(words).wrap());
    }
}

fn merge_into(ui: &mut Ui, session: &mut Session, project: &Project, id: &CodeId, code: &Code) {
    let picker = Picker {
        id: egui::Id::unique(("merge", id)),
        label: "Merge into",
        shown: "Merge into…",
        none: None,
        help: "Puts another in its place everywhere; you see first what changes",
    };
    let chosen = picker.show(ui, || others(project, code));
    if let Some(into) = chosen.flatten() {
        session.codebook.merging = Some((id.clone(), into));
        session.codebook.refused = None;
    }
}

/// The other codes of the same kind.
fn others(project: &Project, code: &Code) -> Vec<Choice<CodeId>> {
    let book = project.codebook();
    let choice = |value: CodeId, name: &str, also: String| Choice {
        value,
        name: name.to_owned(),
        also,
    };
    match code {
        Code::Speaker(own) => {
            let others = book.speakers().iter().filter(|other| other.id != own.id);
            let choices =
                others.map(|c| choice(CodeId::Speaker(c.id.clone()), &c.name, c.aliases.join(" ")));
            choices.collect()
        }
        Code::Stance(own) => {
            let others = book.stances().iter().filter(|other| other.id != own.id);
            let choices =
                others.map(|c| choice(CodeId::Stance(c.id.clone()), &c.name, String::new()));
            choices.collect()
        }
        Code::Topic(own) => {
            let others = book.topics().iter().filter(|other| other.id != own.id);
            let choices =
                others.map(|c| choice(CodeId::Topic(c.id.clone()), &c.name, c.proposition.clone()));
            choices.collect()
        }
        Code::Field(_) => Vec::new(),
    }
}

/// What a merge would change, before it is done.
fn preview(
    ui: &mut Ui,
    session: &mut Session,
    project: &Project,
    id: &CodeId,
    intents: &mut Vec<Intent>,
) {
    let Some((from, into)) = session.codebook.merging.clone() else {
        return;
    };
    let there = project.codebook().code(&into).is_some();
    if &from != id || !there {
        return;
    }
    let tokens = Tokens::of(ui);
    let item = Item::Code(from.clone());
    let key = (session.history.state(), item.clone());
    let index = &session.index;
    let used = session
        .codebook
        .uses
        .get(key, || uses(project, index, &item));
    let book = project.codebook();
    ui.add_space(8.0);
    let words = format!("Merge “{}” into “{}”?", book.name(&from), book.name(&into));
    let words = RichText::new(words).font(theme::strong_font(13.0));
    ui.add(egui::Label::new(words).wrap());
    let alias = match &from {
        CodeId::Speaker(_) => " Its name and aliases become aliases.",
        _ => "",
    };
    let words = match used.len() {
        0 => format!("No statement changes.{alias}"),
        1 => format!("One statement changes.{alias}"),
        count => format!("{count} statements change.{alias}"),
    };
    ui.add(egui::Label::new(RichText::new(words).color(tokens.soft)).wrap());
    for statement in used.iter().take(QUOTES) {
        if let Some(statement) = project.statement(statement) {
            let words = RichText::new(quote(project, statement)).font(theme::reading_font(14.0));
            ui.add(egui::Label::new(words.color(tokens.soft)).truncate());
        }
    }
    if used.len() > QUOTES {
        let words = format!("and {} more below", used.len() - QUOTES);
        let words = RichText::new(words).font(theme::ui_font(11.5));
        ui.label(words.color(tokens.soft));
    }
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if button(ui, "Merge", "One step for undo")
            && let Ok(edit) = edit::merge_codes(project, &from, &into)
        {
            intents.push(Intent::Apply(edit));
            session.codebook.choose(Item::Code(into));
        }
        if button(ui, "Cancel", "Leaves both as they are") {
            session.codebook.merging = None;
        }
    });
}

/// The acts on an annotator.
pub(super) fn annotator(
    ui: &mut Ui,
    session: &mut Session,
    item: &Item,
    count: usize,
    intents: &mut Vec<Intent>,
) {
    let Item::Annotator(id) = item else {
        return;
    };
    form::row(ui, "", |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            if session.me.as_ref() == Some(id) {
                let words = RichText::new("This is you; new statements are yours");
                ui.label(words.color(Tokens::of(ui).soft));
                ui.add_space(8.0);
            } else if button(ui, "This is me", "New statements are yours under this name") {
                intents.push(Intent::BeMe(id.clone()));
            }
            if button(
                ui,
                "Delete",
                "Takes the annotator out; undo brings them back",
            ) {
                remove_annotator(session, item, count, intents);
            }
        });
        refusal(ui, session, item);
    });
}

fn remove_annotator(session: &mut Session, item: &Item, count: usize, intents: &mut Vec<Intent>) {
    let Item::Annotator(id) = item else {
        return;
    };
    let edit = edit::delete_annotator(&session.project, id);
    if session.project.clone().apply(edit.clone()).is_ok() {
        intents.push(Intent::Apply(edit));
        return;
    }
    let name = item.name(&session.project).unwrap_or_default();
    let by = match count {
        0 => "reviews of theirs are left".to_owned(),
        1 => "one statement is theirs".to_owned(),
        _ => format!("{count} statements are theirs"),
    };
    let one = Shelf::Annotators.one();
    let words = format!("The {one} “{name}” stays: {by}");
    session.codebook.refused = Some((item.clone(), words));
}
