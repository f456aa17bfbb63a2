//! The real window code, driven headless by pointer and keys, read through its accessibility tree.

#![cfg(feature = "gui")]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test stops at what it did not expect"
)]

use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use egui::{Event, Key, Modifiers};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use sayso::gui::app::App;
use sayso::gui::dialogs::{Answer, FilePicker, Request};
use sayso::model::{Form, Project, Statement};
use sayso::store::{self, SystemFresh};

const ARTICLE: &str = "\
Ferry talks resume after a stormy week.

“We will sail,” said harbour master Ines Korhola, “and we will not be late.”
Critics doubted that the old hull would last another winter.
";

/// Answers in the place of the system's dialogs.
#[derive(Clone, Default)]
struct Scripted {
    answers: Arc<Mutex<VecDeque<Answer>>>,
    asked: Arc<Mutex<Vec<Request>>>,
}

impl FilePicker for Scripted {
    fn pick(&mut self, request: &Request, answer: Box<dyn FnOnce(Answer) + Send>) {
        self.asked.lock().unwrap().push(request.clone());
        let next = self.answers.lock().unwrap().pop_front();
        answer(next.unwrap_or(Answer::Cancelled));
    }
}

struct Desk {
    window: Harness<'static, App>,
    folder: tempfile::TempDir,
    picker: Scripted,
}

impl Desk {
    fn with(files: &[(&str, &str)], open: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            std::fs::write(folder.path().join(name), text).unwrap();
        }
        let paths: Vec<PathBuf> = open.iter().map(|name| folder.path().join(name)).collect();
        let picker = Scripted::default();
        let given = picker.clone();
        let window = Harness::builder()
            .with_size([1280.0, 800.0])
            .with_max_steps(16)
            .build_eframe(move |cc| {
                let fresh = Box::new(SystemFresh::new().unwrap());
                App::new(&cc.egui_ctx, fresh, Box::new(given), paths)
            });
        let mut desk = Self {
            window,
            folder,
            picker,
        };
        desk.settle();
        desk
    }

    fn article() -> Self {
        Self::with(&[("ferry.txt", ARTICLE)], &["ferry.txt"])
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Draws until nothing is under way, neither here nor on the disk.
    fn settle(&mut self) {
        let start = Instant::now();
        loop {
            self.window.run();
            if !self.window.state().is_busy() {
                self.window.run();
                return;
            }
            assert!(start.elapsed() < Duration::from_mins(1), "work never ends");
            std::thread::yield_now();
        }
    }

    fn project(&self) -> &Project {
        &self
            .window
            .state()
            .session()
            .expect("a project is open")
            .project
    }

    fn statements(&self) -> Vec<Statement> {
        let all = self.project().statements_in_order();
        all.into_iter()
            .map(|statement| Statement::clone(statement))
            .collect()
    }

    fn quotes(&self) -> Vec<String> {
        let quotes = |statement: &Statement| {
            let article = self.project().articles().get(&statement.article).unwrap();
            let parts = statement.contents.iter().map(|a| a.quote(&article.text));
            parts.collect::<Vec<_>>().join(" … ")
        };
        self.statements().iter().map(quotes).collect()
    }

    /// Drags over words with the mouse, as a hand would: a little inside of the first and last
    /// letter.
    fn drag(&mut self, words: &str, modifiers: Modifiers) {
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

    fn select(&mut self, words: &str) {
        self.drag(words, Modifiers::NONE);
        assert_eq!(self.selected_words(), words);
    }

    fn selected_words(&self) -> String {
        let session = self.window.state().session().unwrap();
        let range = session.reading.as_ref().unwrap().selection.range();
        session.article().unwrap().text.as_str()[range].to_owned()
    }

    fn press(&mut self, key: Key) {
        self.window.key_press(key);
        self.settle();
    }

    fn ctrl(&mut self, key: Key) {
        self.window.key_press_modifiers(Modifiers::COMMAND, key);
        self.settle();
    }

    fn shift(&mut self, modifiers: Modifiers, key: Key) {
        self.window
            .key_press_modifiers(modifiers | Modifiers::SHIFT, key);
        self.settle();
    }

    fn type_text(&mut self, text: &str) {
        self.window.event(Event::Text(text.to_owned()));
        self.settle();
    }

    fn click(&mut self, label: &str) {
        self.window.get_by_label(label).click();
        self.settle();
    }

    /// A button, whose label ends in its key.
    fn click_starting(&mut self, start: &str) {
        self.window
            .get_by(|node| {
                node.role() == egui::Role::Button
                    && node.label().is_some_and(|label| label.starts_with(start))
            })
            .click();
        self.settle();
    }

    fn answer(&mut self, answer: Answer) {
        self.picker.answers.lock().unwrap().push_back(answer);
    }

    fn notice(&self) -> &str {
        self.window.state().notice().unwrap_or_default()
    }
}

fn load(path: &Path) -> Project {
    let loaded = store::load(path).unwrap();
    assert_eq!(loaded.problems, []);
    loaded.project
}

#[test]
fn a_statement_by_mouse_from_text_to_file_and_back() {
    let mut desk = Desk::article();
    desk.select("We will sail");
    desk.click_starting("Make statement");
    assert_eq!(desk.quotes(), ["We will sail"]);

    desk.select("and we will not be late");
    desk.click_starting("Add to statement");
    assert_eq!(desk.quotes(), ["We will sail … and we will not be late"]);

    desk.select("harbour master Ines Korhola");
    desk.click_starting("Mark source");
    desk.select("said");
    desk.click_starting("Mark cue");
    desk.click("1 Support");
    let statement = &desk.statements()[0];
    assert_eq!(
        statement.form,
        Some(Form::Direct),
        "proposed from the marks"
    );
    desk.click("Mixed");
    assert_eq!(desk.statements()[0].form, Some(Form::Mixed));
    desk.ctrl(Key::Z);
    assert_eq!(statement.stance.as_ref().unwrap().to_string(), "support");
    assert_eq!((statement.source.len(), statement.cue.len()), (1, 1));

    let file = desk.path("ferry.sayso.ron");
    desk.answer(Answer::Files(vec![file.clone()]));
    desk.ctrl(Key::S);
    let first = std::fs::read(&file).unwrap();
    assert_eq!(&load(&file), desk.project());

    // A change and its undo leave nothing to save; a second save gives the same bytes.
    desk.click("2 Oppose");
    assert!(desk.window.state().session().unwrap().history.is_unsaved());
    desk.ctrl(Key::Z);
    assert!(!desk.window.state().session().unwrap().history.is_unsaved());
    desk.ctrl(Key::S);
    assert_eq!(std::fs::read(&file).unwrap(), first);

    let again = std::fs::read_to_string(&file).unwrap();
    let reopened = Desk::with(&[("again.sayso.ron", &again)], &["again.sayso.ron"]);
    assert_eq!(reopened.project(), desk.project());
    assert!(
        reopened
            .window
            .query_by_label_contains("Coding as")
            .is_some()
    );
}

#[test]
fn a_statement_by_keys_alone() {
    let mut desk = Desk::article();
    // To the paragraph of the critics, then over "the old hull would last another winter".
    desk.ctrl(Key::End);
    desk.press(Key::ArrowUp);
    desk.press(Key::Home);
    let text = desk
        .window
        .state()
        .session()
        .unwrap()
        .article()
        .unwrap()
        .text
        .clone();
    let caret = desk
        .window
        .state()
        .session()
        .unwrap()
        .reading
        .as_ref()
        .unwrap()
        .selection
        .head;
    assert!(text.as_str()[caret..].starts_with("Critics"));
    for _ in 0..3 {
        desk.ctrl(Key::ArrowRight);
    }
    desk.press(Key::ArrowRight);
    for _ in 0..7 {
        desk.shift(Modifiers::COMMAND, Key::ArrowRight);
    }
    assert_eq!(
        desk.selected_words(),
        "the old hull would last another winter"
    );
    desk.press(Key::Enter);
    desk.press(Key::Num2);
    desk.press(Key::S);
    desk.type_text("Critics of the ferry");
    desk.press(Key::Enter);
    desk.press(Key::T);
    desk.type_text("Ferry service");
    desk.press(Key::Enter);
    desk.press(Key::N);
    desk.type_text("1 is text here, s too");
    desk.press(Key::Escape);

    let statement = desk.statements().remove(0);
    let book = desk.project().codebook();
    assert_eq!(desk.quotes(), ["the old hull would last another winter"]);
    assert_eq!(statement.stance.as_ref().unwrap().to_string(), "oppose");
    assert_eq!(
        book.speakers().get(&statement.speakers[0]).unwrap().name,
        "Critics of the ferry"
    );
    assert_eq!(
        book.topics().get(&statement.topics[0]).unwrap().name,
        "Ferry service"
    );
    assert_eq!(statement.note, "1 is text here, s too");

    // Each undo takes back one act; redo brings all of it again.
    let end = desk.project().clone();
    for left in ["topic", "speaker", "stance", "statement"] {
        desk.ctrl(Key::Z);
        let undo = desk.window.state().session().unwrap().history.undo_label();
        assert!(
            undo.unwrap_or_default().contains(left),
            "{undo:?} after {left}"
        );
    }
    desk.ctrl(Key::Z);
    assert_eq!(desk.project().statement_count(), 0);
    assert!(desk.project().annotators().is_empty());
    for _ in 0..5 {
        desk.ctrl(Key::Y);
    }
    assert_eq!(desk.project(), &end);
}

#[test]
fn keys_that_arrive_together_mean_what_they_would_one_by_one() {
    let mut desk = Desk::article();
    desk.select("We will sail");
    // Enter makes the statement, 1 is its stance, S opens the speaker field; then 1, s and D are
    // letters, Enter takes the name, and 2 is a stance again.
    let key = |key, pressed| Event::Key {
        key,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let typed = [
        (Key::Enter, None),
        (Key::Num1, Some("1")),
        (Key::S, Some("s")),
        (Key::D, Some("D")),
        (Key::S, Some("s")),
        (Key::Num1, Some("1")),
        (Key::Enter, None),
        (Key::Num2, Some("2")),
    ];
    for (pressed, text) in typed {
        let events = &mut desk.window.input_mut().events;
        events.push(key(pressed, true));
        events.extend(text.map(|text| Event::Text(text.to_owned())));
        events.push(key(pressed, false));
    }
    desk.window.step();
    desk.settle();
    let statement = &desk.statements()[0];
    let speakers = desk.project().codebook().speakers();
    let names: Vec<&str> = speakers
        .iter()
        .map(|speaker| speaker.name.as_str())
        .collect();
    assert_eq!(names, ["Ds1"]);
    assert_eq!(statement.speakers.len(), 1);
    assert_eq!(statement.stance.as_ref().unwrap().to_string(), "oppose");
    let article = desk.project().articles().at(0).unwrap();
    assert_eq!(article.progress, [], "D was a letter");
}

#[test]
fn a_second_speaker_is_completed_from_a_few_letters() {
    let mut desk = Desk::article();
    desk.select("We will sail");
    desk.press(Key::Enter);
    for name in ["Ines Korhola", "Tomas Eld"] {
        desk.press(Key::S);
        desk.type_text(name);
        desk.press(Key::Enter);
    }
    desk.select("the old hull would last another winter");
    desk.press(Key::Enter);
    desk.press(Key::S);
    desk.type_text("kor");
    desk.press(Key::Enter);
    desk.press(Key::S);
    desk.press(Key::Enter);
    let statements = desk.statements();
    assert_eq!(statements[0].speakers.len(), 2);
    assert_eq!(statements[1].speakers, [statements[0].speakers[0].clone()]);
    assert_eq!(desk.project().codebook().speakers().len(), 2);

    // Backspace in the empty field takes the last one back; so does a click on its cross.
    desk.press(Key::J);
    desk.press(Key::S);
    desk.press(Key::Backspace);
    desk.press(Key::Escape);
    assert_eq!(desk.statements()[1].speakers, []);
    desk.ctrl(Key::Z);
    desk.click("Remove speaker Ines Korhola");
    assert_eq!(desk.statements()[1].speakers, []);
}

#[test]
fn a_choice_can_be_clicked() {
    let mut desk = Desk::article();
    desk.select("We will sail");
    desk.press(Key::Enter);
    desk.press(Key::T);
    desk.type_text("Ferry");
    desk.click("New topic “Ferry”");
    desk.select("the old hull would last another winter");
    desk.press(Key::Enter);
    desk.press(Key::T);
    desk.click("Ferry");
    let statements = desk.statements();
    assert_eq!(statements[0].topics, statements[1].topics);
}

#[test]
fn dragging_keeps_to_words_unless_ctrl_is_held() {
    let mut desk = Desk::article();
    desk.drag("arbour master Ines Korhol", Modifiers::NONE);
    assert_eq!(desk.selected_words(), "harbour master Ines Korhola");
    desk.drag("arbour master", Modifiers::COMMAND);
    assert_eq!(desk.selected_words(), "arbour master");
}

#[test]
fn words_are_selected_by_what_they_are() {
    let mut desk = Desk::article();
    desk.press(Key::F);
    assert_eq!(desk.selected_words(), "“We will sail,”");
    desk.press(Key::F);
    assert_eq!(desk.selected_words(), "“and we will not be late.”");
    desk.shift(Modifiers::NONE, Key::F);
    desk.press(Key::W);
    desk.shift(Modifiers::NONE, Key::W);
    assert_eq!(desk.selected_words(), "");
    desk.ctrl(Key::End);
    desk.press(Key::ArrowUp);
    desk.press(Key::Q);
    assert_eq!(
        desk.selected_words(),
        "that the old hull would last another winter"
    );
    desk.press(Key::Q);
    desk.press(Key::Q);
    let sentence = "Critics doubted that the old hull would last another winter";
    assert!(sentence.contains(&desk.selected_words()));
    desk.press(Key::Home);
    desk.press(Key::E);
    assert_eq!(desk.selected_words(), sentence);
    desk.shift(Modifiers::NONE, Key::H);
    desk.press(Key::G);
    desk.settle();
    assert_eq!(
        desk.selected_words(),
        "doubted that the old hull would last another"
    );

    // On a statement the same keys move its edges.
    desk.press(Key::Enter);
    desk.press(Key::H);
    desk.shift(Modifiers::NONE, Key::G);
    desk.settle();
    assert_eq!(desk.quotes(), [sentence]);
}

#[test]
fn coding_is_said_again_with_one_key() {
    let mut desk = Desk::article();
    desk.select("We will sail");
    desk.press(Key::Enter);
    desk.press(Key::S);
    desk.type_text("Ines Korhola");
    desk.press(Key::Enter);
    desk.press(Key::T);
    desk.type_text("Ferry");
    desk.press(Key::Enter);
    desk.press(Key::Num1);
    desk.select("Critics");
    desk.press(Key::Enter);
    desk.press(Key::R);
    let coded = desk.statements();
    assert_eq!(coded[1].speakers, coded[0].speakers);
    assert_eq!(coded[1].stance, None);
    desk.press(Key::A);
    let coded = desk.statements();
    assert_eq!(
        (&coded[1].topics, &coded[1].stance),
        (&coded[0].topics, &coded[0].stance)
    );

    // Another point in the same breath: same words, same speaker, nothing else.
    desk.press(Key::X);
    desk.press(Key::M);
    desk.press(Key::U);
    let coded = desk.statements();
    let chosen = desk
        .window
        .state()
        .session()
        .unwrap()
        .selected
        .clone()
        .unwrap();
    let another = coded.iter().find(|s| s.id == chosen).unwrap();
    let first = coded
        .iter()
        .find(|s| s.id != chosen && s.contents == another.contents)
        .unwrap();
    assert_eq!(another.speakers, first.speakers);
    assert_eq!((another.stance.as_ref(), another.topics.len()), (None, 0));
    assert_eq!(another.form, Some(Form::FreeIndirect));
    desk.press(Key::I);
    assert_eq!(
        desk.window.state().session().unwrap().selected.as_ref(),
        Some(&first.id)
    );
    for _ in 0..3 {
        desk.ctrl(Key::Z);
    }
    assert_eq!(desk.project().statement_count(), 2, "each key is one undo");
}

#[test]
fn a_note_is_kept_when_one_goes_elsewhere() {
    let mut desk = Desk::article();
    desk.select("We will sail");
    desk.press(Key::Enter);
    desk.select("Ferry talks resume");
    desk.press(Key::Enter);
    desk.press(Key::N);
    desk.type_text("half a thought");
    let row = desk
        .window
        .get_by_label("Statement We will sail")
        .rect()
        .center();
    desk.window.hover_at(row);
    desk.window.drag_at(row);
    desk.window.drop_at(row);
    desk.settle();
    let notes: Vec<String> = desk.statements().into_iter().map(|s| s.note).collect();
    assert_eq!(notes, ["half a thought", ""]);
}

#[test]
fn statements_are_deleted_listed_and_gone_to() {
    let mut desk = Desk::article();
    for words in ["Ferry talks resume", "We will sail", "Critics"] {
        desk.select(words);
        desk.press(Key::Enter);
    }
    desk.press(Key::K);
    desk.press(Key::Delete);
    assert_eq!(desk.quotes(), ["Ferry talks resume", "Critics"]);
    desk.click("Statement Critics");
    let session = desk.window.state().session().unwrap();
    assert_eq!(session.selected.as_ref(), Some(&desk.statements()[1].id));
    desk.ctrl(Key::Z);
    assert_eq!(desk.quotes().len(), 3);
}

#[test]
fn unsaved_work_is_asked_about_and_cancel_keeps_it() {
    let mut desk = Desk::article();
    desk.ctrl(Key::N);
    assert!(
        desk.window
            .query_by_label_contains("Save the changes")
            .is_some()
    );
    desk.press(Key::Escape);
    assert_eq!(desk.project().articles().len(), 1);

    let file = desk.path("kept.sayso.ron");
    desk.answer(Answer::Files(vec![file.clone()]));
    desk.ctrl(Key::N);
    desk.press(Key::Enter);
    assert_eq!(load(&file).articles().len(), 1);
    assert_eq!(
        desk.project().articles().len(),
        0,
        "the new project is open"
    );
}

#[test]
fn without_a_file_dialog_the_path_is_typed() {
    let mut desk = Desk::article();
    desk.answer(Answer::Unavailable);
    desk.ctrl(Key::S);
    desk.settle();
    let field = desk.window.get_by_label("Path of the file");
    let file = desk.path("typed.sayso.ron");
    assert!(field.value().unwrap().ends_with(".sayso.ron"));
    field.focus();
    desk.ctrl(Key::A);
    desk.type_text(&file.display().to_string());
    desk.press(Key::Enter);
    assert_eq!(load(&file).articles().len(), 1);
}

#[test]
fn what_cannot_be_opened_is_said_and_changes_nothing() {
    let mut desk = Desk::with(
        &[
            ("ferry.txt", ARTICLE),
            ("broken.sayso.ron", "(format: 1, id: \"prj_x\", oops"),
        ],
        &["ferry.txt"],
    );
    let before = desk.project().clone();
    for (name, said) in [
        ("missing.txt", "no such file"),
        ("broken.sayso.ron", "was not opened"),
        ("ferry.txt", "in the project already"),
    ] {
        let path = desk.path(name);
        desk.answer(Answer::Files(vec![path.clone()]));
        if name == "broken.sayso.ron" {
            desk.ctrl(Key::O);
            desk.click("Don’t save");
        } else {
            desk.shift(Modifiers::COMMAND, Key::O);
        }
        assert!(desk.notice().contains(said), "{name}: {}", desk.notice());
        assert!(
            desk.notice().contains(name.trim_end_matches(".txt")),
            "{}",
            desk.notice()
        );
        assert_eq!(desk.project(), &before);
    }
}

#[test]
fn nobody_elses_save_is_overwritten() {
    let mut desk = Desk::article();
    let file = desk.path("shared.sayso.ron");
    desk.answer(Answer::Files(vec![file.clone()]));
    desk.ctrl(Key::S);
    let theirs = std::fs::read_to_string(&file)
        .unwrap()
        .replace("ferry", "Ferry");
    std::fs::write(&file, &theirs).unwrap();
    desk.select("We will sail");
    desk.press(Key::Enter);
    desk.ctrl(Key::S);
    assert!(
        desk.notice().contains("another program has changed it"),
        "{}",
        desk.notice()
    );
    assert_eq!(std::fs::read_to_string(&file).unwrap(), theirs);
    assert!(desk.window.state().session().unwrap().history.is_unsaved());
}

#[test]
fn the_welcome_opens_the_sample_and_every_control_has_a_name() {
    let mut desk = Desk::with(&[], &[]);
    desk.click_starting("Try it with a sample");
    let count = desk.project().statement_count();
    assert!(count >= 10);
    assert_eq!(
        desk.window.state().session().unwrap().path,
        None,
        "the sample itself is safe"
    );
    // The harness itself fails on a control without a name.
    desk.press(Key::J);
    assert!(
        desk.window
            .query_by_label_contains(&format!("1 of {count}"))
            .is_some()
    );
}

#[test]
fn a_text_of_one_long_line_opens_at_once_and_scrolls() {
    let long = "The council met again and said nothing new about the ferry. ".repeat(20_000);
    let mut desk = Desk::with(&[("long.txt", &long)], &["long.txt"]);
    desk.shift(Modifiers::COMMAND, Key::End);
    let session = desk.window.state().session().unwrap();
    assert_eq!(
        session.reading.as_ref().unwrap().selection.range(),
        0..long.len()
    );
    let end = long.len() - 40..long.len();
    let rects = session
        .reading
        .as_ref()
        .unwrap()
        .rects_on_screen(&desk.window.ctx, end);
    let last = rects[rects.len() - 1];
    assert!(
        (0.0..800.0).contains(&last.center().y),
        "the end is in view: {last:?}"
    );
}

#[test]
fn marking_moves_no_letter() {
    let mut desk = Desk::article();
    let place = |desk: &Desk| {
        let session = desk.window.state().session().unwrap();
        let reading = session.reading.as_ref().unwrap();
        reading.rects_on_screen(&desk.window.ctx, 0..ARTICLE.len() - 1)
    };
    let before = place(&desk);
    desk.select("We will sail");
    desk.press(Key::Enter);
    desk.press(Key::Num1);
    assert_eq!(place(&desk), before);
}
