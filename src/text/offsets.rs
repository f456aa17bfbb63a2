//! Byte offsets to code-point offsets and back.

/// Bytes between two checkpoints: small enough that counting one block is cheap, large enough
/// that the table of a 100 MB text is 1.6 MB.
const BLOCK: usize = 256;

/// Converts between UTF-8 byte offsets and code-point offsets of one text, in time that does not
/// depend on the length of the text or of its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CharOffsets {
    /// Code points that start before byte `i * BLOCK`; empty when the text is ASCII.
    before: Vec<u32>,
    /// Length of the text in code points.
    chars: usize,
}

impl CharOffsets {
    pub fn new(text: &str) -> Self {
        if text.is_ascii() {
            return Self {
                before: Vec::new(),
                chars: text.len(),
            };
        }
        let mut before = Vec::with_capacity(text.len() / BLOCK + 1);
        let mut chars = 0;
        for block in text.as_bytes().chunks(BLOCK) {
            before.push(u32::try_from(chars).unwrap_or(u32::MAX));
            chars += char_starts(block);
        }
        Self { before, chars }
    }

    /// Length of the text in code points.
    pub fn chars(&self) -> usize {
        self.chars
    }

    /// The code-point offset of a byte offset. A byte inside a code point counts as the offset
    /// after it; a byte past the end as the end.
    pub fn char_of_byte(&self, text: &str, byte: usize) -> usize {
        let byte = byte.min(text.len());
        let block = byte / BLOCK;
        match self.before.get(block) {
            None if self.before.is_empty() => byte,
            None => self.chars,
            Some(&before) => {
                let bytes = text.as_bytes();
                before as usize + char_starts(bytes.get(block * BLOCK..byte).unwrap_or_default())
            }
        }
    }

    /// The byte offset of a code-point offset, or `None` when it lies past the end.
    pub fn byte_of_char(&self, text: &str, char: usize) -> Option<usize> {
        if char > self.chars {
            return None;
        }
        if self.before.is_empty() {
            return Some(char);
        }
        if char == self.chars {
            return Some(text.len());
        }
        let block = self
            .before
            .partition_point(|&before| before as usize <= char)
            .saturating_sub(1);
        let from = block * BLOCK;
        let mut left = char - self.before.get(block).copied().unwrap_or(0) as usize;
        for (at, &byte) in text.as_bytes().iter().enumerate().skip(from) {
            if is_char_start(byte) {
                if left == 0 {
                    return Some(at);
                }
                left -= 1;
            }
        }
        None
    }
}

/// Converts between offsets in UTF-16 code units, which Java and JavaScript count, and code-point
/// offsets of one text: linear to make, logarithmic in the number of wide characters to ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Utf16Offsets {
    /// Code-point offsets of the characters that take two units; ascending.
    wide: Vec<usize>,
    /// Length of the text in code points.
    chars: usize,
}

impl Utf16Offsets {
    pub fn new(text: &str) -> Self {
        let mut wide = Vec::new();
        let mut chars = 0;
        for c in text.chars() {
            if c.len_utf16() == 2 {
                wide.push(chars);
            }
            chars += 1;
        }
        Self { wide, chars }
    }

    /// Length of the text in code points.
    pub fn chars(&self) -> usize {
        self.chars
    }

    /// Length of the text in UTF-16 units.
    pub fn units(&self) -> usize {
        self.chars + self.wide.len()
    }

    /// The offset in UTF-16 units of a code-point offset; one past the end counts on.
    pub fn unit_of_char(&self, char: usize) -> usize {
        char + self.wide.partition_point(|&wide| wide < char)
    }

    /// The code-point offset of an offset in UTF-16 units, or `None` when it lies past the end or
    /// between the two units of one character.
    pub fn char_of_unit(&self, unit: usize) -> Option<usize> {
        // The unit that each wide character starts at is the greater by those before it.
        let (mut low, mut high) = (0, self.wide.len());
        while low < high {
            let middle = low.midpoint(high);
            if self.wide.get(middle)? + middle < unit {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let char = unit.checked_sub(low)?;
        let is_border = self.unit_of_char(char) == unit;
        (char <= self.chars && is_border).then_some(char)
    }
}

fn is_char_start(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

fn char_starts(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| is_char_start(byte)).count()
}

#[cfg(test)]
mod tests {
    use super::{CharOffsets, Utf16Offsets};
    use proptest::prelude::*;

    #[test]
    fn ascii_needs_no_table() {
        let offsets = CharOffsets::new("plain");
        assert!(offsets.before.is_empty());
        assert_eq!(offsets.char_of_byte("plain", 3), 3);
        assert_eq!(offsets.byte_of_char("plain", 5), Some(5));
        assert_eq!(offsets.byte_of_char("plain", 6), None);
    }

    #[test]
    fn no_place_is_inside_of_a_surrogate_pair() {
        let offsets = Utf16Offsets::new("a🚢b");
        let chars: Vec<Option<usize>> = (0..6).map(|unit| offsets.char_of_unit(unit)).collect();
        assert_eq!(chars, [Some(0), Some(1), None, Some(2), Some(3), None]);
        assert_eq!((offsets.chars(), offsets.units()), (3, 4));
    }

    proptest! {
        #![proptest_config(crate::testing::cases(256))]

        #[test]
        fn there_and_back(text in "(\\PC|\n|\u{301}|\u{1F469}\u{200d}){0,900}") {
            let offsets = CharOffsets::new(&text);
            prop_assert_eq!(offsets.chars(), text.chars().count());
            for (char, (byte, _)) in text.char_indices().enumerate() {
                prop_assert_eq!(offsets.char_of_byte(&text, byte), char);
                prop_assert_eq!(offsets.byte_of_char(&text, char), Some(byte));
            }
            prop_assert_eq!(offsets.byte_of_char(&text, offsets.chars()), Some(text.len()));
            prop_assert_eq!(offsets.char_of_byte(&text, text.len()), offsets.chars());
            prop_assert_eq!(offsets.byte_of_char(&text, offsets.chars() + 1), None);
        }

        #[test]
        fn units_there_and_back(text in "(\\PC|\n|\u{301}|\u{1F469}\u{200d}){0,300}") {
            let offsets = Utf16Offsets::new(&text);
            let mut unit = 0;
            for (char, c) in text.chars().enumerate() {
                prop_assert_eq!(offsets.unit_of_char(char), unit);
                prop_assert_eq!(offsets.char_of_unit(unit), Some(char));
                unit += c.len_utf16();
            }
            prop_assert_eq!(offsets.units(), unit);
            prop_assert_eq!(offsets.char_of_unit(unit), Some(offsets.chars()));
            prop_assert_eq!(offsets.char_of_unit(unit + 1), None);
        }
    }
}
