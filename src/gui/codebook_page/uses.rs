//! Where a code is used: quotes that lead to their statements.

use egui::{Id, Key, Modifiers, RichText, Sense, Ui, pos2, vec2};

use super::Item;
use super::editor::change;
use super::list::{height, visible};
use crate::edit::CodeChange;
use crate::gui::form;
use crate::gui::intent::Intent;
use crate::gui::statement_panel::beginning;
use crate::gui::theme::{self, Tokens};
use crate::model::{Code, CodeId, Project, Statement, StatementId};

const ROW: f32 = 48.0;

/// An example in the codebook is no longer than this, in characters.
const EXAMPLE: usize = 400;

/// Draws the list; only what is in view costs anything. It has the keyboard as a whole: arrows
/// move to `at`, Enter goes there, E makes the words an
/// example of the code.
pub(super) fn show(
    ui: &mut Ui,
    project: &Project,
    (item, used): (&Item, &[StatementId]),
    at: &mut usize,
    intents: &mut Vec<Intent>,
) {
    form::section(ui, "Statements");
    let Some(end) = used.len().checked_sub(1) else {
        let words = "No statement uses it";
        ui.label(RichText::new(words).color(Tokens::of(ui).soft));
        return;
    };
    let size = vec2(ui.available_width(), height(used.len(), ROW));
    let (whole, _) = ui.allocate_exact_size(size, Sense::hover());
    let rect_of = |at: usize| {
        let corner = pos2(whole.left(), whole.top() + height(at, ROW));
        egui::Rect::from_min_size(corner, vec2(whole.width(), ROW))
    };
    let list = ui.interact(whole, id(), Sense::focusable_noninteractive());
    list.widget_info(|| {
        egui::WidgetInfo::labeled(egui::Role::ListBox, true, "Statements that use it")
    });
    *at = (*at).min(end);
    let mut chosen = None;
    if list.has_focus() {
        let before = *at;
        if keys(ui, at, end) {
            chosen = used.get(*at);
        }
        if ui.input_mut(|i| i.consume_key(Modifiers::NONE, Key::E)) {
            let statement = used.get(*at).and_then(|id| project.statement(id));
            intents.extend(statement.and_then(|s| example(project, item, s)));
        }
        if *at != before || list.gained_focus() {
            ui.scroll_to_rect(rect_of(*at), None);
        }
    }
    let clip = ui.clip_rect();
    let view = egui::Rangef::new(clip.top() - whole.top(), clip.bottom() - whole.top());
    for row_at in visible(view, ROW, used.len()) {
        let Some(statement) = used.get(row_at).and_then(|id| project.statement(id)) else {
            continue;
        };
        let focused = list.has_focus() && row_at == *at;
        if row(ui, rect_of(row_at), project, statement, focused) {
            *at = row_at;
            chosen = Some(&statement.id);
        }
    }
    if let Some(id) = chosen {
        intents.push(Intent::GoTo(id.clone()));
        intents.push(Intent::Read);
    }
}

/// The id of the list, to give it the keyboard.
fn id() -> Id {
    Id::unique("uses of a code")
}

/// Moves with the arrows; whether Enter was pressed.
fn keys(ui: &Ui, at: &mut usize, last: usize) -> bool {
    let filter = egui::EventFilter {
        vertical_arrows: true,
        ..egui::EventFilter::default()
    };
    ui.memory_mut(|m| m.set_focus_lock_filter(id(), filter));
    let key = |key| ui.input_mut(|i| i.count_and_consume_key(Modifiers::NONE, key));
    *at = (*at + key(Key::ArrowDown) + 10 * key(Key::PageDown)).min(last);
    *at = at.saturating_sub(key(Key::ArrowUp) + 10 * key(Key::PageUp));
    if key(Key::Home) > 0 {
        *at = 0;
    }
    if key(Key::End) > 0 {
        *at = last;
    }
    key(Key::Enter) > 0
}

/// The words of a statement as one more example of a code; nothing where they are one already.
fn example(project: &Project, item: &Item, statement: &Statement) -> Option<Intent> {
    let Item::Code(id) = item else { return None };
    let code = project.codebook().code(id)?;
    let mut examples = match &code {
        Code::Speaker(code) => code.examples.clone(),
        Code::Stance(code) => code.examples.clone(),
        Code::Topic(code) => code.examples.clone(),
        Code::Field(_) => return None,
    };
    let article = project.articles().get(&statement.article)?;
    let quote = beginning(article, &statement.contents, EXAMPLE);
    if examples.contains(&quote) {
        return None;
    }
    examples.push(quote);
    Some(change(id, CodeChange::Examples(examples)))
}

/// The content of a statement in one line.
pub(super) fn quote(project: &Project, statement: &Statement) -> String {
    let Some(article) = project.articles().get(&statement.article) else {
        return String::new();
    };
    beginning(article, &statement.contents, 200)
}

fn row(ui: &Ui, rect: egui::Rect, project: &Project, statement: &Statement, focused: bool) -> bool {
    let tokens = Tokens::of(ui);
    let id = Id::unique(("use of code", &statement.id));
    // A click only: the list as a whole has the keyboard.
    let response = ui.interact(rect, id, Sense::CLICK);
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
    if focused {
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
    let help = "Shows it in its article (E in the list makes it an example)";
    response.on_hover_text(help).clicked()
}

/// Who says it, where they stand, in which article, when.
fn about(project: &Project, statement: &Statement) -> String {
    let book = project.codebook();
    let name = |id| book.name(&id).to_owned();
    let speakers = statement.speakers.iter().cloned().map(CodeId::Speaker);
    let article = project.articles().get(&statement.article);
    let title = article.map(|article| article.title.clone());
    let date = article.and_then(|article| article.published.as_ref());
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
        .chain(title)
        .chain(date.map(ToString::to_string));
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}
