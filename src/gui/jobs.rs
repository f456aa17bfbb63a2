//! Work off the thread that draws: on the disk, what goes on while one looks at it (`stream`), what takes
//! long to make (`made`).

mod made;
mod stream;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};

pub(super) use self::made::Made;
pub(super) use self::stream::{Out, Stream};
use super::article_view::Reading;
use super::backups_page;
use super::dialogs::{Answer, Request};
use super::import_page;
use super::keeper::Report;
use super::opening::{self, Opening, With};
use super::outside::{self, Theirs, Together};
use super::return_page;
use super::settings::Settings;
use crate::exchange::Drafted;
use crate::exchange::articles::How;
use crate::foreign::{ForeignError, Program, Worker};
use crate::model::{Article, ArticleId, Project, ProjectId, Timestamp};
use crate::store::SaveError;
use crate::store::storage::Disk;
use crate::store::vault::{self, Lock, Pending, Reason};
use crate::text::Text;

/// What came of a job.
#[derive(Debug)]
pub(super) enum Outcome {
    Loaded(Box<Opening>),
    /// Articles, and the first of them cut for reading.
    Read(
        Vec<(PathBuf, Result<ReadFile, ForeignError>)>,
        Option<Box<Reading>>,
    ),
    /// A text for an article that is there.
    NewText(ArticleId, PathBuf, Result<Text, ForeignError>),
    /// What the keeper of that number says.
    Keeper(u64, Report),
    Exported(PathBuf, Result<String, String>),
    /// What was written in another format, or nothing because it was not wanted any more.
    Written(PathBuf, Result<Option<String>, String>),
    /// Files from outside: those with labels, and articles.
    LookedInto {
        labels: Vec<PathBuf>,
        articles: Vec<PathBuf>,
    },
    Backups(backups_page::State),
    /// What somebody else's version comes to, for the state of the history that it was put together
    /// with.
    Together(Theirs, u64, Result<Box<Together>, String>),
    /// Project files from outside: which of them are coders' copies of the project that is open.
    Dropped {
        copies: Vec<PathBuf>,
        others: Vec<PathBuf>,
    },
    /// What copies bring, for that state of the history.
    Brought(Vec<PathBuf>, u64, Result<Box<return_page::Brought>, String>),
    /// The project is among the backups of that file, or why not.
    BackedUp(PathBuf, Result<(), String>),
    /// Work that is not wanted is among the backups, or why not.
    SetAside(Result<(), SaveError>),
    /// Work that was never saved in a file.
    Untitled(Vec<Pending>),
    /// The settings were written, or why not.
    Kept(PathBuf, Result<(), String>),
    Picked(Request, Answer),
}

/// What there is in a file with articles.
#[derive(Debug)]
pub(super) struct ReadFile {
    /// Those without an id have none yet: only the first is given one.
    pub(super) articles: Vec<Arc<Article>>,
    /// What was guessed or left out.
    pub(super) remarks: Vec<String>,
    /// Rows of which nothing was taken.
    pub(super) failures: Vec<String>,
}

impl ReadFile {
    /// The articles of a file of that name; `first` is the id of the first one.
    fn new(drafted: &Drafted, first: &ArticleId, stem: &str) -> Self {
        let mut given = Some(first.clone());
        let articles = drafted.articles.iter().map(|located| {
            let id = located.article.id.clone().or_else(|| given.take());
            let title = match located.line {
                0 => stem.to_owned(),
                line => format!("{stem} {line}"),
            };
            let id = id.unwrap_or_else(|| ArticleId::new(""));
            Arc::new(located.article.article(id, &title))
        });
        let said =
            |remarks: &[crate::exchange::Remark]| remarks.iter().map(ToString::to_string).collect();
        Self {
            articles: articles.collect(),
            remarks: said(&drafted.report.notes),
            failures: said(&drafted.report.failures),
        }
    }
}

/// Runs jobs and hands over what came of them.
pub(super) struct Jobs {
    sender: Sender<Outcome>,
    outcomes: Receiver<Outcome>,
    ctx: egui::Context,
    /// What reads articles.
    reader: Program,
    /// What is under way, in words.
    running: Vec<String>,
}

impl Jobs {
    pub(super) fn new(ctx: &egui::Context, reader: Program) -> Self {
        let (sender, outcomes) = channel();
        Self {
            sender,
            outcomes,
            ctx: ctx.clone(),
            reader,
            running: Vec::new(),
        }
    }

    /// What is under way, in words.
    pub(super) fn running(&self) -> Option<&str> {
        self.running.first().map(String::as_str)
    }

    /// What has come of jobs since the last time.
    pub(super) fn finished(&mut self) -> Vec<Outcome> {
        let outcomes: Vec<Outcome> = self.outcomes.try_iter().collect();
        for outcome in &outcomes {
            let beside = matches!(outcome, Outcome::Picked(..) | Outcome::Keeper(..));
            if !beside && !self.running.is_empty() {
                self.running.remove(0);
            }
        }
        outcomes
    }

    /// Opens a project.
    pub(super) fn load(&mut self, path: PathBuf, with: With) {
        let words = format!("Opening {}…", name(&path));
        self.run(words, move || {
            Outcome::Loaded(Box::new(opening::open(path, with)))
        });
    }

    /// Reads the snapshots of the project in a file and compares each with what is open.
    pub(super) fn look_for_backups(&mut self, root: PathBuf, path: PathBuf, now: Project) {
        self.run("Reading backups…".to_owned(), move || {
            let folder = vault::folder(&root, now.id(), &vault::known_as(&path));
            Outcome::Backups(backups_page::look(&folder, &now))
        });
    }

    /// Reads somebody else's version and puts it together with what is open.
    pub(super) fn together(&mut self, theirs: Theirs, ours: Project, state: u64) {
        let words = format!("Reading {}…", name(&theirs.path));
        self.run(words, move || {
            let together = outside::together(&theirs, &ours).map(Box::new);
            Outcome::Together(theirs, state, together)
        });
    }

    /// Finds coders' copies of a project among files.
    pub(super) fn look_at(&mut self, paths: Vec<PathBuf>, id: ProjectId) {
        self.run("Looking at files…".to_owned(), move || {
            let is_copy = |path: &PathBuf| crate::store::is_copy_of(path, &id);
            let (copies, others) = paths.into_iter().partition(is_copy);
            Outcome::Dropped { copies, others }
        });
    }

    /// Reads coders' copies and puts them together with what is open.
    pub(super) fn bring_back(
        &mut self,
        paths: Vec<PathBuf>,
        project: Project,
        root: Option<PathBuf>,
        state: u64,
    ) {
        self.run("Reading copies…".to_owned(), move || {
            let brought = return_page::read(&paths, &project, root.as_deref());
            Outcome::Brought(paths, state, brought.map(Box::new))
        });
    }

    /// Puts a project among the backups of its file.
    pub(super) fn back_up(
        &mut self,
        root: PathBuf,
        path: PathBuf,
        project: Project,
        reason: Reason,
        now: Timestamp,
    ) {
        self.run("Backing up…".to_owned(), move || {
            let written = crate::store::write(&project).map_err(|error| error.to_string());
            let kept = written.and_then(|bytes| {
                let file = (project.id(), &*vault::known_as(&path));
                vault::back_up_file(&Disk, &root, file, bytes.as_bytes(), reason, &now)
                    .map_err(|error| error.to_string())
            });
            Outcome::BackedUp(path, kept)
        });
    }

    /// Puts work that is not wanted among the backups.
    pub(super) fn set_aside(&mut self, folder: PathBuf, project: Project, now: Timestamp) {
        self.run("Setting aside…".to_owned(), move || {
            Outcome::SetAside(vault::set_aside(&Disk, &folder, &project, &now))
        });
    }

    /// Looks for work that was never saved in a file, and that no window has open.
    pub(super) fn look_for_untitled(&mut self, root: PathBuf, now: Timestamp) {
        self.run("Looking for unsaved work…".to_owned(), move || {
            vault::sweep_untitled(&root, &now);
            let mut all = vault::untitled(&Disk, &root).unwrap_or_default();
            all.retain(|pending| matches!(Lock::take(&pending.folder), Ok(Some(_))));
            Outcome::Untitled(all)
        });
    }

    /// Lets go of something large: what it holds is freed one by one, for which nobody waits.
    pub(super) fn discard(large: impl Send + 'static) {
        let thread = std::thread::Builder::new().name("discard".to_owned());
        // Without a thread it is freed here.
        drop(thread.spawn(move || drop(large)));
    }

    /// Reads files with articles; the first article of each has that id, unless the file gives one.
    pub(super) fn read(&mut self, files: Vec<(PathBuf, ArticleId)>) {
        let words = "Reading articles…".to_owned();
        let mut worker = Worker::new(self.reader.clone());
        self.run(words, move || {
            let read = |(path, id): (PathBuf, ArticleId)| {
                let stem = path.file_stem().unwrap_or_default().to_string_lossy();
                let drafted = worker.articles(&path, &How::default());
                let read = drafted.map(|drafted| ReadFile::new(&drafted, &id, &stem));
                (path, read)
            };
            let read: Vec<_> = files.into_iter().map(read).collect();
            let first = read
                .iter()
                .find_map(|(_, read)| read.as_ref().ok()?.articles.first());
            let reading = first.map(|article| Box::new(Reading::new(article)));
            Outcome::Read(read, reading)
        });
    }

    pub(super) fn read_text(&mut self, article: ArticleId, path: PathBuf) {
        let words = format!("Reading {}…", name(&path));
        let mut worker = Worker::new(self.reader.clone());
        self.run(words, move || {
            let text = worker.text(&path);
            Outcome::NewText(article, path, text)
        });
    }

    /// Writes the settings.
    pub(super) fn keep(&mut self, settings: Settings, file: PathBuf) {
        self.run("Keeping settings…".to_owned(), move || {
            let result = settings.save(&file);
            Outcome::Kept(file, result)
        });
    }

    /// Runs an export, which says what it wrote or what went wrong.
    pub(super) fn export(
        &mut self,
        path: PathBuf,
        write: impl FnOnce(&Path) -> Result<String, String> + Send + 'static,
    ) {
        let words = format!("Exporting {}…", name(&path));
        self.run(words, move || {
            let result = write(&path);
            Outcome::Exported(path, result)
        });
    }

    /// Writes in another format; says what, or nothing when it was not wanted any more.
    pub(super) fn write(
        &mut self,
        path: PathBuf,
        write: impl FnOnce(&Path) -> Result<Option<String>, String> + Send + 'static,
    ) {
        let words = format!("Exporting {}…", name(&path));
        self.run(words, move || {
            let result = write(&path);
            Outcome::Written(path, result)
        });
    }

    /// Finds out which files have labels, and which are articles.
    pub(super) fn look_into(&mut self, paths: Vec<PathBuf>) {
        self.run("Looking at files…".to_owned(), move || {
            let (labels, articles) = import_page::parted(paths);
            Outcome::LookedInto { labels, articles }
        });
    }

    /// What reads articles.
    pub(super) fn reader(&self) -> &Program {
        &self.reader
    }

    pub(super) fn ctx(&self) -> &egui::Context {
        &self.ctx
    }

    /// Where those who work by themselves say what came of it.
    pub(super) fn outcomes(&self) -> Sender<Outcome> {
        self.sender.clone()
    }

    /// What a file dialog calls back with its answer.
    pub(super) fn answer_to(&self, request: Request) -> Box<dyn FnOnce(Answer) + Send> {
        let (sender, ctx) = (self.sender.clone(), self.ctx.clone());
        Box::new(move |answer| {
            // The window may be gone by now; then nobody waits for the answer.
            let _ = sender.send(Outcome::Picked(request, answer));
            ctx.request_repaint();
        })
    }

    fn run(&mut self, words: String, job: impl FnOnce() -> Outcome + Send + 'static) {
        let (sender, ctx) = (self.sender.clone(), self.ctx.clone());
        let work = move || {
            let _ = sender.send(job());
            ctx.request_repaint();
        };
        let thread = std::thread::Builder::new().name("disk".to_owned());
        if thread.spawn(work).is_ok() {
            self.running.push(words);
        }
    }
}

/// The last part of a path, as messages name a file.
pub(super) fn name(path: &Path) -> String {
    path.file_name().map_or_else(
        || path.display().to_string(),
        |name| name.to_string_lossy().into_owned(),
    )
}
