//! The journal: what was edited since the last snapshot, each entry whole or not at all.
//!
//! A line is the length of what follows and a check sum over everything up to its end, both in hex,
//! then JSON. As the sum runs over the whole file, a line that was torn, turned over, moved or
//! doubled ends what can be read: what is read is always how the journal began, never something
//! that was not written. The first line says which snapshot it goes on from.

use crc32fast::Hasher;
use serde::{Deserialize, Serialize};

use super::Fingerprint;
use crate::edit::{Edit, History};
use crate::model::{Project, ProjectId, Timestamp};

/// Of journals. One that is newer is not read.
const FORMAT: u32 = 1;

/// What a journal goes on from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    format: u32,
    pub project: ProjectId,
    /// The project file; none before it is saved for the first time.
    pub file: Option<String>,
    /// What the file held.
    pub on_disk: Option<Fingerprint>,
    /// The snapshot that the entries go on from. The same as is in the file, unless a new journal
    /// had to be begun where the file could not be written.
    pub base: Fingerprint,
}

impl Head {
    pub fn new(
        project: ProjectId,
        file: Option<String>,
        on_disk: Option<Fingerprint>,
        base: Fingerprint,
    ) -> Self {
        Self {
            format: FORMAT,
            project,
            file,
            on_disk,
            base,
        }
    }
}

/// One act, and when it was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub at: Timestamp,
    pub act: Act,
}

/// What somebody did.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Act {
    /// What could be undone and redone when the journal was begun. Nobody did it.
    Knew(History),
    Did(Edit),
    Undid,
    Redid,
    /// What is typed in a field and is no edit yet: it counts where nothing comes after it.
    Typed(Option<Edit>),
}

/// A journal as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Journal {
    pub head: Head,
    pub entries: Vec<Entry>,
    /// The bytes after the last entry that could be read, which say nothing.
    pub lost: usize,
}

/// Why there is nothing to read in a journal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JournalError {
    #[error("it is damaged from its beginning")]
    Damaged,
    #[error(
        "it was written by a newer Sayso (journal format {0}): update Sayso to recover from it"
    )]
    Newer(u32),
}

/// Writes entries one after another; knows the sum so far.
#[derive(Clone, Debug)]
pub struct Writer(Hasher);

impl Writer {
    /// A new journal: its writer and its first line.
    pub fn begin(head: &Head) -> Result<(Self, Vec<u8>), serde_json::Error> {
        let mut writer = Self(Hasher::new());
        let line = writer.line(head)?;
        Ok((writer, line))
    }

    /// The bytes of an entry, to be added at the end.
    pub fn entry(&mut self, entry: &Entry) -> Result<Vec<u8>, serde_json::Error> {
        self.line(entry)
    }

    fn line(&mut self, value: &impl Serialize) -> Result<Vec<u8>, serde_json::Error> {
        let json = serde_json::to_vec(value)?;
        let length = format!("{:08x}", json.len());
        self.0.update(length.as_bytes());
        self.0.update(&json);
        let sum = self.0.clone().finalize();
        let mut line = format!("{length} {sum:08x} ").into_bytes();
        line.extend(json);
        line.push(b'\n');
        Ok(line)
    }
}

/// Before the JSON of a line: two numbers of eight digits, each with a space after it.
const PREFIX: usize = 18;

/// Reads a journal as far as it is whole.
pub fn read(bytes: &[u8]) -> Result<Journal, JournalError> {
    #[derive(Deserialize)]
    struct Format {
        format: u32,
    }
    let mut sum = Hasher::new();
    let mut rest = bytes;
    let first = line(&mut sum, &mut rest).ok_or(JournalError::Damaged)?;
    let head: Head = match serde_json::from_slice(first) {
        Ok(head) => head,
        Err(_) => match serde_json::from_slice::<Format>(first) {
            Ok(Format { format }) if format > FORMAT => return Err(JournalError::Newer(format)),
            _ => return Err(JournalError::Damaged),
        },
    };
    if head.format > FORMAT {
        return Err(JournalError::Newer(head.format));
    }
    let mut entries = Vec::new();
    let mut lost = rest.len();
    while let Some(json) = line(&mut sum, &mut rest) {
        let Ok(entry) = serde_json::from_slice(json) else {
            break;
        };
        entries.push(entry);
        lost = rest.len();
    }
    Ok(Journal {
        head,
        entries,
        lost,
    })
}

/// The JSON of the next line, if it is whole.
fn line<'a>(sum: &mut Hasher, rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (prefix, after) = rest.split_at_checked(PREFIX)?;
    let number = |digits: &[u8]| {
        let digits = std::str::from_utf8(digits).ok()?;
        // `from_str_radix` would take a sign and capitals too: another spelling of the same.
        let plain = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        digits.chars().all(plain).then_some(())?;
        u32::from_str_radix(digits, 16).ok()
    };
    let (length, written) = (prefix.get(..8)?, prefix.get(9..17)?);
    if prefix.get(8) != Some(&b' ') || prefix.get(17) != Some(&b' ') {
        return None;
    }
    let count = usize::try_from(number(length)?).ok()?;
    let (json, after) = after.split_at_checked(count)?;
    let (end, after) = after.split_first()?;
    let mut here = sum.clone();
    here.update(length);
    here.update(json);
    if *end != b'\n' || here.clone().finalize() != number(written)? {
        return None;
    }
    (*sum, *rest) = (here, after);
    Some(json)
}

/// What a journal leads to.
#[derive(Clone, Debug)]
pub struct Replayed {
    pub project: Project,
    pub history: History,
    /// How many edits were made, undone ones among them.
    pub edits: usize,
    /// When the last was.
    pub last: Option<Timestamp>,
    /// The entries from the first on that could not be carried out: there are none unless the
    /// journal is not of this snapshot.
    pub refused: usize,
}

/// Carries out the entries on the snapshot that they go on from.
pub fn replay(base: Project, entries: &[Entry]) -> Replayed {
    let mut all = Replayed {
        project: base,
        history: History::default(),
        edits: 0,
        last: None,
        refused: 0,
    };
    let mut typed = None;
    for (at, entry) in entries.iter().enumerate() {
        let done = match &entry.act {
            Act::Knew(history) => {
                all.history = history.clone();
                continue;
            }
            Act::Typed(edit) => {
                typed = edit.as_ref().map(|edit| (edit, &entry.at));
                continue;
            }
            Act::Did(edit) => all.history.apply(&mut all.project, edit.clone()).is_ok(),
            Act::Undid => matches!(all.history.undo(&mut all.project), Ok(Some(_))),
            Act::Redid => matches!(all.history.redo(&mut all.project), Ok(Some(_))),
        };
        if !done {
            all.refused = entries.len() - at;
            return all;
        }
        typed = None;
        all.edits += 1;
        all.last = Some(entry.at.clone());
    }
    if let Some((edit, at)) = typed
        && all.history.apply(&mut all.project, edit.clone()).is_ok()
    {
        all.edits += 1;
        all.last = Some(at.clone());
    }
    all
}

#[cfg(test)]
mod tests;
