//! What was learned of the coding so far, for the order in which topics are offered.

use super::layers::Layers;
use crate::analyse::{Likely, Ranker};
use crate::edit::Touched;
use crate::model::{Project, Provenance, Statement, StatementChange, TopicId};

/// So many of what a field offered first are remembered as shown.
const SHOWN: usize = 8;

/// Learns only from what one may see, when it is first asked, and then from what edits touched.
#[derive(Debug, Default)]
pub struct Ranking {
    /// Whether one wants it.
    pub on: bool,
    ranker: Option<Ranker>,
    /// What was touched since it was asked last.
    behind: Touched,
}

impl Ranking {
    pub(super) fn touch(&mut self, touched: &Touched) {
        if self.ranker.is_some() {
            self.behind.join(touched.clone());
        }
    }

    /// Who may see what is another matter now.
    pub(super) fn forget(&mut self) {
        self.ranker = None;
        self.behind = Touched::default();
    }

    /// What is known by now; nothing where it is not wanted.
    pub(super) fn ranker(&mut self, project: &Project, layers: &Layers) -> Option<&Ranker> {
        if !self.on {
            self.forget();
            return None;
        }
        let sees = |statement: &Statement| !layers.hides(statement);
        let behind = std::mem::take(&mut self.behind);
        match &mut self.ranker {
            Some(ranker) => ranker.update_showing(project, &behind, sees),
            none => *none = Some(Ranker::showing(project, sees)),
        }
        self.ranker.as_ref()
    }
}

/// All topics, the likeliest first.
pub(super) fn topics(
    ranker: Option<&Ranker>,
    project: &Project,
    likely: &Likely<'_>,
    statement: &Statement,
) -> Vec<TopicId> {
    match ranker {
        Some(ranker) => ranker.topics(project, likely, statement),
        None => likely.topics(),
    }
}

/// What lets a statement remember the names that were offered first, unless it remembers them.
pub(super) fn remembered<'a>(
    statement: &Statement,
    shown: impl Iterator<Item = &'a str>,
) -> Option<StatementChange> {
    let before = &statement.provenance;
    let shown = shown.take(SHOWN).map(str::to_owned);
    let after: Provenance = before.clone().after_showing(shown);
    (after != *before).then_some(StatementChange::Provenance(after))
}
