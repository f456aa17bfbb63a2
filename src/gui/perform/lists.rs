//! Carrying out what belongs to the statement table and to the list of articles, and going round
//! the panes.

use std::path::Path;
use std::sync::Arc;

use egui::Context;

use super::super::app::App;
use super::super::article_view;
use super::super::dialogs::Request;
use super::super::jobs::name;
use super::super::lower::{self, Tab};
use super::super::replace_page::{Fate, Preview};
use super::super::session::{Page, Session};
use super::super::statement_table::{self, State as Table};
use super::super::{
    article_list, elsewhere, proposals, queue, search, statement_panel, words, worklist,
};
use crate::edit::{self, ArticleChange, Edit};
use crate::foreign::ForeignError;
use crate::model::{Article, ArticleId, Progress, ProgressState};
use crate::text::Text;

impl App {
    /// The keys of the list that has the keyboard come before those of commands.
    pub(super) fn list_keys(&mut self, ctx: &Context) {
        if let Some(session) = &mut self.session {
            queue::keys(ctx, session, &mut self.intents);
            worklist::keys(ctx, session, &mut self.intents);
            elsewhere::keys(ctx, session, &mut self.intents);
            proposals::keys(ctx, session, &mut self.intents);
            statement_table::keys(ctx, session, &mut self.intents);
            search::keys(ctx, session, &mut self.intents);
            article_list::keys(ctx, session, &mut self.intents);
        }
    }

    pub(super) fn toggle_table(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        // On another page there is no table to close: one wants to see it.
        let before = lower::front(session);
        session.front = Tab::Statements;
        let behind = matches!(
            before,
            Some(Tab::Search | Tab::Review | Tab::Worklists | Tab::Elsewhere)
        );
        let open = behind || !Table::is_open(session);
        session.table.look.open = Some(open);
        if session.page != Page::Article || !open {
            self.show(Page::Article);
        }
    }

    pub(super) fn table_scope(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        session.table.everywhere = !session.table.everywhere;
        self.open_table();
    }

    pub(super) fn filter_table(&mut self) {
        self.open_table();
        self.focus = Some(statement_table::filter_field());
    }

    fn open_table(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        session.table.look.open = Some(true);
        session.front = Tab::Statements;
        if session.page != Page::Article {
            self.show(Page::Article);
        }
    }

    pub(super) fn copy_table(&mut self, ctx: &Context) {
        let Some(session) = &mut self.session else {
            return;
        };
        let (rows, copied) = statement_table::copied(session);
        ctx.copy_text(copied);
        self.tell(match rows {
            1 => "Copied 1 row".to_owned(),
            rows => format!("Copied {rows} rows"),
        });
    }
}

impl App {
    pub(super) fn find_article(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        article_list::ask(session);
        // Beside the codebook there may be no room for the list.
        if session.page == Page::Codebook {
            self.show(Page::Article);
        }
        self.focus = Some(article_list::field());
    }

    /// Gives the keyboard to the pane beside the one that has it, among those that are shown.
    pub(super) fn go_round(&mut self, ctx: &Context, forward: bool) {
        let page = self.session.as_ref().map(|session| session.page);
        let page = super::page_id(page.unwrap_or_default());
        let (list, panel, table, found, waiting, left) = (
            article_list::id(),
            statement_panel::speaker_field(),
            statement_table::id(),
            search::list(),
            queue::list(),
            worklist::list(),
        );
        let shown: Vec<egui::Id> = [
            list,
            page,
            panel,
            table,
            found,
            waiting,
            left,
            elsewhere::list(),
        ]
        .into_iter()
        .filter(|pane| ctx.read_response(*pane).is_some())
        .collect();
        let focused = ctx.memory(egui::Memory::focused).map(|id| match id {
            id if id == article_list::field() => list,
            id if id == statement_table::filter_field() => table,
            id if id == search::pane_field() => found,
            id if id == search::bar_field() => page,
            id if id == worklist::field() => left,
            id if shown.contains(&id) => id,
            _ if page == article_view::id() && ctx.text_edit_focused() => panel,
            _ => page,
        });
        let now = shown.iter().position(|pane| Some(*pane) == focused);
        let step = if forward { 1 } else { shown.len().max(1) - 1 };
        let next = shown.iter().cycle().nth(now.unwrap_or(0) + step);
        self.focus = next.copied().or(self.focus);
    }

    /// The article that is read.
    pub(super) fn open_article(&self) -> Vec<ArticleId> {
        let article = self.session.as_ref().and_then(Session::article);
        article
            .into_iter()
            .map(|article| article.id.clone())
            .collect()
    }

    /// The articles that are chosen in the list, else the one that is read.
    pub(super) fn chosen_articles(&self) -> Vec<ArticleId> {
        let several = self
            .session
            .as_ref()
            .map(|s| s.articles.several.ids().to_vec());
        several
            .filter(|ids| !ids.is_empty())
            .unwrap_or_else(|| self.open_article())
    }

    /// Marks articles as done; when all of them are, as not done.
    pub(super) fn toggle_done(&mut self, ids: &[ArticleId]) {
        let Some(session) = &mut self.session else {
            return;
        };
        let (me, join) = session.who_am_i(self.fresh.as_mut());
        let articles = session.project.articles();
        let known: Vec<&Arc<Article>> = ids.iter().filter_map(|id| articles.get(id)).collect();
        let is_done = |article: &Article| article.progress_of(&me) == Some(ProgressState::Done);
        let done = known.iter().all(|article| is_done(article));
        let (state, not) = if done {
            (ProgressState::InProgress, "not ")
        } else {
            (ProgressState::Done, "")
        };
        let changes = known
            .iter()
            .filter(|article| is_done(article) == done)
            .map(|article| {
                let others = article.progress.iter().filter(|p| p.annotator != me);
                let mine = Progress {
                    annotator: me.clone(),
                    state,
                };
                Edit::ChangeArticle {
                    id: article.id.clone(),
                    change: ArticleChange::Progress(others.cloned().chain([mine]).collect()),
                }
            });
        let name = match known.len() {
            0 => return,
            1 => format!("mark article as {not}done"),
            n => format!("mark {n} articles as {not}done"),
        };
        let edits = join.into_iter().chain(changes).collect();
        self.apply(Edit::group(name, edits));
        if let Some(session) = &mut self.session {
            session.me = Some(me);
        }
    }

    pub(super) fn remove_articles(&mut self, ids: &[ArticleId]) {
        let Some(session) = &mut self.session else {
            return;
        };
        let heir = article_list::heir(session, ids);
        let statements: usize = ids.iter().map(|id| session.index.count(id)).sum();
        let what = match ids {
            [] => return,
            [one] => {
                let article = session.project.articles().get(one);
                let title = article.map_or("", |article| article.title.as_str());
                format!("Removed “{title}”")
            }
            several => format!("Removed {} articles", several.len()),
        };
        let edit = edit::delete_articles(&session.project, ids);
        self.apply(edit);
        let Some(session) = &mut self.session else {
            return;
        };
        if ids.iter().any(|id| session.project.articles().contains(id)) {
            return;
        }
        if let Some(heir) = heir {
            session.open_article(&heir);
        }
        self.show(Page::Article);
        self.tell_done(match statements {
            0 => what,
            n => format!("{what} with {}", words::statements(n)),
        });
    }

    pub(super) fn ask_text(&mut self) {
        if let Some(article) = self.open_article().pop() {
            self.pick(&Request::ReplaceText(article));
        }
    }

    /// Shows what would become of the statements under a text that was read.
    pub(super) fn preview(&mut self, id: ArticleId, path: &Path, text: Result<Text, ForeignError>) {
        let file = path.display();
        let text = match text {
            Ok(text) => text,
            Err(error) => {
                self.fail(format!("The text was not replaced: “{file}”: {error}"));
                return;
            }
        };
        let Some(session) = &mut self.session else {
            return;
        };
        // It may have been removed while the file was read.
        let Some(article) = session.project.articles().get(&id) else {
            return;
        };
        if article.text == text {
            let words = format!("“{file}” has the text that “{}” has already", article.title);
            self.tell(words);
            return;
        }
        session.open_article(&id);
        session.replacing = Some(Preview::new(id, name(path), text));
        self.show(Page::Replace);
    }

    pub(super) fn replace_text(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        let Some(preview) = session.replacing.take() else {
            return;
        };
        let edit = edit::replace_text(&session.project, &preview.article, preview.text);
        match edit {
            Ok(edit) => {
                let fate = Fate::of(&session.project, &edit);
                let state = session.history.state();
                self.apply(edit);
                let Some(session) = &mut self.session else {
                    return;
                };
                if session.history.state() != state {
                    session.look_for_problems();
                    self.tell_done(told(&fate));
                }
            }
            Err(error) => self.fail(format!("Nothing was changed: {error}")),
        }
        self.show(Page::Article);
    }
}

fn told(fate: &Fate) -> String {
    let count = |count: usize, words: &str| (count > 0).then(|| format!("{count} {words}"));
    let moved = count(fate.moved, "moved");
    let lost = count(fate.lost.len(), "lost their place");
    let parts = std::iter::once("Replaced the text".to_owned());
    let parts: Vec<String> = parts.chain(moved).chain(lost).collect();
    parts.join("; ")
}
