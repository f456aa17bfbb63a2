//! What somebody looked at and lets stand.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::Timestamp;

/// An entry of a worklist that was dismissed, with a reason. It holds as long as what the entry is
/// about stays as it was.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Dismissal {
    /// The entry's key.
    pub entry: SmolStr,
    /// Tells whether what the entry is about is as it was then.
    pub of: SmolStr,
    pub reason: String,
    pub at: Timestamp,
}
