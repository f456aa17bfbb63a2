//! Reads a text from its beginning to its end, sentence by sentence, and keeps in mind what a later
//! sentence refers to.

mod transcript;

use std::collections::HashSet;
use std::ops::Range;

use foldhash::fast::FixedState;

use self::transcript::labels;
use super::lexicon::Class;
use super::outline::{Outline, Quoted, opens_quotation};
use super::phrase::Sentence;
use super::resolve::{How, Memory, Resolved};
use super::rules::{self, Found, Rule};
use super::tokens::{Kind, Tokeniser};
use super::{Language, Names, Proposed};
use crate::model::{Form, Polarity, Span};
use crate::text::{Text, snap_to_graphemes};

/// A longer line is read in parts.
const PART: usize = 16_384;

/// The statements of a text.
pub(super) fn read(text: &Text, names: &Names, language: &Language) -> Vec<Proposed> {
    let mut reader = Reader {
        text: text.as_str(),
        language,
        memory: Memory::new(names),
        found: Vec::new(),
        paragraph: 0,
        sentence: 0,
        labels: labels(text.as_str()),
        said: None,
        last: None,
        announced: None,
        open: None,
    };
    let mut tokeniser = Tokeniser::new(language.tables, &language.lexicon);
    let mut outline = Outline::default();
    for line in 0..text.line_count() {
        let mut rest = text.line(line);
        while !rest.is_empty() {
            let part = part(text.as_str(), rest.clone());
            let opens = part.end == rest.end && opens_after(text, line);
            outline.read(text.as_str(), part.clone(), opens, &mut tokeniser);
            reader.paragraph(&outline);
            rest.start = part.end.max(rest.start + 1);
        }
    }
    let drafts = reader.found;
    let mut proposed: Vec<Proposed> = drafts
        .into_iter()
        .filter_map(|draft| draft.proposed(text))
        .collect();
    proposed.sort_by_key(|proposed| proposed.contents.first().copied());
    proposed
}

/// Whether the next paragraph after a line opens with a quotation mark.
fn opens_after(text: &Text, line: usize) -> bool {
    let next = (line + 1..line + 3).map(|line| text.line(line));
    let mut next = next.filter_map(|line| text.as_str().get(line));
    let next = next.find(|line| !line.trim().is_empty());
    next.is_some_and(opens_quotation)
}

/// A line, or so much of it as is read at once: up to the end of a sentence.
fn part(text: &str, line: Range<usize>) -> Range<usize> {
    if line.len() <= PART {
        return line;
    }
    let end = text.floor_char_boundary(line.start + PART);
    let slice = text.get(line.start..end).unwrap_or_default();
    let cut = slice.rfind(". ").map(|at| at + 2);
    let cut = cut.or_else(|| slice.rfind(' ').map(|at| at + 1));
    line.start..cut.map_or(end, |cut| line.start + cut)
}

/// A proposal in the making, in bytes.
#[derive(Clone)]
struct Draft {
    contents: Vec<Range<usize>>,
    cue: Option<Range<usize>>,
    source: Option<Range<usize>>,
    resolved: Resolved,
    rule: Rule,
    confidence: u8,
    negated: bool,
    /// How many letters of the contents stand in quotation marks, and how many there are.
    letters: (usize, usize),
}

/// A statement, with the paragraph and the sentence in which it ended.
#[derive(Clone, Copy)]
struct Last {
    number: usize,
    paragraph: usize,
    sentence: usize,
}

struct Reader<'a> {
    text: &'a str,
    language: &'a Language,
    memory: Memory<'a>,
    found: Vec<Draft>,
    /// How many paragraphs with words were read, and how many sentences.
    paragraph: usize,
    sentence: usize,
    /// Names in capital letters that begin more than one line, with a colon: those who speak in a
    /// transcript.
    labels: HashSet<&'a str, FixedState>,
    /// The last statement with a source.
    said: Option<Last>,
    /// Who speaks on without being named.
    last: Option<Last>,
    /// What "She wrote:" at the end of a paragraph announces, and in which.
    announced: Option<(Draft, usize)>,
    /// The statement whose quotation was not closed at the end of the last paragraph, and which.
    open: Option<(usize, usize)>,
}

impl Reader<'_> {
    fn paragraph(&mut self, outline: &Outline) {
        if outline.tokens.is_empty() {
            return;
        }
        self.paragraph += 1;
        let spoken = self.transcript(outline);
        for sentence in &outline.sentences {
            self.sentence += 1;
            let s = Sentence {
                text: self.text,
                tables: self.language.tables,
                tokens: &outline.tokens,
                quotes: &outline.quotes,
                lo: sentence.start,
                hi: sentence.end,
            };
            let from = self.found.len();
            if spoken {
                self.memory.remember(&s);
                continue;
            }
            for found in rules::find(&s) {
                self.take(&s, found);
            }
            self.mark_nested(from);
            let unlikely = |draft: &Draft| draft.rule == Rule::Nested && draft.confidence < 45;
            let kept = self.found.split_off(from);
            self.found
                .extend(kept.into_iter().filter(|draft| !unlikely(draft)));
            self.quotations(&s, from);
            self.indirect(&s, from);
            for number in from..self.found.len() {
                self.inside(&s, outline, number);
            }
            for draft in self.found.iter_mut().skip(from) {
                draft.count(self.text, &outline.quotes);
            }
            self.memory.remember(&s);
        }
    }

    fn take(&mut self, s: &Sentence<'_>, found: Found) {
        let resolved = match &found.subject {
            Some(subject) => self.memory.resolve(s, subject),
            None => Resolved::nobody(),
        };
        let draft = Draft {
            contents: found.contents,
            cue: found.cue,
            source: found.subject.and_then(|subject| s.bytes(&subject)),
            resolved,
            rule: found.rule,
            confidence: found.confidence,
            negated: found.negated,
            letters: (0, 0),
        };
        if draft.contents.is_empty() {
            self.announced = Some((draft, self.paragraph));
        } else {
            self.found.push(draft);
        }
    }

    /// What stands whole inside of what somebody else says.
    fn mark_nested(&mut self, from: usize) {
        let hulls: Vec<Range<usize>> = self.found.iter().skip(from).map(Draft::hull).collect();
        for (number, draft) in self.found.iter_mut().skip(from).enumerate() {
            let cue = draft.cue.clone().unwrap_or_default();
            let holds = |hull: &Range<usize>| hull.start <= cue.start && cue.end <= hull.end;
            let inside = hulls
                .iter()
                .enumerate()
                .any(|(other, hull)| other != number && holds(hull));
            if inside {
                if draft.rule != Rule::Noun {
                    draft.rule = Rule::Nested;
                }
                draft.confidence = draft.confidence.saturating_sub(20);
            }
        }
    }

    /// Quotations of a sentence that no cue of it has taken.
    fn quotations(&mut self, s: &Sentence<'_>, from: usize) {
        for i in s.lo..s.hi {
            let Some(quoted) = s.quoted(i) else { continue };
            let outer = quoted.outer.clone();
            let taken = self.found.iter().skip(from).position(|draft| {
                let mut contents = draft.contents.iter();
                contents.any(|content| content.start <= outer.start && outer.end <= content.end)
            });
            let number = match taken {
                Some(number) => Some(from + number),
                None => self.floating(s, i, quoted, from),
            };
            if let Some(number) = number {
                self.last = Some(Last {
                    number,
                    paragraph: self.paragraph,
                    sentence: self.sentence,
                });
                // A quotation that is not closed goes on in the next paragraph.
                if quoted.inner.end == quoted.outer.end {
                    self.open = Some((number, self.paragraph));
                }
            }
        }
    }

    /// A sentence in the mood of what others say, after one that said who: "Der Haushalt müsse stehen."
    fn indirect(&mut self, s: &Sentence<'_>, from: usize) {
        let mood = (s.lo..s.hi).any(|i| s.at(i).is(Class::INDIRECT));
        let said = self
            .said
            .filter(|said| said.paragraph == self.paragraph && self.sentence <= said.sentence + 1);
        if mood
            && self.found.len() == from
            && let Some(before) = said.and_then(|said| self.found.get(said.number)).cloned()
            && let Some(content) = s.bytes(&(s.lo..s.end()))
        {
            self.found.push(Draft {
                contents: vec![content],
                cue: None,
                rule: Rule::Floating,
                confidence: 60,
                negated: false,
                ..before
            });
        }
        let spoken = |draft: &Draft| draft.source.is_some() && draft.rule != Rule::Nested;
        let last = self
            .found
            .get(from..)
            .unwrap_or_default()
            .iter()
            .rposition(spoken);
        if let Some(last) = last {
            self.said = Some(Last {
                number: from + last,
                paragraph: self.paragraph,
                sentence: self.sentence,
            });
        }
    }

    /// Words in marks without a cue of their own, and whose they are; `from` is the first draft of
    /// their sentence.
    fn floating(
        &mut self,
        s: &Sentence<'_>,
        i: usize,
        quoted: &Quoted,
        from: usize,
    ) -> Option<usize> {
        let outer = quoted.outer.clone();
        let opens_paragraph = i == 0;
        if let Some((number, paragraph)) = self.open
            && opens_paragraph
            && paragraph + 1 == self.paragraph
        {
            self.open = None;
            if let Some(draft) = self.found.get_mut(number) {
                draft.goes_on(self.text, outer);
                return Some(number);
            }
        }
        let opens = i == s.lo;
        // "Ortiz: “We need more.”"
        if i > s.lo + 1 && s.at(i - 1).kind == Kind::Colon && quoted.words > 1 {
            let subject = s.lo..i - 1;
            let name = (s.lo..i - 1).all(|k| s.at(k).is_word()) && s.at(s.lo).is_name();
            if name && subject.len() < 7 && !s.has_verb(subject.clone()) {
                let resolved = self.memory.resolve(s, &subject);
                self.found.push(Draft {
                    contents: vec![outer],
                    cue: s.bytes(&(i - 1..i)),
                    source: s.bytes(&subject),
                    resolved,
                    rule: Rule::Quotation,
                    confidence: 80,
                    negated: false,
                    letters: (0, 0),
                });
                return Some(self.found.len() - 1);
            }
        }
        // "… how she hid: “I heard them.”"
        let after_colon = i > s.lo && s.at(i - 1).kind == Kind::Colon && quoted.upper;
        if after_colon
            && let Some(draft) = self.found.get(from..).and_then(<[Draft]>::last).cloned()
        {
            let rule = Rule::Quotation;
            let contents = vec![outer];
            self.found.push(Draft {
                contents,
                rule,
                confidence: 75,
                ..draft
            });
            return Some(self.found.len() - 1);
        }
        if let Some((draft, paragraph)) = self.announced.take()
            && opens
            && paragraph + 1 >= self.paragraph
        {
            self.found.push(Draft {
                contents: vec![outer],
                rule: Rule::Quotation,
                confidence: 85,
                ..draft
            });
            return Some(self.found.len() - 1);
        }
        let rest = (i + 1..s.hi).all(|k| !s.at(k).is_word());
        let sentence = opens && quoted.upper && (quoted.stops || rest || quoted.goes_on);
        let last = self
            .last
            .filter(|last| last.paragraph + 2 >= self.paragraph);
        if sentence
            && quoted.words > 1
            && let Some(Last {
                number,
                paragraph,
                sentence,
            }) = last
        {
            let before = self.found.get(number)?.clone();
            let same_paragraph = paragraph == self.paragraph;
            let said: usize = before.contents.iter().map(Range::len).sum();
            let follows = same_paragraph && self.sentence <= sentence + 1;
            if follows && rest && outer.len() <= said && before.rule != Rule::Floating {
                if let Some(draft) = self.found.get_mut(number) {
                    draft.goes_on(self.text, outer);
                }
                return Some(number);
            }
            if quoted.verb || same_paragraph {
                self.found.push(Draft {
                    contents: vec![outer],
                    cue: None,
                    source: before.source.filter(|_| same_paragraph),
                    resolved: before.resolved,
                    rule: Rule::Floating,
                    confidence: if same_paragraph { 50 } else { 35 },
                    negated: false,
                    letters: (0, 0),
                });
                return Some(self.found.len() - 1);
            }
            return None;
        }
        if quoted.is_name() || !quoted.verb || quoted.words < 5 {
            return None;
        }
        let subject = s.main_subject(i).filter(|_| !sentence);
        let resolved = match &subject {
            Some(subject) => self.memory.resolve(s, subject),
            None => Resolved::nobody(),
        };
        self.found.push(Draft {
            contents: vec![outer],
            cue: None,
            source: subject.and_then(|subject| s.bytes(&subject)),
            resolved,
            rule: Rule::Floating,
            confidence: if sentence { 35 } else { 50 },
            negated: false,
            letters: (0, 0),
        });
        Some(self.found.len() - 1)
    }

    /// What somebody says in marks that they think: “I believe …”
    fn inside(&mut self, s: &Sentence<'_>, outline: &Outline, number: usize) {
        let Some(draft) = self.found.get(number).cloned() else {
            return;
        };
        if draft.rule == Rule::Nested {
            return;
        }
        for i in s.lo..s.hi {
            let Some(quoted) = s.quoted(i).filter(|quoted| quoted.first_person) else {
                continue;
            };
            let taken = draft.contents.iter().any(|content| {
                content.start <= quoted.outer.start && quoted.outer.end <= content.end
            });
            if !taken {
                continue;
            }
            let mut start = quoted.tokens.start;
            while start < quoted.tokens.end {
                let tokens = outline
                    .inner
                    .get(start..quoted.tokens.end)
                    .unwrap_or_default();
                let stop = tokens.iter().position(|token| token.kind == Kind::Stop);
                let end = stop.map_or(quoted.tokens.end, |stop| start + stop + 1);
                self.thought(&outline.inner, start..end, &draft);
                start = end;
            }
        }
    }

    fn thought(&mut self, tokens: &[super::tokens::Token], range: Range<usize>, outer: &Draft) {
        let s = Sentence {
            text: self.text,
            tables: self.language.tables,
            tokens,
            quotes: &[],
            lo: range.start,
            hi: range.end,
        };
        for found in rules::find(&s) {
            let first = found.subject.clone().filter(|subject| {
                subject.len() == 1 && s.at(subject.start).is(Class::FIRST_PERSON)
            });
            let Some(subject) = first.filter(|_| found.rule == Rule::Clause) else {
                continue;
            };
            self.found.push(Draft {
                contents: found.contents,
                cue: found.cue,
                source: s.bytes(&subject),
                resolved: Resolved {
                    how: How::Pronoun,
                    ..outer.resolved.clone()
                },
                rule: Rule::Nested,
                confidence: 60,
                negated: found.negated,
                letters: (0, 0),
            });
        }
    }
}

impl Draft {
    fn hull(&self) -> Range<usize> {
        let start = self.contents.iter().map(|content| content.start).min();
        let end = self.contents.iter().map(|content| content.end).max();
        start.unwrap_or_default()..end.unwrap_or_default()
    }

    /// Adds words in marks that go on with what was said.
    fn goes_on(&mut self, text: &str, quotation: Range<usize>) {
        let letters = letters(text, &quotation);
        self.letters.0 += letters;
        self.letters.1 += letters;
        self.contents.push(quotation);
    }

    /// Counts the letters that stand in marks.
    fn count(&mut self, text: &str, quotes: &[Quoted]) {
        self.letters = (0, 0);
        for content in &self.contents {
            self.letters.1 += letters(text, content);
            let first = quotes.partition_point(|quoted| quoted.outer.end <= content.start);
            let quotes = quotes.iter().skip(first);
            for quoted in quotes.take_while(|quoted| quoted.outer.start < content.end) {
                let start = quoted.outer.start.max(content.start);
                let end = quoted.outer.end.min(content.end);
                if start < end {
                    self.letters.0 += letters(text, &(start..end));
                }
            }
        }
    }

    /// What the marks make of it, as [`Form::proposed`] has it.
    fn form(&self) -> Form {
        let (quoted, all) = self.letters;
        if quoted == 0 {
            Form::Indirect
        } else if quoted * 10 >= all * 9 {
            Form::Direct
        } else {
            Form::Mixed
        }
    }

    fn proposed(mut self, text: &Text) -> Option<Proposed> {
        let span = |range: &Range<usize>| {
            let whole = snap_to_graphemes(text.as_str(), range.clone());
            Span::by_hand(text, whole).ok()
        };
        self.contents.sort_by_key(|content| content.start);
        let mut contents: Vec<Span> = Vec::new();
        for content in self.contents.iter().filter_map(span) {
            if contents
                .last()
                .is_none_or(|last| last.end() <= content.start())
            {
                contents.push(content);
            }
        }
        if contents.is_empty() {
            return None;
        }
        let cue = self.cue.as_ref().and_then(span);
        let source = self.source.as_ref().and_then(span);
        let reason = super::reason::reason(text, self.rule, cue, source, &self.resolved);
        Some(Proposed {
            form: self.form(),
            contents,
            cue,
            source,
            naming: self.resolved.naming,
            speakers: self.resolved.speakers,
            polarity: if self.negated {
                Polarity::Negated
            } else {
                Polarity::Affirmed
            },
            rule: self.rule,
            confidence: f64::from(self.confidence) / 100.0,
            reason,
        })
    }
}

/// How many bytes of a stretch are letters and digits, more or less: those that are no white space
/// and no mark of ASCII.
fn letters(text: &str, range: &Range<usize>) -> usize {
    let bytes = text.as_bytes().get(range.clone()).unwrap_or_default();
    let letter = |byte: &&u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    bytes.iter().filter(letter).count()
}
