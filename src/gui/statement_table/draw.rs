//! Drawing the table: its line of controls, the names of the columns, the rows one sees.

use egui::{
    Align, Align2, Button, Color32, FontId, Key, Layout, Modifiers, Pos2, Rect, Response, RichText,
    ScrollArea, Sense, TextEdit, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::super::words::{statements, thousands};
use super::column::{Column, GAP, widths};
use super::{State, filter, filter_field, id, line};
use crate::gui::command::Command;
use crate::gui::intent::Intent;
use crate::gui::menu;
use crate::gui::session::Session;
use crate::gui::statement_panel::shorten;
use crate::gui::theme::{self, Tokens};
use crate::gui::{article_view, complete};
use crate::model::Statement;

pub(super) const ROW: f32 = 28.0;
/// Room at both sides of a row.
const SIDE: f32 = 12.0;
/// The most of a quote that is laid out for a cell and its tooltip, in characters.
const CELL: usize = 240;
const TIP: usize = 1_000;

/// Draws the table.
pub(in super::super) fn show(ui: &mut Ui, session: &mut Session, intents: &mut Vec<Intent>) {
    let mut state = std::mem::take(&mut session.table);
    state.refresh(session);
    ui.spacing_mut().item_spacing.y = 0.0;
    controls(ui, session, &mut state, intents);
    // What was typed or clicked counts at once.
    state.refresh(session);
    table(ui, session, &mut state, intents);
    session.table = state;
}

/// Room for a filter and the count beside it.
const FILTER: f32 = 240.0;

/// The line above: whose statements, which of them, how many, which columns.
fn controls(ui: &mut Ui, session: &Session, state: &mut State, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 36.0), Sense::hover());
    ui.painter()
        .hline(rect.x_range(), rect.bottom(), (1.0, tokens.line));
    let inner = rect.shrink2(vec2(8.0, 0.0));
    let layout = Layout::left_to_right(Align::Center);
    ui.scope_builder(UiBuilder::new().max_rect(inner).layout(layout), |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (everywhere, words) in [(false, "This article"), (true, "All articles")] {
            let chosen = state.everywhere == everywhere;
            let colour = if chosen { tokens.ink } else { tokens.soft };
            let words = RichText::new(words)
                .font(theme::ui_font(12.5))
                .color(colour);
            let button = Button::new(words)
                .selected(chosen)
                .frame_when_inactive(chosen);
            let tip = menu::tooltip(ui.ctx(), Command::TableScope);
            if ui.add(button).on_hover_text(tip).clicked() && !chosen {
                intents.push(Intent::Run(Command::TableScope));
            }
        }
        ui.add_space(4.0);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let close = ui.add(Button::new("×").frame(false).min_size(vec2(24.0, 24.0)));
            close.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, "Close the table"));
            let tip = menu::tooltip(ui.ctx(), Command::ToggleTable);
            if close.on_hover_text(tip).clicked() {
                intents.push(Intent::Run(Command::ToggleTable));
            }
            choose_columns(ui, state);
            ui.add_space(4.0);
            let (shown, total) = (state.rows.len(), state.rows.total);
            // In little room the filter needs it more; the status line counts all of them too.
            if shown != total || ui.available_width() > FILTER {
                let words = RichText::new(count(shown, total)).font(theme::ui_font(12.0));
                ui.label(words.color(tokens.soft));
                ui.add_space(4.0);
            }
            filter_line(ui, session, state, intents);
        });
    });
}

/// Around what the keys act on.
pub(in super::super) fn ring(painter: &egui::Painter, rect: Rect, tokens: &Tokens) {
    let (inside, kind) = (rect.shrink(1.0), egui::StrokeKind::Inside);
    painter.rect_stroke(inside, 3.0, (1.5, tokens.accent), kind);
}

fn count(shown: usize, total: usize) -> String {
    if shown == total {
        statements(total)
    } else {
        format!("{} of {}", thousands(shown), thousands(total))
    }
}

fn choose_columns(ui: &mut Ui, state: &mut State) {
    let words = RichText::new("Columns").font(theme::ui_font(12.5));
    let config = egui::containers::menu::MenuConfig::new()
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside);
    let button = egui::containers::menu::MenuButton::from_button(
        Button::new(words).frame_when_inactive(false),
    );
    button.config(config).ui(ui, |ui| {
        ui.set_width(168.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        for column in Column::ALL {
            if column == Column::Article {
                ui.separator();
                let words = RichText::new("With all articles").font(theme::ui_font(11.5));
                ui.label(words.color(Tokens::of(ui).soft));
            }
            let mut seen = state.look.columns.contains(&column);
            let tick = ui.checkbox(&mut seen, column.name());
            if tick.on_hover_text(column.help()).changed() {
                state.look.columns.retain(|known| *known != column);
                if seen {
                    state.look.columns.push(column);
                }
            }
        }
    });
}

fn filter_line(ui: &mut Ui, session: &Session, state: &mut State, intents: &mut Vec<Intent>) {
    let field = filter_field();
    if ui.memory(|m| m.has_focus(field)) {
        let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        if pressed(Key::Escape) {
            if state.filter.is_empty() {
                intents.push(Intent::Read);
            }
            state.filter.clear();
        } else if pressed(Key::Enter) || pressed(Key::ArrowDown) {
            let chosen = state.seen.as_ref();
            let there = chosen.is_some_and(|id| state.rows.position(session, id).is_some());
            let first = state.rows.get(&session.index, 0);
            if let Some(first) = first.filter(|_| !there) {
                intents.push(Intent::GoTo(first.clone()));
            }
            ui.memory_mut(|m| m.request_focus(id()));
        }
    }
    if !state.filter.is_empty() {
        let clear = ui.add(Button::new("×").frame(false).min_size(vec2(20.0, 24.0)));
        clear.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, "Clear the filter"));
        if clear
            .on_hover_text("Clear the filter (Esc in it)")
            .clicked()
        {
            state.filter.clear();
        }
    }
    let edit = TextEdit::singleline(&mut state.filter)
        .id(field)
        .hint_text("Filter: words, stance:oppose, is:uncoded")
        .desired_width(ui.available_width() - 4.0)
        .margin(vec2(8.0, 4.0))
        .return_key(None)
        .event_filter(complete::keeps_escape());
    let response = ui.add(edit);
    complete::name(ui, &response, "Filter statements");
    let tip = menu::tooltip(ui.ctx(), Command::FilterTable);
    response.on_hover_text(format!("{tip}\n\n{}", filter::HELP));
}

fn table(ui: &mut Ui, session: &Session, state: &mut State, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    // The rows leave room for the scroll bar, so the names of the columns do too.
    let bar = ui.spacing().scroll.allocated_width();
    let columns = state.columns();
    let room = ui.available_width() - bar;
    let widths = widths(&columns, room - 2.0 * SIDE);
    let whole = (widths.iter().sum::<f32>() + 2.0 * SIDE).max(room);
    let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let body = ui.available_rect_before_wrap();
    ui.painter().rect_filled(body, 0.0, tokens.paper);
    let focus = ui.interact(body, id(), Sense::focusable_noninteractive());
    let shown = state.rows.len();
    focus.widget_info(|| {
        let words = format!("Statement table, {}", count(shown, state.rows.total));
        WidgetInfo::labeled(egui::Role::Table, true, words)
    });
    let focused = focus.has_focus();
    if focused {
        ui.memory_mut(|m| m.set_focus_lock_filter(id(), complete::keeps_escape()));
    }
    let fits = whole <= room + 0.5;
    let area = if fits {
        ScrollArea::vertical()
    } else {
        ScrollArea::both()
    };
    let mut area = area.id_salt("statements").auto_shrink(false);
    if let Some(offset) = reveal(session, state) {
        area = area.vertical_scroll_offset(offset);
    }
    if shown == 0 {
        empty(ui, session, state, body);
    }
    let mut shows_chosen = false;
    let output = area.show_rows(ui, ROW, shown, |ui, rows| {
        ui.set_width(whole);
        for at in rows {
            let id = state.rows.get(&session.index, at);
            let Some(statement) = id.and_then(|id| session.project.statement(id)) else {
                continue;
            };
            shows_chosen |= session.selected.as_ref() == Some(&statement.id);
            let (rect, _) = ui.allocate_exact_size(vec2(whole, ROW), Sense::hover());
            let cells = Cells {
                rect,
                columns: &columns,
                widths: &widths,
            };
            row(ui, session, state, statement, &cells, focused, intents);
        }
    });
    if focused && !shows_chosen {
        ring(ui.painter(), body, tokens);
    }
    state.scrolled = output.state.clamped_offset().y;
    state.height = output.inner_rect.height();
    let across = if fits {
        0.0
    } else {
        output.state.clamped_offset().x
    };
    let names = Cells {
        rect: Rect::from_min_size(head.min - vec2(across, 0.0), vec2(whole, ROW)),
        columns: &columns,
        widths: &widths,
    };
    header(ui, state, &names, head, tokens);
}

/// How far to scroll so that a statement that was chosen elsewhere comes into view.
fn reveal(session: &Session, state: &mut State) -> Option<f32> {
    if state.seen == session.selected {
        return None;
    }
    state.seen.clone_from(&session.selected);
    let at = state.rows.position(session, session.selected.as_ref()?)?;
    #[expect(clippy::cast_precision_loss, reason = "rows are counted in thousands")]
    let top = at as f32 * ROW;
    // A table that was just opened has no height yet.
    let above = (top < state.scrolled || state.height < ROW).then_some(top);
    let below = (top + ROW > state.scrolled + state.height).then_some(top + ROW - state.height);
    above.or(below).map(|offset| offset.max(0.0))
}

fn empty(ui: &mut Ui, session: &Session, state: &mut State, body: Rect) {
    let tokens = Tokens::of(ui);
    let unfit = state.rows.total > 0;
    let words = if unfit {
        "No statement fits the filter"
    } else if session.project.statement_count() > 0 && !state.everywhere {
        "No statement in this article yet: select words and press Enter"
    } else {
        "No statement yet: select words in the article and press Enter"
    };
    let inside = body.shrink2(vec2(SIDE, 8.0));
    ui.scope_builder(UiBuilder::new().max_rect(inside), |ui| {
        ui.horizontal(|ui| {
            ui.label(RichText::new(words).color(tokens.soft));
            if unfit
                && ui
                    .button("Show all")
                    .on_hover_text("Clears the filter")
                    .clicked()
            {
                state.filter.clear();
            }
        });
    });
}

/// Where the cells of a row stand.
struct Cells<'a> {
    rect: Rect,
    columns: &'a [Column],
    widths: &'a [f32],
}

impl Cells<'_> {
    /// Each column with its rectangle, the gap after it left out.
    fn iter(&self) -> impl Iterator<Item = (Column, Rect)> {
        let (top, mut x) = (self.rect.top(), self.rect.left() + SIDE);
        self.columns
            .iter()
            .zip(self.widths)
            .map(move |(column, width)| {
                let rect = Rect::from_min_size(pos2(x, top), vec2(width - GAP, ROW));
                x += width;
                (*column, rect)
            })
    }

    fn at(&self, x: f32) -> Option<Column> {
        let under = |(_, rect): &(Column, Rect)| (rect.left()..rect.right() + GAP).contains(&x);
        self.iter().find(under).map(|(column, _)| column)
    }
}

fn header(ui: &mut Ui, state: &mut State, cells: &Cells<'_>, clip: Rect, tokens: &Tokens) {
    let painter = ui.painter().with_clip_rect(clip.intersect(ui.clip_rect()));
    for (column, rect) in cells.iter() {
        let reach = rect.expand2(vec2(GAP / 2.0, 0.0)).intersect(clip);
        if reach.width() < 1.0 {
            continue;
        }
        let response = ui.interact(reach, id().with(("head", column)), Sense::click());
        let sort = state.sort.filter(|sort| sort.column == column);
        let how = match sort {
            None => "not sorted by it",
            Some(sort) if sort.down => "sorted downwards",
            Some(_) => "sorted upwards",
        };
        response.widget_info(|| {
            let words = format!("Sort by {}: {how}", column.name());
            WidgetInfo::labeled(egui::Role::ColumnHeader, true, words)
        });
        if response.has_focus() {
            painter.rect_stroke(
                reach.shrink(2.0),
                4.0,
                (1.5, tokens.accent),
                egui::StrokeKind::Inside,
            );
        }
        let colour = if response.hovered() || sort.is_some() {
            tokens.ink
        } else {
            tokens.soft
        };
        let arrow = match sort {
            None => "",
            Some(sort) if sort.down => " ↓",
            Some(_) => " ↑",
        };
        let words = format!("{}{arrow}", column.name());
        text(&painter, rect, &words, theme::strong_font(12.0), colour);
        let next = match sort {
            None => "Click to sort by it",
            Some(sort) if sort.down => "Click for the order of the text",
            Some(_) => "Click for the other way round",
        };
        let response = response.on_hover_text(format!("{}\n{next}", column.help()));
        if response.clicked() {
            state.sort_by(column);
        }
    }
    ui.painter()
        .hline(clip.x_range(), clip.bottom(), (1.0, tokens.line));
}

fn row(
    ui: &mut Ui,
    session: &Session,
    state: &mut State,
    statement: &Statement,
    cells: &Cells<'_>,
    focused: bool,
    intents: &mut Vec<Intent>,
) {
    let tokens = Tokens::of(ui);
    let rect = cells.rect;
    let response = ui.interact(rect, id().with(&statement.id), Sense::CLICK | Sense::HOVER);
    let chosen = session.selected.as_ref() == Some(&statement.id);
    let words = state.words(session);
    let quote = words.beginning(statement, Column::Quote, CELL);
    response.widget_info(|| {
        let words = format!("Statement {quote}");
        WidgetInfo::selected(egui::Role::ListItem, true, chosen, words)
    });
    let painter = ui.painter();
    if chosen {
        painter.rect_filled(rect, 0.0, tokens.accent.gamma_multiply(0.10));
    } else if response.hovered() {
        painter.rect_filled(rect, 0.0, tokens.accent.gamma_multiply(0.05));
    }
    if chosen && focused {
        ring(painter, rect, tokens);
    }
    let mut hidden = None;
    let hovered_at = response.hover_pos();
    for (column, cell) in cells.iter() {
        let mut place = cell;
        if column == Column::Stance && statement.stance.is_some() {
            stance_mark(ui, session, statement, cell.left_center(), tokens);
            place.min.x += 18.0;
        }
        let shown = words.beginning(statement, column, CELL);
        let cut = text(painter, place, &shown, theme::ui_font(12.5), tokens.ink);
        if cut && hovered_at.is_some_and(|at| cell.contains(at)) {
            hidden = Some(words.beginning(statement, column, TIP));
        }
    }
    painter.hline(rect.x_range(), rect.bottom(), (1.0, tokens.line));
    let response = match hidden {
        Some(words) => response.on_hover_text_at_pointer(words),
        None => response,
    };
    if response.clicked() {
        intents.push(Intent::GoTo(statement.id.clone()));
        ui.memory_mut(|m| m.request_focus(id()));
    }
    if response.secondary_clicked() {
        state.pointed = response
            .interact_pointer_pos()
            .and_then(|at| cells.at(at.x));
    }
    response_menu(&response, session, state, statement, intents);
}

fn response_menu(
    response: &Response,
    session: &Session,
    state: &mut State,
    statement: &Statement,
    intents: &mut Vec<Intent>,
) {
    response.context_menu(|ui| {
        ui.set_width(264.0);
        let item = |ui: &mut Ui, words: &str| {
            let clicked = ui.add(Button::new(words).frame(false).truncate()).clicked();
            if clicked {
                ui.close();
            }
            clicked
        };
        if item(ui, "Go to the statement") {
            intents.push(Intent::GoTo(statement.id.clone()));
            intents.push(Intent::Read);
        }
        if let Some(column) = state.pointed {
            let value = state.words(session).cell(statement, column);
            let words = if value.is_empty() {
                format!("Only rows without {}", column.name().to_lowercase())
            } else {
                format!("Only rows with “{}”", shorten(&value, 60))
            };
            if item(ui, &words) {
                filter::narrow(&mut state.filter, column, &value);
            }
        }
        if !state.filter.is_empty() && item(ui, "All rows again") {
            state.filter.clear();
        }
        ui.separator();
        if item(ui, "Copy row") {
            let columns = state.columns();
            let copied = line(&state.words(session), &columns, statement);
            ui.copy_text(copied);
        }
        menu::item(ui, Command::CopyTable, true, intents);
        ui.separator();
        if item(ui, "Delete statement") {
            intents.push(Intent::DeleteStatement(statement.id.clone()));
        }
    });
}

pub(in super::super) fn stance_mark(
    ui: &Ui,
    session: &Session,
    statement: &Statement,
    at: Pos2,
    tokens: &Tokens,
) {
    let stances = session.project.codebook().stances();
    let stance = statement.stance.as_ref().and_then(|id| stances.get(id));
    let (colour, pattern) = tokens.stance(stance.map(AsRef::as_ref));
    let under = Rect::from_min_size(at - vec2(0.0, 4.0), vec2(12.0, 8.0));
    article_view::sample_line(ui.painter(), under, colour, pattern);
}

/// Writes words into a rectangle, in one line; says whether some had to be left out.
pub(in super::super) fn text(
    painter: &egui::Painter,
    rect: Rect,
    words: &str,
    font: FontId,
    colour: Color32,
) -> bool {
    let mut job = egui::text::LayoutJob::simple_singleline(words.to_owned(), font, colour);
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width().max(8.0));
    let galley = painter.layout_job(job);
    let cut = galley.elided;
    let place = Align2::LEFT_CENTER.anchor_size(rect.left_center(), galley.size());
    painter.galley(place.min, galley, colour);
    cut
}
