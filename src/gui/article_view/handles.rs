//! Handles at the ends of the chosen statement's words: dragging one moves the edge.

use std::ops::Range;

use egui::{CursorIcon, Id, Pos2, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};

use super::super::intent::Intent;
use super::super::theme::Tokens;
use super::super::typeset::placed;
use super::view::View;
use super::{Coding, Part, Reading};
use crate::model::{Statement, StatementId};
use crate::text::{
    next_grapheme, previous_grapheme, shed_white_space, snap_to_graphemes, snap_to_words,
};

/// Where a handle can be taken: it stands at a corner of the words, so that the words between can
/// still be selected.
const REACH: egui::Vec2 = vec2(16.0, 16.0);
/// From the border of a row to the middle of a handle.
const INSET: f32 = 5.0;

/// The edge that is being dragged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dragged {
    edge: Edge,
    /// What the words would be.
    to: Range<usize>,
}

/// One end of one stretch of a statement's words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Edge {
    statement: StatementId,
    part: Part,
    /// The position of the stretch.
    at: usize,
    is_start: bool,
}

impl View<'_> {
    /// Draws the handles of the chosen statement and follows the one that is dragged.
    pub(super) fn handles(
        &self,
        ui: &Ui,
        reading: &mut Reading,
        coding: &Coding<'_>,
        statement: &Statement,
        tokens: &Tokens,
        intents: &mut Vec<Intent>,
    ) {
        let (colour, _) = tokens.stance(coding.stance(statement));
        for (part, colour) in [
            (Part::Content, colour),
            (Part::Source, tokens.ink),
            (Part::Cue, tokens.ink),
        ] {
            let spans = part.of(statement).iter().enumerate();
            for (at, span) in spans.filter_map(|(at, anchor)| Some((at, anchor.span()?))) {
                for is_start in [true, false] {
                    let edge = Edge {
                        statement: statement.id.clone(),
                        part,
                        at,
                        is_start,
                    };
                    let stroke = Stroke::new(1.5, colour);
                    self.handle(ui, reading, &edge, span.range(), stroke, tokens, intents);
                }
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one handle")]
    fn handle(
        &self,
        ui: &Ui,
        reading: &mut Reading,
        edge: &Edge,
        span: Range<usize>,
        stroke: Stroke,
        tokens: &Tokens,
        intents: &mut Vec<Intent>,
    ) {
        let dragged = reading.edge.as_ref().filter(|drag| drag.edge == *edge);
        let is_dragged = dragged.is_some();
        let shown = dragged.map_or_else(|| span.clone(), |drag| drag.to.clone());
        let Some(row) = self.row_at(ui, reading, &shown, edge.is_start) else {
            return;
        };
        let middle = if edge.is_start {
            pos2(row.left() - 2.0, row.top() + INSET)
        } else {
            pos2(row.right() + 2.0, row.bottom() - INSET)
        };
        let hit = Rect::from_center_size(middle, REACH);
        if !is_dragged && !hit.intersects(ui.clip_rect()) {
            return;
        }
        // No stop for the keyboard: G and H move edges there.
        let response = ui.interact(hit, Id::unique(edge), Sense::DRAG);
        response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, edge.name()));
        if response.hovered() || is_dragged {
            ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
        }
        if is_dragged {
            self.paint_span(ui, reading, &shown, ui.visuals().selection.bg_fill);
        }
        // Source and cue show theirs when the pointer is there: four more would be restless.
        let is_near = ui.rect_contains_pointer(row.expand(8.0));
        if edge.part == Part::Content || is_near || is_dragged {
            let line = [row.top() + INSET, row.bottom() - INSET].map(|y| pos2(middle.x, y));
            let fill = if is_dragged || response.hovered() {
                stroke.color
            } else {
                tokens.paper
            };
            ui.painter().line_segment(line, stroke);
            ui.painter().circle(middle, 3.5, fill, stroke);
        }
        if is_dragged && !response.dragged() && !response.drag_stopped() {
            reading.edge = None;
        }
        let Some(pointer) = response.interact_pointer_pos() else {
            return;
        };
        if !response.drag_started() && !is_dragged {
            return;
        }
        // The hand is above or below the words that it means.
        let means = pos2(pointer.x, pointer.y + row.center().y - middle.y);
        let exact = ui.input(|i| i.modifiers.command);
        let byte = self.byte_at(ui, reading, means);
        let text = self.page.text.as_str();
        let to = if response.drag_started() {
            span
        } else {
            moved(text, span, edge.is_start, byte, exact)
        };
        if !response.drag_stopped() {
            let edge = edge.clone();
            reading.edge = Some(Dragged { edge, to });
        } else if ui.input(|i| i.pointer.primary_released()) {
            // Escape stops a drag as well; then the edge stays until it is let go of.
            reading.edge = None;
            let Edge { statement, .. } = edge.clone();
            intents.push(Intent::MoveSpan(statement, edge.part, edge.at, to));
        }
    }

    /// The row that words begin or end in, as much of it as they cover.
    fn row_at(
        &self,
        ui: &Ui,
        reading: &Reading,
        words: &Range<usize>,
        is_start: bool,
    ) -> Option<Rect> {
        let byte = if is_start { words.start } else { words.end - 1 };
        let piece = reading.pieces.of_byte(byte);
        let laid = self.page.lay(ui, reading, piece)?;
        let rects = laid.rects(words.clone());
        let rect = if is_start {
            rects.first()
        } else {
            rects.last()
        };
        Some(placed(*rect?, self.corner(reading, piece)))
    }

    fn paint_span(&self, ui: &Ui, reading: &Reading, words: &Range<usize>, fill: egui::Color32) {
        for piece in self.pieces(reading) {
            let Some(laid) = self.page.lay(ui, reading, piece) else {
                continue;
            };
            let corner: Pos2 = self.corner(reading, piece);
            for rect in laid.rects(words.clone()) {
                let rect = placed(rect, corner).shrink2(vec2(0.0, 3.0));
                ui.painter().rect_filled(rect, 2.0, fill);
            }
        }
    }
}

impl Edge {
    fn name(&self) -> String {
        let end = if self.is_start { "Start" } else { "End" };
        let part = match self.part {
            Part::Content => "content",
            Part::Source => "source",
            Part::Cue => "cue",
        };
        format!("{end} of {part} {}", self.at + 1)
    }
}

/// The chosen statement that is in the article which is read.
pub(super) fn chosen<'a>(coding: &Coding<'a>) -> Option<&'a Statement> {
    let statement = coding.project.statement(coding.selected?)?;
    (statement.article == coding.article.id).then_some(statement)
}

/// A range with one end at a byte, snapped to words unless it is to be exact. The other end stays
/// where it is, and at least a letter is left.
fn moved(
    text: &str,
    range: Range<usize>,
    is_start: bool,
    byte: usize,
    exact: bool,
) -> Range<usize> {
    let raw = if is_start {
        byte.min(previous_grapheme(text, range.end))..range.end
    } else {
        range.start..byte.max(next_grapheme(text, range.start))
    };
    let snapped = if exact {
        snap_to_graphemes(text, raw)
    } else {
        snap_to_words(text, raw)
    };
    let to = if is_start {
        snapped.start..range.end
    } else {
        range.start..snapped.end
    };
    let to = shed_white_space(text, to);
    if to.is_empty() { range } else { to }
}

#[cfg(test)]
mod tests {
    use super::moved;
    use crate::testing::marked;

    #[test]
    fn an_edge_goes_to_words_and_never_past_the_other() {
        let (text, spans) = marked("The [1 old hull] would last [2 ano]ther winter");
        let hull = spans[0].clone();
        let words =
            |is_start, byte, exact| &text[moved(&text, hull.clone(), is_start, byte, exact)];
        assert_eq!(words(false, 17, false), "old hull would");
        assert_eq!(words(false, 16, true), "old hull wou");
        assert_eq!(words(true, 9, false), "hull");
        assert_eq!(words(true, 1, false), "The old hull");
        assert_eq!(words(true, 99, false), "hull");
        assert_eq!(words(false, 0, false), "old");
        // What was set exactly stays so at the other end.
        let exact = spans[1].clone();
        assert_eq!(&text[moved(&text, exact, true, 20, false)], "last ano");
    }
}
