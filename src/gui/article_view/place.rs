//! Where one looks in an article: it stays while widths and sizes change, and over restarts.

use egui::Ui;
use serde::{Deserialize, Serialize};

use super::super::typeset::Laid;
use super::pieces::Piece;
use super::{BLANK, PARAGRAPH_GAP, Page, Reading, Selection, narrow};
use crate::model::ArticleId;

/// Where one is in an article, however wide the column is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Place {
    pub article: ArticleId,
    /// The first byte of the piece at the top of the view.
    at: usize,
    /// How much of the piece is scrolled away; less than 0 where the title is in view.
    share: f64,
    selection: Selection,
}

impl Reading {
    /// Where one is in it.
    pub(in super::super) fn place(&self) -> Place {
        let (piece, share) = self.top;
        Place {
            article: self.article.clone(),
            at: self.pieces.get(piece).map_or(0, |p| p.range().start),
            share,
            selection: self.selection,
        }
    }

    /// Goes to where one was, as far as the text still has it.
    pub(in super::super) fn return_to(&mut self, place: &Place) {
        let text = self.text.as_str();
        let there = |byte: usize| text.is_char_boundary(byte);
        if there(place.selection.anchor) && there(place.selection.head) {
            self.selection = place.selection;
        }
        if place.share.is_finite() && there(place.at) {
            self.top = (self.pieces.of_byte(place.at), place.share);
        }
    }
}

/// Sets the heights for another width; what one looks at stays where it is.
pub(super) fn remeasure(reading: &mut Reading, column: f32, line: f32, header: f64) {
    // A rough width of a letter is enough: a piece is measured before it is seen.
    let letters = f64::from(column) / f64::from(reading.size * 0.49);
    let at_top = reading.width == 0.0 && reading.top == (0, 0.0);
    reading.width = column;
    reading.pieces.estimate(|piece| {
        if piece.is_blank() {
            return BLANK;
        }
        let rows = (byte_count(piece) / letters).ceil().max(1.0);
        narrow(rows) * line + gap(piece)
    });
    if !at_top {
        let (piece, share) = reading.top;
        let height = f64::from(reading.pieces.height(piece));
        reading.scroll_to = Some(header + reading.pieces.top(piece) + share * height);
    }
}

fn byte_count(piece: &Piece) -> f64 {
    u32::try_from(piece.range().len()).map_or(0.0, f64::from)
}

fn gap(piece: &Piece) -> f32 {
    if piece.ends_line() {
        PARAGRAPH_GAP
    } else {
        0.0
    }
}

/// Scrolls so that what was asked for is visible.
pub(super) fn reveal(ui: &Ui, page: &Page<'_>, reading: &mut Reading, header: f64, height: f64) {
    const MARGIN: f64 = 16.0;
    let Some(range) = reading.reveal.take() else {
        return;
    };
    let piece = reading.pieces.of_byte(range.start);
    let Some(laid) = page.lay(ui, reading, piece) else {
        return;
    };
    measure_piece(reading, piece, &laid);
    let y = header + reading.pieces.top(piece) + f64::from(laid.caret(range.start).top());
    let (top, share) = reading.top;
    let now = header + reading.pieces.top(top) + share * f64::from(reading.pieces.height(top));
    let now = if top == 0 && share <= 0.0 { 0.0 } else { now };
    let line = f64::from(page.set.line);
    let (above, below) = (y < now + MARGIN.min(y), y + line > now + height - MARGIN);
    if !above && !below {
        return;
    }
    // A caret is followed by the least; what was jumped to stands in the upper middle.
    let to = match (range.is_empty(), above) {
        (true, true) => y - MARGIN,
        (true, false) => y + line + MARGIN - height,
        (false, _) => y - height * 0.35,
    };
    reading.scroll_to = Some(to.max(0.0));
    ui.request_repaint();
}

pub(super) fn measure_piece(reading: &mut Reading, piece: usize, laid: &Laid<'_>) -> f32 {
    let Some(shape) = reading.pieces.get(piece) else {
        return 0.0;
    };
    let height = if shape.is_blank() {
        BLANK
    } else {
        laid.height() + gap(shape)
    };
    reading.pieces.set_height(piece, height)
}
