//! Tables: statements, articles, codebook. RFC 4180 with CRLF, UTF-8 without a byte order mark,
//! offsets in code points. Several values of one cell are joined by `; `.

mod context;

use ::csv::{Terminator, Writer, WriterBuilder};
use unicode_segmentation::UnicodeSegmentation as _;

use self::context::Context;
use super::jsonl::target;
use super::words::{Word as _, word_or_empty};
use super::{ExportError, Exported, Format, Part, Selection, Shape};
use crate::model::{
    Anchor, Article, Codebook, Id as _, PartialDate, Speaker, SpeakerId, Statement, Target, TopicId,
};
use crate::text::Text;

/// Between the values of one cell.
const AND: &str = "; ";
/// Between the spans of one quote.
const GAP: &str = " … ";

pub(super) const FORMAT: Format = Format {
    name: "csv",
    about: "statements.csv, articles.csv and codebook.csv; only statements where the name ends in .csv",
    shape: Shape::FolderOrFile { ending: ".csv" },
    many_voices: false,
    has_rows: true,
    carries: &[
        Part::Ids,
        Part::Metadata,
        Part::Overlaps,
        Part::Spans,
        Part::Cue,
        Part::Source,
        Part::Naming,
        Part::Speaker,
        Part::Speakers,
        Part::OnBehalfOf,
        Part::Stance,
        Part::Target,
        Part::Topic,
        Part::Topics,
        Part::Form,
        Part::Note,
        Part::Annotator,
        Part::Status,
    ],
    write: Some(|selection, options| write(selection, options.one_file, options.long)),
    read: None,
};

/// The three tables, or only the statements.
fn write(
    selection: &Selection<'_>,
    only_statements: bool,
    long: bool,
) -> Result<Exported, ExportError> {
    let mut risky = 0;
    let mut files = vec![(
        "statements.csv".to_owned(),
        statements(selection, long, &mut risky)?,
    )];
    if !only_statements {
        files.push(("articles.csv".to_owned(), articles(selection, &mut risky)?));
        files.push(("codebook.csv".to_owned(), codebook(selection, &mut risky)?));
    }
    let mut notes = Vec::new();
    if risky > 0 {
        notes.push(format!(
            "cells that begin with = + - @ or a tab: {risky}; a spreadsheet may take them for formulas, so read the file as text there"
        ));
    }
    Ok(Exported { files, notes })
}

const STATEMENTS: [&str; 28] = [
    "statement_id",
    "article_id",
    "title",
    "outlet",
    "published",
    "url",
    "annotator",
    "start",
    "end",
    "spans",
    "quote",
    "context",
    "naming",
    "speakers",
    "speaker_kind",
    "role",
    "organisation",
    "on_behalf_of",
    "stance",
    "stance_scale",
    "target",
    "topics",
    "topic_path",
    "form",
    "source",
    "cue",
    "note",
    "status",
];

fn statements(
    selection: &Selection<'_>,
    long: bool,
    risky: &mut usize,
) -> Result<Vec<u8>, ExportError> {
    let mut table = Table::new(&STATEMENTS, risky)?;
    for article in selection.project.articles().iter() {
        let mut context = Context::new(&article.text);
        for statement in selection.of_article(&article.id) {
            let row = Row {
                selection,
                article,
                statement,
                context: context.of(&statement.contents),
            };
            if !long {
                table.write(&row.cells(&statement.speakers, &statement.topics))?;
                continue;
            }
            for speaker in one_each(&statement.speakers) {
                for topic in one_each(&statement.topics) {
                    table.write(&row.cells(speaker, topic))?;
                }
            }
        }
    }
    table.finish()
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
    fn cells(&self, speakers: &[SpeakerId], topics: &[TopicId]) -> [String; 28] {
        let Self {
            selection,
            article,
            statement,
            context,
        } = self;
        let text = &article.text;
        let book = selection.project.codebook();
        let chars = || statement.contents.iter().map(|anchor| anchor.chars(text));
        let spans: Vec<String> = chars().map(|c| format!("{}-{}", c.start, c.end)).collect();
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
            spans.join(";"),
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

fn published(article: &Article) -> String {
    let date = article.published.as_ref();
    date.map_or_else(String::new, ToString::to_string)
}

fn articles(selection: &Selection<'_>, risky: &mut usize) -> Result<Vec<u8>, ExportError> {
    let header = [
        "article_id",
        "title",
        "outlet",
        "published",
        "url",
        "language",
        "tags",
        "words",
        "statements",
        "text",
    ];
    let mut table = Table::new(&header, risky)?;
    for article in selection.project.articles().iter() {
        let text = article.text.as_str();
        table.write(&[
            article.id.to_string(),
            article.title.clone(),
            article.outlet.clone(),
            published(article),
            article.url.clone(),
            article.language.clone(),
            article.tags.join(AND),
            text.unicode_words().count().to_string(),
            selection.of_article(&article.id).len().to_string(),
            text.to_owned(),
        ])?;
    }
    table.finish()
}

fn codebook(selection: &Selection<'_>, risky: &mut usize) -> Result<Vec<u8>, ExportError> {
    let header = ["kind", "id", "name", "parent", "definition", "uses"];
    let mut table = Table::new(&header, risky)?;
    let book = selection.project.codebook();
    let uses = Uses::count(selection);
    let mut write =
        |kind: &str, id: &str, name: &str, parent: &str, definition: &str, uses: usize| {
            table.write(&[
                kind.to_owned(),
                id.to_owned(),
                name.to_owned(),
                parent.to_owned(),
                definition.to_owned(),
                uses.to_string(),
            ])
        };
    for code in book.speakers().iter() {
        let (id, uses) = (code.id.as_str(), uses.of("speaker", code.id.as_str()));
        write("speaker", id, &code.name, "", &code.definition, uses)?;
    }
    for code in book.stances().iter() {
        let (id, uses) = (code.id.as_str(), uses.of("stance", code.id.as_str()));
        write("stance", id, &code.name, "", &code.definition, uses)?;
    }
    for code in book.topics().iter() {
        let parent = code.parent.as_ref().and_then(|id| book.topics().get(id));
        let parent = parent.map_or("", |parent| &parent.name);
        let (id, uses) = (code.id.as_str(), uses.of("topic", code.id.as_str()));
        write("topic", id, &code.name, parent, &code.definition, uses)?;
    }
    for code in book.fields().iter() {
        let (id, uses) = (code.id.as_str(), uses.of("field", code.id.as_str()));
        write("field", id, &code.name, "", &code.definition, uses)?;
    }
    table.finish()
}

/// How many of the selected statements use each code; a statement that uses one twice counts once.
struct Uses<'a>(std::collections::HashMap<(&'static str, &'a str), usize>);

impl<'a> Uses<'a> {
    fn count(selection: &Selection<'a>) -> Self {
        let mut uses = std::collections::HashMap::new();
        for statement in selection.statements() {
            let mut codes: Vec<(&'static str, &str)> = Vec::new();
            let speakers = statement.speakers.iter().chain(&statement.on_behalf_of);
            codes.extend(speakers.map(|id| ("speaker", id.as_str())));
            if let Target::Speaker(id) = &statement.target {
                codes.push(("speaker", id.as_str()));
            }
            codes.extend(statement.stance.iter().map(|id| ("stance", id.as_str())));
            codes.extend(statement.topics.iter().map(|id| ("topic", id.as_str())));
            codes.extend(statement.fields.iter().map(|e| ("field", e.field.as_str())));
            codes.sort_unstable();
            codes.dedup();
            for code in codes {
                *uses.entry(code).or_insert(0) += 1;
            }
        }
        Self(uses)
    }

    fn of(&self, kind: &'static str, id: &'a str) -> usize {
        self.0.get(&(kind, id)).copied().unwrap_or(0)
    }
}

/// A table that counts the cells which a spreadsheet would take for formulas.
struct Table<'a> {
    writer: Writer<Vec<u8>>,
    /// The column that holds numbers below zero by right.
    numbers: Option<usize>,
    risky: &'a mut usize,
}

impl<'a> Table<'a> {
    fn new(header: &[&str], risky: &'a mut usize) -> Result<Self, ExportError> {
        let mut writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .from_writer(Vec::new());
        writer.write_record(header)?;
        Ok(Self {
            writer,
            numbers: header.iter().position(|column| *column == "stance_scale"),
            risky,
        })
    }

    fn write(&mut self, cells: &[String]) -> Result<(), ExportError> {
        let formula = |cell: &str| cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let risky = |(at, cell): &(usize, &String)| Some(*at) != self.numbers && formula(cell);
        *self.risky += cells.iter().enumerate().filter(risky).count();
        self.writer.write_record(cells)?;
        Ok(())
    }

    fn finish(self) -> Result<Vec<u8>, ExportError> {
        self.writer
            .into_inner()
            .map_err(|error| ExportError::Csv(error.into_error().into()))
    }
}

#[cfg(test)]
mod tests;
