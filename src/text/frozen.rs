//! A text that never changes, with what is computed from it once.

use std::ops::Range;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::CharOffsets;

/// An immutable text. Cloning it is cheap. Written as a list of lines, joined by LF.
#[derive(Clone)]
pub struct Text(Arc<Inner>);

struct Inner {
    text: String,
    offsets: CharOffsets,
    /// Byte offset of the start of each line; a text without any byte has one empty line.
    lines: Vec<usize>,
}

impl Text {
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        let offsets = CharOffsets::new(&text);
        let lines = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        Self(Arc::new(Inner {
            text,
            offsets,
            lines,
        }))
    }

    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.0.text.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.text.is_empty()
    }

    /// Length in code points.
    pub fn chars(&self) -> usize {
        self.0.offsets.chars()
    }

    pub fn char_of_byte(&self, byte: usize) -> usize {
        self.0.offsets.char_of_byte(&self.0.text, byte)
    }

    pub fn byte_of_char(&self, char: usize) -> Option<usize> {
        self.0.offsets.byte_of_char(&self.0.text, char)
    }

    pub fn line_count(&self) -> usize {
        self.0.lines.len()
    }

    /// The bytes of a line without its LF; the empty range at the end for a line past the last.
    pub fn line(&self, line: usize) -> Range<usize> {
        let lines = &self.0.lines;
        let Some(&start) = lines.get(line) else {
            return self.len()..self.len();
        };
        let end = lines.get(line + 1).map_or(self.len(), |next| next - 1);
        start..end
    }

    /// The line that a byte offset stands in; the LF belongs to the line that it ends.
    pub fn line_of_byte(&self, byte: usize) -> usize {
        self.0
            .lines
            .partition_point(|&start| start <= byte)
            .saturating_sub(1)
    }
}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Text").field(&self.0.text).finish()
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.text == other.0.text
    }
}

impl Eq for Text {}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.as_str().split('\n'))
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let lines = Vec::<String>::deserialize(deserializer)?;
        Ok(Self::new(lines.join("\n")))
    }
}

#[cfg(test)]
mod tests {
    use super::Text;

    #[test]
    fn lines_leave_out_their_line_feed() {
        let text = Text::new("One.\n\nДва\n");
        assert_eq!(text.line_count(), 4);
        assert_eq!(&text.as_str()[text.line(0)], "One.");
        assert_eq!(text.line(1), 5..5);
        assert_eq!(&text.as_str()[text.line(2)], "Два");
        assert_eq!(text.line(3), 13..13);
        assert_eq!(text.line(9), 13..13);
        assert_eq!(text.line_of_byte(4), 0);
        assert_eq!(text.line_of_byte(5), 1);
        assert_eq!(text.line_of_byte(99), 3);
    }

    #[test]
    fn the_empty_text_is_one_empty_line() {
        assert_eq!(Text::new("").line_count(), 1);
        assert_eq!(ron::to_string(&Text::new("")).unwrap(), "[\"\"]");
        assert_eq!(ron::from_str::<Text>("[]").unwrap(), Text::new(""));
    }
}
