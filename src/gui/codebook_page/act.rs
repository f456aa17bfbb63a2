//! What can be done with an entry: the same from the list's menu, its keys, and the editor.

use egui::{Context, Key, KeyboardShortcut, Modifiers};

use super::rows::status;
use super::{Item, State, topic};
use crate::edit::{self, CodeChange, Edit};
use crate::gui::form::Picker;
use crate::gui::intent::Intent;
use crate::gui::session::Session;
use crate::model::{Code, CodeId, CodeStatus, Project, StatementId};

/// An act on one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    FirstUse,
    Rename,
    Merge,
    Accept,
    Retire,
    BringBack,
    Up,
    Down,
    /// Below the topic before it.
    In,
    /// Beside the topic that it is below.
    Out,
    Delete,
}

impl Act {
    /// In the order of the menu, in sections.
    pub(super) const SECTIONS: [&[Self]; 3] = [
        &[Self::FirstUse],
        &[Self::Up, Self::Down, Self::In, Self::Out],
        &[
            Self::Rename,
            Self::Merge,
            Self::Accept,
            Self::Retire,
            Self::BringBack,
            Self::Delete,
        ],
    ];

    pub(super) fn words(self) -> &'static str {
        match self {
            Self::FirstUse => "Go to first use",
            Self::Rename => "Rename",
            Self::Merge => "Merge into…",
            Self::Accept => "Accept",
            Self::Retire => "Retire",
            Self::BringBack => "Bring back",
            Self::Up => "Move up",
            Self::Down => "Move down",
            Self::In => "Move below the one before",
            Self::Out => "Move one level up",
            Self::Delete => "Delete",
        }
    }

    pub(super) fn help(self) -> &'static str {
        match self {
            Self::FirstUse => "Shows the first statement that uses it",
            Self::Rename => "Goes to the name",
            Self::Merge => "Puts another in its place everywhere; you see first what changes",
            Self::Accept => "Makes what was proposed an entry like the others",
            Self::Retire => "Stays where it is used and is offered no more",
            Self::BringBack => "Offers it for coding again",
            Self::Up => "One place up in lists",
            Self::Down => "One place down in lists",
            Self::In => "Makes it a part of the topic before it",
            Self::Out => "Takes it out of the topic that it is a part of",
            Self::Delete => "Takes it out of the codebook; undo brings it back",
        }
    }

    /// Its key while the list has the keyboard.
    pub(super) fn key(self) -> Option<KeyboardShortcut> {
        let (modifiers, key) = match self {
            Self::FirstUse => (Modifiers::COMMAND, Key::Enter),
            Self::Rename => (Modifiers::NONE, Key::F2),
            Self::Up => (Modifiers::COMMAND, Key::ArrowUp),
            Self::Down => (Modifiers::COMMAND, Key::ArrowDown),
            Self::In => (Modifiers::COMMAND, Key::ArrowRight),
            Self::Out => (Modifiers::COMMAND, Key::ArrowLeft),
            Self::Delete => (Modifiers::NONE, Key::Delete),
            Self::Merge | Self::Accept | Self::Retire | Self::BringBack => return None,
        };
        Some(KeyboardShortcut::new(modifiers, key))
    }

    /// What it does, and its key.
    pub(super) fn tooltip(self, ctx: &Context) -> String {
        match self.key() {
            Some(key) => format!(
                "{} ({} in the list)",
                self.help(),
                ctx.format_shortcut(&key)
            ),
            None => self.help().to_owned(),
        }
    }

    /// Whether an entry of this kind has the act at all.
    pub(super) fn fits(self, project: &Project, item: &Item) -> bool {
        let is = |wanted| match item {
            Item::Code(id) => {
                let code = project.codebook().code(id);
                code.is_some_and(|code| status(&code) == wanted)
            }
            Item::Annotator(_) => false,
        };
        match (self, item) {
            (Self::FirstUse | Self::Rename | Self::Delete, _) => true,
            (_, Item::Annotator(_)) => false,
            (Self::In | Self::Out, Item::Code(id)) => matches!(id, CodeId::Topic(_)),
            (Self::Accept, _) => is(CodeStatus::Proposed),
            (Self::Retire, _) => !is(CodeStatus::Retired),
            (Self::BringBack, _) => is(CodeStatus::Retired),
            (Self::Merge | Self::Up | Self::Down, _) => true,
        }
    }

    /// The edit that it is, when it is one and can be done now.
    pub(super) fn edit(self, project: &Project, item: &Item) -> Option<Edit> {
        let Item::Code(id) = item else {
            return None;
        };
        let code = project.codebook().code(id)?;
        let change = |change| Edit::ChangeCode {
            id: id.clone(),
            change,
        };
        match (self, &code) {
            (Self::Retire, _) => Some(edit::retire_code(id)),
            (Self::Accept | Self::BringBack, _) => {
                Some(change(CodeChange::Status(CodeStatus::Active)))
            }
            (Self::Up | Self::Down, code) => {
                let to = topic::beside(project, code, self == Self::Down)?;
                let id = id.clone();
                Some(Edit::MoveCode { id, to })
            }
            (Self::In, Code::Topic(topic)) => topic::moved_in(project, topic),
            (Self::Out, Code::Topic(topic)) => topic::moved_out(project, topic),
            _ => None,
        }
    }

    /// Does it.
    pub(super) fn perform(
        self,
        ctx: &Context,
        session: &mut Session,
        item: &Item,
        first: Option<&StatementId>,
        intents: &mut Vec<Intent>,
    ) {
        match self {
            Self::FirstUse => {
                intents.extend(first.cloned().map(Intent::GoTo));
                intents.extend(first.map(|_| Intent::Read));
            }
            Self::Rename => {
                session.codebook.choose(item.clone());
                intents.push(Intent::Focus(item.name_slot().id()));
            }
            Self::Merge => {
                session.codebook.choose(item.clone());
                if let Item::Code(id) = item {
                    Picker::open(ctx, merge_picker(id));
                }
            }
            Self::Delete => {
                session.codebook.choose(item.clone());
                delete(&session.project, &mut session.codebook, item, intents);
            }
            _ => {
                session.codebook.choose(item.clone());
                let edit = self.edit(&session.project, item);
                intents.extend(edit.map(Intent::Apply));
                intents.push(Intent::Home);
            }
        }
    }
}

/// The id of the picker of what to merge into.
pub(super) fn merge_picker(id: &CodeId) -> egui::Id {
    egui::Id::unique(("merge", id))
}

/// Deletes what nothing uses; else asks.
fn delete(project: &Project, state: &mut State, item: &Item, intents: &mut Vec<Intent>) {
    let edit = match item {
        Item::Code(id) => edit::delete_code(project, id, None).ok(),
        Item::Annotator(id) => Some(edit::delete_annotator(project, id)),
    };
    let Some(edit) = edit else {
        return;
    };
    // A copy is cheap, and knows of every use there can be.
    if project.clone().apply(edit.clone()).is_ok() {
        intents.push(Intent::Apply(edit));
        intents.push(Intent::Home);
    } else {
        state.deleting = Some(item.clone());
        state.ask = true;
    }
}
