//! Reading any file that a user names, with errors that say what to do.

use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

/// More than this is refused before it is read into memory.
const LIMIT: u64 = 1 << 30;

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("there is no such file: check the name and the folder")]
    Missing,
    #[error("it is a folder, not a file: name the file inside it")]
    Folder,
    #[error("it is not a regular file")]
    Special,
    #[error("you have no permission to read it: ask its owner, or change its permissions")]
    Permission,
    #[error("it is larger than 1 GB, the most that is read")]
    TooLarge,
    #[error("it is empty")]
    Empty,
    #[error("it is UTF-16 text: save it as UTF-8 in the program it comes from")]
    Utf16,
    #[error(
        "it is not UTF-8 text (byte {at} cannot be read): save it as UTF-8 in the program it comes from"
    )]
    NotUtf8 {
        /// Bytes before the first that cannot be read.
        at: usize,
    },
    #[error("reading failed: {0}")]
    Io(#[source] io::Error),
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Self::Missing,
            ErrorKind::PermissionDenied => Self::Permission,
            ErrorKind::IsADirectory => Self::Folder,
            _ => Self::Io(error),
        }
    }
}

/// The bytes of a regular file of at most 1 GB.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, ReadError> {
    let meta = std::fs::metadata(path)?;
    if meta.is_dir() {
        return Err(ReadError::Folder);
    }
    if !meta.is_file() {
        return Err(ReadError::Special);
    }
    if meta.len() > LIMIT {
        return Err(ReadError::TooLarge);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0));
    std::fs::File::open(path)?
        .take(LIMIT + 1)
        .read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LIMIT {
        return Err(ReadError::TooLarge);
    }
    Ok(bytes)
}

/// The text of bytes in UTF-8, without a leading byte order mark.
pub fn read_text(bytes: Vec<u8>) -> Result<String, ReadError> {
    let length = as_text(&bytes)?.len();
    let mut text = String::from_utf8(bytes).map_err(|error| not_utf8(&error.utf8_error()))?;
    text.drain(..text.len() - length);
    Ok(text)
}

/// The same without taking the bytes.
pub(super) fn as_text(bytes: &[u8]) -> Result<&str, ReadError> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(ReadError::Utf16);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| not_utf8(&error))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(text)
}

fn not_utf8(error: &std::str::Utf8Error) -> ReadError {
    ReadError::NotUtf8 {
        at: error.valid_up_to(),
    }
}
