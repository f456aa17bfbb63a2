//! What stands before the bytes that go between the two sides: a line of JSON.

use std::io::{self, BufRead, ErrorKind, Read as _, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Kind;

/// A longer line is none of ours, in bytes.
const LONGEST: u64 = 1 << 16;

/// What a file is to be read as, and how many bytes of it follow.
#[derive(Serialize, Deserialize)]
pub(super) struct Asked {
    pub(super) kind: Kind,
    pub(super) bytes: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Answer {
    /// So many bytes of text in UTF-8 follow.
    Text(u64),
    /// Why there is no text, in words.
    Error(String),
}

pub(super) fn put(output: &mut dyn Write, head: &impl Serialize) -> io::Result<()> {
    let mut line = serde_json::to_vec(head)?;
    line.push(b'\n');
    output.write_all(&line)
}

/// The next head, or `None` where there is nothing more.
pub(super) fn get<T: DeserializeOwned>(input: &mut dyn BufRead) -> io::Result<Option<T>> {
    let mut line = Vec::new();
    input.take(LONGEST).read_until(b'\n', &mut line)?;
    if line.is_empty() {
        return Ok(None);
    }
    let head = serde_json::from_slice(&line);
    head.map(Some)
        .map_err(|error| io::Error::new(ErrorKind::InvalidData, error))
}
