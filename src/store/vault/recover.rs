//! What a journal adds to what is in the file.

use std::io;
use std::path::{Path, PathBuf};

use super::super::journal::{self, Head, JournalError, Replayed, replay};
use super::super::storage::Storage;
use super::super::{Fingerprint, LoadError, Loaded, parse};
use super::{UNTITLED, backups, folder, journal_in, plain};
use crate::edit::History;
use crate::model::{Project, ProjectId};

/// What was done and is in no file.
#[derive(Debug)]
pub struct Pending {
    /// Where it is kept.
    pub folder: PathBuf,
    pub head: Head,
    /// What the journal goes on from.
    pub base: Project,
    pub recovered: Replayed,
    /// Bytes at the end of the journal that could not be read.
    pub lost: usize,
    pub stand: Stand,
}

/// How the file stands to the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stand {
    /// As it was when the journal was begun.
    Same,
    /// Somebody changed it since.
    Changed,
    /// It is not there any more, or cannot be read, or there never was one.
    Gone,
}

/// What is known of a project beside its file.
#[derive(Debug, Default)]
pub struct Found {
    /// What can be undone, where the file is as it was saved last.
    pub history: Option<History>,
    pub pending: Option<Box<Pending>>,
}

/// Why what was kept cannot be recovered. It stays where it is.
#[derive(Debug, thiserror::Error)]
pub enum RecoverError {
    #[error("“{}” cannot be read: {error}", .path.display())]
    Read { path: PathBuf, error: io::Error },
    #[error("the journal in “{}”: {error}", .path.display())]
    Journal { path: PathBuf, error: JournalError },
    #[error("the snapshot that the journal in “{}” goes on from is missing", .path.display())]
    NoBase { path: PathBuf },
    #[error("the snapshot that the journal in “{}” goes on from cannot be read: {error}", .path.display())]
    Base {
        path: PathBuf,
        error: Box<LoadError>,
    },
}

/// What is kept of the project in a file, whose path is resolved. `disk` is what it holds, if it
/// can be read.
pub fn pending(
    storage: &dyn Storage,
    root: &Path,
    path: &Path,
    disk: Option<&Loaded>,
) -> Result<Found, RecoverError> {
    let folder = match disk {
        Some(loaded) => Some(folder(root, loaded.project.id(), path)),
        None => folder_of(storage, root, path)?,
    };
    match folder {
        Some(folder) => in_folder(storage, &folder, disk),
        None => Ok(Found::default()),
    }
}

/// Work on a project that was under another name, where there is no such file now: it was moved, or
/// renamed.
pub fn found_beside(
    storage: &dyn Storage,
    root: &Path,
    path: &Path,
    disk: &Loaded,
    is_there: impl Fn(&Path) -> bool,
) -> Result<Option<Box<Pending>>, RecoverError> {
    let id = disk.project.id();
    let own = folder(root, id, path);
    for other in folders(storage, root)? {
        let name = other.file_name().unwrap_or_default().to_string_lossy();
        let is_of_project = name.starts_with(&format!("{}-", plain(id)));
        if !is_of_project || other == own || name.contains(UNTITLED) {
            continue;
        }
        let found = in_folder(storage, &other, Some(disk))?;
        let moved = |pending: &Pending| {
            let file = pending.head.file.as_ref();
            file.is_some_and(|file| !is_there(Path::new(file)))
        };
        if let Some(pending) = found.pending.filter(|pending| moved(pending)) {
            return Ok(Some(pending));
        }
    }
    Ok(None)
}

/// Projects that were never saved in a file.
pub fn untitled(storage: &dyn Storage, root: &Path) -> Result<Vec<Pending>, RecoverError> {
    let mut all = Vec::new();
    for folder in folders(storage, root)? {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        if name.contains(UNTITLED)
            && let Some(pending) = in_folder(storage, &folder, None)?.pending
            && has_work(&pending.recovered.project)
        {
            all.push(*pending);
        }
    }
    Ok(all)
}

/// Whether there is anything in a project that somebody would miss.
pub(super) fn has_work(project: &Project) -> bool {
    let book = project.codebook();
    let codes = book.speakers().len() + book.topics().len();
    project.articles().len() + project.statement_count() + codes > 0
}

pub(super) fn in_folder(
    storage: &dyn Storage,
    folder: &Path,
    disk: Option<&Loaded>,
) -> Result<Found, RecoverError> {
    let bytes = journal_in(storage, folder).map_err(|error| read_error(folder, error))?;
    let Some(bytes) = bytes else {
        return Ok(Found::default());
    };
    let read = journal::read(&bytes).map_err(|error| RecoverError::Journal {
        path: folder.join("journal"),
        error,
    })?;
    let (base, is_in_file) = match disk {
        Some(loaded) if loaded.fingerprint == read.head.base => (loaded.project.clone(), true),
        _ => (snapshot(storage, folder, read.head.base)?, false),
    };
    let recovered = replay(base.clone(), &read.entries);
    let is_contained = disk.is_some_and(|loaded| loaded.project == recovered.project);
    if is_contained {
        let history = is_in_file.then_some(recovered.history);
        return Ok(Found {
            history,
            pending: None,
        });
    }
    let stand = match disk {
        None => Stand::Gone,
        Some(loaded) if Some(loaded.fingerprint) == read.head.on_disk => Stand::Same,
        Some(_) => Stand::Changed,
    };
    let pending = Pending {
        folder: folder.to_owned(),
        head: read.head,
        base,
        recovered,
        lost: read.lost,
        stand,
    };
    // A file that somebody changed, and nothing that was not in it before, is nothing.
    let counts = pending.adds() || stand == Stand::Gone;
    Ok(Found {
        history: None,
        pending: counts.then(|| Box::new(pending)),
    })
}

/// The folder of a file whose project cannot be read: the journals know the file's name.
fn folder_of(
    storage: &dyn Storage,
    root: &Path,
    path: &Path,
) -> Result<Option<PathBuf>, RecoverError> {
    let name = path.to_string_lossy();
    for folder in folders(storage, root)? {
        let bytes = journal_in(storage, &folder).map_err(|error| read_error(&folder, error))?;
        let head = bytes
            .and_then(|bytes| journal::read(&bytes).ok())
            .map(|read| read.head);
        if head.is_some_and(|head| head.file.as_deref() == Some(&*name)) {
            return Ok(Some(folder));
        }
    }
    Ok(None)
}

pub(super) fn folders(storage: &dyn Storage, root: &Path) -> Result<Vec<PathBuf>, RecoverError> {
    let projects = root.join("projects");
    let names = storage.list(&projects);
    let names = names.map_err(|error| read_error(&projects, error))?;
    Ok(names.iter().map(|name| projects.join(name)).collect())
}

fn snapshot(
    storage: &dyn Storage,
    folder: &Path,
    hash: Fingerprint,
) -> Result<Project, RecoverError> {
    let path = folder.join("backups");
    let bytes = backups::of(storage, &path, hash).map_err(|error| read_error(&path, error))?;
    let Some(bytes) = bytes else {
        return Err(RecoverError::NoBase {
            path: folder.join("journal"),
        });
    };
    let loaded = parse(&bytes).map_err(|error| RecoverError::Base {
        path: folder.join("journal"),
        error: Box::new(error),
    })?;
    Ok(loaded.project)
}

pub(super) fn read_error(path: &Path, error: io::Error) -> RecoverError {
    RecoverError::Read {
        path: path.to_owned(),
        error,
    }
}

impl Pending {
    pub fn project(&self) -> &ProjectId {
        &self.head.project
    }

    /// Whether it has anything that the file did not hold when the journal was begun.
    pub fn adds(&self) -> bool {
        self.recovered.edits > 0 || Some(self.head.base) != self.head.on_disk
    }

    /// What it is told against: `disk`, which is what the file holds, where that is as it was.
    pub fn before(&self, disk: Option<&Project>) -> Project {
        match (self.stand, disk) {
            (Stand::Same, Some(disk)) => disk.clone(),
            _ if self.head.file.is_none() => Project::new(self.head.project.clone(), ""),
            _ => self.base.clone(),
        }
    }
}
