//! Discourse networks after Leifeld, "Discourse Network Analysis: Policy Debates as Dynamic
//! Networks", in: The Oxford Handbook of Political Networks (2017).
//!
//! The two-mode network has actors and topics. An actor and a topic have one tie for each stance, with
//! the number of statements: each statement counts once for each pair of its speakers and topics. A
//! stance that is read toward somebody or something else than the topic is none on the topic.
//!
//! In the one-mode networks actors are tied. With `a⁺` = 1 where an actor has at least one statement
//! of a stance above 0 on a topic, else 0, and `a⁻` the same for stances below 0, two actors `a` and
//! `b` are tied by the sum over the topics of
//!
//! - congruence: `a⁺ b⁺ + a⁻ b⁻`, the topics on which they take the same side;
//! - conflict: `a⁺ b⁻ + a⁻ b⁺`, those on which they take opposite sides.
//!
//! Stances of 0 and those off the scale take no side.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::model::{
    Article, Project, SpeakerId, SpeakerKind, StanceId, Statement, Target, TopicId,
};

/// Who the actors are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Actors {
    /// The speakers, as they are coded.
    #[default]
    Persons,
    /// Whom it is said on behalf of; else the organisation of the speaker's role on the day of the
    /// article; else the speaker, unless it is a person.
    Organisations,
}

/// What is tied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ties {
    /// Actors and topics.
    #[default]
    TwoMode,
    /// Actors who take the same side.
    Congruence,
    /// Actors who take opposite sides.
    Conflict,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Network {
    /// Actors and then topics, each in the order of the codebook.
    pub nodes: Vec<Node>,
    pub ties: Vec<Tie>,
    pub left_out: LeftOut,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub kind: NodeKind,
    /// In the codebook.
    pub id: String,
    pub name: String,
    /// In how many of the statements that count.
    pub statements: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeKind {
    Actor(SpeakerKind),
    Topic,
}

/// A tie between two nodes, by their places in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tie {
    pub from: usize,
    pub to: usize,
    /// At least 1.
    pub weight: usize,
    /// Of a two-mode network, where one is coded.
    pub stance: Option<StanceId>,
    /// 1 above 0 on the scale, -1 below, 0 on it. None off the scale, and in one-mode networks.
    pub sign: Option<i32>,
}

/// Statements that say nothing to the network, and those that say less than they do elsewhere.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    pub without_topic: usize,
    /// Without a speaker, or without an organisation where those are the actors.
    pub without_actor: usize,
    /// Whose stance is toward something else than their topic.
    pub other_target: usize,
}

/// The network of statements of a project.
pub fn network(
    project: &Project,
    statements: &[&Arc<Statement>],
    actors: Actors,
    ties: Ties,
) -> Network {
    let mut counts = Counts::new(project, actors);
    for statement in statements {
        counts.add(statement);
    }
    match ties {
        Ties::TwoMode => counts.two_mode(),
        Ties::Congruence => counts.one_mode(|a, b| a == b),
        Ties::Conflict => counts.one_mode(|a, b| a != b),
    }
}

/// Who said how often what on what.
struct Counts<'p> {
    project: &'p Project,
    actors: Actors,
    left_out: LeftOut,
    /// By places in the codebook, so that they come in its order.
    said: BTreeMap<(usize, usize, Option<usize>), usize>,
    of_actor: BTreeMap<usize, usize>,
    of_topic: BTreeMap<usize, usize>,
}

impl<'p> Counts<'p> {
    fn new(project: &'p Project, actors: Actors) -> Self {
        Self {
            project,
            actors,
            left_out: LeftOut::default(),
            said: BTreeMap::new(),
            of_actor: BTreeMap::new(),
            of_topic: BTreeMap::new(),
        }
    }

    fn add(&mut self, statement: &Statement) {
        let book = self.project.codebook();
        let place = |id: &TopicId| book.topics().position(id);
        let topics: BTreeSet<usize> = statement.topics.iter().filter_map(place).collect();
        let actors = self.actors_of(statement);
        self.left_out.without_topic += usize::from(topics.is_empty());
        self.left_out.without_actor += usize::from(actors.is_empty() && !topics.is_empty());
        if topics.is_empty() || actors.is_empty() {
            return;
        }
        let stance = statement.stance.as_ref();
        let stance = stance.and_then(|id| book.stances().position(id));
        let is_on_topic = statement.target == Target::Topic;
        self.left_out.other_target += usize::from(stance.is_some() && !is_on_topic);
        let stance = stance.filter(|_| is_on_topic);
        for actor in &actors {
            *self.of_actor.entry(*actor).or_default() += 1;
            for topic in &topics {
                *self.said.entry((*actor, *topic, stance)).or_default() += 1;
            }
        }
        for topic in &topics {
            *self.of_topic.entry(*topic).or_default() += 1;
        }
    }

    /// Places of the actors in the codebook, each once.
    fn actors_of(&self, statement: &Statement) -> BTreeSet<usize> {
        let speakers = self.project.codebook().speakers();
        let places = |ids: &[SpeakerId]| -> BTreeSet<usize> {
            ids.iter().filter_map(|id| speakers.position(id)).collect()
        };
        match self.actors {
            Actors::Persons => places(&statement.speakers),
            Actors::Organisations if !statement.on_behalf_of.is_empty() => {
                places(&statement.on_behalf_of)
            }
            Actors::Organisations => {
                let article = self.project.articles().get(&statement.article);
                let day = article.and_then(|article: &Arc<Article>| article.published.as_ref());
                let of = |id: &SpeakerId| {
                    let speaker = speakers.get(id)?;
                    let role = speaker.role_on(day);
                    match role.and_then(|role| role.organisation.clone()) {
                        Some(organisation) => Some(organisation),
                        None => (speaker.kind != SpeakerKind::Person).then(|| id.clone()),
                    }
                };
                let organisations: Vec<SpeakerId> =
                    statement.speakers.iter().filter_map(of).collect();
                places(&organisations)
            }
        }
    }

    fn two_mode(self) -> Network {
        let mut nodes = self.actor_nodes();
        let topics = self.project.codebook().topics();
        let first = nodes.len();
        for (at, statements) in &self.of_topic {
            let Some(topic) = topics.at(*at) else {
                continue;
            };
            nodes.push(Node {
                kind: NodeKind::Topic,
                id: topic.id.to_string(),
                name: topic.name.clone(),
                statements: *statements,
            });
        }
        let actors = ranks(self.of_actor.keys());
        let topics = ranks(self.of_topic.keys());
        let stances = self.project.codebook().stances();
        let ties = self
            .said
            .iter()
            .filter_map(|((actor, topic, stance), weight)| {
                let stance = stance.and_then(|at| stances.at(at));
                Some(Tie {
                    from: *actors.get(actor)?,
                    to: first + topics.get(topic)?,
                    weight: *weight,
                    stance: stance.map(|stance| stance.id.clone()),
                    sign: stance.and_then(|stance| stance.scale).map(i32::signum),
                })
            });
        Network {
            ties: ties.collect(),
            nodes,
            left_out: self.left_out,
        }
    }

    /// Ties between actors for each topic on which they have sides that fit.
    fn one_mode(self, fits: impl Fn(i32, i32) -> bool) -> Network {
        let stances = self.project.codebook().stances();
        let mut sides: BTreeMap<usize, BTreeSet<(usize, i32)>> = BTreeMap::new();
        for (actor, topic, stance) in self.said.keys() {
            let stance = stance.and_then(|at| stances.at(at));
            let side = stance.and_then(|stance| stance.scale).map(i32::signum);
            if let Some(side) = side.filter(|side| *side != 0) {
                sides.entry(*topic).or_default().insert((*actor, side));
            }
        }
        let mut weights: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for on_topic in sides.values() {
            for (a, side_of_a) in on_topic {
                for (b, side_of_b) in on_topic {
                    if a < b && fits(*side_of_a, *side_of_b) {
                        *weights.entry((*a, *b)).or_default() += 1;
                    }
                }
            }
        }
        let nodes = self.actor_nodes();
        let actors = ranks(self.of_actor.keys());
        let ties = weights.into_iter().filter_map(|((a, b), weight)| {
            Some(Tie {
                from: *actors.get(&a)?,
                to: *actors.get(&b)?,
                weight,
                stance: None,
                sign: None,
            })
        });
        Network {
            ties: ties.collect(),
            nodes,
            left_out: self.left_out,
        }
    }

    fn actor_nodes(&self) -> Vec<Node> {
        let speakers = self.project.codebook().speakers();
        let nodes = self.of_actor.iter().filter_map(|(at, statements)| {
            let speaker = speakers.at(*at)?;
            Some(Node {
                kind: NodeKind::Actor(speaker.kind),
                id: speaker.id.to_string(),
                name: speaker.name.clone(),
                statements: *statements,
            })
        });
        nodes.collect()
    }
}

/// Which place each has among those that are there.
fn ranks<'k>(places: impl Iterator<Item = &'k usize>) -> BTreeMap<usize, usize> {
    places.copied().zip(0..).collect()
}
