//! What somebody says of a colleague's coding.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::codebook::is_default;
use super::{
    Anchor, AnnotatorId, ArticleId, Keyed, ReviewId, StatementChange, StatementId, Timestamp,
};

/// One person's review of a statement, or of text without one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review<A = Anchor> {
    pub id: ReviewId,
    pub on: ReviewTarget<A>,
    pub reviewer: AnnotatorId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// What the reviewer would change; on text without a statement, what a new one would hold.
    #[serde(default = "Vec::new", skip_serializing_if = "Vec::is_empty")]
    pub suggested: Vec<StatementChange<A>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<Comment>,
    /// Which version of the statement it was given on ([`Statement::version`](super::Statement)); empty
    /// where that is not known.
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    pub version: SmolStr,
    /// Nothing is left to answer.
    #[serde(default, skip_serializing_if = "is_default")]
    pub resolved: bool,
    pub created: Timestamp,
}

impl<A> Review<A> {
    /// The same review with its places kept in another way.
    pub fn map_anchors<B>(self, mut f: impl FnMut(A) -> B) -> Review<B> {
        Review {
            on: match self.on {
                ReviewTarget::Statement(id) => ReviewTarget::Statement(id),
                ReviewTarget::Text { article, place } => ReviewTarget::Text {
                    article,
                    place: f(place),
                },
            },
            suggested: self
                .suggested
                .into_iter()
                .map(|change| change.map_anchors(&mut f))
                .collect(),
            id: self.id,
            reviewer: self.reviewer,
            verdict: self.verdict,
            reason: self.reason,
            comments: self.comments,
            version: self.version,
            resolved: self.resolved,
            created: self.created,
        }
    }
}

/// What a review is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReviewTarget<A = Anchor> {
    Statement(StatementId),
    /// A stretch of text without a statement.
    Text {
        article: ArticleId,
        place: A,
    },
}

impl<A> ReviewTarget<A> {
    /// The statement, when it is on one.
    pub fn statement(&self) -> Option<&StatementId> {
        match self {
            Self::Statement(id) => Some(id),
            Self::Text { .. } => None,
        }
    }
}

/// A reviewer's decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Verdict {
    Accepted,
    Rejected,
    Question,
}

/// One contribution to a thread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    pub author: AnnotatorId,
    pub at: Timestamp,
    pub text: String,
}

/// Where a statement stands in review: its latest verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ReviewStatus {
    #[default]
    Unreviewed,
    Accepted,
    Rejected,
    Question,
}

impl From<Verdict> for ReviewStatus {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Accepted => Self::Accepted,
            Verdict::Rejected => Self::Rejected,
            Verdict::Question => Self::Question,
        }
    }
}

impl Keyed for Review {
    type Id = ReviewId;

    fn id(&self) -> &ReviewId {
        &self.id
    }
}
