//! Verbs with their subject elsewhere than before them: inverted, participles, passives, infinitives.

use std::ops::Range;

use super::{around, left_of, new_cue, quote_ends};
use crate::suggest::lexicon::{Class, Form, Frames};
use crate::suggest::phrase::{Sentence, VerbGroup};
use crate::suggest::rules::complement::complement;
use crate::suggest::rules::{Complement, Cue, Rule};
use crate::suggest::tokens::Kind;

/// The subject after an inverted verb: “…,” said Ines Holm, the mayor.
pub(super) fn inverted(s: &Sentence<'_>, from: usize) -> Option<Range<usize>> {
    let first = s.at(from);
    // "Said harbour master Ada Lund": small letters up to a name.
    let described = (from..from + 4)
        .take_while(|&i| {
            let token = s.at(i);
            let function =
                Class::PREPOSITION | Class::AUX | Class::SUBORDINATOR | Class::THAT | Class::AND;
            token.kind == Kind::Word && !token.upper && !token.is(function)
        })
        .last();
    let described =
        described.is_some_and(|last| s.at(last + 1).is_name() && !s.at(last + 1).is(Class::TIME));
    // A language without articles: any noun.
    let bare = s.tables.cases
        && !first.is(Class::PREPOSITION
            | Class::ADVERB
            | Class::TIME
            | Class::OBJECT
            | Class::QUESTION
            | Class::AND
            | Class::BUT
            | Class::NOT
            | Class::HEARER);
    let opens = first.kind == Kind::Word
        && (first.upper
            || described
            || bare
            || first.is(Class::DET
                | Class::PRONOUN
                | Class::TITLE
                | Class::PEOPLE
                | Class::BODY
                | Class::MODIFIER
                | Class::DOCUMENT))
        && !first.is(Class::THAT | Class::AUX);
    if !opens {
        return None;
    }
    let lead = if described {
        (from..from + 5).find(|&i| s.at(i).upper).unwrap_or(from)
    } else {
        from
    };
    let mut end = s.noun_phrase_end(lead);
    // Of, for, at: what belongs to the noun.
    let office = (from..end).any(|i| s.at(i).is(Class::TITLE | Class::PEOPLE));
    while s.at(end).is(Class::PREPOSITION) && !s.at(end + 1).is(Class::TIME | Class::MEDIUM) {
        let next = s.at(end + 1);
        let joins = s.at(end).is(Class::OF)
            || (office
                && (next.is(Class::DET) || next.is_name())
                && s.phrase(end, "for").is_some());
        let more = s.noun_phrase_end(end + 1);
        if !joins || more == end + 1 {
            break;
        }
        end = more;
    }
    // "Claims the company discriminated": a clause, no subject.
    let verb = |k: usize| {
        s.at(k).is(Class::GUESSED_VERB)
            && !s.before(k).is(Class::DET | Class::MODIFIER | Class::AND)
    };
    if end <= from || s.is_finite(end) || (from + 1..=end).any(verb) {
        return None;
    }
    // An apposition, up to the next comma or the end.
    if s.at(end).kind == Kind::Comma {
        let next = s.at(end + 1);
        let close = (end + 1..s.hi).find(|&i| {
            matches!(
                s.at(i).kind,
                Kind::Comma | Kind::Stop | Kind::Quote | Kind::Semicolon
            )
        });
        let close = close.unwrap_or(s.hi);
        let apposition =
            next.is(Class::DET | Class::TITLE | Class::PEOPLE | Class::MODIFIER | Class::RELATIVE)
                || next.kind == Kind::Number
                || (next.upper && s.at(end + 2).is(Class::TITLE | Class::PEOPLE));
        if apposition && close > end + 1 && close - end < 30 {
            end = close;
        }
    }
    Some(from..end)
}

/// The subject of "adding that": none, which is the sentence's, or that of "with X adding that".
pub(super) fn participle_subject(s: &Sentence<'_>, start: usize) -> Option<Range<usize>> {
    let before = s.before(start);
    if before.kind == Kind::Comma || before.kind == Kind::None || !before.is_word() {
        return None;
    }
    // "Studies suggesting that": their own; a statement is its author's.
    if before.is(Class::DOCUMENT) && !before.is(Class::MEDIUM) {
        let from = s.noun_before(s.lo, start);
        return (from < start).then_some(from..start);
    }
    let with = (s.lo..start).rev().take(14).find(|&i| {
        s.at(i).is(Class::WITH) || matches!(s.at(i).kind, Kind::Comma | Kind::Semicolon)
    })?;
    let subject = with + 1..start;
    (s.at(with).is(Class::WITH) && !subject.is_empty()).then_some(subject)
}

/// "It is expected that", "they were told that", "was quoted as saying".
pub(super) fn passive(s: &Sentence<'_>, i: usize, group: &VerbGroup) -> Option<Cue> {
    let token = s.at(i);
    let start = group.range.start;
    let subject = s.subject_before(s.lo, start);
    let it = subject
        .as_ref()
        .is_some_and(|subject| subject.len() == 1 && s.at(subject.start).is(Class::IT));
    if s.at(i + 1).is(Class::AS) && s.at(i + 2).form(Form::ING) && s.at(i + 2).is_cue() {
        let right = complement(s, s.at(i + 2).word.frames, i + 3)?;
        let begins = subject.as_ref().map_or(start, |subject| subject.start);
        let mut cue = new_cue(group, subject, begins, right.rule);
        cue.group.end = i + 3;
        cue.confidence = right.confidence;
        cue.right = Some(right);
        return Some(cue);
    }
    // "Is reported to have told them that".
    let told =
        s.at(i + 1).is(Class::TO) && s.phrase(i + 2, "have").is_some() && s.at(i + 3).is_cue();
    if told
        && let Some(right) = complement(s, s.at(i + 3).word.frames, i + 4)
        && (right.rule == Rule::Quotation || s.at(right.start).is(Class::THAT))
    {
        let begins = subject.as_ref().map_or(start, |subject| subject.start);
        let mut cue = new_cue(group, subject, begins, right.rule);
        cue.group.end = i + 4;
        cue.confidence = right.confidence.saturating_sub(10);
        cue.right = Some(right);
        return Some(cue);
    }
    let that = s.at(i + 1).is(Class::THAT)
        || (s.tables.comma_before_clause && s.at(i + 2).is(Class::THAT));
    if !it || !that || !token.frames(Frames::THAT | Frames::SAY | Frames::BARE) {
        return None;
    }
    let begins = subject.map_or(start, |subject| subject.start);
    let mut cue = new_cue(group, None, begins, Rule::Impersonal);
    cue.right = Some(Complement {
        start: s.past_comma(i + 1),
        end: None,
        rule: Rule::Impersonal,
        confidence: 70,
    });
    cue.confidence = 70;
    Some(cue)
}

/// "Appears to believe that", "went on to say", "refused to say whether".
pub(super) fn infinitive(s: &Sentence<'_>, i: usize, group: &VerbGroup) -> Option<Cue> {
    let to = group.range.start - 1;
    let control = to.checked_sub(1)?;
    let mut verb = control;
    if !s.is_finite(verb) && !s.at(verb).is_cue() && !s.at(verb).is(Class::VERB_BASE) && verb > s.lo
    {
        verb -= 1; // "Went on to say."
    }
    let frames = s.at(i).word.frames;
    let right = complement(s, frames, i + 1);
    let clear = right.as_ref().is_some_and(|right| {
        right.rule == Rule::Quotation
            || s.at(right.start).is(Class::THAT | Class::QUESTION)
            || (right.rule == Rule::Clause && frames.is(Frames::SAY) && frames.is(Frames::STRONG))
    });
    let controls = s.is_finite(verb) || s.at(verb).is_cue() || s.at(verb).is(Class::VERB_BASE);
    let outer = s.verb_group(verb);
    let (start, subject) = if controls && s.at(verb).kind == Kind::Word && !outer.participle {
        (outer.range.start, s.subject_before(s.lo, outer.range.start))
    } else {
        (group.range.start, s.main_subject(to))
    };
    let begins = subject.as_ref().map_or(start, |subject| subject.start);
    let range = start..group.range.end;
    // "“I was never brave,” he liked to say."
    let says = !clear && frames.is(Frames::SAY | Frames::QUOTE) && subject.is_some();
    if says && begins > s.lo && quote_ends(s, begins) {
        let mut cue = new_cue(
            &VerbGroup {
                range,
                ..group.clone()
            },
            subject,
            begins,
            Rule::Quotation,
        );
        cue.left = Some(left_of(s, begins));
        cue.negated |= outer.negated;
        around(s, &mut cue, i + 1, true);
        return Some(cue);
    }
    let right = right.filter(|_| clear)?;
    let mut cue = new_cue(
        &VerbGroup {
            range,
            ..group.clone()
        },
        subject,
        begins,
        right.rule,
    );
    cue.joined = cue.subject.is_none();
    cue.negated |= outer.negated;
    cue.confidence = right.confidence.saturating_sub(15);
    cue.right = Some(right);
    Some(cue)
}
