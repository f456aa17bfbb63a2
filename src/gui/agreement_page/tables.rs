//! All measures, then by article, pair, code and month, and what the figures mean.

use egui::{Align, Button, CollapsingHeader, Grid, Label, Layout, RichText, ScrollArea, Ui, vec2};

use crate::gui::compare_page::Wanted;
use crate::gui::intent::Intent;
use crate::gui::statement_panel::shorten;
use crate::gui::theme::{self, Tokens};
use crate::model::ArticleId;
use crate::review::{Agreement, report};

pub(super) fn show(ui: &mut Ui, found: &Agreement, intents: &mut Vec<Intent>) {
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
        table(
            ui,
            "measures",
            head,
            &rows.collect::<Vec<_>>(),
            None,
            intents,
        );
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
                shorten(&a.title, 60),
                three(a.iou50_f1),
                percent(a.speaker),
                percent(a.stance),
                percent(a.topic),
                a.n.to_string(),
            ]
        });
        let ids: Vec<ArticleId> = found.by_article.iter().map(|a| a.id.clone()).collect();
        table(
            ui,
            "articles",
            head,
            &rows.collect::<Vec<_>>(),
            Some(&ids),
            intents,
        );
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
            table(ui, "pairs", head, &rows.collect::<Vec<_>>(), None, intents);
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
        table(ui, "labels", head, &rows.collect::<Vec<_>>(), None, intents);
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
            table(ui, "months", head, &rows.collect::<Vec<_>>(), None, intents);
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
    rows: &[[String; N]],
    articles: Option<&[ArticleId]>,
    intents: &mut Vec<Intent>,
) {
    const ROW: f32 = 22.0;
    let tokens = Tokens::of(ui);
    let first = (ui.available_width() * 0.4).clamp(160.0, 420.0);
    ui.spacing_mut().item_spacing.y = 0.0;
    let columns = f32::from(u8::try_from(N).unwrap_or(8)).max(2.0) - 1.0;
    let rest = ((ui.available_width() - first) / columns).clamp(56.0, 150.0);
    let width = |column: usize, room: f32| match column {
        0 => first,
        // The last may be as long as the row.
        _ if column + 1 == N => room.max(rest),
        _ => rest,
    };
    let line = |ui: &mut Ui,
                cells: &[String; N],
                strong: bool,
                link: Option<&ArticleId>,
                intents: &mut Vec<Intent>| {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            for (column, cell) in cells.iter().enumerate() {
                ui.allocate_ui_with_layout(
                    vec2(width(column, ui.available_width()), ROW),
                    Layout::left_to_right(Align::Center),
                    |ui| {
                        ui.set_min_size(vec2(width(column, ui.available_width()), ROW));
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
pub(super) fn explained(ui: &mut Ui) {
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
