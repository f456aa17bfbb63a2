//! The words that enumerations have in JSON and CSV, and on the command line.

use crate::model::{Form, Layer, Naming, Polarity, ProgressState, ReviewStatus, SpeakerKind};

/// An enumeration of which every value has one word in `snake_case`.
pub trait Word: Copy + PartialEq + 'static {
    const ALL: &'static [(Self, &'static str)];

    fn word(self) -> &'static str {
        let found = Self::ALL.iter().find(|(value, _)| *value == self);
        found.map_or("", |(_, word)| word)
    }

    fn from_word(word: &str) -> Option<Self> {
        let found = Self::ALL.iter().find(|(_, known)| *known == word);
        found.map(|(value, _)| *value)
    }

    /// "direct, mixed or indirect", for messages.
    fn choices() -> String {
        let words: Vec<&str> = Self::ALL.iter().map(|(_, word)| *word).collect();
        match words.split_last() {
            Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
            _ => words.concat(),
        }
    }
}

/// The word of a value that may not be coded: empty then.
pub(super) fn word_or_empty<T: Word>(value: Option<T>) -> &'static str {
    value.map_or("", Word::word)
}

macro_rules! words {
    ($($kind:ident { $($value:ident = $word:literal),* $(,)? })*) => {$(
        impl Word for $kind {
            const ALL: &'static [(Self, &'static str)] = &[$((Self::$value, $word)),*];
        }
    )*};
}

words! {
    Naming { Named = "named", Unnamed = "unnamed", NoneGiven = "none_given" }
    Form {
        Direct = "direct",
        Mixed = "mixed",
        Indirect = "indirect",
        FreeIndirect = "free_indirect",
        Reported = "reported",
    }
    ReviewStatus {
        Unreviewed = "unreviewed",
        Accepted = "accepted",
        Rejected = "rejected",
        Question = "question",
    }
    ProgressState { Assigned = "assigned", InProgress = "in_progress", Done = "done" }
    Polarity { Affirmed = "affirmed", Negated = "negated" }
    Layer { Independent = "independent", Adjudicated = "adjudicated" }
    SpeakerKind {
        Person = "person",
        Organisation = "organisation",
        Group = "group",
        Document = "document",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back() {
        for (value, word) in Form::ALL {
            assert_eq!(value.word(), *word);
            assert_eq!(Form::from_word(word), Some(*value));
        }
        assert_eq!(Form::from_word("Direct"), None);
        assert_eq!(Naming::choices(), "named, unnamed or none_given");
    }
}
