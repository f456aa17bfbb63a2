//! What a search found in the article, painted under its words.

use std::ops::Range;

use egui::{Painter, Pos2, Stroke, StrokeKind, vec2};

use super::super::theme::Tokens;
use super::super::typeset::{Laid, placed};

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    /// In bytes of the text, by their start; none inside of another.
    pub ranges: Vec<Range<usize>>,
    /// The position of the one that is gone to.
    pub current: Option<usize>,
}

impl Hits {
    /// The hits that reach into a range of bytes, with their positions.
    pub(super) fn within(
        &self,
        bytes: Range<usize>,
    ) -> impl Iterator<Item = (usize, Range<usize>)> {
        let first = self.ranges.partition_point(|hit| hit.end <= bytes.start);
        let here = self.ranges.iter().cloned().enumerate().skip(first);
        here.take_while(move |(_, hit)| hit.start < bytes.end)
    }

    /// Paints those that stand in the bytes of a piece: a tint lower than that of a statement, and
    /// an outline around the current one.
    pub(super) fn paint(
        &self,
        painter: &Painter,
        laid: &Laid<'_>,
        bytes: Range<usize>,
        at: Pos2,
        tokens: &Tokens,
    ) {
        for (position, hit) in self.within(bytes) {
            for rect in laid.rects(hit) {
                let rect = placed(rect, at).shrink2(vec2(0.0, 6.0));
                painter.rect_filled(rect, 2.0, tokens.hit.gamma_multiply(tokens.hit_tint));
                if self.current == Some(position) {
                    let outline = rect.expand2(vec2(1.0, 1.0));
                    let stroke = Stroke::new(1.5, tokens.hit);
                    painter.rect_stroke(outline, 3.0, stroke, StrokeKind::Outside);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Hits;
    use std::ops::Range;

    #[test]
    fn only_hits_in_view_are_painted() {
        let start = |at: usize| at * 10;
        let hits = Hits {
            ranges: (0..1_000).map(|at| start(at)..start(at) + 3).collect(),
            current: None,
        };
        let within =
            |range: Range<usize>| -> Vec<usize> { hits.within(range).map(|(at, _)| at).collect() };
        assert_eq!(within(500..520), [50, 51]);
        assert_eq!(within(502..511), [50, 51]);
        assert_eq!(within(503..510), [0; 0]);
        assert_eq!(within(9_999..20_000), [0; 0]);
    }
}
