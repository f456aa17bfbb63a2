//! The plain values of a project: articles, statements, codebook, annotators, reviews.
//!
//! Nothing here knows a screen, a disk, a clock or randomness; ids and times are given to it.
//! Only `edit` changes a project.

mod article;
mod codebook;
mod copy;
mod dismissal;
mod fresh;
mod id;
mod index;
mod listed;
mod project;
mod review;
pub mod search;
mod span;
mod statement;
mod uses;
mod validate;

pub use article::{Annotator, Article, PartialDate, Progress, ProgressState, Timestamp, digest};
pub use codebook::{
    Code, CodeId, CodeStatus, Codebook, Colour, Field, FieldEntry, FieldKind, FieldTarget,
    FieldValue, Role, Speaker, SpeakerKind, Stance, Topic,
};
pub use copy::{CoderCopy, Policy};
pub use dismissal::Dismissal;
pub use fresh::{Fresh, fresh_id};
pub use id::{
    AnnotatorId, ArticleId, FieldId, Id, ProjectId, ReviewId, SpeakerId, StanceId, StatementId,
    TopicId,
};
pub use index::StatementIndex;
pub use listed::{Keyed, Listed};
pub use project::Project;
pub use review::{Comment, Review, ReviewStatus, ReviewTarget, Verdict};
pub use span::{Anchor, FileAnchor, Span, SpanError};
pub use statement::{
    Certainty, Decided, Form, Layer, Naming, Polarity, Proposal, Provenance, Statement,
    StatementChange, Target,
};
pub use validate::Invalid;
pub(crate) use validate::{check_name, check_value};
