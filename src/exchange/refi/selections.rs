//! From selections to statements: in which unit their offsets are, and which of them are one
//! statement.

use std::collections::HashMap;

use super::codes::Group;
use super::meanings::Meanings;
use super::project::{Picked, Source};
use crate::exchange::details::{Details, known, remark, time};
use crate::exchange::places::Arrived;
use crate::exchange::{PlaceDraft, StatementDraft};

/// What our processing instruction says of a span that is not the first of its statement.
pub(super) const PART: &str = "{\"part\":true}";

/// How a program may have counted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Code points of the text as it stands in the file, after a byte order mark.
    Chars,
    /// Line ends as one, where the file has two characters for each.
    OneForLineEnds,
    Utf16,
    /// The byte order mark too.
    WithMark,
}

impl Unit {
    const ALL: [Self; 4] = [
        Self::Chars,
        Self::OneForLineEnds,
        Self::Utf16,
        Self::WithMark,
    ];

    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Chars => "code points",
            Self::OneForLineEnds => "code points with one for CR LF",
            Self::Utf16 => "UTF-16 units",
            Self::WithMark => "code points with one for the byte order mark",
        }
    }

    /// The offset in the kept text.
    fn of(self, offset: usize, arrived: &Arrived) -> Option<usize> {
        match self {
            Self::Chars => arrived.of_char(offset),
            Self::OneForLineEnds => Some(offset),
            Self::Utf16 => arrived.of_unit(offset),
            Self::WithMark => arrived.of_char(offset.checked_sub(1)?),
        }
    }

    pub(super) fn place(self, picked: &Picked, arrived: &Arrived) -> Result<PlaceDraft, String> {
        let (Some(start), Some(end)) = (picked.start, picked.end) else {
            return Err("its startPosition or endPosition is no whole number".to_owned());
        };
        let place = self.of(start, arrived).zip(self.of(end, arrived));
        place
            .and_then(|(start, end)| arrived.at_chars(start..end).ok())
            .ok_or_else(|| {
                format!(
                    "{start}–{end} is no place in the text, which has {} characters",
                    arrived.chars()
                )
            })
    }
}

/// The unit in which most selections have the words that are their name: programs give a selection
/// its words as a name. Where none has, code points.
pub(super) fn unit(source: &Source, arrived: &Arrived) -> Unit {
    let text = crate::text::Text::new(arrived.text());
    let hits = |unit: Unit| {
        let hit = |picked: &&Picked| {
            let place = unit.place(picked, arrived).ok();
            let words = place.and_then(|place| {
                let start = text.byte_of_char(place.chars.start)?;
                let end = text.byte_of_char(place.chars.end)?;
                text.as_str().get(start..end)
            });
            words.is_some_and(|words| begins_as(words, &picked.name))
        };
        source.selections.iter().filter(hit).count()
    };
    let mut best = (Unit::Chars, hits(Unit::Chars));
    // All that could be right is right.
    let named = source.selections.iter().filter(|s| !s.name.is_empty());
    if best.1 == named.count() {
        return best.0;
    }
    for unit in Unit::ALL {
        let hits = hits(unit);
        if hits > best.1 {
            best = (unit, hits);
        }
    }
    best.0
}

/// Whether words are those of a name, which may be cut, and in which white space may be changed.
fn begins_as(words: &str, name: &str) -> bool {
    let name = name.trim_end_matches("...").trim_end_matches('…');
    let is_letter = |c: &char| !c.is_whitespace();
    let mut letters = words.chars().filter(is_letter);
    let mut of_name = name.chars().filter(is_letter).peekable();
    // No further than the name: a selection may be a whole article.
    of_name.peek().is_some() && of_name.all(|c| letters.next() == Some(c))
}

/// Selections that are one statement.
struct Together<'s> {
    first: &'s Picked,
    place: PlaceDraft,
    ours: Option<Details>,
    all: Vec<&'s Picked>,
}

/// The statements of a source; what cannot be one is remarked on.
pub(super) fn statements(
    source: &Source,
    arrived: &Arrived,
    unit: Unit,
    users: &HashMap<String, String>,
    meanings: &Meanings,
    remarks: &mut Vec<String>,
) -> Vec<StatementDraft> {
    let mut groups: Vec<Together<'_>> = Vec::new();
    let mut known_places: HashMap<(usize, usize, &str), usize> = HashMap::new();
    let mut bare = 0;
    for picked in &source.selections {
        let place = match unit.place(picked, arrived) {
            Ok(place) => place,
            Err(why) => {
                remark(
                    remarks,
                    format!(
                        "the selection “{}” was left out: {why}",
                        short(&picked.name)
                    ),
                );
                continue;
            }
        };
        if picked.ours.as_deref() == Some(PART) {
            continue;
        }
        let ours = picked.ours.as_deref();
        let ours = ours.and_then(|json| serde_json::from_str::<Details>(json).ok());
        // Without our word for it, what one user coded at one place is one statement: programs
        // write a selection for each code.
        if ours.is_none() {
            if picked.codes.is_empty() {
                bare += 1;
                continue;
            }
            let key = (place.chars.start, place.chars.end, picked.user.as_str());
            if let Some(group) = known_places.get(&key).and_then(|at| groups.get_mut(*at)) {
                group.all.push(picked);
                continue;
            }
            known_places.insert(key, groups.len());
        }
        groups.push(Together {
            first: picked,
            place,
            ours,
            all: vec![picked],
        });
    }
    if bare > 0 {
        remark(
            remarks,
            format!("selections without a code were left out: {bare}"),
        );
    }
    let draft = |group| statement(group, arrived, users, meanings, remarks);
    groups.into_iter().map(draft).collect()
}

fn statement(
    group: Together<'_>,
    arrived: &Arrived,
    users: &HashMap<String, String>,
    meanings: &Meanings,
    remarks: &mut Vec<String>,
) -> StatementDraft {
    let mut draft = StatementDraft {
        contents: vec![group.place],
        annotator: users
            .get(&group.first.user)
            .filter(|name| !name.trim().is_empty())
            .cloned(),
        ..StatementDraft::default()
    };
    let mut notes: Vec<&str> = Vec::new();
    let name = short(&group.first.name);
    for picked in &group.all {
        let note = picked.description.as_str();
        if !note.trim().is_empty() && !notes.contains(&note) {
            notes.push(note);
        }
        for code in &picked.codes {
            match meanings.get(code) {
                Some((kind, word)) => coded(&mut draft, *kind, word, name, remarks),
                None => remark(
                    remarks,
                    format!(
                        "the selection “{name}” has a code that is not in the codebook of the file; it was left out"
                    ),
                ),
            }
        }
    }
    draft.note = match group.ours {
        Some(_) => group.first.description.clone(),
        None => notes.join("\n"),
    };
    if !group.first.created.is_empty() {
        draft.created = utc(&group.first.created, remarks);
    }
    if let Some(details) = group.ours {
        let created = draft.created.take();
        details.complete(&mut draft, arrived, remarks);
        draft.created = draft.created.or(created);
    }
    draft
}

/// Times of other programs may have no zone, or a part of a second.
fn utc(created: &str, remarks: &mut Vec<String>) -> Option<crate::model::Timestamp> {
    let plain = created.get(..19).unwrap_or(created);
    let zone = created.get(19..).unwrap_or_default();
    let zone = zone.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    if zone.is_empty() || zone == "Z" || zone == "+00:00" {
        return time(&format!("{plain}Z"), remarks);
    }
    let moved = created.parse::<jiff::Timestamp>().ok();
    let moved = moved.and_then(|moved| jiff::Timestamp::from_second(moved.as_second()).ok());
    time(
        &moved.map_or_else(|| created.to_owned(), |at| at.to_string()),
        remarks,
    )
}

fn coded(
    draft: &mut StatementDraft,
    kind: Group,
    word: &str,
    name: &str,
    remarks: &mut Vec<String>,
) {
    let add = |list: &mut Vec<String>| {
        if !list.iter().any(|known| known == word) {
            list.push(word.to_owned());
        }
    };
    match kind {
        Group::Speaker => add(&mut draft.speakers),
        Group::OnBehalfOf => add(&mut draft.on_behalf_of),
        Group::Topic => add(&mut draft.topics),
        Group::Stance => match &draft.stance {
            Some(first) if first != word => remark(
                remarks,
                format!(
                    "the selection “{name}” has the stances {first} and {word}; a statement has one, so {word} was left out"
                ),
            ),
            _ => draft.stance = Some(word.to_owned()),
        },
        Group::Form => draft.form = draft.form.or_else(|| known("Form", word, remarks)),
        Group::Naming => draft.naming = draft.naming.or_else(|| known("Naming", word, remarks)),
        Group::Review => {
            if let Some(status) = known("Review", word, remarks) {
                draft.status = status;
            }
        }
        Group::Statement => {}
    }
}

/// The beginning of some words, for messages.
fn short(words: &str) -> &str {
    const SHOWN: usize = 40;
    let end = words.char_indices().nth(SHOWN).map(|(at, _)| at);
    end.and_then(|end| words.get(..end)).unwrap_or(words)
}
