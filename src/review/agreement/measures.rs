//! All measures in a list, and what is to be said of them.

use std::fmt;

use super::counted::Counted;
use super::{Agreement, Measure, Unitizing, of_pairs};
use crate::review::attribute::Attribute;
use crate::review::coefficients::{Scale, Table};
use crate::review::matching::FoundBy;
use crate::review::prepare::{Asked, Prepared};
use crate::review::units::Coding;
use crate::review::{LEAST, unitizing};

pub(super) fn measures(
    agreement: &Agreement,
    counted: &Counted,
    codings: &[Coding],
    [by_label, covered]: [&Table; 2],
) -> Vec<Measure> {
    let annotators = agreement.annotators.len();
    let mut all = Vec::new();
    let mut put = |name, unit, n: u64, value| {
        all.push(Measure {
            name,
            unit,
            n,
            value,
        });
    };
    let mut found = FoundBy::default();
    for case in &counted.cases {
        found += case.found;
    }
    let units = (agreement.spans.n_a + agreement.spans.n_b) as u64;
    let passages = "passages of both";
    put("Exact borders, F1", passages, units, found.exact[0].f1());
    put(
        "Exact borders and label, F1",
        passages,
        units,
        found.exact[1].f1(),
    );
    put(
        "Half shared (IoU ≥ .5), F1",
        passages,
        units,
        found.half[0].f1(),
    );
    put(
        "Half shared and label, F1",
        passages,
        units,
        found.half[1].f1(),
    );
    put("Any overlap, F1", passages, units, found.any[0].f1());
    put(
        "Any overlap and label, F1",
        passages,
        units,
        found.any[1].f1(),
    );
    let length = agreement.characters.length as u64;
    let marked = found.characters.of as u64;
    put(
        "Marked characters, F1",
        "marked characters of both",
        marked,
        found.characters.f1(),
    );
    let characters = "characters";
    for (table, names) in [(by_label, LABELLED), (covered, COVERED)] {
        let [observed, cohen, fleiss, alpha] = names;
        put(
            observed,
            characters,
            length,
            of_pairs(annotators, |a, b| table.observed(a, b)),
        );
        put(
            cohen,
            characters,
            length,
            of_pairs(annotators, |a, b| table.cohen(a, b)),
        );
        put(fleiss, characters, length, table.fleiss());
        put(alpha, characters, length, table.alpha(Scale::Nominal));
    }
    put("u-alpha", characters, length, agreement.unitizing.u_alpha);
    put(
        "|u-alpha (marked or not)",
        characters,
        length,
        agreement.unitizing.binary_u_alpha,
    );
    put(
        "cu-alpha (labels where both marked)",
        characters,
        length,
        agreement.unitizing.cu_alpha,
    );
    put(
        "alpha_U (1995)",
        characters,
        length,
        unitizing::alpha_u(codings),
    );
    let pairs = "same passages";
    let stances = counted.on_scale(Attribute::Stance, |_| true);
    let away =
        |power: i32| stances.weighted(0, 1, move |x, y| f64::from(x.abs_diff(y)).powi(power));
    let n = stances.units(0, 1);
    put("Stance, Cohen’s kappa, linear weights", pairs, n, away(1));
    put(
        "Stance, Cohen’s kappa, quadratic weights",
        pairs,
        n,
        away(2),
    );
    for (attribute, [observed, kappa, alpha]) in Attribute::ALL.into_iter().zip(ATTRIBUTES) {
        let figures = agreement.attributes.of(attribute);
        put(observed, pairs, figures.n, figures.observed);
        put(kappa, pairs, figures.n, figures.cohen_kappa);
        put(alpha, pairs, figures.alpha_n, figures.alpha);
    }
    all
}

const LABELLED: [&str; 4] = [
    "Labels, raw agreement",
    "Labels, Cohen’s kappa",
    "Labels, Fleiss’ kappa",
    "Labels, Krippendorff’s alpha",
];
const COVERED: [&str; 4] = [
    "Marked or not, raw agreement",
    "Marked or not, Cohen’s kappa",
    "Marked or not, Fleiss’ kappa",
    "Marked or not, Krippendorff’s alpha",
];
const ATTRIBUTES: [[&str; 3]; 4] = [
    [
        "Speaker, raw agreement",
        "Speaker, Cohen’s kappa",
        "Speaker, Krippendorff’s alpha (nominal)",
    ],
    [
        "Stance, raw agreement",
        "Stance, Cohen’s kappa",
        "Stance, Krippendorff’s alpha (ordinal)",
    ],
    [
        "Topic, raw agreement",
        "Topic, Cohen’s kappa",
        "Topic, Krippendorff’s alpha (sets, Jaccard)",
    ],
    [
        "Form, raw agreement",
        "Form, Cohen’s kappa",
        "Form, Krippendorff’s alpha (nominal)",
    ],
];

/// What is not defined and why, and what one should know before one believes a figure.
pub(super) fn notes(
    asked: &Asked,
    agreement: &Agreement,
    prepared: &Prepared<'_>,
    codings: &[Coding],
) -> Vec<String> {
    let mut notes = Vec::new();
    let mut note = |words: fmt::Arguments<'_>| notes.push(words.to_string());
    if agreement.articles == 0 && !asked.all_articles {
        note(format_args!(
            "no article is marked done by two of them; --all-articles takes them all"
        ));
    } else if agreement.annotators.len() < 2 {
        note(format_args!(
            "fewer than two annotators: there is nothing to compare"
        ));
    }
    if agreement.annotators.len() > 2 {
        note(format_args!(
            "F1, raw agreement and kappa are means over pairs of annotators; alpha is over all"
        ));
    }
    let has_units = agreement.spans.n_a + agreement.spans.n_b > 0;
    if agreement.articles > 0 && !has_units {
        note(format_args!(
            "spans: nobody marked anything, so F1 is not defined"
        ));
    }
    if agreement.articles > 0 && agreement.characters.alpha.is_none() {
        note(format_args!(
            "characters: all have one value, so what chance would give is not defined"
        ));
    }
    if unitizing::has_overlaps(codings) {
        note(format_args!(
            "unitizing: statements of one annotator overlap, for which it is not defined"
        ));
    } else if has_units {
        let Unitizing {
            u_alpha, cu_alpha, ..
        } = agreement.unitizing;
        if u_alpha.is_none() {
            note(format_args!(
                "u_alpha: all has one value, so it is not defined"
            ));
        }
        if cu_alpha.is_none() {
            note(format_args!(
                "cu_alpha: one label or none stands where both marked, so it is not defined"
            ));
        }
    }
    for attribute in Attribute::ALL {
        let figures = agreement.attributes.of(attribute);
        let word = attribute.word();
        if figures.n == 0 && agreement.articles > 0 {
            note(format_args!(
                "{word}: no passage that both marked and coded"
            ));
        } else if figures.alpha.is_none() && figures.n > 0 {
            note(format_args!(
                "{word}: all that were compared have one value, so alpha is not defined"
            ));
        }
        if figures.alpha_n > 0 && figures.alpha_n < LEAST {
            note(format_args!(
                "{word}: fewer than {LEAST} pairs, too few to say much"
            ));
        }
        if figures.alpha_n < figures.n {
            note(format_args!(
                "{word}: {} of {} pairs have a value off the scale, which alpha leaves out",
                figures.n - figures.alpha_n,
                figures.n
            ));
        }
    }
    if prepared.detached > 0 {
        note(format_args!(
            "{} statements are left out: their quotes are not where they were",
            prepared.detached
        ));
    }
    notes
}
