//! What writers have in common: names in the place of ids, and only places that stand.

use super::jsonl::target;
use super::{Selection, Word as _};
use crate::model::{Anchor, Article, Id as _, Span, SpeakerId, Statement};

/// A statement as other programs get it. Its content is not empty.
pub(super) struct Outgoing<'a> {
    pub(super) statement: &'a Statement,
    pub(super) contents: Vec<Span>,
    pub(super) cue: Vec<Span>,
    pub(super) source: Vec<Span>,
    pub(super) annotator: &'a str,
    pub(super) speakers: Vec<&'a str>,
    pub(super) on_behalf_of: Vec<&'a str>,
    pub(super) topics: Vec<&'a str>,
    /// The id; empty where none is coded.
    pub(super) stance: &'a str,
    /// `speaker:NAME`, `text:WORDS`, or empty for the topic.
    pub(super) target: String,
    pub(super) status: &'static str,
}

/// The statements of an article. Most formats have no way to say of a quote that it does not stand
/// at its place; such places are left out, and a note says so.
pub(super) fn outgoing<'a>(
    selection: &'a Selection<'a>,
    article: &'a Article,
    notes: &mut Vec<String>,
) -> Vec<Outgoing<'a>> {
    let statements = selection.of_article(&article.id).iter();
    let outgoing = statements.filter_map(|statement| one(selection, article, statement, notes));
    outgoing.collect()
}

fn one<'a>(
    selection: &'a Selection<'a>,
    article: &'a Article,
    statement: &'a Statement,
    notes: &mut Vec<String>,
) -> Option<Outgoing<'a>> {
    let spans =
        |anchors: &[Anchor]| -> Vec<Span> { anchors.iter().filter_map(Anchor::span).collect() };
    let contents = spans(&statement.contents);
    for (part, anchors) in [
        ("content", &statement.contents),
        ("cue", &statement.cue),
        ("source", &statement.source),
    ] {
        for lost in anchors.iter().filter(|anchor| anchor.is_detached()) {
            let what = match part {
                "content" if contents.is_empty() => "statement",
                part => part,
            };
            notes.push(format!(
                "statement {}: “{}” does not stand at its place in the article, so this {what} was left out",
                statement.id,
                lost.quote(&article.text),
            ));
        }
    }
    if contents.is_empty() {
        return None;
    }
    let book = selection.project.codebook();
    let names = |ids: &'a [SpeakerId]| -> Vec<&'a str> {
        let name = |id: &'a SpeakerId| match book.speakers().get(id) {
            Some(speaker) => speaker.name.as_str(),
            None => id.as_str(),
        };
        ids.iter().map(name).collect()
    };
    Some(Outgoing {
        statement,
        contents,
        cue: spans(&statement.cue),
        source: spans(&statement.source),
        annotator: selection.annotator_name(&statement.annotator),
        speakers: names(&statement.speakers),
        on_behalf_of: names(&statement.on_behalf_of),
        topics: (statement.topics.iter())
            .map(|id| match book.topics().get(id) {
                Some(topic) => topic.name.as_str(),
                None => id.as_str(),
            })
            .collect(),
        stance: statement.stance.as_ref().map_or("", |id| id.as_str()),
        target: target(selection, &statement.target),
        status: selection.status(&statement.id).word(),
    })
}
