//! `sayso recover`

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};

use super::open::refuse_there;
use super::terminal::{cut, one_line};
use super::{Outcome, Terminal, counted};
use crate::edit::{differences, summary};
use crate::model::Project;
use crate::store::storage::Disk;
use crate::store::vault::{self, Kept, Lock, Pending, RecoverError, Stand};
use crate::store::{self, Loaded};

/// Recover work that is kept on this computer and in no file
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Without arguments it lists all such work, with numbers. What is recovered goes into a new file;
what is kept stays as it is, and the window offers it as before.
Exit code: 0 done, or there is nothing to recover, 2 something cannot be read.

Examples:
  sayso recover
  sayso recover talks.sayso.ron -o recovered.sayso.ron
  sayso recover 2 -o recovered.sayso.ron"
)]
pub(super) struct Args {
    /// A project file, which may be damaged or missing, or a number of the list
    #[arg(value_name = "PROJECT | NUMBER", requires = "output")]
    what: Option<PathBuf>,
    /// Where the recovered project goes
    #[arg(short, long, value_name = "OUT", requires = "what")]
    output: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long, requires = "output")]
    force: bool,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let root = root()?;
    let (Some(what), Some(output)) = (&args.what, &args.output) else {
        return list(&root, terminal);
    };
    refuse_there(output, args.force)?;
    let number = what.to_str().and_then(|what| what.parse::<usize>().ok());
    let kept = match number {
        Some(number) if !what.exists() => Some(numbered(&root, number)?),
        _ => named(&root, what)?,
    };
    let Some(kept) = kept else {
        let shown = what.display();
        terminal.say(&format!("{shown}: nothing is kept that is not in it"));
        return Ok(Outcome::Done);
    };
    let shown = output.display();
    let recovered = &kept.pending.recovered.project;
    store::save(output, recovered, None).map_err(|error| anyhow!("{shown}: {error}"))?;
    let articles = counted(recovered.articles().len(), "article");
    let statements = counted(recovered.statement_count(), "statement");
    terminal.say(&format!("{shown}: recovered ({articles}, {statements})"));
    for note in notes(&kept) {
        terminal.say(&format!("{shown}: {note}"));
    }
    if let (Stand::Changed, Some(file)) = (kept.pending.stand, &kept.pending.head.file) {
        terminal.say(&format!(
            "{shown}: put both together with: sayso merge - {file} {shown} -o OUT"
        ));
    }
    Ok(Outcome::Done)
}

/// Where all of it is kept.
pub(super) fn root() -> anyhow::Result<PathBuf> {
    vault::root().ok_or_else(|| {
        anyhow!("this system names no folder for it: set HOME, or XDG_STATE_HOME on Linux")
    })
}

/// What is kept of the project in a file and not in it.
pub(super) fn of_file(
    root: &Path,
    path: &Path,
    loaded: Option<&Loaded>,
) -> Result<Option<Pending>, RecoverError> {
    let place = vault::known_as(path);
    let found = vault::pending(&Disk, root, &place, loaded)?;
    let pending = match (found.pending, loaded) {
        (None, Some(loaded)) => vault::found_beside(&Disk, root, &place, loaded, Path::exists)?,
        (pending, _) => pending,
    };
    Ok(pending.map(|pending| *pending))
}

fn list(root: &Path, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let all = vault::everything(&Disk, root)?;
    let is_empty = all.is_empty();
    let mut listed = String::new();
    let mut number = 0;
    let mut failed = 0;
    for kept in all {
        match kept {
            Ok(kept) => {
                number += 1;
                listed.push_str(&entry(number, &kept));
            }
            Err(error) => {
                failed += 1;
                terminal.say(&format!("sayso: {error}"));
            }
        }
    }
    terminal.put(listed.as_bytes())?;
    if is_empty {
        terminal.say("nothing is kept that is in no file");
    }
    if number > 0 {
        terminal.say("to write one of them into a file: sayso recover NUMBER -o OUT");
    }
    if failed > 0 {
        bail!(
            "{} cannot be recovered; earlier versions may be in the folder “backups” beside each",
            counted(failed, "journal")
        );
    }
    Ok(Outcome::Done)
}

fn entry(number: usize, kept: &Kept) -> String {
    let pending = &kept.pending;
    let place = match &pending.head.file {
        Some(file) => one_line(file),
        None => "never saved in a file".to_owned(),
    };
    let mut out = format!("{number}  {place}\n");
    let recovered = &pending.recovered;
    let title = cut(recovered.project.title(), 60);
    let title = match title.as_str() {
        "" => String::new(),
        title => format!("“{title}”: "),
    };
    let _ = writeln!(out, "   {title}{}", comes_to(kept));
    if let Some(last) = &recovered.last {
        let edits = counted(recovered.edits, "edit");
        let _ = writeln!(out, "   {edits}, the last on {last}");
    }
    for note in notes(kept) {
        let _ = writeln!(out, "   {note}");
    }
    let _ = writeln!(
        out,
        "   kept in {}",
        one_line(&pending.folder.to_string_lossy())
    );
    out
}

/// What was added, changed and taken away.
fn comes_to(kept: &Kept) -> String {
    let before = kept.pending.before(kept.disk.as_ref());
    match differences(&before, &kept.pending.recovered.project).as_slice() {
        [] => "names or details".to_owned(),
        found => summary(found),
    }
}

fn notes(kept: &Kept) -> Vec<&'static str> {
    let pending = &kept.pending;
    let is_saved = pending.head.file.is_some();
    let notes = [
        (
            Lock::is_held(&pending.folder),
            "it is open in a window, where it can be saved",
        ),
        (
            is_saved && pending.stand == Stand::Changed,
            "the file was changed since, by another program or on another computer",
        ),
        (
            is_saved && pending.stand == Stand::Gone,
            "the file is not there any more, or cannot be read",
        ),
        (
            pending.lost > 0 || pending.recovered.refused > 0,
            "the last of it could not be read",
        ),
    ];
    let said = notes.into_iter().filter(|(holds, _)| *holds);
    said.map(|(_, words)| words).collect()
}

fn numbered(root: &Path, number: usize) -> anyhow::Result<Kept> {
    let all = vault::everything(&Disk, root)?;
    let mut readable = all.into_iter().filter_map(Result::ok);
    let kept = number.checked_sub(1).and_then(|at| readable.nth(at));
    kept.ok_or_else(|| anyhow!("{number}: there is no such number; see: sayso recover"))
}

fn named(root: &Path, path: &Path) -> anyhow::Result<Option<Kept>> {
    let shown = path.display();
    let loaded = store::load(path);
    let pending = of_file(root, path, loaded.as_ref().ok());
    let pending = pending.map_err(|error| anyhow!("{shown}: {error}"))?;
    match (pending, loaded) {
        (Some(pending), loaded) => {
            let disk: Option<Project> = loaded.ok().map(|loaded| loaded.project);
            Ok(Some(Kept { pending, disk }))
        }
        (None, Ok(_)) => Ok(None),
        (None, Err(error)) => bail!(
            "{shown}: {error}; nothing is kept of it to recover; earlier versions, if there are any: sayso backups {shown}"
        ),
    }
}
