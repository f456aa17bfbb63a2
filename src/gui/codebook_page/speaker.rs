//! What only speakers have: a kind, aliases, and roles with their dates.

use egui::{Button, RichText, Ui, vec2};

use super::editor::change;
use crate::edit::CodeChange;
use crate::gui::form::{self, Choice, CodeText, Drafts, Field, Picker, RoleText, Slot};
use crate::gui::intent::{Intent, RoleChange};
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

/// Narrower than this, title and organisation of a role stand one above the other.
const SIDE_BY_SIDE: f32 = 400.0;

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
    form::row(ui, "Roles", |ui| {
        for (at, held) in speaker.roles.iter().enumerate() {
            ui.push_id(at, |ui| {
                if at > 0 {
                    ui.add_space(8.0);
                }
                role(ui, project, speaker, at, held, drafts, intents);
            });
        }
        let add = ui.add(Button::new("Add role").min_size(vec2(0.0, 28.0)));
        let help = "A title or office, where and when; the one of the article’s date is used";
        if add.on_hover_text(help).clicked() {
            intents.push(Intent::ChangeRoles(speaker.id.clone(), RoleChange::Add));
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
    let slot = |text| Slot::Role(speaker.id.clone(), at, text);
    let number = at + 1;
    let title = |ui: &mut Ui, drafts: &mut Drafts, intents: &mut Vec<Intent>, width| {
        let name = format!("Title of role {number}");
        let field = Field::new(slot(RoleText::Title), &name, "Title or office");
        field.width(width).bare(ui, project, drafts, intents);
    };
    let at_organisation = |ui: &mut Ui, intents: &mut Vec<Intent>| {
        ui.label(soft("at", ui));
        if let Some(organisation) = organisation(ui, project, speaker, at, held) {
            let change = RoleChange::Organisation(at, organisation);
            intents.push(Intent::ChangeRoles(speaker.id.clone(), change));
        }
    };
    let room = ui.available_width();
    if room < SIDE_BY_SIDE {
        title(ui, drafts, intents, room);
        ui.horizontal(|ui| at_organisation(ui, intents));
    } else {
        ui.horizontal(|ui| {
            title(ui, drafts, intents, (room / 2.0).floor() - 16.0);
            at_organisation(ui, intents);
        });
    }
    let date = |ui: &mut Ui, drafts: &mut Drafts, intents: &mut Vec<Intent>, word, text| {
        ui.label(soft(word, ui));
        let name = format!("Role {number} {word}");
        let field = Field::new(slot(text), &name, "2025-12-03").width(96.0);
        field.bare(ui, project, drafts, intents);
    };
    let until = |ui: &mut Ui, drafts: &mut Drafts, intents: &mut Vec<Intent>| {
        date(ui, drafts, intents, "until", RoleText::Until);
        if remove(ui, number, held) {
            let change = RoleChange::Remove(at);
            intents.push(Intent::ChangeRoles(speaker.id.clone(), change));
        }
    };
    ui.horizontal(|ui| {
        date(ui, drafts, intents, "from", RoleText::From);
        if room >= SIDE_BY_SIDE {
            until(ui, drafts, intents);
        }
    });
    if room < SIDE_BY_SIDE {
        ui.horizontal(|ui| until(ui, drafts, intents));
    }
    for text in [RoleText::Title, RoleText::From, RoleText::Until] {
        form::refusal(ui, drafts, &slot(text));
    }
}

fn remove(ui: &mut Ui, number: usize, held: &Role) -> bool {
    let button = Button::new("Remove").frame(false);
    let response = ui.add(button.min_size(vec2(0.0, form::LINE)));
    response.widget_info(|| {
        let words = format!("Remove role {number} {}", held.title);
        egui::WidgetInfo::labeled(egui::Role::Button, true, words)
    });
    response.on_hover_text("Takes this role away").clicked()
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
