//! What is known of a statement before it is coded through.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::analyse::fold;
use crate::model::{Anchor, Id as _, Project, Span, Statement, Target};
use crate::text::sentence_around;

/// The kinds of features: words said, words of the sentence around, speakers, outlet, speaker with
/// topic.
pub(super) const KINDS: usize = 5;

const SAID: usize = 0;
const AROUND: usize = 1;
const SPEAKER: usize = 2;
const OUTLET: usize = 3;
const SIDE: usize = 4;

/// Shorter words ("the", "on") say nothing.
const LETTERS: usize = 4;

/// No more of a text than this, in bytes, is looked at.
const LONG: usize = 4_000;

/// Each once: its kind and a hash of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Features(Vec<(usize, u64)>);

impl Features {
    pub(super) fn of(project: &Project, statement: &Statement) -> Self {
        let mut found: BTreeSet<(usize, u64)> = BTreeSet::new();
        if let Some(article) = project.articles().get(&statement.article) {
            let text = article.text.as_str();
            let contents = statement.contents.iter();
            let spans: Vec<Range<usize>> =
                contents.filter_map(Anchor::span).map(Span::range).collect();
            for span in &spans {
                words(text, cut(text, span), SAID, &mut found);
            }
            if let Some(first) = spans.first() {
                let sentence = sentence_around(text, first.start);
                let before = sentence.start.min(first.start)..first.start;
                let after = first.end..sentence.end.max(first.end);
                words(text, cut(text, &before), AROUND, &mut found);
                words(text, cut(text, &after), AROUND, &mut found);
            }
            if !article.outlet.is_empty() {
                found.insert((OUTLET, hash(OUTLET, &article.outlet)));
            }
        }
        let toward = match &statement.target {
            Target::Topic => statement.topics.first().map(ToString::to_string),
            Target::Speaker(id) => Some(id.to_string()),
            Target::Text(_) => None,
        };
        for speaker in &statement.speakers {
            found.insert((SPEAKER, hash(SPEAKER, speaker.as_str())));
            if let Some(toward) = &toward {
                found.insert((SIDE, hash(SIDE, &format!("{speaker} {toward}"))));
            }
        }
        Self(found.into_iter().collect())
    }

    pub(super) fn for_topics(&self) -> impl Iterator<Item = &(usize, u64)> {
        self.0.iter().filter(|(kind, _)| *kind != SIDE)
    }

    pub(super) fn for_stances(&self) -> impl Iterator<Item = &(usize, u64)> {
        self.0.iter()
    }

    pub(super) fn for_speakers(&self) -> impl Iterator<Item = &(usize, u64)> {
        let known = self.0.iter();
        known.filter(|(kind, _)| !matches!(*kind, SPEAKER | SIDE))
    }
}

fn cut(text: &str, range: &Range<usize>) -> Range<usize> {
    let most = text.floor_char_boundary(range.start.saturating_add(LONG));
    range.start..range.end.min(most)
}

fn words(text: &str, range: Range<usize>, kind: usize, found: &mut BTreeSet<(usize, u64)>) {
    let mut folded = String::new();
    for word in fold::words(text, range) {
        folded.clear();
        fold::fold_into(&mut folded, text.get(word).unwrap_or_default());
        if folded.chars().count() >= LETTERS {
            // A rough stem: "dredging" and "dredged" speak for one topic.
            let stem = folded
                .char_indices()
                .nth(STEM)
                .map_or(folded.len(), |(at, _)| at);
            found.insert((kind, hash(kind, folded.get(..stem).unwrap_or_default())));
        }
    }
}

/// Letters of a word that count.
const STEM: usize = 6;

/// By Fowler, Noll and Vo's FNV-1a, the same in every run.
fn hash(kind: usize, word: &str) -> u64 {
    let kind = kind.to_le_bytes();
    let bytes = kind.into_iter().chain(word.bytes());
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
