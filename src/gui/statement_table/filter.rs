//! Which rows one sees: words, and words in one column.
//!
//! `nato` finds rows with the word in any column, `stance:oppose` in one, `topic:"fish stocks"`
//! several words together, `speaker:""` rows where nothing stands. All of them have to fit.

use super::column::{Column, Words};
use crate::model::{Anchor, Statement};

/// A filter as it was understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Filter(Vec<Term>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Term {
    /// Words in any column, in lower case.
    Anywhere(String),
    In(Column, String),
    Nothing(Column),
    Is(Vec<State>),
}

/// What a statement can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Flagged,
    Uncoded,
    Detached,
}

const STATES: [(&str, State); 3] = [
    ("flagged", State::Flagged),
    ("uncoded", State::Uncoded),
    ("detached", State::Detached),
];

/// What the field's tooltip says.
pub(super) const HELP: &str = "\
Words find rows in any column; all of them have to fit\n\
stance:oppose   speaker:putin   topic:\"fish stocks\"   form:direct   coder:ab\n\
speaker:\"\"   rows where nothing stands there\n\
is:flagged   is:uncoded   is:detached\n\
Other columns: quote naming for target source cue note review made article outlet published\n\
A right click on a cell fills this in";

impl Filter {
    pub(super) fn read(text: &str) -> Self {
        Self(pieces(text).into_iter().filter_map(term).collect())
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn fits(&self, words: &Words<'_>, statement: &Statement) -> bool {
        let cell = |column| words.cell(statement, column).to_lowercase();
        // Made once, and only for filters that look everywhere.
        let mut all: Option<String> = None;
        self.0.iter().all(|term| match term {
            Term::Anywhere(word) => all
                .get_or_insert_with(|| Column::ALL.map(cell).join("\n"))
                .contains(word),
            Term::In(column, word) => cell(*column).contains(word),
            Term::Nothing(column) => words.cell(statement, *column).is_empty(),
            Term::Is(states) => states.iter().any(|state| state.holds(statement)),
        })
    }
}

impl State {
    fn holds(self, statement: &Statement) -> bool {
        match self {
            Self::Flagged => statement.flag,
            Self::Uncoded => statement.stance.is_none(),
            Self::Detached => statement.anchors().any(Anchor::is_detached),
        }
    }
}

/// Narrows a filter to the rows that say the same in a column.
pub(super) fn narrow(filter: &mut String, column: Column, value: &str) {
    let line = value.replace(['\n', '\t'], " ");
    let term = if line.is_empty() || line.contains([' ', '"']) {
        format!("{}:\"{}\"", column.key(), line.replace('"', "\"\""))
    } else {
        format!("{}:{line}", column.key())
    };
    if !filter.trim().is_empty() {
        filter.truncate(filter.trim_end().len());
        filter.push(' ');
    }
    filter.push_str(&term);
}

/// What stands before the colon, the rest, and whether quotation marks are around it.
struct Piece {
    key: Option<String>,
    value: String,
    quoted: bool,
}

fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = text.chars().peekable();
    loop {
        while rest.next_if(|c| c.is_whitespace()).is_some() {}
        if rest.peek().is_none() {
            return pieces;
        }
        let mut piece = Piece {
            key: None,
            value: String::new(),
            quoted: false,
        };
        while let Some(c) = rest.next_if(|c| !c.is_whitespace()) {
            match c {
                ':' if piece.key.is_none() && !piece.quoted => {
                    piece.key = Some(std::mem::take(&mut piece.value));
                }
                '"' if piece.value.is_empty() && !piece.quoted => {
                    piece.quoted = true;
                    // As in CSV, a mark that is meant is written twice.
                    while let Some(c) = rest.next() {
                        if c == '"' && rest.next_if_eq(&'"').is_none() {
                            break;
                        }
                        piece.value.push(c);
                    }
                }
                c => piece.value.push(c),
            }
        }
        pieces.push(piece);
    }
}

fn term(piece: Piece) -> Option<Term> {
    let value = piece.value.to_lowercase();
    let Some(key) = piece.key else {
        return (!value.is_empty()).then_some(Term::Anywhere(value));
    };
    let key = key.to_lowercase();
    if key == "is" {
        // Half a word is enough, so that rows do not come and go while one types.
        let meant = STATES.iter().filter(|(name, _)| name.starts_with(&value));
        let meant = meant.map(|(_, state)| *state).collect();
        return (!value.is_empty()).then_some(Term::Is(meant));
    }
    let column = Column::ALL.into_iter().find(|column| column.key() == key);
    match column {
        // No column is called so: the colon is a part of the word.
        None => Some(Term::Anywhere(format!("{key}:{value}"))),
        Some(column) if value.is_empty() => piece.quoted.then_some(Term::Nothing(column)),
        Some(column) => Some(Term::In(column, value)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anywhere(word: &str) -> Term {
        Term::Anywhere(word.to_owned())
    }

    #[test]
    fn words_columns_and_what_a_statement_is() {
        let Filter(terms) =
            Filter::read("Нато stance:Oppose  topic:\"Fish Stocks\" is:fl speaker:\"\"");
        let wanted = [
            anywhere("нато"),
            Term::In(Column::Stance, "oppose".to_owned()),
            Term::In(Column::Topic, "fish stocks".to_owned()),
            Term::Is(vec![State::Flagged]),
            Term::Nothing(Column::Speaker),
        ];
        assert_eq!(terms, wanted);
    }

    #[test]
    fn what_is_half_typed_or_no_column_hides_nothing_by_mistake() {
        assert!(Filter::read("  ").is_empty());
        assert!(Filter::read("stance: is:").is_empty());
        assert_eq!(Filter::read("10:30").0, [anywhere("10:30")]);
        assert_eq!(Filter::read("\"two words\" \"open").0.len(), 2);
        assert_eq!(Filter::read("is:nonsense").0, [Term::Is(vec![])]);
    }

    #[test]
    fn what_a_cell_narrows_to_is_read_as_that_cell() {
        for value in [
            "Oppose",
            "fish stocks",
            "",
            "he said \"no\" twice",
            "\"no\"",
            "a\nb",
        ] {
            let mut filter = "nato ".to_owned();
            narrow(&mut filter, Column::Quote, value);
            let expected = match value.replace('\n', " ").to_lowercase() {
                value if value.is_empty() => Term::Nothing(Column::Quote),
                value => Term::In(Column::Quote, value),
            };
            assert_eq!(
                Filter::read(&filter).0,
                [anywhere("nato"), expected],
                "{filter}"
            );
        }
    }
}
