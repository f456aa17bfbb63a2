//! What is likely, learned from what was coded in this project: topics, stances and speakers in the
//! order in which they are offered. Nothing is ever filled in by it.
//!
//! Counts, and nothing that has to be fitted to them. It learns and forgets a statement exactly, so
//! that an undo leaves no trace. For a topic speak the words that are said, by naive Bayes, where
//! the name and the proposition of a topic count as statements that were coded so; that the
//! statements just before in the article are about it; and that the same speaker spoke about it
//! lately. For a stance speaks how often the same speakers took it toward the same thing. For a
//! speaker speaks that the rules of proposals read it so, and then the order of [`Likely`].

mod said_by;
mod tally;
#[cfg(test)]
mod tests;
mod words;

use foldhash::HashMap;

use self::tally::Tally;
use self::words::{Sentences, number};
use super::Likely;
use super::by_article::ByArticle;
use crate::edit::Touched;
use crate::model::{
    Id as _, Project, SpeakerId, StanceId, Statement, StatementId, Target, TopicId,
};

/// So many coded statements the name and the proposition of a topic are worth: they were chosen to say
/// what it is about, and are all that is known of it at first.
const OWN: u32 = 2;

/// How much it says for a topic that the statement before is about it, in nats: that makes it about
/// seven times as likely. The one before that says half as much, and so on.
const BEFORE: f64 = 2.0;

/// How much it says that the speaker spoke about it lately: less, for it may be long ago.
const SPOKEN: f64 = 1.0;

/// What is added to a count, so that what was never seen is not impossible (Jeffreys' prior).
const UNSEEN: f64 = 0.5;

/// What was seen with each code.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Ranker {
    known: ByArticle,
    learned: HashMap<StatementId, Learned>,
    /// How many statements are about each topic.
    uses: HashMap<u32, u32>,
    /// The topics with which each word was seen.
    words: HashMap<u32, Tally>,
    stances: Tally,
    /// The stances that each speaker took toward each topic or speaker.
    sides: HashMap<u32, Tally>,
}

/// What was learned from a statement, to be forgotten exactly.
#[derive(Clone, Debug, PartialEq)]
struct Learned {
    words: Vec<u32>,
    topics: Vec<u32>,
    sides: Vec<u32>,
    stance: Option<u32>,
}

/// A stance that speakers took more often than not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaning {
    pub stance: StanceId,
    /// In so many statements.
    pub times: u32,
    /// Of so many toward the same.
    pub of: u32,
}

impl Ranker {
    pub fn new(project: &Project) -> Self {
        Self::showing(project, |_| true)
    }

    /// A ranker that learns from some statements only: from those that one may see.
    pub fn showing(project: &Project, shows: impl Fn(&Statement) -> bool) -> Self {
        let mut ranker = Self::default();
        let mut sentences = Sentences::default();
        for statement in project.statements_in_order() {
            ranker.meet(project, statement, &mut sentences, &shows);
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
            // Its text may be another, and who may see what.
            statements.extend(self.known.of(article).cloned());
        }
        for id in &statements {
            self.known.take_out(id);
            if let Some(learned) = self.learned.remove(id) {
                self.count(&learned, false);
            }
            if let Some(statement) = project.statement(id) {
                self.meet(project, statement, &mut Sentences::default(), &shows);
            }
        }
    }

    fn meet(
        &mut self,
        project: &Project,
        statement: &Statement,
        sentences: &mut Sentences,
        shows: &impl Fn(&Statement) -> bool,
    ) {
        self.known.put_in(statement);
        if !shows(statement) {
            return;
        }
        let mut topics: Vec<u32> = statement
            .topics
            .iter()
            .map(|t| number(t.as_str()))
            .collect();
        topics.sort_unstable();
        topics.dedup();
        let article = project.articles().get(&statement.article);
        let article = article.filter(|_| !topics.is_empty());
        let learned = Learned {
            words: article.map_or_else(Vec::new, |article| sentences.words(article, statement)),
            topics,
            sides: sides(statement),
            stance: statement.stance.as_ref().map(|id| number(id.as_str())),
        };
        if !learned.topics.is_empty() || learned.stance.is_some() {
            self.count(&learned, true);
            self.learned.insert(statement.id.clone(), learned);
        }
    }

    fn count(&mut self, learned: &Learned, more: bool) {
        for topic in &learned.topics {
            let times = self.uses.entry(*topic).or_default();
            *times = if more { *times + 1 } else { *times - 1 };
            if *times == 0 {
                self.uses.remove(topic);
            }
        }
        for word in &learned.words {
            let seen = self.words.entry(*word).or_default();
            for topic in &learned.topics {
                seen.count(*topic, more);
            }
            if seen.is_empty() {
                self.words.remove(word);
            }
        }
        let Some(stance) = learned.stance else {
            return;
        };
        self.stances.count(stance, more);
        for side in &learned.sides {
            let seen = self.sides.entry(*side).or_default();
            seen.count(stance, more);
            if seen.is_empty() {
                self.sides.remove(side);
            }
        }
    }

    /// All topics, the likeliest first; of two that are as likely, as [`Likely`] has them.
    pub fn topics(
        &self,
        project: &Project,
        likely: &Likely<'_>,
        statement: &Statement,
    ) -> Vec<TopicId> {
        let by_words = self.by_words(project, statement);
        let before = likely.about_before();
        let spoken = likely.spoken_lately();
        by_score(likely.topics(), |id| {
            let said = by_words.get(id).copied().unwrap_or(0.0);
            let before = before
                .get(id)
                .map_or(0.0, |&back| BEFORE * 0.5_f64.powi(back));
            said + before + if spoken.contains(id) { SPOKEN } else { 0.0 }
        })
    }

    /// How much the words that are said speak for each topic of the codebook, in nats.
    fn by_words<'a>(
        &self,
        project: &'a Project,
        statement: &Statement,
    ) -> HashMap<&'a TopicId, f64> {
        let Some(article) = project.articles().get(&statement.article) else {
            return HashMap::default();
        };
        let said = words::said(article, statement);
        // A statement says nothing of itself.
        let own = self.learned.get(&statement.id);
        let own = own.map_or((&[][..], &[][..]), |own| (&own.words, &own.topics));
        let is_own = |word: &u32| own.0.binary_search(word).is_ok();
        let book: Vec<(&TopicId, u32, Vec<u32>)> = project
            .codebook()
            .topics()
            .iter()
            .map(|topic| {
                let words = words::of_text([&topic.name, &topic.proposition]);
                (&topic.id, number(topic.id.as_str()), words)
            })
            .collect();
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let all: u32 = self.uses.values().sum();
        let all = all + OWN * count(book.len());
        let all = f64::from(all.saturating_sub(count(own.1.len())));
        let none = Tally::default();
        let said: Vec<(u32, &Tally, bool, f64)> = said
            .into_iter()
            .filter_map(|word| {
                let seen = self.words.get(&word).unwrap_or(&none);
                let named = book.iter().filter(|(_, _, words)| words.contains(&word));
                let is_own = is_own(&word);
                let own = if is_own { count(own.1.len()) } else { 0 };
                let times = seen.all() + OWN * count(named.count());
                let times = times.saturating_sub(own);
                let share = (f64::from(times) + UNSEEN) / (all + 2.0 * UNSEEN);
                (times > 0).then_some((word, seen, is_own, share))
            })
            .collect();
        let score = |topic: u32, named: &[u32]| -> f64 {
            let mine = u32::from(own.1.contains(&topic));
            let uses = self.uses.get(&topic).copied().unwrap_or(0);
            let uses = f64::from((uses + OWN).saturating_sub(mine));
            let says = said.iter().map(|(word, seen, is_own, share)| {
                let own = if named.binary_search(word).is_ok() {
                    OWN
                } else {
                    0
                };
                let times = seen.of(topic) + own;
                let times = times.saturating_sub(if *is_own { mine } else { 0 });
                let with = (f64::from(times) + UNSEEN) / (uses + 2.0 * UNSEEN);
                (with / share).ln()
            });
            says.sum()
        };
        let scores = book.iter();
        scores
            .map(|(id, topic, named)| (*id, score(*topic, named)))
            .collect()
    }

    /// All speakers, the likeliest first.
    pub fn speakers(
        &self,
        project: &Project,
        likely: &Likely<'_>,
        statement: &Statement,
    ) -> Vec<SpeakerId> {
        let said_by = said_by::rules(project, statement);
        let mut order = likely.speakers();
        order.sort_by_key(|id| {
            let place = said_by.iter().position(|said_by| said_by == id);
            place.unwrap_or(said_by.len())
        });
        order
    }

    /// All stances, the likeliest first: by how often the same speakers took each toward the same,
    /// then by how often it was taken at all, then as in the codebook. None is preset by it.
    pub fn stances(&self, project: &Project, statement: &Statement) -> Vec<StanceId> {
        let own = self.learned.get(&statement.id).and_then(|own| own.stance);
        let stances = project.codebook().stances();
        let (seen, of) = self.taken(statement);
        let kinds = u32::try_from(stances.len()).unwrap_or(u32::MAX);
        let all = self.stances.all() - u32::from(own.is_some());
        let order = stances.iter().map(|stance| stance.id.clone()).collect();
        by_score(order, |id: &StanceId| {
            let stance = number(id.as_str());
            let uses = self.stances.of(stance) - u32::from(own == Some(stance));
            let at_all = f64::from(uses + 1) / f64::from(all + kinds);
            (f64::from(seen(stance)) + at_all) / f64::from(of + 1)
        })
    }

    /// The stance that the speakers of a statement took more often than not toward the same, if they
    /// spoke of it in another statement.
    pub fn leaning(&self, project: &Project, statement: &Statement) -> Option<Leaning> {
        let (seen, of) = self.taken(statement);
        let stances = project.codebook().stances().iter();
        let mut taken = stances.map(|stance| Leaning {
            stance: stance.id.clone(),
            times: seen(number(stance.id.as_str())),
            of,
        });
        taken.find(|leaning| leaning.times * 2 > of)
    }

    /// How often the speakers of a statement took a stance toward the same in others, and how often
    /// any.
    fn taken(&self, statement: &Statement) -> (impl Fn(u32) -> u32, u32) {
        let own = self.learned.get(&statement.id);
        let sides: Vec<(&Tally, Option<u32>)> = sides(statement)
            .into_iter()
            .filter_map(|side| {
                let own = own.filter(|own| own.sides.contains(&side));
                Some((self.sides.get(&side)?, own.and_then(|own| own.stance)))
            })
            .collect();
        let all = |(seen, own): &(&Tally, Option<u32>)| seen.all() - u32::from(own.is_some());
        let of = sides.iter().map(all).sum();
        let seen = move |stance: u32| {
            let taken = sides.iter();
            taken
                .map(|(seen, own)| seen.of(stance) - u32::from(*own == Some(stance)))
                .sum()
        };
        (seen, of)
    }
}

/// Who speaks toward what, as numbers, each once: a stance is that of a speaker toward the main topic
/// or another speaker.
fn sides(statement: &Statement) -> Vec<u32> {
    let toward = match &statement.target {
        Target::Topic => statement.topics.first().map(crate::model::Id::as_str),
        Target::Speaker(id) => Some(id.as_str()),
        Target::Text(_) => None,
    };
    let Some(toward) = toward else {
        return Vec::new();
    };
    let speakers = statement.speakers.iter();
    let mut sides: Vec<u32> = speakers
        .map(|speaker| number(&format!("{speaker} {toward}")))
        .collect();
    sides.sort_unstable();
    sides.dedup();
    sides
}

/// Ids by a score, the highest first; those of one score stay in order.
fn by_score<I>(order: Vec<I>, score: impl Fn(&I) -> f64) -> Vec<I> {
    let mut ranked: Vec<(f64, I)> = order.into_iter().map(|id| (score(&id), id)).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    ranked.into_iter().map(|(_, id)| id).collect()
}
