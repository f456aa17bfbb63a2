//! `sayso list`

use std::path::PathBuf;

use super::open::to_read;
use super::terminal::cut;
use super::{Outcome, Terminal};
use crate::exchange::{Selection, Wanted, statements_as_json};
use crate::model::{CodeId, Project, Statement};

/// List the statements of a project
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sayso list talks.sayso.ron
  sayso list talks.sayso.ron --json | jq '.[] | select(.stance == \"oppose\") | .quotes'")]
pub(super) struct Args {
    project: PathBuf,
    /// Print a JSON array, as in JSONL with the article's id and title
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let project = to_read(&args.project, terminal)?.project;
    let selection = Selection::new(&project, &Wanted::default())?;
    let listed = if args.json {
        statements_as_json(&selection)?
    } else if selection.statements().is_empty() {
        terminal.say(&format!("{}: no statements yet", args.project.display()));
        return Ok(Outcome::Done);
    } else {
        table(selection.statements().iter().map(|s| cells(&project, s)))
    };
    terminal.put(listed.as_bytes())?;
    Ok(Outcome::Done)
}

const COLUMNS: [&str; 6] = ["id", "article", "speakers", "stance", "topic", "content"];

/// The most characters of a column; ids are never cut, because they are typed again.
const WIDTHS: [usize; 6] = [usize::MAX, 24, 24, 14, 24, 60];

fn cells(project: &Project, statement: &Statement) -> [String; 6] {
    let book = project.codebook();
    let article = project.articles().get(&statement.article);
    let speakers: Vec<&str> = (statement.speakers.iter())
        .filter_map(|id| book.speakers().get(id))
        .map(|speaker| speaker.name.as_str())
        .collect();
    let stance = statement.stance.clone().map(CodeId::Stance);
    let topic = statement.topics.first().cloned().map(CodeId::Topic);
    let name = |id: Option<CodeId>| id.map_or_else(String::new, |id| book.name(&id).to_owned());
    let quotes: Vec<&str> = article.map_or_else(Vec::new, |article| {
        let quotes = statement.contents.iter().map(|a| a.quote(&article.text));
        quotes.collect()
    });
    [
        statement.id.to_string(),
        article.map_or_else(String::new, |article| article.title.clone()),
        speakers.join(", "),
        name(stance),
        name(topic),
        quotes.join(" … "),
    ]
}

/// Columns of equal width, in characters.
fn table(rows: impl Iterator<Item = [String; 6]>) -> String {
    let head = COLUMNS.map(str::to_owned);
    let rows: Vec<[String; 6]> = std::iter::once(head)
        .chain(rows.map(|cells| {
            let mut widths = WIDTHS.into_iter();
            cells.map(|cell| cut(&cell, widths.next().unwrap_or(0)))
        }))
        .collect();
    let mut widths = [0; 6];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut out = String::new();
    for row in &rows {
        let cells = row.iter().zip(widths);
        let padded: Vec<String> = cells
            .map(|(cell, width)| format!("{cell:width$}"))
            .collect();
        out.push_str(padded.join("  ").trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_and_long_text_is_cut() {
        let row = |id: &str, content: &str| {
            let cells = [id, "Ferry", "Ada Vane", "", "Pier", content];
            cells.map(str::to_owned)
        };
        let long = "a ".repeat(99);
        let rows = [row("st_1", "“No\u{1b}\n”"), row("a-longer-id", &long)];
        insta::assert_snapshot!(table(rows.into_iter()), @r"
        id           article  speakers  stance  topic  content
        st_1         Ferry    Ada Vane          Pier   “No\u{1b} ”
        a-longer-id  Ferry    Ada Vane          Pier   a a a a a a a a a a a a a a a a a a a a a a a a a a a a a a…
        ");
    }
}
