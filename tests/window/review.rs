//! Reviewing: the queue, worked by keys; what comes back to the annotator; what is hidden from whom.

use crate::desk::Desk;
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sayso::edit::Edit;
use sayso::model::{AnnotatorId, Id as _, Review, ReviewStatus, Statement, StatementId, Verdict};
use sayso::store;

const HARBOUR: &str = include_str!("../../sample_projects/harbour-dispute.sayso.ron");

/// The harbour sample without what is said of text that has no statement, opened by one of its two
/// annotators, or by somebody else.
fn harbour(name: &str) -> Desk {
    let mut desk = unnamed();
    desk.be(name);
    desk
}

/// The same, opened by nobody.
fn unnamed() -> Desk {
    let mut project = store::parse(HARBOUR.as_bytes()).unwrap().project;
    let on_text = project.reviews().iter();
    let on_text = on_text.filter(|review| review.on.statement().is_none());
    for id in on_text.map(|review| review.id.clone()).collect::<Vec<_>>() {
        project.apply(Edit::RemoveReview(id)).unwrap();
    }
    let file = store::write(&project).unwrap();
    Desk::with(&[("harbour.sayso.ron", &file)], &["harbour.sayso.ron"])
}

fn annotator(desk: &Desk, name: &str) -> AnnotatorId {
    desk.project().annotator_named(name).unwrap().id.clone()
}

fn chosen(desk: &Desk) -> Statement {
    desk.selected_statement().expect("a statement is chosen")
}

fn status(desk: &Desk, id: &StatementId) -> ReviewStatus {
    desk.project().status_of(id)
}

fn reviews(desk: &Desk, id: &StatementId) -> Vec<Review> {
    let on = |review: &&std::sync::Arc<Review>| review.on.statement() == Some(id);
    let all = desk.project().reviews().iter().filter(on);
    all.map(|review| Review::clone(review)).collect()
}

fn shows(desk: &Desk, words: &str) -> bool {
    let nodes = desk.window.query_all_by(|node| {
        let texts = [node.label(), node.value()];
        texts.into_iter().flatten().any(|text| text.contains(words))
    });
    nodes.count() > 0
}

/// How many rows wait, as the queue itself says.
fn waiting(desk: &Desk) -> usize {
    let start = "Review queue, ";
    let node = desk.window.get_by(|node| {
        node.role() == egui::accesskit::Role::List
            && node.label().is_some_and(|label| label.starts_with(start))
    });
    let label = node.accesskit_node().label().unwrap();
    let digits: String = label.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap()
}

/// What stands at the beginning of the rows of the queue that are drawn.
fn rows(desk: &Desk, start: &str) -> Vec<String> {
    desk.items(start)
}

#[test]
fn accepting_takes_one_key_and_rejecting_three_and_text() {
    let mut desk = harbour("Mina Toft");
    desk.press(Key::F8);
    let first = chosen(&desk);
    assert_eq!(first.annotator, annotator(&desk, "Jonas Ebel"));
    let before = waiting(&desk);

    desk.press(Key::A);
    assert_eq!(status(&desk, &first.id), ReviewStatus::Accepted);
    assert_eq!(waiting(&desk), before - 1);
    let second = chosen(&desk);
    assert_ne!(second.id, first.id);
    // It stays where it was, and says so.
    assert!(rows(&desk, "accepted, Jonas Ebel").len() == 1);

    for key in [Key::X, Key::Num4] {
        desk.press(key);
    }
    assert!(chosen(&desk) == second, "a reason codes nothing");
    desk.type_text("she only reports it");
    desk.press(Key::Enter);
    let [review] = <[Review; 1]>::try_from(reviews(&desk, &second.id)).unwrap();
    assert_eq!(review.verdict, Some(Verdict::Rejected));
    assert_eq!(review.reason, "Wrong stance: she only reports it");
    assert_eq!(review.reviewer, annotator(&desk, "Mina Toft"));
    assert_ne!(chosen(&desk).id, second.id);

    // Without text, and then taken back.
    let third = chosen(&desk);
    for key in [Key::X, Key::Num1, Key::Enter] {
        desk.press(key);
    }
    assert_eq!(reviews(&desk, &third.id)[0].reason, "Should not exist");
    desk.ctrl(Key::Z);
    assert_eq!(reviews(&desk, &third.id), []);
    assert_eq!(waiting(&desk), before - 2);
    assert_eq!(desk.notice(), "Undone: reject statement");
}

#[test]
fn thirty_six_statements_are_reviewed_by_keys_alone() {
    let mut desk = harbour("Mina Toft");
    desk.press(Key::F8);
    let before = desk.project().clone();
    let mut judged = Vec::new();
    for at in 0..36 {
        let statement = chosen(&desk);
        let keys: &[Key] = match at % 6 {
            4 => &[Key::X, Key::Num5, Key::Enter],
            5 => &[Key::Q],
            _ => &[Key::A],
        };
        for key in keys {
            desk.press(*key);
        }
        if at % 6 == 5 {
            desk.type_text("Who says so?");
            desk.press(Key::Enter);
        }
        judged.push((statement.id, at % 6));
    }
    for (id, how) in &judged {
        let wanted = match how {
            4 => ReviewStatus::Rejected,
            5 => ReviewStatus::Question,
            _ => ReviewStatus::Accepted,
        };
        assert_eq!(status(&desk, id), wanted, "{id}");
    }
    judged.sort_unstable();
    judged.dedup();
    assert_eq!(judged.len(), 36);
    // Nothing of a coding was touched.
    for statement in before.statements() {
        assert_eq!(desk.project().statement(&statement.id), Some(statement));
    }
}

#[test]
fn a_suggestion_goes_to_the_annotator_and_is_taken_in_two_keys() {
    let mut desk = harbour("Mina Toft");
    desk.press(Key::F8);
    let statement = chosen(&desk);
    let other = if statement
        .stance
        .as_ref()
        .is_some_and(|s| s.as_str() == "oppose")
    {
        (Key::Num1, "support")
    } else {
        (Key::Num2, "oppose")
    };
    desk.press(Key::S);
    desk.press(other.0);
    assert!(shows(&desk, "Your suggestion"));
    let as_it_was = desk.project().statement(&statement.id).unwrap();
    assert_eq!(**as_it_was, statement, "it is suggested and not changed");
    desk.press(Key::Enter);
    assert_eq!(reviews(&desk, &statement.id)[0].suggested.len(), 1);

    desk.be("Jonas Ebel");
    assert!(shows(&desk, "returned to you"));
    desk.press(Key::F8);
    while chosen(&desk).id != statement.id {
        desk.press(Key::N);
    }
    desk.press(Key::P);
    // From the queue: one key to go there, one to take it.
    desk.press(Key::N);
    desk.press(Key::T);
    let stance = |desk: &Desk| {
        let now = desk.project().statement(&statement.id).unwrap();
        now.stance.as_ref().map(ToString::to_string)
    };
    assert_eq!(stance(&desk).as_deref(), Some(other.1));
    assert!(reviews(&desk, &statement.id)[0].resolved);
    desk.ctrl(Key::Z);
    assert_eq!(
        desk.project().statement(&statement.id).unwrap().stance,
        statement.stance
    );
}

#[test]
fn what_was_rejected_comes_back_and_is_answered() {
    let mut desk = harbour("Mina Toft");
    desk.press(Key::F8);
    let statement = chosen(&desk);
    for key in [Key::X, Key::Num1, Key::Enter] {
        desk.press(key);
    }
    desk.be("Jonas Ebel");
    desk.press(Key::F8);
    while chosen(&desk).id != statement.id {
        desk.press(Key::N);
    }
    let returned = rows(&desk, "returned, Jonas Ebel").len();
    desk.press(Key::R);
    desk.type_text("It is a statement.");
    desk.press(Key::Enter);
    assert_eq!(rows(&desk, "returned, Jonas Ebel").len(), returned - 1);
    assert_eq!(rows(&desk, "answered, Jonas Ebel").len(), 1);
    let said = &reviews(&desk, &statement.id)[0];
    assert_eq!(said.comments[0].text, "It is a statement.");

    // The answer waits for the reviewer, who says that nothing is left.
    desk.be("Mina Toft");
    desk.press(Key::F8);
    while chosen(&desk).id != statement.id {
        desk.press(Key::N);
    }
    assert!(shows(&desk, "It is a statement."));
    desk.press(Key::D);
    assert!(reviews(&desk, &statement.id)[0].resolved);
}

#[test]
fn the_coding_of_another_is_not_changed_but_in_words_refused() {
    let mut desk = harbour("Mina Toft");
    desk.press(Key::F8);
    let before = chosen(&desk);
    desk.press(Key::Escape);
    for key in [Key::Num3, Key::L, Key::M, Key::Delete, Key::H] {
        desk.press(key);
        let now = desk.project().statement(&before.id).unwrap();
        assert_eq!(**now, before, "{key:?}");
        assert!(desk.notice().contains("Jonas Ebel’s coding"), "{key:?}");
    }
    // Nor does a letter that means nothing in the queue code one's own.
    desk.be("Jonas Ebel");
    desk.press(Key::F8);
    let mine = chosen(&desk);
    assert_eq!(mine.annotator, before.annotator);
    for key in [Key::A, Key::Num1, Key::Num2, Key::H, Key::M, Key::L] {
        desk.press(key);
    }
    assert_eq!(chosen(&desk), mine);
    desk.press(Key::Escape);
    let said = reviews(&desk, &mine.id);
    desk.find_and_run("accept");
    assert_eq!(
        reviews(&desk, &mine.id),
        said,
        "one's own is judged by others"
    );
}

#[test]
fn filters_narrow_the_queue_and_an_empty_one_says_so() {
    let mut desk = harbour("Mina Toft");
    desk.press(Key::F8);
    let all = waiting(&desk);
    desk.click("Stance");
    desk.click("Oppose");
    let opposed = waiting(&desk);
    assert!(opposed > 0 && opposed < all, "{opposed} of {all}");
    assert_eq!(chosen(&desk).layer, sayso::model::Layer::Independent);
    desk.click("Stance: Oppose");
    desk.click("All");
    assert_eq!(waiting(&desk), all);

    let mut alone = Desk::saved();
    alone.press(Key::F8);
    assert!(shows(&alone, "Nothing waits for you"));
}

#[test]
fn all_that_are_unanimous_are_accepted_at_once_and_taken_back_at_once() {
    let mut desk = harbour("Mina Toft");
    desk.press(Key::F8);
    let before = waiting(&desk);
    let reviews = desk.project().reviews().len();
    desk.press(Key::U);
    let accepted = desk.project().reviews().len() - reviews;
    assert!(accepted > 3, "{accepted}");
    assert_eq!(waiting(&desk), before - accepted);
    assert_eq!(desk.notice(), format!("Accepted {accepted} statements"));
    desk.ctrl(Key::Z);
    assert_eq!(desk.project().reviews().len(), reviews);
    assert_eq!(waiting(&desk), before);
}

#[test]
fn a_missing_statement_is_proposed_and_taken() {
    let mut desk = harbour("Mina Toft");
    let count = desk.project().statement_count();
    let words = desk.project().articles().at(0).unwrap().text.as_str();
    let word = words
        .split_whitespace()
        .find(|word| word.len() > 6)
        .unwrap();
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    desk.drag(&word, Modifiers::NONE);
    desk.find_and_run("propose a missing");
    desk.press(Key::Num1);
    desk.press(Key::Enter);
    assert_eq!(desk.project().statement_count(), count);

    desk.be("Jonas Ebel");
    desk.press(Key::F8);
    while !shows(&desk, "MISSING STATEMENT") {
        desk.press(Key::N);
    }
    desk.press(Key::T);
    assert_eq!(desk.project().statement_count(), count + 1);
    let jonas = annotator(&desk, "Jonas Ebel");
    let made = desk.statements().into_iter().find(|statement| {
        statement.annotator == jonas
            && statement.created.as_str() > "2026-06"
            && statement
                .stance
                .as_ref()
                .is_some_and(|s| s.as_str() == "support")
    });
    assert!(made.is_some());
}

#[test]
fn words_of_a_thread_become_part_of_the_codebook() {
    let mut desk = harbour("Mina Toft");
    desk.press(Key::F8);
    let statement = chosen(&desk);
    let topic = statement.topics[0].clone();
    let known = |desk: &Desk| {
        let topics = desk.project().codebook().topics();
        sayso::model::Topic::clone(topics.get(&topic).unwrap())
    };
    let before = known(&desk);
    desk.press(Key::C);
    desk.type_text("A reader’s letter is a statement too");
    desk.press(Key::Enter);
    desk.press(Key::P);
    while chosen(&desk).id != statement.id {
        desk.press(Key::ArrowUp);
    }
    desk.find_and_run("codebook rule");
    let after = known(&desk);
    assert!(
        after
            .definition
            .ends_with("A reader’s letter is a statement too")
    );
    assert!(after.definition.starts_with(&before.definition));
    assert_ne!(after.definition_changed, before.definition_changed);
    assert!(
        reviews(&desk, &statement.id)
            .iter()
            .all(|review| review.resolved)
    );
    desk.ctrl(Key::Z);
    assert_eq!(known(&desk), before);
    desk.press(Key::F8);
    while chosen(&desk).id != statement.id {
        desk.press(Key::ArrowUp);
    }
    desk.press(Key::E);
    assert_eq!(known(&desk).examples.len(), before.examples.len() + 1);
}

#[test]
fn what_is_coded_by_two_is_hidden_until_both_are_done() {
    let mut desk = harbour("Mina Toft");
    let mina = annotator(&desk, "Mina Toft");
    let visible = |desk: &Desk| {
        let session = desk.window.state().session().unwrap();
        let article = &session.reading.as_ref().unwrap().article;
        let ids: Vec<StatementId> = session.index.of_article(article).cloned().collect();
        let of = |id: &StatementId| desk.project().statement(id).unwrap().annotator.clone();
        ids.iter().map(of).collect::<Vec<_>>()
    };
    assert!(visible(&desk).iter().any(|who| *who != mina));
    desk.press(Key::F8);
    let all = waiting(&desk);
    desk.press(Key::Escape);

    // Not done any more: the other coding of this article is not to be seen anywhere.
    desk.press(Key::D);
    assert!(visible(&desk).iter().all(|who| *who == mina));
    assert!(shows(
        &desk,
        "Jonas Ebel’s coding is hidden until both are done"
    ));
    assert!(waiting(&desk) < all);
    assert!(!shows(&desk, "Only your coding"));
    desk.press(Key::D);
    assert!(visible(&desk).iter().any(|who| *who != mina));
    assert_eq!(waiting(&desk), all);

    desk.find_and_run("show only my coding");
    assert!(visible(&desk).iter().all(|who| *who == mina));
    desk.find_and_run("show only one other");
    assert!(visible(&desk).iter().all(|who| *who != mina));
    desk.click("Show all");
    assert!(visible(&desk).contains(&mina));
}

#[test]
fn nobody_judges_without_a_name_and_long_names_are_cut() {
    let mut desk = unnamed();
    desk.press(Key::F8);
    let statement = chosen(&desk);
    desk.press(Key::A);
    assert_eq!(reviews(&desk, &statement.id), []);
    assert_eq!(desk.notice(), "Say first who you are: Project › Coding as…");
    let name = "Wolfeschlegelsteinhausenbergerdorff ".repeat(6);
    desk.be(name.trim());
    desk.press(Key::F8);
    desk.press(Key::A);
    assert_eq!(desk.project().annotators().len(), 3);
    let panel = desk.window.get_by_label("Speaker").rect();
    assert!(panel.right() <= 1280.0, "{panel:?}");
}

#[test]
fn all_of_the_queue_has_a_name() {
    let mut desk = harbour("Mina Toft");
    desk.press(Key::F8);
    for name in ["Annotator", "Article", "Stance", "Topic", "Close the queue"] {
        assert!(shows(&desk, name), "{name}");
    }
    desk.press(Key::X);
    assert!(shows(&desk, "Should not exist"));
    desk.press(Key::Escape);
    desk.press(Key::C);
    assert!(shows(&desk, "Comment"));
    desk.window.event(Event::Text("x".to_owned()));
    desk.press(Key::Escape);
    assert!(!desk.window.state().session().unwrap().is_saying());
}
