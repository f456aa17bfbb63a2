//! Everything the program can be told to do, once: its name, key, menu and help.
//!
//! Menus, keys, context menus, the palette and the page of keys all read this list.

mod list;

use egui::{Key, KeyboardShortcut, Modifiers};

pub use self::list::{Command, Menu};
use super::queue;
use super::session::{Page, Session};

/// What is said of a command.
pub struct Spec {
    pub name: &'static str,
    pub menu: Menu,
    pub help: &'static str,
    pub needs: Needs,
    /// The first is shown; without a modifier it counts only outside of text fields.
    pub keys: &'static [KeyboardShortcut],
}

const fn key(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::NONE, key)
}

const fn ctrl(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND, key)
}

const fn ctrl_shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), key)
}

const fn shift(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::SHIFT, key)
}

const fn alt(key: Key) -> KeyboardShortcut {
    KeyboardShortcut::new(Modifiers::ALT, key)
}

/// What there must be for a command to do anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    Nothing,
    Project,
    /// An article that is read.
    Article,
    Words,
    Statement,
    WordsAndStatement,
    /// Or a proposal that one is at, which is accepted then.
    WordsOrStatement,
    Proposal,
    /// Something that a search found, or words to search for.
    Hits,
    /// An entry of a worklist.
    Entry,
    /// What a review needs, which differs from act to act.
    Review,
}

impl Command {
    /// Whether it would do anything now.
    pub fn enabled(self, session: Option<&Session>) -> bool {
        let needs = self.spec().needs;
        let Some(session) = session else {
            return needs == Needs::Nothing;
        };
        let reading = session.reading.as_ref();
        let words = reading.is_some_and(|reading| !reading.selection.is_empty());
        let statement = session.statement().is_some();
        let proposal = session.proposal().is_some();
        let there = match needs {
            Needs::Nothing | Needs::Project => true,
            Needs::Article => reading.is_some(),
            Needs::Words => words,
            Needs::Statement => statement,
            Needs::WordsAndStatement => words && statement,
            Needs::WordsOrStatement => words || statement || proposal,
            Needs::Proposal => proposal,
            Needs::Review => queue::obstacle(session, self).is_none(),
            Needs::Entry => session.worklist.marked().is_some(),
            Needs::Hits => session.search.has_hits(session) || self.steps(session),
        };
        there
            && match self {
                Self::Undo => session.history.undo_label().is_some(),
                Self::Redo => session.history.redo_label().is_some(),
                Self::Save => session.read_only.is_none(),
                Self::ShowMyCoding | Self::ShowOtherCoding => {
                    session.project.annotators().len() > 1
                }
                Self::Deselect => {
                    let searching = session.search.find.open;
                    let away = session.page != Page::Article || session.only_text;
                    words || statement || proposal || searching || away
                }
                Self::CodeAlike | Self::LinkRepeat => session.elsewhere.marked().is_some(),
                Self::CodeAllAlike | Self::LinkAllRepeats => !session.elsewhere.found().is_empty(),
                Self::NextArticle | Self::PreviousArticle => session.project.articles().len() > 1,
                _ => true,
            }
    }

    /// Why it would do nothing now, where there is more to say than what its name says.
    pub(super) fn obstacle(self, session: Option<&Session>) -> Option<String> {
        let session = session.filter(|_| self.spec().needs == Needs::Review)?;
        queue::obstacle(session, self)
    }

    /// Whether it can look again for what was looked for last.
    fn steps(self, session: &Session) -> bool {
        let last = !session.search.find.words.is_empty() && session.reading.is_some();
        last && matches!(self, Self::NextHit | Self::PreviousHit)
    }

    /// The commands whose keys were pressed this frame. Keys without Ctrl count only while one
    /// reads and no text field has the keyboard; there letters and digits are text.
    pub fn pressed(ctx: &egui::Context, reading: bool) -> Vec<Self> {
        let typing = ctx.text_edit_focused();
        // Esc closes a menu that is open, and nothing else.
        let quiet = typing || egui::Popup::is_any_open(ctx);
        let mut keys: Vec<(KeyboardShortcut, Self)> = Self::ALL
            .iter()
            .flat_map(|&command| command.spec().keys.iter().map(move |key| (*key, command)))
            .filter(|(key, command)| {
                is_everywhere(*key) || (!quiet && (reading || *command == Self::Deselect))
            })
            // On a page Enter is of its lists, with Ctrl too.
            .filter(|(key, _)| reading || key.logical_key != Key::Enter)
            // A text field undoes, redoes and copies by itself.
            .filter(|(_, command)| {
                !typing || !matches!(command, Self::Undo | Self::Redo | Self::Copy)
            })
            .collect();
        // The longest first: Ctrl+Shift+S is also Ctrl+S to a loose match.
        keys.sort_by_key(|(key, _)| std::cmp::Reverse(key.modifiers.shift));
        // The system's Ctrl+C arrives as this event and not as a key.
        let copies = |event: &egui::Event| matches!(event, egui::Event::Copy);
        ctx.input_mut(|input| {
            let copy = !typing && input.events.iter().any(copies);
            let pressed: Vec<_> = keys
                .into_iter()
                .filter(|(key, command)| {
                    input.consume_shortcut(key) || (copy && *command == Self::Copy)
                })
                .collect();
            // With Alt a letter arrives as text too, which is none.
            if pressed.iter().any(|(key, _)| key.modifiers.alt) {
                let text = |event: &egui::Event| matches!(event, egui::Event::Text(_));
                input.events.retain(|event| !text(event));
            }
            pressed.into_iter().map(|(_, command)| command).collect()
        })
    }
}

/// Whether a key means its command also while one types or looks at a page: it is no text.
fn is_everywhere(key: KeyboardShortcut) -> bool {
    let modified = key.modifiers.command || key.modifiers.alt;
    modified
        || matches!(
            key.logical_key,
            Key::F1 | Key::F3 | Key::F4 | Key::F6 | Key::F7 | Key::F8 | Key::F9 | Key::F11
        )
}

/// The digit that was pressed outside of a text field, by the place of its key: on the row above
/// the letters or on the keypad, in any layout.
pub fn pressed_digit(ctx: &egui::Context) -> Option<u8> {
    const DIGITS: [Key; 9] = [
        Key::Num1,
        Key::Num2,
        Key::Num3,
        Key::Num4,
        Key::Num5,
        Key::Num6,
        Key::Num7,
        Key::Num8,
        Key::Num9,
    ];
    if ctx.text_edit_focused() {
        return None;
    }
    ctx.input(|input| {
        input.events.iter().find_map(|event| match event {
            egui::Event::Key {
                key,
                physical_key,
                pressed: true,
                repeat: false,
                modifiers,
            } if modifiers.is_none() => {
                let place = physical_key.unwrap_or(*key);
                DIGITS
                    .iter()
                    .position(|digit| *digit == place || *digit == *key)
                    .and_then(|at| u8::try_from(at + 1).ok())
            }
            _ => None,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::Command;
    use std::collections::HashMap;

    #[test]
    fn every_command_is_named_helped_and_has_keys_of_its_own() {
        let mut keys = HashMap::new();
        let mut names = HashMap::new();
        for &command in Command::ALL {
            let spec = command.spec();
            assert!(
                !spec.name.is_empty() && !spec.help.is_empty(),
                "{command:?}"
            );
            assert!(!spec.help.ends_with('.'), "{command:?}");
            assert_eq!(names.insert(spec.name, command), None, "{command:?}");
            for key in spec.keys {
                let other = keys.insert((key.modifiers, key.logical_key), command);
                assert_eq!(other, None, "{command:?} has the key of another");
            }
        }
    }
}
