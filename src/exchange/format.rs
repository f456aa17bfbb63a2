//! The table of formats: the help and `sayso formats` are fed from here.

/// A format that is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FormatId {
    Jsonl,
    Csv,
}

/// What stands at the place that the user names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    File,
    Folder,
    /// A folder of several files; only its main file where the name ends so, or for `-`.
    FolderOrFile {
        ending: &'static str,
    },
}

/// A line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Format {
    pub id: FormatId,
    pub name: &'static str,
    pub shape: Shape,
    pub reads: bool,
    pub writes: bool,
    /// Whether several codings of one article can stand side by side in it.
    pub many_voices: bool,
    pub about: &'static str,
}

/// All formats that are there.
pub const FORMATS: [Format; 2] = [JSONL, CSV];

const JSONL: Format = Format {
    id: FormatId::Jsonl,
    name: "jsonl",
    shape: Shape::File,
    reads: true,
    writes: true,
    many_voices: true,
    about: "texts and statements, one article a line",
};

const CSV: Format = Format {
    id: FormatId::Csv,
    name: "csv",
    shape: Shape::FolderOrFile { ending: ".csv" },
    reads: false,
    writes: true,
    many_voices: false,
    about: "statements.csv, articles.csv and codebook.csv; only statements where the name ends in .csv",
};

/// Names that are spoken for but not there yet.
const PLANNED: [&str; 16] = [
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
    "graphml",
    "gexf",
    "tei",
    "html",
    "webanno-tsv",
];

/// A name that is no format.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnknownFormat {
    #[error("the format “{0}” is not there yet; those that are: {names}", names = names())]
    NotYet(String),
    #[error("there is no format “{0}”; there are: {names}", names = names())]
    NoSuch(String),
}

impl FormatId {
    /// The format of a name.
    pub fn named(name: &str) -> Result<Self, UnknownFormat> {
        if let Some(format) = FORMATS.iter().find(|format| format.name == name) {
            Ok(format.id)
        } else if PLANNED.contains(&name) {
            Err(UnknownFormat::NotYet(name.to_owned()))
        } else {
            Err(UnknownFormat::NoSuch(name.to_owned()))
        }
    }

    /// Its line of the table.
    pub fn describe(self) -> &'static Format {
        match self {
            Self::Jsonl => &JSONL,
            Self::Csv => &CSV,
        }
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
        for format in &FORMATS {
            assert_eq!(FormatId::named(format.name), Ok(format.id));
            assert_eq!(format.id.describe(), format);
            assert!(!PLANNED.contains(&format.name));
        }
    }

    #[test]
    fn other_names_say_what_there_is() {
        let say = |name| FormatId::named(name).unwrap_err().to_string();
        assert_eq!(
            say("brat"),
            "the format “brat” is not there yet; those that are: jsonl, csv"
        );
        assert_eq!(
            say("docx"),
            "there is no format “docx”; there are: jsonl, csv"
        );
    }
}
