//! What the name of a file says of its article, by a pattern such as `{date}_{outlet}_{title}`.

use std::collections::BTreeSet;

use super::ArticleDraft;
use super::articles::date;
use crate::model::PartialDate;

/// What stands between braces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Date,
    Outlet,
    Title,
    Author,
    Language,
    /// Anything, which says nothing.
    Any,
}

const FIELDS: [(&str, Field); 6] = [
    ("date", Field::Date),
    ("outlet", Field::Outlet),
    ("title", Field::Title),
    ("author", Field::Author),
    ("language", Field::Language),
    ("*", Field::Any),
];

/// A pattern of the names of files, without their ends. What stands between braces is read, all
/// else must stand there as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamePattern(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Words(String),
    Field(Field),
}

/// Why a pattern is none.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PatternError {
    #[error(
        "“{{{0}}}” is none of {{date}}, {{outlet}}, {{title}}, {{author}}, {{language}} and {{*}}"
    )]
    NoField(String),
    #[error("a brace has no other: write {{date}}_{{outlet}}_{{title}}")]
    Brace,
    #[error("between two fields must stand something that parts them, such as _")]
    Glued,
    #[error("“{{{0}}}” stands there twice")]
    Twice(&'static str),
    #[error("it has no field: write {{date}}_{{outlet}}_{{title}}")]
    Empty,
}

/// What a name says. What it does not say is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    pub date: Option<PartialDate>,
    pub outlet: String,
    pub title: String,
    pub author: String,
    pub language: String,
}

impl Named {
    /// Sets what the name says.
    pub fn put(&self, article: &mut ArticleDraft) {
        for (said, field) in [
            (&self.outlet, &mut article.outlet),
            (&self.title, &mut article.title),
            (&self.author, &mut article.author),
            (&self.language, &mut article.language),
        ] {
            if !said.is_empty() {
                field.clone_from(said);
            }
        }
        if self.date.is_some() {
            article.published.clone_from(&self.date);
        }
    }
}

impl NamePattern {
    pub fn parse(pattern: &str) -> Result<Self, PatternError> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut rest = pattern;
        while !rest.is_empty() {
            let Some((words, after)) = rest.split_once('{') else {
                if rest.contains('}') {
                    return Err(PatternError::Brace);
                }
                pieces.push(Piece::Words(rest.to_owned()));
                break;
            };
            let (name, after) = after.split_once('}').ok_or(PatternError::Brace)?;
            if words.contains('}') {
                return Err(PatternError::Brace);
            }
            let known = FIELDS.iter().find(|(known, _)| *known == name);
            let (name, field) = known.ok_or_else(|| PatternError::NoField(name.to_owned()))?;
            if !words.is_empty() {
                pieces.push(Piece::Words(words.to_owned()));
            }
            let field = Piece::Field(*field);
            if field != Piece::Field(Field::Any) && pieces.contains(&field) {
                return Err(PatternError::Twice(name));
            }
            if matches!(pieces.last(), Some(Piece::Field(_))) {
                return Err(PatternError::Glued);
            }
            pieces.push(field);
            rest = after;
        }
        let has_field = pieces.iter().any(|piece| matches!(piece, Piece::Field(_)));
        has_field.then_some(Self(pieces)).ok_or(PatternError::Empty)
    }

    /// What a name says, without the end of it; `None` where it does not fit. Each field takes as
    /// little as it can, a date as much as is one. Where there are no spaces in a value, `_` are
    /// some.
    pub fn read(&self, stem: &str) -> Option<Named> {
        let mut values = Vec::new();
        let mut dead = BTreeSet::new();
        if !fits(&self.0, stem, &mut values, &mut dead) {
            return None;
        }
        let mut named = Named::default();
        for (field, value) in values {
            let words = spaced(value);
            match field {
                Field::Date => named.date = date(value),
                Field::Outlet => named.outlet = words,
                Field::Title => named.title = words,
                Field::Author => named.author = words,
                Field::Language => named.language = words,
                Field::Any => {}
            }
        }
        Some(named)
    }
}

/// Whether the pieces fit all of the rest of a name; `dead` are the ends of pieces and names from
/// which nothing fits, so that none is tried twice.
fn fits<'n>(
    pieces: &[Piece],
    rest: &'n str,
    values: &mut Vec<(Field, &'n str)>,
    dead: &mut BTreeSet<(usize, usize)>,
) -> bool {
    let here = (pieces.len(), rest.len());
    if dead.contains(&here) {
        return false;
    }
    let found = match pieces.split_first() {
        None => rest.is_empty(),
        Some((Piece::Words(words), after)) => rest
            .strip_prefix(words.as_str())
            .is_some_and(|rest| fits(after, rest, values, dead)),
        Some((Piece::Field(field), after)) => ends(*field, rest).into_iter().any(|end| {
            let (value, rest) = rest.split_at(end);
            values.push((*field, value));
            let found = fits(after, rest, values, dead);
            if !found {
                values.pop();
            }
            found
        }),
    };
    if !found {
        dead.insert(here);
    }
    found
}

/// Where the value of a field may end, the best first: anything ends as soon as it can, a date as
/// late, and with its last digit.
fn ends(field: Field, rest: &str) -> Vec<usize> {
    let ends = rest.char_indices().map(|(at, _)| at).skip(1);
    let ends = ends.chain(Some(rest.len()).filter(|length| *length > 0));
    let value = |end: &usize| rest.get(..*end).unwrap_or_default();
    if field != Field::Date {
        return ends.filter(|end| !value(end).trim().is_empty()).collect();
    }
    let mut last = None;
    let mut dates: Vec<usize> = ends
        .filter(|end| {
            let date = date(value(end));
            let is_new = date.is_some() && date != last;
            last = date.or(last.take());
            is_new
        })
        .collect();
    dates.reverse();
    dates
}

fn spaced(value: &str) -> String {
    let value = value.trim();
    if value.contains(' ') {
        value.to_owned()
    } else {
        value.replace('_', " ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pattern: &str, name: &str) -> Option<String> {
        let named = NamePattern::parse(pattern).unwrap().read(name)?;
        let date = named.date.map(|date| date.to_string()).unwrap_or_default();
        Some(format!(
            "{date}|{}|{}|{}",
            named.outlet, named.title, named.author
        ))
    }

    #[test]
    fn names_are_read_as_the_pattern_says() {
        for (pattern, name, said) in [
            (
                "{date}_{outlet}_{title}",
                "2025-12-03_Example Post_Ferry_to_stay",
                "2025-12-03|Example Post|Ferry to stay|",
            ),
            (
                "{date}-{outlet}-{title}",
                "2025-12-03-Post-Ferry",
                "2025-12-03|Post|Ferry|",
            ),
            (
                "{date} {title}",
                "3. März 2026 Ferry stays",
                "2026-03-03||Ferry stays|",
            ),
            (
                "{outlet} - {*} - {title} ({author})",
                "Post - 17 - A b (Ada)",
                "|Post|A b|Ada",
            ),
            ("{title}", "Übung_eins", "||Übung eins|"),
        ] {
            assert_eq!(
                read(pattern, name).as_deref(),
                Some(said),
                "{pattern} {name}"
            );
        }
        assert_eq!(read("{date}_{title}", "Post_Ferry"), None);
        assert_eq!(read("{date}_{title}", "2025-12-03_"), None);
        assert_eq!(read("a_{title}", "b_c"), None);
    }

    #[test]
    fn what_is_no_pattern_is_said() {
        let said = |pattern: &str| NamePattern::parse(pattern).unwrap_err();
        assert_eq!(
            said("{when}_{title}"),
            PatternError::NoField("when".to_owned())
        );
        assert_eq!(said("{title"), PatternError::Brace);
        assert_eq!(said("a}_{title}"), PatternError::Brace);
        assert_eq!(said("{date}{title}"), PatternError::Glued);
        assert_eq!(said("{title}_{title}"), PatternError::Twice("title"));
        assert_eq!(said("plain"), PatternError::Empty);
        assert!(
            said("{when}")
                .to_string()
                .starts_with("“{when}” is none of {date}")
        );
    }

    #[test]
    fn a_long_name_takes_no_time() {
        let pattern = NamePattern::parse("{*}_{*}_{*}_{*}_{*}_{*}_{*}x").unwrap();
        assert_eq!(pattern.read(&"_a".repeat(120)), None);
    }
}
