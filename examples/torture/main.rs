//! Uses the store as the window does, for `tests/torture.sh` to torture: each act says on standard
//! output what is begun and what is kept, and a check finds out whether that is so.
//!
//! ```text
//! torture write ROOT FILE SEED EDITS   goes on with a project, one edit after another
//! torture check ROOT FILE BASE LOG     whether what the log says is there
//! torture faults COUNT SEED            write and check, with a system call failing (strace)
//! torture race COUNT SEED              three programs save the same file
//! torture damage COUNT SEED            project files that somebody damaged
//! ```

#![expect(clippy::print_stdout, reason = "that is what this program is for")]

mod check;
mod damage;
mod faults;
mod race;
mod writer;

use std::error::Error;
use std::path::Path;

use sayso::edit::Edit;
use sayso::model::{Annotator, AnnotatorId, Project, Timestamp};

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// Small, so that most of the time goes into the store.
const BASE: &str = "sample_projects/first-steps.sayso.ron";

fn main() -> Outcome {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args.as_slice() {
        ["write", root, file, seed, edits] => writer::write(
            Path::new(root),
            Path::new(file),
            seed.parse()?,
            edits.parse()?,
        ),
        ["check", root, file, base, log] => {
            let said = std::fs::read(log)?;
            let said = check::Said::read(&String::from_utf8_lossy(&said), false)?;
            let found = check::check(Path::new(root), Path::new(file), Path::new(base), &said)?;
            println!(
                "ok: {} edits kept of {} begun, {found} found",
                said.kept, said.begun
            );
            Ok(())
        }
        ["faults", count, seed] => faults::run(count.parse()?, seed.parse()?),
        ["race", count, seed] => race::run(count.parse()?, seed.parse()?),
        ["racer", root, file, who, count] => {
            race::racer(Path::new(root), Path::new(file), who, count.parse()?)
        }
        ["damage", count, seed] => damage::run(count.parse()?, seed.parse()?),
        _ => Err("the first lines of examples/torture/main.rs say how to call it".into()),
    }
}

/// The edit of that number. It stands in the project as an annotator: easy to count, and each
/// writer's own.
fn edit(project: &Project, number: &str) -> Edit {
    Edit::AddAnnotator {
        at: project.annotators().len(),
        annotator: Annotator {
            id: AnnotatorId::new(format!("an_torture{number}")),
            name: format!("Coder {number}"),
        }
        .into(),
    }
}

/// How many such edits a project holds.
fn edits_in(project: &Project) -> u64 {
    let names = project.annotators().iter().map(|a| a.name.as_str());
    names.filter(|name| name.starts_with("Coder ")).count() as u64
}

/// A time for each number; the clock has no part in any of this.
fn time(number: u64) -> Timestamp {
    let seconds = i64::try_from(number).unwrap_or(0);
    Timestamp::from_unix_seconds(1_780_000_000 + seconds)
}
