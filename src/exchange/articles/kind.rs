//! What a file is: by the end of its name, and by what stands in it.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::Refused;
use crate::exchange::Report;

/// What a file is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Text,
    Html,
    Markdown,
    Docx,
    Odt,
    Rtf,
    /// A mail, or a web page saved as one (`.mhtml`).
    Eml,
    Pdf,
    Csv,
    Xlsx,
    /// An object for each article: one a line, or a list of them.
    Json,
}

/// Ends of names, in lower case, and what they say.
const ENDINGS: &[(&str, Kind)] = &[
    ("txt", Kind::Text),
    ("text", Kind::Text),
    ("html", Kind::Html),
    ("htm", Kind::Html),
    ("xhtml", Kind::Html),
    ("md", Kind::Markdown),
    ("markdown", Kind::Markdown),
    ("docx", Kind::Docx),
    // Not for the formats that it stood for once: what lies in it says what it is.
    ("doc", Kind::Docx),
    ("docm", Kind::Docx),
    ("odt", Kind::Odt),
    ("rtf", Kind::Rtf),
    ("eml", Kind::Eml),
    ("mht", Kind::Eml),
    ("mhtml", Kind::Eml),
    ("pdf", Kind::Pdf),
    ("csv", Kind::Csv),
    ("tsv", Kind::Csv),
    ("xlsx", Kind::Xlsx),
    ("xlsm", Kind::Xlsx),
    ("jsonl", Kind::Json),
    ("ndjson", Kind::Json),
    ("json", Kind::Json),
];

/// The ends of the names of all files that are read, in lower case and without their dot.
pub fn endings() -> impl Iterator<Item = &'static str> {
    let known = ENDINGS.iter().filter(|(_, kind)| kind.is_built());
    known.map(|(ending, _)| *ending)
}

impl Kind {
    /// By the end of a name. What is not known is taken for text.
    pub fn of(path: &Path) -> Self {
        let ending = path.extension().unwrap_or_default().to_string_lossy();
        let known = ENDINGS
            .iter()
            .find(|(known, _)| ending.eq_ignore_ascii_case(known));
        known.map_or(Self::Text, |(_, kind)| *kind)
    }

    fn is_built(self) -> bool {
        cfg!(feature = "exchange") || self == Self::Text
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "a web page",
            Self::Markdown => "Markdown",
            Self::Docx => "a Word document",
            Self::Odt => "an OpenDocument text",
            Self::Rtf => "an RTF document",
            Self::Eml => "a mail",
            Self::Pdf => "a PDF",
            Self::Csv => "a CSV table",
            Self::Xlsx => "an Excel workbook",
            Self::Json => "JSON",
        }
    }

    /// What the content is, for a file whose name says `self`. A file under the name of another
    /// kind is read as what it is, with a note.
    pub(super) fn seen(self, bytes: &[u8], report: &mut Report) -> Result<Self, Refused> {
        let found = match magic(bytes, self)? {
            Some(found) => found,
            // Nothing in a text says that it is none of these; each of them says what it is.
            None if matches!(
                self,
                Self::Docx | Self::Odt | Self::Rtf | Self::Pdf | Self::Xlsx
            ) =>
            {
                return Err(Refused::Misnamed(self.name()));
            }
            None => self,
        };
        if !found.is_built() {
            return Err(Refused::NotBuilt);
        }
        if found != self {
            report.note(0, format!("it is {}, whatever its name says", found.name()));
        }
        Ok(found)
    }
}

/// What a file is by its first bytes, where they say so.
fn magic(bytes: &[u8], named: Kind) -> Result<Option<Kind>, Refused> {
    const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
    let other = |what, advice| Err(Refused::Kind { what, advice });
    if bytes.starts_with(OLE) {
        // Names of streams in it, in UTF-16.
        let has = |name: &str| {
            let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            bytes.windows(wide.len()).any(|part| part == wide)
        };
        return if has("WordDocument") {
            other(
                "a Word document of the old kind (.doc)",
                "open it in Word or LibreOffice and save it as .docx",
            )
        } else if has("EncryptedPackage") {
            Err(Refused::Password)
        } else if has("Workbook") {
            other(
                "an Excel workbook of the old kind (.xls)",
                "open it in Excel or LibreOffice and save it as .xlsx",
            )
        } else if has("__properties_version1.0") {
            other(
                "an Outlook message (.msg)",
                "open it in Outlook and save it as .eml, HTML or text",
            )
        } else {
            other(
                "an Office file of an old kind",
                "open it in the program it comes from and save it as .docx, .xlsx or text",
            )
        };
    }
    let is_picture = [
        b"\x89PNG".as_slice(),
        b"\xff\xd8\xff",
        b"GIF8",
        b"II*\0",
        b"MM\0*",
    ];
    if is_picture.iter().any(|magic| bytes.starts_with(magic)) {
        return other("a picture", "have its text recognised first (OCR)");
    }
    for magic in [
        b"\x1f\x8b".as_slice(),
        b"Rar!",
        b"7z\xbc\xaf",
        b"BZh",
        b"\xfd7zXZ",
    ] {
        if bytes.starts_with(magic) {
            return other("an archive", "unpack it and add the files in it");
        }
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return zipped(bytes);
    }
    let head = bytes.get(..1_024).unwrap_or(bytes);
    let start = head.trim_ascii_start();
    let start = start
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(start)
        .trim_ascii_start();
    let begins = |word: &[u8]| {
        start
            .get(..word.len())
            .is_some_and(|there| there.eq_ignore_ascii_case(word))
    };
    // Before a PDF may stand something else, as a text may name what it begins with.
    let is_pdf = |head: &[u8]| head.windows(5).any(|part| part == b"%PDF-");
    Ok(
        if start.starts_with(b"%PDF-") || named == Kind::Pdf && is_pdf(head) {
            Some(Kind::Pdf)
        } else if begins(b"{\\rtf") {
            Some(Kind::Rtf)
        } else if begins(b"<!doctype html") || begins(b"<html") {
            Some(Kind::Html)
        } else {
            None
        },
    )
}

#[cfg(feature = "exchange")]
fn zipped(bytes: &[u8]) -> Result<Option<Kind>, Refused> {
    let mut archive = super::zipped::Zipped::open(bytes, "an archive")?;
    let kind = archive.mimetype()?;
    let other = |what, advice| Err(Refused::Kind { what, advice });
    match kind.as_str() {
        "application/vnd.oasis.opendocument.text" => return Ok(Some(Kind::Odt)),
        "application/vnd.oasis.opendocument.spreadsheet" => {
            return other(
                "an OpenDocument spreadsheet",
                "save it as .xlsx or .csv, with a row for each article",
            );
        }
        "application/epub+zip" => return other("an e-book", "save it as text, HTML or .docx"),
        _ => {}
    }
    if archive.has("word/document.xml") {
        Ok(Some(Kind::Docx))
    } else if archive.has("xl/workbook.xml") {
        Ok(Some(Kind::Xlsx))
    } else if archive.has("ppt/presentation.xml") {
        other("a presentation", "save it as PDF or text")
    } else {
        other("a ZIP archive", "unpack it and add the files in it")
    }
}

#[cfg(not(feature = "exchange"))]
fn zipped(_bytes: &[u8]) -> Result<Option<Kind>, Refused> {
    Err(Refused::NotBuilt)
}
