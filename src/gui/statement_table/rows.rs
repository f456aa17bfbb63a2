//! Which statements the table has, in which order: found again only when something changed.

use std::cmp::Ordering;
use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::column::{Column, Words};
use super::filter::Filter;
use crate::gui::session::Session;
use crate::model::{ArticleId, ReviewStatus, Statement, StatementId};

/// What the table is sorted by; without it, as the statements stand in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sort {
    pub column: Column,
    pub down: bool,
}

/// The rows, and what they were found for.
#[derive(Debug, Default)]
pub(super) struct Rows {
    key: Option<Key>,
    pub ids: Vec<StatementId>,
    /// How many there would be without a filter.
    pub total: usize,
    pub statuses: HashMap<StatementId, ReviewStatus>,
    /// The state of the project that the statuses are of.
    statuses_at: Option<u64>,
}

#[derive(Clone, Debug, PartialEq)]
struct Key {
    state: u64,
    /// The one article, or all of them.
    article: Option<ArticleId>,
    sort: Option<Sort>,
    filter: String,
}

impl Rows {
    /// Finds the rows again when the project, the article, the sorting or the filter changed.
    pub(super) fn refresh(
        &mut self,
        session: &Session,
        everywhere: bool,
        sort: Option<Sort>,
        filter: &str,
    ) {
        let article = session.reading.as_ref().map(|reading| &reading.article);
        let article = article.filter(|_| !everywhere);
        let state = session.history.state();
        let known = self.key.as_ref().is_some_and(|key| {
            key.state == state
                && key.article.as_ref() == article
                && key.sort == sort
                && key.filter == filter
        });
        if known {
            return;
        }
        if self.statuses_at != Some(state) {
            let statuses = session.project.statuses().into_iter();
            self.statuses = statuses.map(|(id, s)| (id.clone(), s)).collect();
            self.statuses_at = Some(state);
        }
        let words = Words {
            project: &session.project,
            statuses: &self.statuses,
        };
        let in_text = |article: &ArticleId| {
            let ids = session.index.of_article(article);
            ids.filter_map(|id| session.project.statement(id))
                .map(AsRef::as_ref)
                .collect::<Vec<&Statement>>()
        };
        let mut found = match article {
            Some(article) => in_text(article),
            None if everywhere => {
                let articles = session.project.articles().iter();
                articles.flat_map(|article| in_text(&article.id)).collect()
            }
            None => Vec::new(),
        };
        let total = found.len();
        let wanted = Filter::read(filter);
        if !wanted.is_empty() {
            found.retain(|statement| wanted.fits(&words, statement));
        }
        if let Some(sort) = sort {
            found = sorted(&words, found, sort);
        }
        self.ids = found.into_iter().map(|s| s.id.clone()).collect();
        self.total = total;
        self.key = Some(Key {
            state,
            article: article.cloned(),
            sort,
            filter: filter.to_owned(),
        });
    }

    pub(super) fn position(&self, id: &StatementId) -> Option<usize> {
        self.ids.iter().position(|known| known == id)
    }
}

/// Sorts by one column; what is equal there stays as it stands in the text, and what is not coded
/// comes last either way.
fn sorted<'a>(words: &Words<'_>, found: Vec<&'a Statement>, sort: Sort) -> Vec<&'a Statement> {
    let mut keyed: Vec<(bool, usize, String, &Statement)> = found
        .into_iter()
        .map(|statement| {
            let cell = words.cell(statement, sort.column).to_lowercase();
            let cell = cell.trim_start_matches(|c: char| !c.is_alphanumeric());
            let rank = words.rank(statement, sort.column);
            (cell.is_empty(), rank, cell.to_owned(), statement)
        })
        .collect();
    keyed.sort_by(|a, b| {
        let order = (a.1, &a.2).cmp(&(b.1, &b.2));
        let order = if sort.down { order.reverse() } else { order };
        a.0.cmp(&b.0).then(order).then(Ordering::Equal)
    });
    keyed.into_iter().map(|(.., statement)| statement).collect()
}
