//! What a coded project says and what is left to do in it: worklists, the same words elsewhere, what
//! is likely, pages of codes, counts, networks.
//!
//! Nothing here changes a project: what it proposes are edits, and what it remembers follows what
//! edits touched. It knows no screen, no disk, no clock and no randomness.

mod by_article;
mod code;
mod counts;
mod fold;
mod likely;
mod network;
mod occurrences;
mod rank;
mod worklist;

pub use code::{CodePage, Count, code_page};
pub use counts::{By, Table, table};
pub use likely::Likely;
pub use network::{Actors, LeftOut, Network, Node, NodeKind, Tie, Ties, network};
pub use occurrences::{Occurrence, Occurrences, code_alike, link_repeats};
pub use rank::{Leaning, Ranker};
pub use worklist::{Entry, Goal, Kind, Refreshed, Worklists, called_alike, dismiss, take_back};
