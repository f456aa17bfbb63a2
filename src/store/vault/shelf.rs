//! What is kept of all projects, for those who look at it without a window.

use std::io;
use std::path::Path;

use super::super::journal;
use super::super::storage::Storage;
use super::super::{Loaded, parse};
use super::recover::{folders, has_work, in_folder, read_error};
use super::{Backup, Pending, RecoverError, backups_in, journal_in, place};
use crate::model::Project;

/// Work that is in no file.
#[derive(Debug)]
pub struct Kept {
    pub pending: Pending,
    /// What its file holds, if it is there and can be read.
    pub disk: Option<Project>,
}

/// All work that is in no file, in an order that stays; what cannot be read hides nothing else. A
/// file that was saved and is away now, moved or deleted, is no such work.
pub fn everything(
    storage: &dyn Storage,
    root: &Path,
) -> Result<Vec<Result<Kept, RecoverError>>, RecoverError> {
    let folders = folders(storage, root)?;
    let kept = folders.iter().map(|folder| kept_in(storage, folder));
    Ok(kept.filter_map(Result::transpose).collect())
}

fn kept_in(storage: &dyn Storage, folder: &Path) -> Result<Option<Kept>, RecoverError> {
    let bytes = journal_in(storage, folder).map_err(|error| read_error(folder, error))?;
    let Some(bytes) = bytes else {
        return Ok(None);
    };
    let read = journal::read(&bytes).map_err(|error| RecoverError::Journal {
        path: folder.join("journal"),
        error,
    })?;
    // Another project may stand in its place by now.
    let disk = (read.head.file.as_ref())
        .and_then(|file| storage.read(Path::new(file)).ok())
        .and_then(|bytes| parse(&bytes).ok())
        .filter(|loaded| *loaded.project.id() == read.head.project);
    Ok(kept(
        in_folder(storage, folder, disk.as_ref())?.pending,
        disk,
    ))
}

fn kept(pending: Option<Box<Pending>>, disk: Option<Loaded>) -> Option<Kept> {
    let pending = *pending?;
    let is_work = if pending.head.file.is_some() {
        pending.adds()
    } else {
        has_work(&pending.recovered.project)
    };
    let disk = disk.map(|loaded| loaded.project);
    is_work.then_some(Kept { pending, disk })
}

/// The snapshots of what was saved in a file, whose path is resolved, the oldest first. The file
/// need not be there.
pub fn backups_of(storage: &dyn Storage, root: &Path, path: &Path) -> io::Result<Vec<Backup>> {
    let projects = root.join("projects");
    let end = format!("-{}", place(path));
    let mut all = Vec::new();
    for name in storage.list(&projects)? {
        if name.ends_with(&end) {
            all.extend(backups_in(storage, &projects.join(name))?);
        }
    }
    all.sort();
    Ok(all)
}
