//! Tables as text: RFC 4180 with CRLF, UTF-8 without a byte order mark. `tables.rs` says what is in
//! them. Read is any table of statements or articles, with what it has for columns.

mod decode;
mod parse;

use ::csv::{Terminator, Writer, WriterBuilder};

use super::tables::{Column, DICTIONARY, Grid, Rows, TABLES, dictionary, draft};
use super::{
    Drafted, ExportError, ExportOptions, Exported, Format, Input, Mapping, Part, Report, Selection,
    Shape,
};

pub(super) const FORMAT: Format = Format {
    name: "csv",
    about: "statements.csv, articles.csv, codebook.csv and what their columns mean; only statements where the name ends in .csv",
    shape: Shape::FolderOrFile { ending: ".csv" },
    many_voices: false,
    has_rows: true,
    carries: &Part::ALL,
    write: Some(write),
    read: Some(read),
};

/// The three tables with their dictionary, or only the statements.
fn write(selection: &Selection<'_>, options: &ExportOptions) -> Result<Exported, ExportError> {
    let mut risky = 0;
    let mut files = Vec::new();
    let mut written = Vec::new();
    let tables = TABLES
        .iter()
        .take(if options.one_file { 1 } else { TABLES.len() });
    for table in tables {
        let mut lines = Lines::new(table.columns, options.spreadsheet)?;
        written.push((table, table.write(selection, options.long, &mut lines)?));
        risky += lines.risky;
        files.push((format!("{}.csv", table.name), lines.finish()?));
    }
    if !options.one_file {
        let mut lines = Lines::new(&DICTIONARY, options.spreadsheet)?;
        dictionary(&written, &mut lines)?;
        files.push(("dictionary.csv".to_owned(), lines.finish()?));
    }
    let notes = match risky {
        0 => Vec::new(),
        risky if options.spreadsheet => vec![format!(
            "cells that a spreadsheet would take for formulas: {risky}; each has a ' in front, which an import takes off again"
        )],
        risky => vec![format!(
            "cells that begin with = + - @ or a tab: {risky}; a spreadsheet may take them for formulas: export for a spreadsheet, or read the file as text there"
        )],
    };
    Ok(Exported { files, notes })
}

/// Whether a spreadsheet takes a cell for a formula, or for one that was made harmless.
fn is_risky(cell: &str) -> bool {
    cell.trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Writes lines and counts the cells which a spreadsheet would take for formulas.
struct Lines {
    writer: Writer<Vec<u8>>,
    columns: &'static [Column],
    /// Whether those cells get a `'` in front.
    guarded: bool,
    risky: usize,
}

impl Lines {
    fn new(columns: &'static [Column], guarded: bool) -> Result<Self, ExportError> {
        let mut writer = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .from_writer(Vec::new());
        writer.write_record(columns.iter().map(|column| column.name))?;
        Ok(Self {
            writer,
            columns,
            guarded,
            risky: 0,
        })
    }

    fn finish(self) -> Result<Vec<u8>, ExportError> {
        self.writer
            .into_inner()
            .map_err(|error| ExportError::Csv(error.into_error().into()))
    }
}

impl Rows for Lines {
    fn row(&mut self, cells: &[String]) -> Result<(), ExportError> {
        for (cell, column) in cells.iter().zip(self.columns) {
            // Numbers may be below zero by right. What begins with ' is no formula yet, but would lose
            // it on the way back.
            let is_guarded = self.guarded && !column.is_number && is_risky(cell);
            self.risky +=
                usize::from(!column.is_number && !cell.starts_with('\'') && is_risky(cell));
            if is_guarded {
                self.writer.write_field(format!("'{cell}"))?;
            } else {
                self.writer.write_field(cell)?;
            }
        }
        self.writer.write_record(None::<&[u8]>)?;
        Ok(())
    }
}

fn read(files: &[Input<'_>], mapping: &Mapping) -> Drafted {
    let mut drafted = Drafted::default();
    let grids = grids(files, &mut drafted.report);
    draft(grids, mapping, &mut drafted);
    drafted
}

/// The tables of files.
pub(super) fn grids(files: &[Input<'_>], report: &mut Report) -> Vec<Grid> {
    let mut grids = Vec::new();
    for file in files {
        // Of a folder only the tables: others may lie beside them.
        let ending = file
            .name
            .rsplit_once('.')
            .map(|(_, ending)| ending.to_lowercase());
        let is_table = matches!(ending.as_deref(), Some("csv" | "tsv" | "tab" | "txt"));
        if files.len() > 1 {
            if !is_table {
                continue;
            }
            report.begin(file.name);
        }
        let text = decode::text(file.bytes, report);
        grids.extend(parse::grid(&text, report));
    }
    grids
}

#[cfg(test)]
pub(super) mod laws;
#[cfg(test)]
mod tests;
