//! Whose statements on which articles are compared, taken apart for the measures.

use std::collections::HashMap;
use std::sync::Arc;

use super::attribute::{Attribute, Coded};
use super::coefficients::Value;
use super::units::{Coding, Numbers, Unit};
use crate::model::{AnnotatorId, Article, ArticleId, Layer, ProgressState, Project, Statement};

/// What is to be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Whose codings; empty: of all who marked an article done, or, with `all_articles`, made a
    /// statement.
    pub annotators: Vec<AnnotatorId>,
    /// What labels marked text.
    pub label: Attribute,
    /// Only one article.
    pub article: Option<ArticleId>,
    /// Also articles that were not marked done: then nothing marked counts as nothing found.
    pub all_articles: bool,
}

impl Default for Asked {
    fn default() -> Self {
        Self {
            annotators: Vec::new(),
            label: Attribute::Topic,
            article: None,
            all_articles: false,
        }
    }
}

/// The codings, article by article.
pub(super) struct Prepared<'a> {
    pub annotators: Vec<AnnotatorId>,
    /// Articles that two of them coded, in the order of the project.
    pub articles: Vec<One<'a>>,
    /// What the labels of units are.
    pub labels: Vec<Option<Coded>>,
    /// Statements left out as their quotes are not where they were.
    pub detached: usize,
}

/// One article: units for the measures, and in the same order the statements that they are of.
pub(super) struct One<'a> {
    pub article: &'a Arc<Article>,
    pub coding: Coding,
    pub statements: Vec<Vec<&'a Arc<Statement>>>,
}

impl<'a> Prepared<'a> {
    pub(super) fn of(project: &'a Project, asked: &Asked) -> Self {
        let mut all: HashMap<(&ArticleId, &AnnotatorId), Vec<&Arc<Statement>>> = HashMap::new();
        let independent = project
            .statements()
            .filter(|s| s.layer == Layer::Independent);
        for statement in independent {
            let key = (&statement.article, &statement.annotator);
            all.entry(key).or_default().push(statement);
        }
        let has_coded = |annotator: &AnnotatorId, article: &Article| {
            asked.all_articles || article.progress_of(annotator) == Some(ProgressState::Done)
        };
        let articles: Vec<&Arc<Article>> = (project.articles().iter())
            .filter(|article| asked.article.as_ref().is_none_or(|id| *id == article.id))
            .collect();
        let annotators = if asked.annotators.is_empty() {
            let takes_part = |annotator: &AnnotatorId| {
                articles.iter().any(|article| {
                    let made = all.contains_key(&(&article.id, annotator));
                    has_coded(annotator, article) && (made || !asked.all_articles)
                })
            };
            let ids = project
                .annotators()
                .iter()
                .map(|annotator| annotator.id.clone());
            ids.filter(takes_part).collect()
        } else {
            asked.annotators.clone()
        };
        let mut labels = Numbers::default();
        let mut detached = 0;
        let mut prepared = Vec::new();
        for article in articles {
            let coders = annotators
                .iter()
                .filter(|id| has_coded(id, article))
                .count();
            if coders < 2 {
                continue;
            }
            let mut one = One {
                article,
                coding: Coding {
                    length: article.text.chars(),
                    annotators: Vec::with_capacity(annotators.len()),
                },
                statements: Vec::with_capacity(annotators.len()),
            };
            for annotator in &annotators {
                // They come by id, and are put in the order of the text.
                let mut made = all.remove(&(&article.id, annotator)).unwrap_or_default();
                made.sort_by_cached_key(|statement| project.first_char(statement));
                let mut statements = Vec::with_capacity(made.len());
                let mut units = Vec::with_capacity(made.len());
                for statement in made {
                    let anchors = statement.contents.iter().filter(|a| !a.is_detached());
                    let spans: Vec<_> = anchors.map(|a| a.chars(&article.text)).collect();
                    if spans.is_empty() {
                        detached += 1;
                        continue;
                    }
                    let label: Value = labels.of(asked.label.label(statement));
                    units.push(Unit::new(spans, label));
                    statements.push(statement);
                }
                let is_coder = has_coded(annotator, article);
                one.coding.annotators.push(is_coder.then_some(units));
                one.statements
                    .push(if is_coder { statements } else { Vec::new() });
            }
            prepared.push(one);
        }
        Self {
            annotators,
            articles: prepared,
            labels: labels.into_list(),
            detached,
        }
    }
}
