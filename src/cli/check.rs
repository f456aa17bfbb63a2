//! `sayso check`

use std::path::{Path, PathBuf};

use anyhow::bail;

use super::recover::of_file;
use super::terminal::harmless;
use super::{Outcome, Terminal, counted};
use crate::store::storage::Disk;
use crate::store::vault;
use crate::store::{self, LoadError, Loaded, Problem};

/// Check whether a project is sound
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Prints each problem with where it is and what to do. Work that is kept beside the file and not in
it, and other versions in the same folder, are named and are no problems.
Exit code: 0 sound, 1 problems, 2 it cannot be read.

Examples:
  sayso check talks.sayso.ron"
)]
pub(super) struct Args {
    project: PathBuf,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let shown = args.project.display();
    let loaded = store::load(&args.project);
    tell_kept(&args.project, loaded.as_ref().ok(), terminal);
    if let Ok(loaded) = &loaded {
        tell_copies(&args.project, loaded, terminal);
    }
    let (problems, advice) = match loaded {
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

/// Says what is kept of the project that is not in the file.
fn tell_kept(path: &Path, loaded: Option<&Loaded>, terminal: &mut Terminal<'_>) {
    let shown = path.display();
    let Some(root) = vault::root() else {
        return;
    };
    let pending = match of_file(&root, path, loaded) {
        Ok(pending) => pending,
        Err(error) => return terminal.say(&format!("{shown}: {error}")),
    };
    let advice = format!("sayso recover {shown} -o OUT");
    if let Some(pending) = pending {
        let edits = counted(pending.recovered.edits, "edit");
        terminal.say(&match (loaded, pending.recovered.edits) {
            (None, 0) => format!("{shown}: what was saved in it is kept on this computer: {advice}"),
            (None, _) => format!(
                "{shown}: what was saved in it, and {edits} after that, are kept on this computer: {advice}"
            ),
            (Some(_), 0) => format!(
                "{shown}: work that is not in it is kept on this computer: open it, or: {advice}"
            ),
            (Some(_), count) => {
                let are = if count == 1 { "is" } else { "are" };
                format!(
                    "{shown}: {edits} {are} kept on this computer and not in the file: open it, or: {advice}"
                )
            }
        });
    } else if loaded.is_none() {
        // That they cannot be looked at is told by the command itself.
        let backups = vault::backups_of(&Disk, &root, &vault::known_as(path)).unwrap_or_default();
        if !backups.is_empty() {
            let versions = counted(backups.len(), "earlier version");
            terminal.say(&format!(
                "{shown}: {versions} on this computer: sayso backups {shown}"
            ));
        }
    }
}

/// So many are named.
const NAMED: usize = 5;

fn tell_copies(path: &Path, loaded: &Loaded, terminal: &mut Terminal<'_>) {
    let shown = path.display();
    let copies = store::copies(path, loaded.project.id());
    let names: Vec<_> = (copies.iter().take(NAMED))
        .filter_map(|copy| Some(format!("“{}”", copy.file_name()?.to_string_lossy())))
        .collect();
    let more = match copies.len() {
        0 => return,
        count if count > NAMED => format!(" and {} more", count - NAMED),
        _ => String::new(),
    };
    terminal.say(&format!(
        "{shown}: other versions or coders’ copies of it stand in the same folder: {}{more}; compare them with sayso diff, put them together with sayso merge or sayso bring-back",
        names.join(", ")
    ));
}

fn lines(problems: &[Problem]) -> String {
    let line = |problem: &Problem| format!("{}\n", harmless(&problem.to_string()));
    problems.iter().map(line).collect()
}
