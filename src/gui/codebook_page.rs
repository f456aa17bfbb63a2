//! The codebook: speakers, stances, topics and annotators, with what each means and where it is
//! used.
//!
//! On the left a list, on the right what is chosen in it. The list has the keyboard at first:
//! arrows move through it, Enter goes to the name.

mod act;
mod actions;
mod counts;
mod editor;
mod list;
mod rows;
mod speaker;
mod stance;
mod topic;
mod uses;

use std::collections::BTreeMap;

use egui::{Margin, Panel, Ui};

use self::rows::{Cached, Row};
use super::form::{CodeText, Slot};
use super::intent::Intent;
use super::session::Session;
use super::theme::Tokens;
use crate::analyse::CodePage;
use crate::edit::Edit;
use crate::model::{
    Annotator, AnnotatorId, Code, CodeId, Colour, Fresh, Project, Speaker, SpeakerKind, Stance,
    StatementId, Topic, fresh_id,
};

/// What is looked at and half typed.
#[derive(Clone, Debug, Default)]
pub struct State {
    shelf: Shelf,
    search: String,
    adding: String,
    /// What is chosen on each shelf.
    chosen: BTreeMap<Shelf, Item>,
    /// A code that would be merged into another, to look at first.
    merging: Option<(CodeId, CodeId)>,
    /// The question comes into view, and its first answer gets the keyboard.
    ask: bool,
    /// What was to be deleted while it is in use.
    deleting: Option<Item>,
    /// A colour that is none of those on offer, and whose it is or was.
    own_colour: Option<(CodeId, Colour)>,
    /// The menu of a row is open.
    menu_open: bool,
    /// Which of its uses has the keyboard.
    use_at: usize,
    /// The list scrolls to what is chosen.
    reveal: bool,
    marked: Cached<u64, Vec<Shelf>>,
    rows: Cached<(u64, Shelf, String), Vec<Row>>,
    uses: Cached<(u64, Item), Vec<StatementId>>,
    /// Counts have what repeats other statements.
    with_repeats: bool,
    page: Cached<(u64, CodeId, bool), CodePage>,
    /// What is called nearly as a code is, or as what is typed for its name.
    alike: Cached<(u64, CodeId, String), Vec<CodeId>>,
}

impl State {
    /// Shows a code or an annotator.
    pub(super) fn choose(&mut self, item: Item) {
        self.shelf = item.shelf();
        self.chosen.insert(self.shelf, item);
        self.close();
        self.use_at = 0;
        self.reveal = true;
    }

    /// Other codings are shown than before.
    pub(super) fn forget_uses(&mut self) {
        self.uses = Cached::default();
        self.page = Cached::default();
    }

    /// Asks whether a code is to be merged into another.
    fn ask_to_merge(&mut self, from: CodeId, into: CodeId) {
        self.merging = Some((from, into));
        self.ask = true;
        self.deleting = None;
    }

    /// Closes the question that is open; whether one was.
    pub(super) fn close(&mut self) -> bool {
        let merging = self.merging.take().is_some();
        self.deleting.take().is_some() || merging
    }
}

/// A part of the codebook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shelf {
    #[default]
    Speakers,
    Stances,
    Topics,
    Annotators,
}

impl Shelf {
    const ALL: [Self; 4] = [
        Self::Speakers,
        Self::Stances,
        Self::Topics,
        Self::Annotators,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Speakers => "Speakers",
            Self::Stances => "Stances",
            Self::Topics => "Topics",
            Self::Annotators => "Annotators",
        }
    }

    /// One of them, in words.
    fn one(self) -> &'static str {
        match self {
            Self::Speakers => "speaker",
            Self::Stances => "stance",
            Self::Topics => "topic",
            Self::Annotators => "annotator",
        }
    }

    /// The first on the shelf with a name.
    pub(super) fn find(self, project: &Project, name: &str) -> Option<Item> {
        let book = project.codebook();
        match self {
            Self::Speakers => {
                let known = book.speakers().iter().find(|code| code.name == name)?;
                Some(Item::Code(CodeId::Speaker(known.id.clone())))
            }
            Self::Stances => {
                let known = book.stances().iter().find(|code| code.name == name)?;
                Some(Item::Code(CodeId::Stance(known.id.clone())))
            }
            Self::Topics => {
                let known = book.topic_named(name)?;
                Some(Item::Code(CodeId::Topic(known.id.clone())))
            }
            Self::Annotators => {
                let known = project.annotator_named(name)?;
                Some(Item::Annotator(known.id.clone()))
            }
        }
    }

    /// Something new on the shelf, and the edit that puts it there.
    pub(super) fn add(self, project: &Project, fresh: &mut dyn Fresh, name: &str) -> (Item, Edit) {
        let code = match self {
            Self::Speakers => {
                Code::Speaker(Speaker::new(fresh_id(fresh), name, SpeakerKind::Person))
            }
            Self::Stances => {
                let stances = project.codebook().stances();
                let free = |key: &u8| stances.iter().all(|stance| stance.key != Some(*key));
                let key = (1..=9).find(free);
                Code::Stance(Stance::new(fresh_id(fresh), name, key, None))
            }
            Self::Topics => Code::Topic(Topic::new(fresh_id(fresh), name)),
            Self::Annotators => {
                let id: AnnotatorId = fresh_id(fresh);
                let annotator = Annotator {
                    id: id.clone(),
                    name: name.to_owned(),
                };
                let add = Edit::AddAnnotator {
                    at: usize::MAX,
                    annotator: annotator.into(),
                };
                return (Item::Annotator(id), add);
            }
        };
        let item = Item::Code(code.id());
        let code = Box::new(code);
        let at = usize::MAX;
        (item, Edit::AddCode { at, code })
    }
}

/// Something on a shelf.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Item {
    Code(CodeId),
    Annotator(AnnotatorId),
}

impl Item {
    fn shelf(&self) -> Shelf {
        match self {
            Self::Code(CodeId::Stance(_)) => Shelf::Stances,
            Self::Code(CodeId::Topic(_)) => Shelf::Topics,
            Self::Code(_) => Shelf::Speakers,
            Self::Annotator(_) => Shelf::Annotators,
        }
    }

    /// Its name; `None` when it is gone.
    fn name(&self, project: &Project) -> Option<String> {
        self.name_slot().value(project)
    }

    /// The field of its name.
    fn name_slot(&self) -> Slot {
        match self {
            Self::Code(id) => Slot::Code(id.clone(), CodeText::Name),
            Self::Annotator(id) => Slot::Annotator(id.clone()),
        }
    }
}

/// The id of the list, to give it the keyboard.
pub(super) fn id() -> egui::Id {
    egui::Id::unique("codebook list")
}

/// The narrowest list.
const LIST: f32 = 176.0;

/// Draws the page.
pub(super) fn show(ui: &mut Ui, session: &mut Session, intents: &mut Vec<Intent>) {
    let frame = egui::Frame::new().fill(Tokens::of(ui).paper);
    let width = (ui.available_width() * 0.36).clamp(LIST, 320.0).round();
    Panel::left("codebook")
        .frame(frame.inner_margin(Margin {
            left: 16,
            right: 0,
            top: 12,
            bottom: 12,
        }))
        .resizable(false)
        .exact_size(width)
        .show(ui, |ui| list::show(ui, session, intents));
    egui::CentralPanel::default()
        .frame(frame)
        .show(ui, |ui| editor::show(ui, session, intents));
}
