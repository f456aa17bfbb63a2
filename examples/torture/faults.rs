//! Every system call of a writer fails, one after another, in each way that the system knows; so do
//! those of a writer that takes up what is kept.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::sync::Mutex;
use std::thread;

use super::check::{Said, check};
use super::{BASE, Outcome};

/// What the store asks of the system. Not those by which memory is had, nor `close`: nothing is kept
/// by it, and the standard library takes its failing for a fault of the program.
const CALLS: &str = "openat read write pwrite64 fsync fdatasync rename renameat renameat2 unlink \
                     unlinkat mkdir mkdirat fallocate ftruncate chmod fchmod fchmodat chown fchown \
                     fchownat statx newfstatat fstat getdents64 flock readlink readlinkat lseek \
                     listxattr fsetxattr setxattr";

/// As strace has it, with a gap for when. A call that is interrupted for ever is none of a system.
const FAULTS: [&str; 8] = [
    "error=ENOSPC:when={}",
    "error=ENOSPC:when={}+",
    "error=EIO:when={}",
    "error=EIO:when={}+",
    "error=EACCES:when={}",
    "error=EACCES:when={}+",
    "error=EINTR:when={}..{}",
    "signal=KILL:when={}",
];

/// One writer, one call that fails.
struct Fault {
    call: String,
    how: String,
}

/// What is tried with one seed.
struct Scene {
    seed: u64,
    /// Whether there is something to take up: edits that were not saved.
    has_work: bool,
}

#[derive(Default)]
struct Tally {
    runs: u64,
    /// Of the writers, those that were killed.
    killed: u64,
    kept: u64,
    told: BTreeMap<String, u64>,
    bad: Vec<String>,
}

/// So many faults, over as many scenes as that takes.
pub(super) fn run(count: u64, seed: u64) -> Outcome {
    let work = tempfile::tempdir()?;
    let tally = Mutex::new(Tally::default());
    for scene in 0.. {
        let left = count.saturating_sub(locked(&tally).runs);
        if left == 0 {
            break;
        }
        let scene = Scene {
            seed: seed + scene,
            has_work: scene % 2 == 1,
        };
        let mut faults = scene.faults(work.path())?;
        // Few are spread over all calls.
        fastrand::Rng::with_seed(scene.seed).shuffle(&mut faults);
        faults.truncate(usize::try_from(left)?);
        let queue = Mutex::new(faults);
        let threads = thread::available_parallelism()?.get();
        thread::scope(|scope| {
            for number in 0..threads {
                let (scene, tally, queue) = (&scene, &tally, &queue);
                let place = work.path().join(format!("run{number}"));
                scope.spawn(move || {
                    while let Some(fault) = next(queue) {
                        let result = scene.suffer(&place, &fault);
                        locked(tally).count(scene, &fault, result);
                    }
                });
            }
        });
    }
    let tally = locked(&tally);
    for (words, times) in &tally.told {
        println!("  {times:6} times: {words}");
    }
    for bad in &tally.bad {
        println!("BAD: {bad}");
    }
    println!(
        "faults, seed {seed}: {} system calls failed, {} of them killed the writer; {} edits were \
         said to be kept; {} bad",
        tally.runs,
        tally.killed,
        tally.kept,
        tally.bad.len()
    );
    if tally.bad.is_empty() {
        Ok(())
    } else {
        Err("what was said to be kept is not there, or what failed was not said".into())
    }
}

impl Scene {
    /// Puts a project into a folder; what its writer said.
    fn set(&self, place: &Path) -> Outcome<String> {
        if place.exists() {
            fs::remove_dir_all(place)?;
        }
        fs::create_dir(place)?;
        fs::copy(BASE, place.join("p.sayso.ron"))?;
        if !self.has_work {
            return Ok(String::new());
        }
        let (log, status) = self.write(place, 3, &[])?;
        if status.success() {
            Ok(log)
        } else {
            Err("the first writer failed".into())
        }
    }

    /// All that can fail: what is called once the writer has begun to speak.
    fn faults(&self, work: &Path) -> Outcome<Vec<Fault>> {
        let place = work.join("calm");
        self.set(&place)?;
        let trace = work.join("trace");
        let out = format!("--output={}", trace.display());
        let (_, status) = self.write(&place, EDITS, &["strace", "-f", &out])?;
        if !status.success() {
            return Err("strace failed: is it there, and may it trace?".into());
        }
        let mut known: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
        let trace = fs::read_to_string(trace)?;
        let mut speaks = false;
        // strace counts the calls of each thread; those of the first are what the store does.
        let first = trace.split(' ').next().unwrap_or_default();
        for line in trace.lines().filter_map(|line| line.strip_prefix(first)) {
            let name = line.trim_start().split('(').next().unwrap_or_default();
            speaks |= name == "writev";
            if CALLS.split_whitespace().any(|call| call == name) {
                let (before, all) = known.entry(name).or_default();
                *before += u32::from(!speaks);
                *all += 1;
            }
        }
        let mut faults = Vec::new();
        for (call, (before, all)) in known {
            for when in before + 1..=all {
                for fault in FAULTS {
                    let how = fault.replacen("{}", &when.to_string(), 1);
                    let how = how.replace("{}", &(when + 3).to_string());
                    let call = call.to_owned();
                    faults.push(Fault { call, how });
                }
            }
        }
        Ok(faults)
    }

    /// One writer with one fault, and what somebody finds afterwards.
    fn suffer(&self, place: &Path, fault: &Fault) -> Outcome<(Said, ExitStatus)> {
        let before = self.set(place)?;
        let Fault { call, how } = fault;
        let inject = format!("--inject={call}:{how}");
        let only = format!("--trace={call}");
        let trace = place.join("trace");
        let out = format!("--output={}", trace.display());
        let strace = ["strace", "-f", &out, &only, &inject];
        let (log, status) = self.write(place, EDITS, &strace)?;
        let was_killed = how.starts_with("signal");
        if status.success() == was_killed {
            return Err(format!("the writer ended with {status}").into());
        }
        if !was_killed && !fs::read_to_string(trace)?.contains("INJECTED") {
            return Err("nothing failed".into());
        }
        let log = before + &log;
        let said = Said::read(&log.replace(&*place.to_string_lossy(), "…"), !was_killed)?;
        check(
            &place.join("state"),
            &place.join("p.sayso.ron"),
            BASE.as_ref(),
            &said,
        )?;
        Ok((said, status))
    }

    /// Lets a writer write; what it said.
    fn write(&self, place: &Path, edits: u32, through: &[&str]) -> Outcome<(String, ExitStatus)> {
        let own = std::env::current_exe()?;
        let mut words = through.iter().map(OsStr::new).chain([own.as_os_str()]);
        let mut writer = Command::new(words.next().unwrap_or_default());
        writer.args(words).arg("write").arg(place.join("state"));
        writer.arg(place.join("p.sayso.ron"));
        writer.args([self.seed.to_string(), edits.to_string()]);
        let log = place.join("log");
        let status = writer.stdout(File::create(&log)?).status()?;
        Ok((fs::read_to_string(log)?, status))
    }
}

/// In one run; with a save now and then.
const EDITS: u32 = 5;

impl Tally {
    fn count(&mut self, scene: &Scene, fault: &Fault, result: Outcome<(Said, ExitStatus)>) {
        self.runs += 1;
        match result {
            Ok((said, status)) => {
                self.killed += u64::from(!status.success());
                self.kept += said.kept;
                for words in said.told {
                    *self.told.entry(words).or_default() += 1;
                }
            }
            Err(error) => {
                let Fault { call, how } = fault;
                self.bad
                    .push(format!("seed {}, {call}:{how}: {error}", scene.seed));
            }
        }
    }
}

fn next(queue: &Mutex<Vec<Fault>>) -> Option<Fault> {
    locked(queue).pop()
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}
