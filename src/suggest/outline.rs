//! A paragraph as sentences of tokens in which a quotation is one token.

use std::ops::Range;

use super::lexicon::{Class, Frames};
use super::tokens::{Kind, Token, Tokeniser};
use crate::text::{Quotation, quotations};

/// A sentence of more tokens is cut: there is no full stop in it, and no sense.
const SENTENCE: usize = 250;

/// What stands in marks in a paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct Quoted {
    pub(super) outer: Range<usize>,
    pub(super) inner: Range<usize>,
    /// Its tokens, of [`Outline::inner`].
    pub(super) tokens: Range<usize>,
    /// Ends in a full stop, or a mark like it, inside of the marks.
    pub(super) stops: bool,
    /// Ends in a question or an exclamation mark, a comma or a dash: a sentence may go on.
    pub(super) goes_on: bool,
    pub(super) upper: bool,
    pub(super) words: usize,
    /// How many of the words have a capital letter.
    pub(super) capitals: usize,
    /// Has a verb in a finite form.
    pub(super) verb: bool,
    pub(super) first_person: bool,
}

impl Quoted {
    /// Most of its words have a capital letter: a title or a name, no speech.
    pub(super) fn is_name(&self) -> bool {
        self.capitals * 3 >= self.words * 2 && !self.stops && !self.goes_on
    }
}

#[derive(Default)]
pub(super) struct Outline {
    pub(super) tokens: Vec<Token>,
    /// Tokens of quotations, one quotation after the other.
    pub(super) inner: Vec<Token>,
    pub(super) quotes: Vec<Quoted>,
    /// Ranges of `tokens`.
    pub(super) sentences: Vec<Range<usize>>,
}

impl Outline {
    /// Reads a paragraph, a line or a part of a long one; keeps the memory of the one before. When
    /// the next one `opens` with a mark, a quotation that is not closed goes on there.
    pub(super) fn read(
        &mut self,
        text: &str,
        range: Range<usize>,
        opens: bool,
        tokeniser: &mut Tokeniser<'_>,
    ) {
        self.tokens.clear();
        self.inner.clear();
        self.quotes.clear();
        self.sentences.clear();
        let mut at = range.start;
        let mut found = quotations(text, range.clone());
        if found.is_empty() {
            singles(text, range.clone(), &mut found);
        }
        for found in found {
            if found.outer.start < at {
                continue; // Inside of another.
            }
            tokeniser.tokens(text, at..found.outer.start, &mut self.tokens);
            at = found.outer.end;
            self.quote(text, found.outer, found.inner, tokeniser);
        }
        let unclosed = opens.then(|| unclosed(text, at..range.end)).flatten();
        let end = unclosed.as_ref().map_or(range.end, |mark| mark.start);
        tokeniser.tokens(text, at..end, &mut self.tokens);
        if let Some(mark) = unclosed {
            let rest = text.get(mark.start..range.end).unwrap_or_default();
            let end = mark.start + rest.trim_end().len();
            self.quote(text, mark.start..end, mark.end..end, tokeniser);
        }
        self.cut(text);
    }

    fn quote(
        &mut self,
        text: &str,
        outer: Range<usize>,
        inner: Range<usize>,
        tokeniser: &mut Tokeniser<'_>,
    ) {
        let from = self.inner.len();
        tokeniser.tokens(text, inner.clone(), &mut self.inner);
        let tokens = self.inner.get(from..).unwrap_or_default();
        let words = || tokens.iter().filter(|token| token.is_word());
        let last = tokens.iter().rev().find(|token| token.kind != Kind::Other);
        let last_kind = last.map(|token| token.kind).unwrap_or_default();
        let last_text = last.and_then(|token| text.get(token.start..token.end));
        let before = text.get(..outer.start).and_then(|t| t.chars().next_back());
        let token = Token {
            start: outer.start,
            end: outer.end,
            kind: Kind::Quote,
            spaced: before.is_none_or(char::is_whitespace),
            quote: self.quotes.len(),
            ..Token::default()
        };
        let quoted = Quoted {
            outer,
            inner,
            tokens: from..from + tokens.len(),
            stops: last_kind == Kind::Stop || last.is_some_and(|token| token.dotted),
            goes_on: matches!(last_kind, Kind::Comma | Kind::Dash)
                || matches!(last_text, Some("?" | "!" | "…")),
            upper: words()
                .next()
                .is_some_and(|t| t.upper || t.kind == Kind::Number),
            words: words().count(),
            capitals: words().filter(|token| token.upper).count(),
            verb: words()
                .any(|t| t.is(Class::AUX | Class::VERB | Class::GUESSED_VERB) || t.is_cue()),
            first_person: words().any(|t| t.is(Class::FIRST_PERSON)),
        };
        self.quotes.push(quoted);
        self.tokens.push(token);
    }

    /// Finds where sentences end.
    fn cut(&mut self, text: &str) {
        let tokens = &self.tokens;
        let at = |i: usize| tokens.get(i).copied().unwrap_or_default();
        let mut start = dateline(text, tokens);
        let mut i = start;
        while i < tokens.len() {
            let token = at(i);
            let mut end = i + 1;
            let ends = match token.kind {
                Kind::Stop => {
                    while matches!(at(end).kind, Kind::Stop | Kind::Close) && !at(end).spaced {
                        end += 1;
                    }
                    starts_sentence(at(end))
                }
                Kind::Quote => {
                    let quoted = self.quotes.get(token.quote);
                    quoted.is_some_and(|quoted| quoted.stops)
                        && starts_sentence(at(end))
                        && !attributed(tokens, end, quoted.is_some_and(|quoted| quoted.goes_on))
                }
                Kind::Word if token.dotted => {
                    let next = at(end);
                    let opens = Class::DET
                        | Class::PRONOUN
                        | Class::PREPOSITION
                        | Class::SUBORDINATOR
                        | Class::ADVERB;
                    next.kind == Kind::None
                        || (next.upper && next.is(opens) && !token.is(Class::TITLE))
                }
                _ => false,
            };
            if ends || end - start >= SENTENCE {
                self.sentences.push(start..end);
                start = end;
            }
            i = end;
        }
        if start < tokens.len() {
            self.sentences.push(start..tokens.len());
        }
    }
}

/// Straight single marks of a paragraph that has no others: 'We stay,' she said. They are apostrophes
/// far more often, so a quotation opens before a letter after white space and closes after a mark, or
/// before one.
fn singles(text: &str, range: Range<usize>, found: &mut Vec<Quotation>) {
    let slice = text.get(range.clone()).unwrap_or_default();
    let mut open: Option<usize> = None;
    for (at, mark) in slice.match_indices('\'') {
        let before = slice.get(..at).and_then(|text| text.chars().next_back());
        let after = slice.get(at + 1..).and_then(|text| text.chars().next());
        let starts = before.is_none_or(|c| c.is_whitespace() || c == '(')
            && after.is_some_and(char::is_alphabetic);
        if starts {
            open = open.or(Some(at));
            continue;
        }
        let ends = after.is_none_or(|c| !c.is_alphanumeric());
        let mark_before = before.is_some_and(|c| matches!(c, ',' | '.' | '?' | '!' | '…'));
        let mark_after = after.is_some_and(|c| matches!(c, ',' | '.' | ';' | ')'));
        let plural = before == Some('s') && !mark_after;
        if let Some(start) = open
            && ends
            && (mark_before || !plural)
        {
            let (start, end) = (range.start + start, range.start + at);
            found.push(Quotation {
                outer: start..end + mark.len(),
                inner: start + mark.len()..end,
            });
            open = None;
        }
    }
}

const OPENING: [&str; 9] = ["“", "„", "«", "\"", "''", "``", "»", "「", "‘"];

/// Whether a text begins with a mark that opens a quotation.
pub(super) fn opens_quotation(text: &str) -> bool {
    let text = text.trim_start();
    OPENING.iter().any(|mark| text.starts_with(mark))
}

/// The mark that opens a quotation without an end: the first one at the start of a word.
fn unclosed(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let slice = text.get(range.clone())?;
    let found = OPENING.iter().filter_map(|mark| {
        let mut places = slice.match_indices(mark).map(|(at, _)| at);
        let at = places.find(|&at| {
            let before = slice
                .get(..at)
                .and_then(|before| before.chars().next_back());
            let after = slice
                .get(at + mark.len()..)
                .and_then(|after| after.chars().next());
            before.is_none_or(char::is_whitespace) && after.is_some_and(char::is_alphanumeric)
        })?;
        Some(range.start + at..range.start + at + mark.len())
    });
    found.min_by_key(|mark| mark.start)
}

fn starts_sentence(next: Token) -> bool {
    match next.kind {
        Kind::None => true,
        Kind::Word => next.spaced && (next.upper || !next.is_word()),
        Kind::Number | Kind::Quote | Kind::Open | Kind::Other | Kind::Dash => next.spaced,
        _ => false,
    }
}

/// Whether the speaker of the quotation before follows, with nothing of what somebody says:
/// "“Why?” Smith asked."
fn attributed(tokens: &[Token], from: usize, goes_on: bool) -> bool {
    let at = |i: usize| tokens.get(i).copied().unwrap_or_default();
    let mut i = from;
    while i < from + 9 {
        let token = at(i);
        if i > from && token.frames(Frames::SAY | Frames::QUOTE) {
            let next = at(i + 1);
            return match next.kind {
                Kind::Stop | Kind::None => true,
                Kind::Comma | Kind::Semicolon => goes_on,
                Kind::Word => {
                    goes_on
                        && next.is(Class::PREPOSITION
                            | Class::TIME
                            | Class::TO
                            | Class::HEARER
                            | Class::ADVERB)
                }
                _ => false,
            };
        }
        let subject = match token.kind {
            Kind::Word => !token.is(Class::AUX | Class::VERB | Class::THAT | Class::SUBORDINATOR),
            Kind::Comma | Kind::Genitive => i > from,
            _ => false,
        };
        if !subject {
            return false;
        }
        i += 1;
    }
    false
}

/// How many tokens of a paragraph say where and when it was written: "LONDON (Reuters) –".
fn dateline(text: &str, tokens: &[Token]) -> usize {
    let capitals = |token: &Token| {
        let written = text.get(token.start..token.end).unwrap_or_default();
        written.len() > 2 && !written.contains(char::is_lowercase)
    };
    let mut divided = tokens.first().is_some_and(capitals);
    for (i, token) in tokens.iter().enumerate().take(12) {
        match token.kind {
            Kind::Dash if divided => {
                let next = tokens.get(i + 1).copied().unwrap_or_default();
                let opens = next.upper || matches!(next.kind, Kind::Number | Kind::Quote);
                return if opens { i + 1 } else { 0 };
            }
            Kind::Word if token.upper => {}
            Kind::Comma | Kind::Open => divided = true,
            Kind::Number | Kind::Close => {}
            _ => return 0,
        }
    }
    0
}
