//! Opening a project for a command, and saving what it changed.

use std::path::{Path, PathBuf};

use anyhow::{anyhow, bail};

use super::Terminal;
use crate::edit::Edit;
use crate::model::{Fresh as _, Project, ProjectId};
use crate::store::storage::Disk;
use crate::store::vault::{self, Reason};
use crate::store::{self, Fingerprint, LoadError, Loaded, ReadError, SystemFresh};

/// A project that is going to be changed.
pub(super) struct Opened {
    path: PathBuf,
    pub(super) project: Project,
    fingerprint: Fingerprint,
}

/// Reads a project; warns of what is wrong in it.
pub(super) fn to_read(path: &Path, terminal: &mut Terminal<'_>) -> anyhow::Result<Loaded> {
    let shown = path.display();
    let loaded = store::load(path).map_err(|error| match error {
        LoadError::Read(ReadError::Missing) => anyhow!(
            "{shown}: there is no such file: check the name, or make a project with: sayso new {shown}"
        ),
        error => anyhow!("{shown}: {error}"),
    })?;
    match loaded.problems.len() {
        0 => {}
        1 => terminal.say(&format!("{shown}: 1 problem; see: sayso check {shown}")),
        many => terminal.say(&format!(
            "{shown}: {many} problems; see: sayso check {shown}"
        )),
    }
    Ok(loaded)
}

/// Reads a project that is going to be changed.
pub(super) fn to_change(path: &Path, terminal: &mut Terminal<'_>) -> anyhow::Result<Opened> {
    let loaded = to_read(path, terminal)?;
    if let Some(format) = loaded.newer_format {
        bail!(
            "{}: its format is {format}, newer than this program writes ({}): saving would lose what it does not know; update Sayso",
            path.display(),
            store::FORMAT
        );
    }
    Ok(Opened {
        path: path.to_owned(),
        project: loaded.project,
        fingerprint: loaded.fingerprint,
    })
}

impl Opened {
    /// Makes one edit and saves. When either fails, the file is as it was.
    pub(super) fn save(&mut self, edit: Edit) -> anyhow::Result<()> {
        let shown = self.path.display();
        self.project
            .apply(edit)
            .map_err(|error| anyhow!("{shown}: {error}"))?;
        let saved = store::save(&self.path, &self.project, Some(self.fingerprint))
            .map_err(|error| anyhow!("{shown}: {error}"))?;
        self.fingerprint = saved.fingerprint;
        Ok(())
    }
}

/// Keeps what a project file holds among its backups. Where that cannot be, it is said, and no
/// reason to do nothing.
pub(super) fn back_up(path: &Path, id: &ProjectId, reason: Reason, terminal: &mut Terminal<'_>) {
    let bytes = store::read_bytes(path).map_err(anyhow::Error::from);
    back_up_bytes(path, id, bytes, reason, terminal);
}

/// The same with what is kept for what the file holds.
pub(super) fn back_up_bytes(
    path: &Path,
    id: &ProjectId,
    bytes: anyhow::Result<Vec<u8>>,
    reason: Reason,
    terminal: &mut Terminal<'_>,
) {
    let keep = || -> anyhow::Result<()> {
        let bytes = bytes?;
        let (root, now) = (super::recover::root()?, fresh()?.now());
        let place = vault::known_as(path);
        vault::back_up_file(&Disk, &root, (id, &place), &bytes, reason, &now)?;
        Ok(())
    };
    if let Err(error) = keep() {
        terminal.say(&format!("{}: no backup was made: {error}", path.display()));
    }
}

/// New ids and times.
pub(super) fn fresh() -> anyhow::Result<SystemFresh> {
    SystemFresh::new().map_err(|error| anyhow!("the system gives no new ids: {error}"))
}

/// Refuses to write where there is something already, unless that is meant. A dangling link is there
/// too; in a folder there may be room.
pub(super) fn refuse_there(path: &Path, force: bool) -> anyhow::Result<()> {
    if !force && path.symlink_metadata().is_ok_and(|meta| !meta.is_dir()) {
        bail!(
            "{}: it is there already: choose another name, or replace it with --force",
            path.display()
        );
    }
    Ok(())
}
