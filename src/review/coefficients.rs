//! Chance-corrected agreement on units that annotators gave values to.
//!
//! Sources: Cohen (1960), Scott (1955), Fleiss (1971), Cohen (1968) for weights, Krippendorff (2011,
//! "Computing Krippendorff's Alpha-Reliability"). What is 0/0 is not defined, which is `None`.

use std::collections::BTreeMap;

/// A value: categories are counted from 0; for ordinal scales in their order.
pub(super) type Value = u32;

/// How often annotators gave which values to a unit. `None` is a unit that one gave no value to.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    rows: BTreeMap<Vec<Option<Value>>, u64>,
}

/// How far two values are apart.
#[derive(Clone, Copy, Debug)]
pub(super) enum Scale<'a> {
    /// Equal or not.
    Nominal,
    /// The more is between them, the further (Krippendorff's ordinal metric).
    Ordinal,
    /// Values are sets, by their number: 1 less what they share of what they have together (Jaccard).
    Sets(&'a [Vec<Value>]),
}

impl Table {
    pub(super) fn add(&mut self, values: Vec<Option<Value>>, units: u64) {
        if units > 0 {
            *self.rows.entry(values).or_default() += units;
        }
    }

    /// Units that both gave a value to, by these values.
    fn of_pair(&self, a: usize, b: usize) -> BTreeMap<(Value, Value), f64> {
        let mut counts = BTreeMap::new();
        for (values, &units) in &self.rows {
            let value = |of: usize| values.get(of).copied().flatten();
            if let (Some(x), Some(y)) = (value(a), value(b)) {
                *counts.entry((x, y)).or_insert(0.0) += number(units);
            }
        }
        counts
    }

    /// Units that both gave a value to.
    pub(super) fn units(&self, a: usize, b: usize) -> u64 {
        let both = |values: &[Option<Value>]| {
            [a, b]
                .iter()
                .all(|&of| values.get(of).is_some_and(Option::is_some))
        };
        let rows = self.rows.iter().filter(|(values, _)| both(values));
        rows.map(|(_, units)| units).sum()
    }

    /// The share of such units on which they are equal.
    pub(super) fn observed(&self, a: usize, b: usize) -> Option<f64> {
        let counts = self.of_pair(a, b);
        let equal = counts.iter().filter(|((x, y), _)| x == y);
        share(equal.map(|(_, n)| n).sum(), counts.values().sum())
    }

    /// Cohen's kappa: what is expected comes from what each of the two gave.
    pub(super) fn cohen(&self, a: usize, b: usize) -> Option<f64> {
        self.weighted(a, b, |x, y| if x == y { 0.0 } else { 1.0 })
    }

    /// Cohen's kappa with weights: how far two values are apart in the order of the categories.
    pub(super) fn weighted(
        &self,
        a: usize,
        b: usize,
        distance: impl Fn(Value, Value) -> f64,
    ) -> Option<f64> {
        let counts = self.of_pair(a, b);
        let n: f64 = counts.values().sum();
        let (mut first, mut second) = (BTreeMap::new(), BTreeMap::new());
        let mut observed = 0.0;
        for (&(x, y), &units) in &counts {
            *first.entry(x).or_insert(0.0) += units;
            *second.entry(y).or_insert(0.0) += units;
            observed += units * distance(x, y);
        }
        let expected: f64 = first
            .iter()
            .flat_map(|(&x, &p)| second.iter().map(move |(&y, &q)| (x, y, p * q)))
            .map(|(x, y, product)| product * distance(x, y))
            .sum();
        Some(1.0 - share(observed, expected / n)?)
    }

    /// Scott's pi for two annotators, Fleiss' kappa for more: what is expected comes from all of them
    /// together. Only where all gave a value to each unit.
    pub(super) fn fleiss(&self) -> Option<f64> {
        let (mut totals, mut equal, mut n, mut raters) = (BTreeMap::new(), 0.0, 0.0, None);
        for (values, &units) in &self.rows {
            let given: Vec<Value> = values.iter().copied().collect::<Option<_>>()?;
            let m = number(given.len() as u64);
            raters.get_or_insert(m);
            let units = number(units);
            n += units;
            for (value, times) in times(&given) {
                *totals.entry(value).or_insert(0.0) += times * units;
                equal += units * times * (times - 1.0) / (m * (m - 1.0));
            }
        }
        let all = n * raters?;
        let expected: f64 = totals.values().map(|t: &f64| (t / all).powi(2)).sum();
        share(equal / n - expected, 1.0 - expected)
    }

    /// Krippendorff's alpha. Units with fewer than two values do not count.
    pub(super) fn alpha(&self, scale: Scale<'_>) -> Option<f64> {
        let mut met: BTreeMap<(Value, Value), f64> = BTreeMap::new();
        let mut totals: BTreeMap<Value, f64> = BTreeMap::new();
        for (values, &units) in &self.rows {
            let given: Vec<Value> = values.iter().copied().flatten().collect();
            if given.len() < 2 {
                continue;
            }
            let units = number(units);
            let others = number(given.len() as u64 - 1);
            let times = times(&given);
            for (&x, &i) in &times {
                *totals.entry(x).or_default() += units * i;
                for (&y, &j) in times.range(x + 1..) {
                    *met.entry((x, y)).or_default() += units * i * j / others;
                }
            }
        }
        let totals: Vec<(Value, f64)> = totals.into_iter().collect();
        // Each pair of values is met here once, and stands twice in the sums: that cancels.
        alpha_of(&totals, met.into_iter(), scale)
    }
}

/// Alpha from how often each value was given and how often two different ones met.
pub(super) fn alpha_of(
    totals: &[(Value, f64)],
    met: impl Iterator<Item = ((Value, Value), f64)>,
    scale: Scale<'_>,
) -> Option<f64> {
    let n: f64 = totals.iter().map(|(_, n)| n).sum();
    let apart = Apart::new(totals, scale);
    let observed: f64 = met.map(|((x, y), times)| times * apart.of(x, y)).sum();
    let expected = match scale {
        Scale::Nominal => (n * n - totals.iter().map(|(_, n)| n * n).sum::<f64>()) / 2.0,
        _ => pairs(totals)
            .map(|((x, n), (y, m))| n * m * apart.of(x, y))
            .sum(),
    };
    Some(1.0 - share((n - 1.0) * observed, expected)?)
}

fn pairs(totals: &[(Value, f64)]) -> impl Iterator<Item = ((Value, f64), (Value, f64))> {
    totals.iter().enumerate().flat_map(|(at, &first)| {
        let rest = totals.get(at + 1..).unwrap_or_default();
        rest.iter().map(move |&second| (first, second))
    })
}

/// Distances of a scale between values that were given so often.
struct Apart<'a> {
    scale: Scale<'a>,
    /// For ordinal scales: each value's middle in the row of all that was given.
    middles: BTreeMap<Value, f64>,
}

impl<'a> Apart<'a> {
    fn new(totals: &[(Value, f64)], scale: Scale<'a>) -> Self {
        let mut middles = BTreeMap::new();
        if let Scale::Ordinal = scale {
            let mut before = 0.0;
            for &(value, n) in totals {
                middles.insert(value, before + n / 2.0);
                before += n;
            }
        }
        Self { scale, middles }
    }

    fn of(&self, x: Value, y: Value) -> f64 {
        match self.scale {
            Scale::Nominal => f64::from(u8::from(x != y)),
            Scale::Ordinal => {
                let middle = |of| self.middles.get(&of).copied().unwrap_or_default();
                (middle(x) - middle(y)).powi(2)
            }
            Scale::Sets(sets) => {
                let set = |of: Value| sets.get(of as usize).map_or(&[][..], Vec::as_slice);
                jaccard_distance(set(x), set(y))
            }
        }
    }
}

/// Of two sets in order, without the same thing twice.
pub(super) fn jaccard_distance(a: &[Value], b: &[Value]) -> f64 {
    let shared = a
        .iter()
        .filter(|value| b.binary_search(value).is_ok())
        .count();
    let all = a.len() + b.len() - shared;
    1.0 - share(number(shared as u64), number(all as u64)).unwrap_or(1.0)
}

fn times(given: &[Value]) -> BTreeMap<Value, f64> {
    let mut times = BTreeMap::new();
    for &value in given {
        *times.entry(value).or_insert(0.0) += 1.0;
    }
    times
}

/// A part of a whole; `None` of nothing, also where only rounding is left of it.
pub(super) fn share(part: f64, whole: f64) -> Option<f64> {
    (whole.abs() > 1e-12).then(|| part / whole)
}

/// Counts are far below 2^53.
#[expect(clippy::cast_precision_loss, reason = "counts of what fits in memory")]
pub(super) fn number(count: u64) -> f64 {
    count as f64
}
