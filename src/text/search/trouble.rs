//! What is wrong with a regular expression, in words for one who writes few of them.

use regex_syntax::ast::{ErrorKind as Ast, Span};
use regex_syntax::hir::ErrorKind as Hir;
use regex_syntax::{Error, ParserBuilder};

use super::DEEPEST;

/// Why a query cannot be searched for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QueryError {
    /// `at` counts characters of the expression from 1.
    #[error("character {at}: {words}")]
    Wrong { words: String, at: usize },
    #[error("the expression is too large: repeat less often, or search for a part of it")]
    TooLarge,
}

/// Whether an expression means anything.
pub(super) fn check(expression: &str) -> Result<(), QueryError> {
    let parsed = ParserBuilder::new()
        .nest_limit(DEEPEST)
        .build()
        .parse(expression);
    let wrong = |words: String, start: usize| {
        let before = expression.get(..start).unwrap_or(expression);
        let at = before.chars().count() + 1;
        QueryError::Wrong { words, at }
    };
    // Where the parser names an empty place, it means the character that stands there.
    let found = |span: &Span| {
        let (start, end) = (span.start.offset, span.end.offset);
        let end = expression.ceil_char_boundary(end.max(start + 1).min(expression.len()));
        expression.get(start..end).unwrap_or_default()
    };
    parsed.map(|_| ()).map_err(|error| match error {
        Error::Parse(error) => {
            let words = of_shape(error.kind(), found(error.span()));
            wrong(words, error.span().start.offset)
        }
        Error::Translate(error) => {
            let words = of_meaning(error.kind(), found(error.span()));
            wrong(words, error.span().start.offset)
        }
        _ => QueryError::TooLarge,
    })
}

fn of_shape(kind: &Ast, found: &str) -> String {
    match kind {
        Ast::GroupUnclosed => {
            r"“(” is never closed: add “)”, or write “\(” for a bracket".to_owned()
        }
        Ast::GroupUnopened => {
            r"“)” closes nothing: add “(”, or write “\)” for a bracket".to_owned()
        }
        Ast::ClassUnclosed => {
            r"“[” is never closed: add “]”, or write “\[” for a bracket".to_owned()
        }
        Ast::RepetitionCountUnclosed => {
            r"“{” is never closed: add “}”, or write “\{” for a bracket".to_owned()
        }
        Ast::RepetitionMissing => {
            format!(
                r"“{found}” has nothing before it to repeat: write “\{found}” for the sign itself"
            )
        }
        Ast::RepetitionCountDecimalEmpty => {
            r"“{” is not followed by how often, as in “{2,5}”: write “\{” for a bracket".to_owned()
        }
        Ast::RepetitionCountInvalid => format!("“{found}” has the larger number first"),
        Ast::ClassRangeInvalid => format!("“{found}” ends before it begins"),
        Ast::ClassRangeLiteral | Ast::ClassEscapeInvalid => {
            format!("“{found}” cannot stand between “[” and “]”")
        }
        Ast::EscapeUnexpectedEof => r"“\” stands alone: write “\\” for the sign itself".to_owned(),
        Ast::EscapeUnrecognized => format!(r"“{found}” means nothing: write “\\” for a backslash"),
        Ast::UnsupportedLookAround => {
            format!("“{found}” looks ahead or back, which is not possible here")
        }
        Ast::UnsupportedBackreference => {
            format!("“{found}” means what a group found, which is not possible here")
        }
        Ast::FlagUnrecognized | Ast::FlagUnexpectedEof => {
            r"“(?” is not followed by what it can be, as “i” or “:”".to_owned()
        }
        Ast::NestLimitExceeded(most) => {
            format!("more than {most} brackets stand in one another")
        }
        Ast::UnicodeClassInvalid => no_class(found),
        // The rest nobody writes by chance; the words of the parser say it well enough.
        other => other.to_string(),
    }
}

fn of_meaning(kind: &Hir, found: &str) -> String {
    match kind {
        Hir::UnicodePropertyNotFound | Hir::UnicodePropertyValueNotFound => no_class(found),
        other => other.to_string(),
    }
}

fn no_class(found: &str) -> String {
    format!(r"“{found}” is no class of characters; “\p{{Cyrillic}}” and “\p{{Lu}}” are")
}
