//! Who is meant by the words that name a source.

mod mention;

use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use foldhash::fast::FixedState;

use self::mention::{
    appositive_name, gender, head, is_acronym, last_name_run, name_run, name_start, parts,
    shares_first, title, without_article, words_of,
};
use super::lexicon::Class;
use super::names::{Names, key, stem};
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
    by_stem: HashMap<String, usize, FixedState>,
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
            by_stem: HashMap::with_hasher(FixedState::default()),
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
        let words = words_of(s, part);
        if let Some(known) = self.called(s, part) {
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
            if let Some(last) = last_name_run(s, &head).filter(|_| noun) {
                return self.name(s, last, part);
            }
        }
        if let Some(run) = appositive_name(s, part) {
            return self.name(s, run, part);
        }
        self.noun(s, part, &head)
    }

    /// Whom the codebook calls so: all the words, or those up to a comma, a preposition, a relative
    /// clause; without a number in front. For "a spokesman for the port", the port.
    fn called(&self, s: &Sentence<'_>, part: &Range<usize>) -> Option<usize> {
        let border = |i: &usize| {
            let token = s.at(*i);
            let mark = !token.is_word() && token.kind != Kind::Genitive;
            mark || token.is(Class::PREPOSITION | Class::RELATIVE)
        };
        let number = s.at(part.start).is(Class::DET) && s.at(part.start + 1).is_word();
        let starts = [Some(part.start), number.then_some(part.start + 1)];
        let borders = (part.start + 1..part.end).filter(border).take(4);
        let mut ends: Vec<usize> = borders.chain([part.end]).collect();
        ends.reverse();
        for start in starts.into_iter().flatten() {
            let found = ends
                .iter()
                .find_map(|&end| self.names.named(&words_of(s, &(start..end))));
            if found.is_some() {
                return found;
            }
        }
        let mut places = part.start + 1..part.end.min(part.start + 4);
        let of = places.find(|&i| s.at(i).is(Class::PREPOSITION))?;
        let speaks = s.at(of - 1).is(Class::SPOKESPERSON);
        let end = s.noun_phrase_end(of + 1).min(part.end);
        let named = self.names.named(&words_of(s, &(of + 1..end)));
        named.filter(|_| speaks)
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
    fn noun(&mut self, s: &Sentence<'_>, part: &Range<usize>, head: &Range<usize>) -> Resolved {
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
            let based = |i: usize| {
                let token = s.at(i);
                s.text
                    .get(token.start..token.end)
                    .is_some_and(|word| word.ends_with("-based"))
            };
            let bare = (head.start..head.end.saturating_sub(1))
                .all(|i| !s.at(i).upper || i == s.lo || based(i));
            if bare && let Some(entity) = self.described(&key(last_word), last) {
                return self.resolved(entity, How::Title, Naming::Named);
            }
            // "The company": the one that was mentioned last.
            let the = s.phrase(part.start, "the").is_some() && last.is(Class::COMPANY);
            if bare
                && the
                && let Some(entity) = self.last_organisation()
            {
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
        // Up to the first comma or relative clause.
        let ends = |i: &usize| s.at(*i).kind == Kind::Comma || s.at(*i).is(Class::RELATIVE);
        let end = (part.start + 1..part.end).find(ends).unwrap_or(part.end);
        let mut name = words_of(s, &(part.start..end));
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

    /// The organisation that was mentioned last, by its name.
    fn last_organisation(&self) -> Option<usize> {
        let recent = self.recent.iter().rev();
        let mut found = recent.filter(|(entity, at)| {
            let near = at + SENTENCES >= self.sentence;
            let organisation = |entity: &Entity| {
                let named = entity.name.starts_with(char::is_uppercase);
                entity.kind == SpeakerKind::Organisation && named
            };
            near && self.entities.get(*entity).is_some_and(organisation)
        });
        found.next().map(|(entity, _)| *entity)
    }

    /// The last one mentioned whose title or name has a word.
    fn described(&self, word: &str, token: Token) -> Option<usize> {
        let recent = self.recent.iter().rev();
        let mut found = recent.filter(|(entity, _)| {
            self.entities.get(*entity).is_some_and(|entity| {
                let title = entity.title.as_deref().unwrap_or_default();
                // "Gov. Salas" is the governor.
                let same = |w: &str| {
                    let short = w.trim_end_matches('.');
                    w == word || (w.ends_with('.') && short.len() > 2 && word.starts_with(short))
                };
                // "The PM".
                let initials = |phrase: &str| {
                    let letters = phrase.split(' ').filter_map(|word| word.chars().next());
                    letters.flat_map(char::to_lowercase).eq(word.chars()) && word.len() > 1
                };
                let has = |phrase: &str| key(phrase).split(' ').any(same) || initials(phrase);
                let organisation = entity.kind == SpeakerKind::Organisation;
                (token.is(Class::TITLE) && has(title))
                    || (organisation
                        && has(&entity.name)
                        && !token.is(Class::PEOPLE | Class::TITLE))
            })
        });
        found.next().map(|(entity, _)| *entity)
    }

    /// Somebody who does not speak, with the title that stands before or after the name.
    fn mention(&mut self, s: &Sentence<'_>, run: Range<usize>) {
        let entity = self.mention_with(s, run.clone(), None);
        let mut end = run.end;
        if s.at(end).kind == Kind::Comma {
            let mark = |i: &usize| !s.at(*i).is_word() && s.at(*i).kind != Kind::Genitive;
            end = (end + 1..end + 12).find(mark).unwrap_or(end);
        }
        // "The mayor, Ed Lund".
        let before = run
            .start
            .checked_sub(1)
            .filter(|&comma| s.at(comma).kind == Kind::Comma && s.before(comma).is(Class::TITLE));
        let before = before.map(|comma| s.noun_before(s.lo, comma)..comma);
        if let Some(entity) = self.entities.get_mut(entity)
            && entity.title.is_none()
        {
            entity.title = title(s, &run, &(run.start..end))
                .or_else(|| before.map(|words| without_article(&words_of(s, &words)).to_owned()));
        }
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
        let mut name = key(&written);
        if is_acronym(&written) {
            name.retain(|c| c != '.');
        }
        let single = run.len() == 1;
        let mut entity = self.by_name.get(&name).copied();
        if entity.is_none() && single {
            entity = self.by_last.get(&name).copied();
        }
        if entity.is_none() && s.tables.cases {
            let last = name.rsplit(' ').next().and_then(stem);
            entity = last.and_then(|stem| self.by_stem.get(&stem)).copied();
        }
        let entity = entity.unwrap_or_else(|| {
            let known = self.names.named(&written).or_else(|| {
                let last = s.at(run.end.saturating_sub(1));
                let last = s.text.get(last.start..last.end).unwrap_or_default();
                let found = self.names.with_last_name(last);
                let found = found.or_else(|| {
                    let stem = s.tables.cases.then(|| self.names.with_stem(last));
                    stem.flatten()
                });
                found.filter(|known| {
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
        // "The World Food Programme (WFP)".
        let short = run.end + 1;
        if s.at(run.end).kind == Kind::Open && s.at(short + 1).kind == Kind::Close {
            let short = words_of(s, &(short..short + 1));
            if is_acronym(&short) {
                self.by_name.entry(key(&short)).or_insert(entity);
            }
        }
        self.touch(entity);
        entity
    }

    fn add(&mut self, entity: Entity) -> usize {
        let number = self.entities.len();
        let name = key(&entity.name);
        if entity.kind == SpeakerKind::Person
            && let Some(last) = name.rsplit(' ').next()
        {
            // Who was named first keeps the last name.
            self.by_last.entry(last.to_owned()).or_insert(number);
            if let Some(stem) = stem(last) {
                self.by_stem.insert(stem, number);
            }
        }
        if entity.kind == SpeakerKind::Organisation {
            let initials: String = (entity.name.split(' '))
                .filter_map(|word| word.chars().next().filter(|c| c.is_uppercase()))
                .collect();
            if initials.chars().count() > 1 {
                self.by_name.entry(key(&initials)).or_insert(number);
            }
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
