//! Lays out text with words that go from right to left, word by word: egui shapes a word rightly,
//! and puts them in the wrong order.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation as _;

use egui::epaint::text::LayoutJob;

use super::run::Run;
use super::{Row, Type, job};
use crate::text::{Directions, has_rtl, mirrored, without_controls};

/// The rows of a text in a column, and whether it is read from right to left.
pub(super) fn rows(ctx: &egui::Context, text: &str, width: f32, set: &Type) -> (Vec<Row>, bool) {
    let plain = without_controls(text);
    let directions = Directions::of(&plain);
    let typesetter = Typesetter {
        ctx,
        text,
        directions: &directions,
        looks: &[],
        job: &|_, words| job(words, set),
    };
    let words = typesetter.words(width);
    let lengths = broken(text, &words, width);
    let mut words = words.into_iter();
    let mut bottom = 0.0;
    let rows = lengths.into_iter().map(|count| {
        let words: Vec<Word> = words.by_ref().take(count).collect();
        let start = words.first().map_or(0, |word| word.run.bytes.start);
        let end = words.last().map_or(start, |word| word.run.bytes.end);
        let (mut runs, all) = typesetter.ordered(words);
        if directions.is_rtl() {
            for run in &mut runs {
                run.left += width - all;
            }
        }
        let top = bottom;
        bottom += set.line;
        Row {
            top,
            bottom,
            bytes: start..end,
            runs,
        }
    });
    (rows.collect(), directions.is_rtl())
}

/// A word, a space or a mark, of one direction.
pub(super) struct Word {
    pub(super) run: Run,
    pub(super) is_blank: bool,
    pub(super) width: f32,
}

/// Sets the words of one line of text, each by itself.
pub(super) struct Typesetter<'a> {
    pub(super) ctx: &'a egui::Context,
    pub(super) text: &'a str,
    pub(super) directions: &'a Directions<'a>,
    /// The bytes at which words begin to look different, in order, and how much room is left
    /// before them, in points.
    pub(super) looks: &'a [(usize, f32)],
    /// How the words of a range look; they are given as they are to be drawn.
    pub(super) job: &'a dyn Fn(Range<usize>, &str) -> LayoutJob,
}

impl Typesetter<'_> {
    /// The words of the text. What is wider than the column is cut.
    pub(super) fn words(&self, width: f32) -> Vec<Word> {
        let mut words = Vec::new();
        for (start, word) in self.text.split_word_bound_indices() {
            for mut bytes in self.of_one_direction(start..start + word.len()) {
                while !bytes.is_empty() {
                    let mut run = self.run(bytes.clone());
                    let fit = run.fits(self.text, width);
                    if run.width() > width && fit < bytes.end {
                        run = self.run(bytes.start..fit);
                    }
                    bytes.start = run.bytes.end;
                    words.push(Word {
                        width: run.width(),
                        is_blank: word.chars().all(char::is_whitespace),
                        run,
                    });
                }
            }
        }
        words
    }

    fn of_one_direction(&self, bytes: Range<usize>) -> Vec<Range<usize>> {
        let mut parts: Vec<Range<usize>> = Vec::new();
        let word = self.text.get(bytes.clone()).unwrap_or_default();
        for (at, grapheme) in word.grapheme_indices(true) {
            let here = bytes.start + at..bytes.start + at + grapheme.len();
            // Persian digits go from left to right, and egui would turn them round. It does not
            // turn round what two faces draw, as Hebrew and Arabic.
            let alone = has_rtl(grapheme) && !self.directions.is_rtl_at(here.start);
            let goes_on = |part: &Range<usize>| {
                let first = |at: usize| self.text.get(at..).and_then(|text| text.chars().next());
                let hebrew = |at| first(at).is_some_and(|c| c < '\u{600}');
                let look = |at: usize| self.looks.partition_point(|(start, _)| *start <= at);
                self.directions.is_same(part.start, here.start)
                    && hebrew(part.start) == hebrew(here.start)
                    // egui would not turn round what looks different; what is joined stays so.
                    && (joined(self.text.get(part.clone()).unwrap_or_default())
                        || look(part.start) == look(here.start))
            };
            match parts.last_mut() {
                Some(part) if !alone && goes_on(part) => part.end = here.end,
                _ => parts.push(here),
            }
        }
        parts
    }

    pub(super) fn run(&self, bytes: Range<usize>) -> Run {
        let is_rtl = self.directions.is_rtl_at(bytes.start);
        let word = self.text.get(bytes.clone()).unwrap_or_default();
        let mut letters = word.chars();
        let job = match (letters.next(), letters.next()) {
            (Some(mark), None) if is_rtl => {
                (self.job)(bytes.clone(), mirrored(mark).encode_utf8(&mut [0; 4]))
            }
            _ => (self.job)(bytes.clone(), word),
        };
        let galley = self.ctx.fonts_mut(|fonts| fonts.layout_job(job));
        Run::new(bytes, 0.0, is_rtl, galley, 0)
    }

    /// The words of a row in the order in which they stand, from the left, and how wide they are.
    pub(super) fn ordered(&self, mut words: Vec<Word>) -> (Vec<Run>, f32) {
        let start = words.first().map_or(0, |word| word.run.bytes.start);
        let bytes = start..words.last().map_or(start, |word| word.run.bytes.end);
        let stretches = self.directions.visual(bytes);
        words.sort_by_cached_key(|word| {
            let at = word.run.bytes.start;
            let mut all = stretches.iter();
            let place = all.position(|(run, _)| run.contains(&at)).unwrap_or(0);
            let is_rtl = stretches.get(place).is_some_and(|(_, rtl)| *rtl);
            (place, if is_rtl { usize::MAX - at } else { at })
        });
        let mut left = 0.0;
        let mut after = None;
        let runs = words.into_iter().map(|mut word| {
            let part = self.room_before(word.run.bytes.start);
            if part != after {
                left += part.map_or(0.0, |(_, room)| room);
                after = part;
            }
            word.run.left = left;
            left += word.width;
            word.run
        });
        (runs.collect(), left)
    }

    /// The last look with room before it that has begun at a byte.
    pub(super) fn room_before(&self, byte: usize) -> Option<(usize, f32)> {
        let begun = self.looks.iter().rev().filter(|(at, _)| *at <= byte);
        begun.copied().find(|(_, room)| *room > 0.0)
    }
}

/// Whether letters of a word hang together, as those of Arabic and Syriac do, or go from left to
/// right: then they are shaped in one, however they look.
fn joined(word: &str) -> bool {
    let first = word.chars().next();
    !has_rtl(word) || first.is_some_and(|c| matches!(c, '\u{600}'..='\u{77f}' | '\u{840}'..))
}

/// How many words each line has. Between words with nothing blank between them a line breaks
/// where the next one does not fit, and only if they are wider than the column together.
pub(super) fn broken(text: &str, words: &[Word], width: f32) -> Vec<usize> {
    let mut ends = Vec::new();
    let (mut x, mut at) = (0.0, 0);
    while at < words.len() {
        let mut end = at + 1;
        while end < words.len() && !may_break(text, words, end) {
            end += 1;
        }
        let chunk = words.get(at..end).unwrap_or_default();
        let seen = chunk.iter().filter(|word| !word.is_blank);
        let seen: f32 = seen.map(|word| word.width).sum();
        if x > 0.0 && x + seen > width {
            ends.push(at);
            x = 0.0;
        }
        for (of_chunk, word) in chunk.iter().enumerate() {
            if x > 0.0 && x + word.width > width && !word.is_blank {
                ends.push(at + of_chunk);
                x = 0.0;
            }
            x += word.width;
        }
        at = end;
    }
    ends.push(words.len());
    let mut before = 0;
    let lengths = ends
        .into_iter()
        .map(|end| end - std::mem::replace(&mut before, end));
    lengths.collect()
}

/// Whether a line may end before a word.
fn may_break(text: &str, words: &[Word], at: usize) -> bool {
    let word = |at: usize| words.get(at);
    let (Some(before), Some(after)) = (at.checked_sub(1).and_then(word), word(at)) else {
        return true;
    };
    if after.is_blank {
        return false;
    }
    let ideograph = |word: &Word| {
        let first = text
            .get(word.run.bytes.clone())
            .and_then(|w| w.chars().next());
        first.is_some_and(|c| matches!(c, '\u{3040}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}'))
    };
    before.is_blank || (ideograph(before) && ideograph(after))
}
