//! What the user wants, as drawing found out. One place carries it out: [`super::perform`].

use std::path::PathBuf;

use super::command::Command;
use super::dialogs::{Answer, Request};
use super::session::Page;
use crate::edit::Edit;
use crate::model::{ArticleId, SpeakerId, StanceId, StatementId, TopicId};

/// Something that the user wants.
#[derive(Debug)]
pub enum Intent {
    Run(Command),
    Apply(Edit),
    OpenArticle(ArticleId),
    /// Chooses a statement where it stands; nothing is scrolled.
    Choose(Option<StatementId>),
    /// Goes to a statement, in whichever article it is.
    GoTo(StatementId),
    SetStance(Option<StanceId>),
    AddSpeaker(Pick<SpeakerId>),
    AddTopic(Pick<TopicId>),
    RemoveSpeaker(SpeakerId),
    RemoveTopic(TopicId),
    SetNote(StatementId, String),
    NameMe(String),
    Show(Page),
    /// Back to reading: the article gets the keyboard.
    Read,
    /// Files that were dropped on the window or named on the command line.
    Open(Vec<PathBuf>),
    Picked(Request, Answer),
    Answer(Reply),
    Dismiss,
}

/// A code that is there, or the name of a new one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick<T> {
    Known(T),
    New(String),
}

/// What to do with unsaved work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reply {
    Save,
    Discard,
    Cancel,
}
