//! Proposals in the text: a dashed grey line below the words and nothing under them, so that none is
//! taken for a statement; an outline around the one that one is at.

use std::sync::Arc;

use egui::{
    Id, Pos2, RichText, Role, Sense, Shape, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

use super::super::proposals::{how, hull, quote, who};
use super::super::theme::{self, Pattern, Tokens};
use super::super::typeset::{Laid, placed};
use super::marks::{LANE_STEP, Marks, line, spans};
use super::view::View;
use super::{Coding, Reading};
use crate::suggest::Proposed;

impl View<'_> {
    /// Draws the proposals in view, and names them for those who do not see them.
    pub(super) fn proposals(
        &self,
        ui: &Ui,
        reading: &Reading,
        coding: &Coding<'_>,
        marks: &Marks<'_>,
        tokens: &Tokens,
    ) {
        let bytes = self.bytes(reading);
        let (painter, text) = (ui.painter(), self.page.text);
        for proposed in reaching(coding, &bytes) {
            let place = hull(proposed);
            let is_at = coding.proposal == Some(proposed);
            // Below the lines of statements of the same words.
            let mut others = marks.all.iter();
            let is_lined = others.any(|mark| {
                spans(&mark.statement.contents)
                    .any(|span| span.start < place.end && span.end > place.start)
            });
            let below = if is_lined { 2.0 * LANE_STEP } else { 0.0 } - 5.0;
            let pieces = self.pieces(reading);
            let first = reading.pieces.of_byte(place.start).max(pieces.start);
            let last = reading.pieces.of_byte(place.end);
            for piece in first..(last + 1).min(pieces.end) {
                let Some(laid) = self.page.lay(ui, reading, piece) else {
                    continue;
                };
                let corner = self.corner(reading, piece);
                for rect in rects(&laid, proposed) {
                    let rect = placed(rect, corner);
                    let y = rect.bottom() + below;
                    let ends = [pos2(rect.left(), y), pos2(rect.right(), y)];
                    let stroke = Stroke::new(1.5, tokens.soft);
                    painter.extend(Shape::dashed_line(&ends, stroke, 4.0, 4.0));
                    if is_at {
                        let outline = rect.shrink2(vec2(-2.0, 3.0));
                        let stroke = Stroke::new(1.5, tokens.accent);
                        painter.rect_stroke(outline, 3.0, stroke, StrokeKind::Outside);
                    }
                }
                let marked = [
                    (proposed.source, Pattern::Thin),
                    (proposed.cue, Pattern::Sparse),
                ];
                for (span, pattern) in marked.into_iter().filter(|_| is_at) {
                    for rect in span.into_iter().flat_map(|span| laid.rects(span.range())) {
                        let rect = placed(rect, corner);
                        line(painter, rect, rect.bottom() - 6.0, tokens.ink, pattern);
                    }
                }
                if piece == reading.pieces.of_byte(place.start) {
                    let rect = laid.caret(place.start).expand2(vec2(4.0, 0.0));
                    let id = Id::unique(("proposal", place.start, place.end));
                    let response = ui.interact(placed(rect, corner), id, Sense::hover());
                    response.widget_info(|| {
                        let words = [who(proposed), how(proposed), quote(text, proposed)];
                        let words = format!("Proposal: {}", words.join(": "));
                        WidgetInfo::selected(Role::Button, true, is_at, words)
                    });
                }
            }
        }
    }

    /// The proposal whose words lie under a point: the smallest.
    pub(super) fn proposal_at<'a>(
        &self,
        ui: &Ui,
        reading: &Reading,
        coding: &Coding<'a>,
        at: Pos2,
    ) -> Option<&'a Arc<Proposed>> {
        let byte = self.byte_at(ui, reading, at);
        let piece = reading.pieces.of_byte(byte);
        let laid = self.page.lay(ui, reading, piece)?;
        let corner = self.corner(reading, piece);
        reaching(coding, &(byte.saturating_sub(8)..byte + 8))
            .filter(|proposed| {
                let mut rects = rects(&laid, proposed);
                rects.any(|rect| placed(rect, corner).contains(at))
            })
            .min_by_key(|proposed| hull(proposed).len())
    }
}

/// Says who would say it, how sure that is and why.
pub(super) fn explained(ui: &mut Ui, proposed: &Proposed) {
    let soft = Tokens::of(ui).soft;
    ui.label(RichText::new(who(proposed)).font(theme::strong_font(13.0)));
    ui.label(RichText::new(format!("Proposed: {}", how(proposed))).color(soft));
    ui.label(RichText::new(&proposed.reason).font(theme::ui_font(12.0)));
    let words = "Click it or press P to go there";
    ui.label(RichText::new(words).font(theme::ui_font(11.5)).color(soft));
}

fn reaching<'a>(
    coding: &Coding<'a>,
    bytes: &std::ops::Range<usize>,
) -> impl Iterator<Item = &'a Arc<Proposed>> {
    let here = coding.proposals.reaching(bytes.clone());
    here.map(|(_, proposed)| proposed)
}

fn rects(laid: &Laid<'_>, proposed: &Proposed) -> impl Iterator<Item = egui::Rect> {
    let spans = proposed.contents.iter();
    spans.flat_map(|span| laid.rects(span.range()))
}
