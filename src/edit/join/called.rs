//! What a code is called, and whether two are called nearly the same: other spellings and
//! transcriptions, initials, titles, marks, word order, plurals, acronyms.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;

use super::folded;
use crate::model::{Code, SpeakerKind};

/// The names of a code in the forms in which they are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    /// Codes of different kinds are never the same.
    pub(super) kind: String,
    /// The name first, then the aliases.
    pub(super) names: Vec<Name>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    pub(super) written: String,
    pub(super) folded: String,
    form: Form,
    /// "EU", when it is written so.
    acronym: Option<String>,
    /// The first letters of several words, which may be another's acronym.
    initials: Option<String>,
    digits: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Form {
    /// The sound of the last name, and the names before it.
    Person { last: String, given: Vec<Given> },
    /// The sounds of the words in order of the alphabet, without those that say nothing.
    Words(String),
}

/// A given name by its consonants: vowels are transcribed in many ways.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Given {
    consonants: String,
    is_initial: bool,
}

/// What stands before a name and is none.
const TITLES: [&str; 34] = [
    "mr",
    "mrs",
    "ms",
    "miss",
    "sir",
    "dame",
    "lord",
    "lady",
    "dr",
    "prof",
    "professor",
    "president",
    "minister",
    "chancellor",
    "senator",
    "governor",
    "mayor",
    "general",
    "gen",
    "colonel",
    "captain",
    "judge",
    "king",
    "queen",
    "prince",
    "pope",
    "herr",
    "frau",
    "monsieur",
    "madame",
    "pan",
    "пан",
    "пані",
    "президент",
];

/// Words that make no difference between two names.
const EMPTY: [&str; 20] = [
    "the", "a", "an", "of", "and", "for", "in", "on", "to", "der", "die", "das", "und", "von",
    "la", "le", "les", "de", "du", "et",
];

/// From so many letters on one letter more, less or other is another spelling, not another name.
const LONG: usize = 5;
const LONG_WORDS: usize = 7;

impl Called {
    pub fn of(code: &Code) -> Self {
        let kind = match code {
            Code::Field(field) => format!("field on {:?}", field.on),
            code => code.id().kind().to_owned(),
        };
        let (is_person, aliases) = match code {
            Code::Speaker(speaker) => {
                let is_person = speaker.kind == SpeakerKind::Person;
                (is_person, speaker.aliases.as_slice())
            }
            _ => (false, &[][..]),
        };
        let names = std::iter::once(code.name()).chain(aliases.iter().map(String::as_str));
        Self {
            kind,
            names: names.map(|name| Name::new(name, is_person)).collect(),
        }
    }

    /// Two codes that are called nearly the same share one of these.
    pub fn keys(&self) -> BTreeSet<String> {
        let mut keys = BTreeSet::new();
        for name in self.names.iter().filter(|name| !name.folded.is_empty()) {
            let mut add = |sort: &str, key: &str| {
                keys.insert(format!("{}\n{sort}\n{key}", self.kind));
            };
            add("=", &name.folded);
            let acronyms = name.acronym.iter().chain(&name.initials);
            acronyms.for_each(|letters| add("A", letters));
            let (sort, sound, long) = match &name.form {
                Form::Person { last, .. } => ("P", last, LONG),
                Form::Words(words) => ("W", words, LONG_WORDS),
            };
            add(sort, sound);
            // Without any one letter: two that differ in one letter have one of these in common.
            let letters: Vec<char> = sound.chars().collect();
            if letters.len() >= long {
                for out in 0..letters.len() {
                    let rest = letters.iter().enumerate().filter(|(at, _)| *at != out);
                    add(sort, &rest.map(|(_, c)| *c).collect::<String>());
                }
            }
        }
        keys
    }

    /// The two names that are nearly the same, as they are written. One of them is the name and no
    /// alias: "the mayor" may be an alias of everybody who once was.
    pub fn alike<'a>(&'a self, other: &'a Self) -> Option<(&'a str, &'a str)> {
        if self.kind != other.kind {
            return None;
        }
        let (mine, theirs) = (self.names.iter().zip(0..), &other.names);
        let mut pairs = mine.flat_map(|(a, i)| theirs.iter().zip(0..).map(move |b| ((a, i), b)));
        let found = pairs.find(|((a, i), (b, j))| (*i == 0 || *j == 0) && a.is_like(b));
        found.map(|((a, _), (b, _))| (a.written.as_str(), b.written.as_str()))
    }
}

impl Name {
    fn new(written: &str, is_person: bool) -> Self {
        let folded = folded(written);
        let marks = |c: char| !c.is_alphanumeric() && !matches!(c, '-' | '’' | '\'');
        let words: Vec<&str> = written.split(marks).filter(|w| !w.is_empty()).collect();
        let upper = |word: &&str| word.starts_with(char::is_uppercase);
        let is_named = words.last().is_some_and(upper);
        let form = if is_person && is_named {
            person(&words)
        } else {
            let is_empty = |word: &str| EMPTY.contains(&word.to_lowercase().as_str());
            let mut sounds: Vec<String> = words
                .iter()
                .filter(|word| !is_empty(word))
                .map(|word| sound(singular(&word.to_lowercase())))
                .collect();
            sounds.sort();
            Form::Words(sounds.join(" "))
        };
        let is_acronym = |word: &&str| {
            (2..=6).contains(&word.chars().count()) && word.chars().all(char::is_uppercase)
        };
        let acronym = match words.as_slice() {
            [one] => Some(one).filter(|word| is_acronym(word)),
            _ => None,
        };
        let initials: String = words
            .iter()
            .filter(|word| upper(word))
            .filter_map(|word| word.chars().next())
            .collect();
        Self {
            written: written.to_owned(),
            folded,
            form,
            acronym: acronym.map(|word| (*word).to_owned()),
            initials: Some(initials).filter(|i| !is_person && i.chars().count() > 1),
            digits: written.chars().filter(|c| c.is_numeric()).collect(),
        }
    }

    fn is_like(&self, other: &Self) -> bool {
        if self.folded.is_empty() || self.digits != other.digits {
            return false;
        }
        let short = |a: &Self, b: &Self| a.acronym.is_some() && a.acronym == b.initials;
        if self.folded == other.folded || short(self, other) || short(other, self) {
            return true;
        }
        match (&self.form, &other.form) {
            (
                Form::Person { last, given },
                Form::Person {
                    last: other,
                    given: others,
                },
            ) => {
                let both = given.is_empty() == others.is_empty();
                let same = last == other || both && differs_by_one(last, other, LONG);
                same && !last.is_empty() && go_together(given.first(), others.first())
            }
            (Form::Words(a), Form::Words(b)) => {
                !a.is_empty() && (a == b || differs_by_one(a, b, LONG_WORDS))
            }
            _ => false,
        }
    }
}

fn person(words: &[&str]) -> Form {
    let is_title = |word: &str| TITLES.contains(&word.to_lowercase().as_str());
    let names: Vec<&str> = words.iter().copied().filter(|w| !is_title(w)).collect();
    let names = if names.is_empty() { words } else { &names };
    let (last, given) = names.split_last().unwrap_or((&"", &[]));
    let given = given.iter().map(|name| {
        let sound = sound(&name.to_lowercase());
        let mut letters = sound.chars();
        let first = letters.next().into_iter();
        let vowel = |c: &char| !matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
        let rest = letters
            .filter(vowel)
            .map(|c| if c == 'g' { 'h' } else { c });
        Given {
            consonants: first.chain(rest).collect(),
            is_initial: name.chars().count() == 1,
        }
    });
    Form::Person {
        last: sound(&last.to_lowercase()),
        given: given.collect(),
    }
}

/// Whether one may be the other: the same, an initial of it, or none.
fn go_together(one: Option<&Given>, other: Option<&Given>) -> bool {
    let (Some(one), Some(other)) = (one, other) else {
        return true;
    };
    if one.is_initial || other.is_initial {
        return one.consonants.chars().next() == other.consonants.chars().next();
    }
    one.consonants == other.consonants
}

fn singular(word: &str) -> &str {
    let bare = word.strip_suffix("’s").or(word.strip_suffix("'s"));
    let bare = bare.unwrap_or(word);
    let plural = bare.strip_suffix('s').filter(|one| one.len() > 3);
    plural.filter(|one| !one.ends_with('s')).unwrap_or(bare)
}

/// Pairs of letters that are one sound, the longest first, and what is written for them.
const SOUNDS: [(&str, &str); 22] = [
    ("shch", "s"),
    ("tsch", "c"),
    ("sch", "s"),
    ("tch", "c"),
    ("sh", "s"),
    ("ch", "c"),
    ("ck", "k"),
    ("kh", "h"),
    ("gh", "g"),
    ("ph", "f"),
    ("th", "t"),
    ("zh", "s"),
    ("tz", "ts"),
    ("x", "ks"),
    ("q", "k"),
    ("w", "v"),
    ("y", "i"),
    ("j", "i"),
    ("z", "s"),
    ("’", ""),
    ("'", ""),
    ("-", ""),
];

/// How a word sounds, roughly and in Latin letters, whatever the way of transcribing it: Zelensky,
/// Zelenskyy, Selenskyj and Зеленський are one.
fn sound(lower: &str) -> String {
    let mut latin = String::with_capacity(lower.len());
    for c in lower
        .nfd()
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
    {
        match cyrillic(c) {
            Some(letters) => latin.push_str(letters),
            None => latin.push(c),
        }
    }
    for (letters, one) in SOUNDS {
        latin = latin.replace(letters, one);
    }
    let mut sound = String::with_capacity(latin.len());
    for c in latin.chars() {
        if !sound.ends_with(c) {
            sound.push(c);
        }
    }
    sound
}

/// A decomposed lower-case letter, as English papers transcribe it.
fn cyrillic(c: char) -> Option<&'static str> {
    Some(match c {
        'а' => "a",
        'б' => "b",
        'в' => "v",
        'г' => "h",
        'ґ' => "g",
        'д' => "d",
        'е' | 'э' => "e",
        'є' => "ie",
        'ж' => "zh",
        'з' => "z",
        'и' | 'і' | 'ы' => "i",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'о' => "o",
        'п' => "p",
        'р' => "r",
        'с' => "s",
        'т' => "t",
        'у' => "u",
        'ф' => "f",
        'х' => "kh",
        'ц' => "ts",
        'ч' => "ch",
        'ш' => "sh",
        'щ' => "shch",
        'ю' => "iu",
        'я' => "ia",
        'ь' | 'ъ' => "",
        _ => return None,
    })
}

/// Whether two long words differ in one letter that is put in, left out or another.
fn differs_by_one(a: &str, b: &str, long: usize) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().min(b.len()) < long || a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let rest =
        |word: &[char], skip: usize| word.iter().skip(same + skip).copied().collect::<Vec<_>>();
    match a.len().cmp(&b.len()) {
        std::cmp::Ordering::Equal => rest(&a, 1) == rest(&b, 1),
        std::cmp::Ordering::Less => rest(&a, 0) == rest(&b, 1),
        std::cmp::Ordering::Greater => rest(&a, 1) == rest(&b, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Speaker, SpeakerId, Topic, TopicId};

    fn speaker(name: &str, kind: SpeakerKind) -> Called {
        Called::of(&Code::Speaker(Speaker::new(
            SpeakerId::new("sp"),
            name,
            kind,
        )))
    }

    fn are_alike(a: &Called, b: &Called) -> bool {
        let alike = a.alike(b).is_some();
        assert_eq!(alike, b.alike(a).is_some());
        // What is alike is found by its keys.
        assert!(!alike || !a.keys().is_disjoint(&b.keys()));
        alike
    }

    #[test]
    fn people_are_known_in_other_spellings() {
        let same = |a, b| {
            are_alike(
                &speaker(a, SpeakerKind::Person),
                &speaker(b, SpeakerKind::Person),
            )
        };
        for (a, b) in [
            ("Zelensky", "Zelenskyy"),
            ("Volodymyr Zelenskyy", "Vladimir Zelensky"),
            ("Selenskyj", "Зеленський"),
            ("V. Zelensky", "Volodymyr Zelenskiy"),
            ("President Zelensky", "Volodymyr Zelenskyy"),
            ("Solveig Haddon", "Haddon"),
            ("Solveig Haddon", "SOLVEIG  HADDON"),
            ("Sergey Lavrov", "Serhii Lavrov"),
            ("Edda Marlowe", "Edda Marlow"),
            ("José Núñez", "Jose Nunez"),
        ] {
            assert!(same(a, b), "{a} / {b}");
        }
        for (a, b) in [
            ("Solveig Haddon", "Peter Haddon"),
            ("Ada Vane", "Ada Vale"),
            ("P. Haddon", "Solveig Haddon"),
            ("Anna Roth", "Anna Moth"),
            ("", ""),
            ("—", "…"),
        ] {
            assert!(!same(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn other_codes_are_known_by_their_words() {
        let body = |name| speaker(name, SpeakerKind::Organisation);
        for (a, b) in [
            ("Ministry of Defence", "Defence Ministry"),
            ("Ministry of Defence", "Ministry of Defense"),
            ("European Union", "EU"),
            ("Harbour workers’ union", "Harbour Worker’s Union"),
        ] {
            assert!(are_alike(&body(a), &body(b)), "{a} / {b}");
        }
        let topic = |name: &str| Called::of(&Code::Topic(Topic::new(TopicId::new("tp"), name)));
        assert!(are_alike(&topic("Ferry fares"), &topic("Ferry fare")));
        for (a, b) in [
            ("Budget 2024", "Budget 2025"),
            ("North Quay", "South Quay"),
            ("Rents", "Tents"),
        ] {
            assert!(!are_alike(&topic(a), &topic(b)), "{a} / {b}");
        }
        assert!(!are_alike(&topic("EU"), &body("EU")));
    }

    #[test]
    fn an_alias_counts_against_a_name_and_not_against_an_alias() {
        let with = |name: &str, alias: &str| {
            let mut speaker = Speaker::new(SpeakerId::new("sp"), name, SpeakerKind::Person);
            speaker.aliases.push(alias.to_owned());
            Called::of(&Code::Speaker(speaker))
        };
        assert!(!are_alike(
            &with("Ada Vane", "the mayor"),
            &with("Bo Pell", "the mayor")
        ));
        assert!(are_alike(
            &with("Ada Vane", "Vane-Holt"),
            &with("Vaneholt", "the mayor")
        ));
    }
}
