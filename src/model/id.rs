//! Typed identifiers. New ones are `kind_` and 12 random characters; imported ones are kept as
//! they are.

use std::fmt;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

/// What every identifier type has in common.
pub trait Id: From<SmolStr> + Clone + Eq + Ord + std::hash::Hash + fmt::Display {
    /// The word before the underscore of a new id.
    const KIND: &'static str;

    fn as_str(&self) -> &str;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $kind:literal),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(SmolStr);

        impl $name {
            pub fn new(id: impl AsRef<str>) -> Self {
                Self(SmolStr::new(id))
            }
        }

        impl Id for $name {
            const KIND: &'static str = $kind;

            fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<SmolStr> for $name {
            fn from(id: SmolStr) -> Self {
                Self(id)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )*};
}

ids! {
    ProjectId = "prj",
    ArticleId = "ar",
    StatementId = "st",
    AnnotatorId = "an",
    SpeakerId = "sp",
    TopicId = "tp",
    /// A word, such as `support`.
    StanceId = "stance",
    FieldId = "fd",
    ReviewId = "rv",
}
