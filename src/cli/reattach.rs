//! `sayso reattach`

use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};

use super::merge::same_file;
use super::open::{refuse_there, to_read};
use super::{Outcome, Terminal, counted};
use crate::exchange::deposit::{Reattached, reattach};
use crate::foreign::{Program, Worker};
use crate::store;
use crate::text::Text;

/// Make a project of a copy from an archive and the texts that belong to it
#[derive(Debug, clap::Args)]
#[command(
    after_help = "A text is known by its SHA-256, whatever the name of its file; it must be the same to the letter, but
for the kind of its line ends and a byte order mark. Articles whose text is in none of the files are
named and left out with their statements, and the exit code is 1.

Examples:
  sayso reattach talks-deposit.json articles/*.txt -o talks.sayso.ron
  sayso reattach talks-deposit.json other.sayso.ron -o talks.sayso.ron"
)]
pub(super) struct Args {
    /// What `sayso deposit` wrote
    deposit: PathBuf,
    /// Files with the texts: articles as `sayso add` reads them, or projects (.ron)
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Where the project goes
    #[arg(short, long, value_name = "PROJECT")]
    output: PathBuf,
    /// Replace a file that is there
    #[arg(long)]
    force: bool,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let (shown, to) = (args.deposit.display(), args.output.display());
    refuse_there(&args.output, args.force)?;
    let bytes = store::read_bytes(&args.deposit).map_err(|error| anyhow!("{shown}: {error}"))?;
    let worker = &mut Worker::new(Program::own());
    let mut texts = Vec::new();
    for file in &args.files {
        if same_file(file, &args.output) {
            bail!("{to}: the project would replace one of the files: choose another name");
        }
        texts.extend(read(file, worker, terminal)?);
    }
    let made = reattach(&bytes, &texts).map_err(|error| anyhow!("{shown}: {error}"))?;
    let Reattached { project, missing } = made;
    store::save(&args.output, &project, None).map_err(|error| anyhow!("{to}: {error}"))?;
    for one in &missing {
        terminal.say(&format!("{shown}: {one}"));
    }
    terminal.say(&format!(
        "{to}: {} and {}",
        counted(project.articles().len(), "article"),
        counted(project.statement_count(), "statement")
    ));
    Ok(if missing.is_empty() {
        Outcome::Done
    } else {
        Outcome::Problems
    })
}

/// The texts of a file.
fn read(
    path: &Path,
    worker: &mut Worker,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<Vec<Text>> {
    if path.extension().is_some_and(|ending| ending == "ron") {
        let project = to_read(path, terminal)?.project;
        return Ok(project.articles().iter().map(|a| a.text.clone()).collect());
    }
    let text = worker.text(path);
    let text = text.map_err(|error| anyhow!("{}: {error}", path.display()))?;
    Ok(vec![text])
}
