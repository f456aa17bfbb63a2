//! Where something stands in a text.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::text::{Text, is_grapheme_border};

/// A stretch of an article's text that is not empty: half-open, in UTF-8 bytes, on borders of
/// code points. Made only by a check against the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    start: usize,
    end: usize,
}

/// Why a range is no span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SpanError {
    #[error("it is empty")]
    Empty,
    #[error("it goes past the end of the text")]
    PastEnd,
    #[error("it begins or ends inside a character")]
    InsideCharacter,
}

impl Span {
    /// A span made by a program: on borders of code points.
    pub fn new(text: &Text, range: Range<usize>) -> Result<Self, SpanError> {
        if range.start >= range.end {
            return Err(SpanError::Empty);
        }
        if range.end > text.len() {
            return Err(SpanError::PastEnd);
        }
        let text = text.as_str();
        if !text.is_char_boundary(range.start) || !text.is_char_boundary(range.end) {
            return Err(SpanError::InsideCharacter);
        }
        Ok(Self {
            start: range.start,
            end: range.end,
        })
    }

    /// A span made by hand: on borders of graphemes.
    pub fn by_hand(text: &Text, range: Range<usize>) -> Result<Self, SpanError> {
        let span = Self::new(text, range)?;
        let on_border = |at| is_grapheme_border(text.as_str(), at);
        if on_border(span.start) && on_border(span.end) {
            Ok(span)
        } else {
            Err(SpanError::InsideCharacter)
        }
    }

    pub fn start(self) -> usize {
        self.start
    }

    pub fn end(self) -> usize {
        self.end
    }

    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// The words that stand there; empty for a span of another text that does not fit this one.
    pub fn quote(self, text: &Text) -> &str {
        text.as_str().get(self.range()).unwrap_or_default()
    }

    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both, of the same text.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self {
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// Whether this span, which may come from elsewhere, fits the text.
    pub fn fits(self, text: &Text) -> bool {
        Self::new(text, self.range()).is_ok()
    }
}

/// A place in a text that may have been lost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Anchor {
    /// It stands there.
    At(Span),
    /// The quote does not stand at its place; what the file said is kept as it was.
    Detached(FileAnchor),
}

/// An anchor as files write it: half-open, in code points, with the words that stand there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileAnchor {
    pub start: usize,
    pub end: usize,
    pub quote: SmolStr,
}

impl Anchor {
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::At(span) => Some(*span),
            Self::Detached(_) => None,
        }
    }

    pub fn is_detached(&self) -> bool {
        self.span().is_none()
    }

    /// The words: those in the text, or those that a detached anchor remembers.
    pub fn quote<'a>(&'a self, text: &'a Text) -> &'a str {
        match self {
            Self::At(span) => span.quote(text),
            Self::Detached(lost) => &lost.quote,
        }
    }

    /// Start and end in code points, as files write them.
    pub fn chars(&self, text: &Text) -> Range<usize> {
        match self {
            Self::At(span) => text.char_of_byte(span.start)..text.char_of_byte(span.end),
            Self::Detached(lost) => lost.start..lost.end,
        }
    }

    /// As files write it.
    pub fn to_file(&self, text: &Text) -> FileAnchor {
        match self {
            Self::At(span) => {
                let chars = self.chars(text);
                FileAnchor {
                    start: chars.start,
                    end: chars.end,
                    quote: span.quote(text).into(),
                }
            }
            Self::Detached(lost) => lost.clone(),
        }
    }

    /// The place that a file names, when its quote stands there; else detached.
    pub fn from_file(text: &Text, anchor: FileAnchor) -> Self {
        match span_of_chars(text, anchor.start..anchor.end) {
            Ok(span) if span.quote(text) == anchor.quote => Self::At(span),
            _ => Self::Detached(anchor),
        }
    }
}

impl Span {
    /// A span from code-point offsets.
    pub fn of_chars(text: &Text, chars: Range<usize>) -> Result<Self, SpanError> {
        span_of_chars(text, chars)
    }
}

fn span_of_chars(text: &Text, chars: Range<usize>) -> Result<Span, SpanError> {
    if chars.start >= chars.end {
        return Err(SpanError::Empty);
    }
    let start = text.byte_of_char(chars.start).ok_or(SpanError::PastEnd)?;
    let end = text.byte_of_char(chars.end).ok_or(SpanError::PastEnd)?;
    Span::new(text, start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_checked() {
        let text = Text::new("Ціна e\u{301}.");
        assert_eq!(Span::new(&text, 0..0), Err(SpanError::Empty));
        assert_eq!(Span::new(&text, 0..1), Err(SpanError::InsideCharacter));
        assert_eq!(Span::new(&text, 0..99), Err(SpanError::PastEnd));
        assert_eq!(Span::of_chars(&text, 0..4).unwrap().quote(&text), "Ціна");
        assert!(Span::new(&text, 9..10).is_ok());
        assert_eq!(Span::by_hand(&text, 9..10), Err(SpanError::InsideCharacter));
        assert!(Span::by_hand(&text, 9..12).is_ok());
    }

    #[test]
    fn an_anchor_stands_only_where_its_quote_stands() {
        let text = Text::new("один два");
        let at = |start, end, quote: &str| {
            Anchor::from_file(
                &text,
                FileAnchor {
                    start,
                    end,
                    quote: quote.into(),
                },
            )
        };
        assert_eq!(at(5, 8, "два").quote(&text), "два");
        for lost in [at(4, 7, "два"), at(5, 99, "два"), at(8, 5, "два")] {
            assert!(lost.is_detached());
            assert_eq!(lost.quote(&text), "два");
        }
    }
}
