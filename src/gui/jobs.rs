//! Work off the thread that draws: on the disk, and what goes on while one looks at it (`stream`).

mod stream;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Instant;

pub(super) use self::stream::{Out, Stream};
use super::article_view::{Place, Reading};
use super::dialogs::{Answer, Request};
use super::session::Session;
use super::settings::Settings;
use super::timings::Moments;
use crate::model::{Article, ArticleId, Project};
use crate::store::{Fingerprint, LoadError, ReadError, SaveError, Saved};
use crate::text::Text;

/// What came of a job.
#[derive(Debug)]
pub(super) enum Outcome {
    Loaded(PathBuf, Result<Box<Session>, LoadError>, Moments),
    /// Articles, and the first of them cut for reading.
    Read(
        Vec<(PathBuf, Result<Arc<Article>, ReadError>)>,
        Option<Box<Reading>>,
    ),
    /// A text for an article that is there.
    NewText(ArticleId, PathBuf, Result<Text, ReadError>),
    Saved {
        path: PathBuf,
        /// The state of the history that was saved.
        state: u64,
        result: Result<Saved, SaveError>,
    },
    Exported(PathBuf, Result<String, String>),
    /// The settings were written, or why not.
    Kept(PathBuf, Result<(), String>),
    Picked(Request, Answer),
}

/// Runs jobs and hands over what came of them.
pub(super) struct Jobs {
    sender: Sender<Outcome>,
    outcomes: Receiver<Outcome>,
    ctx: egui::Context,
    /// What is under way, in words.
    running: Vec<String>,
}

impl Jobs {
    pub(super) fn new(ctx: &egui::Context) -> Self {
        let (sender, outcomes) = channel();
        Self {
            sender,
            outcomes,
            ctx: ctx.clone(),
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
            if !matches!(outcome, Outcome::Picked(..)) && !self.running.is_empty() {
                self.running.remove(0);
            }
        }
        outcomes
    }

    /// Opens a project, at the place where one was in it.
    pub(super) fn load(&mut self, path: PathBuf, place: Option<Place>) {
        let words = format!("Opening {}…", name(&path));
        self.run(words, move || {
            let bytes = crate::store::read_bytes(&path);
            let read = Instant::now();
            let result = match bytes {
                Ok(bytes) => crate::store::parse(&bytes),
                Err(error) => Err(error.into()),
            };
            let parsed = Instant::now();
            // What is worked out once for a project is worked out here.
            let result = result.map(|loaded| {
                let mut session = Box::new(Session::loaded(path.clone(), loaded));
                if let Some(place) = place {
                    session.return_to(&place);
                }
                session
            });
            Outcome::Loaded(path, result, Moments { read, parsed })
        });
    }

    /// Lets go of something large: what it holds is freed one by one, for which nobody waits.
    pub(super) fn discard(large: impl Send + 'static) {
        let thread = std::thread::Builder::new().name("discard".to_owned());
        // Without a thread it is freed here.
        drop(thread.spawn(move || drop(large)));
    }

    /// Reads texts, each as an article of that id.
    pub(super) fn read(&mut self, files: Vec<(PathBuf, ArticleId)>) {
        let words = "Reading articles…".to_owned();
        self.run(words, move || {
            let read = |(path, id): (PathBuf, ArticleId)| {
                let title = path.file_stem().unwrap_or_default().to_string_lossy();
                let text = crate::store::read_bytes(&path).and_then(crate::exchange::article_text);
                let article = text.map(|text| Arc::new(Article::new(id, title, text)));
                (path, article)
            };
            let articles: Vec<_> = files.into_iter().map(read).collect();
            let first = articles
                .iter()
                .find_map(|(_, article)| article.as_ref().ok());
            let reading = first.map(|article| Box::new(Reading::new(article)));
            Outcome::Read(articles, reading)
        });
    }

    pub(super) fn read_text(&mut self, article: ArticleId, path: PathBuf) {
        let words = format!("Reading {}…", name(&path));
        self.run(words, move || {
            let text = crate::store::read_bytes(&path).and_then(crate::exchange::article_text);
            Outcome::NewText(article, path, text)
        });
    }

    pub(super) fn save(
        &mut self,
        path: PathBuf,
        project: Project,
        expected: Option<Fingerprint>,
        state: u64,
    ) {
        let words = format!("Saving {}…", name(&path));
        self.run(words, move || Outcome::Saved {
            result: crate::store::save(&path, &project, expected),
            path,
            state,
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
