//! The text cut into pieces that are laid out one by one, and where each stands.
//!
//! A piece is a line of the text, or a part of one that is longer than [`LONGEST`]. Heights are
//! estimated until a piece is seen, so that opening an article costs the same at any length.

use std::ops::Range;

use crate::text::{Text, sentence_around};

/// The longest piece in bytes: a paragraph longer than this is laid out in several.
const LONGEST: usize = 4_000;

/// A stretch of text that is laid out as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Bytes, without the LF.
    start: usize,
    end: usize,
    /// The last of its line: the space between paragraphs follows.
    ends_line: bool,
    /// Where it begins a line: the line's number, and that among lines with words; from 1.
    line: Option<(u32, u32)>,
}

impl Piece {
    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    pub(super) fn is_blank(&self) -> bool {
        self.start == self.end
    }

    pub(super) fn ends_line(&self) -> bool {
        self.ends_line
    }

    /// The number of the line that it begins.
    pub(super) fn line(&self) -> Option<u32> {
        self.line.map(|(line, _)| line)
    }

    /// The number of the line that it begins among those with words.
    pub(super) fn paragraph(&self) -> Option<u32> {
        self.line.map(|(_, paragraph)| paragraph)
    }
}

/// All pieces of a text with their heights, in points.
#[derive(Clone, Debug, Default)]
pub(super) struct Pieces {
    all: Vec<Piece>,
    heights: Vec<f32>,
    /// A Fenwick tree over the heights: sums and searches without looking at all of them.
    tree: Vec<f64>,
}

impl Pieces {
    pub(super) fn new(text: &Text) -> Self {
        let mut pieces = Vec::with_capacity(text.line_count());
        let mut paragraph = 0;
        for line in 0..text.line_count() {
            let range = text.line(line);
            let mut start = range.start;
            paragraph += u32::from(!range.is_empty());
            let mut number = Some((u32::try_from(line + 1).unwrap_or(u32::MAX), paragraph));
            while range.end - start > LONGEST {
                let end = cut(text.as_str(), start..range.end);
                pieces.push(Piece {
                    start,
                    end,
                    ends_line: false,
                    line: number.take(),
                });
                start = end;
            }
            pieces.push(Piece {
                start,
                end: range.end,
                ends_line: true,
                line: number,
            });
        }
        Self {
            heights: vec![0.0; pieces.len()],
            tree: vec![0.0; pieces.len() + 1],
            all: pieces,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get(&self, piece: usize) -> Option<&Piece> {
        self.all.get(piece)
    }

    /// Sets all heights anew.
    pub(super) fn estimate(&mut self, height: impl Fn(&Piece) -> f32) {
        self.heights = self.all.iter().map(height).collect();
        self.tree = vec![0.0; self.all.len() + 1];
        for at in 1..self.tree.len() {
            let own = self.heights.get(at - 1).copied().unwrap_or(0.0);
            let sum = self.tree.get(at).copied().unwrap_or(0.0) + f64::from(own);
            if let Some(node) = self.tree.get_mut(at) {
                *node = sum;
            }
            if let Some(node) = self.tree.get_mut(at + lowest_bit(at)) {
                *node += sum;
            }
        }
    }

    /// Sets the height of one piece; gives by how much it grew.
    pub(super) fn set_height(&mut self, piece: usize, height: f32) -> f32 {
        let Some(old) = self.heights.get_mut(piece) else {
            return 0.0;
        };
        let grown = height - *old;
        *old = height;
        if grown != 0.0 {
            let mut at = piece + 1;
            while let Some(node) = self.tree.get_mut(at) {
                *node += f64::from(grown);
                at += lowest_bit(at);
            }
        }
        grown
    }

    pub(super) fn height(&self, piece: usize) -> f32 {
        self.heights.get(piece).copied().unwrap_or(0.0)
    }

    /// Where a piece begins, in points from the first.
    pub(super) fn top(&self, piece: usize) -> f64 {
        let mut at = piece.min(self.len());
        let mut sum = 0.0;
        while at > 0 {
            sum += self.tree.get(at).copied().unwrap_or(0.0);
            at -= lowest_bit(at);
        }
        sum
    }

    pub(super) fn total(&self) -> f64 {
        self.top(self.len())
    }

    /// The piece at a height; the first above all, the last below all.
    pub(super) fn at_height(&self, y: f64) -> usize {
        let mut at = 0;
        let mut left = y;
        let mut step = self.len().checked_next_power_of_two().unwrap_or(1);
        while step > 0 {
            if let Some(&sum) = self.tree.get(at + step)
                && sum <= left
            {
                at += step;
                left -= sum;
            }
            step /= 2;
        }
        at.min(self.len().saturating_sub(1))
    }

    /// The piece that a byte offset stands in; an LF belongs to the line that it ends.
    pub(super) fn of_byte(&self, byte: usize) -> usize {
        self.all
            .partition_point(|piece| piece.start <= byte)
            .saturating_sub(1)
    }
}

fn lowest_bit(at: usize) -> usize {
    at & at.wrapping_neg()
}

/// Where to end a piece of a long line: after a sentence, else after a word, else anywhere
/// between two characters.
fn cut(text: &str, line: Range<usize>) -> usize {
    let latest = text.floor_char_boundary(line.start + LONGEST);
    let piece = text.get(line.start..latest).unwrap_or_default();
    // A window of the line, so that the cost does not grow with its length.
    let window = text.get(line.start..text.ceil_char_boundary((latest + 64).min(line.end)));
    let sentence = sentence_around(window.unwrap_or_default(), latest - line.start);
    let word = || {
        piece
            .rfind(char::is_whitespace)
            .map(|at| text.ceil_char_boundary(line.start + at + 1))
    };
    if sentence.start > LONGEST / 2 && line.start + sentence.start <= latest {
        line.start + sentence.start
    } else {
        word().filter(|&at| at > line.start).unwrap_or(latest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_hold_the_whole_text() {
        let long = "A sentence of some words. ".repeat(1_000);
        let nospace = "界".repeat(5_000);
        let text = Text::new(format!("One.\n\n{long}\n{nospace}"));
        let pieces = Pieces::new(&text);
        let mut joined = String::new();
        for piece in &pieces.all {
            assert!(piece.end - piece.start <= LONGEST);
            joined.push_str(&text.as_str()[piece.range()]);
            if piece.ends_line {
                joined.push('\n');
            }
        }
        joined.pop();
        assert_eq!(joined, text.as_str());
        // Only the first piece of a line has a number.
        let numbers = pieces
            .all
            .iter()
            .filter_map(|p| p.line().zip(p.paragraph()));
        assert!(numbers.eq([(1, 1), (2, 1), (3, 2), (4, 3)]));
        let second = pieces.all[2];
        assert!(text.as_str()[second.range()].ends_with("words. "));
    }

    #[test]
    #[expect(clippy::float_cmp, reason = "sums of whole numbers are exact")]
    fn heights_are_summed_and_searched() {
        let text = Text::new("a\nb\nc\nd\ne\nf\ng");
        let mut pieces = Pieces::new(&text);
        pieces.estimate(|_| 10.0);
        assert_eq!(pieces.total(), 70.0);
        assert_eq!(pieces.set_height(2, 25.0), 15.0);
        assert_eq!(pieces.top(2), 20.0);
        assert_eq!(pieces.top(3), 45.0);
        assert_eq!(pieces.at_height(-5.0), 0);
        assert_eq!(pieces.at_height(44.0), 2);
        assert_eq!(pieces.at_height(45.0), 3);
        assert_eq!(pieces.at_height(1e9), 6);
        assert_eq!(pieces.of_byte(0), 0);
        assert_eq!(pieces.of_byte(3), 1);
        assert_eq!(pieces.of_byte(99), 6);
    }
}
