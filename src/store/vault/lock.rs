//! One window for one project: a lock in the state directory, which the system lets go of when the
//! program ends, however it ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::Path;

use super::super::storage::{Disk, Storage as _};

/// Held for as long as a project is open.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock of a project's folder; none when another window has it.
    pub fn take(folder: &Path) -> io::Result<Option<Self>> {
        // It may be the first to make it, and nobody else may look into it.
        Disk.create_folder(folder)?;
        let mut options = OpenOptions::new();
        options.create(true).truncate(false).write(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(folder.join("lock"))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        // For people who look; nothing reads it.
        let _ = file.set_len(0);
        let _ = writeln!(file, "{}", std::process::id());
        Ok(Some(Self { _file: file }))
    }

    /// Whether a window has a project open, without a trace of having looked.
    pub fn is_held(folder: &Path) -> bool {
        let lock = File::open(folder.join("lock"));
        lock.is_ok_and(|lock| matches!(lock.try_lock_shared(), Err(TryLockError::WouldBlock)))
    }
}
