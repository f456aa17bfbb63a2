//! Where everything stands in the window.

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use super::app::App;
use super::lower::Tab;
use super::session::Page;
use super::settings::{Panes, Settings};
use super::theme::Tokens;
use super::{
    agreement_page, article_list, article_view, codebook_page, compare_page, details_page,
    entry_line, layers, lower, menu, prompt, replace_page, search, statement_panel, status, toast,
    welcome,
};

/// Wide enough, in points, for the articles beside the codebook, and beside text and statement.
const WIDE: f32 = 800.0;
const READABLE: f32 = 760.0;
/// High enough, in points, for the table below the text.
const TALL: f32 = 380.0;

/// Draws the window.
pub(super) fn show(app: &mut App, ui: &mut Ui) {
    let tokens = Tokens::of(ui);
    let App {
        session,
        intents,
        jobs,
        notice,
        overlay,
        settings,
        path_prompt,
        question,
        recovery,
        halt,
        keeper,
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
            let stand = keeper.as_ref().map(super::keeper::Keeper::stand);
            let running = jobs.running();
            status::show(
                ui,
                session.as_mut(),
                running,
                stand.as_ref(),
                settings,
                intents,
            );
        });
    match (&mut *session, &*overlay) {
        (_, Some(overlay)) if overlay.hides_desk() => {}
        (None, _) => {
            CentralPanel::default()
                .frame(Frame::new().fill(tokens.paper))
                .show(ui, |ui| welcome::show(ui, settings, intents));
        }
        (Some(session), _) => desk(ui, session, settings, tokens, intents),
    }
    if let Some(overlay) = overlay {
        overlay.show(ui, session.as_ref(), settings, intents);
    }
    if let Some(notice) = notice {
        toast::show(ui.ctx(), notice, tokens, intents);
    }
    if let Some(prompt) = path_prompt {
        prompt::path(ui.ctx(), prompt, intents);
    } else if let Some(recovery) = recovery {
        super::recovery::show(ui.ctx(), recovery, intents);
    } else if let Some(halt) = halt {
        prompt::halted(ui.ctx(), halt, intents);
    } else if question.is_some() {
        let name = session
            .as_ref()
            .map(super::session::Session::name)
            .unwrap_or_default();
        prompt::unsaved(ui.ctx(), &name, intents);
    }
}

fn statement(
    ui: &mut Ui,
    session: &mut super::session::Session,
    panes: &mut Panes,
    tokens: &Tokens,
    intents: &mut Vec<super::intent::Intent>,
) {
    let frame = Frame::new()
        .fill(tokens.panel)
        .inner_margin(Margin::symmetric(16, 12));
    let widest = (ui.available_width() * 0.45).clamp(200.0, 460.0);
    // In little room it is narrower for as long as that lasts; its own width is remembered.
    if widest < panes.statement {
        Panel::right("statement in little room")
            .frame(frame)
            .resizable(false)
            .exact_size(widest)
            .show(ui, |ui| statement_panel::show(ui, session, intents));
        return;
    }
    let shown = Panel::right("statement")
        .frame(frame)
        .default_size(panes.statement)
        .size_range(256.0..=widest.max(256.0))
        .show(ui, |ui| statement_panel::show(ui, session, intents));
    panes.statement = shown.response.rect.width().round();
}

fn desk(
    ui: &mut Ui,
    session: &mut super::session::Session,
    settings: &mut Settings,
    tokens: &Tokens,
    intents: &mut Vec<super::intent::Intent>,
) {
    let look = settings.reading;
    let panes = &mut settings.panes;
    let ground = Frame::new().fill(tokens.panel);
    // Where there is little room (a small window, a large zoom) what one works in comes first:
    // the codebook is of all articles, and an article is gone to by keys and palette too.
    let room = ui.available_size();
    let has_room = match session.page {
        Page::Article => {
            room.x >= READABLE && !session.only_text || article_list::is_asked_for(session)
        }
        Page::Codebook => room.x >= WIDE,
        Page::Compare | Page::Agreement => false,
        _ => room.x >= READABLE,
    };
    if has_room {
        let articles = Panel::left("articles")
            .frame(ground.inner_margin(Margin {
                left: 0,
                right: 0,
                top: 8,
                bottom: 8,
            }))
            .default_size(panes.articles)
            .size_range(150.0..=360.0)
            .show(ui, |ui| {
                Frame::new()
                    .inner_margin(Margin::symmetric(8, 0))
                    .show(ui, |ui| {
                        article_list::show(ui, session, intents);
                    });
            });
        panes.articles = articles.response.rect.width().round();
    }
    // A page has all of the room beside the articles: the statement belongs to the text.
    // Who looks for an article in little room sees the list in its place.
    let looking = room.x < READABLE && has_room;
    // Who reads only the text sees the statement while typing in one of its fields, and a proposal.
    let busy = session.is_saying() || session.proposal().is_some();
    let shown = !session.only_text || busy || statement_panel::has_focus(ui.ctx());
    if session.page == Page::Article && !looking && shown {
        statement(ui, session, panes, tokens, intents);
    }
    if let Some(front) = lower::front(session).filter(|_| room.y >= TALL && !session.only_text) {
        let (name, height) = match front {
            Tab::Statements => ("statements", &mut panes.table),
            Tab::Search => ("found", &mut panes.found),
            Tab::Review => ("waiting", &mut panes.waiting),
            Tab::Worklists => ("worklists", &mut panes.worklists),
            Tab::Elsewhere => ("elsewhere", &mut panes.elsewhere),
        };
        let shown = Panel::bottom(name)
            .frame(ground)
            .resizable(true)
            .default_size(*height)
            .size_range(96.0..=480.0)
            .show(ui, |ui| lower::show(ui, session, intents));
        *height = shown.response.rect.height().round();
    }
    CentralPanel::default()
        .frame(Frame::new().fill(tokens.paper))
        .show(ui, |ui| {
            match session.page {
                Page::Article => {}
                Page::Codebook => return codebook_page::show(ui, session, intents),
                Page::Details => return details_page::show(ui, session, intents),
                Page::Replace => return replace_page::show(ui, session, intents),
                Page::Compare => return compare_page::show(ui, session, intents),
                Page::Agreement => return agreement_page::show(ui, session, intents),
            }
            if session.search.find.open && session.reading.is_some() {
                search::show_bar(ui, session, intents);
            }
            layers::line(ui, session, intents);
            entry_line::show(ui, session, intents);
            let article = session.article().cloned();
            let proposal = session.proposal().cloned();
            match (&mut session.reading, article) {
                (Some(reading), Some(article)) => {
                    let coding = article_view::Coding {
                        project: &session.project,
                        state: session.history.state(),
                        article: &article,
                        index: &session.index,
                        selected: session.selected.as_ref(),
                        me: session.me.as_ref(),
                        look,
                        proposals: session.proposals.open(),
                        proposal: proposal.as_ref(),
                    };
                    article_view::show(ui, &coding, reading, intents);
                }
                _ => welcome::no_article(ui, intents),
            }
        });
}
