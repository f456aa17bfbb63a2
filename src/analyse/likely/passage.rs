//! The words around a statement, and what is named among them.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use super::hull;
use crate::model::{Anchor, Span, Statement};
use crate::text::sentence_around;

/// Words that stand for the speaker of the statement before.
const PRONOUNS: [&str; 3] = ["he", "she", "they"];

/// So many words may stand before a name that opens its sentence: "Prime Minister Anna Roth".
const TITLE: usize = 3;

/// Shorter words of a topic ("the", "on") say nothing.
const LETTERS: usize = 4;

/// How near a name stands: marked as source, before the content, after it, in the sentence before
/// or the one after; then how many bytes away. The least is the nearest. A name that opens the
/// sentence is its subject and comes first: "Corrie, who chairs the co-operative, said that".
pub(super) type Nearness = (u8, usize);

/// The sentence of a statement, the one before and the one after.
pub(super) struct Passage<'a> {
    words: Vec<(Range<usize>, String)>,
    /// Where in `words` a word stands.
    places: HashMap<String, Vec<usize>>,
    sentence: Range<usize>,
    statement: &'a Statement,
}

impl<'a> Passage<'a> {
    pub(super) fn around(text: &str, statement: &'a Statement) -> Option<Self> {
        let hull = hull(statement)?;
        let start = sentence_around(text, hull.start).start.min(hull.start);
        let last = hull.end.max(1) - 1;
        let end = sentence_around(text, last).end.max(hull.end);
        let before = text.get(..start).unwrap_or_default().trim_end().len();
        let before = match before.checked_sub(1) {
            Some(last) => sentence_around(text, text.floor_char_boundary(last)).start,
            None => start,
        };
        let rest = text.get(end..).unwrap_or_default();
        let next = end + (rest.len() - rest.trim_start().len());
        let after = sentence_around(text, next).end.max(end);
        let words = words(text, before.min(start)..after);
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, (_, word)) in words.iter().enumerate() {
            places.entry(word.clone()).or_default().push(at);
        }
        Some(Self {
            words,
            places,
            sentence: start..end,
            statement,
        })
    }

    /// How near a name stands to the content; a name inside of it names somebody else.
    pub(super) fn nearest(&self, name: &str) -> Option<Nearness> {
        let wanted: Vec<String> = words(name, 0..name.len())
            .into_iter()
            .map(|(_, word)| word)
            .collect();
        let starts = self.places.get(wanted.first()?)?.iter();
        let found = starts.filter_map(|&at| {
            let here = self.words.get(at..at + wanted.len())?;
            let (first, last) = (here.first()?, here.last()?);
            let same = here.iter().map(|(_, word)| word).eq(&wanted);
            same.then(|| self.nearness(first.0.start..last.0.end))?
        });
        found.min()
    }

    /// How near a pronoun stands in the same sentence.
    pub(super) fn pronoun(&self) -> Option<Nearness> {
        let found = PRONOUNS.into_iter().filter_map(|word| self.nearest(word));
        found.min().filter(|(sentence, _)| *sentence <= 2)
    }

    /// How many words of the sentence are words of a topic, or begin as one does.
    pub(super) fn shared(&self, topic: [&str; 2]) -> usize {
        let long = |word: &str| word.chars().count() >= LETTERS;
        let wanted: HashSet<String> = topic
            .into_iter()
            .flat_map(|part| words(part, 0..part.len()))
            .map(|(_, word)| word)
            .filter(|word| long(word))
            .collect();
        let stands = |wanted: &&String| {
            self.words.iter().any(|(range, word)| {
                self.sentence.contains(&range.start)
                    && long(word)
                    && (word.starts_with(wanted.as_str()) || wanted.starts_with(word.as_str()))
            })
        };
        wanted.iter().filter(stands).count()
    }

    /// How many words of the sentence stand before a place in it.
    fn words_before(&self, place: usize) -> usize {
        let before = self.sentence.start..place;
        let words = self.words.iter();
        words
            .filter(|(range, _)| before.contains(&range.start))
            .count()
    }

    fn nearness(&self, name: Range<usize>) -> Option<Nearness> {
        let spans = |anchors: &'a [Anchor]| anchors.iter().filter_map(Anchor::span);
        let holds = |span: Span| span.start() <= name.start && name.end <= span.end();
        // What is marked as the source names the speaker.
        if spans(&self.statement.source).any(holds) {
            return Some((0, 0));
        }
        let contents = || spans(&self.statement.contents).map(Span::range);
        if contents().any(|span| span.start < name.end && name.start < span.end) {
            return None;
        }
        let first = contents().map(|span| span.start).min()?;
        let last = contents().map(|span| span.end).max()?;
        Some(if name.end <= self.sentence.start {
            (3, self.sentence.start - name.end)
        } else if name.start >= self.sentence.end {
            (4, name.start - self.sentence.end)
        } else if name.end <= first {
            let opens = self.words_before(name.start) <= TITLE;
            (1, if opens { 0 } else { first - name.end })
        } else {
            (2, name.start.saturating_sub(last))
        })
    }
}

/// The words of a stretch of text, as they are compared.
fn words(text: &str, range: Range<usize>) -> Vec<(Range<usize>, String)> {
    let slice = text.get(range.clone()).unwrap_or_default();
    let words = slice.unicode_word_indices().map(|(at, word)| {
        // "Korhola’s" names Korhola.
        let bare = word.strip_suffix("’s").or(word.strip_suffix("'s"));
        let bare = bare.unwrap_or(word);
        let start = range.start + at;
        (start..start + bare.len(), bare.to_lowercase())
    });
    words.collect()
}
