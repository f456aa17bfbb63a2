//! Drawing the places where the same words stand.

use egui::{
    Align, Button, Layout, Rect, Response, RichText, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo,
    pos2, vec2,
};

use super::{State, list};
use crate::analyse::Occurrence;
use crate::gui::command::Command;
use crate::gui::intent::Intent;
use crate::gui::session::Session;
use crate::gui::statement_panel::{beginning, shorten};
use crate::gui::statement_table::{ring, text};
use crate::gui::theme::{self, Tokens};
use crate::gui::words::counted;
use crate::gui::{complete, menu, rows};

pub(super) const ROW: f32 = 28.0;
const LINE: f32 = 36.0;
/// Room at both sides of a row, and between cells.
const SIDE: f32 = 12.0;
const GAP: f32 = 12.0;
/// The most of a quote that is laid out for a row, in characters.
const CELL: usize = 240;
const SHARE: f32 = 76.0;
const CODED: f32 = 64.0;
const ARTICLE: f32 = 220.0;
/// Wide enough, in points, for the article beside the words.
const WIDE: f32 = 560.0;

/// Draws them.
pub(in crate::gui) fn show(ui: &mut Ui, session: &mut Session, intents: &mut Vec<Intent>) {
    let mut state = std::mem::take(&mut session.elsewhere);
    ui.spacing_mut().item_spacing.y = 0.0;
    head(ui, session, &state, intents);
    places(ui, session, &mut state, intents);
    session.elsewhere = state;
}

fn head(ui: &mut Ui, session: &Session, state: &State, intents: &mut Vec<Intent>) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let inside = UiBuilder::new()
        .max_rect(rect.shrink2(vec2(SIDE, 0.0)))
        .layout(Layout::right_to_left(Align::Center));
    ui.scope_builder(inside, |ui| {
        ui.set_clip_rect(ui.clip_rect().intersect(rect));
        ui.spacing_mut().item_spacing.x = 6.0;
        ui.spacing_mut().button_padding.x = 6.0;
        let close = ui.add(Button::new("×").frame(false).min_size(vec2(24.0, 24.0)));
        let name = "Close the same words elsewhere";
        close.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, name));
        if close.on_hover_text("Closes the list").clicked() {
            intents.push(Intent::CloseElsewhere);
        }
        for command in [Command::LinkAllRepeats, Command::CodeAllAlike] {
            let words = RichText::new(command.spec().name).font(theme::ui_font(12.5));
            let button = Button::new(words).frame_when_inactive(false);
            let enabled = command.enabled(Some(session));
            let tip = menu::tooltip(ui.ctx(), command);
            if ui.add_enabled(enabled, button).on_hover_text(tip).clicked() {
                intents.push(Intent::Run(command));
            }
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let statement = state
                .of
                .as_ref()
                .and_then(|id| session.project.statement(id));
            let article = statement.and_then(|s| session.project.articles().get(&s.article));
            let quote = statement.zip(article);
            let quote = quote.map(|(s, article)| beginning(article, &s.contents, CELL));
            let words = RichText::new(quote.unwrap_or_default()).font(theme::reading_font(14.5));
            ui.add(egui::Label::new(words).truncate());
        });
    });
    let line = (1.0, Tokens::of(ui).line);
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
}

fn places(ui: &mut Ui, session: &Session, state: &mut State, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    let body = ui.available_rect_before_wrap();
    ui.painter().rect_filled(body, 0.0, tokens.paper);
    let focus = ui.interact(body, list(), Sense::focusable_noninteractive());
    let count = state.found.len();
    focus.widget_info(|| {
        let words = format!(
            "Same words elsewhere, {}",
            counted(count, "place", "places")
        );
        WidgetInfo::labeled(egui::Role::List, true, words)
    });
    let focused = focus.has_focus();
    if focused {
        ui.memory_mut(|m| m.set_focus_lock_filter(list(), complete::keeps_escape()));
    }
    if count == 0 {
        let inside = body.shrink2(vec2(SIDE, 10.0));
        ui.scope_builder(UiBuilder::new().max_rect(inside), |ui| {
            let words = if state.is_running() {
                "Reading the words of all articles…"
            } else {
                "No other article has these words; fewer than four are not looked for"
            };
            let words = RichText::new(words).color(tokens.soft);
            ui.add(egui::Label::new(words).wrap());
        });
    }
    let mut area = ScrollArea::vertical()
        .id_salt("same words elsewhere")
        .auto_shrink(false);
    let marked = state.marked.filter(|at| *at < count);
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
            if let Some(place) = state.found.get(at) {
                let look = (marked == Some(at), focused);
                row(ui, session, place, (at, rect), look, intents);
            }
        }
    });
    if focused && marked.is_none() {
        ring(ui.painter(), body, tokens);
    }
    state.scrolled = output.state.clamped_offset().y;
    state.height = output.inner_rect.height();
}

/// What of a row is written, cell by cell.
struct Cells {
    share: String,
    words: String,
    coded: &'static str,
    article: String,
}

fn cells(session: &Session, place: &Occurrence) -> Cells {
    let project = &session.project;
    let article = project.articles().get(&place.article);
    let quotes = place.contents.iter().map(|span| {
        let quote = article.map_or("", |article| span.quote(&article.text));
        shorten(quote, CELL)
    });
    let words: Vec<String> = quotes.collect();
    let is_repeat = |id| {
        let statement = project.statement(id);
        statement.is_some_and(|statement| statement.repeats.is_some())
    };
    let date = article.and_then(|article| article.published.as_ref());
    let about = article.map(|article| article.title.clone());
    let about = about.into_iter().chain(date.map(ToString::to_string));
    Cells {
        share: if place.exact {
            "the same".to_owned()
        } else {
            format!("{} %", place.share)
        },
        words: shorten(&words.join(" … "), CELL),
        coded: match place.coded.as_slice() {
            [] => "",
            ids if ids.iter().any(is_repeat) => "repeat",
            _ => "coded",
        },
        article: about.collect::<Vec<_>>().join(" · "),
    }
}

fn row(
    ui: &mut Ui,
    session: &Session,
    place: &Occurrence,
    (at, rect): (usize, Rect),
    (marked, focused): (bool, bool),
    intents: &mut Vec<Intent>,
) {
    let tokens = Tokens::of(ui);
    let response = ui.interact(rect, list().with(at), Sense::CLICK | Sense::HOVER);
    let cells = cells(session, place);
    response.widget_info(|| {
        let all = [&cells.share, cells.coded, &cells.article, &cells.words];
        let all: Vec<&str> = all.into_iter().filter(|words| !words.is_empty()).collect();
        WidgetInfo::selected(egui::Role::ListItem, true, marked, all.join(", "))
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
    let about = if inside.width() > WIDE { ARTICLE } else { 0.0 };
    let quote = inside.width() - SHARE - CODED - about - 3.0 * GAP;
    let mut left = inside.left();
    let mut cut = false;
    for (words, width, ink) in [
        (cells.share.as_str(), SHARE, tokens.soft),
        (&cells.words, quote.max(40.0), tokens.ink),
        (cells.coded, CODED, tokens.soft),
        (&cells.article, about, tokens.soft),
    ] {
        if width > 0.0 {
            let cell = Rect::from_min_size(pos2(left, inside.top()), vec2(width, ROW));
            cut |= text(ui.painter(), cell, words, theme::ui_font(12.5), ink);
            left += width + GAP;
        }
    }
    let line = (1.0, tokens.line);
    ui.painter().hline(rect.x_range(), rect.bottom(), line);
    let response = if cut || about == 0.0 {
        response.on_hover_text_at_pointer(format!("{}\n{}", cells.words, cells.article))
    } else {
        response
    };
    if response.clicked() || response.secondary_clicked() {
        intents.push(Intent::GoToOccurrence(at));
    }
    context_menu(&response, session, marked, intents);
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
            Command::CodeAlike,
            Command::LinkRepeat,
            Command::CodeAllAlike,
            Command::LinkAllRepeats,
        ] {
            menu::item(ui, command, command.enabled(Some(session)), intents);
        }
    });
}
