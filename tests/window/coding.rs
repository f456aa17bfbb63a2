//! Selecting words and coding statements.

use crate::desk::{Desk, load};
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use sayso::gui::dialogs::Answer;
use sayso::model::Form;

#[test]
fn a_statement_by_mouse_from_text_to_file_and_back() {
    let mut desk = Desk::article();
    desk.select("“We will sail,”");
    desk.click_starting("Make statement");
    assert_eq!(desk.quotes(), ["“We will sail,”"]);

    desk.select("“and we will not be late.”");
    desk.click_starting("Add to statement");
    assert_eq!(
        desk.quotes(),
        ["“We will sail,” … “and we will not be late.”"]
    );

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
    desk.click_starting("More");
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
    desk.select("“We will sail,”");
    // Enter makes the statement, 1 is its stance, S opens the speaker field; then 1, s and D are
    // letters, Enter takes the name, and 2 is a stance again.
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
    press_together(&mut desk, &typed);
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

    // Each arrow goes on, and Tab goes to the topic before the next letter comes.
    for name in ["Dora", "Dst", "Bo"] {
        desk.press(Key::S);
        desk.type_text(name);
        desk.press(Key::Enter);
    }
    desk.press(Key::S);
    for _ in 0..4 {
        desk.press(Key::Backspace);
    }
    let typed = [
        (Key::D, Some("d")),
        (Key::ArrowDown, None),
        (Key::ArrowDown, None),
        (Key::Tab, None),
        (Key::F, Some("f")),
        (Key::Enter, None),
    ];
    press_together(&mut desk, &typed);
    let statement = &desk.statements()[0];
    let book = desk.project().codebook();
    let speaker = book.speakers().get(&statement.speakers[0]).unwrap();
    let topic = book.topics().get(&statement.topics[0]).unwrap();
    assert_eq!((speaker.name.as_str(), topic.name.as_str()), ("Dst", "f"));
}

/// Keys and what they type, in one frame.
fn press_together(desk: &mut Desk, typed: &[(Key, Option<&str>)]) {
    let key = |key, pressed| Event::Key {
        key,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    for (pressed, text) in typed {
        let events = &mut desk.window.input_mut().events;
        events.push(key(*pressed, true));
        events.extend(text.map(|text| Event::Text(text.to_owned())));
        events.push(key(*pressed, false));
    }
    desk.window.step();
    desk.settle();
}

#[test]
fn a_second_speaker_is_completed_from_a_few_letters() {
    let mut desk = Desk::article();
    desk.select("“We will sail,”");
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
    desk.select("“We will sail,”");
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
    desk.select("“We will sail,”");
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
    assert_eq!(another.form, Some(Form::Reported));
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
    desk.select("“We will sail,”");
    desk.press(Key::Enter);
    desk.select("Ferry talks resume");
    desk.press(Key::Enter);
    desk.press(Key::N);
    desk.type_text("half a thought");
    let row = desk
        .window
        .get_by_label("Statement “We will sail,”")
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
    for words in ["Ferry talks resume", "“We will sail,”", "Critics"] {
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
