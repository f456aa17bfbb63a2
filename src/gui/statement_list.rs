//! The statements of the article, as a table below it.

use egui::scroll_area::ScrollBarVisibility;
use egui::{Align2, Color32, FontId, Pos2, Sense, Ui, pos2, vec2};

use super::intent::Intent;
use super::session::Session;
use super::statement_panel::shorten;
use super::theme::{self, Tokens};
use crate::model::{CodeId, Form, Statement};

const ROW: f32 = 28.0;

/// Shares of the width: speaker, stance, topic, quote, form, coder.
const COLUMNS: [(&str, f32); 6] = [
    ("Speaker", 0.17),
    ("Stance", 0.13),
    ("Topic", 0.20),
    ("Quote", 0.32),
    ("Form", 0.09),
    ("Coder", 0.09),
];

/// What the table is sorted and filtered by.
#[derive(Clone, Debug, Default)]
pub struct State {}

/// Draws the table.
pub(super) fn show(ui: &mut Ui, session: &Session, intents: &mut Vec<Intent>) {
    let Some(reading) = &session.reading else {
        return;
    };
    let tokens = Tokens::of(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    // The rows leave room for the scroll bar, so the names of the columns do too.
    let width = ui.available_width() - ui.spacing().scroll.allocated_width();
    let (head, _) = ui.allocate_exact_size(vec2(width, ROW), Sense::hover());
    cells(head, |at, column, width| {
        let (name, _) = COLUMNS.get(column).copied().unwrap_or_default();
        text(ui, at, name, theme::strong_font(12.0), tokens.soft, width);
    });
    ui.painter()
        .hline(head.x_range(), head.bottom(), (1.0, tokens.line));
    let count = session.index.count(&reading.article);
    egui::ScrollArea::vertical()
        .id_salt("statements")
        .scroll_bar_visibility(ScrollBarVisibility::AlwaysVisible)
        .auto_shrink(false)
        .show_rows(ui, ROW, count, |ui, rows| {
            let ids = session
                .index
                .of_article(&reading.article)
                .skip(rows.start)
                .take(rows.len());
            for statement in ids.filter_map(|id| session.project.statement(id)) {
                row(ui, session, statement, tokens, intents);
            }
        });
}

fn row(
    ui: &mut Ui,
    session: &Session,
    statement: &Statement,
    tokens: &Tokens,
    intents: &mut Vec<Intent>,
) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let project = &session.project;
    let book = project.codebook();
    let chosen = session.selected.as_ref() == Some(&statement.id);
    let article = project.articles().get(&statement.article);
    let quotes: Vec<&str> = article.map_or_else(Vec::new, |article| {
        statement
            .contents
            .iter()
            .map(|anchor| anchor.quote(&article.text))
            .collect()
    });
    let quote = shorten(&quotes.join(" … "), 200);
    response.widget_info(|| {
        let words = format!("Statement {quote}");
        egui::WidgetInfo::selected(egui::Role::ListItem, true, chosen, words)
    });
    if chosen {
        ui.painter()
            .rect_filled(rect, 0.0, tokens.accent.gamma_multiply(0.10));
    } else if response.hovered() {
        ui.painter()
            .rect_filled(rect, 0.0, tokens.accent.gamma_multiply(0.05));
    }
    let names = |ids: &mut dyn Iterator<Item = CodeId>| {
        let names: Vec<String> = ids.map(|id| book.name(&id).to_owned()).collect();
        names.join(", ")
    };
    let speakers = names(&mut statement.speakers.iter().cloned().map(CodeId::Speaker));
    let topics = names(&mut statement.topics.iter().cloned().map(CodeId::Topic));
    let stance = statement
        .stance
        .as_ref()
        .and_then(|id| book.stances().get(id));
    let (colour, pattern) = tokens.stance(stance.map(AsRef::as_ref));
    let coder = project.annotators().get(&statement.annotator);
    cells(rect, |at, column, width| {
        let font = theme::ui_font(12.5);
        let cell = |words: &str| text(ui, at, words, font.clone(), tokens.ink, width);
        match column {
            0 => cell(&speakers),
            1 => {
                if let Some(stance) = stance {
                    let under = egui::Rect::from_min_size(at - vec2(0.0, 4.0), vec2(12.0, 8.0));
                    super::article_view::sample_line(ui.painter(), under, colour, pattern);
                    let words = &stance.name;
                    text(
                        ui,
                        at + vec2(18.0, 0.0),
                        words,
                        font,
                        tokens.ink,
                        width - 18.0,
                    );
                }
            }
            2 => cell(&topics),
            3 => cell(&quote),
            4 => cell(statement.form.map(form).unwrap_or_default()),
            _ => cell(coder.map_or("", |coder| coder.name.as_str())),
        }
    });
    ui.painter()
        .hline(rect.x_range(), rect.bottom(), (1.0, tokens.line));
    if response.clicked() {
        intents.push(Intent::GoTo(statement.id.clone()));
        intents.push(Intent::Read);
    }
}

pub(super) fn form(form: Form) -> &'static str {
    match form {
        Form::Direct => "direct",
        Form::Mixed => "mixed",
        Form::Indirect => "indirect",
        Form::FreeIndirect => "free indirect",
        Form::Reported => "reported",
    }
}

/// Calls for each cell of a row: where its text begins, its number, its width.
fn cells(row: egui::Rect, mut cell: impl FnMut(Pos2, usize, f32)) {
    let mut x = row.left() + 12.0;
    let whole = row.width() - 24.0;
    for (column, (_, share)) in COLUMNS.iter().enumerate() {
        let width = whole * share;
        cell(pos2(x, row.center().y), column, width - 12.0);
        x += width;
    }
}

fn text(ui: &Ui, at: Pos2, words: &str, font: FontId, colour: Color32, width: f32) {
    let mut job = egui::text::LayoutJob::simple_singleline(words.to_owned(), font, colour);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(8.0));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let rect = Align2::LEFT_CENTER.anchor_size(at, galley.size());
    ui.painter().galley(rect.min, galley, colour);
}
