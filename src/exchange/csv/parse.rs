//! Rows and cells from text, whatever separates them.

use ::csv::{ReaderBuilder, StringRecord};

use super::is_risky;
use crate::exchange::Report;
use crate::exchange::tables::Grid;

/// How often reading begins anew after a row that swallowed others: a quotation mark that nothing
/// closes runs to the end of the file.
const MOST_ANEW: usize = 1_000;

/// The table in a text; none where there is no row at all. Rows that do not fit are reported.
pub(super) fn grid(text: &str, report: &mut Report) -> Option<Grid> {
    let delimiter = delimiter(text);
    let mut grid: Option<Grid> = None;
    let (mut from, mut line, mut anew) = (0, 1, 0);
    'anew: while let Some(rest) = text.get(from..) {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(rest.as_bytes());
        let mut record = StringRecord::new();
        // Text in memory cannot fail to be read.
        while let Ok(true) = reader.read_record(&mut record) {
            let (start, here) = place(rest, line, &record);
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let Some(grid) = &mut grid else {
                let head = record.iter().map(str::to_owned).collect();
                grid = Some(Grid {
                    file: report.file().to_owned(),
                    head,
                    rows: Vec::new(),
                });
                continue;
            };
            let columns = grid.head.len();
            let end = usize::try_from(reader.position().byte()).unwrap_or(usize::MAX);
            let raw = rest.get(start..end.min(rest.len())).unwrap_or_default();
            let raw = raw.trim_end_matches(['\r', '\n']);
            let is_open = raw.contains('\n') && raw.matches('"').count() % 2 == 1;
            let beyond = record.iter().skip(columns).any(|cell| !cell.is_empty());
            if record.len() >= columns && !beyond && !is_open {
                let cells = record.iter().take(columns).map(str::to_owned);
                grid.rows.push((here, cells.collect()));
                continue;
            }
            report.fail(here, if is_open {
                "a quotation mark in it is not closed".to_owned()
            } else {
                format!(
                    "it has {} cells where the first line has {columns}: a quotation mark or a “{}” in it may be one too many or too few",
                    record.len(),
                    char::from(delimiter).escape_default(),
                )
            });
            if let Some(first) = raw.find('\n')
                && anew < MOST_ANEW
            {
                anew += 1;
                from += start + first + 1;
                line = here + 1;
                continue 'anew;
            }
        }
        break;
    }
    if let Some(grid) = &mut grid {
        take_guards_off(grid, report);
    }
    grid
}

/// Where a record begins in the text and in which line, counted from the line of its beginning. The
/// end of the line before, and empty lines, are no part of it.
fn place(text: &str, line: usize, record: &StringRecord) -> (usize, usize) {
    let Some(position) = record.position() else {
        return (0, line);
    };
    let start = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = text.get(start..).unwrap_or_default();
    let skipped = rest.len() - rest.trim_start_matches(['\r', '\n']).len();
    let before = text.get(..start + skipped).unwrap_or_default();
    // Lines are counted from where the last row began, so this stays linear.
    let lines = usize::try_from(position.line())
        .unwrap_or(1)
        .saturating_sub(1);
    let ends = before
        .get(start..)
        .unwrap_or_default()
        .matches('\n')
        .count();
    (start + skipped, line + lines + ends)
}

/// What stands most often in the first line, outside of quotes.
fn delimiter(text: &str) -> u8 {
    let mut quoted = false;
    let first = text.chars().take_while(|c| {
        quoted ^= *c == '"';
        quoted || *c != '\n'
    });
    let mut quoted = false;
    let (mut commas, mut semicolons, mut tabs) = (0, 0, 0);
    for c in first {
        quoted ^= c == '"';
        match c {
            ',' if !quoted => commas += 1,
            ';' if !quoted => semicolons += 1,
            '\t' if !quoted => tabs += 1,
            _ => {}
        }
    }
    if tabs > 0 && tabs >= commas.max(semicolons) {
        b'\t'
    } else if semicolons > commas {
        b';'
    } else {
        b','
    }
}

/// A `'` before what a spreadsheet would take for a formula goes, when no cell of the table is
/// without it: else it was not put there to guard.
fn take_guards_off(grid: &mut Grid, report: &mut Report) {
    let is_guarded = |cell: &str| cell.starts_with('\'') && is_risky(cell);
    let is_number = |cell: &str| cell.parse::<f64>().is_ok_and(f64::is_finite);
    let mut guarded = 0;
    for cell in grid.rows.iter().flat_map(|(_, cells)| cells) {
        if is_guarded(cell) {
            guarded += 1;
        } else if is_risky(cell) && !is_number(cell) {
            return;
        }
    }
    if guarded == 0 {
        return;
    }
    for cell in grid.rows.iter_mut().flat_map(|(_, cells)| cells) {
        if is_guarded(cell) {
            cell.remove(0);
        }
    }
    report.note(
        0,
        format!(
            "cells with a ' before = + - or @, as for a spreadsheet: {guarded}; it was taken off"
        ),
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<(usize, Vec<String>)>, Vec<String>) {
        let mut report = Report::default();
        let grid = grid(text, &mut report).unwrap();
        let remarks = report.notes.iter().chain(&report.failures);
        (grid.rows, remarks.map(ToString::to_string).collect())
    }

    #[test]
    fn lines_are_counted_as_an_editor_does() {
        for end in ["\n", "\r\n"] {
            let text = ["a,b", "1,\"x", "y\"", "", "2,z", "3,", ""].join(end);
            let (rows, said) = read(&text);
            let lines: Vec<usize> = rows.iter().map(|(line, _)| *line).collect();
            assert_eq!(lines, [2, 5, 6]);
            assert_eq!(rows[0].1[1], format!("x{end}y"));
            assert!(said.is_empty(), "{said:?}");
        }
    }

    #[test]
    fn what_separates_is_found() {
        for (text, cell) in [
            ("a;b\n1,5;2", "1,5"),
            ("a\tb,c\n1,5;6\t2", "1,5;6"),
            ("\"a;;\",b\nx;,2", "x;"),
        ] {
            assert_eq!(read(text).0[0].1[0], cell);
        }
    }

    #[test]
    fn a_row_that_does_not_end_swallows_no_other() {
        let (rows, said) = read("a,b\n1,\"open\n2,two\n3,three\n");
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[1], (4, vec!["3".to_owned(), "three".to_owned()]));
        assert_eq!(said.len(), 1);
        assert_eq!(said[0], "line 2: a quotation mark in it is not closed");
        let (rows, said) = read("a,b\n1\n2,two,three\n3,three,\n");
        assert_eq!((rows.len(), said.len()), (1, 2));
    }

    #[test]
    fn guards_go_only_where_all_are_guarded() {
        let (rows, said) = read("a,b\n'=1,'it\n-5,''@x");
        assert_eq!(rows[0].1, ["=1", "'it"]);
        assert_eq!(rows[1].1, ["-5", "'@x"]);
        assert_eq!(said.len(), 1);
        let (rows, said) = read("a,b\n'=1,=2");
        assert_eq!(rows[0].1, ["'=1", "=2"]);
        assert!(said.is_empty());
    }
}
