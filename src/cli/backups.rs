//! `sayso backups`

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};

use super::open::refuse_there;
use super::recover::root;
use super::{Outcome, Terminal, counted};
use crate::store::storage::Disk;
use crate::store::vault::{self, Backup};
use crate::store::{self, Fingerprint};

/// List the earlier versions of a project, or write one into a file
#[derive(Debug, clap::Args)]
#[command(
    after_help = "The window keeps a version whenever it opens or saves a project: the last ten, one a day for two
weeks, one a week. Importing and merging into a file keep the one before. They are found by the file's place, whether it can be read or not.
Exit code: 0 done, 2 there are none, or one cannot be read.

Examples:
  sayso backups talks.sayso.ron
  sayso backups talks.sayso.ron --restore 1 -o yesterday.sayso.ron"
)]
pub(super) struct Args {
    /// The project file; it may be damaged or missing
    project: PathBuf,
    /// Which to write into a file; 1 is the latest
    #[arg(long, value_name = "NUMBER", requires = "output")]
    restore: Option<usize>,
    /// Where it goes
    #[arg(short, long, value_name = "FILE", requires = "restore")]
    output: Option<PathBuf>,
    /// Replace a file that is there
    #[arg(long, requires = "output")]
    force: bool,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let shown = args.project.display();
    let root = root()?;
    let mut all = vault::backups_of(&Disk, &root, &vault::known_as(&args.project))
        .map_err(|error| anyhow!("{}: {error}", root.display()))?;
    all.reverse();
    let Some(latest) = all.first() else {
        bail!(
            "{shown}: no versions are kept of it: the window keeps them, of a file at the place where it was opened or saved, and so do import and merge"
        );
    };
    if let (Some(number), Some(output)) = (args.restore, &args.output) {
        let backup = number.checked_sub(1).and_then(|at| all.get(at));
        let backup = backup.ok_or_else(|| {
            anyhow!("{number}: there is no such number; see: sayso backups {shown}")
        })?;
        return restore(backup, output, args.force, terminal);
    }
    terminal.put(listed(&all).as_bytes())?;
    let folder = latest.path.parent().unwrap_or(&root);
    terminal.say(&format!("{shown}: they stand in {}", folder.display()));
    Ok(Outcome::Done)
}

fn listed(all: &[Backup]) -> String {
    let mut out =
        String::from("no.  taken                 why                 size kB  statements\n");
    for (at, backup) in all.iter().enumerate() {
        let number = at + 1;
        let (size, statements) = match store::read_bytes(&backup.path) {
            Ok(bytes) => (bytes.len().div_ceil(1000).to_string(), statements(&bytes)),
            Err(error) => ("?".to_owned(), error.to_string()),
        };
        let (when, why) = (when(backup), why(backup));
        let _ = writeln!(
            out,
            "{number:<3}  {when}  {why:17}  {size:>8}  {statements}"
        );
    }
    out
}

fn statements(bytes: &[u8]) -> String {
    match store::parse(bytes) {
        Ok(loaded) => loaded.project.statement_count().to_string(),
        Err(_) => "it is damaged".to_owned(),
    }
}

fn when(backup: &Backup) -> String {
    backup
        .taken()
        .map_or_else(|| "?".to_owned(), |at| at.to_string())
}

/// "before merge"; without a reason it was a usual one.
fn why(backup: &Backup) -> String {
    match backup.reason {
        Some(reason) => reason.to_string().replace('-', " "),
        None => "opened or saved".to_owned(),
    }
}

/// Writes a version into a file, byte by byte as it was.
fn restore(
    backup: &Backup,
    output: &Path,
    force: bool,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<Outcome> {
    refuse_there(output, force)?;
    let (kept, shown) = (backup.path.display(), output.display());
    let bytes = store::read_bytes(&backup.path).map_err(|error| anyhow!("{kept}: {error}"))?;
    let loaded = store::parse(&bytes).map_err(|error| anyhow!("{kept}: {error}"))?;
    if !backup.is_whole(Fingerprint::of(&bytes)) {
        terminal.say(&format!("{kept}: it was changed since it was taken"));
    }
    store::write_whole(output, &bytes).map_err(|error| anyhow!("{shown}: {error}"))?;
    let statements = counted(loaded.project.statement_count(), "statement");
    let taken = when(backup);
    terminal.say(&format!("{shown}: the version of {taken} ({statements})"));
    Ok(Outcome::Done)
}
