//! `sayso check`

use std::path::PathBuf;

use anyhow::bail;

use super::terminal::harmless;
use super::{Outcome, Terminal, counted};
use crate::store::{self, LoadError, Problem};

/// Check whether a project is sound
#[derive(Debug, clap::Args)]
#[command(after_help = "Prints each problem with where it is and what to do.
Exit code: 0 sound, 1 problems, 2 it cannot be read.

Examples:
  sayso check talks.sayso.ron")]
pub(super) struct Args {
    project: PathBuf,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let shown = args.project.display();
    let (problems, advice) = match store::load(&args.project) {
        Ok(loaded) => {
            if let Some(format) = loaded.newer_format {
                terminal.say(&format!(
                    "{shown}: its format is {format}, newer than this program writes ({}): it can be read and not changed; update Sayso",
                    store::FORMAT
                ));
            }
            if loaded.problems.is_empty() {
                let articles = counted(loaded.project.articles().len(), "article");
                let statements = counted(loaded.project.statement_count(), "statement");
                terminal.say(&format!("{shown}: sound ({articles}, {statements})"));
                return Ok(Outcome::Done);
            }
            (loaded.problems, "")
        }
        Err(LoadError::Inconsistent(problems)) => (
            problems,
            "; it cannot be opened until its parts fit together",
        ),
        Err(error) => bail!("{shown}: {error}"),
    };
    terminal.put(lines(&problems).as_bytes())?;
    let count = counted(problems.len(), "problem");
    terminal.say(&format!("{shown}: {count}{advice}"));
    Ok(Outcome::Problems)
}

fn lines(problems: &[Problem]) -> String {
    let line = |problem: &Problem| format!("{}\n", harmless(&problem.to_string()));
    problems.iter().map(line).collect()
}
