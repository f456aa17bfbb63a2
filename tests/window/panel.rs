//! The panel of the chosen statement, and coding that costs few keys.

use crate::desk::Desk;
use egui::{Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sayso::model::{Form, Naming, Statement, Target};

fn chosen(desk: &Desk) -> Statement {
    desk.selected_statement().expect("a statement is chosen")
}

fn stance(statement: &Statement) -> Option<&str> {
    statement.stance.as_ref().map(sayso::model::Id::as_str)
}

fn undo_label(desk: &Desk) -> String {
    let session = desk.window.state().session().unwrap();
    session.history.undo_label().unwrap_or_default().to_owned()
}

/// A statement of Ines Korhola, who supports the ferry.
fn coded() -> Desk {
    let mut desk = Desk::article();
    desk.select("“We will sail,”");
    desk.press(Key::Num1);
    desk.press(Key::S);
    desk.type_text("Ines Korhola");
    desk.press(Key::Enter);
    desk.press(Key::T);
    desk.type_text("Ferry");
    desk.press(Key::Enter);
    desk
}

#[test]
fn a_coding_key_makes_a_statement_of_the_selected_words() {
    let mut desk = coded();
    assert_eq!(desk.quotes(), ["“We will sail,”"]);
    let first = chosen(&desk);
    assert_eq!(stance(&first), Some("support"));

    // The chosen statement keeps what it has: the key means the words.
    desk.select("Critics");
    desk.press(Key::Num2);
    assert_eq!(desk.statements().len(), 2);
    assert_eq!(stance(&chosen(&desk)), Some("oppose"));
    assert_eq!(stance(&desk.statements()[0]), Some("support"));
    assert_eq!(desk.selected_words(), "");
    assert_eq!(undo_label(&desk), "add statement and set stance to Oppose");
    desk.press(Key::Num3);
    assert_eq!(stance(&chosen(&desk)), Some("neutral"));
    assert_eq!(desk.statements().len(), 2, "the words were let go of");
    for _ in 0..2 {
        desk.ctrl(Key::Z);
    }
    assert_eq!(
        desk.statements(),
        [first],
        "statement and stance are one undo"
    );
}

#[test]
fn every_coding_key_takes_the_words() {
    type Done = fn(&Statement, &Statement) -> bool;
    let acts: [(Key, Done); 11] = [
        (Key::Num4, |new, _| stance(new) == Some("mixed")),
        (Key::R, |new, old| {
            new.speakers == old.speakers && new.stance.is_none()
        }),
        (Key::A, |new, old| {
            (&new.speakers, &new.stance, &new.topics) == (&old.speakers, &old.stance, &old.topics)
        }),
        (Key::M, |new, _| new.form == Some(Form::Reported)),
        (Key::U, |new, _| new.naming == Some(Naming::NoneGiven)),
        (Key::L, |new, _| new.flag),
        (Key::S, |new, _| new.speakers.is_empty()),
        (Key::T, |new, _| new.topics.is_empty()),
        (Key::N, |new, _| new.note.is_empty()),
        (Key::B, |new, _| new.on_behalf_of.is_empty()),
        (Key::Y, |new, _| new.target == Target::Topic),
    ];
    for (key, done) in acts {
        let mut desk = coded();
        let old = chosen(&desk);
        desk.select("the old hull would last another winter");
        desk.press(key);
        assert_eq!(desk.statements().len(), 2, "{key:?}");
        let new = chosen(&desk);
        assert!(new.id != old.id && done(&new, &old), "{key:?}");
        let typing = desk.window.ctx.text_edit_focused();
        let field = matches!(key, Key::S | Key::T | Key::N | Key::B | Key::Y);
        assert_eq!(typing, field, "{key:?}");
        if typing {
            desk.press(Key::Escape);
        }
        desk.ctrl(Key::Z);
        assert_eq!(desk.statements(), [old], "{key:?} is one undo");
    }
}

#[test]
fn source_cue_and_span_still_mean_the_chosen_statement() {
    let mut desk = coded();
    desk.select("harbour master Ines Korhola");
    desk.press(Key::O);
    desk.select("said");
    desk.press(Key::C);
    desk.select("“and we will not be late.”");
    desk.shift(Modifiers::NONE, Key::Enter);
    assert_eq!(
        desk.quotes(),
        ["“We will sail,” … “and we will not be late.”"]
    );
    let statement = chosen(&desk);
    assert_eq!((statement.source.len(), statement.cue.len()), (1, 1));
}

#[test]
fn saying_again_needs_something_said_before() {
    let mut desk = Desk::article();
    desk.select("Critics");
    desk.press(Key::A);
    assert_eq!(desk.statements(), []);
    assert_eq!(desk.selected_words(), "Critics");
    assert!(desk.notice().contains("no statement made before"));
}

fn speaker_names(desk: &Desk, statement: &Statement) -> Vec<String> {
    let speakers = desk.project().codebook().speakers();
    let name = |id| speakers.get(id).unwrap().name.clone();
    statement.speakers.iter().map(name).collect()
}

fn topic_names(desk: &Desk, statement: &Statement) -> Vec<String> {
    let topics = desk.project().codebook().topics();
    let name = |id| topics.get(id).unwrap().name.clone();
    statement.topics.iter().map(name).collect()
}

#[test]
fn the_likely_speaker_and_topic_cost_two_keys_each() {
    let mut desk = coded();
    desk.select("“and we will not be late.”");
    for key in [Key::Num2, Key::S, Key::Enter, Key::T, Key::Enter] {
        desk.press(key);
    }
    let statement = chosen(&desk);
    assert_eq!(desk.statements().len(), 2);
    assert_eq!(stance(&statement), Some("oppose"));
    assert_eq!(speaker_names(&desk, &statement), ["Ines Korhola"]);
    assert_eq!(topic_names(&desk, &statement), ["Ferry"]);

    // Enter where one is already goes back to the text and adds nothing.
    for key in [Key::S, Key::Enter, Key::T, Key::Enter] {
        desk.press(key);
    }
    assert_eq!(chosen(&desk), statement);
    assert!(!desk.window.ctx.text_edit_focused());
}

/// Presses keys on newly selected words and says how many it took to code them as the statement
/// before, but for the stance.
fn keys_to_code(desk: &mut Desk, words: &str, keys: &[Key]) -> usize {
    let before = chosen(desk);
    desk.select(words);
    for &key in keys {
        desk.press(key);
    }
    let now = chosen(desk);
    assert_ne!(now.id, before.id);
    assert_eq!(
        (&now.speakers, &now.topics),
        (&before.speakers, &before.topics)
    );
    assert!(now.stance.is_some());
    keys.len()
}

#[test]
fn coding_on_costs_at_most_four_keys_after_the_words() {
    let mut desk = coded();
    let words = "“and we will not be late.”";
    assert_eq!(keys_to_code(&mut desk, words, &[Key::A]), 1);
    // Another stance of the same speaker on the same topic.
    desk.ctrl(Key::Z);
    desk.press(Key::K);
    assert_eq!(keys_to_code(&mut desk, words, &[Key::A, Key::Num2]), 2);
    assert_eq!(stance(&chosen(&desk)), Some("oppose"));
    desk.ctrl(Key::Z);
    desk.ctrl(Key::Z);
    desk.press(Key::K);
    // Through the fields: Tab goes from speaker to topic.
    let keys = [Key::Num2, Key::S, Key::Tab, Key::Enter];
    assert!(keys_to_code(&mut desk, words, &keys) <= 4);
}

#[test]
fn tab_takes_and_goes_on_and_shift_tab_goes_back() {
    let mut desk = Desk::article();
    desk.select("“We will sail,”");
    desk.press(Key::S);
    desk.type_text("Ines Korhola");
    desk.press(Key::Tab);
    desk.type_text("Ferry");
    desk.press(Key::Tab);
    assert!(!desk.window.ctx.text_edit_focused());
    let statement = chosen(&desk);
    assert_eq!(speaker_names(&desk, &statement), ["Ines Korhola"]);
    assert_eq!(topic_names(&desk, &statement), ["Ferry"]);

    // In an empty “And?” it only goes on.
    desk.press(Key::S);
    desk.press(Key::Tab);
    desk.shift(Modifiers::NONE, Key::Tab);
    desk.type_text("Tomas Eld");
    desk.press(Key::Tab);
    desk.press(Key::Tab);
    let statement = chosen(&desk);
    assert_eq!(
        speaker_names(&desk, &statement),
        ["Ines Korhola", "Tomas Eld"]
    );
    assert_eq!(topic_names(&desk, &statement), ["Ferry"]);
    assert!(!desk.window.ctx.text_edit_focused());
    desk.press(Key::Num2);
    assert_eq!(stance(&chosen(&desk)), Some("oppose"));
}

fn marked_rows(desk: &Desk) -> Vec<String> {
    let rows = desk.window.query_all_by(|node| {
        node.role() == egui::Role::ListBoxOption
            && node.toggled() == Some(egui::accesskit::Toggled::True)
    });
    rows.map(|node| node.accesskit_node().label().unwrap_or_default())
        .collect()
}

#[test]
fn the_list_shows_what_enter_would_take() {
    let mut desk = coded();
    desk.press(Key::S);
    desk.type_text("Tomas Eld");
    assert_eq!(marked_rows(&desk), ["New speaker “Tomas Eld”"]);
    desk.press(Key::Enter);
    desk.select("Critics");
    desk.press(Key::S);
    assert_eq!(marked_rows(&desk).len(), 1);
    let first = marked_rows(&desk).remove(0);
    desk.press(Key::Enter);
    assert_eq!(speaker_names(&desk, &chosen(&desk)), [first]);
    // Where one is, nothing is taken unless one goes to it.
    desk.press(Key::S);
    assert_eq!(marked_rows(&desk), [] as [&str; 0]);
    desk.press(Key::ArrowDown);
    assert_eq!(marked_rows(&desk).len(), 1);
    desk.press(Key::Enter);
    assert_eq!(chosen(&desk).speakers.len(), 2);
}

#[test]
fn who_is_named_near_the_words_is_offered_first() {
    let mut desk = coded();
    desk.press(Key::S);
    desk.type_text("Critics of the ferry");
    desk.press(Key::Enter);
    desk.select("Ferry talks resume");
    desk.press(Key::S);
    desk.press(Key::Escape);
    assert!(chosen(&desk).speakers.is_empty(), "nothing is filled in");
    desk.select("“and we will not be late.”");
    desk.press(Key::S);
    assert_eq!(marked_rows(&desk), ["Ines Korhola"]);
}

#[test]
fn more_shows_the_rest_and_says_it_in_a_line() {
    let mut desk = coded();
    let line = |desk: &Desk| {
        let node = desk.window.get_by(|node| {
            node.role() == egui::Role::Button
                && node.label().is_some_and(|label| label.starts_with("More"))
        });
        (
            node.accesskit_node().label().unwrap_or_default(),
            node.rect().top(),
        )
    };
    assert_eq!(line(&desk).0, "More: direct");
    desk.press(Key::M);
    desk.press(Key::U);
    assert_eq!(line(&desk).0, "More: mixed, named");
    assert!(desk.window.query_by_label("Free indirect").is_none());

    let (_, top) = line(&desk);
    let note = |desk: &Desk| desk.window.get_by_label("Note").rect();
    let before = note(&desk);
    desk.press(Key::V);
    assert_eq!(line(&desk), ("More".to_owned(), top), "nothing moves");
    assert_eq!(note(&desk), before, "also where it has to scroll");
    desk.click("Free indirect");
    assert_eq!(chosen(&desk).form, Some(Form::FreeIndirect));
    // It stays open for the next one.
    desk.select("Critics");
    desk.press(Key::Enter);
    assert!(desk.window.query_by_label("Free indirect").is_some());
    desk.click("More");
    assert!(desk.window.query_by_label("Free indirect").is_none());
}

#[test]
fn selecting_words_moves_no_field() {
    let mut desk = coded();
    let tops = |desk: &Desk| {
        ["1 Support", "Note", "Remove topic Ferry"].map(|label| {
            let rect = desk.window.get_by_label(label).rect();
            rect.top().to_string()
        })
    };
    let before = tops(&desk);
    desk.select("Critics");
    assert_eq!(tops(&desk), before);
    desk.press(Key::Escape);
    desk.press(Key::S);
    assert_eq!(tops(&desk), before, "a list lies over the fields");
}

/// The project of the first steps, whose people have roles.
fn first_steps() -> Desk {
    let sample = include_str!("../../sample_projects/first-steps.sayso.ron");
    Desk::with(&[("steps.sayso.ron", sample)], &["steps.sayso.ron"])
}

fn add_okafor(desk: &mut Desk) {
    desk.press(Key::J);
    desk.press(Key::Q);
    desk.press(Key::Enter);
    desk.press(Key::S);
    desk.type_text("okafor");
    desk.press(Key::Enter);
}

#[test]
fn on_behalf_of_is_proposed_by_the_role_and_never_set_unasked() {
    let mut desk = first_steps();
    add_okafor(&mut desk);
    assert_eq!(chosen(&desk).on_behalf_of, []);
    desk.press(Key::B);
    assert!(
        desk.window
            .query_by_label("+ Town of Marrow Bay (mayor)")
            .is_some()
    );
    assert_eq!(marked_rows(&desk), ["Town of Marrow Bay"]);
    desk.press(Key::Enter);
    let town = desk
        .project()
        .codebook()
        .speaker_named("Town of Marrow Bay");
    let town = town.unwrap().id.clone();
    assert_eq!(chosen(&desk).on_behalf_of, std::slice::from_ref(&town));
    assert!(
        desk.window
            .query_by_label("+ Town of Marrow Bay (mayor)")
            .is_none()
    );
    desk.click("More");
    assert!(
        desk.window
            .query_by_label_contains("on behalf of Town of Marrow Bay")
            .is_some()
    );
    desk.press(Key::B);
    desk.press(Key::Backspace);
    assert_eq!(chosen(&desk).on_behalf_of, []);
    desk.press(Key::Escape);
    desk.click("+ Town of Marrow Bay (mayor)");
    assert_eq!(chosen(&desk).on_behalf_of, [town]);
    // A new one is an organisation.
    desk.press(Key::B);
    desk.type_text("Harbour office");
    desk.press(Key::Enter);
    let office = desk.project().codebook().speaker_named("Harbour office");
    assert_eq!(
        office.unwrap().kind,
        sayso::model::SpeakerKind::Organisation
    );
}

#[test]
fn nobody_is_said_to_speak_for_who_speaks_beside_them() {
    let mut desk = first_steps();
    add_okafor(&mut desk);
    desk.press(Key::V);
    let proposed = "+ Town of Marrow Bay (mayor)";
    assert!(desk.window.query_by_label(proposed).is_some());
    desk.press(Key::S);
    desk.type_text("Town of Marrow Bay");
    desk.press(Key::Enter);
    assert_eq!(chosen(&desk).speakers.len(), 2);
    assert!(desk.window.query_by_label(proposed).is_none());
}

#[test]
fn a_stance_is_read_toward_the_topic_a_speaker_or_words() {
    let mut desk = coded();
    let reads = |desk: &Desk, words: &str| {
        let sentence = format!("Ines Korhola — supports {words}");
        assert!(
            desk.window.query_by_label(&sentence).is_some(),
            "{sentence}"
        );
    };
    reads(&desk, "— Ferry");
    desk.press(Key::Y);
    desk.type_text("the old hull");
    desk.press(Key::Enter);
    assert_eq!(chosen(&desk).target, Target::Text("the old hull".into()));
    reads(&desk, "— the old hull");
    desk.press(Key::Y);
    desk.type_text("ines");
    desk.press(Key::Enter);
    assert!(matches!(chosen(&desk).target, Target::Speaker(_)));
    reads(&desk, "— Ines Korhola");
    desk.press(Key::Y);
    desk.press(Key::Enter);
    assert!(matches!(chosen(&desk).target, Target::Speaker(_)));
    desk.press(Key::Y);
    desk.press(Key::Backspace);
    assert_eq!(chosen(&desk).target, Target::Topic);
}

#[test]
fn another_main_topic_asks_to_look_at_the_stance_again() {
    let mut desk = coded();
    assert!(!chosen(&desk).flag, "the first topic is no other");
    let marked = |desk: &Desk| {
        desk.window
            .query_by_label("look again, the topic changed")
            .is_some()
    };
    desk.press(Key::T);
    desk.press(Key::Backspace);
    desk.type_text("Old hull");
    desk.press(Key::Enter);
    assert!(chosen(&desk).flag && marked(&desk));
    // The same stance again: it was looked at. One step each.
    desk.press(Key::Num1);
    assert!(!chosen(&desk).flag && !marked(&desk));
    assert_eq!(stance(&chosen(&desk)), Some("support"));
    desk.ctrl(Key::Z);
    assert!(chosen(&desk).flag);
    desk.click("1 Support");
    assert!(!chosen(&desk).flag);
    assert_eq!(stance(&chosen(&desk)), Some("support"));
    for _ in 0..2 {
        desk.ctrl(Key::Z);
    }
    assert_eq!(topic_names(&desk, &chosen(&desk)), [] as [&str; 0]);
    desk.ctrl(Key::Z);
    assert!(!chosen(&desk).flag, "topic and flag are one step");
    assert_eq!(topic_names(&desk, &chosen(&desk)), ["Ferry"]);

    desk.press(Key::L);
    assert!(chosen(&desk).flag && !marked(&desk));
    assert!(desk.window.query_by_label("look again").is_some());
    desk.press(Key::L);
    assert!(!chosen(&desk).flag);
}

#[test]
fn a_stance_toward_words_does_not_hang_on_the_topic() {
    let mut desk = coded();
    desk.press(Key::Y);
    desk.type_text("the harbour master");
    desk.press(Key::Enter);
    desk.click("Remove topic Ferry");
    assert!(!chosen(&desk).flag);
}

#[test]
fn a_duplicate_has_the_same_words_and_coding() {
    let mut desk = coded();
    let first = chosen(&desk);
    desk.ctrl(Key::D);
    let second = chosen(&desk);
    assert_ne!(second.id, first.id);
    let same = Statement {
        id: first.id.clone(),
        created: first.created.clone(),
        ..second
    };
    assert_eq!(same, first);
    desk.ctrl(Key::Z);
    assert_eq!(desk.statements(), [first]);
}

#[test]
fn every_name_of_a_long_list_is_reached_by_arrows_and_by_wheel() {
    let mut desk = coded();
    let names: Vec<String> = (0..20).map(|at| format!("Speaker {at:02}")).collect();
    for name in &names {
        desk.press(Key::S);
        desk.type_text(name);
        desk.press(Key::Enter);
    }
    desk.select("Critics");
    desk.press(Key::S);
    desk.type_text("speaker");
    let lowest = |desk: &Desk| {
        let rows = desk.window.query_all_by_role(egui::Role::ListBoxOption);
        let names = rows.filter_map(|row| row.accesskit_node().label());
        names.filter(|name| name.starts_with("Speaker")).max()
    };
    let top = lowest(&desk);
    for _ in 0..19 {
        desk.press(Key::ArrowDown);
    }
    assert_ne!(lowest(&desk), top, "the list follows the arrows");
    // Not the first: it is half out of sight.
    let rows = desk.window.query_all_by_role(egui::Role::ListBoxOption);
    let row = rows.map(|row| row.rect()).nth(3).unwrap();
    desk.window.hover_at(row.center());
    desk.settle();
    desk.window.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Line,
        delta: egui::vec2(0.0, 100.0),
        phase: egui::TouchPhase::Move,
        modifiers: Modifiers::NONE,
        source: egui::MouseWheelSource::Wheel,
    });
    desk.settle();
    assert_eq!(lowest(&desk), top, "and the wheel");
}
