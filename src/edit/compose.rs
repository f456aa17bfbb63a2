//! Edits that are made of several: deleting, merging, re-anchoring, replacing a text.
//!
//! Each is a function from a project to an edit; nothing changes until the edit is applied.

mod define;
mod like;
mod without;

pub use self::define::change_code;
pub(super) use self::like::replace_text_like;
pub use self::without::delete_code_everywhere;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{CodeChange, Edit, ReviewChange};
use crate::model::{
    Anchor, ArticleId, CodeId, FieldEntry, FileAnchor, Invalid, Project, Review, ReviewId,
    ReviewTarget, Role, Span, Statement, StatementChange, StatementId, Target, TopicId, digest,
};
use crate::text::Text;

/// Something that refers to a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Use {
    Statement(StatementId),
    Review(ReviewId),
    /// Another code: a role's organisation, a topic below a topic, a speaker's extra field.
    Code(CodeId),
    /// An article's extra field.
    Article(ArticleId),
}

/// All that refers to a code.
pub(super) fn uses<'a>(project: &'a Project, code: &'a CodeId) -> impl Iterator<Item = Use> + 'a {
    let book = project.codebook();
    let statements = project
        .statements()
        .filter(|statement| statement_uses(statement, code))
        .map(|statement| Use::Statement(statement.id.clone()));
    let reviews = project
        .reviews()
        .iter()
        .filter(|review| review.suggested.iter().any(|c| change_uses(c, code)))
        .map(|review| Use::Review(review.id.clone()));
    let speakers = book.speakers().iter().filter_map(move |speaker| {
        let used = match code {
            CodeId::Speaker(id) => speaker
                .roles
                .iter()
                .any(|role| role.organisation.as_ref() == Some(id) && &speaker.id != id),
            CodeId::Field(id) => speaker.fields.iter().any(|entry| &entry.field == id),
            _ => false,
        };
        used.then(|| Use::Code(CodeId::Speaker(speaker.id.clone())))
    });
    let topics = book.topics().iter().filter_map(move |topic| {
        let used = matches!(code, CodeId::Topic(id) if topic.parent.as_ref() == Some(id));
        used.then(|| Use::Code(CodeId::Topic(topic.id.clone())))
    });
    let articles = project.articles().iter().filter_map(move |article| {
        let used = matches!(code, CodeId::Field(id) if has_field(&article.fields, id));
        used.then(|| Use::Article(article.id.clone()))
    });
    statements
        .chain(reviews)
        .chain(speakers)
        .chain(topics)
        .chain(articles)
}

fn has_field(entries: &[FieldEntry], field: &crate::model::FieldId) -> bool {
    entries.iter().any(|entry| &entry.field == field)
}

fn statement_uses(statement: &Statement, code: &CodeId) -> bool {
    match code {
        CodeId::Speaker(id) => {
            statement.speakers.contains(id)
                || statement.on_behalf_of.contains(id)
                || matches!(&statement.target, Target::Speaker(target) if target == id)
        }
        CodeId::Stance(id) => statement.stance.as_ref() == Some(id),
        CodeId::Topic(id) => statement.topics.contains(id),
        CodeId::Field(id) => has_field(&statement.fields, id),
    }
}

fn change_uses(change: &StatementChange, code: &CodeId) -> bool {
    match (change, code) {
        (
            StatementChange::Speakers(ids) | StatementChange::OnBehalfOf(ids),
            CodeId::Speaker(id),
        ) => ids.contains(id),
        (StatementChange::Target(Target::Speaker(target)), CodeId::Speaker(id)) => target == id,
        (StatementChange::Stance(stance), CodeId::Stance(id)) => stance.as_ref() == Some(id),
        (StatementChange::Topics(ids), CodeId::Topic(id)) => ids.contains(id),
        (StatementChange::Fields(entries), CodeId::Field(id)) => has_field(entries, id),
        _ => false,
    }
}

/// Removes a statement with the reviews on it; statements inside it stand on their own then, and the
/// first of those that repeat it takes its place.
pub fn delete_statement(project: &Project, id: &StatementId) -> Edit {
    let reviews = project
        .reviews()
        .iter()
        .filter(|review| matches!(&review.on, ReviewTarget::Statement(on) if on == id))
        .map(|review| Edit::RemoveReview(review.id.clone()));
    let children = project
        .statements()
        .filter(|statement| statement.parent.as_ref() == Some(id))
        .map(|statement| Edit::ChangeStatement {
            id: statement.id.clone(),
            change: StatementChange::Parent(None),
        });
    let repeats = relinked(project, |other| other == id);
    let removal = std::iter::once(Edit::RemoveStatement(id.clone()));
    group_or_one(
        "delete statement",
        reviews.chain(children).chain(repeats).chain(removal),
    )
}

/// What repeats statements that go: the first that stays takes the place of the one that it
/// repeated, so that counts still count it once. Those that go are unlinked from one another.
fn relinked(project: &Project, goes: impl Fn(&StatementId) -> bool) -> Vec<Edit> {
    // The first that is not a repeat of one that goes, or stays.
    let origin = |statement: &Statement| {
        let mut known = statement.repeats.clone();
        while let Some(next) = known.as_ref().filter(|id| goes(id)) {
            let linked = project.statement(next).and_then(|s| s.repeats.clone());
            match linked {
                Some(linked) => known = Some(linked),
                None => break,
            }
        }
        known
    };
    let mut heirs: BTreeMap<StatementId, StatementId> = BTreeMap::new();
    let mut edits = Vec::new();
    for statement in project.statements() {
        let linked = statement.repeats.as_ref();
        if !linked.is_some_and(&goes) {
            continue;
        }
        let to = match origin(statement) {
            _ if goes(&statement.id) => None,
            Some(origin) if goes(&origin) => {
                let heir = heirs.entry(origin).or_insert_with(|| statement.id.clone());
                (*heir != statement.id).then(|| heir.clone())
            }
            origin => origin,
        };
        edits.push(Edit::ChangeStatement {
            id: statement.id.clone(),
            change: StatementChange::Repeats(to),
        });
    }
    edits
}

/// Removes articles with their statements and the reviews of these.
pub fn delete_articles(project: &Project, ids: &[ArticleId]) -> Edit {
    let gone: BTreeSet<&ArticleId> = ids.iter().collect();
    let inside = |statement: &StatementId| {
        project
            .statement(statement)
            .is_some_and(|statement| gone.contains(&statement.article))
    };
    let reviews = gone
        .iter()
        .flat_map(|id| project.reviews_in(id))
        .map(|review| Edit::RemoveReview(review.id.clone()));
    let parents = project
        .statements()
        .filter(|statement| statement.parent.as_ref().is_some_and(&inside))
        .map(|statement| Edit::ChangeStatement {
            id: statement.id.clone(),
            change: StatementChange::Parent(None),
        });
    let repeats = relinked(project, inside);
    let statements = project
        .statements()
        .filter(|statement| gone.contains(&statement.article))
        .map(|statement| Edit::RemoveStatement(statement.id.clone()));
    let removals = gone.iter().map(|id| Edit::RemoveArticle((*id).clone()));
    let name = match gone.len() {
        1 => "delete article".to_owned(),
        n => format!("delete {n} articles"),
    };
    group_or_one(
        &name,
        reviews
            .chain(parents)
            .chain(repeats)
            .chain(statements)
            .chain(removals),
    )
}

/// Removes an annotator with their progress; refused when applied while statements or reviews of
/// theirs are left.
pub fn delete_annotator(project: &Project, id: &crate::model::AnnotatorId) -> Edit {
    let progress = project
        .articles()
        .iter()
        .filter(|article| article.progress_of(id).is_some())
        .map(|article| Edit::ChangeArticle {
            id: article.id.clone(),
            change: super::ArticleChange::Progress(
                article
                    .progress
                    .iter()
                    .filter(|progress| &progress.annotator != id)
                    .cloned()
                    .collect(),
            ),
        });
    let removal = std::iter::once(Edit::RemoveAnnotator(id.clone()));
    group_or_one("delete annotator", progress.chain(removal))
}

/// Removes a code. What uses it gets `to` instead; without one, applying it is refused while
/// anything uses the code.
pub fn delete_code(project: &Project, id: &CodeId, to: Option<&CodeId>) -> Result<Edit, Invalid> {
    let mut edits = match to {
        Some(to) => reassign(project, id, to)?,
        None => Vec::new(),
    };
    edits.push(Edit::RemoveCode(id.clone()));
    let name = format!("delete {} “{}”", id.kind(), project.codebook().name(id));
    Ok(group_or_one(&name, edits.into_iter()))
}

/// Puts one code in the place of another everywhere, and removes the other. A speaker keeps the
/// other's name and aliases as aliases.
pub fn merge_codes(project: &Project, from: &CodeId, into: &CodeId) -> Result<Edit, Invalid> {
    let mut edits = reassign(project, from, into)?;
    if let (CodeId::Speaker(from), CodeId::Speaker(into)) = (from, into) {
        let speakers = project.codebook().speakers();
        if let (Some(from), Some(into)) = (speakers.get(from), speakers.get(into)) {
            let mut aliases = into.aliases.clone();
            for alias in std::iter::once(&from.name).chain(&from.aliases) {
                if alias != &into.name && !aliases.contains(alias) {
                    aliases.push(alias.clone());
                }
            }
            edits.push(Edit::ChangeCode {
                id: CodeId::Speaker(into.id.clone()),
                change: CodeChange::Aliases(aliases),
            });
        }
    }
    edits.push(Edit::RemoveCode(from.clone()));
    let book = project.codebook();
    let name = format!("merge “{}” into “{}”", book.name(from), book.name(into));
    Ok(Edit::group(name, edits))
}

/// Marks a code as retired: it stays where it is used and is offered no more.
pub fn retire_code(id: &CodeId) -> Edit {
    Edit::ChangeCode {
        id: id.clone(),
        change: CodeChange::Status(crate::model::CodeStatus::Retired),
    }
}

/// The edits that put `to` wherever `from` is used.
fn reassign(project: &Project, from: &CodeId, to: &CodeId) -> Result<Vec<Edit>, Invalid> {
    project.check_code(from)?;
    project.check_code(to)?;
    // Fields have values, which another field cannot take over.
    let same_kind = std::mem::discriminant(from) == std::mem::discriminant(to);
    if from == to || !same_kind || matches!(from, CodeId::Field(_)) {
        return Err(Invalid::UnknownCode(to.clone()));
    }
    let mut edits = Vec::new();
    if let (CodeId::Topic(from), CodeId::Topic(to)) = (from, to) {
        edits.extend(taken_up(project, from, to));
    }
    for used in uses(project, from) {
        match used {
            Use::Statement(id) => {
                if let Some(statement) = project.statement(&id) {
                    edits.extend(reassigned_statement(statement, from, to));
                }
            }
            Use::Review(id) => {
                if let Some(review) = project.reviews().get(&id) {
                    let mut suggested = review.suggested.clone();
                    for change in &mut suggested {
                        reassign_change(change, from, to);
                    }
                    edits.push(Edit::ChangeReview {
                        id,
                        change: ReviewChange::Suggested(suggested),
                    });
                }
            }
            Use::Code(id) => edits.extend(reassigned_code(project, id, from, to)),
            Use::Article(_) => {}
        }
    }
    Ok(edits)
}

fn reassigned_statement(statement: &Statement, from: &CodeId, to: &CodeId) -> Vec<Edit> {
    let candidates = [
        StatementChange::Speakers(statement.speakers.clone()),
        StatementChange::OnBehalfOf(statement.on_behalf_of.clone()),
        StatementChange::Target(statement.target.clone()),
        StatementChange::Topics(statement.topics.clone()),
        StatementChange::Stance(statement.stance.clone()),
    ];
    candidates
        .into_iter()
        .filter(|change| change_uses(change, from))
        .map(|mut change| {
            reassign_change(&mut change, from, to);
            Edit::ChangeStatement {
                id: statement.id.clone(),
                change,
            }
        })
        .collect()
}

fn reassign_change(change: &mut StatementChange, from: &CodeId, to: &CodeId) {
    match (change, from, to) {
        (
            StatementChange::Speakers(ids) | StatementChange::OnBehalfOf(ids),
            CodeId::Speaker(from),
            CodeId::Speaker(to),
        ) => exchange_in(ids, from, to),
        (
            StatementChange::Target(Target::Speaker(target)),
            CodeId::Speaker(from),
            CodeId::Speaker(to),
        ) if target == from => target.clone_from(to),
        (StatementChange::Topics(ids), CodeId::Topic(from), CodeId::Topic(to)) => {
            exchange_in(ids, from, to);
        }
        (StatementChange::Stance(stance), CodeId::Stance(from), CodeId::Stance(to))
            if stance.as_ref() == Some(from) =>
        {
            *stance = Some(to.clone());
        }
        _ => {}
    }
}

/// Puts `to` in the place of `from`, once.
fn exchange_in<T: PartialEq + Clone>(ids: &mut Vec<T>, from: &T, to: &T) {
    let Some(at) = ids.iter().position(|id| id == from) else {
        return;
    };
    match ids.iter().position(|id| id == to) {
        // The place nearer to the front counts: the first topic is the main one.
        Some(there) if there < at => drop(ids.remove(at)),
        Some(there) => {
            ids.remove(there);
            if let Some(id) = ids.get_mut(at) {
                id.clone_from(to);
            }
        }
        None => {
            if let Some(id) = ids.get_mut(at) {
                id.clone_from(to);
            }
        }
    }
}

fn reassigned_code(project: &Project, id: CodeId, from: &CodeId, to: &CodeId) -> Option<Edit> {
    let book = project.codebook();
    let change = match (&id, from, to) {
        (CodeId::Speaker(speaker), CodeId::Speaker(from), CodeId::Speaker(to)) => {
            let roles = book.speakers().get(speaker)?.roles.iter().map(|role| Role {
                organisation: exchanged(role.organisation.as_ref(), from, to),
                ..role.clone()
            });
            CodeChange::Roles(roles.collect())
        }
        (CodeId::Topic(topic), CodeId::Topic(from), CodeId::Topic(to)) => {
            if topic == to {
                return None; // It was taken up.
            }
            let parent = book.topics().get(topic)?.parent.as_ref();
            CodeChange::Parent(exchanged(parent, from, to))
        }
        _ => return None,
    };
    Some(Edit::ChangeCode { id, change })
}

/// A topic somewhere below the one whose place it takes moves up to that place first, so that the
/// tree never closes into a circle.
fn taken_up(project: &Project, from: &TopicId, to: &TopicId) -> Option<Edit> {
    let book = project.codebook();
    let from = book.topics().get(from)?;
    let below = book.topic_path(to).iter().any(|topic| topic.id == from.id);
    below.then(|| Edit::ChangeCode {
        id: CodeId::Topic(to.clone()),
        change: CodeChange::Parent(from.parent.clone()),
    })
}

fn exchanged<T: PartialEq + Clone>(value: Option<&T>, from: &T, to: &T) -> Option<T> {
    value.map(|value| if value == from { to } else { value }.clone())
}

/// Puts detached anchors back where their quotes stand: where one stands once, or nearest to
/// where it stood. Empty when nothing can be mended.
pub fn reanchor(project: &Project) -> Edit {
    let mut edits = Vec::new();
    for statement in project.statements_in_order() {
        let Some(article) = project.articles().get(&statement.article) else {
            continue;
        };
        if !statement.anchors().any(Anchor::is_detached) {
            continue;
        }
        let changes = [
            (&statement.contents, StatementChange::Contents as fn(_) -> _),
            (&statement.cue, StatementChange::Cue),
            (&statement.source, StatementChange::Source),
        ];
        for (part, (anchors, change)) in changes.into_iter().enumerate() {
            let mended: Vec<Anchor> = anchors
                .iter()
                .map(|anchor| found_again(&article.text, anchor))
                .collect();
            // Only contents have an order.
            if &mended != anchors && (part > 0 || keeps_order(&mended)) {
                edits.push(Edit::ChangeStatement {
                    id: statement.id.clone(),
                    change: change(mended),
                });
            }
        }
    }
    Edit::group("re-anchor quotes", edits)
}

/// Whether spans are in order and do not overlap, as contents must be.
fn keeps_order(anchors: &[Anchor]) -> bool {
    let spans: Vec<Span> = anchors.iter().filter_map(Anchor::span).collect();
    spans
        .iter()
        .zip(spans.iter().skip(1))
        .all(|(a, b)| a.end() <= b.start())
}

/// A detached anchor where its quote stands, if it does; else as it was.
fn found_again(text: &Text, anchor: &Anchor) -> Anchor {
    let Anchor::Detached(lost) = anchor else {
        return anchor.clone();
    };
    if lost.quote.is_empty() {
        return anchor.clone();
    }
    text.as_str()
        .match_indices(lost.quote.as_str())
        .min_by_key(|(byte, _)| text.char_of_byte(*byte).abs_diff(lost.start))
        .and_then(|(byte, quote)| Span::new(text, byte..byte + quote.len()).ok())
        .map_or_else(|| anchor.clone(), Anchor::At)
}

/// Gives an article another text: what was anchored is found again by its quote, the rest is
/// kept as detached.
pub fn replace_text(project: &Project, id: &ArticleId, text: Text) -> Result<Edit, Invalid> {
    let old = project.article_or(id)?.text.clone();
    let one = |anchor: &Anchor| found_again(&text, &Anchor::Detached(anchor.to_file(&old)));
    let any = |anchors: &[Anchor]| anchors.iter().map(one).collect();
    let contents = |anchors: &[Anchor]| in_order(&text, anchors.iter().map(one));
    let statements = project
        .statements_of(id)
        .map(|statement| {
            Arc::new(Statement {
                contents: contents(&statement.contents),
                cue: any(&statement.cue),
                source: any(&statement.source),
                ..Statement::clone(statement)
            })
        })
        .collect();
    let suggested = |change: &StatementChange| match change {
        StatementChange::Contents(anchors) => StatementChange::Contents(contents(anchors)),
        change => change.clone().map_anchors(|anchor| one(&anchor)),
    };
    let reviews = project
        .reviews_in(id)
        .map(|review| {
            let moved = Review::clone(review).map_anchors(|anchor| one(&anchor));
            Arc::new(Review {
                suggested: review.suggested.iter().map(suggested).collect(),
                ..moved
            })
        })
        .collect();
    Ok(Edit::ReplaceText {
        article: id.clone(),
        sha256: digest(text.as_str()),
        text,
        statements,
        reviews,
    })
}

/// Detaches what would break the order of contents.
fn in_order(text: &Text, anchors: impl Iterator<Item = Anchor>) -> Vec<Anchor> {
    let mut reached = 0;
    anchors
        .map(|anchor| match anchor.span() {
            Some(span) if span.start() < reached => {
                let lost = anchor.to_file(text);
                // Its words do stand there, so the place is given up: a range without length.
                Anchor::Detached(FileAnchor {
                    end: lost.start,
                    ..lost
                })
            }
            Some(span) => {
                reached = span.end();
                anchor
            }
            None => anchor,
        })
        .collect()
}

/// One edit as it is, several as a group.
fn group_or_one(name: &str, edits: impl Iterator<Item = Edit>) -> Edit {
    let mut edits: Vec<Edit> = edits.collect();
    match (edits.len(), edits.pop()) {
        (1, Some(edit)) => edit,
        (_, Some(last)) => {
            edits.push(last);
            Edit::group(name, edits)
        }
        (_, None) => Edit::group(name, Vec::new()),
    }
}

#[cfg(test)]
mod tests;
