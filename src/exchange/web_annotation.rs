//! W3C Web Annotation: for each article its text and a page of annotations in JSON-LD.
//!
//! The model is that of <https://www.w3.org/TR/annotation-model/>. A place stands twice, by its
//! words with what is around them and by its offsets, which are code points, half-open, as the
//! standard demands. What is coded stands in bodies; which of them it is says a term of our own,
//! defined in the file itself, because processors drop terms that they do not know.

use std::fmt::Write as _;

use serde::Serialize;
use serde_json::{Value, json};

use super::file_names::file_names;
use super::outgoing::{Outgoing, outgoing};
use super::words::word_or_empty;
use super::{ExportError, Exported, Format, Part, Selection, Shape};
use crate::model::{Article, Id as _, Layer, PartialDate, Polarity, Span};
use crate::text::Text;

pub(super) const FORMAT: Format = Format {
    name: "web-annotation",
    about: "W3C Web Annotation: a page of JSON-LD and a .txt for each article",
    shape: Shape::Folder,
    many_voices: true,
    has_rows: false,
    carries: &Part::ALL,
    write: Some(|selection, _| write(selection)),
    read: None,
};

/// Code points of the text before and after a quote by which it is found again.
const AROUND: usize = 32;

fn write(selection: &Selection<'_>) -> Result<Exported, ExportError> {
    let articles = selection.articles();
    let names = file_names(articles.iter().map(|article| article.id.as_str()));
    let mut files = Vec::with_capacity(2 * names.len());
    let mut notes = Vec::new();
    for (article, name) in articles.iter().zip(&names) {
        let page = page(selection, article, name, &mut notes);
        let mut bytes = serde_json::to_vec_pretty(&page)?;
        bytes.push(b'\n');
        files.push((
            format!("{name}.txt"),
            article.text.as_str().as_bytes().to_vec(),
        ));
        files.push((format!("{name}.jsonld"), bytes));
    }
    Ok(Exported { files, notes })
}

#[derive(Serialize)]
struct Page<'a> {
    #[serde(rename = "@context")]
    context: Value,
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "startIndex")]
    start_index: usize,
    article: About<'a>,
    items: Vec<Value>,
}

/// What is known of the article, in Dublin Core's terms.
#[derive(Serialize)]
struct About<'a> {
    id: String,
    #[serde(rename = "dcterms:identifier")]
    identifier: &'a str,
    #[serde(rename = "dcterms:title", skip_serializing_if = "str::is_empty")]
    title: &'a str,
    #[serde(rename = "dcterms:publisher", skip_serializing_if = "str::is_empty")]
    publisher: &'a str,
    #[serde(rename = "dcterms:issued", skip_serializing_if = "str::is_empty")]
    issued: &'a str,
    #[serde(rename = "dcterms:source", skip_serializing_if = "str::is_empty")]
    source: &'a str,
    #[serde(rename = "dcterms:language", skip_serializing_if = "str::is_empty")]
    language: &'a str,
}

fn page<'a>(
    selection: &'a Selection<'a>,
    article: &'a Article,
    name: &str,
    notes: &mut Vec<String>,
) -> Page<'a> {
    let page = in_iri(&format!("{name}.jsonld"));
    let text = in_iri(&format!("{name}.txt"));
    let statements = outgoing(selection, article, notes);
    let items = statements
        .iter()
        .map(|each| annotation(&article.text, each, &page, &text));
    Page {
        context: json!([
            "http://www.w3.org/ns/anno.jsonld",
            {
                "sayso": "urn:sayso:statement#",
                "dimension": "sayso:dimension",
                "article": "sayso:article",
            },
        ]),
        items: items.collect(),
        kind: "AnnotationPage",
        start_index: 0,
        article: About {
            id: text,
            identifier: article.id.as_str(),
            title: &article.title,
            publisher: &article.outlet,
            issued: article.published.as_ref().map_or("", PartialDate::as_str),
            source: &article.url,
            language: &article.language,
        },
        id: page,
    }
}

fn annotation(text: &Text, statement: &Outgoing<'_>, page: &str, source: &str) -> Value {
    let coded = statement.statement;
    let mut body = Vec::new();
    let mut add = |purpose: &str, dimension: &str, value: &str| {
        if !value.is_empty() {
            body.push(json!({
                "type": "TextualBody", "purpose": purpose, "value": value, "dimension": dimension,
            }));
        }
    };
    add("tagging", "stance", statement.stance);
    for speaker in &statement.speakers {
        add("identifying", "speaker", speaker);
    }
    for other in &statement.on_behalf_of {
        add("identifying", "on_behalf_of", other);
    }
    for topic in &statement.topics {
        add("tagging", "topic", topic);
    }
    add("tagging", "target", &statement.target);
    add("tagging", "form", word_or_empty(coded.form));
    add("tagging", "naming", word_or_empty(coded.naming));
    if coded.polarity != Polarity::Affirmed {
        add("tagging", "polarity", word_or_empty(Some(coded.polarity)));
    }
    if coded.layer != Layer::Independent {
        add("tagging", "layer", word_or_empty(Some(coded.layer)));
    }
    add("moderating", "review", statement.status);
    if !coded.note.is_empty() {
        body.push(json!({
            "type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": coded.note,
        }));
    }
    let place = |span: &Span| place(text, *span, source);
    for (dimension, spans) in [("source", &statement.source), ("cue", &statement.cue)] {
        for span in spans {
            let mut place = place(span);
            if let Some(place) = place.as_object_mut() {
                place.insert("type".to_owned(), json!("SpecificResource"));
                place.insert("purpose".to_owned(), json!("identifying"));
                place.insert("dimension".to_owned(), json!(dimension));
            }
            body.push(place);
        }
    }
    let target = match statement.contents.as_slice() {
        [only] => place(only),
        several => several.iter().map(place).collect(),
    };
    json!({
        "id": format!("{page}#{}", in_iri(coded.id.as_str())),
        "type": "Annotation",
        "motivation": "classifying",
        "creator": {"type": "Person", "nickname": statement.annotator},
        "created": coded.created.as_str(),
        "body": body,
        "target": target,
    })
}

fn place(text: &Text, span: Span, source: &str) -> Value {
    let all = text.as_str();
    let before = all.get(..span.start()).unwrap_or_default();
    let after = all.get(span.end()..).unwrap_or_default();
    let from = before.char_indices().rev().take(AROUND).last();
    let until = after
        .char_indices()
        .nth(AROUND)
        .map_or(after.len(), |(at, _)| at);
    json!({
        "source": source,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": span.quote(text),
                "prefix": from.and_then(|(at, _)| before.get(at..)).unwrap_or_default(),
                "suffix": after.get(..until).unwrap_or_default(),
            },
            {
                "type": "TextPositionSelector",
                "start": text.char_of_byte(span.start()),
                "end": text.char_of_byte(span.end()),
            },
        ],
    })
}

/// A name in a relative address: letters of any script stand as they are, what has a meaning there
/// as `%` and its hexadecimal digits.
fn in_iri(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        let plain = c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~');
        // Of the rest of Unicode, letters and digits; nothing that could not be seen.
        if plain || (!c.is_ascii() && c.is_alphanumeric()) {
            out.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests;
