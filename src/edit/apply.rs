//! Applying an edit: check, change, give the inverse.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Applied, ArticleChange, CodeChange, Edit, ReviewChange, Touched};
use smol_str::SmolStr;

use crate::model::{
    AnnotatorId, ArticleId, Code, CodeId, Dismissal, Id as _, Invalid, Keyed, Listed, Project,
    Review, ReviewId, ReviewTarget, Statement, StatementChange, StatementId, check_name,
};
use crate::text::Text;

/// Why an edit was refused. The project is as it was.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    #[error(transparent)]
    Invalid(#[from] Invalid),
    #[error("the {kind} “{name}” is in use ({uses} times): reassign, merge or retire it instead")]
    InUse {
        kind: &'static str,
        name: String,
        uses: usize,
    },
    #[error("a {kind} has no {what}")]
    NotApplicable {
        kind: &'static str,
        what: &'static str,
    },
    #[error(
        "a new text comes with all statements and reviews of the article, as they are but for their places"
    )]
    OtherThanPlaces,
    #[error("the dismissal of “{0}” is that of another entry")]
    OtherEntry(SmolStr),
}

impl Project {
    /// Changes the project, or leaves it as it was and says why.
    pub fn apply(&mut self, edit: Edit) -> Result<Applied, EditError> {
        let mut touched = Touched::default();
        let inverse = match edit {
            Edit::Group { name, edits } => return self.apply_group(name, edits),
            Edit::SetTitle(title) => {
                touched.title = true;
                Edit::SetTitle(std::mem::replace(&mut self.title, title))
            }
            Edit::SetPolicy(policy) => {
                touched.policy = true;
                Edit::SetPolicy(std::mem::replace(&mut self.policy, policy))
            }
            Edit::Dismiss { entry, dismissal } => {
                touched.dismissals.insert(entry.clone());
                self.dismiss(entry, dismissal)?
            }
            Edit::AddAnnotator { at, annotator } => {
                Self::check_annotator_value(&annotator)?;
                touched.annotators.insert(annotator.id.clone());
                Edit::RemoveAnnotator(insert(&mut self.annotators, at, annotator)?)
            }
            Edit::RemoveAnnotator(id) => {
                touched.annotators.insert(id.clone());
                self.remove_annotator(&id)?
            }
            Edit::MoveAnnotator { id, to } => {
                touched.annotators.insert(id.clone());
                let from = self.annotators.move_to(&id, to);
                let to = from.ok_or_else(|| Invalid::UnknownAnnotator(id.clone()))?;
                Edit::MoveAnnotator { id, to }
            }
            Edit::RenameAnnotator { id, name } => {
                check_name(&name)?;
                let annotator = self
                    .annotators
                    .get_mut(&id)
                    .ok_or_else(|| Invalid::UnknownAnnotator(id.clone()))?;
                let name = std::mem::replace(&mut annotator.name, name);
                touched.annotators.insert(id.clone());
                Edit::RenameAnnotator { id, name }
            }
            Edit::AddArticle { at, article } => {
                self.check_article(&article)?;
                touched.articles.insert(article.id.clone());
                Edit::RemoveArticle(insert(&mut self.articles, at, article)?)
            }
            Edit::RemoveArticle(id) => {
                touched.articles.insert(id.clone());
                self.remove_article(&id)?
            }
            Edit::MoveArticle { id, to } => {
                touched.articles.insert(id.clone());
                let from = self.articles.move_to(&id, to);
                let to = from.ok_or_else(|| Invalid::UnknownArticle(id.clone()))?;
                Edit::MoveArticle { id, to }
            }
            Edit::ChangeArticle { id, change } => {
                touched.articles.insert(id.clone());
                self.change_article(id, change)?
            }
            Edit::ReplaceText {
                article,
                text,
                sha256,
                statements,
                reviews,
            } => {
                let before = self.clone();
                let result = self.replace_text(&article, text, sha256, statements, reviews);
                if result.is_err() {
                    *self = before;
                }
                return result;
            }
            Edit::AddStatement(statement) => {
                touched.statements.insert(statement.id.clone());
                self.add_statement(statement)?
            }
            Edit::RemoveStatement(id) => {
                touched.statements.insert(id.clone());
                self.remove_statement(&id)?
            }
            Edit::ChangeStatement { id, change } => {
                touched.statements.insert(id.clone());
                self.change_statement(id, change)?
            }
            Edit::AddCode { at, code } => {
                self.check_code_value(&code)?;
                touched.codes.insert(code.id());
                Edit::RemoveCode(self.insert_code(at, *code)?)
            }
            Edit::RemoveCode(id) => {
                touched.codes.insert(id.clone());
                self.remove_code(&id)?
            }
            Edit::MoveCode { id, to } => {
                touched.codes.insert(id.clone());
                let book = &mut self.codebook;
                let from = match &id {
                    CodeId::Speaker(id) => book.speakers.move_to(id, to),
                    CodeId::Stance(id) => book.stances.move_to(id, to),
                    CodeId::Topic(id) => book.topics.move_to(id, to),
                    CodeId::Field(id) => book.fields.move_to(id, to),
                };
                let to = from.ok_or_else(|| Invalid::UnknownCode(id.clone()))?;
                Edit::MoveCode { id, to }
            }
            Edit::ChangeCode { id, change } => {
                touched.codes.insert(id.clone());
                self.change_code(id, change)?
            }
            Edit::AddReview { at, review } => {
                self.check_review(&review)?;
                touched.reviews.insert(review.id.clone());
                let on = review.on.statement().cloned();
                let inverse = Edit::RemoveReview(insert(&mut self.reviews, at, review)?);
                if let Some(statement) = &on {
                    self.hold(statement);
                }
                inverse
            }
            Edit::RemoveReview(id) => {
                let (at, review) = self
                    .reviews
                    .remove(&id)
                    .ok_or_else(|| Invalid::UnknownReview(id.clone()))?;
                if let Some(statement) = review.on.statement() {
                    self.release(statement);
                }
                touched.reviews.insert(id);
                Edit::AddReview { at, review }
            }
            Edit::MoveReview { id, to } => {
                touched.reviews.insert(id.clone());
                let from = self.reviews.move_to(&id, to);
                let to = from.ok_or_else(|| Invalid::UnknownReview(id.clone()))?;
                Edit::MoveReview { id, to }
            }
            Edit::ChangeReview { id, change } => {
                touched.reviews.insert(id.clone());
                self.change_review(id, change)?
            }
        };
        Ok(Applied { inverse, touched })
    }

    fn apply_group(&mut self, name: String, edits: Vec<Edit>) -> Result<Applied, EditError> {
        let before = self.clone();
        let mut touched = Touched::default();
        let mut inverses = Vec::with_capacity(edits.len());
        for edit in edits {
            match self.apply(edit) {
                Ok(applied) => {
                    inverses.push(applied.inverse);
                    touched.join(applied.touched);
                }
                Err(error) => {
                    *self = before;
                    return Err(error);
                }
            }
        }
        inverses.reverse();
        Ok(Applied {
            inverse: Edit::Group {
                name,
                edits: inverses,
            },
            touched,
        })
    }

    fn dismiss(
        &mut self,
        entry: SmolStr,
        dismissal: Option<Arc<Dismissal>>,
    ) -> Result<Edit, EditError> {
        let before = match dismissal {
            Some(dismissal) => {
                Self::check_dismissal(&dismissal)?;
                if dismissal.entry != entry {
                    return Err(EditError::OtherEntry(entry));
                }
                self.dismissed.insert(entry.clone(), dismissal)
            }
            None => self.dismissed.remove(&entry),
        };
        Ok(Edit::Dismiss {
            entry,
            dismissal: before,
        })
    }

    fn remove_annotator(&mut self, id: &AnnotatorId) -> Result<Edit, EditError> {
        let name = self
            .annotators
            .get(id)
            .ok_or_else(|| Invalid::UnknownAnnotator(id.clone()))?
            .name
            .clone();
        let statements = self.statements().filter(|s| &s.annotator == id).count();
        let progress = self.articles.iter().filter(|a| a.progress_of(id).is_some());
        let reviews = self.reviews.iter().filter(|review| mentions(review, id));
        refuse_in_use(
            "annotator",
            name,
            statements + progress.count() + reviews.count(),
        )?;
        let (at, annotator) = self
            .annotators
            .remove(id)
            .ok_or_else(|| Invalid::UnknownAnnotator(id.clone()))?;
        Ok(Edit::AddAnnotator { at, annotator })
    }

    fn remove_article(&mut self, id: &ArticleId) -> Result<Edit, EditError> {
        let name = self.article_or(id)?.title.clone();
        let reviews = self
            .reviews
            .iter()
            .filter(|r| matches!(&r.on, ReviewTarget::Text { article, .. } if article == id));
        refuse_in_use(
            "article",
            name,
            self.statements_of(id).count() + reviews.count(),
        )?;
        let (at, article) = self
            .articles
            .remove(id)
            .ok_or_else(|| Invalid::UnknownArticle(id.clone()))?;
        Ok(Edit::AddArticle { at, article })
    }

    fn change_article(&mut self, id: ArticleId, change: ArticleChange) -> Result<Edit, EditError> {
        let mut changed = self.article_or(&id)?.clone();
        let change = change.exchange(&mut changed);
        self.check_article(&changed)?;
        if let Some(article) = self.articles.get_mut(&id) {
            *article = changed;
        }
        Ok(Edit::ChangeArticle { id, change })
    }

    fn replace_text(
        &mut self,
        id: &ArticleId,
        text: Text,
        sha256: SmolStr,
        statements: Vec<Arc<Statement>>,
        reviews: Vec<Arc<Review>>,
    ) -> Result<Applied, EditError> {
        let old_statements: BTreeMap<StatementId, Arc<Statement>> = self
            .statements_of(id)
            .map(|s| (s.id.clone(), Arc::clone(s)))
            .collect();
        let old_reviews: BTreeMap<ReviewId, Arc<Review>> = self
            .reviews_in(id)
            .map(|r| (r.id.clone(), Arc::clone(r)))
            .collect();
        let moved = |new: &Arc<Statement>| {
            old_statements.get(&new.id).is_some_and(|old| {
                Statement::clone(old).map_anchors(drop) == Statement::clone(new).map_anchors(drop)
            })
        };
        let moved_review = |new: &Arc<Review>| {
            old_reviews.get(&new.id).is_some_and(|old| {
                Review::clone(old).map_anchors(drop) == Review::clone(new).map_anchors(drop)
            })
        };
        let given: BTreeSet<_> = statements.iter().map(|s| &s.id).collect();
        let given_reviews: BTreeSet<_> = reviews.iter().map(|r| &r.id).collect();
        let all = given.len() == old_statements.len() && given_reviews.len() == old_reviews.len();
        if !all || !statements.iter().all(moved) || !reviews.iter().all(moved_review) {
            return Err(EditError::OtherThanPlaces);
        }
        let article = self
            .articles
            .get_mut(id)
            .ok_or_else(|| Invalid::UnknownArticle(id.clone()))?;
        let inverse = Edit::ReplaceText {
            article: id.clone(),
            text: std::mem::replace(&mut article.text, text),
            sha256: std::mem::replace(&mut article.sha256, sha256),
            statements: old_statements.into_values().collect(),
            reviews: old_reviews.into_values().collect(),
        };
        let mut touched = Touched::default();
        touched.articles.insert(id.clone());
        for statement in statements {
            self.check_statement(&statement)?;
            touched.statements.insert(statement.id.clone());
            self.statements.insert(statement.id.clone(), statement);
        }
        for review in reviews {
            self.check_review(&review)?;
            touched.reviews.insert(review.id.clone());
            put(&mut self.reviews, Arc::unwrap_or_clone(review));
        }
        Ok(Applied { inverse, touched })
    }

    /// The reviews with a place in an article.
    pub(super) fn reviews_in<'a>(
        &'a self,
        id: &'a ArticleId,
    ) -> impl Iterator<Item = &'a Arc<Review>> {
        self.reviews.iter().filter(move |review| match &review.on {
            ReviewTarget::Text { article, .. } => article == id,
            ReviewTarget::Statement(statement) => self
                .statement(statement)
                .is_some_and(|statement| &statement.article == id),
        })
    }

    fn add_statement(&mut self, statement: Arc<Statement>) -> Result<Edit, EditError> {
        if self.statements.contains_key(&statement.id) {
            return Err(Invalid::DuplicateId(statement.id.to_string()).into());
        }
        self.check_statement(&statement)?;
        self.check_links(&statement)?;
        self.hold_linked(&statement);
        let id = statement.id.clone();
        self.statements.insert(id.clone(), statement);
        Ok(Edit::RemoveStatement(id))
    }

    fn remove_statement(&mut self, id: &StatementId) -> Result<Edit, EditError> {
        if !self.statements.contains_key(id) {
            return Err(Invalid::UnknownStatement(id.clone()).into());
        }
        let held = self.held.get(id).copied().unwrap_or(0);
        refuse_in_use("statement", id.to_string(), held)?;
        match self.statements.remove(id) {
            Some(statement) => {
                self.release_linked(&statement);
                Ok(Edit::AddStatement(statement))
            }
            None => Err(Invalid::UnknownStatement(id.clone()).into()),
        }
    }

    fn change_statement(
        &mut self,
        id: StatementId,
        change: StatementChange,
    ) -> Result<Edit, EditError> {
        let statement = self
            .statements
            .get(&id)
            .ok_or_else(|| Invalid::UnknownStatement(id.clone()))?;
        let mut changed = Statement::clone(statement);
        let change = change.exchange(&mut changed);
        self.check_statement(&changed)?;
        self.check_links(&changed)?;
        let linked = match &change {
            StatementChange::Parent(old) => Some((old, &changed.parent)),
            StatementChange::Repeats(old) => Some((old, &changed.repeats)),
            _ => None,
        };
        if let Some((old, new)) = linked {
            if let Some(old) = old {
                self.release(old);
            }
            if let Some(new) = new {
                self.hold(new);
            }
        }
        self.statements.insert(id.clone(), Arc::new(changed));
        Ok(Edit::ChangeStatement { id, change })
    }

    fn insert_code(&mut self, at: usize, code: Code) -> Result<CodeId, EditError> {
        let id = code.id();
        let book = &mut self.codebook;
        match code {
            Code::Speaker(code) => insert(&mut book.speakers, at, Arc::new(code)).map(drop),
            Code::Stance(code) => insert(&mut book.stances, at, Arc::new(code)).map(drop),
            Code::Topic(code) => insert(&mut book.topics, at, Arc::new(code)).map(drop),
            Code::Field(code) => insert(&mut book.fields, at, Arc::new(code)).map(drop),
        }?;
        Ok(id)
    }

    fn remove_code(&mut self, id: &CodeId) -> Result<Edit, EditError> {
        self.check_code(id)?;
        let name = self.codebook.name(id).to_owned();
        refuse_in_use(id.kind(), name, super::compose::uses(self, id).count())?;
        let unknown = || Invalid::UnknownCode(id.clone());
        let book = &mut self.codebook;
        let (at, code) = match id {
            CodeId::Speaker(id) => {
                let (at, code) = book.speakers.remove(id).ok_or_else(unknown)?;
                (at, Code::Speaker(Arc::unwrap_or_clone(code)))
            }
            CodeId::Stance(id) => {
                let (at, code) = book.stances.remove(id).ok_or_else(unknown)?;
                (at, Code::Stance(Arc::unwrap_or_clone(code)))
            }
            CodeId::Topic(id) => {
                let (at, code) = book.topics.remove(id).ok_or_else(unknown)?;
                (at, Code::Topic(Arc::unwrap_or_clone(code)))
            }
            CodeId::Field(id) => {
                let (at, code) = book.fields.remove(id).ok_or_else(unknown)?;
                (at, Code::Field(Arc::unwrap_or_clone(code)))
            }
        };
        Ok(Edit::AddCode {
            at,
            code: Box::new(code),
        })
    }

    fn change_code(&mut self, id: CodeId, change: CodeChange) -> Result<Edit, EditError> {
        let mut code = self
            .codebook
            .code(&id)
            .ok_or_else(|| Invalid::UnknownCode(id.clone()))?;
        let kind = id.kind();
        // Values that are there keep to the kind of their field.
        if matches!(change, CodeChange::FieldKind(_)) {
            let uses = super::compose::uses(self, &id).count();
            refuse_in_use(kind, code.name().to_owned(), uses)?;
        }
        let change = change
            .exchange(&mut code)
            .map_err(|what| EditError::NotApplicable { kind, what })?;
        self.check_code_value(&code)?;
        let book = &mut self.codebook;
        match code {
            Code::Speaker(code) => put(&mut book.speakers, code),
            Code::Stance(code) => put(&mut book.stances, code),
            Code::Topic(code) => put(&mut book.topics, code),
            Code::Field(code) => put(&mut book.fields, code),
        }
        Ok(Edit::ChangeCode { id, change })
    }

    fn change_review(&mut self, id: ReviewId, change: ReviewChange) -> Result<Edit, EditError> {
        let review = self
            .reviews
            .get(&id)
            .ok_or_else(|| Invalid::UnknownReview(id.clone()))?;
        let mut changed = Review::clone(review);
        let change = change.exchange(&mut changed);
        self.check_review(&changed)?;
        put(&mut self.reviews, changed);
        Ok(Edit::ChangeReview { id, change })
    }
}

fn insert<T: Keyed>(list: &mut Listed<T>, at: usize, value: Arc<T>) -> Result<T::Id, EditError> {
    let id = value.id().clone();
    if id.as_str().is_empty() {
        return Err(Invalid::EmptyId.into());
    }
    list.insert(at, value)
        .map_err(|_taken| Invalid::DuplicateId(id.to_string()))?;
    Ok(id)
}

fn mentions(review: &Review, annotator: &AnnotatorId) -> bool {
    &review.reviewer == annotator
        || review.comments.iter().any(|c| &c.author == annotator)
        || review
            .suggested
            .iter()
            .any(|change| matches!(change, StatementChange::Annotator(id) if id == annotator))
}

fn put<T: Keyed + Clone>(list: &mut Listed<T>, value: T) {
    let id = value.id().clone();
    if let Some(kept) = list.get_mut(&id) {
        *kept = value;
    }
}

fn refuse_in_use(kind: &'static str, name: String, uses: usize) -> Result<(), EditError> {
    if uses == 0 {
        Ok(())
    } else {
        Err(EditError::InUse { kind, name, uses })
    }
}
