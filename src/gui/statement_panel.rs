//! The statement that is chosen: what it says, who says it, where they stand, on what.

use egui::{Button, RichText, Sense, Ui, vec2};

use super::command::Command;
use super::complete::{Candidate, Completed, Field};
use super::intent::{Intent, Pick};
use super::session::Session;
use super::theme::{self, Tokens};
use crate::edit::Edit;
use crate::model::{
    CodeId, CodeStatus, Form, Id as _, Naming, Project, Statement, StatementChange, Target,
};

/// The ids of the fields, to give them the keyboard.
pub(super) fn speaker_field() -> egui::Id {
    egui::Id::unique("speaker field")
}

pub(super) fn topic_field() -> egui::Id {
    egui::Id::unique("topic field")
}

pub(super) fn note_field() -> egui::Id {
    egui::Id::unique("note field")
}

pub(super) fn on_behalf_field() -> egui::Id {
    egui::Id::unique("on behalf field")
}

pub(super) fn target_field() -> egui::Id {
    egui::Id::unique("target field")
}

/// Draws the panel.
pub(super) fn show(ui: &mut Ui, session: &mut Session, intents: &mut Vec<Intent>) {
    egui::ScrollArea::vertical()
        .auto_shrink(false)
        .show(ui, |ui| {
            selection(ui, session, intents);
            let Some(statement) = session.statement().cloned() else {
                if session
                    .reading
                    .as_ref()
                    .is_none_or(|r| r.selection.is_empty())
                {
                    hint(ui);
                }
                return;
            };
            heading(ui, session, &statement);
            quote(ui, session, &statement);
            ui.add_space(4.0);
            read_back(ui, &session.project, &statement);
            ui.add_space(8.0);
            speakers(ui, session, &statement, intents);
            stance(ui, &session.project, &statement, intents);
            topics(ui, session, &statement, intents);
            note(ui, session, &statement, intents);
            ui.separator();
            form(ui, &statement, intents);
            naming(ui, &statement, intents);
            parts(ui, session, &statement, intents);
            ui.add_space(8.0);
            command_button(ui, Command::DeleteStatement, intents);
        });
}

fn hint(ui: &mut Ui) {
    let tokens = Tokens::of(ui);
    ui.add_space(4.0);
    ui.label(section("Statement", tokens));
    let words = "Drag over the words of a statement, then press Enter.\n\nWith the keyboard: move \
                 with the arrow keys, hold Shift to select.";
    ui.label(RichText::new(words).color(tokens.soft));
}

/// What can be done with the selected words.
fn selection(ui: &mut Ui, session: &Session, intents: &mut Vec<Intent>) {
    let (Some(reading), Some(article)) = (&session.reading, session.article()) else {
        return;
    };
    let range = reading.selection.range();
    let words = article.text.as_str().get(range).unwrap_or_default();
    if words.is_empty() {
        return;
    }
    let tokens = Tokens::of(ui);
    ui.label(section("Selected words", tokens));
    let shown = shorten(words, 160);
    ui.label(RichText::new(shown).font(theme::reading_font(15.0)));
    ui.horizontal_wrapped(|ui| {
        command_button(ui, Command::MakeStatement, intents);
        if session.selected.is_some() {
            command_button(ui, Command::AddSpan, intents);
            command_button(ui, Command::MarkSource, intents);
            command_button(ui, Command::MarkCue, intents);
        }
    });
    ui.separator();
}

fn command_button(ui: &mut Ui, command: Command, intents: &mut Vec<Intent>) {
    let spec = command.spec();
    let mut button = Button::new(spec.name);
    if let Some(key) = spec.keys.first() {
        button = button.shortcut_text(ui.ctx().format_shortcut(key));
    }
    if ui.add(button).on_hover_text(spec.help).clicked() {
        intents.push(Intent::Run(command));
    }
}

fn section(name: &str, tokens: &Tokens) -> RichText {
    RichText::new(name.to_uppercase())
        .font(theme::strong_font(11.5))
        .color(tokens.soft)
        .extra_letter_spacing(0.8)
}

fn heading(ui: &mut Ui, session: &Session, statement: &Statement) {
    let tokens = Tokens::of(ui);
    ui.horizontal(|ui| {
        ui.label(section("Statement", tokens));
        let at = session.index.position(&statement.id).map_or(0, |at| at + 1);
        let of = session.index.count(&statement.article);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            ui.label(
                RichText::new(format!("{at} of {of}"))
                    .font(theme::strong_font(11.5))
                    .color(tokens.soft),
            );
        });
    });
}

fn quote(ui: &mut Ui, session: &Session, statement: &Statement) {
    let tokens = Tokens::of(ui);
    let Some(article) = session.project.articles().get(&statement.article) else {
        return;
    };
    let quotes: Vec<&str> = statement
        .contents
        .iter()
        .map(|a| a.quote(&article.text))
        .collect();
    ui.label(
        RichText::new(shorten(&quotes.join(" … "), 400))
            .font(theme::reading_font(16.0))
            .line_height(Some(24.0)),
    );
    if statement.anchors().any(crate::model::Anchor::is_detached) {
        let words = "Some of its words do not stand where they should. Edit › Re-anchor quotes \
                     finds them again.";
        ui.label(RichText::new(words).color(tokens.danger));
    }
}

/// The coding as a sentence, so that a wrong sign is seen.
fn read_back(ui: &mut Ui, project: &Project, statement: &Statement) {
    let tokens = Tokens::of(ui);
    let book = project.codebook();
    let stance = statement
        .stance
        .as_ref()
        .and_then(|id| book.stances().get(id));
    let names: Vec<&str> = statement
        .speakers
        .iter()
        .filter_map(|id| book.speakers().get(id))
        .map(|speaker| speaker.name.as_str())
        .collect();
    let who = match (names.is_empty(), statement.naming) {
        (false, _) => names.join(" and "),
        (true, Some(Naming::NoneGiven)) => "No source given".to_owned(),
        (true, Some(Naming::Unnamed)) => "An unnamed source".to_owned(),
        (true, _) => "Somebody".to_owned(),
    };
    let toward = match &statement.target {
        Target::Topic => statement
            .topics
            .first()
            .and_then(|id| book.topics().get(id))
            .map(|topic| topic.target_words().to_owned()),
        Target::Speaker(id) => Some(book.name(&CodeId::Speaker(id.clone())).to_owned()),
        Target::Text(words) => Some(words.clone()),
    };
    let (colour, _) = tokens.stance(stance.map(AsRef::as_ref));
    let verb = stance.map_or("stance not coded", |stance| match stance.id.as_str() {
        "support" => "supports",
        "oppose" => "opposes",
        "neutral" => "takes no side on",
        "mixed" => "is for and against",
        "unclear" => "is unclear on",
        "none" => "does not say where they stand on",
        _ => &stance.name,
    });
    let mut job = egui::text::LayoutJob::default();
    let font = theme::ui_font(13.0);
    let strong = theme::strong_font(13.0);
    let plain = |job: &mut egui::text::LayoutJob, words: &str, font: &egui::FontId, colour| {
        job.append(
            words,
            0.0,
            egui::TextFormat {
                line_height: Some(20.0),
                ..egui::TextFormat::simple(font.clone(), colour)
            },
        );
    };
    plain(&mut job, &who, &strong, tokens.ink);
    plain(&mut job, " — ", &font, tokens.soft);
    plain(&mut job, verb, &strong, colour);
    plain(&mut job, " — ", &font, tokens.soft);
    match &toward {
        Some(words) => plain(&mut job, words, &font, tokens.ink),
        None => plain(&mut job, "topic not coded", &font, tokens.soft),
    }
    egui::Frame::new()
        .fill(tokens.paper)
        .stroke(egui::Stroke::new(1.0, tokens.line))
        .corner_radius(6)
        .inner_margin(egui::Margin::symmetric(10, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            job.wrap.max_width = ui.available_width();
            ui.label(job);
        });
}

/// A row of the form: its name, then its control.
fn row(ui: &mut Ui, name: &str, control: impl FnOnce(&mut Ui)) {
    let tokens = Tokens::of(ui);
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(vec2(64.0, 28.0), Sense::hover());
        ui.painter().text(
            rect.left_center(),
            egui::Align2::LEFT_CENTER,
            name,
            theme::ui_font(13.0),
            tokens.soft,
        );
        ui.vertical(control);
    });
}

/// A value that can be taken away.
fn chip(ui: &mut Ui, kind: &str, name: &str, tooltip: &str) -> bool {
    let mut taken = false;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        let width = (ui.available_width() - 28.0).max(40.0);
        let label = egui::Label::new(RichText::new(name).font(theme::strong_font(13.0))).truncate();
        let shown = ui
            .allocate_ui_with_layout(
                vec2(width, 24.0),
                egui::Layout::left_to_right(egui::Align::Center),
                |ui| {
                    ui.set_width(width);
                    ui.add(label)
                },
            )
            .inner;
        if !tooltip.is_empty() {
            shown.on_hover_text(tooltip);
        }
        let cross = ui.add(Button::new("×").frame(false).min_size(vec2(24.0, 24.0)));
        cross.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Remove {kind} {name}"))
        });
        taken = cross.on_hover_text(format!("Remove this {kind}")).clicked();
    });
    taken
}

fn speakers(ui: &mut Ui, session: &mut Session, statement: &Statement, intents: &mut Vec<Intent>) {
    let project = &session.project;
    let draft = &mut session.drafts.speaker;
    row(ui, "Speaker", |ui| {
        for id in &statement.speakers {
            let name = project
                .codebook()
                .name(&CodeId::Speaker(id.clone()))
                .to_owned();
            if chip(ui, "speaker", &name, "") {
                intents.push(Intent::RemoveSpeaker(id.clone()));
            }
        }
        let field = Field {
            id: speaker_field(),
            label: "Speaker",
            hint: if statement.speakers.is_empty() {
                "Who says it?   S"
            } else {
                "And?   S"
            },
            kind: "speaker",
        };
        let offered: Vec<_> = project
            .codebook()
            .speakers()
            .iter()
            .filter(|s| s.status != CodeStatus::Retired && !statement.speakers.contains(&s.id))
            .collect();
        let candidates = || {
            let candidate = |speaker: &&std::sync::Arc<crate::model::Speaker>| Candidate {
                name: speaker.name.clone(),
                detail: speaker
                    .role_on(None)
                    .map(|r| r.title.clone())
                    .unwrap_or_default(),
                also: speaker.aliases.join(" "),
            };
            offered.iter().map(candidate).collect()
        };
        match field.show(ui, draft, candidates) {
            Completed::Chosen(at) => {
                let chosen = offered.get(at).map(|s| Pick::Known(s.id.clone()));
                intents.extend(chosen.map(Intent::AddSpeaker));
                intents.push(Intent::Read);
            }
            Completed::New(name) => {
                intents.push(Intent::AddSpeaker(Pick::New(name)));
                intents.push(Intent::Read);
            }
            Completed::TakeBack => {
                let last = statement.speakers.last().cloned();
                intents.extend(last.map(Intent::RemoveSpeaker));
            }
            Completed::Done | Completed::Cancelled => intents.push(Intent::Read),
            Completed::Nothing => {}
        }
    });
}

fn topics(ui: &mut Ui, session: &mut Session, statement: &Statement, intents: &mut Vec<Intent>) {
    let project = &session.project;
    let draft = &mut session.drafts.topic;
    row(ui, "Topic", |ui| {
        for id in &statement.topics {
            let topic = project.codebook().topics().get(id);
            let name = topic.map_or(id.to_string(), |topic| topic.name.clone());
            let tooltip = topic
                .map(|topic| topic.definition.clone())
                .unwrap_or_default();
            if chip(ui, "topic", &name, &tooltip) {
                intents.push(Intent::RemoveTopic(id.clone()));
            }
        }
        let field = Field {
            id: topic_field(),
            label: "Topic",
            hint: if statement.topics.is_empty() {
                "What about?   T"
            } else {
                "And?   T"
            },
            kind: "topic",
        };
        let offered: Vec<_> = project
            .codebook()
            .topics()
            .iter()
            .filter(|t| t.status != CodeStatus::Retired && !statement.topics.contains(&t.id))
            .collect();
        let candidates = || {
            let candidate = |topic: &&std::sync::Arc<crate::model::Topic>| Candidate {
                name: topic.name.clone(),
                detail: topic.proposition.clone(),
                also: String::new(),
            };
            offered.iter().map(candidate).collect()
        };
        match field.show(ui, draft, candidates) {
            Completed::Chosen(at) => {
                let chosen = offered.get(at).map(|t| Pick::Known(t.id.clone()));
                intents.extend(chosen.map(Intent::AddTopic));
                intents.push(Intent::Read);
            }
            Completed::New(name) => {
                intents.push(Intent::AddTopic(Pick::New(name)));
                intents.push(Intent::Read);
            }
            Completed::TakeBack => {
                let last = statement.topics.last().cloned();
                intents.extend(last.map(Intent::RemoveTopic));
            }
            Completed::Done | Completed::Cancelled => intents.push(Intent::Read),
            Completed::Nothing => {}
        }
    });
}

fn stance(ui: &mut Ui, project: &Project, statement: &Statement, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    row(ui, "Stance", |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            for stance in project.codebook().stances().iter() {
                let chosen = statement.stance.as_ref() == Some(&stance.id);
                if stance.status == CodeStatus::Retired && !chosen {
                    continue;
                }
                let (colour, _) = tokens.stance(Some(stance));
                let name = match stance.key {
                    Some(key) => format!("{key} {}", stance.name),
                    None => stance.name.clone(),
                };
                let mut button = Button::new(RichText::new(name).color(if chosen {
                    tokens.paper
                } else {
                    tokens.ink
                }));
                if chosen {
                    button = button.fill(colour).stroke(egui::Stroke::new(1.0, colour));
                }
                let response = ui
                    .add(button.selected(chosen))
                    .on_hover_text(&stance.definition);
                if response.clicked() {
                    // A second click takes it back: not yet coded.
                    let value = (!chosen).then(|| stance.id.clone());
                    intents.push(Intent::SetStance(value));
                }
            }
        });
    });
}

/// A row of which one value can be chosen, or none.
fn choice<T: Copy + PartialEq>(
    ui: &mut Ui,
    name: &str,
    values: &[(T, &str, &str)],
    now: Option<T>,
    statement: &Statement,
    change: fn(Option<T>) -> StatementChange,
    intents: &mut Vec<Intent>,
) {
    row(ui, name, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            for (value, words, help) in values {
                let chosen = now == Some(*value);
                if ui
                    .add(Button::new(*words).selected(chosen))
                    .on_hover_text(*help)
                    .clicked()
                {
                    intents.push(Intent::Apply(Edit::ChangeStatement {
                        id: statement.id.clone(),
                        change: change((!chosen).then_some(*value)),
                    }));
                }
            }
        });
    });
}

fn form(ui: &mut Ui, statement: &Statement, intents: &mut Vec<Intent>) {
    let values = [
        (Form::Direct, "Direct", "In quotation marks"),
        (Form::Mixed, "Mixed", "Partly in quotation marks"),
        (Form::Indirect, "Indirect", "In the article’s words"),
        (
            Form::FreeIndirect,
            "Free indirect",
            "The speaker’s thought in the article’s grammar",
        ),
        (
            Form::Reported,
            "Reported",
            "Only a summary of what was said",
        ),
    ];
    choice(
        ui,
        "Form",
        &values,
        statement.form,
        statement,
        StatementChange::Form,
        intents,
    );
}

fn naming(ui: &mut Ui, statement: &Statement, intents: &mut Vec<Intent>) {
    let values = [
        (Naming::Named, "Named", "The text names who says it"),
        (Naming::Unnamed, "Unnamed", "“Four officials”, “critics”"),
        (Naming::NoneGiven, "None given", "“It is expected that …”"),
    ];
    choice(
        ui,
        "Naming",
        &values,
        statement.naming,
        statement,
        StatementChange::Naming,
        intents,
    );
}

/// The marked words: spans beyond the first, source, cue; each can be taken away.
fn parts(ui: &mut Ui, session: &Session, statement: &Statement, intents: &mut Vec<Intent>) {
    let Some(article) = session.project.articles().get(&statement.article) else {
        return;
    };
    let change = |change| {
        Intent::Apply(Edit::ChangeStatement {
            id: statement.id.clone(),
            change,
        })
    };
    let lists = [
        (
            "Spans",
            &statement.contents,
            StatementChange::Contents as fn(_) -> _,
        ),
        ("Source", &statement.source, StatementChange::Source),
        ("Cue", &statement.cue, StatementChange::Cue),
    ];
    for (name, anchors, make) in lists {
        let alone = name == "Spans" && anchors.len() < 2;
        if anchors.is_empty() || alone {
            continue;
        }
        row(ui, name, |ui| {
            for (at, anchor) in anchors.iter().enumerate() {
                let words = shorten(anchor.quote(&article.text), 60);
                if chip(ui, &name.to_lowercase(), &words, "") {
                    let mut left = anchors.clone();
                    left.remove(at);
                    intents.push(change(make(left)));
                }
            }
        });
    }
}

fn note(ui: &mut Ui, session: &mut Session, statement: &Statement, intents: &mut Vec<Intent>) {
    let drafts = &mut session.drafts;
    let draft = drafts.note.take().filter(|(id, _)| id == &statement.id);
    let mut text = draft.map_or_else(|| statement.note.clone(), |(_, text)| text);
    row(ui, "Note", |ui| {
        let escape = ui.memory(|m| m.has_focus(note_field()))
            && ui.input_mut(|i| i.consume_key(egui::Modifiers::NONE, egui::Key::Escape));
        let response = ui.add(
            egui::TextEdit::multiline(&mut text)
                .id(note_field())
                .hint_text("Add a note   N")
                .desired_rows(1)
                .desired_width(f32::INFINITY)
                .margin(vec2(8.0, 5.0))
                .event_filter(super::complete::keeps_escape()),
        );
        super::complete::name(ui, &response, "Note");
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

/// The beginning of a text, in one line.
pub(super) fn shorten(text: &str, chars: usize) -> String {
    let line = text.replace('\n', " ");
    if line.chars().count() <= chars {
        return line;
    }
    let mut short: String = line.chars().take(chars).collect();
    short.push('…');
    short
}
