//! All measures, then by article, pair, code and month, and what the figures mean.

use std::ops::Range;

use egui::{
    Align, Button, CollapsingHeader, Color32, Grid, Label, Layout, RichText, ScrollArea, Ui, vec2,
};

use crate::gui::compare_page::Wanted;
use crate::gui::intent::Intent;
use crate::gui::theme::{self, Tokens};
use crate::model::ArticleId;
use crate::review::report::{EXPLAINED, Table};

const ROW: f32 = 22.0;

pub(super) fn show(ui: &mut Ui, tables: &[Table], intents: &mut Vec<Intent>) {
    for of in tables {
        section(ui, of.name, |ui| table(ui, of, intents));
    }
}

fn section(ui: &mut Ui, name: &str, contents: impl FnOnce(&mut Ui)) {
    let heading = RichText::new(name).font(theme::strong_font(14.0));
    CollapsingHeader::new(heading).id_salt(name).show(ui, |ui| {
        contents(ui);
        ui.add_space(8.0);
    });
}

/// Rows of words; of articles each opens its cases. Only what is seen is drawn.
fn table(ui: &mut Ui, of: &Table, intents: &mut Vec<Intent>) {
    /// So many rows stand below one another; more scroll.
    const MANY: usize = 40;
    ui.spacing_mut().item_spacing.y = 0.0;
    let columns = Columns::of(ui, of.head.len());
    let Tokens { soft, ink, .. } = *Tokens::of(ui);
    columns.row(ui, &of.head, soft, None, intents);
    let mut rows = |ui: &mut Ui, shown: Range<usize>| {
        for at in shown {
            if let Some(row) = of.rows.get(at) {
                columns.row(ui, row, ink, of.articles.get(at), intents);
            }
        }
    };
    if of.rows.len() <= MANY {
        return rows(ui, 0..of.rows.len());
    }
    ScrollArea::vertical()
        .id_salt(of.name)
        .max_height(20.0 * ROW)
        .auto_shrink([false, true])
        .show_rows(ui, ROW, of.rows.len(), rows);
}

/// How wide the columns are, in points.
struct Columns {
    first: f32,
    rest: f32,
}

impl Columns {
    fn of(ui: &Ui, columns: usize) -> Self {
        let first = (ui.available_width() * 0.4).clamp(160.0, 420.0);
        let others = f32::from(u8::try_from(columns).unwrap_or(8)).max(2.0) - 1.0;
        let rest = ((ui.available_width() - first) / others).clamp(56.0, 150.0);
        Self { first, rest }
    }

    fn row(
        &self,
        ui: &mut Ui,
        cells: &[impl AsRef<str>],
        colour: Color32,
        article: Option<&ArticleId>,
        intents: &mut Vec<Intent>,
    ) {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            for (column, cell) in cells.iter().enumerate() {
                let width = match column {
                    0 => self.first,
                    // The last may be as long as the row.
                    _ if column + 1 == cells.len() => ui.available_width().max(self.rest),
                    _ => self.rest,
                };
                let left = Layout::left_to_right(Align::Center);
                ui.allocate_ui_with_layout(vec2(width, ROW), left, |ui| {
                    ui.set_min_size(vec2(width, ROW));
                    let words = RichText::new(cell.as_ref()).color(colour);
                    let Some(article) = article.filter(|_| column == 0) else {
                        ui.add(Label::new(words).truncate());
                        return;
                    };
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
                });
            }
        });
    }
}

/// What each measure means, in plain words.
pub(super) fn explained(ui: &mut Ui) {
    section(ui, "What the figures mean", |ui| {
        Grid::new("explained")
            .num_columns(2)
            .spacing(vec2(16.0, 8.0))
            .show(ui, |ui| {
                let tokens = Tokens::of(ui);
                for (name, words) in EXPLAINED {
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
