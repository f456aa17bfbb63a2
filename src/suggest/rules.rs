//! The rules that find statements in a sentence: first what attributes something to somebody, then
//! what it attributes.

mod complement;
mod cue;
mod other;

use std::ops::Range;

use self::complement::Complement;
use super::lexicon::{Class, Form, Frames};
use super::phrase::Sentence;
use super::tokens::Kind;

/// What found a statement. Its word is stable: it stands in project files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Words in quotation marks beside a cue: “…,” she said.
    Quotation,
    /// A clause that a verb of saying or thinking governs: said (that) …
    Clause,
    /// The sentence around "she said": …, she said, …
    Parenthesis,
    /// According to X, …
    According,
    /// Urged X to …, called on X to …
    Demand,
    /// Vowed to …, refused to …
    Promise,
    /// Accused X of …, described X as …
    Judgement,
    /// Denied the …, praised the …
    Object,
    /// Her claim that …
    Noun,
    /// Is convinced that …
    Attitude,
    /// It is expected that …
    Impersonal,
    /// A quotation without a cue, by whom spoke before.
    Floating,
    /// In what somebody says, what they think: “I think …”
    Nested,
}

impl Rule {
    /// All of them, in the order of this page.
    pub const ALL: [Self; 13] = [
        Self::Quotation,
        Self::Clause,
        Self::Parenthesis,
        Self::According,
        Self::Demand,
        Self::Promise,
        Self::Judgement,
        Self::Object,
        Self::Noun,
        Self::Attitude,
        Self::Impersonal,
        Self::Floating,
        Self::Nested,
    ];

    /// The word that files have for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Quotation => "quotation",
            Self::Clause => "clause",
            Self::Parenthesis => "parenthesis",
            Self::According => "according",
            Self::Demand => "demand",
            Self::Promise => "promise",
            Self::Judgement => "judgement",
            Self::Object => "object",
            Self::Noun => "noun",
            Self::Attitude => "attitude",
            Self::Impersonal => "impersonal",
            Self::Floating => "floating",
            Self::Nested => "nested",
        }
    }
}

/// A statement in a sentence; without contents, it announces the next quotation. Contents and cue are bytes, the subject is tokens.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) contents: Vec<Range<usize>>,
    pub(super) cue: Option<Range<usize>>,
    pub(super) subject: Option<Range<usize>>,
    pub(super) rule: Rule,
    /// Of a hundred.
    pub(super) confidence: u8,
    pub(super) negated: bool,
}

/// What attributes something to somebody. Places are tokens.
#[derive(Clone, Debug)]
struct Cue {
    group: Range<usize>,
    subject: Option<Range<usize>>,
    /// Where its clause begins, with the subject.
    begins: usize,
    right: Option<Complement>,
    left: Option<Range<usize>>,
    rule: Rule,
    confidence: u8,
    negated: bool,
    /// Shares the subject of a cue before.
    joined: bool,
    announces: bool,
}

/// The statements of a sentence, in the order of their cues.
pub(super) fn find(s: &Sentence<'_>) -> Vec<Found> {
    let cues = cue::cues(s);
    let mut found = Vec::new();
    let mut reached: Vec<Range<usize>> = Vec::new();
    for (number, cue) in cues.iter().enumerate() {
        // "Said in a statement that": the noun governs nothing of its own.
        let governed = |other: &Cue| match (&cue.right, &other.right) {
            (Some(own), Some(other)) => own.start == other.start,
            _ => false,
        };
        if cues.iter().take(number).any(governed) {
            continue;
        }
        let later = cues.get(number + 1..).unwrap_or_default();
        let earlier = cues.get(..number).unwrap_or_default();
        let mut contents: Vec<Range<usize>> = cue.left.clone().into_iter().collect();
        if let Some(right) = &cue.right {
            let in_front = number == 0
                && !(s.lo..cue.begins).any(|i| s.at(i).kind == Kind::Comma)
                && later
                    .iter()
                    .any(|cue| s.before(cue.begins).kind == Kind::Comma);
            let end = content_end(s, right, later, in_front);
            // What somebody says that somebody else says ends with it.
            let around = reached
                .iter()
                .filter(|around| around.contains(&cue.group.start));
            let end = around.map(|around| around.end).fold(end, usize::min);
            contents.push(right.start..end.max(right.start));
            reached.push(right.start..end.max(right.start));
        }
        let contents: Vec<Range<usize>> = contents
            .into_iter()
            .filter_map(|content| s.bytes(&trimmed(s, content)))
            .filter(|bytes| !bytes.is_empty())
            .collect();
        let announced = contents.is_empty() && cue.announces;
        if contents.is_empty() && !announced {
            continue;
        }
        let subject = cue.subject.clone().or_else(|| {
            let before = earlier.iter().rev().find_map(|cue| cue.subject.clone());
            let shared = cue
                .joined
                .then(|| before.or_else(|| s.main_subject(cue.begins)));
            shared.flatten()
        });
        found.push(Found {
            contents,
            cue: s.bytes(&cue.group),
            subject,
            rule: cue.rule,
            confidence: cue.confidence,
            negated: cue.negated,
        });
    }
    found
}

/// Where what a cue governs ends: at the end of the sentence, or before the next thing that
/// somebody says.
fn content_end(s: &Sentence<'_>, right: &Complement, later: &[Cue], first: bool) -> usize {
    let mut end = right.end.unwrap_or_else(|| s.end());
    if right.end.is_some() && right.rule != Rule::Object {
        return end;
    }
    let semicolon = (right.start..end)
        .find(|&i| s.at(i).kind == Kind::Semicolon && !s.at(i + 1).is(Class::THAT | Class::AND));
    end = semicolon.unwrap_or(end);
    // "… how she hid: “I heard them.”"
    let opens = |i: &usize| {
        s.at(*i).kind == Kind::Colon && s.quoted(i + 1).is_some_and(|quoted| quoted.upper)
    };
    end = (right.start..end).find(opens).unwrap_or(end);
    // "When asked whether it was right, Haddon said": a clause in front ends at its comma.
    let in_front = s.at(s.lo).is(Class::SUBORDINATOR) && first;
    if in_front && let Some(comma) = (right.start..end).find(|&i| s.at(i).kind == Kind::Comma) {
        return comma;
    }
    end = aside(s, right.start..end).unwrap_or(end);
    for cue in later {
        if cue.begins <= right.start || cue.begins >= end {
            continue;
        }
        let before = s.before(cue.begins);
        let splits = before.is(Class::BUT)
            || before.kind == Kind::Comma
            || (before.is(Class::AND)
                && s.before(cue.begins - 1).kind == Kind::Comma
                && cue.right.is_some());
        let says = before.is(Class::AND) && cue.right.is_some() && cue.subject.is_some() && splits;
        let according = cue.rule == Rule::According && before.kind == Kind::Comma;
        let participle = cue.joined && cue.rule != Rule::Noun;
        if participle
            || according
            || says
            || (splits && cue.left.is_some())
            || (before.is(Class::BUT) && cue.right.is_some())
        {
            let mut at = cue.begins;
            while at > right.start + 1 {
                let token = s.before(at);
                let joint = token.is(Class::AND | Class::BUT | Class::SUBORDINATOR);
                if !joint && token.kind != Kind::Comma {
                    break;
                }
                at -= 1;
            }
            end = at;
            break;
        }
    }
    end
}

/// Where what somebody does while speaking begins after what is said: "…, pointing to the report",
/// "… and thanked the crew".
fn aside(s: &Sentence<'_>, content: Range<usize>) -> Option<usize> {
    let speech = Frames::SAY | Frames::QUOTE | Frames::TO | Frames::OBJECT_TO | Frames::ON_TO;
    let speaks = |i: usize, but: bool| {
        let token = s.at(i);
        let act = token.is(Class::SPEECH_ACT)
            || (but && token.frames(speech) && !token.frames(Frames::THINK));
        let out = [
            "ruled out",
            "pointed to",
            "points to",
            "point to",
            "spoke of",
            "hit out",
            "referred to",
        ];
        let out = out.iter().any(|words| s.phrase(i, words).is_some());
        token.kind == Kind::Word && !token.upper && (out || act && token.form(Form::PAST))
    };
    // "… but did not elaborate."
    let silent = |i: usize| {
        let words = s.at(i + 1).is(Class::NOT) || s.at(i).is(Class::NOT);
        let verb = if s.at(i + 1).is(Class::NOT) {
            i + 2
        } else {
            i + 1
        };
        s.at(i).is(Class::DO | Class::MODAL) && words && s.at(verb).is(Class::SILENT)
    };
    (content.start + 2..content.end).find(|&i| {
        let token = s.at(i);
        let comma = token.kind == Kind::Comma;
        let next = i + 1;
        if comma && s.at(next).is(Class::ASIDE) && s.at(next).form(Form::ING) {
            return true;
        }
        // "…, a decision that many welcomed": a word for all of it.
        let article = s.at(next).is(Class::DET) && !s.at(next).is(Class::POSSESSIVE);
        let noun = next + 1 + usize::from(s.at(next + 1).is(Class::MODIFIER));
        if comma && article && s.at(noun).is(Class::SUMMARY) && s.has_verb(noun + 1..content.end) {
            return true;
        }
        let and = if comma { next } else { i };
        let verb = and + 1 + usize::from(s.at(and + 1).is(Class::ADVERB));
        // "Was arrested and accused of": a participle.
        let object =
            s.at(verb + 1).is_word() && !s.at(verb + 1).is(Class::OF | Class::BY | Class::AS);
        // "…, and residents described": another sentence.
        let another = comma
            && s.at(next).is(Class::AND | Class::BUT)
            && !s.at(next + 1).is(Class::PRONOUN | Class::THAT)
            && (next + 2..next + 6)
                .take_while(|&k| s.at(k).is_word())
                .any(|k| {
                    let says = s
                        .at(k)
                        .frames(Frames::SAY | Frames::OBJECT_OF | Frames::HEARER);
                    says && !s.at(k).frames(Frames::THINK)
                        && s.at(k).form(Form::PAST)
                        && s.is_finite(k)
                        && !s.before(k).is(Class::AUX | Class::BE)
                });
        if another {
            return true;
        }
        let but = s.at(and).is(Class::BUT);
        let joint = but || s.at(and).is(Class::AND);
        // "…, with one describing it as".
        let others = comma
            && s.at(next).is(Class::WITH)
            && (next + 2..next + 7).any(|k| s.at(k).is_cue() && s.at(k).form(Form::ING));
        let speaks_on = joint && (speaks(verb, but) && object || silent(and + 1));
        speaks_on || others
    })
}

/// A range of tokens without the marks at its ends that belong to the sentence around it.
fn trimmed(s: &Sentence<'_>, range: Range<usize>) -> Range<usize> {
    let loose = |i: usize| {
        matches!(
            s.at(i).kind,
            Kind::Comma | Kind::Colon | Kind::Semicolon | Kind::Dash | Kind::Stop
        )
    };
    let (mut start, mut end) = (range.start, range.end);
    while start < end && loose(start) {
        start += 1;
    }
    while end > start && loose(end - 1) {
        end -= 1;
    }
    start..end
}
