//! What a format of others has no place for, as a line of JSON beside what it has: so that what
//! went out comes back whole. Offsets are code points.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::jsonl::{read_target, target};
use super::places::{Arrived, in_order, standing};
use super::words::{Word, word_or_empty};
use super::{Part, Selection, StatementDraft};
use crate::model::{
    Article, Id as _, Layer, PartialDate, SpeakerId, Statement, StatementId, Timestamp,
};

/// What a format carries that has these details beside what it has itself.
pub(super) const PARTS: &[Part] = &[
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
    Part::Created,
];

/// What is beside a statement. What is empty was not said.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Details {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) id: String,
    /// Where content has several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) spans: Vec<[usize; 2]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) cue: Vec<[usize; 2]>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) source: Vec<[usize; 2]>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) naming: String,
    /// Those after the first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) speakers: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) on_behalf_of: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) topics: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) target: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) form: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) layer: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) created: String,
}

impl Details {
    /// All that there is of a statement.
    pub(super) fn of(selection: &Selection<'_>, article: &Article, statement: &Statement) -> Self {
        let text = &article.text;
        let pairs = |ranges: Vec<Range<usize>>| -> Vec<[usize; 2]> {
            ranges.into_iter().map(|r| [r.start, r.end]).collect()
        };
        let rest = |ids: &[SpeakerId]| -> Vec<String> {
            let names = ids.iter().map(|id| selection.speaker_name(id).to_owned());
            names.skip(1).collect()
        };
        let spans = pairs(standing(&statement.contents, text));
        Self {
            id: statement.id.as_str().to_owned(),
            spans: if spans.len() > 1 { spans } else { Vec::new() },
            cue: pairs(standing(&statement.cue, text)),
            source: pairs(standing(&statement.source, text)),
            naming: word_or_empty(statement.naming).to_owned(),
            speakers: rest(&statement.speakers),
            on_behalf_of: rest(&statement.on_behalf_of),
            topics: (statement.topics.iter().skip(1))
                .map(|id| selection.topic_name(id).to_owned())
                .collect(),
            target: target(selection, &statement.target),
            form: word_or_empty(statement.form).to_owned(),
            layer: match statement.layer {
                Layer::Independent => String::new(),
                Layer::Adjudicated => statement.layer.word().to_owned(),
            },
            created: statement.created.as_str().to_owned(),
        }
    }

    /// As one line.
    pub(super) fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string(self)
    }

    /// Adds what is here to what the format itself said; what cannot be is remarked on and left
    /// out.
    pub(super) fn complete(
        self,
        draft: &mut StatementDraft,
        arrived: &Arrived,
        remarks: &mut Vec<String>,
    ) {
        if !self.id.is_empty() {
            draft.id = Some(StatementId::new(&self.id));
        }
        let mut places = |pairs: Vec<[usize; 2]>| {
            let mut places = Vec::with_capacity(pairs.len());
            for [start, end] in pairs {
                match arrived.at_chars(start..end) {
                    Ok(place) => places.push(place),
                    Err(why) => remark(remarks, why),
                }
            }
            places
        };
        let hull = |places: &[super::PlaceDraft]| {
            let (first, last) = places.first().zip(places.last())?;
            Some(first.chars.start..last.chars.end)
        };
        if let Some(spans) = in_order(places(self.spans))
            && spans.len() > 1
            // Unless somebody moved the statement in the other program.
            && (hull(&spans) == hull(&draft.contents)
                || spans.first().map(|s| &s.chars) == draft.contents.first().map(|c| &c.chars))
        {
            draft.contents = spans;
        }
        draft.cue.extend(places(self.cue));
        draft.source.extend(places(self.source));
        draft.naming = draft
            .naming
            .or_else(|| known("naming", &self.naming, remarks));
        draft.form = draft.form.or_else(|| known("form", &self.form, remarks));
        if let Some(layer) = known("layer", &self.layer, remarks) {
            draft.layer = layer;
        }
        draft.speakers.extend(self.speakers);
        draft.on_behalf_of.extend(self.on_behalf_of);
        draft.topics.extend(self.topics);
        match read_target(&self.target) {
            Ok(target) => draft.target = target,
            Err(why) => remark(remarks, why),
        }
        if !self.created.is_empty() {
            draft.created = time(&self.created, remarks);
        }
    }
}

/// A word of an enumeration; one that is not known is remarked on.
pub(super) fn known<T: Word>(key: &str, word: &str, remarks: &mut Vec<String>) -> Option<T> {
    let found = T::from_word(word);
    if found.is_none() && !word.is_empty() {
        remark(
            remarks,
            format!(
                "“{key}” must be {}, not “{word}”; it was left out",
                T::choices()
            ),
        );
    }
    found
}

/// A time as files of others write it; one that is none is remarked on.
pub(super) fn time(time: &str, remarks: &mut Vec<String>) -> Option<Timestamp> {
    match Timestamp::try_from(SmolStr::from(time)) {
        Ok(time) => Some(time),
        Err(why) => {
            remark(remarks, format!("{why}; it was left out"));
            None
        }
    }
}

/// The day of an article as files of others write it; what is no date is remarked on, and none is
/// made up.
pub(super) fn article_date(date: &str, remarks: &mut Vec<String>) -> Option<PartialDate> {
    if date.is_empty() {
        return None;
    }
    match PartialDate::try_from(SmolStr::from(date)) {
        Ok(date) => Some(date),
        Err(why) => {
            remark(remarks, format!("{why}; it was left out"));
            None
        }
    }
}

/// Adds a remark, unless there are more than anybody reads.
pub(super) fn remark(remarks: &mut Vec<String>, what: String) {
    const MOST: usize = 100;
    if remarks.len() < MOST {
        remarks.push(what);
    } else if remarks.len() == MOST {
        remarks.push("there is more of this kind, which is not listed here".to_owned());
    }
}
