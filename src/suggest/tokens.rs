//! A stretch of text as words and marks.

use std::ops::Range;

use super::lexicon::{Class, Form, Frames, Lexicon, Tables, Word};

/// What a token is by its letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// Outside of what was asked for.
    #[default]
    None,
    Word,
    Number,
    Comma,
    /// `.`, `!`, `?`, `…`
    Stop,
    Colon,
    Semicolon,
    Dash,
    Open,
    Close,
    /// The 's of a possessive.
    Genitive,
    /// A whole quotation, with its marks.
    Quote,
    Other,
}

/// A word, a mark, or a whole quotation. Places are bytes of the text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    pub(super) word: Word,
    /// Begins with a capital letter.
    pub(super) upper: bool,
    /// White space stands before it.
    pub(super) spaced: bool,
    /// An abbreviation that took its full stop.
    pub(super) dotted: bool,
    /// Of a quotation: its number in the paragraph.
    pub(super) quote: usize,
}

impl Token {
    pub(super) fn is(&self, any: Class) -> bool {
        self.word.class.is(any)
    }

    pub(super) fn frames(&self, any: Frames) -> bool {
        self.word.frames.is(any)
    }

    pub(super) fn form(&self, any: Form) -> bool {
        self.word.form.is(any)
    }

    pub(super) fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Number)
    }

    /// A word that may be a name: with a capital letter, no function word.
    pub(super) fn is_name(&self) -> bool {
        self.kind == Kind::Word && self.upper
    }

    pub(super) fn is_cue(&self) -> bool {
        self.word.frames != Frames::NONE
    }
}

/// Cuts texts into tokens, with one buffer for all of them.
pub(super) struct Tokeniser<'a> {
    tables: &'a Tables,
    lexicon: &'a Lexicon,
    lower: String,
}

impl<'a> Tokeniser<'a> {
    pub(super) fn new(tables: &'a Tables, lexicon: &'a Lexicon) -> Self {
        Self {
            tables,
            lexicon,
            lower: String::new(),
        }
    }

    /// The tokens of a stretch of text, after those that are there.
    pub(super) fn tokens(&mut self, text: &str, range: Range<usize>, found: &mut Vec<Token>) {
        let slice = text.get(range.clone()).unwrap_or_default();
        let mut at = 0;
        let before = text.get(..range.start).and_then(|t| t.chars().next_back());
        let mut spaced = before.is_none_or(char::is_whitespace);
        while let Some(c) = slice.get(at..).and_then(|rest| rest.chars().next()) {
            let from = at;
            at += c.len_utf8();
            if c.is_whitespace() {
                spaced = true;
                continue;
            }
            let mut token = Token {
                start: range.start + from,
                spaced,
                ..Token::default()
            };
            spaced = false;
            if c.is_alphanumeric() || matches!(c, '#' | '@' | '$' | '€' | '£') {
                at = word_end(slice, from);
                self.word(slice, from..at, token, found);
                if let Some(last) = found.last_mut() {
                    at = past_full_stop(slice, last, range.start);
                }
                continue;
            }
            token.kind = match c {
                ',' | '،' | '、' | '，' => Kind::Comma,
                '.' | '!' | '?' | '…' | '。' | '！' | '？' => Kind::Stop,
                ':' | '：' => Kind::Colon,
                ';' => Kind::Semicolon,
                '–' | '—' | '―' => Kind::Dash,
                '-' if token.spaced => Kind::Dash,
                '(' | '[' | '{' => Kind::Open,
                ')' | ']' | '}' => Kind::Close,
                _ => Kind::Other,
            };
            token.end = range.start + at;
            found.push(token);
        }
    }

    fn word(&mut self, slice: &str, range: Range<usize>, mut token: Token, found: &mut Vec<Token>) {
        let written = slice.get(range.clone()).unwrap_or_default();
        let offset = token.start - range.start;
        token.end = offset + range.end;
        token.kind = if written.starts_with(|c: char| c.is_numeric()) {
            Kind::Number
        } else {
            Kind::Word
        };
        token.upper = written
            .trim_start_matches(['#', '@'])
            .starts_with(char::is_uppercase);
        token.word = self.look_up(written);
        let genitive = || {
            let mut genitives = ["'s", "’s", "'", "’"].into_iter();
            genitives.find_map(|end| written.strip_suffix(end))
        };
        if token.word == Word::default()
            && let Some(bare) = genitive()
        {
            let border = token.start + bare.len();
            let mut mark = token;
            token.end = border;
            token.word = self.look_up(bare);
            found.push(token);
            mark.start = border;
            mark.kind = Kind::Genitive;
            mark.upper = false;
            mark.spaced = false;
            found.push(mark);
            return;
        }
        found.push(token);
    }

    fn look_up(&mut self, written: &str) -> Word {
        self.lower.clear();
        if written.is_ascii() {
            self.lower.push_str(written);
            self.lower.make_ascii_lowercase();
        } else {
            self.lower
                .extend(written.chars().flat_map(char::to_lowercase));
        }
        // The organisation, the country: no pronouns.
        if matches!(written, "WHO" | "US" | "IT") {
            return Word::default();
        }
        let mut word = self.lexicon.get(&self.lower);
        let unknown = word == Word::default();
        if unknown && self.lower.len() > 4 && written.starts_with(char::is_lowercase) {
            let ends = |endings: &[&str]| endings.iter().any(|end| self.lower.ends_with(end));
            if ends(self.tables.adverb_endings) {
                word.class = Class::ADVERB;
            } else if ends(self.tables.past_endings) {
                word.class = Class::GUESSED_VERB;
            } else if self.lower.len() > 6 && ends(self.tables.ing_endings) {
                word.form = Form::ING;
            }
        }
        word
    }
}

/// Where reading goes on: past the full stop of an abbreviation or an initial.
fn past_full_stop(slice: &str, token: &mut Token, offset: usize) -> usize {
    let end = token.end - offset;
    let written = slice.get(token.start - offset..end).unwrap_or_default();
    let dot = slice.get(end..).is_some_and(|rest| rest.starts_with('.'));
    let initials = token.upper && written.split('.').all(|part| part.chars().count() == 1);
    let state = token.upper && token.is(Class::STATE);
    let short = token.is(Class::ABBREVIATION) && !ends_sentence(written, slice.get(end + 1..));
    if dot && token.kind == Kind::Word && (initials || state || short) {
        token.end += 1;
        token.dotted = true;
        return end + 1;
    }
    end
}

/// Whether a word is an abbreviation only before a number: "said no." is none, "no. 5" is.
fn ends_sentence(written: &str, rest: Option<&str>) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    matches!(written, "no" | "fig")
        && !rest.is_some_and(|rest| rest.trim_start().starts_with(digit))
}

/// Where a word ends that begins at a byte: letters and digits, with an apostrophe, a hyphen, or,
/// between initials and digits, a full stop inside.
fn word_end(slice: &str, from: usize) -> usize {
    let mut at = from;
    let mut part = 0;
    while let Some(c) = slice.get(at..).and_then(|rest| rest.chars().next()) {
        let next = at + c.len_utf8();
        let after = || slice.get(next..).and_then(|rest| rest.chars().next());
        let goes_on = match c {
            '\'' | '’' => {
                let inside = after().is_some_and(char::is_alphabetic) && at > from;
                // The plural's possessive: workers’.
                let plural = slice.get(from..at).is_some_and(|word| word.ends_with('s'))
                    && after().is_some_and(|c| c == ' ')
                    && c == '’';
                inside || plural
            }
            '-' | '\u{2011}' => after().is_some_and(char::is_alphanumeric),
            '.' | ',' => {
                let digits = slice
                    .get(from..at)
                    .is_some_and(|w| w.ends_with(|c: char| c.is_ascii_digit()))
                    && after().is_some_and(|c| c.is_ascii_digit());
                let initials = c == '.' && part == 1 && after().is_some_and(char::is_uppercase);
                digits || initials
            }
            '#' | '@' | '$' | '€' | '£' => at == from,
            '%' | '_' | '\u{301}' => true,
            c => c.is_alphanumeric() || is_mark(c),
        };
        if !goes_on {
            break;
        }
        part = if c == '.' { 0 } else { part + 1 };
        at = next;
    }
    at.max(
        from + slice
            .get(from..)
            .and_then(|r| r.chars().next())
            .map_or(1, char::len_utf8),
    )
}

/// A sign that is drawn on the letter before it.
fn is_mark(c: char) -> bool {
    c > '\u{2ff}' && unicode_normalization::char::is_combining_mark(c)
}
