//! The three tables that CSV and XLSX hold: statements, articles, codebook; and the dictionary that
//! says of each column what it is.
//!
//! Offsets are code points, half-open. Several values of one cell are joined by `; `.

mod context;
mod others;
mod read;
mod statements;

pub(super) use read::{Grid, columns, draft};
pub use read::{TableColumn, column_names};

use super::{ExportError, Selection};
use crate::model::Article;

/// Between the values of one cell.
const AND: &str = "; ";
/// Between the spans of one quote.
const GAP: &str = " … ";

/// All tables, the main one first.
pub(super) const TABLES: [Table; 3] = [statements::STATEMENTS, others::ARTICLES, others::CODEBOOK];

/// A table: its columns, and what makes its rows.
pub(super) struct Table {
    pub(super) name: &'static str,
    pub(super) columns: &'static [Column],
    write: fn(&Selection<'_>, bool, &mut dyn Rows) -> Result<(), ExportError>,
}

/// What stands in a column.
#[derive(Clone, Copy)]
pub(super) struct Column {
    pub(super) name: &'static str,
    means: &'static str,
    /// The unit or the possible values; empty for any words.
    unit: &'static str,
    /// Whether its cells are numbers, or empty.
    pub(super) is_number: bool,
}

impl Column {
    const fn text(name: &'static str, means: &'static str, unit: &'static str) -> Self {
        Self {
            name,
            means,
            unit,
            is_number: false,
        }
    }

    const fn number(name: &'static str, means: &'static str, unit: &'static str) -> Self {
        Self {
            name,
            means,
            unit,
            is_number: true,
        }
    }
}

#[cfg(feature = "exchange")]
impl Column {
    /// How wide it is shown, in characters.
    pub(super) fn width(&self) -> f64 {
        match self.name {
            "quote" | "context" | "means" => 60.0,
            "text" | "note" | "definition" | "title" | "unit" => 40.0,
            _ if self.is_number => 10.0,
            _ => 16.0,
        }
    }
}

/// What takes the rows of a table, one after another.
pub(super) trait Rows {
    fn row(&mut self, cells: &[String]) -> Result<(), ExportError>;
}

impl Table {
    /// Writes all rows; what is in them is counted.
    pub(super) fn write(
        &self,
        selection: &Selection<'_>,
        long: bool,
        to: &mut dyn Rows,
    ) -> Result<Counts, ExportError> {
        let mut counted = Counted {
            counts: Counts {
                rows: 0,
                filled: vec![0; self.columns.len()],
            },
            to,
        };
        (self.write)(selection, long, &mut counted)?;
        Ok(counted.counts)
    }
}

/// How many rows a table has, and in how many of them each column is filled.
pub(super) struct Counts {
    rows: usize,
    filled: Vec<usize>,
}

struct Counted<'t> {
    counts: Counts,
    to: &'t mut dyn Rows,
}

impl Rows for Counted<'_> {
    fn row(&mut self, cells: &[String]) -> Result<(), ExportError> {
        self.counts.rows += 1;
        for (cell, filled) in cells.iter().zip(&mut self.counts.filled) {
            *filled += usize::from(!cell.is_empty());
        }
        self.to.row(cells)
    }
}

/// The columns of the dictionary.
pub(super) const DICTIONARY: [Column; 6] = [
    Column::text("table", "", ""),
    Column::text("column", "", ""),
    Column::text("means", "", ""),
    Column::text("unit", "", ""),
    Column::number("rows", "", ""),
    Column::number("filled", "", ""),
];

/// A row of the dictionary for each column of each table that was written.
pub(super) fn dictionary(
    written: &[(&Table, Counts)],
    to: &mut dyn Rows,
) -> Result<(), ExportError> {
    for (table, counts) in written {
        for (column, filled) in table.columns.iter().zip(&counts.filled) {
            let words = [table.name, column.name, column.means, column.unit];
            let [name, column, means, unit] = words.map(str::to_owned);
            let numbers = [counts.rows.to_string(), filled.to_string()];
            let [rows, filled] = numbers;
            to.row(&[name, column, means, unit, rows, filled])?;
        }
    }
    Ok(())
}

fn published(article: &Article) -> String {
    let date = article.published.as_ref();
    date.map_or_else(String::new, ToString::to_string)
}
