//! `sayso new`

use std::path::PathBuf;

use anyhow::anyhow;

use super::open::{fresh, refuse_there, to_read};
use super::{Outcome, Terminal};
use crate::edit::with_codebook;
use crate::model::{Project, fresh_id};
use crate::store;

/// Make a project, with the shipped stances or with the codebook of another
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  sayso new talks.sayso.ron --title \"Ferry talks\"
  sayso new next.sayso.ron --codebook talks.sayso.ron")]
pub(super) struct Args {
    /// The file to make; its name should end in .sayso.ron
    project: PathBuf,
    /// The project's title; the file's name when left out
    #[arg(long)]
    title: Option<String>,
    /// The project whose speakers, stances, topics and fields it begins with
    #[arg(long, value_name = "PROJECT")]
    codebook: Option<PathBuf>,
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
    let id = fresh_id(&mut fresh()?);
    let (project, with) = match &args.codebook {
        Some(other) => {
            let other = to_read(other, terminal)?.project;
            let codes = super::counted(other.codebook().ids().count(), "code");
            (
                with_codebook(id, title, &other),
                format!("the codebook of “{}”: {codes}", other.title()),
            )
        }
        None => (Project::new(id, title), "the shipped stances".to_owned()),
    };
    store::save(path, &project, None).map_err(|error| anyhow!("{shown}: {error}"))?;
    terminal.say(&format!("{shown}: made, with {with}"));
    Ok(Outcome::Done)
}
