//! Lines of an `.ann`, taken apart.

use std::ops::Range;

/// A line. Ids are as they stand: `T1`, `E3`.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line<'a> {
    Entity {
        id: &'a str,
        kind: &'a str,
        places: Vec<Range<usize>>,
        words: &'a str,
    },
    Event {
        id: &'a str,
        kind: &'a str,
        trigger: &'a str,
        /// Roles without their numbers, and ids.
        arguments: Vec<(&'a str, &'a str)>,
    },
    Relation {
        id: &'a str,
        kind: &'a str,
        arguments: Vec<(&'a str, &'a str)>,
    },
    Attribute {
        id: &'a str,
        kind: &'a str,
        target: &'a str,
        /// Empty for one that is there or not.
        value: &'a str,
    },
    Note {
        id: &'a str,
        target: &'a str,
        words: &'a str,
    },
    /// Links to other resources, and equivalences.
    Other { id: &'a str, kind: &'a str },
}

/// Takes a line apart, or says what is wrong with it.
pub(super) fn line(line: &str) -> Result<Line<'_>, String> {
    let (id, rest) = line
        .split_once('\t')
        .filter(|(id, _)| is_id(id))
        .ok_or_else(|| {
            format!(
                "“{}” is no annotation of brat: one begins with an id such as T1 and a tab",
                cut(line)
            )
        })?;
    let (head, words) = rest.split_once('\t').unwrap_or((rest, ""));
    let mut parts = head.split_whitespace();
    let kind = parts.next().ok_or_else(|| format!("{id} has no type"))?;
    match id.as_bytes().first() {
        Some(b'T') => Ok(Line::Entity {
            id,
            kind,
            places: places(head.trim().strip_prefix(kind).unwrap_or_default(), id)?,
            words,
        }),
        Some(b'E') => {
            let (kind, trigger) = pair(kind, id, "Attribution:T1")?;
            Ok(Line::Event {
                id,
                kind,
                trigger,
                arguments: arguments(parts, id)?,
            })
        }
        Some(b'R') => Ok(Line::Relation {
            id,
            kind,
            arguments: arguments(parts, id)?,
        }),
        Some(b'A' | b'M') => {
            let target = parts
                .next()
                .ok_or_else(|| format!("{id} ({kind}) does not say what it is of"))?;
            let value = head
                .split_once(target)
                .map_or("", |(_, value)| value.trim());
            Ok(Line::Attribute {
                id,
                kind,
                target,
                // Nobody puts a tab before it, but it may be there.
                value: if value.is_empty() {
                    words.trim()
                } else {
                    value
                },
            })
        }
        Some(b'#') => Ok(Line::Note {
            id,
            target: parts
                .next()
                .ok_or_else(|| format!("{id} ({kind}) does not say what it is on"))?,
            words: words.trim(),
        }),
        _ => Ok(Line::Other { id, kind }),
    }
}

fn is_id(id: &str) -> bool {
    let number = |rest: &str| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
    id == "*"
        || id
            .strip_prefix(['T', 'E', 'R', 'A', 'M', 'N', '#'])
            .is_some_and(number)
}

/// `5 18;19 27`.
fn places(offsets: &str, id: &str) -> Result<Vec<Range<usize>>, String> {
    let wrong = || {
        format!(
            "{id}: “{}” is no place: it must be two offsets such as 5 18, the first one smaller",
            cut(offsets.trim())
        )
    };
    let places = offsets.split(';').map(|fragment| {
        let mut numbers = fragment.split_whitespace().map(str::parse::<usize>);
        match (numbers.next(), numbers.next(), numbers.next()) {
            (Some(Ok(start)), Some(Ok(end)), None) if start < end => Ok(start..end),
            _ => Err(wrong()),
        }
    });
    let mut places = places.collect::<Result<Vec<_>, _>>()?;
    places.sort_by_key(|place| place.start);
    Ok(places)
}

fn arguments<'a>(
    parts: impl Iterator<Item = &'a str>,
    id: &str,
) -> Result<Vec<(&'a str, &'a str)>, String> {
    let arguments = parts.map(|part| {
        let (role, target) = pair(part, id, "Content:T1")?;
        Ok((role.trim_end_matches(|c: char| c.is_ascii_digit()), target))
    });
    arguments.collect()
}

fn pair<'a>(part: &'a str, id: &str, example: &str) -> Result<(&'a str, &'a str), String> {
    part.split_once(':')
        .filter(|(role, target)| !role.is_empty() && !target.is_empty())
        .ok_or_else(|| format!("{id}: “{}” is no pair such as {example}", cut(part)))
}

/// Words as messages show them.
pub(super) fn cut(words: &str) -> String {
    const SHOWN: usize = 40;
    match words.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or_default()),
        None => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_taken_apart() {
        assert_eq!(
            line("T12\tSource 640 648;650 669\tABC News Basya"),
            Ok(Line::Entity {
                id: "T12",
                kind: "Source",
                places: vec![640..648, 650..669],
                words: "ABC News Basya",
            })
        );
        assert_eq!(
            line("E1\tAttribution:T3 Content:T1 Content2:T5 "),
            Ok(Line::Event {
                id: "E1",
                kind: "Attribution",
                trigger: "T3",
                arguments: vec![("Content", "T1"), ("Content", "T5")],
            })
        );
        assert_eq!(
            line("A2\tTopic T1 two words"),
            Ok(Line::Attribute {
                id: "A2",
                kind: "Topic",
                target: "T1",
                value: "two words",
            })
        );
        assert_eq!(
            line("M1\tNegation E1"),
            Ok(Line::Attribute {
                id: "M1",
                kind: "Negation",
                target: "E1",
                value: "",
            })
        );
        assert_eq!(
            line("#3\tAnnotatorNotes E1\tspeaker=Livorno"),
            Ok(Line::Note {
                id: "#3",
                target: "E1",
                words: "speaker=Livorno",
            })
        );
    }

    #[test]
    fn other_lines_say_what_is_wrong() {
        let said: Vec<String> = [
            "QUOTE\tQ1\t3",
            "T1 Statement 1 2\tx",
            "T1\tStatement 5\tx",
            "T1\tStatement 5 5\tx",
            "T1\tStatement 5 9;x 12\tx",
            "T1\t",
            "E1\tAttribution Content:T1",
            "E1\tAttribution:T1 Content",
            "A1\tNegated",
            "#1\tAnnotatorNotes",
        ]
        .iter()
        .map(|bad| line(bad).unwrap_err())
        .collect();
        insta::assert_snapshot!(said.join("\n"), @"
    “QUOTE	Q1	3” is no annotation of brat: one begins with an id such as T1 and a tab
    “T1 Statement 1 2	x” is no annotation of brat: one begins with an id such as T1 and a tab
    T1: “5” is no place: it must be two offsets such as 5 18, the first one smaller
    T1: “5 5” is no place: it must be two offsets such as 5 18, the first one smaller
    T1: “5 9;x 12” is no place: it must be two offsets such as 5 18, the first one smaller
    T1 has no type
    E1: “Attribution” is no pair such as Attribution:T1
    E1: “Content” is no pair such as Content:T1
    A1 (Negated) does not say what it is of
    #1 (AnnotatorNotes) does not say what it is on
    ");
    }
}
