//! The program behind the window: its state, and the order of a frame.

use std::path::PathBuf;
use std::thread::JoinHandle;

use super::article_view::Reading;
use super::dialogs::FilePicker;
use super::intent::Intent;
use super::jobs::Jobs;
use super::keeper::{Keeper, Stand};
use super::overlay::Overlay;
use super::perform::Halt;
use super::prompt::PathPrompt;
use super::recovery::Recovery;
use super::session::{Page, Session};
use super::settings::Settings;
use super::timings::Timings;
use super::toast::Notice;
use super::typed::Typed;
use super::typeset::Labels;
use super::{agreement_page, compare_page};
use super::{
    article_view, elsewhere, frame, proposals, queue, ranking, search, theme, typed, worklist,
};
use crate::edit::Edit;
use crate::foreign::Program;
use crate::model::{Fresh, Timestamp};
use crate::store::vault::Lock;

/// What follows once unsaved work is dealt with.
#[derive(Clone, Debug)]
pub(super) enum Then {
    Quit,
    New,
    /// A copy of a project that comes with the program.
    Sample(&'static str),
    /// Ask which file to open.
    AskOpen,
    Open(PathBuf),
}

/// What the program is started with.
pub struct Setup {
    pub fresh: Box<dyn Fresh>,
    pub picker: Box<dyn FilePicker>,
    pub settings: Settings,
    /// Where they are kept, if anywhere.
    pub settings_file: Option<PathBuf>,
    /// The state directory, where what is in no file yet is kept.
    pub state: Option<PathBuf>,
    /// What reads articles.
    pub reader: Program,
    /// What to open.
    pub paths: Vec<PathBuf>,
    /// What takes how long, when somebody wants to know.
    pub timings: Option<Timings>,
}

/// The program.
pub struct App {
    pub(super) session: Option<Session>,
    pub(super) fresh: Box<dyn Fresh>,
    pub(super) picker: Box<dyn FilePicker>,
    pub(super) jobs: Jobs,
    /// The state directory.
    pub(super) state: Option<PathBuf>,
    /// Keeps the project that is open.
    pub(super) keeper: Option<Keeper>,
    /// The threads of those before, which may still write.
    pub(super) ended: Vec<JoinHandle<()>>,
    /// How many keepers there were.
    pub(super) keepers: u64,
    /// The lock of a project that was just opened, until its keeper has it.
    pub(super) lock: Option<Lock>,
    /// The folder that what was recovered is kept in, until the keeper has it in its own.
    pub(super) from: Option<PathBuf>,
    /// Work that is in no file, and what becomes of it.
    pub(super) recovery: Option<Recovery>,
    /// What stops until one says that it is meant.
    pub(super) halt: Option<Halt>,
    /// A save waits for what somebody else saved to be put together with it.
    pub(super) saving_again: bool,
    /// What is typed, is no edit yet, and is kept; and what will be, since when.
    pub(super) typed: Option<Edit>,
    pub(super) typing: Option<(f64, Option<Edit>)>,
    pub(super) typed_at: Option<Timestamp>,
    /// How many acts were not in the file when saving by itself failed.
    pub(super) held_up: u64,
    pub(super) settings: Settings,
    settings_file: Option<PathBuf>,
    /// What stands in the settings file, as far as is known.
    kept: Settings,
    /// What the frame that was drawn last found out.
    pub(super) intents: Vec<Intent>,
    pub(super) notice: Option<Notice>,
    /// What became of the last import, in words.
    pub(super) last_import: Option<String>,
    /// What lies over everything else.
    pub(super) overlay: Option<Overlay>,
    pub(super) path_prompt: Option<PathPrompt>,
    /// Unsaved work, and what waits for the answer.
    pub(super) question: Option<Then>,
    /// What follows when saving has succeeded.
    pub(super) after_save: Option<Then>,
    /// The field that gets the keyboard in the next frame.
    pub(super) focus: Option<egui::Id>,
    /// The window may close without asking.
    pub(super) closing: bool,
    pub(super) timings: Option<Timings>,
    title: String,
}

impl App {
    pub fn new(ctx: &egui::Context, setup: Setup) -> Self {
        let Setup {
            mut fresh,
            picker,
            settings,
            settings_file,
            state,
            reader,
            paths,
            timings,
        } = setup;
        theme::install(ctx);
        ctx.add_plugin(Typed::default());
        ctx.add_plugin(Labels);
        theme::choose(ctx, settings.theme);
        ctx.set_zoom_factor(settings.zoom);
        ctx.options_mut(|options| options.zoom_with_keyboard = false);
        let mut jobs = Jobs::new(ctx, reader);
        if let (true, Some(state)) = (paths.is_empty(), &state) {
            jobs.look_for_untitled(state.clone(), fresh.now());
        }
        Self {
            session: None,
            fresh,
            picker,
            jobs,
            state,
            keeper: None,
            ended: Vec::new(),
            keepers: 0,
            lock: None,
            from: None,
            recovery: None,
            halt: None,
            saving_again: false,
            typed: None,
            typing: None,
            typed_at: None,
            held_up: 0,
            kept: settings.clone(),
            settings,
            settings_file,
            intents: if paths.is_empty() {
                Vec::new()
            } else {
                vec![Intent::Open(paths)]
            },
            notice: None,
            last_import: None,
            overlay: None,
            path_prompt: None,
            question: None,
            after_save: None,
            focus: Some(article_view::id()),
            closing: false,
            timings,
            title: String::new(),
        }
    }

    /// The project that is open.
    pub fn session(&self) -> Option<&Session> {
        self.session.as_ref()
    }

    /// What is said below the article.
    pub fn notice(&self) -> Option<&str> {
        self.notice.as_ref().map(|notice| notice.words.as_str())
    }

    /// Whether something else than the desk has the keys.
    fn is_asking(&self) -> bool {
        let asked = self.question.is_some() || self.recovery.is_some() || self.halt.is_some();
        self.path_prompt.is_some() || asked || self.overlay.is_some()
    }

    /// Whether anything is under way in a thread.
    pub fn is_busy(&self) -> bool {
        let searching = self.session.as_ref().is_some_and(|session| {
            search::is_running(session)
                || session.compare.is_running()
                || session.agreement.is_running()
                || session.proposals.is_running()
                || session.worklist.is_running()
                || session.elsewhere.is_running()
                || session.ranking.is_running()
        });
        let finding = self.overlay.as_ref().is_some_and(Overlay::is_busy);
        let keeping = (self.keeper.as_ref())
            .is_some_and(|keeper| keeper.is_saving() || keeper.stand() == Stand::Keeping);
        searching || finding || keeping || self.jobs.running().is_some()
    }

    /// Keeps what was changed about the settings. How large the window and its panes are, and
    /// where one reads, is kept when it closes.
    fn keep_settings(&mut self, ctx: &egui::Context) {
        self.settings.zoom = ctx.zoom_factor();
        if let Some(session) = &self.session {
            self.settings.table.clone_from(&session.table.look);
            self.settings.more = session.more_open;
            self.settings.proposals = session.proposals.on;
            self.settings.ranking = session.ranking.on;
            self.settings.search = session.search.options;
        }
        let viewport = ctx.input(|i| i.viewport().clone());
        self.settings.maximized = viewport.maximized.unwrap_or(false);
        if let Some(inner) = viewport.inner_rect.filter(|_| !self.settings.maximized) {
            self.settings.window = Some((inner.width().round(), inner.height().round()));
        }
        let sizes = Settings {
            window: self.kept.window,
            maximized: self.kept.maximized,
            panes: self.kept.panes,
            places: self.kept.places.clone(),
            ..self.settings.clone()
        };
        if sizes != self.kept
            && let Some(file) = &self.settings_file
        {
            self.kept = self.settings.clone();
            self.jobs.keep(self.settings.clone(), file.clone());
        }
    }

    fn show_title(&mut self, ctx: &egui::Context) {
        let title = self.session.as_ref().map_or_else(
            || "Sayso".to_owned(),
            |session| {
                let mark = if session.history.is_unsaved() {
                    "• "
                } else {
                    ""
                };
                format!("{mark}{} – Sayso", session.name())
            },
        );
        if title != self.title {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(title.clone()));
            self.title = title;
        }
    }

    /// Nothing else has the keyboard: the article has it.
    fn place_focus(&mut self, ctx: &egui::Context) {
        if self.is_asking() {
            return;
        }
        if let Some(id) = self.focus.take() {
            ctx.memory_mut(|m| m.request_focus(id));
            return;
        }
        let nothing = ctx.memory(|m| m.focused().is_none());
        let reading = |s: &Session| s.reading.is_some() && s.page == Page::Article;
        if nothing && self.session.as_ref().is_some_and(reading) {
            ctx.memory_mut(|m| m.request_focus(article_view::id()));
        }
    }
}

impl App {
    /// Takes in what came of jobs and carries out what was asked for.
    pub(super) fn advance(&mut self, ctx: &egui::Context) {
        self.notice = self.notice.take().filter(|notice| !notice.over);
        for outcome in self.jobs.finished() {
            self.take(ctx, outcome);
        }
        for intent in std::mem::take(&mut self.intents) {
            self.perform(ctx, intent);
        }
        if let Some(session) = &mut self.session {
            search::advance(ctx, session);
            compare_page::advance(ctx, session);
            agreement_page::advance(ctx, session);
            session.look_at_layers();
            queue::advance(session);
            worklist::advance(ctx, session);
            elsewhere::advance(ctx, session);
            proposals::advance(ctx, session);
            ranking::advance(ctx, session);
        }
        self.begin_worklist(ctx);
        self.advance_pages(ctx);
        self.keep(ctx);
        if ctx.input(|i| i.viewport().close_requested()) && !self.closing {
            self.quit(ctx);
            if !self.closing {
                ctx.send_viewport_cmd(egui::ViewportCommand::CancelClose);
            }
        }
        self.show_title(ctx);
        self.keep_settings(ctx);
    }

    /// Draws the window and finds out what its user asks for.
    pub(super) fn draw(&mut self, ui: &mut egui::Ui) {
        // egui may draw a frame a second time; what the first time found out counts once.
        self.intents.clear();
        let ctx = ui.ctx().clone();
        self.place_focus(&ctx);
        if !self.is_asking() {
            self.read_keys(&ctx);
        }
        let dropped: Vec<PathBuf> = ctx.input(|i| {
            let files = i.raw.dropped_files.iter();
            files.map(|file| file.path().to_owned()).collect()
        });
        if !dropped.is_empty() {
            self.intents.push(Intent::Open(dropped));
        }
        frame::show(self, ui);
        typed::asked(&ctx, !self.intents.is_empty());
    }

    /// Scrolls the article down by points in the next frame; to its top from its end.
    pub(super) fn scroll_article(&mut self, points: f64) {
        let reading = self.session.as_mut().and_then(|s| s.reading.as_mut());
        if let Some(reading) = reading {
            reading.scroll_by(points);
        }
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.advance(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        self.draw(ui);
        let reading = self.session.as_ref().and_then(|s| s.reading.as_ref());
        let is_visible = reading.is_some_and(Reading::is_shown);
        if let Some(timings) = &mut self.timings
            && timings.drawn(frame.info().cpu_usage, is_visible)
        {
            self.closing = true;
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
        }
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        if let Some(timings) = &mut self.timings {
            timings.end();
        }
        self.keep_place();
        if let Some(keeper) = &mut self.keeper {
            keeper.end();
        }
        for thread in self.ended.drain(..) {
            let _ = thread.join();
        }
        if let Some(file) = &self.settings_file
            && let Err(error) = self.settings.save(file)
        {
            log::warn!("{}: settings were not kept: {error}", file.display());
        }
    }
}
