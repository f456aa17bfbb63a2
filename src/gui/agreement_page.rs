//! How far annotators agree: four figures first, then all of them. Computed in a thread over a snapshot.

mod cards;
mod tables;

use egui::{
    Align, Button, ComboBox, Context, Id, Key, Label, Layout, Margin, Modifiers, ProgressBar,
    RichText, ScrollArea, Sense, Ui, WidgetInfo,
};

use super::complete;
use super::dialogs::Request;
use super::intent::Intent;
use super::jobs::Stream;
use super::session::{Page, Session};
use super::theme::{self, Tokens};
use super::words::counted;
use crate::model::{AnnotatorId, Project};
use crate::review::report::{self, Table};
use crate::review::{Agreement, Asked, Attribute, agreement};

/// The id that has the keyboard.
pub(super) fn id() -> Id {
    Id::unique("agreement page")
}

/// What is asked for, and what came of it.
#[derive(Debug, Default)]
pub struct State {
    asked: Asked,
    /// Whether anybody has chosen what to ask for.
    chosen: bool,
    found: Option<(Asked, u64, Box<Found>)>,
    run: Option<(Asked, u64, f32, Stream<Step>)>,
    /// What was stopped and is not begun again by itself.
    stopped: Option<(Asked, u64)>,
}

/// The figures, and as rows of words.
#[derive(Debug)]
struct Found {
    agreement: Agreement,
    tables: Vec<Table>,
}

#[derive(Debug)]
enum Step {
    Done(f32),
    Found(Box<Found>),
}

impl State {
    pub(super) fn is_running(&self) -> bool {
        self.run.is_some()
    }

    pub(super) fn found(&self) -> Option<&Agreement> {
        self.found.as_ref().map(|(_, _, found)| &found.agreement)
    }
}

/// Takes in what was found since the last frame, and computes what is wanted now.
pub(super) fn advance(ctx: &Context, session: &mut Session) {
    if session.page != Page::Agreement {
        // Nobody waits for it any more.
        session.agreement.run = None;
        return;
    }
    let Session {
        agreement: state,
        project,
        history,
        ..
    } = session;
    if !state.chosen {
        // Where nobody marked anything done, all of it is what one means.
        state.asked.all_articles = project.articles().iter().all(|a| a.progress.is_empty());
    }
    let now = history.state();
    let is = |asked: &Asked, at: u64| *asked == state.asked && at == now;
    let is_found = state
        .found
        .as_ref()
        .is_some_and(|(asked, at, _)| is(asked, *at));
    let is_sought = state
        .run
        .as_ref()
        .is_some_and(|(asked, at, ..)| is(asked, *at));
    let is_stopped = (state.stopped.as_ref()).is_some_and(|(asked, at)| is(asked, *at));
    if !is_found && !is_sought && !is_stopped {
        let (project, asked) = (project.clone(), state.asked.clone());
        let stream = Stream::start(ctx, "agreement", move |out| {
            let found = agreement(&project, &asked, &mut |share| out.send(Step::Done(share)));
            if let Some(agreement) = found {
                let tables = report::tables(&agreement);
                out.send(Step::Found(Box::new(Found { agreement, tables })));
            }
        });
        state.run = Some((state.asked.clone(), now, 0.0, stream));
    }
    let Some((asked, at, done, stream)) = &mut state.run else {
        return;
    };
    for step in stream.take() {
        match step {
            Step::Done(share) => *done = share,
            Step::Found(found) => state.found = Some((asked.clone(), *at, found)),
        }
    }
    if stream.is_over() {
        state.run = None;
    }
}

/// Draws the page.
pub(super) fn show(ui: &mut Ui, session: &mut Session, intents: &mut Vec<Intent>) {
    let stem = session.file_stem();
    let Session {
        agreement: state,
        project,
        ..
    } = session;
    let page = ui.interact(ui.max_rect(), id(), Sense::focusable_noninteractive());
    page.widget_info(|| WidgetInfo::labeled(egui::Role::Form, true, "Agreement"));
    if page.has_focus() {
        ui.memory_mut(|m| m.set_focus_lock_filter(id(), complete::keeps_escape()));
        if ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::Escape)) {
            intents.push(Intent::Show(Page::Article));
        }
    }
    egui::Frame::new()
        .inner_margin(Margin::symmetric(24, 16))
        .show(ui, |ui| {
            head(ui, project, state, &stem, intents);
            ui.add_space(8.0);
            let Some((_, _, found)) = &state.found else {
                return;
            };
            let Found {
                agreement: found,
                tables,
            } = found.as_ref();
            ScrollArea::vertical()
                .id_salt("agreement")
                .auto_shrink(false)
                .show(ui, |ui| {
                    ui.set_max_width(980.0);
                    if found.annotators.len() < 2 || found.articles == 0 {
                        empty(ui, found, &state.asked);
                        return;
                    }
                    let who = found.annotators.join(", ");
                    let words = format!(
                        "{} by {who}",
                        counted(found.articles, "article", "articles")
                    );
                    ui.add(Label::new(RichText::new(words).color(Tokens::of(ui).soft)).wrap());
                    ui.add_space(8.0);
                    cards::four(ui, found, intents);
                    ui.add_space(8.0);
                    notes(ui, found);
                    ui.add_space(8.0);
                    tables::show(ui, tables, intents);
                    tables::explained(ui);
                });
        });
}

fn head(ui: &mut Ui, project: &Project, state: &mut State, stem: &str, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let heading = RichText::new("Agreement").font(theme::title_font(22.0));
        ui.label(heading.color(tokens.ink));
        ui.add_space(8.0);
        let before = state.asked.clone();
        who(ui, project, &mut state.asked.annotators);
        label(ui, &mut state.asked.label);
        let mut done = !state.asked.all_articles;
        let help = "Only articles that were marked done (D): what is not done is not missing";
        if ui
            .checkbox(&mut done, "Only what is done")
            .on_hover_text(help)
            .changed()
        {
            state.asked.all_articles = !done;
        }
        state.chosen |= state.asked != before;
        if let Some((_, _, done, _)) = &state.run {
            ui.add(ProgressBar::new(*done).desired_width(120.0));
            if ui.button("Stop").clicked() {
                state.stopped = state.run.take().map(|(asked, at, ..)| (asked, at));
            }
        } else if state.stopped.is_some() && ui.button("Compute again").clicked() {
            state.stopped = None;
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.add(Button::new("Close").shortcut_text("Esc")).clicked() {
                intents.push(Intent::Show(Page::Article));
            }
            let export = ui.menu_button("Export", |ui| {
                for (words, end, help) in [
                    (
                        "Report as HTML…",
                        "html",
                        "One page with plots, for any browser; needs nothing else",
                    ),
                    ("All measures as CSV…", "csv", "A row for each measure"),
                    (
                        "All of it as JSON…",
                        "json",
                        "What sayso agreement --json prints",
                    ),
                ] {
                    if ui.button(words).on_hover_text(help).clicked() {
                        let name = format!("{stem}-agreement.{end}");
                        intents.push(Intent::Ask(Request::ExportAgreement { name }));
                        ui.close();
                    }
                }
            });
            complete::name(ui, &export.response, "Export the figures");
            let help = "Each case side by side, to be decided";
            if ui.button("Compare…").on_hover_text(help).clicked() {
                intents.push(Intent::Show(Page::Compare));
            }
        });
    });
}

/// Whose codings: all, or two of them.
fn who(ui: &mut Ui, project: &Project, chosen: &mut Vec<AnnotatorId>) {
    let annotators: Vec<_> = project.annotators().iter().collect();
    let name = |id: &AnnotatorId| {
        let annotator = project.annotators().get(id);
        annotator.map_or("?", |annotator| annotator.name.as_str())
    };
    let shown = if chosen.is_empty() {
        "All who took part".to_owned()
    } else {
        chosen.iter().map(name).collect::<Vec<_>>().join(" and ")
    };
    let combo = ComboBox::from_id_salt("whose codings")
        .selected_text(&shown)
        .width(170.0)
        .truncate();
    let response = combo.show_ui(ui, |ui| {
        if ui
            .selectable_label(chosen.is_empty(), "All who took part")
            .clicked()
        {
            chosen.clear();
        }
        for (at, a) in annotators.iter().enumerate() {
            for b in annotators.iter().skip(at + 1) {
                let pair = vec![a.id.clone(), b.id.clone()];
                let words = format!("{} and {}", a.name, b.name);
                if ui.selectable_label(*chosen == pair, words).clicked() {
                    *chosen = pair;
                }
            }
        }
    });
    complete::name(ui, &response.response, &format!("Whose codings: {shown}"));
}

fn label(ui: &mut Ui, label: &mut Attribute) {
    let words = |attribute| match attribute {
        Attribute::Topic => "Marked text by topic",
        Attribute::Stance => "Marked text by stance",
        Attribute::Speaker => "Marked text by speaker",
        Attribute::Form => "Marked text by form",
    };
    let combo = ComboBox::from_id_salt("label")
        .selected_text(words(*label))
        .width(160.0);
    let response = combo.show_ui(ui, |ui| {
        for attribute in [
            Attribute::Topic,
            Attribute::Stance,
            Attribute::Speaker,
            Attribute::Form,
        ] {
            ui.selectable_value(label, attribute, words(attribute));
        }
    });
    let help = "What labels marked text in the measures of spans and characters";
    complete::name(ui, &response.response.on_hover_text(help), words(*label));
}

fn empty(ui: &mut Ui, found: &Agreement, asked: &Asked) {
    let words = if found.annotators.len() < 2 && asked.all_articles {
        "There is only one coding: agreement needs two people who code the same articles"
    } else {
        "No article was marked done (D) by two annotators. Untick “Only what is done” to compare all the same"
    };
    ui.label(RichText::new(words).color(Tokens::of(ui).soft));
}

fn notes(ui: &mut Ui, found: &Agreement) {
    let tokens = Tokens::of(ui);
    for note in &found.notes {
        ui.add(Label::new(RichText::new(format!("– {note}")).color(tokens.soft)).wrap());
    }
}
