//! The words of a language, each with what it may be in a sentence.
//!
//! There is no tagger and no model: a word may be several things at once, and the rules ask for
//! what they need at its place.

use std::collections::HashMap;
use std::ops::BitOr;

use foldhash::fast::FixedState;
use smol_str::SmolStr;

/// What a word may be, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Class(u64);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:expr;)*) => {
        impl Class { $($(#[$doc])* pub(super) const $name: Self = Self(1 << $bit);)* }
    };
}

classes! {
    /// Be, have, do and modals in a finite form.
    AUX = 0;
    BE = 1;
    HAVE = 2;
    /// Can, will, would: an infinitive follows.
    MODAL = 3;
    DET = 4;
    /// His, her, their.
    POSSESSIVE = 5;
    PREPOSITION = 6;
    AND = 7;
    BUT = 8;
    /// While, because, if.
    SUBORDINATOR = 9;
    /// Who, which, whose.
    RELATIVE = 10;
    THAT = 11;
    /// How, what, whether.
    QUESTION = 12;
    /// He, she, they, I.
    PRONOUN = 13;
    OBJECT = 14;
    NOT = 15;
    ADVERB = 16;
    /// Monday, yesterday, March.
    TIME = 17;
    /// President, minister, Mr: stands before a name, or for one.
    TITLE = 18;
    /// Reporters, journalists: who is told.
    HEARER = 19;
    /// Officials, critics, police: people without a name.
    PEOPLE = 20;
    /// Report, survey, study, law.
    DOCUMENT = 21;
    /// Statement, interview, letter, tweet: what words come in.
    MEDIUM = 22;
    /// A verb in a finite form that is no cue.
    VERB = 23;
    TO = 24;
    /// Claim, fear, promise: a noun that a clause with "that" completes.
    NOUN_CUE = 25;
    /// Convinced, afraid: after "be", before "that".
    ADJECTIVE_CUE = 26;
    /// Of a "he".
    MASCULINE = 27;
    FEMININE = 28;
    PLURAL = 29;
    FIRST_PERSON = 30;
    /// Called, titled, named: a title follows, no quotation.
    NAMING = 31;
    IT = 32;
    /// Company, council, ministry: an organisation without its name.
    BODY = 33;
    /// With: "with X saying".
    WITH = 34;
    BY = 35;
    OF = 36;
    /// As: "as X said", "described as".
    AS = 37;
    /// Negated words of saying nothing: nothing, little.
    NOTHING = 38;
    /// Words of a kind that no subject is.
    NEVER_SUBJECT = 39;
    DO = 40;
    /// Stands before the last name of a person: von, de, al.
    PARTICLE = 41;
    /// An abbreviation with a full stop that ends no sentence.
    ABBREVIATION = 42;
    /// Inc, Ministry, University, Party: a name with it is an organisation's.
    ORGANISATION = 43;
    /// An adjective, or another word that a noun phrase may have in front of its noun.
    MODIFIER = 44;
    ON = 45;
    /// A finite verb of its own form ("habe", "werde").
    REPORTED_MOOD = 46;
    /// A verb by its ending only.
    GUESSED_VERB = 47;
    /// The first word of a phrase like "according to", and the last of "… zufolge".
    ACCORDING = 48;
    /// The plural of a verb that is no cue, or its infinitive.
    VERB_BASE = 49;
    /// Speaks for an organisation.
    SPOKESPERSON = 50;
    /// An abbreviation with a capital letter of a place: Mont., N.Y.
    STATE = 51;
    /// Citing, pointing, echoing: what a speaker does while speaking, which is not said.
    ASIDE = 52;
    /// Court, inquest, jury: who hears what is said there.
    LISTENER = 53;
    /// "Thanked", "apologised": an act of speech beside another, without a clause.
    SPEECH_ACT = 54;
    /// View, opinion, words: "in her view".
    VIEW = 55;
    /// Another, several, two: a determiner that stands for somebody, too.
    ALONE = 57;
    /// Decision, move, claim: "…, a decision that" takes up what was said.
    SUMMARY = 58;
    /// Elaborate, specify: "but did not elaborate".
    SILENT = 59;
    /// A finite verb that only what others say has: "sei", "habe", "müsse".
    INDIRECT = 60;
    /// Company, group, agency: "the company" is the organisation that was mentioned last.
    COMPANY = 61;
    /// At least, about, up to: before a number.
    QUANTITY = 56;
}

impl Class {
    pub(super) const NONE: Self = Self(0);

    /// Whether it may be any of these.
    pub(super) fn is(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }
}

impl BitOr for Class {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// All of these, for tables.
pub(super) const fn any(classes: &[Class]) -> Class {
    let mut all = 0;
    let mut rest = classes;
    while let [first, others @ ..] = rest {
        all |= first.0;
        rest = others;
    }
    Class(all)
}

/// What may follow a verb of saying, as a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Frames(u16);

impl Frames {
    pub(super) const NONE: Self = Self(0);
    /// Speech itself: an inverted subject, the end of a sentence after it ("…, he said").
    pub(super) const SAY: Self = Self(1);
    /// Words in quotation marks.
    pub(super) const QUOTE: Self = Self(1 << 1);
    /// A clause with "that".
    pub(super) const THAT: Self = Self(1 << 2);
    /// A clause without.
    pub(super) const BARE: Self = Self(1 << 3);
    /// A clause with "how" or "whether".
    pub(super) const QUESTION: Self = Self(1 << 4);
    /// An infinitive: promised to.
    pub(super) const TO: Self = Self(1 << 5);
    /// Somebody and an infinitive: urged the council to.
    pub(super) const OBJECT_TO: Self = Self(1 << 6);
    /// Somebody of something, something as something.
    pub(super) const OBJECT_OF: Self = Self(1 << 7);
    /// Somebody that: told them that.
    pub(super) const HEARER: Self = Self(1 << 8);
    /// What is thought of something, in its object: denied the allegations.
    pub(super) const OBJECT: Self = Self(1 << 9);
    /// On somebody to: called on them to.
    pub(super) const ON_TO: Self = Self(1 << 10);
    /// Thought, not speech.
    pub(super) const THINK: Self = Self(1 << 11);
    /// A document may be the subject: shows, suggests.
    pub(super) const SHOW: Self = Self(1 << 12);
    /// A bare clause is what most often follows.
    pub(super) const STRONG: Self = Self(1 << 13);

    pub(super) fn is(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }

    /// The letters of a table.
    pub(super) fn parse(letters: &str) -> Self {
        letters.chars().fold(Self::NONE, |all, letter| {
            all | match letter {
                's' => Self::SAY,
                'q' => Self::QUOTE,
                't' => Self::THAT,
                'b' => Self::BARE,
                'w' => Self::QUESTION,
                'i' => Self::TO,
                'o' => Self::OBJECT_TO,
                'a' => Self::OBJECT_OF,
                'h' => Self::HEARER,
                'n' => Self::OBJECT,
                'c' => Self::ON_TO,
                'm' => Self::THINK,
                'd' => Self::SHOW,
                'x' => Self::STRONG,
                _ => Self::NONE,
            }
        })
    }
}

impl BitOr for Frames {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// The form of a verb, as a set: "said" is past and participle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Form(u8);

impl Form {
    pub(super) const BASE: Self = Self(1);
    pub(super) const THIRD: Self = Self(2);
    pub(super) const PAST: Self = Self(4);
    pub(super) const PARTICIPLE: Self = Self(8);
    pub(super) const ING: Self = Self(16);

    pub(super) fn is(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }
}

impl BitOr for Form {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What is known of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) class: Class,
    pub(super) frames: Frames,
    pub(super) form: Form,
    /// Of a verb that says something with another word, "shot back": one more than the place of the
    /// row in [`Tables::phrasal`].
    pub(super) phrasal: u8,
}

/// How the forms of a language's verbs are listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Inflection {
    /// Regular verbs by their lemma, `+` after one whose last letter is doubled; five forms joined
    /// by `/` for the others.
    English,
    /// All forms, joined by `/`: finite ones, then after `|` participles and infinitives.
    Listed,
}

/// The tables of a language.
pub(super) struct Tables {
    /// As articles have it: "en".
    pub(super) code: &'static str,
    /// As menus have it.
    pub(super) name: &'static str,
    pub(super) inflection: Inflection,
    /// What may follow, in letters, and the verbs.
    pub(super) verbs: &'static [(&'static str, &'static str)],
    /// Verbs that say something with other words only: what may follow them all, the verbs, the
    /// other words, divided by `|`.
    pub(super) phrasal: &'static [(&'static str, &'static str, &'static str)],
    /// Other verbs, to know a clause by.
    pub(super) other_verbs: &'static str,
    pub(super) words: &'static [(Class, &'static str)],
    /// Phrases that name the source of what stands beside them: "according to".
    pub(super) according: &'static [&'static str],
    /// The same after the name: "zufolge".
    pub(super) according_after: &'static [&'static str],
    /// Endings of a finite verb or an adverb that is in no list.
    pub(super) past_endings: &'static [&'static str],
    pub(super) adverb_endings: &'static [&'static str],
    pub(super) ing_endings: &'static [&'static str],
    /// Whether a comma stands before a clause that depends on a verb.
    pub(super) comma_before_clause: bool,
    /// Whether nouns have a capital letter.
    pub(super) nouns_upper: bool,
    /// Whether names have cases.
    pub(super) cases: bool,
    /// Words that hardly another language has, to know it by.
    pub(super) telling: &'static str,
}

/// A language's words, ready to be looked up.
pub(super) struct Lexicon {
    /// Most stand in the table itself, so that a word costs one look into memory.
    words: HashMap<SmolStr, Word, FixedState>,
    longest: usize,
}

impl Lexicon {
    pub(super) fn new(tables: &Tables) -> Self {
        let mut lexicon = Self {
            words: HashMap::with_hasher(FixedState::default()),
            longest: 0,
        };
        for (class, words) in tables.words {
            for word in words.split_whitespace() {
                let word = word.replace('_', " ");
                lexicon.entry(&word).class = lexicon.get(&word).class | *class;
            }
        }
        let first = tables
            .according
            .iter()
            .filter_map(|phrase| phrase.split(' ').next());
        for word in first.chain(tables.according_after.iter().copied()) {
            lexicon.entry(word).class = lexicon.get(word).class | Class::ACCORDING;
        }
        for (frames, verbs) in tables.verbs {
            for verb in verbs.split_whitespace() {
                lexicon.add_verb(tables.inflection, verb, Frames::parse(frames), Class::NONE);
            }
        }
        for verb in tables.other_verbs.split_whitespace() {
            lexicon.add_verb(tables.inflection, verb, Frames::NONE, Class::VERB);
        }
        for ((_, verbs, _), row) in tables.phrasal.iter().zip(1_u8..) {
            for verb in verbs.split_whitespace() {
                for word in lexicon.add_verb(tables.inflection, verb, Frames::NONE, Class::VERB) {
                    lexicon.entry(&word).phrasal = row;
                }
            }
        }
        lexicon
    }

    /// What is known of a word in small letters.
    pub(super) fn get(&self, word: &str) -> Word {
        if word.len() > self.longest {
            return Word::default();
        }
        self.words.get(word).copied().unwrap_or_default()
    }

    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    fn entry(&mut self, word: &str) -> &mut Word {
        self.longest = self.longest.max(word.len());
        self.words.entry(word.into()).or_default()
    }

    /// Gives the words that were added.
    fn add_verb(
        &mut self,
        inflection: Inflection,
        verb: &str,
        frames: Frames,
        class: Class,
    ) -> Vec<String> {
        let forms = match inflection {
            Inflection::English => english_forms(verb),
            Inflection::Listed => listed_forms(verb),
        };
        for (word, form) in &forms {
            let form = *form;
            let entry = self.entry(word);
            entry.frames = entry.frames | frames;
            entry.form = entry.form | form;
            if form.is(Form::PAST | Form::THIRD) {
                entry.class = entry.class | class;
            } else if form.is(Form::BASE) && class.is(Class::VERB) {
                entry.class = entry.class | Class::VERB_BASE;
            }
        }
        forms.into_iter().map(|(word, _)| word).collect()
    }
}

/// "abstain", "admit+" or "say/says/said/said/saying" with the forms that they have.
fn english_forms(verb: &str) -> Vec<(String, Form)> {
    let order = [
        Form::BASE,
        Form::THIRD,
        Form::PAST,
        Form::PARTICIPLE,
        Form::ING,
    ];
    if verb.contains('/') {
        // A form that is more often a noun is left out.
        let forms = verb.split('/').map(str::to_owned).zip(order);
        return forms.filter(|(form, _)| form != "-").collect();
    }
    let doubled = verb.ends_with('+');
    let lemma = verb.trim_end_matches('+');
    let last = lemma.chars().next_back().unwrap_or_default();
    let stem = if doubled {
        format!("{lemma}{last}")
    } else {
        lemma.to_owned()
    };
    let consonant_y = last == 'y'
        && !lemma
            .chars()
            .rev()
            .nth(1)
            .is_some_and(|c| "aeou".contains(c));
    let hissing = ["s", "sh", "ch", "x", "z", "cho", "to"]
        .iter()
        .any(|end| lemma.ends_with(end));
    let without = |letter: char| lemma.strip_suffix(letter).unwrap_or(lemma);
    let third = if consonant_y {
        format!("{}ies", without('y'))
    } else if hissing {
        format!("{lemma}es")
    } else {
        format!("{lemma}s")
    };
    let past = if consonant_y {
        format!("{}ied", without('y'))
    } else if last == 'e' {
        format!("{lemma}d")
    } else {
        format!("{stem}ed")
    };
    let ing = if last == 'e' && !lemma.ends_with("ee") {
        format!("{}ing", without('e'))
    } else {
        format!("{stem}ing")
    };
    let past_or_participle = Form::PAST | Form::PARTICIPLE;
    vec![
        (lemma.to_owned(), Form::BASE),
        (third, Form::THIRD),
        (past, past_or_participle),
        (ing, Form::ING),
    ]
}

/// "sagt/sagte|gesagt/sagen".
fn listed_forms(verb: &str) -> Vec<(String, Form)> {
    let (finite, other) = verb.split_once('|').unwrap_or((verb, ""));
    let finite = finite.split('/').map(|form| (form.to_owned(), Form::PAST));
    let other = other.split('/').filter(|form| !form.is_empty());
    let other = other.map(|form| (form.to_owned(), Form::PARTICIPLE));
    finite.chain(other).collect()
}

#[cfg(test)]
mod tests {
    use super::english_forms;

    #[test]
    fn regular_verbs_are_inflected() {
        let forms = |verb: &str| -> Vec<String> {
            english_forms(verb)
                .into_iter()
                .map(|(form, _)| form)
                .collect()
        };
        assert_eq!(forms("argue"), ["argue", "argues", "argued", "arguing"]);
        assert_eq!(
            forms("admit+"),
            ["admit", "admits", "admitted", "admitting"]
        );
        assert_eq!(forms("deny"), ["deny", "denies", "denied", "denying"]);
        assert_eq!(forms("say/says/said/said/saying").len(), 5);
        assert_eq!(forms("stress")[1], "stresses");
        assert_eq!(forms("convey")[1], "conveys");
        assert_eq!(forms("agree")[3], "agreeing");
    }
}
