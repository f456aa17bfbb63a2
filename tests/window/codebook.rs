//! The codebook: what is in it, what is done with it, and that it never loses a thing.

mod acts;

use crate::desk::Desk;
use egui::{Event, Key, Role};
use egui_kittest::kittest::{AccessKitNode, NodeT as _, Queryable as _};
use sayso::model::{CodeId, Project, SpeakerKind, StanceId};

const HARBOUR: &str = include_str!("../../sample_projects/harbour-dispute.sayso.ron");

/// The harbour project with its codebook open; nobody is chosen as the annotator yet.
fn harbour() -> Desk {
    harbour_with(HARBOUR)
}

fn harbour_with(file: &str) -> Desk {
    let mut desk = Desk::with(&[("harbour.sayso.ron", file)], &["harbour.sayso.ron"]);
    desk.ctrl(Key::B);
    desk
}

/// An article and no codes but the stances that come with the program.
fn ferry() -> Desk {
    let mut desk = Desk::article();
    desk.ctrl(Key::B);
    desk
}

fn undo_label(desk: &Desk) -> String {
    let session = desk.window.state().session().unwrap();
    session.history.undo_label().unwrap_or_default().to_owned()
}

fn is_on_page(desk: &Desk) -> bool {
    desk.window.query_by_label("Search the codebook").is_some()
}

fn shelf(desk: &mut Desk, name: &str) {
    desk.window.get_by_role_and_label(Role::Tab, name).click();
    desk.settle();
}

fn add(desk: &mut Desk, one: &str, name: &str) {
    let field = format!("Name of a new {one}");
    desk.window.get_by_label(&field).focus();
    desk.settle();
    desk.type_text(name);
    desk.press(Key::Enter);
}

/// Puts another text into a field and goes on to the next.
fn fill(desk: &mut Desk, field: &str, text: &str) {
    begin(desk, field, text);
    desk.press(Key::Tab);
}

/// Types into a field, letter by letter, and stays in it.
fn begin(desk: &mut Desk, field: &str, text: &str) {
    desk.window.get_by_label(field).focus();
    desk.settle();
    desk.ctrl(Key::A);
    desk.press(Key::Delete);
    for letter in text.chars() {
        match letter {
            '\n' => desk.window.key_press(Key::Enter),
            _ => desk.window.event(Event::Text(letter.to_string())),
        }
        desk.window.step();
    }
    desk.settle();
}

fn value(desk: &Desk, field: &str) -> String {
    desk.window.get_by_label(field).value().unwrap_or_default()
}

fn choose(desk: &mut Desk, row: &str) {
    bring_into_view(desk, row);
    desk.window.get_by(is_row(row)).click();
    desk.settle();
}

fn open_menu(desk: &mut Desk, row: &str) {
    bring_into_view(desk, row);
    desk.window.get_by(is_row(row)).click_secondary();
    desk.settle();
}

fn is_row(row: &str) -> impl Fn(&AccessKitNode<'_>) -> bool {
    move |node| node.role() == Role::ListItem && node.label().is_some_and(|l| l.starts_with(row))
}

/// A row that the list does not show is looked for: "speaker Edda" by "Edda".
fn bring_into_view(desk: &mut Desk, row: &str) {
    if desk.window.query_by(is_row(row)).is_none() {
        let (_, name) = row.split_once(' ').unwrap();
        begin(desk, "Search the codebook", name);
    }
}

fn speaker(project: &Project, name: &str) -> sayso::model::Speaker {
    let speakers = project.codebook().speakers();
    let found = speakers.iter().find(|speaker| speaker.name == name);
    sayso::model::Speaker::clone(found.unwrap_or_else(|| panic!("no speaker {name}")))
}

fn stance(project: &Project, id: &str) -> sayso::model::Stance {
    let stances = project.codebook().stances();
    sayso::model::Stance::clone(stances.get(&StanceId::new(id)).unwrap())
}

fn topic(project: &Project, name: &str) -> sayso::model::Topic {
    project.codebook().topic_named(name).unwrap().clone()
}

/// Names of the topics with their depth, as the list shows them.
fn parent_of(project: &Project, name: &str) -> String {
    let parent = topic(project, name).parent;
    parent.map_or_else(String::new, |id| {
        project.codebook().name(&CodeId::Topic(id)).to_owned()
    })
}

#[test]
fn each_shelf_takes_a_new_entry_and_one_undo_takes_it_out() {
    let mut desk = ferry();
    let before = desk.project().clone();
    for (tab, one, name) in [
        ("Speakers", "speaker", "Бригіта Норд"),
        ("Stances", "stance", "Hedged"),
        ("Topics", "topic", "Winter timetable"),
        ("Annotators", "annotator", "K. L."),
    ] {
        shelf(&mut desk, tab);
        add(&mut desk, one, name);
        assert_eq!(undo_label(&desk), format!("add {one} {name}"));
        assert_eq!(value(&desk, "Name"), name, "what was added is shown");
        desk.ctrl(Key::Z);
        assert_eq!(desk.project(), &before);
        desk.ctrl(Key::Y);
        assert!(desk.project() != &before);
        desk.ctrl(Key::Z);
    }
    shelf(&mut desk, "Stances");
    add(&mut desk, "stance", "Hedged");
    let stances = desk.project().codebook().stances();
    let new = stances.iter().find(|stance| stance.name == "Hedged");
    assert_eq!(new.unwrap().key, Some(7), "the first key that is free");
    let count = stances.len();
    add(&mut desk, "stance", "Hedged");
    assert_eq!(desk.project().codebook().stances().len(), count);
    assert!(desk.notice().contains("there already"));
}

#[test]
fn what_is_typed_in_a_field_is_one_edit_when_it_is_left() {
    let mut desk = harbour();
    choose(&mut desk, "speaker Solveig Haddon");
    let before = desk.project().clone();
    fill(&mut desk, "Name", "Solveig Haddon-Ruud");
    assert_eq!(
        undo_label(&desk),
        "rename speaker Solveig Haddon to Solveig Haddon-Ruud"
    );
    fill(&mut desk, "Aliases", "Haddon, the chief\nthe chief");
    fill(&mut desk, "Definition", "Runs the port day by day");
    fill(&mut desk, "Examples", "“We own the water, not the town”");
    let edited = speaker(desk.project(), "Solveig Haddon-Ruud");
    assert_eq!(edited.aliases, ["Haddon", "the chief"]);
    assert_eq!(edited.definition, "Runs the port day by day");
    assert!(edited.definition_changed.is_some());
    assert_eq!(edited.examples, ["“We own the water, not the town”"]);
    for _ in 0..4 {
        desk.ctrl(Key::Z);
    }
    assert_eq!(desk.project(), &before, "four fields, four steps");

    // A name that is nothing cannot stand; Esc brings back the one that was there.
    begin(&mut desk, "Name", "");
    desk.press(Key::Tab);
    assert!(desk.window.query_by_label("A name is needed").is_some());
    assert_eq!(desk.project(), &before);
    desk.window.get_by_label("Name").focus();
    desk.settle();
    desk.press(Key::Escape);
    assert_eq!(value(&desk, "Name"), "Solveig Haddon");
}

#[test]
fn a_role_has_dates_and_a_bad_one_is_kept_with_the_reason() {
    let mut desk = harbour();
    choose(&mut desk, "speaker Edda Marlowe");
    desk.click("Add role");
    desk.type_text("net mender");
    fill(&mut desk, "Role 1 from", "2020-05");
    fill(&mut desk, "Role 1 until", "May 2024");
    let reason = "May 2024";
    assert!(desk.window.query_by_label_contains("no date").is_some());
    assert_eq!(value(&desk, "Role 1 until"), reason, "nothing is lost");
    let role = speaker(desk.project(), "Edda Marlowe").roles.remove(0);
    assert_eq!(role.title, "net mender");
    assert_eq!(role.from.as_ref().unwrap().to_string(), "2020-05");
    assert_eq!(role.until, None);

    // It is there after a look at another entry, and can be mended.
    choose(&mut desk, "speaker Hanne Quillan");
    choose(&mut desk, "speaker Edda Marlowe");
    assert_eq!(value(&desk, "Role 1 until"), reason);
    fill(&mut desk, "Role 1 until", "2019");
    assert!(
        desk.window
            .query_by_label_contains("before it begins")
            .is_some()
    );
    fill(&mut desk, "Role 1 until", "2024");
    let role = speaker(desk.project(), "Edda Marlowe").roles.remove(0);
    assert_eq!(role.until.unwrap().to_string(), "2024");

    desk.click("Organisation of role 1: no organisation");
    desk.type_text("harbour tr");
    desk.press(Key::Enter);
    let role = speaker(desk.project(), "Edda Marlowe").roles.remove(0);
    let trust = speaker(desk.project(), "Brackness Harbour Trust").id;
    assert_eq!(role.organisation, Some(trust));
    assert_eq!(undo_label(&desk), "change roles of Edda Marlowe");
    desk.click("Remove role 1 net mender");
    assert!(speaker(desk.project(), "Edda Marlowe").roles.is_empty());
    desk.ctrl(Key::Z);
    assert_eq!(speaker(desk.project(), "Edda Marlowe").roles.len(), 1);
    desk.click("Document");
    assert_eq!(
        speaker(desk.project(), "Edda Marlowe").kind,
        SpeakerKind::Document
    );
}

#[test]
fn a_date_that_is_typed_stays_with_its_role_when_another_is_removed() {
    let mut desk = harbour();
    choose(&mut desk, "speaker Dervla Ostrander");
    fill(&mut desk, "Role 2 until", "soon");
    desk.click("Remove role 1 trustee");
    assert_eq!(value(&desk, "Role 1 until"), "soon");
    assert!(desk.window.query_by_label("Role 2 until").is_none());
    let roles = speaker(desk.project(), "Dervla Ostrander").roles;
    assert_eq!((roles.len(), roles[0].title.as_str()), (1, "mayor"));
}

#[test]
fn a_colour_of_ones_own_can_be_chosen_again() {
    let own = HARBOUR.replace(
        "name: \"Seagrass\",",
        "name: \"Seagrass\",\n                colour: \"#123456\",",
    );
    let mut desk = harbour_with(&own);
    shelf(&mut desk, "Topics");
    choose(&mut desk, "topic Seagrass");
    let colour = |desk: &Desk| topic(desk.project(), "Seagrass").colour;
    let first = colour(&desk).unwrap();
    desk.click("Colour blue");
    assert_ne!(colour(&desk), Some(first.clone()));
    desk.click("Colour of its own");
    assert_eq!(colour(&desk), Some(first.clone()));
    desk.click("None");
    assert_eq!(colour(&desk), None);
    fill(&mut desk, "Colour in numbers", "blueish");
    assert!(desk.window.query_by_label_contains("six digits").is_some());
    assert_eq!(colour(&desk), None);
    fill(&mut desk, "Colour in numbers", "123456");
    assert_eq!(colour(&desk), Some(first));
    for _ in 0..4 {
        desk.ctrl(Key::Z);
    }
    assert!(!desk.window.state().session().unwrap().history.is_unsaved());
}

#[test]
fn a_key_of_another_stance_is_exchanged_and_a_free_one_taken() {
    let mut desk = harbour();
    shelf(&mut desk, "Stances");
    choose(&mut desk, "stance Neutral");
    let keys = |desk: &Desk| ["neutral", "mixed"].map(|id| stance(desk.project(), id).key);
    assert_eq!(keys(&desk), [Some(3), Some(4)]);
    desk.click("4");
    assert_eq!(keys(&desk), [Some(4), Some(3)]);
    assert_eq!(undo_label(&desk), "swap the keys of Neutral and Mixed");
    desk.ctrl(Key::Z);
    assert_eq!(keys(&desk), [Some(3), Some(4)]);
    desk.click("3");
    assert_eq!(keys(&desk), [None, Some(4)]);
    desk.click("4");
    assert_eq!(keys(&desk), [Some(4), None]);
    assert_eq!(undo_label(&desk), "give Neutral the key of Mixed");
    desk.click("9");
    assert_eq!(keys(&desk), [Some(9), None]);

    // The keys of coding follow at once.
    desk.press(Key::Escape);
    desk.press(Key::J);
    desk.press(Key::Num9);
    let chosen = desk.window.state().session().unwrap().statement().unwrap();
    assert_eq!(chosen.stance, Some(StanceId::new("neutral")));
}

#[test]
fn a_value_on_the_scale_is_a_number_or_none() {
    let mut desk = harbour();
    shelf(&mut desk, "Stances");
    choose(&mut desk, "stance Mixed");
    fill(&mut desk, "Value on the scale", "high");
    assert!(
        desk.window
            .query_by_label_contains("whole number")
            .is_some()
    );
    assert_eq!(stance(desk.project(), "mixed").scale, None);
    fill(&mut desk, "Value on the scale", "−2");
    assert_eq!(stance(desk.project(), "mixed").scale, Some(-2));
    fill(&mut desk, "Value on the scale", "");
    assert_eq!(stance(desk.project(), "mixed").scale, None);
}

#[test]
fn topics_move_in_the_tree_and_never_below_themselves() {
    let mut desk = harbour();
    shelf(&mut desk, "Topics");
    choose(&mut desk, "topic Deeper channel");
    fill(
        &mut desk,
        "Proposition",
        "The channel should reach twelve metres",
    );
    assert_eq!(
        topic(desk.project(), "Deeper channel").proposition,
        "The channel should reach twelve metres"
    );

    // What is below it is not among the topics that it could stand below.
    desk.click("Below: Harbour plan");
    let offered = |desk: &Desk, name: &str| {
        let mut options = desk.window.get_all_by_role(Role::ListBoxOption);
        options.any(|node| node.accesskit_node().label().as_deref() == Some(name))
    };
    assert!(offered(&desk, "North Quay lease") && offered(&desk, "no other topic"));
    assert!(!offered(&desk, "Seagrass") && !offered(&desk, "Deeper channel"));
    desk.type_text("loan");
    desk.press(Key::Enter);
    assert_eq!(
        parent_of(desk.project(), "Deeper channel"),
        "Loan guarantee"
    );
    desk.ctrl(Key::Z);

    // With the keys of the list: out, in, up, each one step.
    choose(&mut desk, "topic North Quay lease");
    let start = desk.project().clone();
    desk.ctrl(Key::ArrowRight);
    assert_eq!(
        parent_of(desk.project(), "North Quay lease"),
        "Deeper channel"
    );
    desk.ctrl(Key::ArrowLeft);
    assert_eq!(
        parent_of(desk.project(), "North Quay lease"),
        "Harbour plan"
    );
    desk.ctrl(Key::ArrowLeft);
    assert_eq!(parent_of(desk.project(), "North Quay lease"), "");
    assert_eq!(
        undo_label(&desk),
        "move topic North Quay lease to the top level"
    );
    desk.ctrl(Key::ArrowUp);
    let first = desk.project().codebook().topics().at(0).unwrap();
    assert_eq!(first.name, "North Quay lease");
    for _ in 0..4 {
        desk.ctrl(Key::Z);
    }
    assert_eq!(desk.project(), &start);

    // And from the menu of a row.
    open_menu(&mut desk, "topic Seagrass");
    desk.click_starting("Move one level up");
    assert_eq!(parent_of(desk.project(), "Seagrass"), "Harbour plan");
}
