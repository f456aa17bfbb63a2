//! Which units of two annotators are the same passage, one to one.

use std::cmp::{Ordering, Reverse};
use std::ops::Range;

use super::coefficients::{number, share};
use super::units::Unit;

/// Two units that share code points, by their numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Overlap {
    pub a: usize,
    pub b: usize,
    /// Code points in both, and in either.
    pub shared: usize,
    pub together: usize,
}

impl Overlap {
    /// All that either covers is covered by both.
    pub(super) fn is_exact(self) -> bool {
        self.shared == self.together
    }

    /// By the share of both in what either covers, without rounding: a/b against c/d.
    pub(super) fn share_cmp(self, other: Self) -> Ordering {
        let left = self.shared as u128 * other.together as u128;
        let right = other.shared as u128 * self.together as u128;
        left.cmp(&right)
    }

    /// At least half of it is (intersection over union).
    pub(super) fn is_half(self) -> bool {
        self.shared * 2 >= self.together
    }
}

/// All pairs that share a code point.
pub(super) fn overlaps(a: &[Unit], b: &[Unit]) -> Vec<Overlap> {
    // By their starts, and how far any of those up to one reaches.
    let mut order: Vec<usize> = (0..b.len()).collect();
    let hull = |unit: &Unit| {
        let start = unit.spans.first().map_or(0, |span| span.start);
        start..unit.spans.last().map_or(start, |span| span.end)
    };
    order.sort_by_key(|&at| b.get(at).map(|unit| hull(unit).start));
    let mut reach = 0;
    let sorted: Vec<(usize, Range<usize>, usize)> = order
        .into_iter()
        .filter_map(|at| {
            let hull = hull(b.get(at)?);
            reach = reach.max(hull.end);
            Some((at, hull, reach))
        })
        .collect();
    let mut found = Vec::new();
    for (at, unit) in a.iter().enumerate() {
        let own = hull(unit);
        let end = sorted.partition_point(|(_, hull, _)| hull.start < own.end);
        let before = sorted.get(..end).unwrap_or_default().iter().rev();
        for (other, hull, _) in before.take_while(|(_, _, reach)| *reach > own.start) {
            let Some(theirs) = b.get(*other).filter(|_| hull.end > own.start) else {
                continue;
            };
            let shared = shared(&unit.spans, &theirs.spans);
            if shared > 0 {
                found.push(Overlap {
                    a: at,
                    b: *other,
                    shared,
                    together: unit.length() + theirs.length() - shared,
                });
            }
        }
    }
    found
}

/// One to one, the greatest share first; ties by a rank of one's own, the lower first, then by the
/// number of the first and of the second.
pub(super) fn one_to_one<R: Ord>(
    mut pairs: Vec<Overlap>,
    rank: impl Fn(&Overlap) -> R,
) -> Vec<Overlap> {
    pairs.sort_by(|p, q| {
        (q.share_cmp(*p))
            .then_with(|| rank(p).cmp(&rank(q)))
            .then_with(|| (p.a, p.b).cmp(&(q.a, q.b)))
    });
    let most = |of: fn(&Overlap) -> usize| pairs.iter().map(of).max().map_or(0, |max| max + 1);
    let (mut taken_a, mut taken_b) = (vec![false; most(|p| p.a)], vec![false; most(|p| p.b)]);
    pairs.retain(
        |pair| match (taken_a.get_mut(pair.a), taken_b.get_mut(pair.b)) {
            (Some(a), Some(b)) if !*a && !*b => {
                (*a, *b) = (true, true);
                true
            }
            _ => false,
        },
    );
    pairs
}

/// How many units of two annotators are matched, of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub matched: usize,
    pub of: usize,
}

impl Found {
    /// The harmonic mean of precision and recall, the same from both sides; not defined of nothing.
    pub(super) fn f1(self) -> Option<f64> {
        share(2.0 * number(self.matched as u64), number(self.of as u64))
    }
}

impl std::ops::AddAssign for Found {
    fn add_assign(&mut self, more: Self) {
        self.matched += more.matched;
        self.of += more.of;
    }
}

/// What counts as found, each with the same label too or not.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct FoundBy {
    pub exact: [Found; 2],
    pub half: [Found; 2],
    pub any: [Found; 2],
    /// Code points that both cover, of those that each covers.
    pub characters: Found,
}

impl FoundBy {
    pub(super) fn of(a: &[Unit], b: &[Unit]) -> Self {
        let pairs = overlaps(a, b);
        let of = a.len() + b.len();
        let found = |counts: fn(Overlap) -> bool| {
            [false, true].map(|by_label| {
                let label = |units: &[Unit], at: usize| units.get(at).map(|unit| unit.label);
                let fits = |pair: &&Overlap| {
                    counts(**pair) && (!by_label || label(a, pair.a) == label(b, pair.b))
                };
                let pairs: Vec<Overlap> = pairs.iter().filter(fits).copied().collect();
                Found {
                    matched: one_to_one(pairs, |_| Reverse(())).len(),
                    of,
                }
            })
        };
        let (cover_a, cover_b) = (cover(a), cover(b));
        let length = |spans: &[Range<usize>]| spans.iter().map(Range::len).sum::<usize>();
        Self {
            exact: found(Overlap::is_exact),
            half: found(Overlap::is_half),
            any: found(|_| true),
            characters: Found {
                matched: shared(&cover_a, &cover_b),
                of: length(&cover_a) + length(&cover_b),
            },
        }
    }
}

impl std::ops::AddAssign for FoundBy {
    fn add_assign(&mut self, more: Self) {
        let add = |mine: &mut [Found; 2], more: [Found; 2]| {
            mine.iter_mut()
                .zip(more)
                .for_each(|(mine, more)| *mine += more);
        };
        add(&mut self.exact, more.exact);
        add(&mut self.half, more.half);
        add(&mut self.any, more.any);
        self.characters += more.characters;
    }
}

/// All that any of the units covers.
fn cover(units: &[Unit]) -> Vec<Range<usize>> {
    joined(
        units
            .iter()
            .flat_map(|unit| unit.spans.iter().cloned())
            .collect(),
    )
}

/// The same code points in order, each once.
pub(super) fn joined(mut spans: Vec<Range<usize>>) -> Vec<Range<usize>> {
    spans.sort_unstable_by_key(|span| span.start);
    let mut joined: Vec<Range<usize>> = Vec::new();
    for span in spans {
        match joined.last_mut() {
            Some(last) if last.end >= span.start => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    joined
}

/// Code points in both; each list in order and without overlaps.
pub(super) fn shared(a: &[Range<usize>], b: &[Range<usize>]) -> usize {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut shared = 0;
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        shared += x.end.min(y.end).saturating_sub(x.start.max(y.start));
        if x.end < y.end {
            a.next();
        } else {
            b.next();
        }
    }
    shared
}
