//! Who is meant by the words that name a source.

use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use foldhash::fast::FixedState;

use super::lexicon::Class;
use super::names::{Names, key};
use super::phrase::Sentence;
use super::tokens::{Kind, Token};
use super::{NewSpeaker, Who};
use crate::model::{Naming, SpeakerKind};

/// A pronoun is looked for among so many that were mentioned last, in so many sentences.
const RECENT: usize = 24;
const SENTENCES: usize = 6;

/// Somebody who was mentioned in the article.
#[derive(Clone, Debug)]
struct Entity {
    name: String,
    known: Option<usize>,
    title: Option<String>,
    kind: SpeakerKind,
    gender: Class,
    /// Whether somebody of this name spoke, or is only mentioned.
    spoke: bool,
}

/// How a mention was resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    Name,
    Title,
    Pronoun,
    Words,
    Nobody,
}

#[derive(Clone, Debug)]
pub(super) struct Resolved {
    pub(super) naming: Naming,
    pub(super) speakers: Vec<Who>,
    pub(super) how: How,
    pub(super) entity: Option<usize>,
}

impl Resolved {
    pub(super) fn nobody() -> Self {
        Self {
            naming: Naming::NoneGiven,
            speakers: Vec::new(),
            how: How::Nobody,
            entity: None,
        }
    }
}

/// What was mentioned in an article so far.
pub(super) struct Memory<'a> {
    names: &'a Names,
    entities: Vec<Entity>,
    by_name: HashMap<String, usize, FixedState>,
    by_last: HashMap<String, usize, FixedState>,
    /// Entities with the sentence of their mention, the last at the back.
    recent: VecDeque<(usize, usize)>,
    sentence: usize,
}

impl<'a> Memory<'a> {
    pub(super) fn new(names: &'a Names) -> Self {
        Self {
            names,
            entities: Vec::new(),
            by_name: HashMap::with_hasher(FixedState::default()),
            by_last: HashMap::with_hasher(FixedState::default()),
            recent: VecDeque::new(),
            sentence: 0,
        }
    }

    /// Remembers the names of a sentence, which then is over.
    pub(super) fn remember(&mut self, s: &Sentence<'_>) {
        let mut i = s.lo;
        while i < s.hi {
            let run = name_run(s, i);
            if run.is_empty() {
                i += 1;
                continue;
            }
            i = run.end;
            // "The Prime Minister" is no name.
            if !s.at(run.end - 1).is(Class::TITLE) {
                self.mention(s, run);
            }
        }
        self.sentence += 1;
    }

    /// Who the words of a source are, and that they spoke.
    pub(super) fn resolve(&mut self, s: &Sentence<'_>, subject: &Range<usize>) -> Resolved {
        let parts = parts(s, subject);
        let mut all: Option<Resolved> = None;
        for part in parts {
            let found = self.one(s, &part);
            if let Some(entity) = found.entity {
                self.touch(entity);
                if let Some(entity) = self.entities.get_mut(entity) {
                    entity.spoke = true;
                }
            }
            match &mut all {
                None => all = Some(found),
                Some(all) => all.speakers.extend(found.speakers),
            }
        }
        all.unwrap_or_else(Resolved::nobody)
    }

    fn one(&mut self, s: &Sentence<'_>, part: &Range<usize>) -> Resolved {
        let first = s.at(part.start);
        let words = words(s, part);
        if let Some(known) = self.names.named(&words) {
            return self.known(known, How::Name);
        }
        let pronoun = (part.len() == 1 || !s.at(part.start + 1).is_word())
            && first.is(Class::PRONOUN | Class::POSSESSIVE)
            && !first.is(Class::FIRST_PERSON);
        if pronoun {
            return self.pronoun(first, &words);
        }
        if first.is(Class::RELATIVE) && part.len() == 1 {
            let end = part.start - usize::from(s.before(part.start).kind == Kind::Comma);
            let noun = s.noun_before(s.lo, end)..end;
            if !noun.is_empty() && noun.start < part.start {
                return self.one(s, &noun);
            }
        }
        let head = head(s, part);
        let run = (head.start..head.end)
            .map(|i| name_run(s, i))
            .find(|run| !run.is_empty())
            .map(|run| run.start..run.end.min(part.end));
        // "Officials from Russia": a name after a preposition is somebody else's.
        let own =
            |run: &Range<usize>| !(head.start..run.start).any(|i| s.at(i).is(Class::PREPOSITION));
        if let Some(run) = run.filter(own) {
            let last = s.at(run.end.saturating_sub(1));
            let alone = run.len() == 1 && last.is(Class::BODY | Class::ORGANISATION);
            let a_title = last.is(Class::TITLE);
            if (alone || a_title)
                && let Some(entity) =
                    self.described(&key(&words_of(s, &(run.end - 1..run.end))), last)
            {
                return self.resolved(entity, How::Title, Naming::Named);
            }
            // "US officials", "Trump's lawyers": the name only says whose.
            let noun = (run.end..head.end).any(|i| {
                let token = s.at(i);
                let word = token.kind == Kind::Word && !token.is(Class::OF) && !token.upper;
                token.kind == Kind::Genitive || word
            });
            if !noun && !a_title {
                return self.name(s, run, part);
            }
            if let Some(last) = self.last_name_run(s, &head).filter(|_| noun) {
                return self.name(s, last, part);
            }
        }
        if let Some(run) = self.appositive_name(s, part) {
            return self.name(s, run, part);
        }
        self.noun(s, part, &head, &words)
    }

    /// "US envoy Steve Witkoff": the name at the end of the head.
    fn last_name_run(&self, s: &Sentence<'_>, head: &Range<usize>) -> Option<Range<usize>> {
        let mut i = head.end;
        while i > head.start && s.at(i - 1).is_name() && !s.at(i - 1).is(Class::TITLE) {
            i -= 1;
        }
        (i < head.end && i > head.start).then_some(i..head.end)
    }

    /// "Its chief executive, Solveig Haddon": a name between commas.
    fn appositive_name(&self, s: &Sentence<'_>, part: &Range<usize>) -> Option<Range<usize>> {
        let comma = (part.start..part.end).find(|&i| s.at(i).kind == Kind::Comma)?;
        let title = (part.start..comma).any(|i| s.at(i).is(Class::TITLE | Class::PEOPLE));
        let run = name_run(s, comma + 1);
        let run = run.start..run.end.min(part.end);
        (title && !run.is_empty()).then_some(run)
    }

    fn name(&mut self, s: &Sentence<'_>, run: Range<usize>, part: &Range<usize>) -> Resolved {
        let entity = self.mention_with(s, run.clone(), Some(part));
        let title = title(s, &run, part);
        if let Some(entity) = self.entities.get_mut(entity) {
            if entity.title.is_none() {
                entity.title = title;
            }
            let gender = gender(s, part);
            if gender != Class::NONE {
                entity.gender = gender;
            }
        }
        self.resolved(entity, How::Name, Naming::Named)
    }

    fn known(&mut self, known: usize, how: How) -> Resolved {
        let Some(speaker) = self.names.known.get(known) else {
            return Resolved::nobody();
        };
        let name = key(&speaker.name);
        let entity = match self.by_name.get(&name) {
            Some(entity) => *entity,
            None => self.add(Entity {
                name: speaker.name.clone(),
                known: Some(known),
                title: None,
                kind: speaker.kind,
                gender: Class::NONE,
                spoke: false,
            }),
        };
        self.resolved(entity, how, Naming::Named)
    }

    fn resolved(&self, entity: usize, how: How, naming: Naming) -> Resolved {
        let who = self.entities.get(entity).map(|found| self.who(found));
        Resolved {
            naming,
            speakers: who.into_iter().collect(),
            how,
            entity: Some(entity),
        }
    }

    fn who(&self, entity: &Entity) -> Who {
        match entity.known.and_then(|known| self.names.known.get(known)) {
            Some(known) => Who::Known {
                id: known.id.clone(),
                name: known.name.clone(),
            },
            None => Who::New(NewSpeaker {
                name: entity.name.clone(),
                title: entity.title.clone(),
                kind: entity.kind,
            }),
        }
    }

    fn pronoun(&self, token: Token, words: &str) -> Resolved {
        let wanted = Class::MASCULINE | Class::FEMININE | Class::PLURAL | Class::IT;
        let fits = |entity: &Entity| {
            let person = entity.kind == SpeakerKind::Person;
            if token.is(Class::PLURAL) && !token.is(Class::FEMININE) {
                return !person;
            }
            if token.is(Class::IT) {
                return !person;
            }
            let other = if token.is(Class::MASCULINE) {
                Class::FEMININE
            } else {
                Class::MASCULINE
            };
            person && !entity.gender.is(other)
        };
        let own = Naming::Named;
        if token.is(wanted) || token.is(Class::POSSESSIVE) {
            // The last sentence in which somebody fits; in it who spoke, then who stands first.
            let oldest = self.sentence.saturating_sub(SENTENCES);
            let near = self.recent.iter().rev().filter(|(_, at)| *at >= oldest);
            let candidates =
                near.filter(|(entity, _)| self.entities.get(*entity).is_some_and(fits));
            let best = candidates.max_by_key(|(entity, at)| {
                let spoke = self.entities.get(*entity).is_some_and(|e| e.spoke);
                (*at + usize::from(spoke) * 2, spoke, usize::MAX - entity)
            });
            if let Some((entity, _)) = best {
                return self.resolved(*entity, How::Pronoun, own);
            }
        }
        Resolved {
            naming: Naming::Unnamed,
            speakers: Vec::new(),
            how: if words.is_empty() {
                How::Nobody
            } else {
                How::Words
            },
            entity: None,
        }
    }

    /// "The minister", "the company", "officials".
    fn noun(
        &mut self,
        s: &Sentence<'_>,
        part: &Range<usize>,
        head: &Range<usize>,
        words: &str,
    ) -> Resolved {
        let head_words = words_of(s, head);
        if let Some(known) = self
            .names
            .named(&head_words)
            .or_else(|| self.names.with_title(&head_words))
        {
            return self.known(known, How::Title);
        }
        let last = head.end.checked_sub(1).map(|i| s.at(i)).unwrap_or_default();
        let last_word = s.text.get(last.start..last.end).unwrap_or_default();
        let definite = s.at(part.start).is(Class::DET) && !s.at(part.start).is(Class::PLURAL);
        if definite || last.is(Class::TITLE | Class::BODY) {
            if last.is(Class::TITLE)
                && let Some(known) = self.names.with_title(last_word)
            {
                return self.known(known, How::Title);
            }
            // Another name in it says whose minister it is.
            let bare =
                (head.start..head.end.saturating_sub(1)).all(|i| !s.at(i).upper || i == s.lo);
            if bare && let Some(entity) = self.described(&key(last_word), last) {
                return self.resolved(entity, How::Title, Naming::Named);
            }
        }
        let organisation = last.is(Class::BODY | Class::ORGANISATION) && !last.is(Class::PEOPLE);
        let kind = if last.is(Class::DOCUMENT) {
            SpeakerKind::Document
        } else if organisation {
            SpeakerKind::Organisation
        } else if s.at(part.start).is(Class::PRONOUN) || last_word.is_empty() {
            SpeakerKind::Person
        } else {
            SpeakerKind::Group
        };
        let named = organisation && head.clone().any(|i| s.at(i).is_name() && i > head.start);
        let mut name = words.to_owned();
        if name.len() > 80 {
            name = head_words;
        }
        let found = self.by_name.get(&key(&name)).copied();
        let entity = found.unwrap_or_else(|| {
            self.add(Entity {
                name: without_article(&name).to_owned(),
                known: None,
                title: None,
                kind,
                gender: gender(s, head),
                spoke: false,
            })
        });
        let naming = if named {
            Naming::Named
        } else {
            Naming::Unnamed
        };
        self.resolved(entity, How::Words, naming)
    }

    /// The last one mentioned whose title or name has a word.
    fn described(&self, word: &str, token: Token) -> Option<usize> {
        let recent = self.recent.iter().rev();
        let mut found = recent.filter(|(entity, _)| {
            self.entities.get(*entity).is_some_and(|entity| {
                let title = entity.title.as_deref().unwrap_or_default();
                let has = |phrase: &str| key(phrase).split(' ').any(|w| w == word);
                let organisation = entity.kind == SpeakerKind::Organisation;
                (token.is(Class::TITLE) && has(title))
                    || (organisation
                        && has(&entity.name)
                        && !token.is(Class::PEOPLE | Class::TITLE))
            })
        });
        found.next().map(|(entity, _)| *entity)
    }

    fn mention(&mut self, s: &Sentence<'_>, run: Range<usize>) -> usize {
        self.mention_with(s, run, None)
    }

    /// The entity of a name, made when it is new.
    fn mention_with(
        &mut self,
        s: &Sentence<'_>,
        run: Range<usize>,
        part: Option<&Range<usize>>,
    ) -> usize {
        let run = name_start(s, &run)..run.end;
        let written = words_of(s, &run);
        let name = key(&written);
        let single = run.len() == 1;
        let mut entity = self.by_name.get(&name).copied();
        if entity.is_none() && single {
            entity = self.by_last.get(&name).copied();
        }
        let entity = entity.unwrap_or_else(|| {
            let known = self.names.named(&written).or_else(|| {
                let last = s.at(run.end.saturating_sub(1));
                let last = s.text.get(last.start..last.end).unwrap_or_default();
                self.names.with_last_name(last).filter(|known| {
                    single
                        || self
                            .names
                            .known
                            .get(*known)
                            .is_some_and(|k| shares_first(&k.name, &written))
                })
            });
            let known_speaker = known.and_then(|known| self.names.known.get(known));
            let organisation = run.clone().any(|i| s.at(i).is(Class::ORGANISATION))
                || is_acronym(&written)
                || s.before(run.start).is(Class::DET) && !s.before(run.start).is(Class::POSSESSIVE);
            let kind = match known_speaker {
                Some(speaker) => speaker.kind,
                None if organisation => SpeakerKind::Organisation,
                None => SpeakerKind::Person,
            };
            let name = known_speaker.map_or(written.clone(), |speaker| speaker.name.clone());
            self.add(Entity {
                name,
                known,
                title: None,
                kind,
                gender: gender(s, part.unwrap_or(&run)),
                spoke: false,
            })
        });
        self.by_name.entry(name).or_insert(entity);
        self.touch(entity);
        entity
    }

    fn add(&mut self, entity: Entity) -> usize {
        let number = self.entities.len();
        let name = key(&entity.name);
        if entity.kind == SpeakerKind::Person
            && let Some(last) = name.rsplit(' ').next()
        {
            self.by_last.insert(last.to_owned(), number);
        }
        self.by_name.entry(name).or_insert(number);
        self.entities.push(entity);
        number
    }

    fn touch(&mut self, entity: usize) {
        if self.recent.len() >= RECENT {
            self.recent.pop_front();
        }
        let again = self
            .recent
            .iter()
            .any(|found| *found == (entity, self.sentence));
        if !again {
            self.recent.push_back((entity, self.sentence));
        }
    }
}

/// "Kyiv and its partners" is two; "the Department of Trade and Industry" is one.
fn parts(s: &Sentence<'_>, subject: &Range<usize>) -> Vec<Range<usize>> {
    let comma = (subject.start..subject.end).find(|&i| s.at(i).kind == Kind::Comma);
    let end = comma.unwrap_or(subject.end);
    let and = (subject.start + 1..end).find(|&i| {
        s.at(i).is(Class::AND)
            && (s.at(i + 1).is(Class::DET | Class::POSSESSIVE) || s.at(i + 1).is_name())
            && (s.before(i).is_name() || s.before(i).is(Class::PEOPLE | Class::BODY | Class::TITLE))
            && !(subject.start..i).any(|k| {
                s.at(k).is(Class::OF | Class::ORGANISATION | Class::TITLE)
                    && s.at(i + 1).is_name()
                    && !s.at(subject.start).is_name()
            })
    });
    match and {
        Some(and) => vec![subject.start..and, and + 1..subject.end],
        None => vec![subject.clone()],
    }
}

/// A subject up to its first comma, preposition or relative clause, but "of".
fn head(s: &Sentence<'_>, part: &Range<usize>) -> Range<usize> {
    let end = (part.start..part.end).find(|&i| {
        let token = s.at(i);
        matches!(token.kind, Kind::Comma | Kind::Open | Kind::Dash)
            || (i > part.start && token.is(Class::PREPOSITION | Class::RELATIVE | Class::THAT))
    });
    part.start..end.unwrap_or(part.end).max(part.start + 1).min(part.end)
}

/// The longest name that begins at a place: words with a capital letter, and particles between.
fn name_run(s: &Sentence<'_>, from: usize) -> Range<usize> {
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
    if end == at && s.at(at).is(Class::OF) && organisation {
        end += 1;
    }
    let name = s.at(end).is_name() && !s.at(end).is(Class::TIME);
    (end > at && name).then_some(end + 1)
}

/// Where the name begins in words with capital letters: after the last title.
fn name_start(s: &Sentence<'_>, run: &Range<usize>) -> usize {
    let title = (run.start..run.end)
        .rev()
        .find(|&i| s.at(i).is(Class::TITLE));
    match title {
        // "Chief Justice", "Secretary General": a title is all there is.
        Some(title) if title + 1 < run.end => title + 1,
        _ => run.start,
    }
}

fn is_acronym(name: &str) -> bool {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    letters().count() > 1 && letters().all(char::is_uppercase)
}

fn shares_first(name: &str, written: &str) -> bool {
    let first = |name: &str| name.split(' ').next().and_then(|word| word.chars().next());
    first(name) == first(written)
}

/// "Foreign minister" of "Foreign Minister Andrii Sybhia", "the mayor" of "Ines Holm, the mayor".
fn title(s: &Sentence<'_>, run: &Range<usize>, part: &Range<usize>) -> Option<String> {
    let name_start = name_start(s, run);
    let mut start = part.start;
    while start < name_start && s.at(start).is(Class::DET) {
        start += 1;
    }
    let before = start..name_start;
    let after_comma = (s.at(run.end).kind == Kind::Comma).then(|| run.end + 1..part.end);
    // "Mr." alone is no role.
    let polite = |start: usize, range: &Range<usize>| {
        start + 1 == range.end && s.at(start).is(Class::ABBREVIATION)
    };
    let candidates = [Some(before), after_comma];
    for range in candidates.into_iter().flatten() {
        let has_title = range
            .clone()
            .any(|i| s.at(i).is(Class::TITLE | Class::PEOPLE));
        let start = range.start + usize::from(s.at(range.start).is(Class::DET));
        if has_title && !s.at(start).is(Class::RELATIVE) && !polite(start, &range) {
            let end = (start..range.end)
                .find(|&i| s.at(i).kind == Kind::Comma)
                .unwrap_or(range.end);
            let words = words_of(s, &(start..end));
            return (!words.is_empty() && words.len() <= 100).then_some(words);
        }
    }
    None
}

fn gender(s: &Sentence<'_>, part: &Range<usize>) -> Class {
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

fn words(s: &Sentence<'_>, part: &Range<usize>) -> String {
    words_of(s, part)
}

/// The words of a range of tokens as they stand in the text, with single spaces.
fn words_of(s: &Sentence<'_>, range: &Range<usize>) -> String {
    let bytes = s.bytes(range).unwrap_or_default();
    let written = s.text.get(bytes).unwrap_or_default();
    written.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn without_article(name: &str) -> &str {
    ["the ", "The ", "a ", "A ", "an ", "An "]
        .iter()
        .find_map(|article| name.strip_prefix(article))
        .unwrap_or(name)
}
