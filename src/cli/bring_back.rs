//! `sayso bring-back`

use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};

use super::merge::{Favoured, WIDTH, decide, proposal, tell};
use super::open::{back_up, to_change};
use super::terminal::cut;
use super::{Outcome, Terminal, counted};
use crate::edit::{Edit, Side, bring_back, diff, differences, summary, whose};
use crate::model::Project;
use crate::store::storage::Disk;
use crate::store::vault::{self, Reason};

/// Bring coders' copies back into the project
#[derive(Debug, clap::Args)]
#[command(
    after_help = "What a coder added and changed is taken; what is missing in a copy stays as it is. Where the owner
changed a value in another way since the copy was made, the project's stands and the conflict is named.
The project is backed up first.
Exit code: 0 done, 1 conflicts are left, 2 one of the files cannot be read.

Examples:
  sayso bring-back talks.sayso.ron talks-ab.sayso.ron
  sayso bring-back talks.sayso.ron talks-ab.sayso.ron talks-cd.sayso.ron --favour theirs"
)]
pub(super) struct Args {
    project: PathBuf,
    /// The copies, in any order
    #[arg(required = true, value_name = "COPY")]
    copies: Vec<PathBuf>,
    /// Decide all conflicts for one side: ours is the project, theirs the copy
    #[arg(long, value_name = "SIDE")]
    favour: Option<Favoured>,
}

pub(super) fn run(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let shown = args.project.display();
    let mut opened = to_change(&args.project, terminal)?;
    if opened.project.copy().is_some() {
        let whose = whose(&opened.project);
        bail!(
            "{shown}: it is {whose} itself: name the whole project first; sayso merge puts two copies together"
        );
    }
    let before = opened.project.clone();
    // All are read before anything is written.
    let mut copies = Vec::new();
    for path in &args.copies {
        let copy = to_change(path, terminal)?.project;
        if copy.id() != before.id() {
            bail!("{}: it is a copy of another project", path.display());
        }
        copies.push((path, copy));
    }
    let mut now = before.clone();
    let mut left = 0;
    for (path, copy) in &copies {
        let (after, conflicts) = bring(path, copy, &before, &now, args.favour, terminal)?;
        left += conflicts;
        now = after;
    }
    let edit = diff(&before, &now)?;
    if !edit.is_empty() {
        back_up(&args.project, before.id(), Reason::Merge, terminal);
        opened.save(named(edit, copies.len()))?;
    }
    if left == 0 {
        return Ok(Outcome::Done);
    }
    let count = counted(left, "conflict");
    terminal.say(&format!(
        "{shown}: {count}: open it and change what shall be otherwise"
    ));
    Ok(Outcome::Problems)
}

/// Puts one copy into the project and says what came; also how many conflicts are left.
fn bring(
    path: &Path,
    copy: &Project,
    before: &Project,
    now: &Project,
    favour: Option<Favoured>,
    terminal: &mut Terminal<'_>,
) -> anyhow::Result<(Project, usize)> {
    let shown = path.display();
    if copy.copy().is_none() {
        terminal.say(&format!(
            "{shown}: it is not marked as a coder’s copy; what is missing in it stays all the same"
        ));
    }
    let root = super::recover::root().ok();
    let base = vault::base_of_copy(&Disk, root.as_deref(), copy, before);
    if base.is_none() {
        terminal.say(&format!(
            "{shown}: the project as it was when the copy was made is not kept here: every value that differs is a conflict"
        ));
    }
    let merged = bring_back(base.as_ref(), now, copy)
        .map_err(|error| anyhow!("{shown}: it does not go together with the project: {error}"))?;
    let (after, left) = decide(&merged, favour.map(Side::from));
    let whose = whose(copy);
    terminal.say(&match differences(now, &after).as_slice() {
        [] => format!("{shown}: {whose} brings nothing new"),
        came => format!("{shown}: {whose} brings: {}", summary(came)),
    });
    for note in &merged.notes {
        terminal.say(&format!("{shown}: {}", cut(note, WIDTH)));
    }
    for join in &merged.joins {
        terminal.say(&format!("{shown}: {}", proposal(join)));
    }
    for conflict in &left {
        tell(conflict, &merged.merged, terminal);
    }
    let left = left.len();
    Ok((after, left))
}

fn named(edit: Edit, copies: usize) -> Edit {
    let name = match copies {
        1 => "bring back a copy".to_owned(),
        copies => format!("bring back {copies} copies"),
    };
    match edit {
        Edit::Group { edits, .. } => Edit::group(name, edits),
        edit => edit,
    }
}
