//! How one likes to read: the size of the text, the width of its column, numbers beside it.

use serde::{Deserialize, Serialize};

use super::super::theme;
use super::pieces::Piece;

/// The width of an average letter, as a share of the size of the text.
const LETTER: f32 = 0.4875;

/// How one likes to read, in whichever project.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// Of the text, in points.
    size: f32,
    /// About how many characters stand in a row, where the window has room for them.
    characters: u8,
    numbers: Numbers,
}

/// What is numbered beside the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Numbers {
    #[default]
    None,
    /// Lines that have words.
    Paragraphs,
    /// All lines, as the project file has them.
    Lines,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            size: theme::READING,
            characters: 70,
            numbers: Numbers::None,
        }
    }
}

impl Look {
    /// Sizes that can be read, whatever a settings file says.
    pub(super) fn size(self) -> f32 {
        self.size.clamp(12.0, 32.0)
    }

    /// Of the column, in points.
    pub(super) fn width(self) -> f32 {
        let characters = f32::from(self.characters.clamp(45, 100));
        (self.size() * LETTER * characters).round()
    }

    pub(in super::super) fn resize(&mut self, larger: bool) {
        self.size = self.size() + if larger { 1.0 } else { -1.0 };
        self.size = self.size();
    }

    pub(in super::super) fn widen(&mut self, wider: bool) {
        let characters = self.characters.clamp(45, 100);
        self.characters = if wider {
            characters + 5
        } else {
            characters - 5
        }
        .clamp(45, 100);
    }

    /// Numbers these, or nothing when they are numbered.
    pub(in super::super) fn number(&mut self, what: Numbers) {
        self.numbers = if self.numbers == what {
            Numbers::None
        } else {
            what
        };
    }

    /// The number beside a piece.
    pub(super) fn number_of(self, piece: &Piece) -> Option<u32> {
        match self.numbers {
            Numbers::None => None,
            Numbers::Paragraphs => piece.paragraph(),
            Numbers::Lines => piece.line(),
        }
    }

    pub(super) fn has_numbers(self) -> bool {
        self.numbers != Numbers::None
    }
}

#[cfg(test)]
mod tests {
    use super::Look;

    #[test]
    fn sizes_and_widths_stay_within_what_can_be_read() {
        let mut look = Look::default();
        assert!((look.width() - 580.0).abs() < 1.0);
        (0..50).for_each(|_| look.resize(true));
        (0..50).for_each(|_| look.widen(true));
        assert!((look.size() - 32.0).abs() < 0.1);
        (0..50).for_each(|_| look.resize(false));
        (0..50).for_each(|_| look.widen(false));
        assert!((look.size() - 12.0).abs() < 0.1);
        assert!((look.width() - (12.0_f32 * 0.4875 * 45.0).round()).abs() < 0.1);
    }
}
