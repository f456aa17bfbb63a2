//! Exports from the window.

use std::path::Path;

use crate::exchange::{self, ExportError, ExportOptions, Format, SelectError, Voice, Wanted};
use crate::model::{AnnotatorId, Project};
use crate::store;

/// Writes an export and says what it holds. Where several coded one article and nobody decided
/// between them, it holds one's own coding, and says so.
pub(super) fn write(
    project: &Project,
    format: &Format,
    me: Option<AnnotatorId>,
    path: &Path,
) -> Result<String, String> {
    let options = |voice| ExportOptions {
        wanted: Wanted {
            voice,
            ..Wanted::default()
        },
        one_file: true,
        ..ExportOptions::default()
    };
    let mut words = String::new();
    let exported = match (exchange::export(project, format, &options(None)), me) {
        (Err(ExportError::Select(SelectError::SeveralVoices { .. })), Some(me)) => {
            let name = project.annotators().get(&me).map(|me| me.name.clone());
            words = format!("the coding of {} alone", name.unwrap_or_default());
            exchange::export(project, format, &options(Some(Voice::Of(me))))
        }
        (result, _) => result,
    }
    .map_err(|error| error.to_string())?;
    for (_, bytes) in &exported.files {
        store::write_whole(path, bytes).map_err(|error| error.to_string())?;
    }
    if words.is_empty() {
        words = super::words::statements(project.statement_count());
    }
    for note in &exported.notes {
        words.push_str("; ");
        words.push_str(note);
    }
    Ok(words)
}
