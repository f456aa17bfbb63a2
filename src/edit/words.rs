//! Things of a project and their values in words, as a report of a difference or a merge names them.

use std::fmt::Debug;

use super::parts::Parts;
use super::{ArticleChange, CodeChange, ReviewChange};
use crate::model::{
    Anchor, Annotator, AnnotatorId, Article, ArticleId, Code, CodeId, FieldEntry, FieldKind,
    FieldValue, Id as _, Progress, Project, Provenance, Review, ReviewId, ReviewTarget, Role,
    Statement, StatementChange, StatementId, Target,
};

/// Something of a project that has an id, or the project itself.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Thing {
    Project,
    Annotator(AnnotatorId),
    Article(ArticleId),
    Code(CodeId),
    Statement(StatementId),
    Review(ReviewId),
}

impl Thing {
    /// The kind in words.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Annotator(_) => "annotator",
            Self::Article(_) => "article",
            Self::Code(id) => id.kind(),
            Self::Statement(_) => "statement",
            Self::Review(_) => "review",
        }
    }

    pub fn is_in(&self, project: &Project) -> bool {
        match self {
            Self::Project => true,
            Self::Annotator(id) => project.annotators().contains(id),
            Self::Article(id) => project.articles().contains(id),
            Self::Code(id) => project.codebook().code(id).is_some(),
            Self::Statement(id) => project.statement(id).is_some(),
            Self::Review(id) => project.reviews().contains(id),
        }
    }

    /// The article that it is or stands in.
    pub fn article<'a>(&'a self, project: &'a Project) -> Option<&'a ArticleId> {
        match self {
            Self::Article(id) => Some(id),
            Self::Statement(id) => project.statement(id).map(|s| &s.article),
            Self::Review(id) => match &project.reviews().get(id)?.on {
                ReviewTarget::Statement(id) => project.statement(id).map(|s| &s.article),
                ReviewTarget::Text { article, .. } => Some(article),
            },
            Self::Project | Self::Annotator(_) | Self::Code(_) => None,
        }
    }

    /// What it is, in words that lead to it: “We keep the ferry”, A.B., in “Ferry to stay”.
    pub fn in_words(&self, project: &Project) -> String {
        let words = self.within(project);
        match self {
            Self::Statement(_) | Self::Review(_) => match self.article(project) {
                Some(article) => format!("{words}, in “{}”", title(project, article)),
                None => words,
            },
            _ => words,
        }
    }

    /// The same where it is clear in which article.
    pub fn within(&self, project: &Project) -> String {
        match self {
            Self::Project => "the project".to_owned(),
            Self::Annotator(id) => format!("annotator “{}”", annotator(project, id)),
            Self::Article(id) => format!("article “{}”", title(project, id)),
            Self::Code(id) => format!("{} “{}”", id.kind(), project.codebook().name(id)),
            Self::Statement(id) => match project.statement(id) {
                Some(statement) => format!(
                    "{}, {}",
                    quotes(project, &statement.article, &statement.contents),
                    annotator(project, &statement.annotator)
                ),
                None => format!("statement {id}"),
            },
            Self::Review(id) => match project.reviews().get(id) {
                Some(review) => {
                    let by = annotator(project, &review.reviewer);
                    let on = match &review.on {
                        ReviewTarget::Statement(id) => Self::Statement(id.clone()).within(project),
                        ReviewTarget::Text { article, place } => {
                            quotes(project, article, std::slice::from_ref(place))
                        }
                    };
                    format!("review by {by} on {on}")
                }
                None => format!("review {id}"),
            },
        }
    }
}

/// A thing whose values have words.
pub(super) trait Worded: Parts {
    fn thing(&self) -> Thing;

    /// The name of a part, and its value in words; empty where there is none.
    fn words(&self, project: &Project, change: &Self::Change) -> (&'static str, String);
}

impl Worded for Annotator {
    fn thing(&self) -> Thing {
        Thing::Annotator(self.id.clone())
    }

    fn words(&self, _: &Project, name: &String) -> (&'static str, String) {
        ("name", name.clone())
    }
}

impl Worded for Article {
    fn thing(&self) -> Thing {
        Thing::Article(self.id.clone())
    }

    fn words(&self, project: &Project, change: &ArticleChange) -> (&'static str, String) {
        match change {
            ArticleChange::Title(v) => ("title", v.clone()),
            ArticleChange::Outlet(v) => ("outlet", v.clone()),
            ArticleChange::Author(v) => ("author", v.clone()),
            ArticleChange::Published(v) => ("date", optional(v.as_ref())),
            ArticleChange::Url(v) => ("address", v.clone()),
            ArticleChange::Language(v) => ("language", v.clone()),
            ArticleChange::Tags(v) => ("tags", v.join(", ")),
            ArticleChange::Fields(v) => ("fields", entries(project, v)),
            ArticleChange::Progress(v) => ("progress", progress(project, v)),
        }
    }
}

impl Worded for Statement {
    fn thing(&self) -> Thing {
        Thing::Statement(self.id.clone())
    }

    fn words(&self, project: &Project, change: &StatementChange) -> (&'static str, String) {
        statement_words(project, &self.article, change)
    }
}

/// What changes would do to a statement, in words: what, how it is, how it would be. Without a
/// statement it is nothing yet.
pub fn changes_in_words(
    project: &Project,
    article: &ArticleId,
    of: Option<&Statement>,
    changes: &[StatementChange],
) -> Vec<(&'static str, String, String)> {
    let words = |change: &StatementChange| {
        let (what, new) = statement_words(project, article, change);
        let old = of.map(|statement| {
            let old = change.clone().exchange(&mut statement.clone());
            statement_words(project, article, &old).1
        });
        (what, old.unwrap_or_default(), new)
    };
    changes.iter().map(words).collect()
}

/// What makes one statement of another, but whose it is and how it came to be: as a suggestion.
pub fn changes_between(before: &Statement, after: &Statement) -> Vec<StatementChange> {
    let of = |change: &StatementChange| {
        !matches!(
            change,
            StatementChange::Annotator(_)
                | StatementChange::Layer(_)
                | StatementChange::Flag(_)
                | StatementChange::Repeats(_)
                | StatementChange::Provenance(_)
        )
    };
    let (old, new) = (before.parts().into_iter(), after.parts().into_iter());
    let changed = old.zip(new).filter(|(old, new)| old != new);
    changed.map(|(_, new)| new).filter(of).collect()
}

fn statement_words(
    project: &Project,
    article: &ArticleId,
    change: &StatementChange,
) -> (&'static str, String) {
    let code = |id: CodeId| project.codebook().name(&id).to_owned();
    let speakers = |ids: &[crate::model::SpeakerId]| {
        let names: Vec<String> = ids
            .iter()
            .map(|id| code(CodeId::Speaker(id.clone())))
            .collect();
        names.join(", ")
    };
    match change {
        StatementChange::Annotator(id) => ("annotator", annotator(project, id)),
        StatementChange::Layer(v) => ("layer", spaced(v)),
        StatementChange::Contents(v) => ("content", quotes(project, article, v)),
        StatementChange::Cue(v) => ("cue", quotes(project, article, v)),
        StatementChange::Source(v) => ("source", quotes(project, article, v)),
        StatementChange::Naming(v) => ("naming", v.map_or_else(String::new, |v| spaced(&v))),
        StatementChange::Speakers(ids) => ("speakers", speakers(ids)),
        StatementChange::OnBehalfOf(ids) => ("on behalf of", speakers(ids)),
        StatementChange::Topics(ids) => {
            let names = ids.iter().map(|id| code(CodeId::Topic(id.clone())));
            ("topics", names.collect::<Vec<_>>().join(", "))
        }
        StatementChange::Stance(id) => {
            let name = id.clone().map(|id| code(CodeId::Stance(id)));
            ("stance", name.unwrap_or_default())
        }
        StatementChange::Target(target) => {
            let words = match target {
                Target::Topic => "topic".to_owned(),
                Target::Speaker(id) => code(CodeId::Speaker(id.clone())),
                Target::Text(words) => words.clone(),
            };
            ("stance toward", words)
        }
        StatementChange::Form(v) => ("form", v.map_or_else(String::new, |v| spaced(&v))),
        StatementChange::Parent(id) => ("inside of", linked(project, id.as_ref())),
        StatementChange::Repeats(id) => ("repeats", linked(project, id.as_ref())),
        StatementChange::Polarity(v) => ("polarity", spaced(v)),
        StatementChange::Certainty(v) => ("certainty", spaced(v)),
        StatementChange::Flag(v) => ("flag", yes(*v)),
        StatementChange::Fields(v) => ("fields", entries(project, v)),
        StatementChange::Note(v) => ("note", v.clone()),
        StatementChange::Provenance(v) => {
            let words = match v {
                Provenance::ByHand => "by hand".to_owned(),
                Provenance::Proposed(proposal) => format!("proposed by {}", proposal.rule),
                Provenance::Ranked { shown } => {
                    format!("by hand, after showing {}", shown.join(", "))
                }
                Provenance::Imported { format } => format!("imported from {format}"),
                Provenance::Decided(from) => {
                    let ids: Vec<&str> = from.iter().map(|d| d.statement.as_str()).collect();
                    format!("decided from {}", ids.join(", "))
                }
            };
            ("provenance", words)
        }
    }
}

impl Worded for Review {
    fn thing(&self) -> Thing {
        Thing::Review(self.id.clone())
    }

    fn words(&self, project: &Project, change: &ReviewChange) -> (&'static str, String) {
        match change {
            ReviewChange::Verdict(v) => ("verdict", v.map_or_else(String::new, |v| spaced(&v))),
            ReviewChange::Reason(v) => ("reason", v.clone()),
            ReviewChange::Suggested(changes) => {
                let article = match &self.on {
                    ReviewTarget::Text { article, .. } => Some(article),
                    ReviewTarget::Statement(id) => project.statement(id).map(|s| &s.article),
                };
                let words = changes.iter().map(|change| {
                    let nowhere = ArticleId::new("");
                    let article = article.unwrap_or(&nowhere);
                    let (field, value) = statement_words(project, article, change);
                    format!("{field}: {value}")
                });
                ("suggestion", words.collect::<Vec<_>>().join("; "))
            }
            ReviewChange::Comments(comments) => {
                let words = comments
                    .iter()
                    .map(|c| format!("{}: {}", annotator(project, &c.author), c.text));
                ("comments", words.collect::<Vec<_>>().join("; "))
            }
            ReviewChange::Version(v) => ("reviewed version", v.to_string()),
            ReviewChange::Resolved(v) => ("resolved", yes(*v)),
        }
    }
}

impl Worded for Code {
    fn thing(&self) -> Thing {
        Thing::Code(self.id())
    }

    fn words(&self, project: &Project, change: &CodeChange) -> (&'static str, String) {
        match change {
            CodeChange::Name(v) => ("name", v.clone()),
            CodeChange::Definition(v) => ("definition", v.clone()),
            CodeChange::UseWhen(v) => ("when to use it", v.clone()),
            CodeChange::AvoidWhen(v) => ("when not to use it", v.clone()),
            CodeChange::Examples(v) => ("examples", v.join("; ")),
            CodeChange::Colour(v) => {
                let colour = v.clone().map(smol_str::SmolStr::from);
                ("colour", optional(colour.as_ref()))
            }
            CodeChange::Status(v) => ("status", spaced(v)),
            CodeChange::DefinitionChanged(v) => ("definition changed", optional(v.as_ref())),
            CodeChange::Kind(v) => ("kind", spaced(v)),
            CodeChange::Aliases(v) => ("aliases", v.join(", ")),
            CodeChange::Roles(v) => {
                let words = v.iter().map(|v| role(project, v));
                ("roles", words.collect::<Vec<_>>().join("; "))
            }
            CodeChange::Fields(v) => ("fields", entries(project, v)),
            CodeChange::Key(v) => ("key", optional(v.as_ref())),
            CodeChange::Scale(v) => ("value on the scale", optional(v.as_ref())),
            CodeChange::Parent(v) => {
                let id = v.clone().map(CodeId::Topic);
                let name = id.map(|id| project.codebook().name(&id).to_owned());
                ("topic above", name.unwrap_or_default())
            }
            CodeChange::Proposition(v) => ("proposition", v.clone()),
            CodeChange::FieldKind(kind) => {
                let words = match kind {
                    FieldKind::Choice(of) => format!("one of {}", of.join(", ")),
                    FieldKind::Choices(of) => format!("some of {}", of.join(", ")),
                    kind => spaced(kind),
                };
                ("kind", words)
            }
        }
    }
}

/// The words of another statement.
fn linked(project: &Project, id: Option<&StatementId>) -> String {
    let words = id.map(|id| match project.statement(id) {
        Some(other) => quotes(project, &other.article, &other.contents),
        None => id.to_string(),
    });
    words.unwrap_or_default()
}

fn annotator(project: &Project, id: &AnnotatorId) -> String {
    let known = project.annotators().get(id);
    known.map_or_else(|| id.to_string(), |annotator| annotator.name.clone())
}

fn title<'a>(project: &'a Project, id: &'a ArticleId) -> &'a str {
    let title = project.articles().get(id).map(|article| &*article.title);
    title
        .filter(|title| !title.is_empty())
        .unwrap_or("without a title")
}

/// The words that stand at places, in quotation marks; nothing for no place.
fn quotes(project: &Project, article: &ArticleId, anchors: &[Anchor]) -> String {
    let Some(article) = project.articles().get(article) else {
        return String::new();
    };
    let quotes: Vec<&str> = anchors.iter().map(|a| a.quote(&article.text)).collect();
    if quotes.is_empty() {
        String::new()
    } else {
        format!("“{}”", quotes.join(" … "))
    }
}

fn entries(project: &Project, entries: &[FieldEntry]) -> String {
    let words = entries.iter().map(|entry| {
        let id = CodeId::Field(entry.field.clone());
        format!(
            "{}: {}",
            project.codebook().name(&id),
            field_value(&entry.value)
        )
    });
    words.collect::<Vec<_>>().join("; ")
}

pub(super) fn field_value(value: &FieldValue) -> String {
    match value {
        FieldValue::Choice(v) | FieldValue::Text(v) | FieldValue::Url(v) => v.clone(),
        FieldValue::Choices(v) => v.join(", "),
        FieldValue::Number(v) => v.to_string(),
        FieldValue::Date(v) => v.to_string(),
        FieldValue::YesNo(v) => yes(*v),
    }
}

fn progress(project: &Project, progress: &[Progress]) -> String {
    let words = progress
        .iter()
        .map(|p| format!("{} {}", annotator(project, &p.annotator), spaced(&p.state)));
    words.collect::<Vec<_>>().join(", ")
}

fn role(project: &Project, role: &Role) -> String {
    let mut words = role.title.clone();
    if let Some(organisation) = &role.organisation {
        let id = CodeId::Speaker(organisation.clone());
        words = format!("{words}, {}", project.codebook().name(&id));
    }
    match (&role.from, &role.until) {
        (None, None) => words,
        (from, until) => {
            format!(
                "{words} ({}–{})",
                optional(from.as_ref()),
                optional(until.as_ref())
            )
        }
    }
}

fn optional<T: ToString>(value: Option<&T>) -> String {
    value.map_or_else(String::new, ToString::to_string)
}

fn yes(value: bool) -> String {
    if value { "yes" } else { "no" }.to_owned()
}

/// The name of a variant in words: "free indirect".
fn spaced(value: &impl Debug) -> String {
    let mut words = String::new();
    for c in format!("{value:?}").chars() {
        if c.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
}
