//! Asking for the names of files, off the thread that draws.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::edit::CopyOrder;
use crate::exchange::articles::endings;
use crate::model::ArticleId;

/// What a file is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// A project, or an article in a new one.
    Open,
    AddArticles,
    /// Another text for this article.
    ReplaceText(ArticleId),
    SaveAs {
        name: String,
    },
    /// A copy of a snapshot.
    SaveBackup {
        from: PathBuf,
        name: String,
    },
    /// A file or a folder in the format of another program.
    Export {
        name: String,
        folder: bool,
    },
    /// Files of other programs, or a folder of them.
    Import {
        folder: bool,
    },
    /// A copy for one coder.
    SaveCopy {
        order: Box<CopyOrder>,
        name: String,
    },
    /// Copies that come back.
    BringBack,
    /// The figures of agreement; how, says the end of the name.
    ExportAgreement {
        name: String,
    },
}

impl Request {
    pub fn title(&self) -> &'static str {
        match self {
            Self::Open => "Open a project or an article",
            Self::AddArticles => "Add articles",
            Self::ReplaceText(_) => "Replace the article’s text",
            Self::SaveAs { .. } => "Save the project as",
            Self::SaveBackup { .. } => "Save a copy of the backup as",
            Self::Export { folder: false, .. } => "Export to a file",
            Self::Export { folder: true, .. } => "Export to a new folder: name it",
            Self::Import { folder: false } => "Import files",
            Self::Import { folder: true } => "Import a folder",
            Self::SaveCopy { .. } => "Save the copy for a coder as",
            Self::BringBack => "Bring back copies",
            Self::ExportAgreement { .. } => "Export the figures of agreement",
        }
    }

    /// The name that is proposed, for a file that will be written.
    pub fn proposed(&self) -> Option<&str> {
        match self {
            Self::Open
            | Self::AddArticles
            | Self::ReplaceText(_)
            | Self::BringBack
            | Self::Import { .. } => None,
            Self::SaveAs { name }
            | Self::SaveBackup { name, .. }
            | Self::SaveCopy { name, .. }
            | Self::Export { name, .. }
            | Self::ExportAgreement { name } => Some(name),
        }
    }
}

/// What came of asking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    Files(Vec<PathBuf>),
    Cancelled,
    /// This system has no file dialog: the path has to be typed.
    Unavailable,
}

/// Asks for files; calls back from any thread.
pub trait FilePicker {
    fn pick(&mut self, request: &Request, answer: Box<dyn FnOnce(Answer) + Send>);
}

/// The system's own dialogs.
pub struct SystemPicker;

impl SystemPicker {
    pub fn install() -> Self {
        // rfd only logs that it found no dialog; without the log, that and "cancelled" are alike.
        if log::set_logger(&DialogLog).is_ok() {
            log::set_max_level(log::LevelFilter::Error);
        }
        Self
    }
}

impl FilePicker for SystemPicker {
    fn pick(&mut self, request: &Request, answer: Box<dyn FnOnce(Answer) + Send>) {
        let request = request.clone();
        let ask = move || {
            FAILED.store(false, Ordering::Relaxed);
            let files = pollster::block_on(ask(&request));
            answer(match files {
                Some(files) => Answer::Files(files),
                None if FAILED.load(Ordering::Relaxed) => Answer::Unavailable,
                None => Answer::Cancelled,
            });
        };
        // Without a thread no dialog opens; the user can ask again.
        let _ = std::thread::Builder::new()
            .name("file dialog".to_owned())
            .spawn(ask);
    }
}

async fn ask(request: &Request) -> Option<Vec<PathBuf>> {
    const PROJECT: &str = "ron";
    let articles: Vec<&str> = endings().collect();
    let all: Vec<&str> = std::iter::once(PROJECT).chain(endings()).collect();
    let dialog = rfd::AsyncFileDialog::new().set_title(request.title());
    let one = |file: rfd::FileHandle| vec![file.path().to_owned()];
    match request {
        Request::Open => dialog
            .add_filter("Projects and articles", &all)
            .add_filter("All files", &["*"])
            .pick_file()
            .await
            .map(one),
        Request::AddArticles => dialog
            .add_filter("Articles", &articles)
            .add_filter("All files", &["*"])
            .pick_files()
            .await
            .map(|files| files.iter().map(|file| file.path().to_owned()).collect()),
        Request::ReplaceText(_) => dialog
            .add_filter("Articles", &articles)
            .add_filter("All files", &["*"])
            .pick_file()
            .await
            .map(one),
        Request::BringBack => dialog
            .add_filter("Projects", &[PROJECT])
            .pick_files()
            .await
            .map(|files| files.iter().map(|file| file.path().to_owned()).collect()),
        Request::SaveAs { name }
        | Request::SaveBackup { name, .. }
        | Request::SaveCopy { name, .. } => dialog
            .add_filter("Projects", &[PROJECT])
            .set_file_name(name)
            .save_file()
            .await
            .map(one),
        Request::Import { folder: true } => dialog.pick_folder().await.map(one),
        Request::Import { folder: false } => dialog
            .pick_files()
            .await
            .map(|files| files.iter().map(|file| file.path().to_owned()).collect()),
        // The name of the folder is typed as that of a file is.
        Request::Export { name, folder: true } => {
            dialog.set_file_name(name).save_file().await.map(one)
        }
        Request::ExportAgreement { name } | Request::Export { name, .. } => {
            let end = name.rsplit('.').next().unwrap_or_default();
            dialog
                .add_filter(end.to_uppercase(), &[end])
                .set_file_name(name)
                .save_file()
                .await
                .map(one)
        }
    }
}

static FAILED: AtomicBool = AtomicBool::new(false);

struct DialogLog;

impl log::Log for DialogLog {
    fn enabled(&self, meta: &log::Metadata<'_>) -> bool {
        meta.level() == log::Level::Error && meta.target().starts_with("rfd")
    }

    fn log(&self, record: &log::Record<'_>) {
        if self.enabled(record.metadata()) {
            FAILED.store(true, Ordering::Relaxed);
        }
    }

    fn flush(&self) {}
}
