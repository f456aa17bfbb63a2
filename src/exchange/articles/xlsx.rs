//! Tables of articles in Excel workbooks: one a row of the first sheet whose head names a column
//! of texts. Cells are read one by one: what is empty takes no room, however far apart they stand.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, Xlsx, XlsxError};

use super::Refused;
use super::dates::whole;
use super::table::{MOST_COLUMNS, Rows, too_wide};
use super::zipped::Zipped;
use crate::exchange::{Drafted, Mapping};

const WHAT: &str = "an Excel workbook";

pub(super) fn read(bytes: &[u8], mapping: &Mapping, into: &mut Drafted) -> Result<(), Refused> {
    // The library unpacks what it likes.
    Zipped::open(bytes, WHAT)?.measure(&[".xml", ".rels"])?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let sheets = book.sheet_names().clone();
    let mut why = Refused::NoText;
    for sheet in &sheets {
        match self::sheet(&mut book, sheet, mapping, into) {
            Ok(()) => {
                if sheets.len() > 1 {
                    into.report
                        .note(0, format!("of its sheets only “{sheet}” was read"));
                }
                return Ok(());
            }
            Err(error @ Refused::NoColumn(_)) => why = error,
            Err(Refused::NoText) => {}
            Err(error) => return Err(error),
        }
    }
    Err(why)
}

fn sheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    mapping: &Mapping,
    into: &mut Drafted,
) -> Result<(), Refused> {
    let mut cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        // A sheet that is a chart.
        Err(XlsxError::NotAWorksheet(_)) => return Ok(()),
        Err(error) => return Err(damaged(error)),
    };
    let mut rows: Option<Rows> = None;
    let (mut row, mut at) = (Vec::new(), 0);
    loop {
        let cell = cells.next_cell().map_err(damaged)?;
        let here = cell.as_ref().map(calamine::Cell::get_position);
        if here.is_none_or(|(line, _)| line != at) && !row.is_empty() {
            match &rows {
                Some(rows) => rows.put(at as usize + 1, &row, into),
                None => rows = Some(Rows::new(&row, mapping)?),
            }
            row.clear();
        }
        let (Some(cell), Some((line, column))) = (cell, here) else {
            break;
        };
        at = line;
        let words = words(cell.get_value());
        if words.is_empty() {
            continue;
        }
        let column = column as usize;
        if column >= MOST_COLUMNS {
            return Err(too_wide());
        }
        if row.len() <= column {
            row.resize(column + 1, String::new());
        }
        if let Some(place) = row.get_mut(column) {
            *place = words;
        }
    }
    rows.map(|_| ()).ok_or(Refused::NoText)
}

/// A cell as it reads. Dates are numbers of days; those of 1904 count from another.
fn words(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(is) => is.to_string(),
        DataRef::DateTime(date) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            let date = whole(u32::from(year), u32::from(month), u32::from(day));
            date.map(|date| date.to_string()).unwrap_or_default()
        }
        DataRef::DateTime(_) | DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

fn damaged(error: XlsxError) -> Refused {
    match error {
        XlsxError::Password => Refused::Password,
        other => Refused::Damaged {
            what: WHAT,
            why: other.to_string(),
        },
    }
}
