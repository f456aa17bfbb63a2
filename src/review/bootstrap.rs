//! How sure a figure is: articles are drawn again and again, with repetition, as many as there are,
//! and the middle 95 percent of the figures are what it may be (percentile bootstrap, Efron 1979).
//!
//! The drawing begins from a fixed seed: the same codings give the same interval.

use serde::Serialize;

use super::coefficients::{Value, number, share};

/// From where to where, over so many drawings.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
    pub drawings: usize,
}

const SEED: u64 = 20_261_124;
const DRAWINGS: usize = 1000;

/// Comparisons of sets are limited to so many in all drawings, down to [`FEWEST`].
const WORK: usize = 100_000_000;
const FEWEST: usize = 200;

/// Whether an interval over so many different sets is found in a time that one waits for.
pub(super) fn fits(sets: usize) -> bool {
    sets * sets * FEWEST <= 4 * WORK
}

/// The middle 95 percent of a figure of articles that are drawn. `None` where fewer than two articles
/// are there, or most drawings give nothing that is defined.
fn interval(
    articles: usize,
    drawings: usize,
    figure: impl Fn(&[usize]) -> Option<f64> + Sync,
) -> Option<Interval> {
    if articles < 2 {
        return None;
    }
    let mut random = fastrand::Rng::with_seed(SEED);
    let draws: Vec<Vec<usize>> = (0..drawings)
        .map(|_| (0..articles).map(|_| random.usize(..articles)).collect())
        .collect();
    let half = draws.len().div_ceil(2);
    let (first, second) = draws.split_at(half);
    let all = |draws: &[Vec<usize>]| -> Vec<f64> {
        draws.iter().filter_map(|draw| figure(draw)).collect()
    };
    let mut figures = std::thread::scope(|scope| {
        let other = scope.spawn(|| all(second));
        let mut figures = all(first);
        figures.extend(other.join().unwrap_or_default());
        figures
    });
    figures.sort_unstable_by(f64::total_cmp);
    if figures.len() * 2 < drawings {
        return None;
    }
    // 2.5 and 97.5 of a hundred.
    let at = |thousandths: usize| {
        figures
            .get((figures.len() - 1) * thousandths / 1000)
            .copied()
    };
    Some(Interval {
        low: at(25)?,
        high: at(975)?,
        drawings: figures.len(),
    })
}

/// Of F1: for each article how many were matched, of how many.
pub(super) fn of_f1(articles: &[(usize, usize)]) -> Option<Interval> {
    interval(articles.len(), DRAWINGS, |draw| {
        let (mut matched, mut of) = (0, 0);
        for (m, o) in draw.iter().filter_map(|&at| articles.get(at)) {
            matched += m;
            of += o;
        }
        share(2.0 * number(matched as u64), number(of as u64))
    })
}

/// The values that were given to the passages of an article, and which of them met.
#[derive(Clone, Debug, Default)]
pub(super) struct Given {
    /// Of passages with two values, which is all where two annotators are compared.
    pairs: Vec<(Value, Value)>,
    /// Of passages with more.
    values: Vec<Value>,
    /// Two of these on one passage, and the weight of their meeting: of m values `1 / (m - 1)`.
    met: Vec<(Value, Value, f64)>,
}

impl Given {
    /// Of passages with what each annotator gave. Those with fewer than two values do not count.
    pub(super) fn of(passages: impl Iterator<Item = Vec<Option<Value>>>) -> Self {
        let mut given = Self::default();
        for passage in passages {
            let values: Vec<Value> = passage.into_iter().flatten().collect();
            match values.as_slice() {
                [] | [_] => {}
                &[x, y] => given.pairs.push((x, y)),
                more => {
                    let weight = 1.0 / number(more.len() as u64 - 1);
                    for (at, &x) in more.iter().enumerate() {
                        let others = more.iter().skip(at + 1);
                        given.met.extend(others.map(|&y| (x, y, weight)));
                    }
                    given.values.extend(more);
                }
            }
        }
        given
    }
}

/// Of alpha: for each article what was given. The distances of sets are one that does not depend on
/// how often values are given; `None` for the ordinal one, which does.
pub(super) fn of_alpha(articles: &[Given], values: usize, scale: Drawn<'_>) -> Option<Interval> {
    let drawings = match scale {
        Drawn::Sets(_) => (WORK / (values * values).max(1)).clamp(FEWEST, DRAWINGS),
        _ => DRAWINGS,
    };
    interval(articles.len(), drawings, |draw| {
        let mut totals = vec![0.0; values];
        let mut met = Vec::new();
        let mut differ = 0.0;
        if let Drawn::Ordinal = scale {
            met = vec![0.0; values * values];
        }
        let mut count = |value: Value| {
            if let Some(total) = totals.get_mut(value as usize) {
                *total += 1.0;
            }
        };
        let mut add = |x: Value, y: Value, weight: f64| {
            let (x, y) = (x as usize, y as usize);
            match scale {
                Drawn::Nominal => differ += if x == y { 0.0 } else { weight },
                Drawn::Sets(apart) => differ += weight * apart.get(x * values + y).copied()?,
                Drawn::Ordinal => *met.get_mut(x * values + y)? += weight,
            }
            Some(())
        };
        for given in draw.iter().filter_map(|&at| articles.get(at)) {
            for &(x, y) in &given.pairs {
                count(x);
                count(y);
                add(x, y, 1.0)?;
            }
            for &value in &given.values {
                count(value);
            }
            for &(x, y, weight) in &given.met {
                add(x, y, weight)?;
            }
        }
        let n: f64 = totals.iter().sum();
        let expected = match scale {
            Drawn::Nominal => (n * n - totals.iter().map(|t| t * t).sum::<f64>()) / 2.0,
            Drawn::Sets(apart) => of_pairs(&totals, apart),
            Drawn::Ordinal => {
                let apart = ordinal(&totals);
                differ = met.iter().zip(&apart).map(|(m, d)| m * d).sum();
                of_pairs(&totals, &apart)
            }
        };
        Some(1.0 - share((n - 1.0) * differ, expected)?)
    })
}

/// A scale ready for drawing: distances of all values from all others, row by row.
#[derive(Clone, Copy)]
pub(super) enum Drawn<'a> {
    Nominal,
    Ordinal,
    Sets(&'a [f64]),
}

/// `n m d` over each pair of values once.
fn of_pairs(totals: &[f64], apart: &[f64]) -> f64 {
    let rows = totals.iter().zip(apart.chunks(totals.len().max(1)));
    let twice: f64 = rows
        .filter(|(n, _)| **n > 0.0)
        .map(|(n, row)| n * row.iter().zip(totals).map(|(d, m)| d * m).sum::<f64>())
        .sum();
    twice / 2.0
}

fn ordinal(totals: &[f64]) -> Vec<f64> {
    let mut before = 0.0;
    let middles: Vec<f64> = (totals.iter())
        .map(|n| {
            before += n;
            before - n / 2.0
        })
        .collect();
    let row = |x: &f64| {
        middles
            .iter()
            .map(move |y| (x - y).powi(2))
            .collect::<Vec<_>>()
    };
    middles.iter().flat_map(row).collect()
}
