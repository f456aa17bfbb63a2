//! `sayso add`

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{anyhow, bail};
use smol_str::SmolStr;

use super::open::{fresh, to_change};
use super::{Outcome, Terminal, counted};
use crate::edit::Edit;
use crate::foreign::{Program, Worker};
use crate::model::{Article, Fresh, PartialDate, fresh_id};
use crate::store::ReadError;

/// Add articles to a project and print their ids
#[derive(Debug, clap::Args)]
#[command(after_help = "All files are added, or none when one of them is bad.

Examples:
  sayso add talks.sayso.ron ferry.txt --outlet \"Example Post\" --date 2025-12-03
  sayso add talks.sayso.ron articles --recursive")]
pub(super) struct Args {
    project: PathBuf,
    /// Text files in UTF-8
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The article's title; the file's name when left out
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
    /// Add a text even if it is in the project already
    #[arg(long)]
    again: bool,
    /// Of a folder, add all .txt files in it and below
    #[arg(long)]
    recursive: bool,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let mut opened = to_change(&args.project, terminal)?;
    let mut texts: HashMap<SmolStr, String> = opened
        .project
        .articles()
        .iter()
        .map(|article| {
            (
                article.sha256.clone(),
                format!("the article {}", article.id),
            )
        })
        .collect();
    let mut problems = Vec::new();
    let mut files = Vec::new();
    for file in &args.files {
        match expand(file, args.recursive) {
            Ok(found) => files.extend(found),
            Err(error) => problems.push(format!("{}: {error}", file.display())),
        }
    }
    let several = files.len() + problems.len() > 1;
    if several && (args.title.is_some() || args.url.is_some()) {
        bail!("--title and --url belong to one article: add the files one by one to use them");
    }
    let fresh = &mut fresh()?;
    let worker = &mut Worker::new(Program::own());
    let mut articles = Vec::new();
    for file in &files {
        match read(file, worker, fresh) {
            Err(error) => problems.push(format!("{}: {error}", file.display())),
            Ok(article) => {
                if let Some(twin) = texts.get(&article.sha256)
                    && !args.again
                {
                    problems.push(format!(
                        "{}: its text is the same as that of {twin}: leave it out, or add it once more with --again",
                        file.display()
                    ));
                    continue;
                }
                texts.insert(article.sha256.clone(), file.display().to_string());
                articles.push(with_metadata(article, args));
            }
        }
    }
    if !problems.is_empty() {
        for problem in &problems {
            terminal.say(problem);
        }
        bail!("{}: nothing was added", args.project.display());
    }
    let ids: Vec<String> = articles.iter().map(|a| a.id.to_string()).collect();
    let count = articles.len();
    opened.save(edit(articles))?;
    terminal.say(&format!(
        "{}: {} added",
        args.project.display(),
        counted(count, "article")
    ));
    terminal.put((ids.join("\n") + "\n").as_bytes())?;
    Ok(Outcome::Done)
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

fn with_metadata(mut article: Article, args: &Args) -> Article {
    if let Some(title) = &args.title {
        article.title.clone_from(title);
    }
    article.outlet = args.outlet.clone().unwrap_or_default();
    article.author = args.author.clone().unwrap_or_default();
    article.published.clone_from(&args.date);
    article.url = args.url.clone().unwrap_or_default();
    article.language = args.language.clone().unwrap_or_default();
    article
}

fn read(file: &Path, worker: &mut Worker, fresh: &mut dyn Fresh) -> anyhow::Result<Article> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    if name.ends_with(".sayso.ron") {
        bail!(
            "it is a project, not an article: open it with: sayso {}",
            file.display()
        );
    }
    let title = file.file_stem().unwrap_or_default().to_string_lossy();
    Ok(Article::new(fresh_id(fresh), title, worker.article(file)?))
}

/// The file itself, or the texts below a folder in the order of their names.
fn expand(path: &Path, recursive: bool) -> anyhow::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    if !recursive {
        bail!("it is a folder: name the files in it, or add all its .txt files with --recursive");
    }
    let mut found = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        let unreadable =
            |error: io::Error| anyhow!("{}: {}", folder.display(), ReadError::from(error));
        for entry in std::fs::read_dir(&folder).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let kind = entry.file_type().map_err(unreadable)?;
            let path = entry.path();
            let ending = path.extension().unwrap_or_default();
            // Links to folders are not followed: they may lead back here.
            if kind.is_dir() {
                folders.push(path);
            } else if ending.eq_ignore_ascii_case("txt") && !path.is_dir() {
                found.push(path);
            }
        }
    }
    if found.is_empty() {
        bail!("there is no .txt file in it or below");
    }
    found.sort();
    Ok(found)
}

/// A date on the command line.
fn date(date: &str) -> Result<PartialDate, String> {
    PartialDate::try_from(SmolStr::from(date))
}
