//! Everything the program can be told to do, once: its name, key, menu and help.
//!
//! Menus, keys and context menus all read this list.

use egui::{Key, KeyboardShortcut, Modifiers};

/// An act with a name. What needs more than that (which stance, which file) is an
/// [`Intent`](super::intent::Intent).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    NewProject,
    OpenProject,
    OpenSample,
    AddArticles,
    Save,
    SaveAs,
    ExportCsv,
    ExportJsonl,
    Quit,
    Undo,
    Redo,
    Copy,
    Deselect,
    Reanchor,
    MakeStatement,
    AddSpan,
    MarkSource,
    MarkCue,
    CycleUnit,
    NextQuotation,
    PreviousQuotation,
    NextSentence,
    PreviousSentence,
    ExtendToEnd,
    ExtendToStart,
    StartLater,
    StartEarlier,
    EndLater,
    EndEarlier,
    SameSpeaker,
    Again,
    AnotherHere,
    CycleForm,
    CycleNaming,
    CycleOverlaps,
    EditSpeaker,
    EditTopic,
    EditNote,
    DeleteStatement,
    NextStatement,
    PreviousStatement,
    NextArticle,
    PreviousArticle,
    ToggleDone,
    ShowCodebook,
    ShowDetails,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    ZoomIn,
    ZoomOut,
    ZoomReset,
}

/// A menu of the menu bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    Project,
    Edit,
    View,
    Select,
    Code,
}

impl Menu {
    pub const ALL: [Self; 5] = [
        Self::Project,
        Self::Edit,
        Self::View,
        Self::Select,
        Self::Code,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Project => "Project",
            Self::Edit => "Edit",
            Self::View => "View",
            Self::Select => "Select",
            Self::Code => "Code",
        }
    }
}

/// What is said of a command.
pub struct Spec {
    pub name: &'static str,
    pub menu: Menu,
    pub help: &'static str,
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

impl Command {
    pub const ALL: [Self; 52] = [
        Self::NewProject,
        Self::OpenProject,
        Self::OpenSample,
        Self::AddArticles,
        Self::Save,
        Self::SaveAs,
        Self::ExportCsv,
        Self::ExportJsonl,
        Self::Quit,
        Self::Undo,
        Self::Redo,
        Self::Copy,
        Self::Deselect,
        Self::Reanchor,
        Self::MakeStatement,
        Self::AddSpan,
        Self::MarkSource,
        Self::MarkCue,
        Self::CycleUnit,
        Self::NextQuotation,
        Self::PreviousQuotation,
        Self::NextSentence,
        Self::PreviousSentence,
        Self::ExtendToEnd,
        Self::ExtendToStart,
        Self::StartLater,
        Self::StartEarlier,
        Self::EndLater,
        Self::EndEarlier,
        Self::SameSpeaker,
        Self::Again,
        Self::AnotherHere,
        Self::CycleForm,
        Self::CycleNaming,
        Self::CycleOverlaps,
        Self::EditSpeaker,
        Self::EditTopic,
        Self::EditNote,
        Self::DeleteStatement,
        Self::NextStatement,
        Self::PreviousStatement,
        Self::NextArticle,
        Self::PreviousArticle,
        Self::ToggleDone,
        Self::ShowCodebook,
        Self::ShowDetails,
        Self::ThemeSystem,
        Self::ThemeLight,
        Self::ThemeDark,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::ZoomReset,
    ];

    pub fn spec(self) -> Spec {
        let (name, menu, help, keys): (_, _, _, &'static [KeyboardShortcut]) = match self {
            Self::NewProject => (
                "New project",
                Menu::Project,
                "Starts an empty project with the shipped stances",
                const { &[ctrl(Key::N)] },
            ),
            Self::OpenProject => (
                "Open…",
                Menu::Project,
                "Opens a project, or an article in a new one",
                const { &[ctrl(Key::O)] },
            ),
            Self::OpenSample => (
                "Open the sample",
                Menu::Project,
                "Opens a copy of a small coded article to try things on",
                &[],
            ),
            Self::AddArticles => (
                "Add articles…",
                Menu::Project,
                "Adds text files to the project as articles",
                const { &[ctrl_shift(Key::O)] },
            ),
            Self::Save => (
                "Save",
                Menu::Project,
                "Writes the project to its file",
                const { &[ctrl(Key::S)] },
            ),
            Self::SaveAs => (
                "Save as…",
                Menu::Project,
                "Writes the project to another file",
                const { &[ctrl_shift(Key::S)] },
            ),
            Self::ExportCsv => (
                "Export CSV…",
                Menu::Project,
                "Writes one row for each statement, for a spreadsheet or R",
                const { &[ctrl(Key::E)] },
            ),
            Self::ExportJsonl => (
                "Export JSONL…",
                Menu::Project,
                "Writes one line for each article with its statements, for programs",
                &[],
            ),
            Self::Quit => (
                "Quit",
                Menu::Project,
                "Closes the window; asks when something is not saved",
                const { &[ctrl(Key::Q)] },
            ),
            Self::Undo => (
                "Undo",
                Menu::Edit,
                "Takes back the last change, in whichever article it was",
                const { &[ctrl(Key::Z)] },
            ),
            Self::Redo => (
                "Redo",
                Menu::Edit,
                "Makes the change again that was taken back",
                const { &[ctrl_shift(Key::Z), ctrl(Key::Y)] },
            ),
            Self::Copy => (
                "Copy",
                Menu::Edit,
                "Copies the selected words",
                const { &[ctrl(Key::C)] },
            ),
            Self::Deselect => (
                "Deselect",
                Menu::Edit,
                "Lets go of the selected words, then of the statement",
                const { &[key(Key::Escape)] },
            ),
            Self::Reanchor => (
                "Re-anchor quotes",
                Menu::Edit,
                "Puts detached quotes back where their words stand",
                &[],
            ),
            Self::MakeStatement => (
                "Make statement",
                Menu::Code,
                "Makes a statement of the selected words",
                const { &[key(Key::Enter)] },
            ),
            Self::AddSpan => (
                "Add to statement",
                Menu::Code,
                "Adds the selected words to the statement as another span",
                const { &[key(Key::Plus), shift(Key::Enter)] },
            ),
            Self::MarkSource => (
                "Mark source",
                Menu::Code,
                "Marks the selected words as those that name the speaker",
                const { &[key(Key::O)] },
            ),
            Self::MarkCue => (
                "Mark cue",
                Menu::Code,
                "Marks the selected words as the verb or phrase of saying",
                const { &[key(Key::C)] },
            ),
            Self::CycleUnit => (
                "Quotation, clause, sentence",
                Menu::Select,
                "Selects the quotation at the caret, then the clause, then the sentence",
                const { &[key(Key::Q)] },
            ),
            Self::NextQuotation => (
                "Next quotation",
                Menu::Select,
                "Selects the next quotation",
                const { &[key(Key::F)] },
            ),
            Self::PreviousQuotation => (
                "Previous quotation",
                Menu::Select,
                "Selects the quotation before",
                const { &[shift(Key::F)] },
            ),
            Self::NextSentence => (
                "Next sentence",
                Menu::Select,
                "Goes to the start of the next sentence",
                const { &[key(Key::W)] },
            ),
            Self::PreviousSentence => (
                "Previous sentence",
                Menu::Select,
                "Goes to the start of the sentence, then of the one before",
                const { &[shift(Key::W)] },
            ),
            Self::ExtendToEnd => (
                "To the end of the sentence",
                Menu::Select,
                "Extends the selection to the end of the sentence",
                const { &[key(Key::E)] },
            ),
            Self::ExtendToStart => (
                "From the start of the sentence",
                Menu::Select,
                "Extends the selection to the start of the sentence",
                const { &[shift(Key::E)] },
            ),
            Self::StartLater => (
                "Start a word later",
                Menu::Select,
                "Takes the first word off the selection, or off the statement",
                const { &[shift(Key::H)] },
            ),
            Self::StartEarlier => (
                "Start a word earlier",
                Menu::Select,
                "Adds the word before to the selection, or to the statement",
                const { &[shift(Key::G)] },
            ),
            Self::EndLater => (
                "End a word later",
                Menu::Select,
                "Adds the word after to the selection, or to the statement",
                const { &[key(Key::H)] },
            ),
            Self::EndEarlier => (
                "End a word earlier",
                Menu::Select,
                "Takes the last word off the selection, or off the statement",
                const { &[key(Key::G)] },
            ),
            Self::SameSpeaker => (
                "Same speaker as before",
                Menu::Code,
                "Gives the statement the speakers of the one made before",
                const { &[key(Key::R)] },
            ),
            Self::Again => (
                "Again",
                Menu::Code,
                "Gives the statement the speakers, stance and topics of the one made before",
                const { &[key(Key::A)] },
            ),
            Self::AnotherHere => (
                "Another on the same words",
                Menu::Code,
                "Makes a second statement of the same words and speaker, for another topic",
                const { &[key(Key::X)] },
            ),
            Self::CycleForm => (
                "Next form",
                Menu::Code,
                "Direct, mixed, indirect, free indirect, reported",
                const { &[key(Key::M)] },
            ),
            Self::CycleNaming => (
                "Next naming",
                Menu::Code,
                "Named, unnamed, none given, not coded",
                const { &[key(Key::U)] },
            ),
            Self::CycleOverlaps => (
                "Next at the caret",
                Menu::Code,
                "Goes through the statements that overlap here",
                const { &[key(Key::I)] },
            ),
            Self::EditSpeaker => (
                "Speaker",
                Menu::Code,
                "Goes to the speaker of the statement",
                const { &[key(Key::S)] },
            ),
            Self::EditTopic => (
                "Topic",
                Menu::Code,
                "Goes to the topic of the statement",
                const { &[key(Key::T)] },
            ),
            Self::EditNote => (
                "Note",
                Menu::Code,
                "Goes to the note on the statement",
                const { &[key(Key::N)] },
            ),
            Self::DeleteStatement => (
                "Delete statement",
                Menu::Code,
                "Deletes the statement; undo brings it back",
                const { &[key(Key::Delete)] },
            ),
            Self::NextStatement => (
                "Next statement",
                Menu::Code,
                "Goes to the next statement of the article",
                const { &[key(Key::J)] },
            ),
            Self::PreviousStatement => (
                "Previous statement",
                Menu::Code,
                "Goes to the statement before",
                const { &[key(Key::K)] },
            ),
            Self::NextArticle => (
                "Next article",
                Menu::View,
                "Opens the next article of the list",
                const { &[ctrl(Key::PageDown)] },
            ),
            Self::PreviousArticle => (
                "Previous article",
                Menu::View,
                "Opens the article before in the list",
                const { &[ctrl(Key::PageUp)] },
            ),
            Self::ToggleDone => (
                "Article done",
                Menu::Code,
                "Marks the article as done, also when nothing was found in it",
                const { &[key(Key::D)] },
            ),
            Self::ShowCodebook => (
                "Codebook",
                Menu::View,
                "Speakers, stances, topics: names, definitions, colours, merging",
                const { &[ctrl(Key::B)] },
            ),
            Self::ShowDetails => (
                "Article details",
                Menu::View,
                "Title, outlet, author, date and address of the article",
                const { &[ctrl(Key::I)] },
            ),
            Self::ThemeSystem => (
                "Theme of the system",
                Menu::View,
                "Light or dark, as the system is",
                &[],
            ),
            Self::ThemeLight => ("Light theme", Menu::View, "Ink on paper", &[]),
            Self::ThemeDark => (
                "Dark theme",
                Menu::View,
                "Light words on a dark ground",
                &[],
            ),
            Self::ZoomIn => (
                "Larger",
                Menu::View,
                "Makes everything larger",
                const { &[ctrl(Key::Plus), ctrl(Key::Equals)] },
            ),
            Self::ZoomOut => (
                "Smaller",
                Menu::View,
                "Makes everything smaller",
                const { &[ctrl(Key::Minus)] },
            ),
            Self::ZoomReset => (
                "Normal size",
                Menu::View,
                "Back to 100 %",
                const { &[ctrl(Key::Num0)] },
            ),
        };
        Spec {
            name,
            menu,
            help,
            keys,
        }
    }

    /// The commands whose keys were pressed this frame. Keys without Ctrl count only while one
    /// reads and no text field has the keyboard; there letters and digits are text.
    pub fn pressed(ctx: &egui::Context, reading: bool) -> Vec<Self> {
        let typing = ctx.text_edit_focused();
        let mut keys: Vec<(KeyboardShortcut, Self)> = Self::ALL
            .into_iter()
            .flat_map(|command| command.spec().keys.iter().map(move |key| (*key, command)))
            .filter(|(key, command)| {
                key.modifiers.command || (!typing && (reading || *command == Self::Deselect))
            })
            // A text field undoes, redoes and copies by itself.
            .filter(|(_, command)| {
                !typing || !matches!(command, Self::Undo | Self::Redo | Self::Copy)
            })
            .collect();
        // The longest first: Ctrl+Shift+S is also Ctrl+S to a loose match.
        keys.sort_by_key(|(key, _)| std::cmp::Reverse(key.modifiers.shift));
        ctx.input_mut(|input| {
            keys.into_iter()
                .filter(|(key, _)| input.consume_shortcut(key))
                .map(|(_, command)| command)
                .collect()
        })
    }
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
        for command in Command::ALL {
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
