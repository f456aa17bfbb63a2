//! What is written down when something in the program fails: where, and nothing of what somebody
//! works on.

use std::backtrace::Backtrace;
use std::env::consts::{ARCH, OS};
use std::io::{self, Write as _};
use std::panic::{self, PanicHookInfo};
use std::path::{Path, PathBuf};

use crate::model::Timestamp;
use crate::store::storage::{Disk, Readers, Storage as _};

/// From now on a failure leaves a report in the state directory and says where, and where the work
/// is. What it says of itself is left out everywhere: it may hold words of an article.
pub(super) fn install(root: Option<PathBuf>) {
    panic::set_hook(Box::new(move |info| {
        let words = tell(info, root.as_deref());
        // Nobody may be reading.
        let _ = writeln!(io::stderr(), "{words}");
    }));
}

/// Writes a report; what to say.
fn tell(info: &PanicHookInfo<'_>, root: Option<&Path>) -> String {
    let place = info.location().map(ToString::to_string);
    let place = place.unwrap_or_else(|| "an unknown place".to_owned());
    let mut said = vec![format!("sayso: a mistake in the program, at {place}")];
    if let Some(root) = root {
        said.push(format!(
            "what was done is kept in {}; opening the project again offers it, and so does: sayso recover",
            root.join("projects").display()
        ));
        said.extend(write(root, &place));
    }
    said.join("\n")
}

/// Writes the report; what to say of that.
fn write(root: &Path, place: &str) -> Option<String> {
    let now = Timestamp::from_unix_seconds(jiff::Timestamp::now().as_second());
    let path = root.join(format!("panic-{}.txt", stamp(&now)));
    let text = report(place, &now, &Backtrace::force_capture());
    let made = Disk.create_folder(root);
    match made.and_then(|()| Disk.create(&path, text.as_bytes(), Readers::Owner)) {
        Ok(()) => {
            let path = path.display();
            Some(format!("a report without any of your texts: {path}"))
        }
        // The first failure of a second says more than what follows from it.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => None,
        Err(error) => Some(format!("no report was written: {error}")),
    }
}

fn report(place: &str, now: &Timestamp, backtrace: &Backtrace) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let thread = std::thread::current();
    let thread = thread.name().unwrap_or("without a name");
    format!("Sayso {version} on {OS} {ARCH}, {now}\nat {place}, thread {thread}\n\n{backtrace}")
}

fn stamp(now: &Timestamp) -> String {
    let plain = |c: &char| !matches!(c, '-' | ':');
    now.as_str().chars().filter(plain).collect()
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};
    use std::thread;

    use super::*;

    #[test]
    fn a_report_says_where_it_failed_and_nothing_of_a_text() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("state");
        let said = Arc::new(Mutex::new(String::new()));
        // The hook is everybody's: tests beside this one fail as ever.
        let (here, others) = (thread::current().id(), panic::take_hook());
        let (at, saying) = (root.clone(), Arc::clone(&said));
        panic::set_hook(Box::new(move |info| {
            if thread::current().id() == here {
                *saying.lock().unwrap() = tell(info, Some(&at));
            } else {
                others(info);
            }
        }));
        let failed = panic::catch_unwind(|| panic!("a canary"));
        drop(panic::take_hook());
        let payload = failed.unwrap_err();
        assert_eq!(payload.downcast_ref::<&str>(), Some(&"a canary"));

        let said = said.lock().unwrap().clone();
        let files: Vec<_> = std::fs::read_dir(&root).unwrap().collect();
        assert_eq!(files.len(), 1);
        let path = files[0].as_ref().unwrap().path();
        let report = std::fs::read_to_string(&path).unwrap();
        assert!(said.contains(&path.display().to_string()), "{said}");
        assert!(said.contains("state/projects; "), "{said}");
        for words in [&said, &report] {
            assert!(words.contains("src/gui/crash.rs:"), "{words}");
            assert!(!words.contains("canary"), "{words}");
        }
        assert!(report.contains(env!("CARGO_PKG_VERSION")), "{report}");
        // A function of the stack, so that the place can be found.
        let (_, stack) = report.split_once("\n\n").unwrap();
        assert!(stack.contains("gui::crash::"), "{report}");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            let mode = path.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o600);
            let mode = root.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o777, 0o700);
        }
    }
}
