//! Who and what a statement is likely about: the order in which fields offer what the codebook
//! has. Nothing is ever filled in by it.

mod passage;

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use indexmap::IndexSet;

use self::passage::Passage;
use crate::model::{
    Anchor, CodeId, Keyed, Listed, Project, Speaker, SpeakerId, Statement, StatementId,
    StatementIndex, Topic, TopicId,
};

/// How many codes count as used recently, and how many statements of a speaker are looked at.
const RECENT: usize = 8;

/// No more statements than these are looked at, of those made last and of those around this one in
/// its article: what was coded before that says little.
const LOOKED_AT: usize = 1_000;

/// What is known when a field asks.
pub struct Likely<'a> {
    project: &'a Project,
    index: &'a StatementIndex,
    /// Those that were made since the project was opened, in order: times alone do not tell those
    /// of one second apart.
    made: &'a IndexSet<StatementId>,
    statement: &'a Statement,
}

impl<'a> Likely<'a> {
    pub fn new(
        project: &'a Project,
        index: &'a StatementIndex,
        made: &'a IndexSet<StatementId>,
        statement: &'a Statement,
    ) -> Self {
        Self {
            project,
            index,
            made,
            statement,
        }
    }

    /// All speakers, the likeliest first: those named near the passage, those used in this
    /// article, recently, often; then as in the codebook.
    pub fn speakers(&self) -> Vec<SpeakerId> {
        let speakers = self.project.codebook().speakers();
        let near = self.named_nearby();
        let used = self.used(|statement| &statement.speakers, CodeId::Speaker);
        sorted(speakers, |speaker| {
            let near = near.get(&speaker.id).copied();
            (near.is_none(), near, used.rank(&speaker.id))
        })
    }

    /// All topics, the likeliest first: those that the same speaker spoke about lately and that of
    /// the statement before, those whose words stand in the passage, then as with speakers.
    pub fn topics(&self) -> Vec<TopicId> {
        let topics = self.project.codebook().topics();
        let spoken = self.spoken_about();
        let used = self.used(|statement| &statement.topics, CodeId::Topic);
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
        let before = (at.saturating_sub(LOOKED_AT)..at).rev();
        before
            .filter_map(|at| self.at(at))
            .find(|before| !before.speakers.is_empty())
    }

    /// The statement at a position of the article.
    fn at(&self, position: usize) -> Option<&'a Statement> {
        let id = self.index.at(&self.statement.article, position)?;
        self.project.statement(id).map(AsRef::as_ref)
    }

    /// The other statements, those that were made last first.
    fn last_made(&self) -> impl Iterator<Item = &'a Statement> {
        let earlier = self.index.by_time().rev();
        let earlier = earlier.filter(|id| !self.made.contains(*id));
        let ids = self.made.iter().rev().chain(earlier);
        let found = ids.filter_map(|id| self.project.statement(id));
        let others = found.filter(|other| other.id != self.statement.id);
        others.map(AsRef::as_ref).take(LOOKED_AT)
    }

    /// The others of the article, around this one, those that were made last first.
    fn here(&self) -> Vec<&'a Statement> {
        let at = self.index.position(&self.statement.id).unwrap_or(0);
        let from = at.saturating_sub(LOOKED_AT / 2);
        let around = (from..from + LOOKED_AT).map_while(|at| self.at(at));
        let mut here: Vec<&Statement> = around.filter(|s| s.id != self.statement.id).collect();
        let made = |s: &Statement| self.made.get_index_of(&s.id);
        here.sort_by_cached_key(|&s| Reverse((made(s), &s.created, &s.id)));
        here
    }

    /// The last statements of the same speakers.
    fn of_same_speakers(&self) -> impl Iterator<Item = &'a Statement> {
        let speakers = &self.statement.speakers;
        let own = |other: &&Statement| other.speakers.iter().any(|id| speakers.contains(id));
        self.last_made().filter(own).take(RECENT)
    }

    /// What the same speaker spoke about in their last statements, and what the statement before
    /// is about; with a rank.
    fn spoken_about(&self) -> HashMap<&'a TopicId, usize> {
        let last = self.of_same_speakers();
        let mut ranks = HashMap::new();
        for topic in last.chain(self.before()).flat_map(|s| &s.topics) {
            let rank = ranks.len();
            ranks.entry(topic).or_insert(rank);
        }
        ranks
    }

    /// What the same speakers spoke about in their last statements.
    pub(super) fn spoken_lately(&self) -> HashSet<&'a TopicId> {
        self.of_same_speakers().flat_map(|s| &s.topics).collect()
    }

    /// What the statements just before this one in its article are about; 0 is the one before.
    pub(super) fn about_before(&self) -> HashMap<&'a TopicId, i32> {
        let at = self.index.position(&self.statement.id).unwrap_or(0);
        let before = (at.saturating_sub(RECENT)..at).rev();
        let mut about = HashMap::new();
        for (back, statement) in (0..).zip(before.filter_map(|at| self.at(at))) {
            for topic in &statement.topics {
                about.entry(topic).or_insert(back);
            }
        }
        about
    }

    fn used<I: Eq + Hash>(
        &self,
        of: fn(&Statement) -> &Vec<I>,
        code: fn(I) -> CodeId,
    ) -> Used<'a, I> {
        let mut here = HashMap::new();
        for id in self.here().into_iter().flat_map(of) {
            let rank = here.len();
            here.entry(id).or_insert(rank);
        }
        let mut recent = HashMap::new();
        for id in self.last_made().flat_map(of) {
            let rank = recent.len();
            if rank == RECENT {
                break;
            }
            recent.entry(id).or_insert(rank);
        }
        Used {
            here,
            recent,
            index: self.index,
            code,
        }
    }
}

/// How codes were used: the last used is 0.
struct Used<'a, I> {
    here: HashMap<&'a I, usize>,
    recent: HashMap<&'a I, usize>,
    index: &'a StatementIndex,
    code: fn(I) -> CodeId,
}

impl<I: Clone + Eq + Hash> Used<'_, I> {
    /// Used in this article, used recently, used often: the less the likelier.
    fn rank(&self, id: &I) -> (usize, usize, Reverse<usize>) {
        let last = |used: &HashMap<&I, usize>| used.get(id).copied().unwrap_or(usize::MAX);
        let times = self.index.uses(&(self.code)(id.clone()));
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
pub(super) fn hull(statement: &Statement) -> Option<std::ops::Range<usize>> {
    let spans = || statement.contents.iter().filter_map(Anchor::span);
    let start = spans().map(crate::model::Span::start).min()?;
    let end = spans().map(crate::model::Span::end).max()?;
    Some(start..end)
}

#[cfg(test)]
mod tests;
