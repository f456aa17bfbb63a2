//! Which statements stand where, and what they use: kept up to date edit by edit.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use foldhash::HashMap;

use super::uses::Uses;
use super::{Anchor, AnnotatorId, ArticleId, CodeId, Project, Span, Statement, StatementId};

/// Finds the statements of a stretch of text without looking at the others.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatementIndex {
    articles: HashMap<ArticleId, Entries>,
    /// Each statement as it is entered, to find its entry again when it has changed.
    entered: HashMap<StatementId, Arc<Statement>>,
    uses: Uses,
}

/// The statements of one article, in order. One more in the middle moves all that follow, and
/// pointers are an eighth of entries.
type Entries = Vec<Box<Entry>>;

#[derive(Clone, Debug, PartialEq)]
struct Entry {
    /// The first byte of the content: the order of entries, with the id.
    content: usize,
    statement: Arc<Statement>,
    /// First byte and byte after the last of contents, cue and source.
    start: usize,
    end: usize,
    /// The largest `end` of this entry and all before it.
    reach: usize,
    /// The least `start` of this entry and all after it.
    onset: usize,
}

impl Entry {
    fn key(&self) -> (usize, &StatementId) {
        (self.content, &self.statement.id)
    }
}

impl StatementIndex {
    pub fn new(project: &Project) -> Self {
        Self::showing(project, |_| true)
    }

    /// An index in which only some statements stand anywhere; what is used is counted in all of them.
    pub fn showing(project: &Project, shows: impl Fn(&Statement) -> bool) -> Self {
        let mut index = Self {
            uses: Uses::new(project),
            ..Self::default()
        };
        for statement in project.statements() {
            if shows(statement) {
                let entries = index.articles.entry(statement.article.clone()).or_default();
                entries.push(Box::new(entry(statement)));
            }
            index
                .entered
                .insert(statement.id.clone(), Arc::clone(statement));
        }
        index.articles.values_mut().for_each(|entries| {
            entries.sort_by(|a, b| a.key().cmp(&b.key()));
            bound(entries);
        });
        index
    }

    /// Brings the index up to date with statements that an edit added, changed or removed.
    pub fn update(&mut self, project: &Project, touched: &BTreeSet<StatementId>) {
        self.update_showing(project, touched, |_| true);
    }

    /// The same for an index of some statements.
    pub fn update_showing(
        &mut self,
        project: &Project,
        touched: &BTreeSet<StatementId>,
        shows: impl Fn(&Statement) -> bool,
    ) {
        // Many at once (an import) cost less when sorted anew.
        if touched.len() > 1_000 {
            *self = Self::showing(project, shows);
            return;
        }
        for id in touched {
            self.take_out(id);
            if let Some(statement) = project.statement(id) {
                self.put_in(statement, shows(statement));
            }
        }
    }

    fn take_out(&mut self, id: &StatementId) {
        let Some(statement) = self.entered.remove(id) else {
            return;
        };
        self.uses.take_out(&statement);
        let Some(entries) = self.articles.get_mut(&statement.article) else {
            return;
        };
        if let Ok(at) = entries.binary_search_by(|e| e.key().cmp(&(content(&statement), id))) {
            entries.remove(at);
            bound_around(entries, at, at);
        }
        if entries.is_empty() {
            self.articles.remove(&statement.article);
        }
    }

    fn put_in(&mut self, statement: &Arc<Statement>, shown: bool) {
        self.uses.put_in(statement);
        self.entered
            .insert(statement.id.clone(), Arc::clone(statement));
        if !shown {
            return;
        }
        let entry = Box::new(entry(statement));
        let entries = self.articles.entry(statement.article.clone()).or_default();
        let at = entries.partition_point(|e| e.key() < entry.key());
        entries.insert(at, entry);
        bound_around(entries, at, at + 1);
    }

    /// How many statements an article has.
    pub fn count(&self, article: &ArticleId) -> usize {
        self.articles.get(article).map_or(0, Vec::len)
    }

    /// The statements of an article, by the first byte of their content.
    pub fn of_article(
        &self,
        article: &ArticleId,
    ) -> impl DoubleEndedIterator<Item = &StatementId> + ExactSizeIterator {
        let entries = self.articles.get(article).map_or(&[][..], Vec::as_slice);
        entries.iter().map(|entry| &entry.statement.id)
    }

    /// The statement at a position among those of an article, counted from 0.
    pub fn at(&self, article: &ArticleId, position: usize) -> Option<&StatementId> {
        let entry = self.articles.get(article)?.get(position)?;
        Some(&entry.statement.id)
    }

    /// The position of a statement among those of its article.
    pub fn position(&self, id: &StatementId) -> Option<usize> {
        let statement = self.entered.get(id)?;
        self.articles
            .get(&statement.article)?
            .binary_search_by(|e| e.key().cmp(&(content(statement), id)))
            .ok()
    }

    /// How many statements use a code.
    pub fn uses(&self, code: &CodeId) -> usize {
        self.uses.of_code(code)
    }

    /// How many statements are an annotator's.
    pub fn made_by(&self, annotator: &AnnotatorId) -> usize {
        self.uses.of_annotator(annotator)
    }

    /// All statements in the order of the times that they were made at.
    pub fn by_time(&self) -> impl DoubleEndedIterator<Item = &StatementId> {
        self.uses.by_time()
    }

    /// The statements that reach into a range of bytes of an article.
    pub fn in_range(
        &self,
        article: &ArticleId,
        range: Range<usize>,
    ) -> impl Iterator<Item = &Arc<Statement>> {
        let entries = self.articles.get(article).map_or(&[][..], Vec::as_slice);
        let first = entries.partition_point(|entry| entry.reach <= range.start);
        entries
            .iter()
            .skip(first)
            .take_while(move |entry| entry.onset < range.end)
            .filter(move |entry| entry.start < range.end && entry.end > range.start)
            .map(|entry| &entry.statement)
    }

    /// The first statement whose content starts after a byte, or the last that starts before it.
    pub fn beside(&self, article: &ArticleId, byte: usize, after: bool) -> Option<&StatementId> {
        let entries = self.articles.get(article)?;
        let at = if after {
            entries.partition_point(|entry| entry.content <= byte)
        } else {
            let here = entries.partition_point(|entry| entry.content < byte);
            here.checked_sub(1)?
        };
        entries.get(at).map(|entry| &entry.statement.id)
    }
}

fn entry(statement: &Arc<Statement>) -> Entry {
    let spans = || statement.anchors().filter_map(Anchor::span);
    Entry {
        start: spans().map(Span::start).min().unwrap_or(0),
        end: spans().map(Span::end).max().unwrap_or(0),
        reach: 0,
        onset: 0,
        content: content(statement),
        statement: Arc::clone(statement),
    }
}

fn content(statement: &Statement) -> usize {
    let first = statement.contents.iter().find_map(Anchor::span);
    first.map_or(0, Span::start)
}

/// Works out `reach` and `onset` of all entries.
fn bound(entries: &mut [Box<Entry>]) {
    let mut reach = 0;
    for entry in entries.iter_mut() {
        reach = reach.max(entry.end);
        entry.reach = reach;
    }
    let mut onset = usize::MAX;
    for entry in entries.iter_mut().rev() {
        onset = onset.min(entry.start);
        entry.onset = onset;
    }
}

/// Works out `reach` from a position on and `onset` before another, after an entry came between
/// them or went: as far as they change, which is seldom far.
fn bound_around(entries: &mut [Box<Entry>], from: usize, to: usize) {
    let before = from.checked_sub(1).and_then(|before| entries.get(before));
    let mut reach = before.map_or(0, |entry| entry.reach);
    for (at, entry) in entries.iter_mut().enumerate().skip(from) {
        reach = reach.max(entry.end);
        // The one that came has none yet.
        if at >= to && entry.reach == reach {
            break;
        }
        entry.reach = reach;
    }
    let mut onset = entries.get(to).map_or(usize::MAX, |entry| entry.onset);
    for (at, entry) in entries.iter_mut().enumerate().take(to).rev() {
        onset = onset.min(entry.start);
        if at < from && entry.onset == onset {
            break;
        }
        entry.onset = onset;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::edit::random::World;
    use crate::testing::cases;

    /// First byte of the content, id, and the stretch of the statements of an article, in order.
    fn scan(project: &Project, article: &ArticleId) -> Vec<(usize, StatementId, (usize, usize))> {
        let hull = |statement: &Statement| {
            let spans: Vec<_> = statement.anchors().filter_map(Anchor::span).collect();
            let start = spans.iter().map(|span| span.start()).min();
            let end = spans.iter().map(|span| span.end()).max();
            let content = statement.contents.iter().find_map(Anchor::span);
            let content = content.map_or(0, Span::start);
            let stretch = (start.unwrap_or(0), end.unwrap_or(0));
            (content, statement.id.clone(), stretch)
        };
        let mut all: Vec<_> = project.statements_of(article).map(|s| hull(s)).collect();
        all.sort();
        all
    }

    proptest! {
        #![proptest_config(cases(48))]

        #[test]
        fn an_index_finds_what_a_scan_finds(
            seeds in prop::collection::vec(any::<u64>(), 0..30),
            ranges in prop::collection::vec((0usize..400, 0usize..90), 1..20),
        ) {
            let project = World::after(&seeds).project;
            let index = StatementIndex::new(&project);
            for article in project.articles().iter().map(|article| &article.id) {
                let all = scan(&project, article);
                let ids: Vec<_> = all.iter().map(|(_, id, _)| id).collect();
                prop_assert_eq!(index.count(article), all.len());
                prop_assert_eq!(index.of_article(article).collect::<Vec<_>>(), ids.clone());
                for (at, id) in ids.into_iter().enumerate() {
                    prop_assert_eq!(index.position(id), Some(at));
                    prop_assert_eq!(index.at(article, at), Some(id));
                }
                for (start, length) in &ranges {
                    let range = *start..start + length;
                    let reaching: Vec<_> = all
                        .iter()
                        .filter(|(_, _, (first, last))| *first < range.end && *last > range.start)
                        .map(|(_, id, _)| id)
                        .collect();
                    let found = index.in_range(article, range).map(|statement| &statement.id);
                    prop_assert_eq!(found.collect::<Vec<_>>(), reaching);
                }
            }
        }

        #[test]
        fn going_on_from_statement_to_statement_meets_every_content_once(seed in any::<u64>()) {
            let project = World::after(&[seed]).project;
            let index = StatementIndex::new(&project);
            for article in project.articles().iter().map(|article| &article.id) {
                let content = |id: &StatementId| {
                    let statement = project.statement(id).unwrap();
                    let first = statement.contents.iter().find_map(Anchor::span);
                    first.map_or(0, Span::start)
                };
                let mut starts: Vec<_> = index.of_article(article).map(content).collect();
                starts.sort_unstable();
                starts.dedup();
                let mut met = Vec::new();
                let mut at = None;
                while let Some(id) = index.beside(article, at.unwrap_or(0), true) {
                    at = Some(content(id));
                    met.push(content(id));
                }
                starts.retain(|start| *start > 0);
                prop_assert_eq!(&met, &starts);
                let mut back = Vec::new();
                let mut at = usize::MAX;
                while let Some(id) = index.beside(article, at, false) {
                    at = content(id);
                    back.push(at);
                }
                back.reverse();
                back.retain(|start| *start > 0);
                prop_assert_eq!(&back, &starts);
            }
        }
    }

    #[test]
    fn codes_are_counted_once_for_each_statement_that_uses_them() {
        let project = World::new().project;
        let index = StatementIndex::new(&project);
        let mut codes: Vec<CodeId> = project.statements().flat_map(|s| s.codes()).collect();
        codes.sort();
        codes.dedup();
        assert!(codes.len() > 3);
        for code in codes {
            let uses = project.statements().filter(|s| s.codes().contains(&code));
            assert_eq!(index.uses(&code), uses.count(), "{code:?}");
        }
        for annotator in project.annotators().iter().map(|annotator| &annotator.id) {
            let own = project.statements().filter(|s| s.annotator == *annotator);
            assert_eq!(index.made_by(annotator), own.count());
        }
        let times = index.by_time();
        let times: Vec<_> = times
            .map(|id| &project.statement(id).unwrap().created)
            .collect();
        assert!(times.is_sorted() && times.len() == project.statement_count());
    }

    #[test]
    fn an_unknown_article_has_no_statements() {
        let index = StatementIndex::new(&World::new().project);
        let none = ArticleId::new("ar_none");
        assert_eq!(index.count(&none), 0);
        assert_eq!(index.in_range(&none, 0..9).count(), 0);
        assert_eq!(index.beside(&none, 0, true), None);
        assert_eq!(index.position(&StatementId::new("st_none")), None);
    }
}
