//! The case that one is at: its words in the text, what each of the two made of it, and the decision.

use std::ops::Range;

use egui::text::LayoutJob;
use egui::{Button, Grid, Label, RichText, ScrollArea, Stroke, TextFormat, Ui, vec2};

use super::draw::{TAKES, names, part_words};
use super::list::{decided_words, quote_of, what};
use super::{Found, State};
use crate::gui::intent::Intent;
use crate::gui::statement_panel::shorten;
use crate::gui::theme::{self, Tokens};
use crate::model::{Anchor, Article, Span, StatementId};
use crate::review::adjudicate::{Standing, Take};
use crate::review::{Case, Kind, Part};

/// So many bytes of the text stand around the case.
const AROUND: usize = 160;
/// The width of the column of names.
const NAMES: f32 = 100.0;

pub(super) fn show(ui: &mut Ui, state: &State, intents: &mut Vec<Intent>) {
    let (Some(found), Some(case)) = (&state.found, state.case()) else {
        return;
    };
    let tokens = Tokens::of(ui);
    let number = state.shown.get(state.at).copied().unwrap_or_default();
    let standing = found.standings.get(number).unwrap_or(&Standing::Open);
    ui.add_space(4.0);
    buttons(ui, found, case, standing, intents);
    ui.add_space(8.0);
    ScrollArea::vertical()
        .id_salt("case")
        .auto_shrink([false, false])
        .show(ui, |ui| {
            let article = found.project.articles().get(&case.article);
            if let Some(article) = article {
                let title = if article.title.is_empty() {
                    "Article without a title"
                } else {
                    &article.title
                };
                ui.horizontal_wrapped(|ui| {
                    ui.label(RichText::new(title).font(theme::strong_font(13.0)));
                    ui.label(RichText::new(what(found, case)).color(tokens.soft));
                });
                ui.add_space(4.0);
                ui.add(Label::new(passage(article, found, case, tokens)).wrap());
                legend(ui, found);
            }
            ui.add_space(12.0);
            coding(ui, found, case);
        });
}

fn buttons(
    ui: &mut Ui,
    found: &Found,
    case: &Case,
    standing: &Standing,
    intents: &mut Vec<Intent>,
) {
    let tokens = Tokens::of(ui);
    let [a, b] = names(found).map(|name| shorten(name, 18));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 6.0);
        for way in &TAKES {
            let (words, help) = match way.take {
                Take::A => (
                    format!("Take {a}’s"),
                    "This version goes into the adjudicated layer",
                ),
                Take::B => (
                    format!("Take {b}’s"),
                    "This version goes into the adjudicated layer",
                ),
                Take::Both => (
                    "Take both".to_owned(),
                    "Each is a statement of the adjudicated layer",
                ),
                Take::Longer => (
                    "Take the longer".to_owned(),
                    "Whichever covers more of the text",
                ),
                Take::Neither => (
                    "Take neither".to_owned(),
                    "It should not exist: it is rejected, and stands in no layer but its own",
                ),
            };
            let fits = match way.take {
                Take::A => !case.a.is_empty(),
                Take::B => !case.b.is_empty(),
                Take::Both | Take::Longer => !case.a.is_empty() && !case.b.is_empty(),
                Take::Neither => true,
            };
            let button = Button::new(words).shortcut_text(way.key_name);
            if ui.add_enabled(fits, button).on_hover_text(help).clicked() {
                intents.push(Intent::Adjudicate(way.take, false));
            }
        }
        let edit = Button::new("Take and edit").shortcut_text("E");
        let help = "Takes the first version and opens it, to be changed in the adjudicated layer";
        if ui.add(edit).on_hover_text(help).clicked() {
            let take = if case.a.is_empty() { Take::B } else { Take::A };
            intents.push(Intent::Adjudicate(take, true));
        }
        let read = Button::new("Show in the article").shortcut_text("Enter");
        if ui.add(read).clicked() {
            intents.push(Intent::ShowCase);
        }
        let words = decided_words(standing);
        if !words.is_empty() {
            let colour = if matches!(standing, Standing::Stale(_)) {
                tokens.danger
            } else {
                tokens.soft
            };
            ui.label(RichText::new(words).color(colour));
        }
    });
}

fn spans(found: &Found, ids: &[StatementId]) -> Vec<Range<usize>> {
    let statements = ids.iter().filter_map(|id| found.project.statement(id));
    let anchors = statements.flat_map(|statement| &statement.contents);
    anchors.filter_map(Anchor::span).map(Span::range).collect()
}

/// The words around the case; what only one has is underlined, what both have is tinted too.
fn passage(article: &Article, found: &Found, case: &Case, tokens: &Tokens) -> LayoutJob {
    let text = article.text.as_str();
    let (a, b) = (spans(found, &case.a), spans(found, &case.b));
    let all = || a.iter().chain(&b);
    let start = all().map(|span| span.start).min().unwrap_or_default();
    let end = all().map(|span| span.end).max().unwrap_or_default();
    let from = text.floor_char_boundary(start.saturating_sub(AROUND));
    let from = text
        .get(from..start)
        .and_then(|before| {
            before
                .find(char::is_whitespace)
                .filter(|_| from > 0)
                .map(|at| from + at + 1)
        })
        .unwrap_or(from);
    let to = text.ceil_char_boundary((end + AROUND).min(text.len()));
    let mut borders: Vec<usize> = all().flat_map(|span| [span.start, span.end]).collect();
    borders.extend([from, to]);
    borders.sort_unstable();
    borders.dedup();
    let mut job = LayoutJob::default();
    let font = theme::reading_font(15.0);
    if from > 0 {
        job.append("… ", 0.0, TextFormat::simple(font.clone(), tokens.soft));
    }
    let mut rest = borders.iter().peekable();
    while let (Some(&at), Some(&&next)) = (rest.next(), rest.peek()) {
        let Some(words) = text.get(at..next).filter(|_| at >= from && next <= to) else {
            continue;
        };
        let covers = |spans: &[Range<usize>]| spans.iter().any(|s| s.start <= at && next <= s.end);
        let (in_a, in_b) = (covers(&a), covers(&b));
        let mut format = TextFormat::simple(
            font.clone(),
            if in_a || in_b {
                tokens.ink
            } else {
                tokens.soft
            },
        );
        let (colour, strength) = match (in_a, in_b) {
            (true, true) => (tokens.neutral, tokens.tint),
            (true, false) => (tokens.support, tokens.tint),
            (false, true) => (tokens.oppose, tokens.tint),
            (false, false) => (tokens.ink, 0.0),
        };
        if in_a || in_b {
            format.background = colour.gamma_multiply(strength);
            format.underline = Stroke::new(if in_a && in_b { 2.0 } else { 1.0 }, colour);
        }
        job.append(&words.replace('\n', " "), 0.0, format);
    }
    if to < text.len() {
        job.append(" …", 0.0, TextFormat::simple(font, tokens.soft));
    }
    job
}

/// Which colour is whose.
fn legend(ui: &mut Ui, found: &Found) {
    let tokens = Tokens::of(ui);
    let [a, b] = names(found);
    ui.horizontal_wrapped(|ui| {
        for (colour, words) in [
            (tokens.neutral, "both".to_owned()),
            (tokens.support, format!("only {a}")),
            (tokens.oppose, format!("only {b}")),
        ] {
            let (rect, _) = ui.allocate_exact_size(vec2(14.0, 12.0), egui::Sense::hover());
            ui.painter()
                .rect_filled(rect.shrink(1.0), 2.0, colour.gamma_multiply(tokens.tint));
            ui.painter()
                .hline(rect.x_range(), rect.bottom() - 1.0, (1.5, colour));
            ui.label(
                RichText::new(words)
                    .font(theme::ui_font(12.0))
                    .color(tokens.soft),
            );
            ui.add_space(8.0);
        }
    });
}

/// What each made of it, part by part; what differs is strong and has a mark.
fn coding(ui: &mut Ui, found: &Found, case: &Case) {
    let tokens = Tokens::of(ui);
    let width = ((ui.available_width() - NAMES - 40.0) / 2.0).max(90.0);
    let soft = |words: &str| RichText::new(words).color(tokens.soft);
    Grid::new("versions")
        .num_columns(3)
        .spacing(vec2(12.0, 8.0))
        .show(ui, |ui| {
            ui.label("");
            for name in names(found) {
                let name = RichText::new(name).font(theme::strong_font(13.0));
                ui.add(Label::new(name).truncate());
            }
            ui.end_row();
            name_of_row(ui, soft("Words"));
            for ids in [&case.a, &case.b] {
                ui.vertical(|ui| {
                    ui.set_width(width);
                    if ids.is_empty() {
                        ui.label(soft("nothing"));
                    }
                    for id in ids {
                        let words = shorten(&quote_of(&found.project, id), 300);
                        ui.add(
                            Label::new(RichText::new(words).font(theme::reading_font(14.0))).wrap(),
                        );
                    }
                });
            }
            ui.end_row();
            for part in Part::ALL {
                let value = |ids: &[StatementId]| -> Vec<String> {
                    let statements = ids.iter().filter_map(|id| found.project.statement(id));
                    statements
                        .map(|statement| part.words(&found.project, statement))
                        .collect()
                };
                let (of_a, of_b) = (value(&case.a), value(&case.b));
                let is_empty = |values: &[String]| values.iter().all(String::is_empty);
                let is_usual = part == Part::Target && !case.differs.contains(&part);
                if is_usual || is_empty(&of_a) && is_empty(&of_b) {
                    continue;
                }
                let differs =
                    case.differs.contains(&part) || (case.kind == Kind::Split && of_a != of_b);
                let mark = if differs {
                    format!("{}  ≠", part_words(part))
                } else {
                    part_words(part).to_owned()
                };
                name_of_row(ui, soft(&mark));
                for (values, ids) in [(of_a, &case.a), (of_b, &case.b)] {
                    ui.vertical(|ui| {
                        ui.set_width(width);
                        if ids.is_empty() {
                            ui.label("");
                        }
                        for value in values {
                            let words = if value.is_empty() {
                                "not coded"
                            } else {
                                &value
                            };
                            let font = if differs {
                                theme::strong_font(13.0)
                            } else {
                                theme::ui_font(13.0)
                            };
                            let colour = if value.is_empty() {
                                tokens.soft
                            } else {
                                tokens.ink
                            };
                            ui.add(
                                Label::new(RichText::new(words).font(font).color(colour)).wrap(),
                            );
                        }
                    });
                }
                ui.end_row();
            }
        });
}

/// Beside the first line of what stands in the row.
fn name_of_row(ui: &mut Ui, words: RichText) {
    ui.vertical(|ui| {
        ui.set_width(NAMES);
        ui.add(Label::new(words).truncate());
    });
}
