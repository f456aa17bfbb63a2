//! New values for one thing about an article, a code or a review.

use std::mem::replace;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::model::{
    Article, Code, CodeStatus, Colour, Comment, FieldEntry, FieldKind, PartialDate, Progress,
    Review, Role, SpeakerKind, StatementChange, Timestamp, TopicId, Verdict,
};

/// A new value for one thing about an article. Its text has an edit of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ArticleChange {
    Title(String),
    Outlet(String),
    Author(String),
    Published(Option<PartialDate>),
    Url(String),
    Language(String),
    Tags(Vec<String>),
    Fields(Vec<FieldEntry>),
    Progress(Vec<Progress>),
}

impl ArticleChange {
    /// Puts the value into an article and gives back the one that stood there.
    pub(super) fn exchange(self, article: &mut Article) -> Self {
        match self {
            Self::Title(v) => Self::Title(replace(&mut article.title, v)),
            Self::Outlet(v) => Self::Outlet(replace(&mut article.outlet, v)),
            Self::Author(v) => Self::Author(replace(&mut article.author, v)),
            Self::Published(v) => Self::Published(replace(&mut article.published, v)),
            Self::Url(v) => Self::Url(replace(&mut article.url, v)),
            Self::Language(v) => Self::Language(replace(&mut article.language, v)),
            Self::Tags(v) => Self::Tags(replace(&mut article.tags, v)),
            Self::Fields(v) => Self::Fields(replace(&mut article.fields, v)),
            Self::Progress(v) => Self::Progress(replace(&mut article.progress, v)),
        }
    }
}

/// A new value for one thing about an entry of the codebook.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum CodeChange {
    Name(String),
    Definition(String),
    /// Not of fields.
    UseWhen(String),
    /// Not of fields.
    AvoidWhen(String),
    Examples(Vec<String>),
    Colour(Option<Colour>),
    Status(CodeStatus),
    DefinitionChanged(Option<Timestamp>),
    /// Speakers only.
    Kind(SpeakerKind),
    /// Speakers only.
    Aliases(Vec<String>),
    /// Speakers only.
    Roles(Vec<Role>),
    /// Speakers only.
    Fields(Vec<FieldEntry>),
    /// Stances only.
    Key(Option<u8>),
    /// Stances only.
    Scale(Option<i32>),
    /// Topics only.
    Parent(Option<TopicId>),
    /// Topics only.
    Proposition(String),
    /// Fields only.
    FieldKind(FieldKind),
}

impl CodeChange {
    /// Puts the value into a code and gives back the one that stood there; `Err` names what a
    /// code of this kind does not have.
    pub(super) fn exchange(self, code: &mut Code) -> Result<Self, &'static str> {
        use Code::{Field, Speaker, Stance, Topic};
        Ok(match (self, code) {
            (Self::Name(v), Speaker(c)) => Self::Name(replace(&mut c.name, v)),
            (Self::Name(v), Stance(c)) => Self::Name(replace(&mut c.name, v)),
            (Self::Name(v), Topic(c)) => Self::Name(replace(&mut c.name, v)),
            (Self::Name(v), Field(c)) => Self::Name(replace(&mut c.name, v)),
            (Self::Definition(v), Speaker(c)) => Self::Definition(replace(&mut c.definition, v)),
            (Self::Definition(v), Stance(c)) => Self::Definition(replace(&mut c.definition, v)),
            (Self::Definition(v), Topic(c)) => Self::Definition(replace(&mut c.definition, v)),
            (Self::Definition(v), Field(c)) => Self::Definition(replace(&mut c.definition, v)),
            (Self::Status(v), Speaker(c)) => Self::Status(replace(&mut c.status, v)),
            (Self::Status(v), Stance(c)) => Self::Status(replace(&mut c.status, v)),
            (Self::Status(v), Topic(c)) => Self::Status(replace(&mut c.status, v)),
            (Self::Status(v), Field(c)) => Self::Status(replace(&mut c.status, v)),
            (Self::UseWhen(v), Speaker(c)) => Self::UseWhen(replace(&mut c.use_when, v)),
            (Self::UseWhen(v), Stance(c)) => Self::UseWhen(replace(&mut c.use_when, v)),
            (Self::UseWhen(v), Topic(c)) => Self::UseWhen(replace(&mut c.use_when, v)),
            (Self::UseWhen(_), Field(_)) => return Err("rule of when to use it"),
            (Self::AvoidWhen(v), Speaker(c)) => Self::AvoidWhen(replace(&mut c.avoid_when, v)),
            (Self::AvoidWhen(v), Stance(c)) => Self::AvoidWhen(replace(&mut c.avoid_when, v)),
            (Self::AvoidWhen(v), Topic(c)) => Self::AvoidWhen(replace(&mut c.avoid_when, v)),
            (Self::AvoidWhen(_), Field(_)) => return Err("rule of when not to use it"),
            (Self::Examples(v), Speaker(c)) => Self::Examples(replace(&mut c.examples, v)),
            (Self::Examples(v), Stance(c)) => Self::Examples(replace(&mut c.examples, v)),
            (Self::Examples(v), Topic(c)) => Self::Examples(replace(&mut c.examples, v)),
            (Self::Examples(_), Field(_)) => return Err("examples"),
            (Self::Colour(v), Speaker(c)) => Self::Colour(replace(&mut c.colour, v)),
            (Self::Colour(v), Stance(c)) => Self::Colour(replace(&mut c.colour, v)),
            (Self::Colour(v), Topic(c)) => Self::Colour(replace(&mut c.colour, v)),
            (Self::Colour(_), Field(_)) => return Err("colour"),
            (Self::DefinitionChanged(v), Speaker(c)) => {
                Self::DefinitionChanged(replace(&mut c.definition_changed, v))
            }
            (Self::DefinitionChanged(v), Stance(c)) => {
                Self::DefinitionChanged(replace(&mut c.definition_changed, v))
            }
            (Self::DefinitionChanged(v), Topic(c)) => {
                Self::DefinitionChanged(replace(&mut c.definition_changed, v))
            }
            (Self::DefinitionChanged(_), Field(_)) => return Err("history of its definition"),
            (Self::Kind(v), Speaker(c)) => Self::Kind(replace(&mut c.kind, v)),
            (Self::Kind(_), _) => return Err("kind of speaker"),
            (Self::Aliases(v), Speaker(c)) => Self::Aliases(replace(&mut c.aliases, v)),
            (Self::Aliases(_), _) => return Err("aliases"),
            (Self::Roles(v), Speaker(c)) => Self::Roles(replace(&mut c.roles, v)),
            (Self::Roles(_), _) => return Err("roles"),
            (Self::Fields(v), Speaker(c)) => Self::Fields(replace(&mut c.fields, v)),
            (Self::Fields(_), _) => return Err("extra fields"),
            (Self::Key(v), Stance(c)) => Self::Key(replace(&mut c.key, v)),
            (Self::Key(_), _) => return Err("key"),
            (Self::Scale(v), Stance(c)) => Self::Scale(replace(&mut c.scale, v)),
            (Self::Scale(_), _) => return Err("value on the scale"),
            (Self::Parent(v), Topic(c)) => Self::Parent(replace(&mut c.parent, v)),
            (Self::Parent(_), _) => return Err("parent"),
            (Self::Proposition(v), Topic(c)) => Self::Proposition(replace(&mut c.proposition, v)),
            (Self::Proposition(_), _) => return Err("proposition"),
            (Self::FieldKind(v), Field(c)) => Self::FieldKind(replace(&mut c.kind, v)),
            (Self::FieldKind(_), _) => return Err("kind of field"),
        })
    }
}

/// A new value for one thing about a review.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ReviewChange {
    Verdict(Option<Verdict>),
    Reason(String),
    Suggested(Vec<StatementChange>),
    Comments(Vec<Comment>),
    Version(SmolStr),
    Resolved(bool),
}

impl ReviewChange {
    /// Puts the value into a review and gives back the one that stood there.
    pub(super) fn exchange(self, review: &mut Review) -> Self {
        match self {
            Self::Verdict(v) => Self::Verdict(replace(&mut review.verdict, v)),
            Self::Reason(v) => Self::Reason(replace(&mut review.reason, v)),
            Self::Suggested(v) => Self::Suggested(replace(&mut review.suggested, v)),
            Self::Comments(v) => Self::Comments(replace(&mut review.comments, v)),
            Self::Version(v) => Self::Version(replace(&mut review.version, v)),
            Self::Resolved(v) => Self::Resolved(replace(&mut review.resolved, v)),
        }
    }
}
