//! How far annotators agree: four figures first, then all of them. Computed in a thread over a snapshot.

use egui::{
    Align, Button, CollapsingHeader, ComboBox, Context, Grid, Id, Key, Label, Layout, Margin,
    Modifiers, ProgressBar, RichText, ScrollArea, Sense, Ui, WidgetInfo, vec2,
};

use super::compare_page::Wanted;
use super::complete;
use super::dialogs::Request;
use super::intent::Intent;
use super::jobs::Stream;
use super::session::{Page, Session};
use super::theme::{self, Tokens};
use super::words::{counted, thousands};
use crate::model::{AnnotatorId, ArticleId, Project};
use crate::review::{
    Agreement, Asked, Attribute, AttributeAgreement, Interval, LEAST, Part, RELIABLE, TENTATIVE,
    agreement, report,
};

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
    found: Option<(Asked, u64, Box<Agreement>)>,
    run: Option<(Asked, u64, f32, Stream<Step>)>,
}

#[derive(Debug)]
enum Step {
    Done(f32),
    Found(Box<Agreement>),
}

impl State {
    pub(super) fn found(&self) -> Option<&Agreement> {
        self.found.as_ref().map(|(_, _, found)| found.as_ref())
    }
}

/// Takes in what was found since the last frame, and computes what is wanted now.
pub(super) fn advance(ctx: &Context, session: &mut Session) {
    if session.page != Page::Agreement {
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
    if !is_found && !is_sought {
        let (project, asked) = (project.clone(), state.asked.clone());
        let stream = Stream::start(ctx, "agreement", move |out| {
            let found = agreement(&project, &asked, &mut |share| out.send(Step::Done(share)));
            if let Some(found) = found {
                out.send(Step::Found(Box::new(found)));
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
                    four(ui, found, intents);
                    notes(ui, found);
                    ui.add_space(8.0);
                    tables(ui, found, intents);
                    explained(ui);
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
                state.run = None;
                if let Some((asked, ..)) = &state.found {
                    state.asked = asked.clone();
                } else {
                    intents.push(Intent::Show(Page::Article));
                }
            }
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

/// A figure to two digits, or n/a.
pub(super) fn figure(value: Option<f64>) -> String {
    value.map_or_else(|| "n/a".to_owned(), |value| format!("{value:.2}"))
}

/// The four that a supervisor asks for.
fn four(ui: &mut Ui, found: &Agreement, intents: &mut Vec<Intent>) {
    let spans = &found.spans;
    let n = spans.n_a + spans.n_b;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(12.0, 12.0);
        let detail = format!("F1 of {} statements", thousands(n));
        let open = Wanted::default();
        card(
            ui,
            "Same passages",
            spans.iou50_f1,
            spans.iou50_f1_interval,
            &detail,
            false,
            open,
            intents,
        );
        for (name, part, figures) in [
            ("Speaker", Part::Speaker, &found.attributes.speaker),
            ("Stance", Part::Stance, &found.attributes.stance),
            ("Topic", Part::Topic, &found.attributes.topic),
        ] {
            let wanted = Wanted {
                differs: Some(part),
                ..Wanted::default()
            };
            let few = figures.alpha_n < LEAST;
            card(
                ui,
                name,
                figures.alpha,
                figures.alpha_interval,
                &raw(figures),
                few,
                wanted,
                intents,
            );
        }
    });
}

fn raw(figures: &AttributeAgreement) -> String {
    let share = figures.observed.map_or_else(
        || "nothing to compare".to_owned(),
        |share| format!("{:.0} % equal", share * 100.0),
    );
    format!(
        "alpha; {share} of {}",
        counted(
            usize::try_from(figures.n).unwrap_or(usize::MAX),
            "pair",
            "pairs"
        )
    )
}

/// One figure with its interval on a scale; a click lists its cases.
#[expect(clippy::too_many_arguments, reason = "what one figure shows")]
fn card(
    ui: &mut Ui,
    name: &str,
    value: Option<f64>,
    interval: Option<Interval>,
    detail: &str,
    few: bool,
    wanted: Wanted,
    intents: &mut Vec<Intent>,
) {
    let tokens = Tokens::of(ui);
    let size = vec2(222.0, 128.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    let shown = figure(value);
    response.widget_info(|| {
        let words = format!("{name}: {shown}, {detail}");
        WidgetInfo::labeled(egui::Role::Button, true, words)
    });
    let edge = if response.hovered() || response.has_focus() {
        tokens.accent
    } else {
        tokens.line
    };
    ui.painter()
        .rect_stroke(rect, 6.0, (1.0, edge), egui::StrokeKind::Inside);
    let inside = rect.shrink2(vec2(14.0, 10.0));
    ui.scope_builder(egui::UiBuilder::new().max_rect(inside), |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        ui.label(RichText::new(name).font(theme::strong_font(13.0)));
        ui.horizontal(|ui| {
            ui.label(
                RichText::new(&shown)
                    .font(theme::title_font(28.0))
                    .color(tokens.ink),
            );
            if let Some(Interval { low, high, .. }) = interval {
                let words = format!("{low:.2} to {high:.2}");
                let label = Label::new(RichText::new(words).color(tokens.soft));
                ui.add(label).on_hover_text(
                    "Where it lies in 95 of 100 samples of these articles (bootstrap)",
                );
            }
        });
        ui.add(
            Label::new(
                RichText::new(detail)
                    .font(theme::ui_font(12.0))
                    .color(tokens.soft),
            )
            .truncate(),
        );
        let words = if few && value.is_some() {
            "few pairs: says little"
        } else {
            ""
        };
        ui.label(
            RichText::new(words)
                .font(theme::ui_font(12.0))
                .color(tokens.danger),
        );
    });
    let scale = egui::Rect::from_min_max(
        egui::pos2(inside.left(), inside.bottom() - 8.0),
        inside.right_bottom(),
    );
    plot(ui, scale, value, interval, tokens);
    let help = "Lists the cases";
    if response.on_hover_text(help).clicked() {
        intents.push(Intent::ListCases(Box::new(wanted)));
    }
}

/// From 0 to 1, with marks at .667 and .80.
fn plot(
    ui: &Ui,
    rect: egui::Rect,
    value: Option<f64>,
    interval: Option<Interval>,
    tokens: &Tokens,
) {
    #[expect(clippy::cast_possible_truncation, reason = "a place on the screen")]
    let x = |value: f64| rect.left() + rect.width() * value.clamp(0.0, 1.0) as f32;
    let painter = ui.painter();
    painter.hline(rect.x_range(), rect.center().y, (1.0, tokens.line));
    for mark in [TENTATIVE, RELIABLE] {
        painter.vline(x(mark), rect.y_range(), (1.0, tokens.soft));
    }
    if let Some(Interval { low, high, .. }) = interval {
        painter.hline(
            x(low)..=x(high),
            rect.center().y,
            (3.0, tokens.accent.gamma_multiply(0.4)),
        );
    }
    if let Some(value) = value {
        painter.circle_filled(egui::pos2(x(value), rect.center().y), 4.0, tokens.accent);
    }
}

fn notes(ui: &mut Ui, found: &Agreement) {
    let tokens = Tokens::of(ui);
    for note in &found.notes {
        ui.add(Label::new(RichText::new(format!("– {note}")).color(tokens.soft)).wrap());
    }
}

fn tables(ui: &mut Ui, found: &Agreement, intents: &mut Vec<Intent>) {
    section(ui, "All measures", false, |ui| {
        let head = ["Measure", "Value", "n", "of"];
        let rows = found.measures.iter().map(|m| {
            [
                m.name.to_owned(),
                three(m.value),
                m.n.to_string(),
                m.unit.to_owned(),
            ]
        });
        table(ui, "measures", head, rows.collect(), None, intents);
    });
    section(ui, "By article", false, |ui| {
        let head = [
            "Article",
            "Same passages",
            "Speaker",
            "Stance",
            "Topic",
            "n",
        ];
        let rows = found.by_article.iter().map(|a| {
            [
                super::statement_panel::shorten(&a.title, 60),
                three(a.iou50_f1),
                percent(a.speaker),
                percent(a.stance),
                percent(a.topic),
                a.n.to_string(),
            ]
        });
        let ids: Vec<ArticleId> = found.by_article.iter().map(|a| a.id.clone()).collect();
        table(ui, "articles", head, rows.collect(), Some(&ids), intents);
    });
    if found.pairs.len() > 1 {
        section(ui, "By pair of annotators", true, |ui| {
            let head = [
                "Pair",
                "Articles",
                "Same passages",
                "Speaker",
                "Stance",
                "Topic",
            ];
            let rows = found.pairs.iter().map(|p| {
                [
                    p.annotators.join(" and "),
                    p.articles.to_string(),
                    three(p.spans.iou50_f1),
                    three(p.attributes.speaker.alpha),
                    three(p.attributes.stance.alpha),
                    three(p.attributes.topic.alpha),
                ]
            });
            table(ui, "pairs", head, rows.collect(), None, intents);
        });
    }
    section(ui, "By code", false, |ui| {
        let head = ["Label", "Statements of both", "F1 of same passages with it"];
        let rows = found.by_label.iter().map(|l| {
            let name = if l.label.is_empty() {
                "not coded".to_owned()
            } else {
                l.label.clone()
            };
            [name, l.n.to_string(), three(l.iou50_label_f1)]
        });
        table(ui, "labels", head, rows.collect(), None, intents);
    });
    let months = report::by_month(found);
    if months.len() > 1 {
        section(ui, "Over time", false, |ui| {
            let head = [
                "Month",
                "Articles",
                "Same passages",
                "Speaker",
                "Stance",
                "Topic",
            ];
            let rows = months.iter().map(|m| {
                [
                    m.month.clone(),
                    m.articles.to_string(),
                    three(m.iou50_f1),
                    percent(m.speaker),
                    percent(m.stance),
                    percent(m.topic),
                ]
            });
            table(ui, "months", head, rows.collect(), None, intents);
        });
    }
}

fn section(ui: &mut Ui, name: &str, open: bool, contents: impl FnOnce(&mut Ui)) {
    let heading = RichText::new(name).font(theme::strong_font(14.0));
    CollapsingHeader::new(heading)
        .id_salt(name)
        .default_open(open)
        .show(ui, |ui| {
            contents(ui);
            ui.add_space(8.0);
        });
}

fn three(value: Option<f64>) -> String {
    value.map_or_else(|| "n/a".to_owned(), |value| format!("{value:.3}"))
}

fn percent(value: Option<f64>) -> String {
    value.map_or_else(
        || "n/a".to_owned(),
        |value| format!("{:.0} %", value * 100.0),
    )
}

/// Rows of words; of articles each opens its cases. Only what is seen is drawn.
fn table<const N: usize>(
    ui: &mut Ui,
    name: &str,
    head: [&str; N],
    rows: Vec<[String; N]>,
    articles: Option<&[ArticleId]>,
    intents: &mut Vec<Intent>,
) {
    const ROW: f32 = 22.0;
    let tokens = Tokens::of(ui);
    let first = (ui.available_width() * 0.4).clamp(160.0, 420.0);
    let rest = ((ui.available_width() - first) / f32::from(u8::try_from(N).unwrap_or(8)).max(1.0))
        .clamp(56.0, 150.0);
    let width = |column: usize| if column == 0 { first } else { rest };
    let line = |ui: &mut Ui,
                cells: &[String; N],
                strong: bool,
                link: Option<&ArticleId>,
                intents: &mut Vec<Intent>| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            for (column, cell) in cells.iter().enumerate() {
                ui.allocate_ui_with_layout(
                    vec2(width(column), ROW),
                    Layout::left_to_right(Align::Center),
                    |ui| {
                        ui.set_min_size(vec2(width(column), ROW));
                        let words = RichText::new(cell).color(if strong {
                            tokens.soft
                        } else {
                            tokens.ink
                        });
                        match link.filter(|_| column == 0) {
                            Some(article) => {
                                let link = ui.add(Button::new(words).frame(false).truncate());
                                if link
                                    .on_hover_text("Lists the cases of this article")
                                    .clicked()
                                {
                                    intents.push(Intent::ListCases(Box::new(Wanted {
                                        article: Some(article.clone()),
                                        ..Wanted::default()
                                    })));
                                }
                            }
                            None => {
                                ui.add(Label::new(words).truncate());
                            }
                        }
                    },
                );
            }
        });
    };
    line(ui, &head.map(str::to_owned), true, None, intents);
    if rows.len() <= 40 {
        for (at, row) in rows.iter().enumerate() {
            line(
                ui,
                row,
                false,
                articles.and_then(|ids| ids.get(at)),
                intents,
            );
        }
        return;
    }
    let area = ScrollArea::vertical()
        .id_salt(name)
        .max_height(20.0 * ROW)
        .auto_shrink([false, true]);
    area.show_rows(ui, ROW, rows.len(), |ui, shown| {
        for at in shown {
            if let Some(row) = rows.get(at) {
                line(
                    ui,
                    row,
                    false,
                    articles.and_then(|ids| ids.get(at)),
                    intents,
                );
            }
        }
    });
}

/// What each measure means, in plain words.
fn explained(ui: &mut Ui) {
    section(ui, "What the figures mean", false, |ui| {
        Grid::new("explained")
            .num_columns(2)
            .spacing(vec2(16.0, 8.0))
            .show(ui, |ui| {
                let tokens = Tokens::of(ui);
                for (name, words) in report::EXPLAINED {
                    ui.vertical(|ui| {
                        ui.set_width(170.0);
                        ui.add(
                            Label::new(RichText::new(name).font(theme::strong_font(13.0))).wrap(),
                        );
                    });
                    ui.vertical(|ui| {
                        ui.set_max_width((ui.available_width()).min(640.0));
                        ui.add(Label::new(RichText::new(words).color(tokens.ink)).wrap());
                    });
                    ui.end_row();
                }
            });
    });
}
