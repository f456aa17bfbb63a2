//! The project file on disk: reading it, checking it, saving it whole or not at all.
//!
//! The only place that writes projects.

mod escape;
mod file;
mod fresh;
mod load;
mod read;
mod save;
#[cfg(test)]
mod tests;

pub use file::{FORMAT, parse_unchecked, write};
pub use fresh::SystemFresh;
pub use load::{LoadError, Loaded, Problem, check, parse};
use read::as_text;
pub use read::{ReadError, read_bytes, read_text};
pub use save::{SaveError, Saved, save, write_whole};

use std::fmt;
use std::path::Path;

use sha2::{Digest as _, Sha256};

/// What a file held when it was read or written, to know whether somebody else changed it since.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
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
