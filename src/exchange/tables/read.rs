//! Statements, articles and codes from tables, with the columns of whoever made them.
//!
//! A table is known by its columns, whatever its name: with places or quotes it has statements, with
//! a text articles, with kinds and names codes. Each row stands for itself, so that a bad one costs
//! no other.

mod cells;
mod columns;
mod rows;

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use self::columns::{Kind, Sheet};
use self::rows::{Known, Statements};
use crate::exchange::{ArticleDraft, Drafted, Mapping, Report};

pub use self::columns::column_names;

/// A table as it stands in a file: cells by row and column.
pub(in crate::exchange) struct Grid {
    /// Empty where there is one file only.
    pub(in crate::exchange) file: String,
    pub(in crate::exchange) head: Vec<String>,
    /// Each with its line, from 1, and as many cells as the head.
    pub(in crate::exchange) rows: Vec<(usize, Vec<String>)>,
}

/// A column of a table that comes in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableColumn {
    pub name: String,
    /// The first cell in it that is not empty.
    pub example: String,
    /// Our name for it; `None` where nothing is taken from it.
    pub taken_as: Option<String>,
}

/// The columns of tables in their order, each name once.
pub(in crate::exchange) fn columns(grids: Vec<Grid>, mapping: &Mapping) -> Vec<TableColumn> {
    let mut all: Vec<TableColumn> = Vec::new();
    for grid in grids {
        let examples: Vec<String> = (0..grid.head.len())
            .map(|at| {
                let cells = grid.rows.iter().filter_map(|(_, cells)| cells.get(at));
                let filled = cells.map(|cell| cell.trim()).find(|cell| !cell.is_empty());
                filled.unwrap_or_default().chars().take(200).collect()
            })
            .collect();
        let head = grid.head.clone();
        let sheet = Sheet::new(grid, mapping, &mut Report::default());
        for ((at, name), example) in head.into_iter().enumerate().zip(examples) {
            if all.iter().any(|known| known.name == name) {
                continue;
            }
            all.push(TableColumn {
                taken_as: sheet.taken_as(at).map(str::to_owned),
                name,
                example,
            });
        }
    }
    all
}

/// What tables say, added to what is drafted already.
pub(in crate::exchange) fn draft(grids: Vec<Grid>, mapping: &Mapping, drafted: &mut Drafted) {
    for (_, name) in mapping.pairs() {
        if !name.is_empty() && !grids.iter().any(|grid| columns::has(grid, name)) {
            drafted.report.begin("");
            let what = format!("the map names a column “{name}”, but there is none");
            drafted.report.note(0, what);
        }
    }
    let report = &mut drafted.report;
    let sheets = grids
        .into_iter()
        .map(|grid| Sheet::new(grid, mapping, report));
    let sheets: Vec<Sheet> = sheets.collect();
    let of = |kind| sheets.iter().filter(move |sheet| sheet.kind == kind);
    let known = Known::new(of(Kind::Codebook));
    let mut texts = HashMap::new();
    for sheet in of(Kind::Articles) {
        drafted.report.begin(&sheet.file);
        for row in sheet.rows() {
            let article = rows::article(&row, &mut drafted.report);
            if let (Some(id), Some(text)) = (&article.id, &article.text) {
                texts.entry(id.clone()).or_insert_with(|| text.clone());
            }
            drafted.put(row.line, article);
        }
    }
    let mut statements = Statements::new(&known, &texts);
    for sheet in of(Kind::Statements) {
        drafted.report.begin(&sheet.file);
        for row in sheet.rows() {
            match statements.read(&row, &mut drafted.report) {
                Ok(Some((article, statement))) => {
                    // The places are offsets into a text that changes when it comes in.
                    let text = texts.get(&article).filter(|text| rows::will_change(text));
                    let article = ArticleDraft {
                        id: Some(article),
                        text: text.cloned(),
                        statements: vec![statement],
                        ..ArticleDraft::default()
                    };
                    statements.put(drafted.articles.len());
                    drafted.put(row.line, article);
                }
                Ok(None) => {}
                Err(why) => drafted.report.fail(row.line, why),
            }
        }
    }
    statements.join_long(&mut drafted.articles);
    drafted.codes.extend(statements.codes(of(Kind::Codebook)));
    drafted.report.begin("");
}

#[cfg(test)]
mod tests {
    use crate::exchange::{self, Input, Mapping};

    #[test]
    fn columns_are_taken_by_name_and_as_the_mapping_says_and_left_out_where_it_says_so() {
        let bytes = "Headline,Volltext,outlet\n,,\nGale,A gale came.,Post\n".as_bytes();
        let files = [Input {
            name: "a.csv",
            bytes,
        }];
        let csv = exchange::format("csv").unwrap();
        let taken = |map: &str| {
            let columns = exchange::columns(csv, &files, &Mapping::parse(map).unwrap());
            let line = |column: exchange::TableColumn| {
                let taken = column.taken_as.as_deref().unwrap_or("-");
                format!("{}={taken} {}", column.name, column.example)
            };
            columns.into_iter().map(line).collect::<Vec<_>>()
        };
        assert_eq!(
            taken(""),
            [
                "Headline=title Gale",
                "Volltext=- A gale came.",
                "outlet=outlet Post"
            ]
        );
        let map = "text = Volltext\ntitle =\noutlet =";
        assert_eq!(
            taken(map),
            [
                "Headline=- Gale",
                "Volltext=text A gale came.",
                "outlet=- Post"
            ]
        );
        let drafted = exchange::draft(csv, &files, &Mapping::parse(map).unwrap()).unwrap();
        let article = &drafted.articles[0].article;
        assert_eq!(article.text.as_deref(), Some("A gale came."));
        assert_eq!((article.title.as_str(), article.outlet.as_str()), ("", ""));
        assert!(
            drafted
                .report
                .notes
                .iter()
                .all(|note| !note.what.contains("“”"))
        );
        let jsonl = exchange::format("jsonl").unwrap();
        assert!(exchange::columns(jsonl, &files, &Mapping::default()).is_empty());
    }
}
