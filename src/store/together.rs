//! Several files that belong together: all of them, or none as far as that is possible.

use std::path::{Path, PathBuf};

use super::{SaveError, write_whole};

/// Writes files below a folder that is made where it is not there; `/` in a name is a folder too.
/// What was new goes again when one fails, but what it replaced does not come back. The error
/// names the file.
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
        let new = !path.exists();
        write_whole(&path, bytes).map_err(named)?;
        if new {
            made.files.push(path);
        }
        Ok(())
    });
    if done.is_err() {
        made.take_back();
    }
    done
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
