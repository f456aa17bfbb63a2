//! What a format says of an article and its statements, before it is fitted into a project:
//! names instead of ids, places unchecked.

use std::ops::Range;

use crate::model::{
    ArticleId, Form, Layer, Naming, PartialDate, ProgressState, Proposal, ReviewStatus,
    StatementId, Timestamp,
};

/// An article and its statements as a file gives them. What is empty was not given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleDraft {
    pub id: Option<ArticleId>,
    /// As it came in, not yet normalised; places are offsets into it. Left out for an article
    /// that the project has already.
    pub text: Option<String>,
    pub title: String,
    pub outlet: String,
    pub published: Option<PartialDate>,
    pub url: String,
    pub language: String,
    /// Names of those who are done with it, unless `progress` says otherwise.
    pub annotators: Vec<String>,
    /// How far somebody is who is not done; `None` for nothing known.
    pub progress: Vec<(String, Option<ProgressState>)>,
    pub statements: Vec<StatementDraft>,
}

/// A statement as a file gives it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatementDraft {
    pub id: Option<StatementId>,
    pub annotator: Option<String>,
    pub layer: Layer,
    pub contents: Vec<PlaceDraft>,
    pub cue: Vec<PlaceDraft>,
    pub source: Vec<PlaceDraft>,
    pub naming: Option<Naming>,
    pub speakers: Vec<String>,
    pub on_behalf_of: Vec<String>,
    /// The id of a stance, or its name.
    pub stance: Option<String>,
    pub target: TargetDraft,
    pub topics: Vec<String>,
    pub form: Option<Form>,
    pub note: String,
    pub status: ReviewStatus,
    pub created: Option<Timestamp>,
    pub proposal: Option<Proposal>,
}

/// A place in the text as it came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceDraft {
    /// Half-open, in code points.
    pub chars: Range<usize>,
    /// The words that should stand there.
    pub quote: Option<String>,
}

/// What a stance is read toward, with names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum TargetDraft {
    #[default]
    Topic,
    Speaker(String),
    Text(String),
}
