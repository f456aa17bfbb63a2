//! Keys that arrive in one frame, one at a time.
//!
//! On a busy machine several keys arrive together. The second may mean what the first makes it
//! mean: S opens the speaker field, and the next letter is text. So a key that acts ends the frame,
//! and those after it wait for the next.

use egui::{Context, Event, Key, Plugin, RawInput};

/// Keys and letters that wait. As a plugin it stands before egui, which moves the focus by Tab and
/// arrows as soon as they arrive.
#[derive(Debug, Default)]
pub(super) struct Typed {
    waiting: Vec<Event>,
    /// What the last key asked for is not done yet.
    pending: bool,
    /// Whether the keys were used since the mouse was moved.
    by_keys: bool,
}

impl Plugin for Typed {
    fn debug_name(&self) -> &'static str {
        "keys one at a time"
    }

    /// Leaves in the frame what belongs to its first key that acts; the rest waits, in order.
    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        let last = input.events.iter().rev().find_map(is_by_keys);
        self.by_keys = last.unwrap_or(self.by_keys);
        let arrived = std::mem::take(&mut input.events);
        let (keys, others): (Vec<Event>, Vec<Event>) = arrived.into_iter().partition(is_typed);
        self.waiting.extend(keys);
        let count = if self.pending {
            0
        } else {
            first_act(&self.waiting, ctx.text_edit_focused())
        };
        let rest = self.waiting.split_off(count);
        let now = std::mem::replace(&mut self.waiting, rest);
        input.events = others.into_iter().chain(now).collect();
    }
}

/// At the end of a frame: whether something was asked for that the next one does. Until then all
/// keys wait.
pub(super) fn asked(ctx: &Context, pending: bool) {
    let waits = ctx.with_plugin(|typed: &mut Typed| {
        typed.pending = pending;
        !typed.waiting.is_empty()
    });
    if pending || waits == Some(true) {
        ctx.request_repaint();
    }
}

/// Whether the keys were used since the mouse was moved.
pub(super) fn by_keys(ctx: &Context) -> bool {
    ctx.with_plugin(|typed: &mut Typed| typed.by_keys) == Some(true)
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
        } => !typing || modifiers.command || modifiers.alt || leaves_or_chooses(*key),
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
