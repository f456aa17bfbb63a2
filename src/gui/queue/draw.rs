//! Drawing the queue: its filters, and the rows one sees.

use egui::{
    Button, Color32, Rect, Response, RichText, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2,
    vec2,
};

use super::rows::Row;
use super::{State, filters, list};
use crate::gui::command::Command;
use crate::gui::intent::Intent;
use crate::gui::menu;
use crate::gui::session::Session;
use crate::gui::statement_panel::{beginning, shorten};
use crate::gui::statement_table::{ring, stance_mark, text};
use crate::gui::theme::{self, Tokens};
use crate::gui::{complete, rows, statement_panel};
use crate::model::{Project, ReviewTarget, Statement};
use crate::review::open::{On, Why};

pub(super) const ROW: f32 = 28.0;
/// Room at both sides of a row, and between cells.
const SIDE: f32 = 12.0;
const GAP: f32 = 12.0;
/// The most of a quote that is laid out for a row, in characters.
const CELL: usize = 240;
/// Wide enough, in points, for speaker, stance and topic; and for the article too.
const CODED: f32 = 560.0;
const WIDE: f32 = 860.0;

/// Draws the queue.
pub(in crate::gui) fn show(ui: &mut Ui, session: &mut Session, intents: &mut Vec<Intent>) {
    let mut state = std::mem::take(&mut session.queue);
    ui.spacing_mut().item_spacing.y = 0.0;
    filters::show(ui, session, &mut state, intents);
    rows(ui, session, &mut state, intents);
    session.queue = state;
}

fn rows(ui: &mut Ui, session: &Session, state: &mut State, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    let body = ui.available_rect_before_wrap();
    ui.painter().rect_filled(body, 0.0, tokens.paper);
    let focus = ui.interact(body, list(), Sense::focusable_noninteractive());
    let waiting = state.rows.count(None);
    focus.widget_info(|| {
        let words = format!(
            "Review queue, {} waiting",
            super::super::words::thousands(waiting)
        );
        WidgetInfo::labeled(egui::Role::List, true, words)
    });
    let focused = focus.has_focus();
    if focused {
        ui.memory_mut(|m| m.set_focus_lock_filter(list(), complete::keeps_escape()));
    }
    let count = state.rows.len();
    if count == 0 {
        let inside = body.shrink2(vec2(SIDE, 10.0));
        ui.scope_builder(UiBuilder::new().max_rect(inside), |ui| {
            let words = RichText::new(nothing(state)).color(tokens.soft);
            ui.add(egui::Label::new(words).wrap());
        });
    }
    let mut area = ScrollArea::vertical()
        .id_salt("review queue rows")
        .auto_shrink(false);
    if let Some(offset) = reveal(state) {
        area = area.vertical_scroll_offset(offset);
    }
    let output = area.show_rows(ui, ROW, count, |ui, shown| {
        for at in shown {
            let size = vec2(ui.available_width(), ROW);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            if let Some(row) = state.rows.get(at) {
                let marked = state.marked == Some(at);
                draw(ui, session, row, (at, rect), (marked, focused), intents);
            }
        }
    });
    if focused && state.marked.is_none_or(|at| at >= count) {
        ring(ui.painter(), body, tokens);
    }
    state.scrolled = output.state.clamped_offset().y;
    state.height = output.inner_rect.height();
}

fn nothing(state: &State) -> &'static str {
    if state.filter == crate::review::open::Filter::default() {
        "Nothing waits for you"
    } else {
        "Nothing waits for you with these filters"
    }
}

/// How far to scroll so that a row that was gone to by a key is in view.
fn reveal(state: &mut State) -> Option<f32> {
    let row = state.marked.filter(|_| std::mem::take(&mut state.reveal))?;
    rows::into_view(row, ROW, state.scrolled, state.height)
}

/// What of a row is written, cell by cell.
struct Cells {
    why: String,
    annotator: String,
    article: String,
    quote: String,
    speaker: String,
    stance: String,
    topic: String,
}

fn cells(project: &Project, row: &Row) -> Cells {
    let name = |id| {
        let annotator = project.annotators().get(id);
        annotator.map_or(String::new(), |annotator| annotator.name.clone())
    };
    let article = project.articles().get(&row.item.article);
    let title = article.map_or(String::new(), |article| article.title.clone());
    let why = row
        .now
        .map_or_else(|| row.done.clone(), |why| word(why).to_owned());
    let plain = |annotator, quote| Cells {
        why: why.clone(),
        annotator,
        article: title.clone(),
        quote,
        speaker: String::new(),
        stance: String::new(),
        topic: String::new(),
    };
    match &row.item.on {
        On::Statement(id) => {
            let Some((statement, article)) = project.statement(id).zip(article) else {
                return plain(String::new(), String::new());
            };
            let book = project.codebook();
            let stance = statement.stance.as_ref();
            let stance = stance.and_then(|id| book.stances().get(id));
            let topic = statement.topics.first();
            let topic = topic.and_then(|id| book.topics().get(id));
            Cells {
                speaker: statement_panel::who(project, statement).unwrap_or_default(),
                stance: stance.map_or(String::new(), |stance| stance.name.clone()),
                topic: topic.map_or(String::new(), |topic| topic.name.clone()),
                ..plain(
                    name(&statement.annotator),
                    beginning(article, &statement.contents, CELL),
                )
            }
        }
        On::Text(id) => match project.reviews().get(id) {
            Some(review) => {
                let quote = match (&review.on, article) {
                    (ReviewTarget::Text { place, .. }, Some(article)) => {
                        shorten(place.quote(&article.text), CELL)
                    }
                    _ => String::new(),
                };
                plain(name(&review.reviewer), quote)
            }
            None => plain(String::new(), String::new()),
        },
    }
}

/// Why something waits, as a row says it.
pub(super) fn word(why: Why) -> &'static str {
    match why {
        Why::Returned => "returned",
        Why::Question => "question",
        Why::Changed => "changed since",
        Why::Unreviewed => "unreviewed",
    }
}

fn draw(
    ui: &mut Ui,
    session: &Session,
    row: &Row,
    (at, rect): (usize, Rect),
    (marked, focused): (bool, bool),
    intents: &mut Vec<Intent>,
) {
    let tokens = Tokens::of(ui);
    let response = ui.interact(rect, list().with(at), Sense::CLICK | Sense::HOVER);
    let cells = cells(&session.project, row);
    response.widget_info(|| {
        let words = format!("{}, {}: {}", cells.why, cells.annotator, cells.quote);
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
    let cut = write(ui, session, row, &cells, rect, tokens);
    let under = (1.0, tokens.line);
    ui.painter().hline(rect.x_range(), rect.bottom(), under);
    let response = if cut {
        response.on_hover_text_at_pointer(tip(&cells))
    } else {
        response
    };
    if response.clicked() || response.secondary_clicked() {
        intents.push(Intent::GoToWaiting(at));
    }
    context_menu(&response, session, marked, intents);
}

/// Writes the cells for which there is room; whether some words had to be left out.
fn write(
    ui: &Ui,
    session: &Session,
    row: &Row,
    cells: &Cells,
    rect: Rect,
    tokens: &Tokens,
) -> bool {
    let waits = row.now.is_some();
    let ink = if waits { tokens.ink } else { tokens.soft };
    let why = match row.now {
        Some(Why::Returned | Why::Question) => tokens.words(tokens.accent),
        Some(_) => ink,
        None => tokens.soft,
    };
    let room = rect.width() - 2.0 * SIDE;
    let mut columns: Vec<(&str, f32, Color32)> = vec![
        (&cells.why, 92.0, why),
        (
            &cells.annotator,
            if room > CODED { 116.0 } else { 92.0 },
            ink,
        ),
    ];
    let mut after: Vec<(&str, f32, Color32)> = Vec::new();
    if room > CODED {
        after.push((&cells.speaker, 120.0, ink));
        after.push((&cells.stance, 84.0, ink));
        after.push((&cells.topic, 120.0, ink));
    }
    if room > WIDE {
        after.push((&cells.article, 180.0, ink));
    }
    let taken: f32 = columns
        .iter()
        .chain(&after)
        .map(|(_, width, _)| width + GAP)
        .sum();
    columns.push((&cells.quote, (room - taken).max(40.0), ink));
    columns.extend(after);
    let mut x = rect.left() + SIDE;
    let mut cut = false;
    for (number, (words, width, colour)) in columns.into_iter().enumerate() {
        let cell = Rect::from_min_size(pos2(x, rect.top()), vec2(width, ROW));
        let mut place = cell;
        let statement = statement(session, row).filter(|s| s.stance.is_some());
        // The fifth is the stance, where there is room for it.
        if let (4, Some(statement)) = (number, statement) {
            stance_mark(ui, session, statement, cell.left_center(), tokens);
            place.min.x += 18.0;
        }
        let font = match number {
            0 if waits => theme::strong_font(12.0),
            _ => theme::ui_font(12.5),
        };
        cut |= text(ui.painter(), place, words, font, colour);
        x += width + GAP;
    }
    cut
}

fn statement<'a>(session: &'a Session, row: &Row) -> Option<&'a Statement> {
    match &row.item.on {
        On::Statement(id) => session.project.statement(id).map(AsRef::as_ref),
        On::Text(_) => None,
    }
}

/// All of a row, for where it has no room.
fn tip(cells: &Cells) -> String {
    let coded = [&cells.speaker, &cells.stance, &cells.topic];
    let coded: Vec<&str> = coded
        .into_iter()
        .filter(|words| !words.is_empty())
        .map(String::as_str)
        .collect();
    let lines = [
        cells.quote.clone(),
        coded.join(" · "),
        format!("{} · {}", cells.annotator, cells.article),
    ];
    let lines = lines.into_iter().filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join("\n")
}

fn context_menu(response: &Response, session: &Session, marked: bool, intents: &mut Vec<Intent>) {
    response.context_menu(|ui| {
        ui.set_width(264.0);
        // The row that was clicked is chosen by the next frame.
        if !marked {
            return;
        }
        if ui.add(Button::new("Read there").frame(false)).clicked() {
            intents.push(Intent::Read);
            ui.close();
        }
        ui.separator();
        for command in [
            Command::Accept,
            Command::Reject,
            Command::Ask,
            Command::Suggest,
            Command::CommentOnStatement,
        ] {
            menu::item_of(ui, command, Some(session), intents);
        }
        ui.separator();
        for command in [
            Command::TakeSuggestion,
            Command::AnswerReview,
            Command::Resolve,
            Command::MakeExample,
            Command::MakeRule,
        ] {
            menu::item_of(ui, command, Some(session), intents);
        }
        ui.separator();
        menu::item_of(ui, Command::AcceptUnanimous, Some(session), intents);
    });
}
