//! What of a statement's coding is compared.

use crate::model::{CodeId, Form, Naming, Project, SpeakerId, StanceId, Statement, TopicId};

/// One of the things that a statement is tagged with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Attribute {
    Speaker,
    Stance,
    Topic,
    Form,
}

/// How one statement is tagged.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Coded {
    /// In the order of their ids; never empty.
    Speakers(Vec<SpeakerId>),
    /// Nobody of the codebook, because the text does not name its source.
    Unnamed,
    /// Nobody, because the text gives no source.
    NoneGiven,
    Stance(StanceId),
    /// In the order of their ids; never empty.
    Topics(Vec<TopicId>),
    Form(Form),
}

impl Attribute {
    pub const ALL: [Self; 4] = [Self::Speaker, Self::Stance, Self::Topic, Self::Form];

    /// Its name in JSON and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Speaker => "speaker",
            Self::Stance => "stance",
            Self::Topic => "topic",
            Self::Form => "form",
        }
    }

    /// How a statement is tagged; `None` is not coded yet.
    pub fn of(self, statement: &Statement) -> Option<Coded> {
        match self {
            Self::Speaker if statement.speakers.is_empty() => match statement.naming {
                Some(Naming::NoneGiven) => Some(Coded::NoneGiven),
                Some(Naming::Unnamed) => Some(Coded::Unnamed),
                Some(Naming::Named) | None => None,
            },
            Self::Speaker => Some(Coded::Speakers(set(&statement.speakers))),
            Self::Stance => statement.stance.clone().map(Coded::Stance),
            Self::Topic if statement.topics.is_empty() => None,
            Self::Topic => Some(Coded::Topics(set(&statement.topics))),
            Self::Form => statement.form.map(Coded::Form),
        }
    }

    /// The one label that a statement has in measures of marked text: of its topics the main one.
    pub(super) fn label(self, statement: &Statement) -> Option<Coded> {
        match self {
            Self::Topic => {
                let main = statement.topics.first()?;
                Some(Coded::Topics(vec![main.clone()]))
            }
            _ => self.of(statement),
        }
    }
}

impl Coded {
    /// In words, with the names of the codebook.
    pub fn words(&self, project: &Project) -> String {
        let book = project.codebook();
        let names = |codes: Vec<CodeId>| {
            let names: Vec<&str> = codes.iter().map(|id| book.name(id)).collect();
            names.join("; ")
        };
        match self {
            Self::Speakers(ids) => names(ids.iter().cloned().map(CodeId::Speaker).collect()),
            Self::Topics(ids) => names(ids.iter().cloned().map(CodeId::Topic).collect()),
            Self::Stance(id) => names(vec![CodeId::Stance(id.clone())]),
            Self::Unnamed => "unnamed".to_owned(),
            Self::NoneGiven => "none given".to_owned(),
            Self::Form(form) => match form {
                Form::Direct => "direct",
                Form::Mixed => "mixed",
                Form::Indirect => "indirect",
                Form::FreeIndirect => "free indirect",
                Form::Reported => "reported",
            }
            .to_owned(),
        }
    }
}

fn set<T: Ord + Clone>(things: &[T]) -> Vec<T> {
    let mut set = things.to_vec();
    set.sort_unstable();
    set.dedup();
    set
}
