//! Between bytes of a piece and points on the screen.

use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::{CharIndex, LayoutJob, TextFormat, cursor::CCursor};
use egui::{Color32, Galley, Pos2, Rect, Vec2, pos2};

use super::super::theme;
use super::pieces::Piece;
use crate::text::is_grapheme_border;

/// A piece as it is laid out this frame. Never kept for the next: egui may move its glyphs.
pub(super) struct Laid<'a> {
    text: &'a str,
    range: Range<usize>,
    pub(super) galley: Arc<Galley>,
}

impl<'a> Laid<'a> {
    pub(super) fn new(
        ctx: &egui::Context,
        text: &'a str,
        piece: &Piece,
        width: f32,
        ink: Color32,
    ) -> Self {
        let range = piece.range();
        let words = text.get(range.clone()).unwrap_or_default();
        let format = TextFormat {
            font_id: theme::reading_font(theme::READING),
            color: ink,
            line_height: Some(theme::READING_LINE),
            ..TextFormat::default()
        };
        let mut job = LayoutJob::single_section(words.to_owned(), format);
        job.wrap.max_width = width;
        let galley = ctx.fonts_mut(|fonts| fonts.layout_job(job));
        Self {
            text: words,
            range,
            galley,
        }
    }

    pub(super) fn height(&self) -> f32 {
        self.galley.size().y
    }

    pub(super) fn rows(&self) -> usize {
        self.galley.rows.len()
    }

    /// The caret at a byte: a rectangle without width, from the piece's corner.
    pub(super) fn caret(&self, byte: usize) -> Rect {
        let cursor = CCursor::new(self.char_of(byte));
        self.galley.pos_from_cursor(cursor)
    }

    /// The row that a byte stands in.
    pub(super) fn row_of(&self, byte: usize) -> usize {
        let middle = self.caret(byte).center().y;
        self.galley
            .rows
            .iter()
            .position(|row| middle < row.rect().bottom())
            .unwrap_or_else(|| self.rows().saturating_sub(1))
    }

    /// The byte nearest to a point, on a border of graphemes.
    pub(super) fn byte_at(&self, point: Vec2) -> usize {
        let char = self.galley.cursor_from_pos(point).index.0;
        let byte = self
            .text
            .char_indices()
            .nth(char)
            .map_or(self.text.len(), |(at, _)| at);
        let byte = if is_grapheme_border(self.text, byte) {
            byte
        } else {
            crate::text::previous_grapheme(self.text, byte)
        };
        self.range.start + byte
    }

    /// The byte nearest to an x in a row.
    pub(super) fn byte_in_row(&self, row: usize, x: f32) -> usize {
        let y = self
            .galley
            .rows
            .get(row)
            .map_or(0.0, |row| row.rect().center().y);
        self.byte_at(egui::vec2(x, y))
    }

    /// The rectangles that a range of bytes covers, one for each row that it reaches into, from
    /// the piece's corner. White space at the end of a row is left out.
    pub(super) fn rects(&self, bytes: Range<usize>) -> Vec<Rect> {
        let start = bytes.start.max(self.range.start);
        let end = bytes.end.min(self.range.end);
        if start >= end {
            return Vec::new();
        }
        let (from, to) = (self.char_of(start), self.char_of(end));
        let mut rects = Vec::new();
        let mut first = 0;
        for placed in &self.galley.rows {
            let count = placed.row.char_count_excluding_newline().0;
            let left = from.max(first) - first;
            let mut right = to.min(first + count).saturating_sub(first);
            let blank = |at: usize| {
                placed
                    .row
                    .glyphs
                    .get(at)
                    .is_some_and(|g| g.chr.is_whitespace())
            };
            if to >= first + count {
                while right > left && blank(right - 1) {
                    right -= 1;
                }
            }
            if left < right && from < first + count {
                let x = |at| placed.pos.x + placed.row.x_offset(CharIndex(at));
                let row = placed.rect();
                rects.push(Rect::from_min_max(
                    pos2(x(left), row.top()),
                    pos2(x(right), row.bottom()),
                ));
            }
            first += count;
            if first >= to {
                break;
            }
        }
        rects
    }

    fn char_of(&self, byte: usize) -> usize {
        let inside = byte.clamp(self.range.start, self.range.end) - self.range.start;
        self.text.get(..inside).unwrap_or_default().chars().count()
    }
}

/// Moves a rectangle from a piece's corner to the screen.
pub(super) fn placed(rect: Rect, corner: Pos2) -> Rect {
    rect.translate(corner.to_vec2())
}
