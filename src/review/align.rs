//! Where two codings of the same articles differ, statement by statement, as people look at it.
//!
//! Borders are compared without quotation marks, white space and final punctuation. Statements are
//! matched one to one where at least half of both is shared (intersection over union), then by any
//! overlap; of equal shares those with equal speakers, then with equal topics come first.

#[cfg(test)]
pub(super) mod tests;

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::attribute::{Attribute, Coded};
use super::matching::{Overlap, one_to_one, overlaps, shared};
use super::units::Unit;
use crate::model::{
    Anchor, AnnotatorId, ArticleId, Layer, Project, SpeakerId, Statement, StatementId, Target,
};
use crate::text::Text;

/// Two codings side by side.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// In the order of the articles and of their texts.
    pub cases: Vec<Case>,
}

/// What one of the two coded, or both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    pub article: ArticleId,
    /// One statement of each; several of one where the other has them as one; none where only one of
    /// them has anything.
    pub a: Vec<StatementId>,
    pub b: Vec<StatementId>,
    pub kind: Kind,
    /// How far the borders are apart, also where the coding differs too.
    pub border: Option<Border>,
    /// What is coded differently.
    pub differs: Vec<Part>,
    /// Where it begins, in code points.
    pub at: usize,
}

/// What kind of case it is; in the order in which they are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Coded differently.
    Coding,
    /// Equal but for where it begins or ends.
    Border,
    /// Several statements of one are one of the other.
    Split,
    OnlyA,
    OnlyB,
    /// Equal; the borders differ by marks, white space and final punctuation at most.
    Same,
}

impl Kind {
    pub const ALL: [Self; 6] = [
        Self::Coding,
        Self::Border,
        Self::Split,
        Self::OnlyA,
        Self::OnlyB,
        Self::Same,
    ];

    /// What it is in words, with the names of the two.
    pub fn words(self, [a, b]: [&str; 2]) -> String {
        match self {
            Self::Coding => "Coded differently".to_owned(),
            Self::Border => "Borders differ".to_owned(),
            Self::Split => "Split or merged".to_owned(),
            Self::OnlyA => format!("Only {a}"),
            Self::OnlyB => format!("Only {b}"),
            Self::Same => "Same".to_owned(),
        }
    }

    /// Its name in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Coding => "coding_differs",
            Self::Border => "border_differs",
            Self::Split => "split_or_merged",
            Self::OnlyA => "only_a",
            Self::OnlyB => "only_b",
            Self::Same => "same",
        }
    }
}

/// How far two passages that were matched are apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Border {
    /// Code points that only one of them has.
    pub characters: usize,
    /// Nothing but quotation marks, white space and final punctuation.
    pub only_marks: bool,
}

/// A part of the coding that can differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    Speaker,
    OnBehalfOf,
    Topic,
    Stance,
    Target,
    Form,
}

impl Part {
    pub const ALL: [Self; 6] = [
        Self::Speaker,
        Self::OnBehalfOf,
        Self::Topic,
        Self::Stance,
        Self::Target,
        Self::Form,
    ];

    /// Its name in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Speaker => "speaker",
            Self::OnBehalfOf => "on_behalf_of",
            Self::Topic => "topic",
            Self::Stance => "stance",
            Self::Target => "target",
            Self::Form => "form",
        }
    }

    /// How a statement is coded, in words; empty is not coded.
    pub fn words(self, project: &Project, statement: &Statement) -> String {
        let of = |attribute: Attribute| {
            let coded = attribute.of(statement);
            coded.map(|coded| coded.words(project)).unwrap_or_default()
        };
        let speakers = |ids: &[SpeakerId]| {
            let coded = (!ids.is_empty()).then(|| Coded::Speakers(ids.to_vec()));
            coded.map(|coded| coded.words(project)).unwrap_or_default()
        };
        match self {
            Self::Speaker => of(Attribute::Speaker),
            Self::Topic => of(Attribute::Topic),
            Self::Stance => of(Attribute::Stance),
            Self::Form => of(Attribute::Form),
            Self::OnBehalfOf => speakers(&statement.on_behalf_of),
            Self::Target => match &statement.target {
                Target::Topic => "the main topic".to_owned(),
                Target::Speaker(id) => speakers(std::slice::from_ref(id)),
                Target::Text(words) => words.clone(),
            },
        }
    }

    /// Whether two statements differ in it. Not coded differs from coded.
    pub fn differs(self, a: &Statement, b: &Statement) -> bool {
        let of = |attribute: Attribute| attribute.of(a) != attribute.of(b);
        match self {
            Self::Speaker => of(Attribute::Speaker),
            Self::Topic => of(Attribute::Topic),
            Self::Stance => of(Attribute::Stance),
            Self::Form => of(Attribute::Form),
            Self::Target => a.target != b.target,
            Self::OnBehalfOf => {
                let set = |statement: &Statement| {
                    let mut ids = statement.on_behalf_of.clone();
                    ids.sort_unstable();
                    ids
                };
                set(a) != set(b)
            }
        }
    }
}

/// A value of one that met another value of the other, where each has one statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistaken {
    /// In words; empty is not coded.
    pub a: String,
    pub b: String,
    /// The cases, by their numbers in the comparison, in their order.
    pub cases: Vec<usize>,
}

impl Comparison {
    /// Which values of a part were taken for which other, the most frequent first.
    pub fn mistaken(&self, project: &Project, part: Part) -> Vec<Mistaken> {
        let mut met: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
        let differ = self.cases.iter().enumerate();
        for (number, case) in differ.filter(|(_, case)| case.differs.contains(&part)) {
            let of = |ids: &[StatementId]| {
                let statement = ids.first().and_then(|id| project.statement(id));
                statement.map(|statement| part.words(project, statement))
            };
            if let (Some(a), Some(b)) = (of(&case.a), of(&case.b)) {
                met.entry((a, b)).or_default().push(number);
            }
        }
        let all = met
            .into_iter()
            .map(|((a, b), cases)| Mistaken { a, b, cases });
        let mut all: Vec<Mistaken> = all.collect();
        all.sort_by_key(|mistaken| Reverse(mistaken.cases.len()));
        all
    }

    /// The cases of each kind that there are any of, in the order of the kinds.
    pub fn by_kind(&self) -> Vec<(Kind, Vec<&Case>)> {
        let of = |kind: Kind| {
            let cases = self.cases.iter().filter(|case| case.kind == kind);
            (kind, cases.collect::<Vec<_>>())
        };
        let all = Kind::ALL.into_iter().map(of);
        all.filter(|(_, cases)| !cases.is_empty()).collect()
    }

    pub fn count(&self, kind: Kind) -> usize {
        self.cases.iter().filter(|case| case.kind == kind).count()
    }
}

/// Compares two annotators' own codings in all articles that `wanted` says, or in all.
///
/// `go_on` is told how much is done, from 0 to 1, and says whether to go on; `None` when it did not.
pub fn compare(
    project: &Project,
    annotators: [&AnnotatorId; 2],
    wanted: impl Fn(&ArticleId) -> bool,
    go_on: &mut dyn FnMut(f32) -> bool,
) -> Option<Comparison> {
    let mut made: HashMap<&ArticleId, [Vec<&Arc<Statement>>; 2]> = HashMap::new();
    let independent = project
        .statements()
        .filter(|s| s.layer == Layer::Independent);
    for statement in independent {
        for (side, annotator) in annotators.iter().enumerate() {
            if statement.annotator == **annotator
                && let Some(own) = made.entry(&statement.article).or_default().get_mut(side)
            {
                own.push(statement);
            }
        }
    }
    let mut comparison = Comparison::default();
    let articles = project.articles();
    for (at, article) in articles.iter().enumerate() {
        if at.is_multiple_of(64) && !go_on(super::share_of(at, articles.len())) {
            return None;
        }
        if let Some([mut a, mut b]) = made.remove(&article.id).filter(|_| wanted(&article.id)) {
            // They come by id, and are put in the order of the text.
            for own in [&mut a, &mut b] {
                own.sort_by_cached_key(|statement| project.first_char(statement));
            }
            let found = cases(&article.id, &article.text, &a, &b);
            comparison.cases.extend(found);
        }
    }
    Some(comparison)
}

/// The cases of one article.
fn cases(
    article: &ArticleId,
    text: &Text,
    a: &[&Arc<Statement>],
    b: &[&Arc<Statement>],
) -> Vec<Case> {
    let trimmed = |all: &[&Arc<Statement>]| -> Vec<Unit> {
        all.iter()
            .map(|s| Unit::new(spans(text, s, true), 0))
            .collect()
    };
    let (units_a, units_b) = (trimmed(a), trimmed(b));
    let both = overlaps(&units_a, &units_b);
    let statements = |pair: &Overlap| Some((a.get(pair.a)?, b.get(pair.b)?));
    let rank = |pair: &Overlap| {
        let differs = |part: Part| statements(pair).is_some_and(|(x, y)| part.differs(x, y));
        [Part::Speaker, Part::Topic, Part::Stance].map(differs)
    };
    let mut groups = Groups::new(a.len(), b.len());
    let half = both.iter().filter(|pair| pair.is_half()).copied();
    groups.take(&one_to_one(half.collect(), rank));
    let rest = both.iter().filter(|pair| groups.both_free(pair)).copied();
    groups.take(&one_to_one(rest.collect(), rank));
    for pair in &both {
        groups.join([&units_a, &units_b], pair);
    }
    groups.alone();
    let case = |[mut of_a, mut of_b]: [Vec<usize>; 2]| {
        of_a.sort_unstable();
        of_b.sort_unstable();
        let of = |all: &[&Arc<Statement>], places: &[usize]| -> Vec<Arc<Statement>> {
            let found = places.iter().filter_map(|&at| all.get(at));
            found.map(|statement| Arc::clone(statement)).collect()
        };
        case(article, text, &of(a, &of_a), &of(b, &of_b))
    };
    let mut cases: Vec<Case> = groups.members.into_iter().map(case).collect();
    cases.sort_by_key(|case| case.at);
    cases
}

/// Which statements of both belong together, by their numbers.
struct Groups {
    members: Vec<[Vec<usize>; 2]>,
    /// For each statement of each side its group.
    of: [Vec<Option<usize>>; 2],
}

impl Groups {
    fn new(a: usize, b: usize) -> Self {
        Self {
            members: Vec::new(),
            of: [vec![None; a], vec![None; b]],
        }
    }

    fn of(&self, side: usize, at: usize) -> Option<usize> {
        self.of.get(side)?.get(at).copied().flatten()
    }

    fn both_free(&self, pair: &Overlap) -> bool {
        self.of(0, pair.a).is_none() && self.of(1, pair.b).is_none()
    }

    fn put(&mut self, side: usize, at: usize, group: usize) {
        let members = self.members.get_mut(group).and_then(|m| m.get_mut(side));
        let place = self.of.get_mut(side).and_then(|of| of.get_mut(at));
        if let (Some(members), Some(place)) = (members, place) {
            members.push(at);
            *place = Some(group);
        }
    }

    fn begin(&mut self) -> usize {
        self.members.push(Default::default());
        self.members.len() - 1
    }

    fn take(&mut self, pairs: &[Overlap]) {
        for pair in pairs {
            let group = self.begin();
            self.put(0, pair.a, group);
            self.put(1, pair.b, group);
        }
    }

    /// What is left joins the statement of the other that it is a part of, beside its like; not
    /// what stands on the same words as one that is there, which is another point in one breath.
    fn join(&mut self, units: [&[Unit]; 2], pair: &Overlap) {
        let places = [pair.a, pair.b];
        for (side, at, other) in [(0, places[0], places[1]), (1, places[1], places[0])] {
            let (None, Some(group)) = (self.of(side, at), self.of(1 - side, other)) else {
                continue;
            };
            let unit = |at: usize| units.get(side)?.get(at);
            let shares = |member: usize| {
                let both = unit(member).zip(unit(at));
                both.is_some_and(|(x, y)| shared(&x.spans, &y.spans) > 0)
            };
            let members = self.members.get(group).and_then(|m| m.get(side));
            if members.is_some_and(|members| !members.iter().any(|&member| shares(member))) {
                self.put(side, at, group);
            }
        }
    }

    /// What nothing of the other belongs to.
    fn alone(&mut self) {
        for side in [0, 1] {
            for at in 0..self.of.get(side).map_or(0, Vec::len) {
                if self.of(side, at).is_none() {
                    let group = self.begin();
                    self.put(side, at, group);
                }
            }
        }
    }
}

fn case(article: &ArticleId, text: &Text, a: &[Arc<Statement>], b: &[Arc<Statement>]) -> Case {
    let ids = |of: &[Arc<Statement>]| of.iter().map(|s| s.id.clone()).collect();
    let start = |s: &Arc<Statement>| s.contents.first().map(|anchor| anchor.chars(text).start);
    let (kind, border, differs) = match (a, b) {
        ([a], [b]) => {
            let border = border(text, a, b);
            let differs: Vec<Part> = Part::ALL
                .into_iter()
                .filter(|part| part.differs(a, b))
                .collect();
            let kind = match border {
                _ if !differs.is_empty() => Kind::Coding,
                Some(Border {
                    only_marks: false, ..
                }) => Kind::Border,
                _ => Kind::Same,
            };
            (kind, border, differs)
        }
        (_, []) => (Kind::OnlyA, None, Vec::new()),
        ([], _) => (Kind::OnlyB, None, Vec::new()),
        _ => (Kind::Split, None, Vec::new()),
    };
    Case {
        article: article.clone(),
        at: a
            .iter()
            .chain(b)
            .filter_map(start)
            .min()
            .unwrap_or_default(),
        a: ids(a),
        b: ids(b),
        kind,
        border,
        differs,
    }
}

fn border(text: &Text, a: &Statement, b: &Statement) -> Option<Border> {
    let apart = |trimmed: bool| {
        let [x, y] = [a, b].map(|s| Unit::new(spans(text, s, trimmed), 0));
        let shared = shared(&x.spans, &y.spans);
        x.length() + y.length() - 2 * shared
    };
    let characters = apart(false);
    (characters > 0).then(|| Border {
        characters,
        only_marks: apart(true) == 0,
    })
}

/// The places of the contents in code points.
fn spans(text: &Text, statement: &Statement, trimmed: bool) -> Vec<Range<usize>> {
    let places = statement.contents.iter().filter_map(Anchor::span);
    places
        .map(|span| {
            let range = span.range();
            let range = if trimmed {
                let quote = span.quote(text);
                let start = range.start + (quote.len() - quote.trim_start_matches(opens).len());
                let end = range.end - (quote.len() - quote.trim_end_matches(closes).len());
                // Of marks alone nothing would be left.
                if start < end { start..end } else { range }
            } else {
                range
            };
            text.char_of_byte(range.start)..text.char_of_byte(range.end)
        })
        .collect()
}

fn is_mark(c: char) -> bool {
    c.is_whitespace() || "\"'“”„‟‘’‚‛«»‹›「」『』".contains(c)
}

fn opens(c: char) -> bool {
    is_mark(c) || "–—-:".contains(c)
}

fn closes(c: char) -> bool {
    is_mark(c) || ".,;:!?…–—-。，；：！？、؟،".contains(c)
}
