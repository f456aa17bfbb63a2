//! Frames without a window, timed: what drawing costs the processor while somebody works.

mod hand;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::bail;
use egui::{Key, Modifiers, Pos2, vec2};

use self::hand::Hand;
use super::statement_panel;

/// What is done while frames are timed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Scrolls the article by 40 points a frame, from its top again after its end.
    Scroll,
    /// Types a name into the speaker field and deletes it again, a letter a frame; then goes on to
    /// another statement.
    Type,
    /// Moves the mouse over the text, and rests now and then until it is told what stands there.
    Hover,
    /// Selects more and more words with the mouse, then past the lower edge, which scrolls.
    Drag,
    /// Selects words with the mouse and codes a stance: each time is what all frames took together
    /// from the release of the mouse to the one that draws the highlight.
    Mark,
}

/// How far each frame scrolls, in points.
const STEP: f64 = 40.0;

/// A row of text, and about a word of it; in points.
const ROW: f32 = 33.0;
const WORD: f32 = 48.0;

/// So many frames the mouse moves before it rests, and rests: a tooltip takes half a second.
const MOVES: u16 = 30;
const RESTS: u16 = 40;

/// So many frames a selection grows in view, and past the edge.
const GROWS: u16 = 40;
const PAST_EDGE: u16 = 15;

/// Opens a project, does one thing in its first article and gives how long each of `count` frames
/// took, or with [`Doing::Mark`] each of `count` marks. With `chosen` a statement is chosen, at
/// first that in the middle of the article, and in view. What a frame costs depends on the words and
/// marks in it, so every round is in another place.
pub fn frames(
    project: PathBuf,
    doing: Doing,
    chosen: bool,
    count: usize,
) -> anyhow::Result<Vec<Duration>> {
    let mut hand = Hand::open(project)?;
    let chosen = chosen || doing == Doing::Type;
    let mut took = Vec::with_capacity(count);
    let mut round: u16 = 0;
    while took.len() < count {
        match (doing, chosen) {
            // They go through the article by themselves.
            (Doing::Scroll | Doing::Mark, _) if round > 0 => {}
            (_, true) => hand.choose(usize::from(round) * 7)?,
            (Doing::Hover, false) => hand.scroll(6.0 * STEP),
            _ => {}
        }
        match doing {
            Doing::Scroll => scroll(&mut hand, &mut took),
            Doing::Type => type_name(&mut hand, &mut took)?,
            Doing::Hover => hover(&mut hand, round, &mut took)?,
            Doing::Drag => drag(&mut hand, &mut took)?,
            Doing::Mark => took.push(mark(&mut hand)?),
        }
        round = round.wrapping_add(1);
    }
    took.truncate(count);
    Ok(took)
}

fn scroll(hand: &mut Hand, took: &mut Vec<Duration>) {
    hand.app.scroll_article(STEP);
    took.push(hand.frame(Vec::new()));
}

/// Goes to the speaker field, types the name of the first speaker and deletes it.
fn type_name(hand: &mut Hand, took: &mut Vec<Duration>) -> anyhow::Result<()> {
    if !hand.has_keyboard(statement_panel::speaker_field()) {
        took.push(hand.key(Key::S, Modifiers::NONE));
        // One does it, the next one knows it.
        took.push(hand.frame(Vec::new()));
        took.push(hand.frame(Vec::new()));
    }
    let name = hand.a_name();
    write(hand, &name, took);
    if hand.session()?.drafts.speaker != name {
        bail!("the speaker field does not take what is typed");
    }
    for _ in name.chars() {
        took.push(hand.key(Key::Backspace, Modifiers::NONE));
    }
    Ok(())
}

fn write(hand: &mut Hand, name: &str, took: &mut Vec<Duration>) {
    took.extend(name.chars().map(|letter| hand.letter(letter)));
}

/// Moves along a row of the text, another one in each round, and rests.
fn hover(hand: &mut Hand, round: u16, took: &mut Vec<Duration>) -> anyhow::Result<()> {
    let text = hand.text()?;
    let rows = (text.height() / ROW).floor().max(1.0);
    let y = text.top() + (f32::from(round) * 5.0 % rows + 0.5) * ROW;
    // A different place in the row to rest at each time.
    let shift = f32::from(round) * 7.0 % WORD;
    let way = text.width() - WORD;
    for step in 0..MOVES + RESTS {
        let along = f32::from(step.min(MOVES)) / f32::from(MOVES) * way;
        let at = Pos2::new(text.left() + along + shift, y);
        took.push(if step <= MOVES {
            hand.point(at)
        } else {
            hand.frame(Vec::new())
        });
    }
    Ok(())
}

/// Selects from the first rows in view to below it, and lets go of the words.
fn drag(hand: &mut Hand, took: &mut Vec<Duration>) -> anyhow::Result<()> {
    let text = hand.text()?;
    let start = text.left_top() + vec2(WORD, ROW * 1.5);
    took.push(hand.point(start));
    took.push(hand.button(start, true));
    let mut at = start;
    for _ in 0..GROWS {
        at.x += WORD;
        if at.x > text.right() {
            at = Pos2::new(text.left() + WORD, (at.y + ROW).min(text.bottom() - ROW));
        }
        took.push(hand.point(at));
    }
    let below = Pos2::new(at.x, text.bottom() + ROW);
    took.push(hand.point(below));
    for _ in 0..PAST_EDGE {
        took.push(hand.frame(Vec::new()));
    }
    took.push(hand.button(below, false));
    if hand.selected()?.is_empty() {
        bail!("dragging over the text selects nothing");
    }
    hand.key(Key::Escape, Modifiers::NONE);
    // From the top again after the end.
    hand.scroll(STEP);
    Ok(())
}

/// Makes a statement with mouse and key, and undoes it; the time until it was drawn.
fn mark(hand: &mut Hand) -> anyhow::Result<Duration> {
    const TRIES: u8 = 20;
    for _ in 0..TRIES {
        hand.scroll(6.0 * STEP);
        let text = hand.text()?;
        let start = text.center_top() + vec2(-WORD, text.height() * 0.4);
        let end = start + vec2(3.0 * WORD, ROW);
        hand.point(start);
        hand.button(start, true);
        hand.point(start + vec2(WORD, 0.0));
        hand.point(end);
        let released = hand.button(end, false);
        // Between two paragraphs or below the last there is nothing to mark.
        if hand.selected()?.is_empty() {
            continue;
        }
        let before = hand.statements()?;
        let mut took = released + hand.key(Key::Num1, Modifiers::NONE);
        while hand.statements()? == before && hand.is_asking() {
            took += hand.frame(Vec::new());
        }
        if hand.statements()? != before + 1 {
            bail!("the key of the first stance makes no statement");
        }
        hand.key(Key::Z, Modifiers::COMMAND);
        hand.settle();
        return Ok(took);
    }
    bail!("there are no words to mark")
}

#[cfg(test)]
mod tests;
