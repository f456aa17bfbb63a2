//! Forms: rows of a name and a control, and text fields that stand for a value of the project.

mod picker;
mod slot;

pub(super) use self::picker::{Choice, Picker};
pub(super) use self::slot::Slot;
pub(super) use self::slot::{ArticleText, CodeText, RoleText};

use egui::text::{LayoutJob, TextWrapping};
use egui::{Button, Key, Modifiers, RichText, Sense, TextEdit, Ui, vec2};

use super::command::Command;
use super::intent::Intent;
use super::theme::{self, Tokens};
use crate::edit::Edit;
use crate::model::{Project, SpeakerId, Timestamp};

/// The width of the column of names.
const NAMES: f32 = 104.0;
/// The widest form: names, controls, and the lines between its parts.
pub(super) const WIDTH: f32 = 640.0;
/// Narrower than this, a name stands above its control.
const NARROW: f32 = 360.0;
/// The height of a row of one line.
pub(super) const LINE: f32 = 28.0;

/// Text that is typed and not yet an edit, by what it stands for. Usually one; a text that cannot
/// stand is kept until it is mended.
#[derive(Debug, Default)]
pub struct Drafts(Vec<Draft>);

#[derive(Debug)]
struct Draft {
    slot: Slot,
    text: String,
    /// Why it cannot stand, once it was tried.
    refused: Option<String>,
}

impl Drafts {
    fn get(&self, slot: &Slot) -> Option<&Draft> {
        self.0.iter().find(|draft| &draft.slot == slot)
    }

    fn set(&mut self, slot: &Slot, text: String) {
        self.forget(slot);
        self.0.push(Draft {
            slot: slot.clone(),
            text,
            refused: None,
        });
    }

    /// What is typed for a value and is not yet an edit.
    pub(super) fn text(&self, slot: &Slot) -> Option<&str> {
        self.get(slot).map(|draft| draft.text.as_str())
    }

    /// Forgets what is typed.
    pub(super) fn forget(&mut self, slot: &Slot) {
        self.0.retain(|draft| &draft.slot != slot);
    }

    /// Forgets what was typed in a role that goes; what was typed in later ones moves up with them.
    pub(super) fn remove_role(&mut self, of: &SpeakerId, gone: usize) {
        self.0.retain_mut(|draft| {
            if let Slot::Role(speaker, at, _) = &mut draft.slot
                && speaker == of
            {
                if *at == gone {
                    return false;
                }
                *at -= usize::from(*at > gone);
            }
            true
        });
    }

    /// The edit that what is typed comes to, where it can stand.
    pub(super) fn typed(&self, project: &Project, at: &Timestamp) -> Option<Edit> {
        self.0.iter().find_map(|draft| {
            let stored = draft.slot.value(project)?;
            let changed = draft.text.trim() != stored;
            changed.then(|| draft.slot.edit(project, &draft.text, at.clone()).ok())?
        })
    }

    /// The next edit that what was typed comes to. What cannot stand is kept, with the reason.
    pub(super) fn take(
        &mut self,
        project: &Project,
        now: &mut dyn FnMut() -> Timestamp,
    ) -> Option<Edit> {
        let mut taken = None;
        self.0.retain_mut(|draft| {
            if taken.is_some() {
                return true;
            }
            let Some(stored) = draft.slot.value(project) else {
                return false;
            };
            match draft.slot.edit(project, &draft.text, now()) {
                Ok(edit) => {
                    taken = (draft.text.trim() != stored).then_some(edit);
                    false
                }
                Err(words) => {
                    draft.refused = Some(words);
                    true
                }
            }
        });
        taken
    }
}

/// A text field that stands for a value of the project. One edit for each time it had the
/// keyboard; Esc takes back what was typed and leaves it.
pub(super) struct Field<'a> {
    pub slot: Slot,
    /// For those who cannot see the row's name.
    pub name: &'a str,
    pub hint: &'a str,
    /// More than one: Enter makes a new line.
    pub lines: usize,
    pub width: f32,
}

impl<'a> Field<'a> {
    /// A field of one line as wide as there is room.
    pub(super) fn new(slot: Slot, name: &'a str, hint: &'a str) -> Self {
        Self {
            slot,
            name,
            hint,
            lines: 1,
            width: f32::INFINITY,
        }
    }

    pub(super) fn lines(self, lines: usize) -> Self {
        Self { lines, ..self }
    }

    pub(super) fn width(self, width: f32) -> Self {
        Self { width, ..self }
    }

    /// Draws the field, and below it why what is typed cannot stand.
    pub(super) fn show(
        self,
        ui: &mut Ui,
        project: &Project,
        drafts: &mut Drafts,
        intents: &mut Vec<Intent>,
    ) {
        ui.vertical(|ui| {
            self.bare(ui, project, drafts, intents);
            refusal(ui, drafts, &self.slot);
        });
    }

    /// Draws the field alone.
    pub(super) fn bare(
        &self,
        ui: &mut Ui,
        project: &Project,
        drafts: &mut Drafts,
        intents: &mut Vec<Intent>,
    ) {
        let Some(stored) = self.slot.value(project) else {
            return;
        };
        let id = self.slot.id();
        let draft = drafts.get(&self.slot);
        let dirty = draft.is_some();
        let mut text = draft.map_or_else(|| stored.clone(), |draft| draft.text.clone());
        let mut enter = false;
        if ui.memory(|m| m.has_focus(id)) {
            let done = if self.lines > 1 {
                Modifiers::COMMAND
            } else {
                Modifiers::NONE
            };
            let (entered, escape) = ui.input_mut(|i| {
                (
                    i.consume_key(done, Key::Enter),
                    i.consume_key(Modifiers::NONE, Key::Escape),
                )
            });
            enter = entered;
            if escape {
                drafts.forget(&self.slot);
                text.clone_from(&stored);
                intents.push(Intent::Home);
            } else if !dirty {
                undo(ui, intents);
            }
        }
        let edit = if self.lines > 1 {
            TextEdit::multiline(&mut text).desired_rows(self.lines)
        } else {
            TextEdit::singleline(&mut text).return_key(None)
        };
        let response = ui.add(
            edit.id(id)
                .hint_text(self.hint)
                .desired_width(self.width)
                .margin(vec2(8.0, 5.0))
                .event_filter(super::complete::keeps_escape()),
        );
        super::complete::name(ui, &response, self.name);
        if response.changed() {
            if text == stored {
                drafts.forget(&self.slot);
            } else {
                drafts.set(&self.slot, text);
            }
        }
        if (response.lost_focus() || enter) && drafts.get(&self.slot).is_some() {
            intents.push(Intent::KeepFields);
        }
    }
}

/// In a field as it stands, undo is the project's: the last field's edit can be taken back at once.
pub(super) fn undo(ui: &Ui, intents: &mut Vec<Intent>) {
    for command in [Command::Redo, Command::Undo] {
        let keys = command.spec().keys;
        if ui.input_mut(|i| keys.iter().any(|key| i.consume_shortcut(key))) {
            intents.push(Intent::Run(command));
        }
    }
}

/// Why what is typed in a field cannot stand.
pub(super) fn refusal(ui: &mut Ui, drafts: &Drafts, slot: &Slot) {
    if let Some(words) = drafts.get(slot).and_then(|draft| draft.refused.as_ref()) {
        let words = RichText::new(words).color(Tokens::of(ui).danger);
        ui.add(egui::Label::new(words).wrap());
    }
}

/// A row of a form: its name, then its control.
pub(super) fn row<R>(ui: &mut Ui, name: &str, control: impl FnOnce(&mut Ui) -> R) -> R {
    let label = |ui: &mut Ui, size| {
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let (font, colour) = (theme::ui_font(13.0), Tokens::of(ui).soft);
        let mut job = LayoutJob::simple_singleline(name.to_owned(), font, colour);
        job.wrap = TextWrapping::truncate_at_width(rect.width() - 8.0);
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let at = rect.left_center() - vec2(0.0, galley.size().y / 2.0);
        ui.painter().galley(at, galley, colour);
    };
    let room = ui.available_width();
    if room < NARROW {
        if !name.is_empty() {
            label(ui, vec2(room, 16.0));
            ui.add_space(-4.0);
        }
        return ui.vertical(control).inner;
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        label(ui, vec2(NAMES, LINE));
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            control(ui)
        })
        .inner
    })
    .inner
}

/// Small words below a control.
pub(super) fn note(ui: &mut Ui, words: &str) {
    let words = RichText::new(words).font(theme::ui_font(11.5));
    let words = words.color(Tokens::of(ui).soft);
    ui.add(egui::Label::new(words).wrap());
}

/// Words in a row where another has a control, on the same line as the name.
pub(super) fn words(ui: &mut Ui, words: &str) -> egui::Response {
    // On the line of the row's name.
    let above = (LINE - ui.text_style_height(&egui::TextStyle::Body)) / 2.0;
    ui.add_space(above);
    ui.add(egui::Label::new(words).wrap())
}

/// The name of a part of a page.
pub(super) fn section(ui: &mut Ui, name: &str) {
    let name = RichText::new(name.to_uppercase())
        .font(theme::strong_font(11.5))
        .color(Tokens::of(ui).soft)
        .extra_letter_spacing(0.8);
    ui.label(name);
}

/// A button of a row of which one is chosen; says whether it was clicked.
pub(super) fn option(ui: &mut Ui, words: &str, chosen: bool, help: &str) -> bool {
    let button = Button::new(words)
        .selected(chosen)
        .min_size(vec2(28.0, 28.0));
    let response = ui.add(button);
    if help.is_empty() {
        response.clicked()
    } else {
        response.on_hover_text(help).clicked()
    }
}

/// One of several, side by side; the one that was clicked.
pub(super) fn one_of<T: Copy + PartialEq>(
    ui: &mut Ui,
    now: Option<T>,
    values: &[(T, &str, &str)],
) -> Option<T> {
    let mut clicked = None;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for (value, words, help) in values {
            if option(ui, words, now == Some(*value), help) {
                clicked = Some(*value);
            }
        }
    });
    clicked
}
