//! What only speakers have: a kind, aliases, and roles with their dates.

use egui::{Button, RichText, Ui, vec2};

use super::editor::change;
use crate::edit::CodeChange;
use crate::gui::form::{self, Choice, CodeText, Drafts, Field, Picker, RoleText, Slot};
use crate::gui::intent::Intent;
use crate::gui::theme::Tokens;
use crate::model::{CodeId, Project, Role, Speaker, SpeakerId, SpeakerKind};

const KINDS: [(SpeakerKind, &str, &str); 4] = [
    (SpeakerKind::Person, "Person", "One human being"),
    (
        SpeakerKind::Organisation,
        "Organisation",
        "A state, a party, a company, an office",
    ),
    (
        SpeakerKind::Group,
        "Group",
        "People who are not organised: “critics”, “two officials”",
    ),
    (
        SpeakerKind::Document,
        "Document",
        "A report, a law, a letter that says something",
    ),
];

/// Kind and aliases.
pub(super) fn before(
    ui: &mut Ui,
    project: &Project,
    speaker: &Speaker,
    drafts: &mut Drafts,
    intents: &mut Vec<Intent>,
) {
    let id = CodeId::Speaker(speaker.id.clone());
    form::row(ui, "Kind", |ui| {
        if let Some(kind) = form::one_of(ui, Some(speaker.kind), &KINDS)
            && kind != speaker.kind
        {
            intents.push(change(&id, CodeChange::Kind(kind)));
        }
    });
    form::row(ui, "Aliases", |ui| {
        let slot = Slot::Code(id.clone(), CodeText::Aliases);
        let hint = "Other names, one on each line or between commas";
        Field::new(slot, "Aliases", hint)
            .lines(2)
            .show(ui, project, drafts, intents);
    });
}

/// What the speaker was, where, and when.
pub(super) fn roles(
    ui: &mut Ui,
    project: &Project,
    speaker: &Speaker,
    drafts: &mut Drafts,
    intents: &mut Vec<Intent>,
) {
    let id = CodeId::Speaker(speaker.id.clone());
    form::row(ui, "Roles", |ui| {
        for (at, held) in speaker.roles.iter().enumerate() {
            ui.push_id(at, |ui| {
                role(ui, project, speaker, at, held, drafts, intents);
            });
        }
        let add = ui.add(Button::new("Add role").min_size(vec2(0.0, 28.0)));
        let help = "A title or office, where and when; the one of the article’s date is used";
        if add.on_hover_text(help).clicked() {
            let mut roles = speaker.roles.clone();
            roles.push(Role {
                title: String::new(),
                organisation: None,
                from: None,
                until: None,
            });
            intents.push(change(&id, CodeChange::Roles(roles)));
            let title = Slot::Role(speaker.id.clone(), speaker.roles.len(), RoleText::Title);
            ui.memory_mut(|m| m.request_focus(title.id()));
        }
    });
}

/// A role: title and organisation above, dates below.
fn role(
    ui: &mut Ui,
    project: &Project,
    speaker: &Speaker,
    at: usize,
    held: &Role,
    drafts: &mut Drafts,
    intents: &mut Vec<Intent>,
) {
    let soft = |words: &str, ui: &Ui| RichText::new(words).color(Tokens::of(ui).soft);
    let id = CodeId::Speaker(speaker.id.clone());
    let slot = |text| Slot::Role(speaker.id.clone(), at, text);
    let number = at + 1;
    let half = ((ui.available_width() - 36.0) / 2.0).floor();
    ui.horizontal(|ui| {
        let name = format!("Title of role {number}");
        let field = Field::new(slot(RoleText::Title), &name, "Title or office");
        field.width(half - 16.0).bare(ui, project, drafts, intents);
        ui.label(soft("at", ui));
        let chosen = ui
            .scope(|ui| {
                ui.set_max_width(half);
                organisation(ui, project, speaker, at, held)
            })
            .inner;
        if let Some(organisation) = chosen {
            let mut roles = speaker.roles.clone();
            if let Some(role) = roles.get_mut(at) {
                role.organisation = organisation;
            }
            intents.push(change(&id, CodeChange::Roles(roles)));
        }
    });
    ui.horizontal(|ui| {
        let hint = "2025-12-03";
        for (word, text) in [("from", RoleText::From), ("until", RoleText::Until)] {
            ui.label(soft(word, ui));
            let name = format!("Role {number} {word}");
            let field = Field::new(slot(text), &name, hint).width(88.0);
            field.bare(ui, project, drafts, intents);
        }
        let remove = ui.add(Button::new("Remove").frame(false).min_size(vec2(0.0, 28.0)));
        remove.widget_info(|| {
            let words = format!("Remove role {number} {}", held.title);
            egui::WidgetInfo::labeled(egui::Role::Button, true, words)
        });
        if remove.on_hover_text("Takes this role away").clicked() {
            let mut roles = speaker.roles.clone();
            roles.remove(at);
            intents.push(change(&id, CodeChange::Roles(roles)));
        }
    });
    for text in [RoleText::Title, RoleText::From, RoleText::Until] {
        form::refusal(ui, drafts, &slot(text));
    }
    ui.add_space(4.0);
}

#[expect(clippy::option_option, reason = "nothing picked, or none picked")]
fn organisation(
    ui: &mut Ui,
    project: &Project,
    speaker: &Speaker,
    at: usize,
    held: &Role,
) -> Option<Option<SpeakerId>> {
    let speakers = project.codebook().speakers();
    let known = held.organisation.as_ref().and_then(|id| speakers.get(id));
    let label = format!("Organisation of role {}", at + 1);
    let picker = Picker {
        id: egui::Id::unique(("organisation", &speaker.id, at)),
        label: &label,
        shown: known.map_or("no organisation", |known| known.name.as_str()),
        none: Some("no organisation"),
        help: "The organisation that the speaker speaks for in this role",
    };
    let chosen = picker.show(ui, || {
        let others = speakers
            .iter()
            .filter(|other| other.id != speaker.id && other.kind != SpeakerKind::Person);
        let choice = |other: &std::sync::Arc<Speaker>| Choice {
            value: other.id.clone(),
            name: other.name.clone(),
            also: other.aliases.join(" "),
        };
        others.map(choice).collect()
    });
    chosen.filter(|chosen| *chosen != held.organisation)
}
