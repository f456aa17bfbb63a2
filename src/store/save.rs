//! Writing a file whole or not at all.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::storage::{Disk, Readers, Storage};
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
    #[error("it is open in another window: save under another name, or close it there")]
    OpenElsewhere,
    #[error("edits cannot be kept beside the file until a new journal is begun")]
    NoJournal,
    #[error("an edit cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
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

/// What stands on the disk after a save.
#[derive(Clone, Debug)]
pub struct Saved {
    pub bytes: usize,
    pub fingerprint: Fingerprint,
    /// A version of somebody else's that came in between, and where it is kept now.
    pub other: Option<PathBuf>,
}

/// Saves a project. `expected` is what the file held when it was last read or written: when it
/// holds something else by now, nothing is written.
pub fn save(
    path: &Path,
    project: &Project,
    expected: Option<Fingerprint>,
) -> Result<Saved, SaveError> {
    let text = write(project)?;
    let other = replace(&Disk, &usable(path)?, text.as_bytes(), expected)?;
    Ok(Saved {
        bytes: text.len(),
        fingerprint: Fingerprint::of(text.as_bytes()),
        other,
    })
}

/// Writes a file so that, whatever happens, either the old content stands there or the new. Its
/// mode, its owner and its attributes stay, and a symbolic link stays a link.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    replace(&Disk, &usable(path)?, bytes, None).map(drop)
}

/// The file that a name leads to, if it can be written.
pub(super) fn usable(path: &Path) -> Result<PathBuf, SaveError> {
    let path = resolve(path)?;
    let folder = folder_of(&path);
    if !folder.is_dir() {
        return Err(SaveError::NoFolder(folder.display().to_string()));
    }
    match std::fs::metadata(&path) {
        Ok(meta) if meta.is_dir() => Err(SaveError::Folder),
        Ok(meta) if meta.permissions().readonly() => Err(SaveError::Protected),
        Ok(_) => Ok(path),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(path),
        Err(error) => Err(error.into()),
    }
}

/// Puts bytes in the place of a file: a temporary file beside it, synced and read again, then
/// swapped with it in one step, then the folder synced.
///
/// What comes out of the swap is looked at. When it is not what was expected, somebody else saved
/// in that moment: their version stays beside the file, and its name is given back.
pub(super) fn replace(
    storage: &dyn Storage,
    path: &Path,
    bytes: &[u8],
    expected: Option<Fingerprint>,
) -> Result<Option<PathBuf>, SaveError> {
    let is_there = match (storage.read(path), expected) {
        (Ok(there), Some(expected)) if Fingerprint::of(&there) != expected => {
            return Err(SaveError::ChangedOutside);
        }
        (Ok(_), _) => true,
        (Err(error), _) if error.kind() == ErrorKind::NotFound => false,
        // A file that may be written and not read holds nobody's work that a save would lose.
        (Err(error), None) if error.kind() == ErrorKind::PermissionDenied => true,
        (Err(error), _) => return Err(error.into()),
    };
    let temporary = beside(path, "tmp");
    let written = prepare(storage, &temporary, path, bytes, is_there);
    if let Err(error) = written {
        // What failed is told; a stray file is swept up later.
        let _ = storage.remove(&temporary);
        return Err(error);
    }
    let result = put(storage, &temporary, path, expected, is_there);
    if result.is_err() {
        // After a swap that was not made durable, what was there before stands in the temporary
        // file, and goes back.
        let is_new = storage.read(path).is_ok_and(|there| there == bytes);
        if is_new && is_there && storage.swap(path, &temporary).unwrap_or(false) {
            let _ = storage.sync_folder(folder_of(path));
        }
        if storage.read(&temporary).is_ok_and(|there| there == bytes) {
            let _ = storage.remove(&temporary);
        }
    }
    result
}

/// A temporary file that holds the bytes for sure.
fn prepare(
    storage: &dyn Storage,
    temporary: &Path,
    path: &Path,
    bytes: &[u8],
    is_there: bool,
) -> Result<(), SaveError> {
    storage.create(temporary, bytes, Readers::Usual)?;
    if is_there {
        storage.dress(temporary, path)?;
    }
    storage.sync(temporary)?;
    let written = match storage.read(temporary) {
        // A file that one may write and not read.
        Err(error) if error.kind() == ErrorKind::PermissionDenied => return Ok(()),
        written => written?,
    };
    if written != bytes {
        return Err(SaveError::Short {
            written: written.len() as u64,
            expected: bytes.len() as u64,
        });
    }
    Ok(())
}

/// Puts the temporary file in the place of the other.
fn put(
    storage: &dyn Storage,
    temporary: &Path,
    path: &Path,
    expected: Option<Fingerprint>,
    is_there: bool,
) -> Result<Option<PathBuf>, SaveError> {
    let folder = folder_of(path);
    if !is_there || !storage.swap(temporary, path)? {
        // A file system that cannot swap: whoever saves in this very moment is not seen.
        storage.rename(temporary, path)?;
        storage.sync_folder(folder)?;
        return Ok(None);
    }
    storage.sync_folder(folder)?;
    let out = storage.read(temporary);
    let is_other = match (&out, expected) {
        (Ok(out), Some(expected)) => Fingerprint::of(out) != expected,
        _ => false,
    };
    if is_other {
        let kept = other_version(storage, path)?;
        if let Err(error) = storage.rename(temporary, &kept) {
            // The name was only taken; nothing is in it.
            let _ = storage.remove(&kept);
            return Err(error.into());
        }
        storage.sync_folder(folder)?;
        return Ok(Some(kept));
    }
    storage.remove(temporary)?;
    Ok(None)
}

pub(super) fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// A hidden name in the folder of a file that nobody else takes.
pub(super) fn beside(path: &Path, kind: &str) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{:08x}.{kind}", fastrand::u32(..)))
}

/// A name under which somebody else's version of a file is kept, taken by an empty file, so that no
/// version takes the place of another.
pub(super) fn other_version(storage: &dyn Storage, path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.strip_suffix(".sayso.ron").unwrap_or(&name);
    let end = if stem.len() < name.len() {
        ".sayso.ron"
    } else {
        ""
    };
    for _ in 0..64 {
        let some = fastrand::u32(..) & 0xffff;
        let kept = path.with_file_name(format!("{stem} (other version {some:04x}){end}"));
        match storage.create(&kept, &[], Readers::Usual) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            created => return created.map(|()| kept),
        }
    }
    Err(ErrorKind::AlreadyExists.into())
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
