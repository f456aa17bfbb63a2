//! Drawing the search of the project: its field, and the list of what was found.

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align, Button, Context, Key, Layout, Modifiers, Rect, RichText, ScrollArea, Sense, TextFormat,
    Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::super::words::{counted, thousands};
use super::bar::{close, field, in_sentence, line, toggles};
use super::context::Around;
use super::pane::{Found, MOST, Pane, Row};
use super::{Listed, Scope, list, pane_field};
use crate::gui::command::Command;
use crate::gui::intent::Intent;
use crate::gui::menu;
use crate::gui::rows;
use crate::gui::session::Session;
use crate::gui::statement_panel::shorten;
use crate::gui::theme::{self, Tokens};
use crate::model::search::Place;
use crate::model::{Anchor, CodeId, Project};

const ROW: f32 = 24.0;
/// Room at both sides of a row.
const SIDE: f32 = 16.0;
/// The widest field.
const FIELD: f32 = 300.0;
/// Room for a count beside the switches.
const COUNT: f32 = 170.0;

/// Draws the search below the article.
pub(in crate::gui) fn show(ui: &mut Ui, session: &mut Session, intents: &mut Vec<Intent>) {
    let mut state = std::mem::take(&mut session.search);
    ui.spacing_mut().item_spacing.y = 0.0;
    let tokens = Tokens::of(ui);
    line(ui, |ui| {
        let beside = 4.0 * 30.0 + COUNT + 28.0;
        let width = (ui.available_width() - beside).clamp(110.0, FIELD);
        let words = &mut state.pane.words;
        let field = field(ui, pane_field(), words, width, Command::SearchProject);
        if field.changed() {
            ui.ctx().request_repaint();
        }
        if field.has_focus() {
            state.over = Scope::Project;
            let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
            if pressed(Key::Escape) {
                intents.push(Intent::Read);
            } else if pressed(Key::Enter) || pressed(Key::ArrowDown) {
                let there = state.pane.marked.or_else(|| state.pane.beside(true));
                intents.extend(there.map(Intent::GoToHit));
                intents.push(Intent::Focus(list()));
            }
        }
        toggles(ui, state.options, pane_field(), intents);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let tip = "Closes the search; the table stays";
            if close(ui, "Close the search of all articles", tip) {
                intents.push(Intent::CloseSearch);
            }
            let words = RichText::new(count(&state.pane)).font(theme::ui_font(12.0));
            ui.add(egui::Label::new(words.color(tokens.soft)).truncate());
        });
    });
    body(ui, &mut state.pane, intents);
    if ui.memory(|m| m.has_focus(list())) {
        state.over = Scope::Project;
    }
    session.search = state;
}

fn count(pane: &Pane) -> String {
    let found = &pane.shown;
    if pane.words.is_empty() || pane.error.is_some() || found.project.is_none() {
        return String::new();
    }
    let hits = counted(found.hits, "hit", "hits");
    let searched = found.searched;
    if pane.is_running() {
        return format!(
            "{hits} in {} searched…",
            counted(searched, "article", "articles")
        );
    }
    if found.hits == 0 {
        return "nothing found".to_owned();
    }
    let articles = counted(found.articles, "article", "articles");
    format!("{hits} in {articles}")
}

/// What stands in the place of the list, and why.
fn instead(pane: &Pane) -> Option<String> {
    if let Some(error) = &pane.error {
        return Some(in_sentence(error));
    }
    if pane.words.is_empty() {
        let words = "Type what to look for: texts, titles, codes, notes and comments are searched";
        return Some(words.to_owned());
    }
    let nothing = pane.shown.hits == 0 && !pane.is_running();
    nothing.then(|| {
        let words = shorten(&pane.words, 40);
        format!("“{words}” is nowhere in the project: try fewer letters, or other switches above")
    })
}

fn body(ui: &mut Ui, pane: &mut Pane, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    let body = ui.available_rect_before_wrap();
    ui.painter().rect_filled(body, 0.0, tokens.paper);
    let focus = ui.interact(body, list(), Sense::focusable_noninteractive());
    focus.widget_info(|| {
        let words = format!("What was found, {}", count(pane));
        WidgetInfo::labeled(egui::Role::List, true, words)
    });
    let focused = focus.has_focus();
    if focused {
        let filter = crate::gui::complete::keeps_escape();
        ui.memory_mut(|m| m.set_focus_lock_filter(list(), filter));
    }
    if let Some(words) = instead(pane) {
        let colour = if pane.error.is_some() {
            tokens.danger
        } else {
            tokens.soft
        };
        let inside = body.shrink2(vec2(SIDE, 12.0));
        ui.scope_builder(UiBuilder::new().max_rect(inside), |ui| {
            ui.add(egui::Label::new(RichText::new(words).color(colour)).wrap());
        });
        ui.allocate_rect(body, Sense::hover());
        if focused {
            ring(ui, body, tokens);
        }
        return;
    }
    let found = std::mem::take(&mut pane.shown);
    let more = found.hits > found.listed && !pane.is_running();
    let count = found.rows.len() + usize::from(more);
    let mut area = ScrollArea::vertical()
        .id_salt("what was found")
        .auto_shrink(false);
    if let Some(offset) = reveal(pane) {
        area = area.vertical_scroll_offset(offset);
    }
    let output = area.show_rows(ui, ROW, count, |ui, shown| {
        for at in shown {
            let size = vec2(ui.available_width(), ROW);
            let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
            match (found.rows.get(at), &found.project) {
                (Some(Row::Article(article, hits)), Some(project)) => {
                    title(ui, project, *article, *hits, rect, tokens);
                }
                (Some(Row::Hit(listed)), Some(project)) => {
                    let marked = pane.marked == Some(at);
                    let place = (at, rect);
                    hit(ui, project, listed, place, (marked, focused), intents);
                }
                _ => rest(ui, &found, rect, tokens),
            }
        }
    });
    if focused && pane.marked.is_none() {
        ring(ui, body, tokens);
    }
    pane.scrolled = output.state.clamped_offset().y;
    pane.height = output.inner_rect.height();
    pane.shown = found;
}

/// How far to scroll so that a row that was gone to by a key is in view, with its article where
/// that stands just above.
fn reveal(pane: &mut Pane) -> Option<f32> {
    if !std::mem::take(&mut pane.reveal) {
        return None;
    }
    #[expect(clippy::cast_precision_loss, reason = "rows are counted in thousands")]
    let top = pane.marked? as f32 * ROW;
    if top - ROW < pane.scrolled || pane.height < ROW {
        return Some((top - ROW).max(0.0));
    }
    (top + ROW > pane.scrolled + pane.height).then_some(top + ROW - pane.height)
}

/// Around what the keys act on.
fn ring(ui: &Ui, rect: Rect, tokens: &Tokens) {
    let (inside, kind) = (rect.shrink(1.0), egui::StrokeKind::Inside);
    ui.painter()
        .rect_stroke(inside, 3.0, (1.5, tokens.accent), kind);
}

fn title(ui: &Ui, project: &Project, at: usize, hits: usize, rect: Rect, tokens: &Tokens) {
    let article = project.articles().at(at);
    let name = article.map_or("", |article| article.title.as_str());
    let name = if name.is_empty() {
        "Article without a title"
    } else {
        name
    };
    let mut job = LayoutJob::default();
    let format = |font, colour| TextFormat::simple(font, colour);
    job.append(name, 0.0, format(theme::strong_font(12.5), tokens.ink));
    let hits = counted(hits, "hit", "hits");
    job.append(&hits, 10.0, format(theme::ui_font(12.0), tokens.soft));
    one_line(ui, job, rect.shrink2(vec2(SIDE, 0.0)), tokens);
}

fn rest(ui: &Ui, found: &Found, rect: Rect, tokens: &Tokens) {
    let words = format!(
        "The first {} of {} hits are listed: more letters find fewer",
        thousands(MOST),
        thousands(found.hits)
    );
    let format = TextFormat::simple(theme::ui_font(12.5), tokens.soft);
    let job = LayoutJob::single_section(words, format);
    one_line(ui, job, rect.shrink2(vec2(SIDE, 0.0)), tokens);
}

fn hit(
    ui: &mut Ui,
    project: &Project,
    listed: &Listed,
    (at, rect): (usize, Rect),
    (marked, focused): (bool, bool),
    intents: &mut Vec<Intent>,
) {
    let tokens = Tokens::of(ui);
    let response = ui.interact(rect, list().with(at), Sense::CLICK | Sense::HOVER);
    let article = project.articles().at(listed.article);
    let words = article.map_or("", |article| listed.hit.place.words(project, article));
    let around = Around::of(words, &listed.hit.range);
    response.widget_info(|| {
        let words = format!("Hit: {}", around.whole());
        WidgetInfo::selected(egui::Role::ListItem, true, marked, words)
    });
    if marked {
        ui.painter()
            .rect_filled(rect, 0.0, tokens.accent.gamma_multiply(0.10));
    } else if response.hovered() {
        ui.painter()
            .rect_filled(rect, 0.0, tokens.accent.gamma_multiply(0.05));
    }
    if marked && focused {
        ring(ui, rect, tokens);
    }
    let font = theme::ui_font(12.5);
    let plain = |colour| TextFormat::simple(font.clone(), colour);
    let mut job = LayoutJob::default();
    let (kind, detail) = kind(project, &listed.hit.place);
    // With room between, each is read in its own direction.
    let mut room = 0.0;
    if !kind.is_empty() {
        job.append(&format!("{kind}:"), 0.0, plain(tokens.soft));
        room = 4.0;
    }
    if !around.before.is_empty() {
        let room = std::mem::take(&mut room);
        job.append(&around.before, room, plain(tokens.soft));
    }
    let found = TextFormat {
        background: tokens.hit.gamma_multiply(tokens.hit_tint),
        ..plain(tokens.ink)
    };
    job.append(&around.hit, room, found);
    job.append(&around.after, 0.0, plain(tokens.soft));
    if !detail.is_empty() {
        job.append(&format!("  ·  {detail}"), 0.0, plain(tokens.soft));
    }
    let inside = rect
        .with_min_x(rect.left() + 2.0 * SIDE)
        .with_max_x(rect.right() - SIDE);
    one_line(ui, job, inside, tokens);
    if response.clicked() {
        intents.push(Intent::GoToHit(at));
        ui.memory_mut(|m| m.request_focus(list()));
    }
    if response.secondary_clicked() {
        intents.push(Intent::GoToHit(at));
    }
    response.context_menu(|ui| {
        ui.set_width(264.0);
        if ui.add(Button::new("Read there").frame(false)).clicked() {
            intents.extend([Intent::GoToHit(at), Intent::Read]);
            ui.close();
        }
        ui.separator();
        let is_text = listed.hit.place == Place::Text;
        menu::item(ui, Command::StatementOfHit, is_text, intents);
        menu::item(ui, Command::StatementsOfHits, true, intents);
    });
}

/// What kind of place a hit stands in, unless it is the text, and of what.
fn kind(project: &Project, place: &Place) -> (&'static str, String) {
    let quote = |id| {
        let statement = project.statement(id)?;
        let article = project.articles().get(&statement.article)?;
        let spans = statement.contents.iter().filter_map(Anchor::span);
        let quote = spans.map(|span| span.quote(&article.text)).next()?;
        Some(shorten(quote, 120))
    };
    match place {
        Place::Text => ("", String::new()),
        Place::Title => ("Title", String::new()),
        Place::Code(id, CodeId::Speaker(_)) => ("Speaker", quote(id).unwrap_or_default()),
        Place::Code(id, CodeId::Topic(_)) => ("Topic", quote(id).unwrap_or_default()),
        Place::Code(id, _) => ("Stance", quote(id).unwrap_or_default()),
        Place::Note(id) => ("Note", quote(id).unwrap_or_default()),
        Place::Reason(_) => ("Review", String::new()),
        Place::Comment(..) => ("Comment", String::new()),
    }
}

fn one_line(ui: &Ui, mut job: LayoutJob, rect: Rect, tokens: &Tokens) {
    job.wrap = TextWrapping::truncate_at_width(rect.width().max(8.0));
    job.break_on_newline = false;
    let galley = ui.painter().layout_job(job);
    let y = rect.center().y - galley.size().y / 2.0;
    ui.painter()
        .galley(pos2(rect.left(), y), galley, tokens.ink);
}

/// What the keys of this frame mean while the list has the keyboard.
pub(in crate::gui) fn keys(ctx: &Context, session: &Session, intents: &mut Vec<Intent>) {
    if !ctx.memory(|m| m.has_focus(list())) {
        return;
    }
    let pane = &session.search.pane;
    let pressed = |key| ctx.input_mut(|i| i.consume_key(Modifiers::NONE, key));
    if pressed(Key::Enter) || pressed(Key::Escape) {
        intents.push(Intent::Read);
        return;
    }
    let rows = &pane.shown.rows;
    let Some(last) = rows.len().checked_sub(1) else {
        return;
    };
    let step = rows::whole(pane.height, ROW);
    for (key, to) in rows::moves(pane.marked, step, last) {
        if !pressed(key) {
            continue;
        }
        // The name of an article is passed over, the way that one goes.
        let up = matches!(key, Key::ArrowUp | Key::PageUp);
        let is_hit = |at: &usize| pane.hit(*at).is_some();
        let there = if up {
            (0..=to)
                .rev()
                .find(is_hit)
                .or_else(|| (to..=last).find(is_hit))
        } else {
            (to..=last).find(is_hit)
        };
        intents.extend(there.map(Intent::GoToHit));
    }
}
