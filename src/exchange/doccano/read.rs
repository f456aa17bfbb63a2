//! Lines of doccano's JSONL as drafts.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde_json::Value;
use smol_str::SmolStr;

use super::{CONTINUED, CUE, SOURCE, UNCODED};
use crate::exchange::jsonl::read_statement;
use crate::exchange::object::{Object, wrong};
use crate::exchange::units::{Unit, settle};
use crate::exchange::{ArticleDraft, Drafted, Input, Mapping, PlaceDraft, Report, StatementDraft};
use crate::model::{ArticleId, PartialDate, Stance};
use crate::text::Text;

pub(super) fn read(files: &[Input<'_>], mapping: &Mapping) -> Drafted {
    let mut drafted = Drafted::default();
    for file in files {
        if files.len() > 1 {
            drafted.report.begin(file.name);
        }
        let bytes = file
            .bytes
            .strip_prefix("\u{feff}".as_bytes())
            .unwrap_or(file.bytes);
        for (line, number) in bytes.split(|byte| *byte == b'\n').zip(1..) {
            if line.trim_ascii().is_empty() {
                continue;
            }
            match article(line, number, mapping, &mut drafted.report) {
                Ok(article) => drafted.put(number, article),
                Err(why) => drafted.report.fail(number, why),
            }
        }
    }
    drafted
}

/// A labelled stretch.
struct Labelled {
    id: Option<u64>,
    chars: Range<usize>,
    label: String,
    is_used: bool,
}

fn article(
    line: &[u8],
    number: usize,
    mapping: &Mapping,
    report: &mut Report,
) -> Result<ArticleDraft, String> {
    let value: Value =
        serde_json::from_slice(line).map_err(|error| format!("it is no JSON: {error}"))?;
    let mut object = Object::new(value, "the line")?;
    let text = object
        .text_or_none("text")?
        .ok_or("it has no “text”: this is no JSONL of doccano")?;
    let mut spans = spans(&mut object)?;
    let relations = relations(&mut object)?;
    let records = object.list("statements")?;
    let published = match object.filled("date")? {
        Some(date) => PartialDate::try_from(SmolStr::from(date.as_str()))
            .map_err(|why| report.note(number, format!("“date” was left out: {why}")))
            .ok(),
        None => None,
    };
    let mut article = ArticleDraft {
        id: object.filled("doc_id")?.map(ArticleId::new),
        title: object.text("title")?,
        outlet: object.text("source")?,
        published,
        url: object.text("url")?,
        language: object.text("language")?,
        piecemeal: true,
        ..ArticleDraft::default()
    };
    // doccano's own number of the article.
    object.take("id");
    let comments = object.list("Comments")?.len();
    if comments > 0 {
        report.note(
            number,
            format!("comments on the whole article, which belong to no statement and were left out: {comments}"),
        );
    }
    for key in object.unknown() {
        report.unknown_key(number, &key);
    }
    let mut drafts: Vec<StatementDraft> = Vec::new();
    let mut stances: HashSet<String> = Stance::shipped()
        .into_iter()
        .map(|stance| stance.id.to_string())
        .collect();
    // The statements of entities, by their ids.
    let mut owners: HashMap<u64, usize> = HashMap::new();
    let mut by_place: HashMap<(usize, usize), Vec<usize>> = HashMap::new();
    for (at, span) in spans.iter().enumerate() {
        by_place
            .entry((span.chars.start, span.chars.end))
            .or_default()
            .push(at);
    }
    for (record, nth) in records.into_iter().zip(1..) {
        match self::record(record, number, report) {
            Ok((record, stance)) => {
                stances.extend(stance.clone());
                let found = matched(
                    record,
                    stance.as_deref(),
                    nth,
                    &by_place,
                    &mut spans,
                    number,
                    report,
                );
                if let Some((draft, id)) = found {
                    owners.extend(id.map(|id| (id, drafts.len())));
                    drafts.push(draft);
                }
            }
            Err(why) => report.fail(number, format!("statement {nth}: {why}")),
        }
    }
    parts_of_records(&drafts, &by_place, &mut spans);
    add_new(&mut drafts, &mut owners, &mut spans, &stances, mapping);
    tie(&mut drafts, &owners, &mut spans, &relations);
    for span in spans.iter().filter(|span| !span.is_used) {
        report.note(
            number,
            format!(
                "the span {}–{} ({}) is no statement and was left out; a mapping names labels that are: “statement = {}”, or a stance such as “support = {}”",
                span.chars.start, span.chars.end, span.label, span.label, span.label
            ),
        );
    }
    let raw = Text::new(text);
    let mut places: Vec<&mut PlaceDraft> = (drafts.iter_mut())
        .flat_map(|draft| {
            draft
                .contents
                .iter_mut()
                .chain(&mut draft.cue)
                .chain(&mut draft.source)
        })
        .collect();
    if let Some(remark) = settle(&raw, Unit::CodePoints, &mut places) {
        report.note(number, remark);
    }
    article.text = Some(raw.as_str().to_owned());
    article.statements = drafts;
    Ok(article)
}

/// `label` of a project without relations, `entities` of one with.
fn spans(object: &mut Object) -> Result<Vec<Labelled>, String> {
    let mut spans = Vec::new();
    for value in object.list("entities")? {
        let mut entity = Object::new(value, "an entity")?;
        let id = entity.take("id").and_then(|id| id.as_u64());
        let mut offset = |key| match entity.take(key).as_ref().and_then(Value::as_u64) {
            Some(offset) => usize::try_from(offset).map_err(|error| error.to_string()),
            None => Err(format!("an entity has no whole number “{key}”")),
        };
        spans.push(Labelled {
            id,
            chars: offset("start_offset")?..offset("end_offset")?,
            label: entity.text("label")?,
            is_used: false,
        });
    }
    for key in ["label", "labels"] {
        for value in object.list(key)? {
            let expected = "a list such as [[41,128,\"support\"]]";
            let parts = value.as_array().map(Vec::as_slice);
            let Some([start, end, Value::String(label)]) = parts else {
                return Err(wrong(key, expected, &value));
            };
            let number = |value: &Value| value.as_u64().and_then(|n| usize::try_from(n).ok());
            let (Some(start), Some(end)) = (number(start), number(end)) else {
                return Err(wrong(key, expected, &value));
            };
            spans.push(Labelled {
                id: None,
                chars: start..end,
                label: label.clone(),
                is_used: false,
            });
        }
    }
    Ok(spans)
}

struct Relation {
    from: u64,
    to: u64,
    kind: String,
}

fn relations(object: &mut Object) -> Result<Vec<Relation>, String> {
    let relations = object.list("relations")?.into_iter().map(|value| {
        let mut relation = Object::new(value, "a relation")?;
        let mut id = |key| {
            let id = relation.take(key).and_then(|id| id.as_u64());
            id.ok_or_else(|| format!("a relation has no whole number “{key}”"))
        };
        Ok(Relation {
            from: id("from_id")?,
            to: id("to_id")?,
            kind: relation.text("type")?,
        })
    });
    relations.collect()
}

/// A record of ours, or one of another program with fewer keys; and its stance.
fn record(
    value: Value,
    number: usize,
    report: &mut Report,
) -> Result<(StatementDraft, Option<String>), String> {
    let mut object = Object::new(value, "it")?;
    object.take("entity_id");
    let mut offset = |key| {
        let offset = object.take(key).and_then(|value| value.as_u64());
        offset.and_then(|offset| usize::try_from(offset).ok())
    };
    let place = offset("start").zip(offset("end"));
    let quote = object.filled("quote")?;
    let speaker = object.filled("speaker")?;
    let topic = object.filled("topic")?;
    let comment = object.text("comment")?;
    let review = object.filled("review")?;
    let rest: serde_json::Map<String, Value> = object.pairs().collect();
    let status = review.filter(|_| !rest.contains_key("status"));
    let mut rest = rest;
    if let Some(status) = status {
        rest.insert("status".to_owned(), Value::String(status));
    }
    let mut unknown = Vec::new();
    let mut draft = read_statement(Value::Object(rest), &mut unknown)?;
    for key in unknown {
        report.unknown_key(number, &key);
    }
    if draft.speakers.is_empty() {
        draft.speakers.extend(speaker);
    }
    if draft.topics.is_empty() {
        draft.topics.extend(topic);
    }
    if draft.note.is_empty() {
        draft.note = comment;
    }
    if draft.contents.is_empty()
        && let Some((start, end)) = place
    {
        draft.contents.push(PlaceDraft {
            chars: start..end,
            quote,
        });
    }
    let stance = draft.stance.clone();
    Ok((draft, stance))
}

/// A record with its span: the one at its place with its stance as label, else the one at its place
/// whose label was changed. Without one it was deleted in doccano.
fn matched(
    mut record: StatementDraft,
    stance: Option<&str>,
    nth: usize,
    by_place: &HashMap<(usize, usize), Vec<usize>>,
    spans: &mut [Labelled],
    number: usize,
    report: &mut Report,
) -> Option<(StatementDraft, Option<u64>)> {
    let label = stance.unwrap_or(UNCODED);
    let mut places = record
        .contents
        .iter()
        .map(|place| (place.chars.start, place.chars.end));
    let candidates = places
        .find_map(|place| by_place.get(&place))
        .into_iter()
        .flatten();
    let free: Vec<usize> = candidates
        .copied()
        .filter(|at| {
            spans
                .get(*at)
                .is_some_and(|span| !span.is_used && !is_part(&span.label))
        })
        .collect();
    let same = |at: &&usize| spans.get(**at).is_some_and(|span| span.label == label);
    let found = free.iter().find(same).or(free.first()).copied();
    let Some(span) = found.and_then(|at| spans.get_mut(at)) else {
        let name = match &record.id {
            Some(id) => format!("statement “{id}”"),
            None => format!("statement {nth}"),
        };
        report.note(
            number,
            format!("{name} was left out: its span is no longer there"),
        );
        return None;
    };
    span.is_used = true;
    if span.label != label {
        record.stance = Some(span.label.clone()).filter(|label| label != UNCODED);
    }
    Some((record, span.id))
}

fn is_part(label: &str) -> bool {
    [CONTINUED.0, SOURCE.0, CUE.0, "speaker"].contains(&label)
}

/// Spans that records have as their parts are no news.
fn parts_of_records(
    drafts: &[StatementDraft],
    by_place: &HashMap<(usize, usize), Vec<usize>>,
    spans: &mut [Labelled],
) {
    for draft in drafts {
        for (places, label) in [
            (&draft.contents, CONTINUED.0),
            (&draft.source, SOURCE.0),
            (&draft.cue, CUE.0),
        ] {
            for place in places {
                let there = by_place.get(&(place.chars.start, place.chars.end));
                for at in there.into_iter().flatten() {
                    if let Some(span) = spans.get_mut(*at).filter(|span| span.label == label) {
                        span.is_used = true;
                    }
                }
            }
        }
    }
}

/// Statements that no record is of: spans whose label is a stance, or is called one by the user.
fn add_new(
    drafts: &mut Vec<StatementDraft>,
    owners: &mut HashMap<u64, usize>,
    spans: &mut [Labelled],
    stances: &HashSet<String>,
    mapping: &Mapping,
) {
    for span in spans.iter_mut().filter(|span| !span.is_used) {
        let stance = if mapping.get("statement").unwrap_or(UNCODED) == span.label {
            None
        } else if let Some(stance) = mapping.ours(&span.label) {
            Some(stance.to_owned())
        } else if stances.contains(&span.label) {
            Some(span.label.clone())
        } else {
            continue;
        };
        span.is_used = true;
        owners.extend(span.id.map(|id| (id, drafts.len())));
        drafts.push(StatementDraft {
            contents: vec![span.place()],
            stance,
            ..StatementDraft::default()
        });
    }
}

/// Spans that relations make a part of a statement.
fn tie(
    drafts: &mut [StatementDraft],
    owners: &HashMap<u64, usize>,
    spans: &mut [Labelled],
    relations: &[Relation],
) {
    let by_id: HashMap<u64, usize> = (spans.iter().enumerate())
        .filter_map(|(at, span)| Some((span.id?, at)))
        .collect();
    for relation in relations {
        let draft = owners
            .get(&relation.from)
            .and_then(|at| drafts.get_mut(*at));
        let part = by_id.get(&relation.to).and_then(|at| spans.get_mut(*at));
        let (Some(draft), Some(part)) = (draft, part.filter(|part| !part.is_used)) else {
            continue;
        };
        let places = match relation.kind.as_str() {
            kind if kind == SOURCE.1 => &mut draft.source,
            kind if kind == CUE.1 => &mut draft.cue,
            kind if kind == CONTINUED.1 => &mut draft.contents,
            _ => continue,
        };
        places.push(part.place());
        part.is_used = true;
    }
}

impl Labelled {
    fn place(&self) -> PlaceDraft {
        PlaceDraft {
            chars: self.chars.clone(),
            quote: None,
        }
    }
}
