//! What stands below the article: the table of statements, what a search found, or both as tabs.

use egui::{Button, RichText, Ui};

use super::command::Command;
use super::intent::Intent;
use super::menu;
use super::search;
use super::session::{Page, Session};
use super::statement_table;
use super::theme::{self, Tokens};

/// Whether there is anything.
pub(super) fn is_open(session: &Session) -> bool {
    let asked = session.page == Page::Article && session.search.pane.asked;
    asked || statement_table::State::is_open(session)
}

/// Whether the search is what one sees of it.
pub(super) fn shows_search(session: &Session) -> bool {
    let pane = &session.search.pane;
    pane.asked && (pane.front || !statement_table::State::is_open(session))
}

/// Draws it. There are tabs only where there is a choice.
pub(super) fn show(ui: &mut Ui, session: &mut Session, intents: &mut Vec<Intent>) {
    if session.search.pane.asked && statement_table::State::is_open(session) {
        tabs(ui, session, intents);
    }
    if shows_search(session) {
        search::show_pane(ui, session, intents);
    } else {
        statement_table::show(ui, session, intents);
    }
}

fn tabs(ui: &mut Ui, session: &Session, intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.add_space(16.0);
        ui.spacing_mut().item_spacing.x = 16.0;
        for (front, name, command) in [
            (false, "Statements", Command::ToggleTable),
            (true, "Search", Command::SearchProject),
        ] {
            let chosen = shows_search(session) == front;
            let colour = if chosen { tokens.ink } else { tokens.soft };
            let font = theme::strong_font(12.5);
            let button = Button::new(RichText::new(name).font(font).color(colour)).frame(false);
            let response = ui.add(button);
            response
                .widget_info(|| egui::WidgetInfo::selected(egui::Role::Tab, true, chosen, name));
            if chosen {
                let under = response.rect.bottom() + 1.0;
                ui.painter()
                    .hline(response.rect.x_range(), under, (2.0, tokens.accent));
            }
            let tip = menu::tooltip(ui.ctx(), command);
            if response.on_hover_text(tip).clicked() && !chosen {
                intents.push(Intent::FrontSearch(front));
            }
        }
    });
    ui.add_space(2.0);
}
