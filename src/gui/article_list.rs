//! The articles of the project, with how far one is.

use egui::{Button, RichText, Sense, Ui, pos2, vec2};

use super::command::Command;
use super::intent::Intent;
use super::menu;
use super::session::Session;
use super::theme::{self, Tokens};
use crate::model::{Article, ProgressState};

const ROW: f32 = 48.0;

/// Draws the list.
pub(super) fn show(ui: &mut Ui, session: &Session, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    let articles = session.project.articles();
    ui.horizontal(|ui| {
        let name = RichText::new("ARTICLES")
            .font(theme::strong_font(11.5))
            .color(tokens.soft)
            .extra_letter_spacing(0.8);
        ui.label(name);
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let add = Button::new("+").min_size(vec2(24.0, 24.0)).frame(false);
            let add = ui.add(add);
            add.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, "Add articles"));
            let tip = menu::tooltip(ui.ctx(), Command::AddArticles);
            if add.on_hover_text(tip).clicked() {
                intents.push(Intent::Run(Command::AddArticles));
            }
        });
    });
    if articles.is_empty() {
        let words = "No article yet. Add text files with Ctrl+Shift+O, or drop them here.";
        ui.label(RichText::new(words).color(tokens.soft));
        return;
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    egui::ScrollArea::vertical()
        .id_salt("articles")
        .auto_shrink(false)
        .show_rows(ui, ROW, articles.len(), |ui, rows| {
            for article in rows.filter_map(|at| articles.at(at)) {
                row(ui, session, article, tokens, intents);
            }
        });
}

fn row(
    ui: &mut Ui,
    session: &Session,
    article: &Article,
    tokens: &Tokens,
    intents: &mut Vec<Intent>,
) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let title = if article.title.is_empty() {
        "Without a title"
    } else {
        &article.title
    };
    let open = session
        .reading
        .as_ref()
        .is_some_and(|r| r.article == article.id);
    let count = session.index.count(&article.id);
    response.widget_info(|| {
        let words = format!("Article {title}, {count} statements");
        egui::WidgetInfo::selected(egui::Role::ListItem, true, open, words)
    });
    let painter = ui.painter();
    if open {
        painter.rect_filled(rect, 0.0, tokens.accent.gamma_multiply(0.10));
        let bar = egui::Rect::from_min_size(rect.left_top(), vec2(3.0, rect.height()));
        painter.rect_filled(bar, 0.0, tokens.accent);
    } else if response.hovered() {
        painter.rect_filled(rect, 0.0, tokens.accent.gamma_multiply(0.05));
    }
    let date = article.published.as_ref().map(ToString::to_string);
    let parts = [article.outlet.as_str(), date.as_deref().unwrap_or_default()];
    let about: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let middle = rect.top() + if about.is_empty() { ROW / 2.0 } else { 16.0 };
    let state = session.me.as_ref().and_then(|me| article.progress_of(me));
    progress_mark(
        ui,
        pos2(rect.left() + 16.0, middle),
        state,
        count > 0,
        tokens,
    );
    let x = rect.left() + 30.0;
    let numbers = painter.text(
        pos2(rect.right() - 8.0, middle),
        egui::Align2::RIGHT_CENTER,
        count.to_string(),
        theme::ui_font(12.0),
        tokens.soft,
    );
    let width = numbers.left() - 8.0 - x;
    let line = |words: &str, font, colour, width| {
        let mut job = egui::text::LayoutJob::simple_singleline(words.to_owned(), font, colour);
        job.wrap = egui::text::TextWrapping::truncate_at_width(width);
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let name = line(title, theme::ui_font(13.0), tokens.ink, width);
    painter.galley(pos2(x, middle - name.size().y / 2.0), name, tokens.ink);
    let about = line(
        &about.join(" · "),
        theme::ui_font(11.5),
        tokens.soft,
        rect.right() - 8.0 - x,
    );
    painter.galley(pos2(x, rect.top() + 26.0), about, tokens.soft);
    let response = response.on_hover_text(format!("{title}\n{count} statements"));
    if response.clicked() {
        intents.push(Intent::OpenArticle(article.id.clone()));
        intents.push(Intent::Read);
    }
}

/// Empty: untouched. Half: begun. Full: done.
fn progress_mark(
    ui: &Ui,
    at: egui::Pos2,
    state: Option<ProgressState>,
    begun: bool,
    tokens: &Tokens,
) {
    let painter = ui.painter();
    let stroke = egui::Stroke::new(1.2, tokens.soft);
    match state {
        Some(ProgressState::Done) => {
            painter.circle_filled(at, 4.5, tokens.ink);
        }
        Some(ProgressState::InProgress) => half(painter, at, stroke, tokens),
        _ if begun => half(painter, at, stroke, tokens),
        _ => {
            painter.circle_stroke(at, 4.5, stroke);
        }
    }
}

fn half(painter: &egui::Painter, at: egui::Pos2, stroke: egui::Stroke, tokens: &Tokens) {
    painter.circle_stroke(at, 4.5, stroke);
    let left = egui::Rect::from_min_max(at - vec2(5.0, 5.0), at + vec2(0.0, 5.0));
    painter
        .with_clip_rect(left)
        .circle_filled(at, 4.5, tokens.soft);
}
