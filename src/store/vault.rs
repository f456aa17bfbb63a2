//! What is kept of a project beside its file, so that no edit is lost: the journal of what was
//! edited since the last snapshot, and the snapshots.
//!
//! It stands in a folder of its own for each project and file, in the state directory of the user:
//!
//! ```text
//! projects/prj_7h2k9m4xq0ta-5f0c2a91/
//!     journal                              what was done since the base
//!     backups/20261124T140312Z-0-9c1e….ron   snapshots; one of them is the base
//!     lock                                 held by the window that has the project open
//! ```
//!
//! A save goes: snapshot into the backups, then into the file, then a new journal that goes on from
//! it. Whatever happens in between, the file and what the journal of before adds to its base give
//! all that was done.

mod backups;
mod lock;
mod recover;
mod shelf;
mod strays;
#[cfg(test)]
mod tests;

pub use backups::{Backup, Reason};
pub use lock::Lock;
pub use recover::{Found, Pending, RecoverError, Stand, found_beside, pending, untitled};
pub use shelf::{Kept, backups_of, everything};
pub use strays::{sweep_strays, sweep_untitled};

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::journal::{Act, Entry, Head, Writer};
use super::save::{folder_of, replace, usable};
use super::storage::{Readers, Storage};
use super::{Fingerprint, SaveError, Saved, parse, write};
use crate::edit::History;
use crate::model::{Project, ProjectId, Timestamp};

/// Room that is kept for the journal ahead, so that a full disk does not stop work.
const ROOM: u64 = 1 << 20;

/// A history of more bytes than this is shortened.
const HISTORY: usize = 4 << 20;

/// Keeps one project that is open.
pub struct Vault {
    storage: Arc<dyn Storage>,
    folder: PathBuf,
    head: Head,
    /// None after an error: what was written since the last sync is not known to be there, and a
    /// journal that failed is never written to again.
    writer: Option<Writer>,
    /// Of the room kept ahead, what is left.
    room: u64,
}

/// A project as it is at one moment, ready to be kept.
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub project: Project,
    pub history: History,
}

impl Snapshot {
    /// Steps of the history that outlast the program.
    pub const STEPS: usize = 200;
}

impl Vault {
    /// Begins to keep a project in a folder that is its own. `file` is where it is saved, resolved,
    /// and what that holds.
    pub fn begin(
        storage: Arc<dyn Storage>,
        folder: PathBuf,
        file: Option<(&Path, Fingerprint)>,
        snapshot: &Snapshot,
        now: &Timestamp,
    ) -> Result<Self, SaveError> {
        let path = file.map(|(path, _)| path);
        let on_disk = file.map(|(_, held)| held);
        let id = snapshot.project.id();
        let bytes = write(&snapshot.project)?;
        let base = Fingerprint::of(bytes.as_bytes());
        let mut vault = Self {
            storage,
            folder,
            head: head(id, path, on_disk, base),
            writer: None,
            room: 0,
        };
        make_folders(vault.storage.as_ref(), &vault.folder)?;
        vault.back_up(bytes.as_bytes(), None, now)?;
        vault.rotate(&snapshot.history, now)?;
        Ok(vault)
    }

    /// Makes entries durable, all or none of them acknowledged. After an error they, and what was
    /// done before them, are safe only once [`Vault::begin_anew`] succeeds.
    pub fn append(&mut self, entries: &[Entry]) -> Result<(), SaveError> {
        let Some(writer) = &mut self.writer else {
            return Err(SaveError::NoJournal);
        };
        let mut bytes = Vec::new();
        for entry in entries {
            bytes.extend(writer.entry(entry)?);
        }
        let journal = self.journal();
        let written = self.storage.append(&journal, &bytes);
        let kept = written.and_then(|()| self.storage.sync(&journal));
        if let Err(error) = kept {
            self.writer = None;
            return Err(error.into());
        }
        let length = bytes.len() as u64;
        self.room = self.room.saturating_sub(length);
        if self.room < ROOM / 2 && self.storage.reserve(&journal, ROOM).is_ok() {
            self.room = ROOM;
        }
        Ok(())
    }

    /// Begins a new journal where the last one failed, without touching the project file.
    pub fn begin_anew(&mut self, snapshot: &Snapshot, now: &Timestamp) -> Result<(), SaveError> {
        let bytes = write(&snapshot.project)?;
        self.back_up(bytes.as_bytes(), None, now)?;
        self.head.base = Fingerprint::of(bytes.as_bytes());
        self.rotate(&snapshot.history, now)
    }

    /// Whether edits can be kept, or a new journal is needed first.
    pub fn is_whole(&self) -> bool {
        self.writer.is_some()
    }

    /// Saves the project in its file, which may be a new one: then it is kept there from now on.
    /// `expected` is what the file held when it was last read or written.
    ///
    /// When the file was written and no new journal could be begun, [`Vault::is_whole`] says so.
    pub fn save(
        &mut self,
        root: &Path,
        path: &Path,
        snapshot: &Snapshot,
        expected: Option<Fingerprint>,
        now: &Timestamp,
    ) -> Result<Saved, SaveError> {
        let bytes = write(&snapshot.project)?;
        let bytes = bytes.as_bytes();
        let held = Fingerprint::of(bytes);
        let id = snapshot.project.id();
        let before = std::mem::replace(&mut self.folder, folder(root, id, path));
        let moved = before != self.folder;
        let made = if moved {
            make_folders(self.storage.as_ref(), &self.folder).map_err(SaveError::from)
        } else {
            Ok(())
        };
        let kept = made.and_then(|()| self.keep(bytes, path, expected, now));
        let other = match kept {
            Ok(other) => other,
            Err(error) => {
                self.folder = before;
                return Err(error);
            }
        };
        self.head = head(id, Some(path), Some(held), held);
        // The file holds it; a journal that cannot be begun is told with the next edit.
        if self.rotate(&snapshot.history, now).is_err() {
            self.writer = None;
            // That of before would be offered as work that is in no file.
            let _ = self.storage.remove(&self.journal());
        } else if moved {
            // What it was kept under before adds nothing any more.
            let _ = self.storage.remove(&before.join("journal"));
        }
        self.sweep(now);
        Ok(Saved {
            bytes: bytes.len(),
            fingerprint: held,
            other,
        })
    }

    fn keep(
        &self,
        bytes: &[u8],
        path: &Path,
        expected: Option<Fingerprint>,
        now: &Timestamp,
    ) -> Result<Option<PathBuf>, SaveError> {
        self.back_up(bytes, None, now)?;
        replace(self.storage.as_ref(), path, bytes, expected)
    }

    /// A new journal on the base that the head names, in the place of the one of before.
    fn rotate(&mut self, history: &History, now: &Timestamp) -> Result<(), SaveError> {
        self.writer = None;
        let (mut writer, mut bytes) = Writer::begin(&self.head)?;
        for steps in [Snapshot::STEPS, Snapshot::STEPS / 10, 0] {
            let entry = Entry {
                at: now.clone(),
                act: Act::Knew(history.last(steps)),
            };
            let mut with = writer.clone();
            let line = with.entry(&entry)?;
            if line.len() <= HISTORY {
                writer = with;
                bytes.extend(line);
                break;
            }
        }
        let (journal, new) = (self.journal(), self.folder.join("journal.new"));
        match self.storage.remove(&new) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
        self.storage.create(&new, &bytes, Readers::Owner)?;
        self.storage.sync(&new)?;
        self.storage.rename(&new, &journal)?;
        self.storage.sync_folder(&self.folder)?;
        let reserved = self.storage.reserve(&journal, ROOM);
        self.room = if reserved.is_ok() { ROOM } else { 0 };
        self.writer = Some(writer);
        Ok(())
    }

    /// Forgets what was done since the last save; the snapshots stay.
    pub fn forget(&self) {
        forget(self.storage.as_ref(), &self.folder);
    }

    /// The folder that all of this stands in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    fn journal(&self) -> PathBuf {
        self.folder.join("journal")
    }
}

/// Where the system keeps what programs remember, unless it says nothing of it.
pub fn root() -> Option<PathBuf> {
    let folder = dirs::state_dir().or_else(dirs::data_local_dir)?;
    Some(folder.join("sayso"))
}

/// The one name of a file, whatever links lead to it.
pub fn resolved(path: &Path) -> Result<PathBuf, SaveError> {
    let path = usable(path)?;
    let folder = std::fs::canonicalize(folder_of(&path))?;
    Ok(folder.join(path.file_name().unwrap_or_default()))
}

/// The same of a file that need not be usable: one that cannot be written may still be read, and one
/// that is gone, with its folder perhaps, may still be known.
pub fn known_as(path: &Path) -> PathBuf {
    let name = resolved(path).or_else(|_| std::fs::canonicalize(path));
    let name = name.or_else(|_| std::path::absolute(path));
    name.unwrap_or_else(|_| path.to_owned())
}

/// Asks the window that has a project open to come forward.
pub fn knock(folder: &Path) -> io::Result<()> {
    std::fs::write(folder.join("knock"), [])
}

/// Whether somebody asked to come forward since the last time.
pub fn knocked(folder: &Path) -> bool {
    std::fs::remove_file(folder.join("knock")).is_ok()
}

/// The folder of a project, durable.
fn make_folders(storage: &dyn Storage, folder: &Path) -> io::Result<()> {
    storage.create_folder(&folder.join("backups"))?;
    // Itself, that of all projects, and the state directory.
    let above = folder.ancestors().take(3);
    above
        .into_iter()
        .try_for_each(|folder| storage.sync_folder(folder))
}

/// Where a project that is saved in a file is kept.
pub fn folder(root: &Path, id: &ProjectId, file: &Path) -> PathBuf {
    let name = format!("{}-{}", plain(id), place(file));
    root.join("projects").join(name)
}

/// A path as a part of a name.
fn place(file: &Path) -> String {
    let hash = Fingerprint::of(file.as_os_str().as_encoded_bytes()).to_string();
    hash.chars().take(8).collect()
}

/// Where a project that is in no file yet may be kept: the folder of that number, from 1.
pub fn untitled_folder(root: &Path, id: &ProjectId, number: usize) -> PathBuf {
    root.join("projects")
        .join(format!("{}{UNTITLED}-{number}", plain(id)))
}

/// The snapshots in a folder of a project, the oldest first.
pub fn backups_in(storage: &dyn Storage, folder: &Path) -> io::Result<Vec<Backup>> {
    backups::all(storage, &folder.join("backups"))
}

/// Whether a folder has a journal.
pub fn has_journal(folder: &Path) -> bool {
    folder.join("journal").exists()
}

/// Puts what was recovered among the backups, and takes its journal away.
pub fn set_aside(
    storage: &dyn Storage,
    folder: &Path,
    project: &Project,
    now: &Timestamp,
) -> Result<(), SaveError> {
    let bytes = write(project)?;
    let backups = folder.join("backups");
    make_folders(storage, folder)?;
    backups::keep(
        storage,
        &backups,
        bytes.as_bytes(),
        Some(Reason::Recovery),
        now,
    )?;
    storage.remove(&folder.join("journal"))?;
    storage.sync_folder(folder)?;
    Ok(())
}

/// Keeps what a file holds before a command writes something else into it; durable when it returns.
/// `file` is resolved.
pub fn back_up_file(
    storage: &dyn Storage,
    root: &Path,
    (id, file): (&ProjectId, &Path),
    bytes: &[u8],
    reason: Reason,
    now: &Timestamp,
) -> io::Result<()> {
    let folder = folder(root, id, file);
    make_folders(storage, &folder)?;
    let backups = folder.join("backups");
    backups::keep(storage, &backups, bytes, Some(reason), now)
}

/// What a coder's copy was made of, where it is still kept. `whole` is the project now.
pub fn base_of_copy(
    storage: &dyn Storage,
    root: Option<&Path>,
    copy: &Project,
    whole: &Project,
) -> Option<Project> {
    let of = &copy.copy()?.of;
    let bytes = write(whole).ok()?;
    if Fingerprint::of(bytes.as_bytes()).to_string() == *of {
        return Some(whole.clone());
    }
    version(storage, root?, copy.id(), of).ok().flatten()
}

/// What a project was when its file had that fingerprint, in hex; `None` where no such version is kept,
/// of whatever file it was.
fn version(
    storage: &dyn Storage,
    root: &Path,
    id: &ProjectId,
    fingerprint: &str,
) -> io::Result<Option<Project>> {
    let projects = root.join("projects");
    let start = format!("{}-", plain(id));
    for name in storage.list(&projects)? {
        if !name.starts_with(&start) {
            continue;
        }
        let folder = projects.join(name).join("backups");
        let bytes = backups::with_digits(storage, &folder, fingerprint)?;
        let loaded = bytes.and_then(|bytes| parse(&bytes).ok());
        if let Some(loaded) = loaded {
            return Ok(Some(loaded.project));
        }
    }
    Ok(None)
}

/// Takes away the journal of a folder whose work is kept in another now.
pub fn forget(storage: &dyn Storage, folder: &Path) {
    // What cannot be removed is offered again, and can be refused again.
    let _ = storage.remove(&folder.join("journal"));
}

/// Of the folder of a project without a file.
const UNTITLED: &str = "-untitled";

/// An id as a name of a folder: ids that were imported may hold anything.
fn plain(id: &ProjectId) -> String {
    let id = crate::model::Id::as_str(id);
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if !id.is_empty() && id.len() <= 40 && id.chars().all(plain) {
        id.to_owned()
    } else {
        let hash = Fingerprint::of(id.as_bytes()).to_string();
        format!("id_{}", hash.chars().take(16).collect::<String>())
    }
}

fn head(
    id: &ProjectId,
    file: Option<&Path>,
    on_disk: Option<Fingerprint>,
    base: Fingerprint,
) -> Head {
    let file = file.map(|path| path.to_string_lossy().into_owned());
    Head::new(id.clone(), file, on_disk, base)
}

/// The journal in a folder. An error of reading is none: it is not as if there were no journal.
fn journal_in(storage: &dyn Storage, folder: &Path) -> io::Result<Option<Vec<u8>>> {
    match storage.read(&folder.join("journal")) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}
