//! Carrying out what leaves for other programs and comes from them.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use egui::Context;

use super::super::app::App;
use super::super::dialogs::Request;
use super::super::export;
use super::super::import_page;
use super::super::overlay::Overlay;
use super::super::words::counted;
use super::super::{article_view, export_page};
use crate::edit::Edit;
use crate::exchange::articles::endings;
use crate::exchange::may_have_labels;
use crate::model::ArticleId;
use crate::store::vault::Reason;

impl App {
    /// Opens the page of exports.
    pub(in super::super) fn ask_for_export(&mut self) {
        let Some(session) = &self.session else {
            return;
        };
        let state = export_page::State::new(session, &self.settings.export);
        self.overlay = state.map(|state| Overlay::Export(Box::new(state)));
    }

    /// Asks for the place of what the page describes.
    pub(in super::super) fn ask_export_place(&mut self) {
        let (Some(session), Some(Overlay::Export(state))) = (&self.session, &self.overlay) else {
            return;
        };
        self.settings.export = state.last();
        let request = Request::Export {
            name: state.name(&session.file_stem()),
            folder: !state.is_one_file(),
        };
        self.pick(&request);
    }

    /// Writes it there.
    pub(in super::super) fn write_export(&mut self, path: PathBuf) {
        let (Some(session), Some(Overlay::Export(state))) = (&self.session, &mut self.overlay)
        else {
            return;
        };
        // What stands there is more than what is exported.
        if session.path.as_ref() == Some(&path) {
            let words = "This is the project itself: choose another name";
            state.trouble = Some(words.to_owned());
            return;
        }
        let unwanted = Arc::new(AtomicBool::new(false));
        state.writing = Some(Arc::clone(&unwanted));
        let (project, format) = (session.project.clone(), state.format);
        let options = state.fitting(session);
        self.jobs.write(path, move |path| {
            let is_wanted = || !unwanted.load(Ordering::Relaxed);
            export::write(&project, format, &options, path, is_wanted)
        });
    }

    /// It was written, or not wanted any more, or why it was not.
    pub(in super::super) fn written(
        &mut self,
        path: &std::path::Path,
        result: Result<Option<String>, String>,
    ) {
        let page = match &mut self.overlay {
            Some(Overlay::Export(state)) => state.writing.take().map(|_| state),
            _ => None,
        };
        match (result, page) {
            (Ok(Some(words)), page) => {
                let is_shown = page.is_some();
                if is_shown {
                    self.close();
                }
                self.tell(format!("Exported {words} to “{}”", path.display()));
            }
            (Ok(None), _) => self.tell("Nothing was written: the export was cancelled".to_owned()),
            (Err(error), Some(state)) => {
                state.trouble = Some(format!("Nothing was written: {error}"));
            }
            (Err(error), None) => self.fail(format!("Nothing was written: {error}")),
        }
    }

    /// Opens the page of imports.
    pub(in super::super) fn ask_for_import(&mut self) {
        self.show_import(Vec::new());
    }

    /// Opens it with files or folders.
    pub(in super::super) fn show_import(&mut self, paths: Vec<PathBuf>) {
        self.keep_note();
        self.keep_fields();
        let me = self.session.as_ref().and_then(|session| session.my_name());
        let by = me.map(str::to_owned);
        let state = import_page::State::new(paths, &self.settings.import, by);
        self.overlay = Some(Overlay::Import(Box::new(state)));
    }

    /// Looks at what the page of imports shows; nothing where it does not stand there.
    pub(in super::super) fn advance_pages(&mut self, ctx: &Context) {
        match (&mut self.overlay, &self.session) {
            (Some(Overlay::Export(state)), Some(session)) => {
                export_page::advance(ctx, state, session);
            }
            (Some(Overlay::Import(state)), session) => {
                let reader = self.jobs.reader();
                let known = &self.settings.import;
                import_page::advance(ctx, state, session.as_ref(), known, reader);
            }
            _ => {}
        }
    }

    /// Takes what the page of imports shows, as one step.
    pub(in super::super) fn import(&mut self) {
        let Some(Overlay::Import(state)) = &mut self.overlay else {
            return;
        };
        state.keep(&mut self.settings.import);
        let Some(trial) = state.take_trial(self.session.as_ref()) else {
            return;
        };
        self.last_import = Some(trial.report_in_words());
        let edit = trial.edit;
        if edit.is_empty() {
            self.close();
            return self.tell("Nothing is new in it: the project stays as it is".to_owned());
        }
        let mut session = match self.session.take() {
            Some(session) => session,
            None => self.untitled(),
        };
        let before = session.project.clone();
        let first = first_article(&edit);
        let done = session.apply(edit);
        session.look_for_problems();
        let words = session.history.undo_label().unwrap_or_default();
        let mut words = words.replacen("import", "Imported", 1);
        let open = session.reading.is_none().then_some(first).flatten();
        if let Some(open) = &open {
            session.open_article(open);
        }
        self.session = Some(session);
        if let Err(error) = done {
            return self.fail(format!("Nothing was imported: {error}"));
        }
        if trial.left_out > 0 {
            let left = counted(trial.left_out, "was", "were");
            words =
                format!("{words}; {left} left out: Project › Report of the last import says why");
        }
        self.close();
        self.tell_done(words);
        self.keep_before(before, Reason::Import);
        self.focus = Some(article_view::id());
    }

    /// Shows what became of the last import.
    pub(in super::super) fn show_import_report(&mut self) {
        match &self.last_import {
            Some(words) => self.overlay = Some(Overlay::ImportReport(words.clone())),
            None => self
                .tell("Nothing was imported since the start: Project › Import… begins".to_owned()),
        }
    }

    /// Files from outside that are no projects: articles join the project, for others the page of
    /// imports is opened. Where names do not say it, a thread looks.
    pub(in super::super) fn bring_in(&mut self, paths: Vec<PathBuf>) {
        if matches!(self.overlay, Some(Overlay::Import(_))) {
            return self.show_import(paths);
        }
        let is_article = |path: &PathBuf| {
            let name = path.to_string_lossy();
            let ending = path.extension().unwrap_or_default();
            let known = endings().any(|known| ending.eq_ignore_ascii_case(known));
            known && !may_have_labels(&name)
        };
        if paths.iter().all(is_article) {
            self.read_or_show(paths);
        } else {
            self.jobs.look_into(paths);
        }
    }

    /// Reads articles into the project; of many one sees first what would come.
    pub(in super::super) fn read_or_show(&mut self, paths: Vec<PathBuf>) {
        const MANY: usize = 12;
        if paths.len() > MANY {
            self.show_import(paths);
        } else {
            self.read(paths);
        }
    }

    /// What is in files from outside.
    pub(in super::super) fn looked_into(&mut self, labels: Vec<PathBuf>, articles: Vec<PathBuf>) {
        if !articles.is_empty() {
            self.read_or_show(articles);
        }
        if !labels.is_empty() {
            self.show_import(labels);
        }
    }
}

/// The first article that an edit adds.
fn first_article(edit: &Edit) -> Option<ArticleId> {
    match edit {
        Edit::AddArticle { article, .. } => Some(article.id.clone()),
        Edit::Group { edits, .. } => edits.iter().find_map(first_article),
        _ => None,
    }
}
