//! What the worklists know of each article: its quotations, and which of them have statements.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use foldhash::HashMap;
use smol_str::{SmolStr, format_smolstr};

use super::entered::Entered;
use super::entry::{Entry, short_digest};
use super::{Dirty, Kind};
use crate::analyse::fold;
use crate::model::{ArticleId, ProgressState, Project, Span, StatementId};
use crate::text::quotations;

/// Fewer words between marks are a title or a word held at arm's length.
const WORDS: usize = 4;

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Articles(HashMap<ArticleId, Known>);

#[derive(Clone, Debug, Default, PartialEq)]
struct Known {
    /// In order; none inside another.
    quotations: Vec<Quoted>,
    ids: BTreeSet<StatementId>,
}

#[derive(Clone, Debug, PartialEq)]
struct Quoted {
    /// With its marks, in bytes.
    range: Range<usize>,
    /// How many of the same words stand before it in the article.
    before: usize,
    /// How many spans of contents reach into it.
    covered: usize,
    /// The key of its entry, when it waits.
    listed: Option<SmolStr>,
}

impl Articles {
    pub(super) fn statements(&self, id: &ArticleId) -> impl Iterator<Item = &StatementId> {
        self.0.get(id).into_iter().flat_map(|known| &known.ids)
    }

    /// Reads an article anew, when none of its statements is entered; gives the keys of the
    /// quotations that it had.
    pub(super) fn read(
        &mut self,
        project: &Project,
        id: &ArticleId,
        dirty: &mut Dirty,
    ) -> Vec<SmolStr> {
        dirty.whole.insert(id.clone());
        let before = self.0.remove(id).unwrap_or_default();
        let gone = before
            .quotations
            .into_iter()
            .filter_map(|quoted| quoted.listed);
        let gone = gone.collect();
        let Some(article) = project.articles().get(id) else {
            return gone;
        };
        let text = article.text.as_str();
        let mut known = Known::default();
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        let mut reached = 0;
        for found in quotations(text, 0..text.len()) {
            let is_inside = found.outer.start < reached;
            if is_inside || fold::words(text, found.inner.clone()).take(WORDS).count() < WORDS {
                continue;
            }
            reached = found.outer.end;
            let before = seen
                .entry(text.get(found.inner).unwrap_or_default())
                .or_default();
            dirty.quotations.insert((id.clone(), found.outer.start));
            known.quotations.push(Quoted {
                range: found.outer,
                before: *before,
                covered: 0,
                listed: None,
            });
            *before += 1;
        }
        self.0.insert(id.clone(), known);
        gone
    }

    pub(super) fn put_in(&mut self, entered: &Entered, dirty: &mut Dirty) {
        let id = &entered.statement.article;
        let known = self.0.entry(id.clone()).or_default();
        if known.ids.is_empty() {
            known.all_dirty(id, dirty);
        }
        known.ids.insert(entered.statement.id.clone());
        for span in entered.spans() {
            for quoted in known.reached_by(span) {
                quoted.covered += 1;
                if quoted.covered == 1 {
                    dirty.quotations.insert((id.clone(), quoted.range.start));
                }
            }
        }
    }

    pub(super) fn take_out(&mut self, entered: &Entered, dirty: &mut Dirty) {
        let id = &entered.statement.article;
        let Some(known) = self.0.get_mut(id) else {
            return;
        };
        known.ids.remove(&entered.statement.id);
        if known.ids.is_empty() {
            known.all_dirty(id, dirty);
        }
        for span in entered.spans() {
            for quoted in known.reached_by(span) {
                quoted.covered = quoted.covered.saturating_sub(1);
                if quoted.covered == 0 {
                    dirty.quotations.insert((id.clone(), quoted.range.start));
                }
            }
        }
    }

    /// No statement, and nobody who began or is done: "read, and nothing found" is done.
    pub(super) fn is_untouched(&self, project: &Project, id: &ArticleId) -> bool {
        let progress = project.articles().get(id).map(|article| &article.progress);
        let begun = |state| state != ProgressState::Assigned;
        self.statements(id).next().is_none()
            && progress.is_none_or(|all| !all.iter().any(|p| begun(p.state)))
    }

    /// The keys of the entry that a quotation had and the entry that it has now. In an article that
    /// nobody began, all quotations would wait.
    pub(super) fn quotation(
        &mut self,
        project: &Project,
        id: &ArticleId,
        start: usize,
    ) -> Option<(Option<SmolStr>, Option<Entry>)> {
        let begun = !self.is_untouched(project, id);
        let known = self.0.get_mut(id)?;
        let at = known
            .quotations
            .binary_search_by_key(&start, |q| q.range.start);
        let quoted = known.quotations.get_mut(at.ok()?)?;
        let before = quoted.listed.take();
        let waits = begun && quoted.covered == 0;
        let entry = waits.then(|| {
            let text = &project.articles().get(id)?.text;
            let words = text.as_str().get(quoted.range.clone())?;
            let digest = short_digest(words);
            let number = quoted.before + 1;
            let key = format_smolstr!("{} {id} {digest} {number}", Kind::Quotation);
            Some(Entry {
                article: Some(id.clone()),
                range: Some(quoted.range.clone()),
                start,
                ..Entry::new(Kind::Quotation, key)
            })
        });
        let entry = entry.flatten();
        quoted.listed = entry.as_ref().map(|entry| entry.key.clone());
        Some((before, entry))
    }
}

impl Known {
    fn all_dirty(&self, id: &ArticleId, dirty: &mut Dirty) {
        dirty.whole.insert(id.clone());
        let starts = self.quotations.iter().map(|quoted| quoted.range.start);
        dirty
            .quotations
            .extend(starts.map(|start| (id.clone(), start)));
    }

    /// The quotations into which a span reaches.
    fn reached_by(&mut self, span: Span) -> impl Iterator<Item = &mut Quoted> {
        let first = self
            .quotations
            .partition_point(|q| q.range.end <= span.start());
        let from_there = self.quotations.iter_mut().skip(first);
        from_there.take_while(move |quoted| quoted.range.start < span.end())
    }
}
