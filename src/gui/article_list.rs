//! The articles of the project, with how far one is.

mod draw;
mod order;
mod several;

pub(super) use self::draw::show;
pub(super) use self::order::Order;
pub(super) use self::several::Several;

use egui::{Context, Id, Key, Modifiers};

use self::order::Rows;
use super::intent::Intent;
use super::session::Session;
use crate::model::ArticleId;

/// More articles than these are not seen at once: there is a field to find one.
const MANY: usize = 8;

/// Which articles one sees, and which are chosen to be changed together.
#[derive(Debug, Default)]
pub struct State {
    pub order: Order,
    /// What is looked for.
    pub letters: String,
    pub several: Several,
    /// The field to find one was asked for.
    asked: bool,
    /// The row that Enter opens while one looks for an article.
    at: usize,
    rows: Rows,
    /// The article that was read when the list was last drawn.
    seen: Option<ArticleId>,
    /// How far the rows are scrolled, and how much of them one sees; in points.
    scrolled: f32,
    height: f32,
}

impl State {
    fn refresh(&mut self, session: &Session) {
        if self.rows.refresh(session, self.order, &self.letters) {
            let articles = session.project.articles();
            self.several.keep(|id| articles.contains(id));
        }
    }

    /// The article beside another in the list; the first when the other is not in it.
    fn beside(&self, id: Option<&ArticleId>, forward: bool) -> Option<&ArticleId> {
        let next = match (id.and_then(|id| self.rows.position(id)), forward) {
            (Some(at), true) => at + 1,
            (Some(at), false) => at.checked_sub(1)?,
            (None, _) => 0,
        };
        self.rows.ids.get(next)
    }
}

/// The id that has the keyboard while one goes through the list.
pub(super) fn id() -> Id {
    Id::unique("article list")
}

pub(super) fn field() -> Id {
    Id::unique("find an article")
}

/// Whether one is looking for an article.
pub(super) fn is_asked_for(session: &Session) -> bool {
    session.articles.asked
}

/// The field to find an article is asked for.
pub(super) fn ask(session: &mut Session) {
    session.articles.asked = true;
}

/// The article that stands beside the one that is read in the list.
pub(super) fn beside(session: &mut Session, forward: bool) -> Option<ArticleId> {
    let mut state = std::mem::take(&mut session.articles);
    state.refresh(session);
    let open = session.reading.as_ref().map(|reading| &reading.article);
    let beside = state.beside(open, forward).cloned();
    session.articles = state;
    beside
}

/// What the keys of this frame mean while the list has the keyboard: before the commands, of which
/// some have the same keys.
pub(super) fn keys(ctx: &Context, session: &mut Session, intents: &mut Vec<Intent>) {
    if !ctx.memory(|m| m.has_focus(id())) {
        return;
    }
    let pressed = |modifiers, key| ctx.input_mut(|i| i.consume_key(modifiers, key));
    let open = session.reading.as_ref().map(|reading| &reading.article);
    let State {
        several,
        rows,
        height,
        ..
    } = &mut session.articles;
    if pressed(Modifiers::NONE, Key::Enter) {
        intents.push(Intent::Read);
    } else if pressed(Modifiers::NONE, Key::Escape) {
        if several.ids().is_empty() {
            intents.push(Intent::Read);
        }
        several.clear();
    } else if pressed(Modifiers::COMMAND, Key::A) {
        several.all(&rows.ids);
        intents.push(Intent::KeepFields);
    }
    let Some(last) = rows.ids.len().checked_sub(1) else {
        return;
    };
    let place = |id: Option<&ArticleId>| id.and_then(|id| rows.position(id));
    let page = super::rows::whole(*height, draw::ROW);
    for (modifiers, from) in [
        (Modifiers::SHIFT, place(several.end().or(open))),
        (Modifiers::NONE, place(open)),
    ] {
        for (key, to) in super::rows::moves(from, page, last) {
            let Some(id) = rows.ids.get(to).filter(|_| pressed(modifiers, key)) else {
                continue;
            };
            if modifiers == Modifiers::SHIFT {
                several.extend(id, open, &rows.ids);
                intents.push(Intent::KeepFields);
            } else {
                several.clear();
                intents.push(Intent::OpenArticle(id.clone()));
            }
        }
    }
}

/// What is read after articles go: the one after them in the list, else the one before. None when
/// the one that is read stays.
pub(super) fn heir(session: &mut Session, gone: &[ArticleId]) -> Option<ArticleId> {
    let open = session.reading.as_ref()?.article.clone();
    if !gone.contains(&open) {
        return None;
    }
    let mut state = std::mem::take(&mut session.articles);
    state.refresh(session);
    let at = state.rows.position(&open).unwrap_or(0);
    let (before, after) = state.rows.ids.split_at(at.min(state.rows.ids.len()));
    let stays = |id: &&ArticleId| !gone.contains(id);
    let heir = after.iter().find(stays);
    let heir = heir.or_else(|| before.iter().rfind(stays)).cloned();
    session.articles = state;
    heir
}
