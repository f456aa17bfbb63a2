//! Finding words in a text: as they are written, by whole words, without case or accents, or by a
//! regular expression.
//!
//! A hit is never empty, stands in one line, and begins and ends between graphemes: a search for
//! “e” does not find the half of a decomposed “é” any more than it finds a composed one.

mod fold;
mod trouble;

use std::ops::Range;

use regex::{Regex, RegexBuilder};
use serde::{Deserialize, Serialize};

use self::fold::Folded;
pub use self::trouble::QueryError;
use super::segment::{is_grapheme_border, is_word_border};

/// The most memory that an expression may take once it is compiled, and the most that its search
/// may take for its cache, in bytes.
const LARGEST: usize = 1 << 20;
const CACHE: usize = 4 << 20;
/// How deep brackets may stand in one another.
const DEEPEST: u32 = 50;

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    pub words: String,
    pub options: Options,
}

/// How words are compared with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// Capital and small letters are the same.
    pub ignore_case: bool,
    /// Letters are the same with and without accents. Letters of an alphabet stay what they are:
    /// й is not и, ї is not і.
    pub ignore_accents: bool,
    /// A hit begins and ends where words do (Unicode Standard Annex 29).
    pub whole_word: bool,
    /// The words are a regular expression, of which `^` and `$` mean the ends of a line.
    pub regex: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            ignore_case: true,
            ignore_accents: false,
            whole_word: false,
            regex: false,
        }
    }
}

/// Finds what a query asks for.
#[derive(Clone, Debug)]
pub struct Finder {
    regex: Regex,
    options: Options,
}

impl Finder {
    /// An error says what is wrong with an expression; plain words always do.
    pub fn new(query: &Query) -> Result<Self, QueryError> {
        let options = query.options;
        let written = if options.regex {
            trouble::check(&query.words)?;
            query.words.clone()
        } else {
            regex::escape(&query.words)
        };
        let sought = if options.ignore_accents {
            fold::without_accents(&written)
        } else {
            written
        };
        let mut regex = compile(&sought, options)?;
        if options.regex && options.whole_word {
            // Of “teach|teacher” the one that is a whole word. What this does not find, as in
            // scripts without spaces, the check of each hit may still let pass.
            let whole = format!(r"\b{{start-half}}(?:{sought})\b{{end-half}}|(?:{sought})");
            regex = compile(&whole, options).unwrap_or(regex);
        }
        Ok(Self { regex, options })
    }

    /// The hits in a text, in order, none inside of another.
    pub fn hits<'a>(&'a self, text: &'a str) -> Hits<'a> {
        self.hits_in(text, 0..text.len())
    }

    /// The hits in the lines of a stretch, which holds whole lines as [`stretches`] gives them.
    pub fn hits_in<'a>(&'a self, text: &'a str, stretch: Range<usize>) -> Hits<'a> {
        Hits {
            finder: self,
            text,
            rest: Some(stretch),
            line: None,
        }
    }
}

/// Cuts a text into stretches of whole lines, of so many bytes or one line: so that one who
/// searches can stop between them.
pub fn stretches(text: &str, bytes: usize) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        if start >= text.len() {
            return None;
        }
        let least = text.ceil_char_boundary(start.saturating_add(bytes).min(text.len()));
        let end = text.get(least..).and_then(|rest| rest.find('\n'));
        let end = end.map_or(text.len(), |at| least + at + 1);
        Some(std::mem::replace(&mut start, end)..end)
    })
}

/// The hits of a finder, found one after the other as they are asked for.
pub struct Hits<'a> {
    finder: &'a Finder,
    text: &'a str,
    /// The lines that were not looked at yet.
    rest: Option<Range<usize>>,
    line: Option<Line<'a>>,
}

/// A line that is looked at.
struct Line<'a> {
    folded: Folded<'a>,
    /// Where it begins in the text.
    start: usize,
    /// How far it was looked at, in bytes of the folded line.
    at: usize,
}

impl Iterator for Hits<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        loop {
            if self.line.is_none() {
                self.line = Some(self.next_line()?);
            }
            let found = self
                .line
                .as_mut()
                .and_then(|line| line.next_hit(self.finder, self.text));
            match found {
                Some(hit) => return Some(hit),
                None => self.line = None,
            }
        }
    }
}

impl<'a> Hits<'a> {
    fn next_line(&mut self) -> Option<Line<'a>> {
        let rest = self.rest.take()?;
        let words = self.text.get(rest.clone())?;
        let (line, after) = words.split_once('\n').unwrap_or((words, ""));
        if !after.is_empty() {
            self.rest = Some(rest.end - after.len()..rest.end);
        }
        let folded = if self.finder.options.ignore_accents {
            Folded::new(line)
        } else {
            Folded::unchanged(line)
        };
        Some(Line {
            folded,
            start: rest.start,
            at: 0,
        })
    }
}

impl Line<'_> {
    fn next_hit(&mut self, finder: &Finder, text: &str) -> Option<Range<usize>> {
        let words = self.folded.words();
        while let Some(found) = finder.regex.find_at(words, self.at) {
            let range = self.folded.original(found.range());
            let hit = range.map(|range| self.start + range.start..self.start + range.end);
            if let Some(hit) = hit.filter(|hit| is_hit(text, hit, finder.options)) {
                self.at = found.end();
                return Some(hit);
            }
            // What is none may still hold the start of one.
            self.at = words.ceil_char_boundary(found.start() + 1);
            if found.start() >= words.len() {
                break;
            }
        }
        None
    }
}

fn is_hit(text: &str, hit: &Range<usize>, options: Options) -> bool {
    let is_border =
        |at| is_grapheme_border(text, at) && (!options.whole_word || is_word_border(text, at));
    !hit.is_empty() && is_border(hit.start) && is_border(hit.end)
}

fn compile(expression: &str, options: Options) -> Result<Regex, QueryError> {
    RegexBuilder::new(expression)
        .case_insensitive(options.ignore_case)
        .size_limit(LARGEST)
        .dfa_size_limit(CACHE)
        .nest_limit(DEEPEST + 2)
        .build()
        .map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => QueryError::TooLarge,
            _ => trouble::check(expression)
                .err()
                .unwrap_or(QueryError::TooLarge),
        })
}

#[cfg(test)]
mod tests;
