//! The one door: every change of a project is an [`Edit`], and every edit can be taken back.
//!
//! The window, the command line, imports, merges and undo all hand over an edit;
//! [`Project::apply`] gives its inverse and what it touched. An edit that fails changes nothing.
//! Nothing here knows a screen, a disk, a clock or randomness.

mod apply;
mod change;
mod compose;
mod copies;
mod diff;
mod differences;
mod history;
mod join;
mod label;
#[cfg(test)]
mod laws;
mod merge;
mod parts;
#[cfg(test)]
pub(crate) mod random;
mod words;

pub use apply::EditError;
pub use change::{ArticleChange, CodeChange, ReviewChange};
pub use compose::{
    change_code, delete_annotator, delete_articles, delete_code, delete_code_everywhere,
    delete_statement, merge_codes, reanchor, replace_text, retire_code,
};
pub use copies::{CopyOrder, articles_for, bring_back, copy_for_coder, whose, with_codebook};
pub use diff::diff;
pub use differences::{Change, Difference, differences, summary};
pub use history::History;
pub use join::{Called, Join, same_codes};
pub use label::label;
pub use merge::{Conflict, How, Merge, Question, Side, merge};
pub use words::{Thing, changes_between, changes_in_words};

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::model::{
    Annotator, AnnotatorId, Article, ArticleId, Code, CodeId, Dismissal, Policy, Review, ReviewId,
    Statement, StatementChange, StatementId,
};
use crate::text::Text;

/// A change of a project, as plain data. Positions past the end of a list mean its end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Edit {
    /// All of them or none, under one name in the Undo menu.
    Group {
        name: String,
        edits: Vec<Self>,
    },
    SetTitle(String),
    SetPolicy(Policy),
    /// Dismisses an entry of a worklist; without a dismissal it comes back.
    Dismiss {
        entry: SmolStr,
        dismissal: Option<Arc<Dismissal>>,
    },

    AddAnnotator {
        at: usize,
        annotator: Arc<Annotator>,
    },
    RemoveAnnotator(AnnotatorId),
    MoveAnnotator {
        id: AnnotatorId,
        to: usize,
    },
    RenameAnnotator {
        id: AnnotatorId,
        name: String,
    },

    AddArticle {
        at: usize,
        article: Arc<Article>,
    },
    RemoveArticle(ArticleId),
    MoveArticle {
        id: ArticleId,
        to: usize,
    },
    ChangeArticle {
        id: ArticleId,
        change: ArticleChange,
    },
    /// Another text for an article, with all its statements and their reviews as they stand in it.
    ReplaceText {
        article: ArticleId,
        text: Text,
        /// Of the text, unless the article's file said another before.
        sha256: SmolStr,
        statements: Vec<Arc<Statement>>,
        reviews: Vec<Arc<Review>>,
    },

    AddStatement(Arc<Statement>),
    RemoveStatement(StatementId),
    ChangeStatement {
        id: StatementId,
        change: StatementChange,
    },

    AddCode {
        at: usize,
        code: Box<Code>,
    },
    RemoveCode(CodeId),
    MoveCode {
        id: CodeId,
        to: usize,
    },
    ChangeCode {
        id: CodeId,
        change: CodeChange,
    },

    AddReview {
        at: usize,
        review: Arc<Review>,
    },
    RemoveReview(ReviewId),
    MoveReview {
        id: ReviewId,
        to: usize,
    },
    ChangeReview {
        id: ReviewId,
        change: ReviewChange,
    },
}

impl Edit {
    pub fn group(name: impl Into<String>, edits: Vec<Self>) -> Self {
        Self::Group {
            name: name.into(),
            edits,
        }
    }

    /// Whether something is gone afterwards that was there before, not only changed.
    pub fn takes_away(&self) -> bool {
        match self {
            Self::Group { edits, .. } => edits.iter().any(Self::takes_away),
            Self::RemoveAnnotator(_)
            | Self::RemoveArticle(_)
            | Self::RemoveStatement(_)
            | Self::RemoveCode(_)
            | Self::RemoveReview(_)
            | Self::ReplaceText { .. } => true,
            _ => false,
        }
    }

    /// Whether it would change nothing at all.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Group { edits, .. } if edits.iter().all(Self::is_empty))
    }
}

/// What [`Project::apply`](crate::model::Project::apply) gives back.
#[derive(Clone, Debug, PartialEq)]
pub struct Applied {
    /// Takes the edit back.
    pub inverse: Edit,
    /// What indexes, tables and worklists have to look at again.
    pub touched: Touched,
}

/// What an edit added, changed or removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    pub title: bool,
    pub policy: bool,
    /// By the keys of the entries.
    pub dismissals: BTreeSet<SmolStr>,
    pub annotators: BTreeSet<AnnotatorId>,
    pub articles: BTreeSet<ArticleId>,
    pub statements: BTreeSet<StatementId>,
    pub codes: BTreeSet<CodeId>,
    pub reviews: BTreeSet<ReviewId>,
}

impl Touched {
    /// Adds what another edit touched.
    pub fn join(&mut self, other: Self) {
        self.title |= other.title;
        self.policy |= other.policy;
        self.dismissals.extend(other.dismissals);
        self.annotators.extend(other.annotators);
        self.articles.extend(other.articles);
        self.statements.extend(other.statements);
        self.codes.extend(other.codes);
        self.reviews.extend(other.reviews);
    }
}
