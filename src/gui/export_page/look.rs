//! What an export would hold and lose, and how it begins.

use crate::exchange::{self, ExportError, ExportOptions, Exported, Format, SelectError};
use crate::model::Project;

/// So many lines are shown of a file, and so many characters of a line.
const LINES: usize = 40;
const CHARACTERS: usize = 200;

/// What is found out about an export before it is written.
#[derive(Debug)]
pub(super) struct Looked {
    pub(super) articles: usize,
    pub(super) statements: usize,
    /// What will be lost, a sentence each.
    pub(super) losses: Vec<String>,
    /// What would be written, or why nothing can be.
    pub(super) made: Result<Made, Refusal>,
}

#[derive(Debug)]
pub(super) struct Made {
    /// Names and sizes in bytes.
    pub(super) files: Vec<(String, usize)>,
    /// How the first file begins; none where it is not text.
    pub(super) head: Option<String>,
    pub(super) notes: Vec<String>,
}

#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) words: String,
    /// It can be written once it is said whose coding is meant.
    pub(super) asks_voice: bool,
}

impl Looked {
    pub(super) fn at(project: &Project, format: &Format, options: &ExportOptions) -> Self {
        let selection = exchange::selected(project, format, &options.wanted);
        let mut looked = Self {
            articles: 0,
            statements: 0,
            losses: Vec::new(),
            made: Err(Refusal {
                words: String::new(),
                asks_voice: false,
            }),
        };
        let refused = |error: &ExportError| Refusal {
            words: error.to_string(),
            asks_voice: matches!(
                error,
                ExportError::Select(SelectError::SeveralVoices { .. })
            ),
        };
        match selection {
            Ok(selection) => {
                looked.articles = selection.articles().len();
                looked.statements = selection.statements().len();
                looked.losses = words_of(format, &selection);
            }
            Err(error) => {
                looked.made = Err(refused(&error.into()));
                return looked;
            }
        }
        let exported = exchange::export(project, format, options);
        looked.made = exported.map(Made::of).map_err(|error| refused(&error));
        looked
    }

    /// Nothing came of looking.
    pub(super) fn failed() -> Self {
        Self {
            articles: 0,
            statements: 0,
            losses: Vec::new(),
            made: Err(Refusal {
                words: "Looking at it failed: choose another format".to_owned(),
                asks_voice: false,
            }),
        }
    }
}

/// What a format loses of statements, a sentence each.
pub(super) fn words_of(format: &Format, selection: &exchange::Selection<'_>) -> Vec<String> {
    let losses = format.losses(selection);
    losses.iter().map(ToString::to_string).collect()
}

impl Made {
    fn of(exported: Exported) -> Self {
        let head = exported.files.first().and_then(|(_, bytes)| head(bytes));
        let size = |(name, bytes): (String, Vec<u8>)| (name, bytes.len());
        Self {
            files: exported.files.into_iter().map(size).collect(),
            head,
            notes: exported.notes,
        }
    }
}

/// The first lines of a text, cut where they are long; `None` for what is no text.
fn head(bytes: &[u8]) -> Option<String> {
    let most = LINES * CHARACTERS * 4;
    let start = bytes.get(..most).unwrap_or(bytes);
    let text = match str::from_utf8(start) {
        Ok(text) => text,
        // The cut may go through a character.
        Err(error) if error.error_len().is_none() => {
            str::from_utf8(start.get(..error.valid_up_to())?).ok()?
        }
        Err(_) => return None,
    };
    if text.contains('\0') {
        return None;
    }
    let mut lines: Vec<String> = Vec::new();
    let mut all = text.lines();
    for line in all.by_ref().take(LINES) {
        let mut chars = line.chars();
        let mut shown: String = chars.by_ref().take(CHARACTERS).collect();
        if chars.next().is_some() {
            shown.push('…');
        }
        lines.push(shown);
    }
    if all.next().is_some() || start.len() < bytes.len() {
        lines.push("…".to_owned());
    }
    Some(lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::{CHARACTERS, LINES, head};

    #[test]
    fn a_preview_is_bounded_and_never_cuts_a_character() {
        let long = "ї".repeat(CHARACTERS + 1) + "\n" + &"line\n".repeat(100);
        let shown = head(long.as_bytes()).unwrap();
        let first = shown.lines().next().unwrap();
        assert_eq!(first.chars().count(), CHARACTERS + 1);
        assert!(first.ends_with("ї…"), "{first}");
        assert_eq!(shown.lines().count(), LINES + 1);
        // One line that never ends, cut in the middle of a letter.
        let endless = "x".to_owned() + &"ї".repeat(40_000);
        assert_eq!(
            head(endless.as_bytes()).unwrap().chars().count(),
            CHARACTERS + 3
        );
        assert_eq!(head(b"PK\x03\x04\xff\xfe"), None);
        assert_eq!(head(b"a\0b"), None);
        assert_eq!(head(b"a\r\nb").unwrap(), "a\nb");
    }
}
