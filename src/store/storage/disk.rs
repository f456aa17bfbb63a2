//! The real disk.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Read as _, Write as _};
use std::path::Path;

use super::{Readers, Storage};

/// The files of this machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct Disk;

impl Storage for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        File::open(path)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn create(&self, path: &Path, bytes: &[u8], readers: Readers) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if readers == Readers::Owner {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        let written = options.open(path)?.write_all(bytes);
        if written.is_err() {
            // Half a file is of no use to anybody; that it was not written is what is told.
            let _ = fs::remove_file(path);
        }
        written
    }

    fn append(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        OpenOptions::new().append(true).open(path)?.write_all(bytes)
    }

    #[cfg(target_os = "linux")]
    fn reserve(&self, path: &Path, bytes: u64) -> io::Result<()> {
        use rustix::fs::{FallocateFlags, fallocate};
        let file = OpenOptions::new().append(true).open(path)?;
        let length = file.metadata()?.len();
        match fallocate(&file, FallocateFlags::KEEP_SIZE, length, bytes) {
            Ok(()) | Err(rustix::io::Errno::OPNOTSUPP | rustix::io::Errno::NOSYS) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn reserve(&self, _path: &Path, _bytes: u64) -> io::Result<()> {
        Ok(())
    }

    fn dress(&self, path: &Path, like: &Path) -> io::Result<()> {
        dress(path, like)
    }

    fn sync(&self, path: &Path) -> io::Result<()> {
        // To sync, Windows wants the right to write.
        OpenOptions::new().append(true).open(path)?.sync_all()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    #[cfg(target_os = "linux")]
    fn swap(&self, a: &Path, b: &Path) -> io::Result<bool> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE) {
            Ok(()) => Ok(true),
            Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    #[cfg(target_vendor = "apple")]
    fn swap(&self, a: &Path, b: &Path) -> io::Result<bool> {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        use rustix::io::Errno;
        match renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE) {
            Ok(()) => Ok(true),
            Err(Errno::INVAL | Errno::NOSYS | Errno::NOTSUP) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    #[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
    fn swap(&self, _a: &Path, _b: &Path) -> io::Result<bool> {
        Ok(false)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    #[cfg(unix)]
    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        match File::open(folder)?.sync_all() {
            // Some network file systems cannot sync a folder; the file itself is synced.
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::Unsupported | ErrorKind::InvalidInput
                ) =>
            {
                Ok(())
            }
            result => result,
        }
    }

    #[cfg(not(unix))]
    fn sync_folder(&self, _folder: &Path) -> io::Result<()> {
        Ok(())
    }

    fn create_folder(&self, folder: &Path) -> io::Result<()> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<String>> {
        let entries = match fs::read_dir(folder) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let name = |entry: io::Result<fs::DirEntry>| entry.map(|entry| entry.file_name());
        let names = entries.map(name).collect::<io::Result<Vec<_>>>()?;
        // A name that is no text is none of ours.
        let mut names: Vec<String> = (names.iter())
            .filter_map(|name| OsStr::to_str(name).map(str::to_owned))
            .collect();
        names.sort_unstable();
        Ok(names)
    }
}

#[cfg(unix)]
fn dress(path: &Path, like: &Path) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt as _;
    let (own, other) = (fs::metadata(path)?, fs::metadata(like)?);
    attributes(path, like);
    if (own.uid(), own.gid()) != (other.uid(), other.gid()) {
        // Only the administrator may give a file away, and a group may be somebody else's: then
        // it stays one's own.
        let both = std::os::unix::fs::chown(path, Some(other.uid()), Some(other.gid()));
        if both.is_err() {
            let _ = std::os::unix::fs::chown(path, None, Some(other.gid()));
        }
    }
    // After the owner, because a change of it takes bits away.
    fs::set_permissions(path, other.permissions())
}

#[cfg(not(unix))]
fn dress(path: &Path, like: &Path) -> io::Result<()> {
    fs::set_permissions(path, fs::metadata(like)?.permissions())
}

/// Copies extended attributes. What cannot be read or set is not one's own to keep.
#[cfg(target_os = "linux")]
fn attributes(path: &Path, like: &Path) {
    use rustix::fs::{XattrFlags, getxattr, listxattr, setxattr};
    let mut names = vec![0_u8; 64 * 1024];
    let Ok(length) = listxattr(like, &mut names) else {
        return;
    };
    let names = names.get(..length).unwrap_or_default();
    for name in names
        .split(|byte| *byte == 0)
        .filter(|name| !name.is_empty())
    {
        let mut value = vec![0_u8; 64 * 1024];
        if let Ok(length) = getxattr(like, name, &mut value) {
            let value = value.get(..length).unwrap_or_default();
            let _ = setxattr(path, name, value, XattrFlags::empty());
        }
    }
}

#[cfg(all(unix, not(target_os = "linux")))]
fn attributes(_path: &Path, _like: &Path) {}
