//! The fields that complete: speakers, topics and those under More; and the note.

use egui::{Id, Ui};

use super::super::article_view;
use super::super::command::Command;
use super::super::complete::{self, Candidate, Field, Leave, Offer, Outcome, Taken};
use super::super::intent::{Intent, Pick};
use super::super::policy;
use super::super::ranking;
use super::super::session::Session;
use super::{chip, note_field, on_behalf_field, row, speaker_field, target_field, topic_field};
use crate::analyse::Likely;
use crate::edit::Edit;
use crate::model::{
    CodeStatus, Project, Provenance, Speaker, SpeakerId, SpeakerKind, Statement, StatementChange,
    StatementId, Target, TopicId,
};

/// The statement and the state of the project that an offer was made for, and the number of what
/// ranked it.
type Key = (StatementId, u64, u64);

/// What the fields offer, worked out once for each statement and state.
#[derive(Debug, Default)]
pub struct Offers {
    speakers: Offer<Key, SpeakerId>,
    topics: Offer<Key, TopicId>,
    on_behalf: Offer<Key, SpeakerId>,
    targets: Offer<Key, Target>,
}

impl Offers {
    /// The names that the field for speakers offers for a statement: what was shown.
    pub(in super::super) fn speakers_shown(&self, statement: &StatementId) -> Vec<&str> {
        self.speakers.names(|key| key.0 == *statement)
    }

    /// The same for topics.
    pub(in super::super) fn topics_shown(&self, statement: &StatementId) -> Vec<&str> {
        self.topics.names(|key| key.0 == *statement)
    }
}

/// Who says it.
pub(super) fn speakers(
    ui: &mut Ui,
    session: &mut Session,
    statement: &Statement,
    intents: &mut Vec<Intent>,
) {
    let key = key(session, statement);
    let Session {
        project,
        index,
        made,
        drafts,
        offers,
        ranking,
        ..
    } = session;
    let offer = &mut offers.speakers;
    let ranker = ranking.ranker();
    row(ui, "Speaker", |ui| {
        for id in &statement.speakers {
            if chip(ui, "speaker", speaker_name(project, id), "") {
                intents.push(Intent::RemoveSpeaker(id.clone()));
            }
        }
        let first = statement.speakers.is_empty();
        let field = Field {
            id: speaker_field(),
            label: "Speaker",
            hint: if first { "Who says it?" } else { "And?" },
            key: "S",
            new: policy::new_code(project, "New speaker"),
            takes_first: first,
        };
        let make = || {
            let likely = Likely::new(project, index, made, statement);
            let likely = ranking::speakers(ranker, project, &likely, statement);
            let offered = likely.into_iter().filter_map(|id| {
                let speaker =
                    offered(project, &id).filter(|_| !statement.speakers.contains(&id))?;
                let candidate = of_speaker(project, statement, speaker);
                Some((id, candidate))
            });
            offered.collect()
        };
        let outcome = field.show(ui, &mut drafts.speaker, || offer.at(key, make));
        let back = statement.speakers.last().cloned();
        let back = back.map(Intent::RemoveSpeaker);
        let order = [article_view::id(), topic_field()];
        carry(outcome, offer, Intent::AddSpeaker, back, order, intents);
    });
}

/// What it is about.
pub(super) fn topics(
    ui: &mut Ui,
    session: &mut Session,
    statement: &Statement,
    intents: &mut Vec<Intent>,
) {
    let key = key(session, statement);
    let goes_on = matches!(statement.provenance, Provenance::Proposed(_))
        && !session.proposals.open().all().is_empty();
    let Session {
        project,
        index,
        made,
        drafts,
        offers,
        ranking,
        ..
    } = session;
    let offer = &mut offers.topics;
    let ranker = ranking.ranker();
    let topics = project.codebook().topics();
    row(ui, "Topic", |ui| {
        for id in &statement.topics {
            let topic = topics.get(id);
            let name = topic.map_or(id.to_string(), |topic| topic.name.clone());
            let tooltip = topic.map_or("", |topic| &topic.definition);
            if chip(ui, "topic", &name, tooltip) {
                intents.push(Intent::RemoveTopic(id.clone()));
            }
        }
        let first = statement.topics.is_empty();
        let field = Field {
            id: topic_field(),
            label: "Topic",
            hint: if first { "What about?" } else { "And?" },
            key: "T",
            new: policy::new_code(project, "New topic"),
            takes_first: first,
        };
        let make = || {
            let likely = Likely::new(project, index, made, statement);
            let likely = ranking::topics(ranker, project, &likely, statement);
            let offered = likely.into_iter().filter_map(|id| {
                let topic = topics.get(&id)?;
                let free = topic.status != CodeStatus::Retired && !statement.topics.contains(&id);
                let candidate = Candidate::new(&topic.name, &topic.proposition, "");
                free.then_some((id, candidate))
            });
            offered.collect()
        };
        let mut outcome = field.show(ui, &mut drafts.topic, || offer.at(key, make));
        let back = statement.topics.last().cloned().map(Intent::RemoveTopic);
        let order = [speaker_field(), article_view::id()];
        // After the last field of what was proposed comes the next proposal.
        if goes_on && outcome.leave == Some(Leave::Next) {
            outcome.leave = None;
            carry(outcome, offer, Intent::AddTopic, back, order, intents);
            intents.push(Intent::Run(Command::NextProposal));
            return;
        }
        carry(outcome, offer, Intent::AddTopic, back, order, intents);
    });
}

/// Whom the speaker speaks for. What the role says is offered and never set unasked.
pub(super) fn on_behalf(
    ui: &mut Ui,
    session: &mut Session,
    statement: &Statement,
    intents: &mut Vec<Intent>,
) {
    let key = key(session, statement);
    let Session {
        project,
        index,
        made,
        drafts,
        offers,
        ..
    } = session;
    let offer = &mut offers.on_behalf;
    let without = |id: &SpeakerId| {
        let left = statement.on_behalf_of.iter().filter(|other| *other != id);
        change(
            statement,
            StatementChange::OnBehalfOf(left.cloned().collect()),
        )
    };
    row(ui, "On behalf of", |ui| {
        for id in &statement.on_behalf_of {
            if chip(ui, "organisation", speaker_name(project, id), "") {
                intents.push(without(id));
            }
        }
        let roles = by_role(project, statement);
        for (organisation, role) in &roles {
            let words = format!("+ {} ({role})", organisation.name);
            let soft = super::Tokens::of(ui).soft;
            let words = egui::RichText::new(words).color(soft);
            let ghost = egui::Button::new(words).truncate().frame(false);
            let help = "The speaker’s role says so; click or press B, then Enter, to take it";
            if ui.add(ghost).on_hover_text(help).clicked() {
                let id = organisation.id.clone();
                intents.push(Intent::AddOnBehalf(Pick::Known(id)));
            }
        }
        let field = Field {
            id: on_behalf_field(),
            label: "On behalf of",
            hint: if statement.on_behalf_of.is_empty() {
                "For whom?"
            } else {
                "And?"
            },
            key: "B",
            new: policy::new_code(project, "New organisation"),
            takes_first: !roles.is_empty(),
        };
        let make = || {
            let proposed = roles
                .iter()
                .map(|(organisation, _)| organisation.id.clone());
            let likely = Likely::new(project, index, made, statement).speakers();
            let is_proposed = |id: &SpeakerId| roles.iter().any(|(o, _)| o.id == *id);
            let others = likely.into_iter().filter(|id| !is_proposed(id));
            let offered = proposed.chain(others).filter_map(|id| {
                let speaker = offered(project, &id)?;
                let kinds = [SpeakerKind::Organisation, SpeakerKind::Group];
                let free = !statement.on_behalf_of.contains(&id);
                let fits = is_proposed(&id) || kinds.contains(&speaker.kind);
                let role = roles.iter().find(|(o, _)| o.id == id);
                let role = role.map_or("", |(_, role)| role);
                let candidate = Candidate::new(&speaker.name, role, &speaker.aliases.join(" "));
                (free && fits).then_some((id, candidate))
            });
            offered.collect()
        };
        let outcome = field.show(ui, &mut drafts.on_behalf, || offer.at(key, make));
        let back = statement.on_behalf_of.last().map(without);
        let order = [article_view::id(), target_field()];
        carry(outcome, offer, Intent::AddOnBehalf, back, order, intents);
    });
}

/// What the stance is read toward.
pub(super) fn target(
    ui: &mut Ui,
    session: &mut Session,
    statement: &Statement,
    intents: &mut Vec<Intent>,
) {
    let key = key(session, statement);
    let Session {
        project,
        index,
        made,
        drafts,
        offers,
        ..
    } = session;
    let offer = &mut offers.targets;
    let set = |target| change(statement, StatementChange::Target(target));
    let is_topic = statement.target == Target::Topic;
    row(ui, "Toward", |ui| {
        let name = match &statement.target {
            Target::Topic => None,
            Target::Speaker(id) => Some(speaker_name(project, id)),
            Target::Text(words) => Some(words.as_str()),
        };
        if name.is_some_and(|name| chip(ui, "target", name, "")) {
            intents.push(set(Target::Topic));
        }
        let field = Field {
            id: target_field(),
            label: "Stance toward",
            hint: if is_topic { "The topic" } else { "Another?" },
            key: "Y",
            new: "The words",
            takes_first: false,
        };
        let make = || {
            let likely = Likely::new(project, index, made, statement).speakers();
            let topic = (!is_topic).then(|| (Target::Topic, Candidate::new("The topic", "", "")));
            let speakers = likely.into_iter().filter_map(|id| {
                let speaker = offered(project, &id)?;
                let candidate = of_speaker(project, statement, speaker);
                Some((Target::Speaker(id), candidate))
            });
            topic.into_iter().chain(speakers).collect()
        };
        let outcome = field.show(ui, &mut drafts.target, || offer.at(key, make));
        let picked = |pick| {
            set(match pick {
                Pick::Known(target) => target,
                Pick::New(words) => Target::Text(words),
            })
        };
        let back = (!is_topic).then(|| set(Target::Topic));
        let order = [on_behalf_field(), article_view::id()];
        carry(outcome, offer, picked, back, order, intents);
    });
}

/// The note, which has the keyboard as long as one likes.
pub(super) fn note(
    ui: &mut Ui,
    session: &mut Session,
    statement: &Statement,
    intents: &mut Vec<Intent>,
) {
    let drafts = &mut session.drafts;
    let draft = drafts.note.take().filter(|(id, _)| id == &statement.id);
    let mut text = draft.map_or_else(|| statement.note.clone(), |(_, text)| text);
    row(ui, "Note", |ui| {
        let escape = ui.memory(|m| m.has_focus(note_field()))
            && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
        let response = ui.add(
            egui::TextEdit::multiline(&mut text)
                .id(note_field())
                .hint_text("Add a note")
                .desired_rows(1)
                .desired_width(f32::INFINITY)
                .margin(complete::MARGIN)
                .event_filter(complete::keeps_escape()),
        );
        complete::name(ui, &response, "Note");
        if text.is_empty() {
            complete::key_cap(ui, &response, "N");
        }
        // One edit for each time the field had the keyboard.
        if response.lost_focus() || escape {
            if text != statement.note {
                intents.push(Intent::SetNote(statement.id.clone(), text.clone()));
            }
            if escape {
                intents.push(Intent::Read);
            }
        }
    });
    drafts.note = (text != statement.note).then(|| (statement.id.clone(), text));
}

/// Turns what came of a field into intents. `order` is what Shift+Tab and Tab lead to.
fn carry<T: Clone>(
    outcome: Outcome,
    offer: &Offer<Key, T>,
    add: impl FnOnce(Pick<T>) -> Intent,
    back: Option<Intent>,
    order: [Id; 2],
    intents: &mut Vec<Intent>,
) {
    let pick = match outcome.taken {
        None => None,
        Some(Taken::Chosen(at)) => offer.value(at).map(Pick::Known),
        Some(Taken::New(name)) => Some(Pick::New(name)),
        Some(Taken::Back) => {
            intents.extend(back);
            None
        }
    };
    intents.extend(pick.map(add));
    let [previous, next] = order;
    intents.extend(outcome.leave.map(|leave| match leave {
        Leave::Text => Intent::Read,
        Leave::Next => Intent::Focus(next),
        Leave::Previous => Intent::Focus(previous),
    }));
}

fn key(session: &Session, statement: &Statement) -> Key {
    let ranked_by = session.ranking.number();
    (statement.id.clone(), session.history.state(), ranked_by)
}

fn change(statement: &Statement, change: StatementChange) -> Intent {
    Intent::Apply(Edit::ChangeStatement {
        id: statement.id.clone(),
        change,
    })
}

fn speaker_name<'a>(project: &'a Project, id: &'a SpeakerId) -> &'a str {
    let speaker = project.codebook().speakers().get(id);
    speaker.map_or(crate::model::Id::as_str(id), |speaker| &speaker.name)
}

/// A speaker that can still be chosen.
fn offered<'a>(project: &'a Project, id: &SpeakerId) -> Option<&'a Speaker> {
    let speaker = project.codebook().speakers().get(id)?;
    (speaker.status != CodeStatus::Retired).then_some(speaker)
}

fn of_speaker(project: &Project, statement: &Statement, speaker: &Speaker) -> Candidate {
    let article = project.articles().get(&statement.article);
    let date = article.and_then(|article| article.published.as_ref());
    let role = speaker.role_on(date).map_or("", |role| &role.title);
    Candidate::new(&speaker.name, role, &speaker.aliases.join(" "))
}

/// The organisations of the roles that the speakers held on the article's date, unless they are
/// coded already; with the role.
fn by_role<'a>(project: &'a Project, statement: &Statement) -> Vec<(&'a Speaker, &'a str)> {
    let article = project.articles().get(&statement.article);
    let date = article.and_then(|article| article.published.as_ref());
    let speakers = project.codebook().speakers();
    let mut found: Vec<(&Speaker, &str)> = Vec::new();
    for speaker in statement.speakers.iter().filter_map(|id| speakers.get(id)) {
        let role = speaker.role_on(date);
        let held =
            role.and_then(|role| Some((offered(project, role.organisation.as_ref()?)?, role)));
        if let Some((organisation, role)) = held
            && !statement.on_behalf_of.contains(&organisation.id)
            && !statement.speakers.contains(&organisation.id)
            && !found.iter().any(|(other, _)| other.id == organisation.id)
        {
            found.push((organisation, &role.title));
        }
    }
    found
}
