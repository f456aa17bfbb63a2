//! Three programs that save the same file as fast as they can, each with a state directory of its
//! own, as three computers have that share a folder.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use sayso::edit::{How, merge};
use sayso::model::Project;
use sayso::store::storage::Disk;
use sayso::store::vault::{self, Snapshot, Vault};
use sayso::store::{self, SaveError};

use super::{BASE, Outcome, edit, time};

const RACERS: u64 = 3;

/// Each of `count` saves adds one edit; all of them must be in the file or in a version beside it.
pub(super) fn run(count: u64, seed: u64) -> Outcome {
    let work = tempfile::tempdir()?;
    let shared = work.path().join("shared");
    std::fs::create_dir(&shared)?;
    let file = shared.join("race.sayso.ron");
    std::fs::copy(BASE, &file)?;
    let each = count / RACERS;
    let start = |who: u64| -> Outcome<Child> {
        let root = work.path().join(format!("state{who}"));
        let mut racer = Command::new(std::env::current_exe()?);
        racer.arg("racer").args([&root, &file]);
        racer.args([format!("{}", seed + who), each.to_string()]);
        Ok(racer.stdout(Stdio::piped()).spawn()?)
    };
    let racers = (0..RACERS).map(start).collect::<Outcome<Vec<Child>>>()?;
    let (mut others, mut said) = (0, 0);
    for racer in racers {
        let done = racer.wait_with_output()?;
        if !done.status.success() {
            return Err("a racer failed".into());
        }
        said += String::from_utf8(done.stdout)?.lines().count();
    }
    let mut kept = BTreeSet::new();
    for entry in std::fs::read_dir(&shared)? {
        let path = entry?.path();
        let is_version = path.extension().is_some_and(|ending| ending == "ron");
        if !is_version {
            return Err(format!("{} was left behind", path.display()).into());
        }
        let project = store::load(&path)?.project;
        kept.extend(project.annotators().iter().map(|a| a.name.clone()));
        others += usize::from(path != file);
    }
    let all = (0..RACERS).flat_map(|who| (1..=each).map(move |n| (seed + who, n)));
    let lost: Vec<String> = all
        .map(|(who, number)| format!("Coder {who}-{number}"))
        .filter(|name| !kept.contains(name))
        .collect();
    println!(
        "race, seed {seed}: {} of {} versions kept, {others} of them beside the file",
        each * RACERS - lost.len() as u64,
        each * RACERS
    );
    if others != said {
        return Err(format!("{said} versions were said to be beside the file").into());
    }
    if lost.is_empty() {
        Ok(())
    } else {
        Err(format!("lost: {}", lost.join(", ")).into())
    }
}

/// One of the three.
pub(super) fn racer(root: &Path, file: &Path, who: &str, count: u64) -> Outcome {
    let place = vault::known_as(file);
    let mut seen = store::load(&place)?;
    let mut now = Snapshot {
        project: seen.project.clone(),
        history: <_>::default(),
    };
    let folder = vault::folder(root, now.project.id(), &place);
    let held = Some((place.as_path(), seen.fingerprint));
    let mut vault = Vault::begin(Arc::new(Disk), folder, held, &now, &time(0))?;
    for number in 1..=count {
        let edit = edit(&now.project, &format!("{who}-{number}"));
        now.project.apply(edit)?;
        loop {
            let expected = Some(seen.fingerprint);
            match vault.save(root, &place, &now, expected, &time(number)) {
                Ok(saved) => {
                    // What came in between stays beside the file.
                    if let Some(other) = saved.other {
                        println!("{}", other.display());
                    }
                    seen.fingerprint = saved.fingerprint;
                    seen.project.clone_from(&now.project);
                    break;
                }
                Err(SaveError::ChangedOutside) => {
                    let theirs = store::load(&place)?;
                    now.project = together(&seen.project, &now.project, &theirs.project)?;
                    seen = theirs;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }
    Ok(())
}

fn together(base: &Project, ours: &Project, theirs: &Project) -> Outcome<Project> {
    Ok(merge(Some(base), ours, theirs, How::default())?.merged)
}
