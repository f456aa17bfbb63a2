//! REFI-QDA, what programs for qualitative analysis exchange (`QDA-XML` 1.0, 18 March 2019,
//! <https://www.qdasoftware.org>): a project `.qdpx` is an archive of `project.qde` and the texts,
//! a codebook `.qdc` one XML file.
//!
//! Stances, speakers, topics and verdicts are codes below one of that name; a statement is a
//! selection with one coding for each code, its note the description. Offsets are code points of
//! the text with LF, without a byte order mark. What the standard has no place for stands in
//! a processing instruction `<?sayso …?>` beside it, which other programs read past.

mod codes;
mod meanings;
mod project;
mod read;
mod selections;
mod write;

use uuid::Uuid;

use super::details::PARTS;
use super::{Format, Shape};

pub(super) const PROJECT: Format = Format {
    name: "refi-qda",
    about: "a project for MAXQDA, ATLAS.ti, NVivo and QualCoder",
    shape: Shape::File { ending: ".qdpx" },
    many_voices: true,
    has_rows: false,
    carries: PARTS,
    write: Some(|selection, _| write::write(selection)),
    read: Some(read::read),
};

pub(super) const CODEBOOK: Format = Format {
    name: "refi-codebook",
    about: "the codebook for MAXQDA, ATLAS.ti, NVivo and QualCoder",
    shape: Shape::File { ending: ".qdc" },
    many_voices: true,
    has_rows: false,
    carries: &[],
    write: Some(|selection, _| Ok(codes::write(selection))),
    read: Some(meanings::read),
};

/// Who wrote a file.
const ORIGIN: &str = concat!("Sayso ", env!("CARGO_PKG_VERSION"));

/// The target of our processing instructions.
const INSTRUCTION: &str = "sayso";

/// Always the same for the same thing, so that a second export is known again.
fn guid(kind: &str, id: &str) -> String {
    let space = Uuid::new_v5(&Uuid::NAMESPACE_URL, b"https://sayso.invalid/refi-qda");
    Uuid::new_v5(&space, format!("{kind}:{id}").as_bytes()).to_string()
}

/// `<?sayso {…}?>`, which must not hold what ends it.
fn instruction(json: &str) -> String {
    let plain = json.replace('>', "\\u003e");
    let json: String = plain
        .chars()
        .map(|c| {
            if super::xml::is_allowed(c) {
                c
            } else {
                '\u{fffd}'
            }
        })
        .collect();
    format!("<?{INSTRUCTION} {json}?>")
}

#[cfg(test)]
mod hostile;
#[cfg(test)]
mod tests;
