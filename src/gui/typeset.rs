//! Sets text in any script, and goes between its bytes and points on the screen.
//!
//! Text is laid out as rows of runs. Where no word goes from right to left, a row is one run
//! and egui breaks the rows; elsewhere `bidi` sets word by word. All places come from the bytes of
//! a run, never from what egui says of cursors: it knows no right-to-left text.

mod bidi;
mod label;
mod run;

use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::{LayoutJob, TextFormat};
use egui::{Color32, FontId, Galley, Painter, Pos2, Rect, Stroke, Vec2, pos2, vec2};

pub(super) use self::label::{Labels, is_rtl_label};
use self::run::Run;
use super::theme::{self, Tokens};
use crate::text::{has_rtl, joins, unseen};

/// What stands for a character that takes no room on the page.
const MARK: char = '◊';

/// How words are set.
#[derive(Clone, Debug)]
pub(super) struct Type {
    pub(super) font: FontId,
    /// From row to row, in points.
    pub(super) line: f32,
    pub(super) ink: Color32,
    /// The colour of what stands for unseen characters.
    pub(super) soft: Color32,
}

impl Type {
    /// How an article is set in a size.
    pub(super) fn to_read(tokens: &Tokens, size: f32) -> Self {
        Self {
            font: theme::reading_font(size),
            // In proportion, on whole points.
            line: (size * theme::READING_LINE / theme::READING).round(),
            ink: tokens.ink,
            soft: tokens.soft,
        }
    }
}

/// A piece of text as it is laid out this frame. Never kept for the next: egui may move its glyphs.
pub(super) struct Laid<'a> {
    text: &'a str,
    range: Range<usize>,
    rows: Vec<Row>,
    height: f32,
    is_rtl: bool,
    /// All rows in one, where egui broke them.
    whole: Option<Arc<Galley>>,
    soft: Color32,
}

/// A row of words. Bytes count from the start of the piece.
struct Row {
    top: f32,
    bottom: f32,
    bytes: Range<usize>,
    /// From left to right.
    runs: Vec<Run>,
}

impl<'a> Laid<'a> {
    /// Lays out a stretch of a text, without line ends, in a column.
    pub(super) fn new(
        ctx: &egui::Context,
        text: &'a str,
        range: Range<usize>,
        width: f32,
        set: &Type,
    ) -> Self {
        let words = text.get(range.clone()).unwrap_or_default();
        let mut laid = Self {
            text: words,
            range,
            rows: Vec::new(),
            height: 0.0,
            is_rtl: false,
            whole: None,
            soft: set.soft,
        };
        if has_rtl(words) || !laid.plain(ctx, width, set) {
            let (rows, is_rtl) = bidi::rows(ctx, words, width, set);
            laid.height = rows.last().map_or(set.line, |row| row.bottom);
            laid.is_rtl = is_rtl;
            laid.rows = rows;
        }
        laid
    }

    /// Has egui break the rows; whether it knew what it did.
    fn plain(&mut self, ctx: &egui::Context, width: f32, set: &Type) -> bool {
        let mut job = job(self.text, set);
        job.wrap.max_width = width;
        let galley = ctx.fonts_mut(|fonts| fonts.layout_job(job));
        let mut chars = self.text.char_indices().map(|(at, _)| at);
        let mut start = 0;
        for (at, placed) in galley.rows.iter().enumerate() {
            let count = placed.row.char_count_excluding_newline().0;
            if placed.row.glyphs.len() != count {
                return false;
            }
            let mut next = start;
            for _ in 0..count {
                let Some(here) = chars.next() else {
                    return false;
                };
                next = here;
            }
            let end = if count == 0 {
                start
            } else {
                next + self.text.get(next..).and_then(first_length).unwrap_or(0)
            };
            let rect = placed.rect();
            self.rows.push(Row {
                top: rect.top(),
                bottom: rect.bottom(),
                bytes: start..end,
                runs: vec![Run::new(
                    start..end,
                    placed.pos.x,
                    false,
                    galley.clone(),
                    at,
                )],
            });
            start = end;
        }
        if start != self.text.len() {
            self.rows.clear();
            return false;
        }
        self.height = galley.size().y;
        self.whole = Some(galley);
        true
    }

    pub(super) fn height(&self) -> f32 {
        self.height
    }

    pub(super) fn rows(&self) -> usize {
        self.rows.len()
    }

    /// Whether it is read from right to left.
    pub(super) fn is_rtl(&self) -> bool {
        self.is_rtl
    }

    /// The caret at a byte: a rectangle without width, from the piece's corner. It stands where
    /// the character after it begins.
    pub(super) fn caret(&self, byte: usize) -> Rect {
        let Some(row) = self.rows.get(self.row_of(byte)) else {
            return Rect::from_min_size(Pos2::ZERO, vec2(0.0, self.height));
        };
        let byte = self.inside(byte);
        let x = row.x_of(self.text, byte);
        Rect::from_min_max(pos2(x, row.top), pos2(x, row.bottom))
    }

    /// The row that a byte stands in.
    pub(super) fn row_of(&self, byte: usize) -> usize {
        let byte = self.inside(byte);
        let after = self.rows.partition_point(|row| row.bytes.start <= byte);
        after.saturating_sub(1)
    }

    /// The byte nearest to a point, on a border of graphemes.
    pub(super) fn byte_at(&self, point: Vec2) -> usize {
        let below = self.rows.partition_point(|row| row.bottom <= point.y);
        self.byte_in_row(below.min(self.rows().saturating_sub(1)), point.x)
    }

    /// The byte nearest to an x in a row.
    pub(super) fn byte_in_row(&self, row: usize, x: f32) -> usize {
        let byte = self
            .rows
            .get(row)
            .map_or(0, |row| row.byte_at(self.text, x));
        self.range.start + byte
    }

    /// Where the words of a row begin, or where they end: before the space that the row was
    /// broken at.
    pub(super) fn end_of_row(&self, row: usize, is_start: bool) -> usize {
        let at = self.rows.get(row).map_or(0, |row| {
            if is_start {
                row.bytes.start
            } else {
                row.words(self.text).end
            }
        });
        self.range.start + at
    }

    /// The rectangles that a range of bytes covers, from the piece's corner: one for each row that
    /// it reaches into, more where words go both ways. White space at the end of a row is left
    /// out.
    pub(super) fn rects(&self, bytes: Range<usize>) -> Vec<Rect> {
        let start = bytes.start.max(self.range.start);
        let end = bytes.end.min(self.range.end);
        if start >= end {
            return Vec::new();
        }
        let bytes = self.inside(start)..self.inside(end);
        let mut rects: Vec<Rect> = Vec::new();
        for row in self.rows.iter().skip(self.row_of(start)) {
            if row.bytes.start >= bytes.end {
                break;
            }
            let words = row.words(self.text);
            let here = bytes.start.max(words.start)..bytes.end.min(words.end);
            let first = rects.len();
            for (left, right) in row.stretches(self.text, here) {
                let at = |x| pos2(x, row.top);
                match rects.get_mut(first..).and_then(<[Rect]>::last_mut) {
                    Some(before) if left - before.right() < 0.5 => before.max.x = right,
                    _ => rects.push(Rect::from_min_max(at(left), pos2(right, row.bottom))),
                }
            }
        }
        rects
    }

    /// The name of the character that nobody would see, when it stands at a byte.
    pub(super) fn unseen_at(&self, byte: usize) -> Option<(char, &'static str)> {
        let here = self.text.get(self.inside(byte)..)?.chars().next()?;
        Some((here, unseen(here).or_else(|| joins(here))?))
    }

    /// Draws the words.
    pub(super) fn paint(&self, painter: &Painter, corner: Pos2, ink: Color32) {
        if let Some(galley) = &self.whole {
            painter.galley(corner, galley.clone(), ink);
        } else {
            for row in &self.rows {
                for run in &row.runs {
                    let at = corner + vec2(run.left, row.top);
                    painter.galley(at, run.galley.clone(), ink);
                }
            }
        }
        // A small tick where a character has no width and still means something.
        if self.text.is_ascii() {
            return;
        }
        let within_emoji = |at: usize| {
            let before = self
                .text
                .get(..at)
                .and_then(|text| text.chars().next_back());
            before.is_some_and(|c| c >= '\u{2190}')
        };
        for (at, c) in self.text.char_indices() {
            if joins(c).is_some() && !within_emoji(at) {
                let caret = self
                    .caret(self.range.start + at)
                    .translate(corner.to_vec2());
                let (x, y) = (caret.center().x, caret.bottom() - 8.0);
                let tick = [pos2(x - 2.0, y + 3.0), pos2(x, y), pos2(x + 2.0, y + 3.0)];
                painter.line(tick.to_vec(), Stroke::new(1.0, self.soft));
            }
        }
    }

    /// A byte of the text as one of the piece.
    fn inside(&self, byte: usize) -> usize {
        byte.clamp(self.range.start, self.range.end) - self.range.start
    }
}

impl Row {
    /// Its bytes without the white space that it ends with.
    fn words(&self, text: &str) -> Range<usize> {
        let row = text.get(self.bytes.clone()).unwrap_or_default();
        self.bytes.start..self.bytes.start + row.trim_end().len()
    }

    /// Where the character at a byte begins.
    fn x_of(&self, text: &str, byte: usize) -> f32 {
        if let Some(run) = self.runs.iter().find(|run| run.bytes.contains(&byte)) {
            return run.x_of(text, byte);
        }
        let last = self.runs.iter().max_by_key(|run| run.bytes.end);
        last.map_or(0.0, |run| run.x_of(text, byte.min(run.bytes.end)))
    }

    fn byte_at(&self, text: &str, x: f32) -> usize {
        let words = self.words(text);
        let distance = |run: &&Run| (run.left - x).max(x - run.right()).max(0.0);
        let reached = self.runs.iter().filter(|run| run.bytes.start < words.end);
        let nearest = reached.min_by(|a, b| distance(a).total_cmp(&distance(b)));
        nearest.map_or(words.start, |run| run.byte_at(text, x).min(words.end))
    }

    /// What a range covers, from left to right.
    fn stretches<'a>(
        &'a self,
        text: &'a str,
        bytes: Range<usize>,
    ) -> impl Iterator<Item = (f32, f32)> + 'a {
        self.runs.iter().filter_map(move |run| {
            let start = run.bytes.start.max(bytes.start);
            let end = run.bytes.end.min(bytes.end);
            if start >= end {
                return None;
            }
            let (a, b) = (run.x_of(text, start), run.x_of(text, end));
            Some((a.min(b), a.max(b)))
        })
    }
}

/// The words as egui lays them out: what nobody would see is shown as a mark.
fn job(words: &str, set: &Type) -> LayoutJob {
    let format = |color| TextFormat {
        font_id: set.font.clone(),
        color,
        line_height: Some(set.line),
        ..TextFormat::default()
    };
    let mut job = LayoutJob::default();
    if words.is_ascii() {
        job.append(words, 0.0, format(set.ink));
        return job;
    }
    let mut rest = words;
    while let Some((at, c)) = rest.char_indices().find(|(_, c)| unseen(*c).is_some()) {
        let (before, after) = rest.split_at(at);
        if !before.is_empty() {
            job.append(before, 0.0, format(set.ink));
        }
        job.append(MARK.encode_utf8(&mut [0; 4]), 0.0, format(set.soft));
        rest = after.get(c.len_utf8()..).unwrap_or_default();
    }
    if !rest.is_empty() || job.text.is_empty() {
        job.append(rest, 0.0, format(set.ink));
    }
    job
}

fn first_length(text: &str) -> Option<usize> {
    text.chars().next().map(char::len_utf8)
}

/// Moves a rectangle from a piece's corner to the screen.
pub(super) fn placed(rect: Rect, corner: Pos2) -> Rect {
    rect.translate(corner.to_vec2())
}

#[cfg(test)]
mod tests;
