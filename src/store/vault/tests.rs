//! Every power cut and every error that the simulated disk knows, at every operation of all that a
//! window does with a project.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::edit::Edit;
use crate::store::journal::{Act, Entry};
use crate::store::parse;
use crate::store::storage::Disk;
use crate::store::storage::sim::{Fault, Held, Sim};

const ROOT: &str = "/state";
const FILE: &str = "/work/a.sayso.ron";
const OTHER: &str = "/work/b.sayso.ron";

fn now() -> Timestamp {
    Timestamp::from_unix_seconds(1_780_000_000)
}

/// What a window does.
#[derive(Clone, Copy, Debug)]
enum Step {
    Title(&'static str),
    Type(&'static str),
    Undo,
    Redo,
    Save,
    SaveAs,
}

const STEPS: [Step; 12] = [
    Step::Title("one"),
    Step::Title("two"),
    Step::Undo,
    Step::Save,
    Step::Title("three"),
    Step::Type("four"),
    Step::Redo,
    Step::Title("five"),
    Step::Undo,
    Step::SaveAs,
    Step::Title("six"),
    Step::Save,
];

/// What came of it.
struct Run {
    sim: Sim,
    /// The project after each step that was begun.
    states: Vec<Project>,
    /// The last of them that was said to be kept.
    kept: usize,
    /// Where it was said to be saved.
    file: &'static str,
    /// Where it may have been saved.
    maybe: &'static str,
    /// Whether the last thing that was said to the user is that something is not kept.
    warned: bool,
}

fn kept_in(file: &str) -> PathBuf {
    folder(Path::new(ROOT), project().id(), Path::new(file))
}

fn project() -> Project {
    Project::new(ProjectId::new("prj_a"), "zero")
}

fn at_first() -> Held {
    let bytes = write(&project()).unwrap().into_bytes();
    Held::from([(FILE.into(), bytes)])
}

fn run(fault: Option<Fault>, swaps: bool) -> Run {
    let first = at_first();
    let held = Fingerprint::of(&first[Path::new(FILE)]);
    let mut run = Run {
        sim: Sim::new(first, swaps, fault),
        states: vec![project()],
        kept: 0,
        file: FILE,
        maybe: FILE,
        warned: false,
    };
    let mut now_is = Snapshot {
        project: project(),
        history: History::default(),
    };
    let storage: Arc<dyn Storage> = Arc::new(run.sim.clone());
    let begin = |snapshot: &Snapshot, file| {
        Vault::begin(Arc::clone(&storage), kept_in(FILE), file, snapshot, &now())
    };
    let mut on_disk = held;
    let mut vault = begin(&now_is, Some((Path::new(FILE), on_disk))).ok();
    for step in STEPS {
        let act = match step {
            Step::Title(title) => Act::Did(Edit::SetTitle(title.into())),
            Step::Type(title) => Act::Typed(Some(Edit::SetTitle(title.into()))),
            Step::Undo => Act::Undid,
            Step::Redo => Act::Redid,
            Step::Save | Step::SaveAs => {
                let path = if matches!(step, Step::Save) {
                    run.file
                } else {
                    OTHER
                };
                run.maybe = path;
                let expected = (path == run.file).then_some(on_disk);
                let at = run.states.len() - 1;
                let saved = vault.as_mut().map(|vault| {
                    let path = Path::new(path);
                    vault.save(Path::new(ROOT), path, &now_is, expected, &now())
                });
                if let Some(Ok(saved)) = saved {
                    (on_disk, run.file, run.kept) = (saved.fingerprint, path, at);
                    run.warned = false;
                }
                continue;
            }
        };
        let mut shown = now_is.project.clone();
        match &act {
            Act::Did(edit) => {
                now_is
                    .history
                    .apply(&mut now_is.project, edit.clone())
                    .unwrap();
                shown = now_is.project.clone();
            }
            Act::Typed(edit) => {
                shown.apply(edit.clone().unwrap()).unwrap();
            }
            Act::Undid => {
                now_is.history.undo(&mut now_is.project).unwrap().unwrap();
                shown = now_is.project.clone();
            }
            Act::Redid => {
                // Nothing to redo after an edit: nothing is done, and nothing is kept.
                if now_is.history.redo(&mut now_is.project).unwrap().is_none() {
                    continue;
                }
                shown = now_is.project.clone();
            }
            Act::Knew(_) => {}
        }
        run.states.push(shown);
        let at = run.states.len() - 1;
        let entry = Entry { at: now(), act };
        let kept = if let Some(vault) = &mut vault {
            let kept = vault.append(&[entry]);
            kept.or_else(|_| vault.begin_anew(&now_is, &now()))
        } else {
            vault = begin(&now_is, Some((Path::new(run.file), on_disk))).ok();
            vault.as_ref().map(drop).ok_or(SaveError::NoJournal)
        };
        // What is typed is in no snapshot: it is kept by the journal alone.
        run.warned = kept.is_err();
        if kept.is_ok() && !matches!(step, Step::Type(_)) {
            run.kept = at;
        }
    }
    run
}

/// What somebody finds who opens the project again.
fn found(held: &Held, path: &str) -> Result<Project, String> {
    let sim = Sim::new(held.clone(), true, None);
    let disk = match sim.read(Path::new(path)) {
        Ok(bytes) => Some(parse(&bytes).map_err(|error| format!("{path}: {error}"))?),
        Err(_) => None,
    };
    let found = pending(&sim, Path::new(ROOT), Path::new(path), disk.as_ref());
    let found = found.map_err(|error| format!("{path}: {error}"))?;
    match (found.pending, disk) {
        (Some(pending), _) if pending.recovered.refused == 0 => Ok(pending.recovered.project),
        (Some(_), _) => Err(format!("{path}: entries were refused")),
        (None, Some(disk)) => Ok(disk.project),
        (None, None) => Err(format!("{path}: nothing is there")),
    }
}

/// Whether all that was said to be kept is found, and nothing that was never done.
fn holds(run: &Run, held: &Held) -> Result<Project, String> {
    let allowed = &run.states[run.kept..];
    let mut errors = Vec::new();
    for path in BTreeSet::from([run.file, run.maybe]) {
        match found(held, path) {
            Ok(project) if allowed.contains(&project) => return Ok(project),
            Ok(project) => errors.push(format!("{path}: “{}”", project.title())),
            Err(error) => errors.push(error),
        }
    }
    let titles: Vec<&str> = allowed.iter().map(Project::title).collect();
    Err(format!("{errors:?} instead of one of {titles:?}"))
}

/// Recovers, with the power going at each operation of that too; how many disks were looked at.
fn recover(run: &Run, held: &Held, found: &Project, seen: &mut BTreeSet<Held>) -> usize {
    let mut looked = 0;
    for cut in 0.. {
        let sim = Sim::new(held.clone(), true, Some(Fault::Cut(cut)));
        let disk = sim.read(Path::new(run.file)).ok();
        let file = disk
            .as_ref()
            .map(|bytes| (Path::new(run.file), Fingerprint::of(bytes)));
        let snapshot = Snapshot {
            project: found.clone(),
            history: History::default(),
        };
        let begun = Vault::begin(
            Arc::new(sim.clone()),
            kept_in(run.file),
            file,
            &snapshot,
            &now(),
        );
        for left in sim.after_cut() {
            if seen.insert(left.clone()) {
                looked += 1;
                holds(run, &left).unwrap();
            }
        }
        if begun.is_ok() && sim.done() <= cut {
            return looked;
        }
    }
    looked
}

#[test]
fn no_power_cut_loses_what_was_said_to_be_kept() {
    let mut count = 0;
    for swaps in [true, false] {
        let mut seen = BTreeSet::new();
        for cut in 0.. {
            let run = run(Some(Fault::Cut(cut)), swaps);
            for held in run.sim.after_cut() {
                count += 1;
                let found = holds(&run, &held).unwrap_or_else(|error| panic!("cut {cut}: {error}"));
                if seen.insert(held.clone()) {
                    count += recover(&run, &held, &found, &mut seen);
                }
            }
            if run.sim.done() <= cut {
                break;
            }
        }
    }
    println!("{count} disks after a power cut");
    assert!(count > 1_000, "{count}");
}

#[test]
fn no_error_of_the_disk_loses_what_was_said_to_be_kept() {
    let kinds = [
        ErrorKind::StorageFull,
        ErrorKind::PermissionDenied,
        ErrorKind::Interrupted,
        ErrorKind::Other,
    ];
    let mut count = 0;
    for kind in kinds {
        for always in [false, true] {
            for at in 0.. {
                let fault = if always {
                    Fault::Always(at, kind)
                } else {
                    Fault::Once(at, kind)
                };
                let run = run(Some(fault), true);
                count += 1;
                let now = run.sim.held();
                let found = holds(&run, &now);
                found.unwrap_or_else(|error| panic!("{fault:?}: {error}"));
                if !run.warned {
                    let last = run.states.last().unwrap();
                    let found = holds(&run, &now).unwrap();
                    assert_eq!(found.title(), last.title(), "{fault:?}");
                }
                if run.sim.done() <= at {
                    break;
                }
            }
        }
    }
    println!("{count} errors");
    assert!(count > 200, "{count}");
}

#[test]
fn where_no_journal_can_be_begun_after_a_save_that_of_before_is_not_offered() {
    let work = tempfile::tempdir().unwrap();
    let (root, file) = (work.path().join("state"), work.path().join("a.sayso.ron"));
    let held = crate::store::save(&file, &project(), None).unwrap();
    let place = folder(&root, project().id(), &file);
    let mut is = Snapshot {
        project: project(),
        history: History::default(),
    };
    let on_disk = Some((file.as_path(), held.fingerprint));
    let disk = Arc::new(Disk);
    let mut vault = Vault::begin(disk, place.clone(), on_disk, &is, &now()).unwrap();
    let edit = Edit::SetTitle("one".into());
    let act = Act::Did(edit.clone());
    vault.append(&[Entry { at: now(), act }]).unwrap();
    // From here on there is no room for a new one.
    std::fs::create_dir(place.join("journal.new")).unwrap();
    is.project.apply(edit).unwrap();
    is.project.apply(Edit::SetTitle("two".into())).unwrap();
    let saved = vault.save(&root, &file, &is, Some(held.fingerprint), &now());
    assert!(saved.is_ok() && !vault.is_whole());
    let loaded = crate::store::load(&file).unwrap();
    let found = pending(&Disk, &root, &file, Some(&loaded)).unwrap();
    assert!(found.pending.is_none());
}
