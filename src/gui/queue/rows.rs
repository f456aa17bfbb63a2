//! The rows of the queue: listed once, kept in their places, brought up to date edit by edit.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::edit::Touched;
use crate::gui::session::Session;
use crate::model::{AnnotatorId, Review, ReviewId, ReviewTarget, StatementId, Verdict};
use crate::review::open::{self, Filter, On, Waiting, Why};

/// More things than these are not looked at one by one after an edit.
const FEW: usize = 100;

/// Something that waited when the rows were listed.
#[derive(Debug)]
pub(super) struct Row {
    pub item: Waiting,
    /// Why it waits now; `None` when it was worked off.
    pub now: Option<Why>,
    /// What was done, in words.
    pub done: String,
}

/// For what rows were listed.
type Key = (Filter, Option<AnnotatorId>);

#[derive(Debug, Default)]
pub(super) struct Rows {
    key: Option<Key>,
    /// Whatever the reason that is wanted.
    all: Vec<Row>,
    /// Those that are shown, by their positions.
    shown: Vec<usize>,
    at: HashMap<On, usize>,
    /// What reviews are on, for when they are gone.
    targets: HashMap<ReviewId, On>,
    touched: BTreeSet<On>,
    touched_reviews: BTreeSet<ReviewId>,
    /// How many wait for each reason, in the order of [`WHYS`].
    counts: [usize; WHYS.len()],
}

/// The reasons, in the order in which they are offered.
pub(super) const WHYS: [Why; 4] = [Why::Returned, Why::Question, Why::Changed, Why::Unreviewed];

impl Rows {
    pub(super) fn touch(&mut self, touched: &Touched) {
        let statements = touched.statements.iter().cloned().map(On::Statement);
        self.touched.extend(statements);
        self.touched_reviews.extend(touched.reviews.iter().cloned());
        // Who may see what depends on how far an article is.
        if !touched.articles.is_empty() && self.key.is_some() {
            self.touched.extend(self.at.keys().cloned());
        }
    }

    pub(super) fn forget(&mut self) {
        self.key = None;
    }

    pub(super) fn len(&self) -> usize {
        self.shown.len()
    }

    pub(super) fn get(&self, row: usize) -> Option<&Row> {
        self.all.get(*self.shown.get(row)?)
    }

    /// How many wait, for a reason or in all.
    pub(super) fn count(&self, why: Option<Why>) -> usize {
        let counts = WHYS.iter().zip(self.counts);
        let fits = counts.filter(|(known, _)| why.is_none_or(|why| why == **known));
        fits.map(|(_, count)| count).sum()
    }

    /// Lists anew, or brings up to date what was touched.
    pub(super) fn follow(&mut self, session: &Session, filter: &Filter) {
        let known = (self.key.as_ref()).is_some_and(|key| key.0 == *filter && key.1 == session.me);
        if !known {
            return self.list(session, filter);
        }
        if self.touched.is_empty() && self.touched_reviews.is_empty() {
            return;
        }
        let mut touched = std::mem::take(&mut self.touched);
        for id in std::mem::take(&mut self.touched_reviews) {
            if let Some(review) = session.project.reviews().get(&id) {
                self.targets.insert(id.clone(), On::of(review));
            }
            touched.extend(self.targets.get(&id).cloned());
        }
        let me = session.me.as_ref();
        let several = (touched.len() > FEW).then(|| {
            let all = open::queue(&session.project, me, &Filter::default());
            let all = all.into_iter().map(|item| (item.on, item.why));
            all.collect::<HashMap<On, Why>>()
        });
        for on in touched {
            let now = match &several {
                Some(all) => all.get(&on).copied(),
                None => open::waits(&session.project, me, &on),
            };
            self.set(session, filter, on, now);
        }
        self.recount();
    }

    fn set(&mut self, session: &Session, filter: &Filter, on: On, now: Option<Why>) {
        if let Some(row) = self.at.get(&on).and_then(|at| self.all.get_mut(*at)) {
            row.now = now;
            row.done = match now {
                None => done(session, &row.item.on),
                Some(_) => String::new(),
            };
        } else if let Some(why) = now {
            // What began to wait stands at the end: nothing moves.
            self.all.extend(appended(session, filter, on, why));
            let at = self.all.len().saturating_sub(1);
            if let Some(row) = self.all.get(at) {
                let fits = filter.why.is_none_or(|wanted| wanted == why);
                if self.at.insert(row.item.on.clone(), at).is_none() && fits {
                    self.shown.push(at);
                }
            }
        }
    }

    fn list(&mut self, session: &Session, filter: &Filter) {
        let project = &session.project;
        let whatever = Filter {
            why: None,
            ..filter.clone()
        };
        let row = |item: Waiting| Row {
            now: Some(item.why),
            item,
            done: String::new(),
        };
        let all = open::queue(project, session.me.as_ref(), &whatever);
        self.all = all.into_iter().map(row).collect();
        let at = self.all.iter().enumerate();
        self.at = at.map(|(at, row)| (row.item.on.clone(), at)).collect();
        let wanted = |row: &Row| filter.why.is_none_or(|why| why == row.item.why);
        let shown = self.all.iter().enumerate().filter(|(_, row)| wanted(row));
        self.shown = shown.map(|(at, _)| at).collect();
        let reviews = project.reviews().iter();
        self.targets = reviews.map(|r| (r.id.clone(), On::of(r))).collect();
        self.touched.clear();
        self.touched_reviews.clear();
        self.key = Some((filter.clone(), session.me.clone()));
        self.recount();
    }

    fn recount(&mut self) {
        self.counts = WHYS.map(|why| self.all.iter().filter(|row| row.now == Some(why)).count());
    }
}

fn appended(session: &Session, filter: &Filter, on: On, why: Why) -> Option<Row> {
    let project = &session.project;
    let (article, place, fits) = match &on {
        On::Statement(id) => {
            let statement = project.statement(id)?;
            let place = statement.contents.first();
            (&statement.article, place, filter.takes(statement))
        }
        On::Text(id) => match &project.reviews().get(id)?.on {
            ReviewTarget::Text { article, place } => {
                (article, Some(place), filter.takes_text(article))
            }
            ReviewTarget::Statement(_) => return None,
        },
    };
    let text = &project.articles().get(article)?.text;
    let item = Waiting {
        article: article.clone(),
        at: place.map_or(0, |place| place.chars(text).start),
        on,
        why,
    };
    fits.then(|| Row {
        now: Some(why),
        item,
        done: String::new(),
    })
}

/// What became of something that no longer waits.
fn done(session: &Session, on: &On) -> String {
    let project = &session.project;
    let words = match on {
        On::Statement(id) => match project.statement(id) {
            None => "deleted",
            Some(statement) if session.me.as_ref() == Some(&statement.annotator) => {
                let reviews = open::reviews_of(project, id);
                let open = reviews.iter().any(|review| !review.resolved);
                if open { "answered" } else { "done" }
            }
            Some(_) => return verdict(session, id),
        },
        On::Text(id) => match project.reviews().get(id) {
            None => "deleted",
            Some(review) if review.resolved => "done",
            Some(_) => "answered",
        },
    };
    words.to_owned()
}

/// What was said last of a statement of somebody else's.
fn verdict(session: &Session, id: &StatementId) -> String {
    let reviews = open::reviews_of(&session.project, id);
    let last = reviews.iter().rev().find(|review| review.verdict.is_some());
    let words = match last.and_then(|review| review.verdict) {
        Some(Verdict::Accepted) => "accepted",
        Some(Verdict::Rejected) => "rejected",
        Some(Verdict::Question) => "asked",
        None => "answered",
    };
    words.to_owned()
}

/// The reviews of what is chosen, looked for once for each state of the project.
#[derive(Debug, Default)]
pub(super) struct Thread {
    key: Option<(u64, Option<On>)>,
    reviews: Vec<Arc<Review>>,
}

impl Thread {
    pub(super) fn reviews(&self) -> &[Arc<Review>] {
        &self.reviews
    }

    pub(super) fn follow(&mut self, session: &Session, on: Option<On>) {
        let key = (session.history.state(), on);
        if self.key.as_ref() == Some(&key) {
            return;
        }
        let reviews = session.project.reviews();
        self.reviews = match &key.1 {
            None => Vec::new(),
            Some(On::Statement(id)) => {
                let found = open::reviews_of(&session.project, id).into_iter();
                found.cloned().collect()
            }
            Some(On::Text(id)) => reviews.get(id).cloned().into_iter().collect(),
        };
        self.key = Some(key);
    }
}
