//! Our own JSONL: one article a line, with its text and statements; no codebook, reviews or
//! provenance. Offsets are code points, half-open.
//!
//! Every key is always written, in one order; what is not coded is `""` or `[]`, never null. Two
//! keys are written only when they say something: `progress` of an article, for annotators who
//! are not done (`""` for those of whom nothing is known), and `layer` of a statement, when it is
//! `adjudicated`. Without them a file that comes back would say that everybody is done and that a
//! decision is one more coding.

mod object;
mod read;
mod write;

pub use write::array;
pub(super) use write::target;

use super::{Format, Part, Shape};

pub(super) const FORMAT: Format = Format {
    name: "jsonl",
    about: "texts and statements, one article a line",
    shape: Shape::File { ending: ".jsonl" },
    many_voices: true,
    has_rows: false,
    carries: &Part::ALL,
    write: Some(|selection, _| write::write(selection)),
    read: Some(|files, _| read::read(files)),
};

#[cfg(test)]
pub(super) mod laws;
