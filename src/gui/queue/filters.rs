//! The lines above the queue: why something waits, how much does, and which of it is listed.

use egui::containers::menu::MenuButton;
use egui::{Align, Button, Layout, RichText, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, vec2};

use super::State;
use super::rows::WHYS;
use crate::gui::command::Command;
use crate::gui::intent::Intent;
use crate::gui::menu;
use crate::gui::session::Session;
use crate::gui::statement_panel::shorten;
use crate::gui::theme::{self, Tokens};
use crate::gui::words::thousands;
use crate::review::open::Why;

const LINE: f32 = 32.0;
/// The longest name on a button, and the widest and highest menu, in points.
const NAME: usize = 22;
const MENU: f32 = 280.0;
const HIGH: f32 = 320.0;

/// Draws them.
pub(super) fn show(ui: &mut Ui, session: &Session, state: &mut State, intents: &mut Vec<Intent>) {
    let before = state.filter.clone();
    line(ui, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let close = ui.add(Button::new("×").frame(false).min_size(vec2(24.0, 24.0)));
            close.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, "Close the queue"));
            if close.on_hover_text("Closes the queue").clicked() {
                intents.push(Intent::CloseQueue);
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| whys(ui, state));
        });
    });
    line(ui, |ui| which(ui, session, state, intents));
    let tokens = Tokens::of(ui);
    let edge = ui.min_rect();
    ui.painter()
        .hline(edge.x_range(), edge.bottom(), (1.0, tokens.line));
    if state.filter != before {
        state.refresh();
        ui.ctx().request_repaint();
        intents.push(Intent::Focus(super::list()));
    }
}

fn line(ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), LINE), Sense::hover());
    let inner = rect.shrink2(vec2(8.0, 0.0));
    let layout = Layout::left_to_right(Align::Center);
    let inside = UiBuilder::new().max_rect(inner).layout(layout);
    ui.scope_builder(inside, |ui| {
        ui.set_clip_rect(ui.clip_rect().intersect(rect));
        ui.spacing_mut().item_spacing.x = 2.0;
        add(ui);
    });
}

fn whys(ui: &mut Ui, state: &mut State) {
    let tokens = Tokens::of(ui);
    ui.spacing_mut().button_padding.x = 6.0;
    for why in std::iter::once(None).chain(WHYS.map(Some)) {
        let count = state.rows.count(why);
        let chosen = state.filter.why == why;
        if count == 0 && !chosen && why.is_some() {
            continue;
        }
        let (name, help) = match why {
            None => ("All", "All that waits for you"),
            Some(Why::Returned) => (
                "Returned",
                "Your own statements that a colleague rejected, asked about or would change, and \
                 statements that somebody misses",
            ),
            Some(Why::Question) => (
                "Questions",
                "Questions and comments that wait for an answer",
            ),
            Some(Why::Changed) => ("Changed", "Coded anew after the verdict"),
            Some(Why::Unreviewed) => ("Unreviewed", "Nobody has judged them yet"),
        };
        let words = format!("{name} {}", thousands(count));
        let colour = if chosen { tokens.ink } else { tokens.soft };
        let words = RichText::new(words)
            .font(theme::ui_font(12.5))
            .color(colour);
        let button = Button::new(words)
            .selected(chosen)
            .frame_when_inactive(chosen);
        if ui.add(button).on_hover_text(help).clicked() {
            state.filter.why = why;
        }
    }
}

fn which(ui: &mut Ui, session: &Session, state: &mut State, intents: &mut Vec<Intent>) {
    let project = &session.project;
    let book = project.codebook();
    ui.spacing_mut().button_padding.x = 6.0;
    let filter = &mut state.filter;
    let (annotators, articles) = (project.annotators(), project.articles());
    let (stances, topics) = (book.stances(), book.topics());
    let name = filter.annotator.as_ref().and_then(|id| annotators.get(id));
    let name = name.map(|annotator| annotator.name.as_str());
    let of = ("Annotator", annotators.len(), name);
    choice(ui, of, &mut filter.annotator, |at| {
        let annotator = annotators.at(at)?;
        Some((annotator.id.clone(), annotator.name.clone()))
    });
    let name = filter.article.as_ref().and_then(|id| articles.get(id));
    let name = name.map(|article| article.title.as_str());
    choice(
        ui,
        ("Article", articles.len(), name),
        &mut filter.article,
        |at| {
            let article = articles.at(at)?;
            Some((article.id.clone(), article.title.clone()))
        },
    );
    let name = filter.stance.as_ref().and_then(|id| stances.get(id));
    let name = name.map(|stance| stance.name.as_str());
    choice(
        ui,
        ("Stance", stances.len(), name),
        &mut filter.stance,
        |at| {
            let stance = stances.at(at)?;
            Some((stance.id.clone(), stance.name.clone()))
        },
    );
    let name = filter.topic.as_ref().and_then(|id| topics.get(id));
    let name = name.map(|topic| topic.name.as_str());
    choice(ui, ("Topic", topics.len(), name), &mut filter.topic, |at| {
        let topic = topics.at(at)?;
        Some((topic.id.clone(), topic.name.clone()))
    });
    ui.add_space(6.0);
    let unanimous = Command::AcceptUnanimous;
    let words = RichText::new("Accept unanimous").font(theme::ui_font(12.5));
    let why = super::obstacle(session, unanimous);
    let button = Button::new(words).frame_when_inactive(false);
    let tip = why
        .clone()
        .unwrap_or_else(|| menu::tooltip(ui.ctx(), unanimous));
    let response = ui.add_enabled(why.is_none(), button);
    if response
        .on_hover_text(&tip)
        .on_disabled_hover_text(&tip)
        .clicked()
    {
        intents.push(Intent::Run(unanimous));
    }
}

/// A menu of what there is of something; only the names one sees are asked for.
fn choice<T: PartialEq + Clone>(
    ui: &mut Ui,
    (what, count, name): (&str, usize, Option<&str>),
    chosen: &mut Option<T>,
    named: impl Fn(usize) -> Option<(T, String)>,
) {
    let tokens = Tokens::of(ui);
    let words = match name {
        Some(name) => format!("{what}: {}", shorten(name, NAME)),
        None => what.to_owned(),
    };
    let colour = if name.is_some() {
        tokens.ink
    } else {
        tokens.soft
    };
    let words = RichText::new(words)
        .font(theme::ui_font(12.5))
        .color(colour);
    let button = Button::new(words)
        .selected(name.is_some())
        .frame_when_inactive(name.is_some());
    let (response, _) = MenuButton::from_button(button).ui(ui, |ui| {
        ui.set_width(MENU);
        let all = ui.add(Button::new("All").selected(chosen.is_none()).frame(false));
        if all.clicked() {
            *chosen = None;
            ui.close();
        }
        ui.separator();
        let row = ui.spacing().interact_size.y;
        let area = ScrollArea::vertical().max_height(HIGH);
        area.show_rows(ui, row, count, |ui, shown| {
            for (id, name) in shown.filter_map(&named) {
                let is_chosen = chosen.as_ref() == Some(&id);
                let button = Button::new(name)
                    .selected(is_chosen)
                    .frame(false)
                    .truncate();
                if ui.add(button).clicked() {
                    *chosen = Some(id);
                    ui.close();
                }
            }
        });
    });
    response.on_hover_text(format!("Lists only what is of one {}", what.to_lowercase()));
}
