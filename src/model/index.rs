//! Which statements stand where: by article and by place, kept up to date edit by edit.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::{Anchor, ArticleId, Project, Statement, StatementId};

/// Finds the statements of a stretch of text without looking at the others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatementIndex {
    articles: HashMap<ArticleId, Vec<Entry>>,
    /// Where each statement was entered, to take it out again.
    places: HashMap<StatementId, (ArticleId, usize)>,
}

#[derive(Clone, Debug, PartialEq)]
struct Entry {
    /// First byte and byte after the last of contents, cue and source.
    start: usize,
    end: usize,
    /// The largest `end` of this entry and all before it.
    reach: usize,
    /// The first byte of the content.
    content: usize,
    id: StatementId,
}

impl StatementIndex {
    pub fn new(project: &Project) -> Self {
        let mut index = Self::default();
        for statement in project.statements() {
            let entry = entry(statement);
            index
                .places
                .insert(entry.id.clone(), (statement.article.clone(), entry.start));
            index
                .articles
                .entry(statement.article.clone())
                .or_default()
                .push(entry);
        }
        index.articles.values_mut().for_each(|entries| {
            entries.sort_by(|a, b| (a.start, &a.id).cmp(&(b.start, &b.id)));
            reach_from(entries, 0);
        });
        index
    }

    /// Brings the index up to date with statements that an edit added, changed or removed.
    pub fn update(&mut self, project: &Project, touched: &BTreeSet<StatementId>) {
        // Many at once (an import) cost less when sorted anew.
        if touched.len() > 1_000 {
            *self = Self::new(project);
            return;
        }
        for id in touched {
            self.take_out(id);
            if let Some(statement) = project.statement(id) {
                self.put_in(statement);
            }
        }
    }

    fn take_out(&mut self, id: &StatementId) {
        let Some((article, start)) = self.places.remove(id) else {
            return;
        };
        let Some(entries) = self.articles.get_mut(&article) else {
            return;
        };
        if let Ok(at) = entries.binary_search_by(|e| (e.start, &e.id).cmp(&(start, id))) {
            entries.remove(at);
            reach_from(entries, at);
        }
        if entries.is_empty() {
            self.articles.remove(&article);
        }
    }

    fn put_in(&mut self, statement: &Statement) {
        let entry = entry(statement);
        self.places
            .insert(entry.id.clone(), (statement.article.clone(), entry.start));
        let entries = self.articles.entry(statement.article.clone()).or_default();
        let at = entries.partition_point(|e| (e.start, &e.id) < (entry.start, &entry.id));
        entries.insert(at, entry);
        reach_from(entries, at);
    }

    /// How many statements an article has.
    pub fn count(&self, article: &ArticleId) -> usize {
        self.articles.get(article).map_or(0, Vec::len)
    }

    /// The statements of an article, by the first byte of what belongs to them.
    pub fn of_article(
        &self,
        article: &ArticleId,
    ) -> impl DoubleEndedIterator<Item = &StatementId> + ExactSizeIterator {
        let entries = self.articles.get(article).map_or(&[][..], Vec::as_slice);
        entries.iter().map(|entry| &entry.id)
    }

    /// The position of a statement among those of its article.
    pub fn position(&self, id: &StatementId) -> Option<usize> {
        let (article, start) = self.places.get(id)?;
        self.articles
            .get(article)?
            .binary_search_by(|e| (e.start, &e.id).cmp(&(*start, id)))
            .ok()
    }

    /// The statements that reach into a range of bytes of an article.
    pub fn in_range(
        &self,
        article: &ArticleId,
        range: Range<usize>,
    ) -> impl Iterator<Item = &StatementId> {
        let entries = self.articles.get(article).map_or(&[][..], Vec::as_slice);
        let first = entries.partition_point(|entry| entry.reach <= range.start);
        entries
            .iter()
            .skip(first)
            .take_while(move |entry| entry.start < range.end)
            .filter(move |entry| entry.end > range.start)
            .map(|entry| &entry.id)
    }

    /// The first statement whose content starts after a byte, or the last that starts before it.
    pub fn beside(&self, article: &ArticleId, byte: usize, after: bool) -> Option<&StatementId> {
        let entries = self.articles.get(article)?.iter();
        let key = |entry: &&Entry| (entry.content, entry.id.clone());
        let found = if after {
            entries.filter(|e| e.content > byte).min_by_key(key)
        } else {
            entries.filter(|e| e.content < byte).max_by_key(key)
        };
        found.map(|entry| &entry.id)
    }
}

fn entry(statement: &Statement) -> Entry {
    let spans = || statement.anchors().filter_map(Anchor::span);
    Entry {
        start: spans().map(super::span::Span::start).min().unwrap_or(0),
        end: spans().map(super::span::Span::end).max().unwrap_or(0),
        reach: 0,
        content: statement
            .contents
            .iter()
            .find_map(Anchor::span)
            .map_or(0, super::span::Span::start),
        id: statement.id.clone(),
    }
}

fn reach_from(entries: &mut [Entry], from: usize) {
    let mut reach = from
        .checked_sub(1)
        .and_then(|before| entries.get(before))
        .map_or(0, |entry| entry.reach);
    for entry in entries.iter_mut().skip(from) {
        reach = reach.max(entry.end);
        entry.reach = reach;
    }
}
