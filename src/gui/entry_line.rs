//! A line that takes a coding in a row: "syb 3 nato" is a speaker, a stance by its key, a topic.
//!
//! What stands beside the field says what Enter would do, letter by letter.

mod reading;

use egui::{Frame, Id, Key, Label, Margin, Modifiers, Panel, RichText, TextEdit, Ui};

pub(super) use self::reading::Coded;
use super::complete;
use super::intent::Intent;
use super::session::Session;
use super::theme::{self, Tokens};

/// What is typed while the line is open.
#[derive(Debug, Default)]
pub struct State {
    pub(super) words: Option<String>,
    /// What it comes to, for these words in that state of the project.
    read: Option<(String, u64, Coded)>,
}

impl State {
    pub(super) fn close(&mut self) {
        *self = Self::default();
    }
}

pub(super) fn field() -> Id {
    Id::unique("entry line")
}

/// What the line comes to.
pub(super) fn coded(session: &mut Session) -> Coded {
    let words = session.line.words.clone().unwrap_or_default();
    let state = session.history.state();
    if let Some((known, at, coded)) = &session.line.read
        && (known, *at) == (&words, state)
    {
        return coded.clone();
    }
    let coded = reading::read(&session.project, &session.index, &words);
    session.line.read = Some((words, state, coded.clone()));
    coded
}

/// Draws it below the text, while it is open.
pub(super) fn show(ui: &mut Ui, session: &mut Session, intents: &mut Vec<Intent>) {
    let Some(mut words) = session.line.words.take() else {
        return;
    };
    let tokens = Tokens::of(ui);
    let frame = Frame::new()
        .fill(tokens.panel)
        .inner_margin(Margin::symmetric(16, 8));
    Panel::bottom("entry line").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            let focused = ui.memory(|m| m.has_focus(field()));
            let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
            if focused && pressed(Key::Escape) {
                intents.push(Intent::CloseLine);
            } else if focused && pressed(Key::Enter) {
                intents.push(Intent::TakeLine);
            }
            let edit = TextEdit::singleline(&mut words)
                .id(field())
                .hint_text("speaker, digit, topic")
                .desired_width(220.0)
                .margin(complete::MARGIN)
                .return_key(None)
                .event_filter(complete::keeps_escape());
            let response = ui.add(edit);
            complete::name(ui, &response, "Code in one line");
            session.line.words = Some(words);
            let coded = coded(session);
            let said = said(session, &coded);
            let colour = if coded.problem.is_some() {
                tokens.danger
            } else {
                tokens.ink
            };
            let said = RichText::new(said).font(theme::ui_font(13.0)).color(colour);
            ui.add(Label::new(said).truncate());
        });
    });
}

/// What Enter would do, as a sentence.
fn said(session: &Session, coded: &Coded) -> String {
    if let Some(problem) = &coded.problem {
        return problem.clone();
    }
    if coded.is_empty() {
        return "Letters of a speaker, the key of a stance, letters of a topic".to_owned();
    }
    let words = coded.words(&session.project);
    let reading = session.reading.as_ref();
    let selected = reading.is_some_and(|reading| !reading.selection.is_empty());
    if selected {
        format!("Enter makes a statement of the selected words: {words}")
    } else if session.proposal().is_some() {
        format!("Enter accepts the proposal: {words}")
    } else if session.statement().is_some() {
        format!("Enter codes the statement: {words}")
    } else {
        "Select words, or go to a statement or a proposal, first".to_owned()
    }
}
