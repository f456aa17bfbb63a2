//! What the words that mention somebody are made of: names, titles, several at once.

use std::ops::Range;

use crate::suggest::lexicon::Class;
use crate::suggest::phrase::Sentence;
use crate::suggest::tokens::{Kind, Token};

/// "Kyiv and its partners" is two; "the Department of Trade and Industry" is one.
pub(super) fn parts(s: &Sentence<'_>, subject: &Range<usize>) -> Vec<Range<usize>> {
    // "Smith, Jones and Brown".
    let names = |i: usize| {
        let token = s.at(i);
        token.kind == Kind::Comma
            || token.is(Class::AND)
            || (token.is_name() && !token.is(Class::TITLE))
    };
    let divides = |i: &usize| s.at(*i).kind == Kind::Comma || s.at(*i).is(Class::AND);
    let list = subject.clone().filter(divides).count() > 1
        && s.before(subject.end.saturating_sub(1)).is(Class::AND)
        && subject.clone().all(names);
    if list {
        let mut found = Vec::new();
        let mut start = subject.start;
        for end in subject.clone().filter(divides).chain([subject.end]) {
            if start < end {
                found.push(start..end);
            }
            start = end + 1;
        }
        return found;
    }
    let comma = (subject.start..subject.end).find(|&i| s.at(i).kind == Kind::Comma);
    let end = comma.unwrap_or(subject.end);
    let and = (subject.start + 1..end).find(|&i| {
        s.at(i).is(Class::AND)
            && (s.at(i + 1).is(Class::DET | Class::POSSESSIVE) || s.at(i + 1).is_name())
            && (s.before(i).is_name() || s.before(i).is(Class::PEOPLE | Class::BODY | Class::TITLE))
            && !(subject.start..i).any(|k| {
                s.at(k).is(Class::OF | Class::ORGANISATION | Class::TITLE) && s.at(i + 1).is_name()
            })
    });
    match and {
        Some(and) => vec![subject.start..and, and + 1..subject.end],
        None => vec![subject.clone()],
    }
}

/// "US envoy Steve Witkoff": the name at the end of the head.
pub(super) fn last_name_run(s: &Sentence<'_>, head: &Range<usize>) -> Option<Range<usize>> {
    let mut i = head.end;
    while i > head.start && s.at(i - 1).is_name() && !s.at(i - 1).is(Class::TITLE) {
        i -= 1;
    }
    (i < head.end && i > head.start).then_some(i..head.end)
}

/// "Its chief executive, Solveig Haddon": a name between commas.
pub(super) fn appositive_name(s: &Sentence<'_>, part: &Range<usize>) -> Option<Range<usize>> {
    let comma = (part.start..part.end).find(|&i| s.at(i).kind == Kind::Comma)?;
    let title = (part.start..comma).any(|i| s.at(i).is(Class::TITLE | Class::PEOPLE));
    let run = name_run(s, comma + 1);
    let run = run.start..run.end.min(part.end);
    (title && !run.is_empty()).then_some(run)
}

/// A subject up to its first comma, preposition or relative clause, but "of".
pub(super) fn head(s: &Sentence<'_>, part: &Range<usize>) -> Range<usize> {
    let end = (part.start..part.end).find(|&i| {
        let token = s.at(i);
        matches!(token.kind, Kind::Comma | Kind::Open | Kind::Dash)
            || (i > part.start && token.is(Class::PREPOSITION | Class::RELATIVE | Class::THAT))
    });
    part.start..end.unwrap_or(part.end).max(part.start + 1).min(part.end)
}

/// The longest name that begins at a place: words with a capital letter, and particles between.
pub(super) fn name_run(s: &Sentence<'_>, from: usize) -> Range<usize> {
    let first = s.at(from);
    let opens_sentence = from == s.lo;
    let function = Class::DET
        | Class::PRONOUN
        | Class::PREPOSITION
        | Class::SUBORDINATOR
        | Class::ADVERB
        | Class::AUX
        | Class::QUESTION
        | Class::TIME
        | Class::AND
        | Class::BUT
        | Class::AS;
    let is_part = |token: Token| token.is_name() && !token.is(Class::TIME | Class::FIRST_PERSON);
    if !is_part(first) || first.is(function) {
        return from..from;
    }
    let mut end = from + 1;
    loop {
        let token = s.at(end);
        if is_part(token) && token.spaced {
            end += 1;
        } else if let Some(next) = past_particles(s, from, end) {
            end = next;
        } else {
            break;
        }
    }
    if opens_sentence && end == from + 1 && first.is(Class::PEOPLE | Class::DOCUMENT | Class::BODY)
    {
        return from..from;
    }
    from..end
}

/// Past "von der" and the name after it, or past the "of" of an organisation's name.
fn past_particles(s: &Sentence<'_>, from: usize, at: usize) -> Option<usize> {
    let mut end = at;
    while end < at + 3 && s.at(end).is(Class::PARTICLE) && !s.at(end).upper {
        end += 1;
    }
    let organisation = (from..at).any(|i| s.at(i).is(Class::ORGANISATION));
    let of = (from..at).any(|i| s.at(i).is(Class::OF));
    let joins = s.at(at).is(Class::OF) || (of && s.at(at).is(Class::AND));
    if end == at && joins && organisation {
        end += 1;
    }
    let name = s.at(end).is_name() && !s.at(end).is(Class::TIME);
    (end > at && name).then_some(end + 1)
}

/// Where the name begins in words with capital letters: after the last title.
pub(super) fn name_start(s: &Sentence<'_>, run: &Range<usize>) -> usize {
    let title = (run.start..run.end)
        .rev()
        .find(|&i| s.at(i).is(Class::TITLE));
    match title {
        // "Chief Justice", "Secretary General": a title is all there is.
        Some(title) if title + 1 < run.end => title + 1,
        _ => run.start,
    }
}

pub(super) fn is_acronym(name: &str) -> bool {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    letters().count() > 1 && letters().all(char::is_uppercase)
}

pub(super) fn shares_first(name: &str, written: &str) -> bool {
    let first = |name: &str| name.split(' ').next().and_then(|word| word.chars().next());
    first(name) == first(written)
}

/// "Foreign minister" of "Foreign Minister Andrii Sybhia", "the mayor" of "Ines Holm, the mayor".
pub(super) fn title(s: &Sentence<'_>, run: &Range<usize>, part: &Range<usize>) -> Option<String> {
    let name_start = name_start(s, run);
    let mut start = part.start;
    while start < name_start && s.at(start).is(Class::DET) {
        start += 1;
    }
    let before = start..name_start;
    let after_comma = (s.at(run.end).kind == Kind::Comma && !s.at(run.end + 1).is(Class::AND))
        .then(|| run.end + 1..part.end);
    // "Mr." alone is no role.
    let polite = |start: usize, range: &Range<usize>| {
        let word = s.at(start);
        let written = s.text.get(word.start..word.end).unwrap_or_default();
        let rank = ["gov", "sen", "rep", "gen", "col", "capt", "sgt", "lt"];
        let rank = rank
            .iter()
            .any(|rank| written.trim_end_matches('.').eq_ignore_ascii_case(rank));
        start + 1 == range.end && word.is(Class::ABBREVIATION) && !rank
    };
    let candidates = [Some(before), after_comma];
    for range in candidates.into_iter().flatten() {
        let has_title = range
            .clone()
            .any(|i| s.at(i).is(Class::TITLE | Class::PEOPLE));
        let start = range.start + usize::from(s.at(range.start).is(Class::DET));
        if has_title && !s.at(start).is(Class::RELATIVE) && !polite(start, &range) {
            if s.has_verb(start..start + 2) || s.at(start).is(Class::AUX) {
                continue;
            }
            let ends = |i: &usize| s.at(*i).kind == Kind::Comma || s.at(*i).is(Class::RELATIVE);
            let end = (start..range.end).find(ends).unwrap_or(range.end);
            let words = words_of(s, &(start..end));
            return (!words.is_empty() && words.len() <= 100).then_some(words);
        }
    }
    None
}

pub(super) fn gender(s: &Sentence<'_>, part: &Range<usize>) -> Class {
    let has = |class| {
        part.clone()
            .any(|i| s.at(i).is(class) && !s.at(i).is(Class::POSSESSIVE))
    };
    if has(Class::FEMININE) {
        Class::FEMININE
    } else if has(Class::MASCULINE) {
        Class::MASCULINE
    } else {
        Class::NONE
    }
}

/// The words of a range of tokens as they stand in the text, with single spaces.
pub(super) fn words_of(s: &Sentence<'_>, range: &Range<usize>) -> String {
    let bytes = s.bytes(range).unwrap_or_default();
    let written = s.text.get(bytes).unwrap_or_default();
    let spaced = |c: char| c != ' ' && c.is_whitespace();
    if !written.contains("  ") && !written.contains(spaced) {
        return written.trim().to_owned();
    }
    written.split_whitespace().collect::<Vec<_>>().join(" ")
}

pub(super) fn without_article(name: &str) -> &str {
    ["the ", "The ", "a ", "A ", "an ", "An "]
        .iter()
        .find_map(|article| name.strip_prefix(article))
        .unwrap_or(name)
}
