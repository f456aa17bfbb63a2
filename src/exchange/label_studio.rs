//! Label Studio: the tasks of a project as JSON, and its labelling configuration beside it.
//!
//! A region is a stretch of text; all results of one share its id, which is that of the statement,
//! and repeat its place. Label Studio has no spans of several pieces, so a further piece, cue and
//! source are regions of their own, tied to the statement by relations. There is an annotation for
//! each annotator; their names stand at the regions, because a server refuses whom it does not
//! know. Offsets are code points, half-open.

mod read;

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::Serialize;

use super::outgoing::{Outgoing, outgoing};
use super::words::word_or_empty;
use super::{ExportError, Exported, Format, Part, Selection, Shape, Word};
use crate::model::{
    Article, Form, Id as _, Layer, Naming, PartialDate, Polarity, ReviewStatus, Span,
};
use crate::text::Text;

pub(super) const FORMAT: Format = Format {
    name: "label-studio",
    about: "Label Studio's tasks as JSON, with label_config.xml beside it",
    shape: Shape::File { ending: ".json" },
    many_voices: true,
    has_rows: false,
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
        Part::Layer,
        Part::Polarity,
    ],
    write: Some(|selection, _| write(selection)),
    read: Some(read::read),
};

/// Labels of regions, and the relations that tie a part to its statement.
const STATEMENT: &str = "Statement";
const CONTINUED: (&str, &str) = ("Continuation", "continued_by");
const SOURCE: (&str, &str) = ("Source", "said_by");
const CUE: (&str, &str) = ("Cue", "cued_by");

#[derive(Serialize)]
struct Task<'a> {
    data: Data<'a>,
    annotations: Vec<Annotation<'a>>,
}

#[derive(Serialize)]
struct Data<'a> {
    text: &'a str,
    doc_id: &'a str,
    title: &'a str,
    source: &'a str,
    date: &'a str,
    url: &'a str,
    language: &'a str,
}

#[derive(Default, Serialize)]
struct Annotation<'a> {
    result: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Outcome<'a> {
    OfRegion {
        id: Cow<'a, str>,
        from_name: &'static str,
        to_name: &'static str,
        #[serde(rename = "type")]
        kind: &'static str,
        value: Answer<'a>,
    },
    Relation {
        #[serde(rename = "type")]
        kind: &'static str,
        from_id: &'a str,
        to_id: String,
        direction: &'static str,
        labels: [&'static str; 1],
    },
}

#[derive(Serialize)]
struct Answer<'a> {
    start: usize,
    end: usize,
    text: Words<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    labels: Option<[&'static str; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    choices: Option<[&'a str; 1]>,
}

/// The quote; or what somebody wrote, where that is the answer.
#[derive(Serialize)]
#[serde(untagged)]
enum Words<'a> {
    Quote(&'a str),
    Written(Vec<String>),
}

fn write(selection: &Selection<'_>) -> Result<Exported, ExportError> {
    let mut notes = Vec::new();
    let mut bytes = b"[".to_vec();
    for (article, nth) in selection.articles().iter().zip(0..) {
        // A task a line, so that exports can be compared.
        bytes.extend_from_slice(if nth == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut bytes, &task(selection, article, &mut notes))?;
    }
    bytes.extend_from_slice(b"\n]\n");
    Ok(Exported {
        files: vec![
            ("tasks.json".to_owned(), bytes),
            (
                "label_config.xml".to_owned(),
                configuration(selection).into_bytes(),
            ),
        ],
        notes,
    })
}

fn task<'a>(
    selection: &'a Selection<'a>,
    article: &'a Article,
    notes: &mut Vec<String>,
) -> Task<'a> {
    // An annotation each, in the order in which they come first.
    let mut annotators: Vec<&str> = Vec::new();
    let mut annotations: Vec<Annotation<'_>> = Vec::new();
    for statement in outgoing(selection, article, notes) {
        let at = annotators
            .iter()
            .position(|known| *known == statement.annotator);
        let at = at.unwrap_or(annotators.len());
        if at == annotators.len() {
            annotators.push(statement.annotator);
            annotations.push(Annotation::default());
        }
        if let Some(annotation) = annotations.get_mut(at) {
            results(&article.text, &statement, &mut annotation.result);
        }
    }
    Task {
        data: Data {
            text: article.text.as_str(),
            doc_id: article.id.as_str(),
            title: &article.title,
            source: &article.outlet,
            date: article.published.as_ref().map_or("", PartialDate::as_str),
            url: &article.url,
            language: &article.language,
        },
        annotations,
    }
}

/// A region while its results are written.
struct Region<'a> {
    id: Cow<'a, str>,
    start: usize,
    end: usize,
    words: &'a str,
}

impl<'a> Region<'a> {
    fn new(id: Cow<'a, str>, text: &'a Text, span: Span) -> Self {
        Self {
            id,
            start: text.char_of_byte(span.start()),
            end: text.char_of_byte(span.end()),
            words: span.quote(text),
        }
    }

    fn label(&self, label: &'static str) -> Outcome<'a> {
        self.outcome(
            "label",
            "labels",
            Words::Quote(self.words),
            Some([label]),
            None,
        )
    }

    fn choice(&self, name: &'static str, choice: &'a str) -> Outcome<'a> {
        self.outcome(
            name,
            "choices",
            Words::Quote(self.words),
            None,
            Some([choice]),
        )
    }

    fn written(&self, name: &'static str, answers: Vec<String>) -> Outcome<'a> {
        self.outcome(name, "textarea", Words::Written(answers), None, None)
    }

    fn outcome(
        &self,
        from_name: &'static str,
        kind: &'static str,
        text: Words<'a>,
        labels: Option<[&'static str; 1]>,
        choices: Option<[&'a str; 1]>,
    ) -> Outcome<'a> {
        Outcome::OfRegion {
            id: self.id.clone(),
            from_name,
            to_name: "text",
            kind,
            value: Answer {
                start: self.start,
                end: self.end,
                text,
                labels,
                choices,
            },
        }
    }
}

fn results<'a>(text: &'a Text, statement: &Outgoing<'a>, results: &mut Vec<Outcome<'a>>) {
    let Some((first, others)) = statement.contents.split_first() else {
        return;
    };
    let coded = statement.statement;
    let id = coded.id.as_str();
    let region = Region::new(Cow::Borrowed(id), text, *first);
    results.push(region.label(STATEMENT));
    let layer = (coded.layer != Layer::Independent).then_some(coded.layer);
    let polarity = (coded.polarity != Polarity::Affirmed).then_some(coded.polarity);
    for (name, choice) in [
        ("stance", statement.stance),
        ("form", word_or_empty(coded.form)),
        ("naming", word_or_empty(coded.naming)),
        ("polarity", word_or_empty(polarity)),
        ("layer", word_or_empty(layer)),
        ("review", statement.status),
    ] {
        if !choice.is_empty() {
            results.push(region.choice(name, choice));
        }
    }
    for (name, answers) in [
        ("speaker", statement.speakers.as_slice()),
        ("on_behalf_of", statement.on_behalf_of.as_slice()),
        ("topic", statement.topics.as_slice()),
        ("target", &[statement.target.as_str()]),
        ("comment", &[coded.note.as_str()]),
        ("annotator", &[statement.annotator]),
    ] {
        let answers = answers.iter().filter(|answer| !answer.is_empty());
        let answers: Vec<String> = answers.map(|answer| (*answer).to_owned()).collect();
        if !answers.is_empty() {
            results.push(region.written(name, answers));
        }
    }
    let mut relations = Vec::new();
    for (spans, (label, relation)) in [
        (others, CONTINUED),
        (statement.source.as_slice(), SOURCE),
        (statement.cue.as_slice(), CUE),
    ] {
        for (span, nth) in spans.iter().zip(1..) {
            let part = format!("{id}:{}{nth}", label.to_lowercase());
            results.push(Region::new(Cow::Owned(part.clone()), text, *span).label(label));
            relations.push(Outcome::Relation {
                kind: "relation",
                from_id: id,
                to_id: part,
                direction: "right",
                labels: [relation],
            });
        }
    }
    results.append(&mut relations);
}

/// What the project of Label Studio must be set up with, or it refuses the tasks or loses results.
fn configuration(selection: &Selection<'_>) -> String {
    fn words<T: Word>() -> Vec<&'static str> {
        T::ALL.iter().map(|(_, word)| *word).collect()
    }
    let stances = selection.project.codebook().stances();
    let stances: Vec<&str> = stances.iter().map(|stance| stance.id.as_str()).collect();
    let mut out = String::from("<View>\n  <Relations>");
    for (_, relation) in [SOURCE, CUE, CONTINUED] {
        let _ = write!(out, "<Relation value=\"{relation}\"/>");
    }
    out.push_str("</Relations>\n  <Labels name=\"label\" toName=\"text\">");
    for label in [STATEMENT, SOURCE.0, CUE.0, CONTINUED.0] {
        let _ = write!(out, "<Label value=\"{label}\"/>");
    }
    out.push_str("</Labels>\n  <Text name=\"text\" value=\"$text\" granularity=\"symbol\"/>\n");
    for (name, choices) in [
        ("stance", stances),
        ("form", words::<Form>()),
        ("naming", words::<Naming>()),
        ("polarity", words::<Polarity>()),
        ("layer", words::<Layer>()),
        ("review", words::<ReviewStatus>()),
    ] {
        let _ = write!(
            out,
            "  <Choices name=\"{name}\" toName=\"text\" perRegion=\"true\" choice=\"single\" required=\"false\">"
        );
        for choice in choices {
            let _ = write!(out, "<Choice value=\"{}\"/>", escaped(choice));
        }
        out.push_str("</Choices>\n");
    }
    for name in [
        "speaker",
        "on_behalf_of",
        "topic",
        "target",
        "comment",
        "annotator",
    ] {
        let _ = writeln!(
            out,
            "  <TextArea name=\"{name}\" toName=\"text\" perRegion=\"true\"/>"
        );
    }
    out.push_str("</View>\n");
    out
}

/// In an attribute of XML, where what it forbids becomes U+FFFD.
fn escaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '"' => out.push_str("&quot;"),
            '\t' => out.push_str("&#9;"),
            '\n' => out.push_str("&#10;"),
            c if c.is_ascii_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {
                out.push('\u{fffd}');
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
