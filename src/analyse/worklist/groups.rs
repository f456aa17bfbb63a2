//! Statements that have something in common, and what is to be looked at in them together.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;
use std::sync::Arc;

use foldhash::HashMap;
use smol_str::{SmolStr, format_smolstr};

use super::Kind;
use super::entered::{Entered, Place, Quote, Side, Toward};
use super::entry::{Entries, Entry, key, named, short_digest};
use crate::model::{
    AnnotatorId, ArticleId, CodeId, Project, Span, SpeakerId, StanceId, Statement, StatementId,
    Target, TopicId,
};

#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Group {
    pub(super) ids: BTreeSet<StatementId>,
    /// The key of its entry, when it has one.
    listed: Option<SmolStr>,
}

type AllEntered = HashMap<StatementId, Entered>;

pub(super) fn put_in<K: Hash + Ord + Clone>(
    groups: &mut HashMap<K, Group>,
    key: &K,
    id: &StatementId,
    dirty: &mut BTreeSet<K>,
) {
    groups
        .entry(key.clone())
        .or_default()
        .ids
        .insert(id.clone());
    dirty.insert(key.clone());
}

pub(super) fn take_out<K: Hash + Ord + Clone>(
    groups: &mut HashMap<K, Group>,
    key: &K,
    id: &StatementId,
    dirty: &mut BTreeSet<K>,
) {
    if let Some(group) = groups.get_mut(key) {
        group.ids.remove(id);
        dirty.insert(key.clone());
    }
}

/// Puts the entry that a group gives now in the place of the one that it gave; a group without
/// statements goes. Gives how many statements were looked at.
pub(super) fn look<K: Hash + Eq>(
    groups: &mut HashMap<K, Group>,
    of: &K,
    project: &Project,
    entries: &mut Entries,
    entry: impl Fn(&Group) -> Option<Entry>,
) -> usize {
    let Some(group) = groups.get_mut(of) else {
        return 1;
    };
    if let Some(key) = group.listed.take() {
        entries.remove(&key);
    }
    let looked_at = group.ids.len().max(1);
    if let Some(entry) = entry(group) {
        group.listed = Some(entry.key.clone());
        entries.add(project, entry);
    }
    if group.ids.is_empty() {
        groups.remove(of);
    }
    looked_at
}

/// A speaker that one statement uses and no other.
pub(super) fn used_once(
    project: &Project,
    entered: &AllEntered,
    code: &CodeId,
    group: &Group,
) -> Option<Entry> {
    let CodeId::Speaker(speaker) = code else {
        return None;
    };
    let only = group.ids.first().filter(|_| group.ids.len() == 1)?;
    if !project.codebook().speakers().contains(speaker) {
        return None;
    }
    Some(Entry {
        codes: vec![code.clone()],
        ..about(
            entered,
            key(Kind::SpeakerOnce, speaker),
            Kind::SpeakerOnce,
            vec![only.clone()],
        )
    })
}

/// The coding of a statement that is coded through.
type Coding<'a> = (&'a [SpeakerId], &'a TopicId, &'a StanceId, &'a Target);

fn coding(statement: &Statement) -> Option<Coding<'_>> {
    let topic = statement.topics.first()?;
    let stance = statement.stance.as_ref()?;
    let speakers = statement.speakers.as_slice();
    (!speakers.is_empty()).then_some((speakers, topic, stance, &statement.target))
}

/// The same words in two places, coded differently: by one annotator, or by two of whom neither
/// coded the other's place. Where both coded one place, comparing them says it better.
pub(super) fn two_ways(entered: &AllEntered, quote: &Quote, group: &Group) -> Option<Entry> {
    if group.ids.len() < 2 {
        return None;
    }
    let mut codings: BTreeMap<(&ArticleId, usize, &AnnotatorId), Vec<Coding>> = BTreeMap::new();
    let mut ids = Vec::new();
    for id in &group.ids {
        let Some(known) = entered.get(id) else {
            continue;
        };
        let Some(coding) = coding(&known.statement) else {
            continue;
        };
        ids.push(id.clone());
        let start = known.place.iter().flat_map(|place| &place.spans);
        let start = start.map(|(start, _)| *start).next().unwrap_or(0);
        let statement = &known.statement;
        let place = (&statement.article, start, &statement.annotator);
        let here = codings.entry(place).or_default();
        if !here.contains(&coding) {
            here.push(coding);
        }
    }
    let same = |a: &[Coding], b: &[Coding]| {
        a.len() == b.len() && a.iter().all(|coding| b.contains(coding))
    };
    let first = codings.values().next()?;
    if codings.values().all(|other| same(first, other)) {
        return None;
    }
    let differ = codings.iter().any(|(one, mine)| {
        codings.iter().any(|(other, theirs)| {
            let elsewhere = (one.0, one.1) != (other.0, other.1);
            let coded = |place: &(&ArticleId, usize, &AnnotatorId), by| {
                codings.contains_key(&(place.0, place.1, by))
            };
            let alone = one.2 == other.2 || !coded(one, other.2) && !coded(other, one.2);
            elsewhere && alone && !same(mine, theirs)
        })
    });
    let digest = short_digest(&quote.words);
    let key = format_smolstr!("{} {digest}{}", Kind::TwoWays, layer(quote.layer));
    differ.then(|| about(entered, key, Kind::TwoWays, ids))
}

/// Statements on the same words with other borders.
pub(super) fn differing(entered: &AllEntered, place: &Place, group: &Group) -> Option<Entry> {
    let spans = |id: &StatementId| -> Vec<Span> {
        entered
            .get(id)
            .into_iter()
            .flat_map(Entered::spans)
            .collect()
    };
    let first = spans(group.ids.first()?);
    if group.ids.iter().skip(1).all(|id| spans(id) == first) {
        return None;
    }
    let (start, _) = place.spans.first()?;
    let (_, end) = place.spans.last()?;
    let key = format_smolstr!("{} {} {start}-{end}", Kind::DiffersByMark, place.article);
    let ids = group.ids.iter().cloned().collect();
    Some(about(entered, key, Kind::DiffersByMark, ids))
}

/// A speaker with a stance above zero and one below toward the same: in two articles, or both by one
/// annotator.
pub(super) fn both_sides(
    project: &Project,
    entered: &AllEntered,
    side: &Side,
    group: &Group,
) -> Option<Entry> {
    if group.ids.len() < 2 {
        return None;
    }
    let scale = |statement: &Statement| {
        let stances = project.codebook().stances();
        stances.get(statement.stance.as_ref()?)?.scale
    };
    let (mut plus, mut minus) = (Vec::new(), Vec::new());
    for known in group.ids.iter().filter_map(|id| entered.get(id)) {
        match scale(&known.statement).map(i32::signum) {
            Some(1) => plus.push(&known.statement),
            Some(-1) => minus.push(&known.statement),
            _ => {}
        }
    }
    let (first, other) = (plus.first()?, minus.first()?);
    let here = |s: &&Arc<Statement>| s.article == first.article;
    let annotators: BTreeSet<&AnnotatorId> = plus.iter().map(|s| &s.annotator).collect();
    let in_two = first.article != other.article || !plus.iter().chain(&minus).all(here);
    if !in_two && !minus.iter().any(|s| annotators.contains(&s.annotator)) {
        return None;
    }
    let toward = match &side.toward {
        Toward::Topic(id) => CodeId::Topic(id.clone()),
        Toward::Speaker(id) => CodeId::Speaker(id.clone()),
    };
    let kind = Kind::ForAndAgainst;
    let key = format_smolstr!(
        "{kind} {} {}{}",
        side.speaker,
        named(&toward),
        layer(side.layer)
    );
    let mut both: Vec<_> = plus.into_iter().chain(minus).collect();
    // By date; what has none comes last, and the order of the text decides within a day.
    both.sort_by_cached_key(|statement| {
        let article = project.articles().get(&statement.article);
        let date = article.and_then(|article| article.published.clone());
        let position = project.articles().position(&statement.article);
        let spans = statement
            .contents
            .iter()
            .find_map(crate::model::Anchor::span);
        (date.is_none(), date, position, spans, statement.id.clone())
    });
    let ids = both.into_iter().map(|statement| statement.id.clone());
    Some(Entry {
        codes: vec![CodeId::Speaker(side.speaker.clone()), toward],
        ..about(entered, key, kind, ids.collect())
    })
}

fn layer(adjudicated: bool) -> &'static str {
    if adjudicated { " adjudicated" } else { "" }
}

/// An entry that stands where its first statement does.
fn about(entered: &AllEntered, key: SmolStr, kind: Kind, statements: Vec<StatementId>) -> Entry {
    let first = statements.first().and_then(|id| entered.get(id));
    let span = first.and_then(|known| known.spans().next());
    Entry {
        article: first.map(|known| known.statement.article.clone()),
        start: span.map_or(0, Span::start),
        statements,
        ..Entry::new(kind, key)
    }
}
