//! Import and export: between a project and the bytes of other programs.
//!
//! Pure functions: no disk and no clock; ids and times are given. What comes in becomes one
//! [`Edit`](crate::edit::Edit) and a report of what was left out and why; what goes out becomes
//! named files and notes on what the format cannot say. One file per format.

mod csv;
mod draft;
mod format;
mod intake;
mod jsonl;
mod plain;
#[cfg(test)]
mod sample;
mod select;
mod words;

pub use draft::{ArticleDraft, PlaceDraft, StatementDraft, TargetDraft};
pub use format::{FORMATS, Format, FormatId, Shape, UnknownFormat};
pub use intake::{Intake, Remark, Report};
pub use jsonl::array as statements_as_json;
pub use plain::text as plain_text;
pub use select::{SelectError, Selection, Voice, Wanted};
pub use words::Word;

use crate::model::Project;

/// What an export gives: files by name, and what a reader of them should know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// File names with their bytes. A format that is a file has one, whose name says nothing.
    pub files: Vec<(String, Vec<u8>)>,
    /// What the format could not say or its readers may misread, in words.
    pub notes: Vec<String>,
}

/// How an export is made.
#[derive(Clone, Debug, Default)]
pub struct ExportOptions {
    pub wanted: Wanted,
    /// Whether a format that is a folder is asked for its main file only.
    pub one_file: bool,
    /// Tables: a row for each statement × speaker × topic.
    pub long: bool,
}

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error(transparent)]
    Select(#[from] SelectError),
    #[error("the format {0} is only read, not written")]
    NotWritten(&'static str),
    #[error("the format {0} has no rows to be made long")]
    NoRows(&'static str),
    #[error("writing JSON failed: {0}")]
    Json(#[from] serde_json::Error),
    #[error("writing CSV failed: {0}")]
    Csv(#[from] ::csv::Error),
}

/// Writes a project in a format.
pub fn export(
    project: &Project,
    format: FormatId,
    options: &ExportOptions,
) -> Result<Exported, ExportError> {
    let format = format.describe();
    if !format.writes {
        return Err(ExportError::NotWritten(format.name));
    }
    if options.long && format.id != FormatId::Csv {
        return Err(ExportError::NoRows(format.name));
    }
    let wanted = options.wanted.clone().for_format(format);
    let selection = Selection::new(project, &wanted)?;
    match format.id {
        FormatId::Jsonl => jsonl::write(&selection),
        FormatId::Csv => csv::write(&selection, options.one_file, options.long),
    }
}

/// Reads the bytes of a file in a format into an intake; `None` when the format is only written.
pub fn import(format: FormatId, bytes: &[u8], intake: &mut Intake<'_>) -> Option<Report> {
    match format {
        FormatId::Jsonl => Some(jsonl::read(bytes, intake)),
        FormatId::Csv => None,
    }
}
