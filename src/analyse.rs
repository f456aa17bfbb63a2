//! What the statements of a project say together: networks of who speaks on what.
//!
//! Pure functions of a project and of statements that the caller has chosen.

mod network;

pub use network::{Actors, LeftOut, Network, Node, NodeKind, Tie, Ties, network};
