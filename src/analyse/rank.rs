//! What is likely, learned from what was coded in this project: topics, stances and speakers in the
//! order in which they are offered. Nothing is ever filled in by it.
//!
//! A log-linear model over counts: each thing that is known of a statement (a word of it, its
//! speaker, its outlet) speaks for a code as much as it was seen with it more often than without,
//! which is naive Bayes with weights. It learns and forgets a statement exactly. What stands near the
//! passage ([`Likely`]) is counted in by its order.

mod features;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use foldhash::HashMap;
use smol_str::SmolStr;

use self::features::Features;
use super::Likely;
use super::by_article::ByArticle;
use crate::edit::Touched;
use crate::model::{Id as _, Project, SpeakerId, StanceId, Statement, StatementId, TopicId};

/// What was seen with each code.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranker {
    known: ByArticle,
    learned: HashMap<StatementId, Learned>,
    topics: Seen,
    stances: Seen,
    speakers: Seen,
}

/// What was learned from a statement, to be forgotten exactly.
#[derive(Clone, Debug, PartialEq)]
struct Learned {
    features: Features,
    topics: Vec<SmolStr>,
    stance: Option<SmolStr>,
    speakers: Vec<SmolStr>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Seen {
    /// How many statements.
    all: u32,
    codes: BTreeMap<SmolStr, u32>,
    features: HashMap<u64, Feature>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Feature {
    all: u32,
    codes: BTreeMap<SmolStr, u32>,
}

impl Ranker {
    pub fn new(project: &Project) -> Self {
        Self::showing(project, |_| true)
    }

    /// A ranker that learns from some statements only: from those that one may see.
    pub fn showing(project: &Project, shows: impl Fn(&Statement) -> bool) -> Self {
        let mut ranker = Self::default();
        for statement in project.statements() {
            ranker.meet(project, statement, &shows);
        }
        ranker
    }

    /// Learns and forgets what an edit touched.
    pub fn update(&mut self, project: &Project, touched: &Touched) {
        self.update_showing(project, touched, |_| true);
    }

    /// The same for a ranker of some statements.
    pub fn update_showing(
        &mut self,
        project: &Project,
        touched: &Touched,
        shows: impl Fn(&Statement) -> bool,
    ) {
        let mut statements = touched.statements.clone();
        for article in &touched.articles {
            // Its outlet may be another, and who may see what.
            statements.extend(self.known.of(article).cloned());
        }
        for id in &statements {
            self.known.take_out(id);
            self.forget(id);
            if let Some(statement) = project.statement(id) {
                self.meet(project, statement, &shows);
            }
        }
    }

    fn meet(
        &mut self,
        project: &Project,
        statement: &Statement,
        shows: &impl Fn(&Statement) -> bool,
    ) {
        self.known.put_in(statement);
        if shows(statement) {
            self.learn(project, statement);
        }
    }

    fn learn(&mut self, project: &Project, statement: &Statement) {
        let learned = Learned {
            features: Features::of(project, statement),
            topics: statement
                .topics
                .iter()
                .map(|id| id.as_str().into())
                .collect(),
            stance: statement.stance.as_ref().map(|id| id.as_str().into()),
            speakers: statement
                .speakers
                .iter()
                .map(|id| id.as_str().into())
                .collect(),
        };
        if learned.topics.is_empty() && learned.stance.is_none() && learned.speakers.is_empty() {
            return;
        }
        self.count(&learned, true);
        self.learned.insert(statement.id.clone(), learned);
    }

    fn forget(&mut self, id: &StatementId) {
        if let Some(learned) = self.learned.remove(id) {
            self.count(&learned, false);
        }
    }

    fn count(&mut self, learned: &Learned, more: bool) {
        let features = &learned.features;
        self.topics
            .count(features.for_topics(), &learned.topics, more);
        self.stances
            .count(features.for_stances(), learned.stance.as_slice(), more);
        self.speakers
            .count(features.for_speakers(), &learned.speakers, more);
    }

    /// All topics, the likeliest first.
    pub fn topics(
        &self,
        project: &Project,
        likely: &Likely,
        statement: &Statement,
    ) -> Vec<TopicId> {
        let features = Features::of(project, statement);
        let own = self.learned.get(&statement.id);
        let own = own.map_or(&[][..], |own| own.topics.as_slice());
        let scores = self.topics.scores(features.for_topics(), own, TOPICS);
        by_score(likely.topics(), NEAR_TOPICS, &scores)
    }

    /// All speakers, the likeliest first.
    pub fn speakers(
        &self,
        project: &Project,
        likely: &Likely,
        statement: &Statement,
    ) -> Vec<SpeakerId> {
        let features = Features::of(project, statement);
        let own = self.learned.get(&statement.id);
        let own = own.map_or(&[][..], |own| own.speakers.as_slice());
        let scores = self.speakers.scores(features.for_speakers(), own, SPEAKERS);
        by_score(likely.speakers(), NEAR_SPEAKERS, &scores)
    }

    /// All stances, the likeliest first. None is preset by it: the list offers it, no more.
    pub fn stances(&self, project: &Project, statement: &Statement) -> Vec<StanceId> {
        let features = Features::of(project, statement);
        let own = self.learned.get(&statement.id);
        let own = own.and_then(|own| own.stance.as_ref());
        let own = own.map_or(&[][..], std::slice::from_ref);
        let scores = self.stances.scores(features.for_stances(), own, STANCES);
        let stances = project.codebook().stances().iter();
        by_score(
            stances.map(|stance| stance.id.clone()).collect(),
            0.0,
            &scores,
        )
    }
}

/// How much the kinds of features weigh; see [`Features`].
type Weights = [f64; features::KINDS];

// Found by replaying the coding of the harbour sample and of a real article: see the test.
const TOPICS: Weights = [1.0, 0.5, 1.0, 0.3, 0.0];
const STANCES: Weights = [0.0, 0.0, 0.0, 0.0, 1.0];
const SPEAKERS: Weights = [0.1, 0.1, 0.0, 0.2, 0.0];

/// How much the order of [`Likely`] weighs: so much less for twice as far from its head.
const NEAR_TOPICS: f64 = 3.0;
const NEAR_SPEAKERS: f64 = 4.0;

/// What is added to each count, so that what was never seen is not impossible.
const UNSEEN: f64 = 1.0;

impl Seen {
    fn count<'a>(
        &mut self,
        features: impl Iterator<Item = &'a (usize, u64)>,
        codes: &[SmolStr],
        more: bool,
    ) {
        if codes.is_empty() {
            return;
        }
        step(&mut self.all, more);
        step_all(&mut self.codes, codes, more);
        for (_, feature) in features {
            let seen = self.features.entry(*feature).or_default();
            step(&mut seen.all, more);
            step_all(&mut seen.codes, codes, more);
            if seen.all == 0 {
                self.features.remove(feature);
            }
        }
    }

    /// How much speaks for each code that was used; `own` are those of the statement itself, which
    /// says nothing of itself.
    fn scores<'a>(
        &self,
        features: impl Iterator<Item = &'a (usize, u64)>,
        own: &[SmolStr],
        weights: Weights,
    ) -> BTreeMap<SmolStr, f64> {
        let less = u32::from(!own.is_empty());
        let without = |counts: &BTreeMap<SmolStr, u32>, code: &SmolStr| {
            let count = counts.get(code).copied().unwrap_or(0);
            f64::from(count.saturating_sub(u32::from(own.contains(code))))
        };
        let all = f64::from(self.all.saturating_sub(less));
        let known: Vec<(&(usize, u64), &Feature)> = features
            .filter_map(|feature| Some((feature, self.features.get(&feature.1)?)))
            .filter(|(_, seen)| seen.all > less)
            .collect();
        let mut numbers = [0_u32; features::KINDS];
        for ((kind, _), _) in &known {
            if let Some(number) = numbers.get_mut(*kind) {
                step(number, true);
            }
        }
        // Many words of one statement repeat one another: what they say grows by the root.
        let weights: Vec<f64> = weights
            .into_iter()
            .zip(numbers)
            .map(|(weight, number)| weight / f64::from(number.max(1)).sqrt())
            .collect();
        let score = |code: &SmolStr| {
            let uses = without(&self.codes, code);
            let mut score = ((uses + UNSEEN) / (all + 1.0)).ln();
            for ((kind, _), seen) in &known {
                let weight = weights.get(*kind).copied().unwrap_or(0.0);
                let with = (without(&seen.codes, code) + UNSEEN) / (uses + 2.0 * UNSEEN);
                let seen = f64::from(seen.all - less) + UNSEEN;
                score += weight * (with / (seen / (all + 2.0 * UNSEEN))).ln();
            }
            score
        };
        let codes = self.codes.keys();
        codes.map(|code| (code.clone(), score(code))).collect()
    }
}

fn step(count: &mut u32, more: bool) {
    *count = if more {
        count.saturating_add(1)
    } else {
        count.saturating_sub(1)
    };
}

fn step_all(counts: &mut BTreeMap<SmolStr, u32>, codes: &[SmolStr], more: bool) {
    for code in codes {
        let count = counts.entry(code.clone()).or_default();
        step(count, more);
        if *count == 0 {
            counts.remove(code);
        }
    }
}

/// Codes by what speaks for them and by their place in an order; where both are the same, that
/// order. What was never used has the least score of all.
fn by_score<I: crate::model::Id>(
    order: Vec<I>,
    near: f64,
    scores: &BTreeMap<SmolStr, f64>,
) -> Vec<I> {
    let least = scores.values().copied().fold(0.0, f64::min) - 1.0;
    let mut ranked: Vec<(f64, I)> = Vec::with_capacity(order.len());
    for (place, id) in (1_u32..).zip(order) {
        let learned = scores.get(id.as_str()).copied().unwrap_or(least);
        ranked.push((learned - near * f64::from(place).ln(), id));
    }
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    ranked.into_iter().map(|(_, id)| id).collect()
}
