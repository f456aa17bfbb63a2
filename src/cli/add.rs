//! `sayso add`

mod files;
mod gather;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{anyhow, bail};
use smol_str::SmolStr;

use self::files::expand;
use self::gather::Gathered;
use super::open::{fresh, to_change};
use super::{Outcome, Terminal, counted};
use crate::edit::Edit;
use crate::exchange::articles::How;
use crate::exchange::{Mapping, NamePattern};
use crate::foreign::{Program, Worker};
use crate::model::{Article, PartialDate};
use crate::store::{read_bytes, read_text};

/// Add articles to a project and print their ids
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Text in any encoding, HTML, Word (.docx), OpenDocument (.odt), RTF, PDF, mails (.eml), web pages
saved as .mhtml, Markdown; tables with an article in each row: CSV, Excel (.xlsx), JSONL.
What a file says of its article is taken from it; what is given here goes before that.

All files that are named are added, or none when one of them is bad. Of a folder, and of the rows
of a table, the good ones are added, the others are named, and the exit code is 1.

Examples:
  sayso add talks.sayso.ron ferry.txt --outlet \"Example Post\" --date 2025-12-03
  sayso add talks.sayso.ron articles --recursive --name-pattern \"{date}_{outlet}_{title}\"
  sayso add talks.sayso.ron corpus.csv --map columns.txt"
)]
pub(super) struct Args {
    project: PathBuf,
    /// Files with articles
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The article's title; that of the file, else its name, when left out
    #[arg(long)]
    title: Option<String>,
    /// Who published it
    #[arg(long)]
    outlet: Option<String>,
    /// Who wrote it
    #[arg(long)]
    author: Option<String>,
    /// When it was published: 2025-12-03, 2025-12 or 2025; unknown when left out
    #[arg(long, value_parser = date)]
    date: Option<PartialDate>,
    /// Its address
    #[arg(long)]
    url: Option<String>,
    /// Its language as a tag, such as en
    #[arg(long)]
    language: Option<String>,
    /// What the name of a file says, without its end: {date}, {outlet}, {title}, {author},
    /// {language}, and {*} for anything
    #[arg(long, value_name = "PATTERN", value_parser = NamePattern::parse)]
    name_pattern: Option<NamePattern>,
    /// The encoding of texts, such as windows-1252; found out when left out
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Which column of a table holds what: lines such as “text = Volltext”, also for id, title,
    /// outlet, author, published, url and language
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// Add a text even if it is in the project already
    #[arg(long)]
    again: bool,
    /// Of a folder, add all files in it and below whose names end as those of articles do
    #[arg(long)]
    recursive: bool,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let mut opened = to_change(&args.project, terminal)?;
    let how = How {
        encoding: args.encoding.clone(),
        mapping: args
            .map
            .as_deref()
            .map(mapping)
            .transpose()?
            .unwrap_or_default(),
    };
    let fresh = &mut fresh()?;
    let mut gathered = Gathered::new(&opened.project, args, fresh);
    let mut files = Vec::new();
    for file in &args.files {
        match expand(file, args.recursive) {
            Ok(found) => files.extend(found),
            Err(error) => gathered.bad.push(format!("{}: {error}", file.display())),
        }
    }
    let is_of_one = args.title.is_some() || args.url.is_some();
    let of_one = "--title and --url belong to one article: add the articles one by one to use them";
    if is_of_one && files.len() + gathered.bad.len() > 1 {
        bail!(of_one);
    }
    let worker = &mut Worker::new(Program::own());
    for file in &files {
        gathered.read(file, worker, &how, terminal);
    }
    let Gathered {
        articles,
        bad,
        left_out,
        ..
    } = gathered;
    if is_of_one && articles.len() > 1 {
        bail!(of_one);
    }
    for problem in bad.iter().chain(&left_out) {
        terminal.say(problem);
    }
    let project = args.project.display();
    if !bad.is_empty() {
        bail!("{project}: nothing was added");
    }
    let ids: Vec<String> = articles.iter().map(|a| a.id.to_string()).collect();
    let count = articles.len();
    if count > 0 {
        opened.save(edit(articles))?;
    }
    terminal.say(&format!("{project}: {} added", counted(count, "article")));
    if !ids.is_empty() {
        terminal.put((ids.join("\n") + "\n").as_bytes())?;
    }
    if left_out.is_empty() {
        return Ok(Outcome::Done);
    }
    terminal.say(&format!(
        "{project}: left out for the reasons above: {} of the files and rows",
        left_out.len()
    ));
    Ok(Outcome::Problems)
}

fn edit(articles: Vec<Article>) -> Edit {
    let name = format!("add {}", counted(articles.len(), "article"));
    let add = |article| Edit::AddArticle {
        at: usize::MAX,
        article: Arc::new(article),
    };
    let mut edits: Vec<Edit> = articles.into_iter().map(add).collect();
    match edits.pop() {
        Some(only) if edits.is_empty() => only,
        last => {
            edits.extend(last);
            Edit::group(name, edits)
        }
    }
}

fn mapping(path: &Path) -> anyhow::Result<Mapping> {
    let named = |error: &dyn std::fmt::Display| anyhow!("{}: {error}", path.display());
    let text = read_bytes(path).and_then(read_text);
    let text = text.map_err(|error| named(&error))?;
    Mapping::parse(&text).map_err(|error| named(&error))
}

/// A date on the command line.
fn date(date: &str) -> Result<PartialDate, String> {
    PartialDate::try_from(SmolStr::from(date))
}
