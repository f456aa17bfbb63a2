//! Phrases of a sentence: groups of verbs, subjects, clauses. Places are numbers of tokens.

mod subject;

use std::ops::Range;

use super::lexicon::{Class, Form, Frames, Tables};
use super::outline::Quoted;
use super::tokens::{Kind, Token};

/// A clause has its verb within so many words.
const REACH: usize = 40;

/// A sentence with the quotations that it has.
#[derive(Clone, Copy)]
pub(super) struct Sentence<'a> {
    pub(super) text: &'a str,
    pub(super) tables: &'a Tables,
    pub(super) tokens: &'a [Token],
    pub(super) quotes: &'a [Quoted],
    pub(super) lo: usize,
    pub(super) hi: usize,
}

/// A verb with its auxiliaries and what they make of it.
#[derive(Clone, Debug)]
pub(super) struct VerbGroup {
    pub(super) range: Range<usize>,
    pub(super) negated: bool,
    pub(super) passive: bool,
    pub(super) finite: bool,
    pub(super) infinitive: bool,
    /// An -ing form without "be": "adding that".
    pub(super) participle: bool,
}

impl Sentence<'_> {
    /// The token at a place; one of no kind outside of the sentence.
    pub(super) fn at(&self, i: usize) -> Token {
        if i < self.lo || i >= self.hi {
            return Token::default();
        }
        self.tokens.get(i).copied().unwrap_or_default()
    }

    /// The token before a place.
    pub(super) fn before(&self, i: usize) -> Token {
        i.checked_sub(1).map_or_else(Token::default, |i| self.at(i))
    }

    /// Whether these words stand at a place; how many they are.
    pub(super) fn phrase(&self, from: usize, phrase: &str) -> Option<usize> {
        let mut i = from;
        for word in phrase.split(' ') {
            let token = self.at(i);
            let written = self.text.get(token.start..token.end).unwrap_or_default();
            let same = written.eq_ignore_ascii_case(word)
                || (!word.is_ascii() && written.to_lowercase() == word);
            if !same {
                return None;
            }
            i += 1;
        }
        Some(i - from)
    }

    /// What may follow a verb that says something with other words, and where these end: "shot back".
    pub(super) fn phrasal(&self, i: usize) -> Option<(Frames, usize)> {
        let row = usize::from(self.at(i).word.phrasal).checked_sub(1)?;
        let (frames, _, particles) = self.tables.phrasal.get(row)?;
        let particles = particles.split('|');
        let length = particles
            .filter_map(|words| self.phrase(i + 1, words))
            .max()?;
        Some((Frames::parse(frames), i + 1 + length))
    }

    /// The bytes of a range of tokens.
    pub(super) fn bytes(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let first = self.tokens.get(range.start)?;
        let last = self.tokens.get(range.end.checked_sub(1)?)?;
        (range.start < range.end).then_some(first.start..last.end)
    }

    /// Whether a token is a verb in a finite form, by all that is known without its neighbours.
    pub(super) fn is_finite(&self, i: usize) -> bool {
        let token = self.at(i);
        if token.kind != Kind::Word || (token.upper && !token.is(Class::AUX)) {
            return false;
        }
        if token.is(Class::AUX) {
            return true;
        }
        let before = self.before(i);
        let noun_before = before.is(Class::DET | Class::PREPOSITION | Class::TO | Class::MODIFIER)
            || before.kind == Kind::Genitive
            || (before.kind == Kind::Number && !token.form(Form::PAST))
            || (before.form(Form::ING) && !token.form(Form::PAST));
        if noun_before {
            return false;
        }
        if token.is(Class::VERB) {
            return true;
        }
        token.form(Form::PAST | Form::THIRD) && token.is_cue()
    }

    /// A verb with what belongs to it on its left.
    pub(super) fn verb_group(&self, verb: usize) -> VerbGroup {
        let token = self.at(verb);
        let mut start = verb;
        let (mut be, mut have, mut modal, mut negated) = (false, false, false, false);
        while start > self.lo {
            let left = self.at(start - 1);
            let auxiliary = left.is(Class::AUX | Class::BE | Class::HAVE | Class::NOT);
            let adverb = left.is(Class::ADVERB) && !left.is(Class::TIME | Class::PRONOUN)
                || self.floats(start - 1);
            if left.is(Class::PRONOUN) && left.is(Class::AUX) {
                be |= left.is(Class::BE);
                have |= left.is(Class::HAVE);
                modal |= left.is(Class::MODAL | Class::DO);
                break;
            }
            if left.kind != Kind::Word
                || !(auxiliary || adverb)
                || (left.upper && start - 1 > self.lo)
            {
                break;
            }
            be |= left.is(Class::BE);
            have |= left.is(Class::HAVE);
            modal |= left.is(Class::MODAL | Class::DO);
            negated |= left.is(Class::NOT);
            start -= 1;
        }
        // "However, he": an adverb that opens the sentence stands for itself.
        while start < verb && self.at(start).upper && self.at(start).is(Class::ADVERB) {
            start += 1;
        }
        let left = self.before(start);
        let infinitive = left.is(Class::TO) && token.form(Form::BASE);
        let ing = token.form(Form::ING);
        let participle_only = token.form(Form::PARTICIPLE) && !token.form(Form::PAST);
        let base_only = token.form(Form::BASE) && !token.form(Form::PAST);
        let finite = if ing {
            be
        } else if participle_only {
            have || be
        } else if base_only && !token.form(Form::THIRD) {
            modal || !(infinitive || be || have)
        } else {
            true
        };
        VerbGroup {
            range: start..verb + 1,
            negated,
            passive: be && token.form(Form::PARTICIPLE) && !ing,
            finite,
            infinitive,
            participle: ing && !be,
        }
    }

    /// "Both", "all" or "each" between an auxiliary and its verb.
    pub(super) fn floats(&self, i: usize) -> bool {
        self.at(i).is(Class::DET)
            && self.before(i).is(Class::AUX)
            && ["both", "all", "each"]
                .iter()
                .any(|word| self.phrase(i, word).is_some())
    }

    /// Whether a clause with a verb of its own begins at a place. With `strict` nothing but a noun
    /// phrase may stand before the verb, or a phrase that a comma divides off.
    pub(super) fn is_clause(&self, from: usize, strict: bool) -> bool {
        let first = self.at(from);
        let opens = match first.kind {
            Kind::Word => {
                !first.is(Class::AUX | Class::AND | Class::BUT | Class::NOTHING)
                    || first.is(Class::PRONOUN | Class::DET | Class::SUBORDINATOR)
            }
            Kind::Number | Kind::Quote | Kind::Open => true,
            _ => false,
        };
        // "Costs will rise": a plural that might be a verb.
        let plural = first.form(Form::THIRD) && self.is_finite(from + 1);
        if !opens || (self.is_finite(from) && !plural && !first.is(Class::PRONOUN | Class::DET)) {
            return false;
        }
        let lead = first.is(Class::PREPOSITION | Class::ADVERB | Class::SUBORDINATOR)
            && !first.is(Class::DET)
            && (self.at(from + 1).kind != Kind::Number || self.at(from + 2).kind == Kind::Comma);
        if strict && lead {
            let comma = (from..from + 12).find(|&i| self.at(i).kind == Kind::Comma);
            return comma.is_some_and(|comma| {
                !self.at(comma + 1).is(Class::PREPOSITION) && self.is_clause(comma + 1, true)
            });
        }
        if first.is(Class::PRONOUN) && first.is(Class::AUX) {
            return true;
        }
        // "They discourage building": after a pronoun that is no object stands a verb.
        let next = self.at(from + 1);
        let subject = first.is(Class::PRONOUN)
            && !first.is(Class::OBJECT | Class::DET | Class::TIME)
            && (first.is(Class::MASCULINE | Class::FEMININE | Class::FIRST_PERSON)
                || first.is(Class::PLURAL));
        let no_verb =
            Class::PREPOSITION | Class::AND | Class::BUT | Class::DET | Class::TO | Class::RELATIVE;
        if subject && next.kind == Kind::Word && !next.upper && !next.is(no_verb) {
            return true;
        }
        let whole = self.quoted(from);
        if whole.is_some_and(|quoted| quoted.verb || quoted.words > 3) {
            return true;
        }
        for i in from + 1..(from + REACH).min(self.hi) {
            let token = self.at(i);
            match token.kind {
                Kind::Semicolon | Kind::Stop => return false,
                Kind::Quote => {
                    let quoted = self.quotes.get(token.quote);
                    if quoted.is_some_and(|quoted| quoted.verb || quoted.words > 2) && !strict {
                        return true;
                    }
                }
                Kind::Comma if strict => return false,
                _ => {}
            }
            // "Declared an emergency and appealed": one verb after the other.
            let next_is_verb = || self.is_finite(i + 1) || self.at(i + 1).is(Class::GUESSED_VERB);
            if strict && (self.subordinates(i) || (token.is(Class::AND) && next_is_verb())) {
                return false;
            }
            if self.is_finite(i) {
                return true;
            }
            let before = self.before(i);
            if token.is(Class::GUESSED_VERB) && !before.is(Class::DET | Class::MODIFIER) {
                return true;
            }
            if self.is_plural_verb(i) {
                return true;
            }
        }
        false
    }

    /// "The studies show": a plural before a verb without an ending.
    fn is_plural_verb(&self, i: usize) -> bool {
        let token = self.at(i);
        let base = token.is(Class::VERB_BASE) || (token.is_cue() && token.form(Form::BASE));
        base && !token.upper && self.is_plural(i)
    }

    /// Whether the same follows "that", which announces a clause: a verb may be one that is in no
    /// list.
    pub(super) fn is_clause_of_that(&self, from: usize) -> bool {
        let from = self.past_comma(from);
        let words = (from..from + 5).take_while(|&i| self.at(i).is_word() || i == from);
        // "Recommends that each warrant be signed": a noun that has no "that" before it otherwise.
        let first = self.at(from);
        let wanted = if first.is(Class::DET | Class::POSSESSIVE | Class::PRONOUN)
            || self.is_plural(from + 1)
        {
            3
        } else {
            5
        };
        self.is_clause(from, false) || (words.count() >= wanted && !self.is_finite(from))
    }

    /// Whether what follows belongs to a clause or an infinitive of its own.
    pub(super) fn subordinates(&self, i: usize) -> bool {
        let token = self.at(i);
        let next = self.at(i + 1);
        let infinitive = token.is(Class::TO)
            && next.kind == Kind::Word
            && !next.upper
            && !next.is(Class::DET | Class::OBJECT | Class::PEOPLE);
        let clause = Class::RELATIVE | Class::THAT | Class::SUBORDINATOR;
        infinitive || (token.is(clause) && !token.is(Class::PRONOUN | Class::PREPOSITION))
    }

    /// Whether the word before a place is a plural: one of persons, or one that ends in s.
    fn is_plural(&self, i: usize) -> bool {
        let before = self.before(i);
        let written = self.text.get(before.start..before.end).unwrap_or_default();
        let ends = written.ends_with('s') && !written.ends_with("ss");
        let plural = before.is(Class::PLURAL)
            || (before.kind == Kind::Word && ends)
            || written.ends_with("people")
            || before.is(Class::PRONOUN);
        plural && !before.is(Class::AUX | Class::POSSESSIVE | Class::VERB | Class::PREPOSITION)
    }

    /// Where the noun phrase ends that begins at a place: short, without clauses.
    pub(super) fn noun_phrase_end(&self, from: usize) -> usize {
        let mut i = from;
        while i < self.hi {
            let token = self.at(i);
            let stops = match token.kind {
                Kind::Word | Kind::Number => {
                    let function = Class::AUX
                        | Class::THAT
                        | Class::SUBORDINATOR
                        | Class::QUESTION
                        | Class::RELATIVE
                        | Class::TO
                        | Class::BUT;
                    let pronoun = token.is(Class::PRONOUN | Class::OBJECT);
                    let preposition = token.is(Class::PREPOSITION) && !token.is(Class::OF);
                    let determiner = i > from && token.is(Class::DET) && !self.joins(i - 1);
                    if pronoun && i == from && !token.is(Class::HEARER) {
                        return i + 1;
                    }
                    (token.is(function) && !(i == from && token.is(Class::DET)))
                        || preposition
                        || determiner
                        || (pronoun
                            && i > from
                            && !token.is(Class::HEARER)
                            && !token.is(Class::DET))
                        || (token.is(Class::TIME)
                            && !token.is(Class::ADVERB)
                            && token.upper
                            && i > from)
                        || (i > from && self.is_finite(i) && !token.upper)
                }
                Kind::Genitive => false,
                _ => true,
            };
            if stops {
                break;
            }
            i += 1;
        }
        i
    }

    /// Whether a word joins the noun before with the one after it.
    fn joins(&self, i: usize) -> bool {
        self.at(i).is(Class::AND | Class::OF)
    }

    /// Whether there is a finite verb in a range.
    pub(super) fn has_verb(&self, range: Range<usize>) -> bool {
        range.clone().any(|i| {
            let token = self.at(i);
            self.is_finite(i)
                || token.is(Class::GUESSED_VERB)
                || (i > range.start && self.is_plural_verb(i))
                || self
                    .quotes
                    .get(token.quote)
                    .is_some_and(|q| token.kind == Kind::Quote && q.verb)
        })
    }

    pub(super) fn quoted(&self, i: usize) -> Option<&Quoted> {
        let token = self.at(i);
        (token.kind == Kind::Quote).then(|| self.quotes.get(token.quote))?
    }

    /// A token that is a comma, or none.
    pub(super) fn past_comma(&self, i: usize) -> usize {
        if matches!(self.at(i).kind, Kind::Comma | Kind::Colon | Kind::Dash) {
            i + 1
        } else {
            i
        }
    }

    /// The end of the sentence without its full stop and what stands after it.
    pub(super) fn end(&self) -> usize {
        let mut end = self.hi;
        while end > self.lo {
            let token = self.at(end - 1);
            let mark = matches!(
                token.kind,
                Kind::Stop | Kind::Comma | Kind::Colon | Kind::Semicolon | Kind::Dash | Kind::Other
            );
            if !mark {
                break;
            }
            end -= 1;
        }
        end
    }
}
