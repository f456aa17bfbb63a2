//! brat standoff: for each article a `.txt` and a `.ann`, and an `annotation.conf` beside them.
//!
//! The format is that of <https://brat.nlplab.org/standoff.html>. Offsets are code points,
//! half-open; a span over a line break stands as fragments, because an annotation is one line.
//!
//! A statement goes out as an entity `Statement` over its content with attributes; a value is one
//! word, with `_` for a space (`values.rs`). Cue and source are entities of their own, tied to it
//! by `CuedBy` and `SaidBy`. In comes what is a statement by the first of these rules that holds
//! for a file: events with the arguments Content, Cue and Source; entities `Statement`; entities of
//! the type that the user names (`statement = Quote`). What is in no statement is reported by line.

mod lines;
mod read;
mod values;
mod write;

use super::{Format, Part, Shape};

pub(super) const FORMAT: Format = Format {
    name: "brat",
    about: "brat standoff: a .txt and an .ann for each article",
    shape: Shape::Folder,
    many_voices: true,
    has_rows: false,
    carries: &[
        Part::Overlaps,
        Part::Spans,
        Part::Cue,
        Part::Source,
        Part::Naming,
        Part::Speaker,
        Part::Speakers,
        Part::OnBehalfOf,
        Part::Stance,
        Part::Target,
        Part::Topic,
        Part::Topics,
        Part::Form,
        Part::Note,
        Part::Annotator,
        Part::Status,
        Part::Layer,
        Part::Polarity,
    ],
    write: Some(|selection, _| Ok(write::write(selection))),
    read: Some(read::read),
};

/// What ends a line for some reader of brat's files; in an annotation none may stand.
const LINE_ENDS: [char; 4] = ['\n', '\u{85}', '\u{2028}', '\u{2029}'];

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
