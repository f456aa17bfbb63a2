//! The measures against reference values: of published examples (Krippendorff 1995) and of other
//! programs (krippendorff, scikit-learn, nltk, statsmodels), see tests/data/agreement.json.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::coefficients::{Scale, Table, Value};
use super::matching::FoundBy;
use super::units::{Coding, Numbers, Unit};
use super::{characters, unitizing};

#[derive(Deserialize)]
struct Golden {
    spans: Vec<Spans>,
    values: Vec<Values>,
    sets: Vec<Sets>,
}

type Pairs<T> = BTreeMap<String, T>;

#[derive(Deserialize)]
struct Spans {
    name: String,
    length: usize,
    names: Vec<String>,
    annotators: Vec<Vec<(usize, usize, String)>>,
    pairs: Pairs<BTreeMap<String, Option<f64>>>,
    nominal: Coefficients,
    binary: Coefficients,
    alpha_u: Option<f64>,
    u: Option<f64>,
    binary_u: Option<f64>,
    cu: Option<f64>,
}

#[derive(Deserialize)]
struct Coefficients {
    observed: Pairs<Option<f64>>,
    kappa: Pairs<Option<f64>>,
    alpha: Option<f64>,
    fleiss: Option<f64>,
}

#[derive(Deserialize)]
struct Values {
    name: String,
    order: Option<Vec<String>>,
    names: Vec<String>,
    rows: Vec<Vec<Option<String>>>,
    #[serde(flatten)]
    figures: Coefficients,
    ordinal: Option<f64>,
    linear: Pairs<Option<f64>>,
    quadratic: Pairs<Option<f64>>,
}

#[derive(Deserialize)]
struct Sets {
    name: String,
    rows: Vec<Vec<Vec<String>>>,
    jaccard: Option<f64>,
}

fn golden() -> Golden {
    serde_json::from_str(include_str!("../../tests/data/agreement.json")).unwrap()
}

#[track_caller]
fn same(what: &str, got: Option<f64>, wanted: Option<f64>) {
    let close = match (got, wanted) {
        (Some(got), Some(wanted)) => (got - wanted).abs() < 1e-6,
        (None, None) => true,
        _ => false,
    };
    assert!(close, "{what}: {got:?}, not {wanted:?}");
}

/// The names of a pair, and their places.
fn places(names: &[String], pair: &str) -> [usize; 2] {
    let mut places = pair
        .split(' ')
        .map(|name| names.iter().position(|n| n == name).unwrap());
    [places.next().unwrap(), places.next().unwrap()]
}

fn check(what: &str, names: &[String], table: &Table, wanted: &Coefficients) {
    for (pair, observed) in &wanted.observed {
        let [a, b] = places(names, pair);
        same(
            &format!("{what} {pair} observed"),
            table.observed(a, b),
            *observed,
        );
        same(
            &format!("{what} {pair} kappa"),
            table.cohen(a, b),
            wanted.kappa[pair],
        );
    }
    same(
        &format!("{what} alpha"),
        table.alpha(Scale::Nominal),
        wanted.alpha,
    );
    same(&format!("{what} fleiss"), table.fleiss(), wanted.fleiss);
}

#[test]
fn measures_of_marked_text_are_those_of_others() {
    let cases = golden().spans;
    assert_eq!(cases.len(), 18);
    for case in cases {
        let mut labels = Numbers::default();
        let annotators = case.annotators.iter().map(|units| {
            let unit = |(start, end, label): &(usize, usize, String)| {
                Unit::new(
                    std::iter::once(*start..*end).collect(),
                    labels.of(label.clone()),
                )
            };
            Some(units.iter().map(unit).collect::<Vec<_>>())
        });
        let codings = [Coding {
            length: case.length,
            annotators: annotators.collect(),
        }];
        let name = &case.name;
        check(
            name,
            &case.names,
            &characters::by_label(&codings),
            &case.nominal,
        );
        check(
            name,
            &case.names,
            &characters::covered(&codings),
            &case.binary,
        );
        for (pair, wanted) in &case.pairs {
            let units =
                places(&case.names, pair).map(|at| codings[0].annotators[at].as_ref().unwrap());
            let found = FoundBy::of(units[0], units[1]);
            for (of, found) in [
                ("exact_f1", found.exact[0]),
                ("exact_label_f1", found.exact[1]),
                ("iou50_f1", found.half[0]),
                ("iou50_label_f1", found.half[1]),
                ("overlap_f1", found.any[0]),
                ("overlap_label_f1", found.any[1]),
                ("char_f1", found.characters),
            ] {
                same(&format!("{name} {pair} {of}"), found.f1(), wanted[of]);
            }
        }
        let family = unitizing::family(&codings);
        same(&format!("{name} u-alpha"), family.u, case.u);
        same(&format!("{name} |u-alpha"), family.binary, case.binary_u);
        same(&format!("{name} cu-alpha"), family.cu, case.cu);
        same(
            &format!("{name} alpha_U"),
            unitizing::alpha_u(&codings),
            case.alpha_u,
        );
    }
}

#[test]
fn measures_of_values_are_those_of_others() {
    let golden = golden();
    assert_eq!((golden.values.len(), golden.sets.len()), (4, 2));
    for case in golden.values {
        let mut numbers = Numbers::default();
        for value in case.order.iter().flatten() {
            numbers.of(value.clone());
        }
        let mut table = Table::default();
        for unit in 0..case.rows[0].len() {
            let values = case
                .rows
                .iter()
                .map(|row| row[unit].clone().map(|v| numbers.of(v)));
            table.add(values.collect(), 1);
        }
        check(&case.name, &case.names, &table, &case.figures);
        if case.order.is_some() {
            same(&case.name, table.alpha(Scale::Ordinal), case.ordinal);
        }
        let away = |power: i32| move |x: Value, y: Value| f64::from(x.abs_diff(y)).powi(power);
        for (pair, wanted) in &case.linear {
            let [a, b] = places(&case.names, pair);
            same(&case.name, table.weighted(a, b, away(1)), *wanted);
            same(
                &case.name,
                table.weighted(a, b, away(2)),
                case.quadratic[pair],
            );
        }
    }
    for case in golden.sets {
        let (mut topics, mut sets) = (Numbers::default(), Numbers::default());
        let mut table = Table::default();
        for unit in 0..case.rows[0].len() {
            let values = case.rows.iter().map(|row| {
                let mut set: Vec<Value> = row[unit].iter().map(|t| topics.of(t.clone())).collect();
                set.sort_unstable();
                Some(sets.of(set))
            });
            table.add(values.collect(), 1);
        }
        let sets = sets.into_list();
        same(&case.name, table.alpha(Scale::Sets(&sets)), case.jaccard);
    }
}
