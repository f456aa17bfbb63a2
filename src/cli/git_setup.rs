//! `sayso git-setup`

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{anyhow, bail};

use super::{Outcome, Terminal};
use crate::store;

/// Let git merge projects with Sayso, in one repository
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Writes a line into .gitattributes, which goes to all who share the repository, and the settings
of this copy of it, which each of them makes with this command once. Twice does no harm.

Examples:
  sayso git-setup
  sayso git-setup ~/talks"
)]
pub(super) struct Args {
    /// A folder of the repository
    #[arg(default_value = ".")]
    folder: PathBuf,
}

const ATTRIBUTES: &str = "*.sayso.ron merge=sayso diff=sayso";

/// What of a project stands above each piece of `git diff`: titles, names, and what is said.
const HEADINGS: &str = "^ +((title|name|contents): .*)$";

pub(super) fn run(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let top = top(&args.folder)?;
    attributes(&top, terminal)?;
    let program = program()?;
    for (key, value) in [
        ("merge.sayso.name", "Sayso projects".to_owned()),
        (
            "merge.sayso.driver",
            format!("{program} merge %O %A %B -o %A --name %P"),
        ),
        ("diff.sayso.xfuncname", HEADINGS.to_owned()),
    ] {
        set(&top, key, &value, terminal)?;
    }
    terminal.say("git merges projects here with Sayso now; a conflict is named and ours stands until you decide");
    Ok(Outcome::Done)
}

fn top(folder: &Path) -> anyhow::Result<PathBuf> {
    let shown = folder.display();
    if !folder.is_dir() {
        bail!("{shown}: there is no such folder: name one of the repository");
    }
    match git(folder, &["rev-parse", "--show-toplevel"])? {
        Some(top) if !top.is_empty() => Ok(PathBuf::from(top)),
        _ => bail!("{shown}: it is not in a git repository: make one with: git init"),
    }
}

fn attributes(top: &Path, terminal: &mut Terminal<'_>) -> anyhow::Result<()> {
    let path = top.join(".gitattributes");
    let shown = path.display();
    let there = match store::read_bytes(&path) {
        Ok(bytes) => String::from_utf8(bytes).map_err(|_not_text| {
            anyhow!("{shown}: it is not UTF-8 text: add this line to it by hand: {ATTRIBUTES}")
        })?,
        Err(store::ReadError::Missing) => String::new(),
        Err(error) => bail!("{shown}: {error}"),
    };
    if there.lines().any(|line| line.trim() == ATTRIBUTES) {
        terminal.say(&format!("{shown}: the line is there already"));
        return Ok(());
    }
    let gap = if there.is_empty() || there.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    let text = format!("{there}{gap}{ATTRIBUTES}\n");
    store::write_whole(&path, text.as_bytes()).map_err(|error| anyhow!("{shown}: {error}"))?;
    terminal.say(&format!("{shown}: added the line: {ATTRIBUTES}"));
    Ok(())
}

fn set(top: &Path, key: &str, value: &str, terminal: &mut Terminal<'_>) -> anyhow::Result<()> {
    if git(top, &["config", "--local", "--get", key])?.as_deref() == Some(value) {
        terminal.say(&format!("git config: {key} is set already"));
        return Ok(());
    }
    if git(top, &["config", "--local", key, value])?.is_none() {
        bail!("git config {key} failed: check the permissions of .git/config");
    }
    terminal.say(&format!("git config: {key} = {value}"));
    Ok(())
}

/// What git prints, without the line's end; `None` when it says no.
fn git(folder: &Path, args: &[&str]) -> anyhow::Result<Option<String>> {
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(args)
        .output();
    let output = output.map_err(|error| match error.kind() {
        ErrorKind::NotFound => {
            anyhow!("git is not installed, or not where programs are looked for")
        }
        _ => anyhow!("git cannot be started: {error}"),
    })?;
    let out = String::from_utf8_lossy(&output.stdout);
    let line = out.strip_suffix('\n').unwrap_or(&out).to_owned();
    Ok(output.status.success().then_some(line))
}

/// How git starts this program: by name where that finds it, else by its whole path.
fn program() -> anyhow::Result<String> {
    let me = std::env::current_exe()
        .and_then(|path| path.canonicalize())
        .map_err(|error| anyhow!("this program does not find itself: {error}"))?;
    let path = std::env::var_os("PATH").unwrap_or_default();
    let name = if cfg!(windows) { "sayso.exe" } else { "sayso" };
    let found = std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file());
    let by_name = found.is_some_and(|found| found.canonicalize().is_ok_and(|found| found == me));
    if by_name {
        return Ok("sayso".to_owned());
    }
    // git gives the line to a shell.
    let quoted = me.display().to_string().replace('\'', r"'\''");
    Ok(format!("'{quoted}'"))
}
