//! `sayso diff`

use std::fmt::Write as _;
use std::path::PathBuf;

use serde_json::json;

use super::open::to_read;
use super::terminal::{cut, one_line};
use super::{Outcome, Terminal};
use crate::edit::{Change, Difference, Thing, differences, summary};
use crate::model::{Id as _, Project};

/// Say what differs between two projects
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit code: 0 they are equal, 1 they differ, 2 one cannot be read.

Examples:
  sayso diff before.sayso.ron talks.sayso.ron
  sayso diff talks.sayso.ron colleague.sayso.ron --json | jq '.[] | select(.kind == \"statement\")'"
)]
pub(super) struct Args {
    /// The project as it was
    #[arg(value_name = "A")]
    from: PathBuf,
    /// The project as it is
    #[arg(value_name = "B")]
    to: PathBuf,
    /// Print a JSON array, an object for each thing that differs
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let from = to_read(&args.from, terminal)?.project;
    let to = to_read(&args.to, terminal)?.project;
    let found = differences(&from, &to);
    if args.json {
        let objects: Vec<_> = found.iter().map(object).collect();
        terminal.put(format!("{}\n", serde_json::to_string_pretty(&objects)?).as_bytes())?;
    } else if !found.is_empty() {
        terminal.put(report(&to, &from, &found).as_bytes())?;
    } else if from == to {
        terminal.say("they are equal");
    } else {
        terminal.say("they differ only in what has no words, such as ids and times");
    }
    Ok(if from == to {
        Outcome::Done
    } else {
        Outcome::Problems
    })
}

/// The most characters of a value.
const WIDTH: usize = 200;

fn report(to: &Project, from: &Project, found: &[Difference]) -> String {
    let mut out = format!("{}\n", summary(found));
    let mut heading = String::new();
    for difference in found {
        let above = match &difference.article {
            Some(id) => {
                let articles = to.articles().get(id).or_else(|| from.articles().get(id));
                let title = articles.map_or("", |article| &article.title);
                if title.is_empty() {
                    format!("Article {id}")
                } else {
                    format!("“{}”", cut(title, WIDTH))
                }
            }
            None => "Project and codebook".to_owned(),
        };
        if above != heading {
            let _ = writeln!(out, "\n{above}");
            heading = above;
        }
        let mark = match difference.change {
            Change::Added(_) => '+',
            Change::Removed => '-',
            Change::Changed(_) => '~',
            Change::Moved => '↕',
        };
        let _ = writeln!(out, "{mark} {}", cut(&words_of(difference), WIDTH));
        match &difference.change {
            Change::Added(values) => {
                for (field, value) in values {
                    let _ = writeln!(out, "    {field}: {}", cut(value, WIDTH));
                }
            }
            Change::Changed(values) => {
                for (field, old, new) in values {
                    let (old, new) = (shown(old), shown(new));
                    let _ = writeln!(out, "    {field}: {old} → {new}");
                }
            }
            Change::Removed | Change::Moved => {}
        }
    }
    out
}

fn words_of(difference: &Difference) -> String {
    match &difference.thing {
        Thing::Article(_) => "the article".to_owned(),
        _ => difference.words.clone(),
    }
}

/// A value; a dash where there is none.
pub(super) fn shown(value: &str) -> String {
    if value.is_empty() {
        "–".to_owned()
    } else {
        cut(value, WIDTH)
    }
}

fn object(difference: &Difference) -> serde_json::Value {
    let id = match &difference.thing {
        Thing::Project => "",
        Thing::Annotator(id) => id.as_str(),
        Thing::Article(id) => id.as_str(),
        Thing::Code(id) => id.as_str(),
        Thing::Statement(id) => id.as_str(),
        Thing::Review(id) => id.as_str(),
    };
    let (change, fields) = match &difference.change {
        Change::Added(values) => {
            let fields = values
                .iter()
                .map(|(f, new)| json!({"field": f, "before": "", "after": new}));
            ("added", fields.collect::<Vec<_>>())
        }
        Change::Changed(values) => {
            let fields = values
                .iter()
                .map(|(f, old, new)| json!({"field": f, "before": old, "after": new}));
            ("changed", fields.collect())
        }
        Change::Removed => ("removed", Vec::new()),
        Change::Moved => ("moved", Vec::new()),
    };
    json!({
        "kind": difference.thing.kind(),
        "id": id,
        "article": difference.article.as_ref().map_or("", |id| id.as_str()),
        "words": one_line(&difference.words),
        "change": change,
        "fields": fields,
    })
}
