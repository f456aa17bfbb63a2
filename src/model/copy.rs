//! What a project is when it is not the whole: a copy for one coder; and who may change its codebook.

use std::fmt;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::{AnnotatorId, Timestamp};

/// A copy for one coder: a part of a project, so that what is missing in it was never deleted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoderCopy {
    pub annotator: AnnotatorId,
    /// The fingerprint, in hex, of the whole project's file as it was written when the copy was made.
    pub of: SmolStr,
    pub made: Timestamp,
}

/// What coders may do to the codebook. Merges and imports are not held by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Policy {
    #[default]
    Open,
    /// New codes are proposed; what is there stays as it is.
    ProposeOnly,
    Locked,
}

impl Policy {
    pub const ALL: [Self; 3] = [Self::Open, Self::ProposeOnly, Self::Locked];
}

impl fmt::Display for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Open => "open",
            Self::ProposeOnly => "propose only",
            Self::Locked => "locked",
        })
    }
}
