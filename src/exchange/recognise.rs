//! Which formats a file may be of, by the end of its name and by how it begins.

use super::{FORMATS, Format};

/// So much of a file is looked at, in bytes.
const LOOKED_AT: usize = 1 << 20;

/// How surely a file is of a format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    No,
    /// Its name ends so, and nothing in it speaks against it.
    Maybe,
    /// What stands in it says so.
    Yes,
}

/// What is known of a format: how names of its files end, in lower case and without the dot, and
/// what its files begin with.
struct Clue {
    format: &'static str,
    endings: &'static [&'static str],
    sign: fn(&Head<'_>) -> Sign,
}

/// The beginning of a file.
struct Head<'a> {
    bytes: &'a [u8],
    text: &'a str,
    /// Without what stands before the first sign that is none.
    start: &'a str,
    /// Whether the name ends as those of the format do.
    named: bool,
}

/// From those that say most of themselves to those of which the name alone speaks.
const CLUES: &[Clue] = &[
    Clue {
        format: "webanno-tsv",
        endings: &["tsv"],
        sign: |head| yes_if(head.start.starts_with("#FORMAT=WebAnno TSV")),
    },
    Clue {
        format: "dna",
        endings: &["dna"],
        sign: |head| yes_if(head.bytes.starts_with(b"SQLite format 3\0")),
    },
    Clue {
        format: "refi-qda",
        endings: &["qdpx"],
        sign: |head| yes_if(head.named && head.is_zip()),
    },
    Clue {
        format: "refi-codebook",
        endings: &["qdc"],
        sign: |head| yes_if(head.text.contains("<CodeBook")),
    },
    Clue {
        format: "xlsx",
        endings: &["xlsx", "xlsm"],
        sign: |head| yes_if(head.named && head.is_zip()),
    },
    Clue {
        format: "xmi",
        endings: &["xmi"],
        sign: |head| yes_if(head.text.contains("<xmi:XMI")),
    },
    Clue {
        format: "tei",
        endings: &["tei", "xml"],
        sign: |head| yes_if(head.text.contains("<TEI")),
    },
    Clue {
        format: "cas-json",
        endings: &["json"],
        sign: |head| yes_if(head.has("%FEATURE_STRUCTURES") || head.has("%TYPES")),
    },
    Clue {
        format: "web-annotation",
        endings: &["json", "jsonld"],
        sign: |head| yes_if(head.has("http://www.w3.org/ns/anno.jsonld")),
    },
    Clue {
        format: "label-studio",
        endings: &["json"],
        sign: |head| {
            let tasks = ["annotations", "predictions", "completions"];
            let has_any = tasks.iter().any(|key| head.has(key));
            yes_if(head.start.starts_with(['[', '{']) && head.has("data") && has_any)
        },
    },
    Clue {
        format: "doccano",
        endings: &["jsonl", "json"],
        sign: |head| {
            let labels = ["label", "labels", "entities"];
            let has_any = labels.iter().any(|key| head.has(key));
            // Ours hold all that is coded beside the entities, and no other of ours has that id.
            let is_own = head.has("statements") && !head.has("doc_id");
            yes_if(head.start.starts_with(['[', '{']) && has_any && !is_own)
        },
    },
    Clue {
        format: "jsonl",
        endings: &["jsonl", "ndjson"],
        sign: |head| match head.start.starts_with('{') {
            true if head.has("statements") => Sign::Yes,
            true if head.named && (head.has("text") || head.has("id")) => Sign::Maybe,
            _ => Sign::No,
        },
    },
    Clue {
        format: "brat",
        endings: &["ann"],
        sign: |head| match head.text.lines().find(|line| !line.trim().is_empty()) {
            _ if !head.named => Sign::No,
            Some(line) if is_standoff(line) => Sign::Yes,
            // Nothing was marked in that text.
            None => Sign::Maybe,
            Some(_) => Sign::No,
        },
    },
    Clue {
        format: "conll",
        endings: &["conll", "conllu", "bio", "iob"],
        sign: |head| maybe_if(head.named),
    },
    Clue {
        format: "csv",
        endings: &["csv", "tsv", "tab"],
        sign: |head| {
            let is_text = !head.bytes.contains(&0) || head.is_utf16();
            maybe_if(head.named && is_text && !head.bytes.starts_with(b"#FORMAT="))
        },
    },
];

/// Formats that are read and that a file may be of, the likeliest first. Of the file its name and
/// as much as is at hand of its beginning; the name may begin with folders.
pub fn recognise(name: &str, bytes: &[u8]) -> Vec<&'static Format> {
    formats(&names(name, bytes))
}

/// The same for files that come together: first the format that most of them may be of.
pub fn recognise_all<'a>(
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
) -> Vec<&'static Format> {
    let mut sums: Vec<(&'static str, usize)> = Vec::new();
    for (name, bytes) in files {
        for (format, sign) in names(name, bytes) {
            match sums.iter_mut().find(|(known, _)| *known == format) {
                Some((_, sum)) => *sum += sign as usize,
                None => sums.push((format, sign as usize)),
            }
        }
    }
    // Those that came first stay before others of as many files.
    sums.sort_by_key(|(_, sum)| std::cmp::Reverse(*sum));
    let names: Vec<_> = sums
        .into_iter()
        .map(|(name, _)| (name, Sign::Yes))
        .collect();
    formats(&names)
}

/// Whether a name ends as those of files with labels do.
pub fn may_have_labels(name: &str) -> bool {
    CLUES.iter().any(|clue| ends(name, clue.endings))
}

fn formats(names: &[(&'static str, Sign)]) -> Vec<&'static Format> {
    let known = |name: &str| FORMATS.iter().find(|format| format.name == name);
    let formats = names.iter().filter_map(|(name, _)| known(name));
    formats.filter(|format| format.reads()).collect()
}

/// The names of formats that a file may be of, whether or not they are read here.
fn names(name: &str, bytes: &[u8]) -> Vec<(&'static str, Sign)> {
    let bytes = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let text = String::from_utf8_lossy(bytes);
    let start = text.trim_start_matches('\u{feff}').trim_start();
    let mut signs: Vec<(&'static str, Sign)> = Vec::new();
    for clue in CLUES {
        let head = Head {
            bytes,
            text: &text,
            start,
            named: ends(name, clue.endings),
        };
        let sign = (clue.sign)(&head);
        if sign > Sign::No {
            signs.push((clue.format, sign));
        }
    }
    signs.sort_by_key(|(_, sign)| std::cmp::Reverse(*sign));
    signs
}

fn ends(name: &str, endings: &[&str]) -> bool {
    let Some((_, ending)) = name.rsplit_once('.') else {
        return false;
    };
    endings
        .iter()
        .any(|known| known.eq_ignore_ascii_case(ending))
}

fn yes_if(yes: bool) -> Sign {
    if yes { Sign::Yes } else { Sign::No }
}

fn maybe_if(maybe: bool) -> Sign {
    if maybe { Sign::Maybe } else { Sign::No }
}

/// `T1`, `E2`, `R1`, `A1`, `#1` or `*`, and a tab.
fn is_standoff(line: &str) -> bool {
    let Some((id, _)) = line.split_once('\t') else {
        return false;
    };
    let mut chars = id.chars();
    let kind = chars.next().is_some_and(|c| "TERAMN#*".contains(c));
    kind && chars.all(|c| c.is_ascii_alphanumeric())
}

impl Head<'_> {
    fn is_zip(&self) -> bool {
        self.bytes.starts_with(b"PK\x03\x04")
    }

    fn is_utf16(&self) -> bool {
        self.bytes.starts_with(&[0xff, 0xfe]) || self.bytes.starts_with(&[0xfe, 0xff])
    }

    /// Whether JSON has this as a key or a whole value. In the midst of another string its quotation
    /// marks would be escaped.
    fn has(&self, key: &str) -> bool {
        self.text.contains(&format!("\"{key}\""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(name: &str, text: &str) -> Option<&'static str> {
        names(name, text.as_bytes()).first().map(|(name, _)| *name)
    }

    #[test]
    fn each_format_is_known_by_its_name_and_by_what_stands_in_it() {
        for (name, text, format) in [
            (
                "a.jsonl",
                r#"{"id":"a","text":"T","statements":[]}"#,
                "jsonl",
            ),
            ("a.jsonl", r#"{"text":"T"}"#, "jsonl"),
            (
                "a.jsonl",
                r#"{"id":1,"text":"T","label":[[0,1,"X"]]}"#,
                "doccano",
            ),
            ("a.jsonl", r#"{"id":1,"text":"T","entities":[]}"#, "doccano"),
            (
                "x/a.json",
                r#"[{"id":1,"data":{"text":"T"},"annotations":[]}]"#,
                "label-studio",
            ),
            (
                "a.json",
                r#"{"%TYPES":{},"%FEATURE_STRUCTURES":[]}"#,
                "cas-json",
            ),
            ("a.xmi", r#"<?xml version="1.0"?><xmi:XMI/>"#, "xmi"),
            ("a.xml", r#"<?xml version="1.0"?><TEI/>"#, "tei"),
            (
                "a.qdc",
                r#"<?xml version="1.0"?><CodeBook/>"#,
                "refi-codebook",
            ),
            ("A.QDPX", "PK\u{3}\u{4}", "refi-qda"),
            ("a.xlsx", "PK\u{3}\u{4}", "xlsx"),
            ("a.db", "SQLite format 3\0…", "dna"),
            ("a.ann", "T1\tStatement 0 4\tText\n", "brat"),
            ("a.ann", "", "brat"),
            ("a.tsv", "#FORMAT=WebAnno TSV 3.3\n", "webanno-tsv"),
            ("a.tsv", "start\tend\n", "csv"),
            ("a.csv", "\u{feff}start;end\n", "csv"),
            ("a.conll", "The O\n", "conll"),
        ] {
            assert_eq!(first(name, text), Some(format), "{name}: {text}");
        }
    }

    #[test]
    fn what_is_written_is_known_again() {
        let project = crate::exchange::sample::project();
        for format in FORMATS
            .iter()
            .filter(|format| format.reads() && format.writes())
        {
            let options = crate::exchange::ExportOptions::default();
            let exported = crate::exchange::export(&project, format, &options).unwrap();
            let is_known = exported.files.iter().zip(0..).any(|((name, bytes), at)| {
                let name = match format.shape {
                    crate::exchange::Shape::File { ending } if at == 0 => format!("a{ending}"),
                    _ => name.clone(),
                };
                names(&name, bytes).first().map(|(name, _)| *name) == Some(format.name)
            });
            assert!(is_known, "{}", format.name);
        }
    }

    #[test]
    fn what_is_none_of_them_is_not_taken_for_one() {
        for (name, text) in [
            ("a.txt", "start,end\n1,2\n"),
            ("a.json", r#"{"type":"FeatureCollection","features":[]}"#),
            ("a.docx", "PK\u{3}\u{4}"),
            ("a.ann", "Dear Ann,\n"),
            ("a.csv", "\0\u{1}\0"),
            ("a", ""),
            // Words in a text are no keys.
            (
                "a.json",
                r#"{"text":"a \"label\" and \"annotations\" of \"data\""}"#,
            ),
        ] {
            assert_eq!(first(name, text), None, "{name}: {text}");
        }
    }

    #[test]
    fn of_several_files_the_format_of_most_comes_first_and_only_what_is_read() {
        let files: [(&str, &[u8]); 4] = [
            ("x/a.csv", b"quote,text\n"),
            ("x/b.jsonl", b"{\"text\":\"T\"}"),
            ("x/c.jsonl", b"{\"text\":\"T\",\"statements\":[]}"),
            ("x/d.txt", b"T"),
        ];
        let all = recognise_all(files);
        let names: Vec<&str> = all.iter().map(|format| format.name).collect();
        assert_eq!(names, ["jsonl", "csv"]);
        assert_eq!(
            recognise("a.jsonl", b"{\"text\":\"T\"}"),
            [&super::super::jsonl::FORMAT]
        );
        assert!(recognise("a.tei", b"<TEI/>").is_empty(), "it is not read");
    }

    #[test]
    fn every_clue_is_of_a_name_that_formats_may_have() {
        for format in FORMATS.iter().filter(|format| format.reads()) {
            assert!(
                CLUES.iter().any(|clue| clue.format == format.name),
                "{}",
                format.name
            );
        }
        assert!(may_have_labels("A.JSONL") && !may_have_labels("a.txt"));
    }
}
