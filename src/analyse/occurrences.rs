//! The same words elsewhere: agency text that several articles print, exactly or nearly.
//!
//! Every three words in a row of every article are a shingle with a hash, kept sorted, so that a quote
//! finds its places by its own shingles whatever the size of the project; after Broder, "On the
//! resemblance and containment of documents" (1997).

mod alike;

pub use self::alike::{code_alike, link_repeats};

use std::collections::BTreeMap;
use std::ops::Range;

use foldhash::HashMap;

use super::fold;
use crate::edit::Touched;
use crate::model::{
    Anchor, Article, ArticleId, Project, Span, Statement, StatementId, StatementIndex,
};
use crate::text::complete_quotation;

/// Words in a shingle.
const SHINGLE: usize = 3;

/// A quote of fewer words is said everywhere.
const WORDS: usize = 4;

/// The least share of a quote's shingles that stand together where it is nearly the same, in percent.
const NEAR: usize = 60;

/// No further from the longest span, in words, another span of the same statement is looked for.
const FAR: usize = 300;

/// The words of all articles, to find quotes in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Occurrences {
    shingles: Vec<Shingle>,
    known: HashMap<ArticleId, Known>,
    by_number: BTreeMap<u32, ArticleId>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shingle {
    hash: u32,
    /// The number of the article.
    article: u32,
    /// The place of its first word among the words of the article.
    at: u32,
}

#[derive(Clone, Debug, PartialEq)]
struct Known {
    number: u32,
    /// The first byte of each word.
    starts: Vec<u32>,
}

/// Where the words of a statement stand in another article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    pub article: ArticleId,
    /// What stands there of its contents, in order.
    pub contents: Vec<Span>,
    /// How much of its longest span is there, in percent.
    pub share: u8,
    /// Whether all words are the same, case, marks and white space aside.
    pub exact: bool,
    /// The statements of the same annotator and layer that stand there; where there are none, it can
    /// be coded alike.
    pub coded: Vec<StatementId>,
}

impl Occurrences {
    pub fn new(project: &Project) -> Self {
        let mut all = Self::default();
        for article in project.articles().iter() {
            all.read(article);
        }
        all.shingles.sort_unstable();
        all
    }

    /// Reads again the articles that an edit touched.
    pub fn update(&mut self, project: &Project, touched: &Touched) {
        if touched.articles.is_empty() {
            return;
        }
        let ids = touched.articles.iter();
        let gone = ids.filter_map(|id| self.known.remove(id));
        let gone: std::collections::BTreeSet<u32> = gone.map(|known| known.number).collect();
        self.by_number.retain(|number, _| !gone.contains(number));
        self.shingles
            .retain(|shingle| !gone.contains(&shingle.article));
        let ids = touched.articles.iter();
        for article in ids.filter_map(|id| project.articles().get(id)) {
            self.read(article);
        }
        self.shingles.sort_unstable();
    }

    fn read(&mut self, article: &Article) {
        let last = self.by_number.last_key_value();
        let number = last.map_or(0, |(number, _)| number.saturating_add(1));
        let text = article.text.as_str();
        let mut words = Words::default();
        let mut starts = Vec::new();
        for word in fold::words(text, 0..text.len()) {
            starts.push(small(word.start));
            let hash = words.next(text.get(word).unwrap_or_default());
            self.shingles.extend(hash.map(|hash| Shingle {
                hash,
                article: number,
                at: small(starts.len() - SHINGLE),
            }));
        }
        self.by_number.insert(number, article.id.clone());
        self.known
            .insert(article.id.clone(), Known { number, starts });
    }

    /// Where else the words of a statement stand, article by article; none for a few words.
    pub fn of(
        &self,
        project: &Project,
        index: &StatementIndex,
        statement: &Statement,
    ) -> Vec<Occurrence> {
        let Some(article) = project.articles().get(&statement.article) else {
            return Vec::new();
        };
        let quotes = statement.contents.iter().map(|a| a.quote(&article.text));
        let quotes: Vec<Vec<u32>> = quotes.map(shingles).collect();
        let longest =
            (0..quotes.len()).max_by_key(|at| (quotes.get(*at).map(Vec::len), usize::MAX - at));
        let Some((longest, quote)) = longest.and_then(|at| Some((at, quotes.get(at)?))) else {
            return Vec::new();
        };
        let mut found: Vec<Occurrence> = Vec::new();
        for (number, mut hits) in self.hits(quote) {
            let other = self.by_number.get(&number).filter(|id| **id != article.id);
            let Some(other) = other.and_then(|id| project.articles().get(id)) else {
                continue;
            };
            while let Some(place) = best(&mut hits, quote.len()) {
                let main = self.span(other, place.words.clone());
                let rest = quotes.iter().enumerate().filter(|(at, _)| *at != longest);
                let rest = rest.filter_map(|(_, quote)| self.beside(other, number, quote, &place));
                let spans = main.into_iter().chain(rest);
                let contents =
                    in_order(spans.map(|span| with_marks(other, statement, article, span)));
                if contents.is_empty() {
                    continue;
                }
                found.push(Occurrence {
                    article: other.id.clone(),
                    coded: coded(index, statement, &other.id, &contents),
                    contents,
                    share: place.share,
                    exact: place.exact,
                });
            }
        }
        let place = |one: &Occurrence| {
            let position = project.articles().position(&one.article);
            (position, one.contents.first().copied())
        };
        found.sort_by_key(place);
        found
    }

    /// The shingles of a quote in all articles: by article, where in it and where in the quote.
    fn hits(&self, quote: &[u32]) -> BTreeMap<u32, Vec<(usize, usize)>> {
        let mut hits: BTreeMap<u32, Vec<(usize, usize)>> = BTreeMap::new();
        for (in_quote, hash) in quote.iter().enumerate() {
            let first = self
                .shingles
                .partition_point(|shingle| shingle.hash < *hash);
            let same = self.shingles.iter().skip(first);
            for shingle in same.take_while(|shingle| shingle.hash == *hash) {
                let at = usize::try_from(shingle.at).unwrap_or(usize::MAX);
                hits.entry(shingle.article)
                    .or_default()
                    .push((at, in_quote));
            }
        }
        hits
    }

    /// Another span of the statement near a place in the same article.
    fn beside(&self, article: &Article, number: u32, quote: &[u32], main: &Found) -> Option<Span> {
        let mut hits = self.hits(quote).remove(&number)?;
        let near = |found: &Found| found.words.start.abs_diff(main.words.start) <= FAR;
        let apart = |found: &Found| {
            found.words.end <= main.words.start || main.words.end <= found.words.start
        };
        let mut places = std::iter::from_fn(|| best(&mut hits, quote.len()));
        let place = places.find(|found| near(found) && apart(found))?;
        self.span(article, place.words)
    }

    /// From the first of some words to the last.
    fn span(&self, article: &Article, words: Range<usize>) -> Option<Span> {
        let starts = &self.known.get(&article.id)?.starts;
        let byte = |at: usize| usize::try_from(*starts.get(at)?).ok();
        let (start, last) = (byte(words.start)?, byte(words.end.checked_sub(1)?)?);
        let text = article.text.as_str();
        let end = fold::words(text, last..text.len()).next()?.end;
        Span::new(&article.text, start..end).ok()
    }
}

/// A stretch of words of an article that is like a quote.
struct Found {
    words: Range<usize>,
    share: u8,
    exact: bool,
}

/// The best place among hits, which are (where in the article, where in the quote): where the most
/// of the quote stands in the same order. Its hits are taken out.
fn best(hits: &mut Vec<(usize, usize)>, of: usize) -> Option<Found> {
    if of == 0 {
        return None;
    }
    // How far words may be pushed along by others that were put in or left out.
    let slack = (of / 4).max(3);
    hits.sort_by_key(|(at, in_quote)| (at.wrapping_sub(*in_quote).cast_signed(), *in_quote));
    let shift = |hit: &(usize, usize)| hit.0.wrapping_sub(hit.1).cast_signed();
    let (mut first, mut most, mut chosen) = (0, 0, 0..0);
    for last in 0..hits.len() {
        let Some(here) = hits.get(last).map(shift) else {
            break;
        };
        while hits
            .get(first)
            .is_some_and(|hit| here.saturating_sub(shift(hit)).unsigned_abs() > slack)
        {
            first += 1;
        }
        if last + 1 - first > most {
            most = last + 1 - first;
            chosen = first..last + 1;
        }
    }
    let together = hits.get(chosen)?;
    let shifts: std::collections::BTreeSet<isize> = together.iter().map(shift).collect();
    let in_quote: std::collections::BTreeSet<usize> = together.iter().map(|hit| hit.1).collect();
    let share = in_quote.len() * 100 / of;
    let start = together.iter().map(|hit| hit.0).min()?;
    let end = together.iter().map(|hit| hit.0).max()? + SHINGLE;
    hits.retain(|hit| hit.0 < start || hit.0 >= end);
    (share >= NEAR).then(|| Found {
        words: start..end,
        share: u8::try_from(share).unwrap_or(100),
        exact: share == 100 && shifts.len() == 1,
    })
}

/// A span with its marks, where the statement takes in the marks of its own.
fn with_marks(other: &Article, statement: &Statement, article: &Article, span: Span) -> Span {
    let mark = |c: char| !c.is_alphanumeric();
    let marked = statement
        .contents
        .iter()
        .any(|a| a.quote(&article.text).starts_with(mark));
    if !marked {
        return span;
    }
    let whole = complete_quotation(other.text.as_str(), span.range());
    Span::new(&other.text, whole).unwrap_or(span)
}

/// Spans in order; what would overlap is left out.
fn in_order(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut spans: Vec<Span> = spans.collect();
    spans.sort_unstable();
    let mut reached = 0;
    spans.retain(|span| {
        let apart = span.start() >= reached;
        reached = reached.max(span.end());
        apart
    });
    spans
}

/// The statements of the same annotator and layer whose contents reach into spans.
fn coded(
    index: &StatementIndex,
    of: &Statement,
    article: &ArticleId,
    spans: &[Span],
) -> Vec<StatementId> {
    let (Some(first), Some(last)) = (spans.first(), spans.last()) else {
        return Vec::new();
    };
    let reaching = index.in_range(article, first.start()..last.end());
    let same = reaching.filter(|s| s.annotator == of.annotator && s.layer == of.layer);
    let there = same.filter(|other| {
        let contents = other.contents.iter().filter_map(Anchor::span);
        contents
            .clone()
            .any(|content| spans.iter().any(|span| span.overlaps(content)))
    });
    there.map(|statement| statement.id.clone()).collect()
}

/// The shingles of a quote; none of one that is too short.
fn shingles(quote: &str) -> Vec<u32> {
    let mut words = Words::default();
    let mut count = 0;
    let hashes = fold::words(quote, 0..quote.len()).filter_map(|word| {
        count += 1;
        words.next(quote.get(word).unwrap_or_default())
    });
    let hashes: Vec<u32> = hashes.collect();
    if count < WORDS { Vec::new() } else { hashes }
}

/// Hashes words one after another, by Fowler, Noll and Vo's FNV-1a.
#[derive(Default)]
struct Words {
    last: [u64; SHINGLE],
    count: usize,
    folded: String,
}

impl Words {
    /// The hash of this word and those before it, when there are enough.
    fn next(&mut self, word: &str) -> Option<u32> {
        self.folded.clear();
        fold::fold_into(&mut self.folded, word);
        let hash = fnv(self.folded.bytes());
        self.last.rotate_left(1);
        if let Some(last) = self.last.last_mut() {
            *last = hash;
        }
        self.count += 1;
        let all = fnv(self.last.iter().flat_map(|hash| hash.to_le_bytes()));
        let half = (all ^ (all >> 32)) & u64::from(u32::MAX);
        (self.count >= SHINGLE).then(|| u32::try_from(half).unwrap_or(u32::MAX))
    }
}

fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// What does not fit stands for the end: no text is as long.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
