//! The annotations of an article, before they are written.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::{
    ARTICLE, ARTICLE_FEATURES, CONTENT, CUE, DEPENDENT, GOVERNOR, MENTION, SAID_BY, SENTENCE,
    STATEMENT, TOKEN,
};
use crate::exchange::features::features;
use crate::exchange::places::{lost, standing};
use crate::exchange::{ExportError, Selection};
use crate::model::{Article, Id as _, PartialDate, Statement};
use crate::text::{Utf16Offsets, sentences_of_line, shed_white_space};

/// The number of the text itself; annotations follow.
pub(super) const SOFA: usize = 1;

/// An annotation: offsets in UTF-16 units.
pub(super) struct Structure {
    pub(super) id: usize,
    pub(super) kind: &'static str,
    pub(super) begin: usize,
    pub(super) end: usize,
    pub(super) features: Vec<(&'static str, Value)>,
}

pub(super) enum Value {
    Text(String),
    /// The number of another annotation.
    Of(usize),
}

/// Numbers annotations as they come.
struct Maker {
    made: Vec<Structure>,
    units: Utf16Offsets,
}

impl Maker {
    /// Adds an annotation at a place in code points and gives its number.
    fn add(
        &mut self,
        kind: &'static str,
        chars: &Range<usize>,
        features: Vec<(&'static str, Value)>,
    ) -> usize {
        let id = SOFA + 1 + self.made.len();
        self.made.push(Structure {
            id,
            kind,
            begin: self.units.unit_of_char(chars.start),
            end: self.units.unit_of_char(chars.end),
            features,
        });
        id
    }
}

/// All annotations of an article, in the order of their numbers; what cannot be among them is
/// noted.
pub(super) fn structures(
    selection: &Selection<'_>,
    article: &Article,
    notes: &mut Vec<String>,
) -> Result<Vec<Structure>, ExportError> {
    let mut maker = Maker {
        made: Vec::new(),
        units: Utf16Offsets::new(article.text.as_str()),
    };
    segments(article, &mut maker);
    for statement in selection.of_article(&article.id) {
        notes.extend(lost(statement, article));
        add(selection, article, statement, &mut maker)?;
    }
    let day = article.published.as_ref().map(PartialDate::as_str);
    let known = [
        article.id.as_str(),
        &article.title,
        &article.outlet,
        &article.author,
        day.unwrap_or_default(),
        &article.url,
        &article.language,
    ];
    let known = ARTICLE_FEATURES.into_iter().zip(known);
    let features = known
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| (name, Value::Text(value.to_owned())))
        .collect();
    maker.add(ARTICLE, &(0..article.text.chars()), features);
    Ok(maker.made)
}

/// Sentences, then words, as `DKPro` has them: `INCEpTION` asks for both.
fn segments(article: &Article, maker: &mut Maker) {
    let text = article.text.as_str();
    let mut sentences = Vec::new();
    let mut words = Vec::new();
    // In step with the bytes, because all come in order.
    let (mut byte, mut unit) = (0, 0);
    let mut units_at = |to: usize| {
        let between = text.get(byte..to).unwrap_or_default();
        unit += if between.is_ascii() {
            between.len()
        } else {
            between.chars().map(char::len_utf16).sum()
        };
        byte = to;
        unit
    };
    for line in 0..article.text.line_count() {
        let line = article.text.line(line);
        for sentence in sentences_of_line(text, line.start) {
            let sentence = shed_white_space(text, sentence);
            let Some(inside) = text.get(sentence.clone()).filter(|s| !s.is_empty()) else {
                continue;
            };
            let begin = units_at(sentence.start);
            for (at, word) in inside.split_word_bound_indices() {
                if word.chars().all(char::is_whitespace) {
                    continue;
                }
                let start = units_at(sentence.start + at);
                words.push((start, units_at(sentence.start + at + word.len())));
            }
            sentences.push((begin, units_at(sentence.end)));
        }
    }
    let sentences = sentences.into_iter().map(|place| (SENTENCE, place));
    let words = words.into_iter().map(|place| (TOKEN, place));
    for (kind, (begin, end)) in sentences.chain(words) {
        let id = SOFA + 1 + maker.made.len();
        maker.made.push(Structure {
            id,
            kind,
            begin,
            end,
            features: Vec::new(),
        });
    }
}

fn add(
    selection: &Selection<'_>,
    article: &Article,
    statement: &Statement,
    maker: &mut Maker,
) -> Result<(), ExportError> {
    let text = &article.text;
    let spans = standing(&statement.contents, text);
    let Some((first, last)) = spans.first().zip(spans.last()) else {
        return Ok(());
    };
    let all = features(selection, article, statement)?;
    let all = all
        .into_iter()
        .map(|(name, value)| (name, Value::Text(value)));
    let whole = first.start..last.end;
    let id = maker.add(STATEMENT, &whole, all.collect());
    let of = || ("statementId", Value::Text(statement.id.to_string()));
    if spans.len() > 1 {
        for span in &spans {
            maker.add(CONTENT, span, vec![of()]);
        }
    }
    for cue in standing(&statement.cue, text) {
        maker.add(CUE, &cue, vec![of()]);
    }
    let name = statement.speakers.first();
    let name = name.map(|id| selection.speaker_name(id).to_owned());
    for source in standing(&statement.source, text) {
        let mut features = vec![of()];
        features.extend(name.clone().map(|name| ("name", Value::Text(name))));
        let mention = maker.add(MENTION, &source, features);
        // A relation stands where it leads to.
        let ends = vec![(GOVERNOR, Value::Of(mention)), (DEPENDENT, Value::Of(id))];
        maker.add(SAID_BY, &whole, ends);
    }
    Ok(())
}
