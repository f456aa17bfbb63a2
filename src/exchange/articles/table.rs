//! Tables of articles (CSV and TSV, RFC 4180 and what spreadsheets make of it): one a row, columns
//! by their names.

use csv::{ByteRecord, ReaderBuilder};

use super::Refused;
use super::fields::{Columns, Field, listed};
use crate::exchange::{ArticleDraft, Drafted, Mapping};

/// More columns than that are none of a table of articles.
pub(super) const MOST_COLUMNS: usize = 10_000;

pub(super) fn read(text: &str, mapping: &Mapping, into: &mut Drafted) -> Result<(), Refused> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // Excel is told so what stands between two cells.
    let (delimiter, text, first) = match text.strip_prefix("sep=").and_then(said) {
        Some((delimiter, rest)) => (delimiter, rest, 2),
        None => (sniffed(text, mapping)?, text, 1),
    };
    let mut reader = ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut record = ByteRecord::new();
    let mut rows: Option<Rows> = None;
    let (mut line, mut counted) = (first, 0);
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(error) => {
                return Err(Refused::Damaged {
                    what: "a CSV table",
                    why: error.to_string(),
                });
            }
        }
        if record.len() > MOST_COLUMNS {
            return Err(too_wide());
        }
        // The reader is at the end of a line before the whole of it: its own count lags.
        let start = record.position().map_or(0, csv::Position::byte);
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        let between = text.as_bytes().get(counted..).unwrap_or_default();
        let breaks = between
            .iter()
            .zip(counted..)
            .take_while(|(byte, at)| *at < start || matches!(byte, b'\r' | b'\n'));
        for (byte, at) in breaks {
            line += usize::from(*byte == b'\n');
            counted = at + 1;
        }
        let cells = record
            .iter()
            .map(|cell| String::from_utf8_lossy(cell).into_owned());
        let cells: Vec<String> = cells.collect();
        match &rows {
            Some(rows) => rows.put(line, &cells, into),
            None => rows = Some(Rows::new(&cells, mapping)?),
        }
    }
}

pub(super) fn too_wide() -> Refused {
    Refused::TooMuch(format!("it has more than {MOST_COLUMNS} columns"))
}

/// Rows under a head that names their columns.
pub(super) struct Rows {
    columns: Columns,
}

impl Rows {
    pub(super) fn new(head: &[String], mapping: &Mapping) -> Result<Self, Refused> {
        let columns = Columns::find(head, mapping);
        if columns.has(Field::Text) {
            return Ok(Self { columns });
        }
        Err(Refused::NoColumn(format!(
            "none of its columns holds texts by its name, of {}: say which does by a mapping (text = NAME)",
            listed(head)
        )))
    }

    /// Takes a row as an article, or says why not.
    pub(super) fn put(&self, line: usize, cells: &[String], into: &mut Drafted) {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return;
        }
        let mut article = ArticleDraft::default();
        for (field, column) in self.columns.iter() {
            let cell = cells.get(column).map(String::as_str).unwrap_or_default();
            if !field.put(cell, &mut article) {
                into.report.note(
                    line,
                    format!(
                        "its date was left out: “{}” is none that can be read",
                        super::one_line(cell)
                    ),
                );
            }
        }
        if article.text.is_some() {
            into.put(line, article);
        } else {
            into.report.fail(line, "it has no text".to_owned());
        }
    }
}

fn said(rest: &str) -> Option<(u8, &str)> {
    let (line, rest) = rest.split_once('\n')?;
    match line.trim_end_matches('\r').as_bytes() {
        [delimiter] => Some((*delimiter, rest)),
        _ => None,
    }
}

/// What stands between two cells: that with which most columns of the head are known, or with
/// which there are most.
fn sniffed(text: &str, mapping: &Mapping) -> Result<u8, Refused> {
    let mut best = (0, 0, b',');
    for delimiter in [b',', b';', b'\t', b'|'] {
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .has_headers(false)
            .from_reader(text.as_bytes());
        let mut head = ByteRecord::new();
        if !reader.read_byte_record(&mut head).unwrap_or(false) {
            continue;
        }
        if head.len() > MOST_COLUMNS {
            return Err(too_wide());
        }
        let names = head
            .iter()
            .map(|cell| String::from_utf8_lossy(cell).into_owned());
        let names: Vec<String> = names.collect();
        let known = Columns::find(&names, mapping).len();
        if (known, names.len()) > (best.0, best.1) {
            best = (known, names.len(), delimiter);
        }
    }
    Ok(best.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(table: &str, mapping: &str) -> Result<Drafted, Refused> {
        let mut into = Drafted::default();
        read(table, &Mapping::parse(mapping).unwrap(), &mut into)?;
        Ok(into)
    }

    #[test]
    fn rows_are_articles_whatever_stands_between_their_cells() {
        for (table, line) in [
            (
                "id,title,text\n7,\"A, B\",\"One.\n\nTwo.\"\n8,C,\n\n,,\n",
                5,
            ),
            ("id;title;text\r\n7;A, B;\"One.\n\nTwo.\"\r\n8;C;\r\n", 5),
            ("id\ttitle\ttext\n7\tA, B\t\"One.\n\nTwo.\"\n8\tC\n", 5),
            ("sep=|\nid|title|text\n7|A, B|\"One.\n\nTwo.\"\n8|C|\n", 6),
        ] {
            let found = rows(table, "").unwrap();
            let article = &found.articles[0].article;
            assert_eq!(article.title, "A, B", "{table}");
            assert_eq!(article.text.as_deref(), Some("One.\n\nTwo."), "{table}");
            assert_eq!(article.id.as_ref().unwrap().to_string(), "7");
            assert_eq!(found.articles.len(), 1);
            assert_eq!(found.report.failures.len(), 1, "{table}");
            assert_eq!(found.report.failures[0].line, line, "{table}");
        }
    }

    #[test]
    fn a_table_without_texts_says_its_columns() {
        let said = rows("a,b\n1,2\n", "").unwrap_err().to_string();
        assert!(
            said.contains("“a”, “b”") && said.contains("text = NAME"),
            "{said}"
        );
        let found = rows("a,b\n1,2\n", "text = b\npublished = a").unwrap();
        assert_eq!(found.articles[0].article.text.as_deref(), Some("2"));
        assert_eq!(found.report.notes[0].line, 2);
    }
}
