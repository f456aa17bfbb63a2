//! A statement as an annotation with features, as UIMA and what comes from it have it: features
//! are named strings.

use super::details::{Details, known, remark, time};
use super::jsonl::read_target;
use super::words::{Word as _, word_or_empty};
use super::{Mapping, Selection, StatementDraft};
use crate::model::{Article, Id as _, Statement, StatementId};

/// The features of a statement: what a mapping calls it, and the name in the file.
pub(super) const FEATURES: [(&str, &str); 13] = [
    ("id", "statementId"),
    ("speaker", "speaker"),
    ("stance", "stance"),
    ("topic", "topic"),
    ("note", "comment"),
    ("annotator", "annotator"),
    ("status", "review"),
    ("on_behalf_of", "onBehalfOf"),
    ("naming", "naming"),
    ("form", "form"),
    ("target", "target"),
    ("layer", "layer"),
    ("created", "created"),
];

/// The feature with all that the others have no place for: as JSON the speakers, organisations
/// and topics after the first.
pub(super) const MORE: &str = "more";

/// The features of a statement, in order, without those that are empty.
pub(super) fn features(
    selection: &Selection<'_>,
    article: &Article,
    statement: &Statement,
) -> Result<Vec<(&'static str, String)>, serde_json::Error> {
    let details = Details::of(selection, article, statement);
    let first = |ids: &[crate::model::SpeakerId]| {
        let name = ids.first().map(|id| selection.speaker_name(id));
        name.unwrap_or_default().to_owned()
    };
    let topic = statement.topics.first().map(|id| selection.topic_name(id));
    let more = Details {
        speakers: details.speakers,
        on_behalf_of: details.on_behalf_of,
        topics: details.topics,
        ..Details::default()
    };
    let stance = statement.stance.as_ref().map(|id| id.as_str().to_owned());
    let values = [
        details.id,
        first(&statement.speakers),
        stance.unwrap_or_default(),
        topic.unwrap_or_default().to_owned(),
        statement.note.clone(),
        selection.annotator_name(&statement.annotator).to_owned(),
        selection.status(&statement.id).word().to_owned(),
        first(&statement.on_behalf_of),
        word_or_empty(statement.naming).to_owned(),
        details.form,
        details.target,
        details.layer,
        details.created,
    ];
    let names = FEATURES.into_iter().map(|(_, name)| name);
    let mut features: Vec<_> = names
        .zip(values)
        .filter(|(_, value)| !value.is_empty())
        .collect();
    if more != Details::default() {
        features.push((MORE, more.json()?));
    }
    Ok(features)
}

/// What the features of an annotation say of a statement, all but its places. `get` gives the
/// value of a feature.
pub(super) fn coded(
    get: impl Fn(&str) -> Option<String>,
    mapping: &Mapping,
    remarks: &mut Vec<String>,
) -> StatementDraft {
    let value = |ours: &str| {
        let theirs = FEATURES.iter().find(|(known, _)| *known == ours);
        let theirs = theirs.map_or(ours, |(_, name)| name);
        let found = get(mapping.get(ours).unwrap_or(theirs));
        found.filter(|value| !value.is_empty())
    };
    let one = |ours| {
        value(ours)
            .into_iter()
            .filter(|name| !name.trim().is_empty())
    };
    let text = |ours| value(ours).unwrap_or_default();
    let mut draft = StatementDraft {
        id: value("id").map(StatementId::new),
        annotator: one("annotator").next(),
        speakers: one("speaker").collect(),
        on_behalf_of: one("on_behalf_of").collect(),
        topics: one("topic").collect(),
        stance: one("stance").next(),
        note: text("note"),
        naming: known("naming", &text("naming"), remarks),
        form: known("form", &text("form"), remarks),
        layer: known("layer", &text("layer"), remarks).unwrap_or_default(),
        status: known("review", &text("status"), remarks).unwrap_or_default(),
        created: value("created").and_then(|created| time(&created, remarks)),
        ..StatementDraft::default()
    };
    match read_target(&text("target")) {
        Ok(target) => draft.target = target,
        Err(why) => remark(remarks, format!("{why}; it was left out")),
    }
    if let Some(more) = get(MORE)
        && let Ok(more) = serde_json::from_str::<Details>(&more)
    {
        draft.speakers.extend(more.speakers);
        draft.on_behalf_of.extend(more.on_behalf_of);
        draft.topics.extend(more.topics);
    }
    draft
}

/// The layer whose annotations are statements: the one that the mapping names, else one called
/// Statement, whatever stands before that.
pub(super) fn is_statement(layer: &str, mapping: &Mapping) -> bool {
    let last = layer.rsplit('.').next().unwrap_or(layer);
    match mapping.get("statement") {
        Some(wanted) => layer == wanted || last == wanted,
        None => last == "Statement",
    }
}

/// What to say when there are layers but none of statements.
pub(super) fn no_statements(others: &[(String, usize)], mapping: &Mapping) -> Option<String> {
    let first = others.first()?;
    let wanted = mapping.get("statement").unwrap_or("Statement");
    let counted: Vec<String> = others
        .iter()
        .map(|(name, count)| format!("{name} ({count})"))
        .collect();
    Some(format!(
        "no layer is called {wanted}, so no statement was taken; there are: {}. --map with a line “statement = {}” takes those",
        counted.join(", "),
        first.0
    ))
}
