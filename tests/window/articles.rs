//! The list of articles, several of them at once, and what is done to whole articles.

use crate::desk::{ARTICLE, Desk};
use egui::{Event, Key, Modifiers};
use egui_kittest::kittest::Queryable as _;
use sayso::gui::dialogs::{Answer, Request};
use sayso::gui::session::Page;
use sayso::model::{Anchor, Article, Statement};

const HARBOUR: &str = include_str!("../../sample_projects/harbour-dispute.sayso.ron");

fn harbour() -> Desk {
    Desk::with(&[("harbour.sayso.ron", HARBOUR)], &["harbour.sayso.ron"])
}

/// A project of twelve articles, A to L.
fn dozen() -> Desk {
    let names: Vec<String> = ('A'..='L').map(|name| format!("{name}.txt")).collect();
    let texts: Vec<String> = names
        .iter()
        .map(|name| format!("News of {name}."))
        .collect();
    let files: Vec<(&str, &str)> = names
        .iter()
        .zip(&texts)
        .map(|(n, t)| (&**n, &**t))
        .collect();
    let mut desk = Desk::with(&files, &["A.txt"]);
    let more = names[1..].iter().map(|name| desk.path(name)).collect();
    desk.answer(Answer::Files(more));
    desk.shift(Modifiers::COMMAND, Key::O);
    assert_eq!(desk.project().articles().len(), 12);
    desk
}

/// The titles in the list, from the top.
fn titles(desk: &Desk) -> Vec<String> {
    let items = desk.items("Article ").into_iter();
    items
        .map(|label| label.rsplit_once(", ").unwrap().0.to_owned())
        .collect()
}

fn open(desk: &Desk) -> &Article {
    desk.window.state().session().unwrap().article().unwrap()
}

fn page(desk: &Desk) -> Page {
    desk.window.state().session().unwrap().page
}

fn shows(desk: &Desk, words: &str) -> bool {
    desk.window.query_all_by_label(words).next().is_some()
}

fn click_with(desk: &mut Desk, title: &str, modifiers: Modifiers) {
    let start = format!("Article {title}, ");
    let row = desk
        .window
        .get_by(|node| node.label().is_some_and(|l| l.starts_with(&start)));
    let at = row.rect().center();
    desk.window.event(Event::ModifiersChanged(modifiers));
    desk.window.hover_at(at);
    desk.window.drag_at(at);
    desk.window.drop_at(at);
    desk.window.event(Event::ModifiersChanged(Modifiers::NONE));
    desk.settle();
}

fn write_in(desk: &mut Desk, field: &str, words: &str) {
    desk.window.get_by_label(field).focus();
    desk.settle();
    desk.ctrl(Key::A);
    desk.type_text(words);
    desk.press(Key::Enter);
}

#[test]
fn an_article_is_found_by_a_few_words() {
    let mut desk = harbour();
    assert!(!shows(&desk, "Find an article"), "three are seen at once");
    let all = titles(&desk);
    desk.ctrl(Key::L);
    let last = desk
        .project()
        .articles()
        .iter()
        .next_back()
        .unwrap()
        .clone();
    desk.type_text(&last.title.to_lowercase());
    assert_eq!(titles(&desk), [last.title.as_str()]);
    desk.press(Key::Enter);
    assert_eq!(open(&desk).id, last.id);
    assert_eq!(page(&desk), Page::Article);

    // Esc gives all of them back, then the text.
    desk.ctrl(Key::L);
    desk.press(Key::Escape);
    assert_eq!(titles(&desk), all);
    desk.press(Key::Escape);
    assert!(!shows(&desk, "Find an article"));

    // What is not the first is reached with the arrow.
    let mut desk = dozen();
    assert!(
        shows(&desk, "Find an article"),
        "more than fit are always looked for"
    );
    desk.ctrl(Key::L);
    desk.press(Key::ArrowDown);
    desk.press(Key::ArrowDown);
    desk.press(Key::Enter);
    assert_eq!(open(&desk).title, "C");
    desk.ctrl(Key::L);
    desk.type_text("nothing like it");
    assert!(shows(&desk, "No article has these words"));
    desk.press(Key::Enter);
    assert_eq!(open(&desk).title, "C");
}

#[test]
fn the_list_is_sorted_and_the_next_article_is_the_next_in_it() {
    let mut desk = harbour();
    desk.click("Order of the articles");
    desk.click("Title");
    let sorted = titles(&desk);
    let mut expected = sorted.clone();
    expected.sort_by_key(|title| title.to_lowercase());
    assert_eq!(sorted, expected);
    click_with(&mut desk, &sorted[0], Modifiers::NONE);
    desk.ctrl(Key::PageDown);
    assert_eq!(open(&desk).title, sorted[1]);

    desk.click("Order of the articles");
    desk.click("Most statements first");
    let session = desk.window.state().session().unwrap();
    let count = |title: &String| {
        let article = desk
            .project()
            .articles()
            .iter()
            .find(|a| &a.title == title)
            .unwrap();
        session.index.count(&article.id)
    };
    let counts: Vec<usize> = titles(&desk).iter().map(count).collect();
    assert!(counts.windows(2).all(|two| two[0] >= two[1]), "{counts:?}");
}

#[test]
fn how_many_are_done_is_said() {
    let mut desk = dozen();
    assert!(shows(&desk, "0 of 12 done"));
    desk.press(Key::D);
    assert!(shows(&desk, "1 of 12 done"));
    desk.ctrl(Key::Z);
    assert!(shows(&desk, "0 of 12 done"));
}

#[test]
fn several_articles_are_changed_together_as_one_undo() {
    let mut desk = dozen();
    let before = desk.project().clone();
    click_with(&mut desk, "A", Modifiers::NONE);
    click_with(&mut desk, "C", Modifiers::COMMAND);
    click_with(&mut desk, "D", Modifiers::COMMAND);
    assert!(shows(&desk, "3 articles chosen"));
    desk.ctrl(Key::I);
    assert!(shows(&desk, "Details of 3 articles"));
    write_in(&mut desk, "Outlet", "Harbour Post");
    write_in(&mut desk, "Tags", "pilot, harbour");
    let with = |desk: &Desk| -> String {
        let all = desk.project().articles().iter();
        let with = all.filter(|a| a.outlet == "Harbour Post");
        with.map(|a| a.title.as_str()).collect()
    };
    assert_eq!(with(&desk), "ACD");
    let tagged = desk
        .project()
        .articles()
        .iter()
        .filter(|a| a.tags == ["pilot", "harbour"]);
    assert_eq!(tagged.count(), 3);
    let undo = |desk: &Desk| {
        let session = desk.window.state().session().unwrap();
        session.history.undo_label().unwrap_or_default().to_owned()
    };
    assert_eq!(undo(&desk), "add tags of 3 articles");
    desk.ctrl(Key::Z);
    assert_eq!(undo(&desk), "set outlet of 3 articles");
    desk.ctrl(Key::Z);
    assert_eq!(desk.project(), &before);
}

#[test]
fn a_stretch_of_articles_is_chosen_with_shift_or_all_with_the_keyboard() {
    let mut desk = dozen();
    click_with(&mut desk, "B", Modifiers::NONE);
    click_with(&mut desk, "E", Modifiers::SHIFT);
    assert!(shows(&desk, "4 articles chosen"));
    desk.shift(Modifiers::NONE, Key::ArrowDown);
    assert!(shows(&desk, "5 articles chosen"));
    assert_eq!(open(&desk).title, "B", "choosing several opens none");
    desk.ctrl(Key::A);
    assert!(shows(&desk, "12 articles chosen"));
    desk.press(Key::Escape);
    assert!(!shows(&desk, "12 articles chosen"));
    desk.press(Key::ArrowDown);
    assert_eq!(open(&desk).title, "C");
    desk.press(Key::End);
    assert_eq!(open(&desk).title, "L");
    assert_eq!(titles(&desk).last().unwrap(), "L", "it is in view");
}

#[test]
fn what_differs_is_said_and_stays_until_something_is_written() {
    let mut desk = dozen();
    click_with(&mut desk, "A", Modifiers::NONE);
    desk.ctrl(Key::I);
    write_in(&mut desk, "Language", "uk");
    let before = desk.project().clone();
    click_with(&mut desk, "B", Modifiers::COMMAND);
    assert!(shows(&desk, "Details of 2 articles"));
    write_in(&mut desk, "Language", "");
    write_in(&mut desk, "Title", "");
    assert_eq!(desk.project(), &before);
    write_in(&mut desk, "Language", "not a language");
    assert_eq!(desk.project(), &before);
    write_in(&mut desk, "Language", "de");
    let german = desk
        .project()
        .articles()
        .iter()
        .filter(|a| a.language == "de");
    assert_eq!(german.count(), 2);
}

#[test]
fn a_text_is_replaced_after_a_look_at_what_becomes_of_the_statements() {
    let longer = format!(
        "By our reporter.\n\n{}",
        ARTICLE.replace("Critics doubted", "Some said")
    );
    let mut desk = Desk::with(
        &[("ferry.txt", ARTICLE), ("new.txt", &longer)],
        &["ferry.txt"],
    );
    for words in ["“We will sail,”", "Critics doubted", "another winter"] {
        desk.select(words);
        desk.press(Key::Enter);
    }
    let before = desk.project().clone();
    let replace = |desk: &mut Desk, file: &str| {
        desk.answer(Answer::Files(vec![desk.path(file)]));
        desk.click("Project");
        desk.click("Replace article text…");
    };

    // The same text, and no text.
    replace(&mut desk, "ferry.txt");
    assert!(desk.notice().contains("has already"), "{}", desk.notice());
    replace(&mut desk, "missing.txt");
    assert!(desk.notice().contains("no such file"), "{}", desk.notice());
    assert!(desk.notice().contains("missing.txt"), "{}", desk.notice());
    assert!(matches!(
        desk.picker.asked.lock().unwrap()[0],
        Request::ReplaceText(_)
    ));

    // A look, and back.
    replace(&mut desk, "new.txt");
    assert_eq!(page(&desk), Page::Replace);
    assert!(shows(&desk, "0 stay where they are"));
    assert!(shows(&desk, "2 move with their words"));
    assert!(shows(&desk, "“Critics doubted”"));
    desk.press(Key::Escape);
    assert_eq!(page(&desk), Page::Article);
    assert_eq!(desk.project(), &before);

    replace(&mut desk, "new.txt");
    desk.press(Key::Enter);
    assert_eq!(page(&desk), Page::Article);
    assert_eq!(open(&desk).text.as_str(), longer);
    assert!(
        desk.notice().contains("2 moved; 1 lost"),
        "{}",
        desk.notice()
    );
    let detached = |desk: &Desk| {
        let lost = |s: &Statement| s.anchors().any(Anchor::is_detached);
        desk.statements().iter().filter(|s| lost(s)).count()
    };
    // The status line follows: what lost its place is to be looked at until it has one again.
    let to_look_at = |desk: &Desk| desk.window.state().session().unwrap().problems.len();
    assert_eq!((desk.quotes().len(), detached(&desk)), (3, 1));
    assert!(to_look_at(&desk) > 0);
    desk.ctrl(Key::Z);
    assert_eq!(desk.project(), &before);
    assert_eq!(to_look_at(&desk), 0);
    desk.ctrl(Key::Y);
    assert!(to_look_at(&desk) > 0);
}

#[test]
fn an_article_goes_with_all_of_its_coding_and_comes_back_with_it() {
    let mut desk = harbour();
    let before = desk.project().clone();
    let second = before.articles().at(1).unwrap().clone();
    click_with(&mut desk, &second.title, Modifiers::NONE);
    desk.click("Project");
    desk.click("Remove article");
    assert_eq!(desk.project().articles().len(), 2);
    assert!(desk.project().statement_count() < before.statement_count());
    assert!(desk.project().reviews().len() < before.reviews().len());
    assert_eq!(
        open(&desk).id,
        before.articles().at(2).unwrap().id,
        "the next one is read"
    );
    desk.ctrl(Key::Z);
    assert_eq!(desk.project(), &before);
    assert_eq!(open(&desk).id, second.id);

    // Several at once.
    click_with(
        &mut desk,
        &before.articles().at(0).unwrap().title.clone(),
        Modifiers::NONE,
    );
    click_with(&mut desk, &second.title, Modifiers::COMMAND);
    desk.click("Project");
    desk.click("Remove article");
    assert_eq!(desk.project().articles().len(), 1);
    desk.ctrl(Key::Z);
    assert_eq!(desk.project(), &before);
}
