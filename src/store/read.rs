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
    let bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0));
    up_to(LIMIT, std::fs::File::open(path)?, bytes)
}

/// All bytes of a stream, at most 1 GB.
pub fn read_stream(stream: impl io::Read) -> Result<Vec<u8>, ReadError> {
    up_to(LIMIT, stream, Vec::new())
}

/// The text of a small file that Sayso itself writes, at most 1 MB; none where it cannot be read or
/// is something else.
pub fn read_own(path: &Path) -> Option<String> {
    const MOST: u64 = 1 << 20;
    // A pipe or a device of that name would never end.
    let meta = std::fs::metadata(path).ok()?;
    let file = meta.is_file().then(|| std::fs::File::open(path).ok())??;
    String::from_utf8(up_to(MOST, file, Vec::new()).ok()?).ok()
}

fn up_to(limit: u64, stream: impl io::Read, mut bytes: Vec<u8>) -> Result<Vec<u8>, ReadError> {
    stream.take(limit + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > limit {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_read_than_may_be() {
        assert_eq!(up_to(3, b"abc".as_slice(), Vec::new()).unwrap(), b"abc");
        let endless = up_to(3, io::repeat(b'a'), Vec::new());
        assert!(matches!(endless, Err(ReadError::TooLarge)));
    }

    #[test]
    fn a_file_of_ones_own_is_small_and_ends() {
        let folder = tempfile::tempdir().unwrap();
        let own = folder.path().join("own");
        assert_eq!(read_own(&own), None);
        std::fs::write(&own, "words").unwrap();
        assert_eq!(read_own(&own).as_deref(), Some("words"));
        std::fs::write(&own, vec![b'a'; (1 << 20) + 1]).unwrap();
        assert_eq!(read_own(&own), None);
        assert_eq!(read_own(folder.path()), None);
        #[cfg(unix)]
        {
            let endless = folder.path().join("endless");
            std::os::unix::fs::symlink("/dev/zero", &endless).unwrap();
            assert_eq!(read_own(&endless), None);
        }
    }
}
