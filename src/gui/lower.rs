//! What stands below the article: the table of statements, what a search found, what waits for a
//! review, what is left to do; as tabs where there are several.

use egui::{Button, RichText, Ui};

use super::command::Command;
use super::intent::Intent;
use super::session::{Page, Session};
use super::statement_table;
use super::theme::{self, Tokens};
use super::{elsewhere, menu, queue, search, worklist};

/// What can stand there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    #[default]
    Statements,
    Search,
    Review,
    Worklists,
    Elsewhere,
}

impl Tab {
    const ALL: [Self; 5] = [
        Self::Statements,
        Self::Search,
        Self::Review,
        Self::Worklists,
        Self::Elsewhere,
    ];

    fn is_there(self, session: &Session) -> bool {
        let on_article = session.page == Page::Article;
        match self {
            Self::Statements => statement_table::State::is_open(session),
            Self::Search => on_article && session.search.pane.asked,
            Self::Review => on_article && session.queue.asked,
            Self::Worklists => on_article && session.worklist.asked,
            Self::Elsewhere => on_article && session.elsewhere.of.is_some(),
        }
    }
}

/// What one sees of it, if there is anything: what one went to last, while that is there.
pub(super) fn front(session: &Session) -> Option<Tab> {
    let order = [
        session.front,
        Tab::Search,
        Tab::Review,
        Tab::Worklists,
        Tab::Elsewhere,
        Tab::Statements,
    ];
    order.into_iter().find(|tab| tab.is_there(session))
}

/// Draws it. There are tabs only where there is a choice.
pub(super) fn show(ui: &mut Ui, session: &mut Session, intents: &mut Vec<Intent>) {
    let there = Tab::ALL.into_iter().filter(|tab| tab.is_there(session));
    let there: Vec<Tab> = there.collect();
    if there.len() > 1 {
        tabs(ui, session, &there, intents);
    }
    match front(session) {
        Some(Tab::Search) => search::show_pane(ui, session, intents),
        Some(Tab::Review) => queue::show(ui, session, intents),
        Some(Tab::Worklists) => worklist::show(ui, session, intents),
        Some(Tab::Elsewhere) => elsewhere::show(ui, session, intents),
        _ => statement_table::show(ui, session, intents),
    }
}

fn tabs(ui: &mut Ui, session: &Session, there: &[Tab], intents: &mut Vec<Intent>) {
    let tokens = Tokens::of(ui);
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        ui.add_space(16.0);
        ui.spacing_mut().item_spacing.x = 16.0;
        for tab in there {
            let returned = session.queue.returned();
            let (name, command) = match tab {
                Tab::Statements => ("Statements".to_owned(), Command::ToggleTable),
                Tab::Search => ("Search".to_owned(), Command::SearchProject),
                Tab::Review if returned > 0 => {
                    let name = format!("Review: {returned} returned to you");
                    (name, Command::ShowQueue)
                }
                Tab::Review => ("Review".to_owned(), Command::ShowQueue),
                Tab::Worklists => ("Worklists".to_owned(), Command::ShowWorklists),
                Tab::Elsewhere => ("Same words elsewhere".to_owned(), Command::SameWords),
            };
            let chosen = front(session) == Some(*tab);
            let colour = if chosen { tokens.ink } else { tokens.soft };
            let font = theme::strong_font(12.5);
            let button = Button::new(RichText::new(&name).font(font).color(colour)).frame(false);
            let response = ui.add(button);
            response.widget_info(|| {
                egui::WidgetInfo::selected(egui::Role::Tab, true, chosen, name.as_str())
            });
            if chosen {
                let under = response.rect.bottom() + 1.0;
                ui.painter()
                    .hline(response.rect.x_range(), under, (2.0, tokens.accent));
            }
            let tip = menu::tooltip(ui.ctx(), command);
            if response.on_hover_text(tip).clicked() && !chosen {
                intents.push(Intent::Front(*tab));
            }
        }
    });
    ui.add_space(2.0);
}
