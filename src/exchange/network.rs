//! What the two formats of networks have in common: what they hold, and what is said of it.

use super::words::Word;
use super::{Actors, ExportOptions, Part, Selection, Ties};
use crate::analyse::{LeftOut, Network, NodeKind, network};

/// What can be seen in a network: who speaks on what, and on which side.
pub(super) const CARRIES: &[Part] = &[
    // Statements that overlap count each.
    Part::Overlaps,
    Part::Speaker,
    Part::Speakers,
    Part::Stance,
    Part::Topic,
    Part::Topics,
];

/// The network that is asked for, and what is to be said of it.
pub(super) fn of(selection: &Selection<'_>, options: &ExportOptions) -> (Network, Vec<String>) {
    let actors = options.actors.unwrap_or_default();
    let ties = options.ties.unwrap_or_default();
    let network = network(selection.project, selection.statements(), actors, ties);
    let LeftOut {
        without_topic,
        without_actor,
        other_target,
    } = network.left_out;
    let who = match actors {
        Actors::Persons => "a speaker",
        Actors::Organisations => "an organisation",
    };
    let statements = |number: usize| match number {
        1 => "1 statement".to_owned(),
        _ => format!("{number} statements"),
    };
    let mut notes = Vec::new();
    if without_topic > 0 {
        notes.push(format!(
            "{} without a topic: not in the network",
            statements(without_topic)
        ));
    }
    if without_actor > 0 {
        notes.push(format!(
            "{} without {who}: not in the network",
            statements(without_actor)
        ));
    }
    if other_target > 0 {
        notes.push(format!(
            "{} with a stance toward something else than the topic: in the network without that stance",
            statements(other_target)
        ));
    }
    (network, notes)
}

/// The word for a kind of node.
pub(super) fn kind(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Actor(_) => "actor",
        NodeKind::Topic => "topic",
    }
}

/// The word for the kind of an actor; empty for a topic.
pub(super) fn speaker_kind(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Actor(kind) => kind.word(),
        NodeKind::Topic => "",
    }
}

impl Word for Ties {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::TwoMode, "two-mode"),
        (Self::Congruence, "congruence"),
        (Self::Conflict, "conflict"),
    ];
}

impl Word for Actors {
    const ALL: &'static [(Self, &'static str)] = &[
        (Self::Persons, "person"),
        (Self::Organisations, "organisation"),
    ];
}

#[cfg(test)]
mod tests;
