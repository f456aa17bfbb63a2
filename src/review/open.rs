//! Open review: what waits for whom, and the edits by which a reviewer and an annotator answer one
//! another. Nothing of a coding is overwritten: a verdict, a suggestion and a comment stand beside the
//! statement, and only its annotator takes a suggestion.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use smol_str::SmolStr;

use super::{Kind, compare};
use crate::edit::{Edit, ReviewChange};
use crate::model::{
    Anchor, AnnotatorId, ArticleId, Comment, Fresh, Layer, Project, Review, ReviewId, ReviewTarget,
    StanceId, Statement, StatementChange, StatementId, TopicId, Verdict, fresh_id,
};

/// Something that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub article: ArticleId,
    pub on: On,
    pub why: Why,
    /// Where it begins, in code points.
    pub at: usize,
}

/// What it is on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum On {
    Statement(StatementId),
    /// A review of text without a statement.
    Text(ReviewId),
}

impl On {
    /// What a review is on.
    pub fn of(review: &Review) -> Self {
        match &review.on {
            ReviewTarget::Statement(id) => Self::Statement(id.clone()),
            ReviewTarget::Text { .. } => Self::Text(review.id.clone()),
        }
    }
}

/// Why it waits; in this order it is worked off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// A statement of one's own that a colleague rejected, asked about or would change.
    Returned,
    /// A question or a comment that nobody has answered.
    Question,
    /// Coded anew after its verdict.
    Changed,
    Unreviewed,
}

/// Which of them are wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub why: Option<Why>,
    pub annotator: Option<AnnotatorId>,
    pub article: Option<ArticleId>,
    pub stance: Option<StanceId>,
    pub topic: Option<TopicId>,
}

/// What waits for somebody: the work of others to be reviewed, and what comes back of one's own. In
/// the order of articles and texts, what was returned first. Codings that are hidden are left out.
pub fn queue(project: &Project, me: Option<&AnnotatorId>, filter: &Filter) -> Vec<Waiting> {
    let reviews = by_statement(project);
    let mut waiting: Vec<Waiting> = Vec::new();
    for statement in project.statements() {
        if !filter.takes(statement) {
            continue;
        }
        let on = reviews.get(&statement.id).map_or(&[][..], Vec::as_slice);
        let Some(why) = why(project, me, statement, on) else {
            continue;
        };
        waiting.push(Waiting {
            article: statement.article.clone(),
            at: project.first_char(statement),
            on: On::Statement(statement.id.clone()),
            why,
        });
    }
    let on_text = project.reviews().iter().filter(|review| !review.resolved);
    for review in on_text {
        let ReviewTarget::Text { article, place } = &review.on else {
            continue;
        };
        let Some(why) = why_of_text(me, review).filter(|_| filter.takes_text(article)) else {
            continue;
        };
        let text = project.articles().get(article).map(|article| &article.text);
        waiting.push(Waiting {
            article: article.clone(),
            at: text.map_or(0, |text| place.chars(text).start),
            on: On::Text(review.id.clone()),
            why,
        });
    }
    waiting.retain(|item| filter.why.is_none_or(|why| why == item.why));
    waiting.sort_by_cached_key(|item| {
        let article = project.articles().position(&item.article);
        (item.why != Why::Returned, article, item.at, item.on.clone())
    });
    waiting
}

/// Why one thing waits for somebody now; `None` when it does not.
pub fn waits(project: &Project, me: Option<&AnnotatorId>, on: &On) -> Option<Why> {
    match on {
        On::Statement(id) => why(
            project,
            me,
            project.statement(id)?,
            &reviews_of(project, id),
        ),
        On::Text(id) => why_of_text(me, project.reviews().get(id)?),
    }
}

/// How many of somebody's statements were returned.
pub fn returned(project: &Project, me: &AnnotatorId) -> usize {
    let open = project.reviews().iter().filter(|review| !review.resolved);
    let mine = open.filter_map(|review| {
        let statement = project.statement(review.on.statement()?)?;
        let is_mine = statement.annotator == *me && statement.layer == Layer::Independent;
        (is_mine && is_returned(review, me)).then_some(&statement.id)
    });
    mine.collect::<BTreeSet<_>>().len()
}

/// Whether somebody may not see a coding yet: both code the article, and not both are done.
pub fn is_hidden(project: &Project, me: Option<&AnnotatorId>, statement: &Statement) -> bool {
    let article = project.articles().get(&statement.article);
    article
        .zip(me)
        .is_some_and(|(article, me)| article.hides(&statement.annotator, me))
}

impl Filter {
    /// Text without a statement has neither annotator nor codes.
    pub fn takes_text(&self, article: &ArticleId) -> bool {
        let is_coded = self.annotator.is_some() || self.stance.is_some() || self.topic.is_some();
        !is_coded && self.article.as_ref().is_none_or(|wanted| wanted == article)
    }

    pub fn takes(&self, statement: &Statement) -> bool {
        fn fits<T: PartialEq>(wanted: Option<&T>, is: &T) -> bool {
            wanted.is_none_or(|wanted| wanted == is)
        }
        fits(self.annotator.as_ref(), &statement.annotator)
            && fits(self.article.as_ref(), &statement.article)
            && (self.stance.is_none() || self.stance == statement.stance)
            && self
                .topic
                .as_ref()
                .is_none_or(|topic| statement.topics.contains(topic))
    }
}

fn by_statement(project: &Project) -> BTreeMap<&StatementId, Vec<&Arc<Review>>> {
    let mut all: BTreeMap<&StatementId, Vec<&Arc<Review>>> = BTreeMap::new();
    for review in project.reviews().iter() {
        if let ReviewTarget::Statement(id) = &review.on {
            all.entry(id).or_default().push(review);
        }
    }
    for reviews in all.values_mut() {
        reviews.sort_by(|a, b| a.created.cmp(&b.created));
    }
    all
}

/// The reviews of one statement, the oldest first.
pub fn reviews_of<'a>(project: &'a Project, statement: &StatementId) -> Vec<&'a Arc<Review>> {
    let on = |review: &&Arc<Review>| review.on.statement() == Some(statement);
    let mut reviews: Vec<_> = project.reviews().iter().filter(on).collect();
    reviews.sort_by(|a, b| a.created.cmp(&b.created));
    reviews
}

fn why(
    project: &Project,
    me: Option<&AnnotatorId>,
    statement: &Statement,
    reviews: &[&Arc<Review>],
) -> Option<Why> {
    if statement.layer != Layer::Independent || is_hidden(project, me, statement) {
        return None;
    }
    let is_mine = me == Some(&statement.annotator);
    let open = || reviews.iter().filter(|review| !review.resolved);
    if is_mine {
        let returned = open().any(|review| is_returned(review, &statement.annotator));
        return returned.then_some(Why::Returned);
    }
    // An answer waits for whoever asked, and a question for whoever did not.
    let asks = open().any(|review| {
        let says = review.verdict == Some(Verdict::Question) || !review.comments.is_empty();
        says && me != Some(last_word(review))
    });
    if asks {
        return Some(Why::Question);
    }
    let last = reviews.iter().rev().find(|review| review.verdict.is_some());
    let Some(last) = last else {
        return Some(Why::Unreviewed);
    };
    let version = project.version_of(&statement.id).unwrap_or_default();
    (!last.version.is_empty() && last.version != version).then_some(Why::Changed)
}

fn why_of_text(me: Option<&AnnotatorId>, review: &Review) -> Option<Why> {
    let is_open = !review.resolved && review.on.statement().is_none();
    if !is_open || me == Some(last_word(review)) {
        return None;
    }
    Some(if review.suggested.is_empty() {
        Why::Question
    } else {
        Why::Returned
    })
}

/// Whether a review waits for the annotator of what it is on: it rejects, asks, suggests or says
/// something, and the annotator has not answered.
fn is_returned(review: &Review, annotator: &AnnotatorId) -> bool {
    let wants = matches!(review.verdict, Some(Verdict::Rejected | Verdict::Question))
        || !review.suggested.is_empty()
        || !review.comments.is_empty();
    wants && last_word(review) != annotator
}

/// Who said the last thing in a review.
pub fn last_word(review: &Review) -> &AnnotatorId {
    review
        .comments
        .last()
        .map_or(&review.reviewer, |comment| &comment.author)
}

/// Why a reviewer rejects, for choosing by a digit; what is said more stands behind it.
pub const REASONS: [&str; 6] = [
    "Should not exist",
    "Wrong borders",
    "Wrong speaker",
    "Wrong stance",
    "Wrong topic",
    "Something else",
];

/// A reviewer's act on a statement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Act {
    pub verdict: Option<Verdict>,
    pub reason: String,
    pub suggested: Vec<StatementChange>,
    /// What is said, as the first word of a thread.
    pub comment: String,
}

impl Act {
    pub fn verdict(verdict: Verdict, reason: impl Into<String>) -> Self {
        Self {
            verdict: Some(verdict),
            reason: reason.into(),
            ..Self::default()
        }
    }
}

/// Adds a review; `None` when there is no such statement. Each act is a review of its own, so that who
/// said what when stays.
pub fn review(
    project: &Project,
    fresh: &mut dyn Fresh,
    me: &AnnotatorId,
    on: ReviewTarget,
    act: Act,
) -> Option<Edit> {
    let version = match &on {
        ReviewTarget::Statement(id) => project.version_of(id)?,
        ReviewTarget::Text { article, .. } => {
            project.articles().get(article)?;
            SmolStr::default()
        }
    };
    let now = fresh.now();
    let comment = (!act.comment.is_empty()).then(|| Comment {
        author: me.clone(),
        at: now.clone(),
        text: act.comment,
    });
    let is_done = act.verdict == Some(Verdict::Accepted) && comment.is_none();
    Some(Edit::AddReview {
        at: usize::MAX,
        review: Arc::new(Review {
            id: fresh_id(fresh),
            on,
            reviewer: me.clone(),
            verdict: act.verdict,
            reason: act.reason,
            suggested: act.suggested,
            comments: comment.into_iter().collect(),
            version,
            resolved: is_done,
            created: now,
        }),
    })
}

/// Accepts many statements at once; those of one's own and those that are accepted as they are are
/// left out. `None` when nothing is left.
pub fn accept_all(
    project: &Project,
    fresh: &mut dyn Fresh,
    me: &AnnotatorId,
    statements: impl IntoIterator<Item = StatementId>,
) -> Option<Edit> {
    let reviews = by_statement(project);
    let is_open = |id: &StatementId| {
        let is_others = project
            .statement(id)
            .is_some_and(|s| s.annotator != *me && !is_hidden(project, Some(me), s));
        let last = reviews
            .get(id)
            .and_then(|all| all.iter().rev().find(|r| r.verdict.is_some()));
        let accepted = last.is_some_and(|review| {
            review.verdict == Some(Verdict::Accepted)
                && Some(&review.version) == project.version_of(id).as_ref()
        });
        is_others && !accepted
    };
    let wanted: BTreeSet<StatementId> = statements.into_iter().filter(|id| is_open(id)).collect();
    let edits: Vec<Edit> = (wanted.into_iter())
        .filter_map(|id| {
            let act = Act::verdict(Verdict::Accepted, "");
            review(project, fresh, me, ReviewTarget::Statement(id), act)
        })
        .collect();
    let name = match edits.len() {
        1 => "accept 1 statement".to_owned(),
        count => format!("accept {count} statements"),
    };
    (!edits.is_empty()).then(|| Edit::group(name, edits))
}

/// The statements of others in which all who coded the article agree entirely.
pub fn unanimous(project: &Project, me: &AnnotatorId) -> BTreeSet<StatementId> {
    let mut coders: BTreeMap<&ArticleId, BTreeSet<&AnnotatorId>> = BTreeMap::new();
    for statement in project.statements() {
        if statement.layer == Layer::Independent {
            let here = coders.entry(&statement.article).or_default();
            here.insert(&statement.annotator);
        }
    }
    let all: BTreeSet<&AnnotatorId> = coders.values().flatten().copied().collect();
    let mut same: BTreeMap<StatementId, usize> = BTreeMap::new();
    for (at, a) in all.iter().copied().enumerate() {
        for b in all.iter().copied().skip(at + 1) {
            let both = |article: &ArticleId| {
                let here = coders.get(article);
                here.is_some_and(|here| here.contains(a) && here.contains(b))
            };
            let found = compare(project, [a, b], both, &mut |_| true);
            let cases = found.into_iter().flat_map(|found| found.cases);
            for case in cases.filter(|case| case.kind == Kind::Same) {
                for id in case.a.into_iter().chain(case.b) {
                    *same.entry(id).or_default() += 1;
                }
            }
        }
    }
    let with_all = |id: &StatementId, count: usize| {
        let statement = project.statement(id);
        let here = statement.and_then(|statement| coders.get(&statement.article));
        here.is_some_and(|here| here.len() == count + 1)
    };
    let mine = |id: &StatementId| project.statement(id).is_some_and(|s| s.annotator == *me);
    same.into_iter()
        .filter(|(id, count)| with_all(id, *count) && !mine(id))
        .map(|(id, _)| id)
        .collect()
}

/// The annotator takes what a reviewer suggests: the statement is changed, or on text without one made,
/// and the review is done. `None` when it suggests nothing.
pub fn take(
    project: &Project,
    fresh: &mut dyn Fresh,
    me: &AnnotatorId,
    review: &Review,
) -> Option<Edit> {
    if review.suggested.is_empty() {
        return None;
    }
    let mut edits = match &review.on {
        ReviewTarget::Statement(id) => {
            project.statement(id)?;
            let change = |change: &StatementChange| Edit::ChangeStatement {
                id: id.clone(),
                change: change.clone(),
            };
            review.suggested.iter().map(change).collect()
        }
        ReviewTarget::Text { article, place } => {
            let made = missing(fresh, me, article, place, &review.suggested);
            vec![Edit::AddStatement(Arc::new(made))]
        }
    };
    edits.push(done(review));
    Some(Edit::group("take a suggestion", edits))
}

/// The statement that a reviewer misses.
fn missing(
    fresh: &mut dyn Fresh,
    me: &AnnotatorId,
    article: &ArticleId,
    place: &Anchor,
    suggested: &[StatementChange],
) -> Statement {
    let now = fresh.now();
    let mut made = Statement::new(
        fresh_id(fresh),
        article.clone(),
        me.clone(),
        vec![place.clone()],
        now,
    );
    for change in suggested {
        made = made.with(change.clone());
    }
    made
}

/// Says something in a review; it waits for the other then.
pub fn answer(fresh: &mut dyn Fresh, me: &AnnotatorId, review: &Review, text: String) -> Edit {
    let mut comments = review.comments.clone();
    comments.push(Comment {
        author: me.clone(),
        at: fresh.now(),
        text,
    });
    Edit::ChangeReview {
        id: review.id.clone(),
        change: ReviewChange::Comments(comments),
    }
}

/// Nothing is left to answer.
pub fn done(review: &Review) -> Edit {
    Edit::ChangeReview {
        id: review.id.clone(),
        change: ReviewChange::Resolved(true),
    }
}

/// What a suggestion would change: for each thing its name, how it is coded and how it would be.
pub fn suggestion(project: &Project, review: &Review) -> Vec<(&'static str, String, String)> {
    let article = match &review.on {
        ReviewTarget::Statement(id) => project.statement(id).map(|s| s.article.clone()),
        ReviewTarget::Text { article, .. } => Some(article.clone()),
    };
    let Some(article) = article else {
        return Vec::new();
    };
    let now = review.on.statement().and_then(|id| project.statement(id));
    crate::edit::changes_in_words(project, &article, now.map(AsRef::as_ref), &review.suggested)
}
