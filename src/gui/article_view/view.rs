//! One frame of the article: what is measured, what the pointer does, what is painted.

use std::ops::Range;

use egui::{PointerButton, Pos2, Rect, Stroke, Ui, pos2, vec2};

use super::super::command::Command;
use super::super::intent::Intent;
use super::super::menu;
use super::super::theme::{self, Tokens};
use super::super::typeset::placed;
use super::marks::Marks;
use super::pieces::Piece;
use super::place::measure_piece;
use super::{Coding, Drag, Page, Reading, Selection, TOP, narrow};
use crate::model::StatementId;
use crate::text::{
    complete_quotation, sentence_around, snap_to_graphemes, snap_to_words, word_around,
};

/// What is visible this frame.
pub(super) struct View<'a> {
    pub(super) page: &'a Page<'a>,
    /// From the top of the content to the top of the view, in points.
    pub(super) offset: f64,
    pub(super) header: f64,
    /// Top left of the column on the screen.
    pub(super) origin: Pos2,
    pub(super) height: f64,
    /// Room for notes beside the column; 0 for none.
    pub(super) notes_width: f32,
}

impl View<'_> {
    /// Measures the pieces in view. A piece that turns out taller than it was thought to be, and
    /// begins above the view, pushes the offset rather than what one reads.
    pub(super) fn measure(&mut self, ui: &Ui, reading: &mut Reading) {
        let mut piece = reading.pieces.at_height(self.offset - self.header);
        let first = piece;
        while piece < reading.pieces.len() {
            let top = self.header + reading.pieces.top(piece);
            if top > self.offset + self.height {
                break;
            }
            if let Some(laid) = self.page.lay(ui, reading, piece) {
                let grown = f64::from(measure_piece(reading, piece, &laid));
                if piece == first && top < self.offset && grown != 0.0 {
                    self.offset = (self.offset + grown).max(0.0);
                    reading.scroll_to = Some(self.offset);
                }
            }
            piece += 1;
        }
        let top = reading.pieces.at_height(self.offset - self.header);
        let into = self.offset - self.header - reading.pieces.top(top);
        let height = f64::from(reading.pieces.height(top)).max(1.0);
        reading.top = (top, into / height);
        reading.shown = Some((self.origin, self.offset - self.header));
    }

    /// The corner of a piece on the screen.
    pub(super) fn corner(&self, reading: &Reading, piece: usize) -> Pos2 {
        let y = self.header + reading.pieces.top(piece) - self.offset;
        pos2(self.origin.x, self.origin.y + narrow(y)).round()
    }

    /// The pieces in view.
    pub(super) fn pieces(&self, reading: &Reading) -> Range<usize> {
        let first = reading.pieces.at_height(self.offset - self.header);
        let last = reading
            .pieces
            .at_height(self.offset - self.header + self.height);
        first..(last + 1).min(reading.pieces.len())
    }

    /// The bytes in view.
    pub(super) fn bytes(&self, reading: &Reading) -> Range<usize> {
        let pieces = self.pieces(reading);
        let range = |at| reading.pieces.get(at).map(Piece::range).unwrap_or_default();
        range(pieces.start).start..range(pieces.end.saturating_sub(1)).end + 1
    }

    /// The byte at a point of the screen.
    pub(super) fn byte_at(&self, ui: &Ui, reading: &Reading, at: Pos2) -> usize {
        let y = f64::from(at.y - self.origin.y) + self.offset - self.header;
        let piece = reading.pieces.at_height(y);
        let corner = self.corner(reading, piece);
        self.page
            .lay(ui, reading, piece)
            .map_or(0, |laid| laid.byte_at(at - corner))
    }

    /// What the pointer does.
    pub(super) fn point(
        &self,
        ui: &Ui,
        response: &egui::Response,
        reading: &mut Reading,
        coding: &Coding<'_>,
        intents: &mut Vec<Intent>,
    ) {
        if response.hovered() {
            ui.ctx().set_cursor_icon(egui::CursorIcon::Text);
        }
        let text = self.page.text.as_str();
        let Some(at) = response.interact_pointer_pos() else {
            return;
        };
        let byte = self.byte_at(ui, reading, at);
        let (exact, extend) = ui.input(|i| (i.modifiers.command, i.modifiers.shift));
        if response.clicked() || response.drag_started() || response.secondary_clicked() {
            response.request_focus();
            reading.goal_x = None;
        }
        if response.triple_clicked() {
            reading.selection = Selection::of(sentence_around(text, byte));
        } else if response.double_clicked() {
            reading.selection = Selection::of(word_around(text, byte));
        } else if response.clicked() {
            if extend {
                reading.selection.head = byte;
            } else {
                reading.selection = Selection::caret(byte);
                intents.extend(self.choose(ui, reading, coding, at));
            }
        } else if response.drag_started_by(PointerButton::Primary) {
            let origin = ui.input(|i| i.pointer.press_origin()).unwrap_or(at);
            let from = self.byte_at(ui, reading, origin);
            let anchor = if extend {
                reading.selection.anchor
            } else {
                from
            };
            reading.selection = Selection { anchor, head: byte };
            reading.drag = Some(if exact { Drag::Exact } else { Drag::Words });
        } else if response.dragged_by(PointerButton::Primary) && reading.drag.is_some() {
            reading.selection.head = byte;
            self.scroll_at_edge(ui, at);
        }
        if response.drag_stopped()
            && let Some(drag) = reading.drag.take()
        {
            reading.selection.head = byte;
            let range = reading.selection.range();
            reading.selection = Selection::of(match drag {
                Drag::Words => complete_quotation(text, snap_to_words(text, range)),
                Drag::Exact => snap_to_graphemes(text, range),
            });
        }
        if response.secondary_clicked() && !reading.selection.range().contains(&byte) {
            reading.selection = Selection::caret(byte);
            let hits = Self::hits(reading, coding, byte);
            let chosen = hits.iter().find(|id| Some(*id) == coding.selected);
            let chosen = chosen.or(hits.first()).cloned();
            let proposed = self.proposal_at(ui, reading, coding, at);
            match (chosen, proposed) {
                (None, Some(proposed)) => intents.push(Intent::GoToProposal(proposed.clone())),
                (chosen, _) if chosen.as_ref() != coding.selected => {
                    intents.push(Intent::Choose(chosen));
                }
                _ => {}
            }
        }
    }

    /// A click on words that are marked chooses a statement: the smallest, then, click by click,
    /// the others there; on words that are only proposed, it goes to the proposal.
    fn choose(&self, ui: &Ui, reading: &Reading, coding: &Coding<'_>, at: Pos2) -> Option<Intent> {
        let hits = Self::hits(reading, coding, self.byte_at(ui, reading, at));
        if hits.is_empty()
            && let Some(proposed) = self.proposal_at(ui, reading, coding, at)
        {
            return Some(Intent::GoToProposal(proposed.clone()));
        }
        let now = hits.iter().position(|id| Some(id) == coding.selected);
        let next = now.map_or(0, |at| (at + 1) % hits.len());
        let chosen = hits.get(next).cloned();
        (chosen.as_ref() != coding.selected).then_some(Intent::Choose(chosen))
    }

    /// The statements whose content stands at a byte, the smallest first.
    fn hits(reading: &Reading, coding: &Coding<'_>, byte: usize) -> Vec<StatementId> {
        let marks = Marks::new(coding, reading, byte..byte + 1, Tokens::any());
        marks.at(byte).into_iter().cloned().collect()
    }

    fn scroll_at_edge(&self, ui: &Ui, at: Pos2) {
        let past_top = self.origin.y - at.y;
        let past_bottom = at.y - (self.origin.y + narrow(self.height));
        let by = if past_top > 0.0 {
            past_top.min(60.0)
        } else if past_bottom > 0.0 {
            -past_bottom.min(60.0)
        } else {
            return;
        };
        ui.scroll_with_delta(vec2(0.0, by * 0.4));
        ui.request_repaint();
    }

    /// Paints the text, and what is marked in it; gives the marks.
    pub(super) fn paint<'a>(
        &self,
        ui: &Ui,
        reading: &Reading,
        coding: &Coding<'a>,
        tokens: &Tokens,
        focused: bool,
    ) -> Marks<'a> {
        let painter = ui.painter();
        let marks = Marks::new(coding, reading, self.bytes(reading), tokens);
        let selection = reading.selection.range();
        for piece in self.pieces(reading) {
            let Some(laid) = self.page.lay(ui, reading, piece) else {
                continue;
            };
            let corner = self.corner(reading, piece);
            marks.paint_under(painter, &laid, corner, tokens);
            let bytes = reading.pieces.get(piece).map(Piece::range);
            let hits = &reading.hits;
            hits.paint(painter, &laid, bytes.unwrap_or_default(), corner, tokens);
            for rect in laid.rects(selection.clone()) {
                let rect = placed(rect, corner).shrink2(vec2(0.0, 3.0));
                painter.rect_filled(rect, 2.0, ui.visuals().selection.bg_fill);
            }
            // A thin rule in the margin, beside the rows of which something was said.
            for remark in reading.bar.remarks() {
                for rect in laid.rects(remark.range.clone()) {
                    let rect = placed(rect, corner);
                    let x = corner.x - 8.0;
                    painter.vline(x, rect.y_range().shrink(6.0), (1.5, tokens.soft));
                }
            }
            laid.paint(painter, corner, tokens.ink);
            marks.paint_over(painter, &laid, corner, tokens);
            if focused && reading.pieces.of_byte(reading.selection.head) == piece {
                let caret = placed(laid.caret(reading.selection.head), corner);
                let x = caret.center().x;
                let ends = [pos2(x, caret.top() + 5.0), pos2(x, caret.bottom() - 5.0)];
                painter.line_segment(ends, Stroke::new(1.5, tokens.accent));
            }
        }
        marks
    }

    /// Outlet, author and date, and after them the link to all that is known of the article; the
    /// other way round where the title is read from right to left. Whether it was clicked.
    pub(super) fn header(&self, ui: &Ui, tokens: &Tokens) -> bool {
        let y = self.origin.y + narrow(f64::from(TOP) - self.offset);
        let title = &self.page.title;
        let below = y + title.height() + 6.0;
        if below + self.page.known.height() < self.origin.y {
            return false;
        }
        let painter = ui.painter();
        title.paint(painter, pos2(self.origin.x, y).round(), tokens.ink);
        let known = &self.page.known;
        // It is set narrower than the column.
        let inset = if title.is_rtl() {
            self.page.width - self.page.known_width()
        } else {
            0.0
        };
        let left = self.origin.x + inset;
        known.paint(painter, pos2(left, below).round(), tokens.soft);
        let accent = tokens.words(tokens.accent);
        let font = theme::ui_font(13.0);
        let words = ui.fonts_mut(|f| f.layout_no_wrap("details".to_owned(), font, accent));
        // Beside its last row, with a dot between.
        let side = if title.is_rtl() { -1.0 } else { 1.0 };
        let last = known.rects(0..usize::MAX).last().copied();
        let below = below + last.map_or(0.0, |row| row.top());
        let edge = last.map(|row| {
            let edge = if title.is_rtl() {
                row.left()
            } else {
                row.right()
            };
            let dot = pos2(left + edge + side * 8.0, below + 10.5);
            painter.circle_filled(dot, 1.0, tokens.soft);
            inset + edge + side * 16.0
        });
        let words_at = match (edge, title.is_rtl()) {
            (Some(edge), false) => edge,
            (Some(edge), true) => edge - words.size().x,
            (None, false) => 0.0,
            (None, true) => self.page.width - words.size().x,
        };
        let corner = pos2(self.origin.x + words_at, below + 1.0).round();
        let rect = Rect::from_min_size(corner, words.size());
        let id = egui::Id::unique("article details");
        let response = ui.interact(rect.expand(4.0), id, egui::Sense::click());
        response
            .widget_info(|| egui::WidgetInfo::labeled(egui::Role::Link, true, "Article details"));
        ui.painter().galley(corner, words, accent);
        if response.hovered() || response.has_focus() {
            let under = rect.bottom() - 1.0;
            ui.painter().hline(rect.x_range(), under, (1.0, accent));
        }
        if response.hovered() {
            ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
        }
        let tip = menu::tooltip(ui.ctx(), Command::ShowDetails);
        response.on_hover_text(tip).clicked()
    }
}
