//! Writing a file whole or not at all.

use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use super::{Fingerprint, write};
use crate::model::Project;

/// Why a file was not written. What stood there still does.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    #[error("another program has changed it since it was opened: save under another name")]
    ChangedOutside,
    #[error("there is no folder “{0}”: choose another place")]
    NoFolder(String),
    #[error("a folder has that name: choose another name")]
    Folder,
    #[error("it is write-protected: save under another name, or allow writing to it")]
    Protected,
    #[error("you have no permission to write there: save in another folder")]
    Permission,
    #[error("the disk is full: make room or save elsewhere; nothing was changed")]
    DiskFull,
    #[error("the disk holds {written} of {expected} bytes: save elsewhere; nothing was changed")]
    Short { written: u64, expected: u64 },
    #[error("the project cannot be written as RON: {0}")]
    Ron(#[from] ron::Error),
    #[error("writing failed: {0}; save elsewhere")]
    Io(#[source] io::Error),
}

impl From<io::Error> for SaveError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Self::Permission,
            ErrorKind::IsADirectory => Self::Folder,
            _ => Self::Io(error),
        }
    }
}

/// A project that stands on the disk.
#[derive(Clone, Copy, Debug)]
pub struct Saved {
    pub bytes: usize,
    pub fingerprint: Fingerprint,
}

/// Saves a project. `expected` is what the file held when it was last read or written: when it
/// holds something else by now, nothing is written.
pub fn save(
    path: &Path,
    project: &Project,
    expected: Option<Fingerprint>,
) -> Result<Saved, SaveError> {
    let text = write(project)?;
    if let Some(expected) = expected {
        // A file that cannot be read holds nobody's work that a save would lose.
        if let Ok(there) = std::fs::read(path)
            && Fingerprint::of(&there) != expected
        {
            return Err(SaveError::ChangedOutside);
        }
    }
    write_whole(path, text.as_bytes())?;
    Ok(Saved {
        bytes: text.len(),
        fingerprint: Fingerprint::of(text.as_bytes()),
    })
}

/// Writes a file so that, whatever happens, either the old content stands there or the new: a
/// temporary file in the same folder, synced, then renamed over it, then the folder synced. Its
/// mode stays, and a symbolic link stays a link.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let path = resolve(path)?;
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(SaveError::NoFolder(folder.display().to_string()));
    }
    let there = match std::fs::metadata(&path) {
        Ok(meta) if meta.is_dir() => return Err(SaveError::Folder),
        Ok(meta) if meta.permissions().readonly() => return Err(SaveError::Protected),
        Ok(meta) => Some(meta.permissions()),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(error.into()),
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let prefix = format!(".{name}.");
    let mut builder = tempfile::Builder::new();
    builder.prefix(&prefix).suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(new_file());
    let mut temporary = builder.tempfile_in(folder)?;
    if let Some(permissions) = there {
        temporary.as_file().set_permissions(permissions)?;
    }
    temporary.write_all(bytes)?;
    temporary.as_file().sync_all()?;
    let written = temporary.as_file().metadata()?.len();
    if written != bytes.len() as u64 {
        return Err(SaveError::Short {
            written,
            expected: bytes.len() as u64,
        });
    }
    temporary.persist(&path).map_err(|failed| failed.error)?;
    sync_folder(folder)?;
    Ok(())
}

/// What a symbolic link points at, so that the link stays.
fn resolve(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..40 {
        match std::fs::read_link(&path) {
            Ok(target) => {
                path = path.parent().unwrap_or(Path::new("")).join(target);
            }
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

#[cfg(unix)]
fn new_file() -> std::fs::Permissions {
    use std::os::unix::fs::PermissionsExt as _;
    // The user's mask takes away what new files of theirs do not have.
    std::fs::Permissions::from_mode(0o666)
}

#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    match std::fs::File::open(folder)?.sync_all() {
        // Some network file systems cannot sync a folder; the file itself is synced.
        Err(error)
            if matches!(
                error.kind(),
                ErrorKind::Unsupported | ErrorKind::InvalidInput
            ) =>
        {
            Ok(())
        }
        result => result,
    }
}

#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}
