//! Which statements an export holds: whose coding, with which verdict, of which articles and layer.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::Format;
use crate::model::{
    Annotator, AnnotatorId, Article, ArticleId, Id as _, Layer, Project, ReviewStatus, SpeakerId,
    Statement, StatementId, TopicId,
};

/// What is wanted of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    pub voice: Option<Voice>,
    /// Only statements with this verdict.
    pub status: Option<ReviewStatus>,
    /// Only these articles; all of them where none is named.
    pub articles: Vec<ArticleId>,
    /// Only articles with at least one of these tags.
    pub tags: Vec<String>,
    /// Only what annotators coded by themselves, or only what was decided.
    pub layer: Option<Layer>,
    /// Without statements that are linked as repeats of another.
    pub without_repeats: bool,
}

/// Whose coding is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Voice {
    /// One for each article: the adjudicated layer where there is one, else the only annotator's.
    Single,
    /// One annotator's own coding.
    Of(AnnotatorId),
    /// Every coding.
    All,
}

/// Why nothing was selected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SelectError {
    #[error(
        "{} coded the article “{title}” ({article}), and it has no adjudicated layer",
        .annotators.join(" and ")
    )]
    SeveralVoices {
        article: ArticleId,
        title: String,
        /// Their names.
        annotators: Vec<String>,
    },
    #[error("no annotator is named “{name}”; there {}", are(.known))]
    NoSuchAnnotator { name: String, known: Vec<String> },
    #[error(
        "there is no article {0}: the ids of articles stand in the project file and in the csv export"
    )]
    NoSuchArticle(ArticleId),
    #[error("no article has the tag “{0}”")]
    NoSuchTag(String),
}

fn are(names: &[String]) -> String {
    match names {
        [] => "is none yet".to_owned(),
        [one] => format!("is {one}"),
        several => format!("are {}", several.join(", ")),
    }
}

impl Wanted {
    /// Where nobody said whose coding: all where the format can hold them side by side, else one.
    pub(super) fn for_format(mut self, format: &Format) -> Self {
        let usual = if format.many_voices {
            Voice::All
        } else {
            Voice::Single
        };
        self.voice.get_or_insert(usual);
        self
    }

    /// The articles that are wanted, in the order of the project.
    fn articles_of<'a>(&self, project: &'a Project) -> Result<Vec<&'a Arc<Article>>, SelectError> {
        let articles = project.articles();
        if let Some(id) = self.articles.iter().find(|id| !articles.contains(id)) {
            return Err(SelectError::NoSuchArticle(id.clone()));
        }
        let has = |article: &Article, tag: &String| article.tags.contains(tag);
        let nowhere = |tag: &&String| !articles.iter().any(|article| has(article, tag));
        if let Some(tag) = self.tags.iter().find(nowhere) {
            return Err(SelectError::NoSuchTag(tag.clone()));
        }
        let ids: HashSet<&ArticleId> = self.articles.iter().collect();
        let wanted = articles.iter().filter(|article| {
            (ids.is_empty() || ids.contains(&article.id))
                && (self.tags.is_empty() || self.tags.iter().any(|tag| has(article, tag)))
        });
        Ok(wanted.collect())
    }
}

impl Voice {
    /// From the name of an annotator, or `all`.
    pub fn named(project: &Project, name: &str) -> Result<Self, SelectError> {
        if let Some(annotator) = project.annotator_named(name) {
            return Ok(Self::Of(annotator.id.clone()));
        }
        if name == "all" {
            return Ok(Self::All);
        }
        Err(SelectError::NoSuchAnnotator {
            name: name.to_owned(),
            known: (project.annotators().iter())
                .map(|annotator| annotator.name.clone())
                .collect(),
        })
    }
}

/// The statements that are exported, in the order of the project file, with what is looked up
/// for each of them.
pub struct Selection<'a> {
    pub project: &'a Project,
    articles: Vec<&'a Arc<Article>>,
    statements: Vec<&'a Arc<Statement>>,
    /// Where those of an article stand among them.
    places: HashMap<&'a ArticleId, Range<usize>>,
    verdicts: HashMap<&'a StatementId, ReviewStatus>,
    /// The one annotator that was asked for.
    only: Option<AnnotatorId>,
}

impl<'a> Selection<'a> {
    /// Selects statements. Only those that are selected count as voices: somebody who read an
    /// article and found nothing does not stand against one who found something.
    pub fn new(project: &'a Project, wanted: &Wanted) -> Result<Self, SelectError> {
        let verdicts = project.statuses();
        let voice = wanted.voice.clone().unwrap_or(Voice::All);
        let articles = wanted.articles_of(project)?;
        let is_part = articles.len() < project.articles().len();
        let ids: HashSet<&ArticleId> = articles.iter().map(|article| &article.id).collect();
        let is_wanted = |statement: &Statement| {
            (wanted.layer).is_none_or(|layer| layer == statement.layer)
                && (!is_part || ids.contains(&statement.article))
                && !(wanted.without_repeats && statement.repeats.is_some())
        };
        let adjudicated: HashSet<&ArticleId> = project
            .statements()
            .filter(|statement| statement.layer == Layer::Adjudicated && is_wanted(statement))
            .map(|statement| &statement.article)
            .collect();
        let status_of = |id| verdicts.get(id).copied().unwrap_or_default();
        let statements: Vec<_> = project
            .statements_in_order()
            .into_iter()
            .filter(|statement| is_wanted(statement))
            .filter(|statement| match &voice {
                Voice::All => true,
                Voice::Of(annotator) => {
                    &statement.annotator == annotator
                        && (wanted.layer.is_some() || statement.layer == Layer::Independent)
                }
                Voice::Single => {
                    (statement.layer == Layer::Adjudicated)
                        == adjudicated.contains(&statement.article)
                }
            })
            .filter(|statement| {
                wanted
                    .status
                    .is_none_or(|status| status == status_of(&statement.id))
            })
            .collect();
        let mut places: HashMap<&ArticleId, Range<usize>> = HashMap::new();
        for (at, statement) in statements.iter().enumerate() {
            places.entry(&statement.article).or_insert(at..at).end = at + 1;
        }
        let selection = Self {
            project,
            articles,
            statements,
            places,
            verdicts,
            only: match &voice {
                Voice::Of(annotator) => Some(annotator.clone()),
                _ => None,
            },
        };
        if voice == Voice::Single {
            selection.refuse_several_voices()?;
        }
        Ok(selection)
    }

    /// The articles that are wanted, in the order of the project.
    pub fn articles(&self) -> &[&'a Arc<Article>] {
        &self.articles
    }

    pub fn statements(&self) -> &[&'a Arc<Statement>] {
        &self.statements
    }

    pub fn of_article(&self, article: &ArticleId) -> &[&'a Arc<Statement>] {
        self.places
            .get(article)
            .and_then(|range| self.statements.get(range.clone()))
            .unwrap_or_default()
    }

    /// The latest verdict on a statement.
    pub fn status(&self, statement: &StatementId) -> ReviewStatus {
        self.verdicts.get(statement).copied().unwrap_or_default()
    }

    /// Whether an annotator's work is wanted at all.
    pub fn includes(&self, annotator: &AnnotatorId) -> bool {
        self.only.as_ref().is_none_or(|only| only == annotator)
    }

    pub fn annotator_name<'b>(&'b self, id: &'b AnnotatorId) -> &'b str {
        let annotator: Option<&Arc<Annotator>> = self.project.annotators().get(id);
        annotator.map_or(id.as_str(), |annotator| annotator.name.as_str())
    }

    /// The name of a speaker, or the id of one that is not in the codebook.
    pub fn speaker_name<'b>(&'b self, id: &'b SpeakerId) -> &'b str {
        let speaker = self.project.codebook().speakers().get(id);
        speaker.map_or(id.as_str(), |speaker| speaker.name.as_str())
    }

    /// The name of a topic, or the id of one that is not in the codebook.
    pub fn topic_name<'b>(&'b self, id: &'b TopicId) -> &'b str {
        let topic = self.project.codebook().topics().get(id);
        topic.map_or(id.as_str(), |topic| topic.name.as_str())
    }

    fn refuse_several_voices(&self) -> Result<(), SelectError> {
        for article in &self.articles {
            let of_article = self.of_article(&article.id);
            let Some(first) = of_article.first() else {
                continue;
            };
            // Whoever adjudicates, the decided version is one voice.
            let two = first.layer == Layer::Independent
                && of_article.iter().any(|s| s.annotator != first.annotator);
            if two {
                return Err(self.several_voices(article));
            }
        }
        Ok(())
    }

    fn several_voices(&self, article: &Article) -> SelectError {
        let mut annotators: Vec<String> = Vec::new();
        for statement in self.of_article(&article.id) {
            let name = self.annotator_name(&statement.annotator);
            if !annotators.iter().any(|known| known == name) {
                annotators.push(name.to_owned());
            }
        }
        SelectError::SeveralVoices {
            article: article.id.clone(),
            title: article.title.clone(),
            annotators,
        }
    }
}
