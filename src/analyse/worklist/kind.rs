//! What worklists there are.

use std::fmt;

/// One worklist. Its word is what `sayso worklist --kind` takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A quotation in an article that somebody began, and no statement in it.
    Quotation,
    NoSpeaker,
    NoStance,
    NoTopic,
    /// Flagged, or with a stance that is retired or stands toward nothing.
    LookAgain,
    /// Coded before the definition of a code changed that it uses.
    DefinitionChanged,
    /// The same words in two places, coded in two ways.
    TwoWays,
    /// One speaker for and against one thing.
    ForAndAgainst,
    /// Two statements on the same words, of which one takes a mark more.
    DiffersByMark,
    /// A place whose words do not stand there.
    Detached,
    SpeakerOnce,
    /// Two codes with nearly the same name.
    SimilarNames,
    /// An article that nobody began.
    Untouched,
}

impl Kind {
    pub const ALL: [Self; 13] = [
        Self::Quotation,
        Self::NoSpeaker,
        Self::NoStance,
        Self::NoTopic,
        Self::LookAgain,
        Self::DefinitionChanged,
        Self::TwoWays,
        Self::ForAndAgainst,
        Self::DiffersByMark,
        Self::Detached,
        Self::SpeakerOnce,
        Self::SimilarNames,
        Self::Untouched,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Quotation => "quotation",
            Self::NoSpeaker => "no_speaker",
            Self::NoStance => "no_stance",
            Self::NoTopic => "no_topic",
            Self::LookAgain => "look_again",
            Self::DefinitionChanged => "definition_changed",
            Self::TwoWays => "two_ways",
            Self::ForAndAgainst => "for_and_against",
            Self::DiffersByMark => "differs_by_mark",
            Self::Detached => "detached",
            Self::SpeakerOnce => "speaker_once",
            Self::SimilarNames => "similar_names",
            Self::Untouched => "untouched",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// What the list is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Quotation => "Quotations without a statement",
            Self::NoSpeaker => "Statements without a speaker",
            Self::NoStance => "Statements without a stance",
            Self::NoTopic => "Statements without a topic",
            Self::LookAgain => "Stances to look at again",
            Self::DefinitionChanged => "Coded before a definition changed",
            Self::TwoWays => "The same words coded in two ways",
            Self::ForAndAgainst => "For and against the same",
            Self::DiffersByMark => "Borders that differ by a mark",
            Self::Detached => "Places whose words are lost",
            Self::SpeakerOnce => "Speakers used once",
            Self::SimilarNames => "Names that are nearly the same",
            Self::Untouched => "Articles that nobody began",
        }
    }

    /// Its name where there is little room.
    pub fn short(self) -> &'static str {
        match self {
            Self::Quotation => "Quotations",
            Self::NoSpeaker => "No speaker",
            Self::NoStance => "No stance",
            Self::NoTopic => "No topic",
            Self::LookAgain => "Look again",
            Self::DefinitionChanged => "New definition",
            Self::TwoWays => "Two ways",
            Self::ForAndAgainst => "For and against",
            Self::DiffersByMark => "Borders",
            Self::Detached => "Lost places",
            Self::SpeakerOnce => "Used once",
            Self::SimilarNames => "Similar names",
            Self::Untouched => "Not begun",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
