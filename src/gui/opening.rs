//! Opening a project: what the file holds, and what is kept beside it that is not in the file.

use std::path::{Path, PathBuf};
use std::thread::JoinHandle;
use std::time::Instant;

use super::article_view::Place;
use super::session::{ReadOnly, Session};
use super::timings::Moments;
use crate::store::storage::Disk;
use crate::store::vault::{self, Found, Lock, Pending, RecoverError};
use crate::store::{self, LoadError, Loaded};

/// What came of opening a file.
#[derive(Debug)]
pub(super) struct Opening {
    pub path: PathBuf,
    pub result: Result<Box<Session>, LoadError>,
    /// What was done and is not in the file.
    pub pending: Option<Box<Pending>>,
    /// Why what was kept cannot be looked at.
    pub trouble: Option<RecoverError>,
    pub lock: Option<Lock>,
    /// Other versions of the project beside its file, as programs that sync folders leave them.
    pub copies: Vec<PathBuf>,
    pub moments: Moments,
}

/// What a project is opened with.
pub(super) struct With {
    /// Where one was in it.
    pub place: Option<Place>,
    /// The state directory.
    pub root: Option<PathBuf>,
    /// Those who kept what was open before, until they have let go of it.
    pub ended: Vec<JoinHandle<()>>,
}

/// Opens a project.
pub(super) fn open(path: PathBuf, with: With) -> Opening {
    let With { place, root, ended } = with;
    for thread in ended {
        // One that failed has let go as well.
        let _ = thread.join();
    }
    let bytes = store::read_bytes(&path);
    let read = Instant::now();
    let loaded = match bytes {
        Ok(bytes) => store::parse(&bytes),
        Err(error) => Err(error.into()),
    };
    let parsed = Instant::now();
    let moments = Moments { read, parsed };
    let mut known = Known::default();
    if let Some(root) = root {
        known.look(&root, &path, loaded.as_ref().ok());
    }
    let Known {
        found,
        trouble,
        lock,
        is_elsewhere,
    } = known;
    let known = loaded.as_ref().ok();
    let copies = known.map(|loaded| store::copies(&path, loaded.project.id()));
    let result = loaded.map(|loaded| {
        // What is worked out once for a project is worked out here.
        let mut session = Box::new(Session::loaded(path.clone(), loaded));
        if let Some(history) = found.history {
            session.history = history;
            session.history.mark_saved();
        }
        if is_elsewhere {
            session.read_only = Some(ReadOnly::OpenElsewhere);
        }
        if let Some(place) = place {
            session.return_to(&place);
        }
        session
    });
    Opening {
        path,
        result,
        pending: found.pending,
        trouble,
        lock,
        copies: copies.unwrap_or_default(),
        moments,
    }
}

/// What is known beside the file.
#[derive(Default)]
struct Known {
    found: Found,
    trouble: Option<RecoverError>,
    lock: Option<Lock>,
    is_elsewhere: bool,
}

impl Known {
    fn look(&mut self, root: &Path, path: &Path, loaded: Option<&Loaded>) {
        let place = vault::known_as(path);
        if let Some(loaded) = loaded {
            let folder = vault::folder(root, loaded.project.id(), &place);
            match Lock::take(&folder) {
                Ok(Some(lock)) => {
                    self.lock = Some(lock);
                    vault::sweep_strays(&folder, &place);
                }
                Ok(None) => {
                    // What that window does is its own until it has ended.
                    self.is_elsewhere = true;
                    let _ = vault::knock(&folder);
                    return;
                }
                // Without a lock one works on, as on a system that has none.
                Err(error) => log::warn!("{}: no lock: {error}", folder.display()),
            }
        }
        match vault::pending(&Disk, root, &place, loaded) {
            Ok(found) => self.found = found,
            Err(error) => self.trouble = Some(error),
        }
        if let (None, Some(loaded)) = (&self.found.pending, loaded) {
            let moved = vault::found_beside(&Disk, root, &place, loaded, Path::exists);
            match moved {
                Ok(pending) => self.found.pending = pending,
                Err(error) => log::warn!("{}: {error}", root.display()),
            }
        }
    }
}
