//! The table of statements below the text.

use crate::desk::Desk;
use egui::{Event, Key, Modifiers, OutputCommand};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use sayso::model::Statement;

const HARBOUR: &str = include_str!("../../sample_projects/harbour-dispute.sayso.ron");

fn harbour() -> Desk {
    Desk::with(&[("harbour.sayso.ron", HARBOUR)], &["harbour.sayso.ron"])
}

/// The quotes of the rows that are drawn, from the top.
fn rows(desk: &Desk) -> Vec<String> {
    let rows = desk.window.query_all_by(|node| {
        let label = node.label();
        node.role() == egui::accesskit::Role::ListItem
            && label.is_some_and(|label| label.starts_with("Statement "))
    });
    let mut rows: Vec<(f32, String)> = rows
        .map(|node| {
            let label = node.accesskit_node().label().unwrap_or_default();
            (node.rect().top(), label)
        })
        .collect();
    rows.sort_by(|a, b| a.0.total_cmp(&b.0));
    rows.into_iter()
        .map(|(_, label)| label.trim_start_matches("Statement ").to_owned())
        .collect()
}

fn filter(desk: &mut Desk, words: &str) {
    desk.shift(Modifiers::COMMAND, Key::L);
    desk.ctrl(Key::A);
    desk.type_text(words);
    desk.settle();
}

fn shows(desk: &Desk, words: &str) -> bool {
    desk.window.query_all_by_label(words).next().is_some()
}

/// What was put on the clipboard by the frame that did it.
fn copied(desk: &mut Desk, act: impl FnOnce(&mut Desk)) -> String {
    act(desk);
    for _ in 0..8 {
        desk.window.step();
        let commands = &desk.window.output().platform_output.commands;
        let text = commands.iter().rev().find_map(|command| match command {
            OutputCommand::CopyText(text) => Some(text.clone()),
            _ => None,
        });
        if let Some(text) = text {
            desk.settle();
            return text;
        }
    }
    panic!("nothing was copied");
}

fn chosen(desk: &Desk) -> Option<Statement> {
    let session = desk.window.state().session().unwrap();
    session.statement().cloned()
}

fn quote(desk: &Desk, statement: &Statement) -> String {
    let article = desk.project().articles().get(&statement.article).unwrap();
    let parts = statement.contents.iter().map(|a| a.quote(&article.text));
    parts.collect::<Vec<_>>().join(" … ").replace('\n', " ")
}

#[test]
fn a_header_sorts_one_way_then_the_other_then_as_the_text() {
    let mut desk = harbour();
    let text = rows(&desk);
    assert!(text.len() >= 3, "{text:?}");
    desk.click("Sort by Quote: not sorted by it");
    let up = rows(&desk);
    assert_ne!(up, text);
    let letters = |words: &String| {
        let words = words.to_lowercase();
        words
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .to_owned()
    };
    assert!(
        up.windows(2)
            .all(|two| letters(&two[0]) <= letters(&two[1])),
        "{up:?}"
    );
    desk.click("Sort by Quote: sorted upwards");
    let down = rows(&desk);
    assert!(
        down.windows(2)
            .all(|two| letters(&two[0]) >= letters(&two[1])),
        "{down:?}"
    );
    desk.click("Sort by Quote: sorted downwards");
    assert_eq!(rows(&desk), text);

    // By the keyboard: a header takes the focus, the space bar clicks it.
    desk.window
        .get_by_label("Sort by Quote: not sorted by it")
        .focus();
    desk.press(Key::Space);
    assert_eq!(rows(&desk), up);
}

#[test]
fn a_filter_narrows_one_column_or_all_and_can_be_cleared() {
    let mut desk = harbour();
    desk.shift(Modifiers::COMMAND, Key::T);
    let all = desk.project().statement_count();
    assert!(shows(&desk, &format!("{all} statements")));
    let project = desk.project().clone();
    let opposed = project
        .statements()
        .filter(|s| {
            s.stance
                .as_ref()
                .is_some_and(|id| id.to_string() == "oppose")
        })
        .count();
    filter(&mut desk, "stance:oppose");
    assert!(
        shows(&desk, &format!("{opposed} of {all}")),
        "{opposed} of {all}"
    );

    filter(&mut desk, "is:uncoded");
    let uncoded = project.statements().filter(|s| s.stance.is_none()).count();
    assert!(shows(&desk, &format!("{uncoded} of {all}")));

    filter(&mut desk, "nobody says this");
    assert_eq!(rows(&desk), [""; 0]);
    assert!(shows(&desk, "No statement fits the filter"));
    desk.click("Show all");
    assert!(shows(&desk, &format!("{all} statements")));

    // With the mouse: the cell under the pointer says what to look for.
    let first = rows(&desk).remove(0);
    // Two coded the same words.
    let label = format!("Statement {first}");
    let row = desk.window.query_all_by_label(&label).next().unwrap();
    let row = row.rect();
    desk.window
        .hover_at(row.left_center() + egui::vec2(20.0, 0.0));
    let at = row.left_center() + egui::vec2(20.0, 0.0);
    for pressed in [true, false] {
        desk.window.event(Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Secondary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }
    desk.settle();
    let speaker = {
        let first = project.statements_in_order()[0];
        let id = &first.speakers[0];
        project.codebook().speakers().get(id).unwrap().clone()
    };
    desk.click(&format!("Only rows with “{}”", speaker.name));
    let session = desk.window.state().session().unwrap();
    assert_eq!(
        session.table.filter,
        format!("speaker:\"{}\"", speaker.name)
    );
    let theirs = project
        .statements()
        .filter(|s| s.speakers.contains(&speaker.id))
        .count();
    assert!(
        shows(&desk, &format!("{theirs} of {all}")),
        "{theirs} of {all}"
    );
}

#[test]
fn the_scope_is_this_article_or_all() {
    let mut desk = harbour();
    let session = desk.window.state().session().unwrap();
    let here = session.index.count(&session.article().unwrap().id);
    let all = desk.project().statement_count();
    assert!(here < all);
    assert!(shows(&desk, &format!("{here} statements")));
    assert!(!shows(&desk, "Sort by Article: not sorted by it"));
    desk.click("All articles");
    assert!(shows(&desk, &format!("{all} statements")));
    assert!(shows(&desk, "Sort by Article: not sorted by it"));
    desk.shift(Modifiers::COMMAND, Key::T);
    assert!(shows(&desk, &format!("{here} statements")));
}

#[test]
fn rows_are_copied_for_a_spreadsheet() {
    let mut desk = harbour();
    filter(&mut desk, "stance:support");
    let shown = rows(&desk).len();
    desk.press(Key::Escape);
    desk.press(Key::Escape);
    filter(&mut desk, "stance:support");
    let table = copied(&mut desk, |desk| {
        desk.window.get_by_label("Edit").click();
        desk.settle();
        desk.window.get_by_label("Copy table").click();
    });
    let lines: Vec<&str> = table.lines().collect();
    assert_eq!(lines[0], "Speaker\tStance\tTopic\tQuote\tForm\tCoder");
    assert!(lines.len() > shown, "the header and all rows that fit");
    for line in &lines[1..] {
        let cells: Vec<&str> = line.split('\t').collect();
        assert_eq!((cells.len(), cells[1]), (6, "Support"), "{line}");
    }

    // In the table itself the row is what is copied.
    desk.shift(Modifiers::COMMAND, Key::L);
    desk.press(Key::ArrowDown);
    desk.press(Key::ArrowDown);
    let row = copied(&mut desk, |desk| desk.window.event(Event::Copy));
    let statement = chosen(&desk).unwrap();
    assert_eq!(row.split('\t').nth(3).unwrap(), quote(&desk, &statement));
}

#[test]
fn a_row_goes_to_its_statement_and_a_statement_to_its_row() {
    let mut desk = harbour();
    desk.click("All articles");
    // By keys from the filter: down into the rows, to the last one, in another article.
    desk.shift(Modifiers::COMMAND, Key::L);
    desk.press(Key::ArrowDown);
    desk.press(Key::End);
    let project = desk.project().clone();
    let last = project.articles().iter().next_back().unwrap();
    let session = desk.window.state().session().unwrap();
    assert_eq!(session.article().unwrap().id, last.id);
    let end = chosen(&desk).unwrap();
    assert_eq!(rows(&desk).last().unwrap(), &quote(&desk, &end));
    let span = end.contents[0].span().unwrap();
    let reading = session.reading.as_ref().unwrap();
    let place = reading.rects_on_screen(&desk.window.ctx, span.range());
    assert!(
        (0.0..800.0).contains(&place[0].center().y),
        "its words are in view"
    );
    desk.press(Key::PageUp);
    desk.press(Key::ArrowUp);
    desk.press(Key::Home);
    assert_eq!(
        &chosen(&desk).unwrap().article,
        &project.articles().at(0).unwrap().id
    );

    // Choosing in the text brings the row into view; looking around in the table is left alone.
    desk.press(Key::Enter);
    for _ in 0..20 {
        desk.press(Key::J);
    }
    let there = chosen(&desk).unwrap();
    assert!(rows(&desk).contains(&quote(&desk, &there)));
    let shown = rows(&desk);
    let once = |row: &&String| shown.iter().filter(|other| other == row).count() == 1;
    let click = shown.iter().find(once).unwrap().clone();
    desk.click(&format!("Statement {click}"));
    assert_eq!(quote(&desk, &chosen(&desk).unwrap()), click);
}

#[test]
fn columns_come_and_go_and_the_words_of_the_text_stay_where_they_are() {
    let mut desk = harbour();
    desk.click("Columns");
    desk.click("Naming");
    desk.click("Topic");
    desk.press(Key::Escape);
    assert!(shows(&desk, "Sort by Naming: not sorted by it"));
    assert!(!shows(&desk, "Sort by Topic: not sorted by it"));

    let place = |desk: &Desk| {
        let session = desk.window.state().session().unwrap();
        let reading = session.reading.as_ref().unwrap();
        reading.rects_on_screen(&desk.window.ctx, 0..100)
    };
    let before = place(&desk);
    desk.ctrl(Key::T);
    assert_eq!(rows(&desk), [""; 0]);
    assert_eq!(place(&desk), before);
    desk.ctrl(Key::T);
    assert!(!rows(&desk).is_empty());
    assert_eq!(place(&desk), before);
    assert!(
        shows(&desk, "Sort by Naming: not sorted by it"),
        "remembered"
    );
}

#[test]
fn the_table_opens_with_the_first_statement_and_says_what_to_do_before() {
    let mut desk = Desk::article();
    assert!(!shows(&desk, "Columns"));
    desk.ctrl(Key::T);
    assert!(shows(
        &desk,
        "No statement yet: select words in the article and press Enter"
    ));
    desk.ctrl(Key::T);
    desk.select("“We will sail,”");
    desk.press(Key::Enter);
    assert!(!shows(&desk, "Columns"), "closed by hand, it stays closed");

    let mut desk = Desk::article();
    desk.select("“We will sail,”");
    desk.press(Key::Enter);
    assert_eq!(rows(&desk), ["“We will sail,”"]);
}
