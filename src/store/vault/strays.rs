//! What is left over: temporary files of interrupted saves, folders of projects that went into files.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::super::Fingerprint;
use super::super::parse;
use super::super::save::{folder_of, other_version};
use super::super::storage::{Disk, Storage as _};
use super::recover::{folders, has_work, in_folder};
use super::{Found, Lock, UNTITLED, backups};
use crate::model::Timestamp;

/// Whatever is younger may be a save that is under way, on another computer perhaps.
const AGE: Duration = Duration::from_hours(1);

/// Sweeps them up. `folder` is where the project is kept.
///
/// A save that was cut off between the swap and its end left what stood in the file before, which
/// may be a colleague's: a whole project that is not among the snapshots becomes another version
/// beside the file.
pub fn sweep_strays(folder: &Path, file: &Path) {
    for stray in strays(file) {
        // What fails stays for the next time.
        if let Ok(bytes) = Disk.read(&stray) {
            let _ = if is_kept(folder, &bytes) {
                Disk.remove(&stray)
            } else {
                other_version(&Disk, file).and_then(|name| Disk.rename(&stray, &name))
            };
        }
    }
}

/// Takes away the folders of untitled projects with nothing in them that was not saved and whose last
/// snapshot was taken long ago.
pub fn sweep_untitled(root: &Path, now: &Timestamp) {
    for folder in folders(&Disk, root).unwrap_or_default() {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let is_over = name.contains(UNTITLED)
            && backups::are_over(&Disk, &folder.join("backups"), now)
            && matches!(in_folder(&Disk, &folder, None), Ok(found) if !is_work(&found));
        // A window that has it open keeps it.
        if is_over && let Ok(Some(_lock)) = Lock::take(&folder) {
            // What cannot be removed stays for the next time.
            let _ = fs::remove_dir_all(&folder);
        }
    }
}

fn is_work(found: &Found) -> bool {
    let pending = found.pending.as_ref();
    pending.is_some_and(|pending| has_work(&pending.recovered.project))
}

/// Whether nothing is lost with those bytes: no project stands in them, or a snapshot has them.
fn is_kept(folder: &Path, bytes: &[u8]) -> bool {
    let held = Fingerprint::of(bytes);
    let backups = folder.join("backups");
    matches!(backups::of(&Disk, &backups, held), Ok(Some(_))) || parse(bytes).is_err()
}

fn strays(file: &Path) -> Vec<PathBuf> {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let begin = format!(".{name}.");
    let is_stray = |found: &str| {
        let number = found
            .strip_prefix(&begin)
            .and_then(|s| s.strip_suffix(".tmp"));
        number.is_some_and(|n| n.len() == 8 && n.bytes().all(|b| b.is_ascii_hexdigit()))
    };
    let folder = folder_of(file);
    let found = Disk.list(folder).unwrap_or_default();
    let found = found.into_iter().filter(|found| is_stray(found));
    found
        .map(|found| folder.join(found))
        .filter(|path| is_old(path))
        .collect()
}

fn is_old(path: &Path) -> bool {
    let written = fs::symlink_metadata(path).and_then(|meta| {
        let written = meta.modified()?;
        Ok(meta.is_file() && written.elapsed().is_ok_and(|age| age > AGE))
    });
    written.unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Project, ProjectId};
    use crate::store::vault::{Snapshot, Vault};
    use crate::store::write;

    #[test]
    fn strays_go_and_what_only_they_hold_stays_as_a_version() {
        let root = tempfile::tempdir().unwrap();
        let place = tempfile::tempdir().unwrap();
        let file = place.path().join("p.sayso.ron");
        let project = Project::new(ProjectId::new("prj_a"), "ours");
        let colleagues = Project::new(ProjectId::new("prj_a"), "theirs");
        let (ours, theirs) = (write(&project).unwrap(), write(&colleagues).unwrap());
        fs::write(&file, &ours).unwrap();
        let folder = super::super::folder(root.path(), project.id(), &file);
        let now = Timestamp::from_unix_seconds(1_780_000_000);
        let snapshot = Snapshot {
            project,
            history: crate::edit::History::default(),
        };
        let held = Some((file.as_path(), Fingerprint::of(ours.as_bytes())));
        Vault::begin(
            std::sync::Arc::new(Disk),
            folder.clone(),
            held,
            &snapshot,
            &now,
        )
        .unwrap();
        let old = [
            (".p.sayso.ron.00000001.tmp", ours.as_bytes()),
            (".p.sayso.ron.00000002.tmp", theirs.as_bytes()),
            (".p.sayso.ron.00000003.tmp", &theirs.as_bytes()[..40]),
            (".p.sayso.ron.notes.tmp", b"mine"),
            (".q.sayso.ron.00000004.tmp", b"of another file"),
        ];
        for (name, bytes) in old {
            fs::write(place.path().join(name), bytes).unwrap();
            let stray = fs::File::options()
                .write(true)
                .open(place.path().join(name));
            let long_ago = std::time::SystemTime::now() - 2 * AGE;
            stray.unwrap().set_modified(long_ago).unwrap();
        }
        let young = place.path().join(".p.sayso.ron.00000005.tmp");
        fs::write(&young, "of a save that is under way").unwrap();

        sweep_strays(&folder, &file);
        let names = Disk.list(place.path()).unwrap();
        let others: Vec<_> = names
            .iter()
            .filter(|n| n.contains("other version"))
            .collect();
        let [other] = others.as_slice() else {
            panic!("{names:?}")
        };
        assert_eq!(
            Disk.read(&place.path().join(other)).unwrap(),
            theirs.as_bytes()
        );
        let left: Vec<_> = names.iter().filter(|n| n.contains(".tmp")).collect();
        assert_eq!(
            left,
            [
                ".p.sayso.ron.00000005.tmp",
                ".p.sayso.ron.notes.tmp",
                ".q.sayso.ron.00000004.tmp"
            ]
        );
    }

    #[test]
    fn folders_of_untitled_projects_go_when_their_time_is_over() {
        let root = tempfile::tempdir().unwrap();
        let then = Timestamp::from_unix_seconds(1_780_000_000);
        let begin = |number, project: Project| {
            let folder = super::super::untitled_folder(root.path(), project.id(), number);
            let snapshot = Snapshot {
                project,
                history: crate::edit::History::default(),
            };
            Vault::begin(
                std::sync::Arc::new(Disk),
                folder.clone(),
                None,
                &snapshot,
                &then,
            )
            .unwrap();
            folder
        };
        let empty = Project::new(ProjectId::new("prj_a"), "");
        let mut with_work = empty.clone();
        let article = crate::model::Article::new(
            crate::model::ArticleId::new("ar_a"),
            "One",
            crate::text::Text::new("One."),
        );
        let add = crate::edit::Edit::AddArticle {
            at: 0,
            article: std::sync::Arc::new(article),
        };
        with_work.apply(add).unwrap();
        let saved = begin(1, with_work.clone());
        fs::remove_file(saved.join("journal")).unwrap();
        let folders = [
            saved,
            begin(2, empty.clone()),
            begin(3, with_work),
            begin(4, empty),
        ];
        let _open = Lock::take(&folders[3]).unwrap();
        let left = |days: i64| {
            let now = Timestamp::from_unix_seconds(1_780_000_000 + days * 86_400);
            sweep_untitled(root.path(), &now);
            folders.each_ref().map(|folder| folder.exists())
        };
        assert_eq!(left(13), [true; 4]);
        assert_eq!(left(14), [false, false, true, true]);
    }
}
