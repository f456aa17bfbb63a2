//! What is done with whole entries, and the hands that do it.

use super::{
    add, begin, choose, fill, harbour, is_on_page, open_menu, parent_of, shelf, speaker,
    undo_label, value,
};
use crate::desk::Desk;
use egui::{Key, Role};
use egui_kittest::kittest::{AccessKitNode, NodeT as _, Queryable as _};
use sayso::model::{CodeId, CodeStatus, TopicId};

fn has_keyboard(node: &AccessKitNode<'_>) -> bool {
    node.is_focused()
}

#[test]
fn a_merge_is_looked_at_first_and_is_one_step() {
    let mut desk = harbour();
    let before = desk.project().clone();
    open_menu(&mut desk, "speaker Member of the ruling group");
    desk.click_starting("Merge into…");
    desk.type_text("people close");
    desk.press(Key::Enter);
    assert_eq!(desk.project(), &before, "nothing happens unseen");
    let words = "Merge “Member of the ruling group” into “People close to the trust”?";
    assert!(desk.window.query_by_label(words).is_some());
    assert!(
        desk.window
            .query_by_label_contains("become aliases")
            .is_some()
    );

    // Esc closes the question, not the page.
    desk.press(Key::Escape);
    assert!(desk.window.query_by_label(words).is_none());
    assert!(is_on_page(&desk));

    desk.click("Merge into: Merge into…");
    desk.type_text("people close");
    desk.press(Key::Enter);
    // The answer has the keyboard.
    desk.press(Key::Enter);
    assert_eq!(value(&desk, "Name"), "People close to the trust");
    let merged = speaker(desk.project(), "People close to the trust");
    assert!(
        merged
            .aliases
            .iter()
            .any(|a| a == "Member of the ruling group")
    );
    let gone = before.codebook().speakers().iter();
    let gone = gone.filter(|s| s.name == "Member of the ruling group");
    for old in gone {
        assert!(desk.project().codebook().speakers().get(&old.id).is_none());
        assert!(
            desk.project()
                .statements()
                .all(|s| !s.speakers.contains(&old.id))
        );
    }
    desk.ctrl(Key::Z);
    assert_eq!(desk.project(), &before);
}

#[test]
fn a_name_that_is_typed_says_what_it_changes_and_whom_it_is_like() {
    let mut desk = harbour();
    choose(&mut desk, "speaker Hanne Quillan");
    let before = desk.project().clone();
    let quillan = CodeId::Speaker(speaker(&before, "Hanne Quillan").id);
    let uses = desk.window.state().session().unwrap().index.uses(&quillan);
    assert!(uses > 1);
    begin(&mut desk, "Name", "Solveig Hadon");
    assert_eq!(desk.project(), &before, "nothing happens while one types");
    let words = format!("The {uses} statements below will show “Solveig Hadon”");
    assert!(desk.window.query_by_label(&words).is_some());
    let alike = "“Solveig Haddon” is nearly the same name.";
    assert!(desk.window.query_by_label(alike).is_some());

    // It was typed to find out that there is one: the two become one, and nothing is renamed.
    desk.click("Merge into “Solveig Haddon”…");
    let words = "Merge “Hanne Quillan” into “Solveig Haddon”?";
    assert!(desk.window.query_by_label(words).is_some());
    assert_eq!(desk.project(), &before);
    desk.press(Key::Enter);
    assert!(desk.project().codebook().code(&quillan).is_none());
    let haddon = CodeId::Speaker(speaker(desk.project(), "Solveig Haddon").id);
    let index = &desk.window.state().session().unwrap().index;
    assert!(index.uses(&haddon) > uses);
    desk.ctrl(Key::Z);
    assert_eq!(desk.project(), &before);

    // What is called so is told as long as it is, not only while it is typed.
    choose(&mut desk, "speaker Hanne Quillan");
    fill(&mut desk, "Name", "Solveig Hadon");
    assert!(desk.window.query_by_label(alike).is_some());
    assert_eq!(
        undo_label(&desk),
        "rename speaker Hanne Quillan to Solveig Hadon"
    );
}

#[test]
fn what_is_retired_is_offered_no_more_until_it_is_brought_back() {
    let mut desk = harbour();
    open_menu(&mut desk, "speaker Hanne Quillan");
    desk.click("Retire");
    assert_eq!(
        speaker(desk.project(), "Hanne Quillan").status,
        CodeStatus::Retired
    );
    let offered = |desk: &mut Desk| {
        desk.press(Key::Escape);
        desk.press(Key::J);
        desk.press(Key::S);
        desk.type_text("quillan");
        let options = desk.window.query_all_by_role(Role::ListBoxOption);
        let labels = options.filter_map(|node| node.accesskit_node().label());
        let found = labels.into_iter().any(|label| label == "Hanne Quillan");
        desk.press(Key::Escape);
        desk.ctrl(Key::B);
        found
    };
    assert!(!offered(&mut desk));
    open_menu(&mut desk, "speaker Hanne Quillan");
    desk.click_starting("Bring back");
    assert_eq!(
        speaker(desk.project(), "Hanne Quillan").status,
        CodeStatus::Active
    );
    assert!(offered(&mut desk));
}

#[test]
fn deleting_what_is_used_asks_and_one_undo_brings_everything_back() {
    let mut desk = harbour();
    shelf(&mut desk, "Topics");
    choose(&mut desk, "topic North Quay lease");
    let before = desk.project().clone();
    desk.press(Key::Delete);
    assert_eq!(desk.project(), &before);
    assert!(
        desk.window
            .query_by_label_contains("stays for now")
            .is_some()
    );
    desk.press(Key::Enter);
    assert!(
        desk.window
            .query_by_label_contains("stays for now")
            .is_none()
    );

    desk.press(Key::Delete);
    desk.click("Delete it everywhere");
    let gone = CodeId::Topic(TopicId::new("tp_a8jcexo57ac4"));
    assert!(desk.project().codebook().code(&gone).is_none());
    assert_eq!(parent_of(desk.project(), "Fishing berths"), "Harbour plan");
    assert_eq!(desk.project().statement_count(), before.statement_count());
    desk.ctrl(Key::Z);
    assert_eq!(desk.project(), &before);

    // What nothing uses goes at once; who has made statements stays.
    add(&mut desk, "topic", "Lighthouse");
    desk.press(Key::Escape);
    desk.press(Key::Delete);
    assert_eq!(undo_label(&desk), "delete topic Lighthouse");
    shelf(&mut desk, "Annotators");
    desk.press(Key::Delete);
    assert!(
        desk.window
            .query_by_label_contains("statements are theirs")
            .is_some()
    );
    assert_eq!(desk.project().annotators().len(), 2);
}

#[test]
fn uses_lead_to_their_statements_and_the_page_is_as_it_was_left() {
    let mut desk = harbour();
    choose(&mut desk, "speaker Mattias Corrie");
    let corrie = speaker(desk.project(), "Mattias Corrie").id;
    // They stand below the form, and come into view with the keyboard.
    desk.window.get_by_label("Statements that use it").focus();
    desk.settle();
    let uses: Vec<String> = desk
        .window
        .get_all_by_role(Role::Link)
        .filter_map(|node| node.accesskit_node().label())
        .filter(|label| label.starts_with("Go to "))
        .collect();
    assert!(!uses.is_empty());
    desk.window
        .get_all_by_label(&uses[0])
        .next()
        .unwrap()
        .click();
    desk.settle();
    assert!(!is_on_page(&desk));
    let first = {
        let session = desk.window.state().session().unwrap();
        assert!(session.statement().unwrap().speakers.contains(&corrie));
        session.selected.clone()
    };
    desk.ctrl(Key::B);
    assert_eq!(value(&desk, "Name"), "Mattias Corrie");

    // The same without the mouse, from the list and among the uses.
    desk.ctrl(Key::Enter);
    assert!(!is_on_page(&desk));
    assert_eq!(desk.window.state().session().unwrap().selected, first);
    desk.ctrl(Key::B);
    desk.window.get_by_label("Statements that use it").focus();
    desk.settle();
    desk.press(Key::ArrowDown);
    desk.press(Key::Enter);
    let session = desk.window.state().session().unwrap();
    assert_ne!(session.selected, first);
    assert!(session.statement().unwrap().speakers.contains(&corrie));
}

#[test]
fn escape_leaves_the_field_and_then_the_page() {
    let mut desk = harbour();
    for field in ["Search the codebook", "Name of a new speaker", "Definition"] {
        desk.window.get_by_label(field).focus();
        desk.settle();
        desk.type_text("half");
        desk.press(Key::Escape);
        assert!(is_on_page(&desk), "{field}");
        // The list has the keyboard: an arrow moves in it.
        let before = value(&desk, "Name");
        desk.press(Key::ArrowDown);
        assert_ne!(value(&desk, "Name"), before, "{field}");
        desk.press(Key::Escape);
        assert!(!is_on_page(&desk), "{field}");
        desk.ctrl(Key::B);
    }
    // A menu comes first.
    open_menu(&mut desk, "speaker Brackness Harbour Trust");
    desk.press(Key::Escape);
    assert!(is_on_page(&desk));
    assert!(desk.window.query_by_label("Retire").is_none());
    desk.press(Key::ArrowDown);
    assert_eq!(value(&desk, "Name"), "Quayside Independents");
    desk.window.get_by_label("Add role").focus();
    desk.settle();
    desk.press(Key::Escape);
    assert!(!is_on_page(&desk));
    assert!(!desk.window.state().session().unwrap().history.is_unsaved());
}

#[test]
fn tab_reaches_every_field_and_the_list_is_one_stop() {
    let mut desk = harbour();
    let mut stops = Vec::new();
    for _ in 0..60 {
        let stop = desk.window.query_by(has_keyboard);
        let stop = stop.and_then(|node| node.accesskit_node().label());
        stops.push(stop.unwrap_or_default());
        desk.press(Key::Tab);
        if stops.len() > 1 && stops.last() == stops.first() {
            break;
        }
    }
    let at = |name: &str| {
        let found = stops.iter().position(|stop| stop.starts_with(name));
        found.unwrap_or_else(|| panic!("no stop at {name}: {stops:?}"))
    };
    let order = [
        "Speakers",
        "Name of a new speaker",
        "Name",
        "Aliases",
        "Definition",
        "Examples",
        "Add role",
        "None",
        "Colour blue",
        "Active",
        "Move down",
        "Merge into",
        "Delete",
        "Statements that use it",
    ];
    // The list has the keyboard at first.
    assert_eq!(at(order[0]), 0);
    let exact = |name: &str| stops.iter().position(|stop| stop == name);
    assert!(exact("Name") < exact("Aliases"));
    for pair in order[3..].windows(2) {
        assert!(at(pair[0]) < at(pair[1]), "{pair:?} in {stops:?}");
    }
    assert!(!stops.iter().any(|stop| stop.starts_with("speaker ")));
    assert!(at("Name of a new speaker") < at("Aliases"));
}

#[test]
fn a_code_is_renamed_from_the_list_without_a_mouse() {
    let mut desk = harbour();
    desk.press(Key::End);
    desk.press(Key::F2);
    desk.ctrl(Key::A);
    desk.type_text("The amendment");
    desk.press(Key::Enter);
    let book = desk.project().codebook();
    assert_eq!(book.speakers().iter().last().unwrap().name, "The amendment");
}
