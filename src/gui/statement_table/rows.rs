//! Which statements the table has, in which order: found again only when something changed, and
//! after an edit only those that it touched.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::column::{Column, Words};
use super::filter::Filter;
use crate::edit::Touched;
use crate::gui::session::Session;
use crate::model::{ArticleId, ReviewStatus, Statement, StatementId, StatementIndex};

/// What the table is sorted by; without it, as the statements stand in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sort {
    pub column: Column,
    pub down: bool,
}

/// More statements than these are not looked for one by one after an edit.
const FEW: usize = 100;

/// The rows, and what they were found for.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// Unknown when all of them have to be found again.
    key: Option<Key>,
    list: List,
    /// How many there would be without a filter.
    pub total: usize,
    /// What edits touched since they were found.
    touched: BTreeSet<StatementId>,
    pub statuses: HashMap<StatementId, ReviewStatus>,
    /// Whether the statuses are those of the project as it is.
    has_statuses: bool,
}

#[derive(Clone, Debug, PartialEq)]
struct Key {
    /// The one article, or all of them.
    article: Option<ArticleId>,
    sort: Option<Sort>,
    filter: String,
}

#[derive(Debug)]
enum List {
    /// All statements of some articles as they stand there, which the index knows: with each
    /// article, how many rows are before it.
    InText(Vec<(usize, ArticleId)>),
    Found(Vec<StatementId>),
}

impl Default for List {
    fn default() -> Self {
        Self::InText(Vec::new())
    }
}

impl Rows {
    /// Finds the rows again when the article, the sorting or the filter changed, or an edit asks
    /// for it.
    pub(super) fn refresh(
        &mut self,
        session: &Session,
        everywhere: bool,
        sort: Option<Sort>,
        filter: &str,
    ) {
        let article = session.reading.as_ref().map(|reading| &reading.article);
        let article = article.filter(|_| !everywhere);
        let known = self.key.as_ref().is_some_and(|key| {
            key.article.as_ref() == article && key.sort == sort && key.filter == filter
        });
        if known && self.touched.is_empty() {
            return;
        }
        if !std::mem::replace(&mut self.has_statuses, true) {
            let statuses = session.project.statuses().into_iter();
            self.statuses = statuses.map(|(id, s)| (id.clone(), s)).collect();
        }
        let finder = Finder {
            session,
            words: Words {
                project: &session.project,
                statuses: &self.statuses,
            },
            article: article.cloned(),
            sort,
            filter: Filter::read(filter),
        };
        let (articles, total) = finder.articles(everywhere);
        match &mut self.list {
            List::Found(ids) if known => finder.follow(ids, &self.touched),
            list if sort.is_none() && finder.filter.is_empty() => *list = List::InText(articles),
            list => *list = List::Found(finder.all(&articles)),
        }
        self.total = total;
        self.touched.clear();
        self.key = Some(Key {
            article: article.cloned(),
            sort,
            filter: filter.to_owned(),
        });
    }

    /// Remembers what an edit touched.
    pub(super) fn touch(&mut self, touched: &Touched) {
        let Touched {
            title: _,
            policy: _,
            dismissals: _,
            annotators,
            articles,
            statements,
            codes,
            reviews,
        } = touched;
        self.touched.extend(statements.iter().cloned());
        self.has_statuses &= reviews.is_empty();
        // What they are called stands in the rows of many.
        let named = annotators.is_empty() && articles.is_empty() && codes.is_empty();
        if !named || !reviews.is_empty() || self.touched.len() > FEW {
            self.key = None;
            self.touched.clear();
        }
    }

    /// All of them have to be found again.
    pub(super) fn forget(&mut self) {
        self.key = None;
    }

    pub(super) fn len(&self) -> usize {
        match &self.list {
            List::InText(_) => self.total,
            List::Found(ids) => ids.len(),
        }
    }

    /// The statement of a row.
    pub(super) fn get<'a>(
        &'a self,
        index: &'a StatementIndex,
        row: usize,
    ) -> Option<&'a StatementId> {
        match &self.list {
            List::InText(articles) => {
                let at = articles.partition_point(|(before, _)| *before <= row);
                let (before, article) = articles.get(at.checked_sub(1)?)?;
                index.at(article, row - before)
            }
            List::Found(ids) => ids.get(row),
        }
    }

    /// The row of a statement.
    pub(super) fn position(&self, session: &Session, id: &StatementId) -> Option<usize> {
        match &self.list {
            List::InText(articles) => {
                let statement = session.project.statement(id)?;
                let own = |(_, article): &&(usize, ArticleId)| *article == statement.article;
                let (before, _) = articles.iter().find(own)?;
                Some(before + session.index.position(id)?)
            }
            List::Found(ids) => ids.iter().position(|known| known == id),
        }
    }
}

/// Finds rows in a project as it is.
struct Finder<'a> {
    session: &'a Session,
    words: Words<'a>,
    /// The one article; without it all of them.
    article: Option<ArticleId>,
    sort: Option<Sort>,
    filter: Filter,
}

/// By what a row is sorted: what says nothing comes last either way.
type ByCell = (bool, usize, String);

impl Finder<'_> {
    /// The articles whose statements are wanted, each with how many rows are before it; and how
    /// many there are in all.
    fn articles(&self, everywhere: bool) -> (Vec<(usize, ArticleId)>, usize) {
        let all = self.session.project.articles().iter();
        let all = all.map(|article| &article.id).filter(|_| everywhere);
        let mut total = 0;
        let wanted = self.article.iter().chain(all);
        let articles = wanted.map(|article| {
            let before = total;
            total += self.session.index.count(article);
            (before, article.clone())
        });
        (articles.collect(), total)
    }

    fn all(&self, articles: &[(usize, ArticleId)]) -> Vec<StatementId> {
        let index = &self.session.index;
        let ids = articles.iter().flat_map(|(_, id)| index.of_article(id));
        let found = ids.filter_map(|id| self.session.project.statement(id));
        let found = found.filter(|statement| self.fits(statement));
        if self.sort.is_none() {
            return found.map(|statement| statement.id.clone()).collect();
        }
        let mut keyed: Vec<(ByCell, &StatementId)> = found
            .map(|statement| (self.by_cell(statement), &statement.id))
            .collect();
        // What is equal stays as it stands in the text.
        keyed.sort_by(|a, b| self.order(&a.0, &b.0));
        keyed.into_iter().map(|(_, id)| id.clone()).collect()
    }

    /// Takes out and puts in what was touched.
    fn follow(&self, ids: &mut Vec<StatementId>, touched: &BTreeSet<StatementId>) {
        ids.retain(|id| !touched.contains(id));
        let project = &self.session.project;
        for statement in touched.iter().filter_map(|id| project.statement(id)) {
            let here = self.article.as_ref();
            let elsewhere = here.is_some_and(|article| *article != statement.article);
            let shown = self.session.layers.shows(statement);
            if elsewhere || !shown || !self.fits(statement) {
                continue;
            }
            let (cell, place) = (self.by_cell(statement), self.place(statement));
            let row = ids.partition_point(|id| {
                project.statement(id).is_some_and(|other| {
                    let order = self.order(&self.by_cell(other), &cell);
                    order.then_with(|| self.place(other).cmp(&place)).is_lt()
                })
            });
            ids.insert(row, statement.id.clone());
        }
    }

    fn fits(&self, statement: &Statement) -> bool {
        self.filter.is_empty() || self.filter.fits(&self.words, statement)
    }

    fn by_cell(&self, statement: &Statement) -> ByCell {
        let Some(Sort { column, .. }) = self.sort else {
            return ByCell::default();
        };
        let cell = self.words.cell(statement, column).to_lowercase();
        let cell = cell.trim_start_matches(|c: char| !c.is_alphanumeric());
        let rank = self.words.rank(statement, column);
        (cell.is_empty(), rank, cell.to_owned())
    }

    fn order(&self, a: &ByCell, b: &ByCell) -> Ordering {
        let order = (a.1, &a.2).cmp(&(b.1, &b.2));
        let down = self.sort.is_some_and(|sort| sort.down);
        a.0.cmp(&b.0)
            .then(if down { order.reverse() } else { order })
    }

    /// Where a statement stands among all.
    fn place(&self, statement: &Statement) -> (Option<usize>, Option<usize>) {
        let articles = self.session.project.articles();
        let article = articles.position(&statement.article);
        (article, self.session.index.position(&statement.id))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::edit::random::World;
    use crate::testing::cases;

    fn listed(rows: &Rows, session: &Session) -> Vec<StatementId> {
        let all = 0..rows.len();
        all.map(|row| rows.get(&session.index, row).unwrap().clone())
            .collect()
    }

    proptest! {
        #![proptest_config(cases(48))]

        #[test]
        fn rows_that_follow_edits_are_those_that_are_found_anew(
            seeds in prop::collection::vec(any::<u64>(), 1..20),
            everywhere in any::<bool>(),
            column in prop::option::of(0..Column::ALL.len()),
            down in any::<bool>(),
            filter in prop::sample::select(vec!["", "a", "is:uncoded", "stance:oppose"]),
        ) {
            let mut world = World::new();
            let mut session = Session::untitled(world.project.clone());
            let sort = column.map(|at| Sort { column: Column::ALL[at], down });
            let mut rows = Rows::default();
            rows.refresh(&session, everywhere, sort, filter);
            for seed in seeds {
                let edit = world.edit(seed);
                let Ok(touched) = session.history.apply(&mut session.project, edit) else {
                    continue;
                };
                world.project = session.project.clone();
                session.index.update(&session.project, &touched.statements);
                if session.article().is_none() {
                    break;
                }
                rows.touch(&touched);
                rows.refresh(&session, everywhere, sort, filter);
                let mut anew = Rows::default();
                anew.refresh(&session, everywhere, sort, filter);
                let ids = listed(&rows, &session);
                prop_assert_eq!(&ids, &listed(&anew, &session));
                prop_assert_eq!((rows.total, &rows.statuses), (anew.total, &anew.statuses));
                for (row, id) in ids.iter().enumerate() {
                    prop_assert_eq!(rows.position(&session, id), Some(row));
                }
            }
        }
    }
}
