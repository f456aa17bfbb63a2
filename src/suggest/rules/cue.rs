//! Verbs that attribute something to somebody, with their subject and what they govern.

mod voice;

use std::ops::Range;

use self::voice::{infinitive, inverted, participle_subject, passive};
use super::complement::complement;
use super::other::{according, attitude, noun, view};
use super::{Complement, Cue, Rule};
use crate::suggest::lexicon::{Class, Form, Frames};
use crate::suggest::outline::Quoted;
use crate::suggest::phrase::{Sentence, VerbGroup};
use crate::suggest::tokens::{Kind, Token};

/// All cues of a sentence, in order.
pub(super) fn cues(s: &Sentence<'_>) -> Vec<Cue> {
    let mut found: Vec<Cue> = Vec::new();
    let mut from = s.lo;
    for i in s.lo..s.hi {
        let token = s.at(i);
        if i < from || token.kind != Kind::Word {
            continue;
        }
        let cue = if token.is(Class::VIEW) {
            view(s, i)
        } else if token.is(Class::ACCORDING) {
            according(s, i, !found.is_empty())
        } else {
            None
        };
        let cue = cue
            .or_else(|| {
                let verbal = token.is_cue() || token.word.phrasal > 0;
                verbal.then(|| verb(s, i, &found)).flatten()
            })
            .or_else(|| token.is(Class::NOUN_CUE).then(|| noun(s, i)).flatten())
            .or_else(|| {
                token
                    .is(Class::ADJECTIVE_CUE)
                    .then(|| attitude(s, i))
                    .flatten()
            });
        if let Some(cue) = cue {
            from = cue.group.end.max(i + 1);
            found.push(cue);
        }
    }
    found
}

fn verb(s: &Sentence<'_>, i: usize, earlier: &[Cue]) -> Option<Cue> {
    let token = s.at(i);
    let before = s.before(i);
    let phrasal = s.phrasal(i);
    let frames = phrasal.map_or(token.word.frames, |(frames, _)| frames | token.word.frames);
    if frames == Frames::NONE {
        return None;
    }
    // "The Italian said": an adjective that stands for somebody.
    let somebody = (before.is(Class::MODIFIER)
        && !before.is(Class::DET)
        && (token.form(Form::PAST) || frames.is(Frames::STRONG)))
        || (before.is(Class::ALONE) && frames.is(Frames::SAY) && token.form(Form::PAST));
    // "The claims", "Smith's report", "recent comments".
    let nominal = (before.is(Class::DET | Class::POSSESSIVE | Class::MODIFIER)
        && !somebody
        && !s.floats(i - 1)
        && !before.is(Class::PRONOUN
            | Class::THAT
            | Class::OBJECT
            | Class::PEOPLE
            | Class::TITLE
            | Class::BODY
            | Class::ADVERB))
        || before.kind == Kind::Genitive
        || (before.form(Form::ING) && !token.form(Form::PAST | Form::ING))
        || (before.is(Class::PREPOSITION)
            && !before.is(Class::TO | Class::AS | Class::WITH)
            && !token.form(Form::ING | Form::PAST));
    // "Regarding", "concerning".
    let preposition = token.form(Form::ING) && token.is(Class::PREPOSITION);
    if nominal || preposition || before.is(Class::POSSESSIVE) {
        return None;
    }
    let mut group = s.verb_group(i);
    if let Some((_, end)) = phrasal {
        group.range.end = end;
    }
    if token.upper && (i > s.lo || !token.form(Form::ING | Form::PAST)) {
        return None;
    }
    if group.passive {
        return passive(s, i, &group);
    }
    if group.infinitive {
        return infinitive(s, i, &group);
    }
    if !group.finite && !group.participle {
        return None;
    }
    let start = group.range.start;
    let left_mark = s.before(start);
    // "The €2 billion offer": a noun.
    let amounts = ["million", "billion", "trillion", "percent"];
    let amount = amounts
        .iter()
        .any(|word| s.phrase(start.saturating_sub(1), word).is_some());
    if token.form(Form::BASE) && (left_mark.kind == Kind::Number || amount) {
        return None;
    }
    let mut after = group.range.end;
    // Inverted: “…,” said X; …, said X.
    let quote_before = quote_ends(s, start);
    let can_invert = (frames.is(Frames::SAY)
        && left_mark.kind == Kind::Comma
        && !is_subject(s, s.lo..start - 1))
        || (quote_before && frames.is(Frames::SAY | Frames::QUOTE));
    // "Told the Mercury" has a hearer after it, no subject.
    let simple = !frames.is(Frames::HEARER) && (start..i).all(|k| s.at(k).is(Class::ADVERB));
    if can_invert
        && simple
        && !group.participle
        && start > s.lo
        && let Some(subject) = inverted(s, after)
        && (quote_before || s.at(subject.end).kind == Kind::Comma || s.has_verb(s.lo..start))
    {
        // "…, hieß es": nobody is named.
        let nobody =
            subject.len() == 1 && s.at(subject.start).is(Class::IT) && s.tables.nouns_upper;
        let named = Some(subject.clone()).filter(|_| !nobody);
        let mut cue = new_cue(&group, named, start, Rule::Parenthesis);
        cue.left = Some(left_of(s, start));
        after = subject.end;
        around(s, &mut cue, after, quote_before);
        return Some(cue);
    }
    let mut subject = if group.participle {
        participle_subject(s, start)
    } else {
        s.subject_before(s.lo, start)
    };
    // "They, he said": a subject of its own begins after the cue before.
    let relative = left_mark.is(Class::RELATIVE);
    if relative {
        subject = Some(start - 1..start);
    }
    if group.participle
        && subject.is_none()
        && left_mark.is(Class::PREPOSITION | Class::AND)
        && !left_mark.is(Class::AS)
    {
        let ok = left_mark.is(Class::AND) || s.phrase(start - 1, "in").is_none();
        if !ok {
            return None;
        }
    }
    let begins = subject
        .as_ref()
        .map_or(start, |subject| subject.start.min(start));
    let mut cue = new_cue(&group, subject, begins, Rule::Clause);
    cue.joined = cue.subject.is_none();
    if cue.joined && !group.participle {
        let joint = left_mark.is(Class::AND | Class::BUT) || left_mark.kind == Kind::Comma;
        if !joint || (!token.form(Form::PAST | Form::THIRD) && group.range.len() == 1) {
            return None;
        }
    }
    cue.right = complement(s, frames, after);
    if let Some(subject) = &cue.subject {
        let it = s.at(subject.start).is(Class::IT) && subject.len() == 1;
        if it && frames.is(Frames::THINK) {
            return None;
        }
    }
    let own = cue.subject.is_some();
    let mark = s.before(cue.begins);
    let quote_left = quote_ends(s, cue.begins);
    // "…, analysts expect."
    let alone = matches!(
        s.at(after).kind,
        Kind::Comma | Kind::Stop | Kind::None | Kind::Semicolon
    );
    let says = frames.is(Frames::SAY)
        || (quote_left && frames.is(Frames::QUOTE))
        || (alone && frames.is(Frames::THINK));
    let has_left = own
        && !relative
        && says
        && (mark.kind == Kind::Comma || quote_left)
        && cue.begins > s.lo
        && !group.participle;
    let left = left_of(s, cue.begins);
    let right_is_quote = cue
        .right
        .as_ref()
        .is_some_and(|right| right.rule == Rule::Quotation);
    // "“No,” Holm said after the vote that …": the quotation is what is said.
    let governs = s.at(after).is(Class::THAT);
    if has_left && quote_left && (right_is_quote || !governs) {
        cue.left = Some(left);
        let right = cue.right.take().filter(|_| right_is_quote);
        cue.rule = Rule::Quotation;
        cue.confidence = 92;
        around(s, &mut cue, after, true);
        if let Some(right) = right {
            cue.right = Some(right);
        }
        return Some(cue);
    }
    if has_left
        && cue.right.is_none()
        && s.has_verb(left.clone()) | (s.at(after).kind == Kind::Comma)
    {
        let mut next = after;
        while s.at(next).is(Class::ADVERB) && !s.at(next).is(Class::DET) {
            next += 1;
        }
        let token = s.at(next);
        let closing = |token: Token| {
            matches!(
                token.kind,
                Kind::Comma | Kind::Stop | Kind::None | Kind::Semicolon
            ) || token.is(Class::PREPOSITION | Class::TIME | Class::HEARER)
        };
        // "…, a source told the Mercury."
        let hearer = frames.is(Frames::HEARER)
            && (token.is_name() || token.is(Class::DET | Class::PEOPLE | Class::OBJECT))
            && closing(s.at(s.noun_phrase_end(next)));
        let closes = hearer || closing(token);
        if closes && frames.is(Frames::SAY | Frames::THINK) {
            cue.left = Some(left);
            cue.rule = Rule::Parenthesis;
            around(s, &mut cue, after, false);
            return Some(cue);
        }
    }
    // "As Holm told the Post, …"; "…, as Holm said."
    let opening = s.before(cue.begins);
    if cue.right.is_none() && own && opening.is(Class::AS) && frames.is(Frames::SAY | Frames::SHOW)
    {
        cue.rule = Rule::According;
        cue.confidence = 75;
        let at = cue.begins - 1;
        let comma = (after..s.hi).find(|&i| s.at(i).kind == Kind::Comma);
        if at == s.lo {
            cue.right = comma
                .filter(|&comma| s.is_clause(comma + 1, false) || s.is_finite(comma + 1))
                .map(|comma| Complement {
                    start: comma + 1,
                    end: None,
                    rule: Rule::According,
                    confidence: 75,
                });
            cue.begins = at;
            return cue.right.is_some().then_some(cue);
        }
        if s.before(at).kind == Kind::Comma {
            cue.begins = at;
            cue.left = Some(left_of(s, at));
            return Some(cue);
        }
    }
    if cue.right.is_none() {
        let last = s.tokens.get(s.hi.saturating_sub(1));
        let announces = own
            && frames.is(Frames::SAY | Frames::QUOTE)
            && last.is_some_and(|last| last.kind == Kind::Colon)
            && !earlier.iter().any(|cue| cue.announces);
        cue.announces = announces;
        return announces.then_some(cue);
    }
    let right = cue.right.as_ref()?;
    // "Writing for the majority, Justice Holm said": an -ing form in front governs only what is marked.
    let marked = right.rule != Rule::Clause || s.at(right.start).is(Class::THAT | Class::QUESTION);
    if group.participle && start == s.lo && !marked {
        return None;
    }
    cue.rule = right.rule;
    cue.confidence = right.confidence;
    if cue.subject.is_none() && earlier.is_empty() && s.main_subject(cue.begins).is_none() {
        cue.confidence = cue.confidence.saturating_sub(25);
    }
    Some(cue)
}

pub(super) fn new_cue(
    group: &VerbGroup,
    subject: Option<Range<usize>>,
    begins: usize,
    rule: Rule,
) -> Cue {
    Cue {
        group: group.range.clone(),
        subject,
        begins,
        right: None,
        left: None,
        rule,
        confidence: 75,
        negated: group.negated,
        joined: false,
        announces: false,
    }
}

/// Whether nothing but a subject stands in a range, with an apposition or a relative clause: "Holm,
/// who chairs the board".
fn is_subject(s: &Sentence<'_>, range: Range<usize>) -> bool {
    let mut start = range.start;
    let mut relative = false;
    while start < range.end {
        let comma = (start..range.end).find(|&i| s.at(i).kind == Kind::Comma);
        let end = comma.unwrap_or(range.end);
        let lead = s.at(start).is(Class::PREPOSITION | Class::SUBORDINATOR) && start == range.start;
        relative |= start > range.start && s.at(start).is(Class::RELATIVE);
        if lead || (s.has_verb(start..end) && !s.at(start).is(Class::RELATIVE)) {
            return false;
        }
        start = end + 1;
    }
    relative
}

/// Whether a quotation that a speaker may follow ends before a place: with a comma inside or after
/// it, or with a full stop.
fn quote_ends(s: &Sentence<'_>, at: usize) -> bool {
    let mut i = at;
    while i + 2 > at && i > s.lo && matches!(s.before(i).kind, Kind::Comma | Kind::Dash) {
        i -= 1;
    }
    let quoted = i.checked_sub(1).and_then(|i| s.quoted(i));
    // "On CNN's “Morning Desk,” Holm said": a name.
    let outside =
        i > s.lo + 1 && (s.at(i - 2).kind == Kind::Word || s.at(i - 2).kind == Kind::Genitive);
    let name = |quoted: &Quoted| quoted.capitals * 3 >= quoted.words * 2 && !quoted.verb;
    if outside && quoted.is_some_and(name) {
        return false;
    }
    quoted.is_some_and(|quoted| i < at || quoted.goes_on || quoted.stops || quoted.words > 5)
}

/// What stands to the left of "she said": from the start of the sentence or the last semicolon.
pub(super) fn left_of(s: &Sentence<'_>, begins: usize) -> Range<usize> {
    let semicolon = (s.lo..begins)
        .rev()
        .find(|&i| s.at(i).kind == Kind::Semicolon);
    let mut start = semicolon.map_or(s.lo, |i| i + 1);
    // A whole quotation stands for itself: He shrugged. “No,” he said.
    let last = (start..begins).rev().find(|&i| s.at(i).kind == Kind::Quote);
    if let Some(first) = last
        && let Some(quoted) = s.quoted(first)
        && quoted.upper
        && quoted.words > 2
        && s.past_comma(first + 1) >= begins
    {
        start = first;
        while start > s.lo && s.before(start).kind == Kind::Quote {
            start -= 1;
        }
    }
    let mut end = begins;
    while end > start && matches!(s.before(end).kind, Kind::Comma | Kind::Dash) {
        end -= 1;
    }
    start..end
}

/// What goes on after "…, she said, …".
fn around(s: &Sentence<'_>, cue: &mut Cue, after: usize, quoted: bool) {
    let left = cue.left.clone().unwrap_or_default();
    if quoted {
        cue.rule = Rule::Quotation;
        cue.confidence = 93;
    }
    // The next mark: what stands before it says how and when.
    let next = (after..s.hi.min(after + 25)).find(|&i| {
        matches!(
            s.at(i).kind,
            Kind::Comma | Kind::Colon | Kind::Quote | Kind::Semicolon
        )
    });
    let Some(next) = next else { return };
    let mut at = next;
    if quoted {
        // A quotation that goes on, past "to applause from the back".
        let limit = s.hi.min(next + 25);
        let quote = (next..limit).find(|&i| s.at(i).kind == Kind::Quote);
        // "… with a sign that read “No”": no mark, no speech.
        let marked = |quote: usize| {
            let before = s.before(quote);
            quote == after || !before.is_word() || before.is(Class::AND | Class::BUT)
        };
        if let Some(quote) = quote.filter(|&quote| marked(quote))
            && (after..quote).all(|i| !s.at(i).is_cue() || !s.at(i).form(Form::ING | Form::PAST))
        {
            let words = s.quoted(quote).is_some_and(|quoted| quoted.words > 1);
            if words {
                cue.right = Some(Complement {
                    start: quote,
                    end: Some(quote + 1),
                    rule: Rule::Quotation,
                    confidence: cue.confidence,
                });
            }
        }
        return;
    }
    let verb_follows = s.is_finite(next + 1) || s.at(next + 1).is(Class::AUX);
    // "It would, she added, publish": what stands before ends in an auxiliary.
    let open = left.len() < 4 && left.end > left.start && s.at(left.end - 1).is(Class::AUX);
    // "…, the ministry said, and wounded dozens."
    let verb = s.is_finite(at + 2) || s.at(at + 2).is(Class::GUESSED_VERB);
    let joined = s.at(at + 1).is(Class::AND) && verb;
    // "If they come, she said, “we will fight.”"
    let condition = s.at(left.start).is(Class::SUBORDINATOR) && s.at(at + 1).kind == Kind::Quote;
    let goes_on = next == after && (open || joined || condition);
    if s.at(at).kind == Kind::Comma
        && (goes_on || ((next == after || verb_follows) && !s.has_verb(left)))
    {
        at += 1;
        cue.right = Some(Complement {
            start: at,
            end: None,
            rule: Rule::Parenthesis,
            confidence: cue.confidence,
        });
    }
}
