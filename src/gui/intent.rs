//! What the user wants, as drawing found out. One place carries it out: [`super::perform`].

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use super::article_view::Part;
use super::codebook_page::{Item, Shelf};
use super::command::Command;
use super::compare_page::Wanted;
use super::dialogs::{Answer, Request};
use super::layers::Shown;
use super::lower::Tab;
use super::recovery::Decision;
use super::session::Page;
use crate::analyse::Kind as ListKind;
use crate::edit::{Edit, Side};
use crate::model::{AnnotatorId, ArticleId, ReviewId, SpeakerId, StanceId, StatementId, TopicId};
use crate::review::Kind;
use crate::review::adjudicate::Take;
use crate::suggest::Proposed;

/// Something that the user wants.
#[derive(Debug)]
pub enum Intent {
    Run(Command),
    Apply(Edit),
    /// Whose version of what two people decided differently.
    Decide(Side),
    /// Decides the case of the comparison that one is at, and opens what came of it or not.
    Adjudicate(Take, bool),
    AdjudicateAll(Kind, Take),
    /// Shows that case where it stands in its article.
    ShowCase,
    StopComparing,
    /// Lists cases of the comparison.
    ListCases(Box<Wanted>),
    /// Asks for the file of the copy for a coder that the page describes.
    AskCopy,
    /// Asks for the place of the export that the page describes.
    AskExport,
    /// Takes what the page of imports shows.
    Import,
    /// Takes what the copies that are shown bring.
    BringBack,
    /// What becomes of two codes that may be one.
    Join(Joining),
    /// Goes on with what was stopped because much would be gone, or does not.
    GoOn(Reply),
    /// Asks for the name of a file.
    Ask(Request),
    /// What becomes of work that is in no file.
    Recover(Decision),
    OpenArticle(ArticleId),
    /// Marks articles as done, or when all of them are, as not done.
    ToggleDone(Vec<ArticleId>),
    RemoveArticles(Vec<ArticleId>),
    /// The text that is previewed takes the place of the article's.
    ReplaceText,
    /// Chooses a statement where it stands; nothing is scrolled.
    Choose(Option<StatementId>),
    /// Goes to a statement, in whichever article it is.
    GoTo(StatementId),
    GoToProposal(Arc<Proposed>),
    /// Codes what the line says, or leaves it.
    TakeLine,
    CloseLine,
    /// Goes to what a search of the project found, in this row of its list.
    GoToHit(usize),
    /// Closes the search in the article, or the one below it.
    CloseFind,
    CloseSearch,
    CloseQueue,
    /// What one sees below the article.
    Front(Tab),
    /// Goes to what waits in this row of the queue.
    GoToWaiting(usize),
    /// Lists what is left to do of one kind.
    ListKind(ListKind),
    /// Goes to what is left to do in this row of the worklist, or reads there.
    GoToEntry(usize),
    OpenEntry,
    /// The entry that one is at may stand, for the reason that was typed; or nothing becomes of it.
    Dismiss,
    KeepEntry,
    CloseWorklists,
    /// Goes to the same words elsewhere in this row of their list.
    GoToOccurrence(usize),
    CloseElsewhere,
    /// Shows what was said of text without a statement, where it stands.
    ReadReview(ReviewId),
    /// The statement is rejected for this reason, by its number in the list of reasons.
    Reason(usize),
    /// Sends what one is about to say of a statement, or drops it.
    Say,
    Unsay,
    DeleteStatement(StatementId),
    /// Shows the codings of all, of oneself or of one other.
    ShowCodings(Shown),
    /// A stance for the selected words, made a statement first, else for the chosen statement.
    CodeStance(StanceId),
    SetStance(Option<StanceId>),
    AddSpeaker(Pick<SpeakerId>),
    AddTopic(Pick<TopicId>),
    RemoveSpeaker(SpeakerId),
    RemoveTopic(TopicId),
    AddOnBehalf(Pick<SpeakerId>),
    /// Puts the stretch at this position of a statement's content, source or cue elsewhere.
    MoveSpan(StatementId, Part, usize, Range<usize>),
    SetNote(StatementId, String),
    NameMe(String),
    /// One is this annotator.
    BeMe(AnnotatorId),
    /// A new code or annotator of that name.
    Add(Shelf, String),
    ChangeRoles(SpeakerId, RoleChange),
    /// What is typed in fields becomes edits.
    KeepFields,
    Show(Page),
    /// Shows a code or an annotator in the codebook.
    ShowCode(Item),
    /// Closes what lies over the desk.
    Close,
    /// A field of the panel gets the keyboard.
    Focus(egui::Id),
    /// The page that is shown gets the keyboard back from one of its fields.
    Home,
    /// Back to reading: the article gets the keyboard.
    Read,
    /// Files that were dropped on the window or named on the command line.
    Open(Vec<PathBuf>),
    Picked(Request, Answer),
    Answer(Reply),
}

/// A change of the roles of a speaker, by their positions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoleChange {
    Add,
    Remove(usize),
    Organisation(usize, Option<SpeakerId>),
}

/// A code that is there, or the name of a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick<T> {
    Known(T),
    New(String),
}

/// What becomes of two codes that may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joining {
    KeepFirst,
    KeepSecond,
    Apart,
}

/// What to do with unsaved work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    Save,
    Discard,
    Cancel,
}
