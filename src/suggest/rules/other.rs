//! Cues that are no verbs: nouns and adjectives that a clause completes, and phrases like
//! "according to".

use std::ops::Range;

use super::cue::new_cue;
use super::{Complement, Cue, Rule};
use crate::suggest::lexicon::Class;
use crate::suggest::phrase::Sentence;
use crate::suggest::tokens::Kind;

/// "Her claim that …", "amid fears that …".
pub(super) fn noun(s: &Sentence<'_>, i: usize) -> Option<Cue> {
    // "A belief among members that": whose it is stands between.
    let among = between(s, i + 1);
    let after = among.as_ref().map_or(i + 1, |among| among.end);
    let comma = usize::from(s.tables.comma_before_clause && s.at(after).kind == Kind::Comma);
    let that = after + comma;
    if !s.at(that).is(Class::THAT) || !s.is_clause(that + 1, false) || s.at(i).upper {
        return None;
    }
    // "The claims that were made": a relative clause.
    if s.is_finite(that + 1) {
        return None;
    }
    let mut start = i;
    while start > s.lo
        && s.before(start).kind == Kind::Word
        && s.before(start).is(Class::MODIFIER | Class::ADVERB)
    {
        start -= 1;
    }
    let before = s.before(start);
    let subject = if before.is(Class::POSSESSIVE) {
        Some(start - 1..start)
    } else if before.kind == Kind::Genitive {
        let end = start - 1;
        let mut first = end;
        while first > s.lo
            && (s.before(first).is_name() || s.before(first).is(Class::PEOPLE | Class::BODY))
        {
            first -= 1;
        }
        if s.before(first).is(Class::DET) {
            first -= 1;
        }
        (first < end).then_some(first..end)
    } else {
        among.clone()
    };
    // "Democrats have expressed concern that", "is of the opinion that": the verb's subject.
    let mut group = start..i + 1;
    let mut subject = subject;
    let mut noun = start;
    while noun > s.lo
        && s.before(noun)
            .is(Class::DET | Class::MODIFIER | Class::ADVERB | Class::NOT)
    {
        noun -= 1;
    }
    let phrase = s.before(noun).is(Class::PREPOSITION) && s.before(noun - 1).is(Class::BE);
    noun -= usize::from(phrase);
    let verb = noun.checked_sub(1).filter(|&verb| {
        let token = s.at(verb);
        let verbal = Class::VERB | Class::VERB_BASE | Class::HAVE | Class::GUESSED_VERB;
        token.is_cue() || token.is(verbal) || (phrase && token.is(Class::BE))
    });
    if let Some(verb) = verb
        && subject.is_none()
    {
        let outer = s.verb_group(verb);
        if outer.participle {
            subject = s.main_subject(verb);
        } else if !outer.passive {
            subject = s.subject_before(s.lo, outer.range.start);
        }
        group.start = outer.range.start;
        start = group.start;
    }
    let confidence = if subject.is_some() { 55 } else { 50 };
    Some(Cue {
        begins: subject.as_ref().map_or(start, |subject| subject.start),
        group,
        subject,
        right: Some(Complement {
            start: that,
            end: verb.is_none().then(|| subject_end(s, i, that)).flatten(),
            rule: Rule::Noun,
            confidence,
        }),
        left: None,
        rule: Rule::Noun,
        confidence,
        negated: false,
        joined: false,
        announces: false,
    })
}

/// Who believes, between a noun and "that": "claims by the council that", "fears among farmers that".
fn between(s: &Sentence<'_>, from: usize) -> Option<Range<usize>> {
    let words = ["among", "amongst", "by", "from", "within"];
    words.iter().find_map(|word| s.phrase(from, word))?;
    let end = s.noun_phrase_end(from + 1);
    let short = end > from + 1 && end < from + 9 && s.at(end).is(Class::THAT);
    short.then_some(from + 1..end)
}

/// Where the clause ends of a noun that is the subject: before the verb of the sentence, "the claim
/// that it sank could not be verified".
fn subject_end(s: &Sentence<'_>, noun: usize, that: usize) -> Option<usize> {
    if s.has_verb(s.lo..noun) {
        return None;
    }
    let first = (that + 1..s.hi).find(|&k| s.is_finite(k))?;
    let auxiliary = Class::AUX | Class::BE | Class::HAVE | Class::NOT | Class::ADVERB;
    let mut past = first;
    while s.at(past).is(auxiliary) {
        past += 1;
    }
    past += 1;
    let second = (past..s.hi).find(|&k| s.is_finite(k))?;
    let opens = Class::AND
        | Class::BUT
        | Class::RELATIVE
        | Class::THAT
        | Class::SUBORDINATOR
        | Class::PRONOUN
        | Class::QUESTION;
    let own = (past..second).any(|k| {
        s.at(k).is(opens) && !s.at(k).is(Class::DET)
            || matches!(s.at(k).kind, Kind::Comma | Kind::Semicolon | Kind::Colon)
    });
    (!own).then_some(second)
}

/// "Is convinced that …".
pub(super) fn attitude(s: &Sentence<'_>, i: usize) -> Option<Cue> {
    let group = s.verb_group(i);
    // "Zeigte sich überzeugt".
    let shows =
        s.phrase(i.saturating_sub(1), "sich").is_some() && s.at(i.saturating_sub(2)).is_cue();
    let be = shows || group.range.clone().any(|k| s.at(k).is(Class::BE));
    let group = if shows { s.verb_group(i - 2) } else { group };
    let comma = usize::from(s.tables.comma_before_clause && s.at(i + 1).kind == Kind::Comma);
    let that = i + 1 + comma;
    let clause = s.at(that).is(Class::THAT) || s.is_clause(that, true);
    if !be || !clause || s.at(i).upper {
        return None;
    }
    let subject = s.subject_before(s.lo, group.range.start);
    let it = subject
        .as_ref()
        .is_some_and(|r| r.len() == 1 && s.at(r.start).is(Class::IT));
    let subject = subject.filter(|_| !it)?;
    let mut cue = new_cue(&group, Some(subject.clone()), subject.start, Rule::Attitude);
    let confidence = if s.at(that).is(Class::THAT) { 60 } else { 50 };
    cue.confidence = confidence;
    cue.group.end = i + 1;
    cue.right = Some(Complement {
        start: that,
        end: None,
        rule: Rule::Attitude,
        confidence,
    });
    Some(cue)
}

/// "According to X, …", "…, according to X", "as X said, …".
pub(super) fn according(s: &Sentence<'_>, i: usize, attributed: bool) -> Option<Cue> {
    // "Holm is certain, citing the report": she says so, not the report.
    if attributed && s.phrase(i, "citing").is_some() {
        return None;
    }
    // Worries are cited too, but say nothing.
    let says = |k: usize| s.at(k).is_name() || s.at(k).is(Class::PEOPLE | Class::DOCUMENT);
    if s.phrase(i, "citing").is_some() && !(i + 1..i + 4).any(says) {
        return None;
    }
    if let Some(cue) = according_after(s, i) {
        return Some(cue);
    }
    let longest = s
        .tables
        .according
        .iter()
        .filter_map(|phrase| s.phrase(i, phrase))
        .max();
    let length = longest?;
    let from = i + length;
    let end = source_end(s, from);
    if end <= from {
        return None;
    }
    let opens = i == s.lo || (s.before(i).is(Class::AND | Class::BUT) && i == s.lo + 1);
    let mut cue = Cue {
        group: i..from,
        subject: Some(from..end),
        begins: i,
        right: None,
        left: None,
        rule: Rule::According,
        confidence: 85,
        negated: false,
        joined: false,
        announces: false,
    };
    let right = |start| Complement {
        start,
        end: None,
        rule: Rule::According,
        confidence: 85,
    };
    let close = s.at(end).kind;
    if opens {
        let verb = s.tables.nouns_upper && s.at(end).kind == Kind::Word;
        if close != Kind::Comma && !verb && !s.is_clause(end, false) && !s.is_finite(end) {
            return None;
        }
        cue.right = Some(right(s.past_comma(end)));
        return Some(cue);
    }
    // "Boats which, according to AFP, both have criticised."
    let mark = s.before(i);
    let outer = s.before(i.saturating_sub(1));
    let relative = mark.kind == Kind::Comma
        && outer.is(Class::RELATIVE | Class::THAT | Class::AND | Class::BUT | Class::SUBORDINATOR);
    if relative && close == Kind::Comma {
        cue.right = Some(right(end + 1));
        return Some(cue);
    }
    let semicolon = (s.lo..i).rev().find(|&k| s.at(k).kind == Kind::Semicolon);
    let start = semicolon.map_or(s.lo, |k| k + 1);
    cue.left = Some(start..i);
    let left_has_verb = s.has_verb(start..i);
    if close == Kind::Comma && !left_has_verb {
        cue.right = Some(right(end + 1));
    }
    Some(cue)
}

/// "Dem Verband zufolge …", "…, dem Verband zufolge".
fn according_after(s: &Sentence<'_>, i: usize) -> Option<Cue> {
    let mut words = s.tables.according_after.iter();
    words.find(|words| s.phrase(i, words).is_some())?;
    let before = s.before(i);
    // "Ihrer Ansicht nach": whose view it is.
    let of_view = before.is(Class::VIEW) && s.before(i - 1).is(Class::POSSESSIVE);
    let noun = before.is_word() && s.phrase(i, "nach").is_none();
    if !of_view && !noun {
        return None;
    }
    let from = s.noun_before(s.lo, i);
    let subject = if of_view { i - 2..i - 1 } else { from..i };
    let begins = subject.start;
    let mut cue = Cue {
        group: i - usize::from(of_view)..i + 1,
        subject: Some(subject),
        begins,
        right: None,
        left: None,
        rule: Rule::According,
        confidence: 80,
        negated: false,
        joined: false,
        announces: false,
    };
    if begins == s.lo {
        cue.right = Some(Complement {
            start: s.past_comma(i + 1),
            end: None,
            rule: Rule::According,
            confidence: 80,
        });
        return Some(cue);
    }
    let closes = !s.at(i + 1).is_word() && s.before(begins).kind == Kind::Comma;
    closes.then(|| {
        cue.left = Some(s.lo..begins - 1);
        cue
    })
}

/// "In her view, …", "in the council's opinion, …".
pub(super) fn view(s: &Sentence<'_>, i: usize) -> Option<Cue> {
    let before = s.before(i);
    let end = match before.kind {
        Kind::Genitive => i - 1,
        _ if before.is(Class::POSSESSIVE) => i,
        _ => return None,
    };
    let open = (s.lo..end)
        .rev()
        .take(8)
        .find(|&k| s.at(k).is(Class::PREPOSITION | Class::TO))?;
    let of = s.phrase(open, "in").or_else(|| s.phrase(open, "to"));
    if of.is_none() || open + 1 >= end || s.at(i + 1).is(Class::OF) {
        return None;
    }
    let closes = s.at(i + 1).kind == Kind::Comma;
    if closes && s.at(i + 2).is_cue() && s.is_finite(i + 2) {
        return None;
    }
    let mut cue = Cue {
        group: open..i + 1,
        subject: Some(open + 1..end),
        begins: open,
        right: None,
        left: None,
        rule: Rule::According,
        confidence: 70,
        negated: false,
        joined: false,
        announces: false,
    };
    let opens = open == s.lo || (s.before(open).is(Class::AND | Class::BUT) && open == s.lo + 1);
    if opens && (closes || s.is_clause(i + 1, false)) {
        cue.right = Some(Complement {
            start: s.past_comma(i + 1),
            end: None,
            rule: Rule::According,
            confidence: 70,
        });
        return Some(cue);
    }
    let last = matches!(s.at(i + 1).kind, Kind::Stop | Kind::None | Kind::Semicolon);
    (last && s.before(open).kind == Kind::Comma && s.has_verb(s.lo..open)).then(|| {
        cue.left = Some(s.lo..open);
        cue
    })
}

/// Where a source ends that a phrase names: at a comma, a verb, the end.
fn source_end(s: &Sentence<'_>, from: usize) -> usize {
    let mut i = from;
    while i < s.hi && i < from + 30 {
        let token = s.at(i);
        let word = matches!(
            token.kind,
            Kind::Word | Kind::Number | Kind::Genitive | Kind::Other | Kind::Open | Kind::Close
        ) || (token.kind == Kind::Quote && s.quoted(i).is_some_and(|q| !q.verb));
        let border = token.is(Class::AUX | Class::BUT | Class::SUBORDINATOR)
            && !token.is(Class::PREPOSITION | Class::DET)
            || token.is(Class::RELATIVE | Class::THAT)
            || (token.is(Class::PRONOUN) && i > from && !token.is(Class::DET));
        let comma_list = token.kind == Kind::Comma
            && s.at(i + 1).is(Class::DET | Class::TITLE)
            && !s.at(i + 1).is(Class::PRONOUN)
            && (i + 2..s.hi.min(i + 14))
                .find(|&k| s.at(k).kind == Kind::Comma)
                .is_some_and(|close| !s.has_verb(i + 1..close) && s.has_verb(close..s.hi));
        // A noun has a capital letter, so that what follows it without one is a verb.
        let verb = s.tables.nouns_upper
            && i > from
            && s.before(i).upper
            && token.kind == Kind::Word
            && !token.upper
            && !token.is(Class::DET | Class::PREPOSITION | Class::AND | Class::OF);
        if !(word || comma_list) || border || verb {
            break;
        }
        i += 1;
    }
    i
}
