//! `statements`: a row for each statement, or for each statement × speaker × topic.

use super::context::Context;
use super::{AND, Column, GAP, Rows, Table, published};
use crate::exchange::jsonl::target;
use crate::exchange::words::{Word as _, word_or_empty};
use crate::exchange::{ExportError, Selection};
use crate::model::{
    Anchor, Article, Codebook, PartialDate, Speaker, SpeakerId, Statement, TopicId,
};
use crate::text::Text;

pub(super) const STATEMENTS: Table = Table {
    name: "statements",
    columns: &COLUMNS,
    write,
};

const COLUMNS: [Column; 32] = [
    Column::text(
        "statement_id",
        "the statement's id; the same in every export",
        "",
    ),
    Column::text(
        "article_id",
        "the id of its article, as in articles.csv",
        "",
    ),
    Column::text("title", "of the article", ""),
    Column::text("outlet", "who published the article", ""),
    Column::text(
        "published",
        "when: a date or its beginning",
        "YYYY-MM-DD, YYYY-MM or YYYY",
    ),
    Column::text("url", "of the article", ""),
    Column::text("annotator", "whose statement it is", ""),
    Column::number("start", "where the content begins", "code points from 0"),
    Column::number(
        "end",
        "where the content ends; the character there is not in it",
        "code points from 0",
    ),
    Column::text(
        "spans",
        "all of the content, START-END joined by ;",
        "code points from 0",
    ),
    Column::text(
        "quote",
        "the words of the content; several spans joined by …",
        "",
    ),
    Column::text("context", "the whole sentence or sentences around it", ""),
    Column::text(
        "naming",
        "whether the text names its source",
        "named, unnamed or none_given; empty: not coded",
    ),
    Column::text("speakers", "who says it, joined by ; and a space", ""),
    Column::text(
        "speaker_kind",
        "of each speaker, in the same order",
        "person, organisation, group or document",
    ),
    Column::text("role", "of each speaker on the day of the article", ""),
    Column::text("organisation", "that each speaker has the role in", ""),
    Column::text(
        "on_behalf_of",
        "whom it is said on behalf of, joined by ; and a space",
        "",
    ),
    Column::text(
        "stance",
        "the id of the stance",
        "empty: not coded; none: nothing expressed",
    ),
    Column::number(
        "stance_scale",
        "its value on the scale; empty for a stance that is off it",
        "whole number",
    ),
    Column::text(
        "target",
        "what the stance is read toward",
        "empty: the main topic; speaker:NAME; text:WORDS",
    ),
    Column::text(
        "topics",
        "what it is about, the main topic first, joined by ; and a space",
        "",
    ),
    Column::text(
        "topic_path",
        "of each topic, the topics above it joined by >",
        "",
    ),
    Column::text(
        "form",
        "how the words are given",
        "direct, mixed, indirect, free_indirect or reported; empty: not coded",
    ),
    Column::text("source", "the words that name the speaker", ""),
    Column::text("cue", "the words of saying", ""),
    Column::text("note", "what the annotator noted", ""),
    Column::text(
        "status",
        "the latest verdict of a review",
        "unreviewed, accepted, rejected or question",
    ),
    Column::text(
        "source_spans",
        "where the source stands, START-END joined by ;",
        "code points from 0",
    ),
    Column::text(
        "cue_spans",
        "where the cue stands, START-END joined by ;",
        "code points from 0",
    ),
    Column::text(
        "layer",
        "one annotator's own coding, or what was decided",
        "independent or adjudicated",
    ),
    Column::text("created", "when it was coded", "RFC 3339, UTC"),
];

fn write(selection: &Selection<'_>, long: bool, rows: &mut dyn Rows) -> Result<(), ExportError> {
    for article in selection.articles() {
        let mut context = Context::new(&article.text);
        for statement in selection.of_article(&article.id) {
            let row = Row {
                selection,
                article,
                statement,
                context: context.of(&statement.contents),
            };
            if !long {
                rows.row(&row.cells(&statement.speakers, &statement.topics))?;
                continue;
            }
            for speaker in one_each(&statement.speakers) {
                for topic in one_each(&statement.topics) {
                    rows.row(&row.cells(speaker, topic))?;
                }
            }
        }
    }
    Ok(())
}

/// Each on its own; where there is none, once nothing.
fn one_each<T>(values: &[T]) -> impl Iterator<Item = &[T]> {
    let none = values.is_empty().then_some(&[][..]);
    values.chunks(1).chain(none)
}

struct Row<'a> {
    selection: &'a Selection<'a>,
    article: &'a Article,
    statement: &'a Statement,
    context: String,
}

impl Row<'_> {
    fn cells(&self, speakers: &[SpeakerId], topics: &[TopicId]) -> [String; 32] {
        let Self {
            selection,
            article,
            statement,
            context,
        } = self;
        let text = &article.text;
        let book = selection.project.codebook();
        let chars = || statement.contents.iter().map(|anchor| anchor.chars(text));
        let said = Said::new(book, article.published.as_ref(), speakers);
        let stance = statement.stance.as_ref();
        let scale = stance
            .and_then(|id| book.stances().get(id))
            .and_then(|stance| stance.scale);
        [
            statement.id.to_string(),
            article.id.to_string(),
            article.title.clone(),
            article.outlet.clone(),
            published(article),
            article.url.clone(),
            selection.annotator_name(&statement.annotator).to_owned(),
            chars().map(|c| c.start).min().unwrap_or(0).to_string(),
            chars().map(|c| c.end).max().unwrap_or(0).to_string(),
            spans(&statement.contents, text),
            words(&statement.contents, text),
            context.clone(),
            word_or_empty(statement.naming).to_owned(),
            said.names,
            said.kinds,
            said.roles,
            said.organisations,
            names(book, &statement.on_behalf_of),
            stance.map_or_else(String::new, ToString::to_string),
            scale.map_or_else(String::new, |scale| scale.to_string()),
            target(selection, &statement.target),
            each(topics, |id| {
                book.topics()
                    .get(id)
                    .map_or(id.to_string(), |topic| topic.name.clone())
            }),
            each(topics, |id| {
                let path = book.topic_path(id);
                let names: Vec<&str> = path.iter().map(|topic| topic.name.as_str()).collect();
                names.join(" > ")
            }),
            word_or_empty(statement.form).to_owned(),
            words(&statement.source, text),
            words(&statement.cue, text),
            statement.note.clone(),
            selection.status(&statement.id).word().to_owned(),
            spans(&statement.source, text),
            spans(&statement.cue, text),
            statement.layer.word().to_owned(),
            statement.created.as_str().to_owned(),
        ]
    }
}

/// What is to be said of speakers. Each column has a value for each speaker, so that they can be
/// matched, or nothing at all.
struct Said {
    names: String,
    kinds: String,
    roles: String,
    organisations: String,
}

impl Said {
    fn new(book: &Codebook, date: Option<&PartialDate>, ids: &[SpeakerId]) -> Self {
        let speaker = |id: &SpeakerId| book.speakers().get(id).map(AsRef::as_ref);
        let role = |id: &SpeakerId| speaker(id).and_then(|speaker: &Speaker| speaker.role_on(date));
        Self {
            names: names(book, ids),
            kinds: each(ids, |id| {
                speaker(id)
                    .map_or("", |speaker| speaker.kind.word())
                    .to_owned()
            }),
            roles: each(ids, |id| {
                role(id).map_or_else(String::new, |role| role.title.clone())
            }),
            organisations: each(ids, |id| {
                let organisation = role(id).and_then(|role| role.organisation.as_ref());
                organisation.map_or_else(String::new, |id| name(book, id))
            }),
        }
    }
}

fn name(book: &Codebook, id: &SpeakerId) -> String {
    book.speakers()
        .get(id)
        .map_or(id.to_string(), |speaker| speaker.name.clone())
}

fn names(book: &Codebook, ids: &[SpeakerId]) -> String {
    each(ids, |id| name(book, id))
}

/// A value for each, joined; empty when all of them are.
fn each<T>(ids: &[T], value: impl Fn(&T) -> String) -> String {
    let values: Vec<String> = ids.iter().map(value).collect();
    if values.iter().all(String::is_empty) {
        String::new()
    } else {
        values.join(AND)
    }
}

fn words(anchors: &[Anchor], text: &Text) -> String {
    let quotes: Vec<&str> = anchors.iter().map(|anchor| anchor.quote(text)).collect();
    quotes.join(GAP)
}

/// `674-705;710-720`
fn spans(anchors: &[Anchor], text: &Text) -> String {
    let spans = anchors.iter().map(|anchor| anchor.chars(text));
    let words: Vec<String> = spans.map(|c| format!("{}-{}", c.start, c.end)).collect();
    words.join(";")
}
