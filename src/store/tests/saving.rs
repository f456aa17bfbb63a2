use std::fs;
use std::path::Path;

use super::full;
use crate::store::save::other_version;
use crate::store::storage::Disk;
use crate::store::{Fingerprint, SaveError, load, save, write, write_whole};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// The names in a folder, sorted.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    names
}

#[test]
fn a_saved_project_is_the_one_that_is_loaded() {
    let folder = folder();
    let path = folder.path().join("a.sayso.ron");
    let saved = save(&path, &full(), None).unwrap();
    let loaded = load(&path).unwrap();
    assert_eq!(loaded.project, full());
    assert_eq!(loaded.fingerprint, saved.fingerprint);
    assert_eq!(saved.bytes as u64, fs::metadata(&path).unwrap().len());
    let bytes = fs::read(&path).unwrap();
    save(&path, &loaded.project, Some(saved.fingerprint)).unwrap();
    assert_eq!(fs::read(&path).unwrap(), bytes);
    assert_eq!(names(folder.path()), ["a.sayso.ron"]);
}

#[test]
fn a_file_that_somebody_else_changed_is_left_alone() {
    let folder = folder();
    let path = folder.path().join("a.sayso.ron");
    let saved = save(&path, &full(), None).unwrap();
    fs::write(&path, "theirs").unwrap();
    let error = save(&path, &full(), Some(saved.fingerprint)).unwrap_err();
    assert!(matches!(error, SaveError::ChangedOutside));
    assert_eq!(fs::read_to_string(&path).unwrap(), "theirs");
    assert_eq!(names(folder.path()), ["a.sayso.ron"]);
    // One that is gone holds nothing to lose.
    fs::remove_file(&path).unwrap();
    save(&path, &full(), Some(saved.fingerprint)).unwrap();
    assert_eq!(load(&path).unwrap().project, full());
}

#[test]
fn a_place_that_cannot_be_written_is_named_and_left_as_it_was() {
    let folder = folder();
    let missing = folder.path().join("none/a.sayso.ron");
    assert!(matches!(
        write_whole(&missing, b"x"),
        Err(SaveError::NoFolder(_))
    ));
    let taken = folder.path().join("taken");
    fs::create_dir(&taken).unwrap();
    assert!(matches!(write_whole(&taken, b"x"), Err(SaveError::Folder)));
    let file = folder.path().join("file");
    fs::write(&file, "old").unwrap();
    assert!(write_whole(&file.join("a.sayso.ron"), b"x").is_err());
    let mut permissions = fs::metadata(&file).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&file, permissions).unwrap();
    assert!(matches!(
        write_whole(&file, b"x"),
        Err(SaveError::Protected)
    ));
    assert_eq!(fs::read_to_string(&file).unwrap(), "old");
    assert_eq!(names(folder.path()), ["file", "taken"]);
    assert_eq!(names(&taken), [""; 0]);
}

#[test]
fn no_version_of_somebody_else_takes_the_place_of_another() {
    let folder = folder();
    let file = folder.path().join("p.sayso.ron");
    let named = || {
        // The same dice fall twice.
        fastrand::seed(7);
        other_version(&Disk, &file).unwrap()
    };
    assert_ne!(named(), named());
    assert_eq!(names(folder.path()).len(), 2);
}

#[test]
fn a_fingerprint_is_of_the_bytes() {
    let text = write(&full()).unwrap();
    assert_eq!(
        Fingerprint::of(text.as_bytes()),
        Fingerprint::of(text.as_bytes())
    );
    assert_ne!(Fingerprint::of(text.as_bytes()), Fingerprint::of(b""));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o7777
    }

    #[test]
    fn a_mode_stays_and_a_new_file_has_that_of_any_new_file() {
        let folder = folder();
        let (kept, new, any) = (
            folder.path().join("kept"),
            folder.path().join("new"),
            folder.path().join("any"),
        );
        fs::write(&kept, "old").unwrap();
        fs::set_permissions(&kept, fs::Permissions::from_mode(0o640)).unwrap();
        write_whole(&kept, b"x").unwrap();
        assert_eq!(mode(&kept), 0o640);
        fs::write(&any, "x").unwrap();
        write_whole(&new, b"x").unwrap();
        assert_eq!(mode(&new), mode(&any));
    }

    #[test]
    fn a_link_stays_a_link_also_when_it_leads_nowhere_yet() {
        let folder = folder();
        let deep = folder.path().join("deep");
        fs::create_dir(&deep).unwrap();
        let link = folder.path().join("link");
        symlink("deep/target", &link).unwrap();
        let over = folder.path().join("over");
        symlink("link", &over).unwrap();
        for content in ["new", "newer"] {
            write_whole(&over, content.as_bytes()).unwrap();
            assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
            assert!(fs::symlink_metadata(&over).unwrap().is_symlink());
            assert_eq!(fs::read_to_string(deep.join("target")).unwrap(), content);
        }
        assert_eq!(names(folder.path()), ["deep", "link", "over"]);
        assert_eq!(names(&deep), ["target"]);
    }

    #[test]
    fn a_link_to_itself_is_an_error() {
        let folder = folder();
        let link = folder.path().join("link");
        symlink("link", &link).unwrap();
        assert!(matches!(write_whole(&link, b"x"), Err(SaveError::Io(_))));
        assert_eq!(names(folder.path()), ["link"]);
    }
}
