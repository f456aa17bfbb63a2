//! Agreement on where units begin and end, for stretches of a text that is not cut into units before.
//!
//! Sources: Krippendorff, Mathet, Bouvry & Widlöcher (2016), "On the reliability of unitizing textual
//! continua", and Krippendorff, Content Analysis, 4th ed., 12.6, for the family of u-alpha;
//! Krippendorff (1995) for `alpha_U`. Several articles are one text, one after another. The fragments of
//! a split content are units of their own. Where units of one annotator overlap, the family of u-alpha
//! is not defined; where two of one label do, `alpha_U` is not.

use std::collections::BTreeMap;
use std::ops::Range;

use super::coefficients::{Value, number, share};
use super::units::Coding;

/// The family of u-alpha.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Family {
    /// By label, what is not covered being one more.
    pub u: Option<f64>,
    /// Covered or not.
    pub binary: Option<f64>,
    /// Labels where both cover.
    pub cu: Option<f64>,
}

/// Whether any annotator has two units on one code point.
pub(super) fn has_overlaps(codings: &[Coding]) -> bool {
    codings.iter().any(|coding| {
        coding.annotators.iter().flatten().any(|units| {
            let mut spans: Vec<&Range<usize>> = units.iter().flat_map(|u| &u.spans).collect();
            spans.sort_unstable_by_key(|span| span.start);
            overlap(&spans)
        })
    })
}

/// Of spans in order.
fn overlap(spans: &[&Range<usize>]) -> bool {
    let mut pairs = spans.iter().zip(spans.iter().skip(1));
    pairs.any(|(first, second)| first.end > second.start)
}

pub(super) fn family(codings: &[Coding]) -> Family {
    if has_overlaps(codings) {
        return Family::default();
    }
    Family {
        u: u_alpha(codings, Some, true),
        binary: u_alpha(codings, |_| Some(0), true),
        cu: u_alpha(codings, Some, false),
    }
}

/// A section of an annotator's text: a unit with its value, or a gap.
type Section = (Range<usize>, Option<Value>);

fn sections(
    coding: &Coding,
    annotator: usize,
    value: impl Fn(Value) -> Option<Value>,
) -> Option<Vec<Section>> {
    let units = coding.annotators.get(annotator)?.as_ref()?;
    let mut spans: Vec<Section> = (units.iter())
        .flat_map(|unit| {
            unit.spans
                .iter()
                .map(|span| (span.clone(), value(unit.label)))
        })
        .collect();
    spans.sort_unstable_by_key(|(span, _)| span.start);
    let mut all = Vec::with_capacity(spans.len() * 2 + 1);
    let mut from = 0;
    for (span, value) in spans {
        if span.start > from {
            all.push((from..span.start, None));
        }
        from = span.end;
        all.push((span, value));
    }
    if coding.length > from {
        all.push((from..coding.length, None));
    }
    Some(all)
}

/// `1 - observed / expected` over lengths of text on which two values meet; without gaps only
/// where both have a unit.
fn u_alpha(
    codings: &[Coding],
    value: impl Fn(Value) -> Option<Value> + Copy,
    with_gaps: bool,
) -> Option<f64> {
    let mut met: BTreeMap<(Option<Value>, Option<Value>), f64> = BTreeMap::new();
    // What a unit would meet of itself.
    let mut own = 0.0;
    for coding in codings {
        let all: Vec<Vec<Section>> = (0..coding.annotators.len())
            .filter_map(|annotator| sections(coding, annotator, value))
            .collect();
        if all.len() < 2 {
            continue;
        }
        let others = number(all.len() as u64 - 1);
        for (at, mine) in all.iter().enumerate() {
            let mut shared = vec![0.0; mine.len()];
            for theirs in all
                .iter()
                .enumerate()
                .filter(|(b, _)| *b != at)
                .map(|(_, s)| s)
            {
                meet(mine, theirs, |place, x, y, length| {
                    if with_gaps || (x.is_some() && y.is_some()) {
                        *met.entry((x, y)).or_default() += length / others;
                        if let Some(sum) = shared.get_mut(place) {
                            *sum += length / others;
                        }
                    }
                });
            }
            own += (mine.iter().zip(&shared))
                .map(|((span, value), &shared): (&Section, &f64)| {
                    let length = number(span.len() as u64);
                    match (value, with_gaps) {
                        (None, true) => length,
                        (Some(_), true) => length * length,
                        (_, false) => shared * shared,
                    }
                })
                .sum::<f64>();
        }
    }
    let all: f64 = met.values().sum();
    let mut totals: BTreeMap<Option<Value>, f64> = BTreeMap::new();
    for (&(x, _), length) in &met {
        *totals.entry(x).or_default() += length;
    }
    let differ: f64 = (met.iter())
        .filter(|((x, y), _)| x != y)
        .map(|(_, l)| l)
        .sum();
    let could: f64 = all * all - totals.values().map(|l| l * l).sum::<f64>();
    let room = all - share(own, all)?;
    let expected = share(could, room)?;
    Some(1.0 - share(differ, expected)?)
}

/// All stretches on which a section of the one meets a section of the other.
fn meet(
    a: &[Section],
    b: &[Section],
    mut met: impl FnMut(usize, Option<Value>, Option<Value>, f64),
) {
    let (mut i, mut j) = (0, 0);
    while let (Some((x, value)), Some((y, other))) = (a.get(i), b.get(j)) {
        let shared = x.end.min(y.end).saturating_sub(x.start.max(y.start));
        if shared > 0 {
            met(i, *value, *other, number(shared as u64));
        }
        if x.end < y.end {
            i += 1;
        } else {
            j += 1;
        }
    }
}

/// `alpha_U` of 1995: over all labels, of observed and expected differences between sections. Only of
/// annotators who coded all of these articles.
pub(super) fn alpha_u(codings: &[Coding]) -> Option<f64> {
    let annotators = codings.first()?.annotators.len();
    let length: usize = codings.iter().map(|coding| coding.length).sum();
    let mut labels: Vec<Value> = (codings.iter())
        .flat_map(|coding| coding.annotators.iter().flatten().flatten())
        .map(|unit| unit.label)
        .collect();
    labels.sort_unstable();
    labels.dedup();
    let (mut observed, mut expected) = (0.0, 0.0);
    for &label in &labels {
        let all: Vec<Vec<Section>> = (0..annotators)
            .map(|annotator| one_after_another(codings, annotator, label))
            .collect::<Option<_>>()?;
        observed += observed_difference(&all, length);
        expected += expected_difference(&all, length)?;
    }
    // Their means: the number of labels cancels.
    Some(1.0 - share(observed, expected)?)
}

/// The sections of one label in all articles; gaps that touch are one. `None` where units overlap.
fn one_after_another(codings: &[Coding], annotator: usize, label: Value) -> Option<Vec<Section>> {
    let mut all: Vec<Section> = Vec::new();
    let mut from = 0;
    for coding in codings {
        let units = coding.annotators.get(annotator)?.as_ref()?;
        let mut spans: Vec<Range<usize>> = (units.iter())
            .filter(|unit| unit.label == label)
            .flat_map(|unit| unit.spans.iter().map(|s| s.start + from..s.end + from))
            .collect();
        spans.sort_unstable_by_key(|span| span.start);
        if overlap(&spans.iter().collect::<Vec<_>>()) {
            return None;
        }
        for span in spans {
            gap(&mut all, span.start);
            all.push((span, Some(label)));
        }
        from += coding.length;
    }
    gap(&mut all, from);
    Some(all)
}

fn gap(all: &mut Vec<Section>, until: usize) {
    let from = all.last().map_or(0, |(span, _)| span.end);
    if until > from {
        all.push((from..until, None));
    }
}

fn observed_difference(all: &[Vec<Section>], length: usize) -> f64 {
    let mut sum = 0.0;
    for (at, mine) in all.iter().enumerate() {
        for theirs in all.get(at + 1..).unwrap_or_default() {
            let (mut i, mut j) = (0, 0);
            while let (Some((x, value)), Some((y, other))) = (mine.get(i), theirs.get(j)) {
                if x.start < y.end && y.start < x.end {
                    sum += difference(x, value.is_some(), y, other.is_some());
                }
                if x.end < y.end {
                    i += 1;
                } else {
                    j += 1;
                }
            }
        }
    }
    let (annotators, length) = (number(all.len() as u64), number(length as u64));
    share(2.0 * sum, annotators * (annotators - 1.0) * length * length).unwrap_or_default()
}

fn difference(x: &Range<usize>, is_unit: bool, y: &Range<usize>, other_is_unit: bool) -> f64 {
    let square = |n: usize| number(n as u64).powi(2);
    let within = |inner: &Range<usize>, outer: &Range<usize>| {
        outer.start <= inner.start && inner.end <= outer.end
    };
    match (is_unit, other_is_unit) {
        (true, true) => square(x.start.abs_diff(y.start)) + square(x.end.abs_diff(y.end)),
        (true, false) if within(x, y) => square(x.len()),
        (false, true) if within(y, x) => square(y.len()),
        _ => 0.0,
    }
}

fn expected_difference(all: &[Vec<Section>], length: usize) -> Option<f64> {
    let of = |unit: bool| {
        let sections = all
            .iter()
            .flatten()
            .filter(move |(_, v)| v.is_some() == unit);
        let mut lengths: Vec<usize> = sections.map(|(span, _)| span.len()).collect();
        lengths.sort_unstable();
        lengths
    };
    let (units, gaps) = (of(true), of(false));
    // For gaps from one on: how many, and their lengths together.
    let mut sums = vec![0.0; gaps.len() + 1];
    for (at, &gap) in gaps.iter().enumerate().rev() {
        let after = sums.get(at + 1).copied().unwrap_or_default();
        if let Some(sum) = sums.get_mut(at) {
            *sum = after + number(gap as u64);
        }
    }
    let n = number(units.len() as u64);
    let sum: f64 = (units.iter())
        .map(|&unit| {
            let l = number(unit as u64);
            let first = gaps.partition_point(|&gap| gap < unit);
            let longer = number((gaps.len() - first) as u64);
            let together = sums.get(first).copied().unwrap_or_default();
            let fits = together - longer * (l - 1.0);
            (n - 1.0) / 3.0 * (2.0 * l.powi(3) - 3.0 * l * l + l) + l * l * fits
        })
        .sum();
    let all_length = number(all.len() as u64) * number(length as u64);
    let own: f64 = (units.iter())
        .map(|&l| number(l as u64) * (number(l as u64) - 1.0))
        .sum();
    let pairs = all_length * (all_length - 1.0) - own;
    share(2.0 / number(length as u64) * sum, pairs)
}
