//! Sheets of a workbook, as the tables that they are. Cells are read one by one: a workbook that
//! claims a cell in its last corner is no larger for that.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, Xlsx, XlsxError, open_workbook_from_rs};

use crate::exchange::tables::{Grid, draft};
use crate::exchange::{Drafted, Input, Mapping, Report};

/// The most columns that are read of a sheet.
const MOST_COLUMNS: u32 = 1_000;
/// The most bytes of a workbook when it is unpacked.
const MOST_BYTES: u64 = 1 << 29;

pub(super) fn read(files: &[Input<'_>], mapping: &Mapping) -> Drafted {
    let mut drafted = Drafted::default();
    let grids = grids(files, &mut drafted.report);
    draft(grids, mapping, &mut drafted);
    drafted
}

/// The sheets of workbooks.
pub(in crate::exchange) fn grids(files: &[Input<'_>], report: &mut Report) -> Vec<Grid> {
    let mut grids = Vec::new();
    for file in files {
        let name = if files.len() > 1 { file.name } else { "" };
        report.begin(name);
        match sheets(file.bytes, name) {
            Ok(sheets) => grids.extend(sheets),
            Err(why) => report.fail(0, why),
        }
    }
    grids
}

fn sheets(bytes: &[u8], file: &str) -> Result<Vec<Grid>, String> {
    let broken = |error: &dyn std::fmt::Display| {
        format!(
            "it is no workbook that can be read ({error}): open it in a spreadsheet and save it again as .xlsx, or as CSV"
        )
    };
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(&error))?;
    let mut unpacked = 0_u64;
    for at in 0..zip.len() {
        let entry = zip.by_index_raw(at).map_err(|error| broken(&error))?;
        unpacked = unpacked.saturating_add(entry.size());
    }
    if unpacked > MOST_BYTES {
        return Err("unpacked it is larger than 512 MB: split it".to_owned());
    }
    let book = open_workbook_from_rs::<Xlsx<_>, _>(Cursor::new(bytes));
    let mut book = book.map_err(|error: XlsxError| broken(&error))?;
    let mut grids = Vec::new();
    for sheet in book.sheet_names() {
        let name = match file {
            "" => sheet.clone(),
            file => format!("{file}, {sheet}"),
        };
        let grid = grid(&mut book, &sheet, name).map_err(|error| broken(&error))?;
        grids.extend(grid);
    }
    Ok(grids)
}

/// One sheet; none where it is empty.
fn grid(
    book: &mut Xlsx<Cursor<&[u8]>>,
    sheet: &str,
    file: String,
) -> Result<Option<Grid>, XlsxError> {
    let mut cells = book.worksheet_cells_reader(sheet)?;
    let mut rows: Vec<(usize, Vec<String>)> = Vec::new();
    while let Some(cell) = cells.next_cell()? {
        let (row, column) = cell.get_position();
        let words = words(cell.get_value());
        if words.is_empty() || column >= MOST_COLUMNS {
            continue;
        }
        let line = row as usize + 1;
        if rows.last().is_none_or(|(last, _)| *last != line) {
            rows.push((line, Vec::new()));
        }
        if let Some((_, row)) = rows.last_mut() {
            let column = column as usize;
            if row.len() <= column {
                row.resize(column + 1, String::new());
            }
            if let Some(there) = row.get_mut(column) {
                *there = words;
            }
        }
    }
    let mut rows = rows.into_iter();
    let Some((_, head)) = rows.next() else {
        return Ok(None);
    };
    let rows = rows.map(|(line, mut cells)| {
        cells.resize(head.len(), String::new());
        (line, cells)
    });
    let rows = rows.collect();
    Ok(Some(Grid { file, head, rows }))
}

/// What a cell shows. Of a formula its last value.
fn words(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(words) | DataRef::DateTimeIso(words) | DataRef::DurationIso(words) => {
            words.clone()
        }
        DataRef::SharedString(words) => (*words).to_owned(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(time) => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}
