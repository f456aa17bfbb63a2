//! Article files of other programs, read in a process of their own: whatever a file does to its
//! reader, the window lives.
//!
//! [`Worker`] starts this program once more (`sayso worker`), which takes rights and room from
//! itself ([`limit`]) and reads what it is given ([`serve`]): it opens no file and knows no name.
//! Both sides talk through pipes: a line of JSON, then the bytes that it counts.

mod frame;
mod limits;
mod worker;

pub use limits::limit;
pub use worker::{ForeignError, Program, Worker};

use std::io::{self, BufRead, Read as _, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use self::frame::{Answer, Asked};
use crate::exchange::plain_text;
use crate::store::ReadError;

/// What a file is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Text,
}

impl Kind {
    /// By the name of a file. What is not known is taken for text.
    pub fn of(_path: &Path) -> Self {
        Self::Text
    }
}

/// Reads one file after another from `input` and answers each on `output`, until there are no more.
pub fn serve(input: &mut dyn BufRead, output: &mut dyn Write) -> io::Result<()> {
    while let Some(Asked { kind, bytes }) = frame::get(input)? {
        let mut file = Vec::new();
        input.take(bytes).read_to_end(&mut file)?;
        if file.len() as u64 != bytes {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        match read(kind, file) {
            Ok(text) => {
                frame::put(output, &Answer::Text(text.len() as u64))?;
                output.write_all(text.as_bytes())?;
            }
            Err(error) => frame::put(output, &Answer::Error(error.to_string()))?,
        }
        output.flush()?;
    }
    Ok(())
}

/// The text of a file, normalised.
fn read(kind: Kind, bytes: Vec<u8>) -> Result<String, ReadError> {
    match kind {
        Kind::Text => plain_text(bytes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_file_after_another_is_answered() {
        let mut asked = Vec::new();
        for file in [b"One.\r\n\0".as_slice(), b"", b"\xff\xfeT\0"] {
            let bytes = file.len() as u64;
            let kind = Kind::of(Path::new("a.txt"));
            frame::put(&mut asked, &Asked { kind, bytes }).unwrap();
            asked.extend(file);
        }
        let mut said = Vec::new();
        serve(&mut asked.as_slice(), &mut said).unwrap();
        let said = String::from_utf8(said).unwrap();
        let (text, errors) = said.split_at(19);
        assert_eq!(text, "{\"text\":8}\nOne.\n\u{fffd}");
        assert!(
            errors.starts_with("{\"error\":\"it is empty\"}\n"),
            "{errors}"
        );
        assert!(
            errors.contains("{\"error\":\"it is UTF-16 text"),
            "{errors}"
        );
        asked.pop();
        let cut = serve(&mut asked.as_slice(), &mut Vec::new());
        assert_eq!(cut.unwrap_err().kind(), io::ErrorKind::UnexpectedEof);
        let cut = serve(&mut b"no head".as_slice(), &mut Vec::new());
        assert_eq!(cut.unwrap_err().kind(), io::ErrorKind::InvalidData);
    }
}
