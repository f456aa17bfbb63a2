//! The words of statements as they are counted: a beginning of each word, as a number.

use std::ops::Range;

use crate::analyse::fold;
use crate::model::{Anchor, Article, ArticleId, Span, Statement};
use crate::text::sentences_of_line;

/// Shorter words ("the", "on") say nothing.
const LETTERS: usize = 4;

/// So many letters of a word count, a rough stem: "dredging" and "dredged" speak for one topic.
const STEM: usize = 5;

/// No more of a text than this, in bytes, is looked at.
const LONG: usize = 4_000;

/// The words that are said, in order of their numbers, each once.
pub(super) fn said(article: &Article, statement: &Statement) -> Vec<u32> {
    let text = article.text.as_str();
    let mut found = Vec::new();
    for span in spans(statement) {
        stems(text, span, &mut found);
    }
    once(found)
}

/// The words of a name, a proposition.
pub(super) fn of_text(parts: [&str; 2]) -> Vec<u32> {
    let mut found = Vec::new();
    for part in parts {
        stems(part, 0..part.len(), &mut found);
    }
    once(found)
}

/// The sentences of the line that was asked for last: statements of one line ask one after another.
#[derive(Default)]
pub(super) struct Sentences {
    of: Option<(ArticleId, Range<usize>)>,
    sentences: Vec<Range<usize>>,
}

impl Sentences {
    /// The words of the sentences in which a statement stands: what is said and what stands around.
    pub(super) fn words(&mut self, article: &Article, statement: &Statement) -> Vec<u32> {
        let text = article.text.as_str();
        let mut found = Vec::new();
        let mut done = 0..0;
        for span in spans(statement) {
            let start = self.around(article, span.start).start.min(span.start);
            let last = span.end.max(1) - 1;
            let end = self.around(article, last).end.max(span.end);
            // Two spans of one sentence have it in common.
            if done != (start..end) {
                stems(text, start..end, &mut found);
                done = start..end;
            }
        }
        once(found)
    }

    fn around(&mut self, article: &Article, byte: usize) -> Range<usize> {
        let text = article.text.as_str();
        let byte = text.floor_char_boundary(byte);
        let is_here = |(id, line): &(ArticleId, Range<usize>)| {
            *id == article.id && (line.contains(&byte) || line.end == byte)
        };
        if !self.of.as_ref().is_some_and(is_here) {
            let before = text.get(..byte).unwrap_or_default();
            let start = before.rfind('\n').map_or(0, |at| at + 1);
            let rest = text.get(byte..).unwrap_or_default();
            let end = rest.find('\n').map_or(text.len(), |at| byte + at);
            self.of = Some((article.id.clone(), start..end));
            self.sentences = sentences_of_line(text, byte);
        }
        let after = self.sentences.partition_point(|s| s.start <= byte);
        let found = after.checked_sub(1).and_then(|at| self.sentences.get(at));
        found.cloned().unwrap_or(byte..byte)
    }
}

fn spans(statement: &Statement) -> impl Iterator<Item = Range<usize>> {
    let contents = statement.contents.iter();
    contents.filter_map(Anchor::span).map(Span::range)
}

fn once(mut found: Vec<u32>) -> Vec<u32> {
    found.sort_unstable();
    found.dedup();
    found
}

fn stems(text: &str, range: Range<usize>, found: &mut Vec<u32>) {
    let most = text.floor_char_boundary(range.start.saturating_add(LONG));
    let range = range.start..range.end.min(most);
    let mut folded = String::new();
    for word in fold::words(text, range) {
        folded.clear();
        fold::fold_into(&mut folded, text.get(word).unwrap_or_default());
        if folded.chars().nth(LETTERS - 1).is_some() {
            let stem = folded.char_indices().nth(STEM);
            let stem = stem.map_or(folded.len(), |(at, _)| at);
            found.push(number(folded.get(..stem).unwrap_or_default()));
        }
    }
}

/// A number that stands for a word or the id of a code, the same in every run: the hash FNV-1a by
/// Fowler, Noll and Vo, folded to 32 bits. Two that have one number are counted as one, which costs
/// an order and no more.
#[expect(
    clippy::cast_possible_truncation,
    reason = "the two halves of the hash are folded into one"
)]
pub(super) fn number(word: &str) -> u32 {
    let hash = word.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    ((hash >> 32) ^ hash) as u32
}
