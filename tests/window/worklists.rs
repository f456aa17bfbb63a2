//! Worklists below the article: worked through by keys, dismissed, brought back, following edits.

use crate::desk::Desk;
use egui::Key;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sayso::analyse::{Kind, Worklists};
use sayso::edit::Edit;
use sayso::model::{Speaker, SpeakerId, SpeakerKind, StanceId, StatementChange};
use sayso::store;

const HARBOUR: &str = include_str!("../../sample_projects/harbour-dispute.sayso.ron");

/// The harbour sample in which every fourth statement has lost its stance.
fn harbour() -> Desk {
    let mut project = store::parse(HARBOUR.as_bytes()).unwrap().project;
    let ids = project.statements_in_order().into_iter();
    let ids: Vec<_> = ids.step_by(4).map(|s| s.id.clone()).collect();
    for id in ids {
        let change = StatementChange::Stance(None);
        project.apply(Edit::ChangeStatement { id, change }).unwrap();
    }
    let file = store::write(&project).unwrap();
    Desk::with(&[("h.sayso.ron", &file)], &["h.sayso.ron"])
}

/// The lists on the left, as they are read: name and count.
fn kinds(desk: &Desk) -> Vec<(String, usize)> {
    let buttons = desk.window.query_all_by(|node| {
        let title = |label: String| Kind::ALL.iter().any(|kind| label.starts_with(kind.title()));
        node.role() == egui::accesskit::Role::RadioButton && node.label().is_some_and(title)
    });
    let named = buttons.map(|node| {
        let label = node.accesskit_node().label().unwrap();
        let (name, count) = label.rsplit_once(", ").unwrap();
        (name.to_owned(), count.parse().unwrap())
    });
    named.collect()
}

fn count(desk: &Desk, kind: Kind) -> usize {
    let found = kinds(desk)
        .into_iter()
        .find(|(name, _)| name == kind.title());
    found.map_or(0, |(_, count)| count)
}

fn list(desk: &mut Desk, kind: Kind) {
    let start = format!("{}, ", kind.title());
    let is_it = |node: &egui_kittest::kittest::AccessKitNode<'_>| {
        node.role() == egui::accesskit::Role::RadioButton
            && node.label().is_some_and(|label| label.starts_with(&start))
    };
    desk.window.get_by(is_it).click();
    desk.settle();
}

fn shows(desk: &Desk, words: &str) -> bool {
    let nodes = desk.window.query_all_by(|node| {
        let texts = [node.label(), node.value()];
        texts.into_iter().flatten().any(|text| text.contains(words))
    });
    nodes.count() > 0
}

#[test]
fn what_is_left_to_do_is_done_from_the_list_by_keys() {
    let mut desk = Desk::article();
    desk.press(Key::F9);
    assert_eq!(kinds(&desk), [(Kind::Untouched.title().to_owned(), 1)]);
    assert_eq!(desk.items("Nobody began the ").len(), 1);

    // The article gets the keyboard from the entry.
    desk.press(Key::Enter);
    desk.select("“We will sail,”");
    desk.press(Key::Enter);
    assert!(shows(&desk, "Nothing is left to do here"));
    for kind in [
        Kind::Quotation,
        Kind::NoSpeaker,
        Kind::NoStance,
        Kind::NoTopic,
    ] {
        assert_eq!(count(&desk, kind), 1, "{kind}");
    }

    // The list before it, and the one before that; a digit codes what one is at.
    desk.press(Key::F9);
    for _ in 0..2 {
        desk.press(Key::ArrowLeft);
    }
    assert_eq!(desk.items("“We will sail,” has no "), ["stance."]);
    desk.press(Key::Num1);
    let statement = desk.selected_statement().unwrap();
    assert_eq!(statement.stance, Some(StanceId::new("support")));
    assert_eq!(count(&desk, Kind::NoStance), 0);
    assert!(shows(&desk, "Nothing is left to do here"));

    // A letter that means nothing here codes nothing.
    desk.press(Key::X);
    assert_eq!(desk.statements().len(), 1);

    // A quotation is selected where it stands, to make a statement of it.
    list(&mut desk, Kind::Quotation);
    assert_eq!(desk.selected_words(), "“and we will not be late.”");
    desk.press(Key::Enter);
    desk.press(Key::Enter);
    assert_eq!(desk.quotes().len(), 2);
    assert_eq!(count(&desk, Kind::Quotation), 0);

    desk.ctrl(Key::Z);
    assert_eq!(count(&desk, Kind::Quotation), 1);
}

#[test]
fn one_goes_through_a_list_from_anywhere() {
    let mut desk = harbour();
    desk.press(Key::F9);
    list(&mut desk, Kind::NoStance);
    let first = desk.selected_statement().unwrap();
    let number = count(&desk, Kind::NoStance);
    assert!(number > 2, "{number}");
    desk.press(Key::Enter);
    desk.press(Key::F4);
    let second = desk.selected_statement().unwrap();
    assert_ne!(first.id, second.id);
    desk.shift(egui::Modifiers::NONE, Key::F4);
    assert_eq!(desk.selected_statement().unwrap().id, first.id);
    // Round and round.
    for _ in 0..number {
        desk.press(Key::F4);
    }
    assert_eq!(desk.selected_statement().unwrap().id, first.id);

    desk.click("Close the worklists");
    assert!(desk.window.query_by_label("Close the worklists").is_none());
}

#[test]
fn an_entry_is_dismissed_with_a_reason_and_brought_back() {
    let mut desk = Desk::article();
    desk.select("“We will sail,”");
    desk.press(Key::Num1);
    desk.press(Key::F9);
    list(&mut desk, Kind::NoSpeaker);
    desk.press(Key::D);
    desk.press(Key::Enter);
    assert_eq!(desk.notice(), "Say in a few words why it may stand");
    assert_eq!(desk.project().dismissals().count(), 0);
    desk.type_text("a chorus");
    desk.press(Key::Enter);
    assert_eq!(count(&desk, Kind::NoSpeaker), 0);
    assert!(shows(&desk, "Nothing is left to do here"));
    assert_eq!(desk.project().dismissals().count(), 1);

    desk.press(Key::H);
    let dismissed = "“We will sail,” has no speaker. ";
    assert_eq!(desk.items(dismissed), ["Dismissed: a chorus"]);
    desk.press(Key::ArrowDown);
    desk.press(Key::B);
    assert_eq!(desk.project().dismissals().count(), 0);
    assert_eq!(count(&desk, Kind::NoSpeaker), 1);
    desk.ctrl(Key::Z);
    assert_eq!(count(&desk, Kind::NoSpeaker), 0);

    // What it is about changes: it comes back by itself.
    desk.press(Key::Num2);
    assert_eq!(count(&desk, Kind::NoSpeaker), 1);
    desk.press(Key::D);
    desk.type_text("not now");
    desk.press(Key::Escape);
    assert_eq!(count(&desk, Kind::NoSpeaker), 1);
}

#[test]
fn names_that_are_nearly_the_same_lead_to_the_codebook() {
    let mut project = store::parse(HARBOUR.as_bytes()).unwrap().project;
    for (id, name) in [
        ("sp_z1", "Wolodymyr Selenskyj"),
        ("sp_z2", "Wolodymyr Selensky"),
    ] {
        let speaker = Speaker::new(SpeakerId::new(id), name, SpeakerKind::Person);
        let code = Box::new(sayso::model::Code::Speaker(speaker));
        project.apply(Edit::AddCode { at: 0, code }).unwrap();
    }
    let file = store::write(&project).unwrap();
    let mut desk = Desk::with(&[("h.sayso.ron", &file)], &["h.sayso.ron"]);
    desk.press(Key::F9);
    list(&mut desk, Kind::SimilarNames);
    assert!(desk.window.query_by_label("Search the codebook").is_none());
    desk.press(Key::Enter);
    assert!(desk.window.query_by_label("Search the codebook").is_some());
    let name = desk.window.get_by_label("Name").value().unwrap();
    assert!(name.starts_with("Wolodymyr"), "{name}");
}

#[test]
fn the_lists_on_the_screen_follow_edits_as_if_they_were_made_anew() {
    let mut desk = harbour();
    desk.press(Key::F9);
    list(&mut desk, Kind::NoStance);
    let agree = |desk: &Desk| {
        let lists = Worklists::new(desk.project());
        for kind in Kind::ALL {
            assert_eq!(count(desk, kind), lists.count(kind), "{kind}");
        }
    };
    agree(&desk);
    for key in [
        Key::Delete,
        Key::J,
        Key::Num2,
        Key::X,
        Key::J,
        Key::L,
        Key::D,
    ] {
        desk.press(Key::Enter);
        desk.press(key);
        agree(&desk);
        desk.press(Key::F9);
    }
    for _ in 0..3 {
        desk.ctrl(Key::Z);
        agree(&desk);
    }
}

/// Three articles, of which two print what the first one has, one of them with a word more; what the
/// first one has is coded.
fn agency() -> Desk {
    let first =
        "The council met.\n\n“We will keep every berth at the old quay,” said Ines Korhola.\n";
    let second =
        "Late news.\n\nAgency: “We will keep every berth at the old quay,” said Korhola.\n";
    let third = "Again: “We will keep every single berth at the old quay,” she said.\n";
    let files = [("a.txt", first), ("b.txt", second), ("c.txt", third)];
    let mut desk = Desk::with(&files, &["a.txt", "b.txt", "c.txt"]);
    desk.be("Ada");
    desk.select("“We will keep every berth at the old quay,”");
    desk.press(Key::Num1);
    desk
}

#[test]
fn the_same_words_elsewhere_are_coded_alike_and_linked_as_repeats() {
    let mut desk = agency();
    let first = desk.selected_statement().unwrap();

    desk.shift(egui::Modifiers::NONE, Key::F9);
    assert_eq!(desk.items("the same, ").len(), 1);
    assert_eq!(desk.items("the same, coded, ").len(), 0);
    assert!(shows(&desk, "Same words elsewhere, 2 places"));

    // One place, then all that are left; each is one step.
    desk.press(Key::ArrowDown);
    assert_eq!(
        desk.selected_words(),
        "“We will keep every berth at the old quay,”"
    );
    desk.press(Key::A);
    assert_eq!(desk.notice(), "Coded 1 place alike");
    assert_eq!(desk.items("the same, coded, ").len(), 1);
    let coded = desk.statements();
    let new = coded.iter().find(|s| s.id != first.id).unwrap();
    assert_eq!((&new.stance, &new.repeats), (&first.stance, &None));
    assert_ne!(new.article, first.article);

    desk.shift(egui::Modifiers::NONE, Key::R);
    assert_eq!(desk.notice(), "Linked 2 places as repeats");
    assert_eq!(desk.statements().len(), 3);
    let repeats = |desk: &Desk| {
        let all = desk.statements().into_iter();
        all.filter(|s| s.repeats.as_ref() == Some(&first.id))
            .count()
    };
    assert_eq!(repeats(&desk), 2);
    assert_eq!(desk.items("the same, repeat, ").len(), 1);
    // There is nothing left to link.
    desk.shift(egui::Modifiers::NONE, Key::R);
    assert_eq!(desk.notice(), "Linked already, or not yours to change");

    desk.ctrl(Key::Z);
    assert_eq!((desk.statements().len(), repeats(&desk)), (2, 0));
    desk.ctrl(Key::Z);
    assert_eq!(desk.statements().len(), 1);
}

#[test]
fn the_page_of_a_code_counts_and_leaves_repeats_out() {
    let mut desk = agency();
    desk.find_and_run("same words elsewhere");
    desk.find_and_run("link all as repeats");
    assert_eq!(desk.statements().len(), 3);

    desk.ctrl(Key::B);
    desk.window
        .get_by_role_and_label(egui::accesskit::Role::Tab, "Stances")
        .click();
    desk.settle();
    let has = |desk: &Desk, label: &str| desk.window.query_all_by_label(label).count();
    assert_eq!(has(&desk, "no outlet: 1"), 1);
    assert_eq!(has(&desk, "Support: 1"), 1);
    desk.click("Leave out 2 repeats");
    assert_eq!(has(&desk, "no outlet: 3"), 1);
    assert_eq!(has(&desk, "no date: 3"), 1);
    assert_eq!(has(&desk, "Support: 3"), 1);

    // Its words become an example by one key.
    desk.window.get_by_label("Statements that use it").focus();
    desk.settle();
    desk.press(Key::E);
    let support = |desk: &Desk| {
        let stances = desk.project().codebook().stances();
        let support = stances.get(&StanceId::new("support")).unwrap();
        sayso::model::Stance::clone(support)
    };
    let once = support(&desk);
    assert_eq!(
        once.examples,
        ["“We will keep every berth at the old quay,”"]
    );
    desk.press(Key::E);
    assert_eq!(support(&desk), once, "it is one already");

    // When to use it and when not stand beside the definition, and count as parts of it.
    for (field, words) in [
        ("When to use", "says so plainly"),
        ("When not to use", "only reports it"),
    ] {
        desk.window.get_by_label(field).focus();
        desk.settle();
        desk.type_text(words);
        desk.press(Key::Tab);
    }
    let support = support(&desk);
    assert_eq!(support.use_when, "says so plainly");
    assert_eq!(support.avoid_when, "only reports it");
    assert!(support.definition_changed.is_some());
}
