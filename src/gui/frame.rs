//! Where everything stands in the window.

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use super::app::App;
use super::session::Page;
use super::status::Notice;
use super::theme::Tokens;
use super::{
    article_list, article_view, codebook_page, details_page, menu, prompt, statement_panel,
    statement_table, status, welcome,
};

/// Draws the window.
pub(super) fn show(app: &mut App, ui: &mut Ui) {
    let tokens = Tokens::of(ui);
    let App {
        session,
        intents,
        jobs,
        notice,
        path_prompt,
        question,
        ..
    } = app;
    let panel = Frame::new().fill(tokens.panel);
    Panel::top("menu")
        .frame(panel.inner_margin(Margin::symmetric(4, 4)))
        .show(ui, |ui| menu::bar(ui, session.as_ref(), intents));
    Panel::bottom("status")
        .frame(panel.inner_margin(Margin::symmetric(4, 0)))
        .exact_size(28.0)
        .show(ui, |ui| {
            status::show(ui, session.as_mut(), jobs.running(), intents);
        });
    if let Some(notice) = notice {
        Panel::bottom("notice")
            .frame(panel.inner_margin(Margin::symmetric(12, 6)))
            .show(ui, |ui| notice_line(ui, notice, tokens, intents));
    }
    match session {
        None => {
            CentralPanel::default()
                .frame(Frame::new().fill(tokens.paper))
                .show(ui, |ui| welcome::show(ui, intents));
        }
        Some(session) => desk(ui, session, tokens, intents),
    }
    if let Some(prompt) = path_prompt {
        prompt::path(ui.ctx(), prompt, intents);
    } else if question.is_some() {
        let name = session
            .as_ref()
            .map(super::session::Session::name)
            .unwrap_or_default();
        prompt::unsaved(ui.ctx(), &name, intents);
    }
}

fn desk(
    ui: &mut Ui,
    session: &mut super::session::Session,
    tokens: &Tokens,
    intents: &mut Vec<super::intent::Intent>,
) {
    let panel = Frame::new().fill(tokens.panel);
    Panel::left("articles")
        .frame(panel.inner_margin(Margin {
            left: 0,
            right: 0,
            top: 8,
            bottom: 8,
        }))
        .default_size(224.0)
        .size_range(150.0..=360.0)
        .show(ui, |ui| {
            Frame::new()
                .inner_margin(Margin::symmetric(8, 0))
                .show(ui, |ui| {
                    article_list::show(ui, session, intents);
                });
        });
    // A page has all of the room beside the articles: the statement belongs to the text.
    let reading = session.page == Page::Article;
    if reading {
        Panel::right("statement")
            .frame(panel.inner_margin(Margin::symmetric(16, 12)))
            .default_size(316.0)
            .size_range(240.0..=460.0)
            .show(ui, |ui| statement_panel::show(ui, session, intents));
    }
    if statement_table::State::is_open(session) {
        Panel::bottom("statements")
            .frame(panel)
            .resizable(true)
            .default_size(180.0)
            .size_range(96.0..=480.0)
            .show(ui, |ui| statement_table::show(ui, session, intents));
    }
    CentralPanel::default()
        .frame(Frame::new().fill(tokens.paper))
        .show(ui, |ui| {
            match session.page {
                Page::Article => {}
                Page::Codebook => return codebook_page::show(ui, session, intents),
                Page::Details => return details_page::show(ui, session, intents),
            }
            let article = session.article().cloned();
            match (&mut session.reading, article) {
                (Some(reading), Some(article)) => article_view::show(
                    ui,
                    &session.project,
                    &article,
                    &session.index,
                    reading,
                    session.selected.as_ref(),
                    intents,
                ),
                _ => welcome::no_article(ui, intents),
            }
        });
}

fn notice_line(
    ui: &mut Ui,
    notice: &Notice,
    tokens: &Tokens,
    intents: &mut Vec<super::intent::Intent>,
) {
    ui.horizontal(|ui| {
        let colour = if notice.is_error {
            tokens.danger
        } else {
            tokens.ink
        };
        ui.with_layout(egui::Layout::right_to_left(egui::Align::TOP), |ui| {
            if ui.button("Dismiss").clicked() {
                intents.push(super::intent::Intent::Dismiss);
            }
            ui.with_layout(egui::Layout::left_to_right(egui::Align::TOP), |ui| {
                let words = egui::RichText::new(&notice.words).color(colour);
                ui.add(egui::Label::new(words).wrap());
            });
        });
    });
}
