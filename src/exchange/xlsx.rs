//! The tables as sheets of a workbook, with a sheet that says what their columns mean.
//!
//! Words are always strings, never formulas. A cell holds 32,767 UTF-16 units: what is longer is cut
//! and counted; the text of an article is whole in every other format.

mod read;

pub(super) use read::grids;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format as Look, Workbook, Worksheet, XlsxError,
};

use super::tables::{Column, DICTIONARY, Rows, TABLES, dictionary};
use super::{ExportError, ExportOptions, Exported, Format, Part, Selection, Shape};

/// The most UTF-16 units of a cell.
const LONGEST: usize = 32_767;
/// The most rows of a sheet, its head included.
const MOST_ROWS: u32 = 1_048_576;

pub(super) const FORMAT: Format = Format {
    name: "xlsx",
    about: "a workbook with the sheets statements, articles, codebook, and readme, which says what they mean",
    shape: Shape::File { ending: ".xlsx" },
    many_voices: false,
    has_rows: true,
    carries: &Part::ALL,
    write: Some(write),
    read: Some(read::read),
};

fn write(selection: &Selection<'_>, options: &ExportOptions) -> Result<Exported, ExportError> {
    let mut book = Workbook::new();
    // No clock: the same project is the same file.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let mut written = Vec::new();
    let mut notes = Vec::new();
    for table in &TABLES {
        let mut sheet = Sheet::new(table.name, table.columns)?;
        written.push((table, table.write(selection, options.long, &mut sheet)?));
        notes.extend(sheet.said());
        book.push_worksheet(sheet.finish()?);
    }
    let mut readme = Sheet::new("readme", &DICTIONARY)?;
    dictionary(&written, &mut readme)?;
    book.push_worksheet(readme.finish()?);
    Ok(Exported {
        files: vec![("statements.xlsx".to_owned(), book.save_to_buffer()?)],
        notes,
    })
}

struct Sheet {
    name: &'static str,
    columns: &'static [Column],
    made: Worksheet,
    row: u32,
    /// How many cells of a column were cut.
    cut: Vec<usize>,
}

impl Sheet {
    fn new(name: &'static str, columns: &'static [Column]) -> Result<Self, XlsxError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        sheet.set_freeze_panes(1, 0)?;
        let head = Look::new().set_bold();
        for (column, at) in columns.iter().zip(0..) {
            sheet.write_string_with_format(0, at, column.name, &head)?;
            sheet.set_column_width(at, column.width())?;
        }
        Ok(Self {
            name,
            columns,
            made: sheet,
            row: 0,
            cut: vec![0; columns.len()],
        })
    }

    /// What was cut, for each column of which something was.
    fn said(&self) -> Vec<String> {
        let cut = self.columns.iter().zip(&self.cut);
        cut.filter(|(_, cut)| **cut > 0)
            .map(|(column, cut)| {
                let cells = if *cut == 1 { "1 cell was" } else { &format!("{cut} cells were") };
                format!(
                    "sheet {}, column {}: {cells} cut after 32,767 characters, the most that a cell of a workbook holds; csv and jsonl have all of it",
                    self.name, column.name
                )
            })
            .collect()
    }

    fn finish(mut self) -> Result<Worksheet, XlsxError> {
        if let Some(last) = self.columns.len().checked_sub(1)
            && self.row > 0
        {
            let last = u16::try_from(last).unwrap_or(u16::MAX);
            self.made.autofilter(0, 0, self.row, last)?;
        }
        Ok(self.made)
    }
}

impl Rows for Sheet {
    fn row(&mut self, cells: &[String]) -> Result<(), ExportError> {
        self.row += 1;
        if self.row >= MOST_ROWS {
            return Err(ExportError::TooManyRows(self.name));
        }
        for (at, (cell, column)) in (0..).zip(cells.iter().zip(self.columns)) {
            if cell.is_empty() {
                continue;
            }
            if column.is_number
                && let Ok(number) = cell.parse::<f64>()
            {
                self.made.write_number(self.row, at, number)?;
                continue;
            }
            // A carriage return would come back as the letters _x000D_.
            let words = cell.replace("\r\n", "\n").replace('\r', "\n");
            let fitting = fitting(&words);
            if fitting.len() < words.len()
                && let Some(cut) = self.cut.get_mut(usize::from(at))
            {
                *cut += 1;
            }
            self.made.write_string(self.row, at, fitting)?;
        }
        Ok(())
    }
}

/// As much as a cell holds.
fn fitting(words: &str) -> &str {
    let mut units = 0;
    let end = words.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > LONGEST
    });
    end.and_then(|(at, _)| words.get(..at)).unwrap_or(words)
}

#[cfg(test)]
mod tests;
