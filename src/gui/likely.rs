//! Who and what a statement is likely about: the order in which fields offer what the codebook
//! has. Nothing is ever filled in by it.

mod passage;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::hash::Hash;

use self::passage::Passage;
use crate::model::{
    Anchor, Keyed, Listed, Project, Speaker, SpeakerId, Statement, StatementId, StatementIndex,
    Timestamp, Topic, TopicId,
};

/// How many codes count as used recently, and how many statements of a speaker are looked at.
const RECENT: usize = 8;

/// What is known when a field asks.
pub(super) struct Likely<'a> {
    project: &'a Project,
    index: &'a StatementIndex,
    statement: &'a Statement,
    /// The others, in the order they were made.
    others: Vec<&'a Statement>,
}

impl<'a> Likely<'a> {
    /// Looks at all statements once. `made` are those that were made since the project was
    /// opened, in order: times alone do not tell those of one second apart.
    pub(super) fn new(
        project: &'a Project,
        index: &'a StatementIndex,
        made: &'a [StatementId],
        statement: &'a Statement,
    ) -> Self {
        let made: HashMap<&StatementId, usize> = made.iter().zip(1..).collect();
        let mut others: Vec<(usize, &Timestamp, &StatementId, &Statement)> = project
            .statements()
            .filter(|other| other.id != statement.id)
            .map(|s| {
                (
                    made.get(&s.id).copied().unwrap_or(0),
                    &s.created,
                    &s.id,
                    &**s,
                )
            })
            .collect();
        others.sort_unstable_by(|a, b| (a.0, a.1, a.2).cmp(&(b.0, b.1, b.2)));
        Self {
            project,
            index,
            statement,
            others: others.into_iter().map(|(.., other)| other).collect(),
        }
    }

    /// All speakers, the likeliest first: those named near the passage, those used in this
    /// article, recently, often; then as in the codebook.
    pub(super) fn speakers(&self) -> Vec<SpeakerId> {
        let speakers = self.project.codebook().speakers();
        let near = self.named_nearby();
        let used = self.used(|statement| &statement.speakers);
        sorted(speakers, |speaker| {
            let near = near.get(&speaker.id).copied();
            (near.is_none(), near, used.rank(&speaker.id))
        })
    }

    /// All topics, the likeliest first: those that the same speaker spoke about lately and that of
    /// the statement before, those whose words stand in the passage, then as with speakers.
    pub(super) fn topics(&self) -> Vec<TopicId> {
        let topics = self.project.codebook().topics();
        let spoken = self.spoken_about();
        let used = self.used(|statement| &statement.topics);
        let passage = self.passage();
        sorted(topics, |topic| {
            let words = passage.as_ref().map_or(0, |passage| shared(passage, topic));
            let spoken = spoken.get(&topic.id).copied();
            let spoken = spoken.unwrap_or(usize::MAX);
            (spoken, Reverse(words), used.rank(&topic.id))
        })
    }

    fn passage(&self) -> Option<Passage<'a>> {
        let article = self.project.articles().get(&self.statement.article)?;
        Passage::around(article.text.as_str(), self.statement)
    }

    /// The speakers that are named near the passage, and how near.
    fn named_nearby(&self) -> HashMap<&'a SpeakerId, passage::Nearness> {
        let Some(passage) = self.passage() else {
            return HashMap::new();
        };
        let mut near = HashMap::new();
        for speaker in self.project.codebook().speakers().iter() {
            let found = names(speaker)
                .filter_map(|name| passage.nearest(name))
                .min();
            if let Some(found) = found {
                near.insert(&speaker.id, found);
            }
        }
        // Who "she" is was said before.
        if let (Some(found), Some(before)) = (passage.pronoun(), self.before()) {
            for speaker in &before.speakers {
                let nearest = near.entry(speaker).or_insert(found);
                *nearest = found.min(*nearest);
            }
        }
        near
    }

    /// The statement before this one in the article that has a speaker.
    fn before(&self) -> Option<&'a Statement> {
        let at = self.index.position(&self.statement.id)?;
        let ids = self.index.of_article(&self.statement.article).take(at);
        ids.rev()
            .filter_map(|id| self.project.statement(id))
            .find(|before| !before.speakers.is_empty())
            .map(AsRef::as_ref)
    }

    /// What the same speaker spoke about in their last statements, and what the statement before
    /// is about; with a rank.
    fn spoken_about(&self) -> HashMap<&'a TopicId, usize> {
        let own = |other: &&&Statement| {
            let speakers = &self.statement.speakers;
            other.speakers.iter().any(|id| speakers.contains(id))
        };
        let last = self.others.iter().rev().filter(own).take(RECENT).copied();
        let mut ranks = HashMap::new();
        for topic in last.chain(self.before()).flat_map(|s| &s.topics) {
            let rank = ranks.len();
            ranks.entry(topic).or_insert(rank);
        }
        ranks
    }

    fn used<I: Eq + Hash>(&self, of: fn(&Statement) -> &Vec<I>) -> Used<'a, I> {
        let mut used = Used {
            here: HashMap::new(),
            recent: HashMap::new(),
            times: HashMap::new(),
        };
        for other in self.others.iter().rev() {
            let is_here = other.article == self.statement.article;
            for id in of(other) {
                *used.times.entry(id).or_insert(0) += 1;
                let (here, recent) = (used.here.len(), used.recent.len());
                if is_here {
                    used.here.entry(id).or_insert(here);
                }
                if recent < RECENT {
                    used.recent.entry(id).or_insert(recent);
                }
            }
        }
        used
    }
}

/// How codes were used: the last used is 0.
struct Used<'a, I> {
    here: HashMap<&'a I, usize>,
    recent: HashMap<&'a I, usize>,
    times: HashMap<&'a I, usize>,
}

impl<I: Eq + Hash> Used<'_, I> {
    /// Used in this article, used recently, used often: the less the likelier.
    fn rank(&self, id: &I) -> (usize, usize, Reverse<usize>) {
        let last = |used: &HashMap<&I, usize>| used.get(id).copied().unwrap_or(usize::MAX);
        let times = self.times.get(id).copied().unwrap_or(0);
        (last(&self.here), last(&self.recent), Reverse(times))
    }
}

/// The ids of codes by a key; those of the same key as in the codebook.
fn sorted<T, K>(codes: &Listed<T>, key: impl Fn(&T) -> K) -> Vec<T::Id>
where
    T: Keyed,
    T::Id: Clone,
    K: Ord,
{
    let mut ranked: Vec<(K, &T::Id)> = codes.iter().map(|code| (key(code), code.id())).collect();
    ranked.sort_by(|a, b| a.0.cmp(&b.0));
    ranked.into_iter().map(|(_, id)| id.clone()).collect()
}

/// What a speaker is called: name, aliases, the last name of a person. A description ("former
/// engineer") ends in no name.
fn names(speaker: &Speaker) -> impl Iterator<Item = &str> {
    let is_person = speaker.kind == crate::model::SpeakerKind::Person;
    let last = speaker.name.rsplit_once(' ').map(|(_, last)| last);
    let aliases = speaker.aliases.iter().map(String::as_str);
    [speaker.name.as_str()]
        .into_iter()
        .chain(aliases)
        .chain(last.filter(|last| is_person && !last.starts_with(char::is_lowercase)))
}

/// How many words of a topic's name and proposition stand in a passage.
fn shared(passage: &Passage<'_>, topic: &Topic) -> usize {
    passage.shared([topic.name.as_str(), topic.proposition.as_str()])
}

/// The first span of a statement's content and the last.
fn hull(statement: &Statement) -> Option<std::ops::Range<usize>> {
    let spans = || statement.contents.iter().filter_map(Anchor::span);
    let start = spans().map(crate::model::Span::start).min()?;
    let end = spans().map(crate::model::Span::end).max()?;
    Some(start..end)
}

#[cfg(test)]
mod tests;
