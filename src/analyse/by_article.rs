//! Which statements stand in which article, so that an edit of an article need not look at those of
//! the others.

use std::collections::BTreeSet;

use foldhash::HashMap;

use crate::model::{ArticleId, Statement, StatementId};

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ByArticle {
    lists: HashMap<ArticleId, BTreeSet<StatementId>>,
    of: HashMap<StatementId, ArticleId>,
}

impl ByArticle {
    pub(super) fn put_in(&mut self, statement: &Statement) {
        let (id, article) = (&statement.id, &statement.article);
        let here = self.lists.entry(article.clone()).or_default();
        here.insert(id.clone());
        self.of.insert(id.clone(), article.clone());
    }

    pub(super) fn take_out(&mut self, id: &StatementId) {
        let Some(article) = self.of.remove(id) else {
            return;
        };
        if let Some(here) = self.lists.get_mut(&article) {
            here.remove(id);
            if here.is_empty() {
                self.lists.remove(&article);
            }
        }
    }

    pub(super) fn of(&self, article: &ArticleId) -> impl Iterator<Item = &StatementId> {
        self.lists.get(article).into_iter().flatten()
    }
}
