//! Fitting drafts into a project: what every import format has in common.
//!
//! Drafts are tried on a copy of the project, one article at a time and all of it or nothing; what
//! fitted becomes one edit. Decisions that are the same for all formats:
//!
//! - Speakers are found by name, then by alias; annotators and topics by name; stances by id, then
//!   by name. What is not found is made;
//!   whoever is spoken for as an organisation, other speakers as persons.
//! - An article is found by its id. One without an id whose text is in the project already is
//!   that article, so that the same import twice does not double it.
//! - A statement without an annotator is by the only one that its article lists; else by the one
//!   that the caller names; else by one called “import”.
//! - A statement with an annotator was made by hand, as far as anybody knows. One without was not:
//!   its provenance is the proposal that it carries, else the import.
//! - Nobody knows who gave a verdict that comes in: it is by the annotator that the caller names,
//!   but never by the statement's own annotator, who would be their own reviewer; else by
//!   “import”.

mod mapping;
mod names;
mod place;
mod report;

pub use mapping::{Mapping, MappingError};
pub use report::{Remark, Report};

use std::collections::HashMap;
use std::sync::Arc;

use smol_str::SmolStr;

use self::names::Names;
use self::place::{Incoming, ordered};
use super::{ArticleDraft, Drafted, Format, StatementDraft};
use crate::edit::{ArticleChange, Edit, EditError};
use crate::model::{
    AnnotatorId, Article, ArticleId, Fresh, Id as _, Progress, ProgressState, Project, Provenance,
    Review, ReviewStatus, ReviewTarget, SpeakerKind, Statement, StatementId, Verdict, fresh_id,
};
use crate::text::{Text, normalise};

/// Who stands for work that nobody is known to have done.
const NOBODY: &str = "import";

/// Takes drafts for one project; several files may follow one another.
pub struct Intake<'f> {
    /// The project as it will be.
    working: Project,
    edits: Vec<Edit>,
    fresh: &'f mut dyn Fresh,
    format: &'static str,
    annotator: Option<String>,
    names: Names,
    by_digest: HashMap<SmolStr, ArticleId>,
}

impl<'f> Intake<'f> {
    /// `annotator` is the name of whoever made the statements that name nobody.
    pub fn new(
        project: &Project,
        format: &Format,
        annotator: Option<String>,
        fresh: &'f mut dyn Fresh,
    ) -> Self {
        Self {
            annotator,
            ..Self::begin(project, format.name, fresh)
        }
    }

    /// For articles without statements.
    pub fn of_articles(project: &Project, fresh: &'f mut dyn Fresh) -> Self {
        Self::begin(project, "articles", fresh)
    }

    fn begin(project: &Project, format: &'static str, fresh: &'f mut dyn Fresh) -> Self {
        let articles = project.articles().iter();
        Self {
            working: project.clone(),
            edits: Vec::new(),
            fresh,
            format,
            annotator: None,
            names: Names::new(project),
            by_digest: articles
                .map(|article| (article.sha256.clone(), article.id.clone()))
                .collect(),
        }
    }

    /// Takes all that files say, article by article.
    pub fn take_all(&mut self, drafted: Drafted) -> Report {
        let Drafted {
            articles,
            codes,
            mut report,
        } = drafted;
        report.begin("");
        for code in &codes {
            let mut step = self.step(0);
            match self.code(code, &mut step) {
                Ok(()) => report.join(step.made),
                Err(why) => {
                    self.take_back(step);
                    report.fail(0, format!("the code “{}”: {why}", code.name));
                }
            }
        }
        for located in &articles {
            report.begin(&located.file);
            self.take(&located.article, located.line, &mut report);
        }
        report.sort();
        report
    }

    /// Takes an article with its statements, or nothing of it. `line` is where it stands in its
    /// file, from 1.
    fn take(&mut self, draft: &ArticleDraft, line: usize, report: &mut Report) {
        let mut step = self.step(line);
        match self.fit(draft, &mut step) {
            Ok(()) => report.join(step.made),
            Err(why) => {
                self.take_back(step);
                report.fail(line, why);
            }
        }
    }

    /// All that fitted, as one edit under one name.
    pub fn finish(self, name: impl Into<String>) -> Edit {
        Edit::group(name, self.edits)
    }

    fn step(&self, line: usize) -> Step {
        Step {
            line,
            inverses: Vec::new(),
            from: self.edits.len(),
            made: Report::default(),
        }
    }

    fn fit(&mut self, draft: &ArticleDraft, step: &mut Step) -> Result<(), String> {
        let ArticleDraft {
            annotators,
            progress,
            statements,
            ..
        } = draft;
        let (id, incoming) = self.article(draft, step)?;
        let only = match annotators.as_slice() {
            [only] => Some(only.as_str()),
            _ => None,
        };
        self.progress(&id, annotators, progress, step)?;
        for (statement, number) in statements.iter().zip(1..) {
            let name = match &statement.id {
                Some(id) => format!("statement “{id}”"),
                None => format!("statement {number}"),
            };
            let mut one = self.step(match statement.line {
                0 => step.line,
                line => line,
            });
            match self.statement(statement, &name, &id, &incoming, only, &mut one) {
                Ok(()) => step.join(one),
                Err(why) if draft.piecemeal => {
                    let line = one.line;
                    self.take_back(one);
                    step.made.fail(line, format!("{name}: {why}"));
                }
                Err(why) => {
                    step.join(one);
                    return Err(format!("{name}: {why}"));
                }
            }
        }
        Ok(())
    }

    /// The article of a draft, added when it is new, and how places of the draft are found in it.
    fn article(
        &mut self,
        draft: &ArticleDraft,
        step: &mut Step,
    ) -> Result<(ArticleId, Incoming), String> {
        let normalised = draft.text.as_deref().map(normalise);
        let there = draft
            .id
            .as_ref()
            .and_then(|id| self.working.articles().get(id));
        if let Some(article) = there
            && differs(article, draft)
        {
            step.note(format!(
                "the article “{}” is in the project already; its title and other data were left as they are",
                article.id
            ));
        }
        let Some(mut normalised) = normalised else {
            let article = there.ok_or_else(|| match &draft.id {
                Some(id) => format!(
                    "it has no “text”, and no article “{id}” is in the project: add the article first, or its text to the line"
                ),
                None => "it has neither “id” nor “text”".to_owned(),
            })?;
            return Ok((article.id.clone(), Incoming::as_kept(&article.text)));
        };
        if let Some(article) = there {
            if article.text.as_str() != normalised.text {
                return Err(format!(
                    "the article “{}” is in the project with another text: give this one another id",
                    article.id
                ));
            }
            return Ok((
                article.id.clone(),
                Incoming::new(article.text.clone(), normalised),
            ));
        }
        let text = Text::new(std::mem::take(&mut normalised.text));
        let mut article = Article::new(ArticleId::new(""), "", text.clone());
        let twin = self.by_digest.get(&article.sha256);
        match (&draft.id, twin) {
            (None, Some(twin)) => {
                step.note(format!(
                    "this text is in the project already as the article “{twin}”: it was not added again"
                ));
                return Ok((twin.clone(), Incoming::new(text, normalised)));
            }
            (Some(id), Some(twin)) => {
                step.note(format!(
                    "the article “{id}” has the same text as the article “{twin}”"
                ));
            }
            (_, None) => {}
        }
        article.id = match &draft.id {
            Some(id) => id.clone(),
            None => fresh_id(self.fresh),
        };
        draft.describe(&mut article);
        let id = article.id.clone();
        let digest = article.sha256.clone();
        self.apply(
            Edit::AddArticle {
                at: usize::MAX,
                article: Arc::new(article),
            },
            step,
        )?;
        self.by_digest.entry(digest).or_insert_with(|| id.clone());
        step.made.articles += 1;
        Ok((id, Incoming::new(text, normalised)))
    }

    /// Those listed are done, unless the draft says otherwise; others keep what they have.
    fn progress(
        &mut self,
        id: &ArticleId,
        annotators: &[String],
        progress: &[(String, Option<ProgressState>)],
        step: &mut Step,
    ) -> Result<(), String> {
        let other = |name: &String| progress.iter().any(|(other, _)| other == name);
        let mut states: Vec<(&String, ProgressState)> = Vec::new();
        for name in annotators {
            if other(name) {
                // Made all the same: whoever is listed has coded something.
                self.annotator(name, step)?;
            } else {
                states.push((name, ProgressState::Done));
            }
        }
        for (name, state) in progress {
            if let Some(state) = state {
                states.push((name, *state));
            }
        }
        let Some(article) = self.working.articles().get(id) else {
            return Ok(());
        };
        let before = article.progress.clone();
        let mut after = before.clone();
        for (name, state) in states {
            let annotator = self.annotator(name, step)?;
            match after.iter_mut().find(|p| p.annotator == annotator) {
                Some(progress) => progress.state = state,
                None => after.push(Progress { annotator, state }),
            }
        }
        if after == before {
            return Ok(());
        }
        let change = ArticleChange::Progress(after);
        let id = id.clone();
        self.apply(Edit::ChangeArticle { id, change }, step)
    }

    fn statement(
        &mut self,
        draft: &StatementDraft,
        name: &str,
        article: &ArticleId,
        incoming: &Incoming,
        only: Option<&str>,
        step: &mut Step,
    ) -> Result<(), String> {
        if let Some(id) = &draft.id
            && self.working.statement(id).is_some()
        {
            step.note(format!(
                "{name} was left out: the project has one with that id"
            ));
            return Ok(());
        }
        if draft.contents.is_empty() {
            return Err("it has no “contents”".to_owned());
        }
        let contents = ordered(incoming.anchors("content", &draft.contents)?)?;
        let cue = incoming.anchors("cue", &draft.cue)?;
        let source = incoming.anchors("source", &draft.source)?;
        let places = contents.iter().chain(&cue).chain(&source);
        for lost in places.filter(|anchor| anchor.is_detached()) {
            step.note(format!(
                "{name}: the quote “{}” does not stand at its place; it was kept as detached",
                lost.quote(incoming.text())
            ));
        }
        let annotator = match (&draft.annotator, only, self.annotator.clone()) {
            (Some(name), _, _) => self.annotator(name, step)?,
            (None, Some(name), _) => self.annotator(name, step)?,
            (None, None, Some(name)) => self.annotator(&name, step)?,
            (None, None, None) => {
                step.made.nobody += 1;
                self.annotator(NOBODY, step)?
            }
        };
        let id: StatementId = match &draft.id {
            Some(id) => id.clone(),
            None => fresh_id(self.fresh),
        };
        let created = match &draft.created {
            Some(created) => created.clone(),
            None => self.fresh.now(),
        };
        let statement = Statement {
            layer: draft.layer,
            cue,
            source,
            naming: draft.naming,
            speakers: self.speakers(&draft.speakers, SpeakerKind::Person, step)?,
            on_behalf_of: self.speakers(&draft.on_behalf_of, SpeakerKind::Organisation, step)?,
            topics: self.topics(&draft.topics, step)?,
            stance: self.stance(draft.stance.as_deref(), step)?,
            target: self.target(&draft.target, step)?,
            form: draft.form,
            polarity: draft.polarity,
            note: draft.note.clone(),
            provenance: match (&draft.proposal, &draft.annotator) {
                (Some(proposal), _) => Provenance::Proposed(proposal.clone()),
                (None, Some(_)) => Provenance::ByHand,
                (None, None) => Provenance::Imported {
                    format: self.format.to_owned(),
                },
            },
            ..Statement::new(
                id.clone(),
                article.clone(),
                annotator.clone(),
                contents,
                created,
            )
        };
        self.apply(Edit::AddStatement(Arc::new(statement)), step)?;
        step.made.statements += 1;
        self.verdict(draft.status, id, &annotator, step)
    }

    fn verdict(
        &mut self,
        status: ReviewStatus,
        statement: StatementId,
        coder: &AnnotatorId,
        step: &mut Step,
    ) -> Result<(), String> {
        let verdict = match status {
            ReviewStatus::Unreviewed => return Ok(()),
            ReviewStatus::Accepted => Verdict::Accepted,
            ReviewStatus::Rejected => Verdict::Rejected,
            ReviewStatus::Question => Verdict::Question,
        };
        let named = match self.annotator.clone() {
            Some(name) => Some(self.annotator(&name, step)?),
            None => None,
        };
        let reviewer = match named.filter(|reviewer| reviewer != coder) {
            Some(reviewer) => reviewer,
            None => self.annotator(NOBODY, step)?,
        };
        let version = self.working.version_of(&statement).unwrap_or_default();
        let review = Review {
            id: fresh_id(self.fresh),
            on: ReviewTarget::Statement(statement),
            reviewer,
            verdict: Some(verdict),
            reason: String::new(),
            suggested: Vec::new(),
            comments: Vec::new(),
            version,
            resolved: false,
            created: self.fresh.now(),
        };
        step.made.verdicts += 1;
        let review = Arc::new(review);
        self.apply(
            Edit::AddReview {
                at: usize::MAX,
                review,
            },
            step,
        )
    }

    fn apply(&mut self, edit: Edit, step: &mut Step) -> Result<(), String> {
        let applied = self.working.apply(edit.clone());
        let inverse = applied.map_err(|error: EditError| error.to_string())?;
        step.inverses.push(inverse.inverse);
        self.edits.push(edit);
        Ok(())
    }

    /// As if the step had not been begun. Edit by edit, because a group would copy the lists of
    /// the project for each line.
    fn take_back(&mut self, step: Step) {
        for inverse in step.inverses.into_iter().rev() {
            // The inverse of what was just applied always applies.
            let _ = self.working.apply(inverse);
        }
        for edit in self.edits.drain(step.from..) {
            match edit {
                Edit::AddArticle { article, .. } => {
                    // Unless it is that of a twin which was there before.
                    if self.by_digest.get(&article.sha256) == Some(&article.id) {
                        self.by_digest.remove(&article.sha256);
                    }
                }
                edit => self.names.forget(&edit),
            }
        }
    }
}

/// One article being fitted in.
struct Step {
    line: usize,
    inverses: Vec<Edit>,
    /// How many edits there were before.
    from: usize,
    made: Report,
}

impl Step {
    fn note(&mut self, what: String) {
        self.made.note(self.line, what);
    }

    fn join(&mut self, other: Self) {
        self.inverses.extend(other.inverses);
        self.made.join(other.made);
    }
}

fn differs(article: &Article, draft: &ArticleDraft) -> bool {
    let other = |theirs: &str, ours: &str| !theirs.is_empty() && theirs != ours;
    // Formats without a title have the name of the file for both.
    let titled = draft.title != article.id.as_str() && other(&draft.title, &article.title);
    titled
        || other(&draft.outlet, &article.outlet)
        || other(&draft.url, &article.url)
        || other(&draft.language, &article.language)
        || (draft.published.is_some() && draft.published != article.published)
}
