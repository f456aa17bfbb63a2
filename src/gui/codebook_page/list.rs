//! The list: which shelf, a search, the rows, a field for a new one.

use egui::{
    Button, Event, Id, Key, Modifiers, Popup, Response, RichText, Sense, TextEdit, Ui, pos2, vec2,
};

use super::act::Act;
use super::rows::{Row, count, detail, marked, rows, status, uses};
use super::{Item, Shelf, id};
use crate::gui::article_view::sample_line;
use crate::gui::complete;
use crate::gui::form;
use crate::gui::intent::Intent;
use crate::gui::policy;
use crate::gui::session::Session;
use crate::gui::theme::{self, Tokens};
use crate::model::{Code, CodeStatus, Project, StatementId};

const ROW: f32 = 44.0;
/// The room for what the policy of the codebook says, in points.
const NOTE: f32 = 40.0;
/// The room right of the list, in which its scroll bar stands.
const GUTTER: f32 = 16.0;

/// Draws the list.
pub(super) fn show(ui: &mut Ui, session: &mut Session, intents: &mut Vec<Intent>) {
    let width = ui.available_width() - GUTTER;
    within(ui, width, |ui| shelves(ui, session, intents));
    within(ui, width, |ui| search(ui, session, intents));
    let now = session.history.state();
    let project = session.project.clone();
    let state = &mut session.codebook;
    let key = (now, state.shelf, state.search.clone());
    let listed = state
        .rows
        .get(key, || rows(&project, state.shelf, &state.search));
    let marked = state.marked.get(now, || marked(&project));
    let gone = |item: &Item| item.name(&project).is_none();
    if state.chosen.get(&state.shelf).is_none_or(gone) {
        match listed.first() {
            Some(first) => drop(state.chosen.insert(state.shelf, first.item.clone())),
            None => drop(state.chosen.remove(&state.shelf)),
        }
    }
    let below = if policy::words(&session.project).is_some() {
        40.0 + NOTE
    } else {
        40.0
    };
    let height = (ui.available_height() - below).max(ROW);
    ui.scope(|ui| {
        ui.set_height(height);
        if listed.is_empty() {
            within(ui, width, |ui| empty(ui, session));
        } else {
            all(ui, session, width, &listed, &marked, intents);
        }
    });
    within(ui, width, |ui| add(ui, session, intents));
    if let Some(words) = policy::words(&session.project) {
        within(ui, width, |ui| form::note(ui, words));
    }
}

fn within(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui)) {
    ui.scope(|ui| {
        ui.set_max_width(width);
        contents(ui);
    });
}

fn shelves(ui: &mut Ui, session: &mut Session, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(12.0, 4.0);
        for shelf in Shelf::ALL {
            let chosen = session.codebook.shelf == shelf;
            let (font, colour) = if chosen {
                (theme::strong_font(13.0), tokens.ink)
            } else {
                (theme::ui_font(13.0), tokens.soft)
            };
            ui.spacing_mut().button_padding = vec2(0.0, 4.0);
            let words = RichText::new(shelf.name()).font(font).color(colour);
            let response = ui.add(Button::new(words).frame(false).min_size(vec2(0.0, 28.0)));
            response.widget_info(|| {
                egui::WidgetInfo::selected(egui::Role::Tab, true, chosen, shelf.name())
            });
            let under = response.rect.bottom() - 1.0;
            if chosen || response.has_focus() {
                let colour = if chosen { tokens.accent } else { tokens.soft };
                ui.painter()
                    .hline(response.rect.x_range(), under, (2.0, colour));
            }
            if response.clicked() {
                intents.push(Intent::KeepFields);
                session.codebook.shelf = shelf;
                session.codebook.search.clear();
                session.codebook.close();
                session.codebook.reveal = true;
                intents.push(Intent::Home);
            }
        }
    });
}

fn search(ui: &mut Ui, session: &mut Session, intents: &mut Vec<Intent>) {
    let field = Id::unique("codebook search");
    let state = &mut session.codebook;
    if ui.memory(|m| m.has_focus(field)) {
        let key = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        if key(Key::Escape) {
            state.search.clear();
            intents.push(Intent::Home);
        }
        if key(Key::ArrowDown) || key(Key::Enter) {
            ui.memory_mut(|m| m.request_focus(id()));
        }
    }
    let edit = TextEdit::singleline(&mut state.search)
        .id(field)
        .hint_text("Search names, aliases, definitions")
        .desired_width(f32::INFINITY)
        .margin(vec2(8.0, 5.0))
        .return_key(None)
        .event_filter(complete::keeps_escape());
    let response = ui.add(edit);
    complete::name(ui, &response, "Search the codebook");
}

fn empty(ui: &mut Ui, session: &Session) {
    let state = &session.codebook;
    let (name, one) = (state.shelf.name().to_lowercase(), state.shelf.one());
    let words = if state.search.trim().is_empty() {
        format!("No {name} yet. Type the name of a {one} below and press Enter.")
    } else {
        format!("None of the {name} fits “{}”", state.search.trim())
    };
    let label = ui.label(RichText::new(words).color(Tokens::of(ui).soft));
    // The keyboard has somewhere to be also where nothing is listed.
    let list = ui.interact(label.rect, id(), Sense::focusable_noninteractive());
    list.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ListBox, true, name.as_str()));
}

fn all(
    ui: &mut Ui,
    session: &mut Session,
    width: f32,
    listed: &[Row],
    marked: &[Shelf],
    intents: &mut Vec<Intent>,
) {
    let project = session.project.clone();
    let focused = ui.memory(|m| m.has_focus(id()));
    if focused {
        keys(ui, session, listed, intents);
    }
    let me = session.me.clone();
    let shelf = session.codebook.shelf;
    let reveal = std::mem::take(&mut session.codebook.reveal);
    let chosen = session.codebook.chosen.get(&shelf).cloned();
    let mut clicked = None;
    let mut menu_open = false;
    ui.spacing_mut().item_spacing.y = 0.0;
    egui::ScrollArea::vertical()
        .id_salt(("codebook", shelf))
        .auto_shrink(false)
        .show_viewport(ui, |ui, viewport| {
            let size = vec2(ui.available_width(), ROW * float(listed.len()));
            let (whole, _) = ui.allocate_exact_size(size, Sense::hover());
            let visible = whole.intersect(ui.clip_rect());
            let list = ui.interact(visible, id(), Sense::focusable_noninteractive());
            let name = shelf.name();
            list.widget_info(|| egui::WidgetInfo::labeled(egui::Role::ListBox, true, name));
            let rect_of = |at: usize| {
                let corner = pos2(whole.left(), whole.top() + ROW * float(at));
                egui::Rect::from_min_size(corner, vec2(width, ROW))
            };
            if reveal
                && let Some(at) = listed
                    .iter()
                    .position(|row| Some(&row.item) == chosen.as_ref())
            {
                ui.scroll_to_rect(rect_of(at), None);
            }
            for at in rows_in(viewport.y_range(), listed.len()) {
                let Some(row) = listed.get(at) else {
                    continue;
                };
                let is_chosen = Some(&row.item) == chosen.as_ref();
                let is_me = matches!(&row.item, Item::Annotator(id) if Some(id) == me.as_ref());
                let look = Look {
                    is_chosen,
                    is_me,
                    focused,
                    has_mark: marked.contains(&shelf),
                    count: count(&session.index, &row.item),
                };
                let response = draw(ui, rect_of(at), &project, row, &look);
                if response.clicked() || response.secondary_clicked() {
                    clicked = Some(row.item.clone());
                }
                let menu =
                    Popup::context_menu(&response).show(|ui| menu(ui, session, &row.item, intents));
                menu_open |= menu.is_some_and(|menu| !menu.inner);
            }
        });
    // A menu that is closed leaves the keyboard to nobody.
    let closed = std::mem::replace(&mut session.codebook.menu_open, menu_open) && !menu_open;
    if closed && ui.memory(|m| m.focused().is_none()) {
        intents.push(Intent::Home);
    }
    if let Some(item) = clicked {
        intents.push(Intent::KeepFields);
        session.codebook.choose(item);
        ui.memory_mut(|m| m.request_focus(id()));
    }
}

/// What can be done with a row; whether something was.
fn menu(ui: &mut Ui, session: &mut Session, item: &Item, intents: &mut Vec<Intent>) -> bool {
    ui.set_width(232.0);
    let project = session.project.clone();
    let first = first_use(session, item);
    let (mut begun, mut done) = (false, false);
    for section in Act::SECTIONS {
        let fit = section.iter().filter(|act| act.fits(&project, item));
        for (at, &act) in fit.enumerate() {
            if at == 0 && begun {
                ui.separator();
            }
            begun = true;
            let possible = match act {
                Act::FirstUse => first.is_some(),
                Act::Rename | Act::Merge | Act::Delete => true,
                _ => act.edit(&project, item).is_some(),
            };
            let mut button = Button::new(act.words()).frame(false);
            if let Some(key) = act.key() {
                button = button.shortcut_text(ui.ctx().format_shortcut(&key));
            }
            let response = ui.add_enabled(possible, button).on_hover_text(act.help());
            if response.clicked() {
                intents.push(Intent::KeepFields);
                ui.close();
                done = true;
                act.perform(ui.ctx(), session, item, first.as_ref(), intents);
            }
        }
    }
    done
}

fn first_use(session: &mut Session, item: &Item) -> Option<StatementId> {
    let key = (session.history.state(), item.clone());
    let (project, index) = (&session.project, &session.index);
    let used = session
        .codebook
        .uses
        .get(key, || uses(project, index, item));
    used.first().cloned()
}

/// Arrows move through the list, Enter goes to the name, others act on what is chosen.
fn keys(ui: &Ui, session: &mut Session, listed: &[Row], intents: &mut Vec<Intent>) {
    let item = session
        .codebook
        .chosen
        .get(&session.codebook.shelf)
        .cloned();
    if let Some(item) = item {
        for &act in Act::SECTIONS.into_iter().flatten() {
            let Some(key) = act.key().filter(|_| act.fits(&session.project, &item)) else {
                continue;
            };
            if ui.input_mut(|i| i.consume_shortcut(&key)) {
                let first = first_use(session, &item);
                intents.push(Intent::KeepFields);
                act.perform(ui.ctx(), session, &item, first.as_ref(), intents);
            }
        }
    }
    let filter = egui::EventFilter {
        vertical_arrows: true,
        ..egui::EventFilter::default()
    };
    ui.memory_mut(|m| m.set_focus_lock_filter(id(), filter));
    let state = &mut session.codebook;
    let chosen = state.chosen.get(&state.shelf);
    let now = listed.iter().position(|row| Some(&row.item) == chosen);
    let last = listed.len().saturating_sub(1);
    let pressed = ui.input(|i| {
        let keys = i.events.iter().filter_map(|event| match event {
            Event::Key {
                key,
                pressed: true,
                modifiers,
                ..
            } if modifiers.is_none() => Some(*key),
            _ => None,
        });
        keys.collect::<Vec<_>>()
    });
    let mut to = now;
    for key in pressed {
        to = match (key, to) {
            (Key::ArrowDown | Key::ArrowUp | Key::PageDown | Key::PageUp, None)
            | (Key::Home, _) => Some(0),
            (Key::ArrowDown, Some(at)) => Some((at + 1).min(last)),
            (Key::ArrowUp, Some(at)) => Some(at.saturating_sub(1)),
            (Key::PageDown, Some(at)) => Some((at + 10).min(last)),
            (Key::PageUp, Some(at)) => Some(at.saturating_sub(10)),
            (Key::End, _) => Some(last),
            (Key::Enter, Some(_)) => {
                if let Some(item) = state.chosen.get(&state.shelf) {
                    let name = item.name_slot().id();
                    ui.memory_mut(|m| m.request_focus(name));
                }
                to
            }
            _ => to,
        };
    }
    if to != now
        && let Some(row) = to.and_then(|at| listed.get(at))
    {
        intents.push(Intent::KeepFields);
        state.choose(row.item.clone());
    }
}

/// How a row looks.
struct Look {
    is_chosen: bool,
    is_me: bool,
    /// The list has the keyboard.
    focused: bool,
    /// There is room for a mark before the name.
    has_mark: bool,
    count: usize,
}

/// Draws a row.
fn draw(ui: &Ui, rect: egui::Rect, project: &Project, row: &Row, look: &Look) -> Response {
    let tokens = Tokens::of(ui);
    let code = match &row.item {
        Item::Code(id) => project.codebook().code(id),
        Item::Annotator(_) => None,
    };
    let name = row.item.name(project).unwrap_or_default();
    // A click only: the list as a whole has the keyboard.
    let response = ui.interact(rect, Id::unique(("codebook row", &row.item)), Sense::CLICK);
    let count = look.count;
    response.widget_info(|| {
        let words = format!("{} {name}, {}", row.item.shelf().one(), times(count));
        egui::WidgetInfo::selected(egui::Role::ListItem, true, look.is_chosen, words)
    });
    let painter = ui.painter();
    if look.is_chosen {
        painter.rect_filled(rect, 0.0, tokens.accent.gamma_multiply(0.10));
        let bar = egui::Rect::from_min_size(rect.left_top(), vec2(3.0, rect.height()));
        painter.rect_filled(bar, 0.0, tokens.accent);
        if look.focused {
            let line = egui::Stroke::new(1.0, tokens.accent);
            painter.rect_stroke(rect, 0.0, line, egui::StrokeKind::Inside);
        }
    } else if response.hovered() {
        painter.rect_filled(rect, 0.0, tokens.accent.gamma_multiply(0.05));
    }
    let retired = code.as_ref().map(status) == Some(CodeStatus::Retired);
    let about = match &code {
        Some(_) if retired => "retired".to_owned(),
        Some(code) if status(code) == CodeStatus::Proposed => "proposed".to_owned(),
        Some(code) => detail(code),
        None if look.is_me => "you".to_owned(),
        None => String::new(),
    };
    let middle = rect.top() + if about.is_empty() { ROW / 2.0 } else { 15.0 };
    let mut x = rect.left() + 12.0 + 16.0 * f32::from(row.depth.min(6));
    if let Some(code) = code.as_ref().filter(|_| look.has_mark) {
        mark(ui, pos2(x, middle), code, tokens);
        x += 20.0;
    }
    let number = painter.text(
        pos2(rect.right() - 8.0, middle),
        egui::Align2::RIGHT_CENTER,
        count.to_string(),
        theme::ui_font(12.0),
        tokens.soft,
    );
    let colour = if retired { tokens.soft } else { tokens.ink };
    let line = |words: &str, size, colour, width: f32| {
        let font = theme::ui_font(size);
        let mut job = egui::text::LayoutJob::simple_singleline(words.to_owned(), font, colour);
        job.wrap = egui::text::TextWrapping::truncate_at_width(width.max(8.0));
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let galley = line(&name, 13.0, colour, number.left() - 8.0 - x);
    painter.galley(pos2(x, middle - galley.size().y / 2.0), galley, colour);
    if !about.is_empty() {
        let galley = line(&about, 11.5, tokens.soft, rect.right() - 8.0 - x);
        painter.galley(pos2(x, rect.top() + 23.0), galley, tokens.soft);
    }
    response
}

/// The line of a stance, the colour of another code.
fn mark(ui: &Ui, at: egui::Pos2, code: &Code, tokens: &Tokens) {
    let rect = egui::Rect::from_min_size(at - vec2(0.0, 4.0), vec2(12.0, 8.0));
    let colour = match code {
        Code::Stance(stance) => {
            let (colour, pattern) = tokens.stance(Some(stance));
            sample_line(ui.painter(), rect, colour, pattern);
            return;
        }
        Code::Speaker(code) => &code.colour,
        Code::Topic(code) => &code.colour,
        Code::Field(_) => &None,
    };
    if let Some(colour) = colour {
        let square = egui::Rect::from_center_size(rect.center(), vec2(8.0, 8.0));
        ui.painter()
            .rect_filled(square, 1.0, theme::of_code(colour));
    }
}

fn add(ui: &mut Ui, session: &mut Session, intents: &mut Vec<Intent>) {
    let field = Id::unique("codebook new");
    let one = session.codebook.shelf.one();
    let draft = &mut session.codebook.adding;
    let mut enter = false;
    if ui.memory(|m| m.has_focus(field)) {
        let key = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        enter = key(Key::Enter);
        if key(Key::Escape) {
            draft.clear();
            intents.push(Intent::Home);
        }
        if draft.is_empty() {
            form::undo(ui, intents);
        }
    }
    ui.horizontal(|ui| {
        let edit = TextEdit::singleline(draft)
            .id(field)
            .hint_text(format!("New {one}"))
            .desired_width(ui.available_width() - 48.0 - 8.0)
            .margin(vec2(8.0, 5.0))
            .return_key(None)
            .event_filter(complete::keeps_escape());
        let response = ui.add(edit);
        complete::name(ui, &response, &format!("Name of a new {one}"));
        let button = Button::new("Add").min_size(vec2(48.0, 28.0));
        let can = !draft.trim().is_empty();
        let tip = format!("Adds a {one} of this name (Enter)");
        let clicked = ui.add_enabled(can, button).on_hover_text(tip).clicked();
        if (clicked || enter) && can {
            let name = draft.trim().to_owned();
            intents.push(Intent::Add(session.codebook.shelf, name));
            draft.clear();
            session.codebook.search.clear();
        }
    });
}

/// How often something is used, in words.
pub(super) fn times(count: usize) -> String {
    match count {
        0 => "not used".to_owned(),
        1 => "used once".to_owned(),
        _ => format!("used {count} times"),
    }
}

fn float(count: usize) -> f32 {
    u32::try_from(count).map_or(0.0, narrow)
}

/// A list of a million rows is still as exact as it must be.
#[expect(clippy::cast_precision_loss, reason = "rows are counted in thousands")]
fn narrow(count: u32) -> f32 {
    count as f32
}

/// The rows of a list that are in view.
fn rows_in(view: egui::Rangef, count: usize) -> std::ops::Range<usize> {
    visible(view, ROW, count)
}

/// The rows of a height that a range of points shows.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of rows, not below zero"
)]
pub(super) fn visible(view: egui::Rangef, row: f32, count: usize) -> std::ops::Range<usize> {
    let first = (view.min / row).floor().max(0.0) as usize;
    let last = (view.max / row).ceil().max(0.0) as usize;
    first.min(count)..last.min(count)
}

/// The height of a number of rows.
pub(super) fn height(rows: usize, row: f32) -> f32 {
    float(rows) * row
}
