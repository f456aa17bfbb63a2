//! doccano's JSONL, one article a line, for a project of sequence labelling with relations.
//!
//! A span of doccano has a label and nothing else, so a statement is a span labelled with its
//! stance (`statement` where none is coded); cue and source are spans tied to it. What else is
//! coded stands as whole records under `statements`: doccano keeps keys that it does not know with
//! the article and gives them back unchanged. Offsets are code points, half-open. Everything
//! beyond ASCII is escaped, because doccano guesses encodings, and wrongly.
//!
//! When it comes in, spans say which statements there are, and records say the rest: a record whose
//! span is gone was deleted there, a span with the label of a stance and no record was added there.

mod ascii;
mod read;

use serde::Serialize;

use self::ascii::Ascii;
use super::jsonl::{StatementOut, statement_out};
use super::outgoing::{Outgoing, outgoing};
use super::{ExportError, Exported, Format, Part, Selection, Shape};
use crate::model::{Article, Id as _, PartialDate, Span};
use crate::text::Text;

pub(super) const FORMAT: Format = Format {
    name: "doccano",
    about: "doccano's JSONL with entities and relations",
    shape: Shape::File { ending: ".jsonl" },
    many_voices: true,
    has_rows: false,
    carries: &Part::ALL,
    write: Some(|selection, _| write(selection)),
    read: Some(read::read),
};

/// The label of a statement whose stance is not coded.
const UNCODED: &str = "statement";
/// Labels of spans that are parts of a statement, and the relations that say of which.
const CONTINUED: (&str, &str) = ("continued", "continued_by");
const SOURCE: (&str, &str) = ("source", "said_by");
const CUE: (&str, &str) = ("cue", "cued_by");

#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
    entities: Vec<Entity<'a>>,
    relations: Vec<Relation>,
    doc_id: &'a str,
    title: &'a str,
    source: &'a str,
    date: &'a str,
    url: &'a str,
    language: &'a str,
    statements: Vec<Record<'a>>,
}

#[derive(Serialize)]
struct Entity<'a> {
    id: usize,
    start_offset: usize,
    end_offset: usize,
    label: &'a str,
}

#[derive(Serialize)]
struct Relation {
    id: usize,
    from_id: usize,
    to_id: usize,
    #[serde(rename = "type")]
    kind: &'static str,
}

/// A statement as our own JSONL has it, behind what other programs look for: the first of several
/// speakers, topics and spans.
#[derive(Serialize)]
struct Record<'a> {
    entity_id: usize,
    start: usize,
    end: usize,
    speaker: &'a str,
    topic: &'a str,
    comment: &'a str,
    review: &'static str,
    #[serde(flatten)]
    all: StatementOut<'a>,
}

fn write(selection: &Selection<'_>) -> Result<Exported, ExportError> {
    let mut out = Writer::default();
    let mut bytes = Vec::new();
    for article in selection.articles() {
        let line = out.line(selection, article);
        let mut json = serde_json::Serializer::with_formatter(&mut bytes, Ascii);
        line.serialize(&mut json)?;
        bytes.push(b'\n');
    }
    let mut notes = out.notes;
    if out.overlapping > 0 {
        notes.push(format!(
            "statements that overlap another: {}; in doccano’s project settings allow overlapping spans, or it drops them without a word",
            out.overlapping
        ));
    }
    if out.astral > 0 {
        notes.push(format!(
            "articles with characters that count as two in JavaScript, such as 🚢: {}; doccano keeps these offsets, but its editor shows the spans after them shifted",
            out.astral
        ));
    }
    Ok(Exported {
        files: vec![("articles.jsonl".to_owned(), bytes)],
        notes,
    })
}

#[derive(Default)]
struct Writer {
    entities: usize,
    relations: usize,
    overlapping: usize,
    astral: usize,
    notes: Vec<String>,
}

impl Writer {
    fn line<'a>(&mut self, selection: &'a Selection<'a>, article: &'a Article) -> Line<'a> {
        let text = &article.text;
        let mut line = Line {
            text: text.as_str(),
            entities: Vec::new(),
            relations: Vec::new(),
            doc_id: article.id.as_str(),
            title: &article.title,
            source: &article.outlet,
            date: article.published.as_ref().map_or("", PartialDate::as_str),
            url: &article.url,
            language: &article.language,
            statements: Vec::new(),
        };
        let mut before = 0;
        for statement in outgoing(selection, article, &mut self.notes) {
            let starts = statement.contents.iter().map(|span| span.start());
            self.overlapping += usize::from(starts.min().unwrap_or(before) < before);
            let ends = statement.contents.iter().map(|span| span.end());
            before = ends.max().unwrap_or(before).max(before);
            self.statement(selection, text, &statement, &mut line);
        }
        let astral = text.as_str().chars().any(|c| c.len_utf16() == 2);
        self.astral += usize::from(astral && !line.entities.is_empty());
        line
    }

    fn statement<'a>(
        &mut self,
        selection: &'a Selection<'a>,
        text: &'a Text,
        statement: &Outgoing<'a>,
        line: &mut Line<'a>,
    ) {
        let Some((first, others)) = statement.contents.split_first() else {
            return;
        };
        let label = match statement.stance {
            "" => UNCODED,
            stance => stance,
        };
        let whole = self.entity(text, *first, label, line);
        for (spans, (label, relation)) in [
            (others, CONTINUED),
            (statement.source.as_slice(), SOURCE),
            (statement.cue.as_slice(), CUE),
        ] {
            for span in spans {
                let part = self.entity(text, *span, label, line);
                self.relations += 1;
                line.relations.push(Relation {
                    id: self.relations,
                    from_id: whole,
                    to_id: part,
                    kind: relation,
                });
            }
        }
        line.statements.push(Record {
            entity_id: whole,
            start: text.char_of_byte(first.start()),
            end: text.char_of_byte(first.end()),
            speaker: statement.speakers.first().copied().unwrap_or_default(),
            topic: statement.topics.first().copied().unwrap_or_default(),
            comment: &statement.statement.note,
            review: statement.status,
            all: statement_out(selection, text, statement.statement),
        });
    }

    fn entity<'a>(
        &mut self,
        text: &Text,
        span: Span,
        label: &'a str,
        line: &mut Line<'a>,
    ) -> usize {
        self.entities += 1;
        line.entities.push(Entity {
            id: self.entities,
            start_offset: text.char_of_byte(span.start()),
            end_offset: text.char_of_byte(span.end()),
            label,
        });
        self.entities
    }
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
