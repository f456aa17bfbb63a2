//! Which column is what: as the map says, else by its name.

use std::collections::HashMap;

use super::Grid;
use crate::exchange::{Mapping, Report};

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Statements,
    Articles,
    Codebook,
    /// Says what columns mean; nothing is taken from it.
    Dictionary,
    Unknown,
}

/// Our columns with other usual names for them.
const COLUMNS: [(&str, &[&str]); 41] = [
    ("statement_id", &["annotation_id"]),
    (
        "article_id",
        &[
            "doc_id",
            "docid",
            "document_id",
            "doc",
            "document",
            "article",
        ],
    ),
    ("title", &["headline", "article_title"]),
    (
        "outlet",
        &["newspaper", "publication", "publisher", "medium"],
    ),
    (
        "published",
        &["date", "publication_date", "pub_date", "published_at"],
    ),
    ("url", &["link"]),
    ("language", &["lang"]),
    ("author", &["byline"]),
    ("tags", &["keywords"]),
    ("text", &["body", "full_text", "fulltext"]),
    ("annotator", &["coder", "rater", "annotated_by"]),
    ("start", &["begin", "start_offset", "start_char"]),
    ("end", &["stop", "end_offset", "end_char"]),
    ("spans", &[]),
    (
        "quote",
        &["quotation", "statement", "content", "covered_text"],
    ),
    ("naming", &[]),
    ("speakers", &["speaker", "actor", "person", "who"]),
    ("speaker_kind", &[]),
    ("organisation", &["organization"]),
    ("on_behalf_of", &[]),
    ("stance", &["position", "sentiment"]),
    ("stance_scale", &[]),
    ("target", &[]),
    ("topics", &["topic", "concept", "issue"]),
    ("form", &[]),
    ("source", &[]),
    ("cue", &[]),
    ("source_spans", &[]),
    ("cue_spans", &[]),
    ("note", &["notes", "comment", "comments", "memo", "remark"]),
    ("status", &["review", "verdict"]),
    ("layer", &[]),
    ("created", &[]),
    ("polarity", &[]),
    ("kind", &[]),
    ("id", &[]),
    ("name", &[]),
    ("parent", &[]),
    ("definition", &["description"]),
    ("aliases", &[]),
    ("scale", &[]),
];

/// Columns of ours that follow from others.
const FOLLOWS: [&str; 6] = [
    "context",
    "role",
    "topic_path",
    "words",
    "statements",
    "uses",
];

/// Our names for columns, those that a mapping may name.
pub fn column_names() -> impl Iterator<Item = &'static str> {
    COLUMNS.iter().map(|(ours, _)| *ours)
}

/// A table of which it is known what its columns are.
pub(super) struct Sheet {
    pub(super) file: String,
    pub(super) kind: Kind,
    columns: HashMap<&'static str, usize>,
    rows: Vec<(usize, Vec<String>)>,
}

/// A row of a sheet.
pub(super) struct Row<'s> {
    pub(super) line: usize,
    columns: &'s HashMap<&'static str, usize>,
    cells: &'s [String],
}

impl Row<'_> {
    /// The cell of one of our columns; empty where there is no such column.
    pub(super) fn get(&self, ours: &str) -> &str {
        let at = self.columns.get(ours);
        at.and_then(|at| self.cells.get(*at))
            .map_or("", String::as_str)
    }
}

/// Whether a table has a column of that name.
pub(super) fn has(grid: &Grid, name: &str) -> bool {
    grid.head.iter().any(|column| plain(column) == plain(name))
}

impl Sheet {
    pub(super) fn new(grid: Grid, mapping: &Mapping, report: &mut Report) -> Self {
        report.begin(&grid.file);
        let mut found = Found::default();
        for (ours, theirs) in mapping.pairs() {
            let at = grid
                .head
                .iter()
                .position(|column| plain(column) == plain(theirs));
            match (known_as(&plain(ours)), at) {
                // Nothing is taken for it, whatever a column is called.
                (Some(ours), _) if theirs.is_empty() => found.barred.push(ours),
                (Some(ours), Some(at)) => found.take(ours, at),
                (None, _) => report.note(0, format!("the map has “{ours}”, which is nothing here")),
                (_, None) => {}
            }
        }
        let names: Vec<String> = grid.head.iter().map(|column| plain(column)).collect();
        let has = |name: &str| names.iter().any(|column| column == name);
        // Under our own names first: a column of another name may stand beside them.
        for (at, name) in names.iter().enumerate() {
            // Where there is no outlet, a source is where an article is from.
            let is_outlet = name == "source" && !has("outlet") && !has("cue");
            if let Some((ours, _)) = COLUMNS.iter().find(|(ours, _)| ours == name)
                && !is_outlet
            {
                found.take(ours, at);
            }
        }
        let mut taken = Vec::new();
        for (at, name) in names.iter().enumerate() {
            let ours = if name == "source" {
                Some("outlet")
            } else {
                known_as(name)
            };
            if let Some(ours) = ours
                && found.is_free(ours, at)
            {
                found.take(ours, at);
                taken.push(format!(
                    "{} for {ours}",
                    grid.head.get(at).map_or("", |name| name.trim())
                ));
            }
        }
        let kind = found.kind(&names);
        if found.columns.contains_key("id") {
            match kind {
                Kind::Statements => found.rename("id", "statement_id"),
                Kind::Articles => found.rename("id", "article_id"),
                _ => {}
            }
        }
        if !taken.is_empty() && !matches!(kind, Kind::Dictionary | Kind::Unknown) {
            report.note(
                1,
                format!("columns were taken by their names: {}", taken.join(", ")),
            );
        }
        let unknown = (names.iter().zip(&grid.head).enumerate())
            .filter(|(at, (name, _))| {
                !found.columns.values().any(|taken| taken == at)
                    && !FOLLOWS.contains(&name.as_str())
            })
            .map(|(_, (_, name))| format!("“{}”", name.trim()));
        let unknown: Vec<String> = unknown.collect();
        match kind {
            Kind::Dictionary => {}
            Kind::Unknown => report.fail(1, format!(
                "it has no column for places (start and end, or spans), for a quote or for a text; it has {}: a map says which is what, with lines such as start = {}",
                unknown.join(", "),
                grid.head.first().map_or("Begin", |name| name.trim()),
            )),
            _ if unknown.is_empty() => {}
            _ => report.note(1, format!(
                "columns that are not known were left out: {}; a map can say what they are",
                unknown.join(", ")
            )),
        }
        Self {
            file: grid.file,
            kind,
            columns: found.columns,
            rows: grid.rows,
        }
    }

    /// What the column at a place is taken for.
    pub(super) fn taken_as(&self, at: usize) -> Option<&'static str> {
        let mut taken = self.columns.iter().filter(|(_, place)| **place == at);
        taken.next().map(|(ours, _)| *ours)
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row {
            line: *line,
            columns: &self.columns,
            cells,
        })
    }
}

/// Which column is what so far.
#[derive(Default)]
struct Found {
    columns: HashMap<&'static str, usize>,
    /// For which no column may be taken.
    barred: Vec<&'static str>,
}

impl Found {
    fn is_free(&self, ours: &str, at: usize) -> bool {
        let is_taken = self.columns.contains_key(ours) || self.barred.contains(&ours);
        !is_taken && !self.columns.values().any(|taken| *taken == at)
    }

    fn take(&mut self, ours: &'static str, at: usize) {
        if self.is_free(ours, at) {
            self.columns.insert(ours, at);
        }
    }

    fn rename(&mut self, from: &str, to: &'static str) {
        if !self.columns.contains_key(to)
            && let Some(at) = self.columns.remove(from)
        {
            self.columns.insert(to, at);
        }
    }

    fn kind(&self, names: &[String]) -> Kind {
        let has = |ours: &str| self.columns.contains_key(ours);
        let is_dictionary = ["table", "column", "means"];
        if is_dictionary
            .iter()
            .all(|name| names.iter().any(|column| column == name))
        {
            Kind::Dictionary
        } else if has("spans") || (has("start") && has("end")) || has("quote") {
            Kind::Statements
        } else if has("text") {
            Kind::Articles
        } else if has("kind") && has("name") {
            Kind::Codebook
        } else {
            Kind::Unknown
        }
    }
}

/// Our name for a usual one.
fn known_as(name: &str) -> Option<&'static str> {
    let known = |(ours, usual): &&(&'static str, &[&str])| *ours == name || usual.contains(&name);
    COLUMNS.iter().find(known).map(|(ours, _)| *ours)
}

/// A name without what people write differently.
fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-'], "_")
}
