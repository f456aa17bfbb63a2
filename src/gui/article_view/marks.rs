//! How statements are drawn: a tint under the words, a patterned line below them.

use std::cmp::Ordering;
use std::ops::Range;

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::super::theme::{self, Pattern, Tokens};
use super::super::typeset::{Laid, placed};
use super::{Coding, Reading};
use crate::model::{Anchor, Stance, Statement, StatementId};

/// Lines below one another, before they would reach into the next row; what overlaps more is
/// counted.
const LANES: usize = 3;
pub(super) const LANE_STEP: f32 = 3.5;

/// The statements that reach into what is visible, each with its lane.
pub(super) struct Marks<'a> {
    pub(super) all: Vec<Mark<'a>>,
}

pub(super) struct Mark<'a> {
    pub(super) statement: &'a Statement,
    pub(super) stance: Option<&'a Stance>,
    lane: usize,
    pub(super) colour: Color32,
    pattern: Pattern,
    pub(super) selected: bool,
    pub(super) hovered: bool,
    /// Not one's own: of another layer.
    pub(super) foreign: bool,
}

impl<'a> Marks<'a> {
    /// Those that reach into bytes of the text that is read. Lanes are the same whatever else is
    /// visible, so the bytes are widened to where no statement reaches in from before.
    pub(super) fn new(
        coding: &Coding<'a>,
        reading: &Reading,
        bytes: Range<usize>,
        tokens: &Tokens,
    ) -> Self {
        let bytes = unbroken(coding, reading, bytes.start)..bytes.end;
        let here = coding.index.in_range(&reading.article, bytes);
        let mut statements: Vec<&Statement> = here.map(AsRef::as_ref).collect();
        statements.sort_by_key(|s| (hull(s).start, &s.id));
        let lanes = lanes(statements.iter().map(|s| hull(s)));
        let marks = statements.into_iter().zip(lanes).map(|(statement, lane)| {
            let stance = coding.stance(statement);
            let (colour, pattern) = tokens.stance(stance);
            Mark {
                statement,
                stance,
                lane,
                colour,
                pattern,
                selected: coding.selected == Some(&statement.id),
                hovered: reading.hovered.as_ref() == Some(&statement.id),
                foreign: coding.me.is_some_and(|me| *me != statement.annotator),
            }
        });
        Self {
            all: marks.collect(),
        }
    }

    /// What lies under the text: tints, each place in the colour of one statement only, so that
    /// many at a place are no darker than one. Other layers are outlined instead.
    pub(super) fn paint_under(
        &self,
        painter: &Painter,
        laid: &Laid<'_>,
        at: Pos2,
        tokens: &Tokens,
    ) {
        let mut own: Vec<&Mark> = self.all.iter().filter(|mark| !mark.foreign).collect();
        own.sort_by_key(|mark| (!mark.selected, mark.lane));
        let mut tinted: Vec<Rect> = Vec::new();
        for mark in own {
            for rect in mark.rects(laid) {
                for free in uncovered(rect, &tinted) {
                    let shape = placed(free, at).shrink2(vec2(0.0, 4.0));
                    painter.rect_filled(shape, 2.0, tokens.tinted(mark.colour));
                }
                tinted.push(rect);
            }
        }
        for mark in self.all.iter().filter(|mark| mark.foreign) {
            for rect in mark.rects(laid) {
                let shape = placed(rect, at).shrink2(vec2(0.5, 5.0));
                let stroke = Stroke::new(1.0, mark.colour.gamma_multiply(0.55));
                painter.rect_stroke(shape, 2.0, stroke, StrokeKind::Inside);
            }
        }
    }

    /// What is drawn over the text: lines, the outlines of the chosen statement and of the one
    /// under the pointer, and how many there are without a line.
    pub(super) fn paint_over(&self, painter: &Painter, laid: &Laid<'_>, at: Pos2, tokens: &Tokens) {
        let mut unlined = Vec::new();
        for mark in &self.all {
            let lane = if mark.selected {
                mark.lane.min(LANES - 1)
            } else {
                mark.lane
            };
            for rect in mark.rects(laid) {
                let rect = placed(rect, at);
                if lane < LANES {
                    let below = rect.bottom() - 5.0 + LANE_STEP * small(lane);
                    line(painter, rect, below, mark.colour, mark.pattern);
                } else {
                    unlined.push(rect);
                }
                if mark.selected || mark.hovered {
                    let outline = rect.shrink2(vec2(-2.0, 3.0));
                    let stroke = Stroke::new(if mark.selected { 1.5 } else { 1.0 }, mark.colour);
                    painter.rect_stroke(outline, 3.0, stroke, StrokeKind::Outside);
                }
            }
            let thin = if mark.selected {
                tokens.ink
            } else {
                tokens.soft
            };
            for (anchors, pattern) in [
                (&mark.statement.source, Pattern::Thin),
                (&mark.statement.cue, Pattern::Sparse),
            ] {
                for rect in spans(anchors).flat_map(|span| laid.rects(span)) {
                    let rect = placed(rect, at);
                    line(painter, rect, rect.bottom() - 6.0, thin, pattern);
                }
            }
        }
        for (right, bottom, count) in counted(unlined) {
            let words = format!("+{count}");
            let font = theme::strong_font(9.5);
            let galley = painter.layout_no_wrap(words, font, tokens.soft);
            let corner = pos2(right - galley.size().x, bottom - 2.0);
            let ground = Rect::from_min_size(corner, galley.size()).expand2(vec2(2.0, 0.0));
            painter.rect_filled(ground, 3.0, tokens.paper);
            painter.galley(corner, galley, tokens.soft);
        }
    }

    /// The statements whose content stands at a byte, the smallest first.
    pub(super) fn at(&self, byte: usize) -> Vec<&'a StatementId> {
        let mut hits: Vec<(usize, &StatementId)> = self
            .all
            .iter()
            .filter(|mark| spans(&mark.statement.contents).any(|span| span.contains(&byte)))
            .map(|mark| {
                let size = spans(&mark.statement.contents).map(|span| span.len()).sum();
                (size, &mark.statement.id)
            })
            .collect();
        hits.sort();
        hits.into_iter().map(|(_, id)| id).collect()
    }
}

impl Mark<'_> {
    fn rects(&self, laid: &Laid<'_>) -> Vec<Rect> {
        let spans = spans(&self.statement.contents);
        spans.flat_map(|span| laid.rects(span)).collect()
    }

    /// The first byte of its content.
    pub(super) fn start(&self) -> usize {
        hull(self.statement).start
    }
}

/// The start of a piece at or before a byte that no content reaches into from before.
fn unbroken(coding: &Coding<'_>, reading: &Reading, byte: usize) -> usize {
    let mut start = byte;
    // Paragraph by paragraph; statements that hang together over more than these are rare.
    for _ in 0..32 {
        let into = coding.index.in_range(&reading.article, start..start + 1);
        let first = into.map(|s| hull(s).start).min().unwrap_or(start);
        if first >= start {
            break;
        }
        let piece = reading.pieces.of_byte(first);
        start = reading
            .pieces
            .get(piece)
            .map_or(0, |piece| piece.range().start);
    }
    start
}

pub(super) fn spans(anchors: &[Anchor]) -> impl Iterator<Item = Range<usize>> {
    anchors
        .iter()
        .filter_map(Anchor::span)
        .map(crate::model::Span::range)
}

/// From the first byte of the content to its last; what lies between is in the same lane.
fn hull(statement: &Statement) -> Range<usize> {
    let start = spans(&statement.contents).map(|span| span.start).min();
    let end = spans(&statement.contents).map(|span| span.end).max();
    start.unwrap_or(0)..end.unwrap_or(0)
}

/// Gives each stretch, in order of their starts, the first lane that no stretch before it has
/// which it overlaps.
fn lanes(stretches: impl Iterator<Item = Range<usize>>) -> Vec<usize> {
    let mut ends: Vec<usize> = Vec::new();
    let lane = |stretch: Range<usize>| {
        let free = ends.iter().position(|&end| end <= stretch.start);
        let lane = free.unwrap_or(ends.len());
        match ends.get_mut(lane) {
            Some(end) => *end = stretch.end,
            None => ends.push(stretch.end),
        }
        lane
    };
    stretches.map(lane).collect()
}

/// What of a rectangle lies in none of others of its row.
fn uncovered(rect: Rect, others: &[Rect]) -> Vec<Rect> {
    let mut free = vec![rect];
    for other in others
        .iter()
        .filter(|other| (other.top() - rect.top()).abs() < 1.0)
    {
        let cut = |part: Rect| {
            let left = part.with_max_x(part.right().min(other.left()));
            let right = part.with_min_x(part.left().max(other.right()));
            [left, right].into_iter().filter(|rest| rest.width() > 0.1)
        };
        free = free.into_iter().flat_map(cut).collect();
    }
    free
}

/// Rectangles that touch, row by row: where each lot ends, and how many it has.
fn counted(mut rects: Vec<Rect>) -> Vec<(f32, f32, usize)> {
    rects.sort_by(|a, b| {
        (a.top(), a.left())
            .partial_cmp(&(b.top(), b.left()))
            .unwrap_or(Ordering::Equal)
    });
    let mut lots: Vec<(f32, f32, usize)> = Vec::new();
    for rect in rects {
        match lots.last_mut() {
            Some((right, bottom, count))
                if (*bottom - rect.bottom()).abs() < 1.0 && rect.left() <= *right + 1.0 =>
            {
                *right = right.max(rect.right());
                *count += 1;
            }
            _ => lots.push((rect.right(), rect.bottom(), 1)),
        }
    }
    lots
}

fn small(lane: usize) -> f32 {
    u8::try_from(lane).map_or(0.0, f32::from)
}

/// A line below words, in the pattern of their stance.
pub(super) fn line(painter: &Painter, rect: Rect, y: f32, colour: Color32, pattern: Pattern) {
    let ends = [pos2(rect.left(), y), pos2(rect.right(), y)];
    let stroke = Stroke::new(2.0, colour);
    let shapes = match pattern {
        Pattern::Solid => vec![Shape::line_segment(ends, stroke)],
        Pattern::Thin => vec![Shape::line_segment(ends, Stroke::new(1.0, colour))],
        Pattern::Dashed => Shape::dashed_line(&ends, stroke, 6.0, 3.0),
        Pattern::Dotted => Shape::dotted_line(&ends, colour, 4.0, 1.2),
        Pattern::Sparse => Shape::dotted_line(&ends, colour, 7.0, 1.0),
        Pattern::DashDot => {
            Shape::dashed_line_with_offset(&ends, stroke, &[7.0, 2.0], &[3.0, 3.0], 0.0)
        }
    };
    painter.extend(shapes);
}

#[cfg(test)]
mod tests {
    use egui::{Rect, pos2};
    use proptest::prelude::*;

    use super::{counted, lanes, uncovered};
    use crate::testing::cases;

    fn row(left: f32, right: f32) -> Rect {
        Rect::from_min_max(pos2(left, 0.0), pos2(right, 33.0))
    }

    proptest! {
        #![proptest_config(cases(256))]

        #[test]
        fn lanes_never_collide(spans in prop::collection::vec((0usize..300, 1usize..60), 0..60)) {
            let mut spans: Vec<_> = spans.into_iter().map(|(at, len)| at..at + len).collect();
            spans.sort_by_key(|span| span.start);
            let lanes = lanes(spans.iter().cloned());
            for (at, one) in spans.iter().enumerate() {
                for (other_at, other) in spans.iter().enumerate().take(at) {
                    let overlap = one.start < other.end && other.start < one.end;
                    prop_assert!(!overlap || lanes[at] != lanes[other_at]);
                }
                // And none is higher than it has to be.
                let here = spans.iter().take(at).filter(|s| s.end > one.start).count();
                prop_assert!(lanes[at] <= here);
            }
        }

        #[test]
        fn each_place_is_tinted_once(spans in prop::collection::vec((0u16..200, 1u16..50), 0..20)) {
            let rects: Vec<Rect> = spans
                .into_iter()
                .map(|(at, width)| row(f32::from(at), f32::from(at + width)))
                .collect();
            let mut tints: Vec<Rect> = Vec::new();
            for (at, rect) in rects.iter().enumerate() {
                tints.extend(uncovered(*rect, &rects[..at]));
            }
            for x in 0..260u16 {
                let x = f32::from(x) + 0.5;
                let times = |all: &[Rect]| all.iter().filter(|r| r.x_range().contains(x)).count();
                prop_assert_eq!(times(&tints), times(&rects).min(1));
            }
        }
    }

    #[test]
    fn what_has_no_line_is_counted_where_it_ends() {
        let lots = counted(vec![row(50.0, 90.0), row(10.0, 30.0), row(20.0, 40.0)]);
        assert_eq!(lots, [(40.0, 33.0, 2), (90.0, 33.0, 1)]);
    }
}
