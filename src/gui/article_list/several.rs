//! Choosing several articles, to change them together.

use std::collections::HashSet;
use std::sync::Arc;

use crate::model::ArticleId;

/// The articles that are chosen beside the one that is read; none or at least two.
#[derive(Clone, Debug)]
pub struct Several {
    ids: Arc<[ArticleId]>,
    /// The same, for rows to ask after.
    known: HashSet<ArticleId>,
    /// Where a stretch of them begins, and where it ends.
    anchor: Option<ArticleId>,
    end: Option<ArticleId>,
}

impl Default for Several {
    fn default() -> Self {
        Self {
            ids: Arc::new([]),
            known: HashSet::new(),
            anchor: None,
            end: None,
        }
    }
}

impl Several {
    pub fn ids(&self) -> &Arc<[ArticleId]> {
        &self.ids
    }

    pub fn contains(&self, id: &ArticleId) -> bool {
        self.known.contains(id)
    }

    /// The end of the stretch that Shift extends.
    pub(super) fn end(&self) -> Option<&ArticleId> {
        self.end.as_ref()
    }

    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// Adds an article or takes it away; the one that is read is the first of them.
    pub(super) fn toggle(&mut self, id: &ArticleId, open: Option<&ArticleId>) {
        let mut ids: Vec<ArticleId> = self.ids.to_vec();
        if ids.is_empty() {
            ids.extend(open.cloned());
        }
        if ids.contains(id) {
            ids.retain(|known| known != id);
        } else {
            ids.push(id.clone());
        }
        self.set(ids, Some(id.clone()), Some(id.clone()));
    }

    /// Chooses from where the stretch began, or from the one that is read, to an article.
    pub(super) fn extend(&mut self, to: &ArticleId, open: Option<&ArticleId>, all: &[ArticleId]) {
        let place = |id: &ArticleId| all.iter().position(|known| known == id);
        let anchor = self.anchor.as_ref().filter(|id| place(id).is_some());
        let anchor = anchor.or(open).unwrap_or(to).clone();
        let (Some(from), Some(until)) = (place(&anchor).or_else(|| place(to)), place(to)) else {
            return;
        };
        let stretch = all.get(from.min(until)..=from.max(until));
        let ids = stretch.unwrap_or_default().to_vec();
        self.set(ids, Some(anchor), Some(to.clone()));
    }

    pub(super) fn all(&mut self, all: &[ArticleId]) {
        self.set(all.to_vec(), all.first().cloned(), all.last().cloned());
    }

    /// Forgets those that are gone.
    pub(super) fn keep(&mut self, is_there: impl Fn(&ArticleId) -> bool) {
        if !self.ids.iter().all(&is_there) {
            let left = self.ids.iter().filter(|id| is_there(id)).cloned().collect();
            self.set(left, self.anchor.clone(), self.end.clone());
        }
    }

    fn set(&mut self, ids: Vec<ArticleId>, anchor: Option<ArticleId>, end: Option<ArticleId>) {
        // One article is no several, but a stretch may grow from it.
        let ids = if ids.len() > 1 { ids } else { Vec::new() };
        *self = Self {
            known: ids.iter().cloned().collect(),
            ids: ids.into(),
            anchor,
            end,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids() -> Vec<ArticleId> {
        ["a", "b", "c", "d"].map(ArticleId::new).into()
    }

    fn names(several: &Several) -> String {
        several.ids().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn one_by_one_they_join_the_one_that_is_read() {
        let all = ids();
        let mut several = Several::default();
        several.toggle(&all[2], Some(&all[0]));
        assert_eq!(names(&several), "ac");
        several.toggle(&all[3], Some(&all[0]));
        several.toggle(&all[0], Some(&all[0]));
        assert_eq!(names(&several), "cd");
        several.toggle(&all[3], Some(&all[0]));
        assert_eq!(names(&several), "", "one is no several");
    }

    #[test]
    fn a_stretch_turns_on_where_it_began() {
        let all = ids();
        let mut several = Several::default();
        several.extend(&all[3], Some(&all[1]), &all);
        assert_eq!(names(&several), "bcd");
        several.extend(&all[0], Some(&all[3]), &all);
        assert_eq!(names(&several), "ab");
        several.keep(|id| id != &all[0]);
        assert_eq!(names(&several), "");
        several.all(&all);
        assert_eq!(names(&several), "abcd");
        // What is not in the list any more begins no stretch.
        several.extend(&all[3], Some(&all[0]), &all[1..]);
        assert_eq!(names(&several), "");
    }
}
