//! What the store asks of a disk, and nothing else: each operation that can fail, or be lost in a
//! power cut, is one of these. [`Disk`] is the real one; tests put in its place one that forgets
//! what was not synced.

mod disk;
#[cfg(test)]
pub(super) mod sim;

pub use disk::Disk;

use std::io;
use std::path::Path;

/// Who may read a new file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// Its owner alone.
    Owner,
    /// Whoever may read the other files that its owner makes.
    Usual,
}

/// Files and folders, by path. Nothing is durable before it is synced: bytes by
/// [`Storage::sync`], names by [`Storage::sync_folder`].
pub trait Storage: Send + Sync {
    /// All bytes of a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// A new file of these bytes; an error when there is one already.
    fn create(&self, path: &Path, bytes: &[u8], readers: Readers) -> io::Result<()>;

    /// Adds bytes at the end of a file that is there.
    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Keeps room for so many more bytes at the end of a file, without changing what it holds. Not
    /// every file system can; then nothing happens.
    fn reserve(&self, path: &Path, bytes: u64) -> io::Result<()>;

    /// Gives a file the mode, the owner and the extended attributes of another, as far as the
    /// system lets it.
    fn dress(&self, path: &Path, like: &Path) -> io::Result<()>;

    /// Makes the bytes of a file durable. When it fails it must not be tried again on that file:
    /// the system may have dropped what it could not write, and say that all is well.
    fn sync(&self, path: &Path) -> io::Result<()>;

    /// Gives a file another name in the same folder, in the place of what had that name.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Swaps two files in one step; whether the file system can.
    fn swap(&self, a: &Path, b: &Path) -> io::Result<bool>;

    /// Takes a file away.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Makes the names in a folder durable.
    fn sync_folder(&self, folder: &Path) -> io::Result<()>;

    /// Makes a folder that only its owner may look into, with those above it.
    fn create_folder(&self, folder: &Path) -> io::Result<()>;

    /// The names in a folder, in order; none where there is no folder.
    fn list(&self, folder: &Path) -> io::Result<Vec<String>>;
}
