//! The annotations of one file, and where they stand in its text.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::super::LINE_ENDS;
use super::super::lines::{Line, cut, line};
use crate::exchange::units::{Reading, Unit, words_at};
use crate::exchange::{PlaceDraft, Report};
use crate::text::Text;

/// All lines of a file that can be read, each with its number, from 1.
pub(super) struct Annotations<'a> {
    pub(super) entities: Vec<Entity<'a>>,
    /// Where an entity of an id stands among them.
    pub(super) by_id: HashMap<&'a str, usize>,
    /// All but entities, in the order of the file.
    pub(super) lines: Vec<(usize, Line<'a>)>,
}

/// A stretch of text with a type.
pub(super) struct Entity<'a> {
    pub(super) id: &'a str,
    pub(super) line: usize,
    pub(super) kind: &'a str,
    /// Empty where it stands at no place that the text has.
    pub(super) places: Vec<PlaceDraft>,
    pub(super) is_used: bool,
    /// As the file has it: half-open, in whatever unit it counts.
    written: Vec<Range<usize>>,
    words: &'a str,
    /// Lines right after it that are no annotations: words of it after a line break that should
    /// not be there, if they stand in the text.
    tail: Vec<(usize, &'a str)>,
}

impl<'a> Annotations<'a> {
    /// `None` when no line is one of brat's, though there are some.
    pub(super) fn read(bytes: &'a [u8], report: &mut Report) -> Option<Self> {
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let mut read = Self {
            entities: Vec::new(),
            by_id: HashMap::new(),
            lines: Vec::new(),
        };
        let mut ids: HashSet<&str> = HashSet::new();
        let mut bad: Vec<(usize, String)> = Vec::new();
        let mut after_entity = false;
        for (bytes, number) in bytes.split(|byte| *byte == b'\n').zip(1..) {
            let bytes = bytes.strip_suffix(b"\r").unwrap_or(bytes);
            if bytes.trim_ascii().is_empty() {
                continue;
            }
            let Ok(words) = str::from_utf8(bytes) else {
                bad.push((number, "it is not UTF-8 text".to_owned()));
                after_entity = false;
                continue;
            };
            let parsed = match line(words) {
                Ok(parsed) => parsed,
                Err(why) => {
                    match read.entities.last_mut().filter(|_| after_entity) {
                        Some(entity) => entity.tail.push((number, words)),
                        None => bad.push((number, why)),
                    }
                    continue;
                }
            };
            let id = id_of(&parsed);
            if id != "*" && !ids.insert(id) {
                bad.push((number, format!("the id {id} is there already")));
                after_entity = false;
                continue;
            }
            after_entity = matches!(parsed, Line::Entity { .. });
            if let Line::Entity {
                id,
                kind,
                places,
                words,
            } = parsed
            {
                read.by_id.insert(id, read.entities.len());
                read.entities.push(Entity {
                    id,
                    line: number,
                    kind,
                    places: Vec::new(),
                    is_used: false,
                    written: places,
                    words: words.trim(),
                    tail: Vec::new(),
                });
            } else {
                read.lines.push((number, parsed));
            }
        }
        let nothing = read.entities.is_empty() && read.lines.is_empty();
        match bad.first() {
            Some((first, why)) if nothing => {
                report.fail(
                    *first,
                    format!(
                        "{why}; none of its {} lines is one, so file and text were left out",
                        bad.len()
                    ),
                );
                None
            }
            _ => {
                for (number, why) in bad {
                    report.fail(number, why);
                }
                Some(read)
            }
        }
    }

    /// Finds the places of all entities in the text, as it came in.
    pub(super) fn settle(&mut self, text: &Text, report: &mut Report) {
        let quoted = self.entities.iter().filter(|entity| entity.tail.is_empty());
        let quoted = quoted.map(|entity| (entity.written.as_slice(), entity.words));
        let reading = Reading::of(text, Unit::CodePoints, quoted);
        if let Some(remark) = reading.remark() {
            report.note(0, remark);
        }
        for entity in &mut self.entities {
            let (words, not_its) = entity.whole_words(text, &reading);
            for (number, line) in not_its {
                report.fail(
                    number,
                    format!(
                        "“{}” is no annotation of brat, and no words of {} either",
                        cut(line),
                        entity.id
                    ),
                );
            }
            if let Err(why) = entity.find(text, &reading, &words) {
                report.fail(entity.line, why);
            }
        }
    }

    pub(super) fn entity(&self, id: &str) -> Option<&Entity<'a>> {
        self.by_id.get(id).and_then(|at| self.entities.get(*at))
    }

    /// The places of an entity, which is in some statement with that.
    pub(super) fn take(&mut self, id: &str) -> Option<Vec<PlaceDraft>> {
        let at = self.by_id.get(id)?;
        let entity = self.entities.get_mut(*at)?;
        entity.is_used = true;
        Some(entity.places.clone()).filter(|places| !places.is_empty())
    }
}

impl<'a> Entity<'a> {
    /// Its words with as many of the lines after it as stand at its place, and the others.
    fn whole_words(&mut self, text: &Text, reading: &Reading) -> (String, Vec<(usize, &'a str)>) {
        let mut words = self.words.to_owned();
        let mut rest = std::mem::take(&mut self.tail);
        if rest.is_empty() || reading.stands(text, &self.written, &words) {
            return (words, rest);
        }
        let mut taken = 0;
        for (at, (_, line)) in rest.iter().enumerate() {
            words.push('\n');
            words.push_str(line);
            if reading.stands(text, &self.written, &words) {
                taken = at + 1;
                break;
            }
        }
        if taken == 0 {
            return (self.words.to_owned(), rest);
        }
        (words, rest.split_off(taken))
    }

    fn find(&mut self, text: &Text, reading: &Reading, words: &str) -> Result<(), String> {
        let chars: Option<Vec<Range<usize>>> = self
            .written
            .iter()
            .map(|place| reading.place(place))
            .collect();
        let stands = words.is_empty() || reading.stands(text, &self.written, words);
        self.places = match (chars, self.written.first(), self.written.last()) {
            (Some(chars), ..) if stands => (whole(text, chars).into_iter())
                .map(|chars| PlaceDraft {
                    quote: words_at(text, &chars).map(str::to_owned),
                    chars,
                })
                .collect(),
            // What the words are of is not known piece by piece, so they are kept as a whole.
            (_, Some(first), Some(last)) if !words.is_empty() => vec![PlaceDraft {
                chars: first.start..last.end,
                quote: Some(words.to_owned()),
            }],
            _ => {
                return Err(format!(
                    "{} stands past the end of the text, which has {} characters, and its words are not there",
                    self.id,
                    text.chars()
                ));
            }
        };
        Ok(())
    }
}

/// Fragments that only the end of a line keeps apart are one stretch, which no line can hold.
fn whole(text: &Text, fragments: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut whole: Vec<Range<usize>> = Vec::with_capacity(fragments.len());
    for fragment in fragments {
        let joined = whole.last_mut().filter(|last| {
            words_at(text, &(last.end..fragment.start)).is_some_and(|gap| {
                !gap.is_empty() && gap.chars().all(|c| c == '\r' || LINE_ENDS.contains(&c))
            })
        });
        match joined {
            Some(last) => last.end = fragment.end,
            None => whole.push(fragment),
        }
    }
    whole
}

fn id_of<'a>(line: &Line<'a>) -> &'a str {
    match line {
        Line::Entity { id, .. }
        | Line::Event { id, .. }
        | Line::Relation { id, .. }
        | Line::Attribute { id, .. }
        | Line::Note { id, .. }
        | Line::Other { id, .. } => id,
    }
}
