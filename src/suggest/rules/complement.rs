//! What follows a verb of saying.

use super::Rule;
use crate::suggest::lexicon::{Class, Form, Frames};
use crate::suggest::outline::Quoted;
use crate::suggest::phrase::Sentence;
use crate::suggest::tokens::Kind;

/// What is said, to the right of its cue. Places are tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Complement {
    pub(super) start: usize,
    /// Where it ends, when that is known; else with the clause.
    pub(super) end: Option<usize>,
    pub(super) rule: Rule,
    pub(super) confidence: u8,
}

impl Complement {
    fn new(start: usize, rule: Rule, confidence: u8) -> Self {
        Self {
            start,
            end: None,
            rule,
            confidence,
        }
    }
}

/// How far "that" or a quotation may stand from its verb: "said in a statement on Monday that".
const ADJUNCT: usize = 14;

/// What a verb governs that ends before `from`.
pub(super) fn complement(s: &Sentence<'_>, frames: Frames, from: usize) -> Option<Complement> {
    let j = past_adverbs(s, from);
    direct_complement(s, frames, j)
        .or_else(|| told(s, frames, j))
        .or_else(|| after_adjunct(s, frames, j))
        .or_else(|| demand(s, frames, j))
        .or_else(|| judgement(s, frames, j))
        .or_else(|| bare(s, frames, j))
        .or_else(|| object(s, frames, j))
}

/// A clause with "that", words in marks, an indirect question, an infinitive: at a place.
fn direct_complement(s: &Sentence<'_>, frames: Frames, j: usize) -> Option<Complement> {
    let token = s.at(j);
    let mark = s.past_comma(j);
    let speech = Frames::SAY | Frames::QUOTE;
    if token.is(Class::THAT) && frames.is(Frames::THAT | Frames::SAY | Frames::BARE) {
        let confidence = if frames.is(Frames::SAY) { 90 } else { 80 };
        // "Critics say that is generous": a pronoun of its own.
        let pronoun = s.is_finite(j + 1) && frames.is(Frames::BARE);
        return (s.is_clause_of_that(j + 1) || pronoun)
            .then(|| Complement::new(j, Rule::Clause, confidence));
    }
    // ", that": a comma before the clause, as German and Ukrainian have it.
    if s.tables.comma_before_clause
        && token.kind == Kind::Comma
        && s.at(mark).is(Class::THAT | Class::QUESTION)
        && frames.is(Frames::THAT | Frames::SAY | Frames::BARE | Frames::QUESTION)
    {
        return Some(Complement::new(mark, Rule::Clause, 85));
    }
    let names = s
        .quoted(mark)
        .is_some_and(|quoted| quoted.is_name() && (!quoted.verb || !frames.is(Frames::SAY)));
    if names && mark == j {
        return None;
    }
    // "Holm betonte, die Fähre müsse fahren."
    let joint = Class::RELATIVE | Class::AND | Class::BUT | Class::SUBORDINATOR;
    if s.tables.comma_before_clause
        && token.kind == Kind::Comma
        && frames.is(Frames::SAY | Frames::BARE)
        && !s.at(mark).is(joint)
        && s.at(mark).kind == Kind::Word
        && s.is_clause(mark, false)
    {
        return Some(Complement::new(mark, Rule::Clause, 75));
    }
    if s.at(mark).kind == Kind::Quote && (mark == j || frames.is(speech)) {
        let usual = frames.is(speech | Frames::OBJECT | Frames::OBJECT_OF);
        let confidence = if frames.is(speech) { 92 } else { 70 };
        return (usual || frames.is(Frames::THAT | Frames::BARE))
            .then(|| quotation(s, mark, mark > j, confidence));
    }
    // Straight single marks are no marks here: they are apostrophes far more often.
    let single = s.at(mark).kind == Kind::Other && mark > j && frames.is(Frames::SAY);
    if single && s.is_clause(mark + 1, false) {
        return Some(Complement::new(mark, Rule::Clause, 70));
    }
    if token.kind == Kind::Colon && s.at(j + 1).is(Class::THAT) && s.is_clause_of_that(j + 2) {
        return Some(Complement::new(j + 1, Rule::Clause, 75));
    }
    if token.kind == Kind::Colon && frames.is(speech) && s.is_clause(j + 1, false) {
        return Some(Complement::new(j + 1, Rule::Clause, 70));
    }
    let question =
        token.is(Class::QUESTION) && !token.is(Class::RELATIVE) || s.phrase(j, "if").is_some();
    if question && frames.is(Frames::QUESTION) && s.is_clause(j + 1, false) {
        return Some(Complement::new(j, Rule::Clause, 65));
    }
    if token.is(Class::TO) && frames.is(Frames::TO) && s.at(j + 1).kind == Kind::Word {
        let confidence = if frames.is(Frames::THINK) { 45 } else { 50 };
        return Some(Complement::new(j, Rule::Promise, confidence));
    }
    None
}

/// Words in marks at a place, with those that "and" joins to them.
fn quotation(s: &Sentence<'_>, at: usize, marked: bool, confidence: u8) -> Complement {
    let quoted = s.quoted(at);
    let whole = marked && quoted.is_some_and(|q| q.upper) || quoted.is_some_and(|q| q.stops);
    let mut end = at + 1;
    while s.at(end).kind == Kind::Quote {
        end += 1;
    }
    while s.at(end).is(Class::AND) && s.at(end + 1).kind == Kind::Quote {
        end += 2;
    }
    let next = s.at(end);
    // "Chanted “No justice” outside": where, not what.
    let place = next.is(Class::PREPOSITION) && quoted.is_some_and(|q| q.upper && q.words > 2);
    let ends =
        whole || place || !next.is_word() || next.is(Class::AND | Class::BUT | Class::SUBORDINATOR);
    Complement {
        start: at,
        end: ends.then_some(end),
        rule: Rule::Quotation,
        confidence,
    }
}

/// Past adverbs and days: "said Monday that", "said again", "said, however, that".
fn past_adverbs(s: &Sentence<'_>, from: usize) -> usize {
    let mut j = from;
    while j < s.hi {
        let between = s.at(j).kind == Kind::Comma
            && s.at(j + 2).kind == Kind::Comma
            && s.at(j + 1).is(Class::ADVERB)
            && s.at(j + 3).is(Class::THAT);
        if between {
            j += 3;
            continue;
        }
        let token = s.at(j);
        let adverb = token.is(Class::ADVERB | Class::TIME)
            && !token.is(Class::DET | Class::PRONOUN | Class::QUESTION | Class::PREPOSITION);
        // "Thinks there may be": no adverb of the verb before.
        if adverb && s.at(j + 1).is(Class::AUX) {
            break;
        }
        let on_day = token.is(Class::ON) && s.at(j + 1).is(Class::TIME);
        if on_day {
            j += 2;
        } else if adverb && token.kind == Kind::Word {
            j += 1;
        } else {
            break;
        }
    }
    j
}

/// Somebody who is told, and what: "told reporters that", "warned them the plan would".
fn told(s: &Sentence<'_>, frames: Frames, j: usize) -> Option<Complement> {
    if !frames.is(Frames::HEARER) {
        return None;
    }
    let first = s.at(j);
    let function = Class::PREPOSITION
        | Class::TO
        | Class::AUX
        | Class::THAT
        | Class::ADVERB
        | Class::AND
        | Class::BUT
        | Class::AS
        | Class::QUESTION
        | Class::SUBORDINATOR
        | Class::TIME;
    let hearer = first.kind == Kind::Word
        && (first.upper
            || !first.is(function)
            || first.is(Class::DET
                | Class::OBJECT
                | Class::HEARER
                | Class::PEOPLE
                | Class::PRONOUN));
    if !hearer {
        return None;
    }
    let mut end = s.noun_phrase_end(j);
    if first.is(Class::OBJECT) && !first.is(Class::DET | Class::HEARER) {
        end = j + 1;
    }
    let after = past_adverbs(s, end);
    let found = direct_complement(s, frames | Frames::THAT | Frames::QUOTE, after)
        .or_else(|| after_adjunct(s, frames | Frames::THAT | Frames::QUOTE, after));
    if found.is_some() {
        return found.filter(|found| found.rule != Rule::Promise);
    }
    // Somebody of small letters that are in no list is told with "that" only.
    let known = first.upper
        || first.is(Class::DET | Class::OBJECT | Class::HEARER | Class::PEOPLE | Class::PRONOUN);
    if !known {
        return None;
    }
    // The last words may be the subject of what is told: "told the BBC he would".
    let clause = if s.is_clause(after, false)
        && after > j
        && !s.at(after).is(Class::PREPOSITION | Class::TO)
    {
        Some(after)
    } else {
        None
    };
    clause.map(|start| Complement::new(start, Rule::Clause, 75))
}

/// Past phrases that say where, when and to whom: "said in a statement on Monday that".
fn after_adjunct(s: &Sentence<'_>, frames: Frames, j: usize) -> Option<Complement> {
    let first = s.at(j);
    let opens = first.is(Class::PREPOSITION | Class::TO | Class::TIME | Class::HEARER)
        || (first.kind == Kind::Comma
            && s.at(j + 1).is(Class::PREPOSITION)
            && frames.is(Frames::SAY | Frames::QUOTE));
    if !opens || !frames.is(Frames::SAY | Frames::QUOTE | Frames::THAT) {
        return None;
    }
    for i in j + 1..(j + ADJUNCT).min(s.hi) {
        let token = s.at(i);
        let before = s.before(i);
        match token.kind {
            Kind::Quote => {
                let words = s
                    .quoted(i)
                    .is_some_and(|quoted| quoted.words > 2 && quoted.verb);
                let mark = matches!(before.kind, Kind::Comma | Kind::Colon);
                if mark || words {
                    return frames
                        .is(Frames::SAY | Frames::QUOTE)
                        .then(|| quotation(s, i, mark, 85));
                }
            }
            Kind::Colon => {
                let clause = s.is_clause(i + 1, false) && s.at(i + 1).kind != Kind::Quote;
                if clause && frames.is(Frames::SAY) {
                    return Some(Complement::new(i + 1, Rule::Clause, 65));
                }
                if s.at(i + 1).kind == Kind::Quote {
                    return Some(quotation(s, i + 1, true, 85));
                }
            }
            Kind::Semicolon | Kind::Stop | Kind::None => return None,
            Kind::Word => {
                // "… in a statement, adding that": another verb's.
                if token.is_cue() && token.form(Form::ING) && before.kind == Kind::Comma {
                    break;
                }
                let clause = frames.is(Frames::SAY | Frames::THAT | Frames::BARE);
                if token.is(Class::THAT) && clause && s.is_clause_of_that(i + 1) {
                    return Some(Complement::new(i, Rule::Clause, 80));
                }
                if s.is_finite(i) && !token.is(Class::TIME) {
                    break;
                }
            }
            _ => {}
        }
    }
    if !frames.is(Frames::SAY) || !frames.is(Frames::BARE) || s.tables.comma_before_clause {
        return None;
    }
    // "Said in a statement the plan was dead."
    let mut i = j;
    while s.at(i).is(Class::PREPOSITION | Class::TO) {
        let mut end = i + 1;
        while s.at(end).is(Class::DET | Class::MODIFIER) && end < i + 4 {
            end += 1;
        }
        let medium =
            s.at(end).is(Class::MEDIUM | Class::TIME | Class::HEARER) || s.at(end).is_name();
        if !medium {
            return None;
        }
        while s.at(end).is_name() || s.at(end).is(Class::MEDIUM | Class::TIME | Class::HEARER) {
            end += 1;
        }
        i = past_adverbs(s, end);
    }
    (i > j && s.is_clause(i, false)).then(|| Complement::new(i, Rule::Clause, 65))
}

/// "Urged X to", "called on X to", "called for X".
fn demand(s: &Sentence<'_>, frames: Frames, j: usize) -> Option<Complement> {
    let mut start = j;
    if frames.is(Frames::ON_TO) {
        if s.phrase(j, "for").is_some() {
            return Some(Complement::new(j + 1, Rule::Demand, 50));
        }
        if !s.at(j).is(Class::ON) {
            return None;
        }
        start = j + 1;
    } else if !frames.is(Frames::OBJECT_TO) {
        return None;
    }
    let first = s.at(start);
    let somebody =
        first.is_word() && !first.is(Class::PREPOSITION | Class::TO | Class::AND | Class::THAT);
    if !somebody {
        return None;
    }
    for i in start + 1..(start + 12).min(s.hi) {
        let token = s.at(i);
        if token.is(Class::TO) {
            let next = if s.at(i + 1).is(Class::NOT) {
                i + 2
            } else {
                i + 1
            };
            let infinitive = s.at(next);
            let verb = infinitive.kind == Kind::Quote
                || (infinitive.kind == Kind::Word
                    && !infinitive.upper
                    && !infinitive.is(Class::DET | Class::OBJECT | Class::PREPOSITION));
            let confidence = if frames.is(Frames::THINK) { 45 } else { 50 };
            return verb.then(|| Complement::new(start, Rule::Demand, confidence));
        }
        let stops = matches!(
            token.kind,
            Kind::Comma | Kind::Colon | Kind::Semicolon | Kind::Stop
        );
        if stops || s.is_finite(i) || token.is(Class::THAT) {
            return None;
        }
    }
    None
}

/// "Accused X of", "described X as".
fn judgement(s: &Sentence<'_>, frames: Frames, j: usize) -> Option<Complement> {
    if !frames.is(Frames::OBJECT_OF) {
        return None;
    }
    let first = s.at(j);
    if !first.is_word()
        || (first.is(Class::PREPOSITION | Class::AND | Class::BY | Class::THAT)
            && !first.is(Class::DET))
    {
        return None;
    }
    // "Called it the first sensible sentence."
    if first.is(Class::OBJECT) && s.at(j + 1).is(Class::DET) && !first.is(Class::DET) {
        return Some(Complement::new(j, Rule::Judgement, 60));
    }
    for i in j + 1..(j + 30).min(s.hi) {
        let token = s.at(i);
        if token.kind == Kind::Quote {
            if s.quoted(i).is_some_and(Quoted::is_name) {
                return None;
            }
            let before = s.before(i);
            let whole = before.is(Class::AS | Class::OF)
                || (before.is(Class::BE) && s.before(i - 1).is(Class::OF | Class::AS));
            return Some(if whole && i - j <= 9 {
                Complement::new(j, Rule::Judgement, 60)
            } else {
                quotation(s, i, false, 55)
            });
        }
        if matches!(token.kind, Kind::Semicolon | Kind::Stop | Kind::Colon) || s.is_finite(i) {
            return None;
        }
        let ends = token.is(Class::AS) || (token.is(Class::OF) && s.at(i + 1).form(Form::ING));
        if ends {
            return Some(Complement::new(j, Rule::Judgement, 60));
        }
    }
    None
}

/// A clause without "that".
fn bare(s: &Sentence<'_>, frames: Frames, j: usize) -> Option<Complement> {
    if s.tables.comma_before_clause {
        return reported(s, frames, j);
    }
    if !frames.is(Frames::BARE) || s.at(j).is(Class::THAT) {
        return None;
    }
    let first = s.at(j);
    let dated = s.at(j + 1).kind == Kind::Number || s.at(j + 1).is(Class::TIME);
    if first.is(Class::TO | Class::BY | Class::OF | Class::NOTHING)
        && !first.is(Class::PRONOUN | Class::DET)
        && !(first.is(Class::BY) && dated)
    {
        return None;
    }
    if first.is(Class::AS) && first.is(Class::PREPOSITION | Class::SUBORDINATOR) {
        return None;
    }
    let strong = frames.is(Frames::STRONG);
    // "I'll believe it when I see it."
    if first.is(Class::OBJECT) && s.subordinates(j + 1) {
        return None;
    }
    let open = strong || frames.is(Frames::SAY);
    let strict = !strong;
    let confidence = if strong {
        85
    } else if open {
        75
    } else {
        65
    };
    // "Said after the vote" tells when; "said in spring, the ferry would sail" tells what, too.
    let amount = quantity(s, j);
    let strict = strict || (first.is(Class::PREPOSITION) && s.at(j + 1).kind != Kind::Number);
    let strict = strict && amount == j;
    let inside = strong && !strict && first.is(Class::QUESTION | Class::SUBORDINATOR);
    let clause =
        s.is_clause(j, strict) || (inside || amount > j) && s.is_clause(amount.max(j + 1), false);
    clause.then(|| Complement::new(j, Rule::Clause, confidence))
}

/// "Kündigte an, die Brücke werde gesperrt": after a comma, in the mood of what others say.
fn reported(s: &Sentence<'_>, frames: Frames, j: usize) -> Option<Complement> {
    if !frames.is(Frames::SAY | Frames::BARE | Frames::THAT) {
        return None;
    }
    let comma = (j..s.hi.min(j + 9)).find(|&i| s.at(i).kind == Kind::Comma)?;
    let between = (j..comma).any(|i| s.is_finite(i) || s.at(i).kind == Kind::Quote);
    let next = s.at(comma + 1);
    let joint = Class::RELATIVE | Class::AND | Class::BUT | Class::SUBORDINATOR;
    let mood = (comma + 1..s.end())
        .take_while(|&i| !matches!(s.at(i).kind, Kind::Semicolon | Kind::Colon))
        .any(|i| s.at(i).is(Class::REPORTED_MOOD));
    let clause = next.is(Class::THAT) || (mood && next.kind == Kind::Word && !next.is(joint));
    (!between && clause).then(|| Complement::new(comma + 1, Rule::Clause, 75))
}

/// Past the words before a number, "at least", "up to": to the number, which may open a clause.
fn quantity(s: &Sentence<'_>, j: usize) -> usize {
    let number = |i: usize| {
        s.at(i).kind == Kind::Number || (s.at(i).is(Class::DET) && !s.at(i).is(Class::POSSESSIVE))
    };
    let than = [
        "at least",
        "at most",
        "up to",
        "more than",
        "fewer than",
        "less than",
        "as many as",
    ];
    let length = than.iter().find_map(|words| s.phrase(j, words));
    let near = usize::from(s.at(j).is(Class::QUANTITY));
    let length = length.unwrap_or(near);
    if length > 0 && number(j + length) {
        j + length
    } else {
        j
    }
}

/// What is thought of something, in the object: "denied the allegations".
fn object(s: &Sentence<'_>, frames: Frames, j: usize) -> Option<Complement> {
    let first = s.at(j);
    let noun = first.kind == Kind::Word
        && (first.is(Class::DET)
            || first.upper
            || !first.is(Class::PREPOSITION
                | Class::AND
                | Class::BUT
                | Class::TO
                | Class::AUX
                | Class::OBJECT
                | Class::SUBORDINATOR
                | Class::QUESTION
                | Class::BY));
    let end = (j..s.end()).find(|&i| {
        matches!(
            s.at(i).kind,
            Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Dash
        ) || s.at(i).is(Class::BUT)
    });
    (frames.is(Frames::OBJECT) && noun).then(|| Complement {
        end: Some(end.unwrap_or_else(|| s.end())),
        ..Complement::new(j, Rule::Object, 60)
    })
}
