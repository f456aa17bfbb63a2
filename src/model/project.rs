//! A project: a value that is cheap to copy.

use std::collections::HashMap;
use std::sync::Arc;

use imbl::OrdMap;
use smol_str::SmolStr;

use super::{
    Annotator, Article, ArticleId, Codebook, CoderCopy, Dismissal, FieldTarget, Listed, Policy,
    ProjectId, Review, ReviewStatus, ReviewTarget, Stance, Statement, StatementId, Timestamp,
};
use crate::text::Text;

/// Articles, codebook, annotators, statements and reviews.
///
/// Its fields can be read by all and changed only by `edit`, which keeps what [`super::Invalid`]
/// lists from ever being true. A clone shares everything and is copied where one of the two
/// changes, so saving, searching and exporting run on a snapshot.
#[derive(Clone, Debug, PartialEq)]
pub struct Project {
    pub(crate) id: ProjectId,
    pub(crate) title: String,
    pub(crate) policy: Policy,
    /// Of what it is a part; like the id, no edit changes it.
    pub(crate) copy: Option<CoderCopy>,
    pub(crate) codebook: Codebook,
    pub(crate) annotators: Listed<Annotator>,
    pub(crate) articles: Listed<Article>,
    pub(crate) statements: OrdMap<StatementId, Arc<Statement>>,
    pub(crate) reviews: Listed<Review>,
    /// By the key of the entry.
    pub(crate) dismissed: OrdMap<SmolStr, Arc<Dismissal>>,
    /// How many statements stand inside a statement or repeat it, and how many reviews are on it,
    /// so that removing one need not look at all others. Only those with any.
    pub(crate) held: OrdMap<StatementId, usize>,
}

impl Project {
    /// A project with nothing in it but the shipped stances.
    pub fn new(id: ProjectId, title: impl Into<String>) -> Self {
        let mut project = Self::empty(id, title);
        for (position, stance) in Stance::shipped().into_iter().enumerate() {
            // Their ids differ, so none is refused.
            let _ = project.codebook.stances.insert(position, Arc::new(stance));
        }
        project
    }

    pub(crate) fn empty(id: ProjectId, title: impl Into<String>) -> Self {
        Self {
            id,
            title: title.into(),
            policy: Policy::default(),
            copy: None,
            codebook: Codebook::default(),
            annotators: Listed::default(),
            articles: Listed::default(),
            statements: OrdMap::new(),
            reviews: Listed::default(),
            dismissed: OrdMap::new(),
            held: OrdMap::new(),
        }
    }

    pub fn id(&self) -> &ProjectId {
        &self.id
    }

    pub fn title(&self) -> &str {
        &self.title
    }

    pub fn policy(&self) -> Policy {
        self.policy
    }

    /// Whose copy it is, when it is only a part of a project.
    pub fn copy(&self) -> Option<&CoderCopy> {
        self.copy.as_ref()
    }

    pub fn codebook(&self) -> &Codebook {
        &self.codebook
    }

    pub fn annotators(&self) -> &Listed<Annotator> {
        &self.annotators
    }

    pub fn articles(&self) -> &Listed<Article> {
        &self.articles
    }

    pub fn reviews(&self) -> &Listed<Review> {
        &self.reviews
    }

    /// What was dismissed from the worklists, by the key of the entry.
    pub fn dismissals(&self) -> impl Iterator<Item = &Arc<Dismissal>> {
        self.dismissed.values()
    }

    pub fn dismissal(&self, entry: &str) -> Option<&Arc<Dismissal>> {
        self.dismissed.get(entry)
    }

    pub fn statement(&self, id: &StatementId) -> Option<&Arc<Statement>> {
        self.statements.get(id)
    }

    /// All statements, by id.
    pub fn statements(&self) -> impl Iterator<Item = &Arc<Statement>> {
        self.statements.values()
    }

    pub fn statement_count(&self) -> usize {
        self.statements.len()
    }

    /// All statements in the order of the file: by article, first span and id.
    pub fn statements_in_order(&self) -> Vec<&Arc<Statement>> {
        self.in_order(self.statements())
    }

    /// Some of the statements in that order.
    pub(crate) fn in_order<'a>(
        &self,
        statements: impl Iterator<Item = &'a Arc<Statement>>,
    ) -> Vec<&'a Arc<Statement>> {
        let mut all: Vec<_> = statements
            .map(|statement| {
                let position = self.articles.position(&statement.article);
                let start = self.first_char(statement);
                (position, start, statement)
            })
            .collect();
        all.sort_by(|a, b| (a.0, a.1, &a.2.id).cmp(&(b.0, b.1, &b.2.id)));
        all.into_iter().map(|(_, _, statement)| statement).collect()
    }

    /// Where the first span of the content starts, in code points.
    pub(crate) fn first_char(&self, statement: &Statement) -> usize {
        let first = statement.contents.first();
        match (first, self.articles.get(&statement.article)) {
            (Some(anchor), Some(article)) => anchor.chars(&article.text).start,
            _ => 0,
        }
    }

    pub fn statements_of<'a>(
        &'a self,
        article: &'a ArticleId,
    ) -> impl Iterator<Item = &'a Arc<Statement>> {
        self.statements()
            .filter(move |statement| &statement.article == article)
    }

    /// The text that a review has its places in.
    pub(crate) fn text_of_review<A>(&self, on: &ReviewTarget<A>) -> Option<&Text> {
        let article = match on {
            ReviewTarget::Statement(id) => &self.statement(id)?.article,
            ReviewTarget::Text { article, .. } => article,
        };
        self.articles.get(article).map(|article| &article.text)
    }

    /// The first annotator of that name.
    pub fn annotator_named(&self, name: &str) -> Option<&Annotator> {
        self.annotators
            .iter()
            .find(|annotator| annotator.name == name)
            .map(AsRef::as_ref)
    }

    /// Tells whether a statement is coded as it was ([`Statement::version`]).
    pub fn version_of(&self, statement: &StatementId) -> Option<SmolStr> {
        let statement = self.statement(statement)?;
        let article = self.articles.get(&statement.article)?;
        Some(statement.version(&article.text))
    }

    /// The latest verdict on a statement.
    pub fn status_of(&self, statement: &StatementId) -> ReviewStatus {
        self.reviews
            .iter()
            .filter(|review| matches!(&review.on, ReviewTarget::Statement(id) if id == statement))
            .filter_map(|review| review.verdict.map(|verdict| (&review.created, verdict)))
            .max_by(|a, b| a.0.cmp(b.0))
            .map(|(_, verdict)| verdict.into())
            .unwrap_or_default()
    }

    /// The latest verdict on every statement that has one, as [`Project::status_of`] gives it for
    /// one: in one pass over the reviews.
    pub fn statuses(&self) -> HashMap<&StatementId, ReviewStatus> {
        let mut latest: HashMap<&StatementId, (&Timestamp, ReviewStatus)> = HashMap::new();
        for review in self.reviews.iter() {
            let (ReviewTarget::Statement(id), Some(verdict)) = (&review.on, review.verdict) else {
                continue;
            };
            let later = latest.get(id).is_none_or(|(at, _)| **at <= review.created);
            if later {
                latest.insert(id, (&review.created, verdict.into()));
            }
        }
        let statuses = latest.into_iter().map(|(id, (_, status))| (id, status));
        statuses.collect()
    }

    /// Holds all that a statement names, which is going to be in the project.
    pub(crate) fn hold_linked(&mut self, statement: &Statement) {
        for id in statement.parent.iter().chain(&statement.repeats) {
            self.hold(id);
        }
    }

    /// Lets go of all that a statement names, which is going to be gone.
    pub(crate) fn release_linked(&mut self, statement: &Statement) {
        for id in statement.parent.iter().chain(&statement.repeats) {
            self.release(id);
        }
    }

    pub(crate) fn hold(&mut self, id: &StatementId) {
        *self.held.entry(id.clone()).or_insert(0) += 1;
    }

    pub(crate) fn release(&mut self, id: &StatementId) {
        match self.held.get(id).copied() {
            Some(held) if held > 1 => drop(self.held.insert(id.clone(), held - 1)),
            _ => drop(self.held.remove(id)),
        }
    }

    /// What an extra field may stand on.
    pub(crate) fn field_is_on(&self, field: &super::FieldId, target: FieldTarget) -> bool {
        self.codebook
            .fields
            .get(field)
            .is_some_and(|field| field.on == target)
    }
}
