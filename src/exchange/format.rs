//! The table of formats: the help, `sayso formats` and the dialogs are fed from here.

use std::fmt;

#[cfg(feature = "exchange")]
use super::xlsx;
use super::{
    Drafted, ExportError, ExportOptions, Exported, Input, Mapping, Part, Selection, csv, gexf,
    graphml, html, jsonl,
};

/// A format: its line of the table, and what reads and writes it.
#[derive(Clone, Copy)]
pub struct Format {
    pub name: &'static str,
    /// What it is and who reads it, a phrase.
    pub about: &'static str,
    pub shape: Shape,
    /// Whether several codings of one article can stand side by side in it.
    pub many_voices: bool,
    /// Whether it is a table with a row for each statement.
    pub has_rows: bool,
    /// What comes through. All else is lost, and counted before it is.
    pub carries: &'static [Part],
    pub write: Option<Write>,
    pub read: Option<Read>,
}

/// Makes files of statements. The same project gives the same bytes.
pub type Write = fn(&Selection<'_>, &ExportOptions) -> Result<Exported, ExportError>;

/// Says what is in files, and what of them cannot be read and why.
pub type Read = fn(&[Input<'_>], &Mapping) -> Drafted;

/// What stands at the place that the user names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    File {
        /// With its dot.
        ending: &'static str,
    },
    Folder,
    /// A folder of several files; only its main file where the name ends so, or for `-`.
    FolderOrFile {
        ending: &'static str,
    },
}

/// All formats that are there.
pub const FORMATS: &[Format] = &[
    jsonl::FORMAT,
    csv::FORMAT,
    #[cfg(feature = "exchange")]
    xlsx::FORMAT,
    graphml::FORMAT,
    gexf::FORMAT,
    html::FORMAT,
];

/// Names that are spoken for but not there yet, or not in a build without the feature `exchange`.
const PLANNED: [&str; 13] = [
    "xlsx",
    "dna",
    "refi-qda",
    "refi-codebook",
    "label-studio",
    "doccano",
    "brat",
    "cas-json",
    "xmi",
    "web-annotation",
    "conll",
    "tei",
    "webanno-tsv",
];

/// A name that is no format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnknownFormat {
    #[error("the format “{0}” is not there in this build; those that are: {names}", names = names())]
    NotYet(String),
    #[error("there is no format “{0}”; there are: {names}", names = names())]
    NoSuch(String),
}

/// The format of a name.
pub fn format(name: &str) -> Result<&'static Format, UnknownFormat> {
    if let Some(format) = FORMATS.iter().find(|format| format.name == name) {
        Ok(format)
    } else if PLANNED.contains(&name) {
        Err(UnknownFormat::NotYet(name.to_owned()))
    } else {
        Err(UnknownFormat::NoSuch(name.to_owned()))
    }
}

impl Format {
    pub fn reads(&self) -> bool {
        self.read.is_some()
    }

    pub fn writes(&self) -> bool {
        self.write.is_some()
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Format {}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// "jsonl, csv".
fn names() -> String {
    let names: Vec<&str> = FORMATS.iter().map(|format| format.name).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_format_is_found_by_its_name() {
        for known in FORMATS {
            assert_eq!(format(known.name), Ok(known));
            assert!(known.reads() || known.writes());
        }
    }

    #[test]
    fn other_names_say_what_there_is() {
        let say = |name| format(name).unwrap_err().to_string();
        let docx = say("docx");
        assert!(
            docx.starts_with("there is no format “docx”; there are: jsonl, csv"),
            "{docx}"
        );
    }
}
