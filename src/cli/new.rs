//! `sayso new`

use std::path::PathBuf;

use anyhow::anyhow;

use super::open::{fresh, refuse_there};
use super::{Outcome, Terminal};
use crate::model::{Project, fresh_id};
use crate::store;

/// Make a project with the shipped stances
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sayso new talks.sayso.ron --title \"Ferry talks\"")]
pub(super) struct Args {
    /// The file to make; its name should end in .sayso.ron
    project: PathBuf,
    /// The project's title; the file's name when left out
    #[arg(long)]
    title: Option<String>,
    /// Replace a file of that name
    #[arg(long)]
    force: bool,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let path = &args.project;
    let shown = path.display();
    refuse_there(path, args.force)?;
    let title = args.title.clone().unwrap_or_else(|| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = name.strip_suffix(".ron").unwrap_or(&name);
        name.strip_suffix(".sayso").unwrap_or(name).to_owned()
    });
    let project = Project::new(fresh_id(&mut fresh()?), title);
    store::save(path, &project, None).map_err(|error| anyhow!("{shown}: {error}"))?;
    terminal.say(&format!("{shown}: made, with the shipped stances"));
    Ok(Outcome::Done)
}
