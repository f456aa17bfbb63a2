//! What is done with an entry as a whole: its status and place, merging, deleting.

use std::sync::Arc;

use egui::{Button, RichText, Ui, vec2};

use super::Item;
use super::act::{Act, merge_picker};
use super::editor::change;
use super::rows::{status, uses};
use super::uses::quote;
use crate::edit::{self, CodeChange};
use crate::gui::form::{self, Choice, Picker};
use crate::gui::intent::Intent;
use crate::gui::session::Session;
use crate::gui::statement_table::text;
use crate::gui::theme::{self, Tokens};
use crate::model::{Code, CodeId, CodeStatus, Project, StatementId};

/// So many quotes of a preview of a merge are seen at once; the others are scrolled to.
const QUOTES: f32 = 6.0;
/// The height of a quote there.
const QUOTE: f32 = 22.0;

/// The acts on a code, and the questions that follow from them.
pub(super) fn code(
    ui: &mut Ui,
    session: &mut Session,
    project: &Project,
    id: &CodeId,
    code: &Code,
    intents: &mut Vec<Intent>,
) {
    form::row(ui, "Status", |ui| {
        let mut values = vec![
            (CodeStatus::Active, "Active", "Offered for coding"),
            (CodeStatus::Retired, "Retired", Act::Retire.help()),
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
    let item = Item::Code(id.clone());
    form::row(ui, "", |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            for act in [Act::Up, Act::Down] {
                let possible = act.edit(project, &item).is_some();
                act_button(ui, session, &item, act, possible, intents);
            }
            merge_into(ui, session, project, id, code);
            act_button(ui, session, &item, Act::Delete, true, intents);
        });
        preview(ui, session, project, id, intents);
        question(ui, session, &item, intents);
    });
}

fn button(ui: &mut Ui, words: &str, help: &str) -> bool {
    let button = Button::new(words).min_size(vec2(0.0, form::LINE));
    ui.add(button).on_hover_text(help).clicked()
}

/// The first answer to a question, which gets the keyboard when it is asked.
fn answer(ui: &mut Ui, ask: &mut bool, words: &str, help: &str) -> bool {
    let button = Button::new(words).min_size(vec2(0.0, form::LINE));
    let response = ui.add(button);
    if std::mem::take(ask) {
        response.request_focus();
        response.scroll_to_me(Some(egui::Align::Center));
    }
    response.on_hover_text(help).clicked()
}

fn act_button(
    ui: &mut Ui,
    session: &mut Session,
    item: &Item,
    act: Act,
    possible: bool,
    intents: &mut Vec<Intent>,
) {
    let button = Button::new(act.words()).min_size(vec2(0.0, form::LINE));
    let response = ui.add_enabled(possible, button);
    let help = act.tooltip(ui.ctx());
    if response.on_hover_text(help).clicked() {
        act.perform(ui.ctx(), session, item, None, intents);
    }
}

/// What was to be deleted is in use: what is to become of that?
fn question(ui: &mut Ui, session: &mut Session, item: &Item, intents: &mut Vec<Intent>) {
    if session.codebook.deleting.as_ref() != Some(item) {
        return;
    }
    let used = used(session, item);
    let project = &session.project.clone();
    let name = item.name(project).unwrap_or_default();
    ui.add_space(8.0);
    let words = match (item, used.len()) {
        (Item::Annotator(_), 0) => {
            format!("The annotator “{name}” stays: reviews of theirs are left")
        }
        (Item::Annotator(_), 1) => format!("The annotator “{name}” stays: one statement is theirs"),
        (Item::Annotator(_), count) => {
            format!("The annotator “{name}” stays: {count} statements are theirs")
        }
        (_, 0) => format!("“{name}” stays for now: other entries or reviews use it"),
        (_, 1) => format!("“{name}” stays for now: one statement uses it"),
        (_, count) => format!("“{name}” stays for now: {count} statements use it"),
    };
    let words = RichText::new(words).color(Tokens::of(ui).danger);
    ui.add(egui::Label::new(words).wrap());
    let Item::Code(id) = item else {
        let ask = &mut session.codebook.ask;
        if answer(ui, ask, "Close", "Leaves everything as it is (Esc)") {
            session.codebook.deleting = None;
            intents.push(Intent::Home);
        }
        return;
    };
    let words = "Retire it, or merge it into another, to keep what was coded";
    ui.add(egui::Label::new(RichText::new(words).color(Tokens::of(ui).soft)).wrap());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        let ask = &mut session.codebook.ask;
        let cancelled = answer(ui, ask, "Cancel", "Leaves everything as it is (Esc)");
        let mut edit = None;
        if Act::Retire.fits(project, item) && button(ui, "Retire it", Act::Retire.help()) {
            edit = Act::Retire.edit(project, item);
        }
        let help = "Statements are without it then; one step for undo";
        if button(ui, "Delete it everywhere", help) {
            edit = Some(edit::delete_code_everywhere(project, id));
        }
        if edit.is_some() || cancelled {
            session.codebook.deleting = None;
            intents.extend(edit.map(Intent::Apply));
            intents.push(Intent::Home);
        }
    });
}

fn used(session: &mut Session, item: &Item) -> Arc<Vec<StatementId>> {
    let key = (session.history.state(), item.clone());
    let (project, index) = (&session.project, &session.index);
    let uses = || uses(project, index, item);
    session.codebook.uses.get(key, uses)
}

fn merge_into(ui: &mut Ui, session: &mut Session, project: &Project, id: &CodeId, code: &Code) {
    let picker = Picker {
        id: merge_picker(id),
        label: "Merge into",
        shown: Act::Merge.words(),
        none: None,
        help: Act::Merge.help(),
    };
    let chosen = picker.show(ui, || others(project, code));
    if let Some(into) = chosen.flatten() {
        session.codebook.ask_to_merge(id.clone(), into);
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
    let used = used(session, &item);
    let book = project.codebook();
    ui.add_space(8.0);
    let words = format!("Merge “{}” into “{}”?", book.name(&from), book.name(&into));
    let words = RichText::new(words).font(theme::strong_font(13.0));
    ui.add(egui::Label::new(words).wrap());
    let alias = match &from {
        CodeId::Speaker(_) => " Its name and aliases become aliases.",
        CodeId::Topic(_) => " Topics below it move along.",
        _ => "",
    };
    let words = match used.len() {
        0 => format!("No statement changes.{alias}"),
        1 => format!("One statement changes.{alias}"),
        count => format!("{count} statements change.{alias}"),
    };
    ui.add(egui::Label::new(RichText::new(words).color(tokens.soft)).wrap());
    let area = egui::ScrollArea::vertical().id_salt("what a merge changes");
    let area = area.max_height(QUOTES * QUOTE).auto_shrink([false, true]);
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        area.show_rows(ui, QUOTE, used.len(), |ui, shown| {
            for statement in shown.filter_map(|at| project.statement(used.get(at)?)) {
                let size = vec2(ui.available_width(), QUOTE);
                let (rect, response) = ui.allocate_exact_size(size, egui::Sense::hover());
                let quote = quote(project, statement);
                response.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::Role::Label, true, quote.as_str())
                });
                let font = theme::reading_font(14.0);
                text(ui.painter(), rect, &quote, font, tokens.soft);
            }
        });
    });
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        if answer(ui, &mut session.codebook.ask, "Merge", "One step for undo")
            && let Ok(edit) = edit::merge_codes(project, &from, &into)
        {
            intents.push(Intent::Apply(edit));
            session.codebook.choose(Item::Code(into));
            intents.push(Intent::Home);
        }
        if button(ui, "Cancel", "Leaves both as they are (Esc)") {
            session.codebook.merging = None;
            intents.push(Intent::Home);
        }
    });
}

/// The acts on an annotator.
pub(super) fn annotator(
    ui: &mut Ui,
    session: &mut Session,
    item: &Item,
    intents: &mut Vec<Intent>,
) {
    let Item::Annotator(id) = item else {
        return;
    };
    form::row(ui, "", |ui| {
        if session.me.as_ref() == Some(id) {
            form::note(ui, "This is you; new statements are yours");
        }
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            if session.me.as_ref() != Some(id)
                && button(ui, "This is me", "New statements are yours under this name")
            {
                intents.push(Intent::BeMe(id.clone()));
            }
            act_button(ui, session, item, Act::Delete, true, intents);
        });
        question(ui, session, item, intents);
    });
}
