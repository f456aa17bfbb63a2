//! What the window kept, without the window.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use sayso::edit::{Edit, History};
use sayso::model::{Article, ArticleId, Project, ProjectId, StatementId, Timestamp};
use sayso::store::journal::{Act, Entry};
use sayso::store::storage::Disk;
use sayso::store::vault::{self, Lock, Reason, Snapshot, Vault};
use sayso::store::{self, Fingerprint};
use sayso::text::Text;

use crate::Desk;

impl Desk {
    fn root(&self) -> PathBuf {
        self.path("state/sayso")
    }

    /// The one name of a file of the desk.
    fn place(&self, name: &str) -> PathBuf {
        fs::canonicalize(self.0.path()).unwrap().join(name)
    }

    /// Begins to keep a project as a window does; without a file where it is in none.
    fn keep(&self, project: Project, file: Option<&str>) -> Vault {
        let root = self.root();
        let place = file.map(|file| self.place(file));
        let folder = match &place {
            Some(place) => vault::folder(&root, project.id(), place),
            None => vault::untitled_folder(&root, project.id(), 1),
        };
        let held = place.map(|place| {
            let held = Fingerprint::of(&fs::read(&place).unwrap());
            (place, held)
        });
        let held = held.as_ref().map(|(place, held)| (place.as_path(), *held));
        let snapshot = Snapshot {
            project,
            history: History::default(),
        };
        Vault::begin(Arc::new(Disk), folder, held, &snapshot, &now()).unwrap()
    }

    /// The project of the desk with two edits that are in no file.
    fn with_work() -> (Self, Vault) {
        let desk = Self::with_project();
        let project = store::load(&desk.path("p.sayso.ron")).unwrap().project;
        let first = StatementId::new("st_1");
        let delete = sayso::edit::delete_statement(&project, &first);
        let mut vault = desk.keep(project, Some("p.sayso.ron"));
        did(&mut vault, Edit::SetTitle("Harbour\u{1b}".into()));
        did(&mut vault, delete);
        (desk, vault)
    }

    /// What a command lists, with the desk as ~.
    fn listed(&self, args: &str) -> String {
        let out = self.run(args).ok().out;
        let out = out.replace(&*self.place("").to_string_lossy(), "~/");
        out.replace(&*self.path("").to_string_lossy(), "~/")
    }
}

fn did(vault: &mut Vault, edit: Edit) {
    let act = Act::Did(edit);
    vault.append(&[Entry { at: now(), act }]).unwrap();
}

fn now() -> Timestamp {
    Timestamp::from_unix_seconds(1_780_000_000)
}

#[test]
fn work_that_is_in_no_file_is_listed_and_recovered() {
    let desk = Desk::with_project();
    let ran = desk.run("recover").ok();
    assert_eq!(ran.out, "");
    assert_eq!(ran.err, "nothing is kept that is in no file\n");

    let (desk, vault) = Desk::with_work();
    let folder = vault.folder().file_name().unwrap().to_string_lossy();
    let listed = desk.listed("recover");
    insta::assert_snapshot!(listed.replace(&*folder, "FOLDER"), @r"
    1  ~/p.sayso.ron
       “Harbour\u{1b}”: 1 statement removed, project changed
       2 edits, the last on 2026-05-28T20:26:40Z
       kept in ~/state/sayso/projects/FOLDER
    ");
    let before = desk.read("p.sayso.ron");
    let ran = desk.run("recover p.sayso.ron -o out.sayso.ron").ok();
    assert_eq!(
        ran.err,
        "out.sayso.ron: recovered (1 article, 0 statements)\n"
    );
    assert!(desk.read("out.sayso.ron").contains("title: \"Harbour"));
    // What is kept stays, the file too, and nothing is written over.
    assert_eq!(desk.listed("recover"), listed);
    assert_eq!(desk.read("p.sayso.ron"), before);
    let said = desk.run("recover 1 -o out.sayso.ron").refused();
    assert!(said.contains("--force"), "{said}");
    desk.run("recover 1 -o out.sayso.ron --force").ok();
    let said = desk.run("recover 2 -o other.sayso.ron").refused();
    assert!(said.contains("2: there is no such number"), "{said}");
    // Saved, it is not offered any more.
    desk.run("recover p.sayso.ron -o p.sayso.ron --force").ok();
    assert_eq!(desk.listed("recover"), "");
    let ran = desk.run("recover p.sayso.ron -o other.sayso.ron").ok();
    assert_eq!(ran.err, "p.sayso.ron: nothing is kept that is not in it\n");
    assert!(!desk.path("other.sayso.ron").exists());
    let said = desk
        .run("recover no.sayso.ron -o other.sayso.ron")
        .refused();
    assert!(
        said.contains("no.sayso.ron: there is no such file"),
        "{said}"
    );
}

#[test]
fn how_the_file_stands_to_what_is_kept_is_said() {
    let (desk, vault) = Desk::with_work();
    let lock = Lock::take(vault.folder()).unwrap();
    assert!(desk.listed("recover").contains("it is open in a window"));
    drop(lock);
    assert!(!desk.listed("recover").contains("it is open in a window"));
    let changed = desk.read("p.sayso.ron").replace("Ada", "Eva");
    desk.write("p.sayso.ron", changed);
    assert!(
        desk.listed("recover")
            .contains("the file was changed since")
    );
    let ran = desk.run("recover p.sayso.ron -o out.sayso.ron").ok();
    assert!(ran.err.contains("sayso merge - "), "{}", ran.err);
    let mut protected = desk.path("p.sayso.ron").metadata().unwrap().permissions();
    protected.set_readonly(true);
    fs::set_permissions(desk.path("p.sayso.ron"), protected).unwrap();
    desk.run("recover p.sayso.ron -o out.sayso.ron --force")
        .ok();
    let ran = desk.run("check p.sayso.ron");
    assert!(ran.err.contains("2 edits are kept"), "{}", ran.err);
    fs::remove_file(desk.path("p.sayso.ron")).unwrap();
    desk.write("p.sayso.ron", "(format: 1, id:");
    let words = "the file is not there any more, or cannot be read";
    assert!(desk.listed("recover").contains(words));
    fs::remove_file(desk.path("p.sayso.ron")).unwrap();
    assert!(desk.listed("recover").contains(words));
    desk.run("recover p.sayso.ron -o p.sayso.ron").ok();
    assert!(desk.read("p.sayso.ron").contains("title: \"Harbour"));
}

#[test]
fn a_project_that_was_never_saved_is_recovered_by_its_number() {
    let desk = Desk::new();
    let mut vault = desk.keep(Project::new(ProjectId::new("prj_u"), ""), None);
    assert_eq!(desk.listed("recover"), "");
    let article = Article::new(ArticleId::new("ar_1"), "Ferry", Text::new("It sails."));
    let article = Arc::new(article);
    did(&mut vault, Edit::AddArticle { at: 0, article });
    insta::assert_snapshot!(desk.listed("recover"), @r"
    1  never saved in a file
       1 article added
       1 edit, the last on 2026-05-28T20:26:40Z
       kept in ~/state/sayso/projects/prj_u-untitled-1
    ");
    desk.run("recover 1 -o out.sayso.ron").ok();
    let recovered = store::load(&desk.path("out.sayso.ron")).unwrap().project;
    assert_eq!(recovered.articles().len(), 1);
}

#[test]
fn a_journal_that_cannot_be_read_hides_no_other() {
    let (desk, vault) = Desk::with_work();
    desk.run("new a.sayso.ron").ok();
    let other = store::load(&desk.path("a.sayso.ron")).unwrap().project;
    let mut other = desk.keep(other, Some("a.sayso.ron"));
    did(&mut other, Edit::SetTitle("Other".into()));
    fs::write(vault.folder().join("journal"), "torn").unwrap();
    let ran = desk.run("recover");
    assert_eq!(ran.code, 2);
    assert!(ran.out.contains("“Other”: project changed"), "{}", ran.out);
    assert!(
        ran.err.contains("1 journal cannot be recovered"),
        "{}",
        ran.err
    );
    let said = desk.run("recover p.sayso.ron -o out.sayso.ron").refused();
    assert!(said.contains("it is damaged from its beginning"), "{said}");
    // Sound all the same.
    let ran = desk.run("check p.sayso.ron").ok();
    assert!(
        ran.err.contains("it is damaged from its beginning"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("p.sayso.ron: sound"), "{}", ran.err);
}

#[test]
fn earlier_versions_are_listed_and_restored_whether_the_file_can_be_read_or_not() {
    let (desk, vault) = Desk::with_work();
    let first = desk.read("p.sayso.ron");
    let later = Timestamp::from_unix_seconds(1_780_000_060);
    let second = first.replace("Ada", "Eva");
    vault
        .back_up(second.as_bytes(), Some(Reason::Merge), &later)
        .unwrap();
    let later = Timestamp::from_unix_seconds(1_780_000_120);
    vault.back_up(b"(format: 1,", None, &later).unwrap();
    insta::assert_snapshot!(desk.listed("backups p.sayso.ron"), @r"
    no.  taken                 why                 size kB  statements
    1    2026-05-28T20:28:40Z  opened or saved           1  it is damaged
    2    2026-05-28T20:27:40Z  before merge              3  1
    3    2026-05-28T20:26:40Z  opened or saved           3  1
    ");
    for damage in [true, false] {
        if damage {
            desk.write("p.sayso.ron", "(format: 1, id:");
        } else {
            fs::remove_file(desk.path("p.sayso.ron")).unwrap();
        }
        let restore = "backups p.sayso.ron -o out.sayso.ron --force --restore";
        desk.run(&format!("{restore} 3")).ok();
        assert_eq!(desk.read("out.sayso.ron"), first);
        desk.run(&format!("{restore} 2")).ok();
        assert_eq!(desk.read("out.sayso.ron"), second);
        let said = desk.run(&format!("{restore} 1")).refused();
        assert!(said.contains("line 1"), "{said}");
        assert_eq!(desk.read("out.sayso.ron"), second);
        let said = desk.run(&format!("{restore} 4")).refused();
        assert!(said.contains("4: there is no such number"), "{said}");
    }
    let said = desk
        .run("backups p.sayso.ron --restore 2 -o out.sayso.ron")
        .refused();
    assert!(said.contains("--force"), "{said}");
    let said = desk.run("backups in.jsonl").refused();
    assert!(said.contains("no versions are kept of it"), "{said}");
}

#[test]
fn what_is_kept_and_copies_beside_a_project_are_notices_and_no_damage() {
    let (desk, vault) = Desk::with_work();
    let sound = desk.read("p.sayso.ron");
    desk.write("p (conflicted copy).sayso.ron", &sound);
    desk.run("new other.sayso.ron").ok();
    fs::create_dir(desk.path("folder.ron")).unwrap();
    let ran = desk.run("check p.sayso.ron").ok();
    insta::assert_snapshot!(ran.err, @r"
    p.sayso.ron: 2 edits are kept on this computer and not in the file: open it, or: sayso recover p.sayso.ron -o OUT
    p.sayso.ron: other versions or coders’ copies of it stand in the same folder: “p (conflicted copy).sayso.ron”; compare them with sayso diff, put them together with sayso merge or sayso bring-back
    p.sayso.ron: sound (1 article, 1 statement)
    ");
    // One whose file is gone is of this file, which has another name now.
    fs::rename(desk.path("p.sayso.ron"), desk.path("q.sayso.ron")).unwrap();
    let ran = desk.run("check q.sayso.ron").ok();
    assert!(ran.err.contains("2 edits are kept"), "{}", ran.err);
    desk.write("p.sayso.ron", &sound[..200]);
    let said = desk.run("check p.sayso.ron").refused();
    assert!(
        said.contains("what was saved in it, and 2 edits after that"),
        "{said}"
    );
    vault.forget();
    let said = desk.run("check p.sayso.ron").refused();
    assert!(
        said.contains("1 earlier version on this computer"),
        "{said}"
    );
}

/// A window takes the lock before it writes anything.
#[cfg(unix)]
#[test]
fn nobody_else_looks_into_what_is_kept() {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |path: &std::path::Path| path.metadata().unwrap().permissions().mode() & 0o777;
    let desk = Desk::with_project();
    let project = store::load(&desk.path("p.sayso.ron")).unwrap().project;
    let folder = vault::folder(&desk.root(), project.id(), &desk.place("p.sayso.ron"));
    let lock = Lock::take(&folder).unwrap().unwrap();
    let mut vault = desk.keep(project, Some("p.sayso.ron"));
    did(&mut vault, Edit::SetTitle("Harbour".into()));
    assert_eq!(vault.folder(), folder);
    let backups = folder.join("backups");
    for folder in [
        &desk.root(),
        &desk.root().join("projects"),
        &folder,
        &backups,
    ] {
        assert_eq!(mode(folder), 0o700, "{}", folder.display());
    }
    let backup = fs::read_dir(&backups).unwrap().next().unwrap().unwrap();
    for file in [folder.join("journal"), folder.join("lock"), backup.path()] {
        assert_eq!(mode(&file), 0o600, "{}", file.display());
    }
    drop(lock);
}
