//! Words that egui laid out in one go: where each of their characters stands.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use egui::Galley;
use egui::epaint::text::Glyph;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::text::has_rtl;

/// One row of a galley. Bytes count from the start of the piece.
pub(super) struct Run {
    pub(super) bytes: Range<usize>,
    /// From the left of the column, in points.
    pub(super) left: f32,
    is_rtl: bool,
    pub(super) galley: Arc<Galley>,
    row: usize,
    stops: OnceCell<Vec<Stop>>,
}

/// A border of graphemes: its byte, from the start of the run, and how far it is from where the
/// run begins to be read.
type Stop = (usize, f32);

impl Run {
    pub(super) fn new(
        bytes: Range<usize>,
        left: f32,
        is_rtl: bool,
        galley: Arc<Galley>,
        row: usize,
    ) -> Self {
        Self {
            bytes,
            left,
            is_rtl,
            galley,
            row,
            stops: OnceCell::new(),
        }
    }

    /// In points.
    pub(super) fn width(&self) -> f32 {
        let ends = self.glyphs().iter().map(|g| g.pos.x + g.advance_width);
        ends.fold(0.0, f32::max)
    }

    pub(super) fn right(&self) -> f32 {
        self.left + self.width()
    }

    fn glyphs(&self) -> &[Glyph] {
        let row = self.galley.rows.get(self.row);
        row.map_or(&[][..], |placed| placed.row.glyphs.as_slice())
    }

    /// Where the character at a byte begins; at the end of the run, where its last one ends.
    pub(super) fn x_of(&self, text: &str, byte: usize) -> f32 {
        let inside = byte.saturating_sub(self.bytes.start);
        let stops = self.stops(text);
        let after = stops.partition_point(|(at, _)| *at <= inside);
        let along = stops.get(after.saturating_sub(1)).map_or(0.0, |(_, x)| *x);
        self.x(along)
    }

    /// The border nearest to an x.
    pub(super) fn byte_at(&self, text: &str, x: f32) -> usize {
        let distance = |stop: &&Stop| (self.x(stop.1) - x).abs();
        let stops = self.stops(text).iter();
        let nearest = stops.min_by(|a, b| distance(a).total_cmp(&distance(b)));
        self.bytes.start + nearest.map_or(0, |(at, _)| *at)
    }

    /// The last border that is not further than so many points from where the run begins, but one
    /// at least.
    pub(super) fn fits(&self, text: &str, room: f32) -> usize {
        let stops = self.stops(text);
        let after = stops.partition_point(|(_, along)| *along <= room).max(2);
        let at = stops.get(after - 1).map_or(self.bytes.len(), |(at, _)| *at);
        self.bytes.start + at
    }

    fn x(&self, along: f32) -> f32 {
        if self.is_rtl {
            self.right() - along
        } else {
            self.left + along
        }
    }

    fn stops(&self, text: &str) -> &[Stop] {
        self.stops.get_or_init(|| {
            let words = text.get(self.bytes.clone()).unwrap_or_default();
            let glyphs = self.glyphs();
            if let Some(stops) = simply(words, glyphs) {
                return stops;
            }
            let widths = if self.is_rtl && has_rtl(words) {
                backward(words, glyphs)
            } else {
                forward(words, glyphs)
            };
            let mut stops = stops(words, &widths.unwrap_or_else(|| evenly(words, glyphs)));
            // What was rounded on the way adds up to the width of all.
            let along = stops.last().map_or(0.0, |(_, along)| *along);
            if along > 0.0 {
                let scale = self.width() / along;
                for (_, along) in &mut stops {
                    *along *= scale;
                }
            }
            stops
        })
    }
}

/// The borders of plain letters, each drawn by itself: most words of most texts.
fn simply(words: &str, glyphs: &[Glyph]) -> Option<Vec<Stop>> {
    if !words.is_ascii() || words.len() != glyphs.len() {
        return None;
    }
    let first = glyphs.first()?.pos.x;
    let last = glyphs.last()?;
    let begin = glyphs.iter().map(|glyph| glyph.pos.x - first);
    let end = last.pos.x + last.advance_width - first;
    let stops: Vec<Stop> = begin.chain([end]).enumerate().collect();
    stops.is_sorted_by(|a, b| a.1 < b.1).then_some(stops)
}

/// The width of each grapheme, where there is one glyph for each character.
fn forward(words: &str, glyphs: &[Glyph]) -> Option<Vec<f32>> {
    let end = glyphs.last().map(|last| last.pos.x + last.advance_width);
    let mut at = 0;
    let mut x = glyphs.first().map_or(0.0, |first| first.pos.x);
    let widths = words
        .graphemes(true)
        .map(|grapheme| {
            at += grapheme.chars().count();
            // A glyph without width may be put, by rounding, a little beyond the next.
            let next = glyphs.get(at).map(|glyph| glyph.pos.x).or(end)?.max(x);
            Some(next - std::mem::replace(&mut x, next))
        })
        .collect::<Option<Vec<f32>>>()?;
    (at == glyphs.len()).then_some(widths)
}

/// The width of each grapheme of words that are read from right to left: egui has their glyphs as
/// they stand on the page, from left to right, and after them some without width. A glyph knows
/// the first character that it stands for.
fn backward(words: &str, glyphs: &[Glyph]) -> Option<Vec<f32>> {
    let graphemes: Vec<&str> = words.graphemes(true).collect();
    let mut widths = vec![0.0; graphemes.len()];
    let mut next = 0;
    for glyph in glyphs.iter().rev().filter(|g| g.advance_width > 0.0) {
        let mut ahead = graphemes.iter().skip(next);
        let found = ahead.position(|grapheme| grapheme.contains(glyph.chr));
        let at = match found {
            Some(skipped) => next + skipped,
            // A second glyph of the same grapheme.
            None => next.checked_sub(1).filter(|at| {
                let last = graphemes.get(*at);
                last.is_some_and(|grapheme| grapheme.contains(glyph.chr))
            })?,
        };
        *widths.get_mut(at)? += glyph.advance_width;
        next = at + 1;
    }
    Some(widths)
}

/// The width of each grapheme, where nothing is known but the width of all.
fn evenly(words: &str, glyphs: &[Glyph]) -> Vec<f32> {
    let count = words.graphemes(true).count();
    let each = glyphs.iter().map(|g| g.advance_width).sum::<f32>() / small(count.max(1));
    vec![each; count]
}

/// The borders, where letters that are drawn as one share its width.
fn stops(words: &str, widths: &[f32]) -> Vec<Stop> {
    let graphemes: Vec<&str> = words.graphemes(true).collect();
    let drawn_with = |at: usize| {
        let letter = |grapheme: &&str| grapheme.contains(char::is_alphanumeric);
        widths.get(at).is_some_and(|width| *width <= 0.0) && graphemes.get(at).is_some_and(letter)
    };
    let mut stops = vec![(0, 0.0)];
    let (mut byte, mut along) = (0, 0.0);
    let mut at = 0;
    while at < graphemes.len() {
        let mut end = at + 1;
        while end < graphemes.len() && drawn_with(end) {
            end += 1;
        }
        let width: f32 = widths.get(at..end).unwrap_or_default().iter().sum();
        for grapheme in graphemes.get(at..end).unwrap_or_default() {
            byte += grapheme.len();
            along += width / small(end - at);
            stops.push((byte, along));
        }
        at = end;
    }
    stops
}

fn small(count: usize) -> f32 {
    u16::try_from(count).map_or(f32::MAX, f32::from)
}
