//! The bar beside the text: where in the whole article statements stand, what was found, and what
//! nobody has reviewed yet.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use egui::{Color32, CursorIcon, Id, Rect, Role, Sense, Ui, WidgetInfo, pos2};

use super::super::intent::Intent;
use super::super::theme::Tokens;
use super::marks::spans;
use super::{Coding, Reading};
use crate::model::{ArticleId, Review, ReviewId, ReviewStatus, ReviewTarget, StatementId};

pub(super) const WIDTH: f32 = 14.0;
/// From tick to tick, in points.
const STEP: f32 = 3.0;

/// What the bar shows, found again only when that changed: of statements that share a tick, the
/// first.
#[derive(Clone, Debug, Default)]
pub(super) struct Bar {
    key: Option<Key>,
    ticks: Vec<Tick>,
    remarks: Vec<Remark>,
}

/// A review of text without a statement that is not answered.
#[derive(Clone, Debug)]
pub(super) struct Remark {
    pub(super) id: ReviewId,
    pub(super) range: Range<usize>,
    step: usize,
}

#[derive(Clone, Debug, PartialEq)]
struct Key {
    state: u64,
    article: ArticleId,
    steps: usize,
    paper: Color32,
}

#[derive(Clone, Debug)]
struct Tick {
    step: usize,
    id: StatementId,
    colour: Color32,
    unreviewed: bool,
}

impl Bar {
    /// What was said of text without a statement, as the article was last drawn.
    pub(super) fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    fn refresh(&mut self, coding: &Coding<'_>, reading: &Reading, steps: usize, tokens: &Tokens) {
        let key = Key {
            state: coding.state,
            article: reading.article.clone(),
            steps,
            paper: tokens.paper,
        };
        if self.key.as_ref() == Some(&key) {
            return;
        }
        self.key = Some(key);
        let steps = Steps::of(reading, steps);
        let reviewed = !coding.project.reviews().is_empty();
        let statuses = if reviewed {
            coding.project.statuses()
        } else {
            HashMap::default()
        };
        let open = coding.project.reviews().iter().filter(|r| !r.resolved);
        let remark = |review: &Arc<Review>| match &review.on {
            ReviewTarget::Text { article, place } if *article == reading.article => {
                let range = place.span()?.range();
                Some(Remark {
                    id: review.id.clone(),
                    step: steps.of_byte(range.start),
                    range,
                })
            }
            _ => None,
        };
        self.remarks = open.filter_map(remark).collect();
        self.ticks.clear();
        let mut next = coding.index.of_article(&reading.article).next();
        while let Some(statement) = next.and_then(|id| coding.project.statement(id)) {
            let start = spans(&statement.contents)
                .next()
                .map_or(0, |span| span.start);
            let step = steps.of_byte(start);
            let status = statuses.get(&statement.id).copied().unwrap_or_default();
            self.ticks.push(Tick {
                step,
                id: statement.id.clone(),
                colour: tokens.stance(coding.stance(statement)).0,
                unreviewed: reviewed && status == ReviewStatus::Unreviewed,
            });
            let after = steps.start(step + 1).max(start + 1) - 1;
            next = coding.index.beside(&reading.article, after, true);
        }
    }
}

/// The steps of the bar and the bytes that each is for. What is drawn is looked for step by step,
/// so that its cost does not grow with what there is.
#[derive(Clone, Copy)]
struct Steps {
    count: usize,
    bytes: usize,
}

impl Steps {
    fn of(reading: &Reading, count: usize) -> Self {
        let bytes = reading.text.as_str().len().max(1);
        Self { count, bytes }
    }

    fn of_byte(self, byte: usize) -> usize {
        byte.saturating_mul(self.count) / self.bytes
    }

    /// The first byte of a step.
    fn start(self, step: usize) -> usize {
        step.saturating_mul(self.bytes).div_ceil(self.count.max(1))
    }

    /// The steps in which a range begins, of ranges in order.
    fn with(self, ranges: &[Range<usize>]) -> impl Iterator<Item = usize> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let next = ranges.partition_point(|range| range.start < from);
            let step = self.of_byte(ranges.get(next)?.start);
            from = self.start(step + 1);
            Some(step)
        })
    }
}

/// Draws the bar; a click goes to what is there.
pub(super) fn show(
    ui: &Ui,
    rect: Rect,
    reading: &mut Reading,
    coding: &Coding<'_>,
    tokens: &Tokens,
    intents: &mut Vec<Intent>,
) {
    let steps = super::super::rows::whole(rect.height(), STEP).max(1);
    let mut bar = std::mem::take(&mut reading.bar);
    bar.refresh(coding, reading, steps, tokens);
    let painter = ui.painter();
    painter.vline(rect.left(), rect.y_range(), (1.0, tokens.line));
    let y = |step: usize| rect.top() + STEP * u16::try_from(step).map_or(0.0, f32::from);
    let tick = |step: usize, left: f32, right: f32, colour| {
        let corner = pos2(rect.left() + left, y(step));
        let shape = Rect::from_min_max(corner, pos2(rect.left() + right, y(step) + STEP - 1.0));
        painter.rect_filled(shape, 0.0, colour);
    };
    for hit in Steps::of(reading, steps).with(&reading.hits.ranges) {
        tick(hit, 10.0, 14.0, tokens.hit);
    }
    for remark in &bar.remarks {
        tick(remark.step, 1.0, 9.0, tokens.soft);
    }
    for shown in &bar.ticks {
        tick(shown.step, 4.0, 9.0, shown.colour);
        if shown.unreviewed {
            tick(shown.step, 1.0, 3.0, tokens.ink);
        }
    }
    let response = ui.interact(
        rect,
        Id::unique("article markers"),
        Sense::DRAG | Sense::CLICK,
    );
    response.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, "Markers of the article"));
    let at = response
        .interact_pointer_pos()
        .filter(|_| response.clicked() || response.dragged());
    if let Some(at) = at {
        let near = |tick: &&Tick| (y(tick.step) + 1.0 - at.y).abs();
        let nearest = bar.ticks.iter().min_by(|a, b| near(a).total_cmp(&near(b)));
        let meant = nearest.filter(|tick| response.clicked() && near(tick) <= 4.0);
        let said = bar.remarks.iter().find(|remark| {
            let off = (y(remark.step) + 1.0 - at.y).abs();
            response.clicked() && off <= 3.0
        });
        if let Some(remark) = said.filter(|_| meant.is_none_or(|tick| near(&tick) > 1.5)) {
            intents.push(Intent::ReadReview(remark.id.clone()));
        } else if let Some(tick) = meant {
            intents.push(Intent::GoTo(tick.id.clone()));
        } else {
            let share = f64::from(((at.y - rect.top()) / rect.height()).clamp(0.0, 1.0));
            reading.scroll_to_share = Some(share);
            ui.request_repaint();
        }
    }
    if response.hovered() {
        ui.ctx().set_cursor_icon(CursorIcon::PointingHand);
    }
    let mut help = "Statements by their place in the article, in the colours of stances".to_owned();
    if !reading.hits.ranges.is_empty() {
        help.push_str("; at the right what was found");
    }
    if bar.ticks.iter().any(|tick| tick.unreviewed) {
        help.push_str("; with a dot those not reviewed yet");
    }
    if !bar.remarks.is_empty() {
        help.push_str("; in grey what was said of text without a statement");
    }
    reading.bar = bar;
    response.on_hover_text(help + ". A click goes there");
}

#[cfg(test)]
mod tests {
    use super::Steps;
    use std::ops::Range;

    #[test]
    fn each_step_with_a_hit_has_one_tick() {
        let steps = Steps {
            count: 10,
            bytes: 1_003,
        };
        for byte in 0..1_003 {
            let step = steps.of_byte(byte);
            assert!(step < 10 && steps.start(step) <= byte && byte < steps.start(step + 1));
        }
        let hit = |at: usize| at..at + 3;
        let hits: Vec<Range<usize>> = [0, 1, 99, 500, 501, 1_000].map(hit).to_vec();
        assert_eq!(steps.with(&hits).collect::<Vec<_>>(), [0, 4, 9]);
        assert_eq!(steps.with(&[]).count(), 0);
    }
}
