//! Finding words: in the article, in the project, and places by a few letters.

use std::ops::Range;

use crate::desk::{ARTICLE, Desk};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use sayso::model::StanceId;

const HARBOUR: &str = include_str!("../../sample_projects/harbour-dispute.sayso.ron");
const FERRIES: &str = "Ferry one, ferry two.\n\nThe café said: a ferryman is no ferry.\n";

fn harbour() -> Desk {
    Desk::with(&[("harbour.sayso.ron", HARBOUR)], &["harbour.sayso.ron"])
}

fn ferries() -> Desk {
    Desk::with(&[("ferries.txt", FERRIES)], &["ferries.txt"])
}

fn shows(desk: &Desk, words: &str) -> bool {
    desk.window.query_all_by_label(words).next().is_some()
}

fn shows_part(desk: &Desk, words: &str) -> bool {
    (desk.window.query_all_by_label_contains(words))
        .next()
        .is_some()
}

fn selection(desk: &Desk) -> Range<usize> {
    let session = desk.window.state().session().unwrap();
    session.reading.as_ref().unwrap().selection.range()
}

fn hits(desk: &Desk) -> (Vec<Range<usize>>, Option<usize>) {
    let session = desk.window.state().session().unwrap();
    let hits = &session.reading.as_ref().unwrap().hits;
    (hits.ranges.clone(), hits.current)
}

fn shift(desk: &mut Desk, key: Key) {
    desk.shift(Modifiers::NONE, key);
}

fn alt(desk: &mut Desk, key: Key) {
    desk.window.key_press_modifiers(Modifiers::ALT, key);
    desk.settle();
}

/// The hits that are listed, from the top.
fn listed(desk: &Desk) -> Vec<String> {
    desk.items("Hit: ")
}

#[test]
fn words_are_found_as_they_are_typed_and_gone_to_by_keys() {
    let mut desk = ferries();
    desk.ctrl(Key::F);
    desk.type_text("fer");
    assert_eq!(selection(&desk), 0..3);
    assert!(shows(&desk, "1 of 4"));
    desk.type_text("ry");
    assert_eq!((hits(&desk).0.len(), selection(&desk)), (4, 0..5));
    desk.press(Key::Enter);
    assert_eq!(selection(&desk), 11..16);
    assert!(shows(&desk, "2 of 4"));
    shift(&mut desk, Key::Enter);
    shift(&mut desk, Key::Enter);
    assert!(shows(&desk, "4 of 4"), "round the beginning");
    desk.press(Key::F3);
    assert!(shows(&desk, "1 of 4"), "round the end");

    // Closed, its words are selected and the text has the keyboard: a coding key means them.
    desk.press(Key::F3);
    desk.press(Key::Escape);
    assert_eq!(
        (desk.selected_words().as_str(), hits(&desk).0.len()),
        ("ferry", 0)
    );
    desk.press(Key::Num1);
    assert_eq!(desk.quotes(), ["ferry"]);
    assert_eq!(desk.statements()[0].stance, Some(StanceId::new("support")));

    // From the text it goes on without taking the keyboard from it.
    desk.press(Key::F3);
    assert_eq!(desk.selected_words(), "ferry");
    assert_eq!(hits(&desk).1, Some(2));
    desk.press(Key::Num2);
    assert_eq!(desk.quotes().len(), 2);
    shift(&mut desk, Key::F3);
    assert_eq!(hits(&desk).1, Some(2), "the one before the caret");
    shift(&mut desk, Key::F3);
    assert_eq!(hits(&desk).1, Some(1));
}

#[test]
fn selected_words_are_what_is_looked_for() {
    let mut desk = ferries();
    for _ in 0..30 {
        shift(&mut desk, Key::ArrowRight);
    }
    let lines = selection(&desk);
    assert_eq!(lines, 0..30);
    desk.ctrl(Key::F);
    assert_eq!(
        selection(&desk),
        lines,
        "more than a line is nothing to look for"
    );
    desk.press(Key::Escape);
    desk.select("two");
    desk.ctrl(Key::F);
    assert!(shows(&desk, "1 of 1"));
    assert_eq!(desk.selected_words(), "two");
    // All of the field is selected: other words take its place.
    desk.type_text("one");
    assert_eq!(desk.selected_words(), "one");
    desk.ctrl(Key::A);
    desk.type_text("nowhere");
    assert!(shows(&desk, "not found"));
    assert_eq!(desk.selected_words(), "");
    desk.ctrl(Key::Enter);
    assert_eq!(desk.quotes(), [""; 0]);
}

#[test]
fn switches_say_how_words_are_compared() {
    let mut desk = ferries();
    desk.ctrl(Key::F);
    desk.type_text("ferry");
    alt(&mut desk, Key::W);
    assert_eq!(hits(&desk).0.len(), 3, "not the ferryman");
    alt(&mut desk, Key::C);
    assert_eq!(hits(&desk).0.len(), 2, "not Ferry");
    desk.ctrl(Key::A);
    desk.type_text("cafe");
    assert!(shows(&desk, "not found"));
    alt(&mut desk, Key::A);
    assert_eq!(desk.selected_words(), "café");
    desk.click("Whole words");
    alt(&mut desk, Key::X);
    desk.ctrl(Key::A);
    desk.type_text("(one|two");
    assert!(shows(
        &desk,
        r"Character 1: “(” is never closed: add “)”, or write “\(” for a bracket"
    ));
    assert_eq!(hits(&desk).0.len(), 0);
    desk.type_text(")");
    assert_eq!(hits(&desk).0.len(), 2);
    // The letters of these keys are no text, and the switches are remembered.
    let session = desk.window.state().session().unwrap();
    assert_eq!(session.search.find.words, "(one|two)");
    let kept = sayso::gui::settings::Settings::load(&desk.path("settings.ron"));
    assert_eq!(kept.search, session.search.options);
}

#[test]
fn the_article_is_scrolled_to_a_hit_and_another_article_is_searched_too() {
    let long = format!(
        "{}The needle.\n",
        "Hay and more hay, line by line.\n\n".repeat(400)
    );
    let mut desk = Desk::with(&[("hay.txt", &long), ("ferry.txt", ARTICLE)], &["hay.txt"]);
    desk.ctrl(Key::F);
    desk.type_text("needle");
    let range = selection(&desk);
    let session = desk.window.state().session().unwrap();
    let reading = session.reading.as_ref().unwrap();
    let place = reading.rects_on_screen(&desk.window.ctx, range)[0];
    assert!((0.0..800.0).contains(&place.center().y), "{place:?}");

    let mut desk = harbour();
    desk.ctrl(Key::F);
    desk.type_text("harbour");
    let count = |desk: &Desk| {
        let session = desk.window.state().session().unwrap();
        let text = session.article().unwrap().text.as_str().to_lowercase();
        text.matches("harbour").count()
    };
    for _ in 0..3 {
        assert_eq!(hits(&desk).0.len(), count(&desk));
        desk.ctrl(Key::PageDown);
    }
}

#[test]
fn statements_are_made_of_one_hit_and_of_all() {
    let mut desk = ferries();
    desk.ctrl(Key::F);
    desk.type_text("ferry");
    desk.press(Key::Enter);
    desk.ctrl(Key::Enter);
    assert_eq!(desk.quotes(), ["ferry"]);
    assert_eq!(desk.statements()[0].stance, None);
    desk.shift(Modifiers::COMMAND, Key::Enter);
    assert_eq!(desk.notice(), "Made 3 statements; 1 was there already");
    assert_eq!(desk.quotes().len(), 4);
    desk.shift(Modifiers::COMMAND, Key::Enter);
    assert_eq!(desk.notice(), "All hits are statements of yours already");
    desk.ctrl(Key::Z);
    assert_eq!(desk.notice(), "Undone: add 3 statements of hits");
    assert_eq!(desk.quotes().len(), 1, "in one step");
}

#[test]
fn the_whole_project_is_searched_and_each_hit_gone_to() {
    let mut desk = harbour();
    assert!(!shows(&desk, "Search"));
    desk.shift(Modifiers::COMMAND, Key::F);
    assert!(
        shows(&desk, "Statements") && shows(&desk, "Search"),
        "two tabs"
    );
    assert!(shows_part(&desk, "Type what to look for"));
    desk.type_text("harbour");
    let project = desk.project().clone();
    let texts: Vec<String> = (project.articles().iter())
        .map(|article| article.text.as_str().to_lowercase())
        .collect();
    let in_texts: usize = texts
        .iter()
        .map(|text| text.matches("harbour").count())
        .sum();
    assert!(in_texts > 3);
    assert!(shows_part(&desk, "hits in 3 articles"));
    assert!(
        listed(&desk)
            .iter()
            .all(|row| row.to_lowercase().contains("harbour"))
    );

    // Into the list and through it: the article and the words follow.
    desk.press(Key::ArrowDown);
    let mut seen = Vec::new();
    for _ in 0..400 {
        let session = desk.window.state().session().unwrap();
        let place = (session.article().unwrap().id.clone(), selection(&desk));
        let words = desk.selected_words().to_lowercase();
        if words == "harbour" && seen.last() != Some(&place) {
            seen.push(place);
        }
        desk.press(Key::ArrowDown);
    }
    seen.dedup();
    assert_eq!(seen.len(), in_texts);
    desk.press(Key::Escape);
    desk.press(Key::F);
    assert!(
        desk.selected_words().starts_with('“'),
        "the text has the keyboard"
    );

    // A click goes there too; the tabs change places; the cross takes the search away.
    desk.shift(Modifiers::COMMAND, Key::F);
    assert_eq!(listed(&desk).len(), 1, "the selected words");
    desk.type_text("harbour");
    desk.press(Key::ArrowDown);
    desk.press(Key::Home);
    let label = format!("Hit: {}", listed(&desk)[1]);
    let row = desk.window.query_all_by_label(&label).next().unwrap();
    row.click();
    desk.settle();
    assert_eq!(desk.selected_words().to_lowercase(), "harbour");
    desk.click("Statements");
    assert!(shows(&desk, "Columns"));
    desk.click("Search");
    assert!(!listed(&desk).is_empty());
    desk.click("Close the search of all articles");
    assert!(!shows(&desk, "Search") && shows(&desk, "Columns"));
}

#[test]
fn notes_codes_and_comments_are_found() {
    let mut desk = harbour();
    let project = desk.project().clone();
    let speaker = project.statements_in_order()[0].speakers[0].clone();
    let name = &project.codebook().speakers().get(&speaker).unwrap().name;
    desk.shift(Modifiers::COMMAND, Key::F);
    desk.type_text(name);
    let rows = listed(&desk);
    assert!(rows.contains(name), "{rows:?}");
    let at = rows.iter().position(|row| row == name).unwrap();
    let label = format!("Hit: {name}");
    let row = desk.window.query_all_by_label(&label).next().unwrap();
    row.click();
    desk.settle();
    let chosen = desk.selected_statement().unwrap();
    assert!(
        chosen.speakers.contains(&speaker) || chosen.on_behalf_of.contains(&speaker),
        "{at}"
    );
    let review = project
        .reviews()
        .iter()
        .find(|r| !r.comments.is_empty())
        .unwrap();
    let comment = review.comments[0].text.clone();
    desk.shift(Modifiers::COMMAND, Key::F);
    desk.ctrl(Key::A);
    desk.type_text(&comment);
    assert_eq!(listed(&desk), [comment]);
    desk.press(Key::Enter);
    assert_eq!(
        desk.selected_statement().map(|statement| statement.id),
        review.on.statement().cloned()
    );
}

#[test]
fn what_the_project_search_found_becomes_statements_and_is_looked_for_again() {
    let mut desk = harbour();
    desk.shift(Modifiers::COMMAND, Key::F);
    desk.type_text("harbour");
    let before = desk.project().statement_count();
    let texts: usize = (desk.project().articles().iter())
        .map(|article| {
            article
                .text
                .as_str()
                .to_lowercase()
                .matches("harbour")
                .count()
        })
        .sum();
    desk.shift(Modifiers::COMMAND, Key::Enter);
    assert_eq!(desk.notice(), format!("Made {texts} statements"));
    assert_eq!(desk.project().statement_count(), before + texts);
    desk.click_starting("Undo Ctrl");
    assert_eq!(desk.project().statement_count(), before);

    // A change of the project is searched at once.
    desk.shift(Modifiers::COMMAND, Key::F);
    desk.ctrl(Key::A);
    desk.type_text("zebra");
    assert!(shows_part(&desk, "“zebra” is nowhere in the project"));
    desk.press(Key::Escape);
    desk.press(Key::F);
    desk.press(Key::N);
    desk.type_text("a zebra");
    desk.press(Key::Escape);
    assert_eq!(listed(&desk).len(), 1);
    assert!(shows_part(&desk, "1 hit in 1 article"));
}

#[test]
fn places_are_gone_to_by_a_few_letters() {
    let mut desk = harbour();
    let project = desk.project().clone();
    let last = project.articles().iter().next_back().unwrap().clone();
    desk.ctrl(Key::P);
    desk.type_text(&last.title[..10]);
    desk.press(Key::Enter);
    let session = desk.window.state().session().unwrap();
    assert_eq!(session.article().unwrap().id, last.id);

    let topic = project.codebook().topics().at(0).unwrap().clone();
    desk.ctrl(Key::P);
    desk.type_text(&topic.name);
    desk.press(Key::Enter);
    assert!(shows_part(&desk, &topic.name));
    desk.press(Key::Escape);

    // A statement, by words of it and of who says it; commands are not offered.
    let statement = project.statements_in_order()[0].clone();
    let article = project.articles().get(&statement.article).unwrap();
    let quote = statement.contents[0].quote(&article.text).to_uppercase();
    let words: Vec<&str> = quote.split_whitespace().take(4).collect();
    desk.ctrl(Key::P);
    desk.type_text(&words.join(" "));
    desk.press(Key::Enter);
    let chosen = desk.selected_statement().unwrap();
    assert_eq!(chosen.contents, statement.contents);
    desk.ctrl(Key::P);
    desk.type_text("article done");
    assert!(!shows(&desk, "Article done"));
    desk.press(Key::Escape);
}
