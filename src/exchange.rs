//! Import and export: between a project and the bytes of other programs.
//!
//! Pure functions: no disk and no clock; ids and times are given. What comes in becomes one
//! [`Edit`](crate::edit::Edit) and a report of what was left out and why; what goes out becomes
//! named files and notes on what the format cannot say. One file per format, with its line of the
//! table [`FORMATS`] at its head.

#[cfg(feature = "exchange")]
mod archive;
pub mod articles;
mod brat;
mod carries;
#[cfg(feature = "exchange")]
mod cas;
mod conll;
mod csv;
pub mod deposit;
#[cfg(feature = "exchange")]
mod details;
#[cfg(feature = "exchange")]
mod dna;
mod doccano;
mod draft;
#[cfg(feature = "exchange")]
mod features;
mod file_names;
mod format;
mod gexf;
mod graphml;
mod html;
mod intake;
mod jsonl;
mod label_studio;
#[cfg(test)]
mod laws;
mod markup;
mod name_pattern;
mod network;
mod object;
mod outgoing;
#[cfg(feature = "exchange")]
mod places;
mod recognise;
#[cfg(feature = "exchange")]
mod refi;
#[cfg(test)]
mod sample;
mod select;
mod tables;
#[cfg(feature = "exchange")]
mod tei;
mod units;
mod web_annotation;
#[cfg(feature = "exchange")]
mod webanno;
mod words;
#[cfg(feature = "exchange")]
mod xlsx;
#[cfg(feature = "exchange")]
mod xml;

pub use carries::{Loss, Part};
pub use draft::{
    ArticleDraft, CodeDraft, CodeKind, Drafted, Located, PlaceDraft, StatementDraft, TargetDraft,
};
pub use format::{FORMATS, Format, Read, Shape, UnknownFormat, Write, format};
pub use intake::{Intake, Mapping, MappingError, Remark, Report};
pub use jsonl::array as statements_as_json;
pub use name_pattern::{NamePattern, Named, PatternError};
pub use recognise::{may_have_labels, recognise, recognise_all};
pub use select::{SelectError, Selection, Voice, Wanted};
pub use tables::{TableColumn, column_names};
pub use words::Word;

pub use crate::analyse::{Actors, Ties};
use crate::model::Project;

/// What an export gives: files by name, and what a reader of them should know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// File names with their bytes, `/` between folders. A format that is a file has one first
    /// whose name says nothing; others of it stand beside that one.
    pub files: Vec<(String, Vec<u8>)>,
    /// What the readers of this format may misread, in words.
    pub notes: Vec<String>,
}

/// A file that is read. Its name may begin with folders, with `/` between them.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    pub name: &'a str,
    pub bytes: &'a [u8],
}

/// How an export is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportOptions {
    pub wanted: Wanted,
    /// Whether a format that is a folder is asked for its main file only.
    pub one_file: bool,
    /// Tables: a row for each statement × speaker × topic.
    pub long: bool,
    /// CSV: cells that a spreadsheet would take for formulas get a `'` in front.
    pub spreadsheet: bool,
    /// Networks: what ties whom to what. Speakers to topics where nobody said.
    pub ties: Option<Ties>,
    /// Networks: who the actors are. The speakers themselves where nobody said.
    pub actors: Option<Actors>,
}

/// What only some formats can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// [`ExportOptions::long`]
    Long,
    /// [`ExportOptions::spreadsheet`]
    Spreadsheet,
    /// [`ExportOptions::ties`] and [`ExportOptions::actors`]
    Network,
}

impl Format {
    pub fn takes(&self, extra: Extra) -> bool {
        match extra {
            Extra::Long => self.has_rows,
            Extra::Spreadsheet => *self == csv::FORMAT,
            Extra::Network => [graphml::FORMAT, gexf::FORMAT].contains(self),
        }
    }
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
    #[error("the format {0} is no text that a spreadsheet takes for formulas; csv is")]
    NoSpreadsheet(&'static str),
    #[error("the format {0} is no network; graphml and gexf are")]
    NoNetwork(&'static str),
    #[error(
        "{articles} articles are not one page: choose one article, or name a folder, which gets a page for each"
    )]
    SeveralPages { articles: usize },
    #[error(
        "the sheet {0} would have more than 1,048,575 rows, the most that a workbook holds: export csv, or fewer articles"
    )]
    TooManyRows(&'static str),
    #[error("writing JSON failed: {0}")]
    Json(#[from] serde_json::Error),
    #[error("writing CSV failed: {0}")]
    Csv(#[from] ::csv::Error),
    #[cfg(feature = "exchange")]
    #[error("making the database failed: {0}")]
    Sql(#[from] rusqlite::Error),
    #[cfg(feature = "exchange")]
    #[error("packing the archive failed: {0}")]
    Zip(#[from] zip::result::ZipError),
    #[cfg(feature = "exchange")]
    #[error("writing the workbook failed: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
}

/// The statements that an export in a format would hold.
pub fn selected<'p>(
    project: &'p Project,
    format: &Format,
    wanted: &Wanted,
) -> Result<Selection<'p>, SelectError> {
    Selection::new(project, &wanted.clone().for_format(format))
}

/// Writes a project in a format.
pub fn export(
    project: &Project,
    format: &Format,
    options: &ExportOptions,
) -> Result<Exported, ExportError> {
    let Some(write) = format.write else {
        return Err(ExportError::NotWritten(format.name));
    };
    if options.long && !format.takes(Extra::Long) {
        return Err(ExportError::NoRows(format.name));
    }
    if options.spreadsheet && !format.takes(Extra::Spreadsheet) {
        return Err(ExportError::NoSpreadsheet(format.name));
    }
    if !format.takes(Extra::Network) && (options.ties.is_some() || options.actors.is_some()) {
        return Err(ExportError::NoNetwork(format.name));
    }
    write(&selected(project, format, &options.wanted)?, options)
}

/// What files of a format say; `None` when the format is only written. A format that is a folder
/// gets its files together, others one at a time. [`Intake`] fits it into a project.
pub fn draft(format: &Format, files: &[Input<'_>], mapping: &Mapping) -> Option<Drafted> {
    let read = format.read?;
    Some(read(files, mapping))
}

/// The columns of tables, with what each is taken for; none where the format is no table.
pub fn columns(format: &Format, files: &[Input<'_>], mapping: &Mapping) -> Vec<TableColumn> {
    let report = &mut Report::default();
    let grids = match format.name {
        "csv" => csv::grids(files, report),
        #[cfg(feature = "exchange")]
        "xlsx" => xlsx::grids(files, report),
        _ => return Vec::new(),
    };
    tables::columns(grids, mapping)
}
