//! `sayso merge`

use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};
use clap::ValueEnum;

use super::diff::shown;
use super::open::{back_up, refuse_there};
use super::terminal::cut;
use super::{Outcome, Terminal, counted};
use crate::edit::{Conflict, How, Join, Merge, Question, Side, differences, merge, summary};
use crate::model::Project;
use crate::store::vault::Reason;
use crate::store::{self, LoadError, Loaded};

/// Merge two versions of a project
#[derive(Debug, clap::Args)]
#[command(
    after_help = "What one side changed is taken; lists are merged entry by entry. Where both changed one value in
different ways, ours stands and the conflict is named; the merged project can be opened in any case.
Exit code: 0 merged, 1 conflicts are left, 2 one of the files cannot be read.

Without a version that both began from, write - for BASE: then nothing counts as deleted.

Examples:
  sayso merge before.sayso.ron mine.sayso.ron colleague.sayso.ron -o merged.sayso.ron
  sayso merge - mine.sayso.ron colleague.sayso.ron -o mine.sayso.ron
  sayso merge before.sayso.ron mine.sayso.ron colleague.sayso.ron -o mine.sayso.ron --favour theirs"
)]
pub(super) struct Args {
    /// The version that both began from; - or an empty file where there is none
    base: PathBuf,
    ours: PathBuf,
    theirs: PathBuf,
    /// Where the merged project goes; may be OURS
    #[arg(short, long, value_name = "OUT")]
    output: PathBuf,
    /// Decide all conflicts for one side
    #[arg(long, value_name = "SIDE")]
    favour: Option<Favoured>,
    /// Theirs is a part of the project: what is missing in it is not deleted
    #[arg(long)]
    partial: bool,
    /// What messages call the project; git passes it
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Replace a file that is there
    #[arg(long)]
    force: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Favoured {
    Ours,
    Theirs,
}

impl From<Favoured> for Side {
    fn from(side: Favoured) -> Self {
        match side {
            Favoured::Ours => Self::Ours,
            Favoured::Theirs => Self::Theirs,
        }
    }
}

pub(super) fn run(args: &Args, terminal: &mut Terminal<'_>) -> anyhow::Result<Outcome> {
    let into_ours = same_file(&args.output, &args.ours);
    if !into_ours {
        refuse_there(&args.output, args.force)?;
    }
    let (base, ours, theirs) = read(args)?;
    let name = match &args.name {
        Some(name) => name.clone(),
        None => args.output.display().to_string(),
    };
    if ours.project.id() != theirs.project.id() {
        terminal.say(&format!("{name}: these began as two different projects"));
    }
    let how = How {
        theirs_is_partial: args.partial,
    };
    let base = base.as_ref().map(|base| &base.project);
    let merged = merge(base, &ours.project, &theirs.project, how)
        .map_err(|error| anyhow!("{name}: the two do not go together: {error}"))?;
    let (project, left) = decide(&merged, args.favour.map(Side::from));
    // What git has it write into is a file of git's own.
    if args.name.is_none() && args.output.is_file() {
        back_up(&args.output, project.id(), Reason::Merge, terminal);
    }
    let expected = into_ours.then_some(ours.fingerprint);
    store::save(&args.output, &project, expected)
        .map_err(|error| anyhow!("{}: {error}", args.output.display()))?;
    let took = differences(&ours.project, &project);
    terminal.say(&match took.as_slice() {
        [] => format!("{name}: taken from theirs: nothing"),
        took => format!("{name}: taken from theirs: {}", summary(took)),
    });
    for note in &merged.notes {
        terminal.say(&format!("{name}: {}", cut(note, WIDTH)));
    }
    for join in &merged.joins {
        terminal.say(&format!("{name}: {}", proposal(join)));
    }
    if left.is_empty() {
        return Ok(Outcome::Done);
    }
    for conflict in &left {
        tell(conflict, &merged.merged, terminal);
    }
    let count = counted(left.len(), "conflict");
    terminal.say(&match &args.name {
        Some(_) => format!(
            "{name}: {count}: the file can be opened in Sayso as it is; change there what shall be otherwise, save, then: git add {name}"
        ),
        None => format!(
            "{name}: {count}: open it and change what shall be otherwise, or merge again with --favour theirs"
        ),
    });
    Ok(Outcome::Problems)
}

/// The most characters of a line.
pub(super) const WIDTH: usize = 300;

/// The three files at the same time, because reading takes longer than merging.
fn read(args: &Args) -> anyhow::Result<(Option<Loaded>, Loaded, Loaded)> {
    let none = args.base.as_os_str() == "-"
        || std::fs::metadata(&args.base).is_ok_and(|meta| meta.is_file() && meta.len() == 0);
    std::thread::scope(|scope| {
        let base = (!none).then(|| scope.spawn(|| load(&args.base, "base", args)));
        let theirs = scope.spawn(|| load(&args.theirs, "theirs", args));
        let ours = load(&args.ours, "ours", args)?;
        let broken = |_| anyhow!("reading stopped in the middle: try again");
        let base = base.map(|base| base.join().map_err(broken)).transpose()?;
        Ok((base.transpose()?, ours, theirs.join().map_err(broken)??))
    })
}

fn load(path: &Path, side: &str, args: &Args) -> anyhow::Result<Loaded> {
    let named = |error: &LoadError| match &args.name {
        // The name of a temporary file of git says nothing.
        Some(name) => anyhow!("{name} ({side}): {error}"),
        None => anyhow!("{}: {error}", path.display()),
    };
    let loaded = store::load(path).map_err(|error| named(&error))?;
    match loaded.newer_format {
        Some(format) => bail!(named(&LoadError::Newer(format))),
        None => Ok(loaded),
    }
}

/// Decides the conflicts for one side, when one is favoured; those that are left are for people.
pub(super) fn decide(merged: &Merge, favoured: Option<Side>) -> (Project, Vec<&Conflict>) {
    let mut project = merged.merged.clone();
    let Some(side) = favoured else {
        return (project, merged.conflicts.iter().collect());
    };
    let mut left = Vec::new();
    for conflict in &merged.conflicts {
        let decided = project.apply(conflict.decide(side).clone());
        // What a decision before took away needs none any more.
        if decided.is_err() && conflict.thing.is_in(&project) {
            left.push(conflict);
        }
    }
    (project, left)
}

pub(super) fn proposal(join: &Join) -> String {
    let kind = join.keep.kind();
    let name = cut(&join.name, WIDTH);
    match kind {
        "article" => format!("the article “{name}” is there twice, with the same text"),
        "annotator" => format!("two annotators are called “{name}”"),
        _ => format!(
            "two entries of the codebook, each a {kind}, are called “{name}”: if they are one, merge them in the codebook"
        ),
    }
}

pub(super) fn tell(conflict: &Conflict, merged: &Project, terminal: &mut Terminal<'_>) {
    terminal.say(&format!(
        "  {}",
        cut(&conflict.thing.in_words(merged), WIDTH)
    ));
    let stands = conflict.stands;
    terminal.say(&match &conflict.question {
        Question::Value {
            field,
            before,
            ours,
            theirs,
        } => {
            let before = before.as_ref().map(|b| format!("before: {}; ", shown(b)));
            format!(
                "    {field}: {}ours: {}; theirs: {} ({stands} stands)",
                before.unwrap_or_default(),
                shown(ours),
                shown(theirs)
            )
        }
        Question::Text => {
            format!("    text: both replaced it, each by another one ({stands} stands)")
        }
        Question::Deleted { by } => {
            format!("    {by} deleted it, {stands} worked on it: it is kept")
        }
        Question::LeftOut(value) => format!(
            "    the value “{}” does not fit its field any more and is left out",
            shown(value)
        ),
    });
}

pub(super) fn same_file(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}
