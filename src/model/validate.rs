//! What may never be true of a project. Edits refuse it, loading reports it.

use std::collections::HashSet;

use super::{
    Anchor, Annotator, AnnotatorId, Article, ArticleId, Code, CodeId, Dismissal, FieldEntry,
    FieldKind, FieldTarget, FieldValue, Id as _, Project, Review, ReviewTarget, Speaker, SpeakerId,
    Statement, StatementChange, StatementId, Target, Topic,
};
use crate::text::Text;

/// Why a value does not fit into a project. Each names the value that is missing or wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Invalid {
    #[error("an article with the id “{0}” is not in the project")]
    UnknownArticle(ArticleId),
    #[error("an annotator with the id “{0}” is not in the project")]
    UnknownAnnotator(AnnotatorId),
    #[error("a statement with the id “{0}” is not in the project")]
    UnknownStatement(StatementId),
    #[error("a review with the id “{0}” is not in the project")]
    UnknownReview(super::ReviewId),
    #[error("a {} with the id “{}” is not in the codebook", .0.kind(), .0.as_str())]
    UnknownCode(CodeId),
    #[error("the id “{0}” is used twice")]
    DuplicateId(String),
    #[error("the id is empty")]
    EmptyId,
    #[error("a statement needs at least one span of content")]
    NoContent,
    #[error("the span {start}–{end} does not fit the article, which has {chars} characters")]
    SpanOutside {
        start: usize,
        end: usize,
        chars: usize,
    },
    #[error("the words “{0}” stand at their place, so they are not lost")]
    NotDetached(String),
    #[error("spans of one statement’s content overlap or are out of order")]
    OverlappingContents,
    #[error("“{0}” is listed twice")]
    ListedTwice(String),
    #[error("a statement cannot stand inside itself")]
    InsideItself,
    #[error("a statement cannot repeat itself")]
    RepeatsItself,
    #[error("a reason is needed")]
    NoReason,
    #[error("the topic “{0}” would stand below itself")]
    TopicCycle(String),
    #[error("the value of the field “{field}” must be {expected}")]
    FieldValue {
        field: String,
        expected: &'static str,
    },
    #[error("a name is needed")]
    EmptyName,
    #[error("the digit {0} already sets another stance")]
    KeyTaken(u8),
    #[error("a stance’s key is a digit from 1 to 9, or left out")]
    NoKey,
}

impl Project {
    pub(crate) fn article_or(&self, id: &ArticleId) -> Result<&Article, Invalid> {
        self.articles
            .get(id)
            .map(AsRef::as_ref)
            .ok_or_else(|| Invalid::UnknownArticle(id.clone()))
    }

    pub(crate) fn check_statement(&self, statement: &Statement) -> Result<(), Invalid> {
        check_id(statement.id.as_str())?;
        let article = self.article_or(&statement.article)?;
        self.check_annotator(&statement.annotator)?;
        check_contents(&article.text, &statement.contents)?;
        check_anchors(&article.text, &statement.cue)?;
        check_anchors(&article.text, &statement.source)?;
        self.check_speakers(&statement.speakers)?;
        self.check_speakers(&statement.on_behalf_of)?;
        self.check_topics(&statement.topics)?;
        if let Some(stance) = &statement.stance {
            self.check_code(&CodeId::Stance(stance.clone()))?;
        }
        if let Target::Speaker(speaker) = &statement.target {
            self.check_code(&CodeId::Speaker(speaker.clone()))?;
        }
        self.check_fields(&statement.fields, FieldTarget::Statement)?;
        Ok(())
    }

    /// A parent is another statement that is there and does not stand inside this one, and what it
    /// repeats does not repeat this one. Apart from the rest, because a file may list a child
    /// before its parent.
    pub(crate) fn check_links(&self, statement: &Statement) -> Result<(), Invalid> {
        self.check_chain(statement, |s| s.parent.as_ref(), Invalid::InsideItself)?;
        self.check_chain(statement, |s| s.repeats.as_ref(), Invalid::RepeatsItself)
    }

    fn check_chain(
        &self,
        statement: &Statement,
        link: impl Fn(&Statement) -> Option<&StatementId>,
        circle: Invalid,
    ) -> Result<(), Invalid> {
        let mut next = link(statement);
        let mut steps = 0;
        while let Some(id) = next {
            if id == &statement.id || steps > self.statements.len() {
                return Err(circle);
            }
            let linked = self
                .statements
                .get(id)
                .ok_or_else(|| Invalid::UnknownStatement(id.clone()))?;
            next = link(linked);
            steps += 1;
        }
        Ok(())
    }

    pub(crate) fn check_dismissal(dismissal: &Dismissal) -> Result<(), Invalid> {
        check_id(&dismissal.entry)?;
        if dismissal.reason.trim().is_empty() {
            Err(Invalid::NoReason)
        } else {
            Ok(())
        }
    }

    pub(crate) fn check_annotator_value(annotator: &Annotator) -> Result<(), Invalid> {
        check_id(annotator.id.as_str())?;
        check_name(&annotator.name)
    }

    pub(crate) fn check_annotator(&self, id: &AnnotatorId) -> Result<(), Invalid> {
        if self.annotators.contains(id) {
            Ok(())
        } else {
            Err(Invalid::UnknownAnnotator(id.clone()))
        }
    }

    pub(crate) fn check_code(&self, id: &CodeId) -> Result<(), Invalid> {
        let book = &self.codebook;
        let there = match id {
            CodeId::Speaker(id) => book.speakers.contains(id),
            CodeId::Stance(id) => book.stances.contains(id),
            CodeId::Topic(id) => book.topics.contains(id),
            CodeId::Field(id) => book.fields.contains(id),
        };
        if there {
            Ok(())
        } else {
            Err(Invalid::UnknownCode(id.clone()))
        }
    }

    fn check_speakers(&self, ids: &[SpeakerId]) -> Result<(), Invalid> {
        check_once(ids)?;
        ids.iter()
            .try_for_each(|id| self.check_code(&CodeId::Speaker(id.clone())))
    }

    fn check_topics(&self, ids: &[super::TopicId]) -> Result<(), Invalid> {
        check_once(ids)?;
        ids.iter()
            .try_for_each(|id| self.check_code(&CodeId::Topic(id.clone())))
    }

    pub(crate) fn check_article(&self, article: &Article) -> Result<(), Invalid> {
        check_id(article.id.as_str())?;
        let annotators: Vec<_> = article.progress.iter().map(|p| &p.annotator).collect();
        check_once(&annotators)?;
        annotators
            .into_iter()
            .try_for_each(|id| self.check_annotator(id))?;
        self.check_fields(&article.fields, FieldTarget::Article)
    }

    /// Checks a code against the rest of the codebook; another of the same id is the one that it
    /// replaces.
    pub(crate) fn check_code_value(&self, code: &Code) -> Result<(), Invalid> {
        check_id(code.id().as_str())?;
        check_name(code.name())?;
        match code {
            Code::Speaker(speaker) => {
                self.check_fields(&speaker.fields, FieldTarget::Speaker)?;
                self.check_roles(speaker)
            }
            Code::Stance(stance) => {
                let Some(key) = stance.key else { return Ok(()) };
                if !(1..=9).contains(&key) {
                    return Err(Invalid::NoKey);
                }
                let taken = self
                    .codebook
                    .stances
                    .iter()
                    .any(|other| other.id != stance.id && other.key == Some(key));
                if taken {
                    Err(Invalid::KeyTaken(key))
                } else {
                    Ok(())
                }
            }
            Code::Topic(topic) => self.check_topic_parent(topic),
            Code::Field(_) => Ok(()),
        }
    }

    /// The organisations of a speaker's roles are speakers too; a role in itself is refused.
    pub(crate) fn check_roles(&self, speaker: &Speaker) -> Result<(), Invalid> {
        speaker
            .roles
            .iter()
            .filter_map(|role| role.organisation.as_ref())
            .filter(|id| **id != speaker.id)
            .try_for_each(|id| self.check_code(&CodeId::Speaker(id.clone())))
    }

    pub(crate) fn check_topic_parent(&self, topic: &Topic) -> Result<(), Invalid> {
        let mut next = topic.parent.as_ref();
        let mut steps = 0;
        while let Some(id) = next {
            if id == &topic.id || steps > self.codebook.topics.len() {
                return Err(Invalid::TopicCycle(topic.name.clone()));
            }
            let parent = self
                .codebook
                .topics
                .get(id)
                .ok_or_else(|| Invalid::UnknownCode(CodeId::Topic(id.clone())))?;
            next = parent.parent.as_ref();
            steps += 1;
        }
        Ok(())
    }

    fn check_fields(&self, entries: &[FieldEntry], on: FieldTarget) -> Result<(), Invalid> {
        let ids: Vec<_> = entries.iter().map(|entry| &entry.field).collect();
        check_once(&ids)?;
        for entry in entries {
            let field = self
                .codebook
                .fields
                .get(&entry.field)
                .filter(|_| self.field_is_on(&entry.field, on))
                .ok_or_else(|| Invalid::UnknownCode(CodeId::Field(entry.field.clone())))?;
            check_value(&field.kind, &entry.value).map_err(|expected| Invalid::FieldValue {
                field: field.name.clone(),
                expected,
            })?;
        }
        Ok(())
    }

    pub(crate) fn check_review(&self, review: &Review) -> Result<(), Invalid> {
        check_id(review.id.as_str())?;
        self.check_annotator(&review.reviewer)?;
        review
            .comments
            .iter()
            .try_for_each(|comment| self.check_annotator(&comment.author))?;
        let article = match &review.on {
            ReviewTarget::Statement(id) => {
                let statement = self
                    .statements
                    .get(id)
                    .ok_or_else(|| Invalid::UnknownStatement(id.clone()))?;
                self.article_or(&statement.article)?
            }
            ReviewTarget::Text { article, place } => {
                let article = self.article_or(article)?;
                check_anchors(&article.text, std::slice::from_ref(place))?;
                article
            }
        };
        for change in &review.suggested {
            match change {
                StatementChange::Contents(anchors) => check_contents(&article.text, anchors)?,
                StatementChange::Cue(anchors) | StatementChange::Source(anchors) => {
                    check_anchors(&article.text, anchors)?;
                }
                StatementChange::Speakers(ids) | StatementChange::OnBehalfOf(ids) => {
                    self.check_speakers(ids)?;
                }
                StatementChange::Topics(ids) => self.check_topics(ids)?,
                StatementChange::Stance(Some(id)) => {
                    self.check_code(&CodeId::Stance(id.clone()))?;
                }
                StatementChange::Target(Target::Speaker(id)) => {
                    self.check_code(&CodeId::Speaker(id.clone()))?;
                }
                StatementChange::Annotator(id) => self.check_annotator(id)?,
                StatementChange::Fields(entries) => {
                    self.check_fields(entries, FieldTarget::Statement)?;
                }
                _ => {}
            }
        }
        Ok(())
    }
}

fn check_id(id: &str) -> Result<(), Invalid> {
    if id.is_empty() {
        Err(Invalid::EmptyId)
    } else {
        Ok(())
    }
}

pub(crate) fn check_name(name: &str) -> Result<(), Invalid> {
    if name.trim().is_empty() {
        Err(Invalid::EmptyName)
    } else {
        Ok(())
    }
}

fn check_once<T: std::hash::Hash + Eq + std::fmt::Display>(ids: &[T]) -> Result<(), Invalid> {
    let mut seen = HashSet::with_capacity(ids.len());
    match ids.iter().find(|id| !seen.insert(*id)) {
        Some(twice) => Err(Invalid::ListedTwice(twice.to_string())),
        None => Ok(()),
    }
}

fn check_anchors(text: &Text, anchors: &[Anchor]) -> Result<(), Invalid> {
    anchors.iter().try_for_each(|anchor| match anchor {
        Anchor::At(span) if !span.fits(text) => Err(Invalid::SpanOutside {
            start: text.char_of_byte(span.start()),
            end: text.char_of_byte(span.end()),
            chars: text.chars(),
        }),
        // Else it would be found again by saving and loading, without an edit.
        Anchor::Detached(lost) if !Anchor::from_file(text, lost.clone()).is_detached() => {
            Err(Invalid::NotDetached(lost.quote.to_string()))
        }
        _ => Ok(()),
    })
}

fn check_contents(text: &Text, contents: &[Anchor]) -> Result<(), Invalid> {
    if contents.is_empty() {
        return Err(Invalid::NoContent);
    }
    check_anchors(text, contents)?;
    let spans: Vec<_> = contents.iter().filter_map(Anchor::span).collect();
    let in_order = spans
        .iter()
        .zip(spans.iter().skip(1))
        .all(|(a, b)| a.end() <= b.start());
    if in_order {
        Ok(())
    } else {
        Err(Invalid::OverlappingContents)
    }
}

pub(crate) fn check_value(kind: &FieldKind, value: &FieldValue) -> Result<(), &'static str> {
    let (fits, expected) = match (kind, value) {
        (FieldKind::Choice(of), FieldValue::Choice(v)) => (of.contains(v), "one of its choices"),
        (FieldKind::Choice(_), _) => (false, "one of its choices"),
        (FieldKind::Choices(of), FieldValue::Choices(v)) => {
            (v.iter().all(|v| of.contains(v)), "some of its choices")
        }
        (FieldKind::Choices(_), _) => (false, "some of its choices"),
        (FieldKind::Text, value) => (matches!(value, FieldValue::Text(_)), "a text"),
        (FieldKind::Number, FieldValue::Number(v)) => {
            (v.parse().is_ok_and(f64::is_finite), "a finite number")
        }
        (FieldKind::Number, _) => (false, "a finite number"),
        (FieldKind::Date, value) => (matches!(value, FieldValue::Date(_)), "a date"),
        (FieldKind::Url, value) => (matches!(value, FieldValue::Url(_)), "an address"),
        (FieldKind::YesNo, value) => (matches!(value, FieldValue::YesNo(_)), "yes or no"),
    };
    if fits { Ok(()) } else { Err(expected) }
}
