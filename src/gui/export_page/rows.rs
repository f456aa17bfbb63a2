//! What is asked about an export, each only where it makes a difference.

use egui::{Ui, vec2};

use super::super::form;
use super::super::session::Session;
use super::super::words::thousands;
use super::{State, Which};
use crate::exchange::{Actors, Extra, Shape, Ties, Voice};
use crate::model::{Layer, Project, ReviewStatus};

/// So many tags are offered, the most used first.
const TAGS: usize = 12;

pub(super) fn show(ui: &mut Ui, state: &mut State, session: &Session) {
    let project = &session.project;
    if !matches!(state.format.shape, Shape::File { .. } | Shape::Folder) {
        let now = Some(state.options.one_file);
        let values = [
            (true, "One file", "The main file alone"),
            (false, "A folder", "All files of the format"),
        ];
        form::row(ui, "Files", |ui| {
            if let Some(one) = form::one_of(ui, now, &values) {
                state.options.one_file = one;
            }
        });
    }
    coding(ui, state, project);
    verdict(ui, state, project);
    articles(ui, state, session);
    repeats(ui, state);
    if state.format.takes(Extra::Long) {
        let values = [
            (false, "A statement", "One row for each statement"),
            (
                true,
                "Statement × speaker × topic",
                "One row for each speaker and topic of a statement",
            ),
        ];
        form::row(ui, "A row is", |ui| {
            if let Some(long) = form::one_of(ui, Some(state.options.long), &values) {
                state.options.long = long;
            }
        });
    }
    if state.format.takes(Extra::Spreadsheet) {
        let values = [
            (false, "As they are", "For R, Python and other programs"),
            (
                true,
                "Safe for spreadsheets",
                "A ' before what a spreadsheet would take for a formula; an import takes it off",
            ),
        ];
        form::row(ui, "Cells", |ui| {
            if let Some(safe) = form::one_of(ui, Some(state.options.spreadsheet), &values) {
                state.options.spreadsheet = safe;
            }
        });
    }
    if state.format.takes(Extra::Network) {
        network(ui, state);
    }
}

/// Whose coding leaves; asked where there is more than one.
fn coding(ui: &mut Ui, state: &mut State, project: &Project) {
    let wanted = &mut state.options.wanted;
    if state.coders.len() > 1 || wanted.voice.is_some() {
        let usual = if state.format.many_voices {
            Voice::All
        } else {
            Voice::Single
        };
        let now = wanted.voice.clone().unwrap_or(usual);
        form::row(ui, "Coding", |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
                let mut offer = |ui: &mut Ui, voice: Voice, words: &str, help| {
                    if form::option(ui, words, now == voice, help) {
                        wanted.voice = Some(voice);
                    }
                };
                let one = "The adjudicated coding where there is one, else the only one";
                offer(ui, Voice::Single, "One for each article", one);
                let every = "All codings, side by side; a table counts them all";
                offer(ui, Voice::All, "Every coding", every);
                for id in &state.coders {
                    let annotator = project.annotators().get(id);
                    let name = annotator.map_or("?", |annotator| &annotator.name);
                    let help = "What this annotator coded, and nobody else";
                    offer(ui, Voice::Of(id.clone()), &short(name), help);
                }
            });
        });
    }
    if state.decided {
        let now = Some(state.options.wanted.layer);
        let values = [
            (None, "Both", "As the coding above says"),
            (
                Some(Layer::Independent),
                "Independent",
                "What annotators coded by themselves",
            ),
            (
                Some(Layer::Adjudicated),
                "Adjudicated",
                "What was decided of it",
            ),
        ];
        form::row(ui, "Layer", |ui| {
            if let Some(layer) = form::one_of(ui, now, &values) {
                state.options.wanted.layer = layer;
            }
        });
    }
}

/// Which verdicts; asked where there are any.
fn verdict(ui: &mut Ui, state: &mut State, project: &Project) {
    if project.reviews().is_empty() && state.options.wanted.status.is_none() {
        return;
    }
    let values = [
        (None, "Any", "Whatever was said of them"),
        (Some(ReviewStatus::Accepted), "Accepted", ""),
        (Some(ReviewStatus::Question), "Question", ""),
        (Some(ReviewStatus::Rejected), "Rejected", ""),
        (Some(ReviewStatus::Unreviewed), "Unreviewed", ""),
    ];
    form::row(ui, "Verdict", |ui| {
        if let Some(status) = form::one_of(ui, Some(state.options.wanted.status), &values) {
            state.options.wanted.status = status;
        }
    });
}

/// Whether reprints leave; asked where there are any.
fn repeats(ui: &mut Ui, state: &mut State) {
    if !state.repeats {
        return;
    }
    let values = [
        (false, "With", "Every statement"),
        (
            true,
            "Without",
            "Only the statement that others repeat: a reprint counts once",
        ),
    ];
    form::row(ui, "Repeats", |ui| {
        let without = &mut state.options.wanted.without_repeats;
        if let Some(chosen) = form::one_of(ui, Some(*without), &values) {
            *without = chosen;
        }
    });
}

/// Which articles; asked where there is more than one.
fn articles(ui: &mut Ui, state: &mut State, session: &Session) {
    let all = session.project.articles();
    if all.len() < 2 {
        return;
    }
    let now = state.which.clone();
    form::row(ui, "Articles", |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            let mut offer = |ui: &mut Ui, which: Which, words: &str, help| {
                if form::option(ui, words, now == which, help) {
                    state.which = which;
                }
            };
            let words = format!("All: {}", thousands(all.len()));
            offer(ui, Which::All, &words, "Every article of the project");
            if session.article().is_some() {
                offer(ui, Which::This, "This one", "The article that is open");
            }
            let several = state.several.len();
            if several > 0 {
                let words = format!("Chosen in the list: {}", thousands(several));
                offer(
                    ui,
                    Which::Several,
                    &words,
                    "Those that are chosen in the list of articles",
                );
            }
            for (tag, count) in state.tags.iter().take(TAGS) {
                let words = format!("#{}: {}", short(tag), thousands(*count));
                offer(
                    ui,
                    Which::Tagged(tag.clone()),
                    &words,
                    "Articles with this tag",
                );
            }
        });
    });
}

fn network(ui: &mut Ui, state: &mut State) {
    let values = [
        (
            Ties::TwoMode,
            "Speakers and topics",
            "Who speaks on what, by stance",
        ),
        (
            Ties::Congruence,
            "Who agrees",
            "Speakers who take the same side on topics",
        ),
        (
            Ties::Conflict,
            "Who disagrees",
            "Speakers who take opposite sides on topics",
        ),
    ];
    form::row(ui, "Ties", |ui| {
        let now = Some(state.options.ties.unwrap_or_default());
        if let Some(ties) = form::one_of(ui, now, &values) {
            state.options.ties = Some(ties);
        }
    });
    let values = [
        (Actors::Persons, "As coded", "The speakers themselves"),
        (
            Actors::Organisations,
            "Organisations",
            "Whom they speak for",
        ),
    ];
    form::row(ui, "Actors", |ui| {
        let now = Some(state.options.actors.unwrap_or_default());
        if let Some(actors) = form::one_of(ui, now, &values) {
            state.options.actors = Some(actors);
        }
    });
}

/// A name that fits on a button.
fn short(name: &str) -> String {
    const MOST: usize = 40;
    let mut chars = name.chars();
    let mut short: String = chars.by_ref().take(MOST).collect();
    if chars.next().is_some() {
        short.push('…');
    }
    short
}
