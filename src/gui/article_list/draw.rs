//! Drawing the list: its heading, the field to find one, the rows one sees.

use std::sync::Arc;

use egui::{
    Align, Button, Key, Label, Layout, Modifiers, Pos2, Rect, Response, RichText, ScrollArea,
    Sense, TextEdit, Ui, WidgetInfo, pos2, vec2,
};

use super::super::words::{statements, thousands};
use super::order::Order;
use super::{MANY, State, field, id};
use crate::gui::command::Command;
use crate::gui::intent::Intent;
use crate::gui::session::{Page, Session};
use crate::gui::theme::{self, Tokens};
use crate::gui::{complete, menu};
use crate::model::{Article, ProgressState};

/// Two lines of title, for headlines are long, and one below.
pub(super) const ROW: f32 = 64.0;

/// A line of the title.
const LINE: f32 = 17.0;
/// The line below the rows that says how many are chosen.
const FOOT: f32 = 36.0;

/// Draws the list.
pub(in super::super) fn show(ui: &mut Ui, session: &mut Session, intents: &mut Vec<Intent>) {
    let mut state = std::mem::take(&mut session.articles);
    state.refresh(session);
    contents(ui, session, &mut state, intents);
    session.articles = state;
}

fn contents(ui: &mut Ui, session: &Session, state: &mut State, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    let all = session.project.articles().len();
    heading(ui, state, all, intents);
    if all == 0 {
        let words = "No article yet. Add text files with Ctrl+Shift+O, or drop them here.";
        ui.label(RichText::new(words).color(tokens.soft));
        return;
    }
    if all > MANY || state.asked || !state.letters.is_empty() {
        find(ui, state, intents);
        state.refresh(session);
    }
    ui.spacing_mut().item_spacing.y = 0.0;
    if state.rows.ids.is_empty() {
        ui.label(RichText::new("No article has these words").color(tokens.soft));
        ui.add_space(8.0);
        if ui
            .button("Show all")
            .on_hover_text("Clears the field")
            .clicked()
        {
            state.letters.clear();
        }
        return;
    }
    let several = state.several.ids().len();
    let mut body = ui.available_rect_before_wrap();
    if several > 0 {
        body.max.y -= FOOT;
    }
    rows(ui, session, state, body, intents);
    if several > 0 {
        ui.add_space(8.0);
        ui.horizontal(|ui| {
            let words = format!("{several} articles chosen");
            ui.label(RichText::new(words).font(theme::ui_font(12.0)));
            let button = ui.button("Details");
            let help = "Sets title, outlet, date and tags of all of them at once (Ctrl+I)";
            if button.on_hover_text(help).clicked() {
                intents.push(Intent::Show(Page::Details));
            }
        });
    }
}

fn heading(ui: &mut Ui, state: &mut State, all: usize, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        let name = RichText::new("ARTICLES")
            .font(theme::strong_font(11.5))
            .color(tokens.soft)
            .extra_letter_spacing(0.8);
        ui.label(name);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let add = Button::new("+").min_size(vec2(24.0, 24.0)).frame(false);
            let add = ui.add(add);
            add.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, "Add articles"));
            let tip = menu::tooltip(ui.ctx(), Command::AddArticles);
            if add.on_hover_text(tip).clicked() {
                intents.push(Intent::Run(Command::AddArticles));
            }
            if all > 1 {
                order(ui, state);
            }
            if all > 0 {
                ui.add_space(4.0);
                let words = format!("{} of {all} done", state.rows.done);
                let words = RichText::new(words).font(theme::strong_font(11.5));
                ui.add(Label::new(words.color(tokens.soft)).truncate());
            }
        });
    });
}

fn order(ui: &mut Ui, state: &mut State) {
    let colour = if state.order == Order::Project {
        Tokens::of(ui).ink
    } else {
        Tokens::of(ui).accent
    };
    let arrows = RichText::new("↕").color(colour);
    let button = Button::new(arrows).min_size(vec2(24.0, 24.0)).frame(false);
    let (response, _) = egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        ui.set_width(184.0);
        for (order, words) in Order::ALL {
            if ui.radio(state.order == order, words).clicked() {
                state.order = order;
                ui.close();
            }
        }
    });
    let now = Order::ALL.iter().find(|(order, _)| *order == state.order);
    let now = now
        .map(|(_, words)| words.to_lowercase())
        .unwrap_or_default();
    response.widget_info(|| {
        let words = "Order of the articles";
        WidgetInfo::labeled(egui::Role::Button, true, words)
    });
    response.on_hover_text(format!("Order of the articles: {now}"));
}

fn find(ui: &mut Ui, state: &mut State, intents: &mut Vec<Intent>) {
    let last = state.rows.ids.len().saturating_sub(1);
    if ui.memory(|m| m.has_focus(field())) {
        let pressed = |key| ui.input_mut(|i| i.consume_key(Modifiers::NONE, key));
        if pressed(Key::Escape) {
            if state.letters.is_empty() {
                state.asked = false;
                intents.push(Intent::Home);
            }
            state.letters.clear();
        } else if pressed(Key::ArrowDown) {
            state.at = (state.at + 1).min(last);
        } else if pressed(Key::ArrowUp) {
            state.at = state.at.saturating_sub(1);
        } else if pressed(Key::Enter)
            && let Some(id) = state.rows.ids.get(state.at)
        {
            state.several.clear();
            intents.push(Intent::OpenArticle(id.clone()));
            intents.push(Intent::Read);
        }
    }
    ui.add_space(-4.0);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        let clear = if state.letters.is_empty() { 0.0 } else { 24.0 };
        let edit = TextEdit::singleline(&mut state.letters)
            .id(field())
            .hint_text("Find an article")
            .desired_width(ui.available_width() - clear)
            .margin(vec2(8.0, 4.0))
            .return_key(None)
            .event_filter(complete::keeps_escape());
        let response = ui.add(edit);
        complete::name(ui, &response, "Find an article");
        if response.changed() {
            state.at = 0;
        }
        let tip = menu::tooltip(ui.ctx(), Command::FindArticle);
        response.on_hover_text(format!("{tip}\nTitle, outlet, author, date, tags"));
        if clear > 0.0 {
            let button = ui.add(Button::new("×").frame(false).min_size(vec2(24.0, 24.0)));
            let words = "Clear the field";
            button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, words));
            if button
                .on_hover_text("Clear the field (Esc in it)")
                .clicked()
            {
                state.letters.clear();
            }
        }
    });
}

fn rows(ui: &mut Ui, session: &Session, state: &mut State, body: Rect, intents: &mut Vec<Intent>) {
    let focus = ui.interact(body, id(), Sense::focusable_noninteractive());
    let count = state.rows.ids.len();
    focus.widget_info(|| {
        let words = format!("Article list, {count} articles");
        WidgetInfo::labeled(egui::Role::List, true, words)
    });
    let focused = focus.has_focus();
    if focused {
        ui.memory_mut(|m| m.set_focus_lock_filter(id(), complete::keeps_escape()));
    }
    let mut area = ScrollArea::vertical()
        .id_salt("articles")
        .max_height(body.height())
        .auto_shrink(false);
    let finding = ui.memory(|m| m.has_focus(field())) && !state.letters.is_empty();
    state.at = state.at.min(count.saturating_sub(1));
    if let Some(offset) = reveal(session, state, finding) {
        area = area.vertical_scroll_offset(offset);
    }
    let ids = std::mem::take(&mut state.rows.ids);
    let output = area.show_rows(ui, ROW, count, |ui, range| {
        for (at, id) in ids.iter().enumerate().skip(range.start).take(range.len()) {
            let Some(article) = session.project.articles().get(id) else {
                continue;
            };
            let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
            let row = Row {
                rect,
                open: is_open(session, article),
                chosen: state.several.contains(id),
                focused,
                next: finding && at == state.at,
            };
            let response = row.show(ui, session, article);
            clicked(ui, &response, session, state, article, &ids, intents);
        }
    });
    state.rows.ids = ids;
    state.scrolled = output.state.clamped_offset().y;
    state.height = output.inner_rect.height();
}

fn is_open(session: &Session, article: &Article) -> bool {
    (session.reading.as_ref()).is_some_and(|reading| reading.article == article.id)
}

/// How far to scroll so that an article that was opened elsewhere, or found, comes into view.
fn reveal(session: &Session, state: &mut State, finding: bool) -> Option<f32> {
    let open = session.reading.as_ref().map(|reading| &reading.article);
    let wanted = state.several.end().or(open).cloned();
    let at = if finding {
        state.at
    } else if state.seen == wanted {
        return None;
    } else {
        state.rows.position(wanted.as_ref()?)?
    };
    state.seen = wanted;
    #[expect(clippy::cast_precision_loss, reason = "rows are counted in thousands")]
    let top = at as f32 * ROW;
    // A list that was never drawn has no height yet.
    let above = (top < state.scrolled || state.height < ROW).then_some(top);
    let below = (top + ROW > state.scrolled + state.height).then_some(top + ROW - state.height);
    above.or(below).map(|offset| offset.max(0.0))
}

fn clicked(
    ui: &Ui,
    response: &Response,
    session: &Session,
    state: &mut State,
    article: &Article,
    ids: &[crate::model::ArticleId],
    intents: &mut Vec<Intent>,
) {
    let open = session.reading.as_ref().map(|reading| &reading.article);
    if response.clicked() {
        let modifiers = ui.input(|i| i.modifiers);
        if modifiers.shift || modifiers.command {
            if modifiers.shift {
                state.several.extend(&article.id, open, ids);
            } else {
                state.several.toggle(&article.id, open);
            }
            // What was typed about the articles that were chosen before is theirs.
            intents.push(Intent::KeepFields);
            ui.memory_mut(|m| m.request_focus(id()));
        } else {
            state.several.clear();
            intents.push(Intent::OpenArticle(article.id.clone()));
            intents.push(Intent::Read);
        }
    }
    let together = if state.several.contains(&article.id) {
        state.several.ids().to_vec()
    } else {
        vec![article.id.clone()]
    };
    let one = together.len() == 1;
    response.context_menu(|ui| {
        ui.set_width(232.0);
        let item = |ui: &mut Ui, words: &str| {
            let clicked = ui.add(Button::new(words).frame(false).truncate()).clicked();
            if clicked {
                ui.close();
            }
            clicked
        };
        if item(ui, "Open") {
            state.several.clear();
            intents.push(Intent::OpenArticle(article.id.clone()));
            intents.push(Intent::Read);
        }
        let is_done = |id: &crate::model::ArticleId| {
            let article = session.project.articles().get(id);
            let me = session.me.as_ref();
            let progress = article.zip(me).and_then(|(a, me)| a.progress_of(me));
            progress == Some(ProgressState::Done)
        };
        let words = match (together.iter().all(is_done), one) {
            (false, true) => "Article done".to_owned(),
            (true, true) => "Article not done".to_owned(),
            (false, false) => format!("{} articles done", together.len()),
            (true, false) => format!("{} articles not done", together.len()),
        };
        if item(ui, &words) {
            intents.push(Intent::ToggleDone(together.clone()));
        }
        if item(ui, "Details") {
            if one {
                state.several.clear();
                intents.push(Intent::OpenArticle(article.id.clone()));
            }
            intents.push(Intent::Show(Page::Details));
        }
        ui.separator();
        let words = if one {
            "Remove article".to_owned()
        } else {
            format!("Remove {} articles", together.len())
        };
        if item(ui, &words) {
            intents.push(Intent::RemoveArticles(together.clone()));
        }
    });
}

/// How a row is drawn.
struct Row {
    rect: Rect,
    open: bool,
    /// One of several.
    chosen: bool,
    /// The list has the keyboard.
    focused: bool,
    /// Enter opens it.
    next: bool,
}

impl Row {
    fn show(&self, ui: &Ui, session: &Session, article: &Article) -> Response {
        let tokens = Tokens::of(ui);
        let rect = self.rect;
        let response = ui.interact(rect, id().with(&article.id), Sense::CLICK | Sense::HOVER);
        let title = if article.title.is_empty() {
            "Without a title"
        } else {
            &article.title
        };
        let count = session.index.count(&article.id);
        let on = self.open || self.chosen;
        response.widget_info(|| {
            let words = format!("Article {title}, {count} statements");
            WidgetInfo::selected(egui::Role::ListItem, true, on, words)
        });
        let painter = ui.painter();
        if on {
            painter.rect_filled(rect, 0.0, tokens.accent.gamma_multiply(0.10));
            let bar = Rect::from_min_size(rect.left_top(), vec2(3.0, rect.height()));
            painter.rect_filled(bar, 0.0, tokens.accent);
        } else if response.hovered() {
            painter.rect_filled(rect, 0.0, tokens.accent.gamma_multiply(0.05));
        }
        if self.next || (self.open && self.focused) {
            let inside = rect.shrink(1.0);
            let kind = egui::StrokeKind::Inside;
            painter.rect_stroke(inside, 3.0, (1.5, tokens.accent), kind);
        }
        self.words(ui, session, article, title, count, tokens);
        response.on_hover_text(format!("{title}\n{}", statements(count)))
    }

    fn words(
        &self,
        ui: &Ui,
        session: &Session,
        article: &Article,
        title: &str,
        count: usize,
        tokens: &Tokens,
    ) {
        let rect = self.rect;
        let painter = ui.painter();
        let date = article.published.as_ref().map(ToString::to_string);
        let date = date.unwrap_or_default();
        let line = |words: &str, font, colour, width| {
            let mut job = egui::text::LayoutJob::simple_singleline(words.to_owned(), font, colour);
            job.wrap = egui::text::TextWrapping::truncate_at_width(width);
            ui.fonts_mut(|fonts| fonts.layout_job(job))
        };
        let (x, right) = (rect.left() + 30.0, rect.right() - 8.0);
        let number = line(
            &thousands(count),
            theme::ui_font(12.0),
            tokens.soft,
            f32::INFINITY,
        );
        let name = self.title(ui, title, right - number.size().x - 8.0 - x, tokens);
        let has_more = !(article.outlet.is_empty() && date.is_empty());
        let height = name.size().y + if has_more { LINE } else { 0.0 };
        let top = rect.center().y - height / 2.0;
        // Mark and count stand beside the first line of the title.
        let middle = top + LINE / 2.0;
        let state = session.me.as_ref().and_then(|me| article.progress_of(me));
        progress_mark(
            ui,
            pos2(rect.left() + 16.0, middle),
            state,
            count > 0,
            tokens,
        );
        let at = pos2(right, middle) - vec2(number.size().x, number.size().y / 2.0);
        painter.galley(at, number, tokens.soft);
        let below = top + name.size().y;
        painter.galley(pos2(x, top), name, tokens.ink);
        // The outlet is cut before the date is.
        let small = theme::ui_font(11.5);
        let date = if article.outlet.is_empty() || date.is_empty() {
            date
        } else {
            format!(" · {date}")
        };
        let room = right - x;
        let date = line(&date, small.clone(), tokens.soft, room);
        let room = (room - date.size().x).max(0.0);
        let outlet = line(&article.outlet, small, tokens.soft, room);
        let at = pos2(x, below + 1.0);
        painter.galley(at + vec2(outlet.size().x, 0.0), date, tokens.soft);
        painter.galley(at, outlet, tokens.soft);
    }

    /// The title in up to two lines.
    fn title(&self, ui: &Ui, title: &str, width: f32, tokens: &Tokens) -> Arc<egui::Galley> {
        // Among several, the one that is read stands out.
        let font = if self.open && self.chosen {
            theme::strong_font(13.0)
        } else {
            theme::ui_font(13.0)
        };
        let format = egui::TextFormat {
            line_height: Some(LINE),
            ..egui::TextFormat::simple(font, tokens.ink)
        };
        let mut job = egui::text::LayoutJob::single_section(title.to_owned(), format);
        job.wrap.max_width = width;
        job.wrap.max_rows = 2;
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    }
}

/// Empty: untouched. Half: begun. Full: done.
fn progress_mark(ui: &Ui, at: Pos2, state: Option<ProgressState>, begun: bool, tokens: &Tokens) {
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

fn half(painter: &egui::Painter, at: Pos2, stroke: egui::Stroke, tokens: &Tokens) {
    painter.circle_stroke(at, 4.5, stroke);
    let left = Rect::from_min_max(at - vec2(5.0, 5.0), at + vec2(0.0, 5.0));
    painter
        .with_clip_rect(left)
        .circle_filled(at, 4.5, tokens.soft);
}
