//! Other versions of a project beside its file, as programs that sync folders leave them where two
//! people saved.

use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

use super::save::folder_of;
use crate::model::{Id as _, ProjectId};

/// So much of a file is read for the id, which stands at its beginning, in bytes.
const HEAD: u64 = 1024;

/// The other files in the folder of a project's file that hold the same project, by name. What
/// cannot be read is none.
pub fn copies(path: &Path, id: &ProjectId) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder_of(path)) else {
        return Vec::new();
    };
    let id = format!("id: \"{}\"", id.as_str());
    let mut copies: Vec<PathBuf> = (entries.flatten())
        .filter(|entry| Some(&*entry.file_name()) != path.file_name())
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "ron"))
        .filter(|path| begins_with(path, &id))
        .collect();
    copies.sort();
    copies
}

/// Whether a file is a coder's copy of that project.
pub fn is_copy_of(path: &Path, id: &ProjectId) -> bool {
    let id = format!("id: \"{}\"", id.as_str());
    // Line ends in a title are escaped, so this stands nowhere else.
    head(path).is_some_and(|head| head.contains(&id) && head.contains("\n    copy: ("))
}

/// Whether a project file says that of itself.
fn begins_with(path: &Path, id: &str) -> bool {
    head(path).is_some_and(|head| head.contains(id))
}

/// The beginning of a file. Only a regular one is opened: others may wait.
fn head(path: &Path) -> Option<String> {
    let mut head = Vec::new();
    if !fs::metadata(path).is_ok_and(|meta| meta.is_file()) {
        return None;
    }
    let file = File::open(path).ok()?;
    file.take(HEAD).read_to_end(&mut head).ok()?;
    Some(String::from_utf8_lossy(&head).into_owned())
}
