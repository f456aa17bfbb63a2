//! How far annotators agree, in figures, each with what it counts and of how many.

mod counted;
mod measures;

use serde::Serialize;

use self::counted::Counted;
use self::measures::{measures, notes};
use super::attribute::{Attribute, Coded};
use super::bootstrap::Interval;
use super::coefficients::{Scale, share};
use super::prepare::{Asked, Prepared};
use super::units::Coding;
use super::{characters, unitizing};
use crate::model::{AnnotatorId, ArticleId, Project};

/// The figures of CONTRACT.md, and what they come from. `None` is not defined; `notes` say why.
#[derive(Clone, Debug, Serialize)]
pub struct Agreement {
    /// Their names.
    pub annotators: Vec<String>,
    pub label: &'static str,
    /// How many articles at least two of them coded.
    pub articles: usize,
    pub spans: Spans,
    pub characters: Characters,
    pub unitizing: Unitizing,
    pub attributes: Attributes,
    pub notes: Vec<String>,
    /// All measures, each with its name, its unit and n.
    pub measures: Vec<Measure>,
    pub pairs: Vec<PairAgreement>,
    pub by_article: Vec<ArticleAgreement>,
    pub by_label: Vec<LabelAgreement>,
}

/// Passages of two annotators that are the same. F1 is `2 matched / (n_a + n_b)`; of several pairs the
/// mean, and then `n_a` and `n_b` are those of all pairs together.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Spans {
    pub n_a: usize,
    pub n_b: usize,
    pub exact_f1: Option<f64>,
    pub exact_label_f1: Option<f64>,
    pub iou50_f1: Option<f64>,
    pub iou50_label_f1: Option<f64>,
    /// Of `iou50_f1`, for two annotators.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub iou50_f1_interval: Option<Interval>,
}

/// Code point by code point: the label that covers it, or none.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Characters {
    /// Code points of all articles.
    pub length: usize,
    /// Share of equal code points, and Cohen's kappa; of several pairs the means.
    pub observed: Option<f64>,
    pub cohen_kappa: Option<f64>,
    /// Krippendorff's alpha, nominal.
    pub alpha: Option<f64>,
}

/// The family of u-alpha (Krippendorff 2016).
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Unitizing {
    pub u_alpha: Option<f64>,
    pub binary_u_alpha: Option<f64>,
    pub cu_alpha: Option<f64>,
}

/// One thing that statements are tagged with, on passages that are the same (half of both shared, or more).
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct AttributeAgreement {
    /// Pairs in which both are coded.
    pub n: u64,
    /// Share of these that are equal.
    pub observed: Option<f64>,
    pub cohen_kappa: Option<f64>,
    /// Nominal; of stances ordinal, by their values on the scale, without those that have none; of
    /// topics by what the sets share.
    pub alpha: Option<f64>,
    /// Pairs that alpha counts.
    pub alpha_n: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alpha_interval: Option<Interval>,
}

#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Attributes {
    pub speaker: AttributeAgreement,
    pub stance: AttributeAgreement,
    pub topic: AttributeAgreement,
    pub form: AttributeAgreement,
}

impl Attributes {
    pub fn of(&self, attribute: Attribute) -> &AttributeAgreement {
        match attribute {
            Attribute::Speaker => &self.speaker,
            Attribute::Stance => &self.stance,
            Attribute::Topic => &self.topic,
            Attribute::Form => &self.form,
        }
    }

    fn from(mut of: impl FnMut(Attribute) -> AttributeAgreement) -> Self {
        Self {
            speaker: of(Attribute::Speaker),
            stance: of(Attribute::Stance),
            topic: of(Attribute::Topic),
            form: of(Attribute::Form),
        }
    }
}

/// A figure in a list of all.
#[derive(Clone, Debug, Serialize)]
pub struct Measure {
    pub name: &'static str,
    /// What n counts.
    pub unit: &'static str,
    pub n: u64,
    pub value: Option<f64>,
}

/// Two annotators.
#[derive(Clone, Debug, Serialize)]
pub struct PairAgreement {
    /// Their names.
    pub annotators: [String; 2],
    #[serde(skip)]
    pub ids: [AnnotatorId; 2],
    pub articles: usize,
    pub spans: Spans,
    pub attributes: Attributes,
}

/// One article, all pairs together.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleAgreement {
    pub id: ArticleId,
    pub title: String,
    /// The month in which it was last coded, `2026-11`; empty where nothing was marked.
    pub month: String,
    pub iou50_f1: Option<f64>,
    /// Of the passages that are the same, the shares with equal values.
    pub speaker: Option<f64>,
    pub stance: Option<f64>,
    pub topic: Option<f64>,
    /// Passages that are the same.
    pub n: usize,
}

/// One label, all pairs together.
#[derive(Clone, Debug, Serialize)]
pub struct LabelAgreement {
    /// Its name; empty is not coded.
    pub label: String,
    #[serde(skip)]
    pub coded: Option<Coded>,
    pub n: usize,
    /// Of passages that are the same and have that label.
    pub iou50_label_f1: Option<f64>,
}

/// Computes all of it. `go_on` is told how much is done, from 0 to 1, and says whether to go on;
/// `None` when it did not.
pub fn agreement(
    project: &Project,
    asked: &Asked,
    go_on: &mut dyn FnMut(f32) -> bool,
) -> Option<Agreement> {
    let prepared = Prepared::of(project, asked);
    let counted = Counted::of(project, &prepared, go_on)?;
    if !go_on(0.6) {
        return None;
    }
    let codings: Vec<Coding> = prepared
        .articles
        .iter()
        .map(|one| one.coding.clone())
        .collect();
    let pairs = counted.pairs(project, &prepared);
    let by_label = characters::by_label(&codings);
    let covered = characters::covered(&codings);
    let annotators = prepared.annotators.len();
    let length = codings.iter().map(|coding| coding.length).sum();
    let family = unitizing::family(&codings);
    if !go_on(0.8) {
        return None;
    }
    let characters = Characters {
        length,
        observed: of_pairs(annotators, |a, b| by_label.observed(a, b)),
        cohen_kappa: of_pairs(annotators, |a, b| by_label.cohen(a, b)),
        alpha: by_label.alpha(Scale::Nominal),
    };
    let spans = counted.spans(&pairs);
    let attributes = counted.attributes(&pairs);
    let mut agreement = Agreement {
        annotators: names(project, &prepared.annotators),
        label: asked.label.word(),
        articles: prepared.articles.len(),
        spans,
        characters,
        unitizing: Unitizing {
            u_alpha: family.u,
            binary_u_alpha: family.binary,
            cu_alpha: family.cu,
        },
        attributes,
        notes: Vec::new(),
        measures: Vec::new(),
        by_article: counted.by_article(&prepared),
        by_label: counted.by_label(project, &prepared),
        pairs,
    };
    agreement.measures = measures(&agreement, &counted, &codings, [&by_label, &covered]);
    agreement.notes = notes(asked, &agreement, &prepared, &codings);
    go_on(1.0).then_some(agreement)
}

fn mean(values: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let values: Vec<f64> = values.collect::<Option<_>>()?;
    let n = u32::try_from(values.len()).ok()?;
    share(values.iter().sum(), f64::from(n))
}

/// The mean of a figure over all pairs.
fn of_pairs(annotators: usize, of: impl Fn(usize, usize) -> Option<f64>) -> Option<f64> {
    let pairs = (0..annotators).flat_map(|a| (a + 1..annotators).map(move |b| (a, b)));
    mean(pairs.map(|(a, b)| of(a, b)))
}

fn name(project: &Project, id: &AnnotatorId) -> String {
    let annotator = project.annotators().get(id);
    annotator.map_or_else(|| id.to_string(), |annotator| annotator.name.clone())
}

fn names(project: &Project, ids: &[AnnotatorId]) -> Vec<String> {
    ids.iter().map(|id| name(project, id)).collect()
}
