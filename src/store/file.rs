//! The shape of the file, format 1. In memory places are bytes; here they are code points with
//! the words that stand there.

use std::sync::Arc;

use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize, Serializer};

use super::escape::readable;
use crate::model::{
    Anchor, Annotator, Article, CoderCopy, Dismissal, Field, FileAnchor, Keyed, Listed, Policy,
    Project, ProjectId, Review, Speaker, Stance, Statement, Topic,
};
use crate::text::Text;

/// The format that this program writes. It stays 1 until the first release.
pub const FORMAT: u32 = 1;

/// A project file as it is read. No default on `format` and ids: a file without them is no
/// project.
#[derive(Deserialize)]
pub(super) struct FileProject {
    #[expect(dead_code, reason = "looked for before the whole file is parsed")]
    pub(super) format: u32,
    pub(super) id: ProjectId,
    #[serde(default)]
    pub(super) title: String,
    #[serde(default)]
    pub(super) policy: Policy,
    #[serde(default)]
    pub(super) copy: Option<CoderCopy>,
    #[serde(default)]
    pub(super) codebook: FileCodebook,
    #[serde(default)]
    pub(super) annotators: Vec<Annotator>,
    #[serde(default)]
    pub(super) articles: Vec<Article>,
    #[serde(default)]
    pub(super) statements: Vec<Statement<FileAnchor>>,
    #[serde(default)]
    pub(super) reviews: Vec<Review<FileAnchor>>,
    #[serde(default)]
    pub(super) dismissed: Vec<Dismissal>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct FileCodebook {
    pub(super) speakers: Vec<Speaker>,
    pub(super) stances: Vec<Stance>,
    pub(super) topics: Vec<Topic>,
    pub(super) fields: Vec<Field>,
}

/// A project file as it is written: statement by statement, so that no second copy is made.
#[derive(Serialize)]
struct FileProjectOut<'a> {
    format: u32,
    id: &'a ProjectId,
    title: &'a str,
    #[serde(skip_serializing_if = "is_open")]
    policy: Policy,
    #[serde(skip_serializing_if = "Option::is_none")]
    copy: Option<&'a CoderCopy>,
    codebook: FileCodebookOut<'a>,
    annotators: ListOut<'a, Annotator>,
    articles: ListOut<'a, Article>,
    statements: StatementsOut<'a>,
    #[serde(skip_serializing_if = "ReviewsOut::is_empty")]
    reviews: ReviewsOut<'a>,
    #[serde(skip_serializing_if = "DismissedOut::is_empty")]
    dismissed: DismissedOut<'a>,
}

#[derive(Serialize)]
struct FileCodebookOut<'a> {
    speakers: ListOut<'a, Speaker>,
    stances: ListOut<'a, Stance>,
    topics: ListOut<'a, Topic>,
    #[serde(skip_serializing_if = "ListOut::is_empty")]
    fields: ListOut<'a, Field>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes a reference"
)]
fn is_open(policy: &Policy) -> bool {
    *policy == Policy::Open
}

struct ListOut<'a, T: Keyed>(&'a Listed<T>);

impl<T: Keyed> ListOut<'_, T> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: Keyed + Serialize> Serialize for ListOut<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(Arc::as_ref))
    }
}

struct StatementsOut<'a>(&'a Project);

impl Serialize for StatementsOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let empty = Text::new("");
        serializer.collect_seq(self.0.statements_in_order().into_iter().map(|statement| {
            let article = self.0.articles().get(&statement.article);
            let text = article.map_or(&empty, |article| &article.text);
            Statement::clone(statement).map_anchors(|anchor| anchor.to_file(text))
        }))
    }
}

struct ReviewsOut<'a>(&'a Project);

impl ReviewsOut<'_> {
    fn is_empty(&self) -> bool {
        self.0.reviews().is_empty()
    }
}

impl Serialize for ReviewsOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let empty = Text::new("");
        serializer.collect_seq(self.0.reviews().iter().map(|review| {
            let text = self.0.text_of_review(&review.on).unwrap_or(&empty);
            Review::clone(review).map_anchors(|anchor: Anchor| anchor.to_file(text))
        }))
    }
}

struct DismissedOut<'a>(&'a Project);

impl DismissedOut<'_> {
    fn is_empty(&self) -> bool {
        self.0.dismissals().next().is_none()
    }
}

impl Serialize for DismissedOut<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.dismissals().map(Arc::as_ref))
    }
}

/// Parses a project file into its types and lets go of them: what reading one costs at the least, to
/// compare [`super::parse`] with, which checks it too.
#[doc(hidden)]
pub fn parse_unchecked(text: &str) -> Result<impl Sized + use<>, ron::error::SpannedError> {
    ron::from_str::<FileProject>(text)
}

/// The bytes of a project file: one field a line, what is at its default left out, LF.
pub fn write(project: &Project) -> Result<String, ron::Error> {
    let config = PrettyConfig::new()
        .depth_limit(4)
        .new_line("\n")
        .extensions(Extensions::IMPLICIT_SOME);
    let file = FileProjectOut {
        format: FORMAT,
        id: project.id(),
        title: project.title(),
        policy: project.policy(),
        copy: project.copy(),
        codebook: FileCodebookOut {
            speakers: ListOut(project.codebook().speakers()),
            stances: ListOut(project.codebook().stances()),
            topics: ListOut(project.codebook().topics()),
            fields: ListOut(project.codebook().fields()),
        },
        annotators: ListOut(project.annotators()),
        articles: ListOut(project.articles()),
        statements: StatementsOut(project),
        reviews: ReviewsOut(project),
        dismissed: DismissedOut(project),
    };
    let mut text = readable(ron::ser::to_string_pretty(&file, config)?);
    text.push('\n');
    Ok(text)
}
