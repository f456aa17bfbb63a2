//! Two codings side by side, and what becomes of each difference.
//!
//! The comparison runs in a thread over a snapshot and is done anew when the project changed; what was
//! found before is shown until then.

mod detail;
mod draw;
mod list;

use std::collections::{BTreeMap, HashSet};

use egui::{Context, Id};

pub(super) use self::draw::show;
use super::jobs::Stream;
use super::session::{Page, Session};
use crate::model::{AnnotatorId, ArticleId, Layer, ProgressState, Project};
use crate::review::adjudicate::{Decisions, Standing};
use crate::review::{Case, Comparison, Kind, Mistaken, Part, compare};

/// The id that has the keyboard.
pub(super) fn id() -> Id {
    Id::unique("compare page")
}

/// Which two, and what of their work is listed.
#[derive(Debug, Default)]
pub struct State {
    pub pair: Option<[AnnotatorId; 2]>,
    /// Also articles that not both marked done.
    pub all_articles: bool,
    pub wanted: Wanted,
    found: Option<Found>,
    /// What is under way: for what, how far, and where it comes from.
    run: Option<(Asked, f32, Stream<Step>)>,
    /// What was stopped and is not begun again by itself.
    stopped: Option<Asked>,
    /// The numbers of the cases that are listed, and the place in them that one is at.
    shown: Vec<usize>,
    at: usize,
    /// For what they were listed.
    listed: Option<(Asked, Wanted)>,
    /// Goes to what is still open after what was just decided.
    reveal: bool,
    scrolled: f32,
    height: f32,
}

/// Which cases are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    pub kind: Option<Kind>,
    pub article: Option<ArticleId>,
    /// A part that differs.
    pub differs: Option<Part>,
    pub undecided: bool,
    /// Those where a part has these values with A and with B, in words.
    pub mistaken: Option<(Part, String, String)>,
}

/// What is compared, and in which state of the project.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Asked {
    pair: [AnnotatorId; 2],
    all_articles: bool,
    /// From whom codings may be hidden.
    me: Option<AnnotatorId>,
    state: u64,
}

/// A comparison that was made.
#[derive(Debug)]
struct Found {
    asked: Asked,
    project: Project,
    comparison: Comparison,
    standings: Vec<Standing>,
    mistaken: Vec<(Part, Vec<Mistaken>)>,
    /// Of each kind how many there are, and how many nothing was decided of.
    counts: BTreeMap<Kind, (usize, usize)>,
    /// Open and stale ones.
    undecided: usize,
}

impl Found {
    fn count(&mut self) {
        self.counts.clear();
        self.undecided = 0;
        for (case, standing) in self.comparison.cases.iter().zip(&self.standings) {
            let (all, open) = self.counts.entry(case.kind).or_default();
            *all += 1;
            *open += usize::from(*standing == Standing::Open);
            self.undecided += usize::from(standing.is_undecided());
        }
    }

    fn count_of(&self, kind: Kind) -> (usize, usize) {
        self.counts.get(&kind).copied().unwrap_or_default()
    }
}

#[derive(Debug)]
enum Step {
    Done(f32),
    Found(Box<Found>),
}

impl State {
    /// The case that one is at.
    pub(super) fn case(&self) -> Option<&Case> {
        let number = self.shown.get(self.at)?;
        self.found.as_ref()?.comparison.cases.get(*number)
    }

    /// What was found last.
    pub(super) fn comparison(&self) -> Option<&Comparison> {
        self.found.as_ref().map(|found| &found.comparison)
    }

    fn standing(&self, number: usize) -> Option<&Standing> {
        self.found.as_ref()?.standings.get(number)
    }

    pub(super) fn is_running(&self) -> bool {
        self.run.is_some()
    }

    /// Lists what is wanted from its beginning.
    pub(super) fn want(&mut self, wanted: Wanted) {
        self.wanted = wanted;
        self.at = 0;
        self.reveal = true;
    }

    /// Goes to the next case that is not decided, or stays.
    pub(super) fn go_on(&mut self) {
        let is_open = |number: &usize| self.standing(*number).is_some_and(Standing::is_undecided);
        let after = self.shown.iter().enumerate().skip(self.at + 1);
        if let Some((at, _)) = after.into_iter().find(|(_, number)| is_open(number)) {
            self.at = at;
            self.reveal = true;
        }
    }

    /// Says at once what was decided, until the comparison is made anew.
    pub(super) fn decided(&mut self, standing: Standing) {
        let number = self.shown.get(self.at).copied();
        if let (Some(number), Some(found)) = (number, &mut self.found)
            && let Some(place) = found.standings.get_mut(number)
        {
            *place = standing;
            found.count();
        }
    }

    /// Stops what is under way.
    pub(super) fn stop(&mut self) {
        self.stopped = self.run.take().map(|(asked, ..)| asked);
    }
}

/// Takes in what was found since the last frame, and compares what is wanted now.
pub(super) fn advance(ctx: &Context, session: &mut Session) {
    if session.page != Page::Compare {
        // Nobody waits for it any more.
        session.compare.run = None;
        return;
    }
    let mut state = std::mem::take(&mut session.compare);
    if state.pair.is_none() {
        state.pair = usual_pair(&session.project, session.me.as_ref());
        if let Some(pair) = &state.pair {
            state.all_articles = !both_done(&session.project, pair).any(|_| true);
        }
    }
    let asked = state.pair.clone().map(|pair| Asked {
        pair,
        all_articles: state.all_articles,
        me: session.me.clone(),
        state: session.history.state(),
    });
    if let Some(asked) = asked {
        let is_found = state
            .found
            .as_ref()
            .is_some_and(|found| found.asked == asked);
        let is_sought = state
            .run
            .as_ref()
            .is_some_and(|(sought, ..)| *sought == asked);
        if is_found {
            state.run = None;
        } else if !is_sought && state.stopped.as_ref() != Some(&asked) {
            state.stopped = None;
            let stream = start(ctx, session.project.clone(), asked.clone());
            state.run = Some((asked, 0.0, stream));
        }
    }
    let here = state.case().cloned();
    state.take();
    state.list(here.as_ref());
    session.compare = state;
}

impl State {
    fn take(&mut self) {
        let Some((_, done, stream)) = &mut self.run else {
            return;
        };
        for step in stream.take() {
            match step {
                Step::Done(share) => *done = share,
                Step::Found(found) => self.found = Some(*found),
            }
        }
        if stream.is_over() {
            self.run = None;
        }
    }

    /// Lists the cases that are wanted; one stays at the case that one is at.
    fn list(&mut self, here: Option<&Case>) {
        let Some(found) = &self.found else {
            self.shown.clear();
            return;
        };
        let now = (found.asked.clone(), self.wanted.clone());
        if self.listed.as_ref() == Some(&now) {
            return;
        }
        // A case that was just decided stays in view until one asks for another list.
        let before = self.listed.take();
        let only_state = before
            .is_some_and(|(asked, wanted)| wanted == self.wanted && asked.pair == found.asked.pair);
        let is_here = |case: &Case| here.is_some_and(|here| here.a == case.a && here.b == case.b);
        let mistaken = self.wanted.mistaken.as_ref().and_then(|(part, a, b)| {
            let (_, all) = found.mistaken.iter().find(|(of, _)| of == part)?;
            all.iter()
                .find(|mistaken| mistaken.a == *a && mistaken.b == *b)
        });
        let is_wanted = |(number, case): (usize, &Case)| {
            let is_mistaken =
                || mistaken.is_some_and(|mistaken| mistaken.cases.binary_search(&number).is_ok());
            let fits = self.wanted.takes(case, found.standings.get(number))
                && (self.wanted.mistaken.is_none() || is_mistaken());
            (fits || only_state && is_here(case)).then_some(number)
        };
        let cases = found.comparison.cases.iter().enumerate();
        let mut shown: Vec<usize> = cases.filter_map(is_wanted).collect();
        if self.wanted.kind.is_none() {
            let kind = |number: &usize| found.comparison.cases.get(*number).map(|case| case.kind);
            shown.sort_by_key(kind);
        }
        let same = |number: &usize| found.comparison.cases.get(*number).is_some_and(is_here);
        self.at = shown
            .iter()
            .position(same)
            .unwrap_or(self.at)
            .min(shown.len().saturating_sub(1));
        self.shown = shown;
        self.listed = Some(now);
    }
}

impl Wanted {
    /// Whether a case is wanted but for which values were mistaken.
    fn takes(&self, case: &Case, standing: Option<&Standing>) -> bool {
        let in_article = |article: &ArticleId| *article == case.article;
        self.kind.is_none_or(|kind| kind == case.kind)
            && self.article.as_ref().is_none_or(in_article)
            && self.differs.is_none_or(|part| case.differs.contains(&part))
            && (!self.undecided || standing.is_some_and(Standing::is_undecided))
    }
}

fn start(ctx: &Context, project: Project, asked: Asked) -> Stream<Step> {
    Stream::start(ctx, "compare", move |out| {
        let [a, b] = &asked.pair;
        let done: HashSet<&ArticleId> = both_done(&project, &asked.pair).collect();
        // What two code without each other is not shown before both are done.
        let is_hidden = |article: &ArticleId| {
            let article = project.articles().get(article).zip(asked.me.as_ref());
            article.is_some_and(|(article, me)| asked.pair.iter().any(|who| article.hides(who, me)))
        };
        let wanted = |article: &ArticleId| {
            done.contains(article) || asked.all_articles && !is_hidden(article)
        };
        let comparison = compare(&project, [a, b], wanted, &mut |share| {
            out.send(Step::Done(share))
        });
        let Some(comparison) = comparison else {
            return;
        };
        let decisions = Decisions::of(&project);
        let standings: Vec<Standing> = comparison
            .cases
            .iter()
            .map(|case| decisions.standing(case))
            .collect();
        drop(decisions);
        let mistaken = [Part::Stance, Part::Speaker, Part::Topic, Part::Form]
            .map(|part| (part, comparison.mistaken(&project, part)));
        let mut found = Found {
            mistaken: mistaken.into(),
            asked,
            project,
            comparison,
            standings,
            counts: BTreeMap::new(),
            undecided: 0,
        };
        found.count();
        out.send(Step::Found(Box::new(found)));
    })
}

/// Articles that both marked done.
fn both_done<'a>(
    project: &'a Project,
    pair: &'a [AnnotatorId; 2],
) -> impl Iterator<Item = &'a ArticleId> {
    let is_done = |article: &crate::model::Article| {
        pair.iter()
            .all(|id| article.progress_of(id) == Some(ProgressState::Done))
    };
    let articles = project
        .articles()
        .iter()
        .filter(move |article| is_done(article));
    articles.map(|article| &article.id)
}

/// The two who coded most; oneself first.
fn usual_pair(project: &Project, me: Option<&AnnotatorId>) -> Option<[AnnotatorId; 2]> {
    let mut made: BTreeMap<&AnnotatorId, usize> = BTreeMap::new();
    for statement in project
        .statements()
        .filter(|s| s.layer == Layer::Independent)
    {
        *made.entry(&statement.annotator).or_default() += 1;
    }
    let mut ids: Vec<&AnnotatorId> = made.keys().copied().collect();
    let place = |id: &AnnotatorId| project.annotators().position(id);
    ids.sort_by_key(|id| (std::cmp::Reverse(made.get(*id).copied()), place(id)));
    ids.truncate(2);
    ids.sort_by_key(|id| (Some(*id) != me, place(id)));
    let [a, b] = ids.as_slice() else {
        return None;
    };
    Some([(*a).clone(), (*b).clone()])
}
