//! The project file on disk: reading it, checking it, saving it whole or not at all.
//!
//! The only place that writes projects.

mod copies;
mod escape;
mod file;
mod fresh;
pub mod journal;
mod load;
pub mod presence;
mod read;
mod save;
pub mod storage;
#[cfg(test)]
mod tests;
mod together;
pub mod vault;

pub use copies::{copies, is_copy_of};
pub use file::{FORMAT, parse_unchecked, write};
pub use fresh::SystemFresh;
pub use load::{LoadError, Loaded, Problem, check, parse};
use read::as_text;
pub use read::{ReadError, read_bytes, read_own, read_stream, read_text};
pub use save::{SaveError, Saved, save, write_whole};
pub use together::{PlaceError, placed, write_together};

use std::fmt;
use std::path::Path;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};

/// What a file held when it was read or written, to know whether somebody else changed it since.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }
}

impl fmt::Display for Fingerprint {
    /// In hex.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let hex = String::deserialize(deserializer)?;
        let digits: Vec<u8> = (hex.chars())
            .filter_map(|c| c.to_digit(16)?.try_into().ok())
            .collect();
        let bytes = digits.chunks_exact(2).map(|two| match two {
            [high, low] => high * 16 + low,
            _ => 0,
        });
        let bytes: Vec<u8> = bytes.collect();
        let whole = hex.len() == 64 && digits.len() == 64;
        let bytes = bytes.try_into().ok().filter(|_| whole);
        bytes
            .map(Self)
            .ok_or_else(|| D::Error::custom("no SHA-256"))
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({:02x}{:02x}…)", self.0[0], self.0[1])
    }
}

/// Reads a project file.
pub fn load(path: &Path) -> Result<Loaded, LoadError> {
    let bytes = read_bytes(path)?;
    parse(&bytes)
}
