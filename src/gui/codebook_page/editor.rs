//! What is chosen in the list: what it is called, what it means, where it is used.

use egui::{Margin, RichText, Ui, vec2};
use smol_str::SmolStr;

use super::rows::{Counts, siblings, uses};
use super::{Item, Shelf, actions, list, speaker, uses as quotes};
use crate::edit::{CodeChange, Edit};
use crate::gui::form::{self, Choice, CodeText, Field, Picker, Slot};
use crate::gui::intent::Intent;
use crate::gui::session::Session;
use crate::gui::theme::{self, Tokens};
use crate::model::{Code, CodeId, Colour, Project, Stance, Topic};

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
                ui.set_max_width(ui.available_width().min(680.0));
                ui.set_width(ui.available_width());
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
    let state = &mut session.codebook;
    let count = state.counts.get(now, || Counts::new(&project)).of(item);
    ui.horizontal(|ui| {
        form::section(ui, item.shelf().one());
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let words = RichText::new(list::times(count)).font(theme::strong_font(11.5));
            ui.label(words.color(Tokens::of(ui).soft));
        });
    });
    ui.add_space(4.0);
    match item {
        Item::Code(id) => code(ui, session, &project, id, count, intents),
        Item::Annotator(_) => {
            let field = Field::new(item.name_slot(), "Name", "Name or initials");
            form::row(ui, "Name", |ui| {
                field.show(ui, &project, &mut session.drafts.fields, intents);
            });
            actions::annotator(ui, session, item, count, intents);
        }
    }
    ui.add_space(8.0);
    ui.separator();
    ui.add_space(4.0);
    let state = &mut session.codebook;
    let index = &session.index;
    let key = (now, item.clone());
    let used = state.uses.get(key, || uses(&project, index, item));
    quotes::show(ui, &project, &used, intents);
}

fn code(
    ui: &mut Ui,
    session: &mut Session,
    project: &Project,
    id: &CodeId,
    count: usize,
    intents: &mut Vec<Intent>,
) {
    let Some(code) = project.codebook().code(id) else {
        return;
    };
    let text = |text| Slot::Code(id.clone(), text);
    let drafts = &mut session.drafts.fields;
    form::row(ui, "Name", |ui| {
        Field::new(text(CodeText::Name), "Name", "").show(ui, project, drafts, intents);
    });
    match &code {
        Code::Speaker(code) => speaker::before(ui, project, code, drafts, intents),
        Code::Stance(code) => stance(ui, project, code, drafts, intents),
        Code::Topic(code) => topic(ui, project, code, drafts, intents),
        Code::Field(_) => {}
    }
    form::row(ui, "Definition", |ui| {
        let hint = "When does it apply, and when not?";
        Field::new(text(CodeText::Definition), "Definition", hint)
            .lines(2)
            .show(ui, project, drafts, intents);
        if let Some(changed) = changed(&code) {
            let words = RichText::new(changed).font(theme::ui_font(11.5));
            ui.label(words.color(Tokens::of(ui).soft));
        }
    });
    form::row(ui, "Examples", |ui| {
        Field::new(text(CodeText::Examples), "Examples", "One on each line")
            .lines(2)
            .show(ui, project, drafts, intents);
    });
    if let Code::Speaker(code) = &code {
        speaker::roles(ui, project, code, drafts, intents);
    }
    form::row(ui, "Colour", |ui| colour(ui, id, &code, intents));
    actions::code(ui, session, project, id, &code, count, intents);
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

fn stance(
    ui: &mut Ui,
    project: &Project,
    stance: &Stance,
    drafts: &mut form::Drafts,
    intents: &mut Vec<Intent>,
) {
    let id = CodeId::Stance(stance.id.clone());
    form::row(ui, "Key", |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            for key in 1..=9 {
                let mut stances = project.codebook().stances().iter();
                let taken = stances.find(|other| other.key == Some(key) && other.id != stance.id);
                let chosen = stance.key == Some(key);
                let help = match taken {
                    Some(other) => format!("{key} sets {}", other.name),
                    None if chosen => format!("{key} sets this stance; click to free it"),
                    None => format!("Let {key} set this stance"),
                };
                ui.add_enabled_ui(taken.is_none(), |ui| {
                    let words = key.to_string();
                    let clicked = form::option(ui, &words, chosen, &help);
                    if clicked {
                        let key = (!chosen).then_some(key);
                        intents.push(change(&id, CodeChange::Key(key)));
                    }
                });
            }
        });
    });
    form::row(ui, "Value", |ui| {
        let slot = Slot::Code(id.clone(), CodeText::Scale);
        ui.horizontal(|ui| {
            let field = Field::new(slot.clone(), "Value on the scale", "none").width(64.0);
            field.bare(ui, project, drafts, intents);
            let words = RichText::new("above 0 is for, below is against; none is off the scale");
            ui.label(words.color(Tokens::of(ui).soft));
        });
        form::refusal(ui, drafts, &slot);
    });
}

fn topic(
    ui: &mut Ui,
    project: &Project,
    topic: &Topic,
    drafts: &mut form::Drafts,
    intents: &mut Vec<Intent>,
) {
    let id = CodeId::Topic(topic.id.clone());
    form::row(ui, "Proposition", |ui| {
        let slot = Slot::Code(id.clone(), CodeText::Proposition);
        let hint = "A sentence to support or oppose: “The channel must be dredged”";
        Field::new(slot, "Proposition", hint).show(ui, project, drafts, intents);
    });
    form::row(ui, "Below", |ui| {
        let topics = project.codebook().topics();
        let parent = topic.parent.as_ref().and_then(|id| topics.get(id));
        let picker = Picker {
            id: egui::Id::unique(("parent", &topic.id)),
            label: "Below",
            shown: parent.map_or("no other topic", |parent| parent.name.as_str()),
            none: Some("no other topic"),
            help: "The topic that this one is a part of",
        };
        // Not below itself, nor below what is below it.
        let choices = || {
            let book = project.codebook();
            let fit = topics.iter().filter(|other| {
                let path = book.topic_path(&other.id);
                path.iter().all(|above| above.id != topic.id)
            });
            let choice = |other: &std::sync::Arc<Topic>| Choice {
                value: other.id.clone(),
                name: other.name.clone(),
                also: String::new(),
            };
            fit.map(choice).collect()
        };
        if let Some(parent) = picker.show(ui, choices)
            && parent != topic.parent
        {
            intents.push(change(&id, CodeChange::Parent(parent)));
        }
    });
}

/// Where a code would stand after moving it one up or down, among those on its branch.
pub(super) fn beside(project: &Project, code: &Code, down: bool) -> Option<usize> {
    let book = project.codebook();
    let step = |at: usize| {
        if down {
            Some(at + 1)
        } else {
            at.checked_sub(1)
        }
    };
    match code {
        Code::Topic(topic) => {
            let branch = siblings(project, topic);
            let at = branch.iter().position(|id| **id == topic.id)?;
            book.topics().position(branch.get(step(at)?)?)
        }
        Code::Stance(stance) => {
            let to = step(book.stances().position(&stance.id)?)?;
            (to < book.stances().len()).then_some(to)
        }
        Code::Speaker(speaker) => {
            let to = step(book.speakers().position(&speaker.id)?)?;
            (to < book.speakers().len()).then_some(to)
        }
        Code::Field(_) => None,
    }
}

fn colour(ui: &mut Ui, id: &CodeId, code: &Code, intents: &mut Vec<Intent>) {
    let now = match code {
        Code::Speaker(code) => code.colour.as_ref(),
        Code::Stance(code) => code.colour.as_ref(),
        Code::Topic(code) => code.colour.as_ref(),
        Code::Field(_) => return,
    };
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
        let mut known = false;
        for (name, hex) in theme::SWATCHES {
            let Ok(colour) = Colour::try_from(SmolStr::from(hex)) else {
                continue;
            };
            let chosen = now == Some(&colour);
            known |= chosen;
            if swatch(ui, &colour, name, chosen) && !chosen {
                intents.push(change(id, CodeChange::Colour(Some(colour))));
            }
        }
        // One that a file brought along.
        if let Some(own) = now.filter(|_| !known) {
            swatch(ui, own, "own colour", true);
        }
    });
}

fn swatch(ui: &mut Ui, colour: &Colour, name: &str, chosen: bool) -> bool {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(28.0, 28.0), egui::Sense::click());
    response.widget_info(|| {
        let words = format!("Colour {name}");
        egui::WidgetInfo::selected(egui::Role::RadioButton, true, chosen, words)
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
