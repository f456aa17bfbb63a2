//! Keys that arrive in one frame, one at a time.
//!
//! On a busy machine several keys arrive together. The second may mean what the first makes it
//! mean: S opens the speaker field, and the next letter is text. So a key that acts ends the frame,
//! and those after it wait for the next.

use egui::{Context, Event, Id, Key};

/// Keys and letters that wait.
#[derive(Debug, Default)]
pub(super) struct Typed {
    waiting: Vec<Event>,
}

impl Typed {
    /// Leaves in the frame what belongs to its first key that acts; the rest waits, in order.
    pub(super) fn take_turns(&mut self, ctx: &Context) {
        let typing = ctx.text_edit_focused();
        let last = ctx.input(|i| i.events.iter().rev().find_map(is_by_keys));
        if let Some(by_keys) = last {
            ctx.data_mut(|data| data.insert_temp(hand(), by_keys));
        }
        ctx.input_mut(|input| {
            let arrived = std::mem::take(&mut input.events);
            let (keys, others): (Vec<Event>, Vec<Event>) = arrived.into_iter().partition(is_typed);
            self.waiting.extend(keys);
            let rest = self.waiting.split_off(first_act(&self.waiting, typing));
            let now = std::mem::replace(&mut self.waiting, rest);
            input.events = others.into_iter().chain(now).collect();
        });
        if !self.waiting.is_empty() {
            ctx.request_repaint();
        }
    }
}

/// Whether the keys were used since the mouse was moved.
pub(super) fn by_keys(ctx: &Context) -> bool {
    ctx.data(|data| data.get_temp(hand())).unwrap_or(false)
}

fn hand() -> Id {
    Id::unique("keys or mouse")
}

fn is_by_keys(event: &Event) -> Option<bool> {
    match event {
        Event::Key { pressed: true, .. } => Some(true),
        Event::PointerMoved(_) => Some(false),
        _ => None,
    }
}

fn is_typed(event: &Event) -> bool {
    matches!(
        event,
        Event::Key { .. }
            | Event::Text(_)
            | Event::Ime(_)
            | Event::Copy
            | Event::Cut
            | Event::Paste(_)
    )
}

/// How many events belong to the first key that may change what the next one means: any key while
/// one reads; in a text field those that leave it, and those that go through what it offers.
fn first_act(events: &[Event], typing: bool) -> usize {
    let acts = |event: &Event| match event {
        Event::Key {
            key,
            pressed: true,
            modifiers,
            ..
        } => !typing || modifiers.command || leaves_or_chooses(*key),
        _ => false,
    };
    let Some(first) = events.iter().position(acts) else {
        return events.len();
    };
    // What was typed before is in the field by then.
    if typing && first > 0 {
        return first;
    }
    // The letter that the key types belongs to it.
    let types = matches!(events.get(first + 1), Some(Event::Text(_)));
    first + if types { 2 } else { 1 }
}

fn leaves_or_chooses(key: Key) -> bool {
    matches!(
        key,
        Key::Enter | Key::Escape | Key::Tab | Key::ArrowDown | Key::ArrowUp
    )
}
