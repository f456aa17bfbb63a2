//! Drawing a worklist: the lists on the left, the entries of one of them on the right.

use egui::{
    Button, CentralPanel, Frame, Margin, Panel, Rect, Response, RichText, ScrollArea, Sense, Ui,
    UiBuilder, WidgetInfo, pos2, vec2,
};

use super::{State, head, kinds, list};
use crate::analyse::{Entry, Worklists};
use crate::gui::command::Command;
use crate::gui::intent::Intent;
use crate::gui::session::Session;
use crate::gui::statement_table::{ring, text};
use crate::gui::theme::{self, Tokens};
use crate::gui::{complete, menu, rows};
use crate::model::Project;

pub(super) const ROW: f32 = 28.0;
/// Room at both sides of a row, and between cells.
const SIDE: f32 = 12.0;
const GAP: f32 = 12.0;
/// Wide enough, in points, for the article beside the sentence.
const WIDE: f32 = 720.0;
const ARTICLE: f32 = 180.0;

/// Draws it.
pub(in crate::gui) fn show(ui: &mut Ui, session: &mut Session, intents: &mut Vec<Intent>) {
    let mut state = std::mem::take(&mut session.worklist);
    let width = (ui.available_width() * 0.4).clamp(150.0, 264.0).round();
    let margin = Margin {
        top: 6,
        bottom: 6,
        ..Margin::ZERO
    };
    Panel::left("worklist kinds")
        .frame(Frame::new().inner_margin(margin))
        .resizable(false)
        .exact_size(width)
        .show(ui, |ui| kinds::show(ui, &state, intents));
    CentralPanel::default()
        .frame(Frame::new().fill(Tokens::of(ui).paper))
        .show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            head::show(ui, &mut state, intents);
            entries(ui, session, &mut state, intents);
        });
    session.worklist = state;
}

fn entries(ui: &mut Ui, session: &Session, state: &mut State, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    let body = ui.available_rect_before_wrap();
    let focus = ui.interact(body, list(), Sense::focusable_noninteractive());
    let count = state.rows.len();
    focus.widget_info(|| {
        let title = state.kind.map_or("", crate::analyse::Kind::title);
        let words = format!("Worklist: {title}, {count}");
        WidgetInfo::labeled(egui::Role::List, true, words)
    });
    let focused = focus.has_focus();
    if focused {
        ui.memory_mut(|m| m.set_focus_lock_filter(list(), complete::keeps_escape()));
    }
    if count == 0 {
        let inside = body.shrink2(vec2(SIDE, 10.0));
        ui.scope_builder(UiBuilder::new().max_rect(inside), |ui| {
            let words = if state.is_there() {
                "Nothing is left to do here"
            } else {
                "Looking through all articles…"
            };
            let words = RichText::new(words).color(tokens.soft);
            ui.add(egui::Label::new(words).wrap());
        });
    }
    let mut area = ScrollArea::vertical()
        .id_salt("worklist rows")
        .auto_shrink(false);
    let marked = state.marked_row();
    if std::mem::take(&mut state.reveal)
        && let Some(row) = marked
        && let Some(offset) = rows::into_view(row, ROW, state.scrolled, state.height)
    {
        area = area.vertical_scroll_offset(offset);
    }
    let output = area.show_rows(ui, ROW, count, |ui, shown| {
        for at in shown {
            let size = vec2(ui.available_width(), ROW);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            if let (Some(lists), Some(entry)) = (state.lists.get(), state.entry(at)) {
                let look = (marked == Some(at), focused);
                row(ui, session, (lists, entry), (at, rect), look, intents);
            }
        }
    });
    if focused && marked.is_none() {
        ring(ui.painter(), body, tokens);
    }
    state.scrolled = output.state.clamped_offset().y;
    state.height = output.inner_rect.height();
}

fn row(
    ui: &mut Ui,
    session: &Session,
    (lists, entry): (&Worklists, &Entry),
    (at, rect): (usize, Rect),
    (marked, focused): (bool, bool),
    intents: &mut Vec<Intent>,
) {
    let tokens = Tokens::of(ui);
    let response = ui.interact(rect, list().with(&entry.key), Sense::CLICK | Sense::HOVER);
    let project = &session.project;
    let sentence = lists.sentence(project, entry);
    let beside = beside(project, entry);
    response.widget_info(|| {
        let words = match (entry.dismissed, &beside) {
            (true, reason) => format!("{sentence} {reason}"),
            _ => sentence.clone(),
        };
        WidgetInfo::selected(egui::Role::ListItem, true, marked, words)
    });
    if marked {
        let fill = tokens.accent.gamma_multiply(0.10);
        ui.painter().rect_filled(rect, 0.0, fill);
    } else if response.hovered() {
        let fill = tokens.accent.gamma_multiply(0.05);
        ui.painter().rect_filled(rect, 0.0, fill);
    }
    if marked && focused {
        ring(ui.painter(), rect, tokens);
    }
    let inside = rect.shrink2(vec2(SIDE, 0.0));
    let wide = inside.width() > WIDE;
    let end = inside.right() - if wide { ARTICLE + GAP } else { 0.0 };
    let ink = if entry.dismissed {
        tokens.soft
    } else {
        tokens.ink
    };
    let place = Rect::from_min_max(inside.min, pos2(end, inside.bottom()));
    let mut cut = text(ui.painter(), place, &sentence, theme::ui_font(12.5), ink);
    if wide {
        let place = Rect::from_min_max(pos2(end + GAP, inside.top()), inside.max);
        let font = theme::ui_font(12.0);
        cut |= text(ui.painter(), place, &beside, font, tokens.soft);
    }
    let line = (1.0, tokens.line);
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
    let response = if cut || !wide {
        response.on_hover_text_at_pointer(format!("{sentence}\n{beside}").trim_end())
    } else {
        response
    };
    if response.clicked() || response.secondary_clicked() {
        intents.push(Intent::GoToEntry(at));
    }
    context_menu(&response, session, (entry, marked), intents);
}

/// The article of an entry; why it may stand, when it was dismissed.
fn beside(project: &Project, entry: &Entry) -> String {
    let dismissal = project.dismissal(&entry.key).filter(|_| entry.dismissed);
    if let Some(dismissal) = dismissal {
        return format!("Dismissed: {}", dismissal.reason);
    }
    let article = entry.article.as_ref();
    let article = article.and_then(|id| project.articles().get(id));
    article.map_or(String::new(), |article| article.title.clone())
}

fn context_menu(
    response: &Response,
    session: &Session,
    (entry, marked): (&Entry, bool),
    intents: &mut Vec<Intent>,
) {
    response.context_menu(|ui| {
        ui.set_width(264.0);
        // The row that was clicked is chosen by the next frame.
        if !marked {
            return;
        }
        if ui.add(Button::new("Go there").frame(false)).clicked() {
            intents.push(Intent::OpenEntry);
            ui.close();
        }
        ui.separator();
        let act = if entry.dismissed {
            Command::BringBackEntry
        } else {
            Command::DismissEntry
        };
        menu::item(ui, act, act.enabled(Some(session)), intents);
    });
}
