//! What is chosen in the list: what it is called, what it means, where it is used.

use egui::{Button, Margin, RichText, Ui, WidgetInfo, vec2};
use smol_str::SmolStr;

use super::act::Act;
use super::rows::{count, uses};
use super::{Item, Shelf, actions, counts, list, speaker, stance, topic, uses as quotes};
use crate::analyse::{called_alike, code_page};
use crate::edit::{CodeChange, Edit};
use crate::gui::form::{self, CodeText, Field, Slot};
use crate::gui::intent::Intent;
use crate::gui::session::Session;
use crate::gui::theme::{self, Tokens};
use crate::gui::words::thousands;
use crate::model::{Code, CodeId, Colour, Project};

/// Draws the editor.
pub(super) fn show(ui: &mut Ui, session: &mut Session, intents: &mut Vec<Intent>) {
    let shelf = session.codebook.shelf;
    let Some(item) = session.codebook.chosen.get(&shelf).cloned() else {
        nothing(ui, shelf);
        return;
    };
    egui::ScrollArea::vertical()
        .id_salt(("codebook entry", &item))
        .auto_shrink(false)
        .show(ui, |ui| {
            let margin = Margin {
                left: 16,
                right: 16,
                top: 16,
                bottom: 24,
            };
            egui::Frame::new().inner_margin(margin).show(ui, |ui| {
                ui.set_width(ui.available_width().min(form::WIDTH));
                entry(ui, session, &item, intents);
            });
        });
}

fn nothing(ui: &mut Ui, shelf: Shelf) {
    let tokens = Tokens::of(ui);
    ui.vertical_centered(|ui| {
        ui.add_space((ui.available_height() * 0.3).max(24.0));
        let words = format!("No {} yet", shelf.name().to_lowercase());
        ui.label(RichText::new(words).font(theme::reading_font(20.0)));
        let words = "What you add stands here with its meaning, and every statement that uses it";
        ui.label(RichText::new(words).color(tokens.soft));
    });
}

fn entry(ui: &mut Ui, session: &mut Session, item: &Item, intents: &mut Vec<Intent>) {
    let project = session.project.clone();
    let now = session.history.state();
    let count = count(&session.index, item);
    ui.horizontal(|ui| {
        form::section(ui, item.shelf().one());
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let words = RichText::new(list::times(count)).font(theme::strong_font(11.5));
            ui.label(words.color(Tokens::of(ui).soft));
        });
    });
    ui.add_space(4.0);
    match item {
        Item::Code(id) => code(ui, session, &project, id, intents),
        Item::Annotator(_) => {
            let field = Field::new(item.name_slot(), "Name", "Name or initials");
            form::row(ui, "Name", |ui| {
                field.show(ui, &project, &mut session.drafts.fields, intents);
            });
            actions::annotator(ui, session, item, intents);
        }
    }
    ui.add_space(8.0);
    ui.separator();
    ui.add_space(4.0);
    let state = &mut session.codebook;
    if let Item::Code(id) = item
        && count > 0
    {
        let layers = &session.layers;
        let with_repeats = state.with_repeats;
        let page = state.page.get((now, id.clone(), with_repeats), || {
            code_page(
                &project,
                id,
                |statement| layers.shows(statement),
                with_repeats,
            )
        });
        counts::show(ui, &project, &page, &mut state.with_repeats);
    }
    let index = &session.index;
    let key = (now, item.clone());
    let used = state.uses.get(key, || uses(&project, index, item));
    quotes::show(ui, &project, (item, &used), &mut state.use_at, intents);
}

fn code(
    ui: &mut Ui,
    session: &mut Session,
    project: &Project,
    id: &CodeId,
    intents: &mut Vec<Intent>,
) {
    let Some(code) = project.codebook().code(id) else {
        return;
    };
    let text = |text| Slot::Code(id.clone(), text);
    form::row(ui, "Name", |ui| {
        let drafts = &mut session.drafts.fields;
        Field::new(text(CodeText::Name), "Name", "").show(ui, project, drafts, intents);
        renaming(ui, session, project, &code);
    });
    let drafts = &mut session.drafts.fields;
    match &code {
        Code::Speaker(code) => speaker::before(ui, project, code, drafts, intents),
        Code::Stance(code) => stance::show(ui, project, code, drafts, intents),
        Code::Topic(code) => topic::show(ui, project, code, drafts, intents),
        Code::Field(_) => {}
    }
    form::row(ui, "Definition", |ui| {
        let hint = "When does it apply, and when not?";
        Field::new(text(CodeText::Definition), "Definition", hint)
            .lines(2)
            .show(ui, project, drafts, intents);
        if let Some(changed) = changed(&code) {
            form::note(ui, &changed);
        }
    });
    // The column of names has no room for the whole of the second.
    for (part, row, name, hint) in [
        (
            CodeText::UseWhen,
            "When to use",
            "When to use",
            "The signs by which one knows it",
        ),
        (
            CodeText::AvoidWhen,
            "When not",
            "When not to use",
            "What looks like it, and which code that has",
        ),
    ] {
        form::row(ui, row, |ui| {
            let field = Field::new(text(part), name, hint).lines(2);
            field.show(ui, project, drafts, intents);
        });
    }
    form::row(ui, "Examples", |ui| {
        Field::new(text(CodeText::Examples), "Examples", "One on each line")
            .lines(2)
            .show(ui, project, drafts, intents);
    });
    if let Code::Speaker(code) = &code {
        speaker::roles(ui, project, code, drafts, intents);
    }
    colour(ui, session, project, id, &code, intents);
    actions::code(ui, session, project, id, &code, intents);
}

/// What another name would change, and which codes are called nearly so.
fn renaming(ui: &mut Ui, session: &mut Session, project: &Project, code: &Code) {
    let id = code.id();
    let slot = Slot::Code(id.clone(), CodeText::Name);
    let typed = session.drafts.fields.text(&slot).map(str::trim);
    let typed = typed.filter(|typed| !typed.is_empty() && *typed != code.name());
    if let Some(typed) = typed {
        let words = match session.index.uses(&id) {
            0 => format!("No statement uses it; it will be called “{typed}”"),
            1 => format!("The statement below will show “{typed}”"),
            count => {
                let count = thousands(count);
                format!("The {count} statements below will show “{typed}”")
            }
        };
        form::note(ui, &words);
    }
    let named = code.clone().with_name(typed.unwrap_or(code.name()));
    let key = (session.history.state(), id.clone(), named.name().to_owned());
    let alike = (session.codebook.alike).get(key, || called_alike(project, &named));
    for other in alike.iter() {
        ui.horizontal_wrapped(|ui| {
            let name = project.codebook().name(other);
            form::note(ui, &format!("“{name}” is nearly the same name."));
            let words = "Merge into it…";
            let button = Button::new(words).min_size(vec2(0.0, 24.0));
            let response = ui.add(button);
            response.widget_info(|| {
                let words = format!("Merge into “{name}”…");
                WidgetInfo::labeled(egui::Role::Button, true, words)
            });
            if response.on_hover_text(Act::Merge.help()).clicked() {
                // The name was typed only to find that there is one.
                session.drafts.fields.forget(&slot);
                session.codebook.ask_to_merge(id.clone(), other.clone());
            }
        });
    }
}

/// When the definition was changed last.
fn changed(code: &Code) -> Option<String> {
    let time = match code {
        Code::Speaker(code) => code.definition_changed.as_ref(),
        Code::Stance(code) => code.definition_changed.as_ref(),
        Code::Topic(code) => code.definition_changed.as_ref(),
        Code::Field(_) => None,
    }?;
    let day = time.as_str().split('T').next().unwrap_or_default();
    Some(format!("Changed on {day}"))
}

/// A change of a code as an intent.
pub(super) fn change(id: &CodeId, change: CodeChange) -> Intent {
    Intent::Apply(Edit::ChangeCode {
        id: id.clone(),
        change,
    })
}

fn colour(
    ui: &mut Ui,
    session: &mut Session,
    project: &Project,
    id: &CodeId,
    code: &Code,
    intents: &mut Vec<Intent>,
) {
    let now = match code {
        Code::Speaker(code) => code.colour.as_ref(),
        Code::Stance(code) => code.colour.as_ref(),
        Code::Topic(code) => code.colour.as_ref(),
        Code::Field(_) => return,
    };
    let offered: Vec<(&str, Colour)> = theme::SWATCHES
        .into_iter()
        .filter_map(|(name, hex)| Some((name, Colour::try_from(SmolStr::from(hex)).ok()?)))
        .collect();
    // One that a file brought along is on offer as long as the entry is looked at.
    if let Some(own) = now.filter(|now| offered.iter().all(|(_, offered)| offered != *now)) {
        session.codebook.own_colour = Some((id.clone(), own.clone()));
    }
    let own = session.codebook.own_colour.as_ref();
    let own = own.filter(|(of, _)| of == id).map(|(_, own)| own.clone());
    let slot = Slot::Code(id.clone(), CodeText::Colour);
    form::row(ui, "Colour", |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            let none = if id.kind() == "stance" {
                "By value"
            } else {
                "None"
            };
            if form::option(ui, none, now.is_none(), "No colour of its own") && now.is_some() {
                intents.push(change(id, CodeChange::Colour(None)));
            }
            let own = own.into_iter().map(|own| ("of its own", own));
            for (name, colour) in offered.into_iter().chain(own) {
                let chosen = now == Some(&colour);
                if swatch(ui, &colour, name, chosen) && !chosen {
                    intents.push(change(id, CodeChange::Colour(Some(colour))));
                }
            }
            ui.add_space(4.0);
            let field = Field::new(slot.clone(), "Colour in numbers", "#4477aa").width(80.0);
            field.bare(ui, project, &mut session.drafts.fields, intents);
        });
        form::refusal(ui, &session.drafts.fields, &slot);
    });
}

fn swatch(ui: &mut Ui, colour: &Colour, name: &str, chosen: bool) -> bool {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(28.0, 28.0), egui::Sense::click());
    response.widget_info(|| {
        let words = format!("Colour {name}");
        WidgetInfo::selected(egui::Role::RadioButton, true, chosen, words)
    });
    let painter = ui.painter();
    painter.circle_filled(rect.center(), 8.0, theme::of_code(colour));
    let ring = if chosen {
        Some((1.5, tokens.ink))
    } else if response.has_focus() {
        Some((1.5, tokens.accent))
    } else if response.hovered() {
        Some((1.0, tokens.soft))
    } else {
        None
    };
    if let Some(ring) = ring {
        painter.circle_stroke(rect.center(), 12.0, ring);
    }
    response.on_hover_text(name).clicked()
}
