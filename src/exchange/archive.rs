//! ZIP archives: written the same way every time, read without trust.

use std::collections::HashMap;
use std::io::{Cursor, Read as _, Write as _};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// What an archive may have at most.
const ENTRIES: usize = 50_000;
/// Of all entries that are read, in bytes.
const LARGEST: u64 = 256 << 20;
/// So many times smaller than what is in it may a large entry be.
const RATIO: u64 = 200;
/// From here on an entry is large, in bytes.
const LARGE: u64 = 1 << 20;

/// Packs files by name, in this order. A name that ends in `/` is a folder.
pub(super) fn pack(files: &[(String, Vec<u8>)]) -> Result<Vec<u8>, ZipError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        if name.ends_with('/') {
            zip.add_directory(name.as_str(), options)?;
        } else {
            zip.start_file(name.as_str(), options)?;
            zip.write_all(bytes)?;
        }
    }
    Ok(zip.finish()?.into_inner())
}

/// An archive whose entries are read by name.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Its names in small letters, with what they are.
    names: HashMap<String, String>,
    /// How many bytes may still come out of it.
    left: u64,
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, String> {
        if !bytes.starts_with(b"PK") {
            return Err("it is no ZIP archive, as this format is".to_owned());
        }
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
            format!("it is no ZIP archive that can be read, and may have been cut off: {error}")
        })?;
        if zip.len() > ENTRIES {
            return Err(format!("it holds more than {ENTRIES} files"));
        }
        let mut names = HashMap::with_capacity(zip.len());
        for name in zip.file_names() {
            let name = name.map_err(|error| format!("it holds a file with no name: {error}"))?;
            if leads_out(&name) {
                return Err(format!(
                    "it holds the path “{name}”, which leads out of the archive; nothing was read"
                ));
            }
            let lower = name.to_lowercase();
            names.entry(lower).or_insert_with(|| name.into_owned());
        }
        Ok(Self {
            zip,
            names,
            left: LARGEST,
        })
    }

    /// The name of an entry as the archive writes it, for one in whatever case.
    pub(super) fn find(&self, name: &str) -> Option<&str> {
        self.names.get(&name.to_lowercase()).map(String::as_str)
    }

    /// The bytes of an entry.
    pub(super) fn read(&mut self, name: &str) -> Result<Vec<u8>, String> {
        let entry = self.zip.by_name(name).map_err(|error| match error {
            ZipError::FileNotFound => format!("there is no file “{name}” in it"),
            error => format!("“{name}” in it cannot be unpacked: {error}"),
        })?;
        let (packed, full) = (entry.compressed_size(), entry.size());
        if full > self.left {
            return Err(format!(
                "“{name}” in it would be {} MB unpacked, more than is read",
                full >> 20
            ));
        }
        let most = self.left.min((packed.saturating_mul(RATIO)).max(LARGE));
        let mut bytes = Vec::new();
        let read = entry.take(most + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > most {
            return Err(format!(
                "“{name}” in it swells up to more than {RATIO} times its size; nothing was read of it"
            ));
        }
        read.map_err(|error| format!("“{name}” in it cannot be unpacked: {error}"))?;
        if bytes.len() as u64 != full {
            return Err(format!(
                "“{name}” in it is not as long as the archive says: it is damaged"
            ));
        }
        self.left -= full;
        Ok(bytes)
    }
}

fn leads_out(name: &str) -> bool {
    name.starts_with(['/', '\\'])
        || name.contains('\0')
        || name.get(1..2) == Some(":")
        || name.split(['/', '\\']).any(|part| part == "..")
}
