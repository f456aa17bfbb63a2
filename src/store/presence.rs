//! A note beside a project file that tells colleagues in a shared folder who has it open.
//!
//! It is advice, not a lock: a folder that is synchronised shows it late or not at all, and merging
//! looks after the rest. It is written anew every few minutes, and ignored once it is old.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::model::Timestamp;

/// Older than this, whoever wrote it is taken to be gone.
const STALE: Duration = Duration::from_mins(15);

/// How often it is written anew.
pub const RENEWED: Duration = Duration::from_mins(5);

/// Who has a project open, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// As they code; may be empty.
    pub name: String,
    pub computer: String,
    pub since: Timestamp,
    /// Tells the notes of two programs apart.
    pub session: u64,
}

/// The note beside a file: `.NAME.open`.
fn beside(file: &Path) -> PathBuf {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!(".{name}.open"))
}

impl Presence {
    /// Writes the note, or writes it anew. A folder that cannot be written to has none.
    pub fn show(&self, file: &Path) {
        if let Ok(text) = ron::to_string(self) {
            let _ = std::fs::write(beside(file), text);
        }
    }

    /// Takes one's own note away.
    pub fn end(&self, file: &Path) {
        if Self::at(file).is_some_and(|there| there.session == self.session) {
            let _ = std::fs::remove_file(beside(file));
        }
    }

    /// Who says to have the file open on another computer, unless that was long ago. On this one the
    /// lock knows better: a note that a crash left would speak of oneself.
    pub fn elsewhere(file: &Path) -> Option<Self> {
        let written = std::fs::metadata(beside(file)).and_then(|meta| meta.modified());
        // A clock that is behind makes a note of the future: that is not old.
        let age = written.ok()?.elapsed().unwrap_or_default();
        let there = Self::at(file)?;
        (age < STALE && there.computer != computer()).then_some(there)
    }

    fn at(file: &Path) -> Option<Self> {
        ron::from_str(&super::read_own(&beside(file))?).ok()
    }
}

/// The name of this computer, where the system says it.
pub fn computer() -> String {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
    let name = name.or_else(|| std::env::var("COMPUTERNAME").ok());
    let name = name.or_else(|| std::env::var("HOSTNAME").ok());
    name.map(|name| name.trim().to_owned()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colleague_sees_who_has_it_open_and_old_notes_say_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("p.sayso.ron");
        let theirs = Presence {
            name: "A.B.".into(),
            computer: "another desk".into(),
            since: Timestamp::from_unix_seconds(1_780_000_000),
            session: 7,
        };
        assert_eq!(Presence::elsewhere(&file), None);
        theirs.show(&file);
        assert_eq!(Presence::elsewhere(&file), Some(theirs.clone()));
        // Somebody else's stays when one goes.
        let mine = Presence {
            computer: computer(),
            session: 8,
            ..theirs.clone()
        };
        mine.end(&file);
        assert!(Presence::elsewhere(&file).is_some());
        let note = std::fs::File::options()
            .write(true)
            .open(beside(&file))
            .unwrap();
        let old = std::time::SystemTime::now() - STALE;
        note.set_modified(old).unwrap();
        assert_eq!(Presence::elsewhere(&file), None);
        // What a crash of one's own left says nothing.
        mine.show(&file);
        assert_eq!(Presence::elsewhere(&file), None);
        mine.end(&file);
        assert!(!beside(&file).exists());
        std::fs::write(beside(&file), "what is this").unwrap();
        assert_eq!(Presence::elsewhere(&file), None);
    }
}
