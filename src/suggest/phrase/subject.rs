//! Whose verb it is: subjects, and where the clause begins that they stand in.

use std::ops::Range;

use super::Sentence;
use crate::suggest::lexicon::{Class, Form};
use crate::suggest::tokens::Kind;

impl Sentence<'_> {
    /// The subject that stands directly before a place, after `lo`.
    pub(in crate::suggest) fn subject_before(&self, lo: usize, end: usize) -> Option<Range<usize>> {
        let last = self.before(end);
        if end <= lo || last.kind == Kind::None {
            return None;
        }
        if last.kind == Kind::Comma {
            return self.subject_with_apposition(lo, end - 1);
        }
        let mut start = self.clause_start(lo, end);
        start = self.without_lead(start, end);
        let end = self.without_day(start, end);
        if start >= end {
            return None;
        }
        let first = self.at(start);
        let mut subject = if first.is(Class::PREPOSITION | Class::TIME | Class::ADVERB)
            && !first.is(Class::PRONOUN | Class::DET)
        {
            self.noun_before(start, end)..end
        } else {
            start..end
        };
        // "Malaysia's Prime Minister, Najib Razak said"; "A, B and C said".
        if self.before(subject.start).kind == Kind::Comma && self.at(subject.start).is_name() {
            let earlier = self.clause_start(lo, subject.start - 1);
            let words = earlier..subject.start - 1;
            let opens = earlier == lo || self.before(earlier).kind == Kind::Semicolon;
            let is_title = words.clone().any(|i| self.at(i).is(Class::TITLE));
            let is_list = subject.clone().any(|i| self.at(i).is(Class::AND)) && words.len() < 5;
            let first = self.at(earlier);
            let lead = first
                .is(Class::PREPOSITION | Class::SUBORDINATOR | Class::ADVERB | Class::TIME)
                || first.form(Form::ING);
            if opens && (is_title || is_list) && !lead && !words.is_empty() {
                subject.start = earlier;
            }
        }
        self.sound(subject)
    }

    /// Where a subject ends without the day after it: "Holm on Monday said".
    fn without_day(&self, start: usize, end: usize) -> usize {
        let mut last = end;
        while last > start + 1
            && self.before(last).is(Class::TIME)
            && !self.before(last).is(Class::PRONOUN)
        {
            last -= 1;
        }
        if last < end && last > start + 1 && self.before(last).is(Class::ON) {
            last -= 1;
        }
        let named = self.before(last);
        let noun = named.kind == Kind::Word
            && !named.is(Class::PREPOSITION | Class::DET)
            && !named.form(Form::PARTICIPLE);
        if noun { last } else { end }
    }

    /// The subject before a comma that closes an apposition or a relative clause.
    fn subject_with_apposition(&self, lo: usize, end: usize) -> Option<Range<usize>> {
        let hard = (lo..end).rev().find(|&i| {
            let token = self.at(i);
            let says = self
                .quoted(i)
                .is_some_and(|q| q.verb || q.stops || q.goes_on);
            matches!(token.kind, Kind::Semicolon | Kind::Colon)
                || says
                || (token.is(Class::BUT | Class::AND) && self.before(i).kind == Kind::Comma)
        });
        let mut start = hard.map_or(lo, |i| i + 1);
        while start < end {
            let comma = (start..end).find(|&i| self.at(i).kind == Kind::Comma);
            let segment_end = comma.unwrap_or(end);
            let first = self.at(start);
            let lead = first.is(Class::PREPOSITION
                | Class::SUBORDINATOR
                | Class::ADVERB
                | Class::TIME
                | Class::RELATIVE)
                && !first.is(Class::DET)
                || first.form(Form::ING)
                || first.kind != Kind::Word;
            let verb = (start..segment_end).any(|i| self.is_finite(i));
            if !lead && !verb {
                return self.sound(self.without_lead(start, end)..end);
            }
            if verb && !lead {
                // The subject of another clause: what says so stands after its verb, if anywhere.
                let inside = self.clause_start(start, segment_end);
                if inside > start && inside < segment_end && comma.is_some() {
                    return self.sound(self.without_lead(inside, segment_end)..end);
                }
            }
            start = segment_end + 1;
        }
        None
    }

    /// Where the clause begins whose subject ends at a place.
    fn clause_start(&self, lo: usize, end: usize) -> usize {
        let mut i = end;
        let mut depth = 0_usize;
        while i > lo {
            let token = self.at(i - 1);
            match token.kind {
                Kind::Close => depth += 1,
                Kind::Open if depth > 0 => depth -= 1,
                _ if depth > 0 => {}
                Kind::Comma
                | Kind::Semicolon
                | Kind::Colon
                | Kind::Dash
                | Kind::Quote
                | Kind::Stop => {
                    return i;
                }
                Kind::Word => {
                    let border = Class::SUBORDINATOR | Class::THAT | Class::BUT;
                    let next = self.at(i);
                    let participle = token.form(Form::ING)
                        && token.is_cue()
                        && next.is(Class::DET | Class::PRONOUN | Class::THAT);
                    if participle {
                        return i;
                    }
                    // "A man who saw it said": the verb is of a relative clause.
                    if let Some(who) = self.relative(lo, i - 1) {
                        i = who;
                        continue;
                    }
                    let question = token.is(Class::QUESTION | Class::RELATIVE) && i < end;
                    if (token.is(border) && !token.is(Class::PREPOSITION)) || question {
                        return i;
                    }
                    if self.is_reduced(i - 1, end) {
                        i -= 1;
                        continue;
                    }
                    if self.is_finite(i - 1) && !token.is(Class::PRONOUN) {
                        return i;
                    }
                    if token.is(Class::AND) && (lo..i - 1).any(|k| self.is_finite(k)) {
                        return i;
                    }
                }
                _ => {}
            }
            i -= 1;
        }
        lo
    }

    /// Whether a verb is a participle of the noun before it: "a poll conducted last week found".
    fn is_reduced(&self, verb: usize, end: usize) -> bool {
        let (token, before, next) = (self.at(verb), self.before(verb), self.at(verb + 1));
        let participle = token.form(Form::PARTICIPLE) && (!token.is_cue() || next.is(Class::BY));
        let noun = before.kind == Kind::Word
            && !before.is(Class::PRONOUN
                | Class::AUX
                | Class::AND
                | Class::BUT
                | Class::ADVERB
                | Class::RELATIVE);
        let phrase = next.is(Class::PREPOSITION | Class::TIME) && verb + 1 < end;
        participle && noun && phrase
    }

    /// The relative word whose clause has its verb at a place: "who" of "who asked", "who was asked".
    fn relative(&self, lo: usize, verb: usize) -> Option<usize> {
        if !self.is_finite(verb) {
            return None;
        }
        let who = (lo..verb).rev().take(4).find(|&i| {
            !self
                .at(i)
                .is(Class::AUX | Class::BE | Class::HAVE | Class::NOT | Class::ADVERB)
        })?;
        let noun = self.before(who);
        let somebody = noun.kind == Kind::Word
            && !noun.is(Class::AUX | Class::PREPOSITION | Class::VERB)
            && !noun.is_cue();
        let relative = self.at(who).is(Class::RELATIVE)
            || (self.at(who).is(Class::THAT) && noun.is(Class::PEOPLE));
        (relative && somebody && who > lo).then_some(who)
    }

    /// A range without the conjunctions and adverbs in front.
    fn without_lead(&self, start: usize, end: usize) -> usize {
        let mut start = start;
        while start < end {
            let token = self.at(start);
            let lead = token.is(Class::AND | Class::BUT | Class::SUBORDINATOR | Class::ADVERB)
                && !token.is(Class::DET | Class::PRONOUN | Class::OBJECT | Class::PREPOSITION);
            let mark = matches!(
                token.kind,
                Kind::Comma | Kind::Dash | Kind::Other | Kind::Close
            );
            if !lead && !mark {
                break;
            }
            start += 1;
        }
        start
    }

    /// Where the noun phrase begins that ends at a place: back to its determiner, through names and
    /// what "of" joins.
    pub(in crate::suggest) fn noun_before(&self, lo: usize, end: usize) -> usize {
        let mut i = end;
        while i > lo {
            let token = self.at(i - 1);
            let border =
                Class::PREPOSITION | Class::TIME | Class::AUX | Class::RELATIVE | Class::ADVERB;
            if token.is(Class::OF) && i < end {
                i -= 1;
                continue;
            }
            if !token.is_word() && token.kind != Kind::Genitive || token.kind == Kind::Number {
                break;
            }
            if token.is(border) && !token.is(Class::DET | Class::PRONOUN) {
                break;
            }
            // A name ends where small letters begin, unless they are a title.
            let next = self.at(i);
            if i < end
                && next.is_name()
                && !token.upper
                && !token.is(Class::TITLE
                    | Class::MODIFIER
                    | Class::DET
                    | Class::AND
                    | Class::PARTICLE)
            {
                break;
            }
            i -= 1;
            if token.is(Class::DET | Class::PRONOUN) {
                let more = self.before(i);
                if !more.is(Class::OF) {
                    break;
                }
            }
        }
        i
    }

    /// A range that can be a subject: with a word in it that can be a noun.
    fn sound(&self, range: Range<usize>) -> Option<Range<usize>> {
        let has_noun = range.clone().any(|i| {
            let token = self.at(i);
            let function =
                Class::PREPOSITION | Class::AUX | Class::AND | Class::BUT | Class::NEVER_SUBJECT;
            token.kind == Kind::Word && (!token.is(function) || token.is(Class::PRONOUN))
                || token.kind == Kind::Quote
        });
        (has_noun && range.len() <= 45).then_some(range)
    }

    /// The first noun phrase of the sentence that a verb follows.
    pub(in crate::suggest) fn main_subject(&self, before: usize) -> Option<Range<usize>> {
        let mut places = self.lo + 1..before;
        let verb = places
            .clone()
            .find(|&i| self.is_finite(i) && !self.before(i).is(Class::RELATIVE))
            .or_else(|| {
                places.find(|&i| {
                    let before = self.before(i);
                    self.at(i).is(Class::GUESSED_VERB)
                        && before.is_word()
                        && !before
                            .is(Class::DET | Class::MODIFIER | Class::PREPOSITION | Class::AND)
                })
            })?;
        let group = self.verb_group(verb);
        self.subject_before(self.lo, group.range.start)
    }
}
