//! Several files that belong together: all of them, or none as far as that is possible.

use std::path::{Path, PathBuf};

use super::save::{beside, folder_of, usable};
use super::storage::{Disk, Readers, Storage as _};
use super::{SaveError, write_whole};

/// Names and bytes.
type Files = Vec<(String, Vec<u8>)>;

/// Why files cannot stand at a place.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    #[error(transparent)]
    NoFolder(SaveError),
    #[error("this format is a folder of files, and a file has that name: choose another name")]
    IsFile,
}

/// The files of an export and the folder that they go into: of one that is a file, the first has the
/// name that the user gave, and the others stand beside it. The error names the place.
pub fn placed(
    output: &Path,
    mut files: Files,
    one_file: bool,
) -> Result<(PathBuf, Files), (PathBuf, PlaceError)> {
    let folder = if one_file {
        let name = output.file_name().unwrap_or_default();
        if let Some((first, _)) = files.first_mut() {
            *first = name.to_string_lossy().into_owned();
        }
        output.parent().unwrap_or(output)
    } else {
        output
    };
    // Only the folder of the name itself is made: one above it that is missing is a mistake.
    let above = if one_file {
        Some(folder)
    } else {
        folder.parent()
    };
    if let Some(above) = above
        && !above.as_os_str().is_empty()
        && !above.is_dir()
    {
        let error = SaveError::NoFolder(above.display().to_string());
        return Err((output.to_owned(), PlaceError::NoFolder(error)));
    }
    if !one_file && folder.exists() && !folder.is_dir() {
        return Err((folder.to_owned(), PlaceError::IsFile));
    }
    Ok((folder.to_owned(), files))
}

/// Writes files below a folder that is made where it is not there; `/` in a name is a folder too.
/// What was new goes again when one fails, but what it replaced does not come back. The error
/// names the file.
///
/// New files are synced together at the end: an export of thousands would wait for the disk at each
/// of them, and until all are there it holds nobody's only copy.
pub fn write_together(
    folder: &Path,
    files: &[(String, Vec<u8>)],
) -> Result<(), (PathBuf, SaveError)> {
    let mut made = Made::default();
    let done = files.iter().try_for_each(|(name, bytes)| {
        let path = name
            .split('/')
            .fold(folder.to_owned(), |path, part| path.join(part));
        let named = |error| (path.clone(), error);
        if let Some(folder) = path.parent() {
            made.folder(folder)
                .map_err(|error| (folder.to_owned(), error))?;
        }
        if path.exists() {
            return write_whole(&path, bytes).map_err(named);
        }
        create(&path, bytes).map_err(named)?;
        made.files.push(path);
        Ok(())
    });
    let done = done.and_then(|()| made.sync());
    if done.is_err() {
        made.take_back();
    }
    done
}

/// A new file, whole under its name or not there.
fn create(path: &Path, bytes: &[u8]) -> Result<(), SaveError> {
    let path = usable(path)?;
    let temporary = beside(&path, "tmp");
    Disk.create(&temporary, bytes, Readers::Usual)?;
    let renamed = Disk.rename(&temporary, &path);
    if renamed.is_err() {
        // What failed is told; a stray file is swept up later.
        let _ = Disk.remove(&temporary);
    }
    Ok(renamed?)
}

/// What was not there before.
#[derive(Default)]
struct Made {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Made {
    fn folder(&mut self, path: &Path) -> Result<(), SaveError> {
        if path.as_os_str().is_empty() || path.is_dir() {
            return Ok(());
        }
        if path.exists() {
            return Err(SaveError::NoFolder(path.display().to_string()));
        }
        if let Some(above) = path.parent() {
            self.folder(above)?;
        }
        std::fs::create_dir(path)?;
        self.folders.push(path.to_owned());
        Ok(())
    }

    /// Returns when all of it is on the disk.
    fn sync(&self) -> Result<(), (PathBuf, SaveError)> {
        const MANY: usize = 16;
        let named = |path: &Path, error: std::io::Error| (path.to_owned(), error.into());
        let at_once = match self.files.first() {
            Some(file) if self.files.len() > MANY => sync_all_of(folder_of(file)),
            _ => false,
        };
        if at_once {
            return Ok(());
        }
        let mut folders: Vec<&Path> = Vec::new();
        for file in &self.files {
            Disk.sync(file).map_err(|error| named(file, error))?;
            let folder = folder_of(file);
            if !folders.contains(&folder) {
                folders.push(folder);
            }
        }
        for folder in folders {
            let synced = Disk.sync_folder(folder);
            synced.map_err(|error| named(folder, error))?;
        }
        Ok(())
    }

    fn take_back(self) {
        // Nothing better can be done about one that cannot be removed.
        for path in self.files {
            let _ = std::fs::remove_file(path);
        }
        for path in self.folders.into_iter().rev() {
            let _ = std::fs::remove_dir(path);
        }
    }
}

/// Syncs the file system of a folder; whether that is possible here.
#[cfg(target_os = "linux")]
fn sync_all_of(folder: &Path) -> bool {
    std::fs::File::open(folder).is_ok_and(|folder| rustix::fs::syncfs(&folder).is_ok())
}

#[cfg(not(target_os = "linux"))]
fn sync_all_of(_folder: &Path) -> bool {
    false
}
