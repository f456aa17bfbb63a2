//! Archives whose parts are no larger than an article needs.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Refused;

/// Of entries, of bytes unpacked of one part and of all that is unpacked.
const MOST_ENTRIES: usize = 10_000;
const MOST_OF_PART: u64 = 100 << 20;
const MOST_OF_ALL: u64 = 200 << 20;
/// How many times its size a part may unpack to, once it is larger than `SMALL`: XML comes to 50.
const MOST_TIMES: u64 = 250;
const SMALL: u64 = 4 << 20;

pub(super) struct Zipped<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    what: &'static str,
}

impl<'b> Zipped<'b> {
    /// `what` names the file in an error.
    pub(super) fn open(bytes: &'b [u8], what: &'static str) -> Result<Self, Refused> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| refused(what, &error))?;
        if archive.len() > MOST_ENTRIES {
            return Err(Refused::TooMuch(format!(
                "it holds {} parts, more than {MOST_ENTRIES}",
                archive.len()
            )));
        }
        Ok(Self { archive, what })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// A part that is read as it is unpacked; none where there is no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<impl BufRead + '_>, Refused> {
        let Some(index) = self.archive.index_for_name(name) else {
            return Ok(None);
        };
        let what = self.what;
        let file = self
            .archive
            .by_index(index)
            .map_err(|error| refused(what, &error))?;
        let most = most(file.compressed_size());
        Ok(Some(BufReader::with_capacity(
            1 << 16,
            Bounded { from: file, most },
        )))
    }

    /// What the first part of an `OpenDocument` file or an e-book says that it is.
    pub(super) fn mimetype(&mut self) -> Result<String, Refused> {
        const LONGEST: u64 = 200;
        let what = self.what;
        let mut mimetype = Vec::new();
        if let Some(part) = self.part("mimetype")? {
            part.take(LONGEST)
                .read_to_end(&mut mimetype)
                .map_err(|error| unpacking(what, &error))?;
        }
        Ok(String::from_utf8_lossy(&mimetype).trim().to_owned())
    }

    /// Unpacks all that ends in one of these, and keeps nothing: whoever reads it next unpacks no
    /// more than an article needs.
    pub(super) fn measure(&mut self, endings: &[&str]) -> Result<(), Refused> {
        let mut all = 0;
        for index in 0..self.archive.len() {
            let what = self.what;
            let file = (self.archive)
                .by_index(index)
                .map_err(|error| refused(what, &error))?;
            let name = file.name_raw().to_ascii_lowercase();
            if !endings.iter().any(|end| name.ends_with(end.as_bytes())) {
                continue;
            }
            let most = most(file.compressed_size());
            let mut part = Bounded { from: file, most };
            all += io::copy(&mut part, &mut io::sink()).map_err(|error| unpacking(what, &error))?;
            if all > MOST_OF_ALL {
                return Err(too_much());
            }
        }
        Ok(())
    }
}

/// What an error while a part is read comes to.
pub(super) fn unpacking(what: &'static str, error: &io::Error) -> Refused {
    if error.kind() == io::ErrorKind::FileTooLarge {
        too_much()
    } else {
        Refused::Damaged {
            what,
            why: error.to_string(),
        }
    }
}

fn too_much() -> Refused {
    Refused::TooMuch("it unpacks to a multiple of its size".to_owned())
}

fn refused(what: &'static str, error: &ZipError) -> Refused {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Refused::Password,
        other => Refused::Damaged {
            what,
            why: other.to_string(),
        },
    }
}

fn most(packed: u64) -> u64 {
    packed.saturating_mul(MOST_TIMES).clamp(SMALL, MOST_OF_PART)
}

/// Reads no more than `most` bytes, and says so where there are more.
struct Bounded<R> {
    from: R,
    most: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(into)?;
        match self.most.checked_sub(read as u64) {
            Some(left) => self.most = left,
            None => return Err(io::ErrorKind::FileTooLarge.into()),
        }
        Ok(read)
    }
}
