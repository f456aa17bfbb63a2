//! Which files are meant.

use std::io;
use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};

use crate::exchange::articles::endings;
use crate::store::ReadError;

pub(super) struct File {
    pub(super) path: PathBuf,
    /// Whether the user named it, and not the folder that it lies in.
    pub(super) is_named: bool,
}

/// The file itself, or the articles below a folder in the order of their names.
pub(super) fn expand(path: &Path, recursive: bool) -> anyhow::Result<Vec<File>> {
    if !path.is_dir() {
        let path = path.to_owned();
        return Ok(vec![File {
            path,
            is_named: true,
        }]);
    }
    if !recursive {
        bail!(
            "it is a folder: name the files in it, or add all articles below it with --recursive"
        );
    }
    let known: Vec<&str> = endings().collect();
    let mut found = Vec::new();
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        let unreadable =
            |error: io::Error| anyhow!("{}: {}", folder.display(), ReadError::from(error));
        for entry in std::fs::read_dir(&folder).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let kind = entry.file_type().map_err(unreadable)?;
            let path = entry.path();
            // Links to folders are not followed: they may lead back here.
            if kind.is_dir() {
                folders.push(path);
            } else if is_article(&path, &known) && !path.is_dir() {
                found.push(path);
            }
        }
    }
    if found.is_empty() {
        bail!(
            "there is no article in it or below: no name ends in .{}",
            known.join(", .")
        );
    }
    found.sort();
    let found = found.into_iter().map(|path| File {
        path,
        is_named: false,
    });
    Ok(found.collect())
}

fn is_article(path: &Path, known: &[&str]) -> bool {
    // What programs put beside an open file, and what is hidden, is none.
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or_default();
    !name.starts_with(['.', '~']) && known.iter().any(|known| ending.eq_ignore_ascii_case(known))
}
