//! What is counted of each article and each pair of annotators, and the figures of it.

use std::collections::{BTreeMap, HashMap};

use super::{
    ArticleAgreement, AttributeAgreement, Attributes, LabelAgreement, PairAgreement, Spans,
};
use super::{mean, name};
use crate::model::{Project, Statement};
use crate::review::attribute::{Attribute, Coded};
use crate::review::bootstrap::{self, Drawn, Given, Interval};
use crate::review::coefficients::{Scale, Table, Value, jaccard_distance, share};
use crate::review::matching::{Found, FoundBy, Overlap, one_to_one, overlaps};
use crate::review::prepare::{One, Prepared};
use crate::review::units::{Coding, Numbers, Unit};

/// What is counted of one article and one pair.
pub(super) struct Case {
    article: usize,
    pair: [usize; 2],
    pub(super) found: FoundBy,
    /// Units that are the same passage, one to one, by their numbers.
    matched: Vec<Overlap>,
    /// Passages that are the same, and how both tagged them.
    same: Vec<[Option<Value>; 8]>,
    /// For each label: units of both with it, and matched ones.
    labels: BTreeMap<Value, (usize, usize)>,
}

/// What is counted of all.
pub(super) struct Counted {
    pub(super) cases: Vec<Case>,
    /// For each article the passages that two or more annotators marked, with what each of them
    /// said of it.
    passages: Vec<Vec<Passage>>,
    /// What the values of each attribute are.
    values: [Vec<Coded>; 4],
    /// For the sets of topics, what they hold.
    sets: Vec<Vec<Value>>,
    /// For each stance its place on the scale.
    ranks: Vec<Option<Value>>,
    articles: usize,
}

impl Counted {
    pub(super) fn of(
        project: &Project,
        prepared: &Prepared<'_>,
        go_on: &mut dyn FnMut(f32) -> bool,
    ) -> Option<Self> {
        let mut numbers: [Numbers<Coded>; 4] = Default::default();
        let mut cases: Vec<Case> = Vec::new();
        let mut passages = Vec::with_capacity(prepared.articles.len());
        let annotators = prepared.annotators.len();
        for (at, one) in prepared.articles.iter().enumerate() {
            if at.is_multiple_of(64)
                && !go_on(0.6 * crate::review::share_of(at, prepared.articles.len()))
            {
                return None;
            }
            let coded = one.coded(&mut numbers);
            let first = cases.len();
            for a in 0..annotators {
                for b in a + 1..annotators {
                    cases.extend(case(one, at, [a, b], &coded));
                }
            }
            let pairs = cases.get(first..).unwrap_or_default();
            let pairs = pairs
                .iter()
                .map(|case| (case.pair, case.matched.as_slice()));
            passages.push(passages_of(pairs, &coded));
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
            passages,
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
    pub(super) fn on_scale(&self, attribute: Attribute, cases: impl Fn(&Case) -> bool) -> Table {
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

    /// What all annotators said of each passage, with stances as places on the scale.
    fn of_passages(&self, attribute: Attribute) -> impl Iterator<Item = Vec<Option<Value>>> {
        let value = move |tags: &Option<Tags>| {
            let value = tags.as_ref()?.get(attribute.place()).copied().flatten();
            match attribute {
                Attribute::Stance => self.rank(value),
                _ => value,
            }
        };
        let passages = self.passages.iter().flatten();
        passages.map(move |passage| passage.iter().map(value).collect())
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

    pub(super) fn pairs(&self, project: &Project, prepared: &Prepared<'_>) -> Vec<PairAgreement> {
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

    pub(super) fn spans(&self, pairs: &[PairAgreement]) -> Spans {
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

    pub(super) fn attributes(&self, pairs: &[PairAgreement]) -> Attributes {
        Attributes::from(|attribute| {
            let mean = |of: fn(&AttributeAgreement) -> Option<f64>| {
                mean(pairs.iter().map(|pair| of(pair.attributes.of(attribute))))
            };
            let mut table = Table::default();
            for values in self.of_passages(attribute) {
                table.add(values, 1);
            }
            AttributeAgreement {
                observed: mean(|pair| pair.observed),
                cohen_kappa: mean(|pair| pair.cohen_kappa),
                alpha: table.alpha(self.scale(attribute)),
                alpha_interval: self.interval(attribute),
                ..self.attribute(attribute, |_| true)
            }
        })
    }

    fn interval(&self, attribute: Attribute) -> Option<Interval> {
        let mut all = self.of_passages(attribute);
        let articles: Vec<Given> = (self.passages.iter())
            .map(|passages| Given::of(all.by_ref().take(passages.len())))
            .collect();
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

    pub(super) fn by_article(&self, prepared: &Prepared<'_>) -> Vec<ArticleAgreement> {
        let mut all = Vec::with_capacity(prepared.articles.len());
        let figures = self.by_articles(|cases| {
            let mut half = Found::default();
            for case in cases {
                half += case.found.half[0];
            }
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
                share(equal, n)
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

    pub(super) fn by_label(
        &self,
        project: &Project,
        prepared: &Prepared<'_>,
    ) -> Vec<LabelAgreement> {
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
                iou50_label_f1: Found { matched, of: n }.f1(),
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

/// For each annotator how they tagged a passage; `None` who did not mark it.
type Passage = Vec<Option<Tags>>;

/// Which units of all annotators are the same passage: the pairs in order of what they share, each
/// joined to the passage of either, as long as nobody stands in it twice. Of two annotators, the pairs.
fn passages_of<'m>(
    pairs: impl Iterator<Item = ([usize; 2], &'m [Overlap])>,
    tags: &[Vec<Tags>],
) -> Vec<Passage> {
    type Member = (usize, usize);
    let mut joins: Vec<(Overlap, [Member; 2])> = pairs
        .flat_map(|([a, b], matched)| {
            (matched.iter()).map(move |pair| (*pair, [(a, pair.a), (b, pair.b)]))
        })
        .collect();
    joins.sort_by(|(p, x), (q, y)| q.share_cmp(*p).then_with(|| x.cmp(y)));
    let mut place: HashMap<Member, usize> = HashMap::new();
    let mut groups: Vec<Vec<Member>> = Vec::new();
    for (_, both) in joins {
        let [a, b] = both.map(|member| {
            *place.entry(member).or_insert_with(|| {
                groups.push(vec![member]);
                groups.len() - 1
            })
        });
        let members = |at: usize| groups.get(at).map_or(&[][..], Vec::as_slice);
        let is_twice = (members(a).iter()).any(|(who, _)| members(b).iter().any(|(w, _)| w == who));
        if a == b || is_twice {
            continue;
        }
        let moved = groups.get_mut(b).map(std::mem::take).unwrap_or_default();
        for member in &moved {
            place.insert(*member, a);
        }
        if let Some(group) = groups.get_mut(a) {
            group.extend(moved);
        }
    }
    groups.retain(|group| group.len() > 1);
    let passage = |group: Vec<Member>| {
        let mut passage = vec![None; tags.len()];
        for (who, at) in group {
            if let Some(place) = passage.get_mut(who) {
                *place = tags.get(who).and_then(|tags| tags.get(at)).copied();
            }
        }
        passage
    };
    groups.into_iter().map(passage).collect()
}

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
        matched,
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
