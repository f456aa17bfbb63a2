//! Carrying out the line that codes in a row, and going through what is not coded whole.

use super::super::app::App;
use super::super::article_view;
use super::super::entry_line;
use super::super::proposals::hull;
use super::super::session::Session;
use crate::model::{ArticleId, Naming, Statement, StatementChange, StatementId};

impl App {
    pub(super) fn open_line(&mut self) {
        if let Some(session) = &mut self.session {
            session.line.words = Some(String::new());
            self.focus = Some(entry_line::field());
        }
    }

    pub(super) fn close_line(&mut self) {
        if let Some(session) = &mut self.session {
            session.line.close();
        }
        self.focus = Some(article_view::id());
    }

    /// Codes what the line says; at a proposal, accepts it and goes on to the next.
    pub(super) fn take_line(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        let coded = entry_line::coded(session);
        if coded.is_empty() || coded.problem.is_some() {
            return;
        }
        let from = session.proposal().map(|proposed| hull(proposed).start);
        let Some(meant) = self.meant() else {
            return;
        };
        let mut changes = Vec::new();
        if !coded.speakers.is_empty() && coded.speakers != meant.statement.speakers {
            changes.push(StatementChange::Speakers(coded.speakers));
        }
        if !coded.topics.is_empty() {
            changes.push(StatementChange::Topics(coded.topics));
        }
        if coded.stance.is_some() {
            changes.push(StatementChange::Stance(coded.stance));
            if meant.statement.flag {
                changes.push(StatementChange::Flag(false));
            }
        }
        self.close_line();
        self.code_meant(meant, Some("code in one line"), changes);
        if let Some(from) = from {
            self.go_on_proposing(from);
        }
    }

    /// Goes to the next statement of one's own, in whichever article, without speaker, stance or topic.
    pub(super) fn next_incomplete(&mut self) {
        let Some(session) = &mut self.session else {
            return;
        };
        match next_incomplete(session) {
            Some(id) => session.go_to(&id),
            None => self.tell("All statements have a speaker, a stance and a topic".to_owned()),
        }
    }
}

/// Round through all articles, from the chosen statement or the caret on.
fn next_incomplete(session: &Session) -> Option<StatementId> {
    let reading = session.reading.as_ref()?;
    let articles: Vec<&ArticleId> = session.project.articles().iter().map(|a| &a.id).collect();
    let here = articles.iter().position(|id| **id == reading.article)?;
    let chosen = session.selected.as_ref();
    let chosen_at = chosen.and_then(|id| session.index.position(id));
    let after = chosen_at.map_or_else(
        || {
            let next = session
                .index
                .beside(&reading.article, reading.selection.head, true);
            let at = next.and_then(|id| session.index.position(id));
            at.unwrap_or(usize::MAX)
        },
        |at| at + 1,
    );
    let others = articles.iter().cycle().skip(here + 1).take(articles.len());
    let all = (session.index.of_article(&reading.article).skip(after))
        .chain(others.flat_map(|article| session.index.of_article(article)));
    let is_wanted = |id: &&StatementId| {
        let statement = session.project.statement(id);
        statement.is_some_and(|s| is_mine(session, s) && is_incomplete(s))
    };
    let mut wanted = all.filter(is_wanted);
    wanted
        .find(|id| Some(*id) != chosen)
        .or(chosen.filter(is_wanted))
        .cloned()
}

fn is_mine(session: &Session, statement: &Statement) -> bool {
    session
        .me
        .as_ref()
        .is_none_or(|me| *me == statement.annotator)
}

/// As the worklists have it.
fn is_incomplete(statement: &Statement) -> bool {
    let nobody = statement.speakers.is_empty() && statement.naming != Some(Naming::NoneGiven);
    nobody || statement.stance.is_none() || statement.topics.is_empty()
}
