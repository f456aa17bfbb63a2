//! Writing an export from the window.

use std::path::Path;

use super::words::{counted, statements};
use crate::exchange::{self, ExportOptions, Format, Shape};
use crate::model::Project;
use crate::store;

/// Writes an export whole or not at all, and says what it holds; `None` where nobody wanted it any
/// more before the first byte.
pub(super) fn write(
    project: &Project,
    format: &Format,
    options: &ExportOptions,
    path: &Path,
    is_wanted: impl Fn() -> bool,
) -> Result<Option<String>, String> {
    let selection = exchange::selected(project, format, &options.wanted);
    let selection = selection.map_err(|error| error.to_string())?;
    let articles = counted(selection.articles().len(), "article", "articles");
    let mut words = format!(
        "{articles} and {} as {}",
        statements(selection.statements().len()),
        format.name
    );
    drop(selection);
    let exported = exchange::export(project, format, options).map_err(|error| error.to_string())?;
    if !is_wanted() {
        return Ok(None);
    }
    let one_file = match format.shape {
        Shape::File { .. } => true,
        Shape::Folder => false,
        Shape::FolderOrFile { .. } => options.one_file,
    };
    let placed = store::placed(path, exported.files, one_file);
    let (folder, files) =
        placed.map_err(|(path, error)| format!("“{}”: {error}", path.display()))?;
    // The dialog has asked whether the file that was named is to be replaced; what goes with it
    // was replaced with it. Nobody has asked about others.
    let is_replaced = one_file && path.exists();
    let there = files
        .iter()
        .find(|(name, _)| !is_replaced && folder.join(name).exists());
    if let Some((name, _)) = there {
        return Err(format!(
            "“{name}” is in “{}” already: choose another name",
            folder.display()
        ));
    }
    store::write_together(&folder, &files)
        .map_err(|(path, error)| format!("“{}”: {error}", path.display()))?;
    for note in &exported.notes {
        words.push_str("; ");
        words.push_str(note);
    }
    Ok(Some(words))
}

#[cfg(test)]
mod tests {
    use super::write;
    use crate::exchange::{ExportOptions, FORMATS};
    use crate::store;

    #[test]
    fn what_is_not_wanted_any_more_is_not_written() {
        let text = include_str!("../../sample_projects/first-steps.sayso.ron");
        let project = store::parse(text.as_bytes()).unwrap().project;
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("out");
        for (at, format) in FORMATS.iter().filter(|format| format.writes()).enumerate() {
            let options = ExportOptions::default();
            let made = write(&project, format, &options, &place, || false);
            assert_eq!(made, Ok(None), "{format:?}");
            assert_eq!(folder.path().read_dir().unwrap().count(), 0, "{format:?}");
            let place = folder.path().parent().unwrap().join(format!("none/{at}"));
            let said = write(&project, format, &options, &place, || true).unwrap_err();
            assert!(said.contains("choose another place"), "{said}");
        }
    }
}
