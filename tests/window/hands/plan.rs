//! The fewest keys that select a range: a search over what the keys do.

use std::collections::{HashSet, VecDeque};
use std::ops::Range;

use egui::Key;
use sayso::gui::article_view::Selection;
use sayso::gui::command::Command;
use sayso::gui::select::{Selecting, step};
use sayso::text::{next_grapheme, next_word_end, previous_grapheme, previous_word_start};

use super::{CTRL, NONE, Press, SHIFT};

/// The keys that select, in the order that they are tried.
const SELECT: [(Press, Command); 11] = [
    ((NONE, Key::Q), Command::CycleUnit),
    ((NONE, Key::F), Command::NextQuotation),
    ((NONE, Key::W), Command::NextSentence),
    ((NONE, Key::E), Command::ExtendToEnd),
    ((NONE, Key::H), Command::EndLater),
    ((NONE, Key::G), Command::EndEarlier),
    ((SHIFT, Key::H), Command::StartLater),
    ((SHIFT, Key::G), Command::StartEarlier),
    ((SHIFT, Key::F), Command::PreviousQuotation),
    ((SHIFT, Key::W), Command::PreviousSentence),
    ((SHIFT, Key::E), Command::ExtendToStart),
];

/// The keys of the caret.
const CARET: [Press; 5] = [
    (CTRL, Key::ArrowRight),
    (CTRL, Key::ArrowLeft),
    (NONE, Key::ArrowRight),
    (NONE, Key::ArrowLeft),
    (CTRL.plus(SHIFT), Key::ArrowRight),
];

/// The fewest keys that select a range.
pub(super) fn plan(text: &str, from: Selecting, target: &Range<usize>) -> Vec<Press> {
    let name = |s: &Selecting| -> (usize, usize, Option<(usize, usize, usize)>) {
        let cycle = s.cycle.filter(|(_, selected)| *selected == s.selection);
        let cycle = cycle.map(|(at, selected)| (at, selected.anchor, selected.head));
        (s.selection.anchor, s.selection.head, cycle)
    };
    let room = target.start.min(from.selection.head).saturating_sub(300)
        ..target.end.max(from.selection.head) + 300;
    let mut came = HashSet::from([name(&from)]);
    let mut seen = vec![(from, usize::MAX, (NONE, Key::Q))];
    let mut queue = VecDeque::from([0_usize]);
    while let Some(at) = queue.pop_front() {
        let (now, ..) = seen[at];
        if now.selection.range() == *target {
            let mut keys = Vec::new();
            let mut at = at;
            while seen[at].1 != usize::MAX {
                keys.push(seen[at].2);
                at = seen[at].1;
            }
            keys.reverse();
            return keys;
        }
        let by_commands = SELECT
            .iter()
            .filter_map(|(key, command)| Some((*key, step(text, now, *command)?)));
        let by_caret = CARET.iter().map(|key| (*key, moved(text, now, *key)));
        for (key, next) in by_commands.chain(by_caret).collect::<Vec<_>>() {
            let range = next.selection.range();
            if range.start < room.start || range.end > room.end || !came.insert(name(&next)) {
                continue;
            }
            queue.push_back(seen.len());
            seen.push((next, at, key));
        }
    }
    panic!("no keys select “{}”", &text[target.clone()]);
}

/// What a key of the caret does.
fn moved(text: &str, now: Selecting, (with, key): Press) -> Selecting {
    let Selection { anchor, head } = now.selection;
    let range = now.selection.range();
    let forward = key == Key::ArrowRight;
    let to = match (with.command, forward) {
        (true, true) => next_word_end(text, head),
        (true, false) => previous_word_start(text, head),
        (false, true) if !range.is_empty() => range.end,
        (false, false) if !range.is_empty() => range.start,
        (false, true) => next_grapheme(text, head),
        (false, false) => previous_grapheme(text, head),
    };
    let selection = if with.shift {
        Selection { anchor, head: to }
    } else {
        Selection::caret(to)
    };
    Selecting { selection, ..now }
}
