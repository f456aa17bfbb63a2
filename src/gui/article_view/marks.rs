//! How statements are drawn: a tint under the words, a patterned line below them.

use std::collections::HashMap;
use std::ops::Range;

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2};

use super::super::theme::{Pattern, Tokens};
use super::super::typeset::{Laid, placed};
use crate::model::{Anchor, Project, Statement, StatementId};

/// Lines below one another, before they would reach into the next row.
const LANES: usize = 3;
const LANE_STEP: f32 = 3.5;

/// The statements that reach into what is visible, each with its lane.
pub(super) struct Marks<'a> {
    marks: Vec<Mark<'a>>,
}

struct Mark<'a> {
    statement: &'a Statement,
    lane: usize,
    colour: Color32,
    pattern: Pattern,
    selected: bool,
}

impl<'a> Marks<'a> {
    pub(super) fn new(
        project: &'a Project,
        ids: impl Iterator<Item = &'a StatementId>,
        selected: Option<&StatementId>,
        tokens: &Tokens,
    ) -> Self {
        let mut statements: Vec<&Statement> = ids
            .filter_map(|id| project.statement(id))
            .map(AsRef::as_ref)
            .collect();
        statements.sort_by_key(|s| (content_start(s), &s.id));
        let lanes = lanes(&statements);
        let marks = statements.into_iter().map(|statement| {
            let stance = statement.stance.as_ref();
            let stance = stance.and_then(|id| project.codebook().stances().get(id));
            let (colour, pattern) = tokens.stance(stance.map(AsRef::as_ref));
            Mark {
                statement,
                lane: lanes.get(&statement.id).copied().unwrap_or(0),
                colour,
                pattern,
                selected: selected == Some(&statement.id),
            }
        });
        Self {
            marks: marks.collect(),
        }
    }

    /// What lies under the text.
    pub(super) fn paint_under(
        &self,
        painter: &Painter,
        laid: &Laid<'_>,
        at: Pos2,
        tokens: &Tokens,
    ) {
        for mark in &self.marks {
            for rect in spans(&mark.statement.contents).flat_map(|span| laid.rects(span)) {
                let rect = placed(rect, at).shrink2(egui::vec2(0.0, 4.0));
                painter.rect_filled(rect, 2.0, tokens.tinted(mark.colour));
            }
        }
    }

    /// What is drawn over the text: lines, and the outline of the selected statement.
    pub(super) fn paint_over(&self, painter: &Painter, laid: &Laid<'_>, at: Pos2, tokens: &Tokens) {
        for mark in &self.marks {
            for rect in spans(&mark.statement.contents).flat_map(|span| laid.rects(span)) {
                let rect = placed(rect, at);
                let below = rect.bottom() - 5.0 + LANE_STEP * small(mark.lane);
                line(painter, rect, below, mark.colour, mark.pattern);
                if mark.selected {
                    let outline = rect.shrink2(egui::vec2(-2.0, 3.0));
                    let stroke = Stroke::new(1.5, mark.colour);
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
    }

    /// The statements whose content stands at a byte, the smallest first.
    pub(super) fn at(&self, byte: usize) -> Vec<&'a StatementId> {
        let mut hits: Vec<(usize, &StatementId)> = self
            .marks
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

pub(super) fn spans(anchors: &[Anchor]) -> impl Iterator<Item = Range<usize>> {
    anchors
        .iter()
        .filter_map(Anchor::span)
        .map(crate::model::Span::range)
}

fn content_start(statement: &Statement) -> usize {
    spans(&statement.contents)
        .next()
        .map_or(0, |span| span.start)
}

/// Gives each statement the first lane that no statement before it, which it overlaps, has.
fn lanes(statements: &[&Statement]) -> HashMap<StatementId, usize> {
    let mut ends = [0usize; LANES];
    let mut lanes = HashMap::new();
    for statement in statements {
        let start = content_start(statement);
        let end = spans(&statement.contents).map(|span| span.end).max();
        let lane = ends
            .iter()
            .position(|&end| end <= start)
            .unwrap_or(LANES - 1);
        if let Some(taken) = ends.get_mut(lane) {
            *taken = end.unwrap_or(start).max(*taken);
        }
        lanes.insert(statement.id.clone(), lane);
    }
    lanes
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
