//! A window to try things in, its pointer and keys, and what can be read off it.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sayso::foreign::Program;
use sayso::gui::app::{App, Setup};
use sayso::gui::dialogs::{Answer, FilePicker, Request};
use sayso::gui::settings::Settings;
use sayso::model::{Project, Statement};
use sayso::store::vault::Lock;
use sayso::store::{self, SystemFresh};

pub(crate) const ARTICLE: &str = "\
Ferry talks resume after a stormy week.

“We will sail,” said harbour master Ines Korhola, “and we will not be late.”
Critics doubted that the old hull would last another winter.
";

/// Answers in the place of the system's dialogs.
#[derive(Clone, Default)]
pub(crate) struct Scripted {
    pub(crate) answers: Arc<Mutex<VecDeque<Answer>>>,
    pub(crate) asked: Arc<Mutex<Vec<Request>>>,
}

impl FilePicker for Scripted {
    fn pick(&mut self, request: &Request, answer: Box<dyn FnOnce(Answer) + Send>) {
        self.asked.lock().unwrap().push(request.clone());
        let next = self.answers.lock().unwrap().pop_front();
        answer(next.unwrap_or(Answer::Cancelled));
    }
}

/// A file that is dropped on the window.
#[derive(Debug)]
struct Dropped(PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}

pub(crate) struct Desk {
    pub(crate) window: Harness<'static, App>,
    pub(crate) folder: Arc<tempfile::TempDir>,
    pub(crate) picker: Scripted,
    /// A frame was asked for: something came of what is under way.
    woken: Arc<AtomicBool>,
}

impl Desk {
    pub(crate) fn with(files: &[(&str, &str)], open: &[&str]) -> Self {
        Self::with_reader(files, open, reader())
    }

    /// Where articles are read by another program.
    pub(crate) fn with_reader(files: &[(&str, &str)], open: &[&str], reader: Program) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let mut desk = Self::begin(folder, open, reader);
        desk.settle();
        desk
    }

    /// Drops files of the folder on the window.
    pub(crate) fn drop(&mut self, names: &[&str]) {
        for name in names {
            let file = Dropped(self.path(name));
            self.window.input_mut().dropped_files.push(Arc::new(file));
        }
        self.settle();
    }

    /// Quits and starts again with other files of the folder.
    pub(crate) fn again(mut self, open: &[&str]) -> Self {
        self.settle();
        eframe::App::on_exit(self.window.state_mut(), None);
        Self::start(self.folder, open)
    }

    /// The program ends as in a crash, and is started again with other files of the folder.
    pub(crate) fn crash(self, open: &[&str]) -> Self {
        let Self { window, folder, .. } = self;
        drop(window);
        let kept = folder.path().join("state/projects");
        // The system lets go of the locks of a program that is gone; here it was a thread.
        for entry in std::fs::read_dir(kept).into_iter().flatten() {
            let place = entry.unwrap().path();
            while !matches!(Lock::take(&place), Ok(Some(_))) {
                std::thread::yield_now();
            }
        }
        Self::start(folder, open)
    }

    /// A second window over the same folder.
    pub(crate) fn second(&self, open: &[&str]) -> Self {
        Self::start(Arc::clone(&self.folder), open)
    }

    fn start(folder: Arc<tempfile::TempDir>, open: &[&str]) -> Self {
        let mut desk = Self::begin(folder, open, reader());
        desk.settle();
        desk
    }

    fn begin(folder: Arc<tempfile::TempDir>, open: &[&str], reader: Program) -> Self {
        let paths: Vec<PathBuf> = open.iter().map(|name| folder.path().join(name)).collect();
        let picker = Scripted::default();
        let given = picker.clone();
        let settings_file = folder.path().join("settings.ron");
        let state = folder.path().join("state");
        let window = Harness::builder()
            .with_size([1280.0, 800.0])
            .with_max_steps(64)
            .build_eframe(move |cc| {
                let setup = Setup {
                    fresh: Box::new(SystemFresh::new().unwrap()),
                    picker: Box::new(given),
                    settings: Settings::load(&settings_file),
                    settings_file: Some(settings_file),
                    state: Some(state),
                    reader,
                    paths,
                    timings: None,
                };
                App::new(&cc.egui_ctx, setup)
            });
        let woken = Arc::new(AtomicBool::new(false));
        let wake = Arc::clone(&woken);
        window.ctx.set_request_repaint_callback(move |request| {
            if request.delay.is_zero() {
                wake.store(true, Ordering::Release);
            }
        });
        Self {
            window,
            folder,
            picker,
            woken,
        }
    }

    pub(crate) fn article() -> Self {
        Self::with(&[("ferry.txt", ARTICLE)], &["ferry.txt"])
    }

    /// A project in a file, p.sayso.ron, with one statement in it.
    pub(crate) fn saved() -> Self {
        let mut desk = Self::article();
        desk.answer(Answer::Files(vec![desk.path("p.sayso.ron")]));
        desk.select("“We will sail,”");
        desk.press(Key::Num1);
        desk.ctrl(Key::S);
        assert!(desk.window.query_by_label("Saved").is_some());
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Draws until nothing is under way, neither here nor on the disk.
    pub(crate) fn settle(&mut self) {
        let start = Instant::now();
        loop {
            self.woken.store(false, Ordering::Release);
            // Twice: what the last frame asked for may begin something.
            self.window.run();
            if !self.window.state().is_busy() {
                self.window.run();
            }
            if !self.window.state().is_busy() {
                return;
            }
            // No frame while one waits: with each the window's clock goes on, and what is said for
            // a few seconds would be gone.
            while !self.woken.load(Ordering::Acquire) {
                assert!(start.elapsed() < Duration::from_mins(1), "work never ends");
                std::thread::yield_now();
            }
        }
    }

    pub(crate) fn project(&self) -> &Project {
        &self
            .window
            .state()
            .session()
            .expect("a project is open")
            .project
    }

    pub(crate) fn statements(&self) -> Vec<Statement> {
        let all = self.project().statements_in_order();
        all.into_iter()
            .map(|statement| Statement::clone(statement))
            .collect()
    }

    /// The statement that is chosen.
    pub(crate) fn selected_statement(&self) -> Option<Statement> {
        self.window.state().session()?.statement().cloned()
    }

    pub(crate) fn quotes(&self) -> Vec<String> {
        let quotes = |statement: &Statement| {
            let article = self.project().articles().get(&statement.article).unwrap();
            let parts = statement.contents.iter().map(|a| a.quote(&article.text));
            parts.collect::<Vec<_>>().join(" … ")
        };
        self.statements().iter().map(quotes).collect()
    }

    /// Drags over words with the mouse, as a hand would: a little inside of the first and last
    /// letter.
    pub(crate) fn drag(&mut self, words: &str, modifiers: Modifiers) {
        let session = self.window.state().session().unwrap();
        let reading = session.reading.as_ref().unwrap();
        let text = session.article().unwrap().text.as_str();
        let start = text.find(words).unwrap_or_else(|| panic!("no “{words}”"));
        let rects = reading.rects_on_screen(&self.window.ctx, start..start + words.len());
        let from = rects[0].left_center() + egui::vec2(1.0, 0.0);
        let to = rects[rects.len() - 1].right_center() - egui::vec2(1.0, 0.0);
        self.window.event(Event::ModifiersChanged(modifiers));
        self.window.hover_at(from);
        self.window.drag_at(from);
        self.window.hover_at(from + (to - from) * 0.5);
        self.window.hover_at(to);
        self.window.drop_at(to);
        self.window.event(Event::ModifiersChanged(Modifiers::NONE));
        self.settle();
    }

    pub(crate) fn select(&mut self, words: &str) {
        self.drag(words, Modifiers::NONE);
        assert_eq!(self.selected_words(), words);
    }

    pub(crate) fn selected_words(&self) -> String {
        let session = self.window.state().session().unwrap();
        let range = session.reading.as_ref().unwrap().selection.range();
        session.article().unwrap().text.as_str()[range].to_owned()
    }

    pub(crate) fn press(&mut self, key: Key) {
        self.window.key_press(key);
        self.settle();
    }

    pub(crate) fn ctrl(&mut self, key: Key) {
        self.window.key_press_modifiers(Modifiers::COMMAND, key);
        self.settle();
    }

    pub(crate) fn shift(&mut self, modifiers: Modifiers, key: Key) {
        self.window
            .key_press_modifiers(modifiers | Modifiers::SHIFT, key);
        self.settle();
    }

    pub(crate) fn type_text(&mut self, text: &str) {
        self.window.event(Event::Text(text.to_owned()));
        self.settle();
    }

    pub(crate) fn click(&mut self, label: &str) {
        self.window.get_by_label(label).click();
        self.settle();
    }

    /// A button, whose label ends in its key.
    pub(crate) fn click_starting(&mut self, start: &str) {
        self.window
            .get_by(|node| {
                node.role() == egui::Role::Button
                    && node.label().is_some_and(|label| label.starts_with(start))
            })
            .click();
        self.settle();
    }

    /// Says who one is.
    pub(crate) fn be(&mut self, name: &str) {
        self.find_and_run("coding as");
        self.ctrl(Key::A);
        self.type_text(name);
        self.press(Key::Enter);
    }

    /// Runs the command that these letters find.
    pub(crate) fn find_and_run(&mut self, letters: &str) {
        self.ctrl(Key::K);
        self.type_text(letters);
        self.press(Key::Enter);
    }

    /// What follows a beginning in the labels of list items, from the top.
    pub(crate) fn items(&self, start: &str) -> Vec<String> {
        let items = self.window.query_all_by(|node| {
            node.role() == egui::accesskit::Role::ListItem
                && node.label().is_some_and(|label| label.starts_with(start))
        });
        let mut items: Vec<(f32, String)> = items
            .map(|node| {
                let label = node.accesskit_node().label().unwrap_or_default();
                (node.rect().top(), label[start.len()..].to_owned())
            })
            .collect();
        items.sort_by(|a, b| a.0.total_cmp(&b.0));
        items.into_iter().map(|(_, label)| label).collect()
    }

    pub(crate) fn answer(&mut self, answer: Answer) {
        self.picker.answers.lock().unwrap().push_back(answer);
    }

    pub(crate) fn notice(&self) -> &str {
        self.window.state().notice().unwrap_or_default()
    }
}

fn reader() -> Program {
    Program::new(env!("CARGO_BIN_EXE_sayso"))
}

pub(crate) fn load(path: &Path) -> Project {
    let loaded = store::load(path).unwrap();
    assert_eq!(loaded.problems, []);
    loaded.project
}
