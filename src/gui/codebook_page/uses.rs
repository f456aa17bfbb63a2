//! Where a code is used: quotes that lead to their statements.

use egui::{Id, RichText, Sense, Ui, pos2, vec2};

use super::list::{height, visible};
use crate::gui::form;
use crate::gui::intent::Intent;
use crate::gui::statement_panel::shorten;
use crate::gui::theme::{self, Tokens};
use crate::model::{CodeId, Project, Statement, StatementId};

const ROW: f32 = 48.0;

/// Draws the list; only what is in view costs anything.
pub(super) fn show(
    ui: &mut Ui,
    project: &Project,
    used: &[StatementId],
    intents: &mut Vec<Intent>,
) {
    form::section(ui, "Statements");
    if used.is_empty() {
        let words = "No statement uses it";
        ui.label(RichText::new(words).color(Tokens::of(ui).soft));
        return;
    }
    let size = vec2(ui.available_width(), height(used.len(), ROW));
    let (whole, _) = ui.allocate_exact_size(size, Sense::hover());
    let clip = ui.clip_rect();
    let view = egui::Rangef::new(clip.top() - whole.top(), clip.bottom() - whole.top());
    for at in visible(view, ROW, used.len()) {
        let Some(statement) = used.get(at).and_then(|id| project.statement(id)) else {
            continue;
        };
        let corner = pos2(whole.left(), whole.top() + height(at, ROW));
        let rect = egui::Rect::from_min_size(corner, vec2(whole.width(), ROW));
        if row(ui, rect, project, statement) {
            intents.push(Intent::GoTo(statement.id.clone()));
            intents.push(Intent::Read);
        }
    }
}

/// The content of a statement in one line.
pub(super) fn quote(project: &Project, statement: &Statement) -> String {
    let Some(article) = project.articles().get(&statement.article) else {
        return String::new();
    };
    let parts = statement.contents.iter();
    let quotes: Vec<&str> = parts.map(|anchor| anchor.quote(&article.text)).collect();
    shorten(&quotes.join(" … "), 200)
}

fn row(ui: &Ui, rect: egui::Rect, project: &Project, statement: &Statement) -> bool {
    let tokens = Tokens::of(ui);
    let id = Id::unique(("use of code", &statement.id));
    let response = ui.interact(rect, id, Sense::click());
    let quote = quote(project, statement);
    response.widget_info(|| {
        let words = format!("Go to {quote}");
        egui::WidgetInfo::labeled(egui::Role::Link, true, words)
    });
    let painter = ui.painter();
    if response.hovered() {
        painter.rect_filled(rect, 0.0, tokens.accent.gamma_multiply(0.05));
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    if response.has_focus() {
        let line = egui::Stroke::new(1.0, tokens.accent);
        painter.rect_stroke(rect, 0.0, line, egui::StrokeKind::Inside);
    }
    painter.hline(rect.x_range(), rect.bottom(), (1.0, tokens.line));
    let width = rect.width() - 16.0;
    let line = |words: String, font, colour| {
        let mut job = egui::text::LayoutJob::simple_singleline(words, font, colour);
        job.wrap = egui::text::TextWrapping::truncate_at_width(width);
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let galley = line(quote, theme::reading_font(14.5), tokens.ink);
    let middle = rect.top() + 16.0 - galley.size().y / 2.0;
    painter.galley(pos2(rect.left() + 8.0, middle), galley, tokens.ink);
    let galley = line(about(project, statement), theme::ui_font(11.5), tokens.soft);
    let at = pos2(rect.left() + 8.0, rect.top() + 27.0);
    painter.galley(at, galley, tokens.soft);
    response.on_hover_text("Shows it in its article").clicked()
}

/// Who says it, where they stand, in which article.
fn about(project: &Project, statement: &Statement) -> String {
    let book = project.codebook();
    let name = |id| book.name(&id).to_owned();
    let speakers = statement.speakers.iter().cloned().map(CodeId::Speaker);
    let article = project.articles().get(&statement.article);
    let title = article.map(|article| article.title.clone());
    let parts = speakers
        .map(name)
        .chain(
            statement
                .stance
                .iter()
                .cloned()
                .map(CodeId::Stance)
                .map(name),
        )
        .chain(title);
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}
