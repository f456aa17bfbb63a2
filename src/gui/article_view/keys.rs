//! Moving the caret with the keyboard.

use egui::{Key, Modifiers, Ui};

use super::{Page, Reading, Selection};
use crate::text::{next_grapheme, next_word_end, previous_grapheme, previous_word_start};

/// Where a key moves the caret to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Motion {
    Left,
    Right,
    WordLeft,
    WordRight,
    Up,
    Down,
    RowStart,
    RowEnd,
    Start,
    End,
}

const MOTIONS: [(Modifiers, Key, Motion); 10] = [
    (Modifiers::COMMAND, Key::ArrowLeft, Motion::WordLeft),
    (Modifiers::COMMAND, Key::ArrowRight, Motion::WordRight),
    (Modifiers::COMMAND, Key::Home, Motion::Start),
    (Modifiers::COMMAND, Key::End, Motion::End),
    (Modifiers::NONE, Key::ArrowLeft, Motion::Left),
    (Modifiers::NONE, Key::ArrowRight, Motion::Right),
    (Modifiers::NONE, Key::ArrowUp, Motion::Up),
    (Modifiers::NONE, Key::ArrowDown, Motion::Down),
    (Modifiers::NONE, Key::Home, Motion::RowStart),
    (Modifiers::NONE, Key::End, Motion::RowEnd),
];

/// Moves the caret as the keys of this frame ask; Shift extends the selection. Says whether it
/// moved.
pub(super) fn handle(ui: &Ui, page: &Page<'_>, reading: &mut Reading) -> bool {
    let mut moved = false;
    for (modifiers, key, motion) in MOTIONS {
        for (extra, extend) in [(Modifiers::SHIFT, true), (Modifiers::NONE, false)] {
            let count = ui.input_mut(|i| i.count_and_consume_key(modifiers | extra, key));
            for _ in 0..count {
                step(ui, page, reading, motion, extend);
                moved = true;
            }
        }
    }
    if moved {
        let head = reading.selection.head;
        reading.reveal(head..head);
    }
    moved
}

fn step(ui: &Ui, page: &Page<'_>, reading: &mut Reading, motion: Motion, extend: bool) {
    let text = page.text.as_str();
    let selection = reading.selection;
    let head = selection.head;
    let motion = if is_turned(ui, page, reading, head) {
        motion.turned()
    } else {
        motion
    };
    let collapse = !extend && !selection.is_empty();
    let vertical = matches!(motion, Motion::Up | Motion::Down);
    let to = match motion {
        Motion::Left if collapse => selection.range().start,
        Motion::Right if collapse => selection.range().end,
        Motion::Left => previous_grapheme(text, head),
        Motion::Right => next_grapheme(text, head),
        Motion::WordLeft => previous_word_start(text, head),
        Motion::WordRight => next_word_end(text, head),
        Motion::Start => 0,
        Motion::End => text.len(),
        Motion::RowStart | Motion::RowEnd => {
            let piece = reading.pieces.of_byte(head);
            page.lay(ui, reading, piece).map_or(head, |laid| {
                laid.end_of_row(laid.row_of(head), motion == Motion::RowStart)
            })
        }
        Motion::Up | Motion::Down => vertically(ui, page, reading, motion == Motion::Down),
    };
    if !vertical {
        reading.goal_x = None;
    }
    reading.selection = if extend {
        Selection {
            head: to,
            ..selection
        }
    } else {
        Selection::caret(to)
    };
}

/// Whether the text at a byte is read from right to left: there the left key goes on.
fn is_turned(ui: &Ui, page: &Page<'_>, reading: &Reading, byte: usize) -> bool {
    let piece = reading.pieces.of_byte(byte);
    page.lay(ui, reading, piece)
        .is_some_and(|laid| laid.is_rtl())
}

impl Motion {
    fn turned(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
            Self::WordLeft => Self::WordRight,
            Self::WordRight => Self::WordLeft,
            motion => motion,
        }
    }
}

/// The byte in the row above or below, as near as can be to where the caret set out from.
fn vertically(ui: &Ui, page: &Page<'_>, reading: &mut Reading, down: bool) -> usize {
    let head = reading.selection.head;
    let piece = reading.pieces.of_byte(head);
    let Some(laid) = page.lay(ui, reading, piece) else {
        return head;
    };
    let x = reading
        .goal_x
        .unwrap_or_else(|| laid.caret(head).center().x);
    reading.goal_x = Some(x);
    let row = laid.row_of(head);
    if down && row + 1 < laid.rows() {
        return laid.byte_in_row(row + 1, x);
    }
    if !down && row > 0 {
        return laid.byte_in_row(row - 1, x);
    }
    // Blank lines are passed over: nothing can be marked there.
    let mut next = piece;
    loop {
        next = match (down, next) {
            (true, at) if at + 1 < reading.pieces.len() => at + 1,
            (false, at) if at > 0 => at - 1,
            (true, _) => return page.text.len(),
            (false, _) => return 0,
        };
        let Some(laid) = page.lay(ui, reading, next) else {
            return head;
        };
        if reading
            .pieces
            .get(next)
            .is_some_and(super::pieces::Piece::is_blank)
        {
            continue;
        }
        let row = if down {
            0
        } else {
            laid.rows().saturating_sub(1)
        };
        return laid.byte_in_row(row, x);
    }
}
