//! How far annotators agree, in figures, each with what it counts and of how many.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use super::attribute::{Attribute, Coded};
use super::bootstrap::{self, Drawn, Interval};
use super::coefficients::{Scale, Table, Value, jaccard_distance};
use super::matching::{FoundBy, Overlap, one_to_one, overlaps};
use super::prepare::{Asked, One, Prepared};
use super::units::{Coding, Numbers, Unit};
use super::{characters, unitizing};
use crate::model::{AnnotatorId, ArticleId, Project, Statement};

/// Fewer pairs than this say little.
const FEW: u64 = 10;

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

/// Passages of two annotators that are the same. F1 is 2 matched / (n_a + n_b); of several pairs the
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

/// One thing that statements are tagged with, on passages that are the same (IoU of at least a half).
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
    agreement.notes = notes(&agreement, &prepared, &codings);
    go_on(1.0).then_some(agreement)
}

/// What is counted of one article and one pair.
struct Case {
    article: usize,
    pair: [usize; 2],
    found: FoundBy,
    /// Passages that are the same, and how both tagged them.
    same: Vec<[Option<Value>; 8]>,
    /// For each label: units of both with it, and matched ones.
    labels: BTreeMap<Value, (usize, usize)>,
}

/// What is counted of all.
struct Counted {
    cases: Vec<Case>,
    /// What the values of each attribute are.
    values: [Vec<Coded>; 4],
    /// For the sets of topics, what they hold.
    sets: Vec<Vec<Value>>,
    /// For each stance its place on the scale.
    ranks: Vec<Option<Value>>,
    articles: usize,
}

impl Counted {
    fn of(
        project: &Project,
        prepared: &Prepared<'_>,
        go_on: &mut dyn FnMut(f32) -> bool,
    ) -> Option<Self> {
        let mut numbers: [Numbers<Coded>; 4] = Default::default();
        let mut cases = Vec::new();
        let annotators = prepared.annotators.len();
        for (at, one) in prepared.articles.iter().enumerate() {
            if at.is_multiple_of(64) && !go_on(0.6 * of(at, prepared.articles.len())) {
                return None;
            }
            let coded = one.coded(&mut numbers);
            for a in 0..annotators {
                for b in a + 1..annotators {
                    cases.extend(case(one, at, [a, b], &coded));
                }
            }
        }
        let values = numbers.map(Numbers::into_list);
        let [_, stances, topics, _] = &values;
        let mut topic_numbers = Numbers::default();
        let sets = topics.iter().map(|coded| match coded {
            Coded::Topics(ids) => {
                let mut set: Vec<Value> = ids.iter().map(|id| topic_numbers.of(id)).collect();
                set.sort_unstable();
                set
            }
            _ => Vec::new(),
        });
        let sets = sets.collect();
        Some(Self {
            sets,
            ranks: ranks(project, stances),
            values,
            cases,
            articles: prepared.articles.len(),
        })
    }

    /// How often values met, as both gave them.
    fn table(&self, attribute: Attribute, cases: impl Fn(&Case) -> bool) -> Table {
        let mut table = Table::default();
        for pair in self.met(attribute, &cases) {
            table.add(pair.to_vec(), 1);
        }
        table
    }

    fn met(
        &self,
        attribute: Attribute,
        cases: impl Fn(&Case) -> bool,
    ) -> impl Iterator<Item = [Option<Value>; 2]> {
        let place = attribute.place() * 2;
        let cases = self.cases.iter().filter(move |case| cases(case));
        cases.flat_map(move |case| {
            (case.same.iter()).filter_map(move |values| {
                let both = values.get(place..place + 2)?;
                <[Option<Value>; 2]>::try_from(both).ok()
            })
        })
    }

    /// The same with stances as places on the scale.
    fn on_scale(&self, attribute: Attribute, cases: impl Fn(&Case) -> bool) -> Table {
        let Attribute::Stance = attribute else {
            return self.table(attribute, cases);
        };
        let mut table = Table::default();
        for pair in self.met(attribute, cases) {
            table.add(pair.map(|value| self.rank(value)).to_vec(), 1);
        }
        table
    }

    fn rank(&self, stance: Option<Value>) -> Option<Value> {
        self.ranks.get(stance? as usize).copied().flatten()
    }

    fn scale(&self, attribute: Attribute) -> Scale<'_> {
        match attribute {
            Attribute::Stance => Scale::Ordinal,
            Attribute::Topic => Scale::Sets(&self.sets),
            Attribute::Speaker | Attribute::Form => Scale::Nominal,
        }
    }

    fn attribute(
        &self,
        attribute: Attribute,
        cases: impl Fn(&Case) -> bool + Copy,
    ) -> AttributeAgreement {
        let table = self.table(attribute, cases);
        let scaled = self.on_scale(attribute, cases);
        AttributeAgreement {
            n: table.units(0, 1),
            observed: table.observed(0, 1),
            cohen_kappa: table.cohen(0, 1),
            alpha: scaled.alpha(self.scale(attribute)),
            alpha_n: scaled.units(0, 1),
            alpha_interval: None,
        }
    }

    fn pairs(&self, project: &Project, prepared: &Prepared<'_>) -> Vec<PairAgreement> {
        let mut pairs: Vec<[usize; 2]> = self.cases.iter().map(|case| case.pair).collect();
        pairs.sort_unstable();
        pairs.dedup();
        let annotator = |at: usize| prepared.annotators.get(at).cloned();
        let agreement = |pair: [usize; 2]| {
            let is = |case: &Case| case.pair == pair;
            let ids = [annotator(pair[0])?, annotator(pair[1])?];
            let names = ids.each_ref().map(|id| name(project, id));
            let mut found = FoundBy::default();
            let (mut n_a, mut n_b, mut articles) = (0, 0, 0);
            for case in self.cases.iter().filter(|case| is(case)) {
                found += case.found;
                articles += 1;
                let coding = prepared.articles.get(case.article).map(|one| &one.coding)?;
                let n = |at: usize| coding.units(at).len();
                n_a += n(pair[0]);
                n_b += n(pair[1]);
            }
            Some(PairAgreement {
                annotators: names,
                ids,
                articles,
                spans: Spans {
                    n_a,
                    n_b,
                    exact_f1: found.exact[0].f1(),
                    exact_label_f1: found.exact[1].f1(),
                    iou50_f1: found.half[0].f1(),
                    iou50_label_f1: found.half[1].f1(),
                    iou50_f1_interval: None,
                },
                attributes: Attributes::from(|attribute| self.attribute(attribute, is)),
            })
        };
        pairs.into_iter().filter_map(agreement).collect()
    }

    fn spans(&self, pairs: &[PairAgreement]) -> Spans {
        let mean = |of: fn(&Spans) -> Option<f64>| mean(pairs.iter().map(|pair| of(&pair.spans)));
        let articles: Vec<(usize, usize)> = self.by_articles(|cases| {
            let half = cases.iter().map(|case| case.found.half[0]);
            half.fold((0, 0), |sum, found| {
                (sum.0 + found.matched, sum.1 + found.of)
            })
        });
        Spans {
            n_a: pairs.iter().map(|pair| pair.spans.n_a).sum(),
            n_b: pairs.iter().map(|pair| pair.spans.n_b).sum(),
            exact_f1: mean(|s| s.exact_f1),
            exact_label_f1: mean(|s| s.exact_label_f1),
            iou50_f1: mean(|s| s.iou50_f1),
            iou50_label_f1: mean(|s| s.iou50_label_f1),
            // Of several pairs the figure is a mean, and this would be of the sums.
            iou50_f1_interval: (pairs.len() == 1)
                .then(|| bootstrap::of_f1(&articles))
                .flatten(),
        }
    }

    fn by_articles<T>(&self, of: impl Fn(&[&Case]) -> T) -> Vec<T> {
        let mut articles: Vec<Vec<&Case>> = vec![Vec::new(); self.articles];
        for case in &self.cases {
            if let Some(cases) = articles.get_mut(case.article) {
                cases.push(case);
            }
        }
        articles.iter().map(|cases| of(cases)).collect()
    }

    fn attributes(&self, pairs: &[PairAgreement]) -> Attributes {
        Attributes::from(|attribute| {
            let kappa = mean(
                pairs
                    .iter()
                    .map(|pair| pair.attributes.of(attribute).cohen_kappa),
            );
            AttributeAgreement {
                cohen_kappa: kappa,
                alpha_interval: self.interval(attribute),
                ..self.attribute(attribute, |_| true)
            }
        })
    }

    fn interval(&self, attribute: Attribute) -> Option<Interval> {
        let place = attribute.place() * 2;
        let value = |values: &[Option<Value>; 8], at: usize| {
            let value = values.get(at).copied().flatten();
            if attribute == Attribute::Stance {
                self.rank(value)
            } else {
                value
            }
        };
        let articles: Vec<Vec<(Value, Value)>> = self.by_articles(|cases| {
            let same = cases.iter().flat_map(|case| &case.same);
            same.filter_map(|v| value(v, place).zip(value(v, place + 1)))
                .collect()
        });
        let values = match attribute {
            Attribute::Stance => self
                .ranks
                .iter()
                .flatten()
                .max()
                .map_or(0, |m| *m as usize + 1),
            _ => self.values.get(attribute.place()).map_or(0, Vec::len),
        };
        let apart: Vec<f64>;
        let drawn = match attribute {
            Attribute::Stance => Drawn::Ordinal,
            // All sets of one: they share nothing or are equal.
            Attribute::Topic if self.sets.iter().all(|set| set.len() == 1) => Drawn::Nominal,
            Attribute::Topic if bootstrap::fits(values) => {
                let row = |a: &Vec<Value>| {
                    let row = self.sets.iter().map(|b| jaccard_distance(a, b));
                    row.collect::<Vec<f64>>()
                };
                apart = self.sets.iter().flat_map(row).collect();
                Drawn::Sets(&apart)
            }
            Attribute::Topic => return None,
            Attribute::Speaker | Attribute::Form => Drawn::Nominal,
        };
        bootstrap::of_alpha(&articles, values, drawn)
    }

    fn by_article(&self, prepared: &Prepared<'_>) -> Vec<ArticleAgreement> {
        let mut all = Vec::with_capacity(prepared.articles.len());
        let figures = self.by_articles(|cases| {
            let mut half = super::matching::Found::default();
            cases.iter().for_each(|case| half += case.found.half[0]);
            let same: Vec<_> = cases.iter().flat_map(|case| &case.same).collect();
            let observed = |attribute: Attribute| {
                let place = attribute.place() * 2;
                let both = same.iter().filter_map(|v| {
                    let value = |at: usize| v.get(at).copied().flatten();
                    value(place).zip(value(place + 1))
                });
                let (mut equal, mut n) = (0.0, 0.0);
                for (x, y) in both {
                    equal += f64::from(u8::from(x == y));
                    n += 1.0;
                }
                super::coefficients::share(equal, n)
            };
            (
                half,
                [Attribute::Speaker, Attribute::Stance, Attribute::Topic].map(observed),
                same.len(),
            )
        });
        for (one, (half, [speaker, stance, topic], n)) in prepared.articles.iter().zip(figures) {
            let last = one.statements.iter().flatten().map(|s| &s.created).max();
            let month = last.and_then(|at| at.as_str().get(..7)).unwrap_or_default();
            all.push(ArticleAgreement {
                id: one.article.id.clone(),
                title: one.article.title.clone(),
                month: month.to_owned(),
                iou50_f1: half.f1(),
                speaker,
                stance,
                topic,
                n,
            });
        }
        all
    }

    fn by_label(&self, project: &Project, prepared: &Prepared<'_>) -> Vec<LabelAgreement> {
        let mut labels: BTreeMap<Value, (usize, usize)> = BTreeMap::new();
        for (&label, (n, matched)) in self.cases.iter().flat_map(|case| &case.labels) {
            let sums = labels.entry(label).or_default();
            sums.0 += n;
            sums.1 += matched;
        }
        let agreement = |(label, (n, matched)): (Value, (usize, usize))| {
            let coded = prepared.labels.get(label as usize).cloned().flatten();
            LabelAgreement {
                label: coded.as_ref().map(|c| c.words(project)).unwrap_or_default(),
                coded,
                n,
                iou50_label_f1: super::matching::Found { matched, of: n }.f1(),
            }
        };
        let mut all: Vec<LabelAgreement> = labels.into_iter().map(agreement).collect();
        all.sort_by(|a, b| b.n.cmp(&a.n).then_with(|| a.label.cmp(&b.label)));
        all
    }
}

impl Attribute {
    fn place(self) -> usize {
        match self {
            Self::Speaker => 0,
            Self::Stance => 1,
            Self::Topic => 2,
            Self::Form => 3,
        }
    }
}

/// How statements are tagged: for each attribute a value.
type Tags = [Option<Value>; 4];

impl One<'_> {
    fn coded(&self, numbers: &mut [Numbers<Coded>; 4]) -> Vec<Vec<Tags>> {
        let mut tags = |statement: &Statement| {
            let mut tags = [None; 4];
            let places = tags.iter_mut().zip(numbers.iter_mut());
            for ((tag, numbers), attribute) in places.zip(Attribute::ALL) {
                *tag = attribute.of(statement).map(|coded| numbers.of(coded));
            }
            tags
        };
        (self.statements.iter())
            .map(|statements| statements.iter().map(|s| tags(s)).collect())
            .collect()
    }
}

impl Coding {
    fn units(&self, annotator: usize) -> &[Unit] {
        let units = self.annotators.get(annotator).and_then(Option::as_ref);
        units.map_or(&[], Vec::as_slice)
    }
}

/// `None` where one of the two did not code the article.
fn case(one: &One<'_>, article: usize, pair: [usize; 2], tags: &[Vec<Tags>]) -> Option<Case> {
    let both = pair.map(|at| one.coding.annotators.get(at).and_then(Option::as_ref));
    let [Some(a), Some(b)] = both else {
        return None;
    };
    let [tags_a, tags_b] = pair.map(|at| tags.get(at).map_or(&[][..], Vec::as_slice));
    let tag = |pair: &Overlap, place: usize| {
        let value = |tags: &[Tags], at: usize| tags.get(at)?.get(place).copied().flatten();
        [value(tags_a, pair.a), value(tags_b, pair.b)]
    };
    let half = overlaps(a, b)
        .into_iter()
        .filter(|pair| pair.is_half())
        .collect();
    // One passage coded twice, with two topics: each is held against its own.
    let matched = one_to_one(half, |pair| {
        [Attribute::Speaker, Attribute::Topic, Attribute::Stance].map(|attribute| {
            let [x, y] = tag(pair, attribute.place());
            x != y
        })
    });
    let mut labels: BTreeMap<Value, (usize, usize)> = BTreeMap::new();
    for unit in a.iter().chain(b) {
        labels.entry(unit.label).or_default().0 += 1;
    }
    for pair in &matched {
        if let (Some(x), Some(y)) = (a.get(pair.a), b.get(pair.b))
            && x.label == y.label
        {
            labels.entry(x.label).or_default().1 += 1;
        }
    }
    let same = matched.iter().map(|pair| {
        let mut values = [None; 8];
        for (place, both) in values.chunks_mut(2).enumerate() {
            both.copy_from_slice(&tag(pair, place));
        }
        values
    });
    Some(Case {
        article,
        pair,
        found: FoundBy::of(a, b),
        same: same.collect(),
        labels,
    })
}

/// The places of stances on the scale, in its order; equal values are one place.
fn ranks(project: &Project, stances: &[Coded]) -> Vec<Option<Value>> {
    let scale = |coded: &Coded| match coded {
        Coded::Stance(id) => project.codebook().stances().get(id)?.scale,
        _ => None,
    };
    let mut values: Vec<_> = (project.codebook().stances().iter())
        .filter_map(|stance| stance.scale)
        .collect();
    values.sort_unstable();
    values.dedup();
    let place = |value| {
        let at = values.iter().position(|v| *v == value)?;
        Value::try_from(at).ok()
    };
    stances
        .iter()
        .map(|coded| scale(coded).and_then(place))
        .collect()
}

#[expect(clippy::cast_precision_loss, reason = "for a bar of progress")]
fn of(done: usize, all: usize) -> f32 {
    done as f32 / all.max(1) as f32
}

fn mean(values: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let values: Vec<f64> = values.collect::<Option<_>>()?;
    let n = u32::try_from(values.len()).ok()?;
    super::coefficients::share(values.iter().sum(), f64::from(n))
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

fn measures(
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
        })
    };
    let mut found = FoundBy::default();
    counted.cases.iter().for_each(|case| found += case.found);
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
fn notes(agreement: &Agreement, prepared: &Prepared<'_>, codings: &[Coding]) -> Vec<String> {
    let mut notes = Vec::new();
    let mut note = |words: fmt::Arguments<'_>| notes.push(words.to_string());
    if agreement.annotators.len() < 2 {
        note(format_args!(
            "fewer than two annotators: there is nothing to compare"
        ));
    } else if agreement.articles == 0 {
        note(format_args!(
            "no article is marked done by two of them; --all-articles takes them all"
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
        if figures.alpha_n > 0 && figures.alpha_n < FEW {
            note(format_args!(
                "{word}: fewer than {FEW} pairs, too few to say much"
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
